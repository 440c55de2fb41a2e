"""The annual report: what happened in a period in one tie or in all ties of a place,
beside the period before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from kizuna.analysis.figures import Figure, Measure, unique
from kizuna.analysis.gaps import Gap, gaps
from kizuna.analysis.measures import Paid, cost_of, periods
from kizuna.analysis.measures.activity import ActivityEvent, TieActivity
from kizuna.claims.kinds import Stated
from kizuna.errors import BadQuestion, name_some
from kizuna.publish.document import (
    Block,
    Document,
    Listing,
    Paragraph,
    Section,
    Sentence,
    Table,
    Tone,
)
from kizuna.publish.records import Records, columns, plain_value
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.values import Answer, Edtf, Span, day_text
from kizuna.values.spans import civil_of, months_later
from kizuna.workflows.clocks import Times, as_of, date_of
from kizuna.workflows.find_gaps import gap_counts, gap_table, gap_words
from kizuna.workflows.list_due import DueItem, due_of, due_table, due_words, ties_meant
from kizuna.workflows.question import param, question_class

SECTIONS = ("totals", "events", "agreements", "programmes", "gaps")


@question_class
class Question:
    """Report on one tie, or on all ties of a place, in a period, beside the period
    before.

    `of` is a tie or a place. `start` is the first day, or a year or a month; `end` the
    last day, or a year or a month ("": that of `start`, and a year for a day); without
    both it is the last whole year. `sections` are some of SECTIONS with commas between
    ("": all), `remark` a paragraph of the author's own.
    """

    of: str = param("web-annual-of", "tie place", example="Osaka", is_argument=True)
    start: str = param(
        "web-annual-from", option="from", example="2025-04-01", default=""
    )
    end: str = param("web-annual-to", option="to", example="2026-03-31", default="")
    sections: str = param("web-annual-sections", example="totals,events", default="")
    remark: str = param("web-annual-remark", default="")


@dataclass(frozen=True, slots=True)
class AnnualAnswer:
    """The period and the one before it; what falls due in it and in as many days after
    it, who paid, and what is not known. `undated` events are in no period.
    """

    register: Register
    sections: tuple[str, ...]
    remark: str
    now: periods.PeriodActivity
    before: periods.PeriodActivity
    due: tuple[DueItem, ...]
    paid: tuple[tuple[Paid, Answer], ...]
    gaps: tuple[Gap, ...]
    undated: tuple[ActivityEvent, ...]


COLUMNS = columns(
    "section code subject label tie date:edtf answer count:figure before:figure"
    " persons:range"
    " persons_before:range amount:range text claims:claims"
)


def answer(question: Question, times: Times) -> AnnualAnswer:
    """What is recorded of the period. Raises NotFound and Ambiguous for names, BadDate
    and BadQuestion for what is no period and for an unknown section.
    """
    chosen = question.sections.replace(",", " ").split()
    if wrong := next((name for name in chosen if name not in SECTIONS), ""):
        raise BadQuestion(f"{wrong!r} is none of {name_some(SECTIONS)}")
    window = _period(question, times.day.number)
    at_end = Times.on(min(window.end_latest, times.day.number), times.known_at)
    register, ties = ties_meant(question.of, at_end, every=True)
    register.preload([tie.id for tie in ties], hops=2)
    active = [TieActivity(register, tie) for tie in ties]
    now, before = (
        periods.activity_within(active, span) for span in (window, _before(window))
    )
    first, last = window.start_earliest, window.end_latest
    ahead = _days(first, 2 * last - first + 1)
    due = [
        item
        for tie, held in now.ties
        if held.possible
        for item in due_of(register, tie, ahead)
    ]
    shown = {h.ref: h.within for h in (*now.events, *now.agreements, *now.programmes)}
    costs = [cost_of(held) for held in active]
    named = [tie.id for tie, _ in now.ties]
    return AnnualAnswer(
        register=register,
        sections=tuple(name for name in SECTIONS if name in chosen or not chosen),
        remark=question.remark.strip(),
        now=now,
        before=before,
        due=tuple(sorted(due, key=lambda item: (item.first, item.last, item.subject))),
        paid=tuple(
            (p, shown[p.of]) for c in costs if c for p in c.paid if p.of in shown
        ),
        gaps=tuple(gaps(register, [*named, *shown])),
        undated=tuple(e for held in active for e in held.events if e.days is None),
    )


def _period(question: Question, day: int) -> Span:
    begin, end = question.start, question.end
    if not begin:
        if end:
            raise BadQuestion(
                f"{end!r} is the end of a period: say also when it begins"
            )
        begin = str(civil_of(day + 1)[0] - 1)
    first = date_of(begin)
    start, last = first.span.start_earliest, first.span.end_latest
    if end:
        last = as_of(end).number
    elif first.precision == "day":
        last = months_later(start, 12) - 1
    if last < start:
        raise BadQuestion(f"{begin!r} to {end!r} runs backwards; the first comes first")
    return _days(start, last)


def _days(first: int, last: int) -> Span:
    return Span(first, first, last, last)


def _before(window: Span) -> Span:
    """The period before: as many months where it is of whole months, else as many
    days.
    """
    first, after = window.start_earliest, window.end_latest + 1
    (year, month, day), (until, next_month, same) = civil_of(first), civil_of(after)
    months = (until - year) * 12 + next_month - month
    start = months_later(first, -months) if day == same else first - (after - first)
    return _days(start, first - 1)


def records(found: AnnualAnswer, wording: Wording) -> Records:
    """A figure or a thing a row, by section; what no source states is None."""
    rows = (row for name in found.sections for row in _rows(found, name, wording))
    spans = {"": found.now.window, "before_": found.before.window}
    about: dict[str, Any] = {
        f"{key}{end}": day_text(day)
        for key, span in spans.items()
        for end, day in (("from", span.start_earliest), ("to", span.end_latest))
    }
    about |= {
        "ties": [tie.id for tie, _ in found.now.ties],
        "remark": found.remark or None,
    }
    return Records("annual", COLUMNS, rows, about)


Row = dict[str, Any]


def _rows(found: AnnualAnswer, section: str, wording: Wording) -> Iterator[Row]:
    now, row = found.now, partial(_row, wording, section)
    match section:
        case "totals":
            for code, figure in now.figures.items():
                names = (
                    ("persons", "persons_before")
                    if code == "persons"
                    else ("count", "before")
                )
                pair = (figure, found.before.figures[code])
                said: Row = dict(zip(names, pair, strict=True))
                claims = unique(
                    claim for number in pair if number for claim in number.claims
                )
                label = wording.messages.text(f"web-annual-total-{code}")
                yield row(code, **said, claims=claims, label=label)
        case "events":
            for tie, way in periods.directions_of(now.events):
                said = {"tie": tie, "count": way.events, "persons": way.persons}
                yield row("direction", way.sender, **said, claims=way.events.claims)
            yield from (row("event", **_happened(one)) for one in now.events)
            for line in periods.cost_lines(found.paid):
                said = {
                    "count": line.things,
                    "text": line.cost_type,
                    "claims": line.things.claims,
                }
                for amount in line.amounts or (None,):
                    yield row(f"{line.kind}-cost", line.payer, **said, amount=amount)
        case "agreements":
            yield from (row("signed", **_happened(one)) for one in now.agreements)
            for item in found.due:
                said = {
                    "tie": item.tie,
                    "date": item.days,
                    "text": due_words(item, wording).text,
                }
                yield row(item.code, item.subject, **said, claims=item.claims)
        case "programmes":
            yield from (row("runs", **_happened(one)) for one in now.programmes)
        case "gaps":
            for gap in found.gaps:
                yield row(
                    gap.code,
                    gap.subject,
                    text=gap_words(gap, wording),
                    claims=gap.claims,
                )


def _row(
    wording: Wording, section: str, code: str, subject: str = "", **said: Any
) -> Row:
    """A row about a thing, or about nobody (""); a number of which nothing is recorded
    is None.
    """
    label = wording.label(subject) if subject else None
    given = {
        "section": section,
        "code": code,
        "subject": subject,
        "label": label,
        **said,
    }
    held = {**dict.fromkeys(column.name for column in COLUMNS), "claims": [], **given}
    stated = (
        (n, v if not isinstance(v, Figure) or v.possible else None)
        for n, v in held.items()
    )
    return {name: plain_value(value) for name, value in stated}


def _happened(one: periods.Happening) -> Row:
    names = {"subject": one.ref, "tie": one.tie, "date": _date(one).value}
    return {**names, "answer": one.within, "persons": one.persons, "claims": one.claims}


def _date(happening: periods.Happening) -> Stated[Edtf]:
    entity = happening.entity
    return entity.stated(entity.begins)


def document(found: AnnualAnswer, wording: Wording) -> Document:
    """The report: the author's paragraph, then the sections that are asked for."""
    text, window = wording.messages.text, found.now.window
    period = wording.period(window.start_earliest, window.end_latest)
    names = [wording.name(tie.id) for tie, _ in found.now.ties]
    ties = text("web-annual-ties", ties=wording.first_of(names), count=len(names))
    nothing = (Paragraph.aside(wording.text("nothing-recorded")),)
    sections = []
    if found.remark:
        remark = Paragraph((Sentence.of(found.remark),))
        sections.append(Section("remark", text("web-annual-from-author"), (remark,)))
    for name in found.sections:
        blocks = tuple(_blocks(found, name, wording)) or nothing
        sections.append(Section(name, text(f"web-annual-{name}"), blocks))
    title = text("web-annual-title") + wording.text("colon") + period
    lead = Sentence.of(ties, found.now.in_force.claims)
    return Document(wording.messages.tag, title, lead, tuple(sections))


def _blocks(found: AnnualAnswer, section: str, wording: Wording) -> Iterator[Block]:
    text, now = wording.messages.text, found.now
    when, what, tie = map(text, ("web-due-when", "web-due-what", "web-analysis-tie"))
    match section:
        case "totals":
            windows, before = (now.window, found.before.window), found.before.figures
            spans = (
                wording.period(one.start_earliest, one.end_latest) for one in windows
            )
            totals = []
            for code, figure in now.figures.items():
                label = Sentence.of(capital(text(f"web-annual-total-{code}")))
                numbers = map(wording.number, (figure, before[code]))
                totals.append((label, *numbers, _change(figure, before[code], wording)))
            yield Table.of(("", *spans, text("web-annual-change")), totals, (1, 2, 3))
        case "events":
            yield from _event_blocks(found, wording)
            yield from _cost_blocks(found, wording)
        case (
            "agreements"
        ):  # what was signed, and what falls due then and in as many days after
            if signed := [_happening(one, wording)[:3] for one in now.agreements]:
                caption = capital(text("web-annual-total-agreements"))
                yield Table.of((when, what, tie), signed, caption=caption)
            if found.due:
                yield replace(
                    due_table(found.due, wording), caption=text("web-annual-due")
                )
        case "programmes":
            period, programme = map(wording.text, ("column-period", "column-programme"))
            if rows := [_happening(run, wording) for run in now.programmes]:
                yield Table.of(
                    (period, programme, tie, text("web-annual-yearly")), rows, (3,)
                )
            if not all(run.within.certain for run in now.programmes):
                yield Paragraph.aside(text("web-annual-possibly"))
        case "gaps":  # how many there are of each sort, and the first ones
            if counted := gap_counts(found.gaps, wording):
                counts = (Sentence.of(capital(one), tone=Tone.ASIDE) for one in counted)
                yield Listing(tuple((one,) for one in counts))
                yield gap_table(found.gaps, wording, most=10)


def _change(
    now: Figure | Measure | None, before: Figure | Measure | None, wording: Wording
) -> Sentence:
    """The difference from least to most; that there is none to tell, where one of the
    two is not known.
    """
    bounds = (*_bounds(now), *_bounds(before))
    if now is None or before is None or None in bounds:
        return wording.number(None)
    least, most, least_before, most_before = (bound or 0 for bound in bounds)
    changes = (least - most_before, most - least_before)
    signed = (f"{change:+g}".replace("-", "−") if change else "0" for change in changes)
    return Sentence.of(" … ".join(dict.fromkeys(signed)), (*now.claims, *before.claims))


def _bounds(number: Figure | Measure | None) -> tuple[float | None, float | None]:
    match number:
        case Figure() if number.possible:
            return number.certain, number.possible
        case Measure():
            return number.quantity.min, number.quantity.max
    return None, None


def _event_blocks(found: AnnualAnswer, wording: Wording) -> Iterator[Block]:
    text, events = wording.messages.text, found.now.events
    what, tie, persons = map(
        text, ("web-due-what", "web-analysis-tie", "web-brief-persons")
    )
    if events:
        sent = (text("web-annual-sent-by"), text("web-annual-total-events"))
        ways = []
        for tied, way in periods.directions_of(events):
            ends = (Sentence((wording.link(tied),)), _known(way.sender, wording))
            ways.append(
                (*ends, wording.number(way.events), wording.number(way.persons))
            )
        heads, caption = (
            map(capital, (tie, *sent, persons)),
            text("web-annual-by-direction"),
        )
        yield Table.of(heads, ways, (2, 3), caption=caption)
        rows = (_happening(event, wording) for event in events)
        caption = wording.text("events-caption")
        yield Table.of(
            (text("web-due-when"), what, tie, persons), rows, (3,), caption=caption
        )
    bare = sum(event.persons is None for event in events)
    absent = {"no-persons": bare, "undated": len(found.undated)}
    if said := [
        text(f"web-annual-{key}", count=count) for key, count in absent.items() if count
    ]:
        yield Paragraph.aside(*said)


def _known(ref: str, wording: Wording) -> Sentence:
    if ref:
        return Sentence((wording.link(ref),))
    return Sentence.of(wording.messages.text("web-brief-not-stated"), tone=Tone.ASIDE)


def _happening(happening: periods.Happening, wording: Wording) -> tuple[Sentence, ...]:
    """When, what, the tie and the persons; doubtful where it may lie outside the
    period.
    """
    date, name = _date(happening).best, wording.linked(happening.ref, happening.within)
    when = wording.messages.date(date.value) if date else wording.text("undated")
    return (
        Sentence.of(when, date.claim_ids if date else ()),
        Sentence(name, happening.claims, Tone.of(happening.within)),
        Sentence((wording.link(happening.tie),)),
        wording.number(happening.persons),
    )


def _cost_blocks(found: AnnualAnswer, wording: Wording) -> Iterator[Block]:
    text, unknown, rows = wording.messages.text, _known("", wording), []
    for line in periods.cost_lines(found.paid):
        amounts = [
            wording.messages.quantity(amount.quantity) for amount in line.amounts
        ]
        if line.bare and amounts:
            amounts.append(text("web-annual-without-amount", count=line.bare))
        claims = unique(claim for amount in line.amounts for claim in amount.claims)
        things, kind = (
            wording.figure(line.things),
            capital(wording.messages.kind(line.kind)),
        )
        of = text("note-counted", subject=kind, count=things.text)
        sort = Sentence.of(wording.concept("cost-types", line.cost_type))
        amount = Sentence.of(wording.text("cell-separator").join(amounts), claims)
        stated = (sort if line.cost_type else unknown, Sentence.of(of, things.claims))
        rows.append(
            (_known(line.payer, wording), *stated, amount if amounts else unknown)
        )
    if rows:
        heads = (
            wording.text(f"column-{h}")
            for h in ("payer", "cost-type", "of-what", "amount")
        )
        yield Table.of(heads, rows, caption=wording.text("funding"))
    paid = {one.of for one, _ in found.paid if one.amount}
    if bare := sum(event.ref not in paid for event in found.now.events):
        yield Paragraph.aside(wording.messages.text("web-annual-no-cost", count=bare))
