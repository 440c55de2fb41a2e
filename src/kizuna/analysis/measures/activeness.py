"""Activeness: whether a tie is active, slowing or dormant, by what is recorded of it and never by a word alone.

The rule (version 1): a tie is active when something shows it lived in the three years up to the day,
slowing when the last such thing is more than three and up to five years old, dormant when it is older.
Three and five years are the usual terms after which councils review a tie. What shows it lived is an event,
or a programme that a document says to run; the paper that made the tie does not. The silence of the
register is no silence of the tie: slowing and dormant are said only where a document of those three
years accounts for how the tie is lived.
"""

from __future__ import annotations

from dataclasses import dataclass

from kizuna.analysis.figures import Derived
from kizuna.analysis.measures.activity import ActivityEvent, Run, TieActivity
from kizuna.claims.kinds import Fact, StatusChange
from kizuna.values import OPEN_START

RULE = "activeness-1"
"""The rule and its version, as the reference of measures has it."""

STATES = ("active", "slowing", "dormant")
"""The states by age of the last sign, the liveliest first."""

_ACTIVE, _SLOWING = 3, 5
_YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Activeness:
    """The state of a tie on a day by the rule.

    `states` are those that the dates allow, the liveliest first: one when it is certain, () for no evidence.
    `why` says what is missing then: "no-event" (nothing recorded shows the tie lived), "not-read" (no document of
    the last three years speaks of it) or "undated" (the dates allow every state); "" when there are states.
    `since` is the age of the last sign in years, None when nothing bounds it. `word` is the status that a source
    gives, `differs` whether it says other than the rule; None where either is silent. `claims` are those of
    what may be the last sign, () when there is none.
    """

    states: tuple[str, ...]
    why: str
    since: Derived | None
    word: Fact[StatusChange] | None
    differs: bool | None
    rule: str
    claims: tuple[str, ...]


def activeness_of(held: TieActivity, word: Fact[StatusChange] | None) -> Activeness:
    """The activeness of a tie; `word` is the status that the register holds on the day."""
    signs = [(_sign(held, activity), activity.claims) for activity in held.activities]
    if not signs:
        return Activeness((), "no-event", None, word, None, RULE, ())
    least = max(earliest for (earliest, _), _ in signs)
    most = max(latest for (_, latest), _ in signs)
    last = (told for (_, latest), told in signs if latest >= least)
    claims = tuple(dict.fromkeys(claim for told in last for claim in told))
    states, why = _judged(held, least, most)
    since = None
    if least > OPEN_START:
        since = Derived(_age(held, most), _age(held, least), "years-since-last-sign", claims)
    return Activeness(states, why, since, word, _differs(states, word), RULE, claims)


def _judged(held: TieActivity, least: int, most: int) -> tuple[tuple[str, ...], str]:
    """The states that the bounds of the last sign allow, or why there are none."""
    newest, oldest = _state(held, most), _state(held, least)
    if newest > 0 and _age(held, held.read_until) > _ACTIVE:
        return (), "not-read"
    if (newest, oldest) == (0, len(STATES) - 1):
        return (), "undated"
    return STATES[newest : oldest + 1], ""


def _differs(states: tuple[str, ...], word: Fact[StatusChange] | None) -> bool | None:
    """Whether the status says other than the rule; one that is neither active nor dormant says "not active"."""
    if word is None or not states:
        return None
    said = word.value.status
    return said not in states if said in STATES else states == STATES[:1]


def _sign(held: TieActivity, activity: ActivityEvent | Run) -> tuple[int, int]:
    """The earliest and the latest day that may be the last on which the activity shows the tie lived."""
    day = held.day
    days = activity.days if isinstance(activity, ActivityEvent) else activity.life
    told_by = activity.told_by if isinstance(activity, ActivityEvent) else day
    if not activity.begun.certain:
        return OPEN_START, min(day, days.end_latest if days else told_by)
    if days is None:
        start = held.start[0] if held.start else OPEN_START
        return min(start, day, told_by), min(day, told_by)
    until = min(day, activity.attested) if isinstance(activity, Run) else day
    earliest = max(days.start_earliest, min(days.end_earliest, until))
    return earliest, max(min(days.end_latest, until), min(days.start_latest, day))


def _age(held: TieActivity, day: int) -> float:
    return round(max(held.day - day, 0) / _YEAR, 2)


def _state(held: TieActivity, day: int) -> int:
    age = (held.day - day) / _YEAR
    return 0 if age <= _ACTIVE else 1 if age <= _SLOWING else 2
