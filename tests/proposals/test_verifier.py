"""The verifier: what the document says passes in the document's own words, and nothing
else does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builders import rows
from kizuna.proposals import model as proposer
from kizuna.proposals.model import ModelReading
from kizuna.proposals.numbers import language_of, numbers_in
from kizuna.proposals.proposal import KINDS, REASONS, Proposal
from kizuna.proposals.verifier import (
    ClaimCheck,
    Verifier,
    bare,
    is_named,
    supports,
)
from kizuna.sources.reading import Block, BlockedText

TEXT = (
    "Northhaven and Lakeside became sister cities on April 18, 1974. Every year since 1981 Northhaven has"
    " sent 20-25 students to Lakeside for two weeks; 3/4 of the cost is borne by youth clubs, the rest by the"
    " city.\nA delegation of a dozen teachers visited Lakeside in autumn 1986. The 7th agreement, “on"
    " exchanges”, was signed\nin September 1988 by Mayor A. Lee."
)


def blocked(text: str = TEXT) -> BlockedText:
    return BlockedText(text, (Block("paragraph", 0, len(text)),))


def verify(proposals: Iterable[Proposal], document: BlockedText) -> ModelReading:
    verifier = Verifier(document)
    return ModelReading(tuple(map(verifier.check, proposals))).without_doubles()


def said(
    quote: str, kind: str = "tie", props: Mapping[str, Any] | None = None, **given: Any
) -> Proposal:
    """A proposal about Northhaven and Lakeside that cites the whole text."""
    held = {
        "subject": "Northhaven",
        "object": "Lakeside",
        "start": 0,
        "end": len(TEXT),
        **given,
    }
    return Proposal(kind=kind, quote=quote, props=props or {}, **held)


def through(*proposals: Proposal, text: str = TEXT) -> ModelReading:
    return verify(proposals, blocked(text))


def reason(
    quote: str, kind: str = "tie", props: Mapping[str, Any] | None = None, **given: Any
) -> str:
    """Why a proposal is dropped, "" when it passes."""
    gated = through(said(quote, kind, props, **given))
    assert sum(gated.dropped.values()) + len(gated.passed) == 1
    return next(iter(gated.dropped), "")


def persons(
    low: float | None, high: float | None, unit: str = "persons"
) -> dict[str, Any]:
    return {"min": low, "max": high, "approx": False, "unit": unit}


def test_a_true_quote_passes_with_its_offsets() -> None:
    quote = "Northhaven and Lakeside became sister cities on April 18, 1974"
    (passed,) = through(
        said(quote, props={"type": "sister_city", "start": "1974-04-18"})
    ).passed
    assert (passed.quote, passed.start, passed.end) == (quote, 0, len(quote))
    assert not passed.needs_context


def test_white_space_quotation_marks_and_case_do_not_matter_and_the_text_is_kept() -> (
    None
):
    quote = 'the 7th agreement, "ON exchanges", was signed in september 1988'
    (passed,) = through(said(quote)).passed
    assert (
        passed.quote
        == "The 7th agreement, “on exchanges”, was signed\nin September 1988"
    )


_INVENTED = """
Northhaven and Lakeside quarrelled over a bridge for years
Northhaven became a sister city and twelve teachers then went on to visit the seaside
"""


@pytest.mark.parametrize(
    "quote", ["", "   ", TEXT + TEXT, *_INVENTED.strip().split("\n")]
)
def test_an_invented_quote_is_dropped(quote: str) -> None:
    assert reason(quote) == "quote"


def test_a_quote_of_pages_or_outside_the_sentences_that_are_cited_points_at_nothing() -> (
    None
):
    text = "Northhaven and Lakeside became sister cities. " * 100
    one = Proposal("tie", "Northhaven", "Lakeside", text.strip(), 0, len(text))
    assert through(one, text=text).dropped == {"quote": 1}
    assert (
        reason("visited Lakeside in autumn 1986", end=TEXT.index("Every year"))
        == "quote"
    )


def test_a_quote_that_cuts_a_number_is_widened_to_the_whole_number() -> None:
    (passed,) = through(said("5 students")).passed
    assert passed.quote == "25 students"
    assert reason("5 students", "programme", {"persons": persons(5, 5)}) == "number"


def test_a_passage_that_does_not_name_the_parties_needs_its_context() -> None:
    lasting = {"duration": persons(2, 2, "weeks")}
    (passed,) = through(said("for two weeks", "programme", lasting)).passed
    assert passed.needs_context


SENT = (
    "Every year since 1981 Northhaven has sent 20-25 students to Lakeside for two weeks"
)
VISITED = "A delegation of a dozen teachers visited Lakeside in autumn 1986"
SIGNED = (
    "The 7th agreement, “on exchanges”, was signed\nin September 1988 by Mayor A. Lee"
)
COST = "3/4 of the cost is borne by youth clubs, the rest by the city"
CLUBS = {"source": "youth clubs", "share": 0.75}


SISTERS = "Northhaven and Lakeside became sister cities"


@pytest.mark.parametrize(
    ("quote", "kind", "props", "why"),
    [
        (
            SENT,
            "programme",
            {"persons": persons(20, 25), "duration": persons(2, 2, "weeks")},
            "",
        ),
        (SENT, "programme", {"start": "1981/..", "frequency": "annual"}, ""),
        (SENT, "programme", {"from": "Northhaven", "to": "Lakeside"}, ""),
        (
            VISITED,
            "event",
            {"type": "visit", "date": "1986-23", "persons": persons(12, 12)},
            "",
        ),
        (
            SIGNED,
            "agreement",
            {"ordinal": 7, "signed": "1988-09", "people": ["A. Lee"]},
            "",
        ),
        (
            COST,
            "programme",
            {"funding": [CLUBS, {"source": "the city", "share": 0.25}]},
            "",
        ),
        (SENT, "programme", {"persons": persons(20, 26)}, "number"),
        (SENT, "programme", {"persons": persons(25, 25)}, "number"),
        (SENT, "programme", {"persons": persons(2, 2)}, "number"),
        (SENT, "programme", {"persons": persons(20, None)}, "number"),
        (SENT, "programme", {"persons": persons(1981, 1981)}, "number"),
        (SENT, "programme", {"duration": persons(3, 3, "weeks")}, "number"),
        (SENT, "programme", {"duration": persons(2, 2, "months")}, "number"),
        (SENT, "programme", {"start": "1981-04"}, "date"),
        (SENT, "programme", {"start": "1981/1990"}, "date"),
        (SENT, "programme", {"activity": "a trip of three weeks"}, "word"),
        (SENT, "programme", {"activity": "a trip of 14 days"}, "number"),
        (SENT, "programme", {"frequency": "every_5_years"}, "number"),
        (SENT, "programme", {"from": "Lakeside", "to": "Northhaven"}, "direction"),
        (VISITED, "event", {"date": "1986-21"}, "date"),
        (VISITED, "event", {"persons": persons(10, 10)}, "number"),
        (VISITED, "event", {"people": ["B. Moss"]}, "name"),
        (VISITED, "event", {"place": "Oldbridge"}, "name"),
        (SIGNED, "agreement", {"ordinal": 8}, "number"),
        (SIGNED, "agreement", {"signed": "1988-10"}, "date"),
        (
            COST,
            "programme",
            {"funding": [{"source": "youth clubs", "share": 0.5}]},
            "number",
        ),
        (COST, "programme", {"funding": [{"source": "3 clubs", "share": 0.75}]}, ""),
        (
            COST,
            "programme",
            {"funding": [{"source": "9 clubs", "share": 0.75}]},
            "number",
        ),
        (SISTERS, "marriage", {}, "kind"),
        (SISTERS, "tie", {"colour": "red"}, "property"),
        (SISTERS, "tie", {"type": "best_friends"}, "list"),
        (SISTERS, "tie", {"status": "happy"}, "list"),
        (SISTERS, "tie", {"start": "18 April 1974"}, "shape"),
        (SISTERS, "tie", {"start": 1974}, "shape"),
        (SISTERS, "field", {}, "shape"),
        (SISTERS, "field", {"field": "cooking"}, "list"),
        (SISTERS, "programme", {"frequency": "now and then"}, "list"),
        (SISTERS, "programme", {"persons": 20}, "shape"),
        (SISTERS, "programme", {"persons": persons(25, 20)}, "shape"),
        (SISTERS, "programme", {"persons": persons(None, None)}, "shape"),
        (
            SISTERS,
            "programme",
            {"persons": {"min": True, "max": True, "unit": "ten"}},
            "shape",
        ),
        (SISTERS, "programme", {"direction": "there"}, "list"),
        (SISTERS, "agreement", {"people": "A. Lee"}, "shape"),
        (SISTERS, "agreement", {"ordinal": 0}, "shape"),
        (SISTERS, "programme", {"funding": [{"share": 0.5}]}, "shape"),
    ],
)
def test_what_stands_in_the_quote_and_is_of_the_form_passes_and_nothing_else(
    quote: str, kind: str, props: dict[str, Any], why: str
) -> None:
    assert reason(quote, kind, props) == why


@pytest.mark.parametrize(
    ("given", "why"),
    [
        *(({"subject": " "}, "party"), ({"object": "northhaven"}, "party")),
        *(({"object": "Oldbridge"}, "name"), ({"subject": "Northhaven 21"}, "name")),
        ({"status": "rumoured"}, "status"),
    ],
)
def test_parties_and_status_are_those_of_the_document_and_the_form(
    given: dict[str, Any], why: str
) -> None:
    assert reason(SISTERS, **given) == why


def test_what_is_said_twice_of_one_passage_is_kept_once_in_the_order_of_the_text() -> (
    None
):
    turned = said(SENT, "programme", subject="Lakeside", object="Northhaven")
    gated = through(said(SIGNED, "agreement"), said(SENT, "programme"), turned)
    assert [one.quote for one in gated.passed] == [SENT, SIGNED]
    assert gated.dropped == {"double": 1}


def test_the_dropped_are_counted_by_reason_and_told_as_they_were_said() -> None:
    inventions = said("an invention of no basis"), said("another invention, of none")
    gated = through(*inventions, said("x", "y"))
    assert gated.dropped == {"quote": 2, "kind": 1}
    assert "an invention of no basis" in gated.refused[0].said
    assert set(gated.dropped) <= set(REASONS)
    (one,) = through(said(SENT, "programme", {"start": "1982"})).refused
    assert one.explanation == "its quote does not state its date (start 1982)"


_MOVED = """
Ashton | Barrow | Ashton sent ten doctors to Barrow | a delegation from Ashton |
    Ashton's delegation arrived in Barrow | Barrow was visited by students | Barrow hosted a team |
    pupils were received by Barrow | the mayor of Ashton toured Barrow | Ashton donated a bell |
    Teachers from Ashton came to the city of Barrow | Delegations of firms in Ashton have been sent to Barrow |
    Barrow imports tea from Ashton
大阪 | 上海 | 大阪市から上海市へ代表団を派遣した | 代表团从大阪赴上海访问
上海 | 大阪 | 上海市代表団が来日し、大阪市を訪問した
Казань | Брно | Делегация из Казани посетила Брно
Kassel | Mulhouse | Eine Delegation aus Kassel reiste nach Mulhouse
Colmar | Vevey | Une délégation de Colmar est venue à Vevey
"""
"""Whence and whither something goes, and sentences that say so."""


@pytest.mark.parametrize("row", rows(_MOVED), ids=lambda row: str(row[0]))
def test_a_direction_is_read_from_words_of_movement(row: list[str]) -> None:
    source, target, *quotes = row
    for quote in quotes:
        language = language_of(quote)
        assert supports(quote, source, target, language), quote
        assert not supports(quote, target, source, language), quote


def test_what_goes_both_ways_or_nowhere_supports_no_direction() -> None:
    for quote in (
        "Ashton and Barrow exchange students",
        "The two cities send delegations to each other",
        "Ashton sent a team to Barrow, and Barrow sent a team to Ashton",
        "Teachers were sent",
    ):
        assert not supports(quote, "Ashton", "Barrow"), quote
        assert not supports(quote, "Barrow", "Ashton"), quote


@given(
    text=st.text(max_size=200), quote=st.text(max_size=80), kind=st.sampled_from(KINDS)
)
def test_whatever_passes_is_a_stretch_of_the_text(
    text: str, quote: str, kind: str
) -> None:
    cited = Proposal(kind, "a", None, quote, 0, len(text))
    for passed in through(cited, text=text).passed:
        assert text[passed.start : passed.end] == passed.quote != ""


@given(text=st.text(min_size=1, max_size=200), data=st.data())
def test_every_stretch_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    one = Proposal("tie", "a", None, text[start:end], 0, len(text))
    assert "quote" not in through(one, text=text).dropped


_KEYS = "type date persons people funding place from field value"
_PARTS = st.sampled_from(["min", "max", "unit", "share", "source"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(_PARTS, inner, max_size=3)
    ),
    max_leaves=6,
)
_PROPS = st.dictionaries(st.sampled_from(_KEYS.split()), _VALUES, max_size=4)


@given(_PROPS, st.sampled_from([*KINDS, "other"]))
def test_no_properties_whatever_break_the_verifier(
    props: dict[str, Any], kind: str
) -> None:
    gated = through(said(SENT, kind, props))
    assert len(gated.passed) + sum(gated.dropped.values()) == 1


SAME_DAY = """
Aomi and Kazan became sister cities on April 18, 1974. | Aomi | Kazan
Aomi and Kazan became sister cities on 18th April 1974. | Aomi | Kazan
青海市とカザン市は昭和49年4月18日に姉妹都市提携を結んだ。 | 青海市 | カザン
青海市とカザン市は昭和四十九年四月十八日に姉妹都市提携を結んだ。 | 青海市 | カザン市
青海市とカザン市は１９７４年４月１８日に姉妹都市提携を結んだ。 | 青海 | カザン
青海市与喀山市于一九七四年四月十八日缔结友好城市关系。 | 青海市 | 喀山
青海市與喀山市於民國63年4月18日締結姊妹市。 | 青海市 | 喀山
아오미시와 카잔시는 1974년 4월 18일 자매결연을 맺었다. | 아오미시 | 카잔
Am 18. April 1974 schlossen Aomi und Kasan Freundschaft; Kasans Rat war dafür. | Aomi | Kasan
Le 18 avril 1974, la ville d'Aomi et Kazan ont signé le jumelage. | Aomi | Kazan
El 18 de abril de 1974 Aomi y Kazán firmaron el hermanamiento. | Aomi | Kazán
Il 18 aprile 1974 Aomi e Kazan hanno firmato il gemellaggio. | Aomi | Kazan
18 апреля 1974 года Аоми подписал соглашение с Казанью о побратимстве. | Аоми | Казань
Побратим Нижнего Новгорода с 18.04.1974 - город Аоми. | Нижний Новгород | Аоми
Dne 18. dubna 1974 podepsala Praha smlouvu s Brnem. | Praha | Brno
W dniu 18 kwietnia 1974 podpisano umowę Krakowa z Norymbergą. | Kraków | Norymberga
"""


@pytest.mark.parametrize(("text", "one", "other"), rows(SAME_DAY))
@pytest.mark.parametrize(
    ("start", "why"), [("1974-04-18", ""), ("1974-04-19", "date"), ("1975", "date")]
)
def test_one_day_and_two_names_are_read_in_every_language(
    text: str, one: str, other: str, start: str, why: str
) -> None:
    held = Proposal("tie", one, other, text[:-1], 0, len(text), {"start": start})
    assert next(iter(through(held, text=text).dropped), "") == why


_NAMED = """
Договор с Казанью | Казань | Рязань
в Нижегородской области | Нижегородская область
partnerství s Brnem | Brno
the port of Osaka | Osaka Prefecture
大阪で会った | 大阪市 | 大津
l'accord d'Orange | Orange
Romans met | Romans | Roma
Neuulm ist da | Neuulm | Ulm
"""
"""Texts with a name that stands in them, and one that does not."""


def test_a_name_is_found_in_any_case_and_no_other_name_for_it() -> None:
    for text, name, *other in rows(_NAMED):
        assert is_named(name, bare(text)), text
        assert not any(is_named(one, bare(text)) for one in other), text


_COUNTED = """
20 | week | 2 | 20名の学生が2週間滞在した | 학생 20명이 2주간 방문했다 | zwanzig Schüler kamen für zwei Wochen
20 | day | 3 | 代表団二十名が三日間滞在した
20 | week | 3 | 派出二十余名学生，为期三周
25 | day | 10 | fünfundzwanzig Schüler waren im Ort für 10 Tage | gli studenti sono venticinque per dieci giorni
25 | week | 2 | двадцать пять школьников приехали на две недели |
    les vingt-cinq élèves sont restés pendant deux semaines
35 | day | 3 | los treinta y cinco alumnos estuvieron tres días
"""


@pytest.mark.parametrize("row", rows(_COUNTED), ids=lambda row: str(row[3]))
def test_numbers_and_lengths_of_time_are_read_in_every_language(row: list[str]) -> None:
    counted, unit, length, *quotes = row
    for figures in (numbers_in(quote).figures for quote in quotes):
        assert {(int(counted), ""), (int(length), unit)} <= figures
        assert (int(length), "") not in figures


def test_a_range_is_no_two_figures_and_shares_are_read_in_every_language() -> None:
    for quote in ("20 bis 25 Schüler", "от 20 до 25 студентов", "20～25名"):
        assert numbers_in(quote).ranges == {(20, 25, "")}, quote
    assert numbers_in("entre 20 y 25 alumnos").ranges == set()
    shares = {
        "費用の4分の3": 0.75,
        "四分之三": 0.75,
        "die Hälfte der Kosten": 0.5,
        "3割": 0.3,
    }
    assert [
        quote for quote in shares if shares[quote] not in numbers_in(quote).of("share")
    ] == []


@pytest.mark.parametrize(("year", "passes"), [("2019", True), ("2018", False)])
def test_a_day_without_a_year_may_be_of_the_year_of_its_heading(
    year: str, passes: bool
) -> None:
    text = "Northhaven in 2018\nNone.\nLakeside in 2019\nOn 4 May a choir visited."
    second = text.index("Lakeside")
    heads = Block("heading", 0, 18), Block("heading", second, second + 16)
    document = BlockedText(text, (*heads, Block("paragraph", second + 17, len(text))))
    dated = {"date": f"{year}-05-04"}
    one = said("On 4 May a choir visited", "event", dated, start=second, end=len(text))
    assert bool(verify([one], document).passed) == passes


@pytest.mark.parametrize(
    ("text", "start", "why"),
    [
        (
            "Der Vertrag von Kassel mit Mulhouse ist gültig bis 31. März 2027.",
            "2027-03-31",
            "date",
        ),
        ("Kassel and Mulhouse are partners; published on 2 May 2011.", "2011", "date"),
        ("Kassel and Mulhouse have been sister cities since 2 May 2011.", "2011", ""),
        ("Le jumelage de Kassel et de Mulhouse est né en 1965.", "1965", ""),
        (
            "Anna Lee, born in 1931, signed for Kassel and Mulhouse in 1965.",
            "1931",
            "date",
        ),
        ("Kassel und Mulhouse schlossen im Jahr 911 einen Vertrag.", "0911", ""),
        ("Kässel and Mul'house are partners.", None, ""),
    ],
)
def test_a_tie_of_two_has_the_day_on_which_it_begins(
    text: str, start: str | None, why: str
) -> None:
    props = {"start": start} if start else {}
    one = Proposal("tie", "Kassel", "Mulhouse", text, 0, len(text), props)
    assert next(iter(through(one, text=text).dropped), "") == why


def test_what_is_only_counted_in_a_list_is_no_number_of_the_text() -> None:
    text = "Northhaven has these partners: Lakeside, Oldbridge, Westport."
    value = persons(3, 3, "cities")
    one = Proposal(
        "statistic", "Northhaven", None, text, 0, len(text), {"value": value}
    )
    assert through(one, text=text).dropped == {"number": 1}


# What a model and the rules both read: the model's claim stands, and the rules fill
# what it did not read


def read(
    kind: str = "tie", start: int = 0, other: str = "Lakeside", **props: Any
) -> Proposal:
    return Proposal(kind, "Northhaven", other, "quote", start, start + 50, props)


Proposals = list[Proposal]
Part = tuple[int, int]


def fill(
    model: Proposals, rules: Proposals, *spans: Part, refused: tuple[Proposal, ...] = ()
) -> tuple[Proposals, Proposals]:
    """What becomes of both where the model has answered for the spans."""
    passed = [ClaimCheck("", one, asked=one) for one in model]
    failed = [ClaimCheck("", None, "date", asked=one) for one in refused]
    return proposer.fill(ModelReading((*passed, *failed), spans=spans), rules)


def test_another_day_of_the_same_tie_is_noted_wherever_it_stands() -> None:
    model = Proposal("tie", "Northhaven", "Lakeside", "q", 0, 50, {"start": "1986"})
    rule = Proposal(
        "tie", "Lakeside", "Northhaven City", "q", 400, 450, {"start": "1985"}
    )
    (one,), left = fill([model], [rule], (0, 500))
    assert (one.props, one.rival, left) == ({"start": "1986"}, "start 1985", [])


_ROW = replace(read(other="Oldbridge"), confidence=0.9)
_RULES = [read(other="Oldbridge"), read("event"), read("field", field="youth")]
_FAR, _DATED = read("event", start=100), replace(read(), props={"start": "1985"})
_PORTS = read(other="Port of Lakeside", type="sister_port")
_SISTERS, _NEAR = [read(type="sister_city")], read("event", start=40)
_LEFT = {
    "what the model says otherwise": (_SISTERS, [read()], [], []),
    "passages without an answer": ([read()], _RULES, [], _RULES),
    "passages beside those that the model read": (
        [read()],
        _RULES,
        [(100, 200)],
        _RULES,
    ),
    "nothing of those that it read": ([], _RULES, [(0, 100)], []),
    "rows of lists": ([read()], [_ROW], [(0, 100)], [replace(_ROW, confidence=0.3)]),
    "a day that only the rules read": ([read()], [_DATED], [(0, 100)], [_DATED]),
    "events whose passages do not overlap": (
        [read("event")],
        [_FAR, _NEAR],
        [],
        [_FAR],
    ),
    "ties of ports beside those of their cities": (_SISTERS, [_PORTS], [], [_PORTS]),
}


@pytest.mark.parametrize(
    ("model", "rules", "spans", "left"), _LEFT.values(), ids=list(_LEFT)
)
def test_the_claims_of_the_model_stay_and_the_rules_fill(
    model: Proposals, rules: Proposals, spans: list[Part], left: Proposals
) -> None:
    assert fill(model, rules, *spans) == (model, left)


def test_what_the_verifier_refused_the_model_stays_where_the_rules_read_it() -> None:
    assert fill([], [_DATED], (0, 100), refused=(_DATED,)) == ([], [_DATED])


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({"start": "1986"}, {"start": "1985"}, "start 1985"),
        ({"start": "1986-04"}, {"start": "1986"}, ""),
        (
            {"type": "sister_city"},
            {"type": "twin_town", "end": "1999"},
            "type twin_town",
        ),
        ({}, {"start": "1985"}, ""),
    ],
)
def test_only_what_both_state_and_differently_is_a_difference(
    one: dict[str, str], other: dict[str, str], told: str
) -> None:
    sides = [Proposal("tie", "A", "B", "q", 0, 1, props) for props in (one, other)]
    assert proposer.difference(*sides) == told
