"""The places and ties of the map, from the register's tables and the few claims that it needs beside them.

Law: what one claim says and no judgement touches is read as it is; whatever is disputed, proposed, denied or
judged is folded by the core, so that the map says what the pages say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from kizuna.analysis.tie_map import (
    Days,
    MapTie,
    TiedPlace,
    TieMap,
    Years,
    spells_apart,
    wider,
)
from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.kinds import LocalGovernment, Organisation, Tie, decode
from kizuna.register.places import on_day
from kizuna.register.status import intervals_of, tie_on_day
from kizuna.store.codes import CERTAINTIES, STANCES
from kizuna.store.faults import guarded
from kizuna.store.ledger import Identities
from kizuna.store.materialise.folding import TIE_PROPERTIES, dating_for, fold_entities
from kizuna.store.queries.judged import judged_subjects, proposing_methods
from kizuna.store.redaction import visible
from kizuna.store.sql import among, fetch, without_collecting
from kizuna.store.terms import known_terms, texts_of
from kizuna.values import OPEN_START, Point, kind_of

_OF_FACT = (STANCES[Stance.ASSERTED], STANCES[Stance.REPORTED])
_DENIED = STANCES[Stance.DENIED]
_UNVERIFIED = CERTAINTIES[Certainty.UNVERIFIED]
_LIVED = (("field", "concept"), ("programme", "field"), ("exchange", "field"))


@guarded
def tie_map(years: Years) -> TieMap:
    """The map as the register is known now, with countries and statuses as of the day of `years`."""
    asked = _Asked(Identities.known(), judged_subjects(), proposing_methods(), years.day)
    with without_collecting():
        homes = _homes(_parties(), asked)
        places = _places(set(homes.values()), asked)
        return TieMap(years, places, tuple(_ties(homes, asked)), _fields(asked))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every part needs: identities, the subjects that judgements are about, the methods of proposals (all
    numbers of terms), and the day."""

    identities: Identities
    judged: frozenset[int]
    proposing: frozenset[int]
    day: int


def _parties() -> dict[int, str]:
    """The parties of all ties by their terms."""
    return dict(
        fetch(
            f"SELECT id, text FROM terms WHERE id IN (SELECT DISTINCT party FROM {visible('tie_parties')})"
        )
    )


def _homes(parties: Mapping[int, str], asked: _Asked) -> dict[int, int]:
    """The place on the map of each party: itself, or the government that a body belongs to."""
    bodies = {ref for ref in parties.values() if kind_of(ref) == "organisation"}
    above: dict[str, str] = {}
    edge: Set[str] = bodies
    while edge:
        folded = fold_entities(edge, ("belongs_to", "located_in"), asked.identities)
        for ref in edge:
            body = folded.get(ref)
            above[ref] = _home(body) if isinstance(body, Organisation) else ""
        found = {above[ref] for ref in edge} - {""}
        edge = {home for home in found if kind_of(home) == "organisation"} - above.keys()
    homes = {ref: _government(ref, above) for ref in bodies}
    numbers = known_terms(homes.values())
    return {n: numbers[homes[ref]] if ref in homes else n for n, ref in parties.items()}


def _home(body: Organisation) -> str:
    facts = (fact for held in (body.belongs_to, body.located_in) for fact in held)
    return next((fact.value for fact in facts if fact.counts), "")


def _government(ref: str, above: Mapping[str, str]) -> str:
    """The government that a body belongs to in the end; the body itself when nobody says."""
    seen = {ref}
    at = ref
    while at := above.get(at, ""):
        if at in seen:
            break
        if kind_of(at) == "government":
            return at
        seen.add(at)
    return ref


def _places(numbers: Set[int], asked: _Asked) -> dict[int, TiedPlace]:
    refs = texts_of(numbers)
    points, odd = _points(numbers, asked)
    countries, several = _countries(numbers)
    unsure = {refs[n]: n for n in odd | several if kind_of(refs[n]) == "government"}
    for ref, found in fold_entities(unsure, ("point", "country"), asked.identities).items():
        if isinstance(found, LocalGovernment):
            number = unsure[ref]
            if number in odd:
                points[number] = found.point.value
            if number in several:
                countries[number] = on_day(found.country, asked.day) or countries[number]
    return {
        n: TiedPlace(n, refs[n], countries.get(n, ""), _degrees(points.get(n)))
        for n in sorted(numbers)
    }


def _degrees(point: Point | None) -> tuple[float, float] | None:
    return (point.latitude, point.longitude) if point else None


def _points(numbers: Set[int], asked: _Asked) -> tuple[dict[int, Point | None], set[int]]:
    """The points of which there is no doubt, and the places that have to be folded."""
    odd = set(numbers & asked.judged)
    points: dict[int, Point | None] = {}
    for subject, value in _plain(numbers, "point", asked, odd):
        found = decode("government", "point", value)
        if points.setdefault(subject, found) != found:
            odd.add(subject)
    return points, odd


def _plain(
    numbers: Iterable[int], name: str, asked: _Asked, odd: set[int]
) -> list[tuple[int, str]]:
    """The values claimed of a property; subjects with a claim that may not stand are added to `odd`."""
    condition, params = among("subject", numbers)
    rows = fetch(
        f"SELECT subject, value, method, stance FROM {visible('claims')}"
        f" WHERE {condition} AND property = (SELECT id FROM terms WHERE text = %s)",
        [*params, name],
    )
    odd |= {s for s, _, method, stance in rows if method in asked.proposing or stance == _DENIED}
    return [(subject, value) for subject, value, _, _ in rows]


def _countries(numbers: Set[int]) -> tuple[dict[int, str], set[int]]:
    """A country of each place, and the places that lie or lay in several."""
    rows = fetch(
        "SELECT x.place, t.text FROM place_regions x JOIN terms t ON t.id = x.region"
        " WHERE length(t.text) = 2 ORDER BY t.text"
    )
    found: dict[int, str] = {}
    several = set()
    for place, code in rows:
        if place in numbers and found.setdefault(place, code) != code:
            several.add(place)
    return found, several


def _ties(homes: Mapping[int, int], asked: _Asked) -> list[MapTie]:
    parties: dict[int, list[int]] = defaultdict(list)
    for tie, party in fetch(f"SELECT tie, party FROM {visible('tie_parties')}"):
        parties[tie].append(homes[party])
    statuses = _statuses(asked)
    rows = fetch(
        "SELECT t.id, i.text, y.text, t.unbroken,"
        " t.start_earliest, t.start_latest, t.end_earliest, t.end_latest"
        f" FROM {visible('ties', 't')} JOIN terms y ON y.id = t.type JOIN terms i ON i.id = t.id ORDER BY i.text"
    )
    spells = _spells([ref for _, ref, _, unbroken, *_ in rows if not unbroken], asked)
    return [
        MapTie(
            tie,
            ref,
            kind,
            statuses.get(tie, ""),
            tuple(sorted(set(parties[tie]))),
            held,
            number,
        )
        for tie, ref, kind, unbroken, *days in rows
        for number, held in enumerate((_four(*days),) if unbroken else spells.get(ref, ()))
    ]


def _four(first: int, second: int, third: int, fourth: int) -> Days:
    return first, second, third, fourth


def _spells(refs: Sequence[str], asked: _Asked) -> dict[str, list[Days]]:
    """The days of ties that were interrupted, folded by the core."""
    if not refs:
        return {}
    folded = fold_entities(refs, TIE_PROPERTIES, asked.identities)
    ties = [tie for tie in folded.values() if isinstance(tie, Tie)]
    dating = dating_for(ties, asked.identities)
    return {tie.id: spells_apart(intervals_of(tie, dating)) for tie in ties}


def _statuses(asked: _Asked) -> dict[int, str]:
    """The status of each tie that has one: the latest that may have begun by the day."""
    rows = fetch(
        "SELECT c.subject, c.value, c.start_earliest, c.start_latest, c.uid, c.method, c.stance,"
        f" c.certainty FROM {visible('ties', 't')} JOIN {visible('claims', 'c')} ON c.subject = t.id"
        " AND c.property = (SELECT id FROM terms WHERE text = 'status')"
    )
    latest: dict[int, tuple[int, bytes, str]] = {}
    odd = {
        number for (number,) in fetch(f"SELECT id FROM {visible('ties')}") if number in asked.judged
    }
    for tie, value, earliest, last, uid, method, stance, certainty in rows:
        if method in asked.proposing or stance == _DENIED:
            odd.add(tie)
        if stance not in _OF_FACT or certainty == _UNVERIFIED:
            continue
        if earliest is None or earliest <= asked.day:
            begun = (OPEN_START if last is None else last, bytes(uid), value)
            latest[tie] = max(latest.get(tie, begun), begun)
    found = {tie: decode("tie", "status", value).status for tie, (_, _, value) in latest.items()}
    return found | _folded_statuses(odd, asked)


def _folded_statuses(numbers: Set[int], asked: _Asked) -> dict[int, str]:
    if not numbers:
        return {}
    refs = {ref: number for number, ref in texts_of(numbers).items()}
    found = dict.fromkeys(numbers, "")
    for ref, tie in fold_entities(refs, ("status",), asked.identities).items():
        if isinstance(tie, Tie):
            status = tie_on_day(tie, asked.day).status
            found[refs[ref]] = status.value.status if status else ""
    return found


def _fields(asked: _Asked) -> dict[str, frozenset[int]]:
    """The ties lived in each field of exchange or a narrower one: by fields, programmes and exchanges."""
    rows: list[tuple[int, int, str]] = fetch(
        f"SELECT r.target, c.subject, s.text FROM {visible('ties', 't')}"
        f" JOIN claim_references r ON r.target = t.id JOIN {visible('claims', 'c')}"
        " ON c.seq = r.claim JOIN terms s ON s.id = c.subject"
        " WHERE c.property = (SELECT id FROM terms WHERE text = 'tie')"
    )
    found: dict[str, set[int]] = defaultdict(set)
    for kind, name in _LIVED:
        of_kind = [(tie, number, ref) for tie, number, ref in rows if kind_of(ref) == kind]
        concepts = _concepts({number: ref for _, number, ref in of_kind}, kind, name, asked)
        ties = _lived_ties(of_kind, asked)
        for number, held in concepts.items():
            for concept in held:
                for up in wider("fields", concept):
                    found[up] |= ties.get(number, set())
    return {concept: frozenset(ties) for concept, ties in found.items() if ties}


def _concepts(refs: Mapping[int, str], kind: str, name: str, asked: _Asked) -> dict[int, set[str]]:
    odd = set(refs.keys() & asked.judged)
    found: dict[int, set[str]] = defaultdict(set)
    for subject, value in _plain(refs, name, asked, odd):
        found[subject].add(decode(kind, name, value))
    numbers = {refs[n]: n for n in odd}
    for n in odd:
        found.pop(n, None)
    for ref, entity in fold_entities(numbers, (name,), asked.identities).items():
        if ref in numbers:
            found[numbers[ref]] = set(entity.stated(name).values)
    return found


def _lived_ties(rows: Iterable[tuple[int, int, str]], asked: _Asked) -> dict[int, set[int]]:
    """The ties that each thing is said to belong to."""
    listed = list(rows)
    refs = {number: ref for _, number, ref in listed}
    odd = set(refs.keys() & asked.judged)
    _plain(refs, "tie", asked, odd)
    found: dict[int, set[int]] = defaultdict(set)
    for tie, number, _ in listed:
        if number not in odd:
            found[number].add(tie)
    folded: Mapping[str, Any] = fold_entities({refs[n] for n in odd}, ("tie",), asked.identities)
    for number in odd:
        entity = folded.get(refs[number])
        held = known_terms(entity.stated("tie").values).values() if entity else ()
        found[number] = set(held)
    return found
