"""Cost: who pays for a tie, which share, and how much where an amount is stated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kizuna.analysis.figures import Measure
from kizuna.analysis.measures.activity import TieActivity, party_of
from kizuna.analysis.measures.volume import total
from kizuna.analysis.parts import parts_of
from kizuna.claims.kinds import Agreement, Fact, Funding, Office
from kizuna.register.dating import Dating
from kizuna.register.register import Register
from kizuna.values import Quantity


@dataclass(frozen=True, slots=True)
class Paid:
    """One payer of one thing of the tie.

    `of` is the thing (the tie, a programme, an exchange, an agreement, an office) and `payer` who pays, "" when
    nobody says; `party` is the party of the tie that the payer is or belongs to, "" when it is neither. `share`
    (0 to 1) and `amount` (money) are None when not stated.
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
    """What is known of the money of a tie by the day: `paid`, one entry a funding, and the sum of the stated
    amounts in each currency, by ISO 4217 code; empty when no amount is stated."""

    paid: tuple[Paid, ...]
    amounts: tuple[Measure, ...]

    @property
    def without_amount(self) -> tuple[Paid, ...]:
        """The fundings of which no amount is stated, so that the sums leave them out."""
        return tuple(paid for paid in self.paid if paid.amount is None)


def cost_of(register: Register, held: TieActivity, dating: Dating) -> Cost | None:
    """The cost of a tie up to the day; None when no funding is recorded.

    Amounts of one currency are added as they are stated, ranges as ranges; nothing is converted, and prices of
    different years are not made equal.
    """
    ref, day = held.tie.id, held.day
    carried = [
        part.entity.id
        for kind in (Agreement, Office)
        for part in parts_of(register, ref, kind, day, dating)
    ]
    things = [ref, *(activity.entity.id for activity in held.activities), *carried]
    found = [
        part.entity
        for thing in dict.fromkeys(things)
        for part in parts_of(register, thing, Funding, day, dating)
        if part.entity.of.value == thing
    ]
    paid = tuple(_paid(register, held, funding) for funding in dict.fromkeys(found))
    return Cost(paid, _amounts(paid)) if paid else None


def _paid(register: Register, held: TieActivity, funding: Funding) -> Paid:
    payer = funding.payer.value or ""
    return Paid(
        of=funding.of.value or "",
        payer=payer,
        party=party_of(register, held.tie.party.values, payer),
        share=_measure(funding.share.best),
        amount=_measure(funding.amount.best),
        cost_type=funding.cost_type.value,
        claims=funding.claim_ids,
    )


def _measure(fact: Fact[Quantity] | None) -> Measure | None:
    return Measure(fact.value, fact.claim_ids) if fact is not None and fact.counts else None


def _amounts(paid: tuple[Paid, ...]) -> tuple[Measure, ...]:
    held: dict[str, list[tuple[Quantity | None, tuple[str, ...]]]] = defaultdict(list)
    for entry in paid:
        if entry.amount is not None:
            held[entry.amount.quantity.unit].append((entry.amount.quantity, entry.amount.claims))
    sums = (total(held[currency]) for currency in sorted(held))
    return tuple(measure for measure in sums if measure is not None)
