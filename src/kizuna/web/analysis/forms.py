"""The forms of the pages that analyse: a question is a GET whose address can be kept and cited.

Each field has a name of its own, so that the address is also a plain mapping of names to texts.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from kizuna.claims import vocabulary
from kizuna.errors import BadQuestion
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
    """The ties that the form asks for: of one place or between two sides, of a kind, on the day of the visit.

    Raises BadQuestion for one side without the other.
    """
    here = visit(request)
    return ScopeQuestion(
        day=here.day.number,
        known_at=here.known_at,
        of=given(request, "of"),
        between=sides(request),
        kind=given(request, "kind"),
    )


def sides(request: HttpRequest) -> tuple[str, ...]:
    """The two sides that are named, or none. Raises BadQuestion for one alone."""
    a, b = given(request, "a"), given(request, "b")
    if bool(a) != bool(b):
        raise BadQuestion(f"{a or b!r} is one side: name the other one too, or ask for one place")
    return (a, b) if a else ()


def concepts(messages: Messages, scheme: str) -> list[Option]:
    """The concepts of a vocabulary by id, in the order of their labels."""
    held = ((concept, messages.concept(scheme, concept)) for concept in vocabulary.scheme(scheme))
    return sorted(held, key=lambda option: option[1].casefold())
