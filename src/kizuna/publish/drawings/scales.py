"""Lays numbers, years and days along an axis and chooses where its ticks stand."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10

from kizuna.values.days import civil_of, day_of

_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: `low` stands at pixel `start`, `high` at pixel `end`; low < high."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value; one outside of low..high is held at the nearer end."""
        held = max(self.low, min(self.high, value))
        return self.start + (held - self.low) / (self.high - self.low) * (self.end - self.start)


def rounded_up(value: float, ticks: int) -> tuple[float, float]:
    """(top, step): a round step that takes at most `ticks` ticks to reach `value`, and the first
    multiple of it at or above `value`. (1, 1) for 0. Whole steps for values of 1 or more."""
    if value <= 0:
        return 1.0, 1.0
    rough = value / ticks
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.9999)
    if value >= 1:
        step = max(step, 1.0)
    return step * ceil(value / step - 1e-9), step


def year_step(years: float, room: float, least: float) -> int:
    """The number of years between grid lines so that they stand at least `least` pixels apart."""
    return next(
        (step for step in _YEAR_STEPS if step * room / max(years, 1e-9) >= least),
        _YEAR_STEPS[-1],
    )


def year_of(day: int) -> int:
    """The year of a day number; year 0 is the one before year 1."""
    return civil_of(day)[0]


def new_year(year: int) -> int:
    """The day number of 1 January."""
    return day_of(year, 1, 1)


def figure(value: float) -> str:
    """A number with thin spaces between thousands (ISO 80000-1), with at most two decimals.

    Four digits stay together.
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    whole, _, part = text.partition(".")
    if len(whole.lstrip("-")) > 4:
        whole = f"{int(whole):,}".replace(",", "\u2009")
    return f"{whole}.{part}" if part else whole


def range_text(low: float | None, high: float | None) -> str:
    """`20–25`, `20`, `≥ 400` without an upper bound, `≤ 5` without a lower one, `–` for nothing
    known."""
    if low is None and high is None:
        return "–"
    if high is None:
        return f"≥\u2009{figure(low or 0)}"
    if low is None:
        return f"≤\u2009{figure(high)}"
    return figure(low) if low == high else f"{figure(low)}–{figure(high)}"
