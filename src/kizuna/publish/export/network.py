"""The network of a subject: its parties and the ties that join them, each with its names, dates and claims.

Law: what GeoJSON, GraphML and GEXF say of a place or a tie is read here, so that the three never differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kizuna.analysis.scope import Party
from kizuna.claims.kinds import Entity, LocalGovernment, Organisation, Tie
from kizuna.identity.preferred import preferred_name
from kizuna.publish.export.subject import Subject
from kizuna.register.places import fact_on, level_on
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay
from kizuna.values import Point, Quantity, Span, kind_of

NAMES = {"en": "en", "ja": "ja", "zh": "zh-Hans", "ru": "ru"}
"""The languages in which names are given, by their short codes."""


@dataclass(frozen=True, slots=True)
class Place:
    """A party of ties on the day.

    `kind` is "government" or "organisation"; `type` is the type of an organisation, `level` and `country` (ISO
    3166-1 alpha-2) are those of the government that it is or belongs to; "" when no source says. `names` holds the
    languages of NAMES in which it has a name. `claims` are the claims behind what is said here.
    """

    id: str
    label: str
    names: Mapping[str, str]
    kind: str
    type: str
    level: str
    country: str
    government: str
    point: Point | None
    population: Quantity | None
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A tie: how it stands on the day, and when it was in force at all (`span`, None: nobody says that it was).

    `in_force` is "certain", "possible" or "no"; `date` that of its first binding stage as EDTF text and
    `date_basis` what it is the date of, "" when unknown. `countries` are those of `parties`, in their order ("":
    unknown). `sources` are the ids of the documents behind its claims.
    """

    id: str
    label: str
    names: Mapping[str, str]
    type: str
    in_force: str
    date: str
    date_basis: str
    status: str
    span: Span | None
    parties: tuple[str, ...]
    countries: tuple[str, ...]
    claims: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """An id of its own and the two parties for every pair of them: a tie of three parties joins three pairs.

        The first pair bears the id of the tie; there is none while only one party is known.
        """
        for number, (one, other) in enumerate(combinations(self.parties, 2), 1):
            yield (self.id if number == 1 else f"{self.id}#{number}"), one, other


@dataclass(frozen=True, slots=True)
class Network:
    """Places in order of id, and the ties between them in order of id."""

    places: tuple[Place, ...]
    links: tuple[Link, ...]

    @property
    def sources(self) -> list[str]:
        """The ids of all documents that they rest on, sorted."""
        of_places = (ref for place in self.places for ref in place.sources)
        of_links = (ref for link in self.links for ref in link.sources)
        return sorted({*of_places, *of_links})


def network_of(subject: Subject, ties: Iterable[TieOnDay]) -> Network:
    """The network of some ties of a subject: only the parties of these ties are in it."""
    links = sorted((_link(subject, tie) for tie in ties), key=lambda link: link.id)
    refs = sorted({party for link in links for party in link.parties})
    return Network(tuple(_place(subject, ref) for ref in refs), tuple(links))


def documents_of(register: Register, claims: Iterable[str]) -> tuple[str, ...]:
    """The ids of the documents that claims cite, sorted, each once."""
    return tuple(sorted({register.claims[claim].document for claim in claims}))


def _link(subject: Subject, scoped: TieOnDay) -> Link:
    standing = scoped
    made = standing.established.value if standing.established else None
    claims = tuple(sorted(scoped.listed))
    return Link(
        id=scoped.tie.id,
        label=subject.label(scoped.tie.id),
        names=dict(_tie_names(subject, scoped)),
        type=scoped.tie.type.value or "",
        in_force=standing.answer.name.lower(),
        date=str(made.date) if made and made.date else "",
        date_basis=(made.basis or "") if made else "",
        status=standing.status.value.status if standing.status else "",
        span=scoped.span,
        parties=scoped.parties,
        countries=tuple(sorted(subject.scope.parties[party].country for party in scoped.parties)),
        claims=claims,
        sources=documents_of(subject.scope.register, claims),
    )


def _tie_names(subject: Subject, scoped: TieOnDay) -> Iterator[tuple[str, str]]:
    """Its own name, else the names of its parties where all of them have one in the language."""
    register = subject.scope.register
    for code, language in NAMES.items():
        held = [register.get(party, Entity) for party in scoped.parties]
        named = [subject.name(entity, language) if entity else "" for entity in held]
        own = subject.name(scoped.tie, language)
        if own or all(named):
            yield code, own or " – ".join(named)


def _place(subject: Subject, ref: str) -> Place:
    party = subject.scope.parties[ref]
    entity = subject.scope.register.get(ref, Entity)
    claims = tuple(sorted(set(_claims(subject, party, entity))))
    named = {code: subject.name(entity, tag) if entity else "" for code, tag in NAMES.items()}
    return Place(
        id=ref,
        label=subject.label(ref),
        names={code: name for code, name in named.items() if name},
        kind=kind_of(ref),
        type=(entity.type.value or "") if isinstance(entity, Organisation) else "",
        level=party.level,
        country=party.country,
        government=party.government,
        point=party.point,
        population=party.population.quantity if party.population else None,
        claims=claims,
        sources=documents_of(subject.scope.register, claims),
    )


def _claims(subject: Subject, party: Party, entity: Entity | None) -> Iterator[str]:
    """The claims behind the names, the country, the level, the point and the population that are shown."""
    day, register = subject.scope.day, subject.scope.register
    if entity is not None and not isinstance(entity, Tie):
        for language in NAMES.values():
            named = preferred_name(entity.stated("name"), language, day)
            yield from named.claim_ids if named else ()
    if isinstance(entity, Organisation):
        for held in (entity.type.best, entity.belongs_to.best or entity.located_in.best):
            yield from held.claim_ids if held else ()
    home = register.get(party.government, LocalGovernment)
    if home is not None:
        for fact in (fact_on(home.country, day), level_on(home, day), home.point.best):
            yield from fact.claim_ids if fact else ()
    yield from party.population.claims if party.population else ()
