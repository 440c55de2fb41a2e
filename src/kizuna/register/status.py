"""How a tie stands on a day: how far it had come, whether it was in force, and how sure that is.

A tie counts from its first binding stage (it was formally entered into) until a status that is not
in force, and again from a later one that is. A stage without a date was reached by the day of a document
that says so, on any day before it; a stage that only an unverified claim gives has not been reached at
all. Where sources give rival dates and no judgement prefers one, the tie certainly stands only from the
last of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kizuna.claims import vocabulary
from kizuna.claims.kinds import Fact, Milestone, Stated, StatusChange, Tie
from kizuna.register.dating import UNDATED, Dating, standing_facts
from kizuna.values import OPEN_END, OPEN_START, Answer, Span

Bounds = tuple[int, int]
"""The earliest and the latest day that something may have happened on."""

_NEVER: Bounds = (OPEN_END, OPEN_END)


@dataclass(frozen=True, slots=True)
class TieOnDay:
    """A tie on a day.

    `party` are the facts of its parties (see `party_facts`). `answer` says whether it was in force, `intervals`
    are all the times at which it was (see `intervals_of`). `established` is the preferred fact of its first
    binding stage (None: never entered into, as far as anybody has verified). `stage` is the furthest stage that
    it may have reached by the day, `status` the status then; each None when nothing is recorded. Where sides are
    asked about, `on_a` and `on_b` are the ids of its parties on each of them, in order; `between_governments` is
    False where a party is another body (a port, a school).
    """

    tie: Tie
    day: int
    party: Sequence[Fact[str]]
    answer: Answer
    intervals: tuple[Span, ...]
    established: Fact[Milestone] | None
    stage: Fact[Milestone] | None
    status: Fact[StatusChange] | None
    on_a: tuple[str, ...] = ()
    on_b: tuple[str, ...] = ()
    between_governments: bool = False

    @property
    def id(self) -> str:
        """The id of the tie."""
        return self.tie.id

    @property
    def made(self) -> Fact[Milestone] | None:
        """The fact of its first binding stage or, where it was never entered into, of the furthest."""
        return self.established or self.stage

    @property
    def since(self) -> str:
        """The date of that fact as its source writes it, "" for none."""
        return str(self.made.value.date or "") if self.made else ""

    @property
    def span(self) -> Span | None:
        """From the beginning of its first interval to the end of its last; None without one."""
        return overall(self.intervals)

    def answer_on(self, day: int) -> Answer:
        """Whether it was in force on another day."""
        return max((interval.on(day) for interval in self.intervals), default=Answer.NO)

    @property
    def is_pending(self) -> bool:
        """Agreed, negotiated, proposed or wished for on the day, with a source, but not entered into."""
        proposed = self.status is None or self.status.value.status == "proposed"
        return self.answer is Answer.NO and self.stage is not None and proposed

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of its parties that a source confirms, else of all, sorted.

        Where they changed they are those of the day, or of the nearest day on which it was in force.
        """
        span = self.span
        day = max(span.start_latest, min(self.day, span.end_earliest)) if span else self.day
        then = [fact for fact in self.party if fact.may_hold(day)]
        return tuple(sorted({fact.value for fact in then or self.party}))

    @property
    def parties_by_side(self) -> tuple[str, ...]:
        """The ids of its parties of any day: those on side a, those on side b, and those on neither."""
        others = sorted(fact.value for fact in self.party)
        return tuple(dict.fromkeys((*self.on_a, *self.on_b, *others)))

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that the answer rests on: the parties, the date, and the status."""
        return self._claims_with(())

    @property
    def listed(self) -> tuple[str, ...]:
        """The claims that a list which names the tie's type rests on: those of the answer and of the type."""
        return self._claims_with(self.tie.type.facts)

    def _claims_with(self, others: Sequence[Fact[object]]) -> tuple[str, ...]:
        facts = (*self.party, self.made, self.status, *others)
        return tuple(dict.fromkeys([c.id for fact in facts if fact for c in fact.claims]))


def party_facts(tie: Tie) -> list[Fact[str]]:
    """The parties that a source confirms or, where none is confirmed, all that are named."""
    return [fact for fact in tie.party if fact.counts] or [*tie.party]


def tie_on_day(tie: Tie, day: int, dating: Dating = UNDATED) -> TieOnDay:
    """The tie on a day; `dating` gives the days of the documents that speak of it."""
    binding = _binding(tie)
    intervals = _intervals(tie, binding, dating)
    stages = vocabulary.scheme("stages")
    reached = (
        fact
        for fact in tie.milestone
        if fact.counts and dating.span(fact, fact.value.date).begun_by(day).possible
    )
    begun = (
        status
        for status in tie.status
        if status.counts and (not status.valid or status.valid.span.begun_by(day).possible)
    )
    return TieOnDay(
        tie=tie,
        day=day,
        party=party_facts(tie),
        answer=max((interval.on(day) for interval in intervals), default=Answer.NO),
        intervals=intervals,
        established=binding[0] if binding else None,
        stage=max(reached, key=lambda f: stages[f.value.stage].order or 0, default=None),
        status=max(begun, key=_status_start, default=None),
    )


def established(tie: Tie) -> Fact[Milestone] | None:
    """The preferred fact of the first binding stage that counts, or None."""
    binding = _binding(tie)
    return binding[0] if binding else None


def overall(intervals: Sequence[Span]) -> Span | None:
    """From the beginning of the first interval to the end of the last; None without one."""
    if not intervals:
        return None
    first, last = intervals[0], intervals[-1]
    return Span(first.start_earliest, first.start_latest, last.end_earliest, last.end_latest)


def intervals_of(tie: Tie, dating: Dating = UNDATED) -> tuple[Span, ...]:
    """The spans in which the tie was in force, in order: several where it was interrupted; none where no binding
    stage has a verified source, or it ended before it began.

    An undated tie may have begun on any day up to that of the document. An interval ends on the eve of a status
    that is not in force or, where that has no date, on any day of it; a later status that is in force begins
    another.
    """
    return _intervals(tie, _binding(tie), dating)


def _intervals(tie: Tie, binding: Sequence[Fact[Milestone]], dating: Dating) -> tuple[Span, ...]:
    if not binding:
        return ()
    starts = [dating.span(fact, fact.value.date) for fact in binding]
    start = min(s.start_earliest for s in starts), max(s.start_latest for s in starts)
    statuses = vocabulary.scheme("statuses")
    intervals: list[tuple[Bounds, Bounds]] = []
    begun, end, stands = start, _NEVER, True
    counting = (s for s in tie.status if s.counts and s.value.status != "proposed")
    for status in sorted(counting, key=_status_start):  # a proposal says nothing of that
        since = _since(status)
        if not statuses[status.value.status].in_force:
            ended = _eve(since) if status.valid else (begun[0], OPEN_END)
            end, stands = ended if stands else _sooner(end, ended), False
        elif not stands:
            if status.valid:  # two without a date come in no order: neither parts intervals
                intervals.append((begun, _sooner(end, (end[0], _eve(since)[1]))))
            begun = (max(start[0], since[0]), max(start[1], since[1]))
            end, stands = _NEVER, True
    intervals.append((begun, end))
    return tuple(Span.bounded(first, last) for first, last in intervals if first[0] <= last[1])


def _since(status: Fact[StatusChange]) -> Bounds:
    """Between which days a status began; one without a date comes before all others."""
    span = status.valid.span if status.valid else Span.ALWAYS
    return span.start_earliest, span.start_latest


def _eve(day: Bounds) -> Bounds:
    return max(day[0] - 1, OPEN_START), max(day[1] - 1, OPEN_START)


def _sooner(one: Bounds, other: Bounds) -> Bounds:
    latest = min(one[1], other[1])
    return min(one[0], other[0], latest), latest


def _binding(tie: Tie) -> tuple[Fact[Milestone], ...]:
    """The facts of the earliest binding stage; of rivals, only the one that a judgement prefers."""
    stages = vocabulary.scheme("stages")
    facts = [f for f in tie.milestone if f.counts and stages[f.value.stage].binding]
    if len(facts) <= 1:
        return tuple(facts)
    first = min(facts, key=lambda f: stages[f.value.stage].order or 0).value.stage
    rivals = tuple(f for f in facts if f.value.stage == first)
    standing = standing_facts(Stated(rivals))
    # An undated claim that the tie exists is no rival to a date.
    return tuple(f for f in standing if f.value.date is not None) or standing


def _status_start(status: Fact[StatusChange]) -> tuple[int, str]:
    return (_since(status)[1], status.claims[0].id)


def in_order(ties: Iterable[TieOnDay]) -> list[TieOnDay]:
    """Ties by their dates, undated ones last, then by id."""

    def place(tie: TieOnDay) -> tuple[int, str]:
        date = tie.made.value.date if tie.made else None
        return date.span.start_earliest if date else OPEN_END, tie.id

    return sorted(ties, key=place)
