"""Entries against their leaves: what each records, its id, time and row; and the
triggers of the ledger.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from struct import iter_unpack
from typing import Any, NamedTuple

import orjson
from django.db import connection

from kizuna.claims.claim import Judgement, Verdict, claim_digests
from kizuna.errors import InputError
from kizuna.store import tree
from kizuna.store.checking import ClaimFields, measured
from kizuna.store.entries import DIGEST_SIZE, TABLES, Entry, entries
from kizuna.store.guards import FUNCTIONS, KEYS, guards
from kizuna.store.queries.erasures import audited_digests
from kizuna.store.sql import fetch, fetch_number, guarded, moment_of

UNREADABLE = (
    InputError,
    LookupError,
    TypeError,
    ValueError,
    ArithmeticError,
    AttributeError,
)
"""What reading a record may raise that somebody changed: its value, its kind, the type
of a column.
"""
_NOTHING = bytes(DIGEST_SIZE)
_BOUNDS = "start_earliest, start_latest, end_earliest, end_latest"


class EntryRun(NamedTuple):
    """Leaves of the tree that are entries of one kind, as a row of `tree_runs`."""

    first_leaf: int
    kind: str
    first_number: int
    size: int

    def parts(self, most: int) -> Iterator[EntryRun]:
        """The run in parts of so many entries."""
        for at in range(0, self.size, most):
            size = min(most, self.size - at)
            yield EntryRun(
                self.first_leaf + at, self.kind, self.first_number + at, size
            )


def entry_discrepancies(run: EntryRun, ordered_from: int) -> Iterator[Discrepancy]:
    """What is wrong with the entries of a run; their times are in order from the leaf
    `ordered_from` on.
    """
    try:
        yield from list(_entry_discrepancies(run, ordered_from))
    except UNREADABLE as error:
        if run.size == 1:
            what = "it cannot be read"
            yield Discrepancy(
                run.kind, str(run.first_number), what, str(error), "an entry"
            )
        else:
            for part in run.parts(-(-run.size // 2)):
                yield from entry_discrepancies(part, ordered_from)


def _entry_discrepancies(run: EntryRun, ordered_from: int) -> Iterator[Discrepancy]:
    (table, key), first = TABLES[run.kind], run.first_number
    last = first + run.size - 1
    ((previous,),) = fetch(f"SELECT max({key}) FROM {table} WHERE {key} < %s", [first])
    before = (
        next(entries(run.kind, previous, previous), None)
        if previous is not None
        else None
    )
    there = {entry.number: entry for entry in entries(run.kind, first, last)}
    erased = audited_digests(run.kind, first, last)
    digests = b"".join(
        there[n].digest if n in there else erased.get(n, _NOTHING)
        for n in range(first, last + 1)
    )
    leaves, tile = tree.leaves(run.first_leaf, digests), lru_cache(maxsize=1)(tree.tile)

    def of_entry(number: int, what: str, stored: str, expected: str) -> Discrepancy:
        ref = there[number].id if number in there else ""
        return Discrepancy(run.kind, str(number), what, stored, expected, ref)

    for at, (made,) in enumerate(iter_unpack(f"{DIGEST_SIZE}s", leaves)):
        number, place = first + at, run.first_leaf + at
        entry, start = there.get(number), place % tree.WIDTH * DIGEST_SIZE
        leaf = tile(0, place // tree.WIDTH)[start : start + DIGEST_SIZE]
        if entry is None and number not in erased:
            expected = f"the entry of leaf {place}, {leaf.hex()}".rstrip(", ")
            yield of_entry(number, "it is missing", "nothing", expected)
            continue
        if leaf not in (made, b""):
            what, held = "what was erased is not", erased.get(number, b"").hex()
            if entry is not None:
                what, held = (
                    "it is not",
                    f"{made.hex()}: {short_text(entry.text.decode())}",
                )
            yield of_entry(
                number, f"{what} what was entered as leaf {place}", held, leaf.hex()
            )
        if entry is not None and before is not None and place >= ordered_from:
            times = before.time, entry.time
            if all(isinstance(time, int) for time in times) and times[1] < times[0]:
                what = "its time is before that of the entry before it"
                yield of_entry(number, what, str(times[1]), f"{times[0]} or later")
        before = entry or before
    for entry in there.values() if run.kind != "audit" else ():
        if (derived := _id_of(entry.content)) != entry.id:
            yield of_entry(
                entry.number, "its id is not that of what it states", entry.id, derived
            )
    if run.kind == "claim":
        yield from _derived_discrepancies(run, list(there.values()))


def _id_of(content: dict[str, Any]) -> str:
    if content["kind"] == "claim":
        return claim_digests((orjson.dumps(content["stated"], default=repr),))[0].hex()
    stated = [content[name] for name in ("target", "other", "reason", "judge")]
    try:
        judged_at = moment_of(content["judged_at"])
        return Judgement(Verdict(content["verdict"]), *[*stated, judged_at]).id
    except UNREADABLE as error:
        return f"none: {error}"


_Derived = tuple[tuple[int | None, ...], list[str]]
"""What a claim speaks of: its days, and the entities that its value names."""


def _derived_discrepancies(
    run: EntryRun, made: Sequence[Entry]
) -> Iterator[Discrepancy]:
    """Claims whose days or references are not those that they state; what today's rules
    refuse is passed over.
    """
    first, last = run.first_number, run.first_number + run.size - 1
    days = fetch(
        f"SELECT seq, {_BOUNDS} FROM claims WHERE seq BETWEEN %s AND %s", [first, last]
    )
    held: dict[int, _Derived] = {
        number: (tuple(bounds), []) for number, *bounds in days
    }
    references = fetch(
        "SELECT r.claim, t.text FROM claim_references r LEFT JOIN terms t ON t.id ="
        " r.target"
        " WHERE r.id >= %s AND r.id < %s AND r.claim <= %s",
        [_first_reference(first), _first_reference(last + 1), last],
    )
    for number, text in references:
        held.setdefault(number, ((), []))[1].append(text or "")
    derived = dict(zip((entry.number for entry in made), _derived(made), strict=True))
    ids = {entry.number: entry.id for entry in made}
    for number, stored in sorted(held.items()):
        expected = derived.get(number, ((), []))
        if expected is None or stored == expected:
            continue
        of_claim = partial(Discrepancy, "claim", str(number), id=ids.get(number, ""))
        if stored[0] != expected[0]:
            what = "its days are not those that it speaks of"
            yield of_claim(what, str(stored[0]), str(expected[0]))
        refs, named = sorted(stored[1]), sorted(expected[1])
        if refs != named:
            what = "its references are not what its value names"
            yield of_claim(
                what, short_text(" ".join(refs)), short_text(" ".join(named))
            )


def _first_reference(claim: int) -> int:
    """The number of the first row that is of a claim or of a later one; rows are in the
    order of claims.
    """
    last = fetch_number("SELECT max(id) FROM claim_references")
    following = "SELECT claim FROM claim_references WHERE id >= %s ORDER BY id LIMIT 1"
    numbers = range(last + 1 if last else 0)
    return bisect_left(
        numbers, claim, key=lambda number: fetch_number(following, [number])
    )


def _derived(made: Sequence[Entry]) -> list[_Derived | None]:
    """What each claim speaks of; None for one that today's rules refuse."""
    if not made:
        return []
    try:
        found = measured(
            ClaimFields(*[*e["stated"], e["method"], e["recorder"], e["recorded_at"]])
            for e in (entry.content for entry in made)
        )
    except UNREADABLE:
        middle = len(made) // 2
        return (
            [*_derived(made[:middle]), *_derived(made[middle:])] if middle else [None]
        )
    refs: dict[int, list[str]] = defaultdict(list)
    for place, ref in zip(*found.references, strict=True):
        refs[place].append(found.texts[ref])
    return [
        (days, refs.get(at, []))
        for at, days in enumerate(zip(*found.days, strict=True))
    ]


_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What is wrong with one record.

    `kind` is that of an entry ("claim", "judgement", "audit"), or "run", "tile",
    "head", "trigger", "reference", "document" or a table of the register; `number` says
    which one, and `id` is its 32 hex digits, "" without one. `what` is wrong with it;
    `stored` is what is there, `expected` what should be.
    """

    kind: str
    number: str
    what: str
    stored: str
    expected: str
    id: str = ""


def short_text(value: object) -> str:
    """A value as a discrepancy quotes it: cut in the middle when it is long."""
    text = value.hex() if isinstance(value, bytes) else str(value)
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} … {text[-half:]}"


@guarded
def trigger_discrepancies() -> list[Discrepancy]:
    """Triggers of the ledger's tables that are missing, off, or not what the migrations
    make, and strange ones.
    """
    wanted = guards(connection.vendor)
    rows = fetch(_TRIGGERS[connection.vendor])
    held = {
        name: statement
        + ("" if body in (None, FUNCTIONS.get(function)) else f"; {function}: {body}")
        for name, table, statement, function, body in rows
        if table in KEYS or name in wanted
    }
    if connection.vendor == "postgresql":
        ((role,),) = fetch("SELECT current_setting('session_replication_role')")
        held["session_replication_role"], wanted["session_replication_role"] = (
            role,
            "origin",
        )
    both = (
        (n, held.get(n, "nothing"), wanted.get(n, "nothing"))
        for n in sorted(held | wanted)
    )
    what = "it is not what the migrations make"
    return [
        Discrepancy("trigger", name, what, short_text(stored), expected)
        for name, stored, expected in both
        if stored != expected
    ]


_TRIGGERS = {
    "sqlite": (
        "SELECT name, tbl_name, sql, NULL, NULL FROM sqlite_master WHERE type ="
        " 'trigger'"
    ),
    "postgresql": (
        "SELECT t.tgname, c.relname, pg_get_triggerdef(t.oid, true) || CASE WHEN"
        " t.tgenabled IN ('O', 'A')"
        " THEN '' ELSE '; it is off' END, p.proname, p.prosrc"
        " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON"
        " p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    ),
}
"""Every trigger: its name and table, the statement that makes it, and its function with
its body.
"""
