"""Scoping: which ties a question about many ties takes in, from names, countries and kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kizuna.analysis.scope import Scope, scope_of
from kizuna.claims import vocabulary
from kizuna.errors import BadQuestion
from kizuna.identity.resolver import Resolver
from kizuna.register.register import Register
from kizuna.workflows import ask


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
    sides at once, or two sides that are one.
    """
    if question.of and question.between:
        sides = " and ".join(question.between)
        raise BadQuestion(f"{question.of!r} and {sides}: ask for one place or for two sides")
    if question.kind:
        _ = vocabulary.scheme("tie-types")[question.kind]
    read = ask.public_register if question.public_only else ask.known_register
    register = read(question.known_at)
    names = ask.resolver(question.known_at)
    texts = [question.of] if question.of else list(question.between)
    asked = [side_of(register, names, text, question.day) for text in texts]
    if len(asked) == 2 and asked[0] == asked[1]:
        raise BadQuestion(f"{texts[0]!r} and {texts[1]!r} are the same place")
    return scope_of(register, question.day, asked, question.kind)


def side_of(register: Register, names: Resolver, text: str, day: int) -> frozenset[str]:
    """What a text names: a government alone or an organisation, an area's governments, or a country's.

    Raises NotFound and Ambiguous.
    """
    return ask.place(names, text, ("government", "area", "organisation")).members(register, day)
