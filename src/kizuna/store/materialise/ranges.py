"""What folding a range of the ledger's subjects needs: the judgements, and the core's fold for some of them."""

from __future__ import annotations

from collections.abc import Iterable

from kizuna.claims.kinds import Entity
from kizuna.register.fold import Weights
from kizuna.store.claim_values import select_claims
from kizuna.store.identities import Identities
from kizuna.store.materialise.folding import folded
from kizuna.store.materialise.refolding import touched_by
from kizuna.store.queries.judgements import judgements
from kizuna.store.sql import among, fetch, has_prefix
from kizuna.store.terms import known_terms


class Judged:
    """The judgements of the open database, read once for many ranges.

    `linked` are the ids that identity judgements join: their claims lie in many ranges, and are folded apart.
    """

    def __init__(self) -> None:
        made = judgements()
        self.identities = Identities.known()
        self.linked = self.identities.members(self.identities.same)
        self._weights = Weights.of(made)
        self._weighed = touched_by(made)

    def is_plain(self, ref: str, named: Iterable[str]) -> bool:
        """Whether no judgement is about the entity, nor joins what its claims name with anything else."""
        if ref in self._weighed:
            return False
        return not self.linked or self.linked.isdisjoint(named)

    def fold(self, subjects: Iterable[int], properties: Iterable[int]) -> list[Entity]:
        """Subjects folded by the core, from their claims of the properties (all of these are terms)."""
        subject, first = among("c.subject", subjects)
        named, second = among("c.property", properties)
        claims = select_claims(f"WHERE {subject} AND {named} ORDER BY c.seq", first + second)
        return list(folded(claims, self._weights).values())

    def fold_linked(self, properties: Iterable[int]) -> list[Entity]:
        """The entities that identity judgements join, folded from their claims of the properties."""
        return self.fold(known_terms(self.linked).values(), properties)


def subjects_in(first: int, last: int, prefixes: tuple[str, ...]) -> dict[int, str]:
    """The ids with any of the prefixes whose terms lie in a range, by term."""
    conditions, params = zip(*(has_prefix("text", prefix) for prefix in prefixes), strict=True)
    return dict(
        fetch(
            f"SELECT id, text FROM terms WHERE id BETWEEN %s AND %s AND ({' OR '.join(conditions)})",
            [first, last, *(param for listed in params for param in listed)],
        )
    )


def text_in(value: str) -> str:
    """The text in the JSON of a reference or a concept, neither of which needs escaping."""
    return value[1:-1]
