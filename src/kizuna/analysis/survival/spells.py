"""Spells: each tie as a time in force, seen through a window of observation.

Of a beginning or end that is not known to the day, three readings are taken: the
shortest and the longest life that the evidence allows, and the one from midpoint to
midpoint.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kizuna.analysis.figures import Figure, unique
from kizuna.analysis.scope import Scope
from kizuna.errors import BadQuestion
from kizuna.register.ties import TieOnDay
from kizuna.values import OPEN_END, OPEN_START, Answer, Span, day_text
from kizuna.values.spans import civil_of, day_of

NEVER, UNDATED, LATER = "never in force", "undated", "begun later"
EARLIER, NO_DAY = "ended earlier", "ended on no known day"
REASONS = (NEVER, UNDATED, LATER, EARLIER, NO_DAY)
"""Why a tie is not in an estimate, in the order in which it is asked."""


@dataclass(frozen=True, slots=True)
class ObservationWindow:
    """The days of observation, both inclusive; `first` is OPEN_START where ties are
    taken as seen from their beginning. Raises BadQuestion for a window without a day.
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            days = f"{day_text(self.first)} to {day_text(self.last)}"
            raise BadQuestion(
                f"observation from {days}: the first day comes after the last"
            )


Reading = Literal["shortest", "midpoint", "longest"]
"""Which of the lives that the evidence allows is meant."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What is seen of a tie in a window, in days since it began: seen from `entry` (0:
    from the beginning), in force for `days` (above `entry`), and then ended or, when
    not `ended`, out of sight.
    """

    entry: int
    days: int
    ended: bool


@dataclass(frozen=True, slots=True)
class Spell:
    """A tie with a known beginning, and the window it is seen through.

    `span` says when it was in force, from its first to its last day; the status that
    ends it begins on the day after.
    """

    scoped: TieOnDay
    span: Span
    window: ObservationWindow

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The claims that its dates, parties and kind rest on."""
        ended = (i for s in self.scoped.tie.status if s.counts for i in s.claim_ids)
        return unique((*self.scoped.listed, *ended))

    @property
    def has_undated_end(self) -> bool:
        """Whether a source says that it has ended and none says when: it may stand for
        ever.
        """
        return self.span.end_earliest != OPEN_END and self.span.end_latest == OPEN_END

    @property
    def is_uncertain(self) -> bool:
        """Whether its beginning or its end is not known to the day."""
        span = self.span
        return (
            span.start_earliest != span.start_latest
            or span.end_earliest != span.end_latest
        )

    @property
    def midpoint(self) -> int:
        """The day in the middle of those on which it may have begun."""
        return (self.span.start_earliest + self.span.start_latest) // 2

    def observation(self, reading: Reading = "midpoint") -> Observation | None:
        """What is seen of it on one reading; None when nothing is, or no midpoint of
        its end exists.
        """
        span, window, midpoint = self.span, self.window, self.midpoint
        start, end = midpoint, max(midpoint, (span.end_earliest + span.end_latest) // 2)
        if reading == "shortest":
            start, end = span.start_latest, max(span.end_earliest, span.start_latest)
        elif reading == "longest":
            start, end = span.start_earliest, span.end_latest
        elif self.has_undated_end:
            return None
        if start > window.last or end < window.first:
            return None
        seen = min(end, window.last)
        return Observation(
            max(0, window.first - start), seen - start + 1, end < window.last
        )

    @property
    def ended(self) -> Answer:
        """Whether it ended within the window or before."""
        last_day = Span.within(self.span.end_earliest, self.span.end_latest)
        return last_day.begun_by(self.window.last - 1)

    @property
    def truncated(self) -> Answer:
        """Whether it had begun before the window opened: those like it that ended
        sooner were never seen.
        """
        return self.span.begun_by(self.window.first - 1)

    @property
    def why_left_out(self) -> str:
        """Why it is in no estimate by midpoints, one of REASONS; "" when it is."""
        if self.observation():
            return ""
        reason = NO_DAY if self.has_undated_end else EARLIER
        return LATER if self.midpoint > self.window.last else reason


@dataclass(frozen=True, slots=True)
class Spells:
    """The spells of a scope in its order, those too that are in no estimate, and how
    many ties are left out and why: a figure for each of REASONS, with its claims.
    """

    window: ObservationWindow
    spells: tuple[Spell, ...]
    left_out: Mapping[str, Figure]


def intervals_of(scope: Scope, window: ObservationWindow) -> Spells:
    """Every tie of a scope as a spell, or counted among those left out."""
    spells: list[Spell] = []
    out: dict[str, list[tuple[Answer, tuple[str, ...]]]] = {
        reason: [] for reason in REASONS
    }
    for scoped in scope.ties:
        span, claims, why = scoped.span, scoped.listed, NEVER
        if span is not None:
            why = UNDATED
            if span.start_earliest != OPEN_START and span.start_latest != OPEN_END:
                spells.append(spell := Spell(scoped, span, window))
                why, claims = spell.why_left_out, spell.claim_ids
        if why:
            out[why].append((Answer.CERTAIN, claims))
    return Spells(
        window, tuple(spells), {why: Figure.count(held) for why, held in out.items()}
    )


By = Literal["", "country", "level", "kind", "cohort"]
UNKNOWN = "?"
"""Stands in a group's name for what no source gives."""


def group_of(scope: Scope, spell: Spell, by: By) -> str:
    """The name of the group of a spell; "" for all.

    Countries and levels are those of both parties, "CN-JP", "JP-JP",
    "municipality-prefecture", of three or more each once; levels are tiers, which
    countries share. A cohort is the decade of the midpoint of the beginning: "1980s".
    """
    match by:
        case "kind":
            return spell.scoped.tie.type.value or UNKNOWN
        case "cohort":
            return f"{civil_of(spell.midpoint)[0] // 10 * 10}s"
        case "":
            return ""
    parties, is_level = (
        [scope.parties[ref] for ref in spell.scoped.parties],
        by == "level",
    )
    held = sorted((one.tier if is_level else one.country) or UNKNOWN for one in parties)
    return "-".join(held if len(held) == 2 else dict.fromkeys(held)) or UNKNOWN


def grouped(scope: Scope, spells: Iterable[Spell], by: By) -> dict[str, list[Spell]]:
    """The spells by the name of their group, in order of name."""
    groups: dict[str, list[Spell]] = defaultdict(list)
    for spell in spells:
        groups[group_of(scope, spell, by)].append(spell)
    return dict(sorted(groups.items()))


@dataclass(frozen=True, slots=True)
class YearFlow:
    """How many ties of a group were established and ended in a year, on the days of the
    window.

    A tie dated to several years is possible in each of them; one without a date is in
    none.
    """

    year: int
    group: str
    established: Figure
    ended: Figure


def flows_of(scope: Scope, spells: Spells, by: By = "") -> list[YearFlow]:
    """A flow for each year and group in which something may have happened, in order of
    year and group.
    """
    found: list[YearFlow] = []
    opened, closed = spells.window.first, spells.window.last
    for group, held in grouped(scope, spells.spells, by).items():
        spans = [(spell.span, spell.claim_ids) for spell in held]
        begun = [
            ((span.start_earliest, span.start_latest), claims) for span, claims in spans
        ]
        ended = [  # on the day after its last; in no year what may stand for ever
            ((span.end_earliest + 1, span.end_latest + 1), claims)
            for span, claims in spans
            if span.end_latest != OPEN_END
        ]
        bounds = [days for days, _ in (*begun, *ended)]
        for year in {
            y for a, b in bounds for y in range(civil_of(a)[0], civil_of(b)[0] + 1)
        }:
            first, last = (
                max(day_of(year, 1, 1), opened),
                min(day_of(year, 12, 31), closed),
            )
            if first > last:
                continue
            days = Span.within(first, last)
            counts = [
                Figure.count((days.takes_in(*at), c) for at, c in s)
                for s in (begun, ended)
            ]
            if any(count.possible for count in counts):
                found.append(YearFlow(year, group, *counts))
    return sorted(found, key=lambda flow: (flow.year, flow.group))
