"""Paging: a kind of the register a page at a time, in order of id.

Law: the order never changes, so a walk meets each thing once, whatever is recorded meanwhile. A page for which too
many things would have to be looked at comes back short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from kizuna.claims.kinds import Entity
from kizuna.register.register import Register
from kizuna.workflows import ask

E = TypeVar("E", bound=Entity)

_TOGETHER = 100
_MOST_SEEN = 2_000
"""So many things are looked at for one page."""


@dataclass(frozen=True, slots=True)
class Walk(Generic[E]):
    """Through which things to walk: those of a kind, after an id ("": from the first), as known at a time.

    `among` narrows the walk to these ids; else `following` gives the next ids after one, at most so many (None:
    those of the kind). `hops` is how many rounds of references to each are looked at.
    """

    kind: type[E]
    limit: int
    after: str = ""
    known_at: datetime | None = None
    among: Sequence[str] | None = None
    hops: int = 0
    following: Callable[[str, int], Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[E]):
    """The things of a page in order of id, and a register that holds them and what they name.

    `after` is the id after which the next page begins, "" when nothing is left.
    """

    things: tuple[E, ...]
    register: Register
    after: str


def page(
    walk: Walk[E], keep: Callable[[Register, E], bool] = lambda register, thing: True
) -> Page[E]:
    """The next `limit` things that are kept."""
    register = ask.known_register(walk.known_at)
    found: list[E] = []
    seen = 0
    for refs in _batches(walk):
        register.preload(refs, walk.hops)
        things = (register.get(ref, walk.kind) for ref in refs if ref in register)
        found += [thing for thing in things if thing and keep(register, thing)]
        seen += len(refs)
        if len(found) > walk.limit:
            break
        if seen >= _MOST_SEEN:
            return Page(tuple(found), register, refs[-1])
    kept = tuple(found[: walk.limit])
    return Page(kept, register, kept[-1].id if len(found) > walk.limit else "")


def _batches(walk: Walk[E]) -> Iterator[Sequence[str]]:
    if walk.among is not None:
        left = sorted(ref for ref in walk.among if ref > walk.after)
        yield from (left[at : at + _TOGETHER] for at in range(0, len(left), _TOGETHER))
        return
    following = walk.following or _of_kind(walk.kind.prefix)
    after, size = walk.after, walk.limit + 1
    while refs := following(after, size):
        yield refs
        after, size = refs[-1], _TOGETHER


def _of_kind(prefix: str) -> Callable[[str, int], Sequence[str]]:
    from kizuna.store.queries import entities

    return lambda after, limit: entities.ids_of_kind(prefix, after=after, limit=limit)
