"""Naming: what the ledger knows of names, ties and passages, for whoever makes claims of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kizuna.claims.claim import Claim
from kizuna.errors import Ambiguous, NotFound
from kizuna.identity.resolver import Resolver
from kizuna.values import canonical_json, kind_of

_SAME_PASSAGE = 0.5
_SAME_SENTENCE = 0.1
"""How much of two passages is shared where they are about one thing; less is asked of a measured number."""


class LedgerNaming:
    """Looks names up in the open database; `cited` are the claims that cite the text that is read."""

    def __init__(self, names: Resolver, cited: Iterable[Claim]) -> None:
        self._names = names
        self._found: dict[tuple[str, tuple[str, ...]], str | NotFound] = {}
        self._passages: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
        self._said: dict[tuple[str, str], set[str]] = defaultdict(set)
        for claim in cited:
            self._said[claim.subject, claim.property].add(claim.value)
            if claim.start is not None and claim.end is not None:
                place = (claim.start, claim.end, claim.subject)
                self._passages[kind_of(claim.subject)].add(place)

    def named(self, name: str, kinds: tuple[str, ...]) -> str:
        """The id of what is called so; raises NotFound, and Ambiguous for a name of several."""
        key = (name, kinds)
        if key not in self._found:
            try:
                self._found[key] = self._resolved(name, kinds)
            except NotFound as missing:
                self._found[key] = missing
        found = self._found[key]
        if isinstance(found, NotFound):
            raise found
        return found

    def _resolved(self, name: str, kinds: tuple[str, ...]) -> str:
        """One kind after the other: a government goes before an organisation of the same name."""
        for kind in kinds[:-1]:
            try:
                return self._names.resolve(name, (kind,))
            except Ambiguous:
                raise
            except NotFound:
                continue
        return self._names.resolve(name, kinds[-1:])

    def is_free(self, ref: str) -> bool:
        """Whether no claim is about the id yet."""
        from kizuna.store.queries import claims

        return not claims.claims(subjects=[ref], limit=1)

    def tie_of(self, parties: frozenset[str]) -> str:
        """The id of the tie that joins the two parties, the widest where there are several; "" when none does."""
        from kizuna.store.queries import claims

        joined = [
            {c.subject for c in claims.claims_referring_to(party) if c.property == "party"}
            for party in parties
        ]
        shared = sorted(set.intersection(*joined), key=lambda ref: (len(ref), ref))
        if len(shared) < 2:
            return shared[0] if shared else ""
        under = {c.subject for c in claims.claims(subjects=shared, property="parent")}
        return next((ref for ref in shared if ref not in under), shared[0])

    def told(self, kind: str, passage: tuple[int, int], said: Mapping[str, str]) -> tuple[str, ...]:
        """The ids of the things of a kind of which claims cite this passage of the text, the nearest first.

        `said` are properties with the text that claims with passages in the text give them.
        """
        start, end = passage
        near: dict[str, float] = {}
        for first, last, subject in self._passages.get(kind, ()):
            shared = min(end, last) - max(start, first)
            both = max(end, last) - min(start, first)
            least = _SAME_SENTENCE if "measure" in said else _SAME_PASSAGE
            if shared / both > least and self._says(subject, said):
                near[subject] = max(near.get(subject, 0), shared / both)
        return tuple(sorted(near, key=lambda subject: (-near[subject], subject)))

    def _says(self, subject: str, said: Mapping[str, str]) -> bool:
        return all(
            canonical_json(text) in self._said.get((subject, name), ())
            for name, text in said.items()
        )
