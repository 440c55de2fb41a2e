"""Depth: the institutions, sub-ties, offices and agreements that carry a tie, and its longest series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kizuna.analysis.figures import Derived, Figure
from kizuna.analysis.measures.lived import Lived
from kizuna.analysis.parts import parts_of
from kizuna.claims.kinds import Agreement, Office, Tie
from kizuna.claims.kinds.entities import Activity
from kizuna.register.dating import Dating
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay, tie_on_day
from kizuna.values import Answer


@dataclass(frozen=True, slots=True)
class Depth:
    """What carries a tie on a day; a figure of zero says that nothing is recorded.

    `institutions` are different bodies that take part in a programme or exchange that had begun, or are parties of
    a sub-tie, and no parties of the tie itself. `sub_ties` run under the tie and were in force; `agreements` had
    been signed, those without a date by the day of a document that names them. `series` is the highest ordinal of
    an agreement, None when no agreement has one.
    """

    institutions: Figure
    sub_ties: Figure
    offices: Figure
    agreements: Figure
    series: Derived | None


def depth_of(register: Register, held: Lived, dating: Dating) -> Depth:
    """The depth of a tie on the day of what it was lived in."""
    ref, day = held.tie.id, held.day
    children = register.referring(ref, Tie, "parent")
    standings = [s for s in (tie_on_day(c, day, dating) for c in children) if s.answer.possible]
    agreements = parts_of(register, ref, Agreement, day, dating)
    offices = parts_of(register, ref, Office, day, dating)
    return Depth(
        institutions=_institutions(held, standings),
        sub_ties=Figure.count((s.answer, s.claims) for s in standings),
        offices=Figure.count((p.life.on(day), p.entity.claim_ids) for p in offices),
        agreements=Figure.count((p.begun, p.entity.claim_ids) for p in agreements),
        series=_series((p.begun, p.entity) for p in agreements),
    )


def _institutions(held: Lived, sub_ties: Iterable[TieOnDay]) -> Figure:
    found: dict[str, list[tuple[Answer, tuple[str, ...]]]] = defaultdict(list)
    for activity in held.activities:
        entity = activity.entity
        for fact in entity.institution if isinstance(entity, Activity) else ():
            if fact.counts:
                found[fact.value].append((activity.begun, fact.claim_ids))
    for standing in sub_ties:
        for fact in standing.tie.party:
            if fact.counts:
                found[fact.value].append((standing.answer, fact.claim_ids))
    parties = set(held.tie.party.values)
    return Figure.count(
        (max(answer for answer, _ in told), (claim for _, claims in told for claim in claims))
        for ref, told in found.items()
        if ref not in parties
    )


def _series(agreements: Iterable[tuple[Answer, Agreement]]) -> Derived | None:
    numbered = [
        (begun, agreement.ordinal.value, agreement.ordinal.claim_ids)
        for begun, agreement in agreements
        if agreement.ordinal.value is not None
    ]
    if not numbered:
        return None
    return Derived(
        least=max((ordinal for begun, ordinal, _ in numbered if begun.certain), default=0),
        most=max(ordinal for _, ordinal, _ in numbered),
        how="longest-series",
        claims=tuple(dict.fromkeys(claim for _, _, claims in numbered for claim in claims)),
    )
