"""Timelines keep what is certain apart from what is possible."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from builders import DAY, facts, government, register, tie
from kizuna.analysis.measures.activity import breadth, fields_of
from kizuna.publish.charts.timeline import (
    TimelineMark,
    draw_timeline,
    fields_beside,
    tie_timeline,
    timeline_between,
)
from kizuna.values import OPEN_END, OPEN_START, Span, day_number
from publish.report.conftest import kansai_china
from subjects import built_in

from .conftest import Drawn, chart

OSAKA = "tie/osaka-shanghai"


def mark(
    start: str, start_latest: str, end: str, end_latest: str, **given: Any
) -> TimelineMark:
    texts, opened = (
        (start, start_latest, end, end_latest),
        {"..": OPEN_END, "<": OPEN_START},
    )
    days = [opened.get(text) or day_number(text) for text in texts]
    return TimelineMark(Span(*days), **{"title": "a tie", "claims": ("c1",), **given})


def drawn(rows: dict[str, tuple[TimelineMark, ...]]) -> Drawn:
    """The timeline of marks by the labels of their rows."""
    held = [(label, marks, label) for label, marks in rows.items()]
    picture = chart("timeline", tie="a tie", count=len(rows))
    return Drawn(draw_timeline(picture, held).svg)


IN_FORCE = mark("1973-06-24", "1973-06-24", "..", "..", title="Kobe and Tianjin")
IN_MAY = mark(
    "1974-05-01",
    "1974-05-31",
    "1974-05-01",
    "1974-05-31",
    is_event=True,
    title="in May",
)
IN_1981 = mark(
    "1981-01-01", "1981-12-31", "1981-01-01", "1981-12-31", is_event=True, title="1981"
)
UNKNOWN_END = mark("1980-01-01", "1980-12-31", "1980-01-01", "..", title="unknown end")


@pytest.mark.parametrize(
    ("mark", "shapes"),
    [
        (UNKNOWN_END, ["possible", "open possible"]),
        (IN_FORCE, ["possible", "certain", "open certain"]),
        (
            mark("1974-01-01", "1976-12-31", "1980-01-01", "1984-12-31"),
            ["possible", "certain"],
        ),
        (
            mark("<", "<", "1979-03-01", "1979-03-01"),
            ["possible", "certain", "open certain"],
        ),
        (IN_1981, ["possible", "possible"]),
        (mark(*["1986-01-01"] * 4, is_event=True), ["certain"]),
    ],
)
def test_what_is_certain_is_solid_and_the_rest_hatched_or_hollow(mark, shapes) -> None:
    picture = drawn({"": (mark,)})
    (group,) = picture.groups("mark")
    assert [child.get("class") for child in group[1:]] == shapes
    assert (picture.titles("mark"), group.get("data-claims")) == ([mark.title], "c1")
    if shapes[1:2] == ["certain"]:
        hatched, solid = (float(child.get("width", 0)) for child in group[1:3])
        assert (solid < hatched) == (mark.span.start_earliest < mark.span.start_latest)


def test_rows_have_their_labels_and_nothing_lies_outside() -> None:
    label = (
        "大阪市と上海市の友好都市提携にもとづく港湾と経済と文化と教育と医療の交流の計画"
    )
    ancient = mark("-0100-01-01", "-0100-12-31", "+12000-01-01", "..")
    rows = {
        "Ряд 0": (UNKNOWN_END,),
        "Ряд 1": (IN_FORCE, IN_MAY, IN_1981),
        "2": (ancient,),
    }
    picture = drawn({**rows, label: (IN_FORCE,)})
    assert picture.titles("row") == [*rows, label]
    assert rows.keys() <= set(picture.words())
    assert any(
        word.endswith("…") and label.startswith(word[:-1]) for word in picture.words()
    )
    assert picture.titles("as-of") == ["1 April 1987"]
    assert picture.outside() == []


def test_a_tie_has_rows_for_itself_the_ties_under_it_and_its_parts_that_had_begun() -> (
    None
):
    plot = tie_timeline(built_in(), OSAKA, DAY, "en")
    titles = Drawn(plot).titles("row")
    assert titles[:2] == ["Osaka – Shanghai", "Port of Osaka – Port of Shanghai"]
    assert {"Agreements", "Events", "Shipping (field of a tie)"} <= set(titles)
    (remark,) = plot.remarks
    assert remark.endswith(
        "parts of the tie are not drawn, since their dates are not recorded."
    )
    early = Drawn(tie_timeline(built_in(), OSAKA, 720000 + 1461, "en")).titles("row")
    assert not any("Environmental protection" in title for title in early)


def test_between_two_sides_each_tie_has_a_row_with_its_events_by_what_they_were() -> (
    None
):
    picture = Drawn(timeline_between(kansai_china(), "en"))
    assert {"Osaka – Shanghai", "Kobe – Tianjin"} <= set(picture.titles("row"))
    assert "Visit: 18 April 1974" in picture.titles("event")


KOBE, KYOTO = "tie/kobe-tianjin", "tie/kyoto-xian"


def test_a_dot_for_each_field_of_each_tie_says_since_when_and_shared_fields_come_first() -> (
    None
):
    ties = [OSAKA, KOBE, KYOTO]
    drawn = Drawn(fields_beside(built_in(), ties, DAY, "en"))
    figures = [breadth(fields_of(built_in(), tie, DAY)) for tie in ties]
    assert len(drawn.groups("has")) == sum(figure.possible for figure in figures)
    assert [e.text for e in drawn.groups("sum")] == [str(f.certain) for f in figures]
    assert "since 1974" in drawn.words()
    assert "Osaka – Shanghai: youth, 1974" in drawn.titles("has")
    heights = Counter(float(e[1].get("cy", 0)) for e in drawn.groups("has"))
    shared = [number for _, number in sorted(heights.items())]
    assert shared == sorted(shared, reverse=True)
    assert len({*shared}) > 1


def test_a_possible_field_is_a_hollow_dot_and_long_names_are_broken_into_lines() -> (
    None
):
    long = "prefecture-of-somewhere-far-away"
    youth = facts("field/one", tie="tie/one", concept="youth", started="[1986..1988]")
    pairs = tie("one", long, "shanghai"), tie("two", "shanghai", long)
    held = register(
        government(long), government("shanghai", country="CN"), *pairs, youth
    )
    drawn = Drawn(fields_beside(held, ["tie/one", "tie/two"], DAY, "en"))
    (possible,) = drawn.groups("has", "possible")
    assert possible[1].get("fill") == "#ffffff"
    assert drawn.outside() == []
