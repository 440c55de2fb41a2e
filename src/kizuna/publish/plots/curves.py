"""Curves of survival as SVG: the share of ties that outlive each age; of one curve alone with limits of 95 %."""

from __future__ import annotations

from collections.abc import Sequence

from kizuna.analysis.survival.curves import Curve, Step
from kizuna.languages import Messages
from kizuna.publish.drawings.palette import MUTED, SERIES
from kizuna.publish.drawings.svg import Element, Sheet, document, element, path_of, prefix_for, text

_YEAR = 365.25
_WIDE, _HIGH = 720, 340
_LEFT, _TOP, _RIGHT, _BOTTOM = 46, 16, 16, 40
_LINE = 17
MOST = len(SERIES)
"""So many curves can be told apart."""


def drawn(curves: Sequence[Curve], names: Sequence[str], messages: Messages) -> str:
    """The drawing of the first curves, as many as can be told apart; "" for none."""
    shown = list(zip(curves[:MOST], names, SERIES, strict=False))
    if not shown:
        return ""
    years = max(curve.steps[-1].day for curve, _, _ in shown) / _YEAR or 1
    legend = len(shown) * _LINE if len(shown) > 1 else 0
    title = messages.text("web-survival-curve")
    said = messages.text("web-survival-curve-said")
    sheet = Sheet("survival", _WIDE, _HIGH + legend, title, said, messages.tag)
    prefix = prefix_for("survival", [curve.group for curve, _, _ in shown], messages.tag, years)
    body = [*_axes(years, messages)]
    for at, (curve, name, colour) in enumerate(shown):
        if len(shown) == 1:
            body.append(_band(curve, years, colour))
        body.append(_line(curve, years, colour))
        if legend:
            body += _named(name, colour, _HIGH + at * _LINE)
    return document(sheet, prefix, body)


def _x(day: float, years: float) -> float:
    return _LEFT + (day / _YEAR / years) * (_WIDE - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return _TOP + (1 - share) * (_HIGH - _TOP - _BOTTOM)


def _axes(years: float, messages: Messages) -> list[Element]:
    made = []
    for tenth in range(0, 11, 2):
        y = _y(tenth / 10)
        made.append(
            element("line", x1=_LEFT, x2=_WIDE - _RIGHT, y1=y, y2=y, stroke=MUTED, opacity=0.3)
        )
        made.append(text(f"{tenth * 10}%", _LEFT - 7, y + 4, text_anchor="end", fill=MUTED))
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if years / s <= 12)
    for age in range(0, int(years) + 1, step):
        x = _x(age * _YEAR, years)
        made.append(text(str(age), x, _HIGH - _BOTTOM + 18, text_anchor="middle", fill=MUTED))
    label = messages.text("web-survival-age")
    made.append(text(label, _WIDE - _RIGHT, _HIGH - 6, text_anchor="end", fill=MUTED))
    return made


def _line(curve: Curve, years: float, colour: str) -> Element:
    points = _stairs([(step.day, step.survival) for step in curve.steps], years)
    return element("path", d=path_of([points]), fill="none", stroke=colour, stroke_width=2)


def _band(curve: Curve, years: float, colour: str) -> Element:
    """The confidence limits; where there are none yet, the curve itself."""
    high = _stairs([(s.day, _limit(s, s.high)) for s in curve.steps], years)
    low = _stairs([(s.day, _limit(s, s.low)) for s in curve.steps], years)
    return element("path", d=path_of([[*high, *low[::-1]]], closed=True), fill=colour, opacity=0.16)


def _limit(step: Step, limit: float | None) -> float:
    return step.survival if limit is None else limit


def _stairs(shares: Sequence[tuple[int, float]], years: float) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for day, share in shares:
        if points:
            points.append((_x(day, years), points[-1][1]))
        points.append((_x(day, years), _y(share)))
    return points


def _named(name: str, colour: str, y: float) -> list[Element]:
    mark = element("line", x1=_LEFT, x2=_LEFT + 22, y1=y, y2=y, stroke=colour, stroke_width=3)
    return [mark, text(name, _LEFT + 30, y + 4)]
