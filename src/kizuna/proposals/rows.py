"""Rows: which names of a sentence stand side by side ("A, B and C"), without the regions between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kizuna.proposals.names import PlaceName
from kizuna.proposals.triggers import is_same
from kizuna.proposals.words import Words
from kizuna.values.written_dates import WrittenDate

BRACKETED = re.compile(r"[(（【\[][^()（）\[\]]*[)）】\]]")
_SMALL = re.compile(
    r"\b(?:in|en|au|aux|aus|im|w|we|v|ve|в|во|na|de|del|the|der|den|di|desde|depuis|seit|since|dal|nel|od|с)\s+$",
    re.IGNORECASE,
)
_OF = re.compile(r"^(?:の|的|의\s)")
_COUNTED = r"\s*(?:등\s)?(?:\d+개\s?[가-힣]{2,5}(?=[와과]\s))?"
"""Korean for "and nine other towns" within a row."""
_COMMA = re.compile(r",\s")
_MARKS = r"\s,;、，・․ㆍ/«»\"“”'’‘.\-–—()（）"


_WITHIN = re.compile(
    r"\b(?:in|in der|im|dans|dans l['’]|nel|nella|nell['’]|w|v|в|из|from)\s?$", re.IGNORECASE
)
_AFTER_NAME = re.compile(r"\s?[(（]|,?\s(?:(?:in|en|au|aux|im|w|we|v|в)\s)?")
_BEFORE_NAME = re.compile(r"\s?[(（]|の")


def groups_of(
    text: str,
    names: Sequence[PlaceName],
    dates: Sequence[WrittenDate],
    words: Words,
    cut: int = -1,
) -> list[list[PlaceName]]:
    """The names that stand in a row ("A, B and C"), countries and what stands in brackets apart.

    No row goes over text[cut], where the word for the tie stands.
    """
    gaps = [(d.start, d.end) for d in dates] + [
        (n.start, n.end) for n in names if n.how == "country"
    ]
    groups: list[list[PlaceName]] = []
    for name in names:
        if name.how == "country":
            continue
        last = groups[-1][-1].end if groups else name.start
        is_apart = not groups or last <= cut < name.start
        if not is_apart and _is_joined(_between(text, last, name.start, gaps), words):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups if words.is_eastern else [_without_regions(text, g, words) for g in groups]


def _without_regions(text: str, row: list[PlaceName], words: Words) -> list[PlaceName]:
    """A row without what only says where a town lies ("A, B" and "A, B, and C, D" with B and D regions).

    Where no "and" ends a row, a name by its capitals alone after a comma is somebody's or something's.
    """
    gaps = [text[one.end : after.start] for one, after in pairwise(row)]
    commas = [_COMMA.fullmatch(gap) is not None for gap in gaps]
    if not any(words.has("and", gap) for gap in gaps):
        plain = [re.search(r"[\d(;]", gap) is None for gap in gaps]
        kept = [n for n, is_plain in zip(row[1:], plain, strict=True) if n.is_sure or not is_plain]
        return row[:1] if commas == [True] else [*row[:1], *kept]
    if not commas[-1]:
        return row
    return row[::2] if len(row) % 2 == 0 and all(commas[::2]) else row[:-1]


def _between(text: str, start: int, end: int, gaps: Sequence[tuple[int, int]]) -> str:
    held = text[start:end]
    for first, last in sorted(gaps, reverse=True):
        if start <= first and last <= end:
            held = _SMALL.sub("", held[: first - start]) + _OF.sub("", held[last - start :])
    return BRACKETED.sub("", held)


def _is_joined(gap: str, words: Words) -> bool:
    said, with_ = words.held.get("and", ""), words.held.get("with", "")
    if len(gap) > 60:
        return False
    if words.language == "ko":
        joined = rf"{_COUNTED}(?:[,·・․ㆍ、/]|{said})[{_MARKS}]*(?:[가-힣]+\s){{0,3}}"
        return bool(re.fullmatch(joined, gap))
    if words.is_eastern:
        return bool(gap.strip() and re.fullmatch(rf"(?:[{_MARKS}]|{said}|年|月|日)*", gap))
    marks = rf"[{_MARKS}]*"
    joint = rf"{marks}(?:[,;/]|\b(?:{said})\b){marks}(?:\b(?:{said})\b{marks})?"
    joined = rf"{joint}(?:(?:[^\W\d_]+\s+){{0,2}}\b(?:{with_})\b{marks}){{0,3}}"
    return bool(re.fullmatch(joined, gap, re.IGNORECASE))


def about_respectively(
    text: str, groups: list[list[PlaceName]], words: Words
) -> list[list[PlaceName]]:
    """The groups before and after the word "respectively", the first two where it stands behind both."""
    said = words.pattern("respectively").search(text)
    at = next((i for i, g in enumerate(groups) if said and g[0].start >= said.end()), 0)
    return groups[max(0, at - 1) :][:2]


def is_object(
    text: str, group: Sequence[PlaceName], names: Sequence[PlaceName], words: Words
) -> bool:
    """Whether a tie is with a group, where the language marks that ("A市、B市と", "与A市、B市")."""
    beside = (n.start for n in names if n.how == "country" and n.end == group[0].start)
    start = next(beside, group[0].start)
    led = re.search(words.held.get("object_before", "(?!)"), text[max(0, start - 12) : start])
    return bool(led or re.match(words.held.get("object_after", "(?!)"), text[group[-1].end :]))


def with_countries(text: str, names: Sequence[PlaceName]) -> list[PlaceName]:
    """The names beside which a country stands: "Weiden, en Allemagne", "Belgique (Frameries)"."""
    countries = [n for n in names if n.how == "country"]
    return [
        n
        for n in names
        if n.how != "country"
        and not _WITHIN.search(text[max(0, n.start - 15) : n.start])
        and any(
            _AFTER_NAME.fullmatch(text[n.end : c.start])
            if c.start >= n.end
            else _BEFORE_NAME.fullmatch(text[c.end : n.start])
            for c in countries
        )
    ]
