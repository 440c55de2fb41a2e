"""Paging through local governments: of a country, of a level, in an area or another government, by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kizuna.claims import vocabulary
from kizuna.claims.kinds import LocalGovernment
from kizuna.register.places import level_on, on_day
from kizuna.register.register import Register
from kizuna.workflows import ask
from kizuna.workflows.page_ties import code_of
from kizuna.workflows.paging import Page, Walk, page
from kizuna.workflows.search import search

_NAMED = 500
"""So many hits of a name are taken in."""


@dataclass(frozen=True, slots=True)
class GovernmentsQuestion:
    """Which governments, as of a day and as known at a time (None: now), from the one after `after` on.

    `country` is a code or a name, `level` a concept, which takes in its narrower ones, `part_of` an area or a
    government that they lie in, however deep, `words` words of a name in any script; "" asks for any.
    """

    day: int
    known_at: datetime | None = None
    country: str = ""
    level: str = ""
    part_of: str = ""
    words: str = ""
    after: str = ""
    limit: int = 50


def page_governments(question: GovernmentsQuestion) -> Page[LocalGovernment]:
    """The next governments, in order of id.

    Raises NotFound and Ambiguous for the name of a place, BadClaim for an unknown level, BadQuestion for an
    unknown country or where there is no word among the words.
    """
    country, levels = code_of(question.country), vocabulary.scheme("levels")
    if question.level:
        _ = levels[question.level]

    def keep(register: Register, government: LocalGovernment) -> bool:
        if country and on_day(government.country, question.day) != country:
            return False
        level = level_on(government, question.day)
        held = level.value if level else None
        return not question.level or (held is not None and levels.is_within(held, question.level))

    walk = Walk(
        LocalGovernment, question.limit, question.after, question.known_at, _among(question)
    )
    return page(walk, keep)


def _among(question: GovernmentsQuestion) -> list[str] | None:
    """The ids that the place and the words narrow the question to; None where neither is asked for."""
    asked = []
    if question.part_of:
        asked.append(_inside(question))
    if question.words:
        found = search(question.words, limit=_NAMED, kinds=("name",), things=("government",))
        asked.append(set() if found.is_similar else {hit.ref for hit in found.hits})
    return sorted(set.intersection(*asked)) if asked else None


def _inside(question: GovernmentsQuestion) -> set[str]:
    """The governments that lie in a place on the day, without the place itself."""
    if ask.is_empty(question.known_at):
        return set()
    place = ask.place(ask.resolver(question.known_at), question.part_of)
    register = ask.known_register(question.known_at)
    return set(place.side(register, question.day).members) - {place.ref}
