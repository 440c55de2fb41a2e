"""Judgements: what they need, which are in force after withdrawals, and which ids "same" ones make one."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import LATER, THEN, judgement, withdraw
from kizuna.claims.claim import Judgement, Verdict, canonical_ids, in_force
from kizuna.errors import BadJudgement

_REJECTION = judgement(Verdict.REJECT, "a" * 32)


def _withdrawals(depth: int) -> list[Judgement]:
    """A rejection, its withdrawal, the withdrawal of that, and so on, an hour apart."""
    chain = [_REJECTION]
    for step in range(depth):
        chain.append(withdraw(chain[-1], judged_at=THEN + timedelta(hours=step + 1)))
    return chain


@given(st.integers(0, 9), st.randoms(use_true_random=False))
def test_each_withdrawal_turns_the_decision_over_in_whatever_order_they_are_read(
    depth: int, random: object
) -> None:
    chain = _withdrawals(depth)
    random.shuffle(chain)  # type: ignore[attr-defined]
    assert in_force(chain) == ((_REJECTION,) if depth % 2 == 0 else ())


def test_a_withdrawal_of_the_same_second_takes_back_one_judgement_and_leaves_the_others() -> None:
    other = judgement(Verdict.REJECT, "b" * 32)
    newer = judgement(Verdict.ACCEPT, "a" * 32, judged_at=LATER)
    back = withdraw(_REJECTION, judged_at=THEN)
    assert in_force([newer, _REJECTION, other, back]) == (other, newer)  # the oldest first


def test_a_decision_withdrawn_twice_stays_withdrawn_when_one_withdrawal_is_taken_back() -> None:
    first = withdraw(_REJECTION, judge="person/one")
    second = withdraw(_REJECTION, judge="person/two")
    third = withdraw(first, judged_at=LATER + timedelta(days=1))
    assert in_force([_REJECTION, first, second, third]) == ()


@pytest.mark.parametrize("other", [{"judge": "person/x"}, {"judged_at": LATER}])
def test_the_same_decision_of_another_judge_or_time_is_another(other: dict[str, Any]) -> None:
    assert judgement(Verdict.REJECT, "a" * 32, **other).id != _REJECTION.id


_OF_TWO = (Verdict.PREFER, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED)
_ILL: list[tuple[Verdict, tuple[str, ...], str, str]] = [
    *((verdict, ("government/a",), "so", "'government/a' and ''") for verdict in _OF_TWO),
    *((verdict, ("a", "b"), "so", "'b'") for verdict in Verdict if verdict not in _OF_TWO),
    (Verdict.PREFER, ("a", "a"), "so", "with itself"),
    (Verdict.PREFER, ("a", "b"), "", "needs a reason"),
    (Verdict.SAME, ("government/a", "area/a"), "so", "government/a.*area/a.*one kind"),
    *((verdict, ("a",), "  ", "needs a reason") for verdict in (Verdict.REJECT, Verdict.WITHDRAW)),
]


@pytest.mark.parametrize(("verdict", "of", "reason", "quoted"), _ILL)
def test_a_judgement_that_says_too_little_or_too_much_is_refused(
    verdict: Verdict, of: tuple[str, ...], reason: str, quoted: str
) -> None:
    with pytest.raises(BadJudgement, match=quoted):
        judgement(verdict, *of, reason=reason)
    assert judgement(Verdict.ACCEPT, "a", reason="").reason == ""


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
