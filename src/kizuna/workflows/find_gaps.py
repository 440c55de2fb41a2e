"""Finding gaps: what the register cannot answer, about everything or about one thing and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from kizuna.analysis.gaps import Gap, gaps
from kizuna.claims.kinds import KINDS, Entity, Tie
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.workflows import ask

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Reviewed(Generic[F]):
    """What a review found, with labels for what it is about."""

    found: tuple[F, ...]
    labels: Wording
    register: Register


def find_gaps(of: str = "", known_at: datetime | None = None) -> Reviewed[Gap]:
    """The gaps of what a name or id means and of all that hangs on it ("": of everything).

    Raises NotFound and Ambiguous.
    """
    register, refs = scope(of, known_at)
    return Reviewed(tuple(gaps(register, refs)), Wording.english(register), register)


def scope(of: str, known_at: datetime | None) -> tuple[Register, list[str] | None]:
    """The register, and the ids of a thing with the ties it is in and the parts of those (None: all)."""
    if not of or ask.is_empty(known_at):
        return ask.known_register(known_at), None
    ref = ask.resolver(known_at).resolve(of)
    register = ask.known_register(known_at, [ref])
    refs = {ref: None, **dict.fromkeys(_referring(register, ref))}
    for tie in [r for r in refs if isinstance(register.get(r, Entity), Tie)]:
        refs |= dict.fromkeys(_referring(register, tie))
    return register, list(refs)


def _referring(register: Register, ref: str) -> list[str]:
    return [e.id for kind in KINDS.values() for e in register.referring(ref, kind)]
