"""The two clocks: one day, and a time to the end of what is named."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from kizuna.errors import BadDate, BadQuestion
from kizuna.workflows.clocks import as_of, known_at


def test_without_a_date_the_day_is_today() -> None:
    assert as_of(None).text == date.today().isoformat()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1987-04-01", "1987-04-01"),
        ("1987-02", "1987-02-28"),
        ("1987", "1987-12-31"),
        ("1 April 1987", "1987-04-01"),
        ("1987年4月1日", "1987-04-01"),
        ("1 апреля 1987 г.", "1987-04-01"),
        ("February 1987", "1987-02-28"),
    ],
)
def test_a_date_becomes_its_last_day(text: str, day: str) -> None:
    assert as_of(text).text == day


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        *((text, "is not one day") for text in ("1974/1980", "198X", "1974?", "{1974,1975}")),
        *((text, "is not one day") for text in ("1974-23", "about 1974")),
        ("31 April 1987", "is not a date: .*that month has 30 days"),
        ("4/5/1987", "is not a date: .*either order"),
        ("soon", "is not a date: .*such as 1987-04-01, 1 April 1987"),
        ("1987-04-01T12:00", "is not a date: .*such as 1987-04-01"),
    ],
)
def test_what_is_not_one_day_is_quoted_with_what_would_be_right(text: str, problem: str) -> None:
    with pytest.raises((BadDate, BadQuestion), match=f"{re.escape(repr(text))} {problem}"):
        as_of(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-05-10", datetime(2026, 5, 10, 23, 59, 59, 999999, UTC)),
        ("10 May 2026", datetime(2026, 5, 10, 23, 59, 59, 999999, UTC)),
        ("2026-05", datetime(2026, 5, 31, 23, 59, 59, 999999, UTC)),
        ("2026-05-10T12:00", datetime(2026, 5, 10, 12, tzinfo=UTC)),
        ("2026-05-10T12:00+09:00", datetime(2026, 5, 10, 3, tzinfo=UTC)),
        ("2026-05-10T12:00:00Z", datetime(2026, 5, 10, 12, tzinfo=UTC)),
    ],
)
def test_a_time_of_knowledge_is_read_to_its_end(text: str, moment: datetime) -> None:
    assert known_at(text) == moment


@pytest.mark.parametrize("text", ["now", "2026-13", "1974/1980", "2026-05-10T25:00"])
def test_a_time_that_cannot_be_read_is_quoted(text: str) -> None:
    with pytest.raises(BadDate, match=text):
        known_at(text)
