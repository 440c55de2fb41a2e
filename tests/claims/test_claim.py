"""Claims, named by what they state and nothing else, each refused with its words
quoted; and judgements, which are in force until they are withdrawn.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import LATER, THEN, claim, judgement, withdraw
from kizuna.claims.claim import (
    Certainty,
    Judgement,
    Stance,
    Verdict,
    canonical_ids,
    in_force,
)
from kizuna.claims.rules import check_claim
from kizuna.errors import BadClaim, BadJudgement

_OTHER_VALUES: dict[str, Any] = {"subject": "tie/kobe-tianjin", "property": "type"}
_OTHER_VALUES |= {
    "value": '"government/kobe"',
    "valid": "1974",
    "document": "document/letter",
}
_OTHER_VALUES |= {"sha256": "f" * 64, "start": 3, "end": 9, "locator": "page 2"}
_OTHER_VALUES |= {"holder": "person/somebody", "stance": Stance.REPORTED}
_OTHER_VALUES |= {"certainty": Certainty.LIKELY}


def test_the_id_does_not_depend_on_who_recorded_the_claim_and_when() -> None:
    stated = claim("tie/osaka-shanghai", "party", "government/osaka")
    again = stated._replace(recorder="person/b", recorded_at=LATER, method="imported")
    assert again.id == stated.id


@pytest.mark.parametrize("part", _OTHER_VALUES)
def test_every_part_of_the_statement_makes_another_claim(part: str) -> None:
    stated = claim("tie/osaka-shanghai", "party", "government/osaka")
    assert stated._replace(**{part: _OTHER_VALUES[part]}).id != stated.id


def test_an_id_is_the_first_half_of_the_digest_of_the_json_array_of_what_is_stated() -> (
    None
):
    stated = claim("tie/osaka-shanghai", "party", "government/osaka", locator="стр. 1")
    array = (
        '["tie/osaka-shanghai","party","\\"government/osaka\\"","","document/gazette","",null,null,'
        '"стр. 1","organisation/gazette","asserted","certain"]'
    )
    assert stated.id == hashlib.sha256(array.encode()).hexdigest()[:32]


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        *(({"stance": stance}, True) for stance in (Stance.ASSERTED, Stance.REPORTED)),
        *(
            ({"stance": s}, False)
            for s in (Stance.PLANNED, Stance.FORECAST, Stance.DENIED)
        ),
        ({"certainty": Certainty.DOUBTFUL}, True),
        ({"certainty": Certainty.UNVERIFIED}, False),
    ],
)
def test_what_is_said_to_be_so_with_a_source_counts(
    given: dict[str, Any], counts: bool
) -> None:
    assert claim("tie/a-b", "party", "government/a", **given).counts is counts


_PROPOSING = ("rules@3", "model:tagger-2", "contributed", "contributed:model:x")


@pytest.mark.parametrize("method", ["typed", "imported", *_PROPOSING])
def test_what_rules_or_a_model_found_is_a_proposal(method: str) -> None:
    found = claim("tie/a-b", "party", "government/a", method=method)
    assert found.is_proposal is (method in _PROPOSING)


def test_a_claim_with_only_a_locator_has_no_passage() -> None:
    located = claim("tie/a-b", "party", "government/a")
    assert not located.has_passage
    assert located._replace(
        start=0, end=4, sha256="a" * 64, recorded_at=LATER
    ).has_passage


_GOOD = claim("tie/osaka-shanghai", "party", "government/osaka")
_REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "neither a passage nor a locator": (
        {"locator": ""},
        "a locator in document/gazette",
    ),
    "half a passage": ({"start": 4}, r"needs both ends, not \[4, None\)"),
    "the other half of a passage": ({"end": 4}, r"needs both ends, not \[None, 4\)"),
    "a passage that ends before it starts": (
        {"start": 9, "end": 4},
        r"\[9, 4\) is not a passage",
    ),
    "an empty passage": ({"start": 4, "end": 4}, r"\[4, 4\) is not a passage"),
    "a passage before the text": (
        {"start": -1, "end": 4},
        r"\[-1, 4\) is not a passage",
    ),
    "a passage of no known text": ({"start": 0, "end": 4}, "needs the sha256"),
    "no document": ({"document": ""}, "''"),
    "a document that is none": ({"document": "tie/a-b"}, "'tie/a-b' is not a document"),
    "no holder": ({"holder": ""}, "'' is not an entity id"),
    "a recorder who is no id": (
        {"recorder": "The editors"},
        "'The editors' is not an entity id",
    ),
    "a span that is no date": ({"valid": "since 1974"}, "'since 1974' is not a date"),
    "a value that is not JSON": ({"value": "government/osaka"}, "'government/osaka'"),
    "a value of another kind": (
        {"value": '"area/kansai"'},
        "'area/kansai' is not a government",
    ),
    "an unknown property": ({"property": "partner"}, "no 'partner'; it has party"),
    "an unknown kind": ({"subject": "town/osaka"}, "no kind is called 'town'"),
    "a subject that is no id": ({"subject": "Osaka"}, "'Osaka' is not an entity id"),
    "an unknown method": ({"method": "guessed"}, "'guessed' is not typed, imported"),
    "a misspelt rule set": ({"method": "rule@3"}, "'rule@3' is not typed"),
    "rules of no version": ({"method": "rules@"}, "'rules@' is not typed"),
    "a model without a name": ({"method": "model"}, "'model' is not typed"),
    "a value that is not canonical": (
        {"value": '"government/osaka" '},
        "it would be '\"gov",
    ),
}


@pytest.mark.parametrize(("changes", "quoted"), _REFUSED.values(), ids=_REFUSED)
def test_what_no_kind_allows_is_refused_with_the_claim_and_what_is_wrong(
    changes: dict[str, Any], quoted: str
) -> None:
    refused = _GOOD._replace(**changes)
    with pytest.raises(BadClaim, match=quoted) as caught:
        check_claim(refused)
    assert str(caught.value).startswith(f"{refused.subject} {refused.property}: ")


@pytest.mark.parametrize("method", ["typed", "imported", "rules@3", "model:tagger-2"])
def test_every_way_in_which_claims_come_is_taken_and_a_passage_needs_no_locator(
    method: str,
) -> None:
    check_claim(
        _GOOD._replace(method=method, locator="", start=0, end=4, sha256="a" * 64)
    )


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


def test_a_withdrawal_of_the_same_second_takes_back_one_judgement_and_leaves_the_others() -> (
    None
):
    other = judgement(Verdict.REJECT, "b" * 32)
    newer = judgement(Verdict.ACCEPT, "a" * 32, judged_at=LATER)
    back = withdraw(_REJECTION, judged_at=THEN)
    assert in_force([newer, _REJECTION, other, back]) == (
        other,
        newer,
    )  # the oldest first


def test_a_decision_withdrawn_twice_stays_withdrawn_when_one_withdrawal_is_taken_back() -> (
    None
):
    first = withdraw(_REJECTION, judge="person/one")
    second = withdraw(_REJECTION, judge="person/two")
    third = withdraw(first, judged_at=LATER + timedelta(days=1))
    assert in_force([_REJECTION, first, second, third]) == ()


@pytest.mark.parametrize("other", [{"judge": "person/x"}, {"judged_at": LATER}])
def test_the_same_decision_of_another_judge_or_time_is_another(
    other: dict[str, Any],
) -> None:
    assert judgement(Verdict.REJECT, "a" * 32, **other).id != _REJECTION.id


_OF_TWO = (Verdict.PREFER, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED)
_ILL: list[tuple[Verdict, tuple[str, ...], str, str]] = [
    *(
        (verdict, ("government/a",), "so", "'government/a' and ''")
        for verdict in _OF_TWO
    ),
    *(
        (verdict, ("a", "b"), "so", "'b'")
        for verdict in Verdict
        if verdict not in _OF_TWO
    ),
    (Verdict.PREFER, ("a", "a"), "so", "with itself"),
    (Verdict.PREFER, ("a", "b"), "", "needs a reason"),
    (Verdict.SAME, ("government/a", "area/a"), "so", "government/a.*area/a.*one kind"),
    *(
        (verdict, ("a",), "  ", "needs a reason")
        for verdict in (Verdict.REJECT, Verdict.WITHDRAW)
    ),
]


@pytest.mark.parametrize(("verdict", "of", "reason", "quoted"), _ILL)
def test_a_judgement_that_says_too_little_or_too_much_is_refused(
    verdict: Verdict, of: tuple[str, ...], reason: str, quoted: str
) -> None:
    with pytest.raises(BadJudgement, match=quoted):
        judgement(verdict, *of, reason=reason)
    assert judgement(Verdict.ACCEPT, "a", reason="").reason == ""


_IDS = [f"government/{letter}" for letter in "abcdefgh"]
_PAIRS = st.lists(
    st.sampled_from(list(combinations(_IDS, 2))), unique=True, max_size=10
)


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
    assert _same(pairs) == {
        ref: least for ref, least in smallest.items() if ref != least
    }


@given(_PAIRS, st.randoms(use_true_random=False))
def test_neither_the_order_of_judgements_nor_of_their_sides_matters(
    pairs: list[tuple[str, str]], random: object
) -> None:
    turned = [random.choice([pair, pair[::-1]]) for pair in pairs]  # type: ignore[attr-defined]
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert _same(turned) == _same(pairs)


def test_the_newest_judgement_on_a_pair_decides() -> None:
    same = judgement(Verdict.SAME, "government/a", "government/b")
    different = judgement(
        Verdict.DIFFERENT, "government/b", "government/a", judged_at=LATER
    )
    assert canonical_ids([same, different]) == {}
    assert canonical_ids([different, same]) == {"government/b": "government/a"}


@pytest.mark.parametrize("verdict", [Verdict.UNDECIDED, Verdict.PREFER])
def test_an_undecided_pair_stays_apart_and_judgements_about_claims_join_nothing(
    verdict: Verdict,
) -> None:
    assert canonical_ids([judgement(verdict, "government/a", "government/b")]) == {}
