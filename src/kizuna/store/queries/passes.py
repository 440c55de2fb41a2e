"""Passes: addresses that let somebody in once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from kizuna.errors import NotFound
from kizuna.store.faults import guarded
from kizuna.store.moments import now
from kizuna.store.sql import fetch


class Purpose(StrEnum):
    """What a pass is for: the owner at this machine, or somebody who is to choose a password."""

    OWNER = "owner"
    INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class Pass:
    """A pass that is good now; `account` is the name of the one it lets in, "" for an owner who has none yet."""

    id: int
    purpose: Purpose
    account: str


@guarded
def good_pass(secret: str) -> Pass:
    """The pass with that secret. Raises NotFound when there is none, or it was used or is too old."""
    digest = hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
    rows = fetch(
        "SELECT p.id, p.purpose, u.username, u.is_active FROM passes p LEFT JOIN users u ON u.id = p.user_id"
        " WHERE p.digest = %s AND p.used_at IS NULL AND p.expires_at > %s",
        [digest, now()],
    )
    for number, purpose, name, is_active in rows:
        if name is None or is_active:
            return Pass(number, Purpose(purpose), name or "")
    raise NotFound("this address was used already, or is too old")
