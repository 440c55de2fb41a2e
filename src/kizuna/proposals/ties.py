"""Ties in sentences: which names a word for a tie joins, since when; whether it is planned, denied or ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kizuna.proposals.names import PlaceName
from kizuna.proposals.rows import (
    BRACKETED,
    about_respectively,
    groups_of,
    is_object,
    with_interval,
    without_repeated,
)
from kizuna.proposals.starts import Stretch
from kizuna.proposals.triggers import Trigger, is_same, status_of

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CLAUSE_ENDS = re.compile(r"[;；:：]|(?<=[^\d]) – ")
_REACH, _REACH_CJK = 90, 14
_REACH_SUBJECT = 60
_BESIDE = 25
"""How near "X's" stands before the word for its ties."""

_NEAR = re.compile(
    r"(?:(?:nörd|süd|öst|west)lich|nahe|near|(?:north|south|east|west)(?:ern)? of|close to|près d[e']|cerca de"
    r"|(?:haupt|kreis)stadt (?:de[rs] \w+|von)|capital (?:city )?(?:of|de)|chef-lieu d[eu]|capoluogo d\w+"
    r"|vicino a|\bkm (?:von|from|de|da|od)|\bkm (?:\w+ )?(?:von|from|of|de|da|od))\s(?:von\s|der\s)?$",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"\s?(?:인|の|である|的|関係にある)")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties that a sentence joins; `date` is EDTF or "", `form` names the construction."""

    first: str
    second: str
    type: str
    form: str
    date: str = ""
    end: str = ""
    status: str = "asserted"
    ended: bool = False
    sure: bool = True


_LINKS = r"\s*[(（]?[^()（）]{0,20}[)）]?\s*(?:[はとがも、와과은는이가및与與和同跟,，・·在于於]|\d)"
_COLON = re.compile(r"[:：]\s*$")
_LISTED = re.compile(r"\s*[:：]\s*")
"""What stands between "X's sister cities" and those that follow as a list."""


Sides = tuple[str, Sequence[PlaceName | str], Sequence[PlaceName]]
"""The construction of a clause, and the two sides that it joins."""


@dataclass(frozen=True)
class Clause(Stretch):
    """A stretch with a word for a tie: its names and dates, and whom it speaks of if it does not say."""

    topic: str = ""
    home: str = ""

    def pairs(self, trigger: Trigger) -> Iterator[Pair]:
        """The pairs that the word joins, with their dates."""
        names = [n for n in self.names if not self._is_aside(n, trigger)]
        groups = groups_of(self.text, names, self.dates, self.words, trigger.start)
        for form, subjects, objects in self._sides(trigger, groups):
            made = [
                (s, o)
                for s in subjects
                for o in objects
                if _name(s) != _name(o)
                and not (form == "zip" and subjects.index(s) != objects.index(o))
            ]
            yield from self._dated(trigger, form, made)

    def row(self) -> list[PlaceName]:
        """The sure names of a sentence that has three or more in a row."""
        groups = groups_of(self.text, self.names, self.dates, self.words)
        is_row = any(len(group) > 2 for group in groups)
        return [n for group in groups for n in group if n.is_sure and is_row]

    def _sides(self, trigger: Trigger, groups: list[list[PlaceName]]) -> Iterator[Sides]:
        """The construction, and the two sides that it joins."""
        before = [g for g in groups if g[-1].end <= trigger.start]
        after = [g for g in groups if g[0].start >= trigger.end]
        if listed := self._behind_colon(trigger, after):
            yield from self._of_list(trigger, groups, listed)
            after = [g for g in after if g[-1].end <= listed[0].start]
            if not after:
                return
            groups = [*before, *after]
        if (pair := self._between(groups, trigger)) is not None:
            yield "between", *pair
            return
        near = bool(after) and self._is_near(trigger.end, after[0][0].start)
        governed = near and self._governs(trigger, after[0])
        before = [sure for g in before if (sure := [n for n in g if n.is_sure])]
        after = [
            g if not at and governed else [n for n in g if n.is_sure] for at, g in enumerate(after)
        ]
        after = [g for g in after if g]
        if self.words.pattern("respectively").search(self.text) and len(groups) > 1:
            sides = about_respectively(self.text, [*before, *after], self.words)
            if len(sides) == 2 and len(sides[0]) == len(sides[1]):
                yield "zip", sides[0], sides[1]
                return
        if (
            len(before) > 2
            and not near
            and [len(g) for g in before[1:-1]] == [2] * (len(before) - 2)
        ):
            names = [n for g in before for n in g]
            for first, second in zip(names[::2], names[1::2], strict=False):
                yield "row", [first], [second]
            return
        if not after or not near or self._is_with_last(trigger, before):
            yield from self._all_before(trigger, before)
        elif not before:
            yield from self._all_after(trigger, after)
        else:
            yield from self._about(trigger, before, after)

    def _about(
        self, trigger: Trigger, before: list[list[PlaceName]], after: list[list[PlaceName]]
    ) -> Iterator[Sides]:
        """The sides of a word for a tie that stands between them."""
        subject = self._middle_subject(trigger, before, after[0])
        if len(subject) == 1 or len(after[0]) == 1:
            yield "middle", subject, [*after[0], *self._further(after[1:])]

    def _is_with_last(self, trigger: Trigger, before: Sequence[Sequence[PlaceName]]) -> bool:
        """Whether the tie is with the names before the word, which says nothing of those behind it."""
        if not before or _ATTRIBUTE.match(self.text, trigger.end):
            return False
        return is_object(self.text, before[-1], self.names, self.words)

    def _behind_colon(
        self, trigger: Trigger, after: Sequence[Sequence[PlaceName]]
    ) -> list[PlaceName]:
        """The sure names of the list behind a colon, at the word or at a row of names later in its sentence."""
        for at, group in enumerate(after):
            gap = self.text[trigger.end : group[0].start]
            if _LISTED.fullmatch(gap) or (len(group) > 1 and _COLON.search(gap)):
                return [n for g in after[at:] for n in g if n.is_sure]
        return []

    def _of_list(
        self, trigger: Trigger, groups: Sequence[Sequence[PlaceName]], listed: Sequence[PlaceName]
    ) -> Iterator[Sides]:
        """Whose partners a list behind a colon gives: of the name beside the word, else of the home."""
        said = [g for g in groups if g[-1].end <= listed[0].start]
        owner = said[-1][-1] if said and said[-1][-1].is_sure else None
        beside = owner and trigger.start - owner.end < _BESIDE and owner.end < trigger.start
        if owner and (beside or not self.home):
            yield "middle", [owner], listed
        elif self.home:
            yield "middle", [self.home], [n for n in listed if not is_same(n.name, self.home)]

    def _middle_subject(
        self, trigger: Trigger, before: list[list[PlaceName]], after: Sequence[PlaceName]
    ) -> Sequence[PlaceName | str]:
        """Whose partners stand behind the word: the names before it, or the home where they are far away."""
        subject = self._subject(before)
        if all(is_same(n.name, subject[0].name) for n in after):
            others = (g for g in reversed(before) if not is_same(g[-1].name, subject[0].name))
            return next(others, subject)
        is_far = trigger.start - before[-1][-1].end > _REACH_SUBJECT
        return [self.home] if self.home and is_far else subject

    def _further(self, groups: Sequence[Sequence[PlaceName]]) -> list[PlaceName]:
        """The partners that a later "and with ..." adds to those of the word for the tie."""
        with_ = self.words.held.get("with", "").split("|")[0]
        frame = re.compile(rf"\b{with_}\s(?:\S+\s)?$", re.IGNORECASE)
        if self.words.is_eastern:
            return []
        return [
            n
            for g in groups
            if frame.search(self.text[max(0, g[0].start - 25) : g[0].start])
            for n in g
        ]

    def _all_before(self, trigger: Trigger, before: list[list[PlaceName]]) -> Iterator[Sides]:
        if not before:
            return
        before = without_repeated(before) if self.words.is_eastern else before
        last = before[-1]
        topical = len(last) == 2 and re.match("は|[은는]", self.text[last[1].end :])
        if not topical and not self._is_near(last[-1].end, trigger.start, self._reach()):
            return
        if len(before) == 1:
            home = [n for n in last if is_same(_name(n), self.home)]
            if home and len(last) > 1:
                yield "row", [home[0]], [n for n in last if n is not home[0]]
            elif not home and self.topic and is_object(self.text, last, self.names, self.words):
                yield "topic", [self.topic], last
            elif len(last) == 2 or (not home and len(last) == 2 * len(self.dates)):
                for first, second in zip(last[::2], last[1::2], strict=True):
                    yield "row", [first], [second]
            elif len(last) == 1 and self.topic:
                yield "topic", [self.topic], last
            return
        subject = self._subject(before[:-1])
        if self.words.is_eastern and not re.match(_LINKS, self.text[subject[-1].end :]):
            return
        if len(subject) == 1 or len(last) == 1:
            yield "before", subject, last

    def _all_after(self, trigger: Trigger, after: list[list[PlaceName]]) -> Iterator[Sides]:
        first = after[0]
        home = [n for n in first if is_same(_name(n), self.home)]
        if home:
            rest = [n for n in first if n is not home[0]] or (after[1] if len(after) > 1 else [])
            if rest:
                yield "after", [home[0]], rest
        elif (self.home or len(first) == 1) and self.topic and self._is_with(trigger, first[0]):
            yield "topic", [self.home or self.topic], first
        elif len(first) == 2:
            yield "row", [first[0]], [first[1]]
        elif [len(g) for g in after[:2]] == [1, 1] and self._is_with(trigger, first[0]):
            yield "after", first, after[1]

    def _is_with(self, trigger: Trigger, name: PlaceName) -> bool:
        """Whether a word for "with" stands between the word for the tie and a name, or next to nothing."""
        gap = self.text[trigger.end : name.start]
        said = "|".join(self.words.held.get("with", "").split("|")[:2])
        frame = rf"\b(?:{said})\b[^;:]{{0,40}}$"
        return (
            len(gap) < _BESIDE
            or self.words.is_eastern
            or re.search(frame, gap, re.IGNORECASE) is not None
        )

    def _between(
        self, groups: list[list[PlaceName]], trigger: Trigger
    ) -> tuple[list[PlaceName], list[PlaceName]] | None:
        word = self.words.held.get("between", "")
        for first, second in pairwise(n for g in groups for n in g):
            gap = self.text[first.end : second.start]
            if re.fullmatch(r"[–—]|\s[–—↔-]\s", gap) and first.is_sure and second.is_sure:
                return [first], [second]
        if self.words.is_eastern:
            return with_interval(self.text, groups, trigger.start, self.words)
        for at, group in enumerate(groups):
            lead = self.text[max(0, group[0].start - 30) : group[0].start]
            if re.search(rf"\b(?:{word})\s(?:\S+\s){{0,3}}$", lead, re.IGNORECASE):
                rest = groups[at + 1] if at + 1 < len(groups) else []
                joint = self.text[group[-1].end : rest[0].start] if rest else ""
                both = [*group, *rest] if len(group) < 2 and self.words.has("and", joint) else group
                if len(both) == 2 or (len(both) > 2 and not both[2].is_sure):
                    return [both[0]], [both[1]]
        return None

    def _subject(self, before: list[list[PlaceName]]) -> list[PlaceName]:
        """The group that holds the home, else the last."""
        with_home = [g for g in before if any(is_same(_name(n), self.home) for n in g)]
        chosen = with_home[-1] if with_home else before[-1]
        home = [n for n in chosen if is_same(_name(n), self.home)]
        return home[:1] or chosen

    def _reach(self) -> float:
        """How far before the word its names may stand, in reaches: farther where verbs end the sentence."""
        return 2.5 if self.words.is_eastern or self.words.language == "de" else 0.7

    def _is_near(self, start: int, end: int, times: float = 1) -> bool:
        gap = BRACKETED.sub("", self.text[start:end])
        for name in self.names:
            if name.how == "country" and start <= name.start and name.end <= end:
                gap = gap.replace(self.text[name.start : name.end], "")
        reach = _REACH_CJK if _CJK.search(gap) else _REACH
        return len(gap) <= reach * times and not (
            times == 1 and _CLAUSE_ENDS.search(gap.rstrip(" :："))
        )

    def _governs(self, trigger: Trigger, group: Sequence[PlaceName]) -> bool:
        """Whether the name follows the word at once, or after a small word, so that its form is enough."""
        gap = self.text[trigger.end : group[0].start].strip(' :：,("„«“')
        small = self.words.function | set(self.words.held.get("with", "").split("|"))
        if self.text[trigger.end :].startswith(",") or self.words.has("and", gap):
            return False
        follower = re.match(r"\s([a-zà-ÿа-яё]\w*)", self.text[group[0].end :])
        if follower and follower[1] not in small:
            return False
        words = re.findall(r"[^\W\d_]+", gap)
        if words and self.words.has("article", words[-1]):
            return False
        if not words and self.text[trigger.end : group[0].start].isspace():
            return self.words.is_town(self.text[trigger.start : trigger.end])
        plain = [w for w in words if not self.words.is_town(w) and not self.words.has("demonym", w)]
        return len(words) < 5 and all(w.lower() in small for w in plain)

    def _dated(
        self, trigger: Trigger, form: str, made: Sequence[tuple[PlaceName | str, PlaceName]]
    ) -> Iterator[Pair]:
        usable = [d for d in self.dates if not d.meaning and self._is_start(d, trigger)]
        ends = [d for d in self.dates if d.meaning in ("end", "expiry")]
        status, ended = status_of(self.text, self.words)
        ordered = sorted(made, key=lambda m: m[1].start)
        for at, (first, second) in enumerate(ordered):
            date = self._date_for(second, at, len(ordered), usable)
            if status == "planned" or (ended and not self.words.pattern("sign").search(self.text)):
                date = ""
            sure = second.is_sure and (isinstance(first, str) or first.is_sure)
            yield Pair(
                _name(first),
                _name(second),
                "sister_port" if _name(second).startswith("Port of ") else trigger.type,
                form,
                date,
                ends[0].edtf if ended and ends else "",
                status,
                ended,
                sure,
            )

    def _is_aside(self, name: PlaceName, trigger: Trigger) -> bool:
        """Whether a name stands in brackets that no country opens: what lies round the town, another spelling."""
        head = self.text[max(0, name.start - 60) : name.start]
        if _NEAR.search(head):
            return True
        opened = max(head.rfind("("), head.rfind("（"))
        if name.how == "country" or opened < 0 or re.search("[)）]", head[opened:]):
            return False
        at = max(0, name.start - 60) + opened
        if 0 <= at - trigger.end < 3:
            return False
        if any(n.how == "country" and 0 <= name.start - n.end < 3 for n in self.names):
            return False
        return not any(n.how == "country" and 0 <= at - n.end < 2 for n in self.names)


def _name(side: PlaceName | str) -> str:
    return side if isinstance(side, str) else side.name
