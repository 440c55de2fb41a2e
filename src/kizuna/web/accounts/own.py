"""One's own account: what it may do, its name, its password; and confirming that it is still oneself."""

from __future__ import annotations

from dataclasses import replace

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import (
    reauthenticate_by_password,
    resume_request,
)
from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kizuna.errors import BadQuestion, WeakPassword
from kizuna.web.access import needs, signed_in
from kizuna.web.accounts.sign_in import is_right, next_of, row_of, wrong_code
from kizuna.web.accounts.words import day_in_words
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.accounts import change, choose_password, tokens_of
from kizuna.workflows.audit import sees_all


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reader")
def own_account(request: HttpRequest) -> HttpResponse:
    """What the account is called and may do; posted, its name and address of e-mail are changed."""
    who, wrong, messages = signed_in(request), "", visit(request).messages
    if request.method == "POST":
        given = {key: request.POST.get(key, "").strip() for key in ("full_name", "email")}
        try:
            change(replace(who, **given), acting_user=who.name)
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
            (token, day_in_words(messages, token.expires_at) if token.expires_at else "")
            for token in tokens_of(who.name)
        ],
    )


@never_cache
@sensitive_post_parameters("password", "new")
@require_http_methods(["GET", "HEAD", "POST"])
@needs("reader")
def password(request: HttpRequest) -> HttpResponse:
    """The form for a new password; the old one is asked for where there is one."""
    who, wrong, faults = signed_in(request), "", ()
    if request.method == "POST":
        wrong = _wrong_password(request) if who.has_password else ""
        try:
            if not wrong:
                choose_password(who.name, request.POST.get("new", ""), acting_user=who.name)
                update_session_auth_hash(request, row_of(who))
                return HttpResponseRedirect("/account?kept=1")
        except WeakPassword as error:
            faults = error.faults
    return render(
        request,
        "accounts/password.html.jinja",
        status=429 if wrong == "often" else 400 if wrong or faults else 200,
        who=who,
        wrong=wrong,
        faults=faults,
    )


@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
@needs("reader")
def confirm(request: HttpRequest) -> HttpResponse:
    """Asks for the password (or the code, where there is none) once more, and goes on with what was asked for."""
    who, wrong = signed_in(request), ""
    if request.method == "POST":
        wrong = _not_confirmed(request)
        if not wrong:
            return resume_request(request) or HttpResponseRedirect("/account")
    return render(
        request,
        "accounts/confirm.html.jinja",
        status=400 if wrong else 200,
        who=who,
        back=next_of(request),
        wrong=wrong,
    )


def _not_confirmed(request: HttpRequest) -> str:
    if not signed_in(request).has_password:
        form = ReauthenticateForm(user=request.user, data=request.POST)
        if is_right(form):
            form.save()
            return ""
        return wrong_code(form)
    wrong = _wrong_password(request)
    if not wrong:
        reauthenticate_by_password(request)
    return wrong


def _wrong_password(request: HttpRequest) -> str:
    """ "" for the right password, "password" for a wrong one, "often" after too many."""
    try:
        right = get_adapter(request).reauthenticate(request.user, request.POST.get("password", ""))
    except ValidationError:
        return "often"
    return "" if right else "password"
