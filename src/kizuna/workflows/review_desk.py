"""The desk of a reviewer: what waits, one reading of it with its text and what it would change, and the decisions
of an account on it.

Law: an account decides only about what its hand decides about (see `kizuna.workflows.entering.hand`); everybody
who may review may read what waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement, Verdict
from kizuna.errors import BadQuestion, NotAllowed, NotFound
from kizuna.register.fold import Weights
from kizuna.register.register import Register
from kizuna.sources.blocking import blocks_of
from kizuna.sources.passages import highlight
from kizuna.store.cache import cached
from kizuna.store.queries import claims as ledger
from kizuna.store.queries import documents, judgements
from kizuna.store.queries.accounts import Account
from kizuna.store.queries.claims import claim_by_id
from kizuna.store.queries.judgements import decision_of
from kizuna.values import kind_of
from kizuna.workflows import ask, review
from kizuna.workflows.entering.hand import Hand, hand_of
from kizuna.workflows.entering.values import Inputs
from kizuna.workflows.readers import text_is_closed
from kizuna.workflows.review import CORRECTED, Decided, Desk, Effect, Reading, effect

AROUND = 30_000
"""How many characters of a text are shown before and after a passage, to the next edge of a block."""


@dataclass(frozen=True, slots=True)
class PassageText:
    """The text around a claim's passage: the kind of each block, and its pieces with whether the passage covers
    them; no blocks where it is not held or withheld, or the claim has no passage.

    `is_cut` is whether the text has more than is shown.
    """

    blocks: tuple[tuple[str, list[tuple[str, bool]]], ...] = ()
    is_cut: bool = False
    is_held: bool = False
    is_withheld: bool = False


def passage_text(claim: Claim, around: int = AROUND) -> PassageText:
    """The text around the passage of a claim, as whoever asks may read it."""
    held = documents.document_text(claim.sha256) if claim.sha256 else None
    if held is None:
        return PassageText()
    if text_is_closed(held.document):
        return PassageText(is_held=True, is_withheld=True)
    if claim.start is None or claim.end is None:
        return PassageText(is_held=True)
    blocks = blocks_of(held.text).blocks
    near = [b for b in blocks if b.end > claim.start - around and b.start < claim.end + around]
    shown = tuple(
        (
            b.kind,
            highlight(held.text[b.start : b.end], [(claim.start - b.start, claim.end - b.start)]),
        )
        for b in near
    )
    return PassageText(shown, is_cut=len(near) < len(blocks), is_held=True)


NAMING = frozenset({"name", "title", "party", "tie", "concept", "activity"})
"""The properties by which a thing that is only proposed is called."""
_ABOVE = frozenset({"party", "tie", "belongs_to", "located_in", "of", "owner", "scope"})
_NOBODY = "organisation/nobody"


@dataclass(frozen=True, slots=True)
class DeskQuestion:
    """Which readings are asked for; "" and 0 ask for any. `document` is a name or id, `by` a proposer."""

    document: str = ""
    least: float = 0.0
    kind: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The register around readings: `register` as it stands, `supposed` as it would be called if all that names
    things were accepted; `mine` are the subjects of the readings that the account decides about."""

    register: Register
    supposed: Register
    mine: frozenset[str]


@dataclass(frozen=True, slots=True)
class Opened:
    """One reading before a reviewer, with its effects and its text; `place` counts from 1, of `total`.

    `before` and `after` are the neighbours in the queue, None at its ends.
    """

    reading: Reading
    waiting: Waiting
    effects: tuple[Effect, ...]
    text: PassageText
    place: int
    total: int
    before: Reading | None
    after: Reading | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision of a reviewer: of the claims that were `seen`, those `chosen` are accepted, or rejected with a
    reason where `reason` is not None."""

    seen: tuple[str, ...]
    chosen: tuple[str, ...]
    reason: str | None = None


def desk(question: DeskQuestion) -> Desk:
    """The desk; raises NotFound and Ambiguous for a document's name, BadQuestion for a confidence beyond 0..1."""
    if not 0 <= question.least <= 1:
        raise BadQuestion(f"{question.least} is no confidence; give one from 0 to 1")
    held = cached("what waits for a reviewer", review.queue, _claims_in)
    wanted = question.document
    if wanted and wanted not in held.documents:
        wanted = ask.resolver().resolve(wanted, ("document",))
    chosen = (
        reading
        for reading in held.readings
        if reading.confidence >= question.least
        and wanted in ("", reading.first.document)
        and question.kind in ("", kind_of(reading.subject))
        and question.by in ("", reading.proposer)
    )
    return replace(held, readings=tuple(chosen))


def _claims_in(held: Desk) -> int:
    return 1 + sum(len(reading.claims) for reading in held.readings)


def waiting_for(readings: Sequence[Reading], account: Account, also: Iterable[str] = ()) -> Waiting:
    """Readings with the register around them, and around the ids in `also`, for an account."""
    claims = [claim for reading in readings for claim in reading.claims]
    register = ask.known_register(None, _named_by(claims) | {*also})
    supposed = register.with_claims(claims, _supposing(claims, register))
    mine = _mine(readings, register, hand_of(account))
    return Waiting(register, supposed, mine)


def _supposing(claims: Sequence[Claim], register: Register) -> list[Judgement]:
    """The judgements by which what is only proposed has its name; so has what would be nameless without the
    claims, where they were rejected."""
    void = {claim.id for claim in claims if claim.subject not in register} & set(register.rejected)
    named = {*claims, *register.ledger.about(register.members(_named_by(claims)))}
    naming = [
        claim.id
        for claim in named
        if claim.is_proposal
        and claim.property in NAMING
        and (claim.id in void or claim.id not in register.rejected)
        and claim.id not in register.ledger.weights.accepted
    ]
    now = datetime.now(UTC)
    return [Judgement(Verdict.ACCEPT, claim, "", "", _NOBODY, now) for claim in naming]


def _named_by(claims: Iterable[Claim]) -> set[str]:
    return {ref for c in claims for ref in (c.subject, c.document, c.holder, *review.refs_of(c))}


def _mine(readings: Sequence[Reading], register: Register, hand: Hand) -> frozenset[str]:
    """The subjects of the readings that the hand decides about, also by what is only proposed yet."""
    subjects = frozenset(reading.subject for reading in readings)
    if not hand.decides or hand.only is None:
        return subjects if hand.decides else frozenset()
    claims = [claim for reading in readings for claim in reading.claims]
    above: dict[str, set[str]] = {}
    for claim in (*claims, *review.resting_on(claims, register)):
        if claim.property in _ABOVE:
            above.setdefault(claim.subject, set()).update(review.refs_of(claim))
    return frozenset(
        reading.subject
        for reading in readings
        if hand.decides_about(_reached(reading, above), register)
    )


def _reached(reading: Reading, above: Mapping[str, set[str]]) -> set[str]:
    """What a reading is about and names, and what that belongs to by proposals."""
    found: set[str] = set()
    edge = {reading.subject, *(ref for claim in reading.claims for ref in review.refs_of(claim))}
    while edge:
        found |= edge
        edge = {ref for held in edge for ref in above.get(held, ())} - found
    return found


def open_reading(claim: Claim, held: Desk, account: Account) -> Opened | None:
    """The reading of a proposed claim as the desk has it; None when the claim was decided on.

    A reading that is not among those asked for is opened all the same. Raises NotFound for a claim that nobody
    proposed.
    """
    if not claim.is_proposal:
        raise NotFound(f"the claim {claim.id!r} is no proposal: nobody has to decide on it")
    every = held if held.at(claim.id) is not None else desk(DeskQuestion())
    place = every.at(claim.id)
    if place is None:
        return None
    reading = every.readings[place]
    around = waiting_for([reading], account)
    return Opened(
        reading=reading,
        waiting=around,
        effects=tuple(effect(c, around.register) for c in reading.claims),
        text=passage_text(reading.first),
        place=place + 1,
        total=len(every.readings),
        before=every.readings[place - 1] if place else None,
        after=next(iter(every.readings[place + 1 :]), None),
    )


def claim_named(prefix: str) -> Claim:
    """The claim whose id begins so; raises NotFound and Ambiguous."""
    return claim_by_id(prefix)


def decide(choice: Choice, account: Account) -> tuple[Decided, Reading]:
    """Record a decision; what it recorded, and the first of the readings that it was about.

    Raises BadQuestion when nothing is chosen, BadJudgement for a rejection without a reason, NotAllowed for what
    the account does not decide about, NotFound, and Overtaken when one of the claims seen was decided meanwhile;
    then nothing is recorded.
    """
    if not choice.chosen:
        raise BadQuestion("nothing is chosen; choose at least one claim")
    seen = readings_named({*choice.seen, *choice.chosen})
    register = _allowed(seen, account)
    hand = hand_of(account)
    chosen = readings_named(choice.chosen)
    with review.undecided({*choice.seen, *choice.chosen}):
        if choice.reason is None:
            left_out = frozenset(choice.seen) - frozenset(choice.chosen)
            made = review.accept(chosen, register, hand, left_out)
        else:
            every = [claim for reading in chosen for claim in reading.claims]
            made = review.reject(every, choice.reason.strip(), hand)
    return made, seen[0]


def readings_named(ids: Iterable[str]) -> list[Reading]:
    """The readings that proposed claims make, by their whole ids; raises NotFound for one that is not proposed."""
    wanted = set(ids)
    if bad := next((i for i in wanted if len(i) != 32 or set(i) - set("0123456789abcdef")), None):
        raise NotFound(f"{bad!r} is not the id of a claim: that is 32 hex digits")
    held = {i: c for i, c in ledger.claims_by_ids(sorted(wanted)).items() if c.is_proposal}
    if missing := sorted(wanted - held.keys()):
        raise NotFound(f"no proposed claim has the id {missing[0]!r}")
    return review.readings_of(held.values())


def _allowed(readings: Sequence[Reading], account: Account) -> Register:
    """The register around readings that an account decides about; raises NotAllowed."""
    around = waiting_for(readings, account)
    if refused := next((r.subject for r in readings if r.subject not in around.mine), None):
        raise NotAllowed(f"{account.name!r} does not decide about {refused!r}")
    return around.register


def check_allowed(claim: Claim, account: Account) -> None:
    """Raise NotAllowed where an account does not decide about a proposed claim."""
    _allowed(review.readings_of([claim]), account)


def correct_typed(claim: Claim, typed: Inputs, account: Account) -> Decided:
    """Put what was typed in the place of a proposed claim; raises as `review.correct` does, and NotAllowed for
    what the account does not decide about."""
    check_allowed(claim, account)
    return review.correct(claim, typed, hand_of(account))


@dataclass(frozen=True, slots=True)
class Past(Decided):
    """A decision that was made: `claims` are those that it weighs, `typed` those that it put in their place.
    `may_undo` is whether the account may take it back, and nobody has."""

    claims: tuple[Claim, ...] = ()
    is_taken_back: bool = False
    may_undo: bool = False

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


def past_decision(prefix: str, account: Account) -> Past:
    """The decision with a judgement whose id begins so.

    Raises NotFound, also for a judgement that is no decision on claims or weighs what the account may not see.
    """
    made = tuple(j for j in decision_of(prefix) if j.verdict in (Verdict.ACCEPT, Verdict.REJECT))
    held = ledger.claims_by_ids([j.target for j in made])
    if not made or len(held) < len(made):
        raise NotFound(f"no decision on claims has an id that begins with {prefix!r}")
    claims = tuple(held[j.target] for j in made)
    gone = bool(review.taken_back(made))
    return Past(made, _typed(made[0], claims), claims, gone, not gone and _may(made[0], account))


def decision_on(claim: Claim, account: Account) -> Past | None:
    """The decision that stands on a claim; None while nobody has decided."""
    weights = Weights.of(judgements.judgements_about([claim.id]))
    made = weights.accepted.get(claim.id) or weights.rejected.get(claim.id)
    return past_decision(made.id, account) if made else None


def undo_decision(prefix: str, account: Account) -> Past:
    """Take a decision back, all of it; what it was.

    Raises NotFound, NotAllowed for a decision that is not the account's to take back, and Overtaken when it was
    taken back already.
    """
    past = past_decision(prefix, account)
    if not _may(past.first, account):
        raise NotAllowed(f"{account.name!r} may take back only its own decisions")
    review.undo(past, hand_of(account))
    return past


def _may(made: Judgement, account: Account) -> bool:
    """Whether an account may take a decision back: who decides about everything any, others their own."""
    hand = hand_of(account)
    return hand.decides and (hand.only is None or made.judge == hand.recorder)


def _typed(made: Judgement, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that were typed with a decision."""
    if made.reason != CORRECTED:
        return ()
    about = ledger.claims(subjects=sorted({c.subject for c in claims}))
    said = ("typed", made.judge, made.judged_at)
    return tuple(c for c in about if (c.method, c.recorder, c.recorded_at) == said)
