"""Which things nobody has identified, the judgements of identity, and every name, for
things to be known by.
"""

from collections.abc import Iterable
from datetime import datetime

import orjson

from kizuna.claims.claim import Judgement
from kizuna.claims.kinds import KINDS, decode, properties_of
from kizuna.claims.kinds.types import NAME
from kizuna.identity.resolver import NamedRef
from kizuna.store.queries.claims import select_judgements
from kizuna.store.queries.judgements import judgements_about
from kizuna.store.queries.ledger import edition
from kizuna.store.redaction import visible
from kizuna.store.sql import fetch, guarded, has_prefix, times_opened, until
from kizuna.values import Name, canonical_json, escape_characters


@guarded
def things(kinds: Iterable[str]) -> dict[str, bool]:
    """The ids of these kinds that some claim is about, each with whether a claim gives
    it an identifier or a person typed one of its claims.
    """
    found: dict[str, bool] = {}
    for kind in kinds:
        prefix, params = has_prefix("s.text", f"{kind}/")
        rows = fetch(
            "SELECT s.text, max(CASE WHEN m.text = 'typed' OR p.text = 'identifier'"
            " THEN 1 ELSE 0 END)"
            f" FROM terms s JOIN {visible('claims', 'c')} ON c.subject = s.id JOIN"
            " terms m ON m.id = c.method"
            f" JOIN terms p ON p.id = c.property WHERE {prefix} GROUP BY s.text",
            params,
        )
        found.update((ref, bool(is_known)) for ref, is_known in rows)
    return found


@guarded
def identified(
    identifier: str, *, known_at: datetime | None = None
) -> list[tuple[str, str]]:
    """The ids of what a claim known at a time (None: now) gives an identifier,
    "geonames:1853909", each with the id of the claim.
    """
    rows = fetch(
        f"SELECT s.text, c.uid FROM {visible('claims', 'c')} JOIN terms s ON s.id ="
        " c.subject"
        " WHERE c.property = (SELECT id FROM terms WHERE text = 'identifier')"
        " AND c.value = %s AND c.recorded_at <= %s",
        [canonical_json(identifier), until(known_at)],
    )
    return [(ref, bytes(uid).hex()) for ref, uid in rows]


@guarded
def identity_judgements(*, known_at: datetime | None = None) -> list[Judgement]:
    """The judgements of identity known at a time (None: now), and whatever withdraws or
    restores those, the oldest first.
    """
    tail = "WHERE verdict IN (4, 5, 6) AND judged_at <= %s ORDER BY judged_at, seq"
    made = select_judgements(tail, [until(known_at)])
    about = judgements_about((j.id for j in made), known_at=known_at)
    return sorted(
        {j.id: j for j in (*made, *about)}.values(), key=lambda j: (j.judged_at, j.id)
    )


@guarded
def edition_beside_identities(linker: str) -> tuple[object, ...]:
    """What tells this state of the ledger from every other that differs by more than
    judgements of identity and what `linker` (an entity id) recorded and weighed. Taking
    a judgement back leads to another state.
    """
    claims = fetch(
        "SELECT seq, uid FROM claims WHERE recorder <>"
        " COALESCE((SELECT id FROM terms WHERE text = %s), -1) ORDER BY seq DESC LIMIT"
        " 1",
        [linker],
    )
    weighed = fetch(
        "SELECT seq, uid FROM judgements WHERE verdict NOT IN (4, 5, 6) AND judge <> %s"
        " ORDER BY seq DESC LIMIT 1",
        [linker],
    )
    last = ((seq, bytes(uid)) for seq, uid in (*claims, *weighed))
    return times_opened(), edition().erasure, len(claims), *last


@guarded
def names(*, known_at: datetime | None = None) -> list[NamedRef]:
    """All names and titles claimed by a time (None: now), rejected ones too, in the
    ledger's order.
    """
    rows = fetch(
        f"SELECT s.text, p.text, c.value, c.uid FROM {visible('claims', 'c')}"
        " JOIN terms s ON s.id = c.subject JOIN terms p ON p.id = c.property"
        " WHERE c.property IN (SELECT id FROM terms WHERE text IN ('name', 'title'))"
        " AND c.recorded_at <= %s ORDER BY c.seq",
        [until(known_at)],
    )
    named = {
        (kind, name)
        for kind, held in KINDS.items()
        for name, definition in properties_of(held).items()
        if definition.type is NAME
    }
    return [
        NamedRef(ref, _text(value), uid.hex(), value)
        for ref, name, value, uid in rows
        if (ref.partition("/")[0], name) in named
    ]


def _text(value: str) -> str:
    """The text of a name; reading all of it takes ten times longer, and raises for one
    that is damaged.
    """
    try:
        return escape_characters(orjson.loads(value)["text"])
    except (AttributeError, KeyError, TypeError, ValueError):
        name: Name = decode("government", "name", value)
        return name.text
