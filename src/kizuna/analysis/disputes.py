"""Disputes: where claims say different things of one property, what is preferred, and why."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import Entity, Fact
from kizuna.register.register import Register


@dataclass(frozen=True, slots=True)
class Dispute:
    """Rival facts of one property of one subject, the preferred one first.

    `judgements` are the preferences behind the order, with their reasons; empty when the order is
    only the default one (surer, sharper, better attested), and nobody has decided.
    """

    subject: str
    property: str
    facts: tuple[Fact[Any], ...]
    judgements: tuple[Judgement, ...]

    @builtins.property
    def claims(self) -> tuple[str, ...]:
        """The ids of all claims in dispute."""
        return tuple(dict.fromkeys(c for fact in self.facts for c in fact.claim_ids))


def disputes(register: Register, refs: Iterable[str]) -> list[Dispute]:
    """Every dispute about the given entities, in their order."""
    return [dispute for ref in refs if ref in register for dispute in _of(register.entity(ref))]


def _of(entity: Entity) -> Iterable[Dispute]:
    seen = dict.fromkeys(name for name, _ in entity.facts())
    for name in seen:
        for group in entity.stated(name).conflicts:
            judgements = {j.id: j for fact in group for j in fact.preferences}
            yield Dispute(entity.id, name, group, tuple(judgements.values()))
