"""What is read off the judgements alone, kept for as long as nothing is judged.

Law: what is kept is a pure function of the judgements known at a time, and of what whoever reads may see.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar

from kizuna.store.queries.ledger import edition
from kizuna.store.redaction import redaction_of_facts

T = TypeVar("T")

_MOST = 16
_held: OrderedDict[Hashable, Any] = OrderedDict()
_holding = Lock()


def kept_while_judged(what: str, known_at: datetime | None, make: Callable[[], T]) -> T:
    """What `make` gives for the judgements as they stand, known at a time (None: now), from the last time where it
    was kept; `what` names it."""
    key = (what, edition().judged, redaction_of_facts(), known_at)
    with _holding:
        if key in _held:
            _held.move_to_end(key)
            return _held[key]  # type: ignore[no-any-return]
    made = make()
    with _holding:
        _held[key] = made
        while len(_held) > _MOST:
            _held.popitem(last=False)
    return made
