"""Scoping: which ties a question about many ties takes in, from names, countries and kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from kizuna.analysis.scope import Scope, scope_of
from kizuna.claims import vocabulary
from kizuna.errors import BadQuestion
from kizuna.store.cache import cached
from kizuna.workflows import ask
from kizuna.workflows.question import Param

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


def scope(question: ScopeQuestion) -> Scope:
    """The scope that a question means.

    Raises NotFound and Ambiguous for names, BadClaim for an unknown kind of tie, BadQuestion for a place and two
    sides at once, for one side alone, or two sides that are one.
    """
    if len(question.between) == 1:
        (side,) = question.between
        raise BadQuestion(f"{side!r} is one side: name the other one too, or ask for one place")
    if question.of and question.between:
        sides = " and ".join(question.between)
        raise BadQuestion(f"{question.of!r} and {sides}: ask for one place or for two sides")
    if question.kind:
        _ = vocabulary.scheme("tie-types")[question.kind]
    names = ask.resolver(question.known_at)
    texts = [question.of] if question.of else list(question.between)
    asked = [ask.place(names, text, _SIDES) for text in texts]
    key = ("scope", question.day, question.known_at, question.public_only, *asked, question.kind)
    return cached(key, lambda: _scope(question, asked), lambda found: len(found.ties))


def _scope(question: ScopeQuestion, asked: Sequence[ask.Place]) -> Scope:
    read = ask.public_register if question.public_only else ask.known_register
    register = read(question.known_at)
    if not asked:
        register.read_all()
    sides = [place.members(register, question.day) for place in asked]
    if len(sides) == 2 and sides[0] == sides[1]:
        first, second = question.between
        raise BadQuestion(f"{first!r} and {second!r} are the same place")
    return scope_of(register, question.day, sides, question.kind)
