"""How a tie stands on a day: how far it had come, whether it was in force, and how sure that is.

A tie counts from its first binding stage (it was formally entered into) until a status that is not
in force. A stage without a date was reached by the day of a document that says so, on any day before
it; a stage that only an unverified claim gives has not been reached at all. Where sources give rival
dates and no judgement prefers one, the tie certainly stands only from the last of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kizuna.claims import vocabulary
from kizuna.claims.kinds import Fact, Milestone, Stated, StatusChange, Tie
from kizuna.register.dating import UNDATED, Dating, standing_facts
from kizuna.values import OPEN_END, OPEN_START, Answer, Span


@dataclass(frozen=True, slots=True)
class Standing:
    """A tie on a day.

    `in_force` says whether it stood, `span` when it did at all (see `span_of`). `established` is the
    preferred fact of its first binding stage (None: never entered into, as far as anybody has verified).
    `stage` is the furthest stage that it may have reached by the day, `status` the status then; each None
    when nothing is recorded.
    """

    tie: Tie
    in_force: Answer
    span: Span | None
    established: Fact[Milestone] | None
    stage: Fact[Milestone] | None
    status: Fact[StatusChange] | None

    @property
    def is_pending(self) -> bool:
        """Agreed, negotiated, proposed or wished for on the day, with a source, but not entered into."""
        proposed = self.status is None or self.status.value.status == "proposed"
        return self.in_force is Answer.NO and self.stage is not None and proposed

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The claims that the standing rests on: the parties, the date, and the status."""
        facts: list[Fact[object]] = [f for f in self.tie.party if f.counts] or [*self.tie.party]
        facts += [f for f in (self.established or self.stage, self.status) if f is not None]
        return tuple(dict.fromkeys(i for fact in facts for i in fact.claim_ids))

    @property
    def listing_claim_ids(self) -> tuple[str, ...]:
        """The claims that a list which names the tie's kind rests on: those of its standing and of its type."""
        return tuple(dict.fromkeys([*self.claim_ids, *self.tie.type.claim_ids]))


@dataclass(frozen=True, slots=True)
class TieOnDay:
    """A tie in a list, by how it stood on the day of the list."""

    standing: Standing

    @property
    def tie(self) -> Tie:
        """The tie itself."""
        return self.standing.tie

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The claims that its being listed, and its kind, rest on."""
        return self.standing.listing_claim_ids


def standing_on(tie: Tie, day: int, dating: Dating = UNDATED) -> Standing:
    """How the tie stands on a day; `dating` gives the days of the documents that speak of it."""
    binding = _binding(tie)
    span = _span(tie, binding, dating)
    status = _status_on(tie, day)
    in_force = span.on(day) if span else Answer.NO
    if status is not None and _has_ceased(status):
        in_force = (
            Answer.NO if _begun(status, day) is Answer.CERTAIN else in_force & Answer.POSSIBLE
        )
    entered = binding[0] if binding else None
    return Standing(tie, in_force, span, entered, _stage_on(tie, day, dating), status)


def established(tie: Tie) -> Fact[Milestone] | None:
    """The preferred fact of the first binding stage that counts, or None."""
    binding = _binding(tie)
    return binding[0] if binding else None


def span_of(tie: Tie, dating: Dating = UNDATED) -> Span | None:
    """When the tie was in force; None when no binding stage has a verified source, or it ended before it began.

    An undated tie may have begun on any day up to that of the document; the end is open until a
    status that is not in force, unless a later status restores the tie.
    """
    return _span(tie, _binding(tie), dating)


def _span(tie: Tie, binding: Iterable[Fact[Milestone]], dating: Dating) -> Span | None:
    if not binding:
        return None
    starts = [dating.span(fact, fact.value.date) for fact in binding]
    start = (min(s.start_earliest for s in starts), max(s.start_latest for s in starts))
    end = _end(tie, start[0])
    return Span.bounded(start, end) if start[0] <= end[1] else None


def is_unbroken(tie: Tie) -> bool:
    """Whether the tie stood on the days of its span and on no others, as surely as the span says.

    Then no status ended it but the last, on a day that somebody gives: it was not interrupted.
    """
    ended = [status for status in tie.status if status.counts and _has_ceased(status)]
    return not ended or (ended == [_last_status(tie)] and ended[0].valid is not None)


def _binding(tie: Tie) -> tuple[Fact[Milestone], ...]:
    """The facts of the earliest binding stage; of rivals, only the one that a judgement prefers."""
    stages = vocabulary.scheme("stages")
    facts = [f for f in tie.milestone if f.counts and stages[f.value.stage].binding]
    if not facts:
        return ()
    first = min(facts, key=lambda f: stages[f.value.stage].order or 0).value.stage
    rivals = tuple(f for f in facts if f.value.stage == first)
    return _dated_if_any(standing_facts(Stated(rivals)))


def _dated_if_any(facts: tuple[Fact[Milestone], ...]) -> tuple[Fact[Milestone], ...]:
    """An undated claim that the tie exists is no rival to a date."""
    return tuple(f for f in facts if f.value.date is not None) or facts


def _stage_on(tie: Tie, day: int, dating: Dating) -> Fact[Milestone] | None:
    stages = vocabulary.scheme("stages")
    reached = [
        fact
        for fact in tie.milestone
        if fact.counts and dating.span(fact, fact.value.date).begun_by(day).possible
    ]
    return max(reached, key=lambda f: stages[f.value.stage].order or 0, default=None)


def _has_ceased(status: Fact[StatusChange]) -> bool:
    """Whether it says that the tie no longer stands; a proposal says nothing of that."""
    code = status.value.status
    return code != "proposed" and not vocabulary.scheme("statuses")[code].in_force


def _begun(status: Fact[StatusChange], day: int) -> Answer:
    return status.valid.span.begun_by(day) if status.valid else Answer.POSSIBLE


def _status_on(tie: Tie, day: int) -> Fact[StatusChange] | None:
    """The latest status that may have begun by the day."""
    begun = (s for s in tie.status if s.counts and _begun(s, day) is not Answer.NO)
    return max(begun, key=_status_start, default=None)


def _status_start(status: Fact[StatusChange]) -> tuple[int, str]:
    start = status.valid.span.start_latest if status.valid else Span.ALWAYS.start_earliest
    return (start, status.claims[0].id)


def _last_status(tie: Tie) -> Fact[StatusChange] | None:
    return max((s for s in tie.status if s.counts), key=_status_start, default=None)


def _end(tie: Tie, start: int) -> tuple[int, int]:
    """The bounds of the last day on which the tie was in force: the eve of the status that ended it.

    A status without a date may have ended the tie on any day after its start.
    """
    last = _last_status(tie)
    if last is None or not _has_ceased(last):
        return (OPEN_END, OPEN_END)
    if last.valid is None:
        return (start, OPEN_END)
    span = last.valid.span
    return (max(span.start_earliest - 1, OPEN_START), max(span.start_latest - 1, OPEN_START))


def in_order(standings: Iterable[Standing]) -> list[Standing]:
    """Standings by the date of the tie, undated ones last, then by id."""
    return sorted(standings, key=lambda s: (_start(s), s.tie.id))


def _start(standing: Standing) -> int:
    fact = standing.established or standing.stage
    if fact is None or fact.value.date is None:
        return OPEN_END
    return fact.value.date.span.start_earliest
