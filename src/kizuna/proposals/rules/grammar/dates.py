"""Dates in English prose as EDTF (Library of Congress, 2019): days, months, seasons, years, decades, intervals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH_OF = {name[:3].lower(): number for number, name in enumerate(_MONTHS, start=1)}
_SEASON_OF = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

_M = r"(?P<month>(?:" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS) + r"|Sept)\b\.?)"
_Y = r"(?P<year>1[5-9]\d\d|20\d\d)"
_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_TO = r"(?:\s?(?:-|–|and|&|to)\s?(?P<last>[0-3]?\d)(?:st|nd|rd|th)?)?"
_END = r"(?![\d%])"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at text[start:end]; `since` is True where the text says that something has gone on since."""

    start: int
    end: int
    edtf: str
    since: bool = False

    @property
    def whole(self) -> bool:
        """Whether the year is stated."""
        return not self.edtf.startswith("XXXX")


def _days(match: re.Match[str]) -> str | None:
    held = match.groupdict()
    year = held.get("year") or "XXXX"
    month = _MONTH_OF[match["month"][:3].lower()]
    first = int(match["day"])
    last = int(held["last"]) if held.get("last") else first
    if not 1 <= first <= 31 or not first <= last <= 31:
        return None
    stem = f"{year}-{month:02d}-"
    return stem + f"{first:02d}" + (f"/{stem}{last:02d}" if last > first else "")


def _numeric(match: re.Match[str]) -> str | None:
    month, day = int(match["month"]), int(match["day"])
    if month > 12:  # 05/14/1983, as Americans write it
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{match['year']}-{month:02d}-{day:02d}"


def _month(match: re.Match[str]) -> str | None:
    return f"{match['year']}-{_MONTH_OF[match['month'][:3].lower()]:02d}"


def _season(match: re.Match[str]) -> str | None:
    return f"{match['year']}-{_SEASON_OF[match['season'].lower()]}"


def _decade(match: re.Match[str]) -> str | None:
    return f"{match['decade'][:3]}X"


def _interval(match: re.Match[str]) -> str | None:
    first, last = match["year"], match["until"]
    last = first[:2] + last if len(last) == 2 else last
    return f"{first}/{last}" if int(first) < int(last) else None


def _year(match: re.Match[str]) -> str | None:
    return match["year"]


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = tuple(
    (re.compile(pattern, re.I), read)
    for pattern, read in (
        (rf"\b{_Y}-(?P<month>\d\d)-(?P<day>\d\d)\b", _numeric),
        (rf"\b(?P<day>\d\d?)[./]\s?(?P<month>\d\d?)[./]\s?{_Y}\b", _numeric),
        (rf"\b{_M}\s(?:the\s)?{_D}{_TO},?\s(?:of\s)?{_Y}{_END}", _days),
        (rf"\b{_D}{_TO}\s(?:of\s)?{_M},?\s{_Y}{_END}", _days),
        (rf"\b{_M},?\s(?:of\s)?{_Y}{_END}", _month),
        (
            rf"\b(?P<season>spring|summer|autumn|fall|winter)(?:\s(?:holidays?|vacation|break))?,?\s(?:of\s|in\s)?{_Y}{_END}",
            _season,
        ),
        (
            r"(?:\b(?:early|mid|late|the early|the mid|the late)[- ])?\b(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b",
            _decade,
        ),
        (
            rf"\b(?:from|between)\s{_Y}\s(?:to|and|until|through)\s(?P<until>\d{{4}}){_END}",
            _interval,
        ),
        (rf"\b{_Y}\s?[-–/]\s?(?P<until>(?:1[5-9]|20)\d\d|\d\d)\b(?![-–/\d])", _interval),
        (rf"\b{_M}\s{_D}{_TO}{_END}(?!\s?(?:people|persons|students|members))\b", _days),
        (
            rf"(?<![\d.,$€£#\-])\b{_Y}\b"
            r"(?!-|,\d|\.\d|\s(?:people|persons|students|residents|km|miles|metres|meters|acres|euros"
            r"|dollars|yen))",
            _year,
        ),
    )
)
_ABOUT = re.compile(r"\b(?:about|around|circa|ca?\.|approximately)\s$", re.I)
_SINCE = re.compile(
    r"\b(?:since|from|beginning in|starting in|dating back to|dates back to|dates from)"
    r"(?:\sthe\s(?:year|end|beginning)(?:\sof)?)?\s$",
    re.I,
)


def dates_in(text: str) -> list[Dated]:
    """The dates of a text in order, without overlap; a day without a year has the year XXXX."""
    found: list[Dated] = []
    if not re.search(r"\d", text):
        return found
    for pattern, read in _FORMS:
        found.extend(_read_form(text, pattern, read, found))
    return sorted(found, key=lambda dated: dated.start)


def _read_form(
    text: str,
    pattern: re.Pattern[str],
    read: Callable[[re.Match[str]], str | None],
    taken: list[Dated],
) -> Iterator[Dated]:
    for match in pattern.finditer(text):
        if any(match.start() < held.end and held.start < match.end() for held in taken):
            continue
        edtf = read(match)
        if edtf is not None:
            about = _ABOUT.search(text, 0, match.start())
            start = about.start() if about else match.start()
            if about and "/" not in edtf and not edtf.startswith("XXXX"):
                edtf += "~"
            before = text[max(0, start - 40) : start]
            yield Dated(start, match.end(), edtf, bool(_SINCE.search(before)))
