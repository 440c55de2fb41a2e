"""Drawing a timeline: everything dated about a tie, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from kizuna.claims import kinds
from kizuna.claims.kinds.property import facts_of
from kizuna.errors import NotFound
from kizuna.publish.document import Document, Paragraph, Piece, Sentence, Table, Tone
from kizuna.publish.records import Records, columns, row_of
from kizuna.publish.wording import Wording, shortened
from kizuna.register.register import Register
from kizuna.values import OPEN_END, Edtf, kind_of
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import Param

if TYPE_CHECKING:
    from kizuna.publish.charts.plot import Plot

_UNDER_A_TIE: tuple[type[kinds.Entity], ...] = (
    kinds.Agreement,
    kinds.FieldOfExchange,
    kinds.Programme,
    kinds.Exchange,
    kinds.Office,
    kinds.Honour,
    kinds.TradeFact,
    kinds.TransportLink,
    kinds.Funding,
)


@dataclass(frozen=True, slots=True)
class Question:
    """Show what happened in a tie and in the ties under it, in order of time.

    `tie` is an id, or the names of its parties. What certainly began after a day that is asked about is left out.
    """

    tie: Annotated[
        str, Param("web-analysis-tie", "tie", is_argument=True, example="Osaka Shanghai")
    ]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that began, happened or ended.

    `date` is None when unknown. `event` says what it is: "stage", "status", "opened", "closed" or the kind of what
    began. `ref` is the entity, `claims` the claim ids. `counts` is False for what is only planned or unverified.
    `value` is the milestone or the change of status, None for what began or closed; `is_set_aside` says that a
    competing claim stands before it.
    """

    date: Edtf | None
    event: str
    ref: str
    claims: tuple[str, ...]
    counts: bool
    value: kinds.Milestone | kinds.StatusChange | None = None
    is_set_aside: bool = False


@dataclass(frozen=True, slots=True)
class TimelineAnswer:
    """The moments of a tie and of the ties under it: dated ones in order, then the undated.

    `tie` is the id of what `asked` names, "" where nothing at all was recorded by then.
    """

    register: Register
    asked: str
    times: Times
    tie: str = ""
    moments: tuple[Moment, ...] = ()

    @property
    def is_drawable(self) -> bool:
        """Whether there is a tie to draw."""
        return bool(self.tie)


def answer(question: Question, times: Times) -> TimelineAnswer:
    """The timeline of the tie. Raises NotFound and Ambiguous."""
    asked, known_at = question.tie, times.known_at
    if ask.is_empty(known_at):
        return TimelineAnswer(ask.known_register(known_at), asked, times)
    ref = ask.resolver(known_at).resolve(asked, ("tie",))
    register = ask.known_register(known_at, [ref])
    return TimelineAnswer(register, asked, times, ref, moments_of(register, ref, times.asked_day))


def moments_of(register: Register, ref: str, day: int | None = None) -> tuple[Moment, ...]:
    """The moments of a tie of a register, by its id; what certainly began after a day is left out."""
    ties = [
        t
        for t in (register.get(ref, kinds.Tie), *register.referring(ref, kinds.Tie, "parent"))
        if t
    ]
    moments = [m for tie in ties for m in _of_tie(register, tie, is_main=tie.id == ref)]
    known = (
        moment
        for moment in moments
        if day is None or not moment.date or moment.date.span.begun_by(day).possible
    )
    return tuple(sorted(known, key=_order))


def _order(moment: Moment) -> tuple[int, str, str]:
    start = moment.date.span.start_earliest if moment.date else OPEN_END
    return (start, moment.date.text if moment.date else "", moment.ref)


def _of_tie(register: Register, tie: kinds.Tie, *, is_main: bool) -> Iterator[Moment]:
    for one in facts_of(tie, names=("milestone", "status")):
        fact, is_stage = one.fact, one.property == "milestone"
        date, event = (fact.value.date, "stage") if is_stage else (fact.valid, "status")
        is_set_aside = is_stage and not one.is_preferred
        given = (fact.claim_ids, fact.counts, fact.value, is_set_aside)
        yield Moment(date, event, tie.id, *given)
    for kind in _UNDER_A_TIE if is_main else ():
        name = "of" if kind is kinds.Funding else "tie"
        for entity in register.referring(tie.id, kind, name):
            yield from _of_entity(entity)


def _of_entity(entity: kinds.Entity) -> Iterator[Moment]:
    kind = kind_of(entity.id)
    for name, event in (
        (entity.begins, "opened" if entity.ends else kind),
        (entity.ends, "closed"),
    ):
        for fact in entity.stated(name) if name else ():
            yield Moment(fact.value, event, entity.id, fact.claim_ids, fact.counts)
    if entity.begins and not entity.stated(entity.begins):
        yield Moment(None, kind, entity.id, entity.claim_ids, entity.counts)


def change_words(value: kinds.Milestone | kinds.StatusChange, wording: Wording) -> str:
    """A stage with what its date marks, or a status."""
    if isinstance(value, kinds.StatusChange):
        return wording.concept("statuses", value.status)
    stage, basis = wording.concept("stages", value.stage), value.basis
    return f"{stage} ({wording.concept('date-bases', basis)})" if basis else stage


_COLUMNS = columns("date:edtf event ref words counts:flag claims:claims")
COLUMNS = {"moments": _COLUMNS}


def records(found: TimelineAnswer, wording: Wording) -> Records:
    """A moment a row."""
    as_of = found.times.day.text if found.times.is_day_given else None
    about = {"tie": found.tie or None, "asked": found.asked, "as_of": as_of}
    remark = f" [{wording.messages.text('web-timeline-set-aside')}]"

    def row(moment: Moment) -> dict[str, Any]:
        words = _words(found.tie, moment, wording) + (remark if moment.is_set_aside else "")
        return row_of(moment, _COLUMNS, words=words)

    return Records("moments", _COLUMNS, map(row, found.moments), about)


def _words(tie: str, moment: Moment, wording: Wording) -> str:
    """What happened; of a tie under it, after its name."""
    name = shortened(wording.name(moment.ref))
    if moment.value is None:
        return name
    said = change_words(moment.value, wording)
    return said if moment.ref == tie else f"{name}{wording.text('colon')}{said}"


_HEADS = ("note-column-date", "note-column-event", "web-timeline-what")


def document(found: TimelineAnswer, wording: Wording) -> Document:
    """The tie, and a line a moment."""
    text = wording.messages.text
    if not found.tie:
        nothing = text("web-analysis-nothing-known")
        return wording.document("timeline", Paragraph.aside(nothing))
    of = Paragraph((Sentence((wording.link(found.tie),)),))
    return wording.document("timeline", of, table(found.moments, found.tie, wording))


def table(moments: Iterable[Moment], tie: str, wording: Wording) -> Table:
    """The moments of a tie, by its id, a line each."""
    rows = (_row(tie, moment, wording) for moment in moments)
    return Table.of(map(wording.messages.text, _HEADS), rows)


def _row(tie: str, moment: Moment, wording: Wording) -> tuple[Sentence, ...]:
    messages = wording.messages
    own = moment.event in ("stage", "status", "opened", "closed")
    event = messages.text(f"web-timeline-{moment.event}") if own else messages.kind(moment.event)
    date = messages.date(moment.date) if moment.date else messages.text("web-analysis-undated")
    ref = "" if moment.ref == tie else moment.ref
    pieces, tone = [Piece(_words(tie, moment, wording), ref)], Tone.PLAIN
    if moment.is_set_aside:
        pieces.append(Piece(f" ({messages.text('web-timeline-set-aside')})"))
        tone = Tone.SET_ASIDE
    if not moment.counts:
        pieces.append(Piece(f" ({messages.text('web-timeline-uncounted')})"))
        tone = Tone.DOUBTFUL
    return Sentence.of(date), Sentence.of(event), Sentence(tuple(pieces), moment.claims, tone)


def chart(found: TimelineAnswer, language: str) -> Plot:
    """The life of the tie with what hangs on it. Raises NotFound where nothing was recorded by then."""
    from kizuna.publish.charts.timeline import tie_timeline

    if not found.is_drawable:
        raise NotFound(f"{found.asked!r}: nothing had been recorded by then")
    return tie_timeline(found.register, found.tie, found.times.day.number, language)
