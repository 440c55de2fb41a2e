"""Growing: what is read off the claims in order, and only gets longer while claims are added to the ledger.

Law: it is brought to the ledger's head before it is given, by the claims that are new alone; another database, or
a ledger whose last known claim is another one, begins it anew. Readers who see less or more each have their own.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar, cast

T = TypeVar("T")

MOST = 8
"""So many are held; the one that was asked for longest ago goes first."""


@dataclass(slots=True)
class _Grown:
    """Something with the place and the id of the last claim that it has taken in (0: none yet)."""

    value: Any
    claim: int = 0
    claim_id: bytes | None = None
    lock: Lock = field(default_factory=Lock)


_held: OrderedDict[Hashable, _Grown] = OrderedDict()
_holding = Lock()


def growing(key: Hashable, begin: Callable[[], T], grow: Callable[[T, int, int], None]) -> T:
    """What `begin` makes and `grow` has made of it, for the ledger as it stands and for who reads.

    `grow` is given it with two places of the ledger, and takes in the claims after the first up to the second; it
    may only add. Raises what `grow` raises, and begins anew the next time.
    """
    from kizuna.store.queries import ledger
    from kizuna.store.redaction import redaction_of_facts

    edition = ledger.edition()
    grown = _place((edition.opened, edition.erasure, redaction_of_facts(), key), begin)
    with grown.lock:
        if not _is_earlier(grown, edition.claim or 0, edition.claim_id):
            grown.value, grown.claim, grown.claim_id = begin(), 0, None
        if (edition.claim or 0) > grown.claim:
            first, grown.claim = grown.claim, -1  # whatever ends this early begins anew
            grow(grown.value, first, edition.claim or 0)
            grown.claim, grown.claim_id = edition.claim or 0, edition.claim_id
    return cast(T, grown.value)


def _place(name: Hashable, begin: Callable[[], Any]) -> _Grown:
    with _holding:
        grown = _held.setdefault(name, _Grown(None))
        if grown.value is None:
            grown.value = begin()
        _held.move_to_end(name)
        while len(_held) > MOST:
            _held.popitem(last=False)
        return grown


def _is_earlier(grown: _Grown, claim: int, claim_id: bytes | None) -> bool:
    """Whether the ledger has grown from the one that was read, or is the same."""
    from kizuna.store.queries import ledger

    if grown.claim == claim:
        return grown.claim_id == claim_id
    return 0 <= grown.claim < claim and (
        grown.claim == 0 or ledger.claim_at(grown.claim) == grown.claim_id
    )
