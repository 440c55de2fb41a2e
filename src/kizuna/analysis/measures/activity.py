"""What a tie was lived in by a day: its events and its programmes, each with the days
that are known of it; in how many fields it is lived, and how evenly.

An event is an exchange, or an agreement whose signing is dated; an agreement signed on
a recorded visit is one event with the visit. A programme is known to run until the day
of the last document that speaks of it, and no longer: that nobody ended it does not
show that it went on.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from typing import Any

from kizuna.analysis.figures import Derived, Figure, count_of, unique
from kizuna.claims import kinds, vocabulary
from kizuna.claims.kinds import Activity, Agreement, Entity, Exchange, Fact, Programme
from kizuna.register.places import government_of
from kizuna.register.register import E, Register, standing_facts
from kizuna.register.ties import Part, TieOnDay, parts_of, tie_on_day
from kizuna.values import OPEN_START, Answer, Quantity, Span

NOBODY, TOGETHER = "", "together"
"""The sender of what goes in no known direction, and of a signing, which is an act of
all parties.
"""

PER_YEAR = {
    "monthly": 12,
    "twice-a-year": 2,
    "annual": 1,
    "every-two-years": 1 / 2,
    "every-three-years": 1 / 3,
    "every-five-years": 1 / 5,
}
"""How often a programme runs in a year, by its recurrence."""


@dataclass(frozen=True, slots=True)
class ActivityEvent:
    """An exchange or a signing: `days` within which it took place, None when nobody
    dates it.

    `begun` says whether it had taken place by the day (CERTAIN or POSSIBLE), `told_by`
    the day of the first document that tells of it, by which an undated event had
    happened. `founding`: it is the paper that made the tie, which is no sign that the
    tie is lived. `senders` are the parties that sent people, NOBODY alone when nobody
    says, TOGETHER alone for a signing.
    """

    entity: Exchange | Agreement
    days: Span | None
    begun: Answer
    told_by: int
    founding: bool
    senders: tuple[str, ...]
    claims: tuple[str, ...]

    @property
    def window(self) -> tuple[int, int] | None:
        """The first and the last day on which it may have begun; None when undated."""
        return (self.days.start_earliest, self.days.start_latest) if self.days else None

    def began_in(self, window: Span, until: int) -> Answer:
        """Whether it had taken place by a day, and began in a window; NO when
        undated.
        """
        if self.days is None:
            return Answer.NO
        latest = min(self.days.start_latest, until)
        return self.begun & window.takes_in(self.days.start_earliest, latest)


@dataclass(frozen=True, slots=True)
class Run:
    """A programme (the `entity`) with its `life`, whether it had `begun` by the day,
    and its senders.

    `attested` is the last day, up to the day asked about, on which a dated document
    says that it goes on; OPEN_START when none does. `yearly` are the persons that it
    moves in a year, None when that is no number.
    """

    entity: Programme
    life: Span
    begun: Answer
    attested: int
    senders: tuple[str, ...]
    yearly: Quantity | None
    claims: tuple[str, ...]

    def runs(self, first: int, last: int) -> Answer:
        """Whether it ran on a day from the first to the last; certain only up to the
        day it is attested for.
        """
        if not self.life.overlaps(Span(first, first, last, last)).possible:
            return Answer.NO
        until = min(self.life.end_earliest, self.attested)
        certain = self.life.start_latest <= last and first <= until
        return Answer.CERTAIN if certain else Answer.POSSIBLE


@dataclass(frozen=True)
class TieActivity:
    """The events and programmes of a tie of a register up to a day, without what is
    only planned or unverified.
    """

    register: Register
    on_day: TieOnDay

    @cached_property
    def start(self) -> tuple[int, int] | None:
        """The days on which the tie may have begun, None where that is not known."""
        span, day = self.on_day.span, self.on_day.day
        if span is None or not OPEN_START < span.start_earliest <= day:
            return None
        return span.start_earliest, min(span.start_latest, day)

    @cached_property
    def until(self) -> int:
        """The day or, where the tie had ended by then, the last day on which it may
        have stood.
        """
        span, day = self.on_day.span, self.on_day.day
        return min(day, span.end_latest) if span else day

    @cached_property
    def events(self) -> tuple[ActivityEvent, ...]:
        """Its exchanges, and the signings that were on none of them."""
        exchanges = self.parts(Exchange)
        visits = {part.entity.id for part in exchanges}
        agreements = (part for part in self.parts(Agreement) if part.entity.signed)
        signed = [part for part in agreements if part.entity.visit.value not in visits]
        return (*map(self._event, exchanges), *map(self._event, signed))

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        return tuple(
            Run(
                entity=part.entity,
                life=part.life,
                begun=part.begun,
                attested=self._last_written(_cited(_going_on(part.entity))),
                senders=self._senders(part.entity),
                yearly=yearly(part.entity),
                claims=part.entity.claim_ids,
            )
            for part in self.parts(Programme)
        )

    @cached_property
    def read_until(self) -> int:
        """The last day, up to the day, on which a dated document accounts for how the
        tie is lived: it gives its status, a field, a programme or an assessment, or
        tells of several exchanges; OPEN_START when none does.
        """
        register, tie = self.register, self.on_day.tie
        present: list[Fact[Any]] = [*tie.status]
        for programme in register.referring(tie.id, Programme):
            present += _going_on(programme)
        for kind in (kinds.FieldOfExchange, kinds.Assessment):
            present += [
                f for part in register.referring(tie.id, kind) for _, f in part.facts()
            ]
        exchanges = register.referring(tie.id, Exchange)
        told = Counter(
            ref for e in exchanges for ref in _cited(fact for _, fact in e.facts())
        )
        # One that tells of three or more accounts for the life of the tie; one that
        # recalls a visit does not.
        return self._last_written(
            {*_cited(present), *(ref for ref in told if told[ref] >= 3)}
        )

    def parts(self, kind: type[E], of: str = "") -> tuple[Part[E], ...]:
        """The parts of a kind that the tie, or a part `of` it, had by the day (see
        `parts_of`).
        """
        return parts_of(self.register, of or self.on_day.id, kind, self.on_day.day)

    def sub_ties(self) -> list[TieOnDay]:
        """The ties that run under it and certainly or possibly stood on the day."""
        ties = self.register.referring(self.on_day.id, kinds.Tie, "parent")
        found = (tie_on_day(tie, self.on_day.day, self.register.dating) for tie in ties)
        return [tie for tie in found if tie.answer.possible]

    @property
    def activities(self) -> tuple[ActivityEvent | Run, ...]:
        """Events and programmes that show the tie lived: all but the paper that made
        it.
        """
        return (*(e for e in self.events if not e.founding), *self.runs)

    def _event(self, part: Part[Exchange] | Part[Agreement]) -> ActivityEvent:
        entity, made = part.entity, self.on_day.established
        dates = [fact.value for fact in standing_facts(entity.stated(entity.begins))]
        spans = [date.span for date in dates]  # of rival dates all count
        day = made.value.date if made else None  # on which the tie was entered into
        is_founding = day is not None and any(day.agrees_with(date) for date in dates)
        return ActivityEvent(
            entity=entity,
            days=Span.bounded(
                (
                    min(s.start_earliest for s in spans),
                    max(s.start_latest for s in spans),
                ),
                (min(s.end_earliest for s in spans), max(s.end_latest for s in spans)),
            )
            if spans
            else None,
            begun=part.begun,
            told_by=part.life.start_latest,
            founding=isinstance(entity, Agreement) and is_founding,
            senders=(TOGETHER,)
            if isinstance(entity, Agreement)
            else self._senders(entity),
            claims=entity.claim_ids,
        )

    def _senders(self, activity: Activity) -> tuple[str, ...]:
        """The parties of the tie from which people go: two when it is mutual, NOBODY
        when nobody says.

        Where only the receiver is named and the tie has two parties, the other sends. A
        body and its government stand for each other.
        """
        if not (fact := activity.direction.fact):
            return (NOBODY,)
        parties, way = unique(self.on_day.tie.party.values), fact.value
        source, target = map(self.party_of, (way.source, way.target))
        if way.mutual:
            return tuple(sorted({p for p in (source, target) if p})) or (NOBODY,)
        if not source and target and len(parties) == 2:
            source = next(p for p in parties if p != target)
        return (source,)

    def party_of(self, ref: str | None) -> str:
        """The party that an id is, or whose government it shares (a port its city); ""
        when there is none.
        """
        parties, home = (
            self.on_day.tie.party.values,
            government_of(self.register, ref or ""),
        )
        akin = (p for p in parties if home and government_of(self.register, p) is home)
        return ref if ref and ref in parties else next(akin, "")

    def _last_written(self, documents: Iterable[str]) -> int:
        """The last day, up to the day, on which any of the documents was written;
        OPEN_START for none dated.
        """
        days = map(self.register.dating.written_by, documents)
        return max(
            (min(x, self.on_day.day) for x in days if x is not None), default=OPEN_START
        )


def _going_on(programme: Programme) -> Iterator[Fact[Any]]:
    """The facts by which a source says that the programme goes on; a detail told of it
    later is none.
    """
    yield from (*programme.activity, *programme.period, *programme.recurrence)


def _cited(facts: Iterable[Fact[Any]]) -> set[str]:
    return {claim.document for fact in facts for claim in fact.claims if claim.counts}


def yearly(programme: Programme) -> Quantity | None:
    """The persons that a programme moves in a year, None when its size or recurrence is
    no number.
    """
    size, recurrence = persons_of(programme), programme.recurrence.fact
    times = PER_YEAR.get(recurrence.value) if recurrence else None
    return size.times(Quantity.exact(times, "ratio")) if size and times else None


def persons_of(activity: Activity) -> Quantity | None:
    """The party of an exchange, or of a programme each time; None where a source states
    no number of persons.
    """
    size = activity.size.fact
    return size.value if size and size.value.unit == "persons" else None


Field = Part[kinds.FieldOfExchange]


def fields_of(register: Register, tie: str, day: int) -> tuple[Field, ...]:
    """The fields of a tie that had begun by the day: numbered ones in the source's
    order, then by start.
    """

    def order(part: Field) -> tuple[bool, int, int, str]:
        number = part.entity.number.value
        return (number is None, number or 0, part.life.start_earliest, part.entity.id)

    return tuple(sorted(parts_of(register, tie, kinds.FieldOfExchange, day), key=order))


def by_concept(fields: Sequence[Field]) -> dict[str | None, Field]:
    """The part of each different field that most surely had begun; a field without a
    start is certain from the day of the document that names it.
    """
    held: dict[str | None, Field] = {}
    for part in fields:
        concept = part.entity.concept.value
        if concept not in held or held[concept].begun < part.begun:
            held[concept] = part
    return held


def breadth(fields: Sequence[Field]) -> Figure:
    """The number of different fields."""
    return count_of(by_concept(fields).values())


@dataclass(frozen=True, slots=True)
class Breadth:
    """How broad a tie is.

    `fields` counts the different fields recorded; `shannon` and `simpson` are effective
    numbers of fields (Hill numbers of order 1 and 2; M. O. Hill, Ecology 54, 1973): as
    many equally used fields as would be as diverse. Both are 1 or more, and None when
    no activity names a field. `unused` are fields recorded in which no activity is.
    """

    fields: Figure
    shannon: Derived | None
    simpson: Derived | None
    unused: tuple[str, ...]


def breadth_of(held: TieActivity) -> Breadth:
    """The breadth of a tie on the day of what it was lived in.

    Each programme and each exchange weighs one, shared evenly among the fields that it
    names; a field that lies in a recorded one counts as that one, and "general" is no
    field. The effective numbers are computed twice, with the activities that had
    certainly begun and with all that may have, and lie between the two.
    """
    fields = fields_of(held.register, held.on_day.id, held.on_day.day)
    recorded = {
        part.entity.concept.value for part in fields if part.entity.concept.value
    }
    each = (
        (activity, _named(activity.entity, recorded)) for activity in held.activities
    )
    weighed = [
        (activity.begun, activity.claims, named) for activity, named in each if named
    ]
    claims = unique(claim for _, claims, _ in weighed for claim in claims)
    used = {concept for _, _, named in weighed for concept in named}
    sure = [named for begun, _, named in weighed if begun.certain]
    readings = [
        _shares(fields)
        for fields in (sure, [named for _, _, named in weighed])
        if fields
    ]

    def effective(order: str, number: Callable[[list[float]], float]) -> Derived | None:
        both = [round(number(shares), 4) for shares in readings]
        return (
            Derived(min(both), max(both), f"effective-fields-{order}", claims)
            if both
            else None
        )

    return Breadth(
        fields=breadth(fields),
        shannon=effective("shannon", lambda s: exp(-sum(p * log(p) for p in s))),
        simpson=effective("simpson", lambda s: 1 / sum(p * p for p in s)),
        unused=tuple(sorted(recorded - used)),
    )


def _named(entity: Entity, recorded: set[str]) -> tuple[str, ...]:
    """The fields of an activity, as recorded of the tie where they lie in one of those;
    an agreement has none.
    """
    stated = entity.field if isinstance(entity, Activity) else ()
    named = (fact.value for fact in stated if fact.counts and fact.value != "general")
    wider = vocabulary.scheme("fields").wider
    return tuple(
        sorted({next((c for c in wider(n) if c in recorded), n) for n in named})
    )


def _shares(activities: Sequence[tuple[str, ...]]) -> list[float]:
    """The share of each field, where each activity weighs one."""
    weights: dict[str, float] = defaultdict(float)
    for named in activities:
        for concept in named:
            weights[concept] += 1 / len(named)
    return [weight / len(activities) for weight in weights.values()]
