"""People: every account with its role, inviting somebody, giving and taking roles; for administrators."""

from __future__ import annotations

from dataclasses import replace

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kizuna.errors import InputError, NotFound
from kizuna.store.queries.accounts import Account, Role, account_named, accounts, role_named
from kizuna.web.access import needs, signed_in
from kizuna.web.accounts.second_step import forget_second_step
from kizuna.web.accounts.words import day_in_words
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.accounts import (
    LEVELS,
    change,
    governments_named,
    invite,
    invite_again,
    note,
)


@require_safe
@needs("administrator")
def people(request: HttpRequest) -> HttpResponse:
    """Every account in order of name."""
    messages = visit(request).messages
    listed = [
        (held, day_in_words(messages, held.last_seen) if held.last_seen else "")
        for held in accounts()
    ]
    return render(request, "accounts/people.html.jinja", accounts=listed)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administrator")
def invite_page(request: HttpRequest) -> HttpResponse:
    """The form for somebody new; posted, the address to hand over."""
    if request.method != "POST":
        return _form(request, Account(0, ""), is_new=True)
    drawn = Account(0, request.POST.get("name", ""))
    try:
        given = _given(request, drawn)
        secret = invite(given, acting_user=signed_in(request).name)
    except (InputError, NotFound) as error:
        return _form(request, _as_written(request, drawn), is_new=True, wrong=str(error))
    return _handed_over(request, given, secret)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administrator")
def person(request: HttpRequest, name: str) -> HttpResponse:
    """An account, with the form for what it may do."""
    held = account_named(name)
    if request.method != "POST":
        return _form(request, held)
    try:
        change(_given(request, held), acting_user=signed_in(request).name)
    except (InputError, NotFound) as error:
        return _form(request, _as_written(request, held), wrong=str(error))
    return HttpResponseRedirect(f"/people/{held.name}?kept=1")


@never_cache
@require_POST
@needs("administrator")
def invite_again_page(request: HttpRequest, name: str) -> HttpResponse:
    """A new address at which the account's owner chooses a password."""
    held = account_named(name)
    return _handed_over(request, held, invite_again(name, acting_user=signed_in(request).name))


@require_POST
@needs("administrator")
def second_step_off(request: HttpRequest, name: str) -> HttpResponse:
    """Takes away the second step of somebody who lost it."""
    held = account_named(name)
    forget_second_step(held.id)
    note("second_step_off", held.name, acting_user=signed_in(request).name)
    return HttpResponseRedirect(f"/people/{held.name}?kept=1")


def _given(request: HttpRequest, held: Account) -> Account:
    """The account as the form has it. Raises InputError for what is wrong, NotFound for a government."""
    written = _as_written(request, held)
    return replace(
        written,
        role=role_named(request.POST.get("role", Role.READER)),
        governments=governments_named(written.governments),
    )


def _as_written(request: HttpRequest, held: Account) -> Account:
    posted = request.POST
    role = posted.get("role", held.role)
    return replace(
        held,
        full_name=posted.get("full_name", "").strip(),
        email=posted.get("email", "").strip(),
        role=Role(role) if role in list(Role) else held.role,
        governments=_lines(posted.get("governments", "")),
        clearances=frozenset(posted.getlist("clearances")) & frozenset(LEVELS),
        receives_as=_lines(posted.get("receives_as", "")),
        is_active="is_active" in posted or not held.id,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _form(
    request: HttpRequest, held: Account, *, is_new: bool = False, wrong: str = ""
) -> HttpResponse:
    return render(
        request,
        "accounts/person.html.jinja",
        status=400 if wrong else 200,
        held=held,
        is_new=is_new,
        wrong=wrong,
        roles=list(Role),
        levels=LEVELS,
        kept="kept" in request.GET,
        has_second_step=bool(held.id) and Authenticator.objects.filter(user_id=held.id).exists(),
    )


def _handed_over(request: HttpRequest, held: Account, secret: str) -> HttpResponse:
    address = request.build_absolute_uri(f"/entrance/{secret}")
    return render(request, "accounts/handed-over.html.jinja", held=held, address=address)
