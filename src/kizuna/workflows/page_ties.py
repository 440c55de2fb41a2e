"""Paging through ties: those that stood on a day, of a place, between two sides, of a kind, in a field, with a
country; in order of id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kizuna.claims.kinds import Tie
from kizuna.errors import BadQuestion
from kizuna.register.dating import Dating
from kizuna.register.places import government_of, is_country, on_day
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay, tie_on_day
from kizuna.values import Answer
from kizuna.values.countries import country_code
from kizuna.workflows import ask, list_ties
from kizuna.workflows.clocks import Times
from kizuna.workflows.list_ties import TiesQuestion, check_concepts, fits
from kizuna.workflows.paging import Walk, page

CERTAIN, POSSIBLE, ANY = "certain", "possible", "any"
STANDINGS = (CERTAIN, POSSIBLE, ANY)
LEAST = {CERTAIN: Answer.CERTAIN, POSSIBLE: Answer.POSSIBLE, ANY: Answer.NO}


@dataclass(frozen=True, slots=True)
class TiesPageQuestion:
    """Which ties, and from which on: those after the tie `after` ("": from the first), `limit` of them.

    `standing`: those that certainly stood on the day, that possibly did (the certain ones too), or any. `country`
    (a code or a name, "": any) is that of at least one party.
    """

    ties: TiesQuestion
    times: Times
    country: str = ""
    standing: str = POSSIBLE
    after: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class TiesPage:
    """A page of ties in order of id; `after` is the id after which the next begins, "" when nothing is left."""

    lines: tuple[TieOnDay, ...]
    register: Register
    after: str


def page_ties(question: TiesPageQuestion) -> TiesPage:
    """The next ties.

    Raises NotFound and Ambiguous for names, BadClaim for an unknown field or kind, BadQuestion for two sides that
    are one, a place and two sides at once, or an unknown country.
    """
    check_concepts(question.ties)
    if question.ties.of and question.ties.between:
        raise BadQuestion(f"{question.ties.of!r} and two sides: ask for one place or for two sides")
    candidates = _candidates(question)
    asked, least = question.ties, LEAST[question.standing]
    day = question.times.day.number
    lines: dict[str, TieOnDay] = {}

    def keep(register: Register, tie: Tie) -> bool:
        line = lines[tie.id] = tie_on_day(tie, day, Dating.of(register))
        return (
            not line.answer < least
            and fits(asked, register, tie)
            and all(is_of_country(register, tie, c, day) for c in candidates.countries)
        )

    found = page(
        Walk(
            kind=Tie,
            limit=question.limit,
            after=question.after,
            known_at=question.times.known_at,
            among=candidates.among,
            hops=1,
            following=candidates.following,
        ),
        keep,
    )
    return TiesPage(tuple(lines[tie.id] for tie in found.things), found.register, found.after)


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The ties to look at: those `among` these ids (None: all, as `following` gives them) with a party in each of
    the countries."""

    countries: tuple[str, ...] = ()
    among: Sequence[str] | None = None
    following: Callable[[str, int], Sequence[str]] | None = None


def _candidates(question: TiesPageQuestion) -> _Candidates:
    """Ids of ties that may fit: of a place or two sides those listed; else, of what is known now, those that the
    register's table says may have stood on the day, and those of which part is hidden from who asks."""
    from kizuna.store.queries import hidden, ties

    asked, code = question.ties, code_of(question.country)
    place = country_meant(asked.of)
    if asked.between or (asked.of and not place):
        return _Candidates((code,) if code else (), _of_sides(question))
    countries = tuple(country for country in (place, code) if country)
    if question.times.known_at is not None or question.standing == ANY:
        return _Candidates(countries)
    half = hidden.partly_hidden_ties()

    def following(after: str, limit: int) -> Sequence[str]:
        region = next(iter(countries), "")
        found = ties.ties_after(question.times.day.number, region=region, after=after, limit=limit)
        return sorted({*(t.tie for t in found), *(ref for ref in half if ref > after)})[:limit]

    return _Candidates(countries, None, following)


def sides_of(asked: TiesQuestion) -> tuple[ask.Place, ask.Place]:
    """The two sides of a question. Raises NotFound and Ambiguous, and BadQuestion where they are one."""
    names = ask.resolver()
    first, second = (
        ask.Place(code_of(text)) if is_country(text) else ask.place(names, text)
        for text in asked.between
    )
    if first == second:
        named = " and ".join(map(repr, asked.between))
        raise BadQuestion(f"{named} are the same place: {first.ref}")
    return first, second


def country_meant(text: str) -> str:
    """The code of the country that a text names, by itself or as an area that is drawn by it; "" for another
    place.

    Raises NotFound and Ambiguous.
    """
    from kizuna.store.queries import tie_counts

    if not text or is_country(text):
        return code_of(text)
    ref = ask.place(ask.resolver(), text, ("government", "area", "organisation")).ref
    return ref if is_country(ref) else tie_counts.country_drawn(ref)


def _of_sides(question: TiesPageQuestion) -> list[str]:
    asked = replace(question.ties, every=question.standing == ANY)
    return [line.tie.id for line in list_ties.answer(asked, question.times).lines]


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
