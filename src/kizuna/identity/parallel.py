"""Linking on several cores: forked workers share one linker; what comes back is ids alone."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence

from kizuna.identity.linker import MOST, Linker
from kizuna.identity.mentions import Mention
from kizuna.identity.score import decided

Ranked = tuple[list[str], str]
"""The ids of the candidates, the best first, and of the one that is decided without a person ("": none)."""

_CHUNK = 2_000
_shared: list[tuple[Linker, Sequence[Mention], int]] = []
"""What the workers inherit when they are forked: the linker, all mentions, how many candidates."""


def link_all(
    linker: Linker, mentions: Sequence[Mention], *, workers: int = 1, most: int = MOST
) -> list[Ranked]:
    """The candidates of each mention, as `Linker.link` finds them, without their evidence.

    With `workers` over 1 the mentions are shared out among so many processes; where a process cannot be forked
    (Windows) this one does it all.
    """
    order = sorted(range(len(mentions)), key=lambda at: mentions[at].country)
    chunks = [order[at : at + _CHUNK] for at in range(0, len(order), _CHUNK)]
    found: list[Ranked] = [([], "") for _ in mentions]
    _shared.append((linker, mentions, most))
    try:
        if workers > 1 and "fork" in multiprocessing.get_all_start_methods():
            with multiprocessing.get_context("fork").Pool(workers) as pool:
                answers = pool.map(_linked, chunks, chunksize=1)
        else:
            answers = [_linked(chunk) for chunk in chunks]
    finally:
        _shared.pop()
    for chunk, answer in zip(chunks, answers, strict=True):
        for at, ranked in zip(chunk, answer, strict=True):
            found[at] = ranked
    return found


def _linked(chunk: list[int]) -> list[Ranked]:
    linker, mentions, most = _shared[-1]
    found = linker.link([mentions[at] for at in chunk], most)
    taken = (decided(candidates) for candidates in found)
    return [
        ([c.ref for c in near], sure.ref if sure else "")
        for near, sure in zip(found, taken, strict=True)
    ]
