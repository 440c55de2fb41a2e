"""Events and programmes in the wordings of many pages, in sentences of our own."""

from typing import Any

import pytest

from kizuna.proposals.proposal import Proposal
from kizuna.proposals.rules import propose
from kizuna.sources.blocking import blocks_of

_HOME = "International relations of Brackwater\n\nBrackwater is twinned with Omishima, Japan.\n\n"


def _of(text: str, kind: str) -> list[Proposal]:
    return [held for held in propose(blocks_of(_HOME + text)) if held.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("Omishima sent a carved drum to Brackwater in 1988.", "gift", "1988"),
        ("In 1992 the people of Brackwater presented Omishima with a bench.", "gift", "1992"),
        ("Brackwater provided Omishima with two fire engines in 2010.", "gift", "2010"),
        ("The mayor of Omishima headed a mission to Brackwater in 1999.", "delegation", "1999"),
        ("Forty residents of Brackwater flew to Omishima in April 2005.", "visit", "2005-04"),
        ("The Omishima Boys Choir gave two concerts in Brackwater in 2007.", "performance", "2007"),
        ("A teacher from Omishima was seconded to Brackwater in 2002.", "dispatch", "2002"),
        ("In 1997 two nurses from Brackwater worked in Omishima.", "dispatch", "1997"),
        ("A street in Omishima was named after Brackwater in 1986.", "other", "1986"),
        ("Mayor Tanaka of Omishima was given the freedom of the city in 1998.", "award", "1998"),
        (
            "October 2024: a trade mission from Brackwater travels to Omishima.",
            "delegation",
            "2024-10",
        ),
    ],
)
def test_an_act_once_is_an_event(text: str, kind: str, date: str) -> None:
    found = _of(text, "event")
    assert [(held.props["type"], held.props.get("date")) for held in found] == [(kind, date)]
    assert {found[0].subject, found[0].object} == {"Brackwater", "Omishima"}


@pytest.mark.parametrize(
    ("text", "props"),
    [
        (
            "Every second spring a party of 30 from Brackwater spends a fortnight in Omishima.",
            {"frequency": "biannual", "from": "Brackwater", "to": "Omishima"},
        ),
        (
            "Brackwater has sent ten pupils to Omishima every summer since 1989.",
            {"frequency": "annual", "start": "1989", "to": "Omishima"},
        ),
        (
            "Pipers from Omishima have played in Brackwater on several occasions.",
            {"frequency": "occasional", "from": "Omishima"},
        ),
        (
            "In return, 12 pupils from Omishima come to Brackwater in March.",
            {"frequency": "annual"},
        ),
        ("Students of the two towns have exchanged letters since 1995.", {"start": "1995"}),
        ("A teacher exchange was started in 1993 and continues to this day.", {"start": "1993"}),
    ],
)
def test_what_recurs_is_a_programme(text: str, props: dict[str, Any]) -> None:
    found = _of(text, "programme")
    assert len(found) == 1
    assert {key: found[0].props.get(key) for key in props} == props
    assert not _of(text, "event")


def test_two_acts_of_a_sentence_are_two_events_with_the_date_of_the_first() -> None:
    text = (
        "In 2015 a party of 30 from Omishima came to Brackwater, and a cherry tree was planted"
        " in Castle Park."
    )
    found = _of(text, "event")
    assert [(held.props["type"], held.props["date"]) for held in found] == [
        ("visit", "2015"),
        ("other", "2015"),
    ]
    assert found[1].quote == "a cherry tree was planted in Castle Park."


def test_what_happened_once_and_what_recurs_are_told_apart() -> None:
    text = (
        "Brackwater sent a team of six doctors to Omishima in May 1991, and nurses from Omishima"
        " train in Brackwater for three months every year."
    )
    event = _of(text, "event")
    programme = _of(text, "programme")
    assert [held.props["type"] for held in event] == ["dispatch"]
    assert [held.props.get("frequency") for held in programme] == ["annual"]
    assert programme[0].quote.startswith("nurses from Omishima")


def test_a_month_takes_the_year_of_the_sentence_before() -> None:
    text = (
        "In 2016 Omishima was hit by a flood. Brackwater donated 9,000 euros to Omishima in June."
    )
    assert [held.props["date"] for held in _of(text, "event")] == ["2016-06"]


def test_an_act_that_marks_an_anniversary_is_both() -> None:
    text = (
        "Twenty singers from Omishima sang in Brackwater on 1 May 2012 to celebrate half a century"
        " of friendship."
    )
    found = {held.props["type"]: held.props["date"] for held in _of(text, "event")}
    assert found == {"performance": "2012-05-01", "anniversary": "2012-05-01"}


@pytest.mark.parametrize(
    "text",
    [
        "The Brackwater library was built in 1903.",
        "The museum receives 20,000 visitors a year.",
        "Concerts are held in the castle every summer.",
        "The association holds its annual general meeting in March.",
        "Brackwater and Omishima have been sister cities since 1981.",
        "A firm from the north opened a factory in Brackwater in 1988.",
    ],
)
def test_local_matters_are_neither(text: str) -> None:
    assert not _of(text, "event")
    assert not _of(text, "programme")


def test_companions_are_counted_with_those_they_go_with() -> None:
    text = "Each July ten pupils and two teachers from Brackwater visit Omishima."
    (found,) = _of(text, "programme")
    assert (found.props["persons"]["min"], found.props["persons"]["max"]) == (12, 12)


def test_a_weekday_is_the_one_before_the_day_of_the_dateline() -> None:
    text = (
        "MARLWOOD, May 14, 2024 – Marlwood and Tessbury, its sister city, met again.\n\n"
        "A delegation of nine from Tessbury arrived in Marlwood on Saturday."
    )
    (held,) = [p for p in propose(blocks_of(text)) if p.props.get("persons")]
    assert (held.kind, held.props["date"]) == ("event", "2024-05-11")


def test_a_month_without_a_year_is_of_the_year_of_the_report() -> None:
    text = (
        "Annual report 2022\n\nMarlwood and Tessbury are sister cities. "
        "Marlwood sent a band of twelve to Tessbury in July."
    )
    dates = [p.props.get("date") for p in propose(blocks_of(text)) if p.kind == "event"]
    assert dates == ["2022-07"]
