"""Describing a tie: how it stands on a day, what it is lived in, what runs beside it, what is disputed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kizuna.analysis.disputes import Dispute, disputes
from kizuna.analysis.gaps import Gap, gaps
from kizuna.analysis.measures import TieMeasures, measures_of
from kizuna.analysis.parallels import Mismatch, Parallel, mismatches, parallels
from kizuna.claims.kinds import KINDS, Tie
from kizuna.register.dating import Dating
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay, in_order, tie_on_day
from kizuna.register.ties import ties_beside
from kizuna.workflows.draw_timeline import Moment, moments_of
from kizuna.workflows.show import Shown, show_by_id

_HOPS = 2
"""A tie's parts, and the fundings of those."""


@dataclass(frozen=True, slots=True)
class TieDescribed:
    """A tie as it stood on a day.

    `sub_ties` run under it, the first in time first. `parallels` are pairs of which it is one, `mismatches` is
    empty where the levels of its parties are counterparts or unknown. `disputes` and `gaps` are of the tie and of
    its parts.
    """

    shown: Shown
    day: int
    standing: TieOnDay
    measures: TieMeasures
    timeline: tuple[Moment, ...]
    sub_ties: tuple[TieOnDay, ...]
    parallels: tuple[Parallel, ...]
    mismatches: tuple[Mismatch, ...]
    disputes: tuple[Dispute, ...]
    gaps: tuple[Gap, ...]


def describe_tie(
    ref: str, day: int, known_at: datetime | None = None, *, as_of: bool = False
) -> TieDescribed | None:
    """The tie with an id on a day; None when nothing was recorded of it by `known_at`.

    With `as_of` the day was asked for: facts that do not hold on it and moments after it are left out. Raises
    NotFound for an id that no claim is about.
    """
    asked = day if as_of else None
    found = show_by_id(ref, asked, known_at, _HOPS)
    if found is None or not isinstance(found.entity, Tie):
        return None
    return _described(found, found.entity, day, asked)


def _described(shown: Shown, tie: Tie, day: int, asked: int | None) -> TieDescribed:
    register, dating = shown.register, Dating.of(shown.register)
    beside = ties_beside(register, tie, day)
    own = [other for other in beside if other.id == tie.id]
    standing = [other for other in beside if other.answer.possible or other.id == tie.id]
    found = (p for p in parallels(register, standing, day) if tie.id in (p.inner.id, p.outer.id))
    parts = [tie.id, *_parts(register, tie)]
    children = (tie_on_day(t, day, dating) for t in register.referring(tie.id, Tie, "parent"))
    return TieDescribed(
        shown=shown,
        day=day,
        standing=tie_on_day(tie, day, dating),
        measures=measures_of(register, tie.id, day, dating),
        timeline=moments_of(register, tie.id, asked),
        sub_ties=tuple(in_order(children)),
        parallels=tuple(found),
        mismatches=tuple(mismatches(register, own, day)),
        disputes=tuple(disputes(register, parts)),
        gaps=tuple(gaps(register, parts)),
    )


def _parts(register: Register, tie: Tie) -> Iterable[str]:
    """What refers to the tie, without what only speaks of it."""
    for name, kind in KINDS.items():
        if name not in ("objective", "assessment", "statistic", "tie"):
            yield from (entity.id for entity in register.referring(tie.id, kind))
