"""Search over names in any script, facts in words, and passages of documents: every
word somewhere in one text.

Texts are compared without case, accents and width, one character for one, so that
offsets stay. SQLite finds them by the trigram index of FTS5, which follows the table
`searchable` here, and by a scan for words too short for it; PostgreSQL by LIKE, which
pg_trgm's index serves where that extension is installed, and keeps its index itself.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from kizuna.errors import BadQuestion
from kizuna.store.redaction import visible
from kizuna.store.sql import as_it_stands, execute, fetch, guarded, has_prefix

SHORTEST_INDEXED = 3
"""Characters of the shortest word that SQLite's index can find."""

_KINDS = {"name": 1, "fact": 2, "passage": 3}
_KIND_OF = {number: kind for kind, number in _KINDS.items()}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    `kind` is "name", "fact" or "passage"; `ref` the entity named or spoken of, or the
    document; `text` the name, the fact's words, or the paragraph. `claim` is the id of
    the claim that says so, "" for a passage, which has the digest of the document's
    text and its [start, end) there instead (None for the others).
    """

    kind: str
    ref: str
    text: str
    claim: str = ""
    sha256: str = ""
    start: int | None = None
    end: int | None = None


@guarded
def search(
    words: str,
    *,
    limit: int = 50,
    kinds: Iterable[str] = tuple(_KINDS),
    things: Iterable[str] = (),
) -> list[Hit]:
    """What holds all the words: names first, then facts, then passages; the shortest
    texts first.

    A word is found inside longer ones too. `things` are the kinds of what is named or
    spoken of (none: any). Raises BadQuestion when there is no word.
    """
    asked = words_in(words)
    if not asked:
        raise BadQuestion(f"{words!r} has no words to search for")
    condition, params = _condition(asked)
    numbers = ", ".join(str(_KINDS[kind]) for kind in kinds)
    prefixes = [has_prefix("t.text", f"{kind}/") for kind in things]
    either = " OR ".join(prefix for prefix, _ in prefixes) or "1 = 1"
    rows = fetch(
        "SELECT x.kind, t.text, x.text, c.uid, d.sha256, x.start FROM"
        f" {visible('searchable', 'x')}"
        " JOIN terms t ON t.id = x.ref"
        f" LEFT JOIN {visible('claims', 'c')} ON x.kind < 3 AND c.seq = x.source"
        f" LEFT JOIN {visible('document_texts', 'd')} ON x.kind = 3 AND d.id = x.source"
        f" WHERE {condition} AND x.kind IN ({numbers}) AND ({either})"
        " ORDER BY x.kind, length(x.text), t.text, x.id LIMIT %s",
        [*params, *(each for _, given in prefixes for each in given), limit],
    )
    return [
        Hit(
            *(_KIND_OF[kind], ref, text, bytes(uid or b"").hex(), sha256 or "", start),
            end=start + len(text) if start is not None else None,
        )
        for kind, ref, text, uid, sha256, start in rows
    ]


def _condition(words: Sequence[str]) -> tuple[str, list[str]]:
    """A condition on `searchable` x that its folded text holds every word, anywhere;
    and its parameters.
    """
    if connection.vendor == "postgresql":
        liked = [f"%{as_it_stands(word)}%" for word in words]
        return " AND ".join(["x.folded LIKE %s"] * len(liked)), liked
    indexed = [w for w in words if len(w) >= SHORTEST_INDEXED]
    conditions, params = [], []
    if indexed:
        quoted = " AND ".join('"' + word.replace('"', '""') + '"' for word in indexed)
        conditions.append(
            "x.id IN (SELECT rowid FROM searchable_index WHERE searchable_index MATCH"
            " %s)"
        )
        params.append(quoted)
    short = [w for w in words if len(w) < SHORTEST_INDEXED]
    conditions += ["instr(x.folded, %s) > 0"] * len(short)
    return " AND ".join(conditions), params + short


def unindex(where: str, params: Sequence[object]) -> None:
    """Remove the rows that a condition picks, from the index and from the table."""
    gone = f"SELECT 'delete', id, folded FROM searchable WHERE {where}"
    _index(f"(searchable_index, rowid, folded) {gone}", params)
    execute(f"DELETE FROM searchable WHERE {where}", params)


def index_from(first: int) -> None:
    """Index the rows that were inserted from a number on."""
    _index("(rowid, folded) SELECT id, folded FROM searchable WHERE id >= %s", [first])


def reindex() -> None:
    """Index every row of the table anew."""
    _index("(searchable_index) VALUES ('rebuild')")


def _index(statement: str, params: Sequence[object] = ()) -> None:
    """Tell SQLite's index something; PostgreSQL keeps its own."""
    if connection.vendor == "sqlite":
        execute(f"INSERT INTO searchable_index {statement}", params)


def folded(text: str) -> str:
    """The text as search compares it; as many characters as the text has."""
    if text.isascii():
        return text.lower()
    return "".join(map(_folded_character, text))


@lru_cache(maxsize=65536)
def _folded_character(character: str) -> str:
    apart = unicodedata.normalize("NFKD", character)
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    # marks that make another letter: the voicing of kana, the breve of Cyrillic
    if "\u3040" <= character <= "\u30ff" or character in "йЙёЁ" or len(plain) != 1:
        plain = character
    lower = plain.lower()
    return lower if len(lower) == 1 else plain


def words_in(text: str) -> list[str]:
    """The folded words of a question, without repeats."""
    return list(dict.fromkeys(folded(text).split()))
