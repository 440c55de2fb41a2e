"""The tables of an export: how each tie stands, its parties, one table a kind, and the facts and claims behind.

Law: a cell of a kind's table is what counts and may hold on the day; everything else that was said of it, with its
certainty, its claims and its sources, is in `facts`, and nothing is in a table that is not in the dictionary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.kinds import KINDS, Document, Entity, Fact, Property, properties_of
from kizuna.publish.export.columns import Cell, Column, Part, parts_of
from kizuna.publish.export.contents import claims_of, entities_of
from kizuna.publish.export.standing import PARTIES, STANDING, party_rows, standing_rows
from kizuna.publish.export.subject import Subject
from kizuna.values import canonical_json

Value = Cell | tuple[Cell, ...]
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what one row is, its columns (the first is the key where `keyed`), and its rows."""

    name: str
    purpose: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Row]]
    keyed: bool = True


_ID = Column("id", "id", "kind/slug; the same thing always has the same one", needed=True)
_LABEL = Column("label", "label", "a few English words for it, by its name on the day", needed=True)
_BEHIND = (
    Column("certainty", "certainty", "of the least sure value of the row: " + ", ".join(Certainty)),
    Column("claims", "claims", "ids of the claims behind the row", many=True),
    Column("sources", "sources", "ids of the documents of these claims", many=True),
)
_FACTS = (
    Column("id", "id", "what the fact is about", needed=True),
    Column("kind", "kind", "the table that it is in", needed=True),
    Column("property", "property", "the column that it is of", needed=True),
    Column("value", "value", "words, id, code, number or EDTF; several parts as JSON", needed=True),
    Column("language", "language", "of words (BCP 47); empty: it does not matter"),
    Column("valid", "valid", "the span in which it holds (EDTF); empty: no source gives one"),
    Column("certainty", "certainty", "of the surest claim: " + ", ".join(Certainty), needed=True),
    Column(
        "counts", "counts", "false: only planned, forecast or unverified", "boolean", needed=True
    ),
    Column(
        "preferred", "preferred", "false: another fact is put before it", "boolean", needed=True
    ),
    Column("claims", "claims", "ids of the claims that say so", many=True, needed=True),
    Column("sources", "sources", "ids of their documents", many=True, needed=True),
    Column("denied_by", "denied by", "ids of the claims that deny it", many=True),
)
_CLAIMS = (
    Column("id", "id", "32 hex digits of what the claim states", needed=True),
    Column("subject", "subject", "what it is about", needed=True),
    Column("property", "property", "the property that it states", needed=True),
    Column("value", "value", "canonical JSON", needed=True),
    Column("valid", "valid", "the span in which it holds (EDTF)"),
    Column("document", "document", "id of the source", needed=True),
    Column("locator", "locator", "where in the source"),
    Column("sha256", "sha256", "of the normalised text that the passage is of"),
    Column("start", "start", "first character of the passage", "integer"),
    Column("end", "end", "the character after the passage", "integer"),
    Column("holder", "holder", "id of who asserts it", needed=True),
    Column("stance", "stance", "asserted, reported, planned, forecast or denied", needed=True),
    Column("certainty", "certainty", ", ".join(Certainty), needed=True),
    Column(
        "method", "method", "typed, imported, contributed, rules@VERSION or model:NAME", needed=True
    ),
    Column("recorded_at", "recorded at", "when it was recorded (UTC)", needed=True),
)
_SOURCES = (
    Column("id", "id", "the document", needed=True),
    Column("label", "label", "its title in English", needed=True),
    Column("date", "date", "of the document (EDTF)"),
    Column("address", "address", "URLs where it can be read", many=True),
    Column(
        "archive", "archive", "where the original lies: archive, fonds, inventory, file, leaves"
    ),
    Column("rights", "rights", "what its publisher says of reuse"),
    Column("holders", "holders", "who asserts something in it, by name", many=True, needed=True),
)
_PLACE = ("archive", "fonds", "inventory", "file", "leaves")


@dataclass(frozen=True)
class Tables:
    """The tables of a subject; those of kinds of which nothing is held have no rows."""

    subject: Subject

    @cached_property
    def _entities(self) -> tuple[Entity, ...]:
        return entities_of(self.subject)

    @property
    def standing(self) -> Table:
        """How each tie stands on the day."""
        return Table(
            "standing",
            "a tie as it stands on the day",
            STANDING,
            lambda: standing_rows(self.subject),
        )

    @property
    def parties(self) -> Table:
        """The parties of the ties as they were on the day."""
        return Table(
            "parties",
            "a party of the ties as it was on the day",
            PARTIES,
            lambda: party_rows(self.subject),
        )

    @property
    def facts(self) -> Table:
        """Every fact of every entity, with its claims."""
        return Table(
            "facts", "one value of one property", _FACTS, lambda: self._fact_rows(), keyed=False
        )

    @property
    def claims(self) -> Table:
        """Every claim behind the facts."""
        return Table(
            "claims", "what a source says of one property", _CLAIMS, lambda: self._claim_rows()
        )

    @property
    def sources(self) -> Table:
        """The documents that the claims rest on."""
        return Table(
            "sources", "a document that claims rest on", _SOURCES, lambda: self._source_rows()
        )

    def kinds(self) -> Iterator[Table]:
        """One table a kind, named after it."""
        for prefix, kind in KINDS.items():
            yield self._kind(prefix, kind)

    def all(self) -> Iterator[Table]:
        """Every table but the dictionary."""
        yield self.standing
        yield self.parties
        yield from self.kinds()
        yield self.facts
        yield self.claims
        yield self.sources

    @cached_property
    def _cited(self) -> dict[str, Claim]:
        """Every claim behind the facts, by id, in order."""
        held = {claim.id: claim for entity in self._entities for claim in claims_of(entity)}
        return {key: held[key] for key in sorted(held)}

    def _kind(self, prefix: str, kind: type[Entity]) -> Table:
        parts = {name: parts_of(prefix, name, p) for name, p in properties_of(kind).items()}
        columns = [part.column for held in parts.values() for part in held]
        purpose = (kind.__doc__ or "").strip().splitlines()[0]
        held = (_ID, _LABEL, *columns, *_BEHIND)
        return Table(prefix, purpose, held, lambda: self._kind_rows(kind, parts))

    def _kind_rows(self, kind: type[Entity], parts: dict[str, tuple[Part, ...]]) -> Iterator[Row]:
        label, day = self.subject.label, self.subject.scope.day
        defined = [(name, parts[name], p.many) for name, p in properties_of(kind).items()]
        for entity in self._entities:
            if type(entity) is not kind:
                continue
            cells: list[Value] = [entity.id, label(entity.id)]
            shown: list[Fact[Any]] = []
            for name, columns, many in defined:
                facts = facts_shown(entity, name, many, day)
                shown += facts
                for part in columns:
                    values = [part.read(fact.value, label) for fact in facts]
                    cells.append(tuple(values) if many else (values[0] if values else None))
            yield (*cells, *_behind(shown))

    def _fact_rows(self) -> Iterator[Row]:
        for entity in self._entities:
            for name, definition in properties_of(type(entity)).items():
                stated = entity.stated(name)
                beaten = {id(fact) for group in stated.conflicts for fact in group[1:]}
                for fact in stated:
                    yield _fact_row(entity, name, definition, fact, id(fact) not in beaten)

    def _claim_rows(self) -> Iterator[Row]:
        return (_claim_row(claim) for claim in self._cited.values())

    def _source_rows(self) -> Iterator[Row]:
        holders: dict[str, set[str]] = defaultdict(set)
        for claim in self._cited.values():
            holders[claim.document].add(self.subject.label(claim.holder))
        for ref in sorted(holders):
            document = self.subject.scope.register.get(ref, Document)
            yield (
                ref,
                self.subject.label(ref),
                *(_described(document) if document else (None, (), None, None)),
                tuple(sorted(holders[ref])),
            )


def facts_shown(entity: Entity, name: str, many: bool, day: int) -> list[Fact[Any]]:
    """The facts of a property that count, may hold on the day, and are put behind no other; one, unless `many`."""
    stated = entity.stated(name)
    if not stated:
        return []
    beaten = {id(fact) for group in stated.conflicts for fact in group[1:]}
    facts = [
        fact
        for fact in stated
        if fact.counts
        and id(fact) not in beaten
        and (fact.valid is None or fact.valid.span.on(day).possible)
    ]
    return facts if many else facts[:1]


def _behind(facts: list[Fact[Any]]) -> Row:
    claims = [claim for fact in facts for claim in fact.claims]
    least = max((fact.certainty for fact in facts), key=lambda c: c.rank, default=None)
    return (
        str(least) if least else None,
        tuple(dict.fromkeys(claim.id for claim in claims)),
        tuple(dict.fromkeys(claim.document for claim in claims)),
    )


def _fact_row(
    entity: Entity, name: str, definition: Property, fact: Fact[Any], preferred: bool
) -> Row:
    written = definition.type.write(fact.value)
    return (
        entity.id,
        entity.prefix,
        name,
        *_worded(written),
        str(fact.valid) if fact.valid else None,
        str(fact.certainty),
        fact.counts,
        preferred,
        fact.claim_ids,
        tuple(dict.fromkeys(claim.document for claim in fact.claims)),
        tuple(claim.id for claim in fact.denials),
    )


def _worded(written: Any) -> tuple[str, str | None]:
    """A value as text, and its language where it is words of one."""
    if isinstance(written, str):
        return written, None
    if isinstance(written, dict) and "text" in written:
        return written["text"], written.get("language") or None
    return canonical_json(written), None


def _described(document: Document) -> Row:
    place = [str(document.stated(name).value or "") for name in _PLACE]
    rights = document.rights.value
    return (
        str(document.date.value) if document.date.value else None,
        document.address.values,
        ", ".join(part for part in place if part) or None,
        rights.text if rights else None,
    )


def _claim_row(claim: Claim) -> Row:
    return (
        claim.id,
        claim.subject,
        claim.property,
        claim.value,
        claim.valid or None,
        claim.document,
        claim.locator or None,
        claim.sha256 or None,
        claim.start,
        claim.end,
        claim.holder,
        str(claim.stance),
        str(claim.certainty),
        claim.method,
        claim.recorded_at.isoformat().replace("+00:00", "Z"),
    )
