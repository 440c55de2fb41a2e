"""Scoping: which ties a question about many ties takes in, from names, countries and kinds."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from kizuna.analysis.scope import Scope, scope_of
from kizuna.claims import vocabulary
from kizuna.errors import BadQuestion
from kizuna.register.register import Register
from kizuna.store.cache import cached
from kizuna.workflows import ask
from kizuna.workflows.question import Param
from kizuna.workflows.readers import ANONYMOUS, reading_as

_SIDES = ("government", "area", "organisation")

Of = Annotated[str, Param("web-analysis-of", "place", example="osaka")]
Between = Annotated[
    tuple[str, ...],
    Param("web-analysis-between", "place", names=("a", "b"), example="kansai china"),
]
Kind = Annotated[str, Param("web-analysis-kind", "concept", "tie-types")]
"""The parameters of questions about many ties: which of them are meant."""


@dataclass(frozen=True, slots=True)
class ScopeQuestion:
    """Which ties are asked for, on which day, as known at which time (None: now).

    `of` and `between` are names or ids of places and areas, or countries by code or name; `kind` a type of tie,
    which takes in its narrower ones; () and "" ask for any. With `public_only`, what is not public is left out.
    """

    day: int
    known_at: datetime | None = None
    of: str = ""
    between: tuple[str, ...] = ()
    kind: str = ""
    public_only: bool = False


def scope_fields(question: Any) -> dict[str, Any]:
    """What a question gives as `of`, `between` and `kind`, as records name it; None for any."""
    asked = {"of": question.of, "between": list(question.between), "kind": question.kind}
    return {name: value or None for name, value in asked.items()}


@dataclass(frozen=True, slots=True)
class ScopeAnswer:
    """An answer about the ties of a scope."""

    scope: Scope

    @property
    def register(self) -> Register:
        """The register that it was made from."""
        return self.scope.register


def scope(question: ScopeQuestion) -> Scope:
    """The scope that a question means.

    Raises NotFound and Ambiguous for names, BadClaim for an unknown kind of tie, BadQuestion for a place and two
    sides at once, for one side alone, or two sides that are one.
    """
    if question.kind:
        _ = vocabulary.scheme("tie-types")[question.kind]
    asked = places_meant(question.of, question.between, question.known_at)
    key = ("scope", question.day, question.known_at, question.public_only, *asked, question.kind)

    def made() -> Scope:
        with reading_as(ANONYMOUS) if question.public_only else nullcontext():
            register = ask.known_register(question.known_at)
        sides = sides_of(register, asked, question.day)
        return scope_of(register, question.day, sides, question.kind)

    return cached(key, made, lambda found: len(found.ties))


def places_meant(
    of: str,
    between: Sequence[str],
    known_at: datetime | None = None,
    kinds: Sequence[str] = _SIDES,
) -> tuple[ask.Place, ...]:
    """The place or the two sides, of some kinds, that a question names; () where it names none.

    Raises NotFound and Ambiguous for names, BadQuestion for a place and two sides at once, for one side alone, and
    for two sides that are one.
    """
    if len(between) == 1:
        (side,) = between
        raise BadQuestion(f"{side!r} is one side: name the other one too, or ask for one place")
    if of and between:
        sides = " and ".join(between)
        raise BadQuestion(f"{of!r} and {sides}: ask for one place or for two sides")
    names = ask.resolver(known_at)
    asked = tuple(ask.place(names, text, kinds) for text in ([of] if of else between))
    if len(asked) == 2 and asked[0] == asked[1]:
        raise BadQuestion(f"{between[0]!r} and {between[1]!r} are the same place: {asked[0].ref}")
    return asked


def sides_of(
    register: Register, asked: Sequence[ask.Place], day: int
) -> tuple[frozenset[str], ...]:
    """The members of the places on a day: of one place itself, of two sides with all that lies in them.

    Raises NotFound, and BadQuestion for two sides that take in the same.
    """
    if len(asked) == 1:
        return (asked[0].members(register, day),)
    sides = tuple(place.side(register, day).members for place in asked)
    if len(sides) == 2 and sides[0] == sides[1]:
        raise BadQuestion(f"{asked[0].ref!r} and {asked[1].ref!r} are the same place")
    return sides
