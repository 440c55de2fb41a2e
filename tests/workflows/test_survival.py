"""Survival of the ties of a question: the window, the groups, and what cannot be asked."""

from __future__ import annotations

import pytest

from builders import Filled, claim, status, tie, two_sides
from kizuna.errors import BadQuestion
from kizuna.publish.document import sentences_of
from kizuna.publish.wording import Wording
from kizuna.values import day_number
from kizuna.workflows.clocks import Times
from kizuna.workflows.survival import Question, SurvivalAnswer, answer, chart, document, records

_DAY = day_number("2000-12-31")


def _observed(**question: str) -> SurvivalAnswer:
    return answer(Question(**question), Times.on(_DAY))  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _observed_register(filled: Filled) -> None:
    """Three ties, one of them ended and one undated."""
    filled(
        [
            *two_sides(),
            claim("government/osaka", "name", "Osaka"),
            *tie("a", "osaka", "shanghai", date="1980-01-01"),
            status("a", "ended", "1990-01-01/.."),
            *tie("b", "osaka", "sakai", date="1985-01-01"),
            *tie("c", "sakai", "lianyungang", date=""),
        ]
    )


def test_ties_are_observed_to_the_day_of_the_question_and_a_curve_made_for_each_dated_group() -> (
    None
):
    spells = _observed(of="Osaka").spells
    seen = {spell.scoped.id for spell in spells.spells if not spell.why_left_out}
    assert (seen, spells.window.last) == ({"tie/a", "tie/b"}, _DAY)
    curves = _observed(by="country").curves
    assert [(curve.group, curve.ended.certain) for curve in curves] == [("CN-JP", 1), ("JP-JP", 0)]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"until": "2001-01-01"}, r"2001-01-01.*cannot end after.*2000-12-31"),
        ({"of": "government/lianyungang"}, "undated: 1"),
    ],
)
def test_what_cannot_be_observed_is_told(question: dict[str, str], said: str) -> None:
    with pytest.raises(BadQuestion, match=said):
        _observed(**question)


@pytest.mark.parametrize("show", ["curves", "years", "spells"])
def test_the_document_counts_what_is_left_out_with_its_claims(show: str) -> None:
    found = _observed(show=show)
    (section,) = document(found, Wording.english(found.register, _DAY)).sections
    said = [sentence for block in section.blocks for sentence in sentences_of(block)]
    (left_out,) = [one for one in said if one.text == "Left out, without a date: 1."]
    assert left_out.claims == found.spells.left_out["undated"].claims
    assert any("what ended before anybody listed it is missing" in one.text for one in said)


def test_a_step_of_a_curve_is_a_row_of_the_flat_table() -> None:
    found = _observed(by="country")
    rows = records(found, Wording.english(found.register, _DAY))
    steps = list(rows.flat_rows())
    assert rows.flat_names()[:3] == ("group", "age_days", "age_years")
    assert [step[0] for step in steps] == ["CN-JP"] * 2 + ["JP-JP"] * 2
    assert [group["group"] for group in rows.to_json()["groups"]] == ["CN-JP", "JP-JP"]


def test_the_curves_are_drawn_with_the_claims_of_their_ties() -> None:
    plot = chart(_observed(of="Osaka"), "ru")
    assert plot.title == "Доля связей, переживших каждый возраст"
    assert plot.claims == _observed(of="Osaka").curves[0].ties.claims
