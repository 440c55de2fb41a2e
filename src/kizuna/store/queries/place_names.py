"""The names of many places at once, as the fold would order them.

Law: names that a judgement, a proposal or a denial touches are folded by the core; of the others every claim is a
name, and equal ones are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import decode
from kizuna.store.codes import CERTAINTIES, CERTAINTY_OF, STANCES
from kizuna.store.faults import guarded
from kizuna.store.ledger import Identities
from kizuna.store.materialise.folding import fold_entities
from kizuna.store.queries.judged import judged_subjects, proposing_methods
from kizuna.store.redaction import visible
from kizuna.store.sql import among, fetch
from kizuna.values import OPEN_START, Edtf, Name, kind_of


class PlaceName(NamedTuple):
    """A name that a place has, in the order in which the register holds them.

    `valid` is the span in which it holds, None when no claim gives one; `counts`, `certainty` and `preferences`
    are as in Fact.
    """

    value: Name
    valid: Edtf | None
    counts: bool
    certainty: Certainty
    preferences: tuple[Judgement, ...] = ()


@guarded
def names_of(places: Mapping[int, str]) -> dict[int, list[PlaceName]]:
    """The names of places by their terms, given the terms with their ids; places without a name are left out."""
    judged, proposing = judged_subjects(), proposing_methods()
    odd = {number for number in places if number in judged}
    held: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for subject, value, valid, latest, stance, certainty, method, document, start, uid in _rows(
        places
    ):
        if method in proposing or stance == _DENIED:
            odd.add(subject)
        counts = stance in _OF_FACT and certainty != _UNVERIFIED
        order = (-(OPEN_START if latest is None else latest), not counts, certainty, document)
        held[subject].append((*order, start or 0, value, bytes(uid), valid))
    found = {n: _names(places[n], rows) for n, rows in held.items() if n not in odd}
    return found | _folded({n: places[n] for n in odd})


_DENIED = STANCES[Stance.DENIED]
_OF_FACT = (STANCES[Stance.ASSERTED], STANCES[Stance.REPORTED])
_UNVERIFIED = CERTAINTIES[Certainty.UNVERIFIED]


def _rows(places: Iterable[int]) -> list[tuple[Any, ...]]:
    condition, params = among("c.subject", places)
    return fetch(
        "SELECT c.subject, c.value, c.valid, c.start_latest, c.stance, c.certainty, c.method, d.text,"
        f" c.passage_start, c.uid FROM {visible('claims', 'c')} JOIN terms d ON d.id = c.document"
        f" WHERE {condition} AND c.property = (SELECT id FROM terms WHERE text = 'name')",
        params,
    )


def _names(ref: str, rows: list[tuple[Any, ...]]) -> list[PlaceName]:
    found: dict[tuple[str, str], PlaceName] = {}
    for _, uncounted, certainty, *_rest, value, _uid, valid in sorted(rows):
        name = decode(kind_of(ref), "name", value)
        span = Edtf.parse(valid) if valid else None
        sure = CERTAINTY_OF[certainty]
        found.setdefault((value, valid), PlaceName(name, span, not uncounted, sure))
    return list(found.values())


def _folded(places: Mapping[int, str]) -> dict[int, list[PlaceName]]:
    if not places:
        return {}
    entities = fold_entities(places.values(), ("name",), Identities.known())
    return {
        number: [
            PlaceName(f.value, f.valid, f.counts, f.certainty, f.preferences)
            for f in entities[ref].stated("name")
        ]
        for number, ref in places.items()
        if ref in entities
    }
