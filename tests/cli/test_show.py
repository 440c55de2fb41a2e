"""kizuna show: every fact with its claims, for any kind of thing."""

from __future__ import annotations

import pytest

from .conftest import Run


def test_every_fact_carries_claims(run: Run) -> None:
    shown = run("show", "osaka-shanghai", "--format", "json").json
    facts = [fact for p in shown["properties"] for fact in p["facts"]]
    assert facts
    assert all(fact["claims"] for fact in facts)


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Osaka", "government/osaka"),
        ("Osaka Prefecture", "government/osaka-prefecture"),
        ("大阪市", "government/osaka"),
        ("Осака", "government/osaka"),
        ("Ōsaka", "government/osaka"),
        ("Sian", "government/xian"),
        ("西安", "government/xian"),
        ("Tientsin", "government/tianjin"),
        ("PRC", "area/china"),
        ("中国", "area/china"),
        ("kobe-tianjin", "tie/kobe-tianjin"),
    ],
)
def test_a_name_in_any_script_finds_its_thing(run: Run, name: str, ref: str) -> None:
    assert run("show", name, "--format", "json").json["id"] == ref


def test_a_preference_is_shown_with_its_reason(run: Run) -> None:
    shown = run("show", "kobe-tianjin", "--format", "json").json
    stages = next(p["facts"] for p in shown["properties"] if p["property"] == "milestone")
    assert stages[0]["value"]["date"] == "1973-06-24"
    assert stages[0]["preferences"][0]["reason"]


def test_the_day_leaves_out_what_does_not_hold_on_it(run: Run) -> None:
    shown = run("show", "Osaka", "--as-of", "1950-01-01", "--format", "json").json
    (levels,) = [p["facts"] for p in shown["properties"] if p["property"] == "level"]
    assert [level["value"] for level in levels] == ["city"]


def test_the_answer_names_the_thing_says_what_it_is_and_gives_its_id(run: Run) -> None:
    out = run("show", "osaka-shanghai").out
    assert out.startswith("Osaka – Shanghai\nOsaka (Japan) and Shanghai (China) have been tied")
    assert " tie/osaka-shanghai " in out


def test_a_wide_table_is_set_as_a_list(run: Run) -> None:
    out = run("show", "osaka-shanghai").out
    assert "• Students spend half a year in the other city" in out
    assert "Field: science; students; Period: since 1983" in out


def test_before_the_load_there_is_nothing_to_show(run: Run) -> None:
    shown = run("show", "Osaka", "--known-at", "2000", "--format", "json").json
    assert (shown["id"], shown["properties"]) == (None, [])
