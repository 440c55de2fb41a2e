"""What a comparison rests on and comes upon: the neighbours of ties and places, and findings about them.

Of the register, first what hangs on the places named is read, then what hangs on their partners, on what they are
part of and on what is part of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kizuna.analysis.compare import around
from kizuna.analysis.compare.around import Hub, Neighbours, Triangle, surest
from kizuna.analysis.compare.peers import ComparedPlace, Shared, of_like_size, shared_partners
from kizuna.analysis.compare.rows import Comparison
from kizuna.analysis.parallels import Mismatch, Parallel
from kizuna.analysis.scope import populations, scope_of
from kizuna.claims.kinds import Assessment, Tie
from kizuna.identity.resolver import Resolver
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording
from kizuna.register.dating import Dating
from kizuna.register.places import family_of, government_of
from kizuna.register.register import Register, fold
from kizuna.register.status import TieOnDay, tie_on_day
from kizuna.workflows import ask
from kizuna.workflows.clocks import Times

FINDINGS = ("silent", "told", "shared", "side-by-side", "unequal", "hub", "triangle")
"""The kinds of findings, in the order in which they are told."""
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What is read around the ties or places of a comparison, at its times; of a kind of ties ("": any)."""

    times: Times
    kind: str = ""

    def around_ties(self, ties: Sequence[str]) -> Neighbours:
        """The neighbours of all parties of the ties, by id."""
        register = ask.known_register(self.times.known_at, ties, hops=1)
        parties = {p for tie in register.get_all(ties, Tie) for p in tie.party.values}
        return self._neighbours(register, parties | self._families(register, parties))

    def around_places(
        self, names: Resolver, texts: Sequence[str]
    ) -> tuple[Neighbours, list[ComparedPlace]]:
        """The neighbours of the places that the texts name, and of their partners.

        Raises NotFound and Ambiguous.
        """
        named = [ask.place(names, text) for text in texts]
        register = ask.known_register(self.times.known_at, [place.ref for place in named])
        day = self.times.day.number
        places = [ComparedPlace(place.ref, place.members(register, day)) for place in named]
        members = {ref for place in places for ref in place.members}
        partners = self._neighbours(register, members).partners_of(members)
        around_them = members | partners.keys() | self._families(register, members)
        return self._neighbours(register, around_them), places

    def around_peers(
        self, names: Resolver, place: str, among: str = ""
    ) -> tuple[Neighbours, frozenset[str] | None]:
        """The neighbours of a government and of all that may be its peers, and the governments of `among`.

        Those take in all that is part of them; they are None for "". Raises NotFound and Ambiguous.
        """
        within = ask.place(names, among) if among else None
        register = ask.known_register(self.times.known_at)
        like = self._of_like_size(place)
        neighbours = self._neighbours(register, {place, *like} if like else None)
        day = self.times.day.number
        return neighbours, within.side(register, day).members if within else None

    def _of_like_size(self, place: str) -> list[str]:
        """The governments of like population, read from the statistics alone."""
        from kizuna.store.queries import claims, judgements

        held = [
            claim
            for name in ("measure", "scope", "value", "as_of")
            for claim in claims.claims(property=name, known_at=self.times.known_at)
        ]
        statistics = fold(held, judgements.judgements(known_at=self.times.known_at))
        return of_like_size(populations(statistics), place)

    def _families(self, register: Register, places: Iterable[str]) -> set[str]:
        homes = [home.id for place in places if (home := government_of(register, place))]
        return {ref for home in homes for ref in family_of(register, home, self.times.day.number)}

    def _neighbours(self, register: Register, places: Collection[str] | None) -> Neighbours:
        """The neighbours by the ties of places; None takes in every tie."""
        sides = [] if places is None else [places]
        return Neighbours.of(scope_of(register, self.times.day.number, sides, self.kind))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a comparison comes upon: one of FINDINGS, and what was found (a TieOnDay, an Assessment, a Shared, a
    Parallel, a Mismatch, a Hub or a Triangle).

    `about` are the ids of the ties and places that it speaks of, `of` the places that share a partner.
    """

    kind: str
    found: Any
    about: tuple[str, ...]
    claims: tuple[str, ...]
    of: tuple[str, ...] = ()


def findings_of_ties(neighbours: Neighbours, comparison: Comparison) -> tuple[Finding, ...]:
    """The findings about compared ties."""
    register, ties = neighbours.scope.register, comparison.compared
    held = [tie for ref in ties if (tie := register.get(ref, Tie))]
    parties = [frozenset(_home(register, party) for party in tie.party.values) for tie in held]
    places = frozenset(_home(register, home) for home in comparison.homes)
    partners = frozenset[str]().union(*parties) - places
    triangles = (
        triangle
        for joined in parties
        for triangle in around.triangles(neighbours, min(joined & places or joined))
        if joined <= set(triangle.places)
    )
    return in_order(
        [
            *_silent(neighbours, comparison),
            *_told(register, ties),
            *_around(neighbours, ties, places, partners),
            *_triangles(triangles),
        ]
    )


def findings_of_places(
    neighbours: Neighbours, places: Sequence[ComparedPlace]
) -> tuple[Finding, ...]:
    """The findings about places, by the governments that they take in; of single ones, triangles too."""
    members = frozenset(ref for place in places for ref in place.members)
    ties = [tie.tie.id for tie in neighbours.ties_of(members)]
    triangles = (t for p in places if p.is_single for t in around.triangles(neighbours, p.ref))
    shared = (
        Finding(
            "shared",
            found,
            (found.partner, *_ids(found.ties)),
            found.claims,
            tuple(place.ref for place, held in zip(places, found.ties, strict=True) if held),
        )
        for found in shared_partners(neighbours, places)
    )
    around_them = _around(neighbours, ties, members, neighbours.partners_of(members))
    return in_order([*shared, *around_them, *_triangles(triangles)])


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one kind together, each once."""
    found: dict[tuple[str, frozenset[str]], Finding] = {}
    for finding in findings:
        found.setdefault((finding.kind, frozenset(finding.about)), finding)
    return tuple(sorted(found.values(), key=lambda finding: FINDINGS.index(finding.kind)))


def _home(register: Register, party: str) -> str:
    """The government that a party is or belongs to or, when nobody says, the party itself."""
    home = government_of(register, party)
    return home.id if home else party


def _silent(neighbours: Neighbours, comparison: Comparison) -> Iterator[Finding]:
    """The ties of which nothing is recorded that could be compared."""
    scope, dating = neighbours.scope, Dating.of(neighbours.scope.register)
    for at, ref in enumerate(comparison.compared):
        tie = scope.register.get(ref, Tie)
        if tie is not None and comparison.is_silent(at):
            on_day = tie_on_day(tie, scope.day, dating)
            yield Finding("silent", on_day, (ref,), on_day.claims)


def _told(register: Register, ties: Sequence[str]) -> Iterator[Finding]:
    """What sources say that speak of two of the ties or more."""
    found = {a.id: a for ref in ties for a in register.referring(ref, Assessment)}
    for assessment in found.values():
        named = {*assessment.about.values, *assessment.compared_with.values}
        about = tuple(ref for ref in ties if ref in named)
        if assessment.counts and len(about) > 1:
            yield Finding("told", assessment, (assessment.id, *about), assessment.claim_ids)


def _around(
    neighbours: Neighbours, ties: Collection[str], places: Collection[str], partners: Iterable[str]
) -> Iterator[Finding]:
    for beside in around.beside(neighbours, ties, places):
        yield Finding(
            "side-by-side", beside, (beside.inner.tie.id, beside.outer.tie.id), beside.claims
        )
    for unequal in around.unequal(neighbours, ties, places):
        yield Finding("unequal", unequal, (unequal.between.tie.id,), unequal.claims)
    for hub in around.hubs(neighbours, places, sorted(partners)):
        yield Finding("hub", hub, (hub.partner, *hub.others), hub.count.claims)


def _triangles(triangles: Iterable[Triangle]) -> Iterator[Finding]:
    for found in triangles:
        yield Finding("triangle", found, (*found.places, *_ids(found.ties)), found.claims)


def _ids(sides: Iterable[Iterable[TieOnDay]]) -> Iterator[str]:
    return iter(dict.fromkeys(tie.id for ties in sides for tie in ties))


def finding_words(finding: Finding, wording: Wording) -> str:
    """A finding in a sentence or two for a council."""
    found = finding.found

    def say(key: str, /, **arguments: object) -> str:
        return wording.messages.text(f"web-finding-{key}", **arguments)

    def named(refs: Iterable[str]) -> str:
        return wording.messages.listing([wording.name(ref) for ref in refs])

    match found:
        case TieOnDay():
            return say("silent", tie=wording.name(found.id))
        case Assessment():
            rank = found.rank.value
            told = [one.text for (one,) in Things(wording).statements([found]).items]
            return " ".join([*told, *([say("told-rank", rank=rank)] if rank else [])])
        case Shared():
            is_sure = all(surest(ties).certain for ties in found.ties if ties)
            key = "shared" if is_sure else "shared-possibly"
            return say(key, partner=wording.name(found.partner), places=named(finding.of))
        case Parallel() | Mismatch():
            told = [sentence.text for sentence in Things(wording).relation(found)]
            return " ".join(told if found.explanations else [*told, say("no-why")])
        case Hub():
            names, more = named(found.others[:_NAMED]), len(found.others) - _NAMED
            names = say("and-more", names=names, count=more) if more > 0 else names
            count = wording.count(found.count.certain, found.count.possible)
            return say("hub", partner=wording.name(found.partner), count=count, places=names)
    key = "triangle" if found.answer.certain else "triangle-possibly"
    told = [say(key, places=named(found.places))]
    a, b, c = map(wording.name, found.places)
    sides = zip((f"{a} – {b}", f"{b} – {c}", f"{a} – {c}"), found.ties, strict=True)
    unsure = [name for name, ties in sides if not surest(ties).certain]
    if 0 < len(unsure) < len(found.ties):
        told.append(say("unsure", ties=wording.messages.listing(unsure)))
    return " ".join(told)
