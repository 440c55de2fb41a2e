"""The history of one thing: what was recorded of it and judged, by whom, in order; and
taking a judgement back.

Law: nothing is undone, only taken back: the judgement and what took it back both stay
in the history.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from kizuna.claims.claim import Claim, Judgement, Verdict, in_force, withdrawn
from kizuna.errors import BadJudgement
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
    """What happened to the record of a thing, the oldest first; `register` has the
    names of all it speaks of.
    """

    ref: str
    register: Register
    events: tuple[RecordedClaims | WeighedJudgement, ...]


def history(ref: str) -> History:
    """The history of an id, with what is recorded under ids that were judged the same.
    Raises NotFound.
    """
    register = ask.known_register(None, [ref], hops=1)
    entity = register.entity(ref)
    meant = register.members([ref])
    found = claims.claims(subjects=meant)
    judged = judgements.judgements_about([*meant, *(claim.id for claim in found)])
    together: dict[tuple[datetime, str], list[WeighedClaim]] = {}
    for held in weighed(found):
        key = (
            held.claim.recorded_at.replace(second=0, microsecond=0),
            held.claim.recorder,
        )
        together.setdefault(key, []).append(held)
    events: list[RecordedClaims | WeighedJudgement] = [*_with_claims(judged)]
    for (_, by), made in together.items():
        events.append(RecordedClaims(made[0].claim.recorded_at, by, tuple(made)))
    events.sort(key=lambda event: (event.at, isinstance(event, WeighedJudgement)))
    return History(entity.id, register, tuple(events))


def _with_claims(found: Sequence[Judgement]) -> list[WeighedJudgement]:
    """Judgements, with all that withdrawals among them take back, each with the claims
    that it weighs.
    """
    held, gone = {judgement.id: judgement for judgement in found}, withdrawn(found)
    sides = dict[str, list[str]]()
    for root in found:
        ref = root.id
        while root.verdict is Verdict.WITHDRAW:
            root = held[root.target]
        sides[ref] = [
            side for side in (root.target, root.other) if side and "/" not in side
        ]
    known = claims.claims_by_ids(chain.from_iterable(sides.values()))
    of_each = ((ref, tuple(known[side] for side in of)) for ref, of in sides.items())
    return [WeighedJudgement(held[ref], ref in gone, own) for ref, own in of_each]


@dataclass(frozen=True, slots=True)
class DisputedJudgement:
    """A judgement that somebody wants to take back, with what it weighs and the thing
    whose history it is in.

    `root` is the judgement that it is or takes back in the end, `about` are all on what
    that weighs.
    """

    judged: WeighedJudgement
    ref: str
    register: Register
    root: Judgement
    about: Sequence[Judgement]


def judgement_of(prefix: str, hand: Hand) -> DisputedJudgement:
    """The judgement whose id begins so, for a hand that may take it back.

    Raises NotFound and Ambiguous, and NotAllowed for a hand that does not decide about
    what it weighs.
    """
    root = asked = judgements.judgement_by_id(prefix)
    while root.verdict is Verdict.WITHDRAW:
        root = judgements.judgement_by_id(root.target)
    about = judgements.judgements_about(filter(None, (root.target, root.other)))
    judged = next(one for one in _with_claims(about) if one.judgement.id == asked.id)
    refs = [c.subject for c in judged.claims] or [root.target, root.other]
    register = ask.known_register(None, refs, hops=1)
    hand.check(refs, register)
    return DisputedJudgement(judged, refs[0], register, root, about)


def take_back(prefixes: Iterable[str], reason: str, hand: Hand) -> str:
    """Take judgements back, with a reason, all or none; the id of the thing whose
    history tells the first.

    Raises what `judgement_of` raises, and BadJudgement for none, without a reason, or
    for one that was taken back already.
    """
    now = datetime.now(UTC)
    claims, made = list[Claim](), list[Judgement]()
    with writing():
        asked = [judgement_of(prefix, hand) for prefix in dict.fromkeys(prefixes)]
        if not asked:
            raise BadJudgement("no judgement was named; name at least one")
        for one in asked:
            if one.judged.is_withdrawn:
                raise BadJudgement(
                    f"{one.judged.judgement.id!r} was taken back already"
                )
            back = one.judged.judgement.id
            taken = Judgement(
                Verdict.WITHDRAW, back, "", reason.strip(), hand.recorder, now
            )
            made.append(taken)
            if one.root.verdict is not Verdict.SAME:
                continue
            if one.root in in_force(
                [*one.about, taken]
            ):  # the gazetteer gives again what it gave
                given, along = facts_with([(one.root.target, one.root.other)])
                claims += given
                made += along
            else:
                made += withdrawals_with(one.root)
        add_register(claims=claims, judgements=made, acting_user=hand.user)
    return asked[0].ref
