"""What a model and the rules both read: the model's claim stands, and the rules fill what it did not read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kizuna.proposals import model as proposer
from kizuna.proposals.model import difference
from kizuna.proposals.proposal import Proposal
from kizuna.proposals.verifier import ClaimCheck, VerifiedProposals


def read(kind: str = "tie", start: int = 0, other: str = "Lakeside", **props: Any) -> Proposal:
    return Proposal(kind, "Northhaven", other, "quote", start, start + 50, props)


def fill(
    model: list[Proposal],
    rules: list[Proposal],
    *spans: tuple[int, int],
    refused: tuple[Proposal, ...] = (),
) -> tuple[list[Proposal], list[Proposal]]:
    """What becomes of both where the model has answered for the spans."""
    passed = [ClaimCheck("", one, asked=one) for one in model]
    failed = [ClaimCheck("", None, "date", asked=one) for one in refused]
    return proposer.fill(VerifiedProposals((*passed, *failed)), rules, spans)


def test_the_claim_of_the_model_stays_and_notes_what_the_rules_read() -> None:
    model, rule = read(type="sister_city"), read()
    assert fill([model], [rule]) == ([model], [])


def test_another_day_of_the_same_tie_is_noted_wherever_it_stands() -> None:
    model = Proposal("tie", "Northhaven", "Lakeside", "q", 0, 50, {"start": "1986"})
    rule = Proposal("tie", "Lakeside", "Northhaven City", "q", 400, 450, {"start": "1985"})
    (one,), left = fill([model], [rule], (0, 500))
    assert (one.props, one.rival, left) == ({"start": "1986"}, "start 1985", [])


def test_the_rules_fill_passages_without_an_answer_and_none_that_the_model_has_read() -> None:
    rules = [read(other="Oldbridge"), read("event"), read("field", field="youth")]
    assert fill([read()], rules) == ([read()], rules)
    assert fill([read()], rules, (100, 200)) == ([read()], rules)
    assert fill([], rules, (0, 100)) == ([], [])


def test_a_row_of_a_list_that_the_model_did_not_say_stays_with_little_confidence() -> None:
    row = replace(read(other="Oldbridge"), confidence=0.9)
    (left,) = fill([read()], [row], (0, 100))[1]
    assert (left.object, left.confidence <= 0.3) == ("Oldbridge", True)


def test_a_day_that_only_the_rules_read_and_what_the_verifier_refused_the_model_stay() -> None:
    rule = replace(read(), props={"start": "1985"})
    assert fill([read()], [rule], (0, 100)) == ([read()], [rule])
    assert fill([], [rule], (0, 100), refused=(rule,)) == ([], [rule])


def test_two_events_of_a_pair_are_alike_only_where_their_passages_overlap() -> None:
    far, near = read("event", start=100), read("event", start=40)
    assert fill([read("event")], [far, near]) == ([read("event")], [far])


def test_a_tie_of_ports_is_not_that_of_their_cities() -> None:
    ports = read(other="Port of Lakeside", type="sister_port")
    assert fill([read(type="sister_city")], [ports])[1] == [ports]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({"start": "1986"}, {"start": "1985"}, "start 1985"),
        ({"start": "1986-04"}, {"start": "1986"}, ""),
        ({"type": "sister_city"}, {"type": "twin_town", "end": "1999"}, "type twin_town"),
        ({}, {"start": "1985"}, ""),
    ],
)
def test_only_what_both_state_and_differently_is_a_difference(
    one: dict[str, str], other: dict[str, str], told: str
) -> None:
    sides = [Proposal("tie", "A", "B", "q", 0, 1, props) for props in (one, other)]
    assert difference(*sides) == told
