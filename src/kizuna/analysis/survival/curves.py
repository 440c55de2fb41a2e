"""Curves: the share of ties that outlive each age, with all that is uncertain about it.

Ties that had begun before the window opened enter at the age which they had then (left
truncation); ties that are not known to have ended leave at their age on its last day
(right censoring). Uncertain dates go in at their midpoints; beside that stand the
lowest and the highest curve by the shortest, midpoint and longest reading and, where no
tie is truncated, the estimate from the whole intervals in which ends lie.

The estimators are those of lifelines: Kaplan and Meier's with delayed entry, and
Turnbull's of intervals. Days are whole: who ends on day 12 was in force on it, and who
enters at 12 is in sight from day 13.
"""

import warnings
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from math import inf, isnan
from operator import attrgetter
from types import ModuleType
from typing import Any

from numpy import exp

from kizuna.analysis.figures import Figure
from kizuna.analysis.scope import Scope
from kizuna.analysis.survival.spells import (
    By,
    Observation,
    Reading,
    Spell,
    Spells,
    grouped,
)
from kizuna.errors import BadQuestion
from kizuna.values import Answer

CONFIDENCE = 0.95
KAPLAN_MEIER, BRESLOW = "Kaplan-Meier", "Breslow"

Bounds = Callable[[int], tuple[float, float]]
"""The least and the most share that outlives a day."""


def product_limit(lives: Sequence[Observation]) -> tuple[str, Any]:
    """The estimate of Kaplan and Meier (1958) from one life or more, after its name.

    It is a table of pandas by its days: from each on the share `survival` (0 to 1)
    stands, with confidence limits `low` and `high`, NaN where there are none: nothing
    has ended yet, or nothing is left.

    Where few enter early, all that are in sight at an age may end then, and the
    estimate stays at nothing although others stand; there the survival is the
    exponential of the cumulative hazard instead (Breslow 1972). The limits are those of
    95 % by Greenwood's variance on the log-log scale (Kalbfleisch and Prentice 1980).
    """
    lifelines = _lifelines()
    observed = ([life.days for life in lives], [life.ended for life in lives])
    entries = [life.entry for life in lives]
    *ages, _oldest = sorted({life.days for life in lives})
    if any(not any(life.entry < age < life.days for life in lives) for age in ages):
        hazard = lifelines.NelsonAalenFitter(
            1 - CONFIDENCE, nelson_aalen_smoothing=False
        )
        hazard.fit(*observed, entry=entries)
        method, found = (
            BRESLOW,
            (hazard.cumulative_hazard_, hazard.confidence_interval_),
        )
        shares, limits = (exp(-table) for table in found)
    else:
        fitted = lifelines.KaplanMeierFitter(1 - CONFIDENCE).fit(
            *observed, entry=entries
        )
        method, shares = KAPLAN_MEIER, fitted.survival_function_
        limits = fitted.confidence_interval_
    share = shares.iloc[:, 0]
    limited = limits[(share > 0) & (share < 1)]
    low, high = limited.min(axis=1), limited.max(axis=1)
    return method, share.to_frame("survival").assign(low=low, high=high)


def turnbull(ends: Sequence[tuple[float, float]]) -> Bounds | None:
    """The estimate of Turnbull (1976) from the interval (after, by] in which each
    ended; None when the search for it does not settle. `by` is infinite for those that
    may stand for ever.

    An interval is given to the engine as opening half a day later, so that no opening
    falls on another's close. Between two edges only bounds of the share are known.
    """
    lifelines = _lifelines()
    after, by = [start + 0.5 for start, _ in ends], [end for _, end in ends]
    with warnings.catch_warnings():
        warnings.simplefilter("error", lifelines.exceptions.ConvergenceWarning)
        try:
            fitted = lifelines.KaplanMeierFitter().fit_interval_censoring(
                after, by, tol=1e-7
            )
        except lifelines.exceptions.ConvergenceWarning:
            return None
    table = fitted.survival_function_
    edges = table.index.tolist()
    upper, lower = (
        table[f"NPMLE_estimate_{side}"].tolist() for side in ("upper", "lower")
    )

    def at(day: int) -> tuple[float, float]:
        if day >= edges[-1]:
            return lower[-1], lower[-1]
        most = upper[bisect_right(edges, day)]
        return min(lower[bisect_left(edges, day)], most), most

    return at


def _lifelines() -> ModuleType:
    try:
        return import_module("lifelines")
    except ImportError:
        raise BadQuestion(
            "survival is estimated by lifelines: install Kizuna with its extra: pip"
            " install 'kizuna[research]'"
        ) from None


MOST_INTERVALS = 2_000
"""Of more ties than this, no estimate from intervals is made: it takes minutes."""


@dataclass(frozen=True, slots=True)
class Step:
    """The curve from an age in days to that of the next step.

    `at_risk` ties were in sight just before that age; then `ended` ended and `censored`
    went out of sight. `survival` (0 to 1) is the share that outlives the age, `low` and
    `high` its 95 % confidence limits (None: nothing has ended yet, or nothing is left).
    `least` and `most` bound it over the readings of uncertain dates, `by_intervals`
    over the interval in which each end lies (None: not estimated).
    """

    day: int
    at_risk: int
    ended: int
    censored: int
    survival: float
    low: float | None
    high: float | None
    least: float
    most: float
    by_intervals: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Curve:
    """The survival of a group of ties; the first of `steps` is at the youngest age at
    which one is seen, 0 without truncation: all stand then, and the curve says nothing
    of younger ages.

    The figures count the ties that went in by what is known of them: all of them, those
    that ended, those that stood on the last day (censored), and those that had begun
    before the first (truncated). `uncertain` is how many of them have a beginning or
    end that is not known to the day. `median` is the age in days by which half have
    ended, with its confidence limits (None: not reached). `no_intervals_because` says
    why there is no estimate from intervals, "" where there is one: "exact" (every date
    is known to the day), "truncation", "too-many" (above MOST_INTERVALS), or
    "unsettled" (the search for it does not settle).
    """

    group: str
    ties: Figure
    ended: Figure
    standing: Figure
    truncated: Figure
    uncertain: Figure
    steps: tuple[Step, ...]
    median: Mapping[str, int | None]
    no_intervals_because: str
    method: str

    def at(self, day: int) -> Step | None:
        """The step that holds at an age; None below the youngest and beyond the oldest
        in sight.
        """
        if not self.steps[0].day <= day <= self.steps[-1].day:
            return None
        return self.steps[bisect_right(self.steps, day, key=attrgetter("day")) - 1]

    def at_risk(self, day: int) -> int:
        """How many ties were in sight just before an age; 0 beyond the oldest."""
        at = bisect_left(self.steps, day, key=attrgetter("day"))
        return self.steps[at].at_risk if at < len(self.steps) else 0


def curves_of(scope: Scope, spells: Spells, by: By = "") -> list[Curve]:
    """The curve of each group that has one, in order of name.

    Raises BadQuestion where no tie can enter, or lifelines is not installed.
    """
    groups = grouped(scope, spells.spells, by)
    seen = {
        n: g for n, g in groups.items() if any(not spell.why_left_out for spell in g)
    }
    if not seen:
        reasons = (
            f"{why}: {f.possible}" for why, f in spells.left_out.items() if f.possible
        )
        raise BadQuestion(
            "no tie of the question has a known beginning and was seen in force: "
            + ("; ".join(reasons) or "it takes in no tie")
        )
    return [curve_of(name, group) for name, group in seen.items()]


def curve_of(group: str, spells: Sequence[Spell]) -> Curve:
    """The curve of those of the spells that are seen, one or more; the others widen its
    readings.
    """
    seen = [spell for spell in spells if not spell.why_left_out]
    lives = _lives(seen, "midpoint")
    method, estimate = product_limit(lives)
    readings = []
    if any(spell.is_uncertain for spell in spells):
        both = (_lives(spells, "shortest"), _lives(spells, "longest"))
        readings = [product_limit(held)[1] for held in both if held]
    uncertain = [spell for spell in seen if spell.is_uncertain]
    why, intervals = "", None
    if not uncertain:
        why = "exact"
    elif any(spell.truncated.possible for spell in seen):
        why = "truncation"
    elif len(seen) > MOST_INTERVALS:
        why = "too-many"
    elif (intervals := turnbull(list(map(_interval, seen)))) is None:
        why = "unsettled"
    shares = {
        "age_days": estimate["survival"],
        "low": estimate["low"],
        "high": estimate["high"],
    }
    reached = {name: share.index[share <= 0.5 + 1e-9] for name, share in shares.items()}
    return Curve(
        group=group,
        ties=Figure.count((Answer.CERTAIN, spell.claim_ids) for spell in seen),
        ended=Figure.count((spell.ended, spell.claim_ids) for spell in seen),
        standing=Figure.count((~spell.ended, spell.claim_ids) for spell in seen),
        truncated=Figure.count((spell.truncated, spell.claim_ids) for spell in seen),
        uncertain=Figure.count(
            (Answer.CERTAIN, spell.claim_ids) for spell in uncertain
        ),
        steps=_steps(lives, [estimate, *readings], intervals),
        median={
            name: int(days[0]) if len(days) else None for name, days in reached.items()
        },
        no_intervals_because=why,
        method=method,
    )


def _lives(spells: Iterable[Spell], reading: Reading) -> list[Observation]:
    return [lived for spell in spells if (lived := spell.observation(reading))]


def _steps(
    lives: Sequence[Observation], estimates: Sequence[Any], intervals: Bounds | None
) -> tuple[Step, ...]:
    """The steps of the first estimate, and of the readings where it goes on."""
    entries, ages = (
        sorted(life.entry for life in lives),
        sorted(life.days for life in lives),
    )
    held, first, last = {*entries, *ages}, entries[0], ages[-1]
    held.update(
        int(day) for table in estimates[1:] for day in table.index if first < day < last
    )
    days, leaving = sorted(held), Counter((life.days, life.ended) for life in lives)
    limits = estimates[0].reindex(days, method="ffill").to_dict("index")
    survival = (
        table["survival"] for table in estimates
    )  # before its first step that of the first
    shares = [
        s.reindex(days, method="ffill").fillna(s.iloc[0]).tolist() for s in survival
    ]

    def step(day: int, shares: Sequence[float]) -> Step:
        low, high = (
            None if isnan(n := limits[day][side]) else n for side in ("low", "high")
        )
        return Step(
            day=day,
            at_risk=bisect_right(entries, max(first, day - 1)) - bisect_left(ages, day),
            ended=leaving[day, True],
            censored=leaving[day, False],
            survival=shares[0],
            low=low,
            high=high,
            least=min(shares),
            most=max(shares),
            by_intervals=intervals(day) if intervals else None,
        )

    return tuple(map(step, days, zip(*shares, strict=True)))


def _interval(spell: Spell) -> tuple[float, float]:
    """After which day of its life it ended, and by which."""
    shortest, longest = spell.observation("shortest"), spell.observation("longest")
    after = shortest.days - shortest.ended if shortest else 0
    return after, longest.days if longest and longest.ended else inf
