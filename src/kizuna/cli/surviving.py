"""How survival is shown: the question, what is left out, and the curves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kizuna.cli.asking import Ask
from kizuna.cli.output import Rows, counted, plain, table
from kizuna.errors import BadQuestion

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.analysis.figures import Figure
    from kizuna.analysis.survival.curves import Curve, Step
    from kizuna.workflows.survival import Observed

_YEAR = 365.25
_AGES = (1, 5, 10, 15, 20, 30, 40, 50, 60, 75, 100)
_SUMMARY = (10, 20, 30, 40)
_STEP = (
    *("group", "age_days", "age_years", "at_risk", "ended", "censored", "survival", "low", "high"),
    *("least", "most", "intervals_least", "intervals_most"),
)


def days(since: str, until: str) -> tuple[int | None, int | None]:
    """The first day of one date and the last of another; None for "". Raises BadDate, BadQuestion."""
    first = _date(since, "--from").start_earliest if since else None
    return first, _date(until, "--to").end_latest if until else None


def _date(text: str, option: str) -> Any:
    from kizuna.values import Edtf

    asked = Edtf.parse(text)
    if asked.uncertain or asked.approximate or asked.precision not in ("day", "month", "year"):
        raise BadQuestion(
            f"{text!r} is no day, month or year: {option} takes one, such as 1972-09-29"
        )
    return asked.span


class Shown:
    """What the three ways of showing share: the question in JSON, and what is left out."""

    def __init__(self, ask: Ask, observed: Observed) -> None:
        self.ask = ask
        self.observed = observed

    def question(self) -> dict[str, Any]:
        """The question, its window, and the ties that are left out."""
        from kizuna.values import OPEN_START, day_text

        window = self.observed.spells.window
        return {
            **self.ask.clocks(),
            "of": self.ask.of or None,
            "between": list(self.ask.between) or None,
            "kind": self.ask.kind or None,
            "by": self.observed.by or None,
            "from": None if window.first == OPEN_START else day_text(window.first),
            "to": day_text(window.last),
            "left_out": {why: f.as_json() for why, f in self.observed.spells.left_out.items()},
        }

    def left_out(self) -> Iterator[RenderableType]:
        """How many are left out and why, in a line; nothing where none is."""
        held = self.observed.spells.left_out
        said = [f"{figure.possible} {why}" for why, figure in held.items() if figure.possible]
        if said:
            yield plain(f"Left out: {', '.join(said)}", "yellow")


class Estimated(Shown):
    """The curves."""

    def __init__(self, ask: Ask, observed: Observed) -> None:
        super().__init__(ask, observed)
        self.curves = observed.curves()

    def json(self) -> dict[str, Any]:
        """The whole answer."""
        return {
            **self.question(),
            "convention": "uncertain dates at their midpoints",
            "confidence": 0.95,
            "groups": [_curve(curve) for curve in self.curves],
        }

    def rows(self) -> Rows:
        """For CSV: a row a step of a curve."""
        return _STEP, (
            [curve.group, *_step(step).values()] for curve in self.curves for step in curve.steps
        )

    def table(self) -> Iterator[RenderableType]:
        """For people."""
        if self.observed.by:
            yield _summary(self.curves)
        else:
            yield _ages(self.curves[0])
            yield from _told(self.curves[0])
        yield from self.left_out()
        yield from _otherwise(self.curves)
        yield plain(_convention(self.curves), "dim")
        yield plain(_truncation(self.question()), "dim")


def _curve(curve: Curve) -> dict[str, Any]:
    median = curve.median
    return {
        "group": curve.group or None,
        "method": curve.method,
        "ties": curve.ties.as_json(),
        "ended": curve.ended.as_json(),
        "standing": curve.standing.as_json(),
        "truncated": curve.truncated.as_json(),
        "uncertain": curve.uncertain.as_json(),
        "median": {"age_days": median.day, "low": median.low, "high": median.high},
        "no_intervals_because": curve.why_no_intervals or None,
        "steps": [_step(step) for step in curve.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    least, most = step.by_intervals or (None, None)
    return {
        "age_days": step.day,
        "age_years": round(step.day / _YEAR, 3),
        "at_risk": step.at_risk,
        "ended": step.ended,
        "censored": step.censored,
        "survival": _share(step.survival),
        "low": _share(step.low),
        "high": _share(step.high),
        "least": _share(step.least),
        "most": _share(step.most),
        "intervals_least": _share(least),
        "intervals_most": _share(most),
    }


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _ages(curve: Curve) -> RenderableType:
    columns = ["#Age", "#In sight", "#Outlive it", "95 %"]
    bounded = any(step.least != step.most for step in curve.steps)
    intervals = not curve.why_no_intervals
    made = table(*columns, *["Readings"] * bounded, *["By intervals"] * intervals)
    for age in _AGES:
        step = curve.at(round(age * _YEAR))
        if step is None:
            continue
        cells = [_years(age), str(curve.at_risk(round(age * _YEAR))), f"{step.survival:.3f}"]
        cells.append(_range(step.low, step.high))
        cells += [_range(step.least, step.most)] * bounded
        cells += [_range(*(step.by_intervals or (None, None)))] * intervals
        made.add_row(*cells)
    return made


def _told(curve: Curve) -> Iterator[RenderableType]:
    yield plain(
        f"{_ties(curve.ties)}: {told(curve.ended)} ended, {told(curve.standing)} still standing at the end "
        f"(right-censored), {told(curve.truncated)} begun before the observation (left-truncated)",
        "bold",
    )
    if first := curve.steps[0].day:
        yield plain(
            f"Nobody is seen younger than {years_of(first)} years: the shares are of ties of that age"
        )
    yield plain(f"Median life, 95 %: {_median(curve)}", "bold")


def _otherwise(curves: list[Curve]) -> Iterator[RenderableType]:
    """The groups whose curve is of another estimate."""
    from kizuna.analysis.survival.estimators import BRESLOW

    names = [curve.group or "all" for curve in curves if curve.method == BRESLOW]
    if names:
        yield plain(
            f"{BRESLOW} estimate, because nobody was in sight at some age: {', '.join(names)}",
            "yellow",
        )


def _summary(curves: list[Curve]) -> RenderableType:
    shares = [f"#{age} y." for age in _SUMMARY]
    made = table(
        "Group", "#Ties", "#Ended", "#Standing", "#Truncated", *shares, ".Median life, 95 %"
    )
    for curve in curves:
        steps = [curve.at(round(age * _YEAR)) for age in _SUMMARY]
        made.add_row(
            plain(curve.group),
            *(told(f) for f in (curve.ties, curve.ended, curve.standing, curve.truncated)),
            *(f"{step.survival:.3f}" if step else "-" for step in steps),
            _median(curve),
        )
    return made


def _convention(curves: list[Curve]) -> str:
    methods = " and ".join(sorted({curve.method for curve in curves}))
    said = f"{methods} estimate; limits of 95 % by Greenwood's variance, log-log."
    uncertain = sum(curve.uncertain.possible for curve in curves)
    if not uncertain:
        return f"{said} Every date is known to the day."
    dates = "one date" if uncertain == 1 else f"{uncertain} ties with uncertain dates"
    said += f" {dates[0].upper()}{dates[1:]} went in at the midpoint."
    why = {curve.why_no_intervals for curve in curves if curve.uncertain.possible}
    if why == {""}:
        return f"{said} By intervals: Turnbull's estimate."
    return f"{said} No estimate by intervals: {'; '.join(sorted(why - {''}))}."


def _truncation(question: dict[str, Any]) -> str:
    if question["from"]:
        return f"Observed from {question['from']} to {question['to']}: older ties enter at the age that they had."
    return (
        f"Observed to {question['to']}, each tie from its beginning: what ended before anybody listed it is "
        "missing. --from DATE states when observation began."
    )


def _median(curve: Curve) -> str:
    median = curve.median
    if median.day is None:
        return "not reached"
    low, high = (years_of(day) if day is not None else "?" for day in (median.low, median.high))
    return f"{years_of(median.day)} years ({low} to {high})"


def years_of(day: int) -> str:
    """Days in years, for people."""
    return f"{day / _YEAR:.1f}"


def _years(age: int) -> str:
    return f"{age} year{'' if age == 1 else 's'}"


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "-"
    return f"{low:.3f}" if round(low, 3) == round(high, 3) else f"{low:.3f} to {high:.3f}"


def told(figure: Figure) -> str:
    """A figure for people: "18, possibly 19"."""
    return counted(figure.certain, figure.possible)


def _ties(figure: Figure) -> str:
    return f"{told(figure)} tie{'' if figure.possible == 1 else 's'}"
