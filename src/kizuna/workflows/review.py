"""Reviewing: proposed claims, the surest first; every decision is a judgement of its
own and can be taken back.

Law: what was decided meanwhile is never decided again: a decision is checked and
recorded under the writers' lock, and refused where somebody else was first (Overtaken).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from kizuna.claims.claim import Claim, Judgement, Stance, Verdict, in_force
from kizuna.claims.kinds import Entity, Fact, decode, property_of
from kizuna.claims.rules import check_claim
from kizuna.errors import (
    BadEntry,
    BadQuestion,
    InputError,
    NotAllowed,
    NotFound,
    Overtaken,
)
from kizuna.proposals.drafting import confidence_of
from kizuna.register.fold import Weights, disagree, rivals, weigh
from kizuna.register.register import Register
from kizuna.store.actions.ledger import add_register
from kizuna.store.audited import writing
from kizuna.store.queries import claims as ledger
from kizuna.store.queries import judgements
from kizuna.store.redaction import unredacted
from kizuna.values import Edtf, canonical_json, check_ref, kind_of, parse_json
from kizuna.workflows import ask
from kizuna.workflows.acting import Hand, recorder_of
from kizuna.workflows.entering.values import BESIDE, FieldReader, Inputs
from kizuna.workflows.list_claims import PROPOSED, REJECTED, weighed

CORRECTED, UNDONE = "corrected", "undone"
"""The reasons that decisions give by themselves."""
_BANDS = 10
_IDENTITY = frozenset(
    {"name", "title", "address", "level", "country", "type", "party", "tie"}
)
"""What another thing rests on when it is referred to or cited."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one passage says of one thing: claims that are accepted or rejected
    together, and how sure they are (0..1, the least sure).
    """

    subject: str
    claims: tuple[Claim, ...]
    confidence: float

    @property
    def first(self) -> Claim:
        """The claim that the passage is taken from."""
        return self.claims[0]

    @property
    def is_read_here(self) -> bool:
        """Whether rules or a model of this register read it, which say how sure they
        are.
        """
        return all(confidence_of(claim.method) is not None for claim in self.claims)

    @property
    def proposer(self) -> str:
        """Who proposed it: the id of the person, or the method with its version
        ("rules@4", "model:NAME").
        """
        first = self.first
        return (
            first.recorder if first.is_contributed else first.method.partition(";")[0]
        )

    @property
    def rival(self) -> str:
        """What the rules read otherwise where a model read it ("start 1985"), "" where
        they agreed.
        """
        said = (claim.method.partition(";rival=")[2] for claim in self.claims)
        return next(filter(None, said), "")

    @property
    def order(self) -> tuple[float, str, str, int, int, str]:
        """Where it stands in the queue: the surest first, then as the text goes."""
        first = self.first
        place = (first.document, first.sha256, first.start or 0, first.end or 0)
        return (-self.confidence, *place, self.subject)


@dataclass(frozen=True, slots=True)
class Band:
    """How past proposals of one band of confidence, from `low` up to `high`, were
    decided, and which they are.
    """

    low: float
    high: float
    accepted: int
    rejected: int
    accepted_claims: tuple[str, ...] = field(default=(), compare=False)
    rejected_claims: tuple[str, ...] = field(default=(), compare=False)

    @property
    def share(self) -> float:
        """The share accepted, 0..1."""
        return self.accepted / (self.accepted + self.rejected)


@dataclass(frozen=True, slots=True)
class Desk:
    """Readings that wait for a decision, the surest first, among `every` one that does,
    and how past ones were decided.
    """

    readings: tuple[Reading, ...]
    every: tuple[Reading, ...]
    calibration: tuple[Band, ...]

    def counted(self, of: Callable[[Reading], str]) -> Counter[str]:
        """How many of all the readings that wait have each of what is told of them."""
        return Counter(map(of, self.every))

    def at(self, claim: str) -> int | None:
        """The place, from 0, of the reading that holds a claim; None for one that is
        not asked for.
        """
        places = enumerate(self.readings)
        return next(
            (at for at, r in places if any(one.id == claim for one in r.claims)), None
        )

    def after(self, reading: Reading) -> Reading | None:
        """What comes after a reading that may be decided by now: what is left of it,
        the next, or the first.
        """
        spot = reading.order[1:]
        left = next((r for r in self.readings if r.order[1:] == spot), None)
        later = next((r for r in self.readings if r.order > reading.order), None)
        return left or later or next(iter(self.readings), None)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that was made: its judgements, of which those in `gone` were taken
    back, the claims that they weigh, and those that were `typed` in their place.
    """

    judgements: tuple[Judgement, ...]
    gone: tuple[Judgement, ...]
    claims: tuple[Claim, ...]
    typed: tuple[Claim, ...]

    @property
    def first(self) -> Judgement:
        """Its first judgement, by whose id it is named."""
        return self.judgements[0]

    @property
    def code(self) -> str:
        """What was decided: "accepted", "rejected" or "corrected"."""
        if self.first.verdict is Verdict.ACCEPT:
            return "accepted"
        return CORRECTED if self.first.reason == CORRECTED else "rejected"

    def is_of(self, hand: Hand) -> bool:
        """Whether a hand may take it back: who decides about everything any decision,
        others their own.
        """
        return hand.decides and (hand.only is None or self.first.judge == hand.recorder)


def queue() -> Desk:
    """Everything that waits, with how the decided proposals of each tenth of confidence
    fared, the lowest first; bands without any are left out. A corrected proposal counts
    as rejected.
    """
    proposed = weighed(ledger.claims(is_proposed=True))
    readings = tuple(
        readings_of(one.claim for one in proposed if one.status == PROPOSED)
    )
    found: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for one in proposed:
        band = min(_BANDS - 1, int(_sureness(one.claim) * _BANDS + 1e-9))
        if one.status != PROPOSED:
            found[band][one.status == REJECTED].append(one.claim.id)
    bands = (
        Band(b / _BANDS, (b + 1) / _BANDS, len(yes), len(no), tuple(yes), tuple(no))
        for b, (yes, no) in sorted(found.items())
    )
    return Desk(readings, readings, tuple(bands))


def waiting_of(user: str) -> tuple[Reading, ...]:
    """What the user has entered and nobody has decided on, the things in order of the
    ledger.
    """
    proposed = weighed(ledger.claims(is_proposed=True, recorder=recorder_of(user)))
    return tuple(readings_of(one.claim for one in proposed if one.status == PROPOSED))


def only_waiting(subject: str, user: str) -> list[Reading]:
    """The readings of a thing that exists so far in what the user has entered and
    nobody has decided on, and nowhere else; none of any other.
    """
    own = recorder_of(user)
    with unredacted():
        held = ledger.claims(subjects=[subject])
    if any(not claim.is_proposal or claim.recorder != own for claim in held):
        return []
    return [reading for reading in waiting_of(user) if reading.subject == subject]


def readings_of(waiting: Iterable[Claim]) -> list[Reading]:
    """The claims by what they are about and where they stand, those of contributors
    apart, the surest first, then as the text goes.
    """
    groups: dict[tuple[str | int, ...], list[Claim]] = defaultdict(list)
    for claim in waiting:
        place = (
            claim.document,
            claim.sha256,
            claim.start or 0,
            claim.end or 0,
            claim.subject,
        )
        groups[(*place, claim.is_contributed)].append(claim)
    claims = map(tuple, groups.values())
    made = (
        Reading(each[0].subject, each, min(map(_sureness, each))) for each in claims
    )
    return sorted(made, key=lambda reading: reading.order)


def _sureness(claim: Claim) -> float:
    found = confidence_of(claim.method)
    return 0.5 if found is None else found


@contextmanager
def undecided(claims: Iterable[str]) -> Iterator[None]:
    """A block in which nobody else writes, about claims that nobody has decided on.

    Raises Overtaken, before anything is written, when one of them was accepted or
    rejected already.
    """
    asked = tuple(claims)
    with writing():
        with unredacted():
            decided = decisions_on(asked)
        if made := [decided[claim] for claim in asked if claim in decided]:
            raise Overtaken(made[0].target, [j.id for j in made])
        yield


def read_here(
    readings: Iterable[Reading], least: float, register: Register
) -> list[Reading]:
    """The readings that rules or a model of this register are at least so sure of, and
    that rest on such alone.
    """
    sure = (r for r in readings if r.is_read_here and r.confidence >= least)
    return [
        r
        for r in sure
        if not any(c.is_contributed for c in resting_on(r.claims, register))
    ]


def resting_on(accepted: Iterable[Claim], register: Register) -> list[Claim]:
    """The pending claims of identity on what the claims refer to or cite and the
    register does not hold.
    """
    found: dict[str, Claim] = {}
    edge, seen = _missing(accepted, register), set[str]()
    while edge:
        seen |= edge
        waiting = weighed(
            c for c in ledger.claims(subjects=edge) if c.property in _IDENTITY
        )
        fresh = [w.claim for w in waiting if w.status == PROPOSED]
        found.update({claim.id: claim for claim in fresh})
        edge = _missing(fresh, register) - seen
    return list(found.values())


def _missing(claims: Iterable[Claim], register: Register) -> set[str]:
    """What the claims are about, refer to or cite that the register does not hold."""
    refs = {ref for c in claims for ref in (c.subject, c.document, *refs_of(c))}
    return {ref for ref in refs if ref not in register}


def refs_of(claim: Claim) -> tuple[str, ...]:
    """The ids that the value of a claim names."""
    kind = property_of(claim.subject, claim.property).type
    return kind.refs(kind.read(parse_json(claim.value)))


def correct(claim: Claim, typed: Inputs, by: Hand) -> tuple[Judgement, ...]:
    """Put what was typed in the place of a proposed claim, with the same passage: the
    inputs of its value, with what stands BESIDE it.

    Where that was proposed as well, it is accepted. Raises BadEntry, which names every
    wrong field by its path ("milestone.0.date"), and Overtaken; then nothing is
    recorded.
    """
    definition, path = property_of(claim.subject, claim.property), f"{claim.property}.0"
    if not typed.keys() - BESIDE:
        raise BadEntry({path: BadQuestion("a corrected claim needs a value")})
    reading, is_dated, now = (
        FieldReader(ask.resolver()),
        definition.dated,
        datetime.now(UTC),
    )
    given = {"stance": claim.stance, "certainty": claim.certainty, **typed}
    given |= {} if is_dated else {"valid": ""}
    fact = reading.fact(claim.subject, claim.property, given, path)
    if reading.problems or fact is None:
        raise BadEntry(reading.problems)
    value, valid = canonical_json(fact.value), fact.valid if is_dated else claim.valid
    said = (fact.stance, fact.certainty, "typed", by.recorder, now)
    made = Claim(claim.subject, claim.property, value, valid, *claim[4:10], *said)
    try:
        check_claim(made)
        if made.id == claim.id:
            raise BadQuestion(f"{fact.value!r} is what was proposed; accept it instead")
    except InputError as error:
        raise BadEntry({path: error}) from None
    judged = [Judgement(Verdict.REJECT, claim.id, "", CORRECTED, by.recorder, now)]
    with undecided([claim.id]):
        if ledger.claims_by_ids([made.id]):
            judged.append(
                Judgement(Verdict.ACCEPT, made.id, "", CORRECTED, by.recorder, now)
            )
        added = add_register(
            claims=[made], judgements=judged, acting_user=by.user, verb="correct"
        )
    return added.judgements


def decisions_on(claims: Iterable[str]) -> dict[str, Judgement]:
    """The judgements by which claims are accepted or rejected, by the ids of these;
    others are left out.
    """
    weights = Weights.of(judgements.judgements_about(claims))
    return {**weights.rejected, **weights.accepted}


def past_decision(prefix: str) -> Decision:
    """The decision with a judgement whose id begins so.

    Raises NotFound, also for a judgement that is no decision on claims or weighs what
    the reader may not see.
    """
    decided = judgements.decision_of(prefix)
    made = tuple(j for j in decided if j.verdict in (Verdict.ACCEPT, Verdict.REJECT))
    held = ledger.claims_by_ids([j.target for j in made])
    if not made or len(held) < len(made):
        raise NotFound(f"no decision on claims has an id that begins with {prefix!r}")
    standing = {*in_force(judgements.judgements_about(held))}
    typed: tuple[Claim, ...] = ()
    if made[0].reason == CORRECTED:
        about = ledger.claims(subjects=sorted({c.subject for c in held.values()}))
        said = ("typed", made[0].judge, made[0].judged_at)
        typed = tuple(c for c in about if (c.method, c.recorder, c.recorded_at) == said)
    gone = tuple(j for j in made if j not in standing)
    return Decision(made, gone, tuple(held[j.target] for j in made), typed)


def undo(prefix: str, by: Hand) -> Decision:
    """Take the decision with a judgement whose id begins so back, all of it: its
    judgements are withdrawn, and claims typed with it are rejected.

    Raises NotFound, NotAllowed for a decision that is not the hand's to take back, and
    Overtaken, with nothing taken back, when one of its judgements was taken back
    already.
    """
    now = datetime.now(UTC)
    with writing():
        past = past_decision(prefix)
        if not past.is_of(by):
            raise NotAllowed(f"{by.user!r} may take back only its own decisions")
        if past.gone:
            about = judgements.judgements_about(j.id for j in past.gone)
            raise Overtaken(
                past.gone[0].id, [j.id for j in about if j.verdict is Verdict.WITHDRAW]
            )
        taken = [(Verdict.WITHDRAW, j.id) for j in past.judgements]
        taken += [(Verdict.REJECT, claim.id) for claim in past.typed]
        back = [
            Judgement(verdict, i, "", UNDONE, by.recorder, now) for verdict, i in taken
        ]
        add_register(judgements=back, acting_user=by.user)
    return past


def reviewer_named(reviewer: str, acting_user: str) -> Hand:
    """The hand of who reviews: of the person or organisation given, else of the acting
    user; BadQuestion for another kind.
    """
    if not reviewer:
        return Hand(acting_user)
    ref = reviewer if "/" in reviewer else f"person/{reviewer}"
    if kind_of(check_ref(ref)) not in ("person", "organisation"):
        raise BadQuestion(
            f"{reviewer!r} is no person or organisation; write person/name"
        )
    return Hand(acting_user, judge=ref)


class Change(StrEnum):
    """What accepting a claim does to the register."""

    NEW = "new"
    ADDS = "one more value"
    SUPPORTS = "the same, with one more source"
    SHARPENS = "a sharper date"
    CONFLICTS = "another value stands"
    DENIES = "denies what stands"


@dataclass(frozen=True, slots=True)
class Effect:
    """What one claim would do; `against` are the facts that stand against it, the best
    first, `same` the one that it supports.
    """

    change: Change
    against: tuple[Fact[Any], ...] = ()
    same: tuple[Fact[Any], ...] = ()


def effect(claim: Claim, register: Register) -> Effect:
    """What one claim would change."""
    definition = property_of(claim.subject, claim.property)
    value = decode(kind_of(claim.subject), claim.property, claim.value)
    entity = register.get(claim.subject, Entity)
    facts: tuple[Fact[Any], ...] = (
        tuple(entity.stated(claim.property)) if entity else ()
    )
    spans = ((fact, fact.valid.text if fact.valid else "") for fact in facts)
    same = tuple(f for f, span in spans if f.value == value and span == claim.valid)
    if claim.stance is Stance.DENIED:
        return Effect(Change.DENIES if same else Change.NEW, same)
    if same:
        return Effect(Change.SUPPORTS, same=same)
    new = weigh(value, claim.valid, [claim], {})
    groups = rivals(definition, [*facts, new] if new else facts)
    competing = [f for group in groups if new in group for f in group if f is not new]
    if any(_is_sharper(value, fact.value) for fact in competing):
        return Effect(Change.SHARPENS, tuple(competing))
    against = tuple(fact for fact in competing if disagree(fact.value, value))
    return Effect(
        Change.CONFLICTS if against else Change.ADDS if facts else Change.NEW, against
    )


def _is_sharper(value: Any, held: Any) -> bool:
    """Whether a date, or that of a value, says more precisely what one that stands
    says.
    """
    new, old = (
        v if isinstance(v, Edtf) else getattr(v, "date", None) for v in (value, held)
    )
    return isinstance(new, Edtf) and isinstance(old, Edtf) and new.is_sharper_than(old)
