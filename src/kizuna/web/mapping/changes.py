"""Changes of the ledger in words: by day, what was said of what, or how it was weighed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kizuna.publish.wording import Wording
from kizuna.values import Edtf, kind_of
from kizuna.workflows.recent_changes import Change


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change with its day in words, what was claimed ("date, type") or how it was judged, and by whom."""

    change: Change
    day: str
    what: str
    who: str


def change_lines(changes: Iterable[Change], wording: Wording) -> list[ChangeLine]:
    """The changes in words, in their order."""
    return [
        ChangeLine(
            change,
            wording.messages.date(Edtf.parse(change.at.date().isoformat())),
            _what(change, wording),
            wording.name(change.who),
        )
        for change in changes
    ]


def _what(change: Change, wording: Wording) -> str:
    messages = wording.messages
    if change.verdict:
        return messages.concept("verdicts", change.verdict)
    kind = kind_of(change.subjects[0])
    return messages.listing([messages.property(kind, name) for name in change.properties])
