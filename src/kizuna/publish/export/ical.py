"""iCalendar (RFC 5545): the anniversaries of ties, and the days on which the terms of agreements end.

Law: only a date that is sure to the day becomes an event, since a calendar knows nothing less precise; what is
known to the month or year, or is contested, is counted in the notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from kizuna.claims import vocabulary
from kizuna.claims.kinds import Agreement, Fact
from kizuna.publish.calendar import calendar, event
from kizuna.publish.export.subject import FileFormat, Subject
from kizuna.register.status import TieOnDay
from kizuna.values import Edtf, Quantity, slug_of

_UNITS = {
    "days": ("days", 1),
    "weeks": ("weeks", 1),
    "months": ("months", 1),
    "half-years": ("months", 6),
    "years": ("months", 12),
}
"""What each unit of a term is in units of the calendar."""

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


def _write(subject: Subject, out: BinaryIO) -> None:
    events = (*_anniversaries(subject), *_term_ends(subject))
    out.write(calendar(f"Ties between local governments, {subject.as_of}", events))


def _event(
    subject: Subject, uid: str, day: date, summary: str, facts: list[Fact[Any]], **more: Any
) -> Any:
    claims = [claim for fact in facts for claim in fact.claims if claim.counts]
    documents = dict.fromkeys(subject.label(claim.document) for claim in claims)
    ids = ", ".join(dict.fromkeys(claim.id for claim in claims))
    described = f"As of {subject.as_of}. Sources: {'; '.join(documents)}. Claims: {ids}"
    more |= {"summary": summary, "description": described}
    return event(uid, (day, day), claims, **more)


def _anniversaries(subject: Subject) -> Iterator[Any]:
    """One for each tie in force that began on a sure day, up to the last day on which it certainly stands."""
    for tie in subject.scope.in_force():
        fact, span = tie.established, tie.span
        day = _sure_day(fact.value.date if fact else None)
        if fact is None or day is None or span is None or span.start_earliest != span.start_latest:
            continue
        rule: dict[str, Any] = {"freq": "yearly"}
        if _FIRST <= span.end_earliest <= _LAST:
            rule["until"] = date.fromordinal(span.end_earliest)
        summary = f"{subject.label(tie.id)}: {_kind(tie)}, since {day.year}"
        uid = f"anniversary-{slug_of(tie.id)}"
        yield _event(subject, uid, day, summary, [fact], rrule=rule)


def _term_ends(subject: Subject) -> Iterator[Any]:
    register = subject.scope.register
    for tie in subject.scope.ties:
        for agreement in register.referring(tie.id, Agreement, "tie"):
            end, facts = _end(agreement)
            if end is not None and not register.referring(agreement.id, Agreement):
                summary = f"Term ends: {subject.label(agreement.id)}"
                yield _event(subject, f"term-end-{slug_of(agreement.id)}", end, summary, facts)


def _end(agreement: Agreement) -> tuple[date | None, list[Fact[Any]]]:
    """The last day of an agreement that a source gives, else the end of its term where that and its start are
    sure; with the facts that say so."""
    held = next((fact for fact in agreement.in_force if fact.counts), None)
    begun = held or next((fact for fact in agreement.signed if fact.counts), None)
    term = next((fact for fact in agreement.term if fact.counts), None)
    when = held.value if held else None
    if held and when and when.is_interval:
        end = _day(when, when.span.end_earliest, when.span.end_latest)
        if end is not None:
            return end, [held]
    start = _sure_day(begun.value) if begun else None
    if begun is None or start is None or term is None:
        return None, []
    return _after(start, term.value), [begun, term]


def _sure_day(when: Edtf | None) -> date | None:
    """The day of a date, or on which an interval begins, where that is sure to the day; else None."""
    if when is None or when.precision not in ("day", "interval"):
        return None
    return _day(when, when.span.start_earliest, when.span.start_latest)


def _day(when: Edtf, earliest: int, latest: int) -> date | None:
    sure = earliest == latest and not when.uncertain and not when.approximate
    return date.fromordinal(earliest) if sure and _FIRST <= earliest <= _LAST else None


def _after(start: date, term: Quantity) -> date | None:
    """The same day of the month a number of months later (its last, where the month is shorter), or that many days
    later; None for a term that is about so long, or from so to so long."""
    from dateutil.relativedelta import relativedelta

    if not term.is_exact or term.min is None:
        return None
    unit, factor = _UNITS[term.unit]
    length = term.min * factor
    if length != int(length):
        return None
    step: Any = relativedelta(**{unit: int(length)})
    try:
        end: date = start + step
    except (OverflowError, ValueError):
        return None  # after the last day that a calendar knows
    return end


def _kind(tie: TieOnDay) -> str:
    kind = tie.tie.type.value
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


ICAL = FileFormat(
    "ical",
    "ics",
    "text/calendar; charset=utf-8",
    "Calendars: anniversaries of the ties in force, and the days on which terms of agreements end",
    _write,
    _notes,
)
