"""Dates that need the passage before them: "in July", "the same year", "two years later"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kizuna.proposals.rules.grammar.dates import Dated, dates_in
from kizuna.proposals.rules.grammar.number_words import value_of

_M = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS = tuple(_M.split("|"))
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_SPAN = re.compile(
    rf"\b(?:from\s|between\s)?(?P<first>{_M})\s(?:to|until|and|–|-)\s(?P<last>{_M})\s(?P<year>(?:19"
    rf"|20)\d\d)\b"
)
_SAME = re.compile(
    r"\b(?:(?:the|that)\ssame|(?:in|of)\sthat)\syear\b(?!\s(?:before|earlier|after|later))"
)
_LATER = re.compile(
    r"\b(?P<count>a|one|two|three|four|five|ten|\d{1,2})\syears?\slater\b"
    r"|\b(?:the\s)?(?:following|next)\s(?P<unit>year|spring|summer|autumn|winter)\b",
    re.I,
)
_BARE_MONTH = re.compile(
    r"(?<!each )(?<!every )\b(?:(?:[Ii]n|[Ee]arly|[Ll]ate|[Ll]ast|[Tt]he following|[Ff]or)\s|\()"
    rf"(?P<month>{_M})\b(?!\s\d)"
)

_COMPARED = re.compile(
    r"\b(?:(?:of|than|since|from|until|before)|,\s(?:formed|founded|opened|built|concluded|signed"
    r"|begun|created) in)\s$"
)
"""What stands before a year that the passage does not speak of ("the 2,900 of 2019")."""


def spans_in(text: str) -> list[Dated]:
    """Intervals of months of one year ("from January to June 2013")."""
    return [
        Dated(m.start(), m.end(), f"{_in(m['year'], m['first'])}/{_in(m['year'], m['last'])}")
        for m in _SPAN.finditer(text)
    ]


def placed_in(text: str, before: str) -> Dated | None:
    """The date of a clause without a whole date, with the year that the passage before it told last."""
    year = _last_year(before)
    if year is None:
        return None
    later = _LATER.search(text)
    if later:
        return _later(later, int(year))
    day = next((held for held in dates_in(text) if held.edtf.startswith("XXXX")), None)
    if day is not None:
        return Dated(day.start, day.end, day.edtf.replace("XXXX", year))
    month = _BARE_MONTH.search(text)
    if month:
        return Dated(month.start("month"), month.end(), _in(year, month["month"]))
    same = _SAME.search(text)
    return Dated(same.start(), same.end(), year) if same else None


def weekday_in(text: str, issued: str) -> Dated | None:
    """The day that a weekday means on a page of a day: the next one for what is to come, else the last one."""
    found = _WEEKDAY.search(text)
    day = next((d.edtf for d in dates_in(issued) if re.fullmatch(r"\d{4}-\d\d-\d\d", d.edtf)), None)
    if found is None or day is None:
        return None
    written = date.fromisoformat(day)
    ahead = (_WEEKDAYS.index(found["day"].lower()[:3]) - written.weekday()) % 7
    if not _TO_COME.search(text):
        ahead -= 7 if ahead else 0
    told = written + timedelta(days=ahead)
    return Dated(found.start("day"), found.end("day"), told.isoformat())


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"\b(?:[Oo]n|[Ll]ast|[Uu]ntil)\s(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_TO_COME = re.compile(
    r"\b(?:will|is to|are to|flies|fly|leaves?|stays?|until|opens|arrives?|plans?|expected|due)\b"
)


def is_ongoing(dated: Dated, text: str) -> bool:
    """Whether a date is the start of what goes on since; an interval or "dates from 1954, when" is not."""
    return dated.since and "/" not in dated.edtf and not re.match(r",?\swhen\b", text[dated.end :])


def is_placed(text: str) -> bool:
    """Whether a clause tells a month, a day or a weekday, though not of which year."""
    weekday = re.search(r"\b(?:[Oo]n|[Ll]ast)\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", text)
    return bool(weekday or _BARE_MONTH.search(text) or _SAME.search(text) or dates_in(text))


def _last_year(before: str) -> str | None:
    whole = [
        held
        for held in dates_in(before)
        if re.match(r"\d{4}(?!/)", held.edtf)
        and (len(held.edtf) > 4 or not _COMPARED.search(before[: held.start]))
    ]
    return whole[-1].edtf[:4] if whole else None


def _later(match: re.Match[str], year: int) -> Dated:
    count = match["count"]
    years = 1 if count in (None, "a") else int(value_of(count))
    season = _SEASONS.get((match["unit"] or "").lower())
    edtf = f"{year + years}" + (f"-{season}" if season else "")
    return Dated(match.start(), match.end(), edtf)


def _in(year: str, month: str) -> str:
    return f"{year}-{_MONTHS.index(month) + 1:02d}"
