"""Paging: a kind of the register a page at a time, in order of id: ties as they stood
on a day, and how many they are; and local governments.

Law: the order never changes, so a walk meets each thing once, whatever is recorded
meanwhile. A page for which too many things would have to be looked at comes back short.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from kizuna.analysis.figures import Figure
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Entity, LocalGovernment, Tie
from kizuna.errors import BadQuestion
from kizuna.register.places import government_of
from kizuna.register.register import Register
from kizuna.register.ties import TieOnDay, TieQuery, in_order, refs_meant, ties
from kizuna.store.queries import entities, hidden
from kizuna.values import Answer
from kizuna.values.countries import country_code
from kizuna.workflows import ask, list_ties
from kizuna.workflows.clocks import Times
from kizuna.workflows.search import search

T = TypeVar("T", bound="Entity | TieOnDay")
Following = Callable[[str, int], Sequence[str]]
"""Gives the next ids after one ("": the first), at most so many, in order."""

_TOGETHER = 100
_MOST_SEEN = 2_000
"""So many things are looked at for one page."""
_NAMED = 500
"""So many hits of a name are taken in."""
LEAST = {"certain": Answer.CERTAIN, "possible": Answer.POSSIBLE, "any": Answer.NO}
"""How a tie that is meant stands on the day at least."""


class Part(NamedTuple):
    """A part of a list: so many of what follows the thing with the id `after` ("": from
    its beginning).
    """

    after: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The things of a page in order of id, and a register that holds them and what they
    name.

    `after` is the id after which the next page begins, "" when nothing is left.
    """

    things: tuple[T, ...]
    register: Register
    after: str


def page(
    following: Following,
    part: Part,
    known_at: datetime | None,
    read: Callable[[Register, Sequence[str]], Iterable[T]],
    hops: int = 0,
) -> Page[T]:
    """The part of what `read` gives of the ids that follow each other, in their order,
    as known at a time.

    `hops` is how many rounds of references to each are looked at.
    """
    register = ask.known_register(known_at)
    found: list[T] = []
    seen, after, size = 0, part.after, part.limit + 1
    while refs := following(after, size):
        register.preload(refs, hops)
        found += read(register, [ref for ref in refs if ref in register])
        seen, after, size = seen + len(refs), refs[-1], _TOGETHER
        if len(found) > part.limit:
            break
        if seen >= _MOST_SEEN:
            return Page(tuple(found), register, after)
    kept = tuple(found[: part.limit])
    return Page(kept, register, kept[-1].id if len(found) > part.limit else "")


def page_of_kind(
    kind: type[Entity], part: Part, known_at: datetime | None = None
) -> Page[Entity]:
    return page(
        _among(kind, None), part, known_at, lambda held, refs: held.get_all(refs, kind)
    )


def _among(kind: type[Entity], refs: Iterable[str] | None) -> Following:
    """Some ids of a kind in order; None: all."""
    if refs is None:
        return lambda after, limit: entities.ids_of_kind(
            kind.prefix, after=after, limit=limit
        )
    ids = sorted(refs)
    return lambda after, limit: ids[bisect_right(ids, after) :][:limit]


def page_ties(
    question: list_ties.Question,
    times: Times,
    part: Part,
    country: str = "",
    standing: str = "possible",
) -> Page[TieOnDay]:
    """The part of the ties that are meant.

    `standing` (of LEAST) says how they stand on the day; `country` (a code or a name,
    "": any) is that of at least one party.

    Raises NotFound and Ambiguous for names, BadClaim for an unknown field or kind,
    BadQuestion for two sides that are one, a place and two sides at once, or an unknown
    country.
    """
    query, _ = list_ties.tie_query(question, times, code_of(country))
    query = replace(query, least=LEAST[standing])
    among = refs_meant(ask.known_register(times.known_at), query)
    following = _standing(query, times) if among is None else _among(Tie, among)
    return page(
        following, part, times.known_at, lambda held, refs: ties(held, query, refs), 1
    )


def _standing(query: TieQuery, times: Times) -> Following:
    """The ids of ties by the index: of those that may have stood on the day, and of
    those that are partly hidden from who asks; of all where it does not narrow: for any
    tie, or as known earlier.
    """
    if query.least is Answer.NO or times.known_at is not None:
        return _among(Tie, None)
    half = hidden.partly_hidden_ties()

    def following(after: str, limit: int) -> Sequence[str]:
        found = entities.ties_after(query.day, after=after, limit=limit)
        return sorted({*found, *(ref for ref in half if ref > after)})[:limit]

    return following


def count_ties(
    question: list_ties.Question, times: Times, country: str = ""
) -> dict[str, Figure]:
    """The number of `ties` that are asked for, and of `governments` that are or hold a
    party of them.

    Raises what paging raises.
    """
    query, _ = list_ties.tie_query(question, times, code_of(country))
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
            (
                max(tie.answer for tie in theirs),
                [c for tie in theirs for c in tie.listed],
            )
            for _, theirs in sorted(held.items())
        ),
    }


def page_governments(
    times: Times,
    part: Part,
    country: str = "",
    level: str = "",
    part_of: str = "",
    words: str = "",
) -> Page[LocalGovernment]:
    """The part of the governments that are meant on the day.

    `country` is a code or a name, `level` a concept, which takes in its narrower ones,
    `part_of` an area or a government that they lie in, however deep, `words` words of a
    name in any script; "" asks for any.

    Raises NotFound and Ambiguous for the name of a place, BadClaim for an unknown
    level, BadQuestion for an unknown country or where there is no word among the words.
    """
    code, levels = code_of(country), vocabulary.scheme("levels")
    wanted, day = level and levels[level].id, times.day.number

    def is_meant(government: LocalGovernment) -> bool:
        if code and government.country.value_on(day) != code:
            return False
        held = government.level.value_on(day)
        return not wanted or (held is not None and levels.is_within(held, wanted))

    asked = []
    if part_of and ask.is_empty(times.known_at):
        asked.append(set[str]())
    elif part_of:
        place = ask.place(ask.resolver(times.known_at), part_of)
        register = ask.known_register(times.known_at)
        asked.append(set(place.side(register, day).members) - {place.ref})
    if words:
        found = search(words, limit=_NAMED, kinds=("name",), things=("government",))
        asked.append(set() if found.is_similar else {hit.ref for hit in found.hits})
    following = _among(LocalGovernment, set.intersection(*asked) if asked else None)
    return page(
        following,
        part,
        times.known_at,
        lambda held, refs: filter(is_meant, held.get_all(refs, LocalGovernment)),
    )


def code_of(country: str) -> str:
    """The code of a country named by its code or name; "" for "". Raises BadQuestion
    for another text.
    """
    if not country:
        return ""
    code = country_code(country)
    if not code:
        raise BadQuestion(
            f"{country!r} is no country; write a code of ISO 3166-1, such as JP"
        )
    return code
