"""What fell within some days: events by direction, agreements signed, programmes that
ran, and their costs; and when an agreement ends.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kizuna.analysis.figures import Figure, Measure
from kizuna.analysis.measures import Paid
from kizuna.analysis.measures.activity import TieActivity, persons_of
from kizuna.analysis.measures.volume import Moved, total, totals, up_to
from kizuna.claims.kinds import Agreement, Exchange, Fact, Programme
from kizuna.register.ties import TieOnDay
from kizuna.values import OPEN_END, OPEN_START, Answer, Quantity, Span, kind_of
from kizuna.values.quantities import DURATIONS
from kizuna.values.spans import months_later

_MONTHS = {"months": 1, "half-years": 6, "years": 12}


def end_of(
    agreement: Agreement,
) -> tuple[tuple[int, int], tuple[Fact[Any], ...]] | None:
    """The first and the last day on which an agreement may end, with the facts that say
    so; None where no source gives its end or its term.
    """
    force, term = agreement.in_force.best, agreement.term.best
    if force and force.value.is_interval and force.value.span.end_latest != OPEN_END:
        return (force.value.span.end_earliest, force.value.span.end_latest), (force,)
    start = force or agreement.signed.best
    if start is None or term is None or start.value.span.start_earliest == OPEN_START:
        return None
    ends = term_end(start.value.span, term.value)
    return (ends, (start, term)) if ends else None


def term_end(span: Span, term: Quantity, times: int = 1) -> tuple[int, int] | None:
    """The first and the last day on which so many terms from the beginning of a span
    may end; None for a term that has no length.
    """
    least, most = term.min, term.max if term.max is not None else term.min
    if not least or not most or term.unit not in DURATIONS:
        return None
    months, days = _MONTHS.get(term.unit), DURATIONS[term.unit]
    first, last = (
        (
            months_later(d, round(months * n * times))
            if months
            else d + round(days * n * times)
        )
        - 1
        for d, n in ((span.start_earliest, least), (span.start_latest, most))
    )
    return first, last


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, a programme or an agreement of a tie (the `entity`), and whether it
    falls `within` the period.

    `start` is the first day on which it may have begun, 0 for a programme; `senders`
    are the parties that sent people, "" alone where nobody says; `persons` those of an
    event, or of a programme in a year, None where nobody states them.
    """

    tie: str
    entity: Exchange | Programme | Agreement
    within: Answer
    claims: tuple[str, ...]
    start: int = 0
    senders: tuple[str, ...] = ("",)
    persons: Measure | None = None

    @property
    def ref(self) -> str:
        return self.entity.id


@dataclass(frozen=True, slots=True)
class PeriodActivity:
    """What fell within a period, the earliest first: `ties` in force on one of its
    days, events, agreements signed, and programmes that ran.
    """

    window: Span
    ties: tuple[tuple[TieOnDay, Answer], ...]
    events: tuple[Happening, ...]
    agreements: tuple[Happening, ...]
    programmes: tuple[Happening, ...]

    @property
    def in_force(self) -> Figure:
        """How many ties were in force on a day of it."""
        return Figure.count((held, tie.claims) for tie, held in self.ties)

    @property
    def figures(self) -> dict[str, Figure | Measure | None]:
        """The totals by what they count; None where no number is stated."""
        return {
            "ties": self.in_force,
            "events": _count(self.events),
            "persons": _persons(
                [event for event in self.events for _ in event.senders]
            ),
            "agreements": _count(self.agreements),
            "programmes": _count(self.programmes),
        }


def activity_within(ties: Sequence[TieActivity], window: Span) -> PeriodActivity:
    first, last = window.start_earliest, window.end_latest
    stood, events, signed, ran = (
        [],
        list[Happening](),
        list[Happening](),
        list[Happening](),
    )
    for held in ties:
        tie = held.on_day
        answer = max(
            (span.overlaps(window) for span in tie.intervals), default=Answer.NO
        )
        if answer.possible:
            stood.append((tie, answer))
        for event in held.events:
            if isinstance(event.entity, Exchange) and event.days:
                size = total([(persons_of(event.entity), event.claims)])
                told = (event.claims, event.days.start_earliest, event.senders, size)
                within = event.began_in(window, tie.day)
                events.append(Happening(tie.id, event.entity, within, *told))
        for run in held.runs:
            within = run.runs(first, min(last, tie.day))
            size = total([(run.yearly, run.claims)])
            ran.append(Happening(tie.id, run.entity, within, run.claims, persons=size))
        for agreement in held.register.referring(tie.id, Agreement, "tie"):
            if date := agreement.signed.fact:
                start, latest = (
                    date.value.span.start_earliest,
                    date.value.span.start_latest,
                )
                within = window.takes_in(start, latest)
                signed.append(
                    Happening(tie.id, agreement, within, agreement.claim_ids, start)
                )
    found = (
        tuple(
            sorted((h for h in g if h.within.possible), key=lambda h: (h.start, h.ref))
        )
        for g in (events, signed, ran)
    )
    return PeriodActivity(window, tuple(stood), *found)


def _count(found: Iterable[Happening]) -> Figure:
    return Figure.count((h.within, h.claims) for h in found)


def _persons(events: Iterable[Happening]) -> Measure | None:
    sizes = ((event.persons, event.within) for event in events)
    return total(
        (up_to(size.quantity, within), size.claims) for size, within in sizes if size
    )


def directions_of(events: Sequence[Happening]) -> Iterator[tuple[str, Moved]]:
    """The events by tie and sender, without their person-days; one that goes both ways
    is counted each way.
    """
    by: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for happening in events:
        for sender in happening.senders:
            by[happening.tie, sender].append(happening)
    for (tie, sender), held in by.items():
        yield tie, Moved(sender, _count(held), _persons(held), None)


@dataclass(frozen=True, slots=True)
class CostLine:
    """What one payer pays of one type for events, agreements or programmes (`kind`):
    for how many, and the amounts stated, one a currency; `bare` is the number of
    payments without an amount.
    """

    kind: str
    payer: str
    cost_type: str
    things: Figure
    amounts: tuple[Measure, ...]
    bare: int


def cost_lines(paid: Sequence[tuple[Paid, Answer]]) -> Iterator[CostLine]:
    """The costs by what they are for, payer and type."""
    by: dict[tuple[str, str, str], list[tuple[Paid, Answer]]] = defaultdict(list)
    for one, within in paid:
        by[kind_of(one.of), one.payer, one.cost_type or ""].append((one, within))
    for (kind, payer, cost_type), held in by.items():
        stated = [(one.amount, within) for one, within in held if one.amount]
        amounts = (
            Measure(up_to(one.quantity, within), one.claims) for one, within in stated
        )
        things = Figure.count((within, one.claims) for one, within in held)
        yield CostLine(
            kind, payer, cost_type, things, totals(amounts), len(held) - len(stated)
        )
