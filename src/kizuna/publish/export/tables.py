"""The tables of an export: how each tie stands, its parties, one table a kind, and the facts and claims behind.

Law: a cell of a kind's table is what counts and may hold on the day; everything else that was said of it, with its
certainty, its claims and its sources, is in `facts`, and nothing is in a table that is not in the dictionary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from typing import Any

from kizuna.analysis.scope import Party
from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.kinds import KINDS, Document, Entity, Fact, ValueType, properties_of
from kizuna.claims.kinds.property import parts_of
from kizuna.languages import Messages
from kizuna.publish.export.records import Cell, FieldColumn, FieldTable, Record, Value
from kizuna.publish.export.subject import Subject, claims_of, entities_of, facts_on_day
from kizuna.publish.records import tie_record
from kizuna.values import bound_text, canonical_json

TIES = (
    FieldColumn("id", "the tie", needed=True),
    FieldColumn("label", "its parties in words", needed=True),
    FieldColumn("type", "the preferred one", scheme="tie-types", title="type of tie"),
    FieldColumn("parties", "ids of those that a source confirms", many=True, needed=True),
    FieldColumn("countries", "of the parties, sorted; empty: unknown", many=True),
    FieldColumn("in_force", "on the day: certain, possible or no", needed=True),
    FieldColumn("date", "of the first binding stage (EDTF); empty: undated"),
    FieldColumn(
        "date_basis", "what the date is of", scheme="date-bases", title="basis of the date"
    ),
    FieldColumn(
        "begins_earliest", "first day on which it may have begun", title="begins, earliest"
    ),
    FieldColumn("begins_latest", "day by which it had begun", title="begins, latest"),
    FieldColumn(
        "ends_earliest",
        "first day that may have been its last; empty: none",
        title="ends, earliest",
    ),
    FieldColumn(
        "ends_latest", "last day that may have been its last; empty: no end", title="ends, latest"
    ),
    FieldColumn("stage", "the furthest that it may have reached", scheme="stages"),
    FieldColumn("status", "on the day", scheme="statuses"),
    FieldColumn("claims", "ids of the claims that all this rests on", many=True, needed=True),
    FieldColumn("parent", "the wider tie that it runs under"),
)
_PARTIES = (
    FieldColumn("id", "the party", needed=True),
    FieldColumn("label", "its English name on the day", needed=True),
    FieldColumn("government", "id of the local government that it is or belongs to"),
    FieldColumn("country", "ISO 3166-1 alpha-2 code"),
    FieldColumn("level", "on the day", scheme="levels", title="level of government"),
    FieldColumn("tier", "municipality or prefecture"),
    FieldColumn("latitude", "WGS 84", "number", unit="degrees north"),
    FieldColumn("longitude", "WGS 84", "number", unit="degrees east"),
    FieldColumn(
        "population.min", "the latest that a source gives", "number", title="population, least"
    ),
    FieldColumn(
        "population.max", "the latest that a source gives", "number", title="population, most"
    ),
    FieldColumn("population.claims", "ids", many=True, title="claims of the population"),
)
_THING = (
    FieldColumn("id", "kind/slug; the same thing always has the same one", needed=True),
    FieldColumn("label", "a few English words for it, by its name on the day", needed=True),
)
_EVIDENCE = (
    FieldColumn("certainty", "of the least sure value of the row: " + ", ".join(Certainty)),
    FieldColumn("claims", "ids of the claims behind the row", many=True),
    FieldColumn("sources", "ids of the documents of these claims", many=True),
)
_FACTS = (
    FieldColumn("id", "what the fact is about", needed=True),
    FieldColumn("kind", "the table that it is in", needed=True),
    FieldColumn("property", "the column that it is of", needed=True),
    FieldColumn("value", "words, id, code, number or EDTF; several parts as JSON", needed=True),
    FieldColumn("language", "of words (BCP 47); empty: it does not matter"),
    FieldColumn("valid", "the span in which it holds (EDTF); empty: no source gives one"),
    FieldColumn("certainty", "of the surest claim: " + ", ".join(Certainty), needed=True),
    FieldColumn("counts", "false: only planned, forecast or unverified", "boolean", needed=True),
    FieldColumn("preferred", "false: another fact is put before it", "boolean", needed=True),
    FieldColumn("claims", "ids of the claims that say so", many=True, needed=True),
    FieldColumn("sources", "ids of their documents", many=True, needed=True),
    FieldColumn("denied_by", "ids of the claims that deny it", many=True),
)
_CLAIMS = (
    FieldColumn("id", "32 hex digits of what the claim states", needed=True),
    FieldColumn("subject", "what it is about", needed=True),
    FieldColumn("property", "the property that it states", needed=True),
    FieldColumn("value", "canonical JSON", needed=True),
    FieldColumn("valid", "the span in which it holds (EDTF)"),
    FieldColumn("document", "id of the source", needed=True),
    FieldColumn("locator", "where in the source"),
    FieldColumn("sha256", "of the normalised text that the passage is of"),
    FieldColumn("start", "first character of the passage", "integer"),
    FieldColumn("end", "the character after the passage", "integer"),
    FieldColumn("holder", "id of who asserts it", needed=True),
    FieldColumn("stance", "asserted, reported, planned, forecast or denied", needed=True),
    FieldColumn("certainty", ", ".join(Certainty), needed=True),
    FieldColumn("method", "typed, imported, contributed, rules@VERSION or model:NAME", needed=True),
    FieldColumn("recorded_at", "when it was recorded (UTC)", needed=True),
)
_SOURCES = (
    FieldColumn("id", "the document", needed=True),
    FieldColumn("label", "its title in English", needed=True),
    FieldColumn("date", "of the document (EDTF)"),
    FieldColumn("address", "URLs where it can be read", many=True),
    FieldColumn("archive", "where the original lies: archive, fonds, inventory, file, leaves"),
    FieldColumn("rights", "what its publisher says of reuse"),
    FieldColumn("holders", "who asserts something in it, by name", many=True, needed=True),
)
_ARCHIVE = ("archive", "fonds", "inventory", "file", "leaves")
_CONCEPTS = (
    FieldColumn("scheme", "the vocabulary", needed=True),
    FieldColumn("id", "what cells hold", needed=True),
    *(
        FieldColumn(f"label.{tag}", "what readers see", title=f"label, {tag}")
        for tag in vocabulary.LANGUAGES
    ),
    FieldColumn("definition", "what it means", needed=True),
    FieldColumn("broader", "the wider concept of the same scheme"),
)
_DICTIONARY = (
    FieldColumn("table", "where the column is", needed=True),
    FieldColumn("column", "its name", needed=True),
    FieldColumn("label", "what readers call it", needed=True),
    FieldColumn("type", "string, integer, number or boolean", needed=True),
    FieldColumn("unit", "of its numbers, where all have the same"),
    FieldColumn("cardinality", "one or many values in a cell", needed=True),
    FieldColumn("required", "true: an empty cell is a gap", "boolean", needed=True),
    FieldColumn("scheme", "the vocabulary that its values are of; see concepts"),
    FieldColumn("definition", "what a value means", needed=True),
)


def tables_of(subject: Subject) -> tuple[FieldTable, ...]:
    """Every table of an export, the dictionary last; those of kinds of which nothing is held have no records."""
    scope = subject.scope
    entities = entities_of(subject)
    held = (
        FieldTable(
            "standing",
            "a tie as it stands on the day",
            TIES,
            lambda: (tie_record(tie, scope.register, subject.label) for tie in scope.ties),
        ),
        FieldTable(
            "parties",
            "a party of the ties as it was on the day",
            _PARTIES,
            lambda: (party_record(subject, party) for party in scope.parties.values()),
        ),
        *(_kind(subject, kind, entities) for kind in KINDS.values()),
        FieldTable(
            "facts", "one value of one property", _FACTS, partial(_facts, entities), keyed=False
        ),
        FieldTable(
            "claims", "what a source says of one property", _CLAIMS, partial(_claims, entities)
        ),
        sources(subject, entities),
    )
    concepts = FieldTable(
        "concepts", "a concept of a vocabulary", _CONCEPTS, partial(_concepts, held), False
    )
    described = (*held, concepts)
    words = partial(_dictionary, described)
    return (
        *described,
        FieldTable("dictionary", "a column of a table", _DICTIONARY, words, keyed=False),
    )


def party_record(subject: Subject, party: Party) -> dict[str, Value]:
    """A party as it was on the day."""
    people = party.population
    return {
        "id": party.ref,
        "label": subject.label(party.ref),
        "government": party.government or None,
        "country": party.country or None,
        "level": party.level or None,
        "tier": party.tier or None,
        "latitude": party.point.latitude if party.point else None,
        "longitude": party.point.longitude if party.point else None,
        "population.min": people.quantity.min if people else None,
        "population.max": people.quantity.max if people else None,
        "population.claims": people.claims if people else (),
    }


def sources(subject: Subject, entities: Sequence[Entity]) -> FieldTable:
    """The documents that the claims rest on."""

    def records() -> Iterator[Record]:
        holders: dict[str, set[str]] = defaultdict(set)
        for entity in entities:
            for claim in claims_of(entity):
                holders[claim.document].add(claim.holder)
        for ref in sorted(holders):
            names = tuple(sorted({subject.label(holder) for holder in holders[ref]}))
            yield {
                "id": ref,
                "label": subject.label(ref),
                **_document(subject, ref),
                "holders": names,
            }

    return FieldTable("sources", "a document that claims rest on", _SOURCES, records)


def _document(subject: Subject, ref: str) -> dict[str, Value]:
    document = subject.scope.register.get(ref, Document)
    if document is None:
        return {"address": ()}
    place = (str(document.stated(name).value or "") for name in _ARCHIVE)
    rights = document.rights.value
    return {
        "date": str(document.date.value) if document.date.value else None,
        "address": document.address.values,
        "archive": ", ".join(filter(None, place)) or None,
        "rights": rights.text if rights else None,
    }


def _kind(subject: Subject, kind: type[Entity], entities: Sequence[Entity]) -> FieldTable:
    parts = columns_of(kind)
    columns = [part.column for held in parts.values() for part in held]

    def record(entity: Entity) -> Record:
        made: dict[str, Value] = {"id": entity.id, "label": subject.label(entity.id)}
        shown: list[Fact[Any]] = []
        for name, definition in properties_of(kind).items():
            facts = facts_on_day(subject, entity, name, definition.many)
            shown += facts
            for part in parts[name]:
                values = tuple(part.read(fact.value, subject.label) for fact in facts)
                made[part.column.name] = values if definition.many else (values or (None,))[0]
        least = max((fact.certainty for fact in shown), key=lambda c: c.rank, default=None)
        claims = [claim for fact in shown for claim in fact.claims]
        return made | {"certainty": str(least) if least else None, **_evidence(claims)}

    return FieldTable(
        kind.prefix,
        (kind.__doc__ or "").strip().splitlines()[0],
        (*_THING, *columns, *_EVIDENCE),
        lambda: (record(entity) for entity in entities if type(entity) is kind),
    )


def _evidence(claims: Sequence[Claim]) -> dict[str, Value]:
    return {
        "claims": tuple(dict.fromkeys(claim.id for claim in claims)),
        "sources": tuple(dict.fromkeys(claim.document for claim in claims)),
    }


def _facts(entities: Sequence[Entity]) -> Iterator[Record]:
    for entity in entities:
        for name, definition in properties_of(type(entity)).items():
            stated = entity.stated(name)
            behind = {id(fact) for group in stated.conflicts for fact in group[1:]}
            for fact in stated:
                words, language = _worded(definition.type.write(fact.value))
                yield {
                    "id": entity.id,
                    "kind": entity.prefix,
                    "property": name,
                    "value": words,
                    "language": language,
                    "valid": str(fact.valid) if fact.valid else None,
                    "certainty": str(fact.certainty),
                    "counts": fact.counts,
                    "preferred": id(fact) not in behind,
                    **_evidence(fact.claims),
                    "denied_by": tuple(claim.id for claim in fact.denials),
                }


def _worded(written: Any) -> tuple[str, str | None]:
    """A value as text, and its language where it is words of one."""
    if isinstance(written, str):
        return written, None
    if isinstance(written, dict) and "text" in written:
        return written["text"], written.get("language") or None
    return canonical_json(written), None


def _claims(entities: Sequence[Entity]) -> Iterator[Record]:
    """Every claim behind the facts, in order of id."""
    held = {claim.id: claim for entity in entities for claim in claims_of(entity)}
    for ref in sorted(held):
        claim = held[ref]
        record = {column.name: getattr(claim, column.name) for column in _CLAIMS}
        recorded = claim.recorded_at.isoformat().replace("+00:00", "Z")
        record |= {"stance": str(claim.stance), "certainty": str(claim.certainty)}
        yield {name: None if v == "" else v for name, v in record.items()} | {
            "recorded_at": recorded
        }


def _concepts(tables: Sequence[FieldTable]) -> Iterator[Record]:
    """The concepts of every vocabulary that the tables draw on."""
    used = {column.scheme for table in tables for column in table.columns if column.scheme}
    for scheme in sorted(used):
        for concept in vocabulary.scheme(scheme).concepts.values():
            yield {
                "scheme": scheme,
                "id": concept.id,
                **{f"label.{tag}": concept.labels[tag] for tag in vocabulary.LANGUAGES},
                "definition": concept.definition,
                "broader": concept.broader,
            }


def _dictionary(tables: Sequence[FieldTable]) -> Iterator[Record]:
    for table in tables:
        for column in table.columns:
            yield {
                "table": table.name,
                "column": column.name,
                "label": column.label,
                "type": column.type,
                "unit": column.unit or None,
                "cardinality": f"many, parted by '{table.separator}'" if column.many else "one",
                "required": column.needed,
                "scheme": column.scheme or None,
                "definition": column.definition,
            }


Label = Callable[[str], str]
Read = Callable[[Any, Label], Cell]


@dataclass(frozen=True, slots=True)
class Part:
    """One column of a property, and how its cell is read from a value."""

    column: FieldColumn
    read: Read


def columns_of(kind: type[Entity]) -> dict[str, tuple[Part, ...]]:
    """The columns of each property of a kind, by the property's name.

    They are read off the kind's one definition: a new property has its columns without a line here.
    """
    messages = Messages("en")
    found = {}
    for name, property in properties_of(kind).items():
        title = messages.property(kind.prefix, name)
        column = FieldColumn(name, "", many=property.many, title=title)
        first, *others = _parts(property.type, column)
        needed = replace(first.column, needed=property.required)
        found[name] = (replace(first, column=needed), *others)
    return found


def _parts(kind: ValueType[Any], column: FieldColumn) -> Iterator[Part]:
    for name, inner in parts_of(kind).items():
        words = f"{column.title}: {name.replace('_', ' ')}"
        for part in _parts(inner.type, replace(column, name=f"{column.name}.{name}", title=words)):
            yield replace(part, read=_within(name, inner.many, part.read))
    for part in _CELLS.get(kind.key, ()):
        suffix, says = part.column.name, part.column.definition
        is_concept = kind.key == "concept"
        if is_concept:
            says = vocabulary.scheme(kind.detail[0]).definition
        made = replace(
            part.column,
            name=column.name + suffix,
            title=f"{column.title}, {suffix[1:]}" if suffix else column.title,
            definition=says.replace("{detail}", " or ".join(kind.detail) or "thing"),
            scheme=kind.detail[0] if is_concept else "",
            many=column.many,
        )
        yield replace(part, column=made)


def _within(name: str, many: bool, read: Read) -> Read:
    """Reads a part of a composite; several values of one part stand in one cell, parted by commas."""

    def cell(value: Any, label: Label) -> Cell:
        held = getattr(value, name)
        if held is None:
            return None
        return ", ".join(str(read(item, label)) for item in held) if many else read(held, label)

    return cell


def _cell(
    suffix: str, says: str, read: Callable[[Any], Cell], type: str = "string", unit: str = ""
) -> Part:
    return Part(FieldColumn(suffix, says, type, unit=unit), lambda value, _: read(value))


def _itself(value: Any) -> Any:
    return value


_CELLS: dict[str, tuple[Part, ...]] = {
    "text": (_cell("", "words of the register's own", attrgetter("text")),),
    "integer": (_cell("", "a whole number", _itself, "integer"),),
    "name": (
        _cell("", "a name or title", attrgetter("text")),
        _cell(".language", "its language (BCP 47)", attrgetter("language")),
    ),
    "date": (
        _cell("", "a date or interval as EDTF (ISO 8601-2)", attrgetter("text")),
        _cell(
            ".earliest",
            "the first day that it may mean",
            lambda v: bound_text(v.span.start_earliest),
        ),
        _cell(".latest", "the last day that it may mean", lambda v: bound_text(v.span.end_latest)),
    ),
    "quantity": (
        _cell(".min", "the least that it may be: {detail}", attrgetter("min"), "number"),
        _cell(".max", "the most that it may be: {detail}", attrgetter("max"), "number"),
        _cell(".approximate", "whether it is about so", attrgetter("approximate"), "boolean"),
        _cell(".unit", "the unit of both", attrgetter("unit")),
    ),
    "point": (
        _cell(".latitude", "WGS 84", attrgetter("latitude"), "number", "degrees north"),
        _cell(".longitude", "WGS 84", attrgetter("longitude"), "number", "degrees east"),
    ),
    "direction": (
        _cell(".from", "id of who sends or gives", attrgetter("source")),
        _cell(".to", "id of who receives", attrgetter("target")),
        _cell(".mutual", "whether both do both", attrgetter("mutual"), "boolean"),
    ),
    "reference": (
        _cell("", "id of a {detail}", _itself),
        Part(
            FieldColumn(".label", "its English name on the day"), lambda value, label: label(value)
        ),
    ),
    "concept": (_cell("", "", _itself),),
    "identifier": (_cell("", "scheme:value", str),),
    "country": (_cell("", "ISO 3166-1 alpha-2 code", _itself),),
    "language": (_cell("", "language tag (BCP 47)", _itself),),
    "address": (_cell("", "URL", _itself),),
    "digest": (_cell("", "SHA-256 in hex", _itself),),
}
