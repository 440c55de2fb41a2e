"""The built-in register as a whole: what a reader is told of Kansai and China on the day of the note."""

from __future__ import annotations

from functools import cache

import pytest

from builders import DAY, builtin
from kizuna.analysis.counts import governments_tied, stated_totals
from kizuna.analysis.figures import Figure
from kizuna.analysis.measures.breadth import breadth, fields_of
from kizuna.claims.judgement import Verdict
from kizuna.claims.kinds import Agreement, Document, Person, Tie
from kizuna.register.dating import Dating
from kizuna.register.places import MUNICIPALITY, PREFECTURE, side
from kizuna.register.register import Register, fold, references
from kizuna.register.status import TieOnDay, tie_on_day
from kizuna.register.ties import TieQuery, ties
from kizuna.values import Answer, day_number

_EARLIER = day_number("1979-01-01")


@cache
def _register() -> Register:
    return fold(builtin().claims, builtin().judgements)


def _ties(day: int = DAY, drawn: str = "") -> list[TieOnDay]:
    china = side(_register(), "area/china", day).members
    kansai = side(_register(), "area/kansai", day, drawn).members
    return ties(_register(), TieQuery(day, (kansai, china)))


def _tied(tier: str, day: int = DAY) -> tuple[int, int]:
    figure = governments_tied(_register(), _ties(day), tier, day)
    return figure.certain, figure.possible


def _standing(answer: Answer, day: int = DAY) -> set[str]:
    return {tie.id for tie in _ties(day) if tie.answer is answer}


def _breadth(tie: str, day: int = DAY) -> Figure:
    return breadth(fields_of(_register(), tie, day, Dating.of(_register())))


def test_every_entity_that_is_referred_to_is_defined() -> None:
    referred = {ref for e in _register().entities.values() for _, ref in references(e)}
    assert referred - set(_register().entities) == set()


def test_every_document_holder_and_recorder_is_defined() -> None:
    cited = {ref for c in builtin().claims for ref in (c.document, c.holder, c.recorder)}
    assert cited - set(_register().entities) == set()


def test_every_judgement_is_of_claims_and_entities_that_are_held() -> None:
    held = {c.id for c in builtin().claims} | set(_register().entities)
    judged = {s for j in builtin().judgements for s in (j.target, j.other) if s}
    assert judged - held == set()


def test_every_preference_is_between_claims_of_one_property_of_one_subject() -> None:
    said = {c.id: (c.subject, c.property) for c in builtin().claims}
    preferences = [j for j in builtin().judgements if j.verdict is Verdict.PREFER]
    assert [j.reason for j in preferences if said[j.target] != said[j.other]] == []


def test_every_preference_is_followed() -> None:
    register = _register()
    for judgement in builtin().judgements:
        if judgement.verdict is not Verdict.PREFER:
            continue
        target = register.claims[judgement.target]
        facts = register.entity(target.subject).stated(target.property).facts
        places = {c: i for i, fact in enumerate(facts) for c in fact.claim_ids}
        assert places[judgement.target] < places[judgement.other], judgement.reason


def test_a_document_is_never_at_the_address_of_a_test_copy() -> None:
    documents = _register().of_kind(Document)
    addresses = {address for one in documents for address in one.address.values}
    assert [a for a in addresses if "dvincitest" in a] == []
    note = _register().entity("document/kansai-1987").stated("address")
    assert note.values == ("https://digitalarchive.wilsoncenter.org/document/118471",)


def test_eighteen_municipalities_of_kansai_have_ties_with_china_and_possibly_a_nineteenth() -> None:
    assert _tied(MUNICIPALITY) == (18, 19)


def test_five_prefectures_of_kansai_have_ties_with_china() -> None:
    assert _tied(PREFECTURE) == (5, 5)


def test_the_possible_municipality_is_the_one_whose_tie_has_no_date() -> None:
    assert _standing(Answer.POSSIBLE) == {"tie/settsu-bengbu"}


def test_four_ties_are_pending() -> None:
    pending = [b.id for b in _ties() if b.is_pending]
    assert pending == [
        "tie/himeji-taiyuan",
        "tie/hirakata-changning",
        "tie/miyazu-qinhuangdao",
        "tie/moriguchi-zhongshan",
    ]


def test_a_tie_that_no_source_confirms_is_held_but_neither_counted_nor_pending() -> None:
    (muko,) = [b for b in _ties() if b.id == "tie/muko-hangzhou"]
    assert muko.answer is Answer.NO
    assert not muko.is_pending


def test_the_note_states_more_cities_than_the_register_counts_and_as_many_prefectures() -> None:
    totals = stated_totals(_register(), "area/kansai", "area/china", DAY)
    said = {m: [str(s.value) for s in totals[m]] for m in totals if m.endswith("with-ties")}
    assert said == {
        "municipalities-with-ties": ["24 cities"],
        "prefectures-with-ties": ["5 prefectures"],
    }


@pytest.mark.parametrize(
    ("tie", "number"), [("tie/osaka-shanghai", 12), ("tie/osaka-prefecture-shanghai", 9)]
)
def test_the_numbered_fields_of_a_tie_are_counted(tie: str, number: int) -> None:
    figure = _breadth(tie)
    assert (figure.certain, figure.possible) == (number, number)


def test_the_fields_of_osaka_and_shanghai_come_in_the_order_of_the_note() -> None:
    fields = fields_of(_register(), "tie/osaka-shanghai", DAY, Dating.of(_register()))
    assert [part.entity.number.value for part in fields] == list(range(1, 13))


def test_the_agreement_of_september_1986_is_the_seventh_of_its_series() -> None:
    numbered = [a for a in _register().of_kind(Agreement) if a.ordinal.value == 7]
    assert [(str(a.signed.value), a.tie.value) for a in numbered] == [
        ("1986-09", "tie/osaka-prefecture-shanghai")
    ]


def test_on_an_earlier_day_ties_that_were_made_later_are_gone() -> None:
    assert _standing(Answer.CERTAIN, _EARLIER) == {
        "tie/kobe-tianjin",
        "tie/kyoto-xian",
        "tie/nara-xian",
        "tie/osaka-shanghai",
    }


def test_on_an_earlier_day_four_municipalities_are_tied_and_no_prefecture() -> None:
    assert _tied(MUNICIPALITY, _EARLIER) == (4, 5)
    assert _tied(PREFECTURE, _EARLIER) == (0, 0)


def test_on_an_earlier_day_a_field_that_opened_later_is_not_counted() -> None:
    earlier = _breadth("tie/osaka-shanghai", _EARLIER)
    assert earlier.certain < earlier.possible < 12


def test_on_an_earlier_day_totals_of_the_note_are_not_shown() -> None:
    totals = stated_totals(_register(), "area/kansai", "area/china", _EARLIER)
    assert "municipalities-with-ties" not in totals


@pytest.mark.parametrize("drawn", ["with-mie", "with-fukui-and-tokushima"])
def test_a_wider_kansai_takes_in_every_tie_of_the_narrower_one(drawn: str) -> None:
    assert {b.id for b in _ties()} <= {b.id for b in _ties(drawn=drawn)}


def test_kobe_and_tianjin_stand_from_the_day_of_their_ceremony() -> None:
    tie = _register().get("tie/kobe-tianjin", Tie)
    assert tie is not None
    ceremony = day_number("1973-06-24")
    assert tie_on_day(tie, ceremony - 1).answer is Answer.NO
    assert tie_on_day(tie, ceremony).answer is Answer.CERTAIN


def test_a_date_that_the_note_gives_to_the_month_stays_beside_the_day_that_is_preferred() -> None:
    tie = _register().get("tie/kyoto-xian", Tie)
    assert tie is not None
    formal = [str(m.date) for m in tie.milestone.values if m.stage == "formal"]
    assert (formal[0], formal[-1]) == ("1974-05-10", "1974-05")


def test_both_who_signed_the_note_are_held_as_persons() -> None:
    signed = _register().entity("document/kansai-1987").stated("signatory").values
    assert len(signed) == 2
    assert all(_register().get(s.person, Person) for s in signed)


def test_nothing_was_known_before_it_was_recorded() -> None:
    earliest = min(c.recorded_at for c in builtin().claims)
    assert len(fold(builtin().claims, (), earliest.replace(year=2019))) == 0
