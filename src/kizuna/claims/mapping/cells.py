"""The cells of one row by what they mean, read into values; what cannot be read becomes a reason of the row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kizuna.claims.mapping.mapping import ListMapping
from kizuna.claims.mapping.targets import Target
from kizuna.errors import BadDate
from kizuna.sources.readers.spreadsheet import Row, letter
from kizuna.values import Edtf
from kizuna.values.countries import former_state
from kizuna.values.written_dates import read_written_date

_YES = frozenset({"1", "yes", "y", "true", "x", "○", "◯", "有", "✓", "да", "是"})
_NO = frozenset({"", "0", "no", "n", "false", "×", "無", "无", "нет", "否"})
_EVENT_ENDS = re.compile(r"[\r\n]+|[；;]\s*")
_EVENT_DATE = re.compile(
    r"((?:[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?)|(?:[0-9]{4}(?:[-./][0-9]{1,2}){0,2}))[\s,，、:：.]*(.*)",
    re.DOTALL,
)
_SHOWN = 80
_PLAIN_ENDS = ("day", "month", "season", "year")


@dataclass(frozen=True, slots=True)
class Said:
    """One value that a cell gives: the property, its value as JSON, the column (None: the row), its span
    (EDTF).
    """

    property: str
    value: Any
    column: int | None
    valid: str = ""


@dataclass(frozen=True, slots=True)
class StageDate:
    """A stage that a tie reached, its date (None when the row gives none) and the basis of it ("" unknown)."""

    stage: str
    date: Edtf | None
    basis: str
    column: int | None

    def as_json(self) -> dict[str, str]:
        """The value of a milestone."""
        parts = {
            "stage": self.stage,
            "date": self.date.text if self.date else "",
            "basis": self.basis,
        }
        return {key: text for key, text in parts.items() if text}


@dataclass(frozen=True, slots=True)
class EventGiven:
    """Something that happened in a tie, as its chronicle tells; `date` is None when it does not say when."""

    date: Edtf | None
    text: str
    column: int


@dataclass(slots=True)
class Cells:
    """The cells of a row; `columns` are those that the mapping knows. `reasons` grow as cells turn out
    unreadable.
    """

    row: Row
    heads: Sequence[str]
    columns: Sequence[tuple[int, Target]]
    mapping: ListMapping
    reasons: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        beyond = [text for text in self.row.texts[len(self.heads) :] if text]
        if beyond:
            self.reasons.append(
                f"{len(self.row.texts)} cells under {len(self.heads)} headers:"
                f" {quote(beyond[0])} stands under none"
            )

        for column, text in enumerate(self.row.texts[: len(self.heads)]):
            if not _is_storable(text):
                self.refuse(column, f"{quote(text)} holds what is no character")

    def given(self, of: str, what: str) -> Iterator[tuple[int, Target, str]]:
        """The filled cells of that meaning: column, target, text."""
        for at, target in self.columns:
            if target.of == of and target.what == what and at < len(self.row.texts):
                text = self.row.texts[at]
                if text and text not in self.mapping.empty:
                    yield at, target, text

    def text(self, of: str, what: str) -> tuple[str, int | None]:
        """The first filled cell of that meaning and its column; ("", None) when there is none."""
        return next(((text, at) for at, _, text in self.given(of, what)), ("", None))

    def refuse(self, column: int | None, reason: object) -> None:
        """Send the row back for a reason."""
        if column is None:
            self.reasons.append(str(reason))
        else:
            head = self.heads[column]
            self.reasons.append(f"column {letter(column)} ({head}): {reason}")

    def concept(self, of: str, what: str) -> tuple[str, int] | None:
        """The concept that a cell names, by the mapping's words, by its id or by a label in any language."""
        for column, _, text in self.given(of, what):
            found = self.mapping.term(what, text)
            if found:
                return found, column
            self.refuse(
                column,
                f"{quote(text)} is no {what} that is known; say what it means",
            )
        return None

    def country(self, of: str) -> tuple[str, int] | None:
        """The code of a country of today that a cell names; None for none, or one that the mapping leaves out."""
        for column, _, text in self.given(of, "country"):
            code = self.mapping.country_of(text)
            if code:
                return code, column
            if text not in self.mapping.countries and former_state(text) is None:
                self.refuse(
                    column,
                    f"{quote(text)} is no country that is known; say which it is",
                )
        return None

    def dates(self) -> Iterator[StageDate]:
        """The dated stages; the stage of the mapping without a date where the row gives no date of it."""
        basis = self.concept("tie", "basis")
        staged = self.concept("tie", "stage")
        main, dated = staged[0] if staged else self.mapping.stage, False
        for column, target, text in self.given("tie", "date"):
            stage = target.detail or main
            try:
                date = read_written_date(text, self.mapping.dates)
            except BadDate as error:
                self.refuse(column, error)
                continue
            said = basis[0] if basis and stage == main else self.mapping.basis.get(stage, "")
            dated = dated or stage == main
            yield StageDate(stage, date, said, column)
        if not dated:
            yield StageDate(main, None, "", None)

    def tie_properties(self) -> Iterator[Said]:
        """Motive, name, remark, number in the list, and status of the tie."""
        for column, _, text in self.given("tie", "number"):
            yield Said("number", text, column)
        for what in ("motive", "name", "remark"):
            for column, _, text in self.given("tie", what):
                language = self.mapping.language
                yield Said(what, {"text": text, "language": language} if language else text, column)
        status = self.concept("tie", "status")
        if status:
            yield Said("status", {"status": status[0]}, status[1])

    def ended(self) -> Iterator[Said]:
        """The end of the tie, from its day on."""
        for column, _, text in self.given("tie", "ended"):
            try:
                date = read_written_date(text, self.mapping.dates)
            except BadDate as error:
                self.refuse(column, error)
                continue
            if date.precision not in _PLAIN_ENDS:
                self.refuse(
                    column, f"{quote(text)} is no plain date; an end is a day, a month or a year"
                )
                continue
            yield Said("status", {"status": "ended"}, column, f"{date.text}/..")

    def paper(self) -> Said | None:
        """The title of the agreement."""
        text, column = self.text("tie", "paper")
        if not text:
            return None
        language = self.mapping.language
        return Said("title", {"text": text, "language": language} if language else text, column)

    def events(self) -> Iterator[EventGiven]:
        """The events of a chronicle, one for each line or semicolon, with the date that a line begins with."""
        for column, _, text in self.given("tie", "events"):
            for part in filter(None, map(str.strip, _EVENT_ENDS.split(text))):
                found = _EVENT_DATE.fullmatch(part)
                date, words = None, part
                if found and found[2].strip():
                    try:
                        date, words = read_written_date(found[1]), found[2].strip()
                    except BadDate as error:
                        self.refuse(column, error)
                yield EventGiven(date, words, column)

    def listed_by(self) -> frozenset[str] | None:
        """The sides that list the tie; None where no column says it."""
        asked = [(at, t) for at, t in self.columns if t.of == "tie" and t.what == "listed_by"]
        if not asked:
            return None
        found = set()
        for at, target in asked:
            text = self.row.texts[at].casefold() if at < len(self.row.texts) else ""
            if text in _YES:
                found.add(target.detail)
            elif text not in _NO:
                self.refuse(at, f"{quote(text)} is neither 1 nor 0")
        return frozenset(found)


def _is_storable(text: str) -> bool:
    """Whether a text has neither a zero character nor half of a surrogate pair, which no database keeps."""
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


def quote(text: str) -> str:
    """A text in quotes, as a reason quotes it: not longer than a line."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
