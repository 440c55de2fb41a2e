"""Rows of a comparison: counts with claims, empty cells, and what one has and the others lack."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kizuna.analysis.compare.ties import TOTAL, UNSTATED, Comparison, Item, counted, rows_of
from kizuna.values import Answer


def _item(ref: str, answer: Answer = Answer.CERTAIN, since: str = "") -> Item:
    return Item(answer, ref, (f"claim of {ref}",), since)


def _compared(*sides: dict[str, list[Item]], topic: str = "fields") -> Comparison:
    return Comparison(("tie/a", "tie/b"), tuple(rows_of(topic, sides)))


def test_nothing_to_count_is_no_evidence_and_no_zero() -> None:
    assert counted([]) is counted([_item("a", Answer.NO)]) is None


def test_what_is_named_twice_counts_once_as_the_surest_says_since_the_earliest_date() -> None:
    others = (_item("b", Answer.POSSIBLE, since="1974"), _item("c"))
    found = counted([_item("a", Answer.POSSIBLE), _item("a", since="1981"), *others])
    assert (found.figure.certain, found.figure.possible, found.since) == (2, 3, "1974")


def test_the_total_comes_first_and_then_what_most_have() -> None:
    one = {"youth": [_item("a")], UNSTATED: [_item("b")]}
    other = {"youth": [_item("c")], "arts": [_item("d")]}
    keys = [row.key for row in rows_of("fields", (one, other))]
    assert keys == [TOTAL, "youth", "arts", UNSTATED]


def test_what_only_one_has_the_other_lacks_unless_nobody_classes_it() -> None:
    found = _compared({"youth": [_item("a")], "arts": [_item("b")]}, {"youth": [_item("c")]})
    assert [row.key for row in found.alone(0)] == ["arts"]
    assert [row.key for row in found.lacks(1)] == ["arts"]
    assert found.alone(1) == found.lacks(0) == ()
    assert _compared({UNSTATED: [_item("a")]}, {}).alone(0) == ()


_ITEMS = st.builds(Item, st.sampled_from(Answer), st.sampled_from("abcd"), st.just(("claim",)))


@given(st.lists(st.dictionaries(st.sampled_from(["x", "y"]), st.lists(_ITEMS)), min_size=1))
def test_every_cell_has_claims_or_is_empty_and_no_row_is_empty(sides) -> None:
    for row in rows_of("fields", sides):
        assert row.held
        held = [cell for cell in row.cells if cell is not None]
        assert all(cell.claims and cell.figure.possible == len(cell.refs) for cell in held)
