"""Vouching: whether a quote states every number, year and number word of a claim's properties."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from kizuna.proposals.form import PROPERTIES, is_time
from kizuna.proposals.standing import NUMBER_WORDS, Standing, standing_in

_NEAR = 1e-6
_LOWER_ONLY = re.compile(
    r"\b(?:over|more|at least|above|exceed\w*|beyond|minimum|upwards?|or more|not fewer|no fewer)\b"
)
_UPPER_ONLY = re.compile(
    r"\b(?:up to|under|less|fewer|below|at most|maximum|within|nearly|almost|not more|no more)\b"
)
_REST = re.compile(r"\b(?:rest|remainder|remaining|balance|others?)\b")
_DATE = re.compile(r"(?P<year>-?\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


def unvouched(kind: str, props: Mapping[str, Any], quote: str) -> str:
    """What the quote does not state: "date", "number" or "word"; "" when it states everything.

    `props` must be of the exchange form. A property in free text is held to its digits and number words.
    """
    standing = standing_in(quote)
    for name, value in props.items():
        sort = PROPERTIES[kind][name]
        if sort == "date" and not dated(value, standing):
            return "date"
        if sort == "quantity" and not _counted(value, standing, quote):
            return "number"
        if sort == "ordinal" and not _placed(value, standing):
            return "number"
        if sort == "funding" and not _shared(value, standing, quote):
            return "number"
        if sort not in ("date", "quantity", "ordinal") and (wrong := _worded(value, quote)):
            return wrong
    return ""


def dated(edtf: str, standing: Standing) -> bool:
    """Whether each year, month, day, season and decade of an EDTF text stands among the dates."""
    parts = list(_DATE.finditer(edtf))
    whole = _DATE.sub("", edtf)
    if not parts or re.search(r"\d", whole):
        return False
    return all(_date_part(part, standing) for part in parts)


def _date_part(part: re.Match[str], standing: Standing) -> bool:
    year_text, month, day = part["year"], int(part["month"] or 0), int(part["day"] or 0)
    if year_text.endswith("X"):
        return year_text[2] != "X" and int(year_text[:3]) in standing.decades
    year = int(year_text)
    if month == 0:
        return year in standing.years or (year % 10 == 0 and year // 10 in standing.decades)
    if month > 12:
        return year in standing.years and month in standing.seasons
    on_the_day = [d for d in standing.dates if d[1] == month and day in (0, d[2])]
    named = {d[0] for d in on_the_day}
    return year in named or (0 in named and year in standing.years)


def _counted(quantity: Mapping[str, Any], standing: Standing, quote: str) -> bool:
    low, high = quantity.get("min"), quantity.get("max")
    unit = str(quantity["unit"])
    if high is None and not _LOWER_ONLY.search(quote.lower()):
        return False
    if low is None and not _UPPER_ONLY.search(quote.lower()):
        return False
    if re.search(r"\d", unit):
        return False
    if unit.strip().lower() in ("share", "percent", "%"):
        held = {*standing.shares}
    else:
        time = is_time(unit)
        if (low, high, time) in standing.ranges:
            return True
        held = {figure.value for figure in standing.figures if figure.time == time}
    return all(_near(value, held) for value in (low, high) if value is not None)


def _placed(ordinal: int, standing: Standing) -> bool:
    return ordinal in standing.ordinals or _near(
        ordinal, {figure.value for figure in standing.figures if not figure.time}
    )


def _shared(funding: list[Mapping[str, Any]], standing: Standing, quote: str) -> bool:
    """Each share stands in the quote, but for one that is the rest where the quote speaks of a rest."""
    shares = [float(part["share"]) for part in funding if part.get("share") is not None]
    missing = [share for share in shares if not _near(share, standing.shares)]
    if not missing:
        return True
    rest = abs(sum(shares) - 1) < _NEAR and len(shares) > 1 and bool(_REST.search(quote.lower()))
    return len(missing) == 1 and rest


def _worded(value: Any, quote: str) -> str:
    """ "number" or "word" when a text of the value has digits or number words that the quote has not."""
    read = unicodedata.normalize("NFKC", quote).casefold()
    digits, words = set(re.findall(r"\d+", read)), set(re.findall(r"[^\W\d_]+", read))
    for text in _texts_of(value):
        plain = unicodedata.normalize("NFKC", text).casefold().replace("_", " ")
        if not set(re.findall(r"\d+", plain)) <= digits | _spelt(quote):
            return "number"
        if not (set(re.findall(r"[^\W\d_]+", plain)) & NUMBER_WORDS) <= words:
            return "word"
    return ""


def _spelt(quote: str) -> set[str]:
    """The whole numbers of the quote, in digits: "5" where it says "every five years"."""
    standing = standing_in(quote)
    whole = {figure.value for figure in standing.figures if figure.value.is_integer()}
    return {str(int(value)) for value in whole} | {str(n) for n in standing.ordinals}


def _texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts_of(part)


def _near(value: float, held: set[float]) -> bool:
    return any(abs(value - other) <= _NEAR * max(1.0, abs(other)) for other in held)
