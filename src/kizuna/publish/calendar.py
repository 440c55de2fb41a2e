"""iCalendar (RFC 5545): events of whole days, and the rows of an answer that have days.

Law: a calendar knows no day that may be another one: what falls between two days is an event of all of them,
tentative. Every event names the claims that it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kizuna.publish.records import Records, day_columns

if TYPE_CHECKING:
    from icalendar import Event

    from kizuna.claims.claim import Claim
    from kizuna.publish.wording import Wording

ALARMS = (30, 7)
"""So many days before what falls due a calendar reminds of it."""


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """A calendar of that name, as a file."""
    from icalendar import Calendar

    said = {"prodid": "-//Kizuna//Ties between local governments//EN", "version": "2.0"}
    made = _component(Calendar(), {**said, "method": "PUBLISH", "x-wr-calname": name}, events)
    return bytes(made.to_ical())


def event(uid: str, days: tuple[date, date], claims: Iterable[Claim], **more: Any) -> Event:
    """An event from one day to another, which bears no other time of its making than when its last claim was
    recorded; `more` are its other properties."""
    from icalendar import Event

    properties = {
        "uid": f"{uid}@kizuna",
        "dtstamp": max(claim.recorded_at for claim in claims).replace(microsecond=0),
        "dtstart": days[0],
        "dtend": days[1] + timedelta(days=1),
        **more,
        "class": "PUBLIC",
        "transp": "TRANSPARENT",
    }
    made: Event = _component(Event(), properties)
    return made


def answer_events(records: Records, wording: Wording) -> Iterator[Event]:
    """The rows of an answer that do not lie before the day asked about, as events with alarms.

    The rows have columns of type "day" and a "text"; those of type "id" name an event for good.
    """
    from icalendar import Alarm

    named = day_columns(records.columns)
    ids = [column.name for column in records.columns if column.type == "id"]
    for row in records.rows:
        texts = (row[named[0]], row[named[-1]])
        try:
            first, last = map(date.fromisoformat, texts)
        except ValueError:
            continue  # a year that no calendar knows
        if last.toordinal() < (wording.day or 0):
            continue
        claims = [wording.register.claims[claim] for claim in row["claims"]]
        sources = dict.fromkeys(wording.name(claim.document) for claim in claims)
        listed = f"{wording.messages.text('cli-claims')}: {', '.join(row['claims'])}"
        made = event(
            "-".join((records.name, *(row[name] or "" for name in ids), *texts)),
            (first, last),
            claims,
            summary=row["text"],
            description="\n".join((*sources, listed)),
            status="CONFIRMED" if first == last else "TENTATIVE",
        )
        for days in ALARMS:
            said = {"action": "DISPLAY", "description": row["text"]}
            made.add_component(_component(Alarm(), {**said, "trigger": timedelta(days=-days)}))
        yield made


def _component(empty: Any, properties: Mapping[str, Any], parts: Iterable[Any] = ()) -> Any:
    for name, value in properties.items():
        empty.add(name, value)
    for part in parts:
        empty.add_component(part)
    return empty
