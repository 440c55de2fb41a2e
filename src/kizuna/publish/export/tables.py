"""The tables of an export: how each tie stands, its parties, one table a kind, and the
facts and claims behind.

Law: a cell of a kind's table is what counts and may hold on the day; everything else
that was said of it, with its certainty, its claims and its sources, is in `facts`, and
nothing is in a table that is not in the dictionary.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import Any

from kizuna.analysis.scope import Party
from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty
from kizuna.claims.kinds import KINDS, Document, Entity, Fact, ValueType, properties_of
from kizuna.claims.kinds.property import definition_of, facts_of, parts_of
from kizuna.languages import Messages
from kizuna.publish.export.subject import Subject, claims_of, entities_of, facts_on_day
from kizuna.publish.records import (
    CLAIMS,
    TIES,
    Column,
    Records,
    Row,
    RowStream,
    claim_record,
    fact_record,
    row_of,
    table_columns,
    tie_record,
)
from kizuna.values import bound_text, canonical_json

SEPARATOR = " | "
"""What parts the values of one cell of text."""

_PARTIES = table_columns("""
id:id! | the party
label! | its English name on the day
government | id of the local government that it is or belongs to
country | ISO 3166-1 alpha-2 code
level | on the day | levels | level of government
tier | municipality or prefecture
latitude:number | WGS 84 | | | degrees north
longitude:number | WGS 84 | | | degrees east
population.min:number | the latest that a source gives | | population, least
population.max:number | the latest that a source gives | | population, most
population.claims:claims | ids | | claims of the population
""")
_THING = table_columns("""
id:id! | kind/slug; the same thing always has the same one
label! | a few English words for it, by its name on the day
""")
_EVIDENCE = table_columns(f"""
certainty | of the least sure value of the row: {", ".join(Certainty)}
claims:claims | ids of the claims behind the row
sources:ids | ids of the documents of these claims
""")
_FACTS = table_columns(f"""
id! | what the fact is about
kind! | the table that it is in
property! | the column that it is of
value! | words, id, code, number or EDTF; several parts as JSON
language | of words (BCP 47); empty: it does not matter
valid | the span in which it holds (EDTF); empty: no source gives one
certainty! | of the surest claim: {", ".join(Certainty)}
counts:flag! | false: only planned, forecast or unverified
preferred:flag! | false: another fact is put before it
claims:claims! | ids of the claims that say so
sources:ids! | ids of their documents
denied_by:claims | ids of the claims that deny it
""")
_STATED = {column.name: column for column in CLAIMS}
_NAMES = (
    "id subject property value valid document locator sha256 start end holder stance"
    " certainty"
    " method recorded_at"
)
_CLAIMS = tuple(_STATED[name] for name in _NAMES.split())
_SOURCES = table_columns("""
id:id! | the document
label! | its title in English
date | of the document (EDTF)
address:texts | URLs where it can be read
archive | where the original lies: archive, fonds, inventory, file, leaves
rights | what its publisher says of reuse
holders:texts! | who asserts something in it, by name
""")
_ARCHIVE = ("archive", "fonds", "inventory", "file", "leaves")
_LABELS = "\n".join(
    f"label.{t} | what readers see | | label, {t}" for t in vocabulary.LANGUAGES
)
_CONCEPTS = table_columns(f"""
scheme! | the vocabulary
id! | what cells hold
{_LABELS}
definition! | what it means
broader | the wider concept of the same scheme
""")
_DICTIONARY = table_columns("""
table! | where the column is
column! | its name
label! | what readers call it
type! | string, integer, number or boolean
unit | of its numbers, where all have the same
cardinality! | one or many values in a cell
required:flag! | true: an empty cell is a gap
scheme | the vocabulary that its values are of; see concepts
definition! | what a value means
""")


def tables_of(subject: Subject) -> tuple[Records, ...]:
    """Every table of an export, the dictionary last; those of kinds of which nothing is
    held have no rows.
    """
    scope = subject.scope
    entities = entities_of(subject)
    standing = RowStream(
        lambda: (tie_record(t, scope.register, subject.label) for t in scope.ties)
    )
    parties = RowStream(
        lambda: (party_record(subject, party) for party in scope.parties.values())
    )
    facts, claims = (
        RowStream(partial(_facts, entities)),
        RowStream(partial(_claims, entities)),
    )
    held = (
        Records("standing", TIES, standing, purpose="a tie as it stands on the day"),
        Records(
            "parties",
            _PARTIES,
            parties,
            purpose="a party of the ties as it was on the day",
        ),
        *(_kind(subject, kind, entities) for kind in KINDS.values()),
        Records("facts", _FACTS, facts, purpose="one value of one property"),
        Records(
            "claims", _CLAIMS, claims, purpose="what a source says of one property"
        ),
        sources(subject, entities),
    )
    terms = (
        row_of(
            c, _CONCEPTS, scheme=name, **{f"label.{t}": w for t, w in c.labels.items()}
        )
        for name in sorted(
            {column.scheme for table in held for column in table.columns} - {""}
        )
        for c in vocabulary.scheme(name).values()
    )
    described = (
        *held,
        Records("concepts", _CONCEPTS, terms, purpose="a concept of a vocabulary"),
    )
    rows = (
        row_of(
            column,
            _DICTIONARY,
            table=table.name,
            column=column.name,
            type=column.plain_type,
            cardinality=f"many, parted by '{SEPARATOR}'" if column.is_many else "one",
            required=column.needed,
        )
        for table in described
        for column in table.columns
    )
    return *described, Records(
        "dictionary", _DICTIONARY, rows, purpose="a column of a table"
    )


def party_record(subject: Subject, party: Party) -> dict[str, Any]:
    people, point = party.population, party.point
    numbers = {
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "population.min": people.quantity.min if people else None,
        "population.max": people.quantity.max if people else None,
        "population.claims": people.claims if people else (),
    }
    return row_of(
        party, _PARTIES, id=party.ref, label=subject.label(party.ref), **numbers
    )


def sources(subject: Subject, entities: Sequence[Entity]) -> Records:
    def rows() -> Iterator[Row]:
        holders: dict[str, set[str]] = defaultdict(set)
        for entity in entities:
            for claim in claims_of(entity):
                holders[claim.document].add(claim.holder)
        for ref in sorted(holders):
            document = subject.scope.register.get(ref, Document) or Document(id=ref)
            place = (str(document.stated(name).value or "") for name in _ARCHIVE)
            date, rights = document.date.value, document.rights.value
            yield {
                "id": ref,
                "label": subject.label(ref),
                "date": str(date) if date else None,
                "address": document.address.values,
                "archive": ", ".join(filter(None, place)) or None,
                "rights": rights.text if rights else None,
                "holders": tuple(
                    sorted({subject.label(holder) for holder in holders[ref]})
                ),
            }

    return Records(
        "sources", _SOURCES, RowStream(rows), purpose="a document that claims rest on"
    )


def _kind(subject: Subject, kind: type[Entity], entities: Sequence[Entity]) -> Records:
    parts = columns_of(kind, subject.label)
    columns = [column for held in parts.values() for column, _ in held]
    blank = {column.name: () if column.is_many else None for column in columns}

    def row(entity: Entity) -> Row:
        made: dict[str, Any] = {
            "id": entity.id,
            "label": subject.label(entity.id),
            **blank,
        }
        shown: list[Fact[Any]] = []
        for name, definition in properties_of(kind).items():
            if facts := facts_on_day(subject, entity, name, definition.many):
                shown += facts
                for column, read in parts[name]:
                    values = tuple([read(fact.value) for fact in facts])
                    made[column.name] = values if definition.many else values[0]
        least = max(
            (fact.certainty for fact in shown), key=attrgetter("rank"), default=None
        )
        made["certainty"] = str(least) if least else None
        made["claims"] = tuple(
            dict.fromkeys([c.id for fact in shown for c in fact.claims])
        )
        made["sources"] = _documents(shown)
        return made

    return Records(
        kind.prefix,
        (*_THING, *columns, *_EVIDENCE),
        RowStream(lambda: (row(entity) for entity in entities if type(entity) is kind)),
        purpose=definition_of(kind),
    )


def _documents(facts: Iterable[Fact[Any]]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys([claim.document for fact in facts for claim in fact.claims])
    )


def _facts(entities: Sequence[Entity]) -> Iterator[Row]:
    for entity in entities:
        for one in facts_of(entity):
            row = fact_record(one)
            value = row["value"]
            worded = value if isinstance(value, dict) and "text" in value else {}
            words = value if isinstance(value, str) else worded.get("text")
            yield row | {
                "id": entity.id,
                "kind": entity.prefix,
                "property": one.property,
                "value": canonical_json(value) if words is None else words,
                "language": worded.get("language") or None,
                "sources": _documents((one.fact,)),
            }


def _claims(entities: Sequence[Entity]) -> Iterator[Row]:
    held = {claim.id: claim for entity in entities for claim in claims_of(entity)}
    for ref in sorted(held):
        row = claim_record(held[ref])
        del row["recorder"]
        yield row


Read = Callable[[Any], Any]
Part = tuple[Column, Read]
"""One column of a property, and how its cell is read from a value."""


def columns_of(kind: type[Entity], label: Read) -> dict[str, tuple[Part, ...]]:
    """The columns of each property of a kind, by the property's name; `label` names an
    entity by its id.
    """
    messages, found = Messages("en"), {}
    reads = {**_READS, "reference.label": label}
    for name, property in properties_of(kind).items():
        title = messages.property(kind.prefix, name)
        column = Column(name, "texts" if property.many else "text", title=title)
        (first, read), *others = _parts(property.type, column, reads)
        found[name] = ((replace(first, needed=property.required), read), *others)
    return found


def _parts(
    kind: ValueType[Any], column: Column, reads: Mapping[str, Read]
) -> Iterator[Part]:
    for name, inner in parts_of(kind).items():
        words = f"{column.title}: {name.replace('_', ' ')}"
        part = replace(column, name=f"{column.name}.{name}", title=words)
        for of_part, read in _parts(inner.type, part, reads):
            yield of_part, partial(_within, name, inner.many, read)
    for cell in _CELLS:
        key, _, part_name = cell.name.partition(".")
        if key != kind.key:
            continue
        is_concept = key == "concept"
        says = (
            vocabulary.scheme(kind.detail[0]).definition
            if is_concept
            else cell.definition
        )
        made = replace(
            cell,
            name=column.name + cell.name.removeprefix(key),
            type=cell.type + ("s" if column.is_many else ""),
            title=f"{column.title}, {part_name}" if part_name else column.title,
            definition=says.replace("{detail}", " or ".join(kind.detail) or "thing"),
            scheme=kind.detail[0] if is_concept else "",
        )
        own = attrgetter(part_name) if part_name else lambda value: value
        yield made, reads.get(cell.name, own)


def _within(name: str, many: bool, read: Read, value: Any) -> Any:
    """A part of a composite, None for none; several values of one part stand in one
    cell, parted by commas.
    """
    held = getattr(value, name)
    if many and held is not None:
        return ", ".join(str(read(item)) for item in held)
    return None if held is None else read(held)


_CELLS = table_columns("""
text | words of the register's own
integer:integer | a whole number
name | a name or title
name.language | its language (BCP 47)
date | a date or interval as EDTF (ISO 8601-2)
date.earliest | the first day that it may mean
date.latest | the last day that it may mean
quantity.min:number | the least that it may be: {detail}
quantity.max:number | the most that it may be: {detail}
quantity.approximate:flag | whether it is about so
quantity.unit | the unit of both
point.latitude:number | WGS 84 | | | degrees north
point.longitude:number | WGS 84 | | | degrees east
direction.from | id of who sends or gives
direction.to | id of who receives
direction.mutual:flag | whether both do both
reference | id of a {detail}
reference.label | its English name on the day
concept |
identifier | scheme:value
country | ISO 3166-1 alpha-2 code
language | language tag (BCP 47)
address | URL
digest | SHA-256 in hex
""")
"""The columns of a value, by the key of its type and the part that they hold."""
_READS: Mapping[str, Read] = {
    **dict.fromkeys(("text", "name", "date"), attrgetter("text")),
    "date.earliest": lambda value: bound_text(value.span.start_earliest),
    "date.latest": lambda value: bound_text(value.span.end_latest),
    "direction.from": attrgetter("source"),
    "direction.to": attrgetter("target"),
    "identifier": str,
}
"""How a cell is read that is not the part of a value of its name."""
