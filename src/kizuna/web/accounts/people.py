"""Accounts: signing in and out; one's own, with its password and second step; for
administrators everybody's.

One signs in by name and password, and a second step where one was set up, or by an
address that lets somebody in once. The second step is an authenticator that shows
codes, with recovery codes for when it is lost. Law: who is refused is not told whether
there is such an account.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCode
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import get_user_model, login, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kizuna.errors import BadQuestion, InputError, NotFound, WeakPassword
from kizuna.store.actions.accounts import (
    add_pass,
    change_account,
    set_password,
    use_pass,
)
from kizuna.store.queries import accounts as stored
from kizuna.store.queries.accounts import Account, Purpose, Role, account_named
from kizuna.web.access import FORM, account, needs, signed_in
from kizuna.web.rendering import render, visit
from kizuna.workflows import accounts
from kizuna.workflows.accounts import LEVELS, note, owner_called
from kizuna.workflows.acting import acting_user

_STATUS = {"": 200, "password": 400, "code": 400, "often": 429}


def wrong_in(form: Any) -> str:
    """What is wrong with a form: its "code", its "password" or that it was sent too
    "often"; "" for nothing.
    """
    if not form.errors:
        return ""
    codes = {
        error.code for errors in form.errors.as_data().values() for error in errors
    }
    if codes & {"too_many_login_attempts", "rate_limited"}:
        return "often"
    return "code" if "code" in form.fields else "password"


class Page:
    """A view of allauth as a page of this site, which tells what is `wrong` in its
    form, by its status too.
    """

    def render_to_response(
        self: Any, context: dict[str, Any], **_: Any
    ) -> HttpResponse:
        wrong = wrong_in(context["form"]) if "form" in context else ""
        request, back = self.request, get_next_redirect_url(self.request) or "/"
        context |= {"wrong": wrong, "back": back, "who": account(request)}
        return render(request, self.template_name, status=_STATUS[wrong], **context)


class SignIn(Page, LoginView):
    """The form; posted, the way to the page that was asked for, or to the second
    step.
    """

    template_name = "accounts/sign-in.html.jinja"

    def _redirect_to_pending_stage(self, *_: Any) -> None:
        """Begin again for whoever has still to give a code."""


def page_of(view: Any, template: str, **given: str) -> Any:
    """A view of allauth as a `Page`, in a template of accounts; `success_url` is where
    it leads when done.
    """
    page: Any = type(view.__name__, (Page, view), {})
    return page.as_view(template_name=f"accounts/{template}.html.jinja", **given)


class RecoveryCodes(Page, ViewRecoveryCodesView):
    """The recovery codes, shown once; posted, new ones in place of the old."""

    template_name = "accounts/codes.html.jinja"

    def post(self, request: HttpRequest) -> HttpResponse:
        """The new codes, where there is an authenticator."""
        if flows.can_generate_recovery_codes(request.user):
            flows.generate_recovery_codes(request)
        return self.get(request)


sign_in_code = page_of(AuthenticateView, "second-step-asked")
_CONFIRMED, _KEPT = {"success_url": "/account"}, {"success_url": "/account?kept=1"}
OWN = {
    # Ask for the password or a code once more, and go on with what was asked for.
    ("confirm", "account_reauthenticate"): page_of(
        ReauthenticateView, "confirm", **_CONFIRMED
    ),
    ("confirm/code", "mfa_reauthenticate"): page_of(
        ReauthenticateByCode, "confirm", **_CONFIRMED
    ),
    # The picture for an authenticator and the field for its first code; taken away, its
    # recovery codes go too.
    ("second-step", "mfa_activate_totp"): page_of(ActivateTOTPView, "second-step"),
    ("second-step/off", "mfa_deactivate_totp"): page_of(
        DeactivateTOTPView, "second-step", **_KEPT
    ),
    ("second-step/codes", "mfa_view_recovery_codes"): RecoveryCodes.as_view(),
}
"""The pages of one's own sign-in, by their address below that of the account and the
name that allauth knows.
"""


@never_cache
@require_http_methods(FORM)
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """The address that lets somebody in once: the owner by a button, somebody invited
    with a password.
    """
    try:
        purpose, name = stored.good_pass(secret)
    except NotFound:
        if account(request) is not None:
            return HttpResponseRedirect("/")
        return render(request, "accounts/void.html.jinja", status=404)
    owner, is_owner = owner_called(acting_user()), purpose is Purpose.OWNER
    faults: tuple[str, ...] = ()
    if request.method == "POST":  # a preview of links does not use the address up
        try:
            made = use_pass(
                secret=secret, password=request.POST.get("password", ""), owner=owner
            )
            user = get_user_model().objects.get(pk=made.id)
            if not is_owner:
                return perform_login(request, Login(user=user, redirect_url="/"))
            login(request, user)  # at this machine no second step is asked for
            return HttpResponseRedirect("/")
        except WeakPassword as error:
            faults = error.faults
    page = f"accounts/{'enter' if is_owner else 'choose-password'}.html.jinja"
    status = 400 if faults else 200
    return render(request, page, status=status, name=name or owner.name, faults=faults)


@needs("administrator", "GET", "HEAD")
def people(request: HttpRequest) -> HttpResponse:
    """Every account in order of name."""
    return render(request, "accounts/people.html.jinja", accounts=stored.accounts())


@never_cache
@needs("administrator", "POST")
def invite_again_page(request: HttpRequest, name: str) -> HttpResponse:
    """A new address at which the account's owner chooses a password."""
    held, user = account_named(name), signed_in(request).name
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
    """The form of an account, or of somebody new; posted, what it may do is kept, or
    the address handed over.
    """
    held = account_named(name) if name else Account(0, request.POST.get("name", ""))
    user, wrong, posted = signed_in(request).name, "", request.POST
    if request.method == "POST":
        try:
            held = replace(
                held,
                **_called(request),
                role=stored.role_named(posted.get("role", held.role)),
                governments=_lines(posted.get("governments", "")),
                clearances=frozenset(posted.getlist("clearances")) & frozenset(LEVELS),
                receives_as=_lines(posted.get("receives_as", "")),
                is_active="is_active" in posted or not held.id,
            )
            given = replace(
                held, governments=accounts.governments_named(held.governments)
            )
            if not name:
                return _handed_over(
                    request, given, accounts.invite(given, acting_user=user)
                )
            change_account(account=given, acting_user=user)
            return HttpResponseRedirect(f"/people/{given.name}?kept=1")
        except (InputError, NotFound) as error:
            wrong = str(error)
    return render(
        request,
        "accounts/person.html.jinja",
        status=400 if wrong else 200,
        held=held,
        wrong=wrong,
        roles=list(Role),
        levels=LEVELS,
        has_second_step=bool(held.id)
        and Authenticator.objects.filter(user_id=held.id).exists(),
    )


def _called(request: HttpRequest) -> dict[str, Any]:
    return {key: request.POST.get(key, "").strip() for key in ("full_name", "email")}


def _lines(text: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(line.strip() for line in text.splitlines() if line.strip())
    )


def _handed_over(request: HttpRequest, held: Account, secret: str) -> HttpResponse:
    address = request.build_absolute_uri(f"/entrance/{secret}")
    return render(
        request, "accounts/handed-over.html.jinja", held=held, address=address
    )


@needs("reader", *FORM)
def own_account(request: HttpRequest) -> HttpResponse:
    """What the account is called and may do; posted, its name and address of e-mail are
    changed.
    """
    who, wrong, messages = signed_in(request), "", visit(request).messages
    if request.method == "POST":
        who = replace(who, **_called(request))
        try:
            change_account(account=who, acting_user=who.name)
            return HttpResponseRedirect("/account?kept=1")
        except BadQuestion as error:
            wrong = str(error)
    return render(
        request,
        "accounts/own.html.jinja",
        status=400 if wrong else 200,
        who=who,
        wrong=wrong,
        sees_all=accounts.sees_all(who),
        has_second_step=is_mfa_enabled(request.user),
        cleared=[
            messages.concept("access-levels", level) for level in sorted(who.clearances)
        ],
        tokens=[
            t for t in stored.tokens(username=who.name) if t.is_valid(datetime.now(UTC))
        ],
    )


@never_cache
@needs("reader", *FORM)
def password(request: HttpRequest) -> HttpResponse:
    """The form for a new password; the old one is asked for where there is one."""
    who, wrong, faults = signed_in(request), "", tuple[str, ...]()
    if request.method == "POST":
        form = ReauthenticateForm(request.POST, user=request.user)
        wrong = wrong_in(form) if who.has_password else ""
        try:
            if not wrong:
                new = request.POST.get("new", "")
                set_password(name=who.name, password=new, acting_user=who.name)
                update_session_auth_hash(
                    request, get_user_model().objects.get(pk=who.id)
                )
                return HttpResponseRedirect("/account?kept=1")
        except WeakPassword as error:
            faults = error.faults
    status, page = 400 if faults else _STATUS[wrong], "accounts/password.html.jinja"
    return render(request, page, status=status, who=who, wrong=wrong, faults=faults)
