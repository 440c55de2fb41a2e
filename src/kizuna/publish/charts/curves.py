"""Curves of survival as SVG: the share of ties that outlive each age; of one curve alone with limits of 95 %."""

from __future__ import annotations

from collections.abc import Sequence

from kizuna.analysis.survival.curves import Curve, Step
from kizuna.languages import Messages
from kizuna.publish.charts import svg
from kizuna.publish.charts.chart import Caption, Chart, Scale, round_years, stroke
from kizuna.publish.charts.geometry import Box, Spot
from kizuna.publish.charts.palette import MUTED, SERIES

_YEAR = 365.25
_BOX = Box(46, 16, 704, 300)
MOST = len(SERIES)
"""So many curves can be told apart."""


def drawn(curves: Sequence[Curve], names: Sequence[str], messages: Messages) -> str:
    """The drawing of the first curves, as many as can be told apart; "" for none."""
    shown = list(zip(curves[:MOST], names, SERIES, strict=False))
    if not shown:
        return ""
    words = (messages.text("web-survival-curve"), messages.text("web-survival-curve-said"))
    chart = Chart("survival", Caption(*words, "", "", "", messages.tag), 720)
    years = max(curve.steps[-1].day for curve, _, _ in shown) / _YEAR or 1
    across, up = Scale(0, years, _BOX.left, _BOX.right), Scale(0, 1, _BOX.bottom, _BOX.top)
    ages = round_years(0, int(years), _BOX.width, 50)
    chart.grid(_BOX, [(up.at(n / 10), f"{n * 10}%") for n in range(0, 11, 2)], upright=False)
    chart.grid(_BOX, [(across.at(age), str(age)) for age in ages], upright=True)
    at = (_BOX.right, _BOX.bottom + 34)
    chart.add(svg.text(messages.text("web-survival-age"), at, text_anchor="end", fill=MUTED))
    for curve, name, colour in shown:
        if len(shown) == 1:
            high, low = (_stairs(curve, across, up, side) for side in ("high", "low"))
            chart.add(svg.path([[*high, *low[::-1]]], colour, opacity=0.16))
        else:
            chart.key(name, stroke(colour, certain=True))
        chart.add(svg.path([_stairs(curve, across, up, "survival")], stroke=colour, stroke_width=2))
    return chart.drawn(_BOX.bottom + 40, _BOX.left)


def _stairs(curve: Curve, across: Scale, up: Scale, side: str) -> list[Spot]:
    """A side of a curve; where there is no limit yet, the curve itself."""

    def share(step: Step) -> float:
        limit: float | None = getattr(step, side)
        return step.survival if limit is None else limit

    points: list[Spot] = []
    for step in curve.steps:
        x = across.at(step.day / _YEAR)
        points += [(x, points[-1][1] if points else up.at(share(step))), (x, up.at(share(step)))]
    return points
