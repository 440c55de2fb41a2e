"""Ties of ports, unions, assemblies and societies, in sentences of our own."""

import pytest

from kizuna.proposals.proposal import Proposal
from kizuna.proposals.rules import propose
from kizuna.sources.blocking import blocks_of

_TWINNED = "Brackwater is twinned with Lindenau, Germany.\n\n"


def _ties(sentence: str) -> list[Proposal]:
    found = [held for held in propose(blocks_of(_TWINNED + sentence)) if held.kind == "tie"]
    return [held for held in found if {held.subject, held.object} != {"Brackwater", "Lindenau"}]


@pytest.mark.parametrize(
    ("sentence", "first", "second", "start"),
    [
        (
            "Contacts between the ports of the two towns have grown for years.",
            "Port of Brackwater",
            "Port of Lindenau",
            None,
        ),
        (
            "Exchanges between the Brackwater harbour and the harbour of Lindenau began in 1977.",
            "Port of Brackwater",
            "Port of Lindenau",
            "1977",
        ),
        (
            "The dockers' union of Brackwater and that of Lindenau have exchanged delegations since 1983.",
            "Brackwater dockers' union",
            "Lindenau dockers' union",
            "1983",
        ),
        (
            "Links between the Brackwater Seamen's Union and the Lindenau Shipyard Union go back to 1979.",
            "Brackwater Seamen's Union",
            "Lindenau Shipyard Union",
            "1979",
        ),
        (
            "There are exchanges of delegations from the Brackwater miners union and the corresponding"
            " union in Lindenau.",
            "Brackwater miners union",
            "Lindenau miners union",
            None,
        ),
        (
            "Since 1991 there have been exchanges between the city assembly of Brackwater and that of Lindenau.",
            "Brackwater city assembly",
            "Lindenau city assembly",
            "1991",
        ),
        (
            "Relations between the Brackwater assembly and the legislative body of Lindenau are close.",
            "Brackwater assembly",
            "Lindenau legislature",
            None,
        ),
        (
            "The Brackwater fire brigade and its counterpart in Lindenau exchange crews every summer.",
            "Brackwater fire brigade",
            "Lindenau fire brigade",
            None,
        ),
    ],
)
def test_two_bodies_of_one_kind_that_deal_with_each_other_have_a_tie(
    sentence: str, first: str, second: str, start: str | None
) -> None:
    (tie,) = _ties(sentence)
    assert {tie.subject, tie.object} == {first, second}
    assert (tie.props["type"], tie.props.get("start")) == ("other", start)


def test_ports_whose_ties_are_those_of_sisters_are_sister_ports() -> None:
    (tie,) = _ties("In 1985 sister ties between the ports of both towns were agreed.")
    assert tie.props["type"] == "sister_port"


@pytest.mark.parametrize(
    "sentence",
    [
        "The assembly of Brackwater voted to renew the partnership in 1999.",
        "A delegation of the Brackwater teachers' union visited Lindenau in 1986.",
        "The trade unions of both towns have been in contact since 1990.",
        "Exchanges between friendship societies of the two countries are common.",
        "The Brackwater fire brigade and the Lindenau choir exchange visits every summer.",
    ],
)
def test_a_body_alone_or_one_of_many_has_no_tie(sentence: str) -> None:
    assert not _ties(sentence)


def test_a_tie_of_bodies_told_twice_is_one() -> None:
    told = (
        "Contacts between the dockers' union of Brackwater and that of Lindenau are close. The dockers'"
        " union of Brackwater and that of Lindenau have exchanged delegations since 1983."
    )
    (tie,) = _ties(told)
    assert tie.props["start"] == "1983"
