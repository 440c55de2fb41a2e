"""Ties on a day: how a tie stands, the one query that everything which looks at ties
asks, and the parts of a tie - fields, programmes, events, offices - that had begun by a
day.

A tie counts from its first binding stage (it was formally entered into) until a status
that is not in force, and again from a later one that is. A stage without a date was
reached by the day of a document that says so, on any day before it; a stage that only
an unverified claim gives has not been reached at all. Where sources give rival dates
and no judgement prefers one, the tie certainly stands only from the last of them.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from kizuna.claims import kinds, vocabulary
from kizuna.claims.kinds import (
    Entity,
    Fact,
    FieldOfExchange,
    Milestone,
    Stated,
    StatusChange,
    Tie,
)
from kizuna.claims.kinds.property import naming_properties
from kizuna.errors import NotFound
from kizuna.register.places import (
    bodies_of,
    country_of,
    family_of,
    government_of,
    in_country,
)
from kizuna.register.register import (
    UNDATED,
    Dating,
    E,
    Register,
    is_planned,
    standing_facts,
)
from kizuna.values import OPEN_END, OPEN_START, Answer, Span, kind_of, slug_of

Bounds = tuple[int, int]
"""The earliest and the latest day that something may have happened on."""

_NEVER: Bounds = (OPEN_END, OPEN_END)


@dataclass(frozen=True, slots=True)
class TieOnDay:
    """A tie on a day.

    `party` are the facts of its parties (see `party_facts`). `answer` says whether it
    was in force, `intervals` are all the times at which it was (see `intervals_of`).
    `established` is the preferred fact of its first binding stage (None: never entered
    into, as far as anybody has verified). `stage` is the furthest stage that it may
    have reached by the day, `status` the status then; each None when nothing is
    recorded. Where sides are asked about, `on_a` and `on_b` are the ids of its parties
    on each of them, in order; `between_governments` is False where a party is another
    body (a port, a school).
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
        return self.tie.id

    @property
    def made(self) -> Fact[Milestone] | None:
        """The fact of its first binding stage or, where it was never entered into, of
        the furthest.
        """
        return self.established or self.stage

    @property
    def since(self) -> str:
        """The date of that fact as its source writes it, "" for none."""
        return str(self.made.value.date or "") if self.made else ""

    @property
    def span(self) -> Span | None:
        """From the beginning of its first interval to the end of its last; None without
        one.
        """
        return overall(self.intervals)

    def answer_on(self, day: int) -> Answer:
        """Whether it was in force on another day."""
        return max((interval.on(day) for interval in self.intervals), default=Answer.NO)

    @property
    def is_pending(self) -> bool:
        """Agreed, negotiated, proposed or wished for on the day, with a source, but not
        entered into.
        """
        proposed = self.status is None or self.status.value.status == "proposed"
        return self.answer is Answer.NO and self.stage is not None and proposed

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of its parties that a source confirms, else of all, sorted.

        Where they changed they are those of the day, or of the nearest day on which it
        was in force.
        """
        span = self.span
        day = (
            max(span.start_latest, min(self.day, span.end_earliest))
            if span
            else self.day
        )
        then = [fact for fact in self.party if fact.may_hold(day)]
        return tuple(sorted({fact.value for fact in then or self.party}))

    @property
    def parties_by_side(self) -> tuple[str, ...]:
        """The ids of its parties of any day: those on side a, those on side b, and
        those on neither.
        """
        others = sorted(fact.value for fact in self.party)
        return tuple(dict.fromkeys((*self.on_a, *self.on_b, *others)))

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that the answer rests on: the parties, the date, and the
        status.
        """
        return self._claims_with(())

    @property
    def listed(self) -> tuple[str, ...]:
        """The claims that a list which names the tie's type rests on: those of the
        answer and of the type.
        """
        return self._claims_with(self.tie.type.facts)

    def _claims_with(self, others: Sequence[Fact[object]]) -> tuple[str, ...]:
        facts = (*self.party, self.made, self.status, *others)
        return tuple(
            dict.fromkeys([c.id for fact in facts if fact for c in fact.claims])
        )


def party_facts(tie: Tie) -> list[Fact[str]]:
    """The parties that a source confirms or, where none is confirmed, all that are
    named.
    """
    return [fact for fact in tie.party if fact.counts] or [*tie.party]


def tie_on_day(tie: Tie, day: int, dating: Dating = UNDATED) -> TieOnDay:
    """The tie on a day; `dating` gives the days of the documents that speak of it."""
    binding = _binding(tie)
    intervals = _intervals(tie, binding, dating)
    stages = vocabulary.scheme("stages")
    counting = (f for f in tie.milestone if f.counts)
    reached = (
        f for f in counting if dating.span(f, f.value.date).begun_by(day).possible
    )
    begun = (s for s in tie.status if s.counts and s.span.begun_by(day).possible)
    return TieOnDay(
        tie=tie,
        day=day,
        party=party_facts(tie),
        answer=max((interval.on(day) for interval in intervals), default=Answer.NO),
        intervals=intervals,
        established=binding[0] if binding else None,
        stage=max(
            reached, key=lambda f: stages[f.value.stage].order or 0, default=None
        ),
        status=max(begun, key=_status_start, default=None),
    )


def established(tie: Tie) -> Fact[Milestone] | None:
    """The preferred fact of the first binding stage that counts, or None."""
    binding = _binding(tie)
    return binding[0] if binding else None


def overall(intervals: Sequence[Span]) -> Span | None:
    """From the beginning of the first interval to the end of the last; None without
    one.
    """
    if not intervals:
        return None
    first, last = intervals[0], intervals[-1]
    return Span(
        first.start_earliest, first.start_latest, last.end_earliest, last.end_latest
    )


def intervals_of(tie: Tie, dating: Dating = UNDATED) -> tuple[Span, ...]:
    """The spans in which the tie was in force, in order: several where it was
    interrupted; none where no binding stage has a verified source, or it ended before
    it began.

    An undated tie may have begun on any day up to that of the document. An interval
    ends on the eve of a status that is not in force or, where that has no date, on any
    day of it; a later status that is in force begins another.
    """
    return _intervals(tie, _binding(tie), dating)


def _intervals(
    tie: Tie, binding: Sequence[Fact[Milestone]], dating: Dating
) -> tuple[Span, ...]:
    if not binding:
        return ()
    starts = [dating.span(fact, fact.value.date) for fact in binding]
    start = min(s.start_earliest for s in starts), max(s.start_latest for s in starts)
    statuses = vocabulary.scheme("statuses")
    intervals: list[tuple[Bounds, Bounds]] = []
    begun, end, stands = start, _NEVER, True
    counting = (s for s in tie.status if s.counts and s.value.status != "proposed")
    for status in sorted(
        counting, key=_status_start
    ):  # a proposal says nothing of that
        since = _since(status)
        if not statuses[status.value.status].in_force:
            ended = _eve(since) if status.valid else (begun[0], OPEN_END)
            end, stands = ended if stands else _sooner(end, ended), False
        elif not stands:
            if (
                status.valid
            ):  # two without a date come in no order: neither parts intervals
                intervals.append((begun, _sooner(end, (end[0], _eve(since)[1]))))
            begun = (max(start[0], since[0]), max(start[1], since[1]))
            end, stands = _NEVER, True
    intervals.append((begun, end))
    return tuple(
        Span.bounded(first, last) for first, last in intervals if first[0] <= last[1]
    )


def _since(status: Fact[StatusChange]) -> Bounds:
    """Between which days a status began; one without a date comes before all others."""
    return status.span.start_earliest, status.span.start_latest


def _eve(day: Bounds) -> Bounds:
    return max(day[0] - 1, OPEN_START), max(day[1] - 1, OPEN_START)


def _sooner(one: Bounds, other: Bounds) -> Bounds:
    latest = min(one[1], other[1])
    return min(one[0], other[0], latest), latest


def _binding(tie: Tie) -> tuple[Fact[Milestone], ...]:
    """The facts of the earliest binding stage; of rivals, only the one that a judgement
    prefers.
    """
    stages = vocabulary.scheme("stages")
    facts = [f for f in tie.milestone if f.counts and stages[f.value.stage].binding]
    if len(facts) <= 1:
        return tuple(facts)
    first = min(facts, key=lambda f: stages[f.value.stage].order or 0).value.stage
    standing = standing_facts(Stated(tuple(f for f in facts if f.value.stage == first)))
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


@dataclass(frozen=True, slots=True)
class TieQuery:
    """Which ties, as they stood on a day.

    `sides` are one or two sets of ids of governments and bodies: a tie has a party on
    each of them, and of two another one for each. A party that is a body stands on the
    side of the government that it belongs to too; one that no source confirms stands on
    none where others are confirmed. `kind` and `field` are concepts, which take in
    their narrower ones; `country` is the code of a country in which a party lies on the
    day; () and "" ask for any. `least` leaves out what stood less surely.
    """

    day: int
    sides: tuple[Collection[str], ...] = ()
    kind: str = ""
    field: str = ""
    country: str = ""
    least: Answer = Answer.NO


def ties(
    register: Register, query: TieQuery, among: Collection[str] | None = None
) -> list[TieOnDay]:
    """The ties that a query means, in order of id; where ids are given, those of them
    alone.

    Without sides, a country or ids the whole register is read.
    """
    refs = refs_meant(register, query) if among is None else among
    read = register.read_all() if refs is None else register.preload(refs)
    found, is_within = [], vocabulary.scheme("fields").is_within
    for tie in read.of_kind(Tie) if refs is None else read.get_all(refs, Tie):
        on = _on_sides(register, tie, query.sides)
        if on is None or not is_of_type(tie, query.kind):
            continue
        if (
            query.country
        ):  # a party lies in it, itself or the government that it belongs to
            codes = (
                country_of(register, fact.value, query.day) for fact in party_facts(tie)
            )
            if query.country not in codes:
                continue
        fields = active_fields(register, tie.id) if query.field else ()
        if query.field and not any(is_within(one, query.field) for one in fields):
            continue
        held = tie_on_day(tie, query.day, register.dating)
        if on:
            between = is_between_governments(register, tie)
            on_a, on_b = (*on, ())[:2]
            held = replace(held, on_a=on_a, on_b=on_b, between_governments=between)
        if held.answer >= query.least:
            found.append(held)
    return found


def refs_meant(register: Register, query: TieQuery) -> list[str] | None:
    """The ids of the ties that a query may mean, in order: those that name a member of
    each side, or of the country; None for every tie.
    """
    sides = [*query.sides]
    if query.country and not sides:
        sides = [in_country(register, query.country, query.day)]
    named = [register.naming({*side, *bodies_of(register, side)}) for side in sides]
    every = set.intersection(*named) if named else ()
    return sorted(ref for ref in every if kind_of(ref) == Tie.prefix) if named else None


def _on_sides(
    register: Register, tie: Tie, sides: Sequence[Collection[str]]
) -> list[tuple[str, ...]] | None:
    """The parties on each of the sides, in order of id; None where the tie does not
    join them.
    """
    if not sides:
        return []
    parties = sorted({fact.value for fact in party_facts(tie)})
    homes = {ref: government_of(register, ref) for ref in parties}
    on = [
        tuple(
            ref
            for ref, home in homes.items()
            if ref in side or (home and home.id in side)
        )
        for side in sides
    ]
    return (
        on
        if all(on) and len({ref for refs in on for ref in refs}) >= len(sides)
        else None
    )


def is_between_governments(register: Register, tie: Tie) -> bool:
    """Whether every party that is named is a local government."""
    return all(register.get(ref, kinds.LocalGovernment) for ref in tie.party.values)


def ties_beside(register: Register, tie: Tie, day: int) -> list[TieOnDay]:
    """A tie of governments and those that run beside it, in order of id; none of a tie
    of other bodies.

    They join what lies above or below its first party and what lies above or below the
    others.
    """
    parties = tie.party.values
    if len(parties) < 2 or not is_between_governments(register, tie):
        return []
    first, *others = (family_of(register, ref, day) for ref in parties)
    return ties(register, TieQuery(day, (first, set().union(*others))))


ACTIVE_BY = (
    (FieldOfExchange, "concept"),
    (kinds.Programme, "field"),
    (kinds.Exchange, "field"),
)
"""The parts of a tie by which it is active in a field, and the property that names the
field.
"""


def active_fields(register: Register, tie: str) -> set[str]:
    """The fields of exchange in which a tie was ever active, by its fields, programmes
    and exchanges.
    """
    return {
        concept
        for kind, name in ACTIVE_BY
        for part in register.referring(tie, kind, "tie")
        for concept in part.stated(name).values
    }


def is_of_type(tie: Tie, wanted: str) -> bool:
    """Whether the tie is of a type or one narrower than it; "" asks for any."""
    held, is_within = tie.type.value, vocabulary.scheme("tie-types").is_within
    return not wanted or (held is not None and is_within(held, wanted))


def tie_of(register: Register, ref: str) -> Tie:
    """The tie of that id. Raises NotFound, quoting it, where the register holds
    none.
    """
    found = register.get(ref, Tie)
    if found is None:
        raise NotFound(f"no tie in the register has the id {ref!r}")
    return found


def counting_parties(tie: Tie) -> tuple[str, ...]:
    """The ids of the parties that a claim with a source gives, in order."""
    return tuple(sorted({fact.value for fact in tie.party if fact.counts}))


def parties_in_order(tie: Tie) -> tuple[str, ...]:
    """The parties of a tie as its id names them; those that it does not name come
    last.
    """
    named = slug_of(tie.id)

    def place(party: str) -> tuple[int, int, str]:
        slug = slug_of(party)
        at = 0 if named.startswith(slug) else named.find(f"-{slug}")
        return (at if at >= 0 else len(named), -len(slug), party)

    return tuple(sorted(set(tie.party.values), key=place))


def partners_of(tie: TieOnDay, own: Collection[str]) -> tuple[str, ...]:
    """The parties of a tie that are not a place's own; all where those are all."""
    parties = parties_in_order(tie.tie)
    return tuple(ref for ref in parties if ref not in own) or tuple(parties)


def countries_of(
    register: Register, refs: Iterable[str], day: int
) -> Iterator[Fact[str]]:
    """The countries of governments, and of the governments that bodies belong to, on a
    day.
    """
    homes = (government_of(register, ref) for ref in refs)
    return (fact for home in homes if home and (fact := home.country.on(day)))


E_co = TypeVar("E_co", bound=Entity, covariant=True)


@dataclass(frozen=True, slots=True)
class Part(Generic[E_co]):
    """A part of a tie with its `life` and whether it had `begun` by the day (CERTAIN or
    POSSIBLE).
    """

    entity: E_co
    life: Span
    begun: Answer


def begun_parts(
    register: Register, entities: Iterable[E], day: int
) -> Iterator[Part[E]]:
    """Those of the entities that had certainly or possibly begun by the day; what is
    only planned is left out.
    """
    dating = register.dating
    for entity in entities:
        life = dating.life(entity)
        if life is not None and (begun := life.begun_by(day)).possible:
            yield Part(entity, life, begun)


def parts_of(
    register: Register, ref: str, kind: type[E], day: int
) -> tuple[Part[E], ...]:
    """The entities of a kind that refer to `ref` and had begun by the day; those come
    first that began first.
    """
    referring = (
        entity
        for entity in register.referring(ref, kind)
        if any(
            fact.counts and ref in definition.type.refs(fact.value)
            for name, definition in naming_properties(type(entity)).items()
            for fact in entity.stated(name)
        )
    )
    found = begun_parts(register, referring, day)
    return tuple(
        sorted(found, key=lambda part: (part.life.start_latest, part.entity.id))
    )


def planned_of(register: Register, ref: str, kind: type[E]) -> tuple[E, ...]:
    """The entities of a kind that refer to `ref` and, or their dates, are only planned,
    forecast or unverified.
    """
    found = register.referring(ref, kind)
    return tuple(e for e in found if not e.counts or is_planned(e.stated(e.begins)))
