"""How the growth of a network is shown, year by year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from kizuna.cli.asking import Ask
from kizuna.cli.networking import question
from kizuna.cli.output import Rows, plain, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.analysis.network.series import Series, Snapshot


class ByYear:
    """The yearly series; None where no tie is dated."""

    def __init__(self, ask: Ask, series: Series | None) -> None:
        self._ask, self._series = ask, series

    def json(self) -> Any:
        series = self._series
        years = [] if series is None else list(self._years(series))
        ties = () if series is None else series.ties
        return {
            **question(self._ask),
            "years": [
                {"year": year, "end": end, "certain": _snapshot(c), "possible": _snapshot(p)}
                for year, end, c, p in years
            ],
            "ties": [
                {"id": t.tie.id, "in_force": t.span.text, "claims": list(t.listed)}
                for t in ties
                if t.span
            ],
        }

    def rows(self) -> Rows:
        keys = ("nodes", "edges", "components", "giant", "mean_degree", "transitivity")
        keys = (*keys, "average_clustering")
        head = (
            "year",
            "end",
            *(f"{key}_{bound}" for bound in ("certain", "possible") for key in keys),
        )
        if self._series is None:
            return head, ()
        return head, (
            (year, end, *_snapshot(certain).values(), *_snapshot(possible).values())
            for year, end, certain, possible in self._years(self._series)
        )

    def table(self) -> Iterator[RenderableType]:
        if self._series is None:
            yield plain("no tie is dated: ask for years, such as --years 1950..2000", "yellow")
            return
        heads = ("#Nodes", "#Edges", "#Components", "#Largest", "#Mean degree", "#Transitivity")
        made = table(".Year", *heads, title="At each year's end: certain | possible")
        for year, _, certain, possible in self._years(self._series):
            sides = [list(_snapshot(one).values())[: len(heads)] for one in (certain, possible)]
            made.add_row(str(year), *(_both(a, b) for a, b in zip(*sides, strict=True)))
        yield made
        claims = {claim for tie in self._series.ties for claim in tie.listed}
        yield plain(f"rests on {len(claims)} claims of {len(self._series.ties)} ties", "dim")

    def _years(self, series: Series) -> Iterator[tuple[int, str, Snapshot, Snapshot]]:
        for end, certain, possible in zip(
            series.ends, series.certain, series.possible, strict=True
        ):
            day = date.fromordinal(end)
            yield day.year, day.isoformat(), certain, possible


def _snapshot(one: Snapshot) -> dict[str, float | None]:
    clustering = one.clustering
    return {
        "nodes": one.nodes,
        "edges": one.edges,
        "components": one.components,
        "giant": one.giant,
        "mean_degree": one.mean_degree,
        "transitivity": clustering.transitivity if clustering else None,
        "average_clustering": clustering.average if clustering else None,
    }


def _both(certain: float | None, possible: float | None) -> str:
    a, b = (_short(value) for value in (certain, possible))
    return a if a == b else f"{a} | {b}"


def _short(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
