"""Clusters: "same" judgements make an equivalence, and the smallest id stands for each cluster."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import LATER, judgement
from kizuna.claims.judgement import Verdict, canonical_ids

_IDS = [f"government/{letter}" for letter in "abcdefgh"]
_PAIRS = st.lists(st.sampled_from(list(combinations(_IDS, 2))), unique=True, max_size=10)


def _same(pairs: list[tuple[str, str]]) -> dict[str, str]:
    return canonical_ids(judgement(Verdict.SAME, a, b) for a, b in pairs)


def _reachable(start: str, pairs: list[tuple[str, str]]) -> set[str]:
    found, edge = {start}, {start}
    while edge:
        edge = {y for x in edge for pair in pairs if x in pair for y in pair} - found
        found |= edge
    return found


@given(_PAIRS)
def test_the_smallest_id_of_all_that_are_joined_stands_for_each_other_one(
    pairs: list[tuple[str, str]],
) -> None:
    smallest = {ref: min(_reachable(ref, pairs)) for ref in _IDS}
    assert _same(pairs) == {ref: least for ref, least in smallest.items() if ref != least}


@given(_PAIRS, st.randoms(use_true_random=False))
def test_neither_the_order_of_judgements_nor_of_their_sides_matters(
    pairs: list[tuple[str, str]], random: object
) -> None:
    turned = [random.choice([pair, pair[::-1]]) for pair in pairs]  # type: ignore[attr-defined]
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert _same(turned) == _same(pairs)


def test_the_newest_judgement_on_a_pair_decides() -> None:
    same = judgement(Verdict.SAME, "government/a", "government/b")
    different = judgement(Verdict.DIFFERENT, "government/b", "government/a", judged_at=LATER)
    assert canonical_ids([same, different]) == {}
    assert canonical_ids([different, same]) == {"government/b": "government/a"}


@pytest.mark.parametrize("verdict", [Verdict.UNDECIDED, Verdict.PREFER])
def test_an_undecided_pair_stays_apart_and_judgements_about_claims_join_nothing(
    verdict: Verdict,
) -> None:
    assert canonical_ids([judgement(verdict, "government/a", "government/b")]) == {}
