"""The triggers of the ledger, by their text and whether they are on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db import connection

from kizuna.store.faults import guarded
from kizuna.store.guards import KEYS, REFUSAL, UNLESS_ERASED, guards
from kizuna.store.sql import fetch
from kizuna.store.verification.discrepancy import Discrepancy, short_text

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
