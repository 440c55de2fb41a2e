"""The triggers that let the ledger grow and nothing else: one text of each, for the
migrations and for who checks.

On SQLite a row that comes with a number or an id that is there already is refused too:
`INSERT OR REPLACE` removes the old one without a word to the triggers, unless a
connection asks for that. PostgreSQL has no such statement.
"""

from collections.abc import Iterator

KEYS = {
    "terms": ("id", "text"),
    "claims": ("seq", "uid"),
    "claim_references": ("id",),
    "judgements": ("seq", "uid"),
    "document_texts": ("id", "sha256"),
    "audit": ("id",),
    "erasures": ("id",),
}
"""The tables that grow and nothing else, with their number, and what else no two rows
have in common.
"""

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

_REFUSED = "RAISE EXCEPTION 'append-only: % may not see %', TG_TABLE_NAME, TG_OP;"
FUNCTIONS = {
    "refuse_change": f" BEGIN {_REFUSED} END ",
    "refuse_unless_erased": " ".join(
        [
            " DECLARE allowed boolean := false; BEGIN",
            *(
                f"IF TG_TABLE_NAME = '{table}' THEN allowed := {is_erased}; END IF;"
                for table, (_, is_erased) in _ERASED.items()
            ),
            f"IF NOT allowed THEN {_REFUSED} END IF;",
            "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END ",
        ]
    ),
}
"""PostgreSQL's functions that the triggers call, with their bodies."""


def guards(vendor: str) -> dict[str, str]:
    """The statements that make every trigger of the ledger, by the names of these."""
    of_table = _on_postgresql if vendor == "postgresql" else _on_sqlite
    made = (
        each
        for table in KEYS
        for each in of_table(table, *_ERASED.get(table, ("", "")))
    )
    return {name: f"CREATE TRIGGER {name} {rest}" for name, rest in made}


def _on_postgresql(table: str, erased: str, _: str) -> Iterator[tuple[str, str]]:
    """The name of each trigger of a table, and the rest of the statement that makes
    it.
    """
    if erased:
        called = "FOR EACH ROW EXECUTE FUNCTION refuse_unless_erased()"
        yield f"{table}_erased_only", f"BEFORE {erased} ON {table} {called}"
    events = " OR ".join(e for e in ("DELETE", "UPDATE", "TRUNCATE") if e != erased)
    called = "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    yield f"{table}_append_only", f"BEFORE {events} ON {table} {called}"


def _on_sqlite(table: str, erased: str, is_erased: str) -> Iterator[tuple[str, str]]:
    refused = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table} may not see %s'); END"
    for event in ("UPDATE", "DELETE"):
        when = f"WHEN NOT ({is_erased}) " if event == erased else ""
        yield (
            f"{table}_no_{event.lower()}",
            f"BEFORE {event} ON {table} {when}{refused % event}",
        )
    number, *others = KEYS[table]
    held = [f"NEW.{number} <= (SELECT max({number}) FROM {table})"]
    held += [
        f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})" for key in others
    ]
    when = f"WHEN {' OR '.join(held)} {refused % 'REPLACE'}"
    yield f"{table}_no_replace", f"BEFORE INSERT ON {table} {when}"
