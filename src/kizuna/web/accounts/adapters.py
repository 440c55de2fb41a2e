"""What allauth asks of this site: an audit in place of e-mails, secrets kept
encrypted.
"""

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
from django.http import HttpRequest

from kizuna.web.middleware import address_of
from kizuna.workflows.accounts import note

_DEEDS = {
    "mfa/email/totp_activated": "second_step_on",
    "mfa/email/totp_deactivated": "second_step_off",
    "mfa/email/recovery_codes_generated": "recovery_codes",
}
"""What the audit calls the deeds that allauth tells of."""


class Accounts(DefaultAccountAdapter):
    """Accounts are made by invitation, and the audit tells what was done to them."""

    def send_notification_mail(
        self, template_prefix: str, user: Any, *_: Any, **__: Any
    ) -> None:
        """Write into the audit what allauth would tell by e-mail."""
        note(_DEEDS[template_prefix], acting_user=user.username)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address by which every limit counts the client."""
        return address_of(request)

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        """Count wrong passwords by address and account together, so that nobody locks
        somebody else out.
        """
        of_account = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{address_of(request)}:{of_account}"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Whose name and password it is; a closed account is told no more than a wrong
        password (None).
        """
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None


class SecondSteps(DefaultMFAAdapter):
    """Secrets of the second step are encrypted with a key drawn from the site's."""

    def encrypt(self, text: str) -> str:
        """The secret as it is kept (Fernet)."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; when the site's key was changed since, one that nobody has a code
        for.
        """
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return generate_totp_secret()


@cache
def _fernet() -> Fernet:
    drawn = HKDF(SHA256(), 32, salt=None, info=b"kizuna second step")
    return Fernet(base64.urlsafe_b64encode(drawn.derive(settings.SECRET_KEY.encode())))
