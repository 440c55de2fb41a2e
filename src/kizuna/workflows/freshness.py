"""Freshness: one short text that differs whenever the same question could have another answer."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from kizuna import __version__
from kizuna.register.fold import LOGIC_VERSION
from kizuna.workflows.readers import reader


def state() -> str:
    """A digest of the ledger's head, the texts held, this version, the reader, and the day of today."""
    from kizuna.store.queries import documents, ledger

    who = reader()
    said = (
        ledger.edition()[1:],
        documents.last_added(),
        __version__,
        LOGIC_VERSION,
        None
        if who is None
        else (
            *(who.name, sorted(who.clearances), sorted(who.receives_as)),
            *(who.proposer, who.reviews),
        ),
        date.today(),
        datetime.now(UTC).date(),
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]
