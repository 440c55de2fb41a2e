"""Paging: a kind of the register a page at a time, in order of id: ties as they stood on a day, and how many they
are; and local governments.

Law: the order never changes, so a walk meets each thing once, whatever is recorded meanwhile. A page for which too
many things would have to be looked at comes back short.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from kizuna.analysis.figures import Figure
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Entity, LocalGovernment, Tie
from kizuna.errors import BadQuestion
from kizuna.register.places import government_of, level_on, on_day
from kizuna.register.register import Register
from kizuna.register.status import TieOnDay, in_order
from kizuna.register.ties import TieQuery, refs_meant, ties
from kizuna.store.queries import entities, hidden
from kizuna.store.queries.entities import ties_after
from kizuna.values import Answer
from kizuna.values.countries import country_code
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times
from kizuna.workflows.list_ties import TiesQuestion, tie_query
from kizuna.workflows.search import search

T = TypeVar("T", bound="Entity | TieOnDay")
Following = Callable[[str, int], Sequence[str]]
"""Gives the next ids after one ("": the first), at most so many, in order."""

_TOGETHER = 100
_MOST_SEEN = 2_000
"""So many things are looked at for one page."""
_NAMED = 500
"""So many hits of a name are taken in."""
CERTAIN, POSSIBLE, ANY = "certain", "possible", "any"
LEAST = {CERTAIN: Answer.CERTAIN, POSSIBLE: Answer.POSSIBLE, ANY: Answer.NO}


@dataclass(frozen=True, slots=True)
class Walk:
    """Through which things to walk: those of the ids that `following` gives, after an id ("": from the first), as
    known at a time. `hops` is how many rounds of references to each are looked at."""

    following: Following
    limit: int
    after: str = ""
    known_at: datetime | None = None
    hops: int = 0


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The things of a page in order of id, and a register that holds them and what they name.

    `after` is the id after which the next page begins, "" when nothing is left.
    """

    things: tuple[T, ...]
    register: Register
    after: str


def page(walk: Walk, read: Callable[[Register, Sequence[str]], Iterable[T]]) -> Page[T]:
    """The next `limit` of the things that `read` gives of ids, in their order."""
    register = ask.known_register(walk.known_at)
    found: list[T] = []
    seen, after, size = 0, walk.after, walk.limit + 1
    while refs := walk.following(after, size):
        register.preload(refs, walk.hops)
        found += read(register, [ref for ref in refs if ref in register])
        seen, after, size = seen + len(refs), refs[-1], _TOGETHER
        if len(found) > walk.limit:
            break
        if seen >= _MOST_SEEN:
            return Page(tuple(found), register, after)
    kept = tuple(found[: walk.limit])
    return Page(kept, register, kept[-1].id if len(found) > walk.limit else "")


def page_of_kind(
    kind: type[Entity], limit: int, after: str = "", known_at: datetime | None = None
) -> Page[Entity]:
    """The next things of a kind."""
    walk = Walk(_of_kind(kind.prefix), limit, after, known_at)
    return page(walk, lambda register, refs: register.get_all(refs, kind))


def _of_kind(prefix: str) -> Following:
    return lambda after, limit: entities.ids_of_kind(prefix, after=after, limit=limit)


def _of(refs: Iterable[str]) -> Following:
    ids = sorted(refs)
    return lambda after, limit: ids[bisect_right(ids, after) :][:limit]


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


def page_ties(question: TiesPageQuestion) -> Page[TieOnDay]:
    """The next ties.

    Raises NotFound and Ambiguous for names, BadClaim for an unknown field or kind, BadQuestion for two sides that
    are one, a place and two sides at once, or an unknown country.
    """
    query, _ = tie_query(question.ties, question.times, code_of(question.country))
    query = replace(query, least=LEAST[question.standing])
    register = ask.known_register(question.times.known_at)
    among = refs_meant(register, query)
    following = _standing(query, question.times) if among is None else _of(among)
    walk = Walk(following, question.limit, question.after, question.times.known_at, hops=1)
    return page(walk, lambda register, refs: ties(register, query, refs))


def _standing(query: TieQuery, times: Times) -> Following:
    """The ids of ties by the index: of those that may have stood on the day, and of those that are partly hidden
    from who asks; of all where it does not narrow: for any tie, or as known earlier."""
    if query.least is Answer.NO or times.known_at is not None:
        return _of_kind(Tie.prefix)
    half = hidden.partly_hidden_ties()

    def following(after: str, limit: int) -> Sequence[str]:
        found = ties_after(query.day, after=after, limit=limit)
        return sorted({*found, *(ref for ref in half if ref > after)})[:limit]

    return following


def count_ties(question: TiesQuestion, times: Times, country: str = "") -> dict[str, Figure]:
    """The number of `ties` that are asked for, and of `governments` that are or hold a party of them.

    Raises what paging raises.
    """
    query, _ = tie_query(question, times, code_of(country))
    register = ask.known_register(times.known_at)
    found = in_order(ties(register, replace(query, least=Answer.POSSIBLE)))
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

    def is_meant(government: LocalGovernment) -> bool:
        if country and on_day(government.country, question.day) != country:
            return False
        level = level_on(government, question.day)
        held = level.value if level else None
        return not question.level or (held is not None and levels.is_within(held, question.level))

    among = _among(question)
    following = _of_kind(LocalGovernment.prefix) if among is None else _of(among)
    walk = Walk(following, question.limit, question.after, question.known_at)
    return page(walk, lambda held, refs: filter(is_meant, held.get_all(refs, LocalGovernment)))


def _among(question: GovernmentsQuestion) -> set[str] | None:
    """The ids that the place and the words narrow the question to; None where neither is asked for."""
    asked = []
    if question.part_of:
        asked.append(_inside(question))
    if question.words:
        found = search(question.words, limit=_NAMED, kinds=("name",), things=("government",))
        asked.append(set() if found.is_similar else {hit.ref for hit in found.hits})
    return set.intersection(*asked) if asked else None


def _inside(question: GovernmentsQuestion) -> set[str]:
    """The governments that lie in a place on the day, without the place itself."""
    if ask.is_empty(question.known_at):
        return set()
    place = ask.place(ask.resolver(question.known_at), question.part_of)
    register = ask.known_register(question.known_at)
    return set(place.side(register, question.day).members) - {place.ref}


def code_of(country: str) -> str:
    """The code of a country named by its code or name; "" for "". Raises BadQuestion for another text."""
    if not country:
        return ""
    code = country_code(country)
    if not code:
        raise BadQuestion(f"{country!r} is no country; write a code of ISO 3166-1, such as JP")
    return code
