"""Starts: which date of a stretch of text is the day on which a tie that it speaks of began."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kizuna.proposals.names import PlaceName
from kizuna.proposals.triggers import Trigger
from kizuna.proposals.words import Words
from kizuna.values.written_dates import WrittenDate

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SIGN_REACH, _SIGN_REACH_CJK = 45, 22
_JUBILEE = re.compile(r"[\s의の]?(?:提携|締結|체결)?\s?\d+\s?(?:周年|주년)")
_AS_OF = re.compile(
    r"기준|現在|时点|時点|as of|\bStand\b|stan na|по состоянию|截至|截止", re.IGNORECASE
)


@dataclass(frozen=True)
class Stretch:
    """A stretch of text with its names and dates."""

    text: str
    names: Sequence[PlaceName]
    dates: Sequence[WrittenDate]
    words: Words

    def _date_for(self, name: PlaceName, at: int, count: int, dates: Sequence[WrittenDate]) -> str:
        """The date of the name that is number `at` of `count`, "" where none is its own."""
        bracket = re.match(r"\s*[(（]([^()（）]*)[)）]", self.text[name.end :])
        if bracket:
            inside = [
                d
                for d in self.dates
                if not d.meaning and name.end < d.start < name.end + bracket.end()
            ]
            if inside:
                return inside[0].edtf
        if len(dates) == count:
            return dates[at].edtf
        if len(dates) == 1:
            is_first = count > 1 and self.words.has("first", self.text)
            return "" if is_first and at else dates[0].edtf
        return self._beside(name, dates, count)

    def _beside(self, name: PlaceName, dates: Sequence[WrittenDate], count: int) -> str:
        """The date of a name among several: the nearest of one name; in a row the next, or the last before it."""
        if count == 1 or not dates:
            near = min(dates, key=lambda d: abs(d.start - name.end), default=None)
            return near.edtf if near else ""
        later = [d for d in dates if d.start >= name.end]
        sooner = [d for d in dates if d.end <= name.start]
        leads = dates[0].start < min(n.start for n in self.names)
        chosen = sooner[-1:] if leads else later[:1]
        return chosen[0].edtf if chosen else ""

    def _is_start(self, date: WrittenDate, trigger: Trigger) -> bool:
        """Whether the words beside a date say that the tie began then."""
        if 0 <= date.start - trigger.end < 4:
            return True
        if _JUBILEE.match(self.text, trigger.end):
            return False
        reach = _SIGN_REACH_CJK if _CJK.match(self.text[trigger.start]) else _SIGN_REACH
        ahead = self.text[date.end : date.end + (2 if self.words.is_eastern else 1) * reach]
        near = self.text[max(0, date.start - reach) : date.start] + " \n " + ahead
        beside = self.text[max(0, date.start - 20) : date.end + 6]
        is_said = not self.words.is_town(self.text[trigger.start : trigger.end])
        if not self.words.is_eastern and is_said:
            return not _AS_OF.search(beside)
        signed = any(self.words.has(key, near) for key in ("sign", "become"))
        return signed and not _AS_OF.search(beside)
