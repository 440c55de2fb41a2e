"""iCalendar (RFC 5545): the anniversaries of ties, and the days on which the terms of agreements end.

Law: only a date that is sure to the day becomes an event, since a calendar knows nothing less precise; what is
known to the month or year, or is contested, is counted in the notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO

from kizuna.analysis.measures.periods import end_of
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Agreement, Fact
from kizuna.publish.calendar import calendar, event
from kizuna.publish.export.subject import Subject
from kizuna.values import Edtf, Quantity, slug_of

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


def write_ical(subject: Subject, out: BinaryIO) -> list[str]:
    """Write the events, and give how many there are, and how many ties have none."""
    begun, ended = [*_anniversaries(subject)], [*_term_ends(subject)]
    out.write(calendar(f"Ties between local governments, {subject.as_of}", (*begun, *ended)))
    left_out = len(subject.scope.in_force(possible=True)) - len(begun)
    return [
        f"{len(begun)} anniversaries and {len(ended)} ends of terms",
        f"{left_out} ties left out: not certainly in force, or no day of beginning on which all sources agree",
    ]


def _event(subject: Subject, uid: str, day: date, facts: Sequence[Fact[Any]], **more: Any) -> Any:
    claims = [claim for fact in facts for claim in fact.claims if claim.counts]
    documents = dict.fromkeys(subject.label(claim.document) for claim in claims)
    ids = ", ".join(dict.fromkeys(claim.id for claim in claims))
    said = f"As of {subject.as_of}. Sources: {'; '.join(documents)}. Claims: {ids}"
    return event(uid, (day, day), claims, **more, description=said)


def _anniversaries(subject: Subject) -> Iterator[Any]:
    """One for each tie in force that began on a sure day, up to the last day on which it certainly stands."""
    for tie in subject.scope.in_force():
        fact, span = tie.established, tie.span
        begun = fact.value.date if fact else None
        day = begun and span and _sure_day(span.start_earliest, span.start_latest, begun)
        if not (fact and span and day):
            continue
        rule: dict[str, Any] = {"freq": "yearly"}
        if _FIRST <= span.end_earliest <= _LAST:
            rule["until"] = date.fromordinal(span.end_earliest)
        kind = tie.tie.type.value
        what = vocabulary.scheme("tie-types")[kind].labels["en"] if kind else "tied"
        summary = f"{subject.label(tie.id)}: {what}, since {day.year}"
        uid = f"anniversary-{slug_of(tie.id)}"
        yield _event(subject, uid, day, (fact,), rrule=rule, summary=summary)


def _term_ends(subject: Subject) -> Iterator[Any]:
    """One for each agreement that no other renews, and that ends on a sure day."""
    register = subject.scope.register
    for tie in subject.scope.ties:
        for agreement in register.referring(tie.id, Agreement, "tie"):
            end = end_of(agreement)
            if end is None or register.referring(agreement.id, Agreement):
                continue
            (first, last), facts = end
            day = _sure_day(first, last, *(fact.value for fact in facts))
            if day is not None and all(fact.counts for fact in facts):
                uid, of = f"term-end-{slug_of(agreement.id)}", subject.label(agreement.id)
                yield _event(subject, uid, day, facts, summary=f"Term ends: {of}")


def _sure_day(earliest: int, latest: int, *stated: Edtf | Quantity) -> date | None:
    """The day, where it is one and what is stated of it is neither uncertain nor approximate; else None."""
    is_doubted = any(s.approximate or (isinstance(s, Edtf) and s.uncertain) for s in stated)
    sure = earliest == latest and not is_doubted
    return date.fromordinal(earliest) if sure and _FIRST <= earliest <= _LAST else None
