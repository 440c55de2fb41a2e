"""The second step of one's own sign-in: an authenticator that shows codes, recovery codes for when it is lost."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.flows import activate_totp, deactivate_totp
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from markupsafe import Markup

from kizuna.web.access import needs, signed_in
from kizuna.web.accounts.sign_in import wrong_code
from kizuna.web.rendering import render
from kizuna.workflows.accounts import note

_APP = "allauth.mfa"


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@needs("reader")
def second_step(request: HttpRequest) -> HttpResponse:
    """How things stand; where there is no authenticator yet, its picture and the field for its first code."""
    raise_if_reauthentication_required(request, app=_APP)
    if _authenticator(request) is not None:
        return render(request, "accounts/second-step.html.jinja", secret="", picture="", wrong="")
    form = ActivateTOTPForm(user=request.user, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        _, codes = activate_totp(request, form)
        note("second_step_on", acting_user=signed_in(request).name)
        return _codes(request, codes)
    return render(
        request,
        "accounts/second-step.html.jinja",
        status=400 if request.method == "POST" else 200,
        secret=form.secret,
        picture=_picture(request, form.secret),
        wrong=wrong_code(form) if form.is_bound else "",
    )


def _picture(request: HttpRequest, secret: str) -> Markup:
    """The address of the secret as a picture to be photographed (a QR code as SVG)."""
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return Markup(svg.partition("?>")[2] or svg)


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


def forget_second_step(user_id: int) -> None:
    """Take away the second step of somebody who lost it."""
    Authenticator.objects.filter(user_id=user_id).delete()
