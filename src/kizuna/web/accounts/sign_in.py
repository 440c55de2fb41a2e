"""Signing in: by name and password, a second step, or an address that lets somebody in once; and signing out.

The second step is an authenticator that shows codes, with recovery codes for when it is lost. Law: whoever is
refused is not told whether there is such an account.
"""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.models import Login
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.flows import activate_totp, deactivate_totp
from django.conf import settings
from django.contrib.auth import get_user_model, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from markupsafe import Markup

from kizuna.errors import NotFound, WeakPassword
from kizuna.store.actions import use_pass
from kizuna.store.queries.accounts import Account, Purpose, good_pass
from kizuna.web.access import account, needs, signed_in
from kizuna.web.rendering import render
from kizuna.workflows.accounts import note, owner_called
from kizuna.workflows.acting import acting_user

STATUS = {"": 200, "password": 400, "code": 400, "often": 429}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
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


@require_http_methods(["GET", "HEAD", "POST"])
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
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """The address that lets somebody in once: the owner by a button, somebody invited with a password."""
    try:
        found = good_pass(secret)
    except NotFound:
        if account(request) is not None:
            return HttpResponseRedirect("/")
        return render(request, "accounts/void.html.jinja", status=404)
    if found.purpose is Purpose.OWNER:
        return _enter_owner(request, secret, found.account or owner_called(acting_user()).name)
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


def _enter_owner(request: HttpRequest, secret: str, name: str) -> HttpResponse:
    """Sign the owner in once the button is pressed: a preview of links does not use the address up."""
    if request.method != "POST":
        return render(request, "accounts/enter.html.jinja", name=name)
    made = use_pass(secret=secret, owner=owner_called(acting_user()))
    login(request, row_of(made), backend=settings.AUTHENTICATION_BACKENDS[0])
    return HttpResponseRedirect("/")


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
@require_http_methods(["GET", "HEAD", "POST"])
@needs("reader")
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


@require_POST
@needs("reader")
def turn_off(request: HttpRequest) -> HttpResponse:
    """Take the authenticator and the recovery codes away."""
    found = _authenticator(request)
    if found is not None:
        deactivate_totp(request, found)
        note("second_step_off", acting_user=signed_in(request).name)
    return HttpResponseRedirect("/account?kept=1")


@never_cache
@require_POST
@needs("reader")
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
