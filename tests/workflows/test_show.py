"""Showing a thing: every fact with its rivals, what refers to it, and of a tie how it stood on a day."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from builders import (
    DAY,
    THEN,
    Filled,
    claim,
    facts,
    milestone,
    prefer,
    status,
    tie,
    two_sides,
)
from builders import document as document_of
from kizuna.claims.claim import Stance
from kizuna.claims.kinds import Document
from kizuna.errors import NotFound
from kizuna.languages import Messages
from kizuna.publish.document import Document as Answered
from kizuna.publish.document import Sentence, Table, Tone, sentences_of
from kizuna.publish.wording import Wording
from kizuna.values import Answer, day_number, day_text
from kizuna.workflows.clocks import Times
from kizuna.workflows.show import (
    Question,
    ShowAnswer,
    Thing,
    TieDetails,
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


def _tie(ref: str, day: int = DAY) -> TieDetails:
    found = tie_of(thing(ref, _times(day)))
    assert found is not None
    return found


def _document(found: ShowAnswer) -> Answered:
    return document(found, Wording(found.register, Messages("en"), found.times.day.number))


def _sentences(found: Answered, anchor: str) -> list[Sentence]:
    (section,) = [s for s in found.sections if s.anchor == anchor]
    return [sentence for block in section.blocks for sentence in sentences_of(block)]


def test_every_fact_of_a_thing_is_shown_with_what_refers_to_it_once_it_is_recorded(
    filled: Filled,
) -> None:
    filled([claim("government/a", "country", "JP"), *tie("a-b", "a", "b")])
    assert [item.property for item in _show("a-b").facts] == ["party", "party", "milestone"]
    assert _show("government/a").related == {("tie", "party"): ("tie/a-b",)}
    with pytest.raises(NotFound, match="tie/nobody"):
        thing("tie/nobody", _times())
    found = answer(Question("a-b"), _times(known_at=THEN - timedelta(days=1)))
    assert found.shown is None
    said = records(found, Wording(found.register, Messages("en"))).to_json()
    assert (said["id"], said["asked"], said["properties"]) == (None, "a-b", [])


def test_a_fact_knows_its_rivals_and_says_whether_it_is_set_aside_or_preferred_and_why(
    filled: Filled,
) -> None:
    first, second = milestone("a-b", date="1974"), milestone("a-b", date="1975")
    filled([*tie("a-b", "a", "b")[:2], first, second], [prefer(second, first)])
    shown = _show("a-b")
    told = [
        (str(f.fact.value.date), f.is_preferred) for f in shown.facts if f.property == "milestone"
    ]
    assert told == [("1975", True), ("1974", False)]
    (dispute,) = shown.disputes
    assert [str(fact.value.date) for fact in dispute.facts] == ["1975", "1974"]
    said = {s.text: s.tone for s in _sentences(_document(thing("tie/a-b", _times())), "tie")}
    assert said["1975"] is Tone.PLAIN
    assert said["1974 (another claim stands before it)"] is Tone.SET_ASIDE
    assert any(text.startswith("Preferred: ") for text in said)


def test_facts_that_do_not_hold_on_the_day_are_left_out_and_documents_are_known_beside(
    filled: Filled,
) -> None:
    said = [status("a-b", "active", "1974/1980"), status("a-b", "dormant", "1985/..")]
    filled([*said, *document_of("gazette", "1987-04-01")])
    shown = _show("a-b", DAY)
    (item,), (gazette,) = shown.facts, shown.register.of_kind(Document)
    assert (item.fact.value.status, str(gazette.date.value)) == ("dormant", "1987-04-01")


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
def test_a_tie_stands_as_it_did_on_the_day_and_what_began_later_is_left_out_and_that_is_said() -> (
    None
):
    day = day_number("1979-01-01")
    assert _tie("tie/city").on_day.answer is Answer.CERTAIN
    assert _tie("tie/city", day_number("1970-01-01")).on_day.answer is Answer.NO
    assert [m.ref for m in _tie("tie/city", day).moments] == ["tie/city"]
    assert len(_tie("tie/city").moments) == 2
    (said,) = _sentences(_document(thing("tie/city", _times(day))), "programmes")
    assert said.text == "One that began after the day is left out."


@pytest.mark.usefixtures("sides")
@pytest.mark.parametrize("ref", ["tie/city", "tie/prefecture"])
def test_a_tie_of_the_place_around_runs_beside_it(ref: str) -> None:
    (parallel,) = _tie(ref).parallels
    assert (parallel.inner.tie.id, parallel.outer.tie.id) == ("tie/city", "tie/prefecture")


@pytest.mark.usefixtures("sides")
def test_the_document_of_a_tie_says_first_what_it_is_and_folds_the_rest() -> None:
    found = _document(thing("tie/city", _times(DAY)))
    assert "have been tied since 18 April 1974" in found.lead.text
    assert found.lead.claims
    assert [section.anchor for section in found.sections if not section.folded] == ["tie"]
    (section,) = [s for s in found.sections if s.anchor == "programmes"]
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert [row[0].text for row in table.rows] == ["programme"]  # without the tie that it is of


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
