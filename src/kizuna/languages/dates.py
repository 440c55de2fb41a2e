"""Puts dates of EDTF into words; what is known to the month never gets a day.

Words come from the catalog `dates.ftl` in the case that the place in the sentence asks for. A sign
of doubt on one part of a date is told of the whole date. A form with no words of its own (an X
amid the digits) is shown as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

NOMINATIVE, GENITIVE, ACCUSATIVE, LOCATIVE = "", "-genitive", "-accusative", "-locative"

_PARTS = re.compile(r"(-?)([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?")
_COMPUTED = re.compile(r"Y?(-?[0-9]+)(?:E([0-9]+))?(?:S([0-9]+))?")
_QUALIFIERS = {"": "plain", "~": "about", "?": "perhaps", "%": "perhaps-about"}
_SEASON, _NORTHERN, _SOUTHERN, _PART = (
    range(*ends) for ends in ((21, 25), (25, 29), (29, 33), (33, 42))
)
_CASELESS = ("day", "pattern", "significant")


@dataclass(frozen=True, slots=True)
class _Single:
    """One date taken apart: the message for it, the message's arguments, and what wraps it."""

    kind: str
    arguments: dict[str, object]
    qualifier: str = "plain"
    hemisphere: str = ""


@dataclass(frozen=True, slots=True)
class DateWords:
    """The wording of dates in one language.

    `say(key, **arguments)` gives a message; `join(items, style)` a list in words, style "and" or "or".
    """

    say: Callable[..., str]
    join: Callable[[Sequence[str], str], str]

    def date(self, text: str) -> str:
        """Names a date, interval or set: "18 April 1974", "since 1981". `text` is canonical EDTF."""
        if "/" in text:
            return self._interval(text)
        if text[0] in "[{":
            return self._set(text, lambda member: self._single(member, NOMINATIVE))
        return self._single(text, NOMINATIVE)

    def when(self, text: str) -> str:
        """Answers "when?": "on 18 April 1974", "in May 1974", "since 1981". As `date` otherwise."""
        if "/" in text:
            return self._interval(text)
        if text[0] in "[{":
            whens = self._set(text, self._when_single)
            return self.say("date-when-set", dates=self.date(text), whens=whens)
        return self._when_single(text)

    def _single(self, text: str, case: str) -> str:
        single = self._taken_apart(text)
        worded = self._bare(single, case)
        if single.qualifier == "plain":
            return worded
        return self.say(f"date-{single.qualifier}", date=worded)

    def _when_single(self, text: str) -> str:
        single = self._taken_apart(text)
        kind = "year" if single.kind == "significant" else single.kind
        return self.say(
            f"date-when-{kind}", qualifier=single.qualifier, date=self._bare(single, LOCATIVE)
        )

    def _bare(self, single: _Single, case: str) -> str:
        if single.kind == "year":
            return str(single.arguments["year"])
        key = f"date-{single.kind}" + ("" if single.kind in _CASELESS else case)
        worded = self.say(key, **single.arguments)
        return self.say(f"date-{single.hemisphere}", date=worded) if single.hemisphere else worded

    def _interval(self, text: str) -> str:
        start, _, end = text.partition("/")
        sides = {}
        if start not in _UNDATED:
            sides["start"] = self._single(start, GENITIVE)
        if end not in _UNDATED:
            sides["end"] = self._single(end, ACCUSATIVE)
        shape = (start if start in _UNDATED else "start", end if end in _UNDATED else "end")
        return self.say(_INTERVALS[shape], **sides)

    def _set(self, text: str, single: Callable[[str], str]) -> str:
        one_of = text.startswith("[")
        members = [
            self._range(member, one_of) if ".." in member else single(member)
            for member in text[1:-1].split(",")
        ]
        return members[0] if len(members) == 1 else self.join(members, "or" if one_of else "and")

    def _range(self, text: str, one_of: bool) -> str:
        start, _, end = text.partition("..")
        if not end:
            key = "not-before" if one_of else "all-from"
            return self.say(f"date-{key}", start=self._single(start, GENITIVE))
        if not start:
            if one_of:
                return self.say("date-not-after", end=self._single(end, GENITIVE))
            return self.say("date-all-to", end=self._single(end, ACCUSATIVE))
        key = "between" if one_of else "all-from-to"
        sides = {"start": self._single(start, GENITIVE), "end": self._single(end, ACCUSATIVE)}
        return self.say(f"date-{key}", **sides)

    def _taken_apart(self, text: str) -> _Single:
        signs = "".join(sorted(set(text) & set("?~%")))
        qualifier = _QUALIFIERS.get(signs, "perhaps-about")
        bare = re.sub(r"[?~%]", "", text)
        if found := _PARTS.fullmatch(bare):
            kind, arguments = self._parts(bare, *found.groups())
        elif found := _COMPUTED.fullmatch(bare):
            kind, arguments = self._computed(found[1], found[2], found[3])
        else:
            kind, arguments = "pattern", {"text": bare}
        hemisphere = str(arguments.pop("hemisphere", ""))
        return _Single(kind, arguments, qualifier, hemisphere)

    def _parts(
        self, bare: str, sign: str, year: str, month: str | None, day: str | None
    ) -> tuple[str, dict[str, object]]:
        if "X" in year:
            return _masked_year(bare, sign, year, month)
        worded = self._year(int(sign + year))
        if month is None:
            return "year", {"year": worded}
        if month == "XX" and day in (None, "XX"):
            return ("some-day" if day else "some-month"), {"date": worded}
        if "X" in month or (day and day != "XX" and "X" in day):
            return "pattern", {"text": bare}
        if int(month) > 12:
            return _season(int(month), worded)
        arguments: dict[str, object] = {"month": int(month), "year": worded}
        if day == "XX":
            return "some-day", {"date": self.say(f"date-month{GENITIVE}", **arguments)}
        return ("day", arguments | {"day": str(int(day))}) if day else ("month", arguments)

    def _computed(
        self, digits: str, exponent: str | None, significant: str | None
    ) -> tuple[str, dict[str, object]]:
        worded = self._year(int(digits) * 10 ** int(exponent or 0))
        if significant:
            return "significant", {"year": worded, "digits": significant}
        return "year", {"year": worded}

    def _year(self, year: int) -> str:
        """A year of ISO 8601, where 0 is 1 BC, -1 is 2 BC."""
        key = "date-year" if year > 0 else "date-year-bce"
        return self.say(key, year=str(year if year > 0 else 1 - year))


_UNDATED = ("", "..")
_INTERVALS = {
    ("start", "end"): "date-from-to",
    ("start", ".."): "date-since",
    ("start", ""): "date-from-to-unknown",
    ("..", "end"): "date-until",
    ("", "end"): "date-from-unknown-to",
    ("..", ".."): "date-always",
    ("", ".."): "date-since-unknown",
    ("..", ""): "date-until-unknown",
}


def _masked_year(
    bare: str, sign: str, year: str, month: str | None
) -> tuple[str, dict[str, object]]:
    """198X is a decade, 19XX a run of years; anything else is shown as written."""
    digits = year.rstrip("X")
    if sign or month or not digits or "X" in digits or year.startswith("0"):
        return "pattern", {"text": bare}
    first, last = year.replace("X", "0"), year.replace("X", "9")
    if len(digits) == 3:
        return "decade", {"decade": first}
    return "years", {"first": first, "last": last}


def _season(code: int, year: str) -> tuple[str, dict[str, object]]:
    """The season, quarter, third or half of a year that a month number above 12 stands for."""
    if code in _PART:
        return "part", {"part": code, "year": year}
    hemisphere = "northern" if code in _NORTHERN else "southern" if code in _SOUTHERN else ""
    season = _SEASON[(code - _SEASON.start) % 4]
    return "season", {"season": season, "year": year, "hemisphere": hemisphere}
