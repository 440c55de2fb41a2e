"""Paging: each thing once and in order of id, the same from a small ledger and from a large one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kizuna.claims.kinds import Document, LocalGovernment, Tie
from kizuna.errors import BadClaim, BadQuestion, NotFound
from kizuna.store import open_database
from kizuna.values import Answer, day_number
from kizuna.workflows import ask, list_ties, paging
from kizuna.workflows.clocks import Times
from kizuna.workflows.list_ties import TiesQuestion
from kizuna.workflows.paging import (
    ANY,
    CERTAIN,
    GovernmentsQuestion,
    TiesPageQuestion,
    Walk,
    count_ties,
    page,
    page_governments,
    page_of_kind,
    page_ties,
)

DAY = day_number("1987-04-01")


@pytest.fixture(autouse=True)
def _opened(_built_in: Path) -> Iterator[None]:
    opened = open_database(_built_in)
    yield
    opened.close()


@pytest.fixture
def _batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is put together of several batches."""
    monkeypatch.setattr(paging, "_TOGETHER", 7)


def walked(**asked: object) -> list[str]:
    """The ids of all ties that a question pages through, ten at a time."""
    found: list[str] = []
    after = ""
    ties = TiesQuestion(**asked.pop("ties", {}))  # type: ignore[arg-type]
    while True:
        made = page_ties(TiesPageQuestion(ties, Times.on(DAY), after=after, limit=10, **asked))  # type: ignore[arg-type]
        found += [line.tie.id for line in made.things]
        if not made.after:
            return found
        after = made.after


@pytest.mark.usefixtures("_batches")
@pytest.mark.parametrize("kind", [Tie, LocalGovernment, Document])
def test_a_walk_meets_everything_of_a_kind_once_and_in_order(kind: type) -> None:
    found: list[str] = []
    after = ""
    while True:
        made = page_of_kind(kind, 9, after)
        found += [thing.id for thing in made.things]
        assert all(thing.id in made.register for thing in made.things)
        if not made.after:
            break
        after = made.after
    assert found == sorted(set(found))
    assert set(found) == {e.id for e in ask.known_register().of_kind(kind)}


@pytest.mark.usefixtures("_batches")
def test_paging_lists_the_ties_that_listing_lists() -> None:
    listed = {line.tie.id: line for line in list_ties.answer(TiesQuestion(), Times.on(DAY)).lines}
    assert walked() == sorted(listed)
    certain = sorted(r for r, line in listed.items() if line.answer is Answer.CERTAIN)
    assert walked(standing=CERTAIN) == certain


@pytest.mark.usefixtures("_batches")
@pytest.mark.parametrize(
    "asked",
    [
        {"of": "osaka"},
        {"of": "china"},
        {"of": "JP"},
        {"between": ("kansai", "china")},
        {"between": ("JP", "china")},
        {"kind": "friendship-city"},
        {"field": "education"},
        {"of": "kansai", "field": "education"},
    ],
)
def test_paging_narrows_as_listing_does(asked: dict[str, object]) -> None:
    listed = [line.tie.id for line in list_ties.answer(TiesQuestion(**asked), Times.on(DAY)).lines]  # type: ignore[arg-type]
    assert listed
    assert walked(ties=asked) == sorted(listed)


@pytest.mark.usefixtures("_batches")
def test_any_standing_takes_in_what_did_not_stand() -> None:
    assert set(walked()) < set(walked(standing=ANY))


@pytest.mark.usefixtures("_batches")
def test_a_country_is_that_of_a_party_itself_or_of_its_government() -> None:
    chinese = walked(country="China")
    assert "tie/port-of-osaka-port-of-shanghai" in chinese
    assert set(chinese) < set(walked())


@pytest.mark.usefixtures("_batches")
def test_governments_are_narrowed_by_country_and_place_alike() -> None:
    japanese = page_governments(GovernmentsQuestion(DAY, country="JP", limit=500)).things
    inside = page_governments(GovernmentsQuestion(DAY, part_of="kansai", limit=500)).things
    assert {g.id for g in inside} < {g.id for g in japanese}


def test_a_page_that_would_look_at_too_much_comes_back_short(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(paging, "_TOGETHER", 5)
    monkeypatch.setattr(paging, "_MOST_SEEN", 5)
    walk = Walk(lambda after, limit: ["tie/osaka-shanghai"] * limit, 3)
    made = page(walk, lambda register, refs: [])
    assert made.things == ()
    assert made.after.startswith("tie/")


@pytest.mark.parametrize(
    ("question", "error", "quoted"),
    [
        (TiesPageQuestion(TiesQuestion(of="Atlantis"), Times.on(DAY)), NotFound, "Atlantis"),
        (TiesPageQuestion(TiesQuestion(kind="love"), Times.on(DAY)), BadClaim, "love"),
        (
            TiesPageQuestion(TiesQuestion(), Times.on(DAY), country="Atlantis"),
            BadQuestion,
            "Atlantis",
        ),
        (
            TiesPageQuestion(TiesQuestion(of="osaka", between=("a", "b")), Times.on(DAY)),
            BadQuestion,
            "osaka",
        ),
    ],
)
def test_a_wrong_question_is_refused_with_what_is_wrong(
    question: TiesPageQuestion, error: type[Exception], quoted: str
) -> None:
    with pytest.raises(error, match=quoted):
        page_ties(question)


def test_counts_are_those_of_the_list() -> None:
    answer = list_ties.answer(TiesQuestion(between=("kansai", "china")), Times.on(DAY))
    ties = count_ties(TiesQuestion(between=("kansai", "china")), Times.on(DAY))["ties"]
    assert (ties.certain, ties.possible) == (answer.count.certain, answer.count.possible)
    assert set(ties.claims) == {ref for line in answer.lines for ref in line.listed}


def test_what_needs_all_of_a_large_register_is_refused_where_somebody_waits() -> None:
    with ask.reading_at_most(1):
        assert page_ties(TiesPageQuestion(TiesQuestion(), Times.on(DAY), country="CN")).things
        with pytest.raises(BadQuestion, match="name a place"):
            count_ties(TiesQuestion(kind="sister-city"), Times.on(DAY))
