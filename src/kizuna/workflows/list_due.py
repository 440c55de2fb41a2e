"""Due: what falls due for ties: ends of agreements, reviews, anniversaries, plans, and
ties without activity.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kizuna.analysis.figures import Figure
from kizuna.analysis.measures.activity import TieActivity
from kizuna.analysis.measures.calendar import activeness_of
from kizuna.analysis.measures.periods import end_of, term_end
from kizuna.claims.claim import Stance
from kizuna.claims.kinds import Agreement, Exchange, Fact, Office, Programme, Tie
from kizuna.publish.document import Document, Paragraph, Piece, Sentence, Table, Tone
from kizuna.publish.records import Records, columns, row_of
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.register.ties import TieOnDay, TieQuery, ties
from kizuna.values import OPEN_END, OPEN_START, Answer, Edtf, Span, day_text
from kizuna.values.spans import civil_of, months_later
from kizuna.workflows import ask, list_ties
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import param, question_class

CODES = ("expiry", "review", "anniversary", "planned", "silent")
_ROUND = 5
_YEAR = 365.2425


@question_class
class Question:
    """List what falls due within some days of a day.

    `of` is a place or a tie ("": every tie), `within` a number of days, `silent` the
    years without a sign of activity after which a tie is listed (0: none is).
    """

    of: str = param(
        "web-due-of",
        "tie place",
        is_argument=True,
        option="of",
        example="Osaka",
        default="",
    )
    within: int = param(
        "web-due-within", "number", example="90", most=36_525, default=90
    )
    silent: int = param("web-due-silent-label", "number", example="3", default=3)


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something that falls due: one of CODES, what it is about, the tie, and the first
    and the last day on which it may be; of a silent tie the days of its last sign of
    activity.

    `years` is that of an anniversary, else 0; `due` is whether it is within the days
    asked about.
    """

    code: str
    subject: str
    tie: str
    first: int
    last: int
    claims: tuple[str, ...]
    years: int = 0
    due: Answer = Answer.POSSIBLE

    @property
    def days(self) -> str:
        """The day, or the first and the last one, as EDTF."""
        return "/".join(dict.fromkeys((day_text(self.first), day_text(self.last))))


@dataclass(frozen=True, slots=True)
class DueAnswer:
    """What falls due, the soonest first, silent ties last; `bare` is of how many ties
    in force no sign of activity is recorded at all.
    """

    register: Register
    until: int
    items: tuple[DueItem, ...]
    bare: int


COLUMNS = columns(
    "code:id subject:id label tie tie_label first:day last:day due years:integer text"
    " claims:claims"
)


def answer(question: Question, times: Times) -> DueAnswer:
    """What falls due for the ties asked for. Raises NotFound and Ambiguous for a
    name.
    """
    register, meant = ties_meant(question.of, times, every=False)
    day = times.day.number
    window = Span.within(day, day + question.within)
    items, bare = list[DueItem](), 0
    register.preload([tie.id for tie in meant], hops=1)
    for tie in meant:
        if not tie.answer.possible:
            continue
        items += due_of(register, tie, window)
        if not (years := question.silent):
            continue
        active = activeness_of(TieActivity(register, tie))
        bare += active.why == "no-event"
        if (since := active.since) is not None and since.most >= years:
            first, last = (
                tie.day - round(age * _YEAR) for age in (since.most, since.least)
            )
            silent = Answer.CERTAIN if since.least >= years else Answer.POSSIBLE
            items.append(
                DueItem(
                    "silent", tie.id, tie.id, first, last, active.claims, due=silent
                )
            )
    items.sort(
        key=lambda item: (item.code == "silent", item.first, item.last, item.subject)
    )
    return DueAnswer(register, day + question.within, tuple(items), bare)


def due_of(register: Register, tie: TieOnDay, window: Span) -> Iterator[DueItem]:
    """What falls due for a tie within the days of a window."""
    for item in _coming(register, tie, window):
        if (held := window.takes_in(item.first, item.last)).possible:
            yield replace(item, due=held)


def _coming(register: Register, tie: TieOnDay, window: Span) -> Iterator[DueItem]:
    """What there is to fall due, also outside the window."""
    yield from _anniversary(tie, window)
    yield from _reviews(tie.tie, tie.established, window)
    for agreement in register.referring(tie.id, Agreement, "tie"):
        if (end := end_of(agreement)) and OPEN_END not in end[
            0
        ]:  # by a source, else by its term
            claims = tuple(claim for fact in end[1] for claim in fact.claim_ids)
            yield DueItem(
                "expiry", agreement.id, agreement.tie.value or "", *end[0], claims
            )
        yield from _reviews(agreement, agreement.signed.best, window)
    for kind in (Agreement, Exchange, Programme, Office):
        for entity in register.referring(tie.id, kind, "tie"):
            for fact in entity.stated(entity.begins):
                stances = {claim.stance for claim in fact.claims}
                planned = not stances.isdisjoint((Stance.PLANNED, Stance.FORECAST))
                if planned and isinstance(fact.value, Edtf):
                    days = (
                        fact.value.span.start_earliest,
                        fact.value.span.start_latest,
                    )
                    yield DueItem("planned", entity.id, tie.id, *days, fact.claim_ids)


def ties_meant(
    of: str, times: Times, *, every: bool
) -> tuple[Register, list[TieOnDay]]:
    """The ties of a place, the one tie that the name means, or ("") all of them; with
    `every`, also those that were not in force on the day.
    """
    known_at = times.known_at
    if of and not ask.is_empty(known_at) and (ref := ask.tie_named(of, known_at)):
        register = ask.known_register(known_at, [ref], hops=2)
        return register, ties(register, TieQuery(times.day.number), [ref])
    found = list_ties.answer(list_ties.Question(of=of, every=every), times)
    return found.register, list(found.lines)


def _anniversary(tie: TieOnDay, window: Span) -> Iterator[DueItem]:
    """The anniversary in a year of five that may fall into the days."""
    fact = tie.established
    if fact is None or fact.value.date is None:
        return
    span = fact.value.date.span
    if span.start_earliest == OPEN_START or span.start_latest == OPEN_END:
        return
    began = civil_of(span.start_earliest)[0]
    for year in range(
        civil_of(window.start_earliest)[0], civil_of(window.end_latest)[0] + 1
    ):
        if (years := year - began) > 0 and years % _ROUND == 0:
            begun = (span.start_earliest, span.start_latest)
            first, last = (months_later(day, 12 * years) for day in begun)
            yield DueItem(
                "anniversary", tie.id, tie.id, first, last, fact.claim_ids, years
            )


def _reviews(
    of: Tie | Agreement, begun: Fact[object] | None, window: Span
) -> Iterator[DueItem]:
    """The next review: on the date that a source gives, else by the cycle since the
    beginning.
    """
    tie = of.id if isinstance(of, Tie) else of.tie.value or ""
    if (fact := of.review.best) is not None:
        days = (fact.value.span.start_earliest, fact.value.span.end_latest)
        yield DueItem("review", of.id, tie, *days, fact.claim_ids)
        return
    cycle = of.review_cycle.best
    date = getattr(begun.value, "date", begun.value) if begun else None
    if (
        cycle is None
        or not isinstance(date, Edtf)
        or date.span.start_earliest == OPEN_START
    ):
        return
    for times in range(1, 200):
        ends = term_end(date.span, cycle.value, times)
        if ends is None or ends[0] > window.end_latest:
            return
        claims = (*cycle.claim_ids, *(begun.claim_ids if begun else ()))
        yield DueItem("review", of.id, tie, *ends, claims)


def records(found: DueAnswer, wording: Wording) -> Records:
    """A thing that falls due a row."""
    rows = []
    for item in found.items:
        words = (item.tie and wording.name(item.tie), due_words(item, wording).text)
        labels = {
            "label": wording.label(item.subject),
            "tie_label": wording.label(item.tie) if item.tie else None,
            "text": wording.text("colon").join(filter(None, words)),
        }
        days = {"first": day_text(item.first), "last": day_text(item.last)}
        rows.append(row_of(item, COLUMNS, **labels, **days, years=item.years or None))
    counts = {code: figure.as_json() for code, figure in _counts(found.items).items()}
    about = {
        "until": day_text(found.until),
        "counts": counts,
        "without_activity": found.bare,
    }
    return Records("due", COLUMNS, rows, about)


def _counts(items: Iterable[DueItem]) -> dict[str, Figure]:
    found = {code: [item for item in items if item.code == code] for code in CODES}
    return {
        c: Figure.count((i.due, i.claims) for i in held)
        for c, held in found.items()
        if held
    }


def document(found: DueAnswer, wording: Wording) -> Document:
    """How much falls due of each sort, and a line a thing."""
    text = wording.messages.text
    figures = {
        text(f"web-due-count-{code}"): n for code, n in _counts(found.items).items()
    }
    none = (
        "" if found.items else text("web-due-none", day=wording.day_words(found.until))
    )
    bare = text("web-due-bare", count=found.bare) if found.bare else ""
    shown = (
        wording.figures(figures),
        Paragraph.aside(none, bare),
        due_table(found.items, wording),
    )
    return wording.document("due", *shown)


def due_table(items: Iterable[DueItem], wording: Wording) -> Table:
    """A row for each thing that falls due: when, what, and the tie."""
    heads = ("web-due-when", "web-due-what", "web-analysis-tie")
    rows = []
    for item in items:
        when = Sentence.of(
            wording.period(item.first, item.last), tone=Tone.of(item.due)
        )
        tie = Sentence((wording.link(item.tie),) if item.tie else ())
        rows.append((when, due_words(item, wording), tie))
    return Table.of(map(wording.messages.text, heads), rows)


def due_words(item: DueItem, wording: Wording) -> Sentence:
    """What falls due; doubtful where it may lie outside the days asked about."""
    words = Piece(
        capital(wording.messages.text(f"web-due-{item.code}", years=item.years))
    )
    is_own = item.subject == item.tie
    of = () if is_own else (Piece(wording.text("colon")), wording.link(item.subject))
    return Sentence((words, *of), item.claims, Tone.of(item.due))
