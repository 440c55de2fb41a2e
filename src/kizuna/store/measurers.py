"""Batches of claims measured by all processors, while the caller does something with what is measured.

Law: what is measured comes in the order of the batches, whoever measured it.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from itertools import islice

from kizuna.store.checking import Measured, measured
from kizuna.store.fields import ClaimFields
from kizuna.store.numbering import Numbering
from kizuna.store.sharing import Work, shared_out

Batch = Iterable[ClaimFields]
"""Claims that can be sent to another process: a list, or what reads them from a file when it is gone through."""
Sent = tuple[int, Measured]
"""The number of who measured, and claims; their `texts` go on from those that the same one sent before."""

_PART = 500
"""Claims that are measured at once: all that is made of them fits a processor's cache."""


def measured_by_all(batches: Iterable[Batch]) -> Iterator[Sent]:
    """The claims of all batches, measured by other processes and, when it would have to wait, by this one.

    Raises BadClaim for a batch that holds bad claims, StorageError when another process was ended from outside.
    """
    places = Numbering()
    for who, parts in shared_out(batches, lambda batch: list(_measured(batch, places)), _packer):
        for part in parts:
            yield who, pickle.loads(part) if isinstance(part, bytes) else part


def _packer() -> Work:
    """What measures a batch and packs it; the caller unpacks the parts one by one."""
    places = Numbering()
    return lambda batch: [pickle.dumps(part, -1) for part in _measured(batch, places)]


def _measured(batch: Batch, places: Numbering) -> Iterator[Measured]:
    claims = iter(batch)
    while part := list(islice(claims, _PART)):
        yield measured(part, places)
