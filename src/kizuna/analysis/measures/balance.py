"""Balance: the share of each party in what moved, and who pays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kizuna.analysis.figures import Derived
from kizuna.analysis.measures.lived import TOGETHER
from kizuna.analysis.measures.volume_by_year import NOBODY, Moved, TieVolume
from kizuna.values import Quantity

Bounds = tuple[float, float | None]


@dataclass(frozen=True, slots=True)
class Share:
    """The shares of one party, each from 0 to 1: of the events that it sent people to, and of the persons sent.

    None where nothing is recorded that could be divided.
    """

    sender: str
    events: Derived | None
    persons: Derived | None


def balance_of(volume: TieVolume, parties: Sequence[str]) -> tuple[Share, ...]:
    """The share of each party in the volume of a tie, in order of id.

    A share lies between the party sending as little as it may while the others send all that they may, and
    the other way round. What has no known direction may have come from any party. A mutual event is one of
    each; a signing divides nothing and is left out.
    """
    sent = {moved.sender: moved for moved in volume.by_sender if moved.sender != TOGETHER}
    senders = sorted(dict.fromkeys(parties))
    return tuple(
        Share(
            sender,
            _share(sender, senders, sent, _events, "share-of-events"),
            _share(sender, senders, sent, _persons, "share-of-persons"),
        )
        for sender in senders
    )


_Amount = Callable[[Moved], tuple[Bounds, tuple[str, ...]] | None]


def _events(moved: Moved) -> tuple[Bounds, tuple[str, ...]] | None:
    events = moved.events
    return ((events.certain, events.possible), events.claims) if events.possible else None


def _persons(moved: Moved) -> tuple[Bounds, tuple[str, ...]] | None:
    return (_bounds(moved.persons.quantity), moved.persons.claims) if moved.persons else None


def _bounds(quantity: Quantity) -> Bounds:
    return quantity.min or 0, quantity.max


def _share(
    sender: str, senders: Sequence[str], sent: Mapping[str, Moved], of: _Amount, how: str
) -> Derived | None:
    stated = {ref: amount for ref, moved in sent.items() if (amount := of(moved)) is not None}
    if not stated:
        return None
    loose = stated[NOBODY][0][1] if NOBODY in stated else 0
    own = stated[sender][0] if sender in stated else (0, 0)
    others = [stated[ref][0] for ref in senders if ref != sender and ref in stated]
    least = _part(own[0], _sum([*(high for _, high in others), loose]))
    most = _part(_sum([own[1], loose]), sum(low for low, _ in others))
    claims = tuple(dict.fromkeys(claim for _, told in stated.values() for claim in told))
    return Derived(round(least, 4), round(most, 4), how, claims)


def _sum(highs: Sequence[float | None]) -> float | None:
    """The sum of the most that there may be; None when one of them has no bound."""
    known = [high for high in highs if high is not None]
    return sum(known) if len(known) == len(highs) else None


def _part(amount: float | None, others: float | None) -> float:
    """The amount as a part of itself and the others, where None is without bound; 0 of nothing is 0."""
    if amount is None:
        return 1.0
    if others is None or amount == 0:
        return 0.0
    return amount / (amount + others)
