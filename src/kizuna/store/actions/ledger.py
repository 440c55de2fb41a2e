"""Adding to the ledger, and making the register's tables from it.

Claims are loaded by the million on a road of their own: they are checked and named by all processors while this
process writes. Law: the checks, the names and the rows are those of the everyday road; only the order of work
differs. In an empty ledger the indexes are made after the rows, and claims that were given twice are then found
and left out.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, count, islice

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.register.fold import LOGIC_VERSION
from kizuna.store import tree
from kizuna.store.appending import (
    Added,
    append_claims,
    append_judgements,
    insert_claims,
    next_numbers,
)
from kizuna.store.audited import audited
from kizuna.store.checking import Batch, ClaimFields, Measured, measured, measured_parts
from kizuna.store.entries import DIGEST_SIZE
from kizuna.store.late_indexes import LEDGER, filled_quickly, indexes_left_for_later
from kizuna.store.materialise.whole import Rebuilt, Tell, follow, rebuild_all, touched_by
from kizuna.store.processes import map_by_processes
from kizuna.store.queries.claims import subjects_after
from kizuna.store.queries.ledger import heads, needs_rebuild, tables
from kizuna.store.sql import (
    all_terms,
    fetch,
    fetch_number,
    gather_statistics,
    insert_rows,
    without_collecting,
)

_WORTH_WORKERS = 200_000
_TOGETHER = 10_000
"""Claims that are checked and added at once."""
_KEPT = 1 << 21
"""Digests, of 32 bytes each, that a load keeps to hash them beside the indexes."""


def add_register(
    *,
    claims: Iterable[Claim | ClaimFields],
    judgements: Iterable[Judgement],
    acting_user: str,
    verb: str = "add_register",
    note: str = "",
) -> Added:
    """Add what the ledger does not hold yet, and refold what it touches, in one transaction.

    `note` is written into the audit.

    Returns how many claims and judgements were new and how many known, and the judgements as they stand. Raises
    BadClaim, naming every bad claim of the first 10,000 that hold any, NotFound for a judgement of what is not in
    the ledger, and StorageError; then nothing is added.
    """
    stated, made = map(ClaimFields.of, claims), list(judgements)
    first = measured(islice(stated, _TOGETHER))
    with audited(verb, acting_user) as notes:
        in_step = not needs_rebuild()
        added, touched = Added(0, 0), set[str]()
        while first.uids:
            new, about = append_claims(first)
            added, touched = added + new, touched | about
            first = measured(islice(stated, _TOGETHER))
        judged = append_judgements(made)
        notes.append(f"{added.new} claims, {judged.new} judgements")
        notes.extend([note] if note else [])
        if in_step and (added.new or judged.new):
            follow(touched | touched_by(judged.judgements))
    return added + judged


def add_claims(*, claims: Iterable[Claim], acting_user: str) -> Added:
    """Add the claims that the ledger does not hold yet, and refold what they are about.

    The same statement with the same evidence is known already, whoever recorded it. Raises BadClaim, naming
    every bad claim, and StorageError; then nothing is added.
    """
    return add_register(claims=claims, judgements=(), acting_user=acting_user, verb="add_claims")


def add_judgements(*, judgements: Iterable[Judgement], acting_user: str) -> Added:
    """Add the judgements that the ledger does not hold yet, and refold what they weigh.

    Raises NotFound for a judgement of a claim or judgement that is not in the ledger, and StorageError; then
    nothing is added.
    """
    return add_register(
        claims=(), judgements=judgements, acting_user=acting_user, verb="add_judgements"
    )


def load_claims(*, batches: Iterable[Iterable[ClaimFields]], acting_user: str) -> Added:
    """Add the claims of all batches that the ledger does not hold yet, in one transaction.

    A batch is a list, or anything else that can be sent to another process and gone through there.
    They pass the same checks as one claim does. The register's tables are left behind, for `follow_ledger` or
    `rebuild`. Raises BadClaim for a batch that holds bad claims, naming those, and StorageError; then nothing is
    added.
    """
    with filled_quickly(), audited("load_claims", acting_user) as notes:
        added = _load(batches)
        notes.append(f"{added.new} claims")
    return added


def follow_ledger(*, acting_user: str) -> None:
    """Bring the register's tables to the ledger's head: what claims were loaded about since is refolded.

    All is made anew where the tables were made by another logic. Raises StorageError.
    """
    state = tables()
    if state is not None and state.logic_version != LOGIC_VERSION:
        rebuild(acting_user=acting_user)
        return
    with audited("refold", acting_user) as notes:
        touched = subjects_after(state.followed_claim if state else 0)
        follow(touched)
        notes.append(f"{len(touched)} entities")


def rebuild(*, acting_user: str, tell: Tell = lambda *_: None) -> Rebuilt:
    """Make every table of the register anew; a large ledger is folded by all processors.

    `tell` is told how far it is. Raises StorageError, and what `tell` raises; then the tables are as before.
    """
    with audited("rebuild", acting_user) as notes:
        made = rebuild_all(by_all=heads()[0] >= _WORTH_WORKERS, tell=tell)
        notes.append(f"{made.claims} claims, {made.ties} ties, {made.places} places")
    return made


def _load(batches: Iterable[Batch]) -> Added:
    """Add the claims of all batches; raises BadClaim for a batch that holds bad ones."""
    parts = chain.from_iterable(map_by_processes(measured_parts, batches, here=True))
    claims: Iterable[Measured] = map(pickle.loads, parts)
    if not heads()[0]:
        return _fill(claims)
    added = Added(0, 0)
    for part in claims:
        added += append_claims(part)[0]
    return added


def _fill(parts: Iterable[Measured]) -> Added:
    """Fill an empty ledger. The leaves of the last claims are hashed while the database makes its indexes."""
    claim, reference = next_numbers()
    before, first, leaves, is_later = tree.size(), claim, bytearray(), False
    with ThreadPoolExecutor(1) as beside:
        with indexes_left_for_later(*LEDGER), without_collecting():
            known = all_terms()
            terms = defaultdict(count(max(known.values(), default=0) + 1).__next__, known)
            for claims in parts:
                numbers = list(map(terms.__getitem__, claims.texts))
                is_later |= insert_claims(claims, numbers, (claim, reference))
                claim += len(claims.uids)
                reference += len(claims.references[0])
                leaves += claims.digests
                if len(leaves) >= _KEPT * DIGEST_SIZE:
                    tree.append("claim", first, bytes(leaves))
                    first = claim
                    leaves.clear()
            new = islice(terms.items(), len(known), None)
            insert_rows("terms", ("id", "text"), ((number, text) for text, number in new))
            last = beside.submit(tree.grown, tree.end(), bytes(leaves))
        tree.add("claim", first, last.result())
    gather_statistics("claims", "claim_references", "terms")
    held = fetch_number("SELECT count(*) FROM claims")
    if is_later or held != claim - 1:
        tree.cut(before)
        tree.append_entries("claim", (n for (n,) in fetch("SELECT seq FROM claims ORDER BY seq")))
    return Added(held, claim - 1 - held)
