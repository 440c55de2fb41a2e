"""Ties in sentences: which names a word for a tie joins, since when; whether it is
planned, denied or ended.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, Self, cast

from kizuna.proposals.place_names import NamedPlace, NameFinder, is_same, places_of
from kizuna.proposals.words import Trigger, Words
from kizuna.values.written_dates.running import WrittenDate, dates_in

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_BRACKETED = re.compile(r"[(（【\[][^()（）\[\]]*[)）】\]]")
_SMALL = re.compile(
    r"(?i)\b(?:in|en|au|aux|aus|im|w|we|v|ve|в|во|na|de|del|the|der|den|di|desde|depuis|seit|since|dal|nel|od|с)\s+$"
)
_MARKS = r"\s,;、，・․ㆍ/«»\"“”'’‘.\-–—()（）"
_BESIDE_COUNTRY = re.compile(r"\s?[(（]|の|,?\s(?:(?:in|en|au|aux|im|w|we|v|в)\s)?")
_REACH, _REACH_CJK = 90, 14
_SIGN_REACH, _SIGN_REACH_CJK = 45, 22
_COLON = re.compile(r"[:：]\s*$")
Sides = tuple[str, Sequence[NamedPlace | str], Sequence[NamedPlace]]
"""The construction of a clause, and the two sides that it joins."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties that a sentence joins; `date` is EDTF or "", `form` names the
    construction.

    `status` is "asserted", "planned", "negated" or "ended", then at `end` where that is
    told.
    """

    first: str
    second: str
    type: str
    form: str
    date: str = ""
    status: str = "asserted"
    sure: bool = True
    end: str = ""


@dataclass(frozen=True)
class Clause:
    """A line of a document, or a part of one: its text at `start` with the names, words
    for ties and dates that it holds, by offsets within it; `kind` is that of its line.

    `topic` is whom it speaks of if it does not say, `home` whose page it is, `pair` the
    two that are spoken of; "" and None where nobody can tell.
    """

    kind: str
    start: int
    text: str
    words: Words
    names: list[NamedPlace]
    triggers: list[Trigger]
    dates: list[WrittenDate]
    topic: str = ""
    home: str = ""
    pair: tuple[str, str] | None = None

    @classmethod
    def of(cls, kind: str, start: int, text: str, finder: NameFinder) -> Self:
        """What a line holds, without names that are part of those of schools, clubs,
        hotels, companies.
        """
        words = finder.words
        triggers = words.triggers(text)
        names = finder.names_in(text, [(t.start, t.end) for t in triggers])
        free = [
            n
            for n in names
            if n.how == "country" or not words.is_body(text, n.start, n.end)
        ]
        return cls(
            kind, start, text, words, free, triggers, dates_in(text, words.language)
        )

    def part(self, start: int, end: int) -> Self:
        """What stands at text[start:end], by offsets within that."""
        names, triggers, dates = (
            [
                replace(one, start=one.start - start, end=one.end - start)
                for one in held
                if start <= one.start and one.end <= end
            ]
            for held in cast("list[list[Any]]", [self.names, self.triggers, self.dates])
        )
        at, text = self.start + start, self.text[start:end]
        return replace(
            self, start=at, text=text, names=names, triggers=triggers, dates=dates
        )

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @cached_property
    def sure(self) -> list[NamedPlace]:
        """The names of places that count in any position."""
        return [n for n in self.names if n.is_sure]

    @property
    def starts(self) -> list[WrittenDate]:
        """The dates that may be the start of a tie."""
        return [d for d in self.dates if not d.meaning and d.edtf[:1].isalnum()]

    @property
    def is_bare(self) -> bool:
        """Whether it holds little but names and dates."""
        rest = self.text
        taken = [
            (one.start, one.end) for held in (self.names, self.dates) for one in held
        ]
        for start, end in sorted(taken, reverse=True):
            rest = rest[:start] + " " + rest[end:]
        rest = re.sub(r"[(（][^()（）]*[)）]", "", rest)
        limit = 3 if re.search("[\u3040-\u9fff가-힣]", rest) else 8
        return len(re.findall(r"[^\W\d_]", rest)) <= limit

    def pairs(self, trigger: Trigger) -> Iterator[Pair]:
        names = [n for n in self.names if not self._is_aside(n, trigger)]
        for form, subjects, objects in self._sides(
            trigger, self._groups(names, trigger.start)
        ):
            both = zip(subjects, objects, strict=False) if form == "zip" else None
            made = both or ((s, o) for s in subjects for o in objects)
            yield from self._dated(trigger, form, list(made))

    def row(self) -> list[NamedPlace]:
        """The sure names of a sentence that has three or more in a row."""
        groups = self._groups(self.names)
        is_row = any(len(group) > 2 for group in groups)
        return [n for group in groups for n in group if n.is_sure and is_row]

    def _sides(
        self, trigger: Trigger, groups: list[list[NamedPlace]]
    ) -> Iterator[Sides]:
        sure = [kept for g in groups if (kept := [n for n in g if n.is_sure])]
        before = [g for g in sure if g[-1].end <= trigger.start]
        after = [g for g in sure if g[0].start >= trigger.end]
        colons = (
            g[0] for g in after if _COLON.search(self.text[trigger.end : g[0].start])
        )
        said = self.words.pattern("respectively").search(self.text)
        later = (at for at, g in enumerate(sure) if said and g[0].start >= said.end())
        zipped = sure[max(0, next(later, 0) - 1) :][:2]
        if first := next(colons, None):
            names = [n for g in sure for n in g]
            owner = self.home or next(
                (n.name for n in reversed(names) if n.end <= first.start), ""
            )
            yield "middle", [owner] * bool(owner), names[names.index(first) :]
        elif pair := self._between(groups, trigger):
            yield "between", pair[:1], pair[1:]
        elif said and len(zipped) == 2:
            yield "zip", zipped[0], zipped[1]
        else:
            yield from self._about(trigger, before, after)

    def _about(
        self,
        trigger: Trigger,
        before: list[list[NamedPlace]],
        after: list[list[NamedPlace]],
    ) -> Iterator[Sides]:
        """The two sides by the rows before and after the word for the tie, else the
        topic and one of them.

        A row whose marks join it by twos has both ("A市とB市、C市とD市").
        """
        first, last = (after or [[]])[0], (before or [[]])[-1]
        gap = self.text[trigger.end : first[0].start] if first else ""
        is_near = len(gap) < (_REACH_CJK if _CJK.search(gap) else _REACH)
        is_with = bool(last) and self._is_object(last)
        home = [n for n in first if is_same(n.name, self.home)]
        joins = [self.text[n.end] in "와과と与與和" for n in last[:-1]]
        if first and is_near and (not is_with or is_same(last[-1].name, self.home)):
            if last:
                yield "middle", self._owner(before), first
            elif home:
                rest = [n for n in first if n is not home[0]]
                yield "after", home[:1], rest or [n for g in after[1:2] for n in g]
            elif self.topic:
                yield "topic", [self.topic], first
            elif len(first) == 2:
                yield "row", first[:1], first[1:]
        elif len(before) > 1:
            yield "before", self._owner(before[:-1]), last
        elif len(last) > 3 and all(joins[::2]) and not any(joins[1::2]):
            yield "zip", last[::2], last[1::2]
        elif self.topic and (len(last) == 1 or is_with):
            yield "topic", [self.topic], last
        elif len(last) == 2:
            yield "row", last[:1], last[1:]

    def _owner(self, rows: list[list[NamedPlace]]) -> list[NamedPlace]:
        """The home where a row holds it, else the last row."""
        home = [n for row in rows for n in row if is_same(n.name, self.home)]
        return home[-1:] or rows[-1]

    def _between(
        self, groups: list[list[NamedPlace]], trigger: Trigger
    ) -> list[NamedPlace]:
        """The two between which a text says that something is ("between A and B",
        "A市とB市の間で").
        """
        word = self.words.held["between"]
        for group in (
            g[:2] for g in groups if len(g) > 1 and (g[0].is_sure or g[1].is_sure)
        ):
            lead, rest = self.text[: group[0].start], self.text[group[-1].end :]
            theirs = self.text[group[-1].end : trigger.start] in (
                "の",
                "との",
                "的",
                "의 ",
            )
            if self.words.is_eastern:
                is_said = theirs or re.match(rf"[と의]?\s?の?(?:{word})", rest)
            else:
                is_said = re.search(
                    rf"\b(?:{word})\s(?:\S+\s){{0,3}}$", lead, re.IGNORECASE
                )
            if is_said:
                return group
        return []

    def _dated(
        self,
        trigger: Trigger,
        form: str,
        made: Sequence[tuple[NamedPlace | str, NamedPlace]],
    ) -> Iterator[Pair]:
        usable = [d for d in self.dates if not d.meaning and self._is_start(d, trigger)]
        ends = [d.edtf for d in self.dates if d.meaning in ("end", "expiry")]
        status = self.words.status_of(self.text)
        ordered = sorted(made, key=lambda m: m[1].start)
        has_date = (
            self.words.has("sign", self.text)
            if status == "ended"
            else status != "planned"
        )
        dated = self.dates_of([second for _, second in ordered], usable)
        for (first, _), (second, date) in zip(ordered, dated, strict=True):
            kind = "sister_port" if second.name.startswith("Port of ") else trigger.type
            subject = first if isinstance(first, str) else first.name
            end = ends[0] if status == "ended" and ends else ""
            date = date if has_date else ""
            yield Pair(subject, second.name, kind, form, date, status, end=end)

    def _is_start(self, date: WrittenDate, trigger: Trigger) -> bool:
        """Whether the word for the tie or one for signing stands beside a date."""
        reach = _SIGN_REACH_CJK if _CJK.match(self.text[trigger.start]) else _SIGN_REACH
        near = self.text[max(0, date.start - reach) : date.end + 2 * reach]
        return 0 <= date.start - trigger.end < 6 or self.words.has("sign", near)

    def dates_of(
        self, names: Sequence[NamedPlace], dates: Sequence[WrittenDate]
    ) -> Iterator[tuple[NamedPlace, str]]:
        """Each name with its date of those that are given or in brackets behind it, ""
        where none is its own.
        """
        for at, name in enumerate(names):
            bracket = re.match(r"\s*[(（]([^()（）]*)[)）]", self.text[name.end :])
            end = name.end + bracket.end() if bracket else name.end
            own = [d for d in self.dates if not d.meaning and name.end < d.start < end]
            if not own and len(dates) == len(names):
                own = [dates[at]]
            elif not own and (len(dates) == 1 or len(names) == 1):
                own = sorted(dates, key=lambda d: abs(d.start - name.end))
            own = own or [d for d in dates if d.start >= name.end]
            yield name, own[0].edtf if own else ""

    def _is_aside(self, name: NamedPlace, trigger: Trigger) -> bool:
        """Whether a name stands in brackets that no country opens: what lies round the
        town, another spelling.
        """
        head = self.text[max(0, name.start - 60) : name.start]
        opened = max(head.rfind("("), head.rfind("（"))
        if name.how == "country" or opened < 0 or re.search("[)）]", head[opened:]):
            return False
        at = name.start - len(head) + opened
        return not 0 <= at - trigger.end < 3

    def _groups(
        self, names: Sequence[NamedPlace], cut: int = -1
    ) -> list[list[NamedPlace]]:
        """The names that stand in a row ("A, B and C"), countries and what stands in
        brackets apart.

        No row goes over text[cut], where the word for the tie stands.
        """
        countries = (n for n in names if n.how == "country")
        apart: list[NamedPlace | WrittenDate] = [*self.dates, *countries]
        apart.sort(key=lambda one: -one.start)
        groups: list[list[NamedPlace]] = []
        for name in places_of(names):
            last = groups[-1][-1].end if groups else 0
            gap = self.text[last : name.start]
            for one in (one for one in apart if last <= one.start < name.start):
                gap = _SMALL.sub("", gap[: one.start - last]) + gap[one.end - last :]
            is_row = groups and not last <= cut < name.start
            if is_row and _joint(self.words).fullmatch(_BRACKETED.sub("", gap)[:60]):
                groups[-1].append(name)
            else:
                groups.append([name])
        for row in () if self.words.is_eastern else groups:
            # of "A, B" and "A, B and C, D" A and C: B and D say where they lie
            gaps = (self.text[one.end : after.start] for one, after in pairwise(row))
            commas = [gap.strip() == "," for gap in gaps]
            if len(row) % 2 == 0 and commas == [
                True,
                *[False, True] * (len(row) // 2 - 1),
            ]:
                del row[1::2]
        return groups

    def _is_object(self, group: Sequence[NamedPlace]) -> bool:
        """Whether a tie is with a group, where the language marks that ("A市、B市と",
        "与A市、B市").
        """
        first, held = group[0].start, self.words.held
        beside = (n.start for n in self.names if n.how == "country" and n.end == first)
        before, after = (
            self.text[: next(beside, first)][-12:],
            self.text[group[-1].end :],
        )
        led = re.search(held.get("object_before", "(?!)"), before)
        return bool(led or re.match(held.get("object_after", "(?!)"), after))

    def with_countries(self) -> list[NamedPlace]:
        """The names beside which a country stands: "Weiden, en Allemagne", "Belgique
        (Frameries)".
        """
        text, countries = self.text, [n for n in self.names if n.how == "country"]
        gaps = (
            (n, text[n.end : c.start] if c.start >= n.end else text[c.end : n.start])
            for n in places_of(self.names)
            for c in countries
        )
        return list(
            dict.fromkeys(n for n, gap in gaps if _BESIDE_COUNTRY.fullmatch(gap))
        )


@cache
def _joint(words: Words) -> re.Pattern[str]:
    """What stands between two names of a row: a mark or a word for "and", with little
    beside.
    """
    said, with_, edge = (
        words.held["and"],
        words.held["with"],
        "" if words.is_eastern else r"\b",
    )
    others = (
        rf"|(?:[^\W\d_]+\s+){{0,2}}\b(?:{with_})\b"
        if not words.is_eastern
        else "|年|月|日"
    )
    beside = rf"[{_MARKS}]{others}"
    beside += r"|[가-힣]+\s|등\s|\d+개\s?" if words.language == "ko" else ""
    word = rf"{edge}(?:{said}){edge}"
    joint = rf"[{_MARKS}]{{0,3}}(?:[,，;；、/·・․ㆍ–]|{word})(?:{beside}|{word}){{0,6}}"
    return re.compile(joint, re.IGNORECASE)
