"""kizuna suggest: partners with reasons, what similar ties have, and the back-test."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from .conftest import Run

_KOBE = ("suggest", "Kobe", "--as-of", "1987-04-01")
_HIRAKATA = ("suggest", "Hirakata", "--as-of", "1987-04-01", "--top", "3")


def test_a_city_in_talks_is_offered_its_partner_to_be_first(run: Run) -> None:
    first, *_ = run(*_HIRAKATA, "--format", "json").json["suggestions"]
    assert first["id"] == "government/changning"
    (wish,) = [reason for reason in first["reasons"] if reason["feature"] == "wish"]
    assert wish["text"] == "a tie of the two is on record as: under negotiation"
    assert wish["claims"]


def test_a_partner_is_no_suggestion(run: Run) -> None:
    found = run(*_KOBE, "--top", "500", "--format", "json").json
    refs = {suggestion["id"] for suggestion in found["suggestions"]}
    assert "government/tianjin" not in refs
    assert len(refs) == found["candidates"]


def test_both_being_ports_is_told_with_the_ports(run: Run) -> None:
    text = run(*_KOBE, "--country", "China", "--top", "1").out
    assert "Both have a port: Port of Kobe; Port of Shanghai" in " ".join(text.split())


def test_two_old_capitals_were_a_match_before_they_were_tied(run: Run) -> None:
    found = run("suggest", "Kyoto", "--as-of", "1974-01-01", "--top", "1", "--format", "json").json
    (first,) = found["suggestions"]
    assert first["id"] == "government/xian"
    assert "capitals" in {reason["feature"] for reason in first["reasons"]}


def test_the_points_of_the_reasons_add_up_to_the_score(run: Run) -> None:
    for found in run(*_HIRAKATA, "--format", "json").json["suggestions"]:
        points = sum(reason["points"] for reason in found["reasons"])
        assert points == pytest.approx(found["score"], abs=0.01)


def test_a_row_of_csv_is_a_reason(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*_HIRAKATA, "--format", "csv").out)))
    assert {row["rank"] for row in rows} == {"1", "2", "3"}
    assert all(row["claims"] and row["reason"] for row in rows)


def test_the_table_says_that_it_is_advice(run: Run) -> None:
    assert "Advice, and no fact" in run(*_HIRAKATA).out


def test_what_a_similar_tie_has_is_shown_by_example(run: Run) -> None:
    found = run(
        "suggest", "--tie", "kobe-tianjin", "--as-of", "1987-04-01", "--format", "json"
    ).json
    assert "tie/osaka-shanghai" in {similar["id"] for similar in found["similar"]}
    (sport,) = [missing for missing in found["missing"] if missing["concept"] == "sport"]
    assert sport["count"]["certain"] >= 1
    assert sport["examples"][0]["claims"]


def test_the_table_of_a_tie_says_by_what_they_are_alike(run: Run) -> None:
    text = run("suggest", "--tie", "Kyoto - Xi'an", "--as-of", "1987-04-01").out
    said = " ".join(text.split())
    assert (
        "Ties like it: 2. The tie: Kyoto – Xi'an Alike by type. And by a field in common." in said
    )


def test_the_built_in_register_has_nothing_to_rank_and_the_back_test_says_so(run: Run) -> None:
    ran = run("suggest", "--backtest")
    assert ran.code == 2
    assert "nothing to rank" in ran.err


def test_a_back_test_of_a_file_prints_each_method_and_a_verdict(run: Run, tmp_path: Path) -> None:
    edges = tmp_path / "edges.csv"
    near = [(i, (i + step) % 40) for i in range(40) for step in (1, 2, 3)]
    rows = [f"p{a},p{b},{1980 if (a * 7 + b) % 5 else 1990}" for a, b in near]
    edges.write_text("\n".join(["a,b,since", *rows]), encoding="utf-8")
    asked = ("suggest", "--backtest", "--until", "1985", "--edges", str(edges))
    text = run(*asked).out
    for method in ("this ranking", "partners in common", "Adamic–Adar", "number of partners"):
        assert method in text
    assert "points of hits@10" in text
    assert "too few to tell methods apart" in text
    found = run(*asked, "--format", "json").json
    assert found["ties"]["ranked"] + found["ties"]["unseen"] == found["ties"]["later"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "'place | tie | backtest' is missing"),
        (("Kobe", "--backtest"), "ask for one of"),
        (("--backtest", "--until", "0"), "0 is not a year"),
    ],
)
def test_a_question_that_cannot_be_asked_is_an_error(
    run: Run, arguments: tuple[str, ...], words: str
) -> None:
    ran = run("suggest", *arguments)
    assert ran.code in (2, 3)
    assert words in " ".join(ran.err.split())
