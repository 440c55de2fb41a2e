"""A scope: the ties that a question is about, when each was in force, and what is known
of their parties; and how many local governments of one side have ties with the other,
as of its day and at the end of each year.

Law: everything that measures many ties at once (networks, suggestions, survival,
exports) starts from a scope, so that all of them mean the same ties by the same words.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kizuna.analysis.figures import Figure, Measure, StatedTotal
from kizuna.claims import vocabulary
from kizuna.claims.kinds import LocalGovernment, Statistic
from kizuna.register.places import government_of, tier_on
from kizuna.register.register import Register
from kizuna.register.ties import TieOnDay, TieQuery, in_order, ties
from kizuna.values import OPEN_START, Answer, Point, Span
from kizuna.values.spans import civil_of, day_of


@dataclass(frozen=True, slots=True)
class Party:
    """A party of a tie, or a place, as it was on a day.

    `government` is the id of the local government that it is or belongs to, "" when
    nobody says so; `country` (ISO 3166-1 alpha-2), `level` and `tier` are that
    government's, "" when unknown; `population` is the latest that a source gives, with
    its claims, None when none does.
    """

    ref: str
    government: str = ""
    country: str = ""
    level: str = ""
    tier: str = ""
    point: Point | None = None
    population: Measure | None = None

    @property
    def is_government(self) -> bool:
        """Whether it is a local government itself, and no port, school or union of
        one.
        """
        return self.ref == self.government


@dataclass(frozen=True, slots=True)
class Scope:
    """The ties of a question in order of date, and all their parties by id, in order of
    id.
    """

    register: Register
    day: int
    ties: tuple[TieOnDay, ...]
    parties: Mapping[str, Party]

    def in_force(self, *, possible: bool = False) -> tuple[TieOnDay, ...]:
        """The ties that certainly stood on the day; with `possible`, those too that may
        have.
        """
        least = Answer.POSSIBLE if possible else Answer.CERTAIN
        return tuple(t for t in self.ties if t.answer >= least)

    @property
    def count(self) -> Figure:
        """How many ties certainly and possibly stood on the day."""
        return Figure.count((t.answer, t.listed) for t in self.ties)


def scope_of(
    register: Register,
    day: int,
    sides: Iterable[Collection[str]] = (),
    kind: str = "",
    among: Collection[str] | None = None,
) -> Scope:
    """The ties that a query (see `TieQuery`) of the sides and the kind means, in order
    of date; `among` some ids alone, where these are given.
    """
    query = TieQuery(day, tuple(sides), kind)
    scoped = tuple(in_order(ties(register, query, among)))
    refs = sorted({party for tie in scoped for party in tie.parties})
    homes = [home.id for ref in refs if (home := government_of(register, ref))]
    people = populations(register, homes if query.sides or among is not None else None)
    return Scope(
        register,
        day,
        scoped,
        {ref: party_of(register, ref, day, people) for ref in refs},
    )


def populations(
    register: Register, of: Collection[str] | None = None
) -> dict[str, Measure]:
    """The latest population of each government (None: of all) that has one, in persons,
    with its claims.
    """
    named = register.naming(of or ())
    every = (
        register.of_kind(Statistic)
        if of is None
        else register.get_all(named, Statistic)
    )
    stated = [
        statistic for statistic in every if statistic.measure.value == "population"
    ]
    stated.sort(
        key=lambda s: (s.as_of.value.span.start_latest if s.as_of.value else 0, s.id)
    )
    return {
        scope: Measure(value.value, statistic.claim_ids)  # of several the latest
        for statistic in stated
        if (value := statistic.value.best) and (scope := statistic.scope.value)
    }


def party_of(
    register: Register, ref: str, day: int, people: Mapping[str, Measure]
) -> Party:
    """A government or body as it was on a day; `people` are the populations of
    governments.
    """
    home = government_of(register, ref)
    if home is None:
        return Party(ref)
    level = home.level.value_on(day) or ""
    return Party(
        ref=ref,
        government=home.id,
        country=home.country.value_on(day) or "",
        level=level,
        tier=(vocabulary.scheme("levels")[level].tier or "") if level else "",
        point=home.point.value,
        population=people.get(home.id),
    )


NOT_KNOWN = "not-known"
"""The tier of a government of which no level is recorded."""
TOTALS = ("municipalities-with-ties", "prefectures-with-ties", "ties")
"""The measures of statistics that are shown beside what the register counts."""


def governments_tied(
    register: Register, ties: Iterable[TieOnDay], tier: str, day: int
) -> Figure:
    """How many governments of side a of a tier (or NOT_KNOWN) had a tie of governments
    with side b on the day.
    """
    by_party: dict[str, list[TieOnDay]] = defaultdict(list)
    for tie in ties:
        for party in tie.on_a if tie.between_governments else ():
            by_party[party].append(tie)
    counted = []
    for government in register.get_all(by_party, LocalGovernment):
        level = government.level.on(day)
        if (tier_on(government, day) if level else NOT_KNOWN) == tier:
            held = by_party[government.id]
            standing = [c for tie in held if tie.answer.possible for c in tie.claims]
            claims = (*standing, *(level.claim_ids if level else ()))
            counted.append((max(tie.answer for tie in held), claims))
    return Figure.count(counted)


def ties_in_force(ties: Iterable[TieOnDay]) -> Figure:
    return Figure.count((tie.answer, tie.claims) for tie in ties)


def stated_totals(
    register: Register, scope: str, partner: str, day: int
) -> Mapping[str, tuple[StatedTotal, ...]]:
    """The totals that sources state of a scope (and a partner, where they name one), by
    measure.

    A total of another day than the one asked about is left out when it is of a later
    one.
    """
    found: dict[str, tuple[StatedTotal, ...]] = defaultdict(tuple)
    for statistic in statistics_of(register, scope, day):
        measure, value = statistic.measure.value, statistic.value.best
        if measure and value and statistic.partner.value in (None, partner):
            claims = (*value.claim_ids, *statistic.as_of.claim_ids)
            found[measure] += (
                StatedTotal(value.value, value.claims[0].holder, claims),
            )
    return found


def statistics_of(register: Register, scope: str, day: int) -> tuple[Statistic, ...]:
    """The numbers that sources state of a scope by the day, in order of id."""
    return tuple(
        s for s in register.referring(scope, Statistic, "scope") if is_stated_by(s, day)
    )


def is_stated_by(statistic: Statistic, day: int) -> bool:
    """Whether a statistic gives its number, of the day asked about or an earlier
    one.
    """
    value, as_of = statistic.value.best, statistic.as_of.value
    known = as_of is None or as_of.span.start_earliest <= day
    return value is not None and value.counts and known


@dataclass(frozen=True, slots=True)
class Year:
    """A year with the ties that were formed in it, and those that stood on its last day
    or, in the year of the question, on the day itself.
    """

    year: int
    formed: Figure
    standing: Figure


def by_year(ties: Iterable[TieOnDay], day: int) -> list[Year]:
    """Every year from the first dated tie to the day; empty when no tie is dated.

    An undated tie is possible in every year, and formed in none.
    """
    held = [(tie, tie.intervals[0], tie.claims) for tie in ties if tie.intervals]
    begun = [
        (first.start_earliest, first.start_latest, claims) for _, first, claims in held
    ]
    dated = [one for one in begun if one[0] != OPEN_START]
    start = min((earliest for earliest, _, _ in dated), default=day + 1)
    years = []
    for year in range(civil_of(start)[0], civil_of(day)[0] + 1) if start <= day else ():
        last = min(day_of(year, 12, 31), day)
        window = Span.within(day_of(year, 1, 1), last)
        formed = Figure.count((window.takes_in(a, b), claims) for a, b, claims in dated)
        standing = Figure.count(
            (tie.answer_on(last), claims) for tie, _, claims in held
        )
        years.append(Year(year, formed, standing))
    return years
