"""The estimators of lifelines: Kaplan and Meier's with delayed entry, and Turnbull's of intervals.

Days are whole: who ends on day 12 was in force on it, and who enters at 12 is in sight from day 13.
"""

from __future__ import annotations

import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isnan
from types import ModuleType
from typing import Any

from numpy import exp

from kizuna.analysis.survival.spells import Lived
from kizuna.errors import BadQuestion

CONFIDENCE = 0.95
KAPLAN_MEIER, BRESLOW = "Kaplan-Meier", "Breslow"
_HALF_DAY = 0.5


@dataclass(frozen=True, slots=True)
class Estimate:
    """A survival curve by its steps: from day `days[i]` on, the share `survival[i]` (0 to 1) stands.

    `low` and `high` are confidence limits, None where there are none: nothing has ended yet, or nothing is left.
    """

    days: tuple[int, ...]
    survival: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    method: str

    def step(self, day: int) -> int:
        """Which step holds on a day; before the first step the first, at which all stand."""
        return max(0, bisect_right(self.days, day) - 1)


@dataclass(frozen=True, slots=True)
class IntervalEstimate:
    """Turnbull's estimate: between two edges only bounds of the share that stands are known."""

    edges: tuple[float, ...]
    upper: tuple[float, ...]
    lower: tuple[float, ...]

    def at(self, day: int) -> tuple[float, float]:
        """The least and the most share that outlives a day."""
        if day >= self.edges[-1]:
            return self.lower[-1], self.lower[-1]
        least = self.lower[bisect_left(self.edges, day)]
        most = self.upper[bisect_right(self.edges, day)]
        return min(least, most), most


def product_limit(lives: Sequence[Lived]) -> Estimate:
    """The estimate of Kaplan and Meier (1958) from one life or more.

    Where few enter early, all that are in sight at an age may end then, and the estimate stays at nothing although
    others stand; there the survival is the exponential of the cumulative hazard instead (Breslow 1972). The limits
    are those of 95 % by Greenwood's variance on the log-log scale (Kalbfleisch and Prentice 1980).

    Raises BadQuestion where lifelines is not installed.
    """
    lifelines = _lifelines()
    observed = ([life.days for life in lives], [life.ended for life in lives])
    entries = [life.entry for life in lives]
    if _is_emptied(lives):
        hazard = lifelines.NelsonAalenFitter(1 - CONFIDENCE, nelson_aalen_smoothing=False)
        hazard.fit(*observed, entry=entries)
        shares, limits = exp(-hazard.cumulative_hazard_), exp(-hazard.confidence_interval_)
        return _estimate(BRESLOW, shares, limits)
    fitted = lifelines.KaplanMeierFitter(1 - CONFIDENCE).fit(*observed, entry=entries)
    return _estimate(KAPLAN_MEIER, fitted.survival_function_, fitted.confidence_interval_)


def _estimate(method: str, shares: Any, limits: Any) -> Estimate:
    """What lifelines gives as tables by day."""
    survival = tuple(float(share) for share in shares.iloc[:, 0])
    both = [sorted(map(float, row)) for row in limits.to_numpy()]
    low, high = (
        tuple(_limit(*held) for held in zip(column, survival, strict=True))
        for column in zip(*both, strict=True)
    )
    return Estimate(tuple(int(day) for day in shares.index), survival, low, high, method)


def _is_emptied(lives: Sequence[Lived]) -> bool:
    """Whether there is an age, with older ties beyond it, that nobody passes in sight."""
    oldest = max(life.days for life in lives)
    ages = {life.days for life in lives} - {oldest}
    return any(not any(life.entry < age < life.days for life in lives) for age in ages)


def turnbull(ends: Sequence[tuple[float, float]]) -> IntervalEstimate | None:
    """The estimate of Turnbull (1976) from the interval (after, by] in which each ended; None when the search
    for it does not settle. `by` is infinite for those that may stand for ever. Raises BadQuestion where
    lifelines is not installed.

    An interval is given to the engine as opening half a day later, so that no opening falls on another's close.
    """
    lifelines = _lifelines()
    after, by = [start + _HALF_DAY for start, _ in ends], [end for _, end in ends]
    with warnings.catch_warnings():
        warnings.simplefilter("error", lifelines.exceptions.ConvergenceWarning)
        try:
            fitted = lifelines.KaplanMeierFitter().fit_interval_censoring(after, by, tol=1e-7)
        except lifelines.exceptions.ConvergenceWarning:
            return None
    table = fitted.survival_function_
    upper, lower = (
        tuple(float(share) for share in table[f"NPMLE_estimate_{side}"])
        for side in ("upper", "lower")
    )
    return IntervalEstimate(tuple(float(edge) for edge in table.index), upper, lower)


NEVER_ENDS = inf
"""The close of an interval without one."""


def _limit(limit: float, share: float) -> float | None:
    return None if isnan(limit) or not 0 < share < 1 else float(limit)


def _lifelines() -> ModuleType:
    try:
        import lifelines
    except ImportError:
        raise BadQuestion(
            "survival is estimated by lifelines: install Kizuna with its extra: pip install 'kizuna[research]'"
        ) from None
    held: ModuleType = lifelines
    return held
