"""Which entity ids mean the same thing: the closure of "same" judgements, less those that say otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from kizuna.claims.judgement import Judgement, Verdict


def canonical_ids(judgements: Iterable[Judgement]) -> dict[str, str]:
    """For every id judged the same as another, the id that stands for its cluster (the smallest).

    Only judgements in force are to be given, oldest first. The newest judgement on a pair decides it;
    "different" and "undecided" leave the pair apart. Ids that stand for themselves are not in the answer.
    """
    decided: dict[frozenset[str], Verdict] = {}
    for judgement in judgements:
        if judgement.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED):
            decided[frozenset({judgement.target, judgement.other})] = judgement.verdict
    parent: dict[str, str] = {}
    for pair in sorted(sorted(p) for p, v in decided.items() if v is Verdict.SAME):
        first, second = (_root(parent, ref) for ref in pair)
        if first != second:
            parent[max(first, second)] = min(first, second)
    return {ref: _root(parent, ref) for ref in parent}


def _root(parent: dict[str, str], ref: str) -> str:
    while ref in parent:
        ref = parent[ref]
    return ref
