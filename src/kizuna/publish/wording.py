"""Wording: values of the register as words of one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kizuna.analysis.parallels import Mismatch, Parallel
from kizuna.claims.kinds import (
    Composite,
    Entity,
    FieldOfExchange,
    Milestone,
    Text,
    Tie,
    ValueType,
    properties_of,
)
from kizuna.claims.kinds.types import NAME
from kizuna.identity.preferred import preferred_name
from kizuna.languages import Messages
from kizuna.publish.document import Piece
from kizuna.register.dating import Dating
from kizuna.register.places import is_country
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay
from kizuna.register.ties import parties_in_order
from kizuna.values import (
    OPEN_END,
    Answer,
    Direction,
    Edtf,
    Identifier,
    Name,
    Point,
    Quantity,
    isolate_direction,
    slug_of,
)

_PAIRED = {"funding": ("payer", "of"), "statistic": ("measure", "scope")}
"""Kinds without a name of their own, and the two properties that tell one from another."""


_NAMED = 3
"""How many undated documents are named."""
_LONGEST = 90
"""How many characters a label has at most."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Says what a register holds in the language of `messages`, by the names of a day (None: the latest).

    `second` are the places of the second side: they come last among parties.
    """

    register: Register
    messages: Messages
    day: int | None = None
    second: frozenset[str] = frozenset()
    _names: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def english(cls, register: Register, day: int | None = None) -> Wording:
        """The same in English."""
        return cls(register, Messages("en"), day)

    def text(self, key: str, /, **arguments: object) -> str:
        """A message of the note's catalog (`note-` is put before the key); a value that ends with a
        stop ("1974 г.") ends the sentence with the same one."""
        said = self.messages.text(f"note-{key}", **arguments)
        return said[:-1] if said.endswith("..") else said

    def name(self, ref: str) -> str:
        """The name of an entity; ties and parts of ties, which have none, by their parties or activity.
        A country has its name in the language; what the register did not hold at the time is called by its id."""
        if ref not in self._names:
            self._names[ref] = isolate_direction(self._called(ref))
        return self._names[ref]

    def label(self, ref: str) -> str:
        """The name of an entity where it stands alone in a list: on one line, a field of exchange with its tie.
        What the register does not hold is labelled by its id."""
        entity = None if is_country(ref) else self.register.get(ref, Entity)
        if entity is None and not is_country(ref) and not self.messages.not_harvested(ref):
            return ref
        name = self.name(ref)
        if isinstance(entity, FieldOfExchange) and entity.tie.value:
            name = f"{name} ({self.name(entity.tie.value)})"
        return shortened(name)

    def joined(self, refs: Iterable[str], sign: str = ", ") -> str:
        """The labels of several entities; "" for none."""
        return sign.join(self.label(ref) for ref in refs)

    def concept(self, scheme: str, concept: str | None) -> str:
        """The label of a concept; "" for None."""
        return self.messages.concept(scheme, concept) if concept else ""

    def _called(self, ref: str) -> str:
        if is_country(ref):
            return self.messages.country(ref)
        entity = self.register.get(ref, Entity)
        if entity is None:
            return self.messages.not_harvested(ref) or slug_of(ref)
        return self._named(entity)

    def _named(self, entity: Entity) -> str:
        held = properties_of(type(entity))
        named = next((n for n in ("name", "title") if n in held and held[n].type is NAME), "")
        fact = preferred_name(entity.stated(named), self.messages.tag, self.day) if named else None
        if fact is not None:
            return self.messages.rendering(fact.value.text)
        return self._described(entity)

    def _described(self, entity: Entity) -> str:
        held = properties_of(type(entity))
        if isinstance(entity, Tie) and entity.party:
            parties = sorted(parties_in_order(entity), key=lambda ref: ref in self.second)
            return " – ".join(self.name(ref) for ref in parties)
        if entity.prefix in _PAIRED and (said := self._paired(entity)):
            return said
        for candidate in ("activity", "title", "concept", "form", "text", "series"):
            if candidate in held and (fact := entity.stated(candidate).best):
                return self.words(held[candidate].type, fact.value)
        tie = entity.stated("tie").value if "tie" in held else None
        between = entity.stated("between").values if "between" in held else ()
        of = self.name(tie) if tie else " – ".join(map(self.name, self.in_order(between)))
        part = self.messages.kind(entity.prefix)
        return self.text("part-of-tie", tie=of, part=part) if of else part

    def _paired(self, entity: Entity) -> str:
        """What two properties say together, "" where one is missing: who pays, for what."""
        held = properties_of(type(entity))
        facts = [(name, entity.stated(name).best) for name in _PAIRED[entity.prefix]]
        said = [self.words(held[name].type, fact.value) for name, fact in facts if fact]
        return self.text("colon").join(said) if len(said) == len(facts) else ""

    def in_order(self, parties: Iterable[str]) -> tuple[str, ...]:
        """Parties of the first side before those of the second, then by id."""
        return tuple(sorted(parties, key=lambda ref: (ref in self.second, ref)))

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

    def pieces(self, kind: ValueType[Any], value: Any) -> tuple[Piece, ...]:
        """A value in words, in pieces, so that what names an entity or an address can lead there."""
        if isinstance(value, Composite):
            return self._pieces_of_parts(value)
        if isinstance(value, Direction):
            return self._pieces_of_direction(value)
        words = self.words(kind, value)
        if kind.key == "reference":
            return (self._naming(value),)
        if isinstance(value, Identifier) or kind.key == "address":
            return (Piece(words, address=getattr(value, "address", value) or ""),)
        own = value.language if isinstance(value, Name) and words == value.text else ""
        return (Piece(words, language=own),)

    def _naming(self, ref: str) -> Piece:
        return Piece(self.name(ref), "" if is_country(ref) else ref)

    def _pieces_of_parts(self, value: Composite) -> tuple[Piece, ...]:
        if isinstance(value, Milestone) and value.date is None:
            return (Piece(self._composite(value)),)
        between, found = Piece(self.text("parts-separator")), list[Piece]()
        for name, part in properties_of(type(value)).items():
            held = getattr(value, name)
            for item in () if held is None else held if part.many else (held,):
                found += [between, *self.pieces(part.type, item)]
        return tuple(found[1:])

    def _pieces_of_direction(self, value: Direction) -> tuple[Piece, ...]:
        ends = [ref or "" for ref in (value.source, value.target)]
        if value.mutual:
            ends = list(self.in_order(ends))
        source, target = (self._naming(ref) if ref else Piece("…") for ref in ends)
        return source, Piece(f"\u00a0{'⇄' if value.mutual else '→'} "), target

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

    def undated_lists(self, ties: Iterable[TieOnDay]) -> str:
        """Why ties of undated documents are only possible, and how to mend it; "" where there are none."""
        dating, named = Dating.of(self.register), dict[str, None]()
        count = 0
        for standing in ties:
            made = standing.established
            if made is None or made.value.date or standing.answer is not Answer.POSSIBLE:
                continue
            if dating.span(made, None).start_latest == OPEN_END:
                count += 1
                named.update(dict.fromkeys(c.document for c in made.claims if c.counts))
        if not count:
            return ""
        names = [self.name(ref) for ref in list(named)[:_NAMED]]
        if len(named) > _NAMED:
            names.append(self.text("and-more", count=len(named) - _NAMED))
        return self.text(
            "undated-list", count=count, documents=self.text("cell-separator").join(names)
        )

    def side_by_side(self, found: Parallel) -> str:
        """How two ties run side by side: with both parties in common, with one, or one within the other."""
        key = ("nested", "same", "shared")[len(found.shared)]
        return self.text(
            f"parallel-{key}",
            inner=self.name(found.inner.tie.id),
            outer=self.name(found.outer.tie.id),
            parties=self.messages.listing([self.name(ref) for ref in found.shared]),
        )

    def unequal(self, found: Mismatch) -> str:
        """That two parties are of unlike level; they are named where the tie has more than these."""
        a, b = (self.messages.concept("levels", level.value) for level in found.levels)
        if len(found.between.on_a + found.between.on_b) > 2:
            first, second = (self.name(ref) for ref in found.parties)
            a = self.text("with-level", name=first, level=a)
            b = self.text("with-level", name=second, level=b)
        key = "tier" if found.tiers_differ else "rank"
        return self.text(f"mismatch-{key}", tie=self.name(found.between.tie.id), a=a, b=b)

    def direction(self, value: Direction) -> str:
        """Which way, by the names of the sides."""
        ends = [ref or "" for ref in (value.source, value.target)]
        if value.mutual:
            ends = list(self.in_order(ends))
        source, target = (self.name(ref) if ref else "…" for ref in ends)
        return f"{source}\u00a0{'⇄' if value.mutual else '→'} {target}"


def shortened(text: str, most: int = _LONGEST) -> str:
    """The text on one line of at most `most` characters, cut between words and then marked with "…"."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0] + "…"


def capital(text: str) -> str:
    """The text with a capital first letter, as at the start of a sentence."""
    return text[:1].upper() + text[1:]


def unique(claims: Iterable[str]) -> tuple[str, ...]:
    """Claim ids in order of first mention, without repeats."""
    return tuple(dict.fromkeys(claims))
