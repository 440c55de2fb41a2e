"""Every name in the ledger, for the resolver to know places, documents and persons by."""

from __future__ import annotations

from datetime import datetime

import orjson

from kizuna.claims.kinds import KINDS, decode, properties_of
from kizuna.claims.kinds.types import NAME
from kizuna.identity.resolver import NamedRef
from kizuna.store.redaction import visible
from kizuna.store.sql import fetch, guarded, until
from kizuna.values import Name, escape_characters, kind_of


@guarded
def names(
    *, known_at: datetime | None = None, after: int = 0, last: int | None = None
) -> list[NamedRef]:
    """All names and titles claimed by a time (None: now), rejected ones too, in the ledger's order.

    Only the claims after one place of the ledger, up to another (None: its head).
    """
    rows = fetch(
        "SELECT s.text, p.text, c.value, c.uid FROM terms p"
        f" JOIN {visible('claims', 'c')} ON c.property = p.id JOIN terms s ON s.id = c.subject"
        " WHERE p.text IN ('name', 'title') AND c.recorded_at <= %s AND c.seq > %s AND c.seq <= %s"
        " ORDER BY c.seq",
        [until(known_at), after, until(None) if last is None else last],
    )
    named = {
        (kind, name)
        for kind, held in KINDS.items()
        for name, definition in properties_of(held).items()
        if definition.type is NAME
    }
    return [
        NamedRef(ref, _text(value), bytes(uid).hex(), value)
        for ref, name, value, uid in rows
        if (kind_of(ref), name) in named
    ]


def _text(value: str) -> str:
    """The text of a name; reading all of it takes ten times longer, and raises for one that is damaged."""
    try:
        return escape_characters(orjson.loads(value)["text"])
    except (AttributeError, KeyError, TypeError, ValueError):
        name: Name = decode("government", "name", value)
        return name.text
