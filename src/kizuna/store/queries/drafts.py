"""Drafts: forms that somebody has begun, the newest first; nobody sees another's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from kizuna.errors import NotFound
from kizuna.store.sql import fetch, guarded, moment_of

_SELECT = "SELECT token, kind, subject, fields, saved_at FROM drafts WHERE owner = %s"


@dataclass(frozen=True, slots=True)
class FormDraft:
    """A form as it stands: of a kind, about a thing ("" for a new one), with its fields in order."""

    token: str
    kind: str
    subject: str
    fields: tuple[tuple[str, str], ...]
    saved_at: datetime


@guarded
def drafts(owner: str) -> list[FormDraft]:
    """The drafts of an account, by its name."""
    return [_draft(*row) for row in fetch(f"{_SELECT} ORDER BY saved_at DESC", [owner])]


@guarded
def draft(owner: str, token: str) -> FormDraft:
    """One of an account's drafts; raises NotFound for another's and for one that was recorded or thrown away."""
    rows = fetch(f"{_SELECT} AND token = %s", [owner, token])
    if not rows:
        raise NotFound(f"there is no draft {token!r}: it was recorded or thrown away")
    return _draft(*rows[0])


def _draft(token: str, kind: str, subject: str, fields: str, saved_at: Any) -> FormDraft:
    pairs = tuple((name, text) for name, text in orjson.loads(fields))
    return FormDraft(token, kind, subject, pairs, moment_of(saved_at))
