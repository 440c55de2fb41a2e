"""Continuity: in how many of its years a tie was lived, and how long it was silent at most."""

from __future__ import annotations

from dataclasses import dataclass

from kizuna.analysis.figures import Derived, Figure
from kizuna.analysis.measures.calendar import Calendar, calendar_of
from kizuna.analysis.measures.lived import Lived


@dataclass(frozen=True, slots=True)
class Continuity:
    """How steadily a tie was lived from its start to the day.

    `first` and `last` are the years looked at. `lived` counts the years with an event or a yearly programme;
    `longest_silence` is the longest run of whole years without, 0 when every year was lived. The year of the start
    is not silent, nor a year that was not over on the day.
    """

    first: int
    last: int
    lived: Figure
    longest_silence: Derived


def continuity_of(held: Lived) -> Continuity | None:
    """The continuity of a tie; None when no start of it is known, or nothing that it was lived in.

    Uncertain dates give bounds that are exact: see the calendar.
    """
    calendar = calendar_of(held)
    if calendar is None or not held.activities:
        return None
    claims = tuple(dict.fromkeys([*_start_claims(held), *held.claim_ids]))
    return Continuity(
        first=calendar.first,
        last=calendar.last,
        lived=Figure(calendar.least_lived, calendar.most_lived, claims),
        longest_silence=_silence(calendar, claims),
    )


def _silence(calendar: Calendar, claims: tuple[str, ...]) -> Derived:
    return Derived(calendar.least_silence, calendar.most_silence, "longest-silence", claims)


def _start_claims(held: Lived) -> tuple[str, ...]:
    made = held.made
    return made.claim_ids if made else ()
