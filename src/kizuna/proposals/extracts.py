"""Extracts: what each line of a document holds, and whose page the document is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kizuna.proposals.layout import Line
from kizuna.proposals.names import PlaceName, bare
from kizuna.proposals.page import Page
from kizuna.proposals.place_names import NameFinder
from kizuna.proposals.words import Trigger
from kizuna.values.written_dates import WrittenDate, dates_in

_Span = TypeVar("_Span", PlaceName, Trigger, WrittenDate)
_OFTEN = 4
"""How often the town of a page is named that no title names, and twice as often as any other."""


@dataclass(frozen=True)
class Extract:
    """What a line, or a part of one, holds; names, words for ties and dates by offsets within its text."""

    line: Line
    names: list[PlaceName]
    triggers: list[Trigger]
    dates: list[WrittenDate]

    @property
    def starts(self) -> list[WrittenDate]:
        """The dates that may be the start of a tie."""
        return [d for d in self.dates if not d.meaning and d.edtf[:1].isalnum()]

    @property
    def spans(self) -> list[PlaceName | WrittenDate]:
        """The names and dates."""
        return [*self.names, *self.dates]

    @property
    def is_question(self) -> bool:
        """Whether it asks and so says nothing."""
        return self.line.text.endswith(("?", "？"))

    @property
    def is_bare(self) -> bool:
        """Whether it holds little but names and dates."""
        rest = self.line.text
        for taken in sorted(self.spans, key=lambda t: -t.start):
            rest = rest[: taken.start] + " " + rest[taken.end :]
        rest = re.sub(r"[(（][^()（）]*[)）]", "", rest)
        limit = 3 if re.search("[\u3040-\u9fff가-힣]", rest) else 8
        return len(re.findall(r"[^\W\d_]", rest)) <= limit

    def part(self, start: int, end: int) -> Extract:
        """What stands at text[start:end], by offsets within that."""
        line = self.line
        at = line.start + start
        cut = replace(line, start=at, end=line.start + end, text=line.text[start:end])
        names, triggers = _within(self.names, start, end), _within(self.triggers, start, end)
        return Extract(cut, names, triggers, _within(self.dates, start, end))


def _within(held: Sequence[_Span], start: int, end: int) -> list[_Span]:
    """What lies within text[start:end], by offsets within that."""
    inside = [one for one in held if start <= one.start and one.end <= end]
    return [replace(one, start=one.start - start, end=one.end - start) for one in inside]


def extract_of(line: Line, finder: NameFinder) -> Extract:
    """What a line holds, without names that are part of those of schools, clubs, hotels, companies."""
    triggers = finder.words.triggers(line.text)
    names = finder.names_in(line.text, [(t.start, t.end) for t in triggers])
    is_body = finder.words.is_body
    free = [n for n in names if n.how == "country" or not is_body(line.text, n.start, n.end)]
    return Extract(line, free, triggers, dates_in(line.text, finder.words.language))


def home_of(extracts: Sequence[Extract], page: Page, finder: NameFinder) -> str:
    """Whose page it is: told, in the title, in the first headings, or named most; "" where nothing says."""
    if page.home:
        return page.home
    sure = ("held", "level") if finder.words.is_eastern else ("held",)
    every = [n for one in extracts for n in one.names if n.how in sure]
    counts = Counter(bare(n.name) for one in extracts for n in one.names if n.is_sure)
    titled = [n.name for n in finder.names_in(page.title) if n.how in sure]
    heads = [o for o in extracts[:4] if o.line.kind != "prose" and o.triggers and not o.is_question]
    headed = [n.name for one in heads for n in one.names if n in every]
    for names in (titled, headed):
        if len(set(map(bare, names))) == 1 and (names is titled or counts[bare(names[0])]):
            return names[0]
    pool = titled or ([] if finder.words.is_eastern else [n.name for n in every])
    named = {bare(name): name for name in pool}
    ranked = sorted(named, key=lambda name: -counts[name])
    first, second = (*(counts[name] for name in ranked[:2]), 0, 0)[:2]
    is_most = first > max(2, 1.5 * second) if titled else first >= max(_OFTEN, 2 * second)
    return named[ranked[0]] if ranked and is_most else ""
