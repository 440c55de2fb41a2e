"""kizuna ties: on a day, certain and possible, in three formats."""

from __future__ import annotations

import csv
import io

from .conftest import Run

_KANSAI = ("ties", "--between", "kansai", "china", "--as-of", "1987-04-01")


def test_the_ties_of_kansai_with_china_are_counted(run: Run) -> None:
    count = run(*_KANSAI, "--format", "json").json["count"]
    assert (count["certain"], count["possible"]) == (25, 26)


def test_the_figure_carries_the_claims_of_its_ties(run: Run) -> None:
    answer = run(*_KANSAI, "--format", "json").json
    listed = {claim for tie in answer["ties"] for claim in tie["claims"]}
    assert set(answer["count"]["claims"]) <= listed


def test_osaka_and_shanghai_are_tied_in_twelve_fields(run: Run) -> None:
    answer = run(
        "ties", "--between", "Osaka", "Shanghai", "--as-of", "1987-04-01", "--format", "json"
    )
    (tie,) = [t for t in answer.json["ties"] if t["id"] == "tie/osaka-shanghai"]
    assert (len(tie["fields"]), tie["date"]) == (12, "1974-04-18")


def test_an_earlier_day_drops_what_began_later(run: Run) -> None:
    early = run(*_KANSAI[:-1], "1979-01-01", "--format", "json").json
    assert {t["id"] for t in early["ties"] if t["date"] and t["date"] > "1979"} == set()
    assert early["count"]["certain"] < 25


def test_ties_agreed_and_not_signed_are_listed_on_demand(run: Run) -> None:
    answer = run(*_KANSAI, "--all", "--format", "json").json
    pending = {t["label"].partition(" ")[0] for t in answer["ties"] if t["in_force"] == "no"}
    assert {"Himeji", "Miyazu", "Hirakata", "Moriguchi"} <= pending


def test_a_row_of_csv_is_a_tie(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*_KANSAI, "--format", "csv").out)))
    assert len(rows) == 26
    assert rows[0]["parties"].split()[0] == "government/kobe"


def test_the_list_opens_with_the_count(run: Run) -> None:
    assert "25, possibly 26 ties in force on 1 April 1987" in run(*_KANSAI).out


def test_before_the_load_the_register_is_empty_and_says_so(run: Run) -> None:
    ran = run(*_KANSAI, "--known-at", "2000-01-01", "--format", "json")
    assert (ran.code, ran.json["ties"], ran.json["count"]["possible"]) == (0, [], 0)
    assert "the register was empty at 2000-01-01" in ran.err


def test_a_definition_of_an_area_may_be_named(run: Run) -> None:
    wider = run(
        "ties", "--between", "kansai:with-mie", "china", "--as-of", "1987-04-01", "--format", "json"
    )
    assert wider.json["count"]["certain"] > 25
