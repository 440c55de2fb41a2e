"""Accounts as people ask for them: inviting, the governments that somebody looks after,
the owner's way in; and the audit of what they did.

Law: nobody signs up by themselves; an administrator invites, and the owner of the
machine can always get in. Administrators and reviewers see every act of the audit,
others their own; an act that names something hidden from the reader is left out, as
everything else about it is.
"""

import getpass
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from kizuna.claims import vocabulary
from kizuna.claims.kinds import KINDS
from kizuna.errors import NotFound
from kizuna.store.actions.accounts import add_account, add_pass, change_account
from kizuna.store.audited import audited
from kizuna.store.queries.accounts import Account, Purpose, Role, account_named
from kizuna.store.queries.hidden import visible_refs
from kizuna.store.queries.ledger import Act, acts
from kizuna.store.redaction import redaction_of_facts
from kizuna.values.identifiers import ascii_slug
from kizuna.workflows import ask
from kizuna.workflows.acting import OWNER

LEVELS = tuple(c for c in vocabulary.scheme("access-levels") if c != "public")
"""The access levels that an account can be cleared for."""


def invite(account: Account, *, acting_user: str) -> str:
    """Add an account and make the secret of the address at which its owner chooses a
    password.

    Raises BadQuestion for what is wrong in the account or a name that is taken, and
    StorageError.
    """
    made = add_account(account=account, acting_user=acting_user)
    return add_pass(name=made.name, purpose=Purpose.INVITATION, acting_user=acting_user)


def note(verb: str, what: str = "", *, acting_user: str) -> None:
    """Write into the audit what was done outside of the store (the second step of the
    sign-in).
    """
    with audited(verb, acting_user) as notes:
        notes.append(what or acting_user)


def governments_named(texts: Iterable[str]) -> tuple[str, ...]:
    """The ids of the governments that names or ids mean. Raises NotFound and
    Ambiguous.
    """
    names = ask.resolver()
    return tuple(dict.fromkeys(names.resolve(text, ("government",)) for text in texts))


def owner_pass(*, acting_user: str) -> str:
    """The secret of an address that signs the owner of the machine in, as an
    administrator.

    The account has the owner's name; it is made when the address is used. Where there
    is one already that is called after the system's user, it is that one.
    """
    held, names = None, [owner_called(acting_user).name]
    with suppress(
        OSError, KeyError, ImportError
    ):  # a system's user need not have a name
        names.insert(0, ascii_slug(getpass.getuser()))
    for called in names:
        with suppress(NotFound):
            held = account_named(called)
    if held and not (held.is_administrator and held.is_active):
        raised = replace(held, role=Role.ADMINISTRATOR, is_active=True)
        change_account(account=raised, acting_user=acting_user)
    return add_pass(
        name=held.name if held else "", purpose=Purpose.OWNER, acting_user=acting_user
    )


def owner_called(user: str) -> Account:
    """The account of the owner of the machine, who is cleared for everything; the full
    name is what others see.
    """
    name, shown = (
        ascii_slug(user) or OWNER,
        "Owner of the register" if user == OWNER else user,
    )
    return Account(
        0, name, shown, role=Role.ADMINISTRATOR, clearances=frozenset(LEVELS)
    )


_REF = re.compile(rf"\b(?:{'|'.join(KINDS)})/[a-z0-9-]+")


def acts_for(
    account: Account, *, limit: int, before: int | None = None, of: str = ""
) -> list[Act]:
    """The newest acts below a number that the account may see, of one user ("": of all
    of those).
    """
    asked = of if sees_all(account) else account.name
    found: list[Act] = []
    while len(found) < limit and (
        batch := acts(limit=200, before=before, acting_user=asked)
    ):
        named = {ref for act in batch for ref in _REF.findall(act.what)}
        seen = named if redaction_of_facts() is None else visible_refs(named)
        found += (act for act in batch if seen.issuperset(_REF.findall(act.what)))
        before = batch[-1].number
    return found[:limit]


def sees_all(account: Account) -> bool:
    """Whether the account may see what others did; a coordinator, whose governments are
    some, may not.
    """
    return account.role in (Role.REVIEWER, Role.ADMINISTRATOR)
