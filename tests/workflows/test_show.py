"""Showing a thing with its facts and rivals, a place with its ties in groups, and what
is dated about a tie.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from builders import (
    DAY,
    Filled,
    claim,
    document,
    facts,
    milestone,
    prefer,
    status,
    tie,
    two_sides,
)
from kizuna.claims.claim import Certainty, Claim, Stance
from kizuna.claims.kinds import Document
from kizuna.errors import NotFound
from kizuna.languages import LANGUAGES, Messages
from kizuna.publish import document as presented
from kizuna.publish.document import Sentence, Table, Tone, sentences_of
from kizuna.publish.wording import Wording
from kizuna.values import Answer, day_number, day_text
from kizuna.workflows import describe_place, draw_timeline, open_evidence, show
from kizuna.workflows.clocks import Times
from kizuna.workflows.describe_place import PlaceAnswer
from kizuna.workflows.draw_timeline import TimelineAnswer
from kizuna.workflows.show import Nothing, Thing, thing


def _times(day: int | None = None, known_at: datetime | None = None) -> Times:
    return Times.on(day, known_at) if day else Times(Times.on(DAY).day, known_at)


def _show(text: str, day: int | None = None) -> Thing:
    return show.answer(show.Question(text), _times(day))  # type: ignore[return-value]


def _document(found: Thing) -> presented.Document:
    return show.document(
        found, Wording(found.register, Messages("en"), found.times.day.number)
    )


def _sentences(found: presented.Document, anchor: str) -> list[Sentence]:
    (section,) = [s for s in found.sections if s.anchor == anchor]
    return [sentence for block in section.blocks for sentence in sentences_of(block)]


def test_facts_of_a_thing_are_shown_with_what_refers_to_it_once_recorded(
    filled: Filled,
) -> None:
    filled([claim("government/a", "country", "JP"), *tie("a-b", "a", "b")])
    assert [item.property for item in _show("a-b").facts] == [
        "party",
        "party",
        "milestone",
    ]
    assert _show("government/a").related == {("tie", "party"): ("tie/a-b",)}
    with pytest.raises(NotFound, match="tie/nobody"):
        thing("tie/nobody", _times())
    found = show.answer(
        show.Question("a-b"), _times(known_at=datetime(2019, 1, 1, tzinfo=UTC))
    )
    assert isinstance(found, Nothing)
    said = show.records(found, Wording(found.register, Messages("en"))).to_json()
    assert (said["id"], said["asked"], said["properties"]) == (None, "a-b", [])


def test_a_fact_knows_its_rivals_and_says_why_it_is_set_aside_or_preferred(
    filled: Filled,
) -> None:
    first, second = milestone("a-b", date="1974"), milestone("a-b", date="1975")
    filled([*tie("a-b", "a", "b")[:2], first, second], [prefer(second, first)])
    shown = _show("a-b")
    told = [(str(f.fact.value.date), f.is_preferred) for f in shown.facts[2:]]
    assert told == [("1975", True), ("1974", False)]
    (dispute,) = shown.disputes
    assert [str(fact.value.date) for fact in dispute.facts] == ["1975", "1974"]
    said = {
        s.text: s.tone for s in _sentences(_document(thing("tie/a-b", _times())), "tie")
    }
    assert said["1975"] is Tone.PLAIN
    assert said["1974 (another claim stands before it)"] is Tone.SET_ASIDE
    assert any(text.startswith("Preferred: ") for text in said)


def test_facts_that_do_not_hold_on_the_day_are_left_out_and_documents_are_known_beside(
    filled: Filled,
) -> None:
    said = [status("a-b", "active", "1974/1980"), status("a-b", "dormant", "1985/..")]
    filled([*said, *document("gazette", "1987-04-01")])
    shown = _show("a-b", DAY)
    (item,), (gazette,) = shown.facts, shown.register.of_kind(Document)
    assert (item.fact.value.status, str(gazette.date.value)) == (
        "dormant",
        "1987-04-01",
    )


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


def test_a_tie_stands_as_on_the_day_and_what_began_later_is_left_out(
    sides: None,
) -> None:
    day = day_number("1979-01-01")
    assert _show("tie/city").on_day.answer is Answer.CERTAIN
    assert _show("tie/city", day_number("1970-01-01")).on_day.answer is Answer.NO
    rows = [
        len(_sentences(_document(_show("tie/city", on)), "timeline")) / 3
        for on in (day, DAY)
    ]
    assert rows == [1, 2]
    (said,) = _sentences(_document(_show("tie/city", day)), "programmes")
    assert said.text == "One that began after the day is left out."


@pytest.mark.parametrize("ref", ["tie/city", "tie/prefecture"])
def test_a_tie_of_the_place_around_runs_beside_it(sides: None, ref: str) -> None:
    said, other, *_ = _sentences(_document(_show(ref)), "beside")
    assert "runs beside" in said.text
    assert {ref, other.pieces[0].ref} == {"tie/city", "tie/prefecture"}


def test_the_document_of_a_tie_says_first_what_it_is_and_folds_the_rest(
    sides: None,
) -> None:
    found = _document(thing("tie/city", _times(DAY)))
    assert "have been tied since 18 April 1974" in found.lead.text
    assert found.lead.claims
    assert [section.anchor for section in found.sections if not section.folded] == [
        "tie"
    ]
    (section,) = [s for s in found.sections if s.anchor == "programmes"]
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert [row[0].text for row in table.rows] == [
        "programme"
    ]  # without the tie that it is of


def test_a_denial_stands_beside_what_it_denies_with_its_own_claims(
    filled: Filled,
) -> None:
    denial = claim("agreement/x", "signed", "1974", stance=Stance.DENIED)
    filled([claim("agreement/x", "signed", "1974"), denial])
    said = _sentences(_document(thing("agreement/x", _times())), "facts")
    (denied,) = [sentence for sentence in said if sentence.tone is Tone.DENIED]
    assert (denied.text, denied.claims) == ("denied by 1", (denial.id,))


@pytest.mark.parametrize("day", [day_text(DAY), None])
def test_the_flat_table_has_a_row_a_fact(filled: Filled, day: str | None) -> None:
    filled(tie("a-b", "a", "b"))
    found = show.answer(show.Question("a-b"), Times.of(day))
    made = show.records(found, Wording(found.register, Messages("en")))
    assert made.flat_names()[:3] == ("id", "property", "value")
    assert [row[1] for row in made.flat_rows()] == ["party", "party", "milestone"]
    assert made.about["as_of"] == day


def _describe(ref: str) -> PlaceAnswer:
    return describe_place.answer(describe_place.Question(ref), Times.on(DAY))


@pytest.fixture
def places(filled: Filled) -> None:
    filled(
        [
            *two_sides(),
            *tie("stands", "osaka", "shanghai"),
            *tie("ended", "osaka", "lianyungang", date="1975"),
            status("ended", "ended", "1980/.."),
            *tie("sought", "osaka", "beijing")[:2],
            milestone("sought", stage="negotiated", date="1986"),
            claim("organisation/port", "belongs_to", "government/osaka"),
            *tie("ports", "organisation/port", "organisation/other-port", date="1981"),
        ]
    )


def test_ties_are_in_force_pending_others_or_those_of_bodies_and_counted_with_their_claims(
    places: None,
) -> None:
    found = _describe("government/osaka")
    grouped = {
        name: [tie.id[4:] for tie in ties] for name, ties in found.groups.items()
    }
    standing = {"ties": ["stands"], "pending": ["sought"], "others": ["ended"]}
    assert grouped == {**standing, "ties-of-bodies": ["ports"]}
    assert [body.id for body in found.bodies] == ["organisation/port"]
    assert (found.count.certain, found.count.possible) == (1, 1)
    assert set(found.count.claims) == set(found.in_force[0].claims)
    held = describe_place.records(found, Wording.english(found.register, DAY))
    groups = {row["id"]: row["group"] for row in held.rows}
    assert groups == {f"tie/{slug}": name for name, (slug,) in grouped.items()}
    told = {row["property"] for row in held.about["properties"]}
    assert told == {name for name, _ in found.entity.facts()}
    assert all(row["claims"] for row in held.rows)


def test_a_wider_place_has_parts_and_an_area_the_ties_of_what_it_takes_in_where_somebody_draws_it(
    places: None,
) -> None:
    parts = [part.id for part in _describe("government/osaka-prefecture").parts]
    assert parts == ["government/osaka", "government/sakai"]
    kansai, china = _describe("area/kansai"), _describe("area/china")
    assert [s.tie.id for s in kansai.in_force] == ["tie/stands"]
    assert (kansai.is_partial, china.is_partial) == (False, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_says_what_the_place_is_and_of_how_many_ties(
    places: None, language: str
) -> None:
    found = _describe("government/osaka")
    lead = describe_place.document(
        found, Wording(found.register, Messages(language), DAY)
    ).lead
    assert "1" in lead.text
    assert lead.text[-1] in ".。"
    assert set(found.count.claims) <= set(lead.claims)


def test_a_tie_that_ended_says_so_and_no_row_names_the_place_itself(
    places: None,
) -> None:
    found = _describe("government/osaka")
    held = describe_place.document(found, Wording.english(found.register, DAY)).sections
    tables = {s.anchor: b.rows for s in held for b in s.blocks if isinstance(b, Table)}
    assert tables["others"][0][-1].text == "ended"
    cells = [cell for rows in tables.values() for row in rows for cell in row]
    assert "government/osaka" not in {
        piece.ref for cell in cells for piece in cell.pieces
    }


def _drawn(text: str = "a-b", day: int | None = None) -> TimelineAnswer:
    times = Times.of(None) if day is None else Times.on(day)
    return draw_timeline.answer(draw_timeline.Question(text), times)


def _events(day: int | None = None) -> list[str]:
    return [moment.event for moment in _drawn(day=day).moments]


_PLAN = claim("exchange/v", "date", "1990", stance=Stance.PLANNED)


def _part(ref: str, **stated: object) -> list[Claim]:
    return facts(ref, tie="tie/a-b", **stated)


def test_moments_are_in_order_of_time_with_claims_and_undated_ones_last(
    filled: Filled,
) -> None:
    filled(
        [
            *tie("a-b", "a", "b", date="1974-04-18"),
            *_part("exchange/visit", date="1973"),
            *_part("programme/youth", activity="Youth"),
            *_part("agreement/one", signed="1980"),
            *_part("office/o", opened="1977", closed="1985"),
            *_part("exchange/v"),
            _PLAN,
        ]
    )
    moments = _drawn().moments
    ordered = [
        "exchange",
        "stage",
        "opened",
        "agreement",
        "closed",
        "exchange",
        "programme",
    ]
    assert _events() == ordered
    assert [m.counts for m in moments] == [True] * 5 + [False, True]
    assert all(moment.claims for moment in moments)


def test_a_tie_has_what_had_begun_and_the_stages_of_ties_under_it(
    filled: Filled,
) -> None:
    filled(
        [
            *(
                claim("government/a", "name", "Osaka"),
                claim("government/b", "name", "Shanghai"),
            ),
            *tie("a-b", "a", "b"),
            *tie("c-d", "organisation/c", "organisation/d", date="1981"),
            claim("tie/c-d", "parent", "tie/a-b"),
            *_part("exchange/visit", date="1990"),
        ]
    )
    assert _events(DAY) == ["stage", "stage"]
    assert _events() == ["stage", "stage", "exchange"]
    found = _drawn()
    (_, row, *_) = draw_timeline.records(found, Wording.english(found.register)).rows
    assert row["words"] == "c – d: formal tie"
    assert _drawn("Shanghai and Osaka").moments == found.moments


def test_a_document_marks_what_does_not_count_and_what_is_superseded(
    filled: Filled,
) -> None:
    doubtful = milestone("a-b", date="1974-05", certainty=Certainty.DOUBTFUL)
    filled([*tie("a-b", "a", "b", date="1974"), doubtful, *_part("exchange/v"), _PLAN])
    found = _drawn()
    for language in ("en", "ja"):
        made = draw_timeline.document(
            found, Wording(found.register, Messages(language))
        )
        (table,) = (b for b in made.sections[0].blocks if isinstance(b, Table))
        tones = [row[2].tone for row in table.rows]
        assert tones == [Tone.PLAIN, Tone.SET_ASIDE, Tone.DOUBTFUL]
        assert all(row[2].claims for row in table.rows)


def test_the_evidence_of_a_thing_is_each_of_its_claims_with_its_source(
    filled: Filled,
) -> None:
    filled(tie("a-b", "a", "b"))
    found = open_evidence.answer(open_evidence.Question("tie/a-b"), _times())
    wording = Wording(found.register, Messages("en"))
    rows = tuple(open_evidence.records(found, wording).rows)
    assert {row["subject"] for row in rows} == {"tie/a-b"}
    parties = [row["value"] for row in rows if row["property"] == "party"]
    assert parties == ["government/a", "government/b"]


def test_neither_a_claim_nor_a_thing_is_quoted(filled: Filled) -> None:
    filled(tie("a-b", "a", "b"))
    with pytest.raises(NotFound, match="nosuchthing"):
        open_evidence.answer(open_evidence.Question("nosuchthing"), _times())
