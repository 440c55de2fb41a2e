"""kizuna measure: one tie at length, many side by side, in three formats."""

from __future__ import annotations

import csv
import io

import pytest

from .conftest import Run

_TIE = ("measure", "osaka-shanghai", "--as-of", "1987-04-01")
_BETWEEN = ("measure", "kansai", "china", "--as-of", "1987-04-01")


def test_a_tie_is_told_measure_by_measure(run: Run) -> None:
    told = run(*_TIE).out
    for words in (
        "effective fields, Shannon",
        "~532–1324",
        "7, possibly 14 of 14 (1974–1987)",
        "0–6 years",
        "active; the rule agrees",
        "What could not go in",
    ):
        assert words in told


def test_what_is_not_recorded_is_no_evidence_and_never_zero(run: Run) -> None:
    told = run("measure", "Osaka - Milan", "--as-of", "1987-04-01").out
    assert "no evidence: nothing recorded shows it lived" in told
    assert " 0 " not in told


def test_a_day_on_which_the_tie_did_not_stand_is_said_to_be_one(run: Run) -> None:
    assert "when it did not stand" in run("measure", "osaka-shanghai", "--as-of", "1950").out
    assert "stand" not in run(*_TIE).out.splitlines()[1]


def test_years_alike_stand_in_one_row(run: Run) -> None:
    assert "1981–1986" in run(*_TIE).out


def test_ties_of_which_something_is_recorded_stand_side_by_side(run: Run) -> None:
    told = run(*_BETWEEN).out
    assert "Kobe – Tianjin" in told
    assert "Ikeda" not in told
    assert "26 ties that certainly or possibly stood on 1987-04-01" in told
    assert "nothing that could be measured is recorded of 21" in told


def test_the_json_gives_least_and_most_with_claims(run: Run) -> None:
    (tie,) = run(*_TIE, "--format", "json").json["ties"]
    silence = tie["continuity"]["longest_silence"]
    assert (silence["least"], silence["most"]) == (0, 6)
    assert silence["claims"]
    assert tie["activeness"]["states"] == ["active"]


def test_a_row_of_csv_is_a_tie_and_empty_where_there_is_no_evidence(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*_BETWEEN, "--format", "csv").out)))
    by_id = {row["id"]: row for row in rows}
    assert len(rows) == 26
    kobe = by_id["tie/kobe-tianjin"]
    assert (kobe["persons_least"], kobe["persons_most"]) == ("412", "")
    assert by_id["tie/nara-xian"]["events_certain"] == ""
    assert by_id["tie/nara-xian"]["why_none"] == "no-event"


def test_years_narrow_the_volume(run: Run) -> None:
    told = run(*_TIE, "--years", "1981..1983", "--format", "json").json
    assert told["ties"][0]["volume"]["years"] == [1981, 1983]
    assert run(*_TIE, "--years", "1982", "--format", "json").json["ties"][0]["volume"]["years"] == [
        1982,
        1982,
    ]


@pytest.mark.parametrize("years", ["1980-85", "soon", "1980..", "1986..1980"])
def test_years_that_are_none_are_quoted(run: Run, years: str) -> None:
    ran = run(*_TIE, "--years", years)
    assert ran.code == 2
    assert years in ran.err


def test_a_name_of_nothing_is_quoted(run: Run) -> None:
    ran = run("measure", "Atlantis")
    assert (ran.code, ran.out) == (3, "")
    assert "'Atlantis'" in ran.err
