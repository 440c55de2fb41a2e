"""Every plot: a language of its own, the same bytes again, words for nothing, and a
picture with all its words.
"""

from __future__ import annotations

import pytest

from builders import DAY, register
from kizuna.analysis.scope import Scope, scope_of
from kizuna.errors import NotFound
from kizuna.languages import LANGUAGES
from kizuna.publish.charts.bars import volume_of_tie, years
from kizuna.publish.charts.map import ties_map
from kizuna.publish.charts.partners import ties_matrix, ties_network
from kizuna.publish.charts.plot import picture
from kizuna.publish.charts.timeline import fields_beside, tie_timeline
from kizuna.publish.document import Drawing
from kizuna.register.places import in_country
from kizuna.register.register import Register
from subjects import built_in

from .conftest import Drawn, chart


def _scope(held: Register, day: int) -> Scope:
    """The ties with China, where the register knows of it."""
    return scope_of(held, day, [in_country(held, "CN", day)] if held.entities else [])


OSAKA, KOBE = "tie/osaka-shanghai", "tie/kobe-tianjin"
PLOTS = {
    "years": lambda held, day, language: years(_scope(held, day), language),
    "map": lambda held, day, language: ties_map(_scope(held, day), language),
    "matrix": lambda held, day, language: ties_matrix(_scope(held, day), language),
    "network": lambda held, day, language: ties_network(_scope(held, day), language),
    "timeline": lambda held, day, language: tie_timeline(held, OSAKA, day, language),
    "volume": lambda held, day, language: volume_of_tie(held, OSAKA, day, language),
    "fields": lambda held, day, language: fields_beside(
        held, [OSAKA, KOBE], day, language
    ),
}


@pytest.mark.parametrize("name", sorted(PLOTS))
def test_a_plot_has_words_of_its_language_the_same_bytes_again_and_marks_that_rest_on_its_claims(
    name,
) -> None:
    made = [PLOTS[name](built_in(), DAY, language) for language in LANGUAGES]
    assert len({plot.caption for plot in made}) == len(LANGUAGES)
    assert picture(PLOTS[name](built_in(), DAY, "ru")) == picture(made[-1])
    for plot in made:
        drawn = Drawn(plot)
        assert Drawn(plot.svg).outside() == []
        assert "{" not in drawn.text.replace("url(#", "")
        assert plot.claims
        assert drawn.grounds() <= set(plot.claims)
        assert drawn.grounds() | drawn.grounds("ties")
        marks = [
            e for e in drawn.root.iter() if e.get("data-claims") or e.get("data-ties")
        ]
        assert all(mark[0].tag.endswith("title") and mark[0].text for mark in marks)


NOTHING = {
    "years": "No tie is dated.",
    "map": "No tie of which both places are recorded.",
    "matrix": "No tie of which both sides are recorded.",
    "network": "No tie joins two parties.",
    "timeline": "Nothing of the tie is dated.",
}


@pytest.mark.parametrize("name", NOTHING)
def test_nothing_to_draw_is_said(name) -> None:
    of = (built_in(), DAY - 30_000) if name == "timeline" else (register(), DAY)
    assert NOTHING[name] in Drawn(PLOTS[name](*of, "en")).words()


def test_a_tie_that_is_not_held_is_an_error_that_quotes_it() -> None:
    for plot in (tie_timeline, volume_of_tie):
        with pytest.raises(NotFound, match="tie/nowhere"):
            plot(register(), "tie/nowhere", DAY, "en")


def test_title_subtitle_and_remarks_in_lines_stand_around_the_chart_and_are_read_out() -> (
    None
):
    drawing, remarks = chart().drawing(()).svg, ("One is not drawn.", "長い注記。" * 60)
    made = Drawing(drawing, "Ties by year", "Bars", ("c1",), "25 ties", remarks)
    assert drawing in picture(made)
    drawn = Drawn(made)
    said = ["Ties by year", "25 ties", "No tie is dated.", "One is not drawn."]
    assert (drawn.words()[:4], drawn.outside()) == (said, [])
    lines = [group.text or "" for group in drawn.groups("remark")[1:]]
    assert (len(lines) > 3, "".join(lines)) == (True, remarks[1])
    named = {part.get("id"): part.text for part in drawn.root[:2]}
    read = [named[ident] for ident in drawn.root.get("aria-labelledby", "").split()]
    shown = drawn.root.get("role"), drawn.root.get("lang"), *read
    assert shown == ("img", "en", "Ties by year", "Bars")
    said = chart("map", count=2).drawing((), ["One is not drawn."]).description
    assert said.endswith("possible ties are dashed. One is not drawn.")
