"""Sight: which rows whoever reads may see.

Law: where something is hidden, every query reads claims, judgements and tables of ties without what is hidden;
where nothing is, no query is touched. What is hidden from whom is not decided here, but by
`kizuna.workflows.withholding`. Actions see everything, or they would write tables with holes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Sight:
    """What is hidden, as numbers of terms.

    `documents` with all that they say and is said of them, `persons` with all that is said of them, and `texts`:
    the documents whose text alone is withheld. `naming` are the numbers of claims whose words name such a person.
    `unreviewed` are the methods whose claims are hidden until somebody has judged them, but for those that `own`
    recorded (a term; -1 for nobody).
    """

    documents: tuple[int, ...] = ()
    persons: tuple[int, ...] = ()
    texts: tuple[int, ...] = ()
    naming: tuple[int, ...] = ()
    unreviewed: tuple[int, ...] = ()
    own: int = -1

    @property
    def claims(self) -> Sight | None:
        """What is hidden of the claims that may count; None when all of them are seen."""
        if not self.documents and not self.persons:
            return None
        return Sight(self.documents, self.persons, naming=self.naming)

    @property
    def rows(self) -> Sight | None:
        """What is hidden of the tables, proposals too; None when nothing is."""
        if self.claims is None and not self.unreviewed:
            return None
        return replace(self, texts=())


Look = Callable[[], Sight | None]
_LOOK: ContextVar[Look | None] = ContextVar("look")
_unsaid: Look | None = None


def sight() -> Sight | None:
    """What is hidden from whoever reads; None when nothing is."""
    look = _LOOK.get(_unsaid)
    return look() if look is not None else None


def hidden_claims() -> Sight | None:
    """What of the claims that may count is hidden from whoever reads; None for nothing. It can stand in keys."""
    found = sight()
    return found.claims if found is not None else None


def hidden_rows() -> Sight | None:
    """What of the tables is hidden from whoever reads; None when nothing is."""
    found = sight()
    return found.rows if found is not None else None


@contextmanager
def looking(look: Look | None) -> Iterator[None]:
    """Inside the block, what is hidden is what `look` says (None: nothing)."""
    token = _LOOK.set(look)
    try:
        yield
    finally:
        _LOOK.reset(token)


def seeing_everything() -> AbstractContextManager[None]:
    """Inside the block, nothing is hidden."""
    return looking(None)


def look_unless_said(look: Look) -> None:
    """From now on this says what is hidden wherever nothing else does: in processes that serve others."""
    global _unsaid
    _unsaid = look


_TABLE = re.compile(r"\b(FROM|JOIN)\s+(claims|judgements|document_texts|ties|tie_parties)\b")

_CLAIMS = re.compile(r"\b(FROM|JOIN)\s+(claims)\b")


@lru_cache(maxsize=512)
def restricted(statement: str, hidden: Sight, vendor: str) -> str:
    """A query that reads only what may be seen: for each table it asks what is left of it."""
    table = _TABLE if hidden.claims is not None else _CLAIMS
    named = {name for _, name in table.findall(statement)}
    if not named:
        return statement
    asked = table.sub(r"\1 seen_\2", statement)
    left = ", ".join(_left(name, hidden, vendor) for name in sorted(named))
    for given in ("WITH RECURSIVE ", "WITH "):
        if asked.startswith(given):
            return f"{given}{left}, {asked.removeprefix(given)}"
    return f"WITH {left} {asked}"


def _left(name: str, hidden: Sight, vendor: str) -> str:
    """A table without the rows that are hidden."""
    documents, refs = _numbers(hidden.documents), _numbers(hidden.documents + hidden.persons)
    gone = (
        f"document IN ({documents}) OR subject IN ({refs}) OR seq IN"
        f" (SELECT claim FROM claim_references WHERE target IN ({refs}))"
        f" OR seq IN ({_numbers(hidden.naming)})"
    )
    text = "lower(hex(uid))" if vendor == "sqlite" else "encode(uid, 'hex')"
    ids = (
        f"(SELECT {text} FROM claims WHERE {gone}"
        f" UNION SELECT text FROM terms WHERE id IN ({refs}))"
    )
    ties = f"(SELECT subject FROM claims WHERE {gone})"
    proposed = f"method IN ({_numbers(hidden.unreviewed)})"
    own = f"{proposed} AND recorder = {hidden.own}"
    judged = f"SELECT 1 FROM judgements WHERE target = {text.replace('uid', 'claims.uid')}"
    waits = f"{proposed} AND NOT EXISTS ({judged})"
    seen = {
        "claims": f"({own}) OR NOT ({gone} OR {waits})",
        "judgements": f"target NOT IN {ids} AND other NOT IN {ids}",
        "document_texts": f"document NOT IN ({documents})",
        "ties": f"id NOT IN {ties}",
        "tie_parties": f"tie NOT IN {ties} AND party NOT IN ({refs})",
    }[name]
    return f"seen_{name} AS NOT MATERIALIZED (SELECT * FROM {name} WHERE {seen})"


def _numbers(terms: tuple[int, ...]) -> str:
    return ", ".join(map(str, terms)) or "-1"
