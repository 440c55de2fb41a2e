"""What the actions on accounts share: the form of a name, and the law that somebody must stay to give roles.

Law: an account's name is the second part of the id under which its claims are recorded, so two accounts never
share one.
"""

from __future__ import annotations

import re

from kizuna.claims import vocabulary
from kizuna.errors import BadQuestion, WeakPassword
from kizuna.store.queries.accounts import Account, Role
from kizuna.store.sql import fetch_number
from kizuna.values.refs import check_ref

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 60
_FAULTS = {
    "password_too_short": "short",
    "password_too_common": "common",
    "password_entirely_numeric": "numeric",
    "password_too_similar": "like-the-name",
}


def account_name(text: str) -> str:
    """A name to sign in with, in lower case; BadQuestion for one that is none."""
    name = text.strip().lower()
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        raise BadQuestion(
            f"{text!r} is no name for an account: up to {_LONGEST} letters a-z, digits and single hyphens, such as"
            " anna-lee"
        )
    return name


def checked(account: Account) -> Account:
    """The account as it may be kept; raises BadQuestion, BadReference and BadClaim for what is wrong in it."""
    for ref in account.governments:
        if not check_ref(ref).startswith("government/"):
            raise BadQuestion(f"{ref!r} is no local government")
    for level in account.clearances:
        _ = vocabulary.scheme("access-levels")[level]
    for text in (account.full_name, account.email, *account.receives_as):
        if "\n" in text or len(text) > 200:
            raise BadQuestion(f"{text[:40]!r} is not one line of up to 200 characters")
    if account.email and "@" not in account.email:
        raise BadQuestion(f"{account.email!r} is no e-mail address")
    if account.role is Role.COORDINATOR and not account.governments:
        raise BadQuestion(
            f"a coordinator needs a government: say which {account.name!r} looks after"
        )
    return account


def columns_of(account: Account) -> dict[str, object]:
    """What the row of an account holds, without its password."""
    return {
        "full_name": account.full_name.strip(),
        "email": account.email.strip(),
        "role": account.role.value,
        "governments": "\n".join(account.governments),
        "clearances": "\n".join(sorted(account.clearances)),
        "receives_as": "\n".join(account.receives_as),
        "is_active": account.is_active,
    }


def hashed(password: str, account: Account) -> str:
    """The password as it is kept (argon2); WeakPassword for one that is too easily guessed."""
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from kizuna.store.models import User

    like = User(username=account.name, full_name=account.full_name, email=account.email)
    try:
        validate_password(password, like)
    except ValidationError as error:
        raise WeakPassword(
            [_FAULTS.get(str(e.code), str(e.code)) for e in error.error_list]
        ) from None
    return str(make_password(password))


def refuse_nobody_left() -> None:
    """Raise BadQuestion when no open account is an administrator's; undoes what the transaction did."""
    if not fetch_number("SELECT count(*) FROM users WHERE role = 'administrator' AND is_active"):
        raise BadQuestion("this is the last administrator: make somebody else one first")
