"""Asking: the register as known at a time, what the words of a question mean in it, and
which ties a question about many ties takes in, from names, countries and kinds.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from kizuna import __version__
from kizuna.analysis.scope import Scope, scope_of
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Tie
from kizuna.errors import BadQuestion
from kizuna.identity.resolver import (
    PARTIES,
    NamedRef,
    Resolver,
    id_in_brackets,
    is_identifier,
)
from kizuna.register.fold import LOGIC_VERSION
from kizuna.register.places import Side, is_country, side
from kizuna.register.register import Register
from kizuna.register.renditions import Renditions, alignments
from kizuna.store.cache import cached
from kizuna.store.ledger import StoreLedger, weights
from kizuna.store.queries import claims, documents, hidden, identifying, ledger
from kizuna.store.search import search, words_in
from kizuna.values import canonical_json, parse_json
from kizuna.values.countries import country_code
from kizuna.workflows.question import param, question_class
from kizuna.workflows.readers import ANONYMOUS, reader, reading_as, text_is_closed

_CLAIMS_A_NAME = 20
"""How many claims a ledger has for each of its names, as a guess at how much the
indexes of names take.
"""

_BOUND: ContextVar[int | None] = ContextVar("bound", default=None)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The directory of the open database, as known at a time (None: now)."""

    known_at: datetime | None = None

    def holding(self, refs: Sequence[str]) -> list[str]:
        """Those of the ids that some claim is about."""
        return sorted(
            {c.subject for c in claims.claims(subjects=refs, known_at=self.known_at)}
        )

    def identified(self, identifier: str) -> Sequence[str]:
        """The ids of what has an identifier by a claim that is not rejected."""
        rejected = weights(self.known_at).rejected
        found = identifying.identified(identifier, known_at=self.known_at)
        return sorted({ref for ref, claim in found if claim not in rejected})

    def called(self, text: str) -> Sequence[str]:
        """The ids of what has the text for a name, letter by letter, as `names` gives
        them.
        """
        if self.known_at is not None or not words_in(text) or ledger.needs_rebuild():
            return [name.ref for name in self.names() if name.text == text]
        hits, left_out = search(text, limit=2**62, kinds=("name",)), names_left_out()
        return [
            hit.ref for hit in hits if hit.text == text and hit.claim not in left_out
        ]

    def names(self) -> Sequence[NamedRef]:
        """Every name and title in the ledger that is not rejected, or hidden until it
        is reviewed.
        """
        at, left_out = self.known_at, names_left_out(self.known_at)
        found = recorded_names() if at is None else identifying.names(known_at=at)
        return (
            [name for name in found if name.claim not in left_out]
            if left_out
            else found
        )

    def joining(self, sides: Sequence[frozenset[str]]) -> list[str]:
        """The ties that have a party on each of the sides, in order of id.

        Where some of them join nobody else, those only; a tie under another one of them
        is left out.
        """
        found, _ = ties_joining(sides, self.known_at)
        fewest = [
            tie for tie in found if len(set(tie.party.values)) == len(sides)
        ] or found
        refs = {tie.id for tie in fewest}
        return [tie.id for tie in fewest if tie.parent.value not in refs]

    def parties(self, tie: str) -> list[str]:
        """The ids of the parties of a tie, in the order in which they were recorded."""
        held = claims.claims(subjects=[tie], property="party", known_at=self.known_at)
        return list(dict.fromkeys(str(parse_json(claim.value)) for claim in held))


def names_left_out(known_at: datetime | None = None) -> frozenset[str]:
    """The ids of the claims whose names the current reader is not given: rejected ones
    by a time (None: now), and those that are hidden until somebody has reviewed them.
    """
    return hidden.unreviewed_claims().union(weights(known_at).rejected)


def recorded_names() -> Sequence[NamedRef]:
    """Every name and title in the ledger as it is now, also those left out; cached."""
    return cached("names", identifying.names, len, of_facts=True)


@dataclass(frozen=True, slots=True)
class Place:
    """A side of a question: an entity id or the code of a country, and the key of an
    area's definition ("": its first).
    """

    ref: str
    drawn: str = ""

    def side(self, register: Register, day: int) -> Side:
        """The governments that it takes in on a day; raises NotFound or BadQuestion."""
        return side(register, self.ref, day, self.drawn)

    def members(self, register: Register, day: int) -> frozenset[str]:
        """What counts as the place itself: an area's or a country's governments; a
        government or body alone.

        Raises NotFound and BadQuestion.
        """
        if self.ref.startswith("area/") or is_country(self.ref):
            return self.side(register, day).members
        return frozenset({register.entity(self.ref).id})


def known_register(
    known_at: datetime | None = None, around: Iterable[str] = (), hops: int = 0
) -> Register:
    """The register as known at a time (None: now), for who reads.

    What is said of `around`, and of what refers to it in so many rounds, is read at
    once; the rest when it is asked for.
    """
    register = cached(
        ("register", known_at),
        lambda: Register(StoreLedger(known_at, check_whole)),
        lambda found: len(found.claims),
        of_facts=True,
    )
    return register.preload(around, hops)


@contextmanager
def reading_at_most(claims: int) -> Iterator[None]:
    """Inside the block a ledger of more claims is not read whole: what needs all of it
    raises BadQuestion.

    For doors at which somebody waits.
    """
    token = _BOUND.set(claims)
    try:
        yield
    finally:
        _BOUND.reset(token)


def check_whole() -> None:
    """Raise BadQuestion where the ledger is larger than may be read whole here (see
    `reading_at_most`).
    """
    bound, claims = _BOUND.get(), ledger.heads()[0]
    if bound is not None and claims > bound:
        raise BadQuestion(
            f"the whole ledger of {claims:,} claims takes longer to read than a page"
            " may: name a place or a tie, "
            "or ask on the command line, which has the time"
        )


def ties_joining(
    sides: Sequence[Collection[str]], known_at: datetime | None = None
) -> tuple[list[Tie], Register]:
    """The ties that have a party on each of the sides, another one for each, in order
    of id; and the register.
    """
    register = known_register(known_at)
    members = [{register.canonical(ref) for ref in side} for side in sides]
    ties = register.get_all(
        set.intersection(*(register.naming(side) for side in members)), Tie
    )
    several = (tie for tie in ties if len(set(tie.party.values)) >= len(members))
    joining = [
        t
        for t in several
        if not any(side.isdisjoint(t.party.values) for side in members)
    ]
    return joining, register.preload(tie.id for tie in ties)


def documents_stating(property: str, text: str) -> list[str]:
    """The ids of the documents of which a claim, even a proposed one, states a property
    with a text, in order.
    """
    return sorted(
        known_register().ledger.stating("document", property, canonical_json(text))
    )


def resolver(known_at: datetime | None = None) -> Resolver:
    """The resolver of names as known at a time (None: now); cached, with the indexes
    that it makes of names.
    """
    return cached(
        ("resolver", known_at),
        lambda: Resolver(Ledger(known_at), weights(known_at).same),
        lambda _: ledger.heads()[0] // _CLAIMS_A_NAME,
    )


is_empty = ledger.is_empty


def state() -> str:
    """A digest that differs whenever the same question could have another answer: of
    the ledger's head, the texts held, this version, the reader, and the day of today.
    """
    who = reader()
    reads = who and [who.name, sorted(who.clearances), sorted(who.receives_as)]
    said = (
        *(ledger.edition()[1:], ledger.last_text(), __version__, LOGIC_VERSION),
        *(reads, who and (who.proposer, who.reviews)),
        *(date.today(), datetime.now(UTC).date()),
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def place(
    names: Resolver, text: str, kinds: Sequence[str] = ("government", "area")
) -> Place:
    """The place that a text names; an area's definition is named after a colon,
    "kansai:with-mie".

    Where areas are asked for too, a country that the register holds no area of is named
    by its name or code. Raises NotFound, Ambiguous, or BadQuestion for a definition
    without an area.
    """
    is_whole = id_in_brackets(text) or is_identifier(text)
    name, colon, drawn = (text, "", "") if is_whole else text.partition(":")
    if colon and not (name.strip() and drawn.strip()):
        raise BadQuestion(
            f"{text!r} names no definition of an area; write area:definition"
        )
    ref = names.find(name, kinds)
    if not ref and "area" in kinds and not drawn:
        ref = country_code(name)
    return Place(ref or names.resolve(name, kinds), drawn.strip())


def tie_named(text: str, known_at: datetime | None = None) -> str:
    """The id of the tie that a text names, "" where it names a place. Raises NotFound
    and Ambiguous.
    """
    names, kinds = resolver(known_at), ("tie", *PARTIES)
    ref = names.find(text, kinds)
    if not ref:  # it may be a country, or an area by one of its definitions
        place(names, text, kinds)
    return ref if ref.startswith("tie/") else ""


def texts_of(digests: Iterable[str]) -> Mapping[str, str]:
    """The texts that are held and may be read, by digest; digests of other texts are
    left out.
    """
    found = ((d, documents.document_text(d)) for d in dict.fromkeys(digests) if d)
    return {
        d: held.text for d, held in found if held and not text_is_closed(held.document)
    }


def renditions_near(
    documents: Iterable[str], known_at: datetime | None = None
) -> Renditions:
    """What renders passages of the documents, as known at a time (None: now), as far as
    it may be read.
    """
    found = list(alignments(known_register(known_at), documents))
    return Renditions(found, texts_of(one.claim.sha256 for one in found))


_SIDES = ("government", "area", "organisation")


@question_class
class ScopedQuestion:
    """A question about many ties: of one place, between two, of a type; "" and () ask
    for any.
    """

    of: str = param("web-analysis-of", "place", example="osaka", default="")
    between: tuple[str, ...] = param(
        "web-analysis-between",
        "place",
        names=("a", "b"),
        example="kansai china",
        default=(),
    )
    kind: str = param("web-analysis-kind", "concept", "tie-types", default="")


@dataclass(frozen=True, slots=True)
class ScopeQuestion:
    """Which ties are asked for, on which day, as known at which time (None: now).

    `of` and `between` are names or ids of places and areas, or countries by code or
    name; `kind` a type of tie, which takes in its narrower ones; () and "" ask for any.
    With `public_only`, what is not public is left out.
    """

    day: int
    known_at: datetime | None = None
    of: str = ""
    between: tuple[str, ...] = ()
    kind: str = ""
    public_only: bool = False


def scope_fields(question: ScopedQuestion) -> dict[str, Any]:
    """What a question gives as `of`, `between` and `kind`, as records name it; None for
    any.
    """
    asked = {
        "of": question.of,
        "between": list(question.between),
        "kind": question.kind,
    }
    return {name: value or None for name, value in asked.items()}


@dataclass(frozen=True, slots=True)
class ScopeAnswer:
    """An answer about the ties of a scope."""

    scope: Scope

    @property
    def register(self) -> Register:
        return self.scope.register


def scope(question: ScopeQuestion) -> Scope:
    """The scope that a question means.

    Raises NotFound and Ambiguous for names, BadClaim for an unknown kind of tie,
    BadQuestion for a place and two sides at once, for one side alone, or two sides that
    are one.
    """
    if question.kind:
        _ = vocabulary.scheme("tie-types")[question.kind]
    asked = places_meant(question.of, question.between, question.known_at)
    key = (
        "scope",
        question.day,
        question.known_at,
        question.public_only,
        *asked,
        question.kind,
    )

    def made() -> Scope:
        with reading_as(ANONYMOUS) if question.public_only else nullcontext():
            register = known_register(question.known_at)
        sides = sides_of(register, asked, question.day)
        return scope_of(register, question.day, sides, question.kind)

    return cached(key, made, lambda found: len(found.ties))


def places_meant(
    of: str,
    between: Sequence[str],
    known_at: datetime | None = None,
    kinds: Sequence[str] = _SIDES,
) -> tuple[Place, ...]:
    """The place or the two sides, of some kinds, that a question names; () where it
    names none.

    Raises NotFound and Ambiguous for names, BadQuestion for a place and two sides at
    once, for one side alone, and for two sides that are one.
    """
    if len(between) == 1:
        (side,) = between
        raise BadQuestion(
            f"{side!r} is one side: name the other one too, or ask for one place"
        )
    if of and between:
        sides = " and ".join(between)
        raise BadQuestion(f"{of!r} and {sides}: ask for one place or for two sides")
    names = resolver(known_at)
    asked = tuple(place(names, text, kinds) for text in ([of] if of else between))
    if len(asked) == 2 and asked[0] == asked[1]:
        raise BadQuestion(
            f"{between[0]!r} and {between[1]!r} are the same place: {asked[0].ref}"
        )
    return asked


def sides_of(
    register: Register, asked: Sequence[Place], day: int
) -> tuple[frozenset[str], ...]:
    """The members of the places on a day: of one place itself, of two sides with all
    that lies in them.

    Raises NotFound, and BadQuestion for two sides that take in the same.
    """
    if len(asked) == 1:
        return (asked[0].members(register, day),)
    sides = tuple(place.side(register, day).members for place in asked)
    if len(sides) == 2 and sides[0] == sides[1]:
        raise BadQuestion(f"{asked[0].ref!r} and {asked[1].ref!r} are the same place")
    return sides
