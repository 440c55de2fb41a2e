"""What an export is about and holds: a scope of ties, the names of things, and all that
hangs on them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import orjson

from kizuna.analysis.scope import Scope
from kizuna.claims import kinds
from kizuna.claims.claim import Claim
from kizuna.claims.kinds import Area, Document, Entity, Fact, Statistic, Tie
from kizuna.publish.wording import name_of
from kizuna.register.register import references
from kizuna.values import base_language

BASE = "urn:kizuna:"
"""What the addresses of things and claims begin with when nobody gives another: names
that promise no web page.
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """The ties of a scope and everything that hangs on them, for one format to write.

    `as_of` is the day as ISO 8601 text, `known_at` the time as ISO 8601 in UTC ("" for
    now). `label` gives a few English words for any entity by id, never empty. `base` is
    what the addresses of linked data begin with.
    """

    scope: Scope
    as_of: str
    known_at: str
    label: Callable[[str], str]
    base: str = BASE

    @property
    def title(self) -> str:
        """What the export is, in a line of English."""
        known = f", as known at {self.known_at}" if self.known_at else ""
        return f"Ties between local governments on {self.as_of}{known}"

    def name(self, entity: Entity | None, language: str) -> str:
        """The preferred name or title of an entity in a language on the day; "" when it
        has none in it.
        """
        found = name_of(entity, language, self.scope.day) if entity else None
        spoken = found.value.language if found and found.counts else ""
        is_own = spoken and base_language(spoken) == base_language(language)
        return found.value.text if found and is_own else ""


MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "geojson": "application/geo+json",
    "gexf": "application/gexf+xml",
    "graphml": "application/graphml+xml",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttl": "text/turtle; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""The media type of each ending."""


Write = Callable[[Subject, BinaryIO], Iterable[str] | None]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format: its name on the command line, the suffix of its files, what it is for
    in a line of English.

    `write` gives in English what a person should know of the file, such as what was
    left out.
    """

    name: str
    suffix: str
    write: Write
    purpose: str

    @property
    def media(self) -> str:
        return MEDIA_TYPES[self.suffix.rpartition(".")[2]]


def write_items(out: BinaryIO, opening: bytes, items: Iterable[Any]) -> None:
    """Write a JSON object whose last member is a list of items, one a line; `opening`
    is all up to its bracket.
    """
    out.write(opening)
    for at, item in enumerate(items):
        out.write((b",\n" if at else b"\n") + orjson.dumps(item))
    out.write(b"\n]}\n")


_SHARED = (kinds.LocalGovernment, Area, kinds.Organisation, kinds.Person, Document, Tie)
"""What many ties name: it hangs on none of them."""


def entities_of(subject: Subject) -> tuple[Entity, ...]:
    """Everything in the export, in order of id.

    A scope that takes in every tie means the whole register. A narrower one means its
    ties; the agreements, fields, events and other things that hang on them, or that
    name two parties of one of them; what these name, with the areas and governments
    that it lies in (an area's members are no part of what names the area, nor are other
    ties); the statistics of the parties; and the documents and holders of all these
    claims.
    """
    register, ties = subject.scope.register, subject.scope.ties
    if len(ties) == len(register.of_kind(Tie)):
        return tuple(register.entities.values())

    def hanging(ref: str) -> Iterator[Entity]:
        found = register.referring(ref, Entity)
        return (entity for entity in found if not isinstance(entity, _SHARED))

    def named(ref: str) -> Iterator[Entity]:
        entity = register.entity(ref)
        refs = (
            ()
            if isinstance(entity, Area)
            else (target for _, target in references(entity))
        )
        found = (register.get(target, Entity) for target in refs)
        return (entity for entity in found if entity and not isinstance(entity, Tie))

    joining: list[Entity] = []
    for tie in ties:
        times = Counter(entity.id for party in tie.parties for entity in hanging(party))
        joining += register.in_order(ref for ref, count in times.items() if count > 1)
    held = _reached([*(tie.tie for tie in ties), *joining], hanging)
    for party in subject.scope.parties:
        numbers = register.referring(party, Statistic, "scope")
        held |= {number.id: number for number in numbers if not number.partner}
    held = _reached(held.values(), named)
    claims = [claim for entity in held.values() for claim in claims_of(entity)]
    cited = register.in_order(
        ref for claim in claims for ref in (claim.document, claim.holder)
    )
    held |= {entity.id: entity for entity in cited}
    return tuple(held[ref] for ref in sorted(held))


def claims_of(entity: Entity) -> Iterator[Claim]:
    """Every claim behind the facts of an entity, the denials too."""
    for _, fact in entity.facts():
        yield from fact.claims
        yield from fact.denials


def facts_on_day(
    subject: Subject, entity: Entity, name: str, many: bool
) -> list[Fact[Any]]:
    """The facts of a property that count, may hold on the day, and are put behind none
    of these; one, unless `many`.
    """
    stated, day = entity.stated(name), subject.scope.day
    if not stated.facts:  # as of most properties
        return []
    facts = [fact for fact in stated.facts if fact.counts and fact.may_hold(day)]
    for rivals in stated.conflicts:
        behind = {
            id(fact) for fact in [rival for rival in rivals if rival in facts][1:]
        }
        facts = [fact for fact in facts if id(fact) not in behind]
    return facts if many else facts[:1]


def _reached(
    entities: Iterable[Entity], further: Callable[[str], Iterable[Entity]]
) -> dict[str, Entity]:
    """The entities by id, with all that is reached from them step by step."""
    held = {entity.id: entity for entity in entities}
    pending = [*held]
    while pending:
        for entity in further(pending.pop()):
            if entity.id not in held:
                held[entity.id] = entity
                pending.append(entity.id)
    return held
