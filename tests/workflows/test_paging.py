"""Paging: each thing once and in order of id, the same from a small ledger and from a
large one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from builders import DAY, Filled, flat, status, tie, two_sides
from kizuna.claims.claim import Certainty, Claim
from kizuna.claims.kinds import Document, LocalGovernment, Tie
from kizuna.errors import BadQuestion
from kizuna.register.ties import TieOnDay
from kizuna.store import open_database
from kizuna.values import Answer, day_number
from kizuna.workflows import ask, list_ties, paging
from kizuna.workflows.clocks import Times
from kizuna.workflows.paging import Page, Part, count_ties, page, page_ties

EVERY = list_ties.Question()


@pytest.fixture(autouse=True)
def _opened(_built_in: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The built-in register, of which a page is put together of several batches."""
    monkeypatch.setattr(paging, "_TOGETHER", 7)
    opened = open_database(_built_in)
    yield
    opened.close()


def walk(read: Callable[[Part], Page[Any]], limit: int) -> list[Any]:
    """All that is paged through, so many at a time."""
    made = read(Part("", limit))
    found = [*made.things]
    while made.after:
        made = read(Part(made.after, limit))
        found += made.things
    assert all(thing.id in made.register for thing in made.things)
    return found


def lines(
    times: Times, ties: list_ties.Question = EVERY, *, limit: int = 10, **asked: str
) -> list[TieOnDay]:
    """The ties that a question pages through."""
    return walk(lambda part: page_ties(ties, times, part, **asked), limit)


def walked(ties: list_ties.Question = EVERY, **asked: str) -> list[str]:
    """The ids of the same on 1 April 1987."""
    return [line.tie.id for line in lines(Times.on(DAY), ties, **asked)]


@pytest.mark.parametrize("kind", [Tie, LocalGovernment, Document])
def test_a_walk_meets_everything_of_a_kind_once_and_in_order(kind: type) -> None:
    found = [
        thing.id for thing in walk(lambda part: paging.page_of_kind(kind, part), 9)
    ]
    assert found == sorted({e.id for e in ask.known_register().of_kind(kind)})


@pytest.mark.parametrize(
    "asked",
    [
        *(
            {},
            {"of": "osaka"},
            {"of": "china"},
            {"of": "JP"},
            {"between": ("kansai", "china")},
        ),
        *(
            {"between": ("JP", "china")},
            {"kind": "friendship-city"},
            {"field": "education"},
        ),
        {"of": "kansai", "field": "education"},
    ],
)
def test_paging_lists_the_ties_that_listing_lists(asked: dict[str, Any]) -> None:
    question = list_ties.Question(**asked)
    listed = {
        line.tie.id: line for line in list_ties.answer(question, Times.on(DAY)).lines
    }
    assert listed
    assert walked(question) == sorted(listed)
    certain = sorted(r for r, line in listed.items() if line.answer is Answer.CERTAIN)
    assert walked(question, standing="certain") == certain


def test_ties_are_narrowed_by_how_they_stand_and_the_country_of_a_party_or_its_government() -> (
    None
):
    every, chinese = set(walked()), set(walked(country="China"))
    assert (
        {"tie/port-of-osaka-port-of-shanghai"}
        < chinese
        < every
        < set(walked(standing="any"))
    )
    with pytest.raises(BadQuestion, match="Atlantis"):
        walked(country="Atlantis")


def test_governments_are_narrowed_by_country_and_place_alike() -> None:
    asked = ({"part_of": "kansai"}, {"country": "JP"})
    pages = (
        paging.page_governments(Times.on(DAY), Part("", 500), **one) for one in asked
    )
    inside, japanese = ({one.id for one in found.things} for found in pages)
    assert inside < japanese


def test_a_page_that_would_look_at_too_much_is_short(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(paging, "_MOST_SEEN", 5)
    made: Page[Tie] = page(
        lambda after, limit: ["tie/osaka-shanghai"] * limit,
        Part("", 3),
        None,
        lambda *_: [],
    )
    assert made.things == ()
    assert made.after.startswith("tie/")


def test_what_needs_all_of_a_large_register_is_refused_where_somebody_waits() -> None:
    with ask.reading_at_most(1):
        assert page_ties(EVERY, Times.on(DAY), Part(), "CN").things
        with pytest.raises(BadQuestion, match="name a place"):
            count_ties(list_ties.Question(kind="sister-city"), Times.on(DAY))


def _course(slug: str, *changes: tuple[str, str]) -> list[Claim]:
    """A tie since 1974 with the changes of its status."""
    changed = (status(slug, code, since) for code, since in changes)
    return flat(tie(slug, "osaka", "shanghai"), *changed)


def courses() -> list[Claim]:
    """Ties that go on, that ended, that were interrupted, that ended on an unknown day,
    and one unverified.
    """
    return flat(
        two_sides(),
        _course("a-goes-on"),
        _course("b-ended", ("ended", "1985-06")),
        _course("c-interrupted", ("suspended", "1984"), ("active", "1986")),
        _course("d-suspended-then-ended", ("suspended", "1984"), ("ended", "1990")),
        _course("e-ended-once", ("ended", "")),
        tie(
            "f-unsure", "osaka", "shanghai", date="1980", certainty=Certainty.UNVERIFIED
        ),
    )


@pytest.mark.parametrize("day", ["1974-04-18", "1985-06-01", "2020-01-01"])
def test_a_tie_that_was_interrupted_is_told_as_the_core_tells_it(
    filled: Filled, day: str
) -> None:
    filled(courses())
    asked = Times.on(day_number(day))
    for standing in paging.LEAST:
        told = lines(asked, standing=standing, limit=10_000)
        assert lines(asked, standing=standing, limit=1) == told


def test_while_a_tie_is_suspended_it_is_neither_listed_nor_counted(
    filled: Filled,
) -> None:
    filled(courses())
    asked = Times.on(day_number("1985-01-01"))
    found = {line.id: line.answer for line in lines(asked)}
    certain = dict.fromkeys(("tie/a-goes-on", "tie/b-ended"), Answer.CERTAIN)
    assert found == {**certain, "tie/e-ended-once": Answer.POSSIBLE}
    counted = count_ties(EVERY, asked)["ties"]
    assert (counted.certain, counted.possible) == (2, 3)
