"""Accounts: signing in and out; one's own, with its password and second step; for administrators everybody's.

One signs in by name and password, and a second step where one was set up, or by an address that lets somebody in
once. The second step is an authenticator that shows codes, with recovery codes for when it is lost. Law: who is
refused is not told whether there is such an account.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.reauthentication import (
    raise_if_reauthentication_required,
    reauthenticate_by_password,
    resume_request,
)
from allauth.account.models import Login
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.flows import activate_totp, deactivate_totp
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import get_user_model, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from markupsafe import Markup

from kizuna.errors import BadQuestion, InputError, NotFound, WeakPassword
from kizuna.store.actions.accounts import add_pass, change_account, set_password, use_pass
from kizuna.store.queries.accounts import (
    Account,
    Purpose,
    Role,
    account_named,
    accounts,
    good_pass,
    role_named,
    tokens,
)
from kizuna.web.access import FORM, account, needs, signed_in
from kizuna.web.rendering import day_words, render
from kizuna.web.visit import visit
from kizuna.workflows.accounts import (
    LEVELS,
    governments_named,
    invite,
    note,
    owner_called,
    sees_all,
)
from kizuna.workflows.acting import acting_user

STATUS = {"": 200, "password": 400, "code": 400, "often": 429}


@never_cache
@require_http_methods(FORM)
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; posted, the way to the page that was asked for, or to the second step."""
    back = next_of(request)
    if account(request) is not None:
        return HttpResponseRedirect(back)
    wrong, name = "password" if "wrong" in request.GET else "", request.POST.get("name", "")
    if request.method == "POST":
        given = {"login": name, "password": request.POST.get("password", "")}
        form = LoginForm(given, request=request)
        if form.is_valid():
            answer: HttpResponse = form.login(request, redirect_url=back)
            return answer
        wrong = wrong_in(form, "password")
    return render(
        request,
        "accounts/sign-in.html.jinja",
        status=STATUS[wrong],
        back=back,
        name=name,
        wrong=wrong,
    )


@require_http_methods(FORM)
@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")
def second_step(request: HttpRequest) -> HttpResponse:
    """The field for the code of an authenticator, or a recovery code."""
    stage = request._login_stage  # type: ignore[attr-defined]
    wrong = ""
    if request.method == "POST":
        form = AuthenticateForm(user=stage.login.user, data=request.POST)
        if form.is_valid():
            form.save()
            answer: HttpResponse = stage.exit()
            return answer
        wrong = wrong_in(form, "code")
    return render(
        request, "accounts/second-step-asked.html.jinja", status=STATUS[wrong], wrong=wrong
    )


def wrong_in(form: Any, what: str) -> str:
    """What is wrong with a form of a password or a code: "often" after too many wrong ones, else `what` it has."""
    codes = {error.code for errors in form.errors.as_data().values() for error in errors}
    return "often" if codes & {"too_many_login_attempts", "rate_limited"} else what


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """To the front page, as anybody."""
    logout(request)
    return HttpResponseRedirect("/")


@never_cache
@require_http_methods(FORM)
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """The address that lets somebody in once: the owner by a button, somebody invited with a password."""
    try:
        found = good_pass(secret)
    except NotFound:
        if account(request) is not None:
            return HttpResponseRedirect("/")
        return render(request, "accounts/void.html.jinja", status=404)
    if found.purpose is Purpose.OWNER:
        if request.method != "POST":  # a preview of links does not use the address up
            name = found.account or owner_called(acting_user()).name
            return render(request, "accounts/enter.html.jinja", name=name)
        made = use_pass(secret=secret, owner=owner_called(acting_user()))
        login(request, row_of(made), backend=settings.AUTHENTICATION_BACKENDS[0])
        return HttpResponseRedirect("/")
    faults: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            password = request.POST.get("password", "")
            made = use_pass(secret=secret, password=password)
            return perform_login(request, Login(user=row_of(made), redirect_url="/"))
        except WeakPassword as error:
            faults = error.faults
    return render(
        request,
        "accounts/choose-password.html.jinja",
        status=400 if faults else 200,
        name=found.account,
        faults=faults,
    )


def row_of(who: Account) -> Any:
    """An account as the framework knows it."""
    return get_user_model()._default_manager.get(pk=who.id)


def next_of(request: HttpRequest) -> str:
    """Where to go afterwards: the address of this site that the page was given, else the front page."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    own = {request.get_host()}
    return asked if url_has_allowed_host_and_scheme(asked, own, request.is_secure()) else "/"


_APP = "allauth.mfa"


@never_cache
@needs("reader", *FORM)
def own_second_step(request: HttpRequest) -> HttpResponse:
    """How things stand; where there is no authenticator yet, its picture and the field for its first code."""
    raise_if_reauthentication_required(request, app=_APP)
    if _authenticator(request) is not None:
        return render(request, "accounts/second-step.html.jinja", secret="", picture="", wrong="")
    form = ActivateTOTPForm(user=request.user, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        _, codes = activate_totp(request, form)
        note("second_step_on", acting_user=signed_in(request).name)
        return _codes(request, codes)
    adapter = get_mfa_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(request.user, form.secret))  # a QR code
    return render(
        request,
        "accounts/second-step.html.jinja",
        status=400 if request.method == "POST" else 200,
        secret=form.secret,
        picture=Markup(svg.partition("?>")[2] or svg),
        wrong=wrong_in(form, "code") if form.is_bound else "",
    )


@needs("reader", "POST")
def turn_off(request: HttpRequest) -> HttpResponse:
    """Take the authenticator and the recovery codes away."""
    found = _authenticator(request)
    if found is not None:
        deactivate_totp(request, found)
        note("second_step_off", acting_user=signed_in(request).name)
    return HttpResponseRedirect("/account?kept=1")


@never_cache
@needs("reader", "POST")
def new_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes in place of the old ones."""
    if _authenticator(request) is None:
        return HttpResponseRedirect("/account/second-step")
    codes = generate_recovery_codes(request)
    note("recovery_codes", acting_user=signed_in(request).name)
    return _codes(request, codes)


def _codes(request: HttpRequest, codes: Authenticator | None) -> HttpResponse:
    listed = codes.wrap().get_unused_codes() if codes is not None else ()
    return render(request, "accounts/codes.html.jinja", codes=listed)


def _authenticator(request: HttpRequest) -> Authenticator | None:
    found = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP)
    return found.first()


@needs("administrator", "GET", "HEAD")
def people(request: HttpRequest) -> HttpResponse:
    """Every account in order of name."""
    messages = visit(request).messages
    listed = [
        (held, day_words(messages, held.last_seen) if held.last_seen else "") for held in accounts()
    ]
    return render(request, "accounts/people.html.jinja", accounts=listed)


@never_cache
@needs("administrator", "POST")
def invite_again_page(request: HttpRequest, name: str) -> HttpResponse:
    """A new address at which the account's owner chooses a password."""
    held = account_named(name)
    user = signed_in(request).name
    secret = add_pass(name=name, purpose=Purpose.INVITATION, acting_user=user)
    return _handed_over(request, held, secret)


@needs("administrator", "POST")
def second_step_off(request: HttpRequest, name: str) -> HttpResponse:
    """Takes away the second step of somebody who lost it."""
    held = account_named(name)
    Authenticator.objects.filter(user_id=held.id).delete()
    note("second_step_off", held.name, acting_user=signed_in(request).name)
    return HttpResponseRedirect(f"/people/{held.name}?kept=1")


@needs("administrator", *FORM)
def person(request: HttpRequest, name: str = "") -> HttpResponse:
    """The form of an account, or of somebody new; posted, what it may do is kept, or the address handed over."""
    held = account_named(name) if name else Account(0, request.POST.get("name", ""))
    user, wrong = signed_in(request).name, ""
    if request.method == "POST":
        written = _as_written(request, held)
        try:
            role = role_named(request.POST.get("role", Role.READER))
            given = replace(written, role=role, governments=governments_named(written.governments))
            if not name:
                return _handed_over(request, given, invite(given, acting_user=user))
            change_account(account=given, acting_user=user)
            return HttpResponseRedirect(f"/people/{given.name}?kept=1")
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


@needs("reader", *FORM)
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
@needs("reader", *FORM)
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
@needs("reader", *FORM)
def confirm(request: HttpRequest) -> HttpResponse:
    """Asks for the password (or the code, where there is none) once more, and goes on with what was asked for."""
    who, wrong = signed_in(request), ""
    if request.method == "POST":
        form_of = ReauthenticateForm if who.has_password else CodeForm
        form: Any = form_of(request.POST, user=request.user)
        if form.is_valid():
            if who.has_password:
                reauthenticate_by_password(request)
            else:
                form.save()
            return resume_request(request) or HttpResponseRedirect("/account")
        wrong = wrong_in(form, "password" if who.has_password else "code")
    return render(
        request,
        "accounts/confirm.html.jinja",
        status=400 if wrong else 200,
        who=who,
        back=next_of(request),
        wrong=wrong,
    )
