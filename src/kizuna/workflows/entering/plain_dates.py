"""Reads dates as people say them ("between 1981 and 1983", "before April 1987", "昭和49年頃") into EDTF.

Single dates are read as those of lists and documents are; here stand only the words around them. What cannot be
read is an error that quotes it: nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from kizuna.errors import BadDate
from kizuna.proposals.rules.grammar.dates import dates_in
from kizuna.values import Edtf, day_text
from kizuna.values.written_dates import read_written_date
from kizuna.workflows.entering import date_frames as frames

_EXPECTED = (
    "write a day, a month or a year (18 April 1974, 1974-04, 昭和49年4月), about 1974, between 1981 and 1983,"
    " spring 1986, before April 1987, since 1974"
)
_LONGEST = 200
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_EASTERN_YEAR = re.compile(r"^.*?年")
_EASTERN_SEASON = re.compile(r"(?P<year>.+?年)の?(?P<season>[春夏秋冬])季?")
_MARKS = "?~%"


def read_plain_date(text: str) -> Edtf:
    """The date, interval or set that plain words in English, Japanese, Chinese or Russian mean; EDTF is itself.

    "Before April" and "after 1974" exclude what they name, 以前 and "or earlier" include it. Raises BadDate,
    quoting the text.
    """
    plain = " ".join(unicodedata.normalize("NFKC", str(text)).split()).rstrip("。")
    if not plain or len(plain) > _LONGEST:
        raise BadDate(text, _EXPECTED)
    for read in (Edtf.parse, _sentence):
        try:
            return read(plain)
        except BadDate as error:
            problem = error
    raise BadDate(text, _in_a_form(problem.expected)) from None


def _in_a_form(expected: str) -> str:
    """What would be right, for somebody who types one date and keeps no list."""
    if "either order" in expected:
        return "day and month may stand in either order; write the month in words, or 1974-05-04"
    return _EXPECTED if expected.startswith("write") else expected


def _sentence(plain: str) -> Edtf:
    """The date of words without a frame, or within the first frame whose dates can be read."""
    try:
        return _single(plain)
    except BadDate as error:
        problem = error
    cased = frames.plain_cases(plain)
    for forms, made in _FRAMES:
        for form in forms:
            found = form.fullmatch(cased)
            if found is None:
                continue
            try:
                return Edtf.parse(made(*_members(list(found.groups()))))
            except BadDate as error:
                problem = error
    raise BadDate(plain, problem.expected)


def _members(texts: Sequence[str]) -> list[Edtf]:
    """The dates in a frame; one that leaves its year to the other ("from April to June 1974") has that year."""
    if len(texts) == 1:
        return [_single(texts[0])]
    first, last = texts
    try:
        start = _single(first)
    except BadDate:
        year = _YEAR.search(last)
        if year is None:
            raise
        start = _single(f"{first} {year[0]}")
    try:
        return [start, _single(last)]
    except BadDate:
        year = _EASTERN_YEAR.match(first)
        if year is None:
            raise
        return [start, _single(year[0] + last)]


def _single(text: str) -> Edtf:
    """One date, with the words for about and perhaps."""
    bare, marks = text.strip(" ,、，"), ""
    for words, mark in ((frames.PERHAPS, "?"), (frames.ABOUT, "~"), (frames.PERHAPS, "?")):
        shorter = words.sub("", bare)
        if shorter != bare:
            bare, marks = shorter, marks + mark
    found = _bare(frames.AT.sub("", bare))
    if not marks:
        return found
    if found.precision in ("set", "interval"):
        raise BadDate(
            text, "a span of time is not about or perhaps; say it of its beginning or end"
        )
    held = {sign for sign in _MARKS if sign in found.text}
    both = "~" in {*marks, *held} and "?" in {*marks, *held}
    return Edtf.parse(re.sub(r"[?~%]", "", found.text) + ("%" if both or "%" in held else marks[0]))


def _bare(text: str) -> Edtf:
    for read in (Edtf.parse, read_written_date, _in_plain_cases, _of_third, _of_era, _in_prose):
        try:
            return read(text)
        except BadDate as error:
            if read is read_written_date:
                problem = error
    raise BadDate(text, problem.expected)


def _in_plain_cases(text: str) -> Edtf:
    return read_written_date(frames.plain_cases(text))


def _of_third(text: str) -> Edtf:
    """The first, middle or last third of a month (ten days, as 上旬) or of a year (four months)."""
    for third, form in frames.THIRDS:
        found = form.fullmatch(text)
        if found is None:
            continue
        whole = _in_plain_cases(found["a"])
        if whole.precision == "year" and len(whole.text) == 4:
            return Edtf.parse(f"{whole.text}-{37 + third}")
        if whole.precision == "month" and len(whole.text) == 7:
            last = int(day_text(whole.span.start_latest)[-2:])
            first, end = ((1, 10), (11, 20), (21, last))[third]
            return Edtf.parse(f"[{whole.text}-{first:02}..{whole.text}-{end:02}]")
    raise BadDate(text, _EXPECTED)


def _of_era(text: str) -> Edtf:
    """A season of a year that is counted by its era."""
    found = _EASTERN_SEASON.fullmatch(text)
    if found is None:
        raise BadDate(text, _EXPECTED)
    year = read_written_date(found["year"])
    return read_written_date(f"{year.text}年{found['season']}")


def _in_prose(text: str) -> Edtf:
    """A date as English prose writes it, when it is all that the text says."""
    found = dates_in(text) if any(map(str.isalpha, text)) else []
    whole = len(found) == 1 and found[0].whole and (found[0].start, found[0].end) == (0, len(text))
    if not whole or text.casefold().startswith("between"):
        raise BadDate(text, _EXPECTED)
    if found[0].edtf.endswith("X") and not text.startswith(found[0].edtf[:3]):
        raise BadDate(
            text,
            "a part of a decade has no form of its own; write the years: between 1980 and 1983",
        )
    return Edtf.parse(found[0].edtf)


def _between(first: Edtf, last: Edtf) -> str:
    return f"[{first.text}..{last.text}]"


def _lasting(first: Edtf, last: Edtf) -> str:
    return f"{first.text}/{last.text}"


def _before(date: Edtf) -> str:
    """All that lies before a date, to its own precision: before April 1987 is March or earlier."""
    return f"[..{_beside(date, date.span.start_earliest - 1)}]"


def _after(date: Edtf) -> str:
    return f"[{_beside(date, date.span.start_latest + 1)}..]"


def _beside(date: Edtf, day: int) -> str:
    length = {"year": 4, "month": 7}.get(date.precision, 10)
    return day_text(day)[:length]


_FRAMES: tuple[tuple[tuple[re.Pattern[str], ...], Callable[..., str]], ...] = (
    (frames.BETWEEN, _between),
    (frames.NOT_AFTER, lambda date: f"[..{date.text}]"),
    (frames.NOT_BEFORE, lambda date: f"[{date.text}..]"),
    (frames.BEFORE, _before),
    (frames.AFTER, _after),
    (frames.LASTING, _lasting),
    (frames.SINCE, lambda date: f"{date.text}/.."),
    (frames.UNTIL, lambda date: f"../{date.text}"),
    (frames.EITHER, lambda first, last: f"[{first.text},{last.text}]"),
)
"""The frames in the order in which they are tried, each with the EDTF that it makes of its dates."""
