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


def erasure_guards(vendor: str) -> dict[str, str]:
    """The statements that make the triggers under which only what was erased goes, by their names.

    They take the place of those of the same name in `change_guards`, once there is a table of erasures.
    """
    if vendor == "postgresql":
        return {
            **{
                f"{table}_{event.lower()}_guard": f"CREATE TRIGGER {table}_{event.lower()}_guard"
                f" BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_unless_erased()"
                for table, event in _ERASED.items()
            },
            **{
                f"{table}_append_only": f"CREATE TRIGGER {table}_append_only"
                f" BEFORE {'UPDATE' if event == 'DELETE' else 'DELETE'} OR TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
                for table, event in _ERASED.items()
            },
            "erasures_append_only": "CREATE TRIGGER erasures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
            " ON erasures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        }
    found = {
        f"{table}_no_{event.lower()}": f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table}"
        f" WHEN NOT ({_IS_ERASED[table]})"
        f" BEGIN SELECT RAISE(ABORT, 'append-only: {table} may not see {event}'); END"
        for table, event in _ERASED.items()
    }
    for event in ("UPDATE", "DELETE"):
        found[f"erasures_no_{event.lower()}"] = (
            f"CREATE TRIGGER erasures_no_{event.lower()} BEFORE {event} ON erasures"
            f" BEGIN SELECT RAISE(ABORT, 'append-only: erasures may not see {event}'); END"
        )
    return found


_ERASED = {
    "claims": "DELETE",
    "claim_references": "DELETE",
    "judgements": "DELETE",
    "document_texts": "UPDATE",
}
"""What an erasure does to the tables."""
_OF_TEXTS = ("id", "sha256", "document", "media_type", "title", "original", "added_at")
_IS_ERASED = {
    "claims": "EXISTS (SELECT 1 FROM erasures e WHERE e.kind = 'claim' AND e.number = OLD.seq AND e.uid = OLD.uid)",
    "claim_references": "EXISTS (SELECT 1 FROM erasures e WHERE e.kind = 'claim' AND e.number = OLD.claim)",
    "judgements": "EXISTS (SELECT 1 FROM erasures e WHERE e.kind = 'judgement' AND e.number = OLD.seq"
    " AND e.uid = OLD.uid)",
    "document_texts": "EXISTS (SELECT 1 FROM erasures e WHERE e.kind = 'text' AND e.number = OLD.id)"
    " AND length(NEW.text) = length(OLD.text) AND "
    + " AND ".join(f"NEW.{column} = OLD.{column}" for column in _OF_TEXTS),
}
"""By the table, whether an erasure lets a row OLD go, or become NEW."""

_CASES = " ".join(
    f"{'IF' if not place else 'ELSIF'} TG_TABLE_NAME = '{table}' THEN allowed := {condition};"
    for place, (table, condition) in enumerate(_IS_ERASED.items())
)
UNLESS_ERASED = (
    " DECLARE allowed boolean; BEGIN "
    f"{_CASES} END IF;"
    " IF NOT allowed THEN RAISE EXCEPTION 'append-only: % may not see %', TG_TABLE_NAME, TG_OP; END IF;"
    " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END "
)
"""The body of PostgreSQL's function `refuse_unless_erased`."""


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
