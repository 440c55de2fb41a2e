"""Ways to tell of ties and of the instruments that make, renew and end them, in sentences of our own."""

import pytest

from kizuna.proposals.proposal import Proposal
from kizuna.proposals.rules import propose
from kizuna.proposals.rules.grammar.dates import dates_in
from kizuna.sources.blocking import blocks_of

_HOME = "International relations of Brackwater\n\n"
_TWINNED = _HOME + "Brackwater is twinned with Lindenau, Germany.\n\n"


def _of(text: str, kind: str) -> list[Proposal]:
    return [held for held in propose(blocks_of(text)) if held.kind == kind]


def _one(text: str, kind: str, partner: str) -> Proposal:
    found = [held for held in _of(text, kind) if partner in {held.subject, held.object}]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "partner", "type_", "signed"),
    [
        (
            "Brackwater and Lindenau exchanged letters of friendship in June 1981.",
            "Lindenau",
            "other",
            "1981-06",
        ),
        (
            "A charter was sealed with Tarnby, Denmark, in 1964.",
            "Tarnby",
            "twinning_agreement",
            "1964",
        ),
        (
            "The protocol with Tarnby, Denmark, was initialled on 3 March 1988.",
            "Tarnby",
            "other",
            "1988-03-03",
        ),
        (
            "In 1991 the city council voted 8 to 1 to establish a sister city relationship with Tarnby, Denmark.",
            "Tarnby",
            "resolution",
            "1991",
        ),
        (
            "The town council rescinded its twinning with Tarnby, Denmark, on 3 April 2014.",
            "Tarnby",
            "resolution",
            "2014-04-03",
        ),
    ],
)
def test_an_instrument_has_its_type_and_date(
    sentence: str, partner: str, type_: str, signed: str
) -> None:
    held = _one(_HOME + sentence, "agreement", partner)
    assert (held.props["type"], held.props.get("signed")) == (type_, signed)


@pytest.mark.parametrize(
    ("sentence", "type_", "start"),
    [
        ("Contacts with Tarnby began in 1984.", "sister_city", "1984"),
        (
            "Brackwater concluded a treaty of friendship with Tarnby in May 1972.",
            "friendship_city",
            "1972-05",
        ),
        ("Tarnby, Denmark, came next, in 1971.", "sister_city", "1971"),
        (
            "Our oldest partner is Tarnby, Denmark, with which we have been linked since 1958.",
            "other",
            "1958",
        ),
    ],
)
def test_a_tie_begins_by_many_words(sentence: str, type_: str, start: str) -> None:
    held = _one(_HOME + "Brackwater has links with Tarnby.\n\n" + sentence, "tie", "Tarnby")
    assert (held.props["type"], held.props.get("start")) == (type_, start)


def test_the_signing_dates_an_agreement_that_was_approved_before() -> None:
    text = (
        _HOME
        + "The sister city agreement between Brackwater and Omishima was approved by the City Council"
        " on 5 May 1980 and signed in Omishima on 9 August 1980."
    )
    assert _one(text, "agreement", "Omishima").props["signed"] == "1980-08-09"
    assert _one(text, "tie", "Omishima").props["start"] == "1980-08-09"


def test_each_partner_has_the_date_after_its_name() -> None:
    text = (
        _HOME + "Brackwater has signed sister city agreements with Lindenau, Germany, in 1967,"
        " with Tarnby, Denmark, in 1990 and with Omishima, Japan, in 1994."
    )
    signed = {held.object: held.props["signed"] for held in _of(text, "agreement")}
    assert signed == {"Lindenau": "1967", "Tarnby": "1990", "Omishima": "1994"}
    assert {held.object: held.props["start"] for held in _of(text, "tie")} == signed


@pytest.mark.parametrize(
    "until",
    [
        "lapses on",
        "will lapse at the end of",
        "expires on",
        "is valid until",
        "is in force to",
        "runs to",
    ],
)
def test_the_day_until_which_something_holds_begins_and_signs_nothing(until: str) -> None:
    text = f"{_TWINNED}The agreement between Brackwater and Lindenau {until} 31 March 2027."
    assert "2027" not in str([held.props for held in propose(blocks_of(text))])


def test_a_renewal_is_an_agreement_but_no_start_of_a_tie() -> None:
    text = _TWINNED + "In 2017 the mayors of both towns reaffirmed the friendship treaty."
    assert _one(text, "agreement", "Lindenau").props["signed"] == "2017"
    assert "start" not in _one(text, "tie", "Lindenau").props


def test_an_anniversary_dates_no_tie() -> None:
    text = _TWINNED + "Brackwater and Lindenau celebrated 40 years of twinning in 2023."
    assert "start" not in _one(text, "tie", "Lindenau").props


@pytest.mark.parametrize(
    ("sentence", "status", "end"),
    [
        (
            "In 2005, the city ended its sister city relationship with Velny, Russia.",
            "ended",
            "2005",
        ),
        ("The partnership with Velny was put on hold in March 2022.", "suspended", None),
        (
            "In 2010 Brackwater cancelled the agreement with Velny, concluded in 1984.",
            "ended",
            "2010",
        ),
    ],
)
def test_a_tie_ends_or_rests(sentence: str, status: str, end: str | None) -> None:
    text = _TWINNED + "Velny, Russia, became a partner.\n\n" + sentence
    held = _one(text, "tie", "Velny")
    assert (held.props["status"], held.props.get("end")) == (status, end)


def test_a_label_line_dates_the_tie_of_its_section() -> None:
    text = (
        "Sister Cities\n\nBrackwater has two sister cities.\n\nOmishima, Japan\n\nSister city since: May 5, 1980"
        "\n\nLindenau, Germany\n\nYear of affiliation: 1967\n"
    )
    assert _one(text, "tie", "Omishima").props["start"] == "1980-05-05"
    assert _one(text, "tie", "Lindenau").props["start"] == "1967"


def test_two_schools_are_sister_schools() -> None:
    text = (
        _TWINNED
        + "Brackwater High School and Omishima Girls' High School became sister schools in 1995."
    )
    held = _one(text, "tie", "Brackwater High School")
    assert held.object == "Omishima Girls' High School"
    assert (held.props["type"], held.props["start"]) == ("sister_school", "1995")


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2012 the twinning association signed a contract with a bus company for the trip to Lindenau.",
        "The signing of the agreement was celebrated with a concert in Lindenau in 2007.",
        "The council voted in 2015 to send a grant to its twin town Lindenau.",
    ],
)
def test_what_is_near_an_agreement_is_none(sentence: str) -> None:
    assert not _of(_TWINNED + sentence, "agreement")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [("05/14/1983", "1983-05-14"), ("12.5.1990", "1990-05-12"), ("ca. 1958", "1958~")],
)
def test_dates_in_figures(text: str, edtf: str) -> None:
    assert [held.edtf for held in dates_in(f"Signed {text}.")] == [edtf]


def test_two_instruments_of_one_sentence_are_told_apart() -> None:
    text = (
        _HOME
        + "In 1985, a friendship agreement was concluded with Tarnby, Denmark, and in 1990 a twinning"
        " charter was signed with Lindenau, Germany."
    )
    signed = {held.object: held.props["signed"] for held in _of(text, "agreement")}
    assert signed == {"Tarnby": "1985", "Lindenau": "1990"}


def test_a_sentence_that_lists_the_twin_towns_tells_each() -> None:
    text = (
        "Twinning in Brackwater\n\nThe first twinning was with Lindenau in Germany in 1962, followed by Tarnby in"
        " Denmark in 1975.\n\nBrackwater has two twin towns: Lindenau (Germany) and Tarnby (Denmark)."
    )
    starts = {held.object: held.props.get("start") for held in _of(text, "tie")}
    assert starts == {"Lindenau": "1962", "Tarnby": "1975"}


def test_the_dateline_dates_what_was_signed_this_morning() -> None:
    text = (
        "Brackwater welcomes Omishima\n\nBRACKWATER, Maine, May 4, 2019 – This morning the mayors of Brackwater"
        " and Omishima, Japan, signed a sister city agreement."
    )
    assert _one(text, "agreement", "Omishima").props["signed"] == "2019-05-04"


def test_universities_that_are_partners_tie_no_towns() -> None:
    text = (
        _HOME
        + "Brackwater has contacts with Tarnby, Denmark.\n\nBrackwater University and the University of"
        " Tarnby have been partners since 1991."
    )
    assert "1991" not in {held.props.get("start") for held in _of(text, "tie")}


def test_towns_in_a_list_of_places_are_no_pair() -> None:
    text = (
        "Goods from the sister cities were shown at fairs in Marlwood, Tessbury, etc. "
        "Marlwood and Tessbury lie an hour apart."
    )
    assert [held for held in propose(blocks_of(text)) if held.kind == "tie"] == []
