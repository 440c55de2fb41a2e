"""Conflicts: every property of which claims say different things, as known at a time.

Law: what a conflict is, `kizuna.analysis.gaps` alone says. Of the ledger only the
claims that may be in conflict are read, which gives the same as to fold all of it,
because a property is folded from its own claims.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kizuna.analysis.figures import Figure
from kizuna.analysis.gaps import Dispute, disputes
from kizuna.claims.claim import Claim, Judgement, Verdict
from kizuna.claims.kinds import KINDS, Entity, Fact, properties_of, property_of
from kizuna.errors import BadJudgement, BadQuestion, NotFound
from kizuna.publish.document import Document, Paragraph
from kizuna.publish.records import Column, Records, columns, row_of
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording
from kizuna.register.fold import strength
from kizuna.register.register import Register, fold
from kizuna.store.actions.ledger import add_register
from kizuna.store.audited import writing
from kizuna.store.cache import cached
from kizuna.store.ledger import weights
from kizuna.store.queries import claims, identifying, judgements
from kizuna.values import Answer, kind_of
from kizuna.workflows import ask
from kizuna.workflows.acting import Choice, Hand
from kizuna.workflows.clocks import Times
from kizuna.workflows.find_gaps import scope
from kizuna.workflows.question import param, question_class

STATES = ("open", "settled")
"""Nobody has put one of the facts before another; somebody has."""
_MAY_CONFLICT = frozenset(
    name
    for kind in KINDS.values()
    for name, definition in properties_of(kind).items()
    if not definition.many or definition.rival_key
)


@question_class
class Question:
    """List the properties of which sources say different things; "" asks for any.

    `of` is a name or id: of that and what hangs on it. `kind` is the first part of an
    id, `property` the name of a property, `state` one of STATES. With a day, of the
    facts those that do not hold on it are left out.
    """

    of: str = param("web-conflicts-of", "any", example="osaka-shanghai", default="")
    kind: str = param("web-conflicts-kind", "kind", default="")
    property: str = param("web-conflicts-property", "property", default="")
    state: str = param("web-conflicts-state", choices=STATES, default="")


@dataclass(frozen=True, slots=True)
class ConflictsListed:
    """Conflicts in order of id, those about one thing one after another."""

    register: Register
    disputes: tuple[Dispute, ...]

    def of_state(self, state: str) -> list[Dispute]:
        """The conflicts in one of STATES."""
        return [dispute for dispute in self.disputes if _state(dispute) == state]


def answer(question: Question, times: Times) -> ConflictsListed:
    """The conflicts that are asked for.

    Raises BadQuestion for a property that is never in conflict, NotFound and Ambiguous
    for what `of` names.
    """
    if question.property and question.property not in _MAY_CONFLICT:
        known = ", ".join(sorted(_MAY_CONFLICT))
        raise BadQuestion(
            f"{question.property!r} is never in conflict; there are {known}"
        )
    if question.of:
        around, refs = scope(question.of, times.known_at)
        found = disputes(around, sorted(around.entities if refs is None else refs))
    else:
        ask.check_whole()
        found = list(all_conflicts(times.known_at))
    if (day := times.asked_day) is not None:
        found = [
            replace(d, facts=tuple(f for f in d.facts if f.may_hold(day)))
            for d in found
        ]
    chosen = tuple(
        one
        for one in found
        if len(one.facts) > 1
        and question.kind in ("", kind_of(one.subject))
        and question.property in ("", one.property)
        and question.state in ("", _state(one))
    )
    register = ask.known_register(
        times.known_at, dict.fromkeys(one.subject for one in chosen)
    )
    return ConflictsListed(register, chosen)


def all_conflicts(known_at: datetime | None = None) -> tuple[Dispute, ...]:
    """Every conflict that who reads may see, in order of id; kept while nothing is
    added to the ledger.
    """

    def read() -> tuple[Dispute, ...]:
        same = weights(known_at).same
        found = claims.rival_claims(
            _MAY_CONFLICT, {*same, *same.values()}, known_at=known_at
        )
        weighing = judgements.judgements_about(
            (claim.id for claim in found), known_at=known_at
        )
        of_identity = identifying.identity_judgements(known_at=known_at)
        register = fold(found, [*of_identity, *weighing], known_at)
        return tuple(disputes(register, register.entities))

    return cached(("conflicts", known_at), read, lambda found: 4 * len(found) + 1)


def _state(dispute: Dispute) -> str:
    return "settled" if dispute.judgements else "open"


_OF = columns("subject label property state")
_FACT = columns("value:value valid:edtf claims:claims holders:ids")
COLUMNS = (*_OF, Column("facts", "rows", _FACT), Column("reasons", "texts"))


def records(found: ConflictsListed, wording: Wording) -> Records:
    """The conflicts, a row each, with their facts in order of preference; the flat
    table has a row a fact.
    """
    rows = []
    for dispute in found.disputes:
        kind = property_of(dispute.subject, dispute.property).type
        facts = []
        for fact in dispute.facts:
            value, holders = (
                kind.write(fact.value),
                dict.fromkeys(c.holder for c in fact.claims),
            )
            others = {"claims": fact.claim_ids, "holders": list(holders)}
            facts.append(row_of(fact, _FACT, value=value, **others))
        label, reasons = (
            wording.label(dispute.subject),
            [j.reason for j in dispute.judgements],
        )
        of = {"label": label, "state": _state(dispute), "reasons": reasons}
        rows.append(row_of(dispute, COLUMNS, **of, facts=facts))
    about = {state: len(found.of_state(state)) for state in STATES}
    listed = (
        {**row, "place": at, **f}
        for row in rows
        for at, f in enumerate(row["facts"], 1)
    )
    flat = Records("facts", (*_OF, Column("place", "integer"), *_FACT), listed)
    return Records("conflicts", COLUMNS, rows, about, flat)


def document(found: ConflictsListed, wording: Wording) -> Document:
    """How many conflicts there are, and a line for each competing fact, the one that
    goes first first.
    """
    text, certain = wording.messages.text, Answer.CERTAIN
    of = (
        (state, [(certain, one.claims) for one in found.of_state(state)])
        for state in STATES
    )
    counts = {text(f"choice-{state}"): Figure.count(claims) for state, claims in of}
    none = Paragraph.aside("" if found.disputes else text("web-conflicts-none"))
    table = Things(wording).disputes(found.disputes, is_named=True)
    return wording.document("conflicts", wording.figures(counts), none, table)


STRENGTHS = ("sourced", "surer", "sharper", "fuller", "attested", "arbitrary")
"""Why a fact goes before another without a judgement: one word for each part of
`kizuna.register.fold.strength`."""
JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A property of a thing about which claims say, or said, different things.

    `disputes` have the fact that goes first first, `claims` are all about it, those
    that were set aside too, and `judgements` weigh any of them, the oldest first,
    withdrawn ones too. `seen` is what a decision has to carry.
    """

    entity: Entity
    property: str
    register: Register
    disputes: tuple[Dispute, ...]
    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]
    seen: str


def open_conflict(
    ref: str, property: str, known_at: datetime | None = None
) -> OpenConflict:
    """The property of a thing, with all that is said of it. Raises NotFound where
    nothing is recorded.
    """
    register = ask.known_register(known_at, [ref])
    entity = register.get(ref, Entity)
    if entity is None or property not in properties_of(type(entity)):
        raise NotFound(f"nothing in the register is {property!r} of {ref!r}")
    said = claims.claims(
        subjects=register.members([ref]), property=property, known_at=known_at
    )
    if not entity.stated(property) and not any(c.id in register.rejected for c in said):
        raise NotFound(f"nothing is recorded of {property!r} of {ref!r}")
    found = tuple(d for d in disputes(register, [entity.id]) if d.property == property)
    judged = judgements.judgements_about((c.id for c in said), known_at=known_at)
    on = {j.target for j in judged}  # what waits for a decision changes nothing yet
    seen = [c.id for c in said if not c.is_proposal or c.id in on] + [
        j.id for j in judged
    ]
    about = (entity, property, register, found, tuple(said), tuple(judged))
    return OpenConflict(*about, " ".join(seen))


def why_behind(fact: Fact[object], dispute: Dispute) -> tuple[str, Judgement | None]:
    """Why the first fact of a dispute goes before another: by a judgement of the two or
    of another pair (JUDGED), or one of STRENGTHS.
    """
    first = dispute.facts[0]
    mine = [j for j in dispute.judgements if j.other in fact.claim_ids]
    if mine:
        return JUDGED, ([j for j in mine if j.target in first.claim_ids] or mine)[-1]
    pairs = zip(STRENGTHS, strength(first), strength(fact), strict=True)
    return next((word for word, one, other in pairs if one != other), "arbitrary"), None


def decide_conflict(
    ref: str, property: str, choice: Choice, hand: Hand
) -> tuple[Judgement, ...]:
    """Record a decision; the judgements that were made, all of which an undo takes
    back.

    To prefer a fact puts it before all that compete with it, and takes back whatever
    put one of those before it; to reject one sets all its claims aside. Raises
    NotFound, NotAllowed, BadJudgement (also without a reason), and Overtaken when
    something was claimed or decided meanwhile.
    """
    if choice.verdict not in (Verdict.PREFER, Verdict.REJECT):
        raise BadJudgement(f"{choice.verdict!r} decides no conflict; prefer or reject")
    with writing():  # nobody decides between the look and the record
        found = open_conflict(ref, property)
        hand.check([found.entity.id], found.register)
        choice.check(ref, found.seen, found.judgements)
        decided = _judgements(found, choice, hand.recorder)
        return add_register(judgements=decided, acting_user=hand.user).judgements


def _judgements(found: OpenConflict, choice: Choice, judge: str) -> Iterator[Judgement]:
    """What a choice records. Raises BadJudgement for a claim that is in no conflict, or
    without a reason.
    """
    now, reason = datetime.now(UTC), choice.reason.strip()
    sides = (
        (fact, dispute.facts) for dispute in found.disputes for fact in dispute.facts
    )
    chosen, rivals = next(
        ((f, r) for f, r in sides if choice.other in f.claim_ids), (None, ())
    )
    if chosen is None:
        about = f"{found.property!r} of {found.entity.id!r}"
        raise BadJudgement(f"{choice.other!r} is in no conflict about {about}")
    if choice.verdict == Verdict.REJECT:
        for claim in chosen.claims:
            yield Judgement(Verdict.REJECT, claim.id, "", reason, judge, now)
        return
    mine = set(chosen.claim_ids)
    for other in (fact for fact in rivals if fact is not chosen):
        for held in other.preferences:
            if (
                held.other in mine
            ):  # two that put each before the other would cancel out
                yield Judgement(Verdict.WITHDRAW, held.id, "", reason, judge, now)
        first, second = chosen.claims[0].id, other.claims[0].id
        yield Judgement(Verdict.PREFER, first, second, reason, judge, now)
