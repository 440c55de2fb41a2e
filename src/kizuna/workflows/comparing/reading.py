"""Reading what a comparison rests on: the ties and places named, and the ties of whoever surrounds them.

A small register is read whole. Of a large one, first what hangs on the places named, then what hangs on their
partners, on what they are part of and on what is part of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kizuna.analysis.compare.around import family_of
from kizuna.analysis.compare.neighbours import Neighbours
from kizuna.analysis.compare.peers import of_like_size
from kizuna.analysis.compare.places import Place
from kizuna.analysis.scope import populations, scope_of
from kizuna.claims.kinds import Tie
from kizuna.errors import BadQuestion
from kizuna.identity.resolver import Resolver
from kizuna.languages import Messages
from kizuna.register.places import government_of
from kizuna.register.register import Register, fold
from kizuna.workflows import ask

"""So many partners are read around; a place with more is read with the whole register."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The two clocks of a comparison, and the kind of ties that it is about ("": any).

    `messages` are of the language in which findings are told; None is the English of the command line.
    """

    day: int
    known_at: datetime | None = None
    kind: str = ""
    messages: Messages | None = None

    def around_ties(self, ties: Sequence[str]) -> Neighbours:
        """The neighbours of all parties of the ties, by id."""
        register = ask.known_register(self.known_at, ties, hops=1)
        parties = {p for tie in register.get_all(ties, Tie) for p in tie.party.values}
        return self._neighbours(register, parties | self._families(register, parties))

    def around_places(
        self, names: Resolver, texts: Sequence[str]
    ) -> tuple[Neighbours, list[Place]]:
        """The neighbours of the places that the texts name, and of their partners.

        Raises NotFound and Ambiguous.
        """
        named = [ask.place(names, text) for text in texts]
        register = ask.known_register(self.known_at, [place.ref for place in named])
        places = [Place(place.ref, place.members(register, self.day)) for place in named]
        members = {ref for place in places for ref in place.members}
        partners = self._neighbours(register, members).partners_of(members)
        around = members | partners.keys() | self._families(register, members)
        return self._neighbours(register, around), places

    def around_peers(
        self, names: Resolver, place: str, among: str = ""
    ) -> tuple[Neighbours, frozenset[str] | None]:
        """The neighbours of a government and of all that may be its peers, and the governments of `among`.

        Those take in all that is part of them; they are None for "". Raises NotFound and Ambiguous.
        """
        within = ask.place(names, among) if among else None
        register = ask.known_register(self.known_at)
        like = self._of_like_size(place)
        neighbours = self._neighbours(register, {place, *like} if like else None)
        return neighbours, within.side(register, self.day).members if within else None

    def _of_like_size(self, place: str) -> list[str]:
        """The governments of like population, read from the statistics alone."""
        from kizuna.store.queries import claims, judgements

        held = [
            claim
            for name in ("measure", "scope", "value", "as_of")
            for claim in claims.claims(property=name, known_at=self.known_at)
        ]
        statistics = fold(held, judgements.judgements(known_at=self.known_at))
        return of_like_size(populations(statistics), place)

    def _families(self, register: Register, places: Iterable[str]) -> set[str]:
        homes = [home.id for place in places if (home := government_of(register, place))]
        return {ref for home in homes for ref in family_of(register, home, self.day)}

    def _neighbours(self, register: Register, places: Collection[str] | None) -> Neighbours:
        """The neighbours by the ties of places; None takes in every tie."""
        sides = [] if places is None else [places]
        return Neighbours.of(scope_of(register, self.day, sides, self.kind))


def several(texts: Sequence[str], refs: Sequence[str], what: str) -> None:
    """Whether at least two different things are named; raises BadQuestion, quoting them, when not."""
    if len(refs) < 2:
        given = f"only {texts[0]!r} is named" if texts else "none is named"
        raise BadQuestion(f"{given}: name two or more {what} to compare")
    for at, ref in enumerate(refs):
        if ref in refs[:at]:
            first = texts[refs.index(ref)]
            raise BadQuestion(
                f"{first!r} and {texts[at]!r} are the same, {ref}; name different {what}"
            )
