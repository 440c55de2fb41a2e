"""Search: every word somewhere in one name, fact or passage, in any script, without case and accents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kizuna.errors import BadQuestion
from kizuna.store.faults import guarded
from kizuna.store.redaction import visible
from kizuna.store.search.folding import words_in
from kizuna.store.search.index import dialect
from kizuna.store.sql import fetch, has_prefix

_KINDS = {"name": 1, "fact": 2, "passage": 3}
_KIND_OF = {number: kind for kind, number in _KINDS.items()}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    `kind` is "name", "fact" or "passage"; `ref` the entity named or spoken of, or the document; `text` the
    name, the fact's words, or the paragraph. `claim` is the id of the claim that says so, "" for a passage, which
    has the digest of the document's text and its [start, end) there instead (None for the others).
    """

    kind: str
    ref: str
    text: str
    claim: str
    sha256: str
    start: int | None
    end: int | None


@guarded
def search(
    words: str,
    *,
    limit: int = 50,
    kinds: Iterable[str] = tuple(_KINDS),
    things: Iterable[str] = (),
) -> list[Hit]:
    """What holds all the words: names first, then facts, then passages; the shortest texts first.

    A word is found inside longer ones too. `things` are the kinds of what is named or spoken of (none: any).
    Raises BadQuestion when there is no word, or for an unknown kind.
    """
    asked = words_in(words)
    if not asked:
        raise BadQuestion(f"{words!r} has no words to search for")
    wanted = sorted(kinds)
    for kind in wanted:
        if kind not in _KINDS:
            raise BadQuestion(f"{kind!r} cannot be searched; there are {', '.join(_KINDS)}")
    condition, params = dialect().condition(asked)
    numbers = ", ".join(str(_KINDS[kind]) for kind in wanted)
    condition, params = _of_kinds(things, condition, params)
    rows = fetch(
        f"SELECT x.kind, t.text, x.text, c.uid, d.sha256, x.start FROM {visible('searchable', 'x')}"
        " JOIN terms t ON t.id = x.ref"
        f" LEFT JOIN {visible('claims', 'c')} ON x.kind < 3 AND c.seq = x.source"
        f" LEFT JOIN {visible('document_texts', 'd')} ON x.kind = 3 AND d.id = x.source"
        f" WHERE {condition} AND x.kind IN ({numbers})"
        " ORDER BY x.kind, length(x.text), t.text, x.id LIMIT %s",
        [*params, limit],
    )
    return [_hit(*row) for row in rows]


def _of_kinds(things: Iterable[str], condition: str, params: list[Any]) -> tuple[str, list[Any]]:
    """The condition, narrowed to what is of one of the kinds, where any is given."""
    prefixes = [has_prefix("t.text", f"{kind}/") for kind in things]
    if not prefixes:
        return condition, params
    either = " OR ".join(prefix for prefix, _ in prefixes)
    return f"{condition} AND ({either})", [*params, *(p for _, given in prefixes for p in given)]


def _hit(kind: int, ref: str, text: str, uid: Any, sha256: str | None, start: int | None) -> Hit:
    claim = bytes(uid).hex() if uid is not None else ""
    end = start + len(text) if start is not None else None
    return Hit(_KIND_OF[kind], ref, text, claim, sha256 or "", start, end)
