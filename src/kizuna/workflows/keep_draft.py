"""Keeping what somebody types until it is recorded: as often as they go on, for them alone."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from kizuna.store.queries.drafts import Draft
from kizuna.workflows.entering.papers import forget_paper


def new_token() -> str:
    """A token for a form that nobody has kept yet: 16 hex digits."""
    return secrets.token_hex(8)


def keep_draft(
    token: str, kind: str, subject: str, fields: Sequence[tuple[str, str]], *, acting_user: str
) -> None:
    """Keep a form as it stands; one in which nothing is typed is thrown away.

    Raises BadQuestion for a bad token and a form beyond all measure, and StorageError.
    """
    from kizuna.store.actions import remove_draft, save_draft

    if any(text.strip() for _, text in fields):
        save_draft(token=token, kind=kind, subject=subject, fields=fields, acting_user=acting_user)
    else:
        remove_draft(token=token, acting_user=acting_user)


def kept_drafts(user: str) -> list[Draft]:
    """The drafts of a user, the newest first."""
    from kizuna.store.queries import drafts

    return drafts.drafts(user)


def kept_draft(user: str, token: str) -> Draft:
    """One of a user's drafts; raises NotFound."""
    from kizuna.store.queries import drafts

    return drafts.draft(user, token)


def throw_away(token: str, *, acting_user: str) -> None:
    """Remove a draft of the user's with its paper, if there is one; raises BadQuestion for a bad token."""
    from kizuna.store.actions import remove_draft

    if token:
        forget_paper(token, acting_user)
    remove_draft(token=token, acting_user=acting_user)
