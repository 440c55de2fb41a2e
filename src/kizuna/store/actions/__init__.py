"""What can be done to the store: a module a room, each deed atomic, with an acting user and a row of the audit."""

from kizuna.store.actions.accounts import add_account as add_account
from kizuna.store.actions.accounts import add_pass as add_pass
from kizuna.store.actions.accounts import change_account as change_account
from kizuna.store.actions.accounts import issue_token as issue_token
from kizuna.store.actions.accounts import revoke_token as revoke_token
from kizuna.store.actions.accounts import set_password as set_password
from kizuna.store.actions.accounts import use_pass as use_pass
from kizuna.store.actions.documents import add_document as add_document
from kizuna.store.actions.documents import erase_claims as erase_claims
from kizuna.store.actions.documents import purge as purge
from kizuna.store.actions.documents import remove_draft as remove_draft
from kizuna.store.actions.documents import save_draft as save_draft
from kizuna.store.actions.ledger import add_claims as add_claims
from kizuna.store.actions.ledger import add_judgements as add_judgements
from kizuna.store.actions.ledger import add_register as add_register
from kizuna.store.actions.ledger import follow_ledger as follow_ledger
from kizuna.store.actions.ledger import load_claims as load_claims
from kizuna.store.actions.ledger import rebuild as rebuild
from kizuna.store.appending import Added as Added
from kizuna.store.checking import ClaimFields as ClaimFields
