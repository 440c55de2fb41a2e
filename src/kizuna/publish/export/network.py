"""The network of a subject: its parties and the ties that join them, each with its names, dates and claims.

Law: what GeoJSON, GraphML and GEXF say of a place or a tie is read here, so that the three never differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from kizuna.analysis.scope import Party
from kizuna.claims.kinds import Entity, LocalGovernment, Organisation, Tie, properties_of
from kizuna.claims.kinds.types import NAME
from kizuna.identity.preferred import preferred_name
from kizuna.publish.export.records import Value
from kizuna.publish.export.subject import Subject
from kizuna.publish.export.tables import party_record, tie_record
from kizuna.register.places import fact_on, level_on
from kizuna.register.status import TieOnDay
from kizuna.values import base_language, kind_of

NAMES = {"en": "en", "ja": "ja", "zh": "zh-Hans", "ru": "ru"}
"""The languages in which names are given, by their short codes."""

Said = Mapping[str, Value]
"""What is said of a place or a tie by the names of its columns; its names are under `name_en` and so on."""


@dataclass(frozen=True, slots=True)
class Network:
    """The places of some ties by id, in order of id, and the ties in order of id with what is said of each."""

    places: Mapping[str, Said]
    ties: tuple[tuple[TieOnDay, Said], ...]

    @property
    def sources(self) -> list[str]:
        """The ids of all documents that they rest on, sorted."""
        said = (*self.places.values(), *(of_tie for _, of_tie in self.ties))
        return sorted({ref for each in said for ref in ids(each["sources"])})


def network_of(subject: Subject, ties: Iterable[TieOnDay]) -> Network:
    """The network of some ties of a subject: only the parties of these ties are in it."""
    in_order = sorted(ties, key=lambda tie: tie.id)
    refs = sorted({party for tie in in_order for party in tie.parties})
    places = {ref: _place(subject, subject.scope.parties[ref]) for ref in refs}
    return Network(places, tuple((tie, _tie(subject, tie)) for tie in in_order))


def pairs_of(tie: TieOnDay) -> Iterator[tuple[str, str, str]]:
    """An id of its own and the two parties for every pair of them: a tie of three parties joins three pairs.

    The first pair bears the id of the tie; there is none while only one party is known.
    """
    for number, (one, other) in enumerate(combinations(tie.parties, 2), 1):
        yield (tie.id if number == 1 else f"{tie.id}#{number}"), one, other


def ids(value: Value) -> tuple[str, ...]:
    """The ids in a cell of many."""
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _tie(subject: Subject, tie: TieOnDay) -> Said:
    """With its own names, else the names of its parties where all of them have one in the language."""
    said = tie_record(subject, tie) | {"claims": tuple(sorted(tie.listed))}
    entities = [subject.scope.register.get(party, Entity) for party in tie.parties]
    for code, language in NAMES.items():
        named = [_name(subject, entity, language) if entity else "" for entity in entities]
        own = _name(subject, tie.tie, language) or (" – ".join(named) if all(named) else "")
        said[f"name_{code}"] = own or None
    return said | {"sources": _documents(subject, tie.listed)}


def _place(subject: Subject, party: Party) -> Said:
    entity = subject.scope.register.get(party.ref, Entity)
    said = party_record(subject, party)
    for code, language in NAMES.items():
        said[f"name_{code}"] = (_name(subject, entity, language) if entity else "") or None
    claims = tuple(sorted(set(_claims(subject, party, entity))))
    return said | {
        "kind": kind_of(party.ref),
        "type": entity.type.value if isinstance(entity, Organisation) else None,
        "population_min": said["population.min"],
        "population_max": said["population.max"],
        "claims": claims,
        "sources": _documents(subject, claims),
    }


def _name(subject: Subject, entity: Entity, language: str) -> str:
    """The preferred name of an entity in a language on the day; "" when it has none in it."""
    known = properties_of(type(entity)).get("name")
    if known is None or known.type is not NAME:
        return ""
    found = preferred_name(entity.stated("name"), language, subject.scope.day)
    name: Any = found.value if found else None
    is_spoken = name and name.language and base_language(name.language) == base_language(language)
    return name.text if is_spoken else ""


def _documents(subject: Subject, claims: Iterable[str]) -> tuple[str, ...]:
    register = subject.scope.register
    return tuple(sorted({register.claims[claim].document for claim in claims}))


def _claims(subject: Subject, party: Party, entity: Entity | None) -> Iterator[str]:
    """The claims behind the names, the country, the level, the point and the population that are shown."""
    day, register = subject.scope.day, subject.scope.register
    facts: list[Any] = []
    if entity is not None and not isinstance(entity, Tie):
        stated = entity.stated("name")
        facts += (preferred_name(stated, language, day) for language in NAMES.values())
    if isinstance(entity, Organisation):
        facts += (entity.type.best, entity.belongs_to.best or entity.located_in.best)
    home = register.get(party.government, LocalGovernment)
    if home is not None:
        facts += (fact_on(home.country, day), level_on(home, day), home.point.best)
    for fact in facts:
        yield from fact.claim_ids if fact else ()
    yield from party.population.claims if party.population else ()
