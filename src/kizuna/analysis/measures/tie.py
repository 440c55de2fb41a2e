"""All measures of one tie on a day.

Law: a measure says least and most where dates or numbers are uncertain, and None where nothing is recorded that it
could be taken of; never zero, and never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass

from kizuna.analysis.measures.activeness import Activeness, activeness_of
from kizuna.analysis.measures.balance import Share, balance_of
from kizuna.analysis.measures.breadth import Breadth, breadth_of
from kizuna.analysis.measures.continuity import Continuity, continuity_of
from kizuna.analysis.measures.cost import Cost, cost_of
from kizuna.analysis.measures.depth import Depth, depth_of
from kizuna.analysis.measures.lived import lived
from kizuna.analysis.measures.volume_by_year import TieVolume, volume_by_year
from kizuna.claims.kinds import Tie
from kizuna.errors import BadQuestion, NotFound
from kizuna.register.dating import Dating
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay, tie_on_day


@dataclass(frozen=True, slots=True)
class TieMeasures:
    """The measures of a tie as it stood on a day (a day number).

    `continuity` and `cost` are None when nothing is recorded that they could be taken of; the other measures say
    so in their own parts. `balance` has one share a party. The reference of measures tells each at length.
    """

    standing: TieOnDay
    day: int
    breadth: Breadth
    depth: Depth
    volume: TieVolume
    balance: tuple[Share, ...]
    continuity: Continuity | None
    activeness: Activeness
    cost: Cost | None

    @property
    def tie(self) -> Tie:
        """The tie itself."""
        return self.standing.tie

    @property
    def has_evidence(self) -> bool:
        """Whether anything is recorded that could be measured, beyond the tie itself and its status."""
        depth = self.depth
        counted = (self.breadth.fields, depth.institutions, depth.sub_ties, depth.offices)
        parts = (*counted, depth.agreements, self.volume.events)
        return bool(self.activeness.claims or self.cost) or any(part.possible for part in parts)

    @property
    def missing(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What could not go in, as (code, entity ids); without what lacks nothing.

        Codes: "undated" (events in no known year), "without-number" (programmes and exchanges whose persons
        are not stated), "without-duration" (those that moved persons for a time not stated),
        "without-activity" (fields, as concepts, in which no programme or exchange is), "without-amount"
        (things whose payer is known and whose cost is not).
        """
        unpaid = self.cost.without_amount if self.cost else ()
        found = (
            ("undated", tuple(entity.id for entity in self.volume.undated)),
            ("without-number", tuple(entity.id for entity in self.volume.without_number)),
            ("without-duration", tuple(entity.id for entity in self.volume.without_duration)),
            ("without-activity", self.breadth.unused),
            ("without-amount", tuple(dict.fromkeys(paid.of for paid in unpaid))),
        )
        return tuple((code, refs) for code, refs in found if refs)


def measures_of(
    register: Register,
    tie_id: str,
    day: int,
    dating: Dating,
    years: tuple[int, int] | None = None,
) -> TieMeasures:
    """The measures of a tie on a day; `years` narrows volume and balance to those from the first to the last.

    Raises NotFound for an id that is no tie in the register, and BadQuestion for years out of order.
    """
    tie = register.get(tie_id, Tie)
    if tie is None:
        raise NotFound(f"no tie in the register has the id {tie_id!r}")
    if years is not None and years[0] > years[1]:
        raise BadQuestion(f"the years {years[0]}..{years[1]} run backwards; the first comes first")
    held = lived(register, tie, day, dating)
    standing = tie_on_day(tie, day, dating)
    volume = volume_by_year(held, years)
    return TieMeasures(
        standing=standing,
        day=day,
        breadth=breadth_of(register, held, dating),
        depth=depth_of(register, held, dating),
        volume=volume,
        balance=balance_of(volume, tie.party.values),
        continuity=continuity_of(held),
        activeness=activeness_of(held, standing.status),
        cost=cost_of(register, held, dating),
    )
