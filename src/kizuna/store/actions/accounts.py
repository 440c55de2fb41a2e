"""Accounts, the addresses that let somebody in once, and the keys of programs: one
function a deed, each audited.

Law: an account's name is the second part of the id under which its claims are recorded,
so two accounts never share one. Somebody must stay to give roles.
"""

import re
import secrets
from collections.abc import Collection
from datetime import UTC, datetime

from kizuna.claims import vocabulary
from kizuna.errors import BadQuestion, NotFound, WeakPassword
from kizuna.store.audited import audited
from kizuna.store.queries.accounts import (
    READ,
    SCOPES,
    Account,
    Purpose,
    Role,
    Token,
    account_named,
    digest_of,
    good_pass,
    has_administrator,
    token_numbered,
)
from kizuna.store.sql import execute, fetch, insert, microseconds, next_id, now
from kizuna.values.identifiers import check_ref

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 60
_FAULTS = {
    "password_too_short": "short",
    "password_too_common": "common",
    "password_entirely_numeric": "numeric",
    "password_too_similar": "like-the-name",
}
_TOLD = ("role", "governments", "clearances", "receives_as", "is_active")


def add_account(
    *, account: Account, password: str | None = None, acting_user: str
) -> Account:
    """Add an account, whose `id` is given here; without a password (None) it is let in
    by a pass alone. Raises BadQuestion for a name that is taken or none, and for what
    else is wrong in it, and WeakPassword.
    """
    name = account.name.strip().lower()
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        raise BadQuestion(
            f"{account.name!r} is no name for an account: up to {_LONGEST} letters a-z,"
            " digits and single hyphens,"
            " such as anna-lee"
        )
    kept = "!" if password is None else _hashed(password, account)
    columns = _columns_of(_checked(account)) | {"username": name, "password": kept}
    columns |= {"joined_at": now(), "is_staff": False, "is_superuser": False}
    with audited("add_account", acting_user) as notes:
        if fetch("SELECT 1 FROM users WHERE username = %s", [name]):
            raise BadQuestion(f"there is an account named {name!r} already")
        insert("users", **columns)
        notes.append(f"{name}: {account.role.value}")
        return account_named(name)


def change_account(*, account: Account, acting_user: str) -> Account:
    """Keep an account as it is given, by its name; the audit tells what of its rights
    changed. Raises NotFound and BadQuestion (also when no administrator would be left).
    """
    columns = _columns_of(_checked(account))
    with audited("change_account", acting_user) as notes:
        before = account_named(account.name)
        old = _columns_of(before)
        both = ((name, old[name], columns[name]) for name in _TOLD)
        changed = [f"{name} {_text(a)} -> {_text(b)}" for name, a, b in both if a != b]
        notes.append(f"{before.name}: {', '.join(changed) or 'how it is shown'}")
        assigned = ", ".join(f"{name} = %s" for name in columns)
        changing = f"UPDATE users SET {assigned} WHERE username = %s"
        execute(changing, [*columns.values(), before.name])
        if before.is_administrator and before.is_active and not has_administrator():
            raise BadQuestion(
                "this is the last administrator: make somebody else one first"
            )
        return account_named(before.name)


def _text(value: object) -> str:
    return repr(value.replace("\n", " ")) if isinstance(value, str) else str(value)


def set_password(*, name: str, password: str, acting_user: str) -> None:
    """Set a password, which ends every session of the account. Raises NotFound and
    WeakPassword.
    """
    account = account_named(name)
    kept = _hashed(password, account)
    with audited("set_password", acting_user) as notes:
        notes.append(account.name)
        execute(
            "UPDATE users SET password = %s WHERE username = %s", [kept, account.name]
        )


def _checked(account: Account) -> Account:
    """The account as it may be kept; raises BadQuestion, BadReference and BadClaim for
    what is wrong in it.
    """
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
        told = (
            f"a coordinator needs a government: say which {account.name!r} looks after"
        )
        raise BadQuestion(told)
    return account


def _columns_of(account: Account) -> dict[str, object]:
    return {
        "full_name": account.full_name.strip(),
        "email": account.email.strip(),
        "role": account.role.value,
        "governments": "\n".join(account.governments),
        "clearances": "\n".join(sorted(account.clearances)),
        "receives_as": "\n".join(account.receives_as),
        "is_active": account.is_active,
    }


def _hashed(password: str, account: Account) -> str:
    """The password as it is kept (argon2); WeakPassword for one that is too easily
    guessed.
    """
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from kizuna.store.models import User

    like = User(username=account.name, full_name=account.full_name, email=account.email)
    try:
        validate_password(password, like)
    except ValidationError as error:
        codes = (str(one.code) for one in error.error_list)
        raise WeakPassword([_FAULTS.get(code, code) for code in codes]) from None
    return str(make_password(password))


_HOUR = 3600 * 10**6
_LASTS = {Purpose.OWNER: 24 * _HOUR, Purpose.INVITATION: 7 * 24 * _HOUR}
"""How long an address lets somebody in, in microseconds."""


def add_pass(*, name: str, purpose: Purpose, acting_user: str) -> str:
    """The secret of a new pass for an account ("": for the owner, who has none yet);
    only its digest is kept. Passes made before for the same account are void. Raises
    NotFound.
    """
    secret = secrets.token_urlsafe(32)
    with audited("add_pass", acting_user) as notes:
        user = account_named(name).id if name else None
        notes.append(f"{purpose}: {name}" if name else purpose.value)
        made_at = now()
        execute(
            "UPDATE passes SET expires_at = %s"
            " WHERE used_at IS NULL AND expires_at > %s AND COALESCE(user_id, 0) = %s",
            [made_at, made_at, user or 0],
        )
        lasts = {"made_at": made_at, "expires_at": made_at + _LASTS[purpose]}
        insert(
            "passes",
            digest=digest_of(secret),
            user_id=user,
            purpose=purpose.value,
            **lasts,
        )
    return secret


def use_pass(
    *, secret: str, password: str = "", owner: Account | None = None
) -> Account:
    """The account that a pass lets in; the pass is void afterwards.

    An invitation sets the password that is given. The pass of an owner who has no
    account yet makes `owner`. Raises NotFound for a pass that is void or none, and
    WeakPassword; then the pass is as good as before.
    """
    _, name = good_pass(secret)
    with audited("use_pass", name or (owner.name if owner else "owner")) as notes:
        purpose, name = good_pass(secret)
        execute(
            "UPDATE passes SET used_at = %s WHERE digest = %s",
            [now(), digest_of(secret)],
        )
        if owner and not name:
            name = add_account(account=owner, acting_user=owner.name).name
        account = account_named(name)
        if purpose is Purpose.INVITATION:
            kept = _hashed(password, account)
            execute(
                "UPDATE users SET password = %s WHERE username = %s",
                [kept, account.name],
            )
        notes.append(f"{purpose}: {account.name}")
    return account_named(name)


def issue_token(
    *,
    name: str,
    username: str,
    scopes: Collection[str] = (READ,),
    expires_at: datetime | None = None,
    acting_user: str,
) -> tuple[Token, str]:
    """Make a key of an account for something named, and give it with its secret, which
    nobody can read back.

    `scopes` are of SCOPES. It ends at a time (None: never). Raises BadQuestion for one
    without a name, or that has ended, and NotFound where nobody has an account of that
    name.
    """
    if not name.strip():
        raise BadQuestion(f"{name!r} is no name; say what the key is for")
    if expires_at is not None and expires_at <= datetime.now(UTC):
        raise BadQuestion(
            f"{expires_at.isoformat()} is past; a key ends later than now"
        )
    try:
        username = account_named(username).name
    except NotFound:
        raise NotFound(
            f"nobody has an account named {username!r}; name one with --user, or make"
            " it first: kizuna user add"
        ) from None
    secret = f"kizuna_{secrets.token_urlsafe(32)}"
    name, given = name.strip(), " ".join(scope for scope in SCOPES if scope in scopes)
    with audited("add_token", acting_user) as notes:
        number = next_id("api_tokens")
        notes.append(f"{number} {name!r}, {username}: {given}")
        of = {
            "digest": digest_of(secret),
            "name": name,
            "username": username,
            "scopes": given,
        }
        expires = None if expires_at is None else microseconds(expires_at)
        insert("api_tokens", id=number, made_at=now(), expires_at=expires, **of)
        return token_numbered(number), secret


def revoke_token(*, number: int, acting_user: str) -> Token:
    """Revoke the key with a number; one that is revoked stays so. Raises NotFound when
    there is none.
    """
    with audited("revoke_token", acting_user) as notes:
        held = token_numbered(number)
        notes.append(f"{number} {held.name!r}, {held.username}")
        revoking = (
            "UPDATE api_tokens SET revoked_at = %s WHERE id = %s AND revoked_at IS NULL"
        )
        execute(revoking, [now(), number])
        return token_numbered(number)
