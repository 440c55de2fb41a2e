"""Which date of a sentence begins a tie, and which one ends it."""

from __future__ import annotations

import re

from kizuna.proposals.rules.agreements.dates import UNTIL, date_by_context, date_distance
from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.grammar.dates import Dated
from kizuna.proposals.rules.names import Mention
from kizuna.proposals.rules.ties.words import ENDED, SUSPENDED, begin_of


def start_by_context(scene: Scene) -> str | None:
    """When a tie was made by a sentence whose date depends on the words before it."""
    if not _MADE.search(scene.text) or _VISIT.search(scene.text):
        return None
    told = date_by_context(scene)
    return begin_of(told) if told else None


_NEGLECT = re.compile(r"\b(?:nothing|no (?:contact|visits?|letters?|exchanges?)|silen\w+)\b", re.I)


BEGUN = re.compile(
    r"\b(?:begun|formed|concluded|made|signed|established|founded|started|dating|(?:agreement|charter"
    r"|declaration|treaty|pact))\s(?:in|on|of|from|back to)\s$",
    re.I,
)


def closing_dates(text: str, dates: list[Dated]) -> list[Dated]:
    """The dates that tell when a tie ended or came to rest: those after the word that says so."""
    word = SUSPENDED.search(text) or ENDED.search(text)
    if word is None or word[0].lower() == "former":
        return []
    opening = re.match(r"\W*(?:In|On|By)\s(?:early\s|late\s|mid-)?", text)
    return [
        d
        for d in dates
        if (
            d.start > word.start()
            or (opening and d.start == opening.end())
            or (d.since and _NEGLECT.search(text[: d.start]))
        )
        and not BEGUN.search(text[: d.start])
    ]


def start_for(
    text: str, mention: Mention, outer: list[Mention], dates: list[Dated], pairs: int
) -> str | None:
    dates = [
        d
        for d in dates
        if not any(word.search(text[: d.start]) for word in (RENEWAL, _AS_OF, UNTIL))
    ]
    if not dates or (RENEWAL.search(text) and not _MADE.search(text)):
        return None
    if pairs == 1:
        since = next((d for d in dates if d.since), None)
        if since is None and _VISIT.search(text) and not _MADE.search(text):
            return None
        return begin_of(since or _nearest(text, dates))
    later = [m.start for m in outer if m.start > mention.start]
    limit = min(later, default=len(text))
    after = [d for d in dates if mention.end <= d.start < limit]
    if after:
        return begin_of(after[0])
    return begin_of(dates[0]) if len(dates) == 1 and dates[0].end < outer[0].start + 4 else None


_AS_OF = re.compile(r"\b(?:as of|as at|at the end of|by the end of)\s(?:\w+\s)?$", re.I)


# A renewal dates an agreement, not the tie that it goes on with.
RENEWAL = re.compile(
    r"\b(?:renew\w*|extended|prolonged|reaffirm\w*|reconfirm\w*|anniversary)\b[^.;,]*$", re.I
)


_VISIT = re.compile(
    r"\b(?:travel\w*|visit\w*|arriv\w*|delegations?|host(?:s|ed)|welcom\w+|took part|missions?|grant"
    r"|celebrat\w*|commemorat\w*|donat\w+|perform\w*)\b",
    re.I,
)


_MADE = re.compile(
    r"\b(?:sign\w*|establish\w*|became|become|becoming|formed|entered|sealed|conclud\w*|began|twinned)\b",
    re.I,
)


# The verbs that date a tie before those of a looser beginning ("began in 1972, and in 1981 ... signed").
_SIGNED = re.compile(r"\b(?:signed|became|twinned|entered|sealed|conclud\w*)\b", re.I)


_BEGAN = re.compile(r"\b(?:establish\w*|began|formed|start\w*|since)\b", re.I)


def _nearest(text: str, dates: list[Dated]) -> Dated:
    word = _SIGNED.search(text) or _BEGAN.search(text)
    if word is None:
        return dates[0]
    return min(dates, key=lambda d: date_distance(d, word, text))
