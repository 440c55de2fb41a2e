"""The calendar of a tie: which of its years were lived, as far as uncertain dates tell.

A tie is lived on occasions, each of which fell into one year of one or several, for
sure or perhaps. What is counted from them is exact: no reading of the dates gives fewer
or more.

Continuity is read off it: in how many of its years a tie was lived, and how long it was
silent at most.

So is activeness: whether a tie is active, slowing or dormant, by what is recorded of it
and never by a word alone. The rule (version 1): a tie is active when something shows it
lived in the three years up to the day, slowing when the last such thing is more than
three and up to five years old, dormant when it is older. Three and five years are the
usual terms after which councils review a tie. What shows it lived is an event, or a
programme that a document says to run; the paper that made the tie does not. The silence
of the register is no silence of the tie: slowing and dormant are said only where a
document of those three years accounts for how the tie is lived.
"""

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from kizuna.analysis.figures import Derived, Figure, unique
from kizuna.analysis.measures.activity import PER_YEAR, ActivityEvent, Run, TieActivity
from kizuna.claims.kinds import Fact, StatusChange
from kizuna.values import OPEN_END, OPEN_START
from kizuna.values.spans import civil_of, day_of


class Occasion(NamedTuple):
    """An occasion in one of the years `first` to `last`; not `sure` when it may not
    have happened by the day.
    """

    last: int
    first: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years from that in which the tie may have begun to that of the day (or of its
    end), both included.

    `over` is the last of them that was over by then: a year that was not over is not
    silent yet. The occasions are in order: those that passed first come first.
    """

    first: int
    last: int
    over: int
    occasions: tuple[Occasion, ...]

    @property
    def active_years(self) -> tuple[int, int]:
        """How many years had an occasion on every reading, and how many may have had
        one at once.
        """
        sure, taken = list[int](), set[int]()
        for occasion in self.occasions:
            years = range(occasion.first, occasion.last + 1)
            if occasion.sure and not any(year in years for year in sure):
                sure.append(occasion.last)
            taken.update([year for year in years if year not in taken][:1])
        return len(sure), len(taken)

    @property
    def longest_silence(self) -> tuple[int, int]:
        """The longest run of years over, after the first, without any occasion: on the
        liveliest reading of the dates, and on the most silent.
        """
        most, sure = 0, [occasion for occasion in self.occasions if occasion.sure]
        for first in range(self.first + 1, self.over + 1):
            ends = (occasion.last - 1 for occasion in sure if occasion.first >= first)
            most = max(most, min(self.over, next(ends, self.over)) - first + 1)
        least, at, waiting = 0, self.first, list(self.occasions)
        while at + least < self.over:  # can all fall so that no silence is longer?
            limit = at + least + 1
            chosen = next(
                (o for o in waiting if o.first <= limit and o.last > at), None
            )
            if chosen is None:
                least, at, waiting = least + 1, self.first, list(self.occasions)
            else:  # whichever passes first is used first
                waiting.remove(chosen)
                at = min(chosen.last, limit)
        return least, most


def calendar_of(held: TieActivity) -> Calendar | None:
    """The calendar of a tie; None when nobody says when it began.

    Events count in the years in which they took place. A programme that recurs at least
    once a year lives every year over in which it certainly ran; one that recurs at an
    interval not stated, or may have run, may have lived it.
    """
    if held.start is None:
        return None
    first, last = year_of(held.start[0]), year_of(held.until)
    over = last if held.until == day_of(last, 12, 31) else last - 1
    single, floating = set[Occasion](), list[Occasion]()

    def years(begin: int, end: int) -> range:
        start = first if begin == OPEN_START else max(year_of(begin), first)
        return range(start, (last if end == OPEN_END else min(year_of(end), last)) + 1)

    for activity in held.activities:
        if isinstance(activity, Run):
            recurrence = activity.entity.recurrence.fact
            a_year = PER_YEAR.get(recurrence.value, 0) if recurrence else 0
            for year in range(first, last + 1):
                ran = activity.runs(
                    day_of(year, 1, 1), min(day_of(year, 12, 31), held.until)
                )
                if ran.possible:
                    single.add(
                        Occasion(
                            year, year, ran.certain and year <= over and a_year >= 1
                        )
                    )
            continue
        begun, days = activity.begun.certain, activity.days
        outer = (
            (days.start_earliest, days.end_latest)
            if days
            else (OPEN_START, activity.told_by)
        )
        within = years(*outer)
        if begun and days and days.start_latest <= days.end_earliest:
            single |= {
                Occasion(y, y, True)
                for y in years(days.start_latest, days.end_earliest)
            }
            single |= {Occasion(year, year, False) for year in within}
        elif within:
            floating.append(Occasion(within[-1], within[0], begun))
    return Calendar(first, last, over, tuple(sorted([*single, *floating])))


def year_of(day: int) -> int:
    return civil_of(day)[0]


@dataclass(frozen=True, slots=True)
class Continuity:
    """How steadily a tie was lived from its start to the day.

    `years` are the first and the last that are looked at. `lived` counts the years with
    an event or a yearly programme; `longest_silence` is the longest run of whole years
    without, 0 when every year was lived. The year of the start is not silent, nor a
    year that was not over on the day.
    """

    years: tuple[int, int]
    lived: Figure
    longest_silence: Derived


def continuity_of(held: TieActivity) -> Continuity | None:
    """The continuity of a tie; None when no start of it is known, or nothing that it
    was lived in.

    Uncertain dates give bounds that are exact: see the calendar.
    """
    calendar = calendar_of(held)
    if calendar is None or not held.activities:
        return None
    made = held.on_day.established
    lived = (claim for activity in held.activities for claim in activity.claims)
    claims = unique((*(made.claim_ids if made else ()), *lived))
    return Continuity(
        years=(calendar.first, calendar.last),
        lived=Figure(*calendar.active_years, claims),
        longest_silence=Derived(*calendar.longest_silence, "longest-silence", claims),
    )


RULE = "activeness-1"
"""The rule and its version, as the reference of measures has it."""

STATES = ("active", "slowing", "dormant")
"""The states by age of the last sign, the liveliest first."""

_LIMITS = (3, 5)
_YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Activeness:
    """The state of a tie on a day by the rule.

    `states` are those that the dates allow, the liveliest first: one when it is
    certain, () for no evidence. `why` says what is missing then: "no-event" (nothing
    recorded shows the tie lived), "not-read" (no document of the last three years
    speaks of it) or "undated" (the dates allow every state); "" when there are states.
    `since` is the age of the last sign in years, None when nothing bounds it. `word` is
    the status that a source gives, `differs` whether it says other than the rule; None
    where either is silent. `claims` are those of what may be the last sign, () when
    there is none.
    """

    states: tuple[str, ...]
    why: str
    since: Derived | None
    word: Fact[StatusChange] | None
    differs: bool | None
    rule: str
    claims: tuple[str, ...]


def activeness_of(held: TieActivity) -> Activeness:
    """The activeness of a tie; a status on the day that is neither active nor dormant
    says "not active".
    """
    word = held.on_day.status
    signs = [(_sign(held, activity), activity.claims) for activity in held.activities]
    if not signs:
        return Activeness((), "no-event", None, word, None, RULE, ())
    least = max(earliest for (earliest, _), _ in signs)
    most = max(latest for (_, latest), _ in signs)
    claims = unique(c for (_, latest), told in signs if latest >= least for c in told)
    young, old, read = (
        (held.on_day.day - d) / _YEAR for d in (most, least, held.read_until)
    )
    newest, oldest = (bisect_left(_LIMITS, age) for age in (young, old))
    why = "undated" if (newest, oldest) == (0, len(STATES) - 1) else ""
    if newest > 0 and round(read, 2) > _LIMITS[0]:
        why = "not-read"
    states = () if why else STATES[newest : oldest + 1]
    since = differs = None
    if least > OPEN_START:
        ages = [round(max(age, 0), 2) for age in (young, old)]
        since = Derived(ages[0], ages[1], "years-since-last-sign", claims)
    if word is not None and states:
        said = word.value.status
        differs = said not in states if said in STATES else states == STATES[:1]
    return Activeness(states, why, since, word, differs, RULE, claims)


def _sign(held: TieActivity, activity: ActivityEvent | Run) -> tuple[int, int]:
    """The earliest and the latest day that may be the last on which the activity shows
    the tie lived.
    """
    until = day = held.on_day.day
    if isinstance(activity, ActivityEvent):
        if (days := activity.days) is None:
            told_by, start = (
                min(day, activity.told_by),
                held.start[0] if held.start else OPEN_START,
            )
            return min(
                start, told_by
            ) if activity.begun.certain else OPEN_START, told_by
    else:
        days, until = activity.life, min(day, activity.attested)
    if not activity.begun.certain:
        return OPEN_START, min(day, days.end_latest)
    earliest = max(days.start_earliest, min(days.end_earliest, until))
    return earliest, max(min(days.end_latest, until), min(days.start_latest, day))
