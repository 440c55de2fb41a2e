"""The history of one thing: what was recorded of it and judged, by whom, in order; and taking a judgement back.

Law: nothing is undone, only taken back: the judgement and what took it back both stay in the history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement, Verdict, in_force, withdrawn
from kizuna.errors import BadJudgement, NotAllowed
from kizuna.register.register import Register
from kizuna.store.actions.ledger import add_register
from kizuna.store.audited import writing
from kizuna.store.queries import claims, judgements
from kizuna.workflows import ask
from kizuna.workflows.acting import Hand
from kizuna.workflows.list_claims import WeighedClaim, weighed
from kizuna.workflows.mentions import facts_with, withdrawals_with
from kizuna.workflows.open_evidence import WeighedJudgement


@dataclass(frozen=True, slots=True)
class RecordedClaims:
    """Claims that somebody (an entity id) recorded at one time."""

    at: datetime
    by: str
    claims: tuple[WeighedClaim, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What happened to the record of a thing, the oldest first; `register` has the names of all it speaks of."""

    ref: str
    register: Register
    events: tuple[RecordedClaims | WeighedJudgement, ...]


def history(ref: str) -> History:
    """The history of an id, with what is recorded under ids that were judged the same. Raises NotFound."""
    register = ask.known_register(None, [ref], hops=1)
    entity = register.entity(ref)
    meant = register.members([ref])
    found = claims.claims(subjects=meant)
    judged = judgements.judgements_about([*meant, *(claim.id for claim in found)])
    events: list[RecordedClaims | WeighedJudgement] = [
        *_recordings(weighed(found)),
        *_judgements(judged),
    ]
    events.sort(key=lambda event: (event.at, isinstance(event, WeighedJudgement)))
    return History(entity.id, register, tuple(events))


def _recordings(found: Iterable[WeighedClaim]) -> list[RecordedClaims]:
    together: dict[tuple[datetime, str], list[WeighedClaim]] = {}
    for held in found:
        key = (held.claim.recorded_at.replace(second=0, microsecond=0), held.claim.recorder)
        together.setdefault(key, []).append(held)
    return [
        RecordedClaims(claims[0].claim.recorded_at, by, tuple(claims))
        for (_, by), claims in together.items()
    ]


def _judgements(found: Iterable[Judgement]) -> list[WeighedJudgement]:
    """The judgements, without those that weigh a claim which the reader may not see."""
    held = {j.id: j for j in found}
    gone = withdrawn(held.values())
    roots = {ref: root for ref, made in held.items() if (root := _root(made, held))}
    sides = {
        ref: [side for side in (root.target, root.other) if side and "/" not in side]
        for ref, root in roots.items()
    }
    known = claims.claims_by_ids(sorted({side for of in sides.values() for side in of}))
    return [
        WeighedJudgement(held[ref], ref in gone, tuple(known[side] for side in of))
        for ref, of in sides.items()
        if all(side in known for side in of)
    ]


def _root(judgement: Judgement, held: Mapping[str, Judgement]) -> Judgement | None:
    """The judgement of claims or things that a chain of withdrawals ends at; None when it is not known."""
    while judgement.verdict is Verdict.WITHDRAW:
        if judgement.target not in held:
            return None
        judgement = held[judgement.target]
    return judgement


@dataclass(frozen=True, slots=True)
class DisputedJudgement:
    """A judgement that somebody wants to take back, with what it weighs and the thing whose history it is in.

    `chain` are the judgement that it is or takes back in the end, the `root`, and whatever takes those back.
    """

    judged: WeighedJudgement
    ref: str
    register: Register
    root: Judgement
    chain: tuple[Judgement, ...]


def judgement_of(prefix: str, hand: Hand) -> DisputedJudgement:
    """The judgement whose id begins so, for a hand that may take it back.

    Raises NotFound and Ambiguous, and NotAllowed for a hand that does not decide about what it weighs.
    """
    root = asked = judgements.judgement_by_id(prefix)
    while root.verdict is Verdict.WITHDRAW:
        root = judgements.judgement_by_id(root.target)
    reached, chain = {root.id}, list[Judgement]()
    for one in judgements.judgements_about(filter(None, (root.target, root.other))):
        if one.id in reached or (one.verdict is Verdict.WITHDRAW and one.target in reached):
            reached.add(one.id)
            chain.append(one)
    judged = next((j for j in _judgements(chain) if j.judgement.id == asked.id), None)
    if judged is None:
        raise NotAllowed("it weighs what this account may not see")
    refs = [c.subject for c in judged.claims] or [root.target, root.other]
    register = ask.known_register(None, refs, hops=1)
    hand.check(refs, register)
    return DisputedJudgement(judged, refs[0], register, root, tuple(chain))


def take_back(prefixes: Iterable[str], reason: str, hand: Hand) -> str:
    """Take judgements back, with a reason, all or none; the id of the thing whose history tells the first.

    Raises what `judgement_of` raises, and BadJudgement for none, without a reason, or for one that was taken back
    already.
    """
    now = datetime.now(UTC)
    claims, made = list[Claim](), list[Judgement]()
    with writing():
        asked = [judgement_of(prefix, hand) for prefix in dict.fromkeys(prefixes)]
        if not asked:
            raise BadJudgement("no judgement was named; name at least one")
        for one in asked:
            if one.judged.is_withdrawn:
                raise BadJudgement(f"{one.judged.judgement.id!r} was taken back already")
            back = one.judged.judgement.id
            taken = Judgement(Verdict.WITHDRAW, back, "", reason.strip(), hand.recorder, now)
            made.append(taken)
            if one.root.verdict is not Verdict.SAME:
                continue
            if one.root in in_force([*one.chain, taken]):  # the gazetteer gives again what it gave
                given, along = facts_with([(one.root.target, one.root.other)])
                claims += given
                made += along
            else:
                made += withdrawals_with(one.root)
        add_register(claims=claims, judgements=made, acting_user=hand.user)
    return asked[0].ref
