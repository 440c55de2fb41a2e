"""Paging through ties: those that stood on a day, of a place, between two sides, of a kind, in a field, with a
country; in order of id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from kizuna.claims.kinds import Tie
from kizuna.errors import BadQuestion
from kizuna.register.dating import Dating
from kizuna.register.places import government_of, on_day
from kizuna.register.register import Register
from kizuna.register.status import standing_on
from kizuna.values import Answer
from kizuna.values.countries import country_code
from kizuna.workflows.list_ties import (
    TieLine,
    TiesQuestion,
    check_concepts,
    fits,
    line_of,
    list_ties,
)
from kizuna.workflows.paging import Walk, page

CERTAIN, POSSIBLE, ANY = "certain", "possible", "any"
STANDINGS = (CERTAIN, POSSIBLE, ANY)
_LEAST = {CERTAIN: Answer.CERTAIN, POSSIBLE: Answer.POSSIBLE, ANY: Answer.NO}


@dataclass(frozen=True, slots=True)
class TiesPageQuestion:
    """Which ties, and from which on: those after the tie `after` ("": from the first), `limit` of them.

    `standing`: those that certainly stood on the day, that possibly did (the certain ones too), or any. `country`
    (a code or a name, "": any) is that of at least one party.
    """

    ties: TiesQuestion
    country: str = ""
    standing: str = POSSIBLE
    after: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class TiesPage:
    """A page of ties in order of id; `after` is the id after which the next begins, "" when nothing is left."""

    lines: tuple[TieLine, ...]
    register: Register
    after: str


def page_ties(question: TiesPageQuestion) -> TiesPage:
    """The next ties.

    Raises NotFound and Ambiguous for names, BadClaim for an unknown field or kind, BadQuestion for two sides that
    are one, a place and two sides at once, or an unknown country.
    """
    asked, country = question.ties, code_of(question.country)
    check_concepts(asked)
    if asked.of and asked.between:
        raise BadQuestion(f"{asked.of!r} and two sides: ask for one place or for two sides")
    among = _of_sides(question) if asked.of or asked.between else None
    following = _standing(question) if asked.known_at is None else None
    walk = Walk(Tie, question.limit, question.after, asked.known_at, among, 1, following)
    least = _LEAST[question.standing]
    dating = _Datings().of

    def keep(register: Register, tie: Tie) -> bool:
        standing = standing_on(tie, asked.day, dating(register))
        return (
            not standing.in_force < least
            and fits(asked, register, tie)
            and (not country or is_of_country(register, tie, country, asked.day))
        )

    found = page(walk, keep)
    standings = (standing_on(t, asked.day, dating(found.register)) for t in found.things)
    lines = tuple(line_of(found.register, standing, asked.day) for standing in standings)
    return TiesPage(lines, found.register, found.after)


def _standing(question: TiesPageQuestion) -> Callable[[str, int], Sequence[str]] | None:
    """The ids that the register's tables list for the day, where those that did not stand are not asked for."""
    from kizuna.store.queries import tie_counts

    if question.standing == ANY:
        return None
    day = question.ties.day
    return lambda after, limit: tie_counts.ties_after(day, after=after, limit=limit)


@dataclass(slots=True)
class _Datings:
    """The dates of the documents of registers, read once for each."""

    _held: list[tuple[Register, Dating]] = field(default_factory=list)

    def of(self, register: Register) -> Dating:
        found = next((dating for held, dating in self._held if held is register), None)
        if found is None:
            found = Dating.of(register)
            self._held.append((register, found))
        return found


def _of_sides(question: TiesPageQuestion) -> list[str]:
    asked = replace(question.ties, every=question.standing == ANY)
    return [line.tie.id for line in list_ties(asked).lines]


def code_of(country: str) -> str:
    """The code of a country named by its code or name; "" for "". Raises BadQuestion for another text."""
    if not country:
        return ""
    code = country_code(country)
    if not code:
        raise BadQuestion(f"{country!r} is no country; write a code of ISO 3166-1, such as JP")
    return code


def is_of_country(register: Register, tie: Tie, country: str, day: int) -> bool:
    """Whether a party lies in a country on a day, itself or the government that it belongs to."""
    homes = (government_of(register, party) for party in tie.party.values)
    return any(home is not None and on_day(home.country, day) == country for home in homes)
