"""The entities of an export as nodes, with the claims behind all that is said of them.

Law: of a thing is said what the register holds on the day - what counts, what may hold then and, where values
compete, the preferred one. All else that sources say, and every denial, is there as a claim alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from kizuna.analysis.scope import Scope
from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.kinds import KINDS, Entity, Fact, Property, properties_of
from kizuna.identity.preferred import preferred_name
from kizuna.publish.export.linked import mapping
from kizuna.publish.export.linked.terms import Iri, Literal, Node, Term, node, short
from kizuna.publish.export.linked.values import (
    EDTF,
    concept,
    day_literal,
    edtf_between,
    term_of,
)
from kizuna.publish.export.subject import Subject
from kizuna.register.status import TieOnDay
from kizuna.values import Identifier, Name, Span, kind_of

Said = Iterator[tuple[str, Term]]


class _Told(NamedTuple):
    """A fact of an entity: its property, its term, the nodes that its value is made of, whether it is shown."""

    name: str
    fact: Fact[Any]
    term: Term
    values: tuple[Node, ...]
    shown: bool

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (*self.fact.claims, *self.fact.denials)


@dataclass(frozen=True, slots=True)
class Things:
    """Describes the entities of one subject; `ties` are its ties, `twins` the partners of governments, by id."""

    subject: Subject
    ties: Mapping[str, TieOnDay]
    twins: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, subject: Subject) -> Things:
        """What describes the entities of a subject."""
        return cls(subject, {tie.tie.id: tie for tie in subject.scope.ties}, _twins(subject.scope))

    def nodes(self, entity: Entity) -> Iterator[Node]:
        """The node of an entity, then those of its values and its claims."""
        kind = kind_of(entity.id)
        told = [*self._told(entity)]
        classes = (f"kz:{KINDS[kind].__name__}", *mapping.CLASSES.get(kind, ()))
        said = (
            *self._labels(entity),
            *(pair for item in told if item.shown for pair in _facts(kind, item)),
            *self._standing(entity),
            *((mapping.TWINNED, Iri(short(ref))) for ref in self.twins.get(entity.id, ())),
        )
        yield node(short(entity.id), classes, said)
        yield from {made.address: made for item in told for made in item.values}.values()
        claims = {claim.id: (claim, item) for item in told for claim in item.claims}
        yield from (_claim(*claims[key]) for key in sorted(claims))

    def _told(self, entity: Entity) -> Iterator[_Told]:
        for name, definition in properties_of(type(entity)).items():
            shown = {id(fact) for fact in self._shown(entity, name, definition)}
            for fact in entity.stated(name):
                place = (entity.id, name, str(fact.valid or ""))
                term, made = term_of(fact.value, definition.type, place)
                values = tuple(_dated(value, term, fact) for value in made)
                yield _Told(name, fact, term, values, id(fact) in shown)

    def _labels(self, entity: Entity) -> Said:
        """A label in each language that it has a name in; else the words that the register has for it."""
        found = False
        for key in ("name", "title"):
            held = properties_of(type(entity)).get(key)
            if held is None or held.type.key != "name":
                continue
            for language in vocabulary.LANGUAGES:
                named = preferred_name(entity.stated(key), language, self.subject.scope.day)
                if named and named.counts and _speaks(named.value, language):
                    found = True
                    yield "rdfs:label", Literal(named.value.text, language)
        if not found:
            yield "rdfs:label", Literal(self.subject.label(entity.id), "en")

    def _shown(self, entity: Entity, name: str, definition: Property) -> list[Fact[Any]]:
        day = self.subject.scope.day
        held = [
            fact
            for fact in entity.stated(name)
            if fact.counts and (fact.valid is None or fact.valid.span.on(day).possible)
        ]
        return held if definition.many else held[:1]

    def _standing(self, entity: Entity) -> Said:
        """How a tie of the scope stands on the day, and the bounds of its beginning and its end."""
        scoped = self.ties.get(entity.id)
        if scoped is None:
            return
        standing, span = scoped, scoped.span
        yield "kz:standing", Literal(standing.answer.name.lower())
        made = standing.established.value if standing.established else None
        if made and made.date:
            yield mapping.STARTED, Literal(str(made.date), "", EDTF)
        if span is not None:
            for name, day in _bounds(span):
                held = day_literal(day)
                if held:
                    yield name, held
            ended = None if span.is_open else edtf_between(span.end_earliest, span.end_latest)
            if ended:
                yield mapping.ENDED, ended
        for claim in scoped.listed:
            yield "kz:rests_on", Iri(f"claim:{claim}")


def _dated(made: Node, term: Term, fact: Fact[Any]) -> Node:
    """The node of a value that holds for a span, with the span; what the value is made of is not dated."""
    if fact.valid is None or Iri(made.address) != term:
        return made
    valid = ("kz:valid", (Literal(str(fact.valid), "", EDTF),))
    return made._replace(said=(*made.said, valid))


def _bounds(span: Span) -> Iterator[tuple[str, int]]:
    yield "kz:begins_earliest", span.start_earliest
    yield "kz:begins_latest", span.start_latest
    yield "kz:ends_earliest", span.end_earliest
    yield "kz:ends_latest", span.end_latest


def _speaks(name: Name, language: str) -> bool:
    return name.language.partition("-")[0] == language.partition("-")[0]


def _twins(scope: Scope) -> dict[str, frozenset[str]]:
    """The partners of each government by ties that certainly stood and that Wikidata's P190 means too."""
    twins: dict[str, set[str]] = defaultdict(set)
    types = vocabulary.scheme("tie-types")
    for scoped in scope.in_force():
        kind = scoped.tie.type.value
        if kind is None or types[kind].close.get("wikidata") != "P190":
            continue
        sides = [ref for ref in scoped.parties if scope.parties[ref].is_government]
        for ref in sides:
            twins[ref].update(other for other in sides if other != ref)
    return {ref: frozenset(others) for ref, others in twins.items()}


def _facts(kind: str, told: _Told) -> Said:
    """A fact under its own name and under those that others have for it."""
    value, term = told.fact.value, told.term
    yield f"kz:{told.name}", term
    for other in mapping.PROPERTIES.get((kind, told.name), ()):
        yield other, term
    if isinstance(value, Identifier):
        yield from _identity(value, told.fact.certainty is Certainty.CERTAIN)
    elif (kind, told.name) == ("government", "country") and value in mapping.countries():
        yield mapping.COUNTRY, Iri(mapping.countries()[value])
    elif (kind, told.name) == ("government", "point"):
        yield mapping.POINT, term


def _identity(identifier: Identifier, certain: bool) -> Said:
    """One thing under two addresses only where a source is certain of it (owl:sameAs); its pages in any case."""
    held = mapping.IDENTIFIERS.get(identifier.scheme)
    if held:
        yield held, Literal(identifier.value)
    address = mapping.same_as(identifier.scheme, identifier.value)
    if address:
        yield "schema:sameAs", Iri(address)
        if certain:
            yield "owl:sameAs", Iri(address)


def _claim(claim: Claim, told: _Told) -> Node:
    classes = ("kz:Claim", "prov:Entity", "rdf:Statement")
    return node(f"claim:{claim.id}", classes, _of_claim(claim, told))


def _of_claim(claim: Claim, told: _Told) -> Said:
    yield "rdf:subject", Iri(short(claim.subject))
    yield "rdf:predicate", Iri(f"kz:{claim.property}")
    yield "rdf:object", told.term
    if isinstance(told.fact.value, Name) and told.fact.value.scheme:
        yield "kz:transliteration", concept("transliterations", told.fact.value.scheme)
    if claim.valid:
        yield "kz:valid", Literal(claim.valid, "", EDTF)
    yield "prov:wasDerivedFrom", Iri(short(claim.document))
    yield "prov:wasAttributedTo", Iri(short(claim.holder))
    recorded = claim.recorded_at.isoformat().replace("+00:00", "Z")
    yield "prov:generatedAtTime", Literal(recorded, "", "xsd:dateTime")
    yield "kz:stance", concept("stances", claim.stance)
    yield "kz:certainty", concept("certainties", claim.certainty)
    yield "kz:method", Literal(claim.method)
    yield "kz:recorder", Iri(short(claim.recorder))
    if claim.locator:
        yield "kz:locator", Literal(claim.locator)
    if claim.has_passage:
        yield "kz:digest", Literal(claim.sha256)
        for name, place in (("kz:passage_start", claim.start), ("kz:passage_end", claim.end)):
            yield name, Literal(str(place), "", "xsd:integer")
