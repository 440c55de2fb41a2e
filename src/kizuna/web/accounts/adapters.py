"""What allauth asks of this site: no sign-up, no messages or mails in its own words, secrets kept encrypted."""

from __future__ import annotations

import base64
from functools import cache
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kizuna.web.middleware import address_of


class Accounts(DefaultAccountAdapter):
    """Accounts are made by invitation; pages say what happened in their own words."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator invites."""
        return False

    def add_message(self, *args: Any, **given: Any) -> None:
        """Say nothing: the page says it."""

    def send_mail(self, *args: Any, **given: Any) -> None:
        """Send nothing: invitations are handed over by whoever invites."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address by which every limit counts the client."""
        return address_of(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords by address and account together, so that nobody locks somebody else out."""
        return (
            f"{address_of(request)}:{super()._get_login_attempts_cache_key(request, **credentials)}"
        )

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A closed account is told no more than a wrong password."""
        return HttpResponseRedirect("/sign-in?wrong=1")


class SecondSteps(DefaultMFAAdapter):
    """Secrets of the second step are encrypted with a key drawn from the site's."""

    def encrypt(self, text: str) -> str:
        """The secret as it is kept (Fernet)."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; when the site's key was changed since, one that nobody has a code for."""
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return generate_totp_secret()


@cache
def _fernet() -> Fernet:
    drawn = HKDF(SHA256(), 32, salt=None, info=b"kizuna second step")
    return Fernet(base64.urlsafe_b64encode(drawn.derive(settings.SECRET_KEY.encode())))
