"""Entries against their leaves: what each records, its id, time and row; and the triggers of the ledger."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import orjson
from django.db import connection

from kizuna.claims.claim import claim_digests
from kizuna.claims.judgement import Judgement, Verdict
from kizuna.errors import InputError
from kizuna.store import tree
from kizuna.store.checking import measured
from kizuna.store.entries import DIGEST_SIZE, TABLES, Entry, bytes_of, entries
from kizuna.store.fields import ClaimFields
from kizuna.store.guards import KEYS, REFUSAL, UNLESS_ERASED, guards
from kizuna.store.queries.erasures import audited_digests
from kizuna.store.sql import fetch, fetch_number, guarded, moment_of

UNREADABLE = (InputError, LookupError, TypeError, ValueError, ArithmeticError, AttributeError)
"""What reading a record may raise that somebody changed: its value, its kind, the type of a column."""
_NOTHING = bytes(DIGEST_SIZE)
_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


class EntryRun(NamedTuple):
    """Leaves of the tree that are entries of one kind, as a row of `tree_runs`."""

    first_leaf: int
    kind: str
    first_number: int
    size: int

    @property
    def last_number(self) -> int:
        """The number of the last entry."""
        return self.first_number + self.size - 1

    def parts(self, most: int) -> Iterator[EntryRun]:
        """The run in parts of so many entries."""
        for at in range(0, self.size, most):
            size = min(most, self.size - at)
            yield EntryRun(self.first_leaf + at, self.kind, self.first_number + at, size)


def entry_discrepancies(run: EntryRun, ordered_from: int) -> Iterator[Discrepancy]:
    """What is wrong with the entries of a run; their times are in order from the leaf `ordered_from` on."""
    try:
        yield from list(_entry_discrepancies(run, ordered_from))
    except UNREADABLE as error:
        if run.size == 1:
            what = "it cannot be read"
            yield Discrepancy(run.kind, str(run.first_number), what, str(error), "an entry")
        else:
            for part in run.parts(-(-run.size // 2)):
                yield from entry_discrepancies(part, ordered_from)


def _entry_discrepancies(run: EntryRun, ordered_from: int) -> Iterator[Discrepancy]:
    stored = _stored_leaves(run)
    before = _entry_before(run)
    there = {
        entry.number: entry for entry in entries(fetch, run.kind, run.first_number, run.last_number)
    }
    erased = audited_digests(run.kind, run.first_number, run.last_number)
    digests = b"".join(
        there[n].digest if n in there else erased.get(n, _NOTHING)
        for n in range(run.first_number, run.last_number + 1)
    )
    leaves = tree.leaves(run.first_leaf, digests)
    for at, leaf in enumerate(stored):
        number = run.first_number + at
        entry = there.get(number)
        if entry is None and number in erased:
            if leaf not in (leaves[at * DIGEST_SIZE : (at + 1) * DIGEST_SIZE], b""):
                what = f"what was erased is not what was entered as leaf {run.first_leaf + at}"
                yield Discrepancy(
                    run.kind, str(number), what, short_text(erased[number]), short_text(leaf)
                )
            continue
        if entry is None:
            expected = f"the entry of leaf {run.first_leaf + at}, {short_text(leaf)}".rstrip(", ")
            yield Discrepancy(run.kind, str(number), "it is missing", "nothing", expected)
            continue
        if leaf not in (leaves[at * DIGEST_SIZE : (at + 1) * DIGEST_SIZE], b""):
            yield _altered(run, entry, run.first_leaf + at, leaf)
        if before is not None and run.first_leaf + at >= ordered_from:
            yield from _time_discrepancies(run.kind, before, entry)
        before = entry
    yield from _id_discrepancies(run.kind, there.values())
    if run.kind == "claim":
        yield from _derived_discrepancies(run, list(there.values()))


def _stored_leaves(run: EntryRun) -> list[bytes]:
    """The hashes of the leaves of a run as the tiles hold them; empty for those that are missing."""
    first, last = run.first_leaf // tree.WIDTH, (run.first_leaf + run.size - 1) // tree.WIDTH
    rows = fetch(
        "SELECT number, hashes FROM tree_tiles WHERE level = 0 AND number BETWEEN %s AND %s",
        [first, last],
    )
    held = {number: bytes_of(hashes) for number, hashes in rows}
    places = (divmod(run.first_leaf + at, tree.WIDTH) for at in range(run.size))
    return [
        held.get(number, b"")[at * DIGEST_SIZE : (at + 1) * DIGEST_SIZE] for number, at in places
    ]


def _entry_before(run: EntryRun) -> Entry | None:
    """The entry of the same kind that was entered before a run."""
    table, key = TABLES[run.kind]
    ((last,),) = fetch(f"SELECT max({key}) FROM {table} WHERE {key} < %s", [run.first_number])
    return next(entries(fetch, run.kind, last, last), None) if last is not None else None


def _altered(run: EntryRun, entry: Entry, leaf: int, stored: bytes) -> Discrepancy:
    made = tree.leaves(leaf, entry.digest)
    return Discrepancy(
        run.kind,
        str(entry.number),
        f"it is not what was entered as leaf {leaf}",
        f"{short_text(made)}: {short_text(entry.text.decode())}",
        short_text(stored),
        entry.content.get("id", ""),
    )


def _time_discrepancies(kind: str, before: Entry, entry: Entry) -> Iterator[Discrepancy]:
    times = before.time, entry.time
    if all(isinstance(time, int) for time in times) and times != tuple(sorted(times)):
        yield Discrepancy(
            kind,
            str(entry.number),
            "its time is before that of the entry before it",
            str(entry.time),
            f"{before.time} or later",
            entry.content.get("id", ""),
        )


def _id_discrepancies(kind: str, made: Iterable[Entry]) -> Iterator[Discrepancy]:
    """Entries whose id is not that of what they state."""
    if kind == "audit":
        return
    for entry in made:
        derived = _claim_id(entry.content) if kind == "claim" else _judgement_id(entry.content)
        held = entry.content["id"]
        if derived != held:
            what = "its id is not that of what it states"
            yield Discrepancy(kind, str(entry.number), what, held, derived, held)


def _claim_id(content: dict[str, Any]) -> str:
    return claim_digests((orjson.dumps(content["stated"], default=repr),))[0].hex()


def _judgement_id(content: dict[str, Any]) -> str:
    names = ("target", "other", "reason", "judge")
    try:
        made = Judgement(
            Verdict(content["verdict"]),
            *[*(content[name] for name in names), moment_of(content["judged_at"])],
        )
    except UNREADABLE as error:
        return f"none: {error}"
    return made.id


class _Derived(NamedTuple):
    """What a claim speaks of: its days, and the entities that its value names."""

    days: tuple[int | None, ...]
    refs: tuple[str, ...]


def _derived_discrepancies(run: EntryRun, made: Sequence[Entry]) -> Iterator[Discrepancy]:
    """Claims whose days or references are not those that they state; what today's rules refuse is passed over."""
    columns = ", ".join(_BOUNDS)
    rows = fetch(
        f"SELECT seq, {columns} FROM claims WHERE seq BETWEEN %s AND %s",
        [run.first_number, run.last_number],
    )
    held = {number: tuple(days) for number, *days in rows}
    derived = dict(zip((entry.number for entry in made), _derived(made), strict=True))
    ids = {entry.number: entry.content["id"] for entry in made}
    for number, of_claim in derived.items():
        if of_claim is not None and held.get(number, of_claim.days) != of_claim.days:
            what = "its days are not those that it speaks of"
            stored, expected = str(held[number]), str(of_claim.days)
            yield Discrepancy("claim", str(number), what, stored, expected, ids[number])
    named = _references(run)
    for number in sorted(named.keys() | derived.keys()):
        of_claim = derived.get(number, _Derived((), ()))
        if of_claim is not None and sorted(named.get(number, ())) != sorted(of_claim.refs):
            what = "its references are not what its value names"
            stored, expected = (
                short_text(" ".join(sorted(refs)))
                for refs in (named.get(number, ()), of_claim.refs)
            )
            yield Discrepancy("claim", str(number), what, stored, expected, ids.get(number, ""))


def _references(run: EntryRun) -> dict[int, list[str]]:
    """What the claims of a run refer to by the rows between those of their neighbours."""
    rows = fetch(
        "SELECT r.claim, t.text FROM claim_references r LEFT JOIN terms t ON t.id = r.target"
        " WHERE r.id >= %s AND r.id < %s AND r.claim <= %s",
        [
            _first_reference(run.first_number),
            _first_reference(run.last_number + 1),
            run.last_number,
        ],
    )
    found: dict[int, list[str]] = defaultdict(list)
    for number, text in rows:
        found[number].append(text or "")
    return found


def _first_reference(claim: int) -> int:
    """The number of the first row that is of a claim or of a later one; rows are in the order of claims."""

    def claim_from(number: int) -> int:
        return fetch_number(
            "SELECT claim FROM claim_references WHERE id >= %s ORDER BY id LIMIT 1", [number]
        )

    last = fetch_number("SELECT max(id) FROM claim_references")
    return bisect_left(range(last + 1), claim, key=claim_from) if last else 0


def _derived(made: Sequence[Entry]) -> list[_Derived | None]:
    """What each claim speaks of; None for one that today's rules refuse."""
    if not made:
        return []
    try:
        found = measured([_fields(entry) for entry in made])
    except UNREADABLE:
        middle = len(made) // 2
        return [*_derived(made[:middle]), *_derived(made[middle:])] if middle else [None]
    refs: dict[int, list[str]] = defaultdict(list)
    for place, ref in zip(*found.references, strict=True):
        refs[place].append(found.texts[ref])
    days = zip(*found.days, strict=True)
    return [_Derived(each, tuple(refs.get(at, ()))) for at, each in enumerate(days)]


def _fields(entry: Entry) -> ClaimFields:
    content = entry.content
    said = {name: content[name] for name in ("method", "recorder", "recorded_at")}
    return ClaimFields(*content["stated"], **said)


MOST = 100
"""Discrepancies that are named; more are counted."""
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What is wrong with one record.

    `kind` is that of an entry ("claim", "judgement", "audit"), or "run", "tile", "head", "trigger", "reference",
    "document" or a table of the register; `number` says which one, and `id` is its 32 hex digits, "" without one.
    `what` is wrong with it; `stored` is what is there, `expected` what should be.
    """

    kind: str
    number: str
    what: str
    stored: str
    expected: str
    id: str = ""


class Found(NamedTuple):
    """The first discrepancies of a part, and how many there are."""

    named: list[Discrepancy]
    number: int


def name_first(discrepancies: Iterable[Discrepancy]) -> Found:
    """Name the first, and count all."""
    every = iter(discrepancies)
    named = list(islice(every, MOST))
    return Found(named, len(named) + sum(1 for _ in every))


def join_found(parts: Iterable[Found]) -> Found:
    """The first discrepancies of all parts in order, and how many there are."""
    named: list[Discrepancy] = []
    count = 0
    for part in parts:
        named.extend(part.named[: MOST - len(named)])
        count += part.number
    return Found(named, count)


def short_text(value: object) -> str:
    """A value as a discrepancy quotes it: cut in the middle when it is long."""
    text = value.hex() if isinstance(value, bytes) else str(value)
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} … {text[-half:]}"


_TYPES = {"BEFORE": 2, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}
"""The bits of PostgreSQL's `tgtype` for the words of a statement; 1 is added for a trigger of each row."""
_BODIES = {"refuse_change": REFUSAL, "refuse_unless_erased": UNLESS_ERASED}
_TABLES = (*KEYS, "erasures")


@guarded
def trigger_discrepancies() -> Iterator[Discrepancy]:
    """Triggers of the ledger's tables that are missing, off, or not what the migrations make, and strange ones."""
    return iter(list(_on_postgresql() if connection.vendor == "postgresql" else _on_sqlite()))


def _on_sqlite() -> Iterator[Discrepancy]:
    wanted = guards("sqlite")
    rows = fetch("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
    held = {name: text for name, table, text in rows if table in _TABLES or name in wanted}
    yield from _compared(held, wanted)


def _on_postgresql() -> Iterator[Discrepancy]:
    wanted = guards("postgresql")
    rows = fetch(
        "SELECT t.tgname, c.relname, pg_get_triggerdef(t.oid), t.tgenabled::text, t.tgtype, t.tgqual IS NULL,"
        " p.proname, p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal"
        " AND c.relnamespace = current_schema()::regnamespace"
    )
    held: dict[str, str] = {}
    for name, table, text, enabled, events, is_always, function, body in rows:
        if table not in _TABLES:
            continue
        is_right = is_always and (table, events, function) == _parts(wanted.get(name, ""))
        held[name] = wanted[name] if is_right else text
        if enabled not in ("O", "A"):
            yield Discrepancy("trigger", name, "it is off", f"enabled {enabled!r}", "enabled 'O'")
        if is_right and body != _BODIES[function]:
            what = "its function is not what the migrations make"
            yield Discrepancy("trigger", name, what, short_text(body), _BODIES[function])
    yield from _compared(held, wanted)
    ((role,),) = fetch("SELECT current_setting('session_replication_role')")
    if role != "origin":
        what = "the triggers do not act"
        yield Discrepancy("trigger", "session_replication_role", what, role, "origin")


def _compared(held: dict[str, str], wanted: dict[str, str]) -> Iterator[Discrepancy]:
    for name in sorted(held.keys() | wanted.keys()):
        stored, expected = held.get(name, "nothing"), wanted.get(name, "nothing")
        if stored != expected:
            what = "it is not what the migrations make"
            yield Discrepancy("trigger", name, what, short_text(stored), expected)


def _parts(statement: str) -> tuple[str, int, str]:
    """The table, the `tgtype` and the function of a statement that makes a trigger."""
    made = re.fullmatch(r"CREATE TRIGGER \w+ (.*) ON (\w+) FOR EACH (\w+) .* (\w+)\(\)", statement)
    if made is None:
        return "", 0, ""
    bits = sum(_TYPES.get(word, 0) for word in made[1].split())
    return made[2], bits + (made[3] == "ROW"), made[4]
