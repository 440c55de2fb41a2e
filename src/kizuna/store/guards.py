"""The triggers that let the ledger grow and nothing else: one text of each, for the migrations and for who checks.

On SQLite a row that comes with a number or an id that is there already is refused too: `INSERT OR REPLACE` removes
the old one without a word to the triggers, unless a connection asks for that. PostgreSQL has no such statement.
"""

from __future__ import annotations

KEYS = {
    "terms": ("id", "text"),
    "claims": ("seq", "uid"),
    "claim_references": ("id",),
    "judgements": ("seq", "uid"),
    "document_texts": ("id", "sha256"),
    "audit": ("id",),
}
"""The tables that grow and nothing else, with their number, and what else no two rows have in common."""

REFUSAL = " BEGIN RAISE EXCEPTION 'append-only: % may not see %', TG_TABLE_NAME, TG_OP; END "
"""The body of PostgreSQL's function `refuse_change`."""


def change_guards(vendor: str) -> dict[str, str]:
    """The statements that make the triggers against changes and removals, by the names of these."""
    if vendor == "postgresql":
        return {
            f"{table}_append_only": f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
            f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            for table in KEYS
        }
    return {
        f"{table}_no_{event.lower()}": f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, 'append-only: {table} may not see {event}'); END"
        for table in KEYS
        for event in ("UPDATE", "DELETE")
    }


def replace_guards(vendor: str) -> dict[str, str]:
    """The statements that make the triggers against replacements, by the names of these; none on PostgreSQL."""
    if vendor == "postgresql":
        return {}
    return {f"{table}_no_replace": _replace_guard(table, *keys) for table, keys in KEYS.items()}


def _replace_guard(table: str, number: str, *others: str) -> str:
    held = [f"NEW.{number} <= (SELECT max({number}) FROM {table})"]
    held += [f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})" for key in others]
    return (
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {' OR '.join(held)}"
        f" BEGIN SELECT RAISE(ABORT, 'append-only: {table} may not see REPLACE'); END"
    )
