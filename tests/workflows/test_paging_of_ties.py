"""Pages of ties: a walk through them meets each tie that is asked for once, as it stood on the day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import Filled, claim, document, flat, tie, two_sides
from kizuna.claims.claim import Certainty, Claim
from kizuna.register.status import TieOnDay
from kizuna.store import open_database
from kizuna.values import Answer, day_number
from kizuna.workflows.clocks import Times
from kizuna.workflows.list_ties import TiesQuestion
from kizuna.workflows.paging import (
    ANY,
    CERTAIN,
    POSSIBLE,
    TiesPageQuestion,
    count_ties,
    page_ties,
)
from kizuna.workflows.readers import ANONYMOUS, reading_as

DAYS = ("1974-04-18", "1985-06-01", "2020-01-01")

EVERY = TiesQuestion()


@pytest.fixture
def _opened(_built_in: Path) -> Iterator[None]:
    opened = open_database(_built_in)
    yield
    opened.close()


def walked(
    times: Times, ties: TiesQuestion = EVERY, *, limit: int = 7, **asked: str
) -> list[TieOnDay]:
    """All ties, a few at a time."""
    found: list[TieOnDay] = []
    after = ""
    while True:
        made = page_ties(TiesPageQuestion(ties, times, after=after, limit=limit, **asked))
        found += made.things
        if not made.after:
            return found
        after = made.after


def expected(times: Times, ties: TiesQuestion = EVERY, **asked: str) -> list[TieOnDay]:
    """The same on one page."""
    return list(page_ties(TiesPageQuestion(ties, times, limit=10_000, **asked)).things)


@pytest.mark.usefixtures("_opened")
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("standing", [CERTAIN, POSSIBLE, ANY])
def test_pages_together_are_one_long_page(day: str, standing: str) -> None:
    asked = Times.on(day_number(day))
    assert walked(asked, standing=standing) == expected(asked, standing=standing)


def _course(slug: str, *changes: tuple[str, str]) -> list[Claim]:
    """A tie since 1974 with the changes of its status."""
    ref = f"tie/{slug}"
    return flat(
        tie(slug, "osaka", "shanghai"),
        *([claim(ref, "status", {"status": code}, since)] for code, since in changes),
    )


def courses() -> list[Claim]:
    """Ties that go on, that ended, that were interrupted, that ended on an unknown day, and one unverified."""
    return flat(
        two_sides(),
        _course("a-goes-on"),
        _course("b-ended", ("ended", "1985-06")),
        _course("c-interrupted", ("suspended", "1984"), ("active", "1986")),
        _course("d-suspended-then-ended", ("suspended", "1984"), ("ended", "1990")),
        _course("e-ended-once", ("ended", "")),
        [claim("tie/f-unsure", "party", f"government/{x}") for x in ("osaka", "shanghai")],
        [
            claim(
                "tie/f-unsure",
                "milestone",
                {"stage": "formal", "date": "1980"},
                certainty=Certainty.UNVERIFIED,
            )
        ],
    )


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("standing", [CERTAIN, POSSIBLE, ANY])
@pytest.mark.parametrize("limit", [1, 50])
def test_a_tie_that_was_interrupted_is_told_as_the_core_tells_it(
    filled: Filled, day: str, standing: str, limit: int
) -> None:
    filled(courses())
    asked = Times.on(day_number(day))
    assert walked(asked, standing=standing, limit=limit) == expected(asked, standing=standing)


def test_while_a_tie_is_suspended_it_is_neither_listed_nor_counted(filled: Filled) -> None:
    filled(courses())
    asked = Times.on(day_number("1985-01-01"))
    found = {line.id: line.answer for line in walked(asked)}
    assert found == {
        "tie/a-goes-on": Answer.CERTAIN,
        "tie/b-ended": Answer.CERTAIN,
        "tie/e-ended-once": Answer.POSSIBLE,
    }
    counted = count_ties(EVERY, asked)["ties"]
    assert (counted.certain, counted.possible) == (2, 3)


def test_a_tie_stands_by_what_its_reader_may_see(filled: Filled) -> None:
    secret = {"document": "document/secret-letter"}
    filled(
        flat(
            courses(),
            document("secret-letter"),
            [claim("document/secret-letter", "access_level", "secret")],
            [claim("tie/a-goes-on", "status", {"status": "ended"}, "1980", **secret)],
            [
                claim("tie/z-secret", "party", f"government/{x}", **secret)
                for x in ("osaka", "shanghai")
            ],
            [claim("tie/z-secret", "milestone", {"stage": "formal", "date": "1980"}, **secret)],
        )
    )
    asked = Times.on(day_number("1987-04-01"))
    everything = {line.id for line in walked(asked)}
    with reading_as(ANONYMOUS):
        seen = {line.id for line in walked(asked, limit=2)}
        assert walked(asked, limit=2) == expected(asked)
    assert everything - seen == {"tie/z-secret"}
    assert seen - everything == {"tie/a-goes-on"}
