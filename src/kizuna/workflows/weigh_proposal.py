"""Weighing a proposed claim before it is accepted: what it would change in the register."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kizuna.claims.claim import Claim, Stance
from kizuna.claims.kinds import Entity, Fact, Property, Stated, decode, property_of
from kizuna.register.fold import disagree, rivals, weigh
from kizuna.register.register import Register
from kizuna.values import Edtf, kind_of


class Change(StrEnum):
    """What accepting a claim does to the register."""

    NEW = "new"
    ADDS = "one more value"
    SUPPORTS = "the same, with one more source"
    SHARPENS = "a sharper date"
    CONFLICTS = "another value stands"
    DENIES = "denies what stands"


@dataclass(frozen=True, slots=True)
class Effect:
    """What one claim would do; `against` are the facts that stand against it, the best first, `same` the one that
    it supports."""

    claim: Claim
    change: Change
    against: tuple[Fact[Any], ...] = ()
    same: tuple[Fact[Any], ...] = ()


def effect(claim: Claim, register: Register) -> Effect:
    """What one claim would change."""
    definition = property_of(claim.subject, claim.property)
    value = decode(kind_of(claim.subject), claim.property, claim.value)
    entity = register.get(claim.subject, Entity)
    held: Stated[Any] | None = entity.stated(claim.property) if entity is not None else None
    facts = tuple(held or ())
    change, against = _change(claim, value, definition, facts)
    same = _same(facts, value, claim) if change is Change.SUPPORTS else ()
    return Effect(claim, change, against, same)


def _same(facts: tuple[Fact[Any], ...], value: Any, claim: Claim) -> tuple[Fact[Any], ...]:
    return tuple(f for f in facts if f.value == value and _span(f) == claim.valid)


def _change(
    claim: Claim, value: Any, definition: Property, facts: tuple[Fact[Any], ...]
) -> tuple[Change, tuple[Fact[Any], ...]]:
    same = _same(facts, value, claim)
    if claim.stance is Stance.DENIED:
        return (Change.DENIES if same else Change.NEW), same
    if same:
        return Change.SUPPORTS, ()
    competing = _rivals(definition, facts, claim, value)
    if any(_is_sharper(value, fact.value) for fact in competing):
        return Change.SHARPENS, competing
    against = tuple(f for f in competing if disagree(f.value, value))
    if against:
        return Change.CONFLICTS, against
    return (Change.ADDS if facts else Change.NEW), ()


def _span(fact: Fact[Any]) -> str:
    return fact.valid.text if fact.valid else ""


def _rivals(
    definition: Property, facts: tuple[Fact[Any], ...], claim: Claim, value: Any
) -> tuple[Fact[Any], ...]:
    """The facts with which the claim would compete, were it one of them: the register's own rule."""
    new = weigh(value, claim.valid, [claim], {})
    groups = rivals(definition, [*facts, new] if new else facts)
    return tuple(
        f for group in groups if any(f is new for f in group) for f in group if f is not new
    )


def _is_sharper(value: Any, held: Any) -> bool:
    """Whether a date lies within a wider one that stands."""
    new, old = _date(value), _date(held)
    if new is None or old is None or new == old:
        return False
    return (
        old.span.start_earliest <= new.span.start_earliest
        and new.span.start_latest <= old.span.start_latest
        and new.precision != old.precision
    )


def _date(value: Any) -> Edtf | None:
    found = value if isinstance(value, Edtf) else getattr(value, "date", None)
    return found if isinstance(found, Edtf) else None
