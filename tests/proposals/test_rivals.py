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


def test_another_day_of_the_same_tie_is_noted_wherever_it_stands() -> None:
    model = Proposal("tie", "Northhaven", "Lakeside", "q", 0, 50, {"start": "1986"})
    rule = Proposal("tie", "Lakeside", "Northhaven City", "q", 400, 450, {"start": "1985"})
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
    "passages beside those that the model read": ([read()], _RULES, [(100, 200)], _RULES),
    "nothing of those that it read": ([], _RULES, [(0, 100)], []),
    "rows of lists": ([read()], [_ROW], [(0, 100)], [replace(_ROW, confidence=0.3)]),
    "a day that only the rules read": ([read()], [_DATED], [(0, 100)], [_DATED]),
    "events whose passages do not overlap": ([read("event")], [_FAR, _NEAR], [], [_FAR]),
    "ties of ports beside those of their cities": (_SISTERS, [_PORTS], [], [_PORTS]),
}


@pytest.mark.parametrize(("model", "rules", "spans", "left"), _LEFT.values(), ids=list(_LEFT))
def test_the_claims_of_the_model_stay_and_the_rules_fill(
    model: list[Proposal],
    rules: list[Proposal],
    spans: list[tuple[int, int]],
    left: list[Proposal],
) -> None:
    assert fill(model, rules, *spans) == (model, left)


def test_what_the_verifier_refused_the_model_stays_where_the_rules_read_it() -> None:
    assert fill([], [_DATED], (0, 100), refused=(_DATED,)) == ([], [_DATED])


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
