"""A message is short enough to be read, whatever was given."""

from __future__ import annotations

from kizuna.errors import Ambiguous, BadDate, BadFile, name_some


def test_of_a_long_list_ten_are_named_and_the_others_counted() -> None:
    assert name_some([]) == ""
    assert name_some(range(10)) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9"
    assert name_some(range(6308)) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 6,298 more"
    assert name_some(["x" * 999]) == "x" * 79 + "…"


def test_a_message_that_quotes_too_much_keeps_its_beginning_and_its_end() -> None:
    said = str(BadDate("9" * 100_000, "write 1974-04-18"))
    assert len(said) < 2_100
    assert said.startswith("'999")
    assert said.endswith("is not a date: write 1974-04-18")


def test_each_line_of_a_batch_stays() -> None:
    lines = [f"row {n}: {'x' * 50}" for n in range(500)]
    assert str(BadFile("\n".join(lines))).split("\n") == lines


def test_of_many_candidates_the_first_are_listed_and_all_are_kept() -> None:
    error = Ambiguous("Springfield", [(f"government/s{n}", "") for n in range(500)])
    assert str(error).endswith("  government/s29\n  … (+470)")
    assert len(error.candidates) == 500
