"""kizuna measure: one tie at length, many side by side, in three formats."""

from __future__ import annotations

import pytest

from .conftest import Run

_TIE = ("measure", "osaka-shanghai", "--as-of", "1987-04-01")
_BETWEEN = ("measure", "kansai", "china", "--as-of", "1987-04-01")


def test_a_tie_is_told_measure_by_measure(run: Run) -> None:
    told = run(*_TIE).out
    for words in (
        "effective fields, Shannon",
        "about 532–1,324 persons",
        "7, possibly 14 of 14 (1974–1987)",
        "0–6 ",
        "active (the rule agrees)",
        "What could not go in",
    ):
        assert words in told


def test_what_is_not_recorded_is_no_evidence_and_never_zero(run: Run) -> None:
    told = run("measure", "Osaka - Milan", "--as-of", "1987-04-01").out
    assert "no evidence: nothing recorded shows the tie lived" in told
    assert " 0 " not in told


def test_a_day_on_which_the_tie_did_not_stand_is_said_to_be_one(run: Run) -> None:
    told = run("measure", "osaka-shanghai", "--as-of", "1950").out.splitlines()
    assert told[1] == "Osaka – Shanghai (not in force)"
    assert "in force" not in run(*_TIE).out.splitlines()[1]


def test_years_alike_stand_in_one_row(run: Run) -> None:
    assert "1981–1986" in run(*_TIE).out


def test_ties_of_which_something_is_recorded_stand_side_by_side(run: Run) -> None:
    told = run(*_BETWEEN).out
    assert "Tianjin" in told
    assert "Ikeda" not in told
    assert "26 ties that certainly or possibly stood on the day. Of 21 nothing" in told


def test_the_json_gives_least_and_most_with_claims(run: Run) -> None:
    (tie,) = run(*_TIE, "--format", "json").json["ties"]
    silence = tie["continuity"]["longest_silence"]
    assert (silence["least"], silence["most"]) == (0, 6)
    assert silence["claims"]
    assert tie["activeness"]["states"] == ["active"]


@pytest.mark.parametrize("years", ["1980-85", "soon", "1980..", "1986..1980"])
def test_years_that_are_none_are_quoted(run: Run, years: str) -> None:
    ran = run(*_TIE, "--years", years)
    assert ran.code == 2
    assert years in ran.err
