"""The measures of a tie: how broad, deep, voluminous, balanced, steady, alive and dear
it is on a day.

Law: a measure says least and most where dates or numbers are uncertain, and None where
nothing is recorded that it could be taken of; never zero, and never a guess.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kizuna.analysis.figures import Derived, Figure, Measure, count_of, unique
from kizuna.analysis.measures.activity import Breadth, TieActivity, breadth_of
from kizuna.analysis.measures.calendar import (
    Activeness,
    Continuity,
    activeness_of,
    continuity_of,
)
from kizuna.analysis.measures.volume import (
    Share,
    TieVolume,
    balance_of,
    totals,
    volume_by_year,
)
from kizuna.claims.kinds import Activity, Agreement, Funding, Office, Stated
from kizuna.register.ties import TieOnDay
from kizuna.values import Answer, Quantity


@dataclass(frozen=True, slots=True)
class TieMeasures:
    """The measures of a tie as it stood on a day.

    `continuity` and `cost` are None when nothing is recorded that they could be taken
    of; the other measures say so in their own parts. `balance` has one share a party.
    The reference of measures tells each at length.
    """

    standing: TieOnDay
    breadth: Breadth
    depth: Depth
    volume: TieVolume
    balance: tuple[Share, ...]
    continuity: Continuity | None
    activeness: Activeness
    cost: Cost | None

    @property
    def has_evidence(self) -> bool:
        """Whether anything is recorded that could be measured, beyond the tie itself
        and its status.
        """
        depth = self.depth
        counted = (
            self.breadth.fields,
            depth.institutions,
            depth.sub_ties,
            depth.offices,
        )
        parts = (*counted, depth.agreements, self.volume.events)
        return bool(self.activeness.claims or self.cost) or any(
            part.possible for part in parts
        )

    @property
    def missing(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What could not go in, as (code, entity ids); without what lacks nothing.

        Codes: "undated" (events in no known year), "without-number" (programmes and
        exchanges whose persons are not stated), "without-duration" (those that moved
        persons for a time not stated), "without-activity" (fields, as concepts, in
        which no programme or exchange is), "without-amount" (things whose payer is
        known and whose cost is not).
        """
        unpaid = (
            [paid for paid in self.cost.paid if not paid.amount] if self.cost else ()
        )
        found = (
            ("undated", tuple(entity.id for entity in self.volume.undated)),
            (
                "without-number",
                tuple(entity.id for entity in self.volume.without_number),
            ),
            (
                "without-duration",
                tuple(entity.id for entity in self.volume.without_duration),
            ),
            ("without-activity", self.breadth.unused),
            ("without-amount", tuple(dict.fromkeys(paid.of for paid in unpaid))),
        )
        return tuple((code, refs) for code, refs in found if refs)


def measures_of(held: TieActivity, years: tuple[int, int] | None = None) -> TieMeasures:
    """The measures of a tie on a day; `years` narrows volume and balance to those from
    the first to the last.
    """
    agreements, offices, sub_ties = (
        held.parts(Agreement),
        held.parts(Office),
        held.sub_ties(),
    )
    volume, day = volume_by_year(held, years), held.on_day.day
    return TieMeasures(
        standing=held.on_day,
        breadth=breadth_of(held),
        depth=Depth(
            institutions=_institutions(held, sub_ties),
            sub_ties=Figure.count((s.answer, s.claims) for s in sub_ties),
            offices=Figure.count((p.life.on(day), p.entity.claim_ids) for p in offices),
            agreements=count_of(agreements),
            series=_series((p.begun, p.entity) for p in agreements),
        ),
        volume=volume,
        balance=balance_of(volume, held.on_day.tie.party.values),
        continuity=continuity_of(held),
        activeness=activeness_of(held),
        cost=cost_of(held),
    )


@dataclass(frozen=True, slots=True)
class Depth:
    """What carries a tie on a day; a figure of zero says that nothing is recorded.

    `institutions` are different bodies that take part in a programme or exchange that
    had begun, or are parties of a sub-tie, and no parties of the tie itself. `sub_ties`
    run under the tie and were in force; `agreements` had been signed, those without a
    date by the day of a document that names them. `series` is the highest ordinal of an
    agreement, None when no agreement has one.
    """

    institutions: Figure
    sub_ties: Figure
    offices: Figure
    agreements: Figure
    series: Derived | None


def _institutions(held: TieActivity, sub_ties: Iterable[TieOnDay]) -> Figure:
    active = [(one.begun, one.entity) for one in held.activities]
    bodies = [
        (begun, one.institution) for begun, one in active if isinstance(one, Activity)
    ]
    bodies += [(standing.answer, standing.tie.party) for standing in sub_ties]
    answers, claims = dict[str, Answer](), defaultdict[str, list[str]](list)
    for answer, fact in ((answer, fact) for answer, facts in bodies for fact in facts):
        if fact.counts and fact.value not in held.on_day.tie.party.values:
            answers[fact.value] = max(answer, answers.get(fact.value, answer))
            claims[fact.value] += fact.claim_ids
    return Figure.count((answer, claims[ref]) for ref, answer in answers.items())


def _series(agreements: Iterable[tuple[Answer, Agreement]]) -> Derived | None:
    numbered = [(begun, paper.ordinal) for begun, paper in agreements if paper.ordinal]
    if not numbered:
        return None
    least = max(
        (stated.value or 0 for begun, stated in numbered if begun.certain), default=0
    )
    most = max(stated.value or 0 for _, stated in numbered)
    claims = unique(claim for _, stated in numbered for claim in stated.claim_ids)
    return Derived(least, most, "longest-series", claims)


@dataclass(frozen=True, slots=True)
class Paid:
    """One payer of one thing of the tie.

    `of` is the thing (the tie, a programme, an exchange, an agreement, an office) and
    `payer` who pays, "" when nobody says; `party` is the party of the tie that the
    payer is or belongs to, "" when it is neither. `share` (0 to 1) and `amount` (money)
    are None when not stated.
    """

    of: str
    payer: str
    party: str
    share: Measure | None
    amount: Measure | None
    cost_type: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What is known of the money of a tie by the day: `paid`, one entry a funding, and
    the sum of the stated amounts in each currency, by ISO 4217 code; empty when no
    amount is stated.
    """

    paid: tuple[Paid, ...]
    amounts: tuple[Measure, ...]


def cost_of(held: TieActivity) -> Cost | None:
    """The cost of a tie up to the day; None when no funding is recorded.

    Amounts of one currency are added as they are stated, ranges as ranges; nothing is
    converted, and prices of different years are not made equal.
    """
    carried = (*held.activities, *held.parts(Agreement), *held.parts(Office))
    paid = tuple(
        Paid(
            of=thing,
            payer=funding.payer.value or "",
            party=held.party_of(funding.payer.value),
            share=_measure(funding.share),
            amount=_measure(funding.amount),
            cost_type=funding.cost_type.value,
            claims=funding.claim_ids,
        )
        for thing in unique((held.on_day.id, *(each.entity.id for each in carried)))
        for funding in (part.entity for part in held.parts(Funding, thing))
        if funding.of.value == thing
    )
    return (
        Cost(paid, totals(one.amount for one in paid if one.amount)) if paid else None
    )


def _measure(stated: Stated[Quantity]) -> Measure | None:
    return Measure(stated.fact.value, stated.fact.claim_ids) if stated.fact else None
