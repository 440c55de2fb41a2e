"""Paging: a kind of the register a page at a time, in order of id.

Law: the order never changes, so a walk meets each thing once, whatever is recorded meanwhile. Of a large ledger
only the pages looked at are folded; a page for which too many things would have to be looked at comes back
short.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Generic, TypeVar

from kizuna.claims.kinds import Entity
from kizuna.register.register import Register
from kizuna.workflows import ask

E = TypeVar("E", bound=Entity)

_TOGETHER = 100
_MOST_SEEN = 2_000
"""Of a large ledger, so many things are looked at for one page."""


@dataclass(frozen=True, slots=True)
class Walk(Generic[E]):
    """Through which things to walk: those of a kind, after an id ("": from the first), as known at a time.

    `among` narrows the walk to these ids; in a large ledger `following` gives the next ids after one, at most so
    many (None: those of the kind). `hops` is how many rounds of references to each are looked at, `only` the
    properties that are (empty: all).
    """

    kind: type[E]
    limit: int
    after: str = ""
    known_at: datetime | None = None
    among: Sequence[str] | None = None
    hops: int = 0
    only: Collection[str] = ()
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
    if ask.is_large():
        return _page_of_large(walk, keep)
    register = ask.known_register(walk.known_at)
    refs = register.entities if walk.among is None else sorted(walk.among)
    found = (register.get(ref, walk.kind) for ref in refs if ref > walk.after)
    kept = list(islice((e for e in found if e and keep(register, e)), walk.limit + 1))
    return _cut(walk, kept, register)


def _page_of_large(walk: Walk[E], keep: Callable[[Register, E], bool]) -> Page[E]:
    found: list[E] = []
    register, seen, last = None, 0, ""
    for refs in _batches(walk):
        register = _looked_at(walk, refs)
        for ref in refs:
            thing = register.get(ref, walk.kind)
            if thing and keep(register, thing):
                found.append(thing)
        seen, last = seen + len(refs), refs[-1]
        if len(found) > walk.limit:
            break
        if seen >= _MOST_SEEN:
            return Page(tuple(found), _holding(walk, found, register), last)
    return _cut(walk, found, _holding(walk, found[: walk.limit], register))


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


def _holding(walk: Walk[E], found: list[E], register: Register | None) -> Register:
    """A register that holds what was found: the one it was found in, when that is one."""
    refs = [thing.id for thing in found]
    if register is not None and all(ref in register for ref in refs):
        return register
    return _looked_at(walk, refs or [f"{walk.kind.prefix}/none"])


def _looked_at(walk: Walk[E], refs: Sequence[str]) -> Register:
    return ask.known_register(walk.known_at, refs, walk.hops, briefly=True, only=walk.only)


def _cut(walk: Walk[E], found: list[E], register: Register) -> Page[E]:
    more = len(found) > walk.limit
    kept = tuple(found[: walk.limit])
    return Page(kept, register, kept[-1].id if more else "")
