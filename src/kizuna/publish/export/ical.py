"""iCalendar (RFC 5545), events of whole days: anniversaries of ties, ends of terms, and
the rows of an answer.

Law: a calendar knows no day that may be another one. A tie or a term has an event only
where its date is sure to the day, and what is known to the month or year, or is
contested, is counted in the notes; what an answer says to fall between two days is an
event of all of them, tentative. Every event names the claims that it rests on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, BinaryIO

from kizuna.analysis.measures.periods import end_of
from kizuna.claims import vocabulary
from kizuna.claims.claim import Claim
from kizuna.claims.kinds import Agreement, Fact
from kizuna.publish.export.subject import Subject
from kizuna.publish.records import Records, day_columns
from kizuna.publish.wording import Wording
from kizuna.values import Edtf, Quantity, slug_of


def calendar(name: str, events: Iterable[Any]) -> bytes:
    """A calendar of that name, as a file."""
    from icalendar import Calendar

    said = {"prodid": "-//Kizuna//Ties between local governments//EN", "version": "2.0"}
    made = _component(
        Calendar(), {**said, "method": "PUBLISH", "x-wr-calname": name}, events
    )
    return bytes(made.to_ical())


def event(
    uid: str, days: tuple[date, date], claims: Iterable[Claim], **more: Any
) -> Any:
    """An event from one day to another, which bears no other time of its making than
    when its last claim was recorded; `more` are its other properties.
    """
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
    return _component(Event(), properties)


def answer_events(records: Records, wording: Wording) -> Iterator[Any]:
    """The rows of an answer that do not lie before the day asked about, as events with
    alarms.

    The rows have columns of type "day" and a "text"; those of type "id" name an event
    for good.
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
        for days in (30, 7):  # before it falls due
            said = {"action": "DISPLAY", "description": row["text"]}
            made.add_component(
                _component(Alarm(), {**said, "trigger": timedelta(days=-days)})
            )
        yield made


def _component(
    empty: Any, properties: Mapping[str, Any], parts: Iterable[Any] = ()
) -> Any:
    for name, value in properties.items():
        empty.add(name, value)
    for part in parts:
        empty.add_component(part)
    return empty


_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


def write_ical(subject: Subject, out: BinaryIO) -> list[str]:
    """Write the events, and give how many there are, and how many ties have none."""
    begun, ended = [*_anniversaries(subject)], [*_term_ends(subject)]
    out.write(
        calendar(f"Ties between local governments, {subject.as_of}", (*begun, *ended))
    )
    left_out = len(subject.scope.in_force(possible=True)) - len(begun)
    return [
        f"{len(begun)} anniversaries and {len(ended)} ends of terms",
        (
            f"{left_out} ties left out: not certainly in force, or no day of beginning"
            " on"
            " which all sources agree"
        ),
    ]


def _event(
    subject: Subject, uid: str, day: date, facts: Sequence[Fact[Any]], **more: Any
) -> Any:
    claims = [claim for fact in facts for claim in fact.claims if claim.counts]
    documents = dict.fromkeys(subject.label(claim.document) for claim in claims)
    ids = ", ".join(dict.fromkeys(claim.id for claim in claims))
    said = f"As of {subject.as_of}. Sources: {'; '.join(documents)}. Claims: {ids}"
    return event(uid, (day, day), claims, **more, description=said)


def _anniversaries(subject: Subject) -> Iterator[Any]:
    """One for each tie in force that began on a sure day, up to the last day on which
    it certainly stands.
    """
    for tie in subject.scope.in_force():
        fact, span = tie.established, tie.span
        begun = fact.value.date if fact else None
        day = (
            begun and span and _sure_day(span.start_earliest, span.start_latest, begun)
        )
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
                uid, of = (
                    f"term-end-{slug_of(agreement.id)}",
                    subject.label(agreement.id),
                )
                yield _event(subject, uid, day, facts, summary=f"Term ends: {of}")


def _sure_day(earliest: int, latest: int, *stated: Edtf | Quantity) -> date | None:
    """The day, where it is one and what is stated of it is neither uncertain nor
    approximate; else None.
    """
    is_doubted = any(
        s.approximate or (isinstance(s, Edtf) and s.uncertain) for s in stated
    )
    sure = earliest == latest and not is_doubted
    return date.fromordinal(earliest) if sure and _FIRST <= earliest <= _LAST else None
