"""Gaps and inconsistencies in words, in the language of a reader."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kizuna.analysis.consistency import Finding
from kizuna.analysis.gaps import Gap
from kizuna.errors import BadDate
from kizuna.publish.wording import Wording
from kizuna.values import Edtf, kind_of

_DATES = frozenset(
    {"date", "other_date", "tie_date", "visit_date", "existence", "end", "term_end", "year"}
)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Reviews:
    """Says what a review of the register found."""

    wording: Wording

    def gap(self, gap: Gap) -> str:
        """What is not known, without its subject."""
        messages = self.wording.messages
        named = messages.property(kind_of(gap.subject), gap.property) if gap.property else ""
        return messages.text(f"web-gap-{gap.code}", property=named)

    def finding(self, finding: Finding) -> str:
        """What cannot all be true, or what one fact implies, without its subject."""
        said: dict[str, object] = {k: self._detail(k, text) for k, text in finding.details}
        if finding.code == "series-start":
            said |= {"ordinal": _digits(str(said["nth"])), "step": _digits(str(said["step"])) or 1}
        if finding.code == "too-few-parties":
            said["count"] = _digits(str(said["count"]))
        return self.wording.messages.text(f"web-check-{finding.code}", **said)

    def _detail(self, key: str, text: str) -> str:
        if key in _DATES:
            return self._date(text)
        return self.wording.name(text) if "/" in text else text

    def _date(self, text: str) -> str:
        try:
            return self.wording.messages.date(Edtf.parse(text))
        except BadDate:
            return text


def _digits(text: str) -> int:
    found = _DIGITS.search(text)
    return int(found[0]) if found else 0
