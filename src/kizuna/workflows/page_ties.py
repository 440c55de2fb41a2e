"""Ties a page at a time, in order of id, and how many they are: those that stood on a day, of a place, between two
sides, of a kind, in a field, with a country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kizuna.analysis.figures import Figure
from kizuna.claims.kinds import Tie
from kizuna.errors import BadQuestion
from kizuna.register.places import government_of
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay, in_order
from kizuna.register.ties import TieQuery, refs_meant, ties
from kizuna.values import Answer
from kizuna.values.countries import country_code
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times
from kizuna.workflows.list_ties import TiesQuestion, check_concepts
from kizuna.workflows.paging import Walk, page
from kizuna.workflows.scoping import places_meant, sides_of

CERTAIN, POSSIBLE, ANY = "certain", "possible", "any"
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
    query = _query(question.ties, question.times, question.country)
    query = replace(query, least=LEAST[question.standing])
    register = ask.known_register(question.times.known_at)
    lines: dict[str, TieOnDay] = {}

    def keep(register: Register, tie: Tie) -> bool:
        lines.update((found.id, found) for found in ties(register, query, [tie.id]))
        return tie.id in lines

    found = page(
        Walk(
            kind=Tie,
            limit=question.limit,
            after=question.after,
            known_at=question.times.known_at,
            among=refs_meant(register, query),
            hops=1,
            following=_following(query, question.times),
        ),
        keep,
    )
    return TiesPage(tuple(lines[tie.id] for tie in found.things), found.register, found.after)


def _query(asked: TiesQuestion, times: Times, country: str) -> TieQuery:
    check_concepts(asked)
    day, code = times.day.number, code_of(country)
    sides: tuple[frozenset[str], ...] = ()
    if not ask.is_empty(times.known_at):
        places = places_meant(asked.of, asked.between, times.known_at)
        sides = sides_of(ask.known_register(times.known_at), places, day)
    return TieQuery(day, sides, asked.kind, asked.field, code)


def _following(query: TieQuery, times: Times) -> Callable[[str, int], Sequence[str]] | None:
    """What gives the next ids of ties after one, by the index: of those that may have stood on the day, and of
    those that are partly hidden from who asks. None where it does not narrow: for any tie, or as known earlier."""
    from kizuna.store.queries import hidden
    from kizuna.store.queries.ties import ties_after

    if query.least is Answer.NO or times.known_at is not None:
        return None
    half = hidden.partly_hidden_ties()

    def following(after: str, limit: int) -> Sequence[str]:
        found = ties_after(query.day, after=after, limit=limit)
        return sorted({*found, *(ref for ref in half if ref > after)})[:limit]

    return following


def count_ties(question: TiesQuestion, times: Times, country: str = "") -> dict[str, Figure]:
    """The number of `ties` that are asked for, and of `governments` that are or hold a party of them.

    Raises what paging raises.
    """
    query = replace(_query(question, times, country), least=Answer.POSSIBLE)
    register = ask.known_register(times.known_at)
    found = in_order(ties(register, query))
    held: dict[str, list[TieOnDay]] = defaultdict(list)
    for tie in found:
        homes = (government_of(register, party) for party in tie.tie.party.values)
        for ref in {home.id for home in homes if home is not None}:
            held[ref].append(tie)
    return {
        "ties": Figure.count((tie.answer, tie.listed) for tie in found),
        "governments": Figure.count(
            (max(tie.answer for tie in theirs), [c for tie in theirs for c in tie.listed])
            for _, theirs in sorted(held.items())
        ),
    }


def code_of(country: str) -> str:
    """The code of a country named by its code or name; "" for "". Raises BadQuestion for another text."""
    if not country:
        return ""
    code = country_code(country)
    if not code:
        raise BadQuestion(f"{country!r} is no country; write a code of ISO 3166-1, such as JP")
    return code
