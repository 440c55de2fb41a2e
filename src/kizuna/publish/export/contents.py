"""What an export holds: the ties of its scope, and everything that hangs on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import (
    Area,
    Document,
    Entity,
    LocalGovernment,
    Organisation,
    Person,
    Statistic,
    Tie,
)
from kizuna.publish.export.subject import Subject
from kizuna.register.register import Register, references
from kizuna.register.status import TieOnDay

_ACTORS = (LocalGovernment, Area, Organisation, Person, Document)
_SHARED = (*_ACTORS, Tie)


def entities_of(subject: Subject) -> tuple[Entity, ...]:
    """Everything in the export, in order of id.

    A scope that takes in every tie means the whole register. A narrower one means its ties; the agreements,
    fields, events and other things that hang on them, or that name two parties of one of them; what these name,
    with the areas and governments that it lies in; the statistics of the parties; and the documents and holders of
    all these claims.
    """
    register = subject.scope.register
    if len(subject.scope.ties) == len(register.of_kind(Tie)):
        return tuple(register.entities.values())
    joining = _joining(register, subject.scope.ties)
    hanging = _hanging(register, [*(scoped.tie for scoped in subject.scope.ties), *joining])
    measured = _statistics(register, subject.scope.parties)
    held = _with_named(register, [*hanging, *measured])
    cited = {ref for entity in held.values() for ref in _cited(entity)}
    held |= {entity.id: entity for entity in register.in_order(cited)}
    return tuple(held[ref] for ref in sorted(held))


def claims_of(entity: Entity) -> Iterator[Claim]:
    """Every claim behind the facts of an entity, the denials too."""
    for _, fact in entity.facts():
        yield from fact.claims
        yield from fact.denials


def _joining(register: Register, ties: Iterable[TieOnDay]) -> Iterator[Entity]:
    """What names two parties of a tie without naming the tie: an office, a transport link, trade."""
    for scoped in ties:
        seen: set[str] = set()
        for party in scoped.parties:
            for entity in register.referring(party, Entity):
                if isinstance(entity, _SHARED):
                    continue
                if entity.id in seen:
                    yield entity
                seen.add(entity.id)


def _hanging(register: Register, entities: Iterable[Entity]) -> list[Entity]:
    """The entities, and whatever refers to them or to what hangs on them; no tie beyond those given."""
    held = {entity.id: entity for entity in entities}
    pending = [*held]
    while pending:
        for entity in register.referring(pending.pop(), Entity):
            if entity.id not in held and not isinstance(entity, _SHARED):
                held[entity.id] = entity
                pending.append(entity.id)
    return list(held.values())


def _statistics(register: Register, parties: Iterable[str]) -> list[Entity]:
    return [
        statistic
        for party in parties
        for statistic in register.referring(party, Statistic, "scope")
        if not statistic.partner
    ]


def _with_named(register: Register, entities: Iterable[Entity]) -> dict[str, Entity]:
    """The entities with all that they name; an area's members are no part of what names the area, nor are other
    ties."""
    held = {entity.id: entity for entity in entities}
    pending = [entity for entity in held.values() if not isinstance(entity, Area)]
    while pending:
        for _, ref in references(pending.pop()):
            named = register.get(ref, Entity)
            if named is None or ref in held or isinstance(named, Tie):
                continue
            held[ref] = named
            if not isinstance(named, Area):
                pending.append(named)
    return held


def _cited(entity: Entity) -> Iterator[str]:
    for claim in claims_of(entity):
        yield claim.document
        yield claim.holder
