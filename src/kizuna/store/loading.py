"""The bulk road into the ledger: claims are checked and named by all processors while this process writes.

Law: the checks, the names and the rows are those of the everyday road; only the order of work differs. In an
empty ledger the indexes are made after the rows, and claims that were given twice are then found and left out.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, count, islice

from kizuna.store import tree
from kizuna.store.appending import Added, append_claims, insert_claims, next_numbers
from kizuna.store.checking import Batch, Measured, measured_parts
from kizuna.store.collecting import without_collecting
from kizuna.store.entries import DIGEST_SIZE
from kizuna.store.late_indexes import LEDGER, indexes_left_for_later
from kizuna.store.processes import map_by_processes
from kizuna.store.queries.ledger import heads
from kizuna.store.sql import fetch, fetch_number, gather_statistics, insert_rows
from kizuna.store.terms import all_terms


def load(batches: Iterable[Batch]) -> Added:
    """Add the claims of all batches; raises BadClaim for a batch that holds bad ones."""
    parts = chain.from_iterable(map_by_processes(measured_parts, batches, here=True))
    claims: Iterable[Measured] = map(pickle.loads, parts)
    return _append(claims) if heads()[0] else _fill(claims)


def _append(parts: Iterable[Measured]) -> Added:
    """Add those claims that the ledger does not hold yet."""
    added = Added(0, 0)
    for claims in parts:
        added += append_claims(claims).added
    return added


def _fill(parts: Iterable[Measured]) -> Added:
    """Fill an empty ledger."""
    claim, reference = next_numbers()
    before, leaves, is_later = tree.size(), _Leaves(claim), False
    with indexes_left_for_later(*LEDGER), without_collecting():
        known = all_terms()
        terms = defaultdict(count(max(known.values(), default=0) + 1).__next__, known)
        for claims in parts:
            numbers = [terms[text] for text in claims.texts]
            is_later |= insert_claims(claims, numbers, (claim, reference))
            leaves.add(claims.digests)
            claim += len(claims.uids)
            reference += len(claims.references[0])
        new = islice(terms.items(), len(known), None)
        insert_rows("terms", ("id", "text"), ((number, text) for text, number in new))
        leaves.append()
    gather_statistics("claims", "claim_references", "terms")
    held = fetch_number("SELECT count(*) FROM claims")
    if is_later or held != claim - 1:
        tree.cut(before)
        tree.append_entries("claim", (n for (n,) in fetch("SELECT seq FROM claims ORDER BY seq")))
    return Added(held, claim - 1 - held)


class _Leaves:
    """Leaves of claims that follow each other, added to the tree many at once."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._digests = bytearray()

    def add(self, digests: bytes) -> None:
        """Keep the digests of the next claims, and add them when there are enough."""
        self._digests += digests
        if len(self._digests) >= tree.TOGETHER * DIGEST_SIZE:
            self.append()

    def append(self) -> None:
        """Add those that are kept."""
        tree.append("claim", self._first, bytes(self._digests))
        self._first += len(self._digests) // DIGEST_SIZE
        self._digests.clear()
