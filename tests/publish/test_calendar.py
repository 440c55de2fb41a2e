"""A calendar of an answer: read back with icalendar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from builders import facts
from kizuna.languages import Messages
from kizuna.store.actions import add_register
from kizuna.workflows import list_due
from kizuna.workflows.clocks import Times
from kizuna.workflows.open_register import open_register
from kizuna.workflows.question import ask
from kizuna.workflows.report import content


def _events(written: bytes) -> list[Any]:
    return list(Calendar.from_ical(written).walk("VEVENT"))


def _due(of: str, as_of: str, within: int = 90, language: str = "en") -> bytes:
    times = Times.of(as_of)
    question = list_due.Question(of=of, within=within)
    asked = ask(list_due, question, times, Messages(language))
    return content(list_due, question, asked, times, "ics")


@pytest.fixture
def osaka(built_in: Path) -> Iterator[str]:
    """A tie with an agreement that ends on a day, and one of which only the month of the end is known."""
    ends = {"sure": "1977-04-18/1987-05-31", "vague": "1977/1987-06"}
    claims = [
        one
        for slug, held in ends.items()
        for one in facts(f"agreement/{slug}", tie="tie/osaka-shanghai", in_force=held)
    ]
    with closing(open_register(built_in)):
        add_register(claims=claims, judgements=[], acting_user="tester")
        yield "osaka-shanghai"


def test_what_falls_due_is_an_event_of_its_day_with_alarms_before(osaka: str) -> None:
    sure, vague = _events(_due(osaka, "1987-04-20"))
    assert (sure["dtstart"].dt, sure["dtend"].dt) == (date(1987, 5, 31), date(1987, 6, 1))
    assert (vague["dtstart"].dt, vague["dtend"].dt) == (date(1987, 6, 1), date(1987, 7, 1))
    assert (sure["status"], vague["status"]) == ("CONFIRMED", "TENTATIVE")
    triggers = [alarm["trigger"].dt for alarm in sure.walk("VALARM")]
    assert triggers == [timedelta(days=-30), timedelta(days=-7)]


def test_an_event_keeps_its_name_in_every_language_and_names_its_claims(osaka: str) -> None:
    english, japanese = (_events(_due(osaka, "1987-04-20", language=tag)) for tag in ("en", "ja"))
    assert [event["uid"] for event in english] == [event["uid"] for event in japanese]
    assert len({event["uid"] for event in english}) == len(english) == 2
    assert japanese[0]["summary"].startswith("大阪市 – 上海市")
    assert english[0]["dtstamp"].dt == english[1]["dtstamp"].dt
    assert "Claims: " in english[0]["description"]


def test_a_calendar_is_called_after_what_it_is_of(built_in: Path) -> None:
    with closing(open_register(built_in)):
        called = Calendar.from_ical(_due("government/osaka", "2026-11-28", language="ja"))
    assert called["x-wr-calname"] == "Kizuna: 期日一覧, 大阪市"


def test_what_lies_before_the_day_is_in_no_calendar(built_in: Path) -> None:
    with closing(open_register(built_in)):
        assert _events(_due("osaka-shanghai", "2026-11-28")) == []
