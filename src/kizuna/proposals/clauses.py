"""Clauses of English sentences: the parties and days they name, whom they speak of, who goes where in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kizuna.proposals.english import has, pattern
from kizuna.proposals.proposal import Proposal
from kizuna.values.written_dates import WrittenDate, dates_in


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named at text[start:end] of the document, as a reader would register it ("Osaka Prefecture")."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English sentence with what the reader knows of it.

    `text` stands at `start` of the document; `mentions` are the parties that it names, in order; `pair` the two
    that are spoken of there, named in it or before; None where nobody can tell. `home` is the party whose page it
    is, "" where unknown. `topic` is the heading or the first words of the list's item that it stands under ("Ties
    in the field of medicine"): it gives a programme its field, and "Began in 1975" something to begin.
    """

    text: str
    start: int
    mentions: tuple[Mention, ...]
    pair: tuple[str, str] | None
    home: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence at sentence.text[start:end], with the parties and days that it names."""

    sentence: Sentence
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words, with a blank for each white space."""
        return re.sub(r"\s", " ", self.sentence.text[self.start : self.end])

    def mentions(self) -> list[Mention]:
        """The parties named, their places counted from the start of the clause."""
        at, length = self.sentence.start + self.start, self.end - self.start
        moved = (
            Mention(held.start - at, held.end - at, held.name) for held in self.sentence.mentions
        )
        return [held for held in moved if held.start >= 0 and held.end <= length]

    def dates(self) -> list[WrittenDate]:
        """The days that may be those of what is told, their places counted from the start of the clause."""
        text = self.text
        found = [date for date in dates_in(text, "en") if date.meaning not in _OTHER_DAYS]
        kept = [
            d for d in found if d.meaning != "founding" or has("programmes.begun", text[: d.start])
        ]
        return [date for date in kept if not has("until", text[: date.start])]

    def days(self) -> list[str]:
        """The first day and those that the clause joins to it ("in 2006 and 2010")."""
        dates = [date for date in self.dates() if not has("earlier", self.text[: date.start])]
        first = nearest(dates, 0)
        days = [first] if first else []
        for date in dates:
            if days and pattern("joined").fullmatch(self.text[days[-1].end : date.start]):
                days.append(date)
        return [day.edtf for day in days]

    def pairs(self) -> list[tuple[str, str]]:
        """The two parties that the clause speaks of; several where one deals with each of a row ("A and B")."""
        pair, home = self.sentence.pair, self.sentence.home
        names = list(dict.fromkeys(held.name for held in self.mentions()))
        if pair is None:
            return []
        if len(names) == 2 and home in names and set(names) - set(pair):
            return [(names[0], names[1])]
        first = home if home in pair else pair[0]
        row = self._row(set(pair) - {first})
        return [(first, name) for name in row if name != first] or [pair]

    def _row(self, partners: set[str]) -> list[str]:
        """The names that stand in one row with a partner, which are more than one."""
        rows: list[list[str]] = []
        end = 0
        for held in self.mentions():
            if rows and pattern("row").fullmatch(self.text[end : held.start]):
                rows[-1].append(held.name)
            else:
                rows.append([held.name])
            end = held.end
        return next((row for row in rows if len(row) > 1 and partners & set(row)), [])

    def says(self, kind: str, props: Mapping[str, Any], sure: float = 0.6) -> Iterator[Proposal]:
        """The proposals of the clause, one for each pair that it speaks of, with the properties that it states."""
        told = {name: value for name, value in props.items() if value}
        text = self.sentence.text[self.start : self.end].strip(" \n,;")
        start = self.sentence.start + self.sentence.text.index(text, self.start)
        named = {held.name for held in self.mentions()}
        pairs = self.pairs()
        for one, other in pairs:
            hangs, end, status = not {one, other} <= named, start + len(text), _status(self.text)
            ways = {way: other for way in ("from", "to") if told.get(way) == pairs[0][1]}
            swapped = {**told, **ways}
            yield Proposal(kind, one, other, text, start, end, swapped, hangs, status, sure)

    def counts(self, scope: str, first: int, end: int, props: Mapping[str, Any]) -> Proposal:
        """The proposal of a statistic at text[first:end]."""
        quote = self.sentence.text[self.start :][first:end]
        start = self.sentence.start + self.start + first
        return Proposal("statistic", scope, None, quote, start, start + len(quote), props, True)


_OTHER_DAYS = ("expiry", "end", "birth", "death", "publication")


def clauses_of(sentence: Sentence) -> Iterator[Clause]:
    """The clauses of a sentence, each at its place; a scrap of a few letters is none."""
    start = 0
    for cut in [*pattern("cut", exact=True).finditer(sentence.text), None]:
        end = cut.start() if cut else len(sentence.text)
        if end - start > 8:
            yield Clause(sentence, start, end)
        start = cut.end() if cut else end


def _status(text: str) -> str:
    if has("planned", text):
        return "planned"
    return "reported" if has("reported", text) else "asserted"


def is_open(text: str) -> bool:
    """Whether something is denied, asked for or only possible."""
    return has("denied", text) or has("hypothetical", text)


def nearest(dates: list[WrittenDate], at: int) -> WrittenDate | None:
    """The day nearest to a place in the text, one whose year is stated before others; None for no days."""
    known = [date for date in dates if not date.edtf.startswith("XXXX")] or dates
    return min(known, key=lambda date: abs(date.start - at), default=None)


def direction_of(clause: Clause) -> dict[str, str]:
    """Who goes or sends ("from") and where to ("to") of the first pair; empty where the words say neither."""
    pairs = clause.pairs()
    if not pairs:
        return {}
    pair, home = pairs[0], clause.sentence.home
    others = dict(zip(pair, reversed(pair), strict=True))
    called = pattern("partner", exact=True).finditer(clause.text) if home in pair else ()
    partners = [Mention(*found.span(), others[home]) for found in called]
    found: dict[str, str] = {}
    for held in [*clause.mentions(), *partners]:
        role = _role(clause.text, held)
        if role and held.name in pair:
            found.setdefault(role, held.name)
    if len(found) == 1:
        ((role, name),) = found.items()
        found["to" if role == "from" else "from"] = others[name]
    return found if len(set(found.values())) == 2 else {}


def _role(text: str, held: Mention) -> str:
    before, after = text[max(0, held.start - 60) : held.start], text[held.end :]
    if has("movement.from", before):
        return "from"
    if has("movement.hosts", after) or has("movement.to", before):
        return "to"
    return "from" if has("movement.sends", after) or has("movement.goers", after) else ""
