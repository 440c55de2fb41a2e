"""iCalendar, parsed by icalendar: what is sure to the day of ties, and the rows of an answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from builders import claim, facts, milestone, status
from kizuna.languages import Messages
from kizuna.publish.export.subject import Subject
from kizuna.store.actions import add_register
from kizuna.workflows import list_due
from kizuna.workflows.clocks import Times
from kizuna.workflows.open_register import open_register
from kizuna.workflows.question import ask
from kizuna.workflows.report import content
from subjects import built_in_subject, notes, subject, written


def _events(about: Subject) -> dict[str, Any]:
    read = Calendar.from_ical(written("ical", about))
    return {str(event["uid"]).partition("@")[0]: event for event in read.walk("VEVENT")}


def _agreement(term: str = "5 years", signed: str = "1985-02-28", slug: str = "a") -> list[Any]:
    ref = f"agreement/{slug}"
    return [
        claim(ref, "tie", "tie/osaka-shanghai"),
        claim(ref, "signed", signed),
        claim(ref, "term", term),
    ]


def test_a_tie_has_an_anniversary_each_year_unless_its_date_is_known_to_the_month_alone() -> None:
    events = _events(subject())
    event = events["anniversary-osaka-shanghai"]
    assert event["dtstart"].dt == date(1974, 4, 18)
    assert event["rrule"].to_ical() == b"FREQ=YEARLY"
    assert "since 1974" in event["summary"]
    assert "anniversary-osaka-san-francisco" not in events
    assert "2 ties left out" in notes("ical", subject())


@pytest.mark.parametrize("ended", [True, False])
def test_a_tie_that_has_ended_or_whose_date_is_contested_has_no_anniversary(ended: bool) -> None:
    rival = milestone("osaka-shanghai", date="1974-05-10", holder="organisation/other")
    about = subject(status("osaka-shanghai", "ended", "1980/..") if ended else rival)
    assert "anniversary-osaka-shanghai" not in _events(about)


def test_an_agreement_that_another_renews_does_not_end() -> None:
    later = [
        *_agreement(slug="b", signed="1990-02-28"),
        claim("agreement/b", "renews", "agreement/a"),
    ]
    assert {"term-end-b"} == {
        uid for uid in _events(subject(_agreement(), later)) if uid.startswith("term")
    }


def test_every_event_names_its_claims_and_has_an_id_of_its_own() -> None:
    read = Calendar.from_ical(written("ical", built_in_subject()))
    events = read.walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events) > 10
    assert all("Claims: " in event["description"] for event in events)


@pytest.mark.parametrize(
    ("term", "signed", "in_force", "end"),
    [
        ("5 years", "1985-02-28", "", date(1990, 2, 27)),
        ("1 year", "1984-02-29", "", date(1985, 2, 27)),
        ("18 months", "1985-08-31", "", date(1987, 2, 27)),
        ("2 weeks", "1985-12-25", "", date(1986, 1, 7)),
        ("5 years", "1985-02-28", "1991-05/2027-03-31", date(2027, 3, 31)),
        ("5 years", "1985-02-28", "1991-05-01/..", date(1996, 4, 30)),
        ("~5 years", "1985-02-28", "", None),
        ("3..5 years", "1985-02-28", "", None),
        ("5 years", "1985-02", "", None),
    ],
)
def test_the_term_of_an_agreement_ends_on_its_last_day_where_that_is_sure(
    term: str, signed: str, in_force: str, end: date | None
) -> None:
    """What is stated to be in force comes before the term from the signature."""
    more = [claim("agreement/a", "in_force", in_force)] if in_force else []
    about = subject(_agreement(term, signed), more)
    found = _events(about).get("term-end-a")
    assert (found and found["dtstart"].dt) == end
    assert f"{int(end is not None)} ends of terms" in notes("ical", about)


def _listed(written: bytes) -> list[Any]:
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
    sure, vague = _listed(_due(osaka, "1987-04-20"))
    assert (sure["dtstart"].dt, sure["dtend"].dt) == (date(1987, 5, 31), date(1987, 6, 1))
    assert (vague["dtstart"].dt, vague["dtend"].dt) == (date(1987, 6, 1), date(1987, 7, 1))
    assert (sure["status"], vague["status"]) == ("CONFIRMED", "TENTATIVE")
    triggers = [alarm["trigger"].dt for alarm in sure.walk("VALARM")]
    assert triggers == [timedelta(days=-30), timedelta(days=-7)]


def test_an_event_keeps_its_name_in_every_language_and_names_its_claims(osaka: str) -> None:
    english, japanese = (_listed(_due(osaka, "1987-04-20", language=tag)) for tag in ("en", "ja"))
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
        assert _listed(_due("osaka-shanghai", "2026-11-28")) == []
