"""Showing a thing: every fact with its rivals, what refers to it, and of a tie how it stood on a day."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from builders import DAY, THEN, Filled, claim, facts, milestone, prefer, status, tie, two_sides
from kizuna.claims.claim import Stance
from kizuna.errors import NotFound
from kizuna.languages import Messages
from kizuna.publish.document import Document, Sentence, Tone, sentences_of
from kizuna.publish.wording import Wording
from kizuna.values import Answer, day_number, day_text
from kizuna.workflows.clocks import Times
from kizuna.workflows.show import (
    Question,
    ShowAnswer,
    Thing,
    answer,
    document,
    records,
    thing,
    tie_of,
)


def _times(day: int | None = None, known_at: datetime | None = None) -> Times:
    return Times.on(day, known_at) if day else Times(Times.on(DAY).day, known_at)


def _show(text: str, day: int | None = None) -> Thing:
    shown = answer(Question(text), _times(day)).shown
    assert shown is not None
    return shown


def _document(found: ShowAnswer) -> Document:
    return document(found, Wording(found.register, Messages("en"), found.times.day.number))


def _sentences(found: Document, anchor: str) -> list[Sentence]:
    (section,) = [s for s in found.sections if s.anchor == anchor]
    return [sentence for block in section.blocks for sentence in sentences_of(block)]


def test_a_fact_knows_its_rivals_and_who_is_preferred(filled: Filled) -> None:
    first, second = milestone("a-b", date="1974"), milestone("a-b", date="1975")
    filled([first, second], [prefer(second, first)])
    shown = _show("a-b")
    preferred, other = shown.facts
    assert (str(preferred.fact.value.date), preferred.is_preferred) == ("1975", True)
    assert (str(other.fact.value.date), other.is_preferred) == ("1974", False)
    (dispute,) = shown.disputes
    assert [str(fact.value.date) for fact in dispute.facts] == ["1975", "1974"]


def test_facts_that_do_not_hold_on_the_day_are_left_out(filled: Filled) -> None:
    filled([status("a-b", "active", "1974/1980"), status("a-b", "dormant", "1985/..")])
    (item,) = _show("a-b", DAY).facts
    assert item.fact.value.status == "dormant"


def test_what_refers_to_a_thing_is_told_by_kind_and_property(filled: Filled) -> None:
    filled([claim("government/a", "country", "JP"), *tie("a-b", "a", "b")])
    assert _show("government/a").related == {("tie", "party"): ("tie/a-b",)}


def test_before_anything_was_recorded_there_is_nothing_to_show(filled: Filled) -> None:
    filled(tie("a-b", "a", "b"))
    found = answer(Question("a-b"), _times(known_at=THEN - timedelta(days=1)))
    assert found.shown is None
    said = records(found, Wording(found.register, Messages("en"))).to_json()
    assert (said["id"], said["asked"], said["properties"]) == (None, "a-b", [])


def test_an_unknown_id_is_an_error(filled: Filled) -> None:
    filled(tie("a-b", "a", "b"))
    with pytest.raises(NotFound, match="tie/nobody"):
        thing("tie/nobody", _times())


@pytest.fixture
def sides(filled: Filled) -> None:
    filled(
        [
            *two_sides(),
            *tie("city", "osaka", "shanghai"),
            *tie("prefecture", "osaka-prefecture", "shanghai", date="1980-11-21"),
            *tie("other", "sakai", "lianyungang", date="1983"),
            *facts("programme/doctors", tie="tie/city", period="1981/.."),
        ]
    )


@pytest.mark.usefixtures("sides")
@pytest.mark.parametrize(
    ("day", "held", "moments"),
    [("1970-01-01", Answer.NO, 0), ("1979-01-01", Answer.CERTAIN, 1), (None, Answer.CERTAIN, 2)],
)
def test_a_tie_stands_as_it_did_on_the_day_with_the_moments_up_to_it(
    day: str | None, held: Answer, moments: int
) -> None:
    found = tie_of(thing("tie/city", _times(day_number(day) if day else None)))
    assert found is not None
    assert (found.on_day.answer, len(found.moments)) == (held, moments)


@pytest.mark.usefixtures("sides")
@pytest.mark.parametrize("ref", ["tie/city", "tie/prefecture"])
def test_a_tie_of_the_place_around_runs_beside_it(ref: str) -> None:
    found = tie_of(thing(ref, _times(DAY)))
    assert found is not None
    (parallel,) = found.parallels
    assert (parallel.inner.tie.id, parallel.outer.tie.id) == ("tie/city", "tie/prefecture")


@pytest.mark.usefixtures("sides")
def test_the_document_of_a_tie_says_what_it_is_folds_the_rest_and_names_its_parts_without_it() -> (
    None
):
    found = _document(thing("tie/city", _times(DAY)))
    assert "have been tied since 18 April 1974" in found.lead.text
    assert found.lead.claims
    assert [section.anchor for section in found.sections if not section.folded] == ["tie"]
    assert _sentences(found, "programmes")[0].text == "programme"


@pytest.mark.usefixtures("sides")
def test_what_began_after_the_day_is_left_out_and_that_is_said() -> None:
    found = _document(thing("tie/city", _times(day_number("1979-01-01"))))
    (said,) = _sentences(found, "programmes")
    assert said.text == "One that began after the day is left out."


def test_a_fact_that_is_set_aside_says_so_and_the_other_why(filled: Filled) -> None:
    first, second = milestone("a-b", date="1974"), milestone("a-b", date="1975")
    filled([*tie("a-b", "a", "b")[:2], first, second], [prefer(second, first)])
    said = {s.text: s.tone for s in _sentences(_document(thing("tie/a-b", _times())), "tie")}
    assert said["1975"] is Tone.PLAIN
    assert said["1974 (another claim stands before it)"] is Tone.SET_ASIDE
    assert any(text.startswith("Preferred: ") for text in said)


def test_a_denial_stands_beside_what_it_denies_with_its_own_claims(filled: Filled) -> None:
    denial = claim("agreement/x", "signed", "1974", stance=Stance.DENIED)
    filled([claim("agreement/x", "signed", "1974"), denial])
    said = _sentences(_document(thing("agreement/x", _times())), "facts")
    (denied,) = [sentence for sentence in said if sentence.tone is Tone.DENIED]
    assert (denied.text, denied.claims) == ("denied by 1", (denial.id,))


@pytest.mark.parametrize("day", [day_text(DAY), None])
def test_the_flat_table_has_a_row_a_fact(filled: Filled, day: str | None) -> None:
    filled(tie("a-b", "a", "b"))
    found = answer(Question("a-b"), Times.of(day))
    made = records(found, Wording(found.register, Messages("en")))
    assert made.flat_names()[:3] == ("id", "property", "value")
    assert [row[1] for row in made.flat_rows()] == ["party", "party", "milestone"]
    assert made.about["as_of"] == day
