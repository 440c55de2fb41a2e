"""iCalendar (RFC 5545): the anniversaries of ties, and the days on which the terms of agreements end.

Law: only a date that is sure to the day becomes an event, since a calendar knows nothing less precise; what is
known to the month or year, or is contested, is counted in the notes.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO

from kizuna.claims import vocabulary
from kizuna.claims.claim import Claim
from kizuna.claims.kinds import Agreement, Fact
from kizuna.publish.export.subject import ExportFormat, Subject
from kizuna.register.status import TieOnDay
from kizuna.values import OPEN_END, Edtf, Quantity, slug_of

_MONTHS = {"months": 1, "half-years": 6, "years": 12}
_DAYS = {"days": 1, "weeks": 7}
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class _Event:
    """An event of a whole day; `yearly` comes back each year, up to `until` where that is not None."""

    uid: str
    day: date
    summary: str
    claims: tuple[Claim, ...]
    yearly: bool = False
    until: date | None = None


def _write(subject: Subject, out: BinaryIO) -> None:
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Kizuna//Ties between local governments//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"Ties between local governments, {subject.as_of}")
    for event in (*_anniversaries(subject), *_term_ends(subject)):
        made.add_component(_component(event, subject))
    out.write(made.to_ical())


def _component(event: _Event, subject: Subject) -> Any:
    from icalendar import Event

    made = Event()
    made.add("uid", event.uid)
    made.add("dtstamp", _recorded(event.claims))
    made.add("dtstart", event.day)
    made.add("dtend", event.day + timedelta(days=1))
    if event.yearly:
        rule: dict[str, Any] = {"freq": "yearly"}
        made.add("rrule", rule | ({"until": event.until} if event.until else {}))
    made.add("summary", event.summary)
    made.add("description", _description(event.claims, subject))
    made.add("class", "PUBLIC")
    made.add("transp", "TRANSPARENT")
    return made


def _recorded(claims: Iterable[Claim]) -> datetime:
    """When the last of the claims was recorded: a calendar bears no other time of its making."""
    return max(claim.recorded_at for claim in claims).replace(microsecond=0)


def _description(claims: Iterable[Claim], subject: Subject) -> str:
    held = tuple(claims)
    documents = dict.fromkeys(subject.label(claim.document) for claim in held)
    ids = ", ".join(dict.fromkeys(claim.id for claim in held))
    return f"As of {subject.as_of}. Sources: {'; '.join(documents)}. Claims: {ids}"


def _anniversaries(subject: Subject) -> Iterator[_Event]:
    for scoped in subject.scope.in_force():
        fact = scoped.established
        day = _sure_day(fact.value.date if fact else None)
        if fact is None or day is None or not _is_sole(scoped):
            continue
        yield _Event(
            uid=f"anniversary-{slug_of(scoped.tie.id)}@kizuna",
            day=day,
            summary=f"{subject.label(scoped.tie.id)}: {_kind(scoped)}, since {day.year}",
            claims=_counting(fact),
            yearly=True,
            until=_last_day(scoped),
        )


def _term_ends(subject: Subject) -> Iterator[_Event]:
    register = subject.scope.register
    for scoped in subject.scope.ties:
        for agreement in register.referring(scoped.tie.id, Agreement, "tie"):
            if not register.referring(agreement.id, Agreement):
                yield from _term_end(agreement, subject)


def _term_end(agreement: Agreement, subject: Subject) -> Iterator[_Event]:
    """The end of an agreement that no other renews or replaces: the last day that a source gives, else the end of
    the term where its start and length are sure."""
    held = next((f for f in agreement.in_force if f.counts), None)
    begun = held or next((f for f in agreement.signed if f.counts), None)
    term = next((f for f in agreement.term if f.counts), None)
    facts: list[Fact[Any] | None] = [held]
    end = _sure_end(held.value if held else None)
    start = _sure_day(begun.value) if begun else None
    if end is None and start is not None and term is not None:
        end, facts = _after(start, term.value), [begun, term]
    if end is not None:
        yield _Event(
            uid=f"term-end-{slug_of(agreement.id)}@kizuna",
            day=end,
            summary=f"Term ends: {subject.label(agreement.id)}",
            claims=tuple(claim for fact in facts if fact for claim in _counting(fact)),
        )


def _sure_day(when: Edtf | None) -> date | None:
    """The day of a date, or on which an interval begins, where that is sure to the day; else None."""
    if when is None or when.precision not in ("day", "interval"):
        return None
    return _day(when, when.span.start_earliest, when.span.start_latest)


def _sure_end(when: Edtf | None) -> date | None:
    """The day on which an interval ends, where that is sure to the day; else None."""
    if when is None or not when.is_interval:
        return None
    return _day(when, when.span.end_earliest, when.span.end_latest)


def _day(when: Edtf, earliest: int, latest: int) -> date | None:
    sure = earliest == latest and not when.uncertain and not when.approximate
    return date.fromordinal(earliest) if sure and _FIRST <= earliest <= _LAST else None


def _is_sole(scoped: TieOnDay) -> bool:
    """Whether no rival date is left for the beginning of the tie."""
    return scoped.span is not None and scoped.span.start_earliest == scoped.span.start_latest


def _last_day(scoped: TieOnDay) -> date | None:
    """The last day on which the tie certainly stands; None where it has no end."""
    end = scoped.span.end_earliest if scoped.span else OPEN_END
    return date.fromordinal(end) if _FIRST <= end <= _LAST else None


def _after(start: date, term: Quantity) -> date | None:
    """The same day of the month a number of months later (its last, where the month is shorter), or that many days
    later; None for a term that is about so long, or from so to so long."""
    if not term.is_exact or term.min is None:
        return None
    length = term.min * (_DAYS | _MONTHS)[term.unit]
    if length != int(length):
        return None
    if term.unit in _DAYS:
        number = start.toordinal() + int(length)
        return date.fromordinal(number) if number <= _LAST else None
    months = start.year * 12 + start.month - 1 + int(length)
    year, month = months // 12, months % 12 + 1
    if year > date.max.year:
        return None
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def _counting(fact: Fact[Any]) -> tuple[Claim, ...]:
    return tuple(claim for claim in fact.claims if claim.counts)


def _kind(scoped: TieOnDay) -> str:
    kind = scoped.tie.type.value
    return vocabulary.scheme("tie-types")[kind].labels["en"] if kind else "tied"


def _notes(subject: Subject) -> list[str]:
    standing = subject.scope.in_force(possible=True)
    events = sum(1 for _ in _anniversaries(subject))
    ends = sum(1 for _ in _term_ends(subject))
    return [
        f"{events} anniversaries and {ends} ends of terms",
        f"{len(standing) - events} ties left out: not certainly in force, or no day of beginning on which"
        " all sources agree",
    ]


ICAL = ExportFormat(
    "ical",
    "ics",
    "Calendars: anniversaries of the ties in force, and the days on which terms of agreements end",
    _write,
    _notes,
)
