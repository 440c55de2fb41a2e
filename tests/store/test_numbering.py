"""Numbers of texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kizuna.store.numbering import Numbering


def test_a_text_keeps_the_number_that_it_had() -> None:
    numbers = Numbering({"tie/a": 7}, following=8)
    assert [numbers["tie/b"], numbers["tie/a"], numbers["tie/b"]] == [8, 7, 8]


def test_only_texts_that_are_new_since_last_time_are_handed_out() -> None:
    numbers = Numbering({"tie/a": 1}, following=2)
    assert [numbers[text] for text in ("tie/a", "tie/b", "tie/c")] == [1, 2, 3]
    assert numbers.take_new() == (2, ["tie/b", "tie/c"])
    assert [numbers[text] for text in ("tie/c", "tie/d")] == [3, 4]
    assert numbers.take_new() == (4, ["tie/d"])


@given(st.lists(st.lists(st.text())))
def test_what_was_handed_out_in_order_gives_every_text_at_its_number(
    batches: list[list[str]],
) -> None:
    numbers, known = Numbering(), []
    for batch in batches:
        places = [numbers[text] for text in batch]
        known.extend(numbers.take_new()[1])
        assert [known[place] for place in places] == batch
