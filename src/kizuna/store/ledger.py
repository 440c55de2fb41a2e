"""The ledger of the open database as a reader may see it, and the judgements that weigh
in it.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from kizuna.claims.claim import Claim
from kizuna.register.fold import Weights
from kizuna.store.cache import cached, judged
from kizuna.store.queries.claims import select_claims
from kizuna.store.queries.judgements import judgements
from kizuna.store.queries.ledger import heads
from kizuna.store.redaction import redaction_of_facts, visible_to
from kizuna.store.sql import among, fetch, guarded, has_prefix, until


def weights(known_at: datetime | None = None) -> Weights:
    """The judgements in force at a time (None: now) that the current reader may know;
    cached until one is made.
    """
    return cached(
        ("weights", known_at),
        lambda: Weights.of(judgements(known_at=known_at)),
        lambda found: len(found.rejected) + len(found.same),
        basis=judged,
        of_facts=True,
    )


class StoreLedger:
    """The claims and judgements of the open database up to its head, as known at a time
    (None: now).

    What is hidden from who opens it stays hidden, whoever asks it later. `check_whole`
    is called before all of it, or all of a kind, is read, and may raise.
    """

    def __init__(
        self,
        known_at: datetime | None = None,
        check_whole: Callable[[], None] = lambda: None,
    ) -> None:
        self._check_whole = check_whole
        self._claims = visible_to(redaction_of_facts(), "claims", "c")
        self._until = [until(known_at), heads()[0]]
        self.weights = weights(known_at)

    @guarded
    def about(self, refs: Collection[str] | None) -> Sequence[Claim]:
        """The claims about the ids (None: about anything), rejected ones too, in order
        of recording.
        """
        if refs is None:
            self._check_whole()
        which, params = among("s.text", refs) if refs is not None else ("1 = 1", [])
        tail = f"WHERE {which} AND {_KNOWN} ORDER BY c.seq"
        return select_claims(tail, [*params, *self._until], self._claims)

    def naming(self, refs: Collection[str]) -> Sequence[tuple[str, str]]:
        """Every pair (id named, subject) of claims whose values name one of the ids."""
        which, params = among("t.text", refs)
        return self._fetch(
            "SELECT DISTINCT t.text, s.text FROM terms t JOIN claim_references r ON"
            " r.target = t.id"
            f" JOIN {self._claims} ON c.seq = r.claim JOIN terms s ON s.id = c.subject"
            f" WHERE {which} AND {_KNOWN}",
            params,
        )

    def ids(self, kind: str) -> Sequence[str]:
        """The subjects of a kind (its prefix), rejected claims too."""
        self._check_whole()
        which, params = has_prefix("s.text", f"{kind}/")
        rows = self._fetch(
            f"SELECT s.text FROM terms s WHERE {which} AND EXISTS"
            f" (SELECT 1 FROM {self._claims} WHERE c.subject = s.id AND {_KNOWN})",
            params,
        )
        return [ref for (ref,) in rows]

    def stating(self, kind: str, property: str, value: str) -> Sequence[str]:
        """The subjects of a kind of claims that state a property with a value, as
        canonical JSON writes it.
        """
        which, params = has_prefix("s.text", f"{kind}/")
        rows = self._fetch(
            f"SELECT DISTINCT s.text FROM terms s JOIN {self._claims} ON c.subject ="
            f" s.id WHERE {which}"
            " AND c.property = (SELECT id FROM terms WHERE text = %s) AND c.value = %s"
            f" AND {_KNOWN}",
            [*params, property, value],
        )
        return [ref for (ref,) in rows]

    @guarded
    def _fetch(self, statement: str, params: Sequence[Any]) -> list[Any]:
        return fetch(statement, [*params, *self._until])


_KNOWN = "c.recorded_at <= %s AND c.seq <= %s"
