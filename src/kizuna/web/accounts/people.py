"""Accounts: one's own, with its name and password; for administrators everybody's, with invitations and roles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.account.internal.flows.reauthentication import (
    reauthenticate_by_password,
    resume_request,
)
from allauth.mfa.base.forms import ReauthenticateForm as CodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kizuna.errors import BadQuestion, InputError, NotFound, WeakPassword
from kizuna.store.actions import add_pass, change_account, set_password
from kizuna.store.queries.accounts import (
    Account,
    Purpose,
    Role,
    account_named,
    accounts,
    role_named,
    tokens,
)
from kizuna.web.access import needs, signed_in
from kizuna.web.accounts.sign_in import STATUS, next_of, row_of, wrong_in
from kizuna.web.rendering import day_words, render
from kizuna.web.visit import visit
from kizuna.workflows.accounts import LEVELS, governments_named, invite, note
from kizuna.workflows.audit import sees_all

_FORMS: dict[str, Any] = {"password": ReauthenticateForm, "code": CodeForm}


@require_safe
@needs("administrator")
def people(request: HttpRequest) -> HttpResponse:
    """Every account in order of name."""
    messages = visit(request).messages
    listed = [
        (held, day_words(messages, held.last_seen) if held.last_seen else "") for held in accounts()
    ]
    return render(request, "accounts/people.html.jinja", accounts=listed)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administrator")
def invite_page(request: HttpRequest) -> HttpResponse:
    """The form for somebody new; posted, the address to hand over."""

    def act(given: Account) -> HttpResponse:
        secret = invite(given, acting_user=signed_in(request).name)
        return _handed_over(request, given, secret)

    return _edited(request, Account(0, request.POST.get("name", "")), act)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administrator")
def person(request: HttpRequest, name: str) -> HttpResponse:
    """An account, with the form for what it may do."""

    def act(given: Account) -> HttpResponse:
        change_account(account=given, acting_user=signed_in(request).name)
        return HttpResponseRedirect(f"/people/{given.name}?kept=1")

    return _edited(request, account_named(name), act)


@never_cache
@require_POST
@needs("administrator")
def invite_again_page(request: HttpRequest, name: str) -> HttpResponse:
    """A new address at which the account's owner chooses a password."""
    held = account_named(name)
    user = signed_in(request).name
    secret = add_pass(name=name, purpose=Purpose.INVITATION, acting_user=user)
    return _handed_over(request, held, secret)


@require_POST
@needs("administrator")
def second_step_off(request: HttpRequest, name: str) -> HttpResponse:
    """Takes away the second step of somebody who lost it."""
    held = account_named(name)
    Authenticator.objects.filter(user_id=held.id).delete()
    note("second_step_off", held.name, acting_user=signed_in(request).name)
    return HttpResponseRedirect(f"/people/{held.name}?kept=1")


def _edited(
    request: HttpRequest, held: Account, act: Callable[[Account], HttpResponse]
) -> HttpResponse:
    """The form of an account; posted, what `act` answers to the account as the form has it."""
    wrong = ""
    if request.method == "POST":
        written = _as_written(request, held)
        try:
            role = role_named(request.POST.get("role", Role.READER))
            governments = governments_named(written.governments)
            return act(replace(written, role=role, governments=governments))
        except (InputError, NotFound) as error:
            held, wrong = written, str(error)
    return render(
        request,
        "accounts/person.html.jinja",
        status=400 if wrong else 200,
        held=held,
        is_new=not held.id,
        wrong=wrong,
        roles=list(Role),
        levels=LEVELS,
        kept="kept" in request.GET,
        has_second_step=bool(held.id) and Authenticator.objects.filter(user_id=held.id).exists(),
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


def _handed_over(request: HttpRequest, held: Account, secret: str) -> HttpResponse:
    address = request.build_absolute_uri(f"/entrance/{secret}")
    return render(request, "accounts/handed-over.html.jinja", held=held, address=address)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reader")
def own_account(request: HttpRequest) -> HttpResponse:
    """What the account is called and may do; posted, its name and address of e-mail are changed."""
    who, wrong, messages = signed_in(request), "", visit(request).messages
    if request.method == "POST":
        given = {key: request.POST.get(key, "").strip() for key in ("full_name", "email")}
        try:
            change_account(account=replace(who, **given), acting_user=who.name)
            return HttpResponseRedirect("/account?kept=1")
        except BadQuestion as error:
            wrong, who = str(error), replace(who, **given)
    return render(
        request,
        "accounts/own.html.jinja",
        status=400 if wrong else 200,
        who=who,
        wrong=wrong,
        kept="kept" in request.GET,
        sees_all=sees_all(who),
        has_second_step=is_mfa_enabled(request.user),
        cleared=[messages.concept("access-levels", level) for level in sorted(who.clearances)],
        tokens=[
            (token, day_words(messages, token.expires_at) if token.expires_at else "")
            for token in tokens(username=who.name)
            if token.is_valid(datetime.now(UTC))
        ],
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("reader")
def password(request: HttpRequest) -> HttpResponse:
    """The form for a new password; the old one is asked for where there is one."""
    who, wrong, faults = signed_in(request), "", ()
    if request.method == "POST":
        form = ReauthenticateForm(request.POST, user=request.user)
        if who.has_password and not form.is_valid():
            wrong = wrong_in(form, "password")
        try:
            if not wrong:
                set_password(
                    name=who.name, password=request.POST.get("new", ""), acting_user=who.name
                )
                update_session_auth_hash(request, row_of(who))
                return HttpResponseRedirect("/account?kept=1")
        except WeakPassword as error:
            faults = error.faults
    return render(
        request,
        "accounts/password.html.jinja",
        status=400 if faults else STATUS[wrong],
        who=who,
        wrong=wrong,
        faults=faults,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("reader")
def confirm(request: HttpRequest) -> HttpResponse:
    """Asks for the password (or the code, where there is none) once more, and goes on with what was asked for."""
    who, wrong = signed_in(request), ""
    if request.method == "POST":
        what = "password" if who.has_password else "code"
        form = _FORMS[what](request.POST, user=request.user)
        if form.is_valid():
            if who.has_password:
                reauthenticate_by_password(request)
            else:
                form.save()
            return resume_request(request) or HttpResponseRedirect("/account")
        wrong = wrong_in(form, what)
    return render(
        request,
        "accounts/confirm.html.jinja",
        status=400 if wrong else 200,
        who=who,
        back=next_of(request),
        wrong=wrong,
    )
