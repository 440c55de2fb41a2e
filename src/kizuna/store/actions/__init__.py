"""What can be done to the store: one verb a file, each atomic, with an acting user and a row of the audit."""

from kizuna.store.actions.add_account import add_account
from kizuna.store.actions.add_claims import add_claims
from kizuna.store.actions.add_document import add_document
from kizuna.store.actions.add_judgements import add_judgements
from kizuna.store.actions.add_pass import add_pass
from kizuna.store.actions.add_register import add_register
from kizuna.store.actions.add_token import add_token
from kizuna.store.actions.change_account import change_account
from kizuna.store.actions.erase_claims import erase_claims, purge
from kizuna.store.actions.load_claims import load_claims
from kizuna.store.actions.rebuild import Rebuilt, rebuild
from kizuna.store.actions.refold import refold
from kizuna.store.actions.remove_draft import remove_draft
from kizuna.store.actions.revoke_token import revoke_token
from kizuna.store.actions.save_draft import save_draft
from kizuna.store.actions.set_password import set_password
from kizuna.store.actions.use_pass import use_pass
from kizuna.store.appending import Added
from kizuna.store.fields import ClaimFields

__all__ = [
    "Added",
    "ClaimFields",
    "Rebuilt",
    "add_account",
    "add_claims",
    "add_document",
    "add_judgements",
    "add_pass",
    "add_register",
    "add_token",
    "change_account",
    "erase_claims",
    "load_claims",
    "purge",
    "rebuild",
    "refold",
    "remove_draft",
    "revoke_token",
    "save_draft",
    "set_password",
    "use_pass",
]
