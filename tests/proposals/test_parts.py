"""A programme is cut where its list goes on to things of another class, and nowhere else."""

from typing import Any

import pytest

from kizuna.proposals.parts import parts_of
from kizuna.proposals.proposal import Proposal


def _programme(quote: str, **props: Any) -> Proposal:
    said = {"activity": quote, "direction": "both", **props}
    return Proposal("programme", "Aville", "Bville", quote, 40, 40 + len(quote), said)


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        (
            "exchanges of engineers, seeds of barley and research information",
            ["exchanges of engineers", "seeds of barley", "research information"],
        ),
        (
            "exchanges of teachers, including the training of nurses in Bville.",
            ["exchanges of teachers", "the training of nurses in Bville"],
        ),
        (
            "exchanges of experts (incl. internships of cooks in Bville) every year",
            ["exchanges of experts", "internships of cooks in Bville"],
        ),
        (
            "yearly arrivals of ships and planes of friendship",
            ["yearly arrivals of ships", "planes of friendship"],
        ),
    ],
)
def test_each_class_of_what_is_exchanged_is_a_programme(quote: str, parts: list[str]) -> None:
    made = parts_of(_programme(quote))
    assert [part.quote for part in made] == parts
    assert [part.props["activity"] for part in made] == parts


@pytest.mark.parametrize(
    "quote",
    [
        "exchanges of doctors, engineers and students",
        "exchanges of books and other materials, and information",
        "visits by choirs, and an exhibition of their costumes",
    ],
)
def test_people_of_many_callings_and_things_of_one_class_stay_together(quote: str) -> None:
    assert [part.quote for part in parts_of(_programme(quote))] == [quote]


def test_what_is_counted_is_not_told_apart() -> None:
    three = {"min": 3, "max": 3, "approx": False, "unit": "persons"}
    whole = _programme("exchanges of 3 engineers and seeds", persons=three)
    assert parts_of(whole) == [whole]


def test_each_part_cites_its_own_passage() -> None:
    whole = _programme("exchanges of engineers and seeds")
    for part in parts_of(whole):
        assert whole.quote[part.start - whole.start : part.end - whole.start] == part.quote


def test_training_told_by_the_way_has_no_direction() -> None:
    exchanged, trained = parts_of(
        _programme("exchanges of engineers, including training of nurses")
    )
    assert exchanged.props["direction"] == "both"
    assert "direction" not in trained.props
