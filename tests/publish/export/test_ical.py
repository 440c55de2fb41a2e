"""iCalendar, parsed by icalendar: what is sure to the day of ties, and the rows of an
answer.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from builders import THEN, claim, facts, milestone, register, status
from kizuna.claims.claim import Claim
from kizuna.languages import Messages
from kizuna.publish.export.ical import answer_events, calendar
from kizuna.publish.export.subject import Subject
from kizuna.publish.records import Records, columns
from kizuna.publish.wording import Wording
from kizuna.values import day_number
from kizuna.workflows import list_due
from kizuna.workflows.clocks import Times
from kizuna.workflows.open_register import open_register
from kizuna.workflows.question import ask
from kizuna.workflows.report import content
from subjects import built_in_subject, notes, subject, written


def _events(about: Subject) -> dict[str, Any]:
    read = Calendar.from_ical(written("ical", about))
    return {str(event["uid"]).partition("@")[0]: event for event in read.walk("VEVENT")}


def _agreement(slug: str = "a", **given: str) -> list[Claim]:
    told = {"signed": "1985-02-28", "term": "5 years", **given}
    return facts(f"agreement/{slug}", tie="tie/osaka-shanghai", **told)


def test_a_tie_has_an_anniversary_each_year_unless_its_date_is_known_to_the_month_alone() -> (
    None
):
    events = _events(subject())
    event = events["anniversary-osaka-shanghai"]
    assert event["dtstart"].dt == date(1974, 4, 18)
    assert event["rrule"].to_ical() == b"FREQ=YEARLY"
    assert "since 1974" in event["summary"]
    assert "anniversary-osaka-san-francisco" not in events
    assert "2 ties left out" in notes("ical", subject())


def test_a_tie_that_has_ended_or_whose_date_is_contested_has_no_anniversary() -> None:
    rival = milestone("osaka-shanghai", date="1974-05-10", holder="organisation/other")
    for said in (rival, status("osaka-shanghai", "ended", "1980/..")):
        assert "anniversary-osaka-shanghai" not in _events(subject(said))


def test_an_agreement_that_another_renews_does_not_end() -> None:
    later = _agreement("b", signed="1990-02-28", renews="agreement/a")
    found = _events(subject(_agreement(), later))
    assert [uid for uid in found if uid.startswith("term")] == ["term-end-b"]


def test_every_event_names_its_claims_and_has_an_id_of_its_own() -> None:
    read = Calendar.from_ical(written("ical", built_in_subject()))
    events = read.walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events) > 10
    assert all("Claims: " in event["description"] for event in events)


@pytest.mark.parametrize(
    ("given", "end"),
    [
        ({}, "1990-02-27"),
        ({"term": "1 year", "signed": "1984-02-29"}, "1985-02-27"),
        ({"term": "18 months", "signed": "1985-08-31"}, "1987-02-27"),
        ({"term": "2 weeks", "signed": "1985-12-25"}, "1986-01-07"),
        ({"in_force": "1991-05/2027-03-31"}, "2027-03-31"),
        ({"in_force": "1991-05-01/.."}, "1996-04-30"),
        *(
            ({"term": "~5 years"}, ""),
            ({"term": "3..5 years"}, ""),
            ({"signed": "1985-02"}, ""),
        ),
    ],
)
def test_the_term_of_an_agreement_ends_on_its_last_day_where_that_is_sure(
    given, end
) -> None:
    """What is stated to be in force comes before the term from the signature."""
    about = subject(_agreement(**given))
    found = _events(about).get("term-end-a")
    assert (str(found["dtstart"].dt) if found else "") == end
    assert f"{int(bool(end))} ends of terms" in notes("ical", about)


def _due(language: str = "en") -> Any:
    """The events of terms that end on a day, in a month, and before the day asked
    about.
    """
    sure, vague, past = (
        ("1987-05-31",) * 2,
        ("1987-06-01", "1987-06-30"),
        ("1987-04-19",) * 2,
    )
    claims, rows = [], []
    for code, (first, last) in {"sure": sure, "vague": vague, "past": past}.items():
        claims.append(claim(f"agreement/{code}", "in_force", f"1977/{last}"))
        days = {"first": first, "last": last}
        rows.append(
            {"code": code, **days, "text": f"{code} ends", "claims": [claims[-1].id]}
        )
    records = Records(
        "due", columns("code:id first:day last:day text claims:claims"), rows
    )
    wording = Wording(register(claims), Messages(language), day_number("1987-04-20"))
    return Calendar.from_ical(calendar("Due", answer_events(records, wording))).walk(
        "VEVENT"
    )


def test_a_row_of_an_answer_is_an_event_of_its_days_with_alarms_before_and_one_name() -> (
    None
):
    sure, vague = _due()
    assert (sure["dtstart"].dt, sure["dtend"].dt) == (
        date(1987, 5, 31),
        date(1987, 6, 1),
    )
    assert (vague["dtstart"].dt, vague["dtend"].dt) == (
        date(1987, 6, 1),
        date(1987, 7, 1),
    )
    assert (sure["status"], vague["status"]) == ("CONFIRMED", "TENTATIVE")
    triggers = [alarm["trigger"].dt for alarm in sure.walk("VALARM")]
    assert triggers == [timedelta(days=-30), timedelta(days=-7)]
    assert (sure["summary"], sure["dtstamp"].dt) == ("sure ends", THEN)
    assert "Claims: " in sure["description"]
    assert {event["uid"] for event in _due("ja")} == {sure["uid"], vague["uid"]}


def test_a_calendar_is_called_after_what_it_is_of(built_in) -> None:
    times, question = Times.of("2026-11-28"), list_due.Question(of="government/osaka")
    with closing(open_register(built_in)):
        asked = ask(list_due, question, times, Messages("ja"))
        called = Calendar.from_ical(content(list_due, question, asked, times, "ics"))
    assert called["x-wr-calname"] == "Kizuna: 期日一覧, 大阪市"
