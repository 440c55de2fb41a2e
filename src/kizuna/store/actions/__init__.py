"""What can be done to the store: a module a room, each deed atomic, with an acting user and a row of the audit."""

from kizuna.store.actions.accounts import (
    add_account,
    add_pass,
    change_account,
    issue_token,
    revoke_token,
    set_password,
    use_pass,
)
from kizuna.store.actions.documents import (
    add_document,
    erase_claims,
    purge,
    remove_draft,
    save_draft,
)
from kizuna.store.actions.ledger import (
    add_claims,
    add_judgements,
    add_register,
    follow_ledger,
    load_claims,
    rebuild,
)
from kizuna.store.appending import Added
from kizuna.store.fields import ClaimFields

__all__ = [
    "Added",
    "ClaimFields",
    "add_account",
    "add_claims",
    "add_document",
    "add_judgements",
    "add_pass",
    "add_register",
    "change_account",
    "erase_claims",
    "follow_ledger",
    "issue_token",
    "load_claims",
    "purge",
    "rebuild",
    "remove_draft",
    "revoke_token",
    "save_draft",
    "set_password",
    "use_pass",
]
