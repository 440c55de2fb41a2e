"""kizuna show: every fact with its claims, for any kind of thing."""

from __future__ import annotations

from .conftest import Run


def test_the_answer_names_the_thing_says_what_it_is_and_gives_its_id(run: Run) -> None:
    out = run("show", "osaka-shanghai").out
    assert out.startswith("Osaka – Shanghai\nOsaka (Japan) and Shanghai (China) have been tied")
    assert " tie/osaka-shanghai " in out


def test_a_wide_table_is_set_as_a_list(run: Run) -> None:
    out = run("show", "osaka-shanghai").out
    assert "• Osaka ship of Japanese-Sino friendship" in out
    assert "Date: 1974; Form and field: ship of friendship; youth" in out
