"""kizuna survival: curves, spells and years, in three formats."""

from __future__ import annotations

import csv
import io

import pytest

from .conftest import Run

_CHINA = ("survival", "--between", "JP", "CN", "--as-of", "2020-12-31")


def test_the_ties_of_japan_and_china_are_counted_as_ended_standing_and_left_out(run: Run) -> None:
    answer = run(*_CHINA, "--format", "json").json
    (group,) = answer["groups"]
    assert (group["ties"]["certain"], group["ended"]["certain"]) == (79, 1)
    assert group["standing"]["certain"] == 78
    assert answer["left_out"]["undated"]["possible"] == 1
    assert len(answer["left_out"]["undated"]["claims"]) > 0


def test_every_curve_carries_the_claims_it_rests_on(run: Run) -> None:
    answer = run(*_CHINA, "--by", "cohort", "--format", "json").json
    assert [group["group"] for group in answer["groups"]][:2] == ["1970s", "1980s"]
    assert all(len(group["ties"]["claims"]) > 0 for group in answer["groups"])


def test_the_table_says_how_uncertain_dates_and_truncation_went_in(run: Run) -> None:
    said = " ".join(run(*_CHINA).out.split())
    assert "went in at the midpoint" in said
    assert "what ended before anybody listed it is missing" in said
    assert "Left out, without a date: 1" in said
    assert "not reached" in said


def test_with_a_beginning_of_observation_older_ties_are_truncated(run: Run) -> None:
    answer = run(*_CHINA, "--from", "1980", "--format", "json").json
    (group,) = answer["groups"]
    assert (answer["from"], group["truncated"]["certain"]) == ("1980-01-01", 8)
    assert "truncated" in group["no_intervals_because"]


def test_a_row_of_csv_is_a_step_of_the_curve(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*_CHINA, "--format", "csv").out)))
    shares = [float(row["survival"]) for row in rows]
    assert (rows[0]["age_days"], rows[0]["at_risk"], shares[0]) == ("0", "79", 1)
    assert shares == sorted(shares, reverse=True)


def test_establishments_and_endings_are_told_by_year(run: Run) -> None:
    years = {y["year"]: y for y in run(*_CHINA, "--yearly", "--format", "json").json["years"]}
    assert years[1973]["established"]["certain"] == 2
    assert years[2012]["ended"]["certain"] == 1
    assert years[2012]["ended"]["claims"]


def test_the_spells_are_rows_for_a_model(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*_CHINA, "--spells", "--format", "csv").out)))
    nagoya = next(row for row in rows if row["tie"] == "tie/nagoya-nanjing")
    assert (nagoya["start_earliest"], nagoya["ended"]) == ("1978-12-21", "true")
    assert (nagoya["countries"], nagoya["cohort"], nagoya["standing"]) == ("CN-JP", "1970s", "no")


@pytest.mark.parametrize("way", ["--yearly", "--spells"])
def test_every_way_has_a_table(run: Run, way: str) -> None:
    ran = run(*_CHINA, way)
    assert (ran.code, "Left out, without a date: 1" in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--from", "198X"), "'198X' is not one day"),
        (("--to", "soon"), "'soon'"),
        (("--to", "2021"), "it cannot end after the day asked about, 2020-12-31"),
        (("--from", "2010", "--to", "2000"), "2010-01-01 to 2000-12-31"),
        (("--yearly", "--spells"), "two answers"),
        (("--by", "weather"), "'weather'"),
    ],
)
def test_a_window_that_makes_no_sense_is_an_error_that_quotes_it(
    run: Run, options: tuple[str, ...], words: str
) -> None:
    ran = run(*_CHINA, *options)
    assert ran.code == 2
    assert words in " ".join(ran.err.split())
