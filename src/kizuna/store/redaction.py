"""Redaction: the rows that a reader may not see, left out of every SELECT that shows
any.

Law: what is hidden is found once an edition of the register (see
`kizuna.workflows.readers`), and handed to each SELECT, which names a table by
`visible`. Actions see everything, or they would write tables with holes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cached_property

from django.db import connection


@dataclass(frozen=True)
class Redaction:
    """What is hidden from a reader: numbers of terms, and places in the ledger.

    `documents` (terms) with all that they say and is said of them; `persons` (terms)
    with all that is said of them, and `naming`, the claims whose words name one;
    `judgements` on any of these; `ties` (terms) of which the register's tables say more
    than the reader may know. Of `texts` (terms of documents) only the text is closed.
    `unreviewed` (terms) are the methods whose claims are hidden until somebody judges
    them, but for those that `own` (a term; -1 for nobody) recorded.
    """

    documents: tuple[int, ...] = ()
    persons: tuple[int, ...] = ()
    naming: tuple[int, ...] = ()
    judgements: tuple[int, ...] = ()
    ties: tuple[int, ...] = ()
    texts: tuple[int, ...] = ()
    unreviewed: tuple[int, ...] = ()
    own: int = -1

    @property
    def of_facts(self) -> Redaction | None:
        """What is hidden of the claims that may count; None when all of them are
        shown.
        """
        if not self.documents and not self.persons:
            return None
        return replace(self, texts=(), unreviewed=(), own=-1)

    @property
    def refs(self) -> str:
        """The terms of which everything is hidden, as SQL lists them."""
        return _listed(self.documents + self.persons)

    def gone(self, claim: str) -> str:
        """The condition that a claim (an alias of the table) is hidden, whether it was
        reviewed or not.
        """
        return (
            f"({claim}.document IN ({_listed(self.documents)}) OR {claim}.subject IN"
            f" ({self.refs})"
            f" OR {claim}.seq IN (SELECT claim FROM claim_references WHERE target IN"
            f" ({self.refs}))"
            f" OR {claim}.seq IN ({_listed(self.naming)}))"
        )

    @cached_property
    def tables(self) -> dict[str, str]:
        """Every table of which something is hidden, as a table expression without
        that.
        """
        said = self._shows("c")
        of_claim = f"EXISTS (SELECT 1 FROM claims c WHERE c.seq = v.source AND {said})"
        closed = _listed(self.documents + self.texts)
        found = (  # words of a claim (kinds 1, 2), of a text (kind 3)
            f"CASE WHEN v.kind = 3 THEN v.ref NOT IN ({closed}) ELSE"
            f" {of_claim if said else '1 = 1'} END"
        )
        conditions = {
            "claims": self._shows("v"),
            "searchable": found if said or self.texts else "",
            "judgements": _lacks("v.seq", self.judgements),
            "document_texts": _lacks("v.document", self.documents),
            "ties": _lacks("v.id", self.ties),
            "tie_parties": _lacks("v.tie", self.ties),
        }
        return {
            table: f"(SELECT v.* FROM {table} v WHERE {shown})"
            for table, shown in conditions.items()
            if shown
        }

    def waits(self, claim: str) -> str:
        """The condition that a claim is hidden until somebody has judged it; "" where
        none is.
        """
        if not self.unreviewed:
            return ""
        judged = (
            f"SELECT 1 FROM judgements j WHERE j.target = {id_text(f'{claim}.uid')}"
        )
        others = (
            f"{claim}.method IN ({_listed(self.unreviewed)}) AND {claim}.recorder <>"
            f" {self.own}"
        )
        return f"({others} AND NOT EXISTS ({judged}))"

    def _shows(self, claim: str) -> str:
        """The condition that a claim is shown; "" where all are."""
        gone, waits = self.gone(claim) if self.of_facts else "", self.waits(claim)
        if not waits:
            return f"NOT {gone}" if gone else ""
        own = (
            f"{claim}.method IN ({_listed(self.unreviewed)}) AND {claim}.recorder ="
            f" {self.own}"
        )
        return f"(({own}) OR NOT ({' OR '.join(filter(None, (gone, waits)))}))"


def id_text(uid: str) -> str:
    """The expression of an id in hex digits, as judgements name it, for a column that
    holds it in bytes.
    """
    return (
        f"encode({uid}, 'hex')"
        if connection.vendor == "postgresql"
        else f"lower(hex({uid}))"
    )


def _lacks(column: str, numbers: tuple[int, ...]) -> str:
    return f"{column} NOT IN ({_listed(numbers)})" if numbers else ""


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers)) or "-1"


Finding = Callable[[], Redaction | None]
_FOUND: ContextVar[Finding | None] = ContextVar("redaction")
_default: Finding | None = None


def redaction() -> Redaction | None:
    """What is hidden from the current reader; None when nothing is."""
    find = _FOUND.get(_default)
    return find() if find is not None else None


def redaction_of_facts() -> Redaction | None:
    """What of the claims that may count is hidden from the current reader; None for
    nothing. It may be a key.
    """
    found = redaction()
    return found.of_facts if found is not None else None


def visible(table: str, alias: str = "") -> str:
    """A table of the ledger or of the register as the current reader may see it, for
    FROM and JOIN of a SELECT.

    It is called `alias`, or as the table is.
    """
    return visible_to(redaction(), table, alias)


def visible_to(found: Redaction | None, table: str, alias: str = "") -> str:
    """A table without what a redaction hides (None: nothing), as `visible` gives it."""
    if found is None or table not in found.tables:
        return f"{table} {alias}".rstrip()
    return f"{found.tables[table]} {alias or table}"


@contextmanager
def redacting(find: Finding | None) -> Iterator[None]:
    """Inside the block, what is hidden is what `find` gives (None: nothing)."""
    token = _FOUND.set(find)
    try:
        yield
    finally:
        _FOUND.reset(token)


def unredacted() -> AbstractContextManager[None]:
    """Inside the block, nothing is hidden."""
    return redacting(None)


def redact_by_default(find: Finding) -> None:
    """From now on this gives what is hidden wherever nothing else does: in processes
    that serve others.
    """
    global _default
    _default = find
