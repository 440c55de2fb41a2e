"""The brief of a tie, a page for a council: what it is, its dates, last events, what is
due, who pays, gaps.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kizuna.analysis.figures import Measure, unique
from kizuna.analysis.gaps import CODES, Gap
from kizuna.analysis.measures import Paid, cost_of
from kizuna.analysis.measures.activity import ActivityEvent, TieActivity
from kizuna.analysis.measures.periods import end_of
from kizuna.claims.kinds import Agreement, Exchange, Tie
from kizuna.claims.kinds.property import WeighedFact, facts_of
from kizuna.publish.document import (
    Block,
    Document,
    Facts,
    Paragraph,
    Piece,
    Section,
    Sentence,
    Table,
    Tone,
)
from kizuna.publish.records import Records, columns, row_of
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording, capital, shortened
from kizuna.register.register import Register
from kizuna.register.ties import Part, TieOnDay, parts_of, tie_on_day
from kizuna.values import OPEN_END, Quantity, day_text, kind_of
from kizuna.workflows import ask, find_gaps, list_due
from kizuna.workflows.clocks import Times
from kizuna.workflows.find_gaps import gap_counts, gap_words
from kizuna.workflows.list_due import DueItem, due_words
from kizuna.workflows.question import param, question_class

_ROWS, _LINES, _CHIEF = 5, 3, 2
"""How many rows of a table, lines of a fact, and gaps stand on the page."""
_SHORT, _LONG = 48, 70
"""How many characters of a name it has beside others, and of one that stands alone."""
_EMPTY = Sentence(())
_WEIGHT = ("tie", "agreement", "funding", "exchange", "programme")
"""The kinds of things of which a gap weighs most, in order; then all others."""


@question_class
class Question:
    """Brief a council on one tie, on one page.

    `tie` is its id, its name or the names of its parties, `within` the days ahead in
    which things fall due.
    """

    tie: str = param("web-brief-tie", "tie", example="Osaka Shanghai", is_argument=True)
    within: int = param(
        "web-due-within", "number", example="365", most=36_525, default=365
    )


@dataclass(frozen=True, slots=True)
class BriefAnswer:
    """A tie as it stood on a day: its dated `events` up to the day, the last first,
    with `undated` ones counted; its agreements, what falls due by `until`, who pays,
    and what is not known, of the tie itself first.
    """

    register: Register
    until: int
    tie: TieOnDay
    agreements: tuple[Part[Agreement], ...]
    events: tuple[ActivityEvent, ...]
    undated: int
    due: tuple[DueItem, ...]
    paid: tuple[Paid, ...]
    gaps: tuple[Gap, ...]


COLUMNS = columns("part subject label date:edtf persons:range text claims:claims")


def answer(question: Question, times: Times) -> BriefAnswer:
    """What there is to say of the tie. Raises NotFound and Ambiguous for a name that
    means no tie.
    """
    ref = ask.resolver(times.known_at).resolve(question.tie, ("tie",))
    register, day = ask.known_register(times.known_at, [ref], hops=2), times.day.number
    tie = tie_on_day(register.get_all([ref], Tie)[0], day, register.dating)
    active = TieActivity(register, tie)
    dated = [event for event in active.events if event.days]
    cost = cost_of(active)
    due = list_due.answer(list_due.Question(ref, question.within, silent=0), times)
    gaps = list(find_gaps.answer(find_gaps.Question(ref), times).gaps)
    weight = {kind: at for at, kind in enumerate(_WEIGHT, start=-len(_WEIGHT))}
    gaps = sorted(
        gaps, key=lambda g: (g.subject != ref, weight.get(kind_of(g.subject), 0))
    )
    return BriefAnswer(
        register=register,
        until=day + question.within,
        tie=tie,
        agreements=parts_of(register, ref, Agreement, day),
        events=tuple(
            sorted(dated, key=lambda e: (-max(e.window or (0, 0)), e.entity.id))
        ),
        undated=len(active.events) - len(dated),
        due=due.items,
        paid=cost.paid if cost else (),
        gaps=tuple(gaps),
    )


@dataclass(frozen=True, slots=True)
class BriefLine:
    """A line of the page: its part, whom or what it is about, what is said, and when
    (EDTF text too; each empty where it has none); `persons` are those of an event.
    """

    part: str
    subject: str
    said: Sentence
    when: Sentence = _EMPTY
    date: str = ""
    persons: Quantity | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims of what is said and of its date."""
        return unique((*self.said.claims, *self.when.claims))


def records(found: BriefAnswer, wording: Wording) -> Records:
    """A line of the page a row, with its words and, as far as they have one, its date
    and its persons.
    """
    tie = BriefLine("tie", found.tie.id, wording.in_a_sentence(found.tie))
    rows = []
    for line in (tie, *_lines(found, wording)):
        persons = Measure(line.persons, line.claims) if line.persons else None
        label, text = wording.label(line.subject), line.said.text
        rows.append(row_of(line, COLUMNS, persons=persons, label=label, text=text))
    counts = Counter(gap.code for gap in found.gaps)
    about = {
        "tie": found.tie.id,
        "in_force": found.tie.answer.name.lower(),
        "until": day_text(found.until),
        "events": {"dated": len(found.events), "undated": found.undated},
        "gaps": {code: counts[code] for code in CODES if counts[code]},
    }
    return Records("brief", COLUMNS, rows, about)


def document(found: BriefAnswer, wording: Wording) -> Document:
    """The page: a sentence, facts, the last events, and what falls due."""
    text = wording.messages.text
    parts = {
        p: [*held]
        for p, held in groupby(_lines(found, wording), lambda line: line.part)
    }
    facts = []
    for part in ("status", "stage", "agreement", "payer"):  # as many as the page holds
        listed, more = parts.get(part, []), len(parts.get(part, [])) - _LINES
        rest = wording.text("and-more", count=more) if more > 0 else ""
        none = "" if listed else wording.text("nothing-recorded")
        said = (line.said for line in listed[:_LINES])
        facts.append(
            (text(f"web-brief-{part}"), (*said, *Paragraph.aside(rest, none).sentences))
        )
    counted = capital(
        wording.text("cell-separator").join(gap_counts(found.gaps, wording))
    )
    counts = Sentence.of(counted or text("web-gaps-none"), tone=Tone.ASIDE)
    chief = (line.said for line in parts.get("gap", ())[:_CHIEF])
    facts.append((text("web-brief-gap"), (counts, *chief)))
    unstated = Sentence.of(text("web-brief-not-stated"), tone=Tone.ASIDE)
    quantity = wording.messages.quantity
    events = (
        (e, quantity(e.persons) if e.persons else "") for e in parts.get("event", ())
    )
    happened = [
        (e.when, e.said, Sentence.of(said) if said else unstated) for e, said in events
    ]
    due = [(line.when, line.said) for line in parts.get("due", ())]
    none_due = text("web-due-none", day=wording.day_words(found.until))
    sections = (
        Section("brief", "", (Facts(tuple(facts)),)),
        _table("event", happened, wording.text("nothing-recorded"), wording),
        _table("due", due, none_due, wording),
    )
    title, lead = capital(wording.name(found.tie.id)), wording.in_a_sentence(found.tie)
    return Document(wording.messages.tag, title, lead, sections, one_page=True)


def _table(
    part: str, rows: Sequence[tuple[Sentence, ...]], none: str, wording: Wording
) -> Section:
    """A section of a table of as many rows as the page holds; `none` says that there
    are no rows.
    """
    text = wording.messages.text
    heads = [text(key) for key in ("web-due-when", "web-due-what", "web-brief-persons")]
    block: Block = Paragraph.aside(none)
    if rows:
        block = Table.of(
            heads[: len(rows[0])], rows[:_ROWS], more=max(0, len(rows) - _ROWS)
        )
    return Section(part, text(f"web-brief-{part}"), (block,))


def _lines(found: BriefAnswer, wording: Wording) -> Iterator[BriefLine]:
    """Everything that the page may say, part by part, what comes first there first."""
    tie = found.tie
    status, since = wording.status(tie), tie.status.valid if tie.status else None
    if since:  # the date for which a source gives it
        dated = wording.text(
            "with-level", name=status.text, level=wording.messages.date(since)
        )
        status = Sentence.of(dated, status.claims, status.tone)
    yield BriefLine("status", tie.id, status, date=str(since or ""))
    stages: dict[
        str, WeighedFact
    ] = {}  # the preferred fact of each, the earliest first
    for one in facts_of(tie.tie, names=("milestone",)):
        stages.setdefault(one.fact.value.stage, one)
    made = [(one, one.fact.value.date) for one in stages.values()]
    for one, on in sorted(
        made, key=lambda m: m[1].span.start_earliest if m[1] else OPEN_END
    ):
        said, *_ = Things(wording).fact(one)
        yield BriefLine("stage", tie.id, said, date=str(on or ""))
    for part in reversed(found.agreements):
        date = str(part.entity.signed.value or "")
        yield BriefLine(
            "agreement", part.entity.id, _agreement(part.entity, wording), date=date
        )
    yield from (
        BriefLine("payer", p.of, _payer(p, tie.id, wording)) for p in found.paid
    )
    for gap in found.gaps:  # what is not known, and of what
        of = Piece(shortened(wording.label(gap.subject), _SHORT), gap.subject)
        words = Piece(wording.text("colon") + gap_words(gap, wording))
        yield BriefLine("gap", gap.subject, Sentence((of, words), gap.claims))
    yield from (_event(event, wording) for event in found.events)
    for item in found.due:
        when = Sentence.of(wording.period(item.first, item.last))
        yield BriefLine("due", item.subject, due_words(item, wording), when, item.days)


def _agreement(agreement: Agreement, wording: Wording) -> Sentence:
    signed, end = agreement.signed.best, end_of(agreement)
    dates = [wording.messages.date(signed.value) if signed else wording.text("undated")]
    if end is None:
        dates.append(wording.messages.text("web-brief-no-end"))
    elif OPEN_END not in end[0]:
        dates.append(
            wording.messages.text("web-brief-until", date=wording.period(*end[0]))
        )
    name = shortened(wording.name(agreement.id), _SHORT)
    rest = wording.text("colon") + wording.text("cell-separator").join(dates)
    facts = (*((signed,) if signed else ()), *(end[1] if end else ()))
    claims = [claim for fact in facts for claim in fact.claim_ids]
    return Sentence(
        (Piece(name, agreement.id), Piece(rest)), unique(claims or agreement.claim_ids)
    )


def _payer(paid: Paid, tie: str, wording: Wording) -> Sentence:
    text, separator = wording.messages.text, wording.text("parts-separator")
    stated = [wording.concept("cost-types", paid.cost_type)] if paid.cost_type else []
    amounts = [
        wording.messages.quantity(m.quantity) for m in (paid.share, paid.amount) if m
    ]
    stated += amounts or [text("web-brief-unstated")]
    payer = wording.link(paid.payer) if paid.payer else Piece(text("web-brief-unknown"))
    pieces = [payer, Piece(wording.text("colon") + separator.join(stated))]
    if paid.of != tie:
        name = shortened(wording.name(paid.of), _SHORT)
        pieces += [Piece(wording.text("cell-separator")), Piece(name, paid.of)]
    return Sentence(tuple(pieces), paid.claims)


def _event(event: ActivityEvent, wording: Wording) -> BriefLine:
    entity, tone = event.entity, Tone.of(event.begun)
    date = entity.stated(entity.begins).best
    when = (
        Sentence.of(wording.messages.date(date.value), date.claim_ids)
        if date
        else _EMPTY
    )
    said = Sentence(wording.linked(entity.id, event.begun, _LONG), event.claims, tone)
    size = entity.size.best if isinstance(entity, Exchange) else None
    persons = size.value if size is not None and size.counts else None
    return BriefLine(
        "event", entity.id, said, when, str(date.value) if date else "", persons
    )
