"""What a tie is on any day: its type, and the parties that count."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kizuna.claims import vocabulary
from kizuna.claims.kinds import Tie
from kizuna.register.places import bodies_of
from kizuna.register.register import Register
from kizuna.values import slug_of


def is_of_type(tie: Tie, wanted: str) -> bool:
    """Whether the tie is of a type or one narrower than it; "" asks for any."""
    held = tie.type.value
    if not wanted:
        return True
    return held is not None and vocabulary.scheme("tie-types").is_within(held, wanted)


def counting_parties(tie: Tie) -> tuple[str, ...]:
    """The ids of the parties that a claim with a source gives, in order."""
    return tuple(sorted({fact.value for fact in tie.party if fact.counts}))


def parties_in_order(tie: Tie) -> tuple[str, ...]:
    """The parties of a tie as its id names them; those that it does not name come last."""
    named = slug_of(tie.id)

    def place(party: str) -> tuple[int, int, str]:
        slug = slug_of(party)
        at = 0 if named.startswith(slug) else named.find(f"-{slug}")
        return (at if at >= 0 else len(named), -len(slug), party)

    return tuple(sorted(set(tie.party.values), key=place))


def ties_naming(register: Register, members: Collection[str]) -> list[Tie]:
    """The ties that some claim gives a party among places and bodies, or that belongs to one, in order of id."""
    found = register.naming({*members, *bodies_of(register, members)})
    ties = register.get_all(found, Tie)
    register.preload([tie.id for tie in ties])
    return ties


def ties_of_sides(register: Register, sides: Collection[Collection[str]]) -> Iterable[Tie]:
    """The ties that may have a party on each side, in order of id; every tie where no side is given."""
    return ties_naming(register, min(sides, key=len)) if sides else register.of_kind(Tie)
