"""The words of plots: names of places and ties, countries, counts and days in one language."""

from __future__ import annotations

from dataclasses import dataclass, field

from kizuna.analysis.figures import Figure
from kizuna.claims.kinds import Entity, Tie, properties_of
from kizuna.claims.kinds.types import NAME
from kizuna.errors import NotFound
from kizuna.identity.preferred import preferred_name
from kizuna.languages import Messages
from kizuna.register.register import Register
from kizuna.values import Edtf, day_text, slug_of


@dataclass(frozen=True, slots=True)
class Words:
    """Says what a register holds, by the names that held on a day, in the language of `messages`."""

    register: Register
    day: int
    messages: Messages
    _names: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def tag(self) -> str:
        """The language as BCP 47 spells it."""
        return self.messages.tag

    def text(self, key: str, /, **arguments: object) -> str:
        """A message of plots (`plots-` is put before the key)."""
        return self.messages.text(f"plots-{key}", **arguments)

    def name(self, ref: str) -> str:
        """The name of an entity; a tie is called by its parties, and what has no name by its id."""
        if ref not in self._names:
            self._names[ref] = self._named(ref)
        return self._names[ref]

    def _named(self, ref: str) -> str:
        entity = self.register.get(ref, Entity)
        if entity is None:
            return self.messages.not_harvested(ref) or slug_of(ref)
        if isinstance(entity, Tie):
            return " – ".join(self.name(party) for party in self.in_order(entity))
        held = properties_of(type(entity))
        for key in ("name", "title"):
            if key in held and held[key].type is NAME:
                fact = preferred_name(entity.stated(key), self.tag, self.day)
                return self.messages.rendering(fact.value.text) if fact else slug_of(ref)
        return slug_of(ref)

    def in_order(self, tie: Tie) -> list[str]:
        """The parties of a tie in the order of its id."""
        named = slug_of(tie.id)

        def place(party: str) -> tuple[int, str]:
            at = named.find(slug_of(party))
            return (at if at >= 0 else len(named), party)

        return sorted(set(tie.party.values), key=place)

    def said(self, value: object) -> str:
        """A text or name of the register in the language, where it has a rendering."""
        return self.messages.rendering(str(getattr(value, "text", value))).rstrip(".。")

    def country(self, code: str) -> str:
        """The name of a state by its code; "" is one that is not recorded."""
        return self.messages.country(code) if code else self.text("no-country")

    def figure(self, figure: Figure) -> str:
        """A count: "18", or "18, possibly 19" where the bounds differ."""
        return self.count(figure.certain, figure.possible)

    def count(self, certain: int, possible: int) -> str:
        """The same from its bounds."""
        if certain == possible:
            return self.messages.number(certain)
        least, most = (self.messages.number(bound) for bound in (certain, possible))
        return self.messages.text("note-figure", certain=least, possible=most)

    def titled(self, name: str, certain: int, possible: int) -> str:
        """What a mark says when it is pointed at: "France: 18, possibly 19"."""
        return f"{name}{self.messages.text('note-colon')}{self.count(certain, possible)}"

    def on_day(self) -> str:
        """The day asked about, in words."""
        return self.messages.date(Edtf.parse(day_text(self.day)))

    def ties_on_day(self, figure: Figure) -> str:
        """The subtitle of a plot of ties: how many stood on which day."""
        return self.text("ties-on-day", count=self.figure(figure), day=self.on_day())


def tie_of(register: Register, ref: str) -> Tie:
    """The tie of that id. Raises NotFound, quoting it, where the register holds none."""
    found = register.get(ref, Tie)
    if found is None:
        raise NotFound(f"no tie in the register has the id {ref!r}")
    return found
