"""The voice of a note: values of the register as words of one language, each piece with its claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kizuna.analysis.figures import Figure, Measure
from kizuna.claims.kinds import (
    Composite,
    Entity,
    Fact,
    Milestone,
    Text,
    ValueType,
    properties_of,
)
from kizuna.claims.kinds.types import NAME
from kizuna.identity.preferred import preferred_name
from kizuna.languages import Messages
from kizuna.publish.report.brief import Brief
from kizuna.publish.report.note import Sentence
from kizuna.register.places import is_country
from kizuna.register.register import Register
from kizuna.values import Direction, Edtf, Identifier, Name, Point, Quantity, slug_of

DASH = "—"


@dataclass(frozen=True, slots=True)
class Voice:
    """Says what the brief holds in the language of `messages`."""

    brief: Brief
    messages: Messages
    _names: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def register(self) -> Register:
        """The register that the brief was made from."""
        return self.brief.register

    def text(self, key: str, /, **arguments: object) -> str:
        """A message of the note's catalog (`note-` is put before the key); a value that ends with a
        stop ("1974 г.") ends the sentence with the same one."""
        said = self.messages.text(f"note-{key}", **arguments)
        return said[:-1] if said.endswith("..") else said

    def sentence(self, key: str, claims: Iterable[str], /, **arguments: object) -> Sentence:
        """A sentence of fact with its claims."""
        return Sentence(capital(self.text(key, **arguments)), unique(claims))

    def aside(self, key: str, /, **arguments: object) -> Sentence:
        """A sentence of method or absence, which rests on no claim."""
        return Sentence(capital(self.text(key, **arguments)), aside=True)

    def run_on(self, sentences: Iterable[str]) -> str:
        """Sentences one after another: with spaces between them, but in Japanese and Chinese."""
        return ("" if self.messages.language in ("ja", "zh-hans") else " ").join(sentences)

    def labelled(self, label: str, value: str) -> str:
        """A label and its value as one sentence; the value may be of any length."""
        stop = "" if value.endswith(".") else self.text("stop")
        return f"{capital(label)}{self.text('colon')}{value}{stop}"

    def name(self, ref: str) -> str:
        """The name of an entity; ties and parts of ties, which have none, by their parties or activity.
        A country has its name in the language; what the register did not hold at the time is called by its id."""
        if ref not in self._names:
            self._names[ref] = self._called(ref)
        return self._names[ref]

    def _called(self, ref: str) -> str:
        if is_country(ref):
            return self.messages.country(ref)
        entity = self.register.entities.get(ref)
        return self._named(entity) if entity else slug_of(ref)

    def _named(self, entity: Entity) -> str:
        held = properties_of(type(entity))
        named = next((n for n in ("name", "title") if n in held and held[n].type is NAME), "")
        fact = (
            preferred_name(entity.stated(named), self.messages.tag, self.brief.day)
            if named
            else None
        )
        if fact is not None:
            return self.messages.rendering(fact.value.text)
        return self._described(entity)

    def _described(self, entity: Entity) -> str:
        held = properties_of(type(entity))
        if "party" in held and entity.stated("party"):
            return " – ".join(
                self.name(ref) for ref in self.in_order(entity.stated("party").values)
            )
        for candidate in ("activity", "title", "concept", "form", "text", "series"):
            if candidate in held and (fact := entity.stated(candidate).best):
                return self.words(held[candidate].type, fact.value)
        tie = entity.stated("tie").value if "tie" in held else None
        if tie is not None:
            return self.text(
                "part-of-tie", tie=self.name(tie), part=self.messages.kind(entity.prefix)
            )
        return self.messages.kind(entity.prefix)

    def in_order(self, parties: Iterable[str]) -> tuple[str, ...]:
        """Parties of side a before those of side b, then by id."""
        side_b = self.brief.b.members | {self.brief.b.ref}
        return tuple(sorted(parties, key=lambda ref: (ref in side_b, ref)))

    def words(self, kind: ValueType[Any], value: Any) -> str:
        """A value of a property in words."""
        if isinstance(value, Composite):
            return self._composite(value)
        match kind.key:
            case "reference":
                return self.name(value)
            case "concept":
                return self.messages.concept(kind.detail[0], value)
            case "country":
                return self.messages.country(value)
            case "language":
                return self.messages.language_name(value)
            case "integer":
                return self.messages.number(value)
        return self._plain(value)

    def _plain(self, value: Any) -> str:
        match value:
            case Edtf():
                return self.messages.date(value)
            case Quantity():
                return self.messages.quantity(value)
            case Direction():
                return self.direction(value)
            case Name(text=text):
                return self.messages.rendering(text)
            case Text(text=text):
                return self.messages.rendering(text).rstrip(".。")
            case Identifier() | Point():
                return str(value)
        return str(value)

    def _composite(self, value: Composite) -> str:
        if isinstance(value, Milestone) and value.date is None:
            return self.text(
                "milestone-undated", stage=self.messages.concept("stages", value.stage)
            )
        parts = []
        for name, part in properties_of(type(value)).items():
            held = getattr(value, name)
            if held is None:
                continue
            items = held if part.many else (held,)
            parts.append(self.messages.listing([self.words(part.type, item) for item in items]))
        return self.text("parts-separator").join(parts)

    def direction(self, value: Direction) -> str:
        """Which way, by the names of the sides."""
        ends = [ref or "" for ref in (value.source, value.target)]
        if value.mutual:
            ends = list(self.in_order(ends))
        source, target = (self.name(ref) if ref else "…" for ref in ends)
        return f"{source}\u00a0{'⇄' if value.mutual else '→'} {target}"

    def fact(self, entity: Entity, name: str, fact: Fact[Any]) -> Sentence:
        """One fact as words with its claims."""
        kind = properties_of(type(entity))[name].type
        return Sentence(self.words(kind, fact.value), fact.claim_ids)

    def cell(self, entity: Entity, name: str, *, planned: bool = False) -> Sentence:
        """A property as the cell of a table: its preferred value, or all of many; a dash when nothing
        is recorded. What is only planned, forecast or unverified is left out unless `planned`."""
        stated, definition = entity.stated(name), properties_of(type(entity))[name]
        facts = [fact for fact in stated if fact.counts or planned]
        if not definition.many:
            facts = facts[:1]
        if not facts:
            return Sentence(DASH)
        words = [self.words(definition.type, fact.value) for fact in facts]
        return Sentence(
            self.text("cell-separator").join(dict.fromkeys(words)),
            unique(claim for fact in facts for claim in fact.claim_ids),
        )

    def figure(self, figure: Figure) -> Sentence:
        """A count: "18", or "18, possibly 19" where the bounds differ."""
        if figure.certain == figure.possible:
            return Sentence(self.messages.number(figure.certain), figure.claims)
        certain = self.messages.number(figure.certain)
        possible = self.messages.number(figure.possible)
        return Sentence(self.text("figure", certain=certain, possible=possible), figure.claims)

    def measure(self, measure: Measure | None) -> Sentence:
        """A derived quantity, to whole numbers; a dash when nothing could be derived."""
        if measure is None:
            return Sentence(DASH)
        return Sentence(self.messages.quantity(_whole(measure.quantity)), measure.claims)


def _whole(quantity: Quantity) -> Quantity:
    """The quantity to whole numbers; what was rounded is said to be approximate."""
    low, high = (None if n is None else round(n) for n in (quantity.min, quantity.max))
    rounded = (low, high) != (quantity.min, quantity.max)
    return Quantity(low, high, quantity.approximate or rounded, quantity.unit)


def capital(text: str) -> str:
    """The text with a capital first letter, as at the start of a sentence."""
    return text[:1].upper() + text[1:]


def unique(claims: Iterable[str]) -> tuple[str, ...]:
    """Claim ids in order of first mention, without repeats."""
    return tuple(dict.fromkeys(claims))


def joined(*groups: Iterable[str]) -> tuple[str, ...]:
    """The claim ids of several groups, in order of first mention, without repeats."""
    return unique(claim for group in groups for claim in group)
