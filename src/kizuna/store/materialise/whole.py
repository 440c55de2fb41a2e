"""Keeping every table of the register in step with the ledger, inside the transaction that changes it.

Law: a rebuild and a refold of everything leave the same rows; both fold and write by the same functions.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kizuna.claims.judgement import Judgement, Verdict
from kizuna.claims.kinds import KINDS
from kizuna.register.fold import LOGIC_VERSION
from kizuna.store.codes import now
from kizuna.store.ledger import weights
from kizuna.store.materialise.folding import (
    TieEntry,
    delete_ties,
    insert_ties,
    tie_lines,
    ties_among,
    ties_dated_by,
)
from kizuna.store.materialise.searchable import (
    Words,
    insert_all_passages,
    insert_words,
    refold_searchable,
    words_about,
)
from kizuna.store.processes import map_by_processes
from kizuna.store.queries.claims import claims_by_ids, select_claims
from kizuna.store.queries.identifying import identity_judgements
from kizuna.store.queries.judgements import judgements
from kizuna.store.queries.ledger import heads, tables
from kizuna.store.search import reindex
from kizuna.store.sql import (
    among,
    execute,
    fetch_number,
    gather_statistics,
    insert,
    known_terms,
    next_id,
    without_collecting,
)
from kizuna.values import kind_of

Tell = Callable[[int, int, str], None]
"""Told how many batches of the ledger are folded, of how many, and that they are read."""

_TABLES = ("tie_parties", "ties", "searchable")
_BATCH = 2_000
"""Terms of which the subjects are folded at once."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild made: by which logic, from how many claims, how many ties and places, in how many seconds."""

    logic_version: int
    claims: int
    ties: int
    places: int
    seconds: float


def rebuild_all(*, by_all: bool, tell: Tell = lambda *_: None) -> Rebuilt:
    """Make every table anew, `by_all` processors where that is worth it: other processes see what is committed.

    What `tell` raises undoes it all.
    """
    began = time.perf_counter()
    for table in _TABLES:
        execute(f"DELETE FROM {table}")
    last = fetch_number("SELECT max(id) FROM terms")
    batches = [range(at, min(at + _BATCH, last + 1)) for at in range(1, last + 1, _BATCH)]
    number = 1
    tell(0, len(batches), "read")
    with without_collecting():
        made = (map_by_processes if by_all else map)(_fold, batches)
        for done, (lines, words) in enumerate(made, 1):
            insert_ties(lines)
            number = insert_words(words, number)
            tell(done, len(batches), "read")
        insert_all_passages(number)
        reindex()
    gather_statistics("terms", *_TABLES)
    ties = fetch_number("SELECT count(*) FROM ties")
    places = fetch_number("SELECT count(DISTINCT party) FROM tie_parties")
    note_rebuild(places, ties)
    claims = fetch_number("SELECT count(*) FROM claims")
    return Rebuilt(LOGIC_VERSION, claims, ties, places, time.perf_counter() - began)


def _fold(terms: range) -> tuple[list[TieEntry], list[Words]]:
    """What the subjects of a batch fold to."""
    return tie_lines(ties_among(terms)), words_about(terms)


_TOGETHER = 2_000
"""Entities that are refolded at once."""


def follow(touched: Iterable[str]) -> None:
    """Bring the tables to the ledger's head, so many of the entities touched at a time."""
    refs = sorted(touched)
    for at in range(0, len(refs), _TOGETHER):
        refold_entities(refs[at : at + _TOGETHER])
    if tables() is None:
        note_rebuild(0, 0)
    execute(
        "UPDATE rebuilds SET followed_claim = %s, followed_judgement = %s"
        " WHERE id = (SELECT max(id) FROM rebuilds)",
        heads(),
    )


_PARTIES = ("government", "organisation")


def refold_entities(refs: Iterable[str]) -> None:
    """Make the tables anew for the entities, for ties that their documents date, and for those of places that were
    ever judged the same."""
    members = weights().members
    touched = members(ref for ref in refs if kind_of(ref) in KINDS)
    judged = {ref for j in identity_judgements() for ref in (j.target, j.other)}
    joined = known_terms(ref for ref in touched & judged if kind_of(ref) in _PARTIES)
    which, params = among("r.target", joined.values())
    named = select_claims(f"JOIN claim_references r ON r.claim = c.seq WHERE {which}", params)
    ties = {r for r in (*touched, *(c.subject for c in named)) if kind_of(r) == "tie"}
    ties |= ties_dated_by(touched)
    lines = tie_lines(ties)
    delete_ties(members(ties))
    insert_ties(lines)
    refold_searchable(touched)


def touched_by(made: Iterable[Judgement]) -> set[str]:
    """The entities that judgements weigh: those named, and the subjects of the claims named."""
    refs: set[str] = set()
    ids: set[str] = set()
    for judgement in made:
        if judgement.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED):
            refs |= {judgement.target, judgement.other}
        elif judgement.verdict is Verdict.WITHDRAW:
            withdrawn = [j for j in judgements() if j.id == judgement.target]
            refs |= touched_by(withdrawn)
        else:
            ids |= {i for i in (judgement.target, judgement.other) if i}
    return refs | {claim.subject for claim in claims_by_ids(ids).values()}


def note_rebuild(places: int, ties: int) -> None:
    """Record that all tables were made anew from the whole ledger."""
    claims, judged = heads()
    head = {"head_claim": claims, "head_judgement": judged}
    followed = {"followed_claim": claims, "followed_judgement": judged}
    made = {"logic_version": LOGIC_VERSION, "places": places, "ties": ties, "at": now()}
    insert("rebuilds", id=next_id("rebuilds"), **head, **followed, **made)
