"""Verifying a database: every entry against its leaf, the tree, the triggers, and what follows from entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NamedTuple

from kizuna.claims import merkle
from kizuna.claims.heads import Head
from kizuna.errors import StorageError
from kizuna.store import tree
from kizuna.store.audited import audited
from kizuna.store.collecting import without_collecting
from kizuna.store.faults import guarded
from kizuna.store.processes import map_by_processes
from kizuna.store.queries.ledger import last_done, needs_rebuild
from kizuna.store.redaction import unredacted
from kizuna.store.sql import fetch_number
from kizuna.store.verification.derived import (
    document_discrepancies,
    orphan_discrepancies,
    table_discrepancies,
    tie_discrepancies,
)
from kizuna.store.verification.discrepancy import Discrepancy, Found, join_found, name_first
from kizuna.store.verification.entries import Run, entry_discrepancies
from kizuna.store.verification.structure import (
    Extent,
    extent,
    run_discrepancies,
    tile_discrepancies,
)
from kizuna.store.verification.triggers import trigger_discrepancies

Tell = Callable[[int, int], None]
"""Told how many parts of the work are done, of how many."""

_ENTRIES, _TEXTS, _TERMS = 10_000, 50, 20_000
_SAMPLES = 3
_WORTH_SHARING = 10
_VERB = "verify"


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of verifying a ledger of `size` entries: its root, the first discrepancies, and the count of all.

    `root` is empty for a tree that is too damaged to have one. The times of entries are in order from the leaf
    `ordered_from` on: what is below was there before the ledger had a tree. `are_tables_old` says that the
    register's tables lag behind the ledger, and were not compared.
    """

    size: int
    root: bytes
    discrepancies: tuple[Discrepancy, ...]
    count: int
    ordered_from: int
    are_tables_old: bool

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.count


class _Part(NamedTuple):
    """A part of the work that another process can do."""

    what: str
    run: Run = Run(0, "claim", 0, 0)
    first: int = 0
    last: int = 0


@guarded
def verify(
    *,
    is_deep: bool = False,
    earlier: Head | None = None,
    by_all: bool = True,
    tell: Tell | None = None,
) -> Verified:
    """Make everything again that follows from something else, and compare; nothing is changed.

    With `is_deep` all tables of the register are compared, and not only a sample of ties. `earlier` is a head that
    the ledger must extend. `by_all` shares the work among processes, which see only what is committed.
    """
    with unredacted(), without_collecting():
        held = extent()
        ordered_from = _first_with_tree()
        are_tables_old = needs_rebuild()
        parts = _parts(held, with_ties=not are_tables_old and not is_deep)
        findings = [name_first(trigger_discrepancies()), name_first(run_discrepancies(held))]
        findings.append(name_first(tile_discrepancies(held.size)))
        findings += _done(parts, ordered_from, by_all=by_all, tell=tell)
        findings.append(name_first(orphan_discrepancies()))
        if is_deep and not are_tables_old:
            findings.append(name_first(table_discrepancies(by_all=by_all)))
        findings.append(name_first(_earlier_discrepancies(held, earlier)))
        named, count = join_found(findings)
        return Verified(
            held.size, _root(held.size), tuple(named), count, ordered_from, are_tables_old
        )


@guarded
def first_discrepancy(*, by_all: bool) -> Discrepancy | None:
    """What is wrong first with the rows of a ledger, whose tables are still to be made; None for nothing.

    Times that go back are no reason: they were so when they were entered.
    """
    with unredacted():
        held = extent()
        findings = list(_done(_parts(held, with_ties=False), held.size, by_all=by_all, tell=None))
        findings += [name_first(run_discrepancies(held)), name_first(tile_discrepancies(held.size))]
        findings += [name_first(orphan_discrepancies()), name_first(trigger_discrepancies())]
        return next(iter(join_found(findings).named), None)


def _first_with_tree() -> int:
    """The leaf of the entry of the audit that says that an older ledger got its tree; 0 for a newer ledger."""
    number = fetch_number("SELECT min(id) FROM audit WHERE verb = 'add_tree'")
    return (tree.leaf_of("audit", number) or 0) if number else 0


def _parts(held: Extent, *, with_ties: bool) -> list[_Part]:
    parts = [
        _Part("entries", part)
        for run in held.runs
        if run.kind in held.last
        for part in run.parts(_ENTRIES)
    ]
    texts = fetch_number("SELECT max(id) FROM document_texts")
    parts += [_Part("texts", first=at, last=at + _TEXTS - 1) for at in range(1, texts + 1, _TEXTS)]
    if with_ties:
        terms = fetch_number("SELECT max(id) FROM terms")
        ranges = range(1, terms + 1, _TERMS)
        step = max(len(ranges) // _SAMPLES, 1)
        parts += [_Part("ties", first=at, last=at + _TERMS - 1) for at in ranges[::step]]
    return parts


def _done(
    parts: list[_Part], ordered_from: int, *, by_all: bool, tell: Tell | None
) -> Iterator[Found]:
    work = partial(_found_in, ordered_from)
    shared = by_all and len(parts) > _WORTH_SHARING
    made = map_by_processes(work, parts) if shared else map(work, parts)
    for done, each in enumerate(made, 1):
        yield each
        if tell is not None:
            tell(done, len(parts))


def _found_in(ordered_from: int, part: _Part) -> Found:
    with unredacted():
        if part.what == "entries":
            return name_first(entry_discrepancies(part.run, ordered_from))
        if part.what == "texts":
            return name_first(document_discrepancies(part.first, part.last))
        return name_first(tie_discrepancies(part.first, part.last))


def _root(size: int) -> bytes:
    try:
        return merkle.root(size, tree.nodes)
    except StorageError:
        return b""


def _earlier_discrepancies(held: Extent, earlier: Head | None) -> Iterator[Discrepancy]:
    """Why the ledger does not extend an earlier head."""
    if earlier is None:
        return
    if earlier.size > held.size:
        what = "the ledger has fewer entries than at the earlier head"
        yield Discrepancy("head", "", what, str(held.size), f"{earlier.size} or more")
        return
    root = _root(earlier.size)
    if root != earlier.root:
        what = f"its first {earlier.size} entries are not those of the earlier head"
        yield Discrepancy("head", "", what, root.hex(), earlier.root.hex())


@dataclass(frozen=True, slots=True)
class Verification:
    """The last time that the ledger was verified: when, its size and root (hex) then, and how much was wrong."""

    at: datetime
    size: int
    root: str
    wrong: int


def note(verified: Verified, acting_user: str) -> None:
    """Tell the audit what came of a verification; raises CannotWrite for a database that may only be read."""
    with audited(_VERB, acting_user) as notes:
        notes.append(f"{verified.size} entries, root {verified.root.hex() or '-'}")
        notes.append(f"{verified.count} wrong")


_NOTED = re.compile(r"(\d+) entries, root ([0-9a-f]{64}|-); (\d+) wrong")


def last_verification() -> Verification | None:
    """What came of the last verification, as the audit tells it; None before the first."""
    entry = last_done(_VERB)
    told = _NOTED.fullmatch(entry.what) if entry is not None else None
    if entry is None or told is None:
        return None
    return Verification(entry.at, int(told[1]), told[2], int(told[3]))
