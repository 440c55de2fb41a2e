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


def guards(vendor: str) -> dict[str, str]:
    """The statements that make every trigger of the ledger as it is to be, by the names of these."""
    return {**change_guards(vendor), **replace_guards(vendor), **erasure_guards(vendor)}


def change_guards(vendor: str) -> dict[str, str]:
    """The statements that make the triggers against changes and removals, by the names of these."""
    if vendor == "postgresql":
        return dict(_refuse_statements(table, _CHANGES) for table in KEYS)
    return dict(_refuse_rows(table, event) for table in KEYS for event in ("UPDATE", "DELETE"))


def erasure_guards(vendor: str) -> dict[str, str]:
    """The statements that make the triggers under which only what was erased goes, by the names of these.

    They take the place of those of the same name in `change_guards`, once there is a table of erasures.
    """
    if vendor == "postgresql":
        made = {
            f"{table}_erased_only": f"CREATE TRIGGER {table}_erased_only BEFORE {event} ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_unless_erased()"
            for table, (event, _) in _ERASED.items()
        }
        for table, (event, _) in _ERASED.items():
            other = "UPDATE" if event == "DELETE" else "DELETE"
            made |= [_refuse_statements(table, f"{other} OR TRUNCATE")]
        return made | dict([_refuse_statements("erasures", _CHANGES)])
    made = dict(
        _refuse_rows(table, event, f" WHEN NOT ({is_erased})")
        for table, (event, is_erased) in _ERASED.items()
    )
    made |= [_refuse_rows("erasures", event) for event in ("UPDATE", "DELETE")]
    return made | dict([_replace_guard("erasures", "id")])


_CHANGES = "DELETE OR UPDATE OR TRUNCATE"


def _refuse_rows(table: str, event: str, when: str = "") -> tuple[str, str]:
    """The name of a trigger of SQLite, and the statement that makes it."""
    name = f"{table}_no_{event.lower()}"
    refused = f"SELECT RAISE(ABORT, 'append-only: {table} may not see {event}')"
    return name, f"CREATE TRIGGER {name} BEFORE {event} ON {table}{when} BEGIN {refused}; END"


def _refuse_statements(table: str, events: str) -> tuple[str, str]:
    """The name of a trigger of PostgreSQL, and the statement that makes it."""
    name, each = f"{table}_append_only", "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    return name, f"CREATE TRIGGER {name} BEFORE {events} ON {table} {each}"


_OF_TEXTS = ("id", "sha256", "document", "media_type", "title", "original", "added_at")
_IS_OF = "EXISTS (SELECT 1 FROM erasures e WHERE e.kind = '{}' AND e.number = OLD.{}{})"
_ERASED = {
    "claims": ("DELETE", _IS_OF.format("claim", "seq", " AND e.uid = OLD.uid")),
    "claim_references": ("DELETE", _IS_OF.format("claim", "claim", "")),
    "judgements": ("DELETE", _IS_OF.format("judgement", "seq", " AND e.uid = OLD.uid")),
    "document_texts": (
        "UPDATE",
        " AND ".join(
            [
                _IS_OF.format("text", "id", ""),
                "length(NEW.text) = length(OLD.text)",
                *(f"NEW.{column} = OLD.{column}" for column in _OF_TEXTS),
            ]
        ),
    ),
}
"""What an erasure does to a table, and when a row OLD may go, or become NEW."""

UNLESS_ERASED = " ".join(
    [
        " DECLARE allowed boolean := false; BEGIN",
        *(
            f"IF TG_TABLE_NAME = '{table}' THEN allowed := {is_erased}; END IF;"
            for table, (_, is_erased) in _ERASED.items()
        ),
        "IF NOT allowed THEN RAISE EXCEPTION 'append-only: % may not see %', TG_TABLE_NAME, TG_OP; END IF;",
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END ",
    ]
)
"""The body of PostgreSQL's function `refuse_unless_erased`."""


def replace_guards(vendor: str) -> dict[str, str]:
    """The statements that make the triggers against replacements, by the names of these; none on PostgreSQL."""
    held = KEYS if vendor == "sqlite" else {}
    return dict(_replace_guard(table, *keys) for table, keys in held.items())


def _replace_guard(table: str, number: str, *others: str) -> tuple[str, str]:
    held = [f"NEW.{number} <= (SELECT max({number}) FROM {table})"]
    held += [f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})" for key in others]
    name, refused = f"{table}_no_replace", f"append-only: {table} may not see REPLACE"
    return name, (
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {' OR '.join(held)}"
        f" BEGIN SELECT RAISE(ABORT, '{refused}'); END"
    )
