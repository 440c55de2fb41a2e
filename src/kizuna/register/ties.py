"""What a tie is on any day: its type, and the parties that count."""

from __future__ import annotations

from kizuna.claims import vocabulary
from kizuna.claims.kinds import Tie


def is_of_type(tie: Tie, wanted: str) -> bool:
    """Whether the tie is of a type or one narrower than it; "" asks for any."""
    held = tie.type.value
    if not wanted:
        return True
    return held is not None and vocabulary.scheme("tie-types").is_within(held, wanted)


def counting_parties(tie: Tie) -> tuple[str, ...]:
    """The ids of the parties that a claim with a source gives, in order."""
    return tuple(sorted({fact.value for fact in tie.party if fact.counts}))
