"""A picture that stands alone has its title above and its remarks beneath the chart."""

from __future__ import annotations

from kizuna.publish.charts.plot import Plot
from kizuna.publish.charts.sheet import Chart

from .conftest import CAPTION, Drawn

CHART = Chart("test", CAPTION).drawn_empty()


def plot(*remarks: str, title: str = "Ties by year") -> Plot:
    return Plot(CHART, title, "25 ties", "Bars", remarks, ("c1",), "en")


def test_title_subtitle_and_remarks_stand_around_the_chart_and_are_read_out() -> None:
    made = plot("One is not drawn.", "Another remark.")
    assert CHART in made.picture()
    drawn = Drawn(made)
    said = ["Ties by year", "25 ties", "Nothing", "One is not drawn.", "Another remark."]
    assert (drawn.words(), drawn.outside()) == (said, [])
    named = {part.get("id"): part.text for part in drawn.root[:2]}
    read = [named[ident] for ident in drawn.root.get("aria-labelledby", "").split()]
    assert [drawn.root.get("role"), drawn.root.get("lang"), *read] == [
        *("img", "en", "Ties by year", "Bars")
    ]
    assert plot("One is not drawn.").drawing().description == "Bars One is not drawn."


def test_long_remarks_are_broken_into_lines() -> None:
    drawn = Drawn(plot("A remark that goes on and on. " * 20, "長い注記。" * 60))
    assert len(drawn.groups("remark")) > 6
    assert "".join(g.text or "" for g in drawn.groups("remark")).count("。") == 60
