"""The forms of the pages that analyse: a question is a GET whose address can be kept and cited.

Each field has a name of its own, so that the address is also a plain mapping of names to texts.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from kizuna.claims import vocabulary
from kizuna.languages import Messages
from kizuna.web.fields import given
from kizuna.web.visit import visit
from kizuna.workflows.scoping import ScopeQuestion

NAMES = tuple("abcdefgh")
"""The fields for things that are named one beside the other."""
MOST_CLAIMS = 600_000
"""A ledger of more claims is not read whole for a page: that takes longer than some ten seconds."""

Option = tuple[str, str]
"""A value and what it is called."""


def named(request: HttpRequest, fields: Iterable[str] = NAMES) -> tuple[str, ...]:
    """The things that are named, in the order of their fields; empty fields are left out."""
    return tuple(text for field in fields if (text := given(request, field)))


def scope_asked(request: HttpRequest) -> ScopeQuestion:
    """The ties that the form asks for: of one place or between two sides, of a kind, on the day of the visit."""
    here, sides = visit(request), named(request, ("a", "b"))
    of, kind = given(request, "of"), given(request, "kind")
    return ScopeQuestion(here.day.number, here.known_at, of, sides, kind)


def concepts(messages: Messages, scheme: str) -> list[Option]:
    """The concepts of a vocabulary by id, in the order of their labels."""
    held = ((concept, messages.concept(scheme, concept)) for concept in vocabulary.scheme(scheme))
    return sorted(held, key=lambda option: option[1].casefold())
