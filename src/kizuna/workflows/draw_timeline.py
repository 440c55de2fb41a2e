"""Drawing a timeline: everything dated about a tie, in order of time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kizuna.claims.kinds import Entity, Funding, Milestone, StatusChange, Tie
from kizuna.claims.kinds.property import facts_of
from kizuna.errors import NotFound
from kizuna.publish.document import (
    Document,
    Drawing,
    Paragraph,
    Piece,
    Sentence,
    Table,
    Tone,
)
from kizuna.publish.records import Records, columns, row_of
from kizuna.publish.wording import Wording, shortened
from kizuna.register.register import Register
from kizuna.values import OPEN_END, Edtf, kind_of
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import param, question_class


@question_class
class Question:
    """Show what happened in a tie and in the ties under it, in order of time.

    `tie` is an id, or the names of its parties. What certainly began after a day that
    is asked about is left out.
    """

    tie: str = param(
        "web-analysis-tie", "tie", is_argument=True, example="Osaka Shanghai"
    )


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that began, happened or ended.

    `date` is None when unknown. `event` says what it is: "stage", "status", "opened",
    "closed" or the kind of what began. `ref` is the entity, `claims` the claim ids.
    `counts` is False for what is only planned or unverified. `value` is the milestone
    or the change of status, None for what began or closed; `is_set_aside` says that a
    competing claim stands before it.
    """

    date: Edtf | None
    event: str
    ref: str
    claims: tuple[str, ...]
    counts: bool
    value: Milestone | StatusChange | None = None
    is_set_aside: bool = False


@dataclass(frozen=True, slots=True)
class TimelineAnswer:
    """The moments of a tie and of the ties under it: dated ones in order, then the
    undated.

    `tie` is the id of what `asked` names, "" where nothing at all was recorded by then.
    """

    register: Register
    asked: str
    times: Times
    tie: str = ""
    moments: tuple[Moment, ...] = ()

    @property
    def is_drawable(self) -> bool:
        return bool(self.tie)


def answer(question: Question, times: Times) -> TimelineAnswer:
    """The timeline of the tie. Raises NotFound and Ambiguous."""
    asked, known_at = question.tie, times.known_at
    if ask.is_empty(known_at):
        return TimelineAnswer(ask.known_register(known_at), asked, times)
    ref = ask.resolver(known_at).resolve(asked, ("tie",))
    register = ask.known_register(known_at, [ref])
    return TimelineAnswer(
        register, asked, times, ref, moments_of(register, ref, times.asked_day)
    )


def moments_of(
    register: Register, ref: str, day: int | None = None
) -> tuple[Moment, ...]:
    """The moments of a tie of a register, by its id; what certainly began after a day
    is left out.
    """
    main, below = register.get(ref, Tie), register.referring(ref, Tie, "parent")
    of_it = (
        *register.referring(ref, Entity, "tie"),
        *register.referring(ref, Funding, "of"),
    )
    told = (main, *below, *of_it) if main else ()
    moments = (moment for entity in told for moment in _of(entity))
    known = (
        m
        for m in moments
        if day is None or not m.date or m.date.span.begun_by(day).possible
    )
    return tuple(sorted(known, key=_order))


def _order(moment: Moment) -> tuple[int, str, str]:
    start = moment.date.span.start_earliest if moment.date else OPEN_END
    return (start, moment.date.text if moment.date else "", moment.ref)


def _of(entity: Entity) -> Iterator[Moment]:
    kind = kind_of(entity.id)
    events = {entity.begins: "opened" if entity.ends else kind, entity.ends: "closed"}
    if isinstance(entity, Tie):
        events = {"milestone": "stage", "status": "status"}
    for one in facts_of(entity, names=events):
        fact, event, date, value = one.fact, events[one.property], one.fact.value, None
        if event in ("stage", "status"):
            date, value = (
                (fact.valid if event == "status" else fact.value.date),
                fact.value,
            )
        is_set_aside = event == "stage" and not one.is_preferred
        yield Moment(
            date, event, entity.id, fact.claim_ids, fact.counts, value, is_set_aside
        )
    if entity.begins and not entity.stated(entity.begins):
        yield Moment(None, kind, entity.id, entity.claim_ids, entity.counts)


_COLUMNS = columns("date:edtf event ref words counts:flag claims:claims")
COLUMNS = {"moments": _COLUMNS}


def records(found: TimelineAnswer, wording: Wording) -> Records:
    """A moment a row."""
    as_of = found.times.day.text if found.times.is_day_given else None
    about = {"tie": found.tie or None, "asked": found.asked, "as_of": as_of}
    remark = f" [{wording.messages.text('web-timeline-set-aside')}]"
    words = (
        (m, _words(found.tie, m, wording) + remark * m.is_set_aside)
        for m in found.moments
    )
    rows = (row_of(moment, _COLUMNS, words=said) for moment, said in words)
    return Records("moments", _COLUMNS, rows, about)


def _words(tie: str, moment: Moment, wording: Wording) -> str:
    """What happened: a stage with what its date marks, or a status; of a tie under it,
    after its name.
    """
    name, value = shortened(wording.name(moment.ref)), moment.value
    if value is None:
        return name
    if isinstance(value, StatusChange):
        said = wording.concept("statuses", value.status)
    else:
        basis = (
            f" ({wording.concept('date-bases', value.basis)})" if value.basis else ""
        )
        said = wording.concept("stages", value.stage) + basis
    return said if moment.ref == tie else f"{name}{wording.text('colon')}{said}"


def document(found: TimelineAnswer, wording: Wording) -> Document:
    """The tie, and a line a moment."""
    text = wording.messages.text
    if not found.tie:
        return wording.document(
            "timeline", Paragraph.aside(text("web-analysis-nothing-known"))
        )
    of = Paragraph((Sentence((wording.link(found.tie),)),))
    return wording.document("timeline", of, table(found.moments, found.tie, wording))


def table(moments: Iterable[Moment], tie: str, wording: Wording) -> Table:
    """The moments of a tie, by its id, a line each."""
    messages, text, rows = wording.messages, wording.messages.text, []
    for moment in moments:
        own = moment.event in ("stage", "status", "opened", "closed")
        event = (
            text(f"web-timeline-{moment.event}") if own else messages.kind(moment.event)
        )
        date = (
            messages.date(moment.date) if moment.date else text("web-analysis-undated")
        )
        ref = "" if moment.ref == tie else moment.ref
        pieces, tone = [Piece(_words(tie, moment, wording), ref)], Tone.PLAIN
        if moment.is_set_aside:
            pieces.append(Piece(f" ({text('web-timeline-set-aside')})"))
            tone = Tone.SET_ASIDE
        if not moment.counts:
            pieces.append(Piece(f" ({text('web-timeline-uncounted')})"))
            tone = Tone.DOUBTFUL
        rows.append((date, event, Sentence(tuple(pieces), moment.claims, tone)))
    heads = ("note-column-date", "note-column-event", "web-timeline-what")
    return Table.of(map(text, heads), rows)


def chart(found: TimelineAnswer, language: str) -> Drawing:
    """The life of the tie with what hangs on it. Raises NotFound where nothing was
    recorded by then.
    """
    from kizuna.publish.charts.timeline import tie_timeline

    if not found.is_drawable:
        raise NotFound(f"{found.asked!r}: nothing had been recorded by then")
    return tie_timeline(found.register, found.tie, found.times.day.number, language)
