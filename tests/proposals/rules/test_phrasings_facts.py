"""Fields, institutions, trade and statistics in more than the plainest wording, in sentences of our own."""

import pytest

from kizuna.proposals.proposal import Proposal
from kizuna.proposals.rules import propose
from kizuna.sources.blocking import blocks_of

_PAGE = "International relations of Brackwater\n\nBrackwater is twinned with Omishima, Japan.\n\n"
_PAIR = {"Brackwater", "Omishima"}


def _of(sentence: str, kind: str) -> list[Proposal]:
    return [held for held in propose(blocks_of(_PAGE + sentence)) if held.kind == kind]


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        (
            "Cooperation with Omishima takes in vocational training, public transport and theatre.",
            {"education", "transport", "culture"},
        ),
        ("The main pillars are rugby, ceramics and nursing.", {"sport", "culture", "medicine"}),
        (
            "Clean water, horticulture and schooling remain the heart of the relationship.",
            {"infrastructure", "agriculture", "education"},
        ),
        ("A new charter puts shipbuilding first.", {"shipping"}),
        ("The Omishima link is chiefly musical.", {"culture"}),
        ("A protocol on waste management was signed by the two mayors.", {"environment"}),
        ("Priority is given to tourism and disaster relief.", {"tourism", "social_welfare"}),
    ],
)
def test_what_a_cooperation_is_about_makes_a_field_each(sentence: str, fields: set[str]) -> None:
    held = _of(sentence, "field")
    assert {field.props["field"] for field in held} == fields
    assert all({field.subject, field.object} == _PAIR for field in held)


def test_a_field_has_the_start_of_its_own_clause_alone() -> None:
    own = _of("Since 2003 the two cities have cooperated on fisheries and tourism.", "field")
    assert {field.props.get("start") for field in own} == {"2003"}
    other = _of(
        "The agreement covers fisheries and tourism, and since 2003 ten nurses a year have come.",
        "field",
    )
    assert {field.props.get("start") for field in other} == {None}


@pytest.mark.parametrize(
    "sentence",
    [
        "The town hall was built in 1880 by the arts and crafts society.",
        "The town is known for its pottery, fishing and horticulture.",
    ],
)
def test_what_a_town_is_known_for_is_no_field(sentence: str) -> None:
    assert not _of(sentence, "field")


@pytest.mark.parametrize(
    ("sentence", "name", "kind", "founded"),
    [
        (
            "The Brackwater Twinning Association (founded May 1990) runs the visits.",
            "Brackwater Twinning Association",
            "association",
            "1990-05",
        ),
        (
            "The Brackwater Sister City Board looks after it. The board dates from 1968.",
            "Brackwater Sister City Board",
            "committee",
            "1968",
        ),
        (
            "A twinning committee was set up in 1979.",
            "twinning committee",
            "committee",
            "1979",
        ),
        (
            "The Omishima Fund, set up by a parish in 2013, pays school fees.",
            "Omishima Fund",
            "fund",
            "2013",
        ),
        (
            "Brackwater keeps a business office in Omishima (opened in March 1997).",
            "business office of Brackwater",
            "office",
            "1997-03",
        ),
        (
            "Brackwater High School and Omishima Girls' School became sister schools in 1989.",
            "Brackwater High School and Omishima Girls' School",
            "school_tie",
            "1989",
        ),
        (
            "Brackwater University and the University of Omishima have been partners since 1991.",
            "Brackwater University and University of Omishima",
            "university_tie",
            "1991",
        ),
        (
            "The zoos of the two cities have been partners since 1988.",
            "zoos of Brackwater and Omishima",
            "other",
            "1988",
        ),
    ],
)
def test_an_institution_has_its_type_and_founding(
    sentence: str, name: str, kind: str, founded: str
) -> None:
    (held,) = _of(sentence, "institution")
    assert (held.subject, held.props["type"], held.props.get("founded")) == (name, kind, founded)


@pytest.mark.parametrize(
    "sentence",
    [
        "A 14-member trade mission from Brackwater travelled to Omishima in 2004.",
        "The mayor has an office in Brackwater Town Hall.",
        "The Chamber of Commerce of Brackwater was founded in 1890.",
        "Brackwater High School played against Omishima High School in 1999.",
    ],
)
def test_what_serves_no_tie_is_no_institution(sentence: str) -> None:
    assert not _of(sentence, "institution")


def test_goods_that_come_back_are_a_trade_of_their_own() -> None:
    out, back = _of("Timber and wool go out to Omishima; steel plate comes back.", "trade")
    assert (out.props["goods"], out.props["to"]) == (["Timber", "wool"], "Omishima")
    assert (back.props["goods"], back.props["from"]) == (["steel plate"], "Omishima")
    assert {out.subject, out.object} == {back.subject, back.object} == _PAIR


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("We import bicycles at prices 10 to 15 per cent below those of others.", 0.1, 0.15),
        ("Omishima silk is sold in Brackwater at half of the shop price.", 0.5, 0.5),
        ("Brackwater buys squid from Omishima at 2-3 times below market prices.", 2, 3),
    ],
)
def test_the_ratio_of_prices_is_read(sentence: str, low: float, high: float) -> None:
    (held,) = _of(sentence, "trade")
    assert (held.props["ratio"]["min"], held.props["ratio"]["max"]) == (low, high)


@pytest.mark.parametrize(
    "sentence",
    [
        "Bicycles were donated to Omishima in 1998.",
        "Our own students go to Omishima in June, while theirs come back in October.",
    ],
)
def test_gifts_and_journeys_are_no_trade(sentence: str) -> None:
    assert not _of(sentence, "trade")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Brackwater has 17 sister cities in 12 countries.", {(17, None), (12, None)}),
        ("It maintains partnerships with eleven municipalities.", {(11, None)}),
        ("In 2004 Brackwater gained its sixth twin town.", {(6, "2004")}),
        (
            "At 31 December 2022 the councils counted 141 sister city relationships, down from 146"
            " a year before.",
            {(141, "2022-12-31"), (146, "2021-12-31")},
        ),
        (
            "Of its partnerships Japan leads with 43, followed by China (35) and Italy (24).",
            {(43, None), (35, None), (24, None)},
        ),
        (
            "Between 1988 and 2019, a total of 604 pupils took part in the exchange.",
            {(604, "2019")},
        ),
        ("Trade with Omishima came to 46 million euro in 2001.", {(46_000_000, "2001")}),
        ("The twinning committee's yearly budget is $42,500.", {(42_500, None)}),
        ("Exchanges between the two cities fell to a single visit in 2012.", {(1, "2012")}),
    ],
)
def test_each_figure_is_a_statistic_with_its_time(
    sentence: str, told: set[tuple[int, str | None]]
) -> None:
    held = _of(sentence, "statistic")
    assert {(one.props["value"]["min"], one.props.get("as_of")) for one in held} == told


@pytest.mark.parametrize(
    "sentence",
    [
        "Brackwater has 82,000 inhabitants and covers 45 square kilometres.",
        "Brackwater's budget was 45 million euros in 2019.",
        "The library has 12 rooms and 40,000 books; call 555-0142.",
        "They raised 4,000 dollars for the hospital in Omishima.",
    ],
)
def test_figures_of_something_else_are_no_statistic(sentence: str) -> None:
    assert not _of(sentence, "statistic")
