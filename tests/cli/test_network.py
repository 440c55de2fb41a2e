"""kizuna network: the panel, countries, years and edge lists, in three formats."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx
import pytest

from .conftest import Ran, Run

_KANSAI = ("network", "--between", "kansai", "china", "--as-of", "1987-04-01")


def _rows(ran: Ran) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ran.out)))


@pytest.fixture
def karate(tmp_path: Path) -> str:
    """The file of Zachary's karate club."""
    file = tmp_path / "karate.txt"
    edges = networkx.karate_club_graph().edges()
    file.write_text("# Zachary 1977\n" + "".join(f"{a + 1} {b + 1}\n" for a, b in edges))
    return str(file)


def test_the_counts_are_those_of_the_ties(run: Run) -> None:
    counts = run(*_KANSAI, "--format", "json").json["counts"]
    assert counts["ties"] == {"certain": 25, "possible": 26}
    assert counts["edges"] == {"certain": 25, "possible": 26}


def test_the_evidence_is_listed_once_certain_and_possible(run: Run) -> None:
    evidence = run(*_KANSAI, "--format", "json").json["evidence"]
    ties = run("ties", *_KANSAI[1:], "--format", "json").json["ties"]
    assert set(evidence["possible"]) == {claim for tie in ties for claim in tie["claims"]}
    assert set(evidence["certain"]) < set(evidence["possible"])


def test_a_measure_is_given_as_certain_and_possible_with_how(run: Run) -> None:
    measures = {m["measure"]: m for m in run(*_KANSAI, "--format", "json").json["measures"]}
    assert measures["components"]["certain"] == 23
    assert measures["components"]["possible"] == 24
    assert measures["mean_degree"]["how"] == "2m / n"


def test_betweenness_is_measured_where_it_is_asked_for(run: Run) -> None:
    plain = run(*_KANSAI, "--format", "json").json["details"]["top"]
    asked = run(*_KANSAI, "--betweenness", "--format", "json").json["details"]["top"]
    assert plain[0]["betweenness"] is None
    assert asked[0]["betweenness"] >= asked[1]["betweenness"] >= 0
    assert asked[0]["betweenness_normalised"] == asked[0]["betweenness"] / (47 * 46 / 2)


def test_details_are_of_what_certainly_stood_or_of_what_possibly_did(run: Run) -> None:
    certain = run(*_KANSAI, "--format", "json").json["details"]
    possible = run(*_KANSAI, "--possible", "--format", "json").json["details"]
    assert (certain["of"], possible["of"]) == ("certain", "possible")
    assert sum(certain["degrees"].values()) < sum(possible["degrees"].values())


def test_the_table_shows_both_columns_and_what_they_rest_on(run: Run) -> None:
    out = run(*_KANSAI).out
    assert "Certain" in out
    assert "Possible" in out
    assert "rests on 127 claims" in out


def test_a_network_without_a_tie_says_so_and_claims_nothing_of_it(run: Run) -> None:
    asked = ("network", "--as-of", "1987-04-01", "--known-at", "2000-01-01")
    assert "No tie fits the question" in run(*asked).out
    measures = run(*asked, "--format", "json").json["measures"]
    assert {measure["possible"] for measure in measures} == {None}


def test_countries_are_paired_with_their_claims(run: Run) -> None:
    (row,) = _rows(run(*_KANSAI, "--by", "country", "--format", "csv"))
    assert (row["country_a"], row["country_b"], row["certain"]) == ("CN", "JP", "25")
    assert row["claims"]
    answer = run(*_KANSAI, "--by", "country", "--format", "json").json
    assert answer["countries"][0]["strength"] == {"certain": 25, "possible": 26}


def test_each_year_is_a_row_and_the_last_is_the_day_asked_about(run: Run) -> None:
    rows = _rows(run(*_KANSAI, "--years", "1973..1987", "--format", "csv"))
    assert [row["year"] for row in rows] == [str(year) for year in range(1973, 1988)]
    assert rows[-1]["end"] == "1987-04-01"
    assert (rows[-1]["edges_certain"], rows[-1]["edges_possible"]) == ("25", "26")


def test_the_ties_of_the_series_are_listed_once_with_their_claims(run: Run) -> None:
    answer = run(*_KANSAI, "--years", "..", "--format", "json").json
    assert answer["years"][-1]["certain"]["edges"] == 25
    assert all(tie["claims"] for tie in answer["ties"])
    assert "1974" in run(*_KANSAI, "--years", "..").out


def test_the_karate_club_has_its_published_figures(run: Run, karate: str) -> None:
    rows = _rows(run("network", "--edges", karate, "--format", "csv"))
    found = {row["measure"]: float(row["value"]) for row in rows}
    assert (found["nodes"], found["edges"], found["diameter"]) == (34, 78, 5)
    published = {
        "transitivity": 0.2557,
        "average_clustering": 0.5706,
        "mean_distance": 2.4082,
        "degree_assortativity": -0.4756,
        "modularity": 0.4198,
    }
    for key, value in published.items():
        assert round(found[key], 4) == value


def test_an_edge_list_is_shown_to_twelve_digits_and_rests_on_its_rows(
    run: Run, karate: str
) -> None:
    out = run("network", "--edges", karate).out
    assert "0.255681818182" in out
    assert "Rests on rows karate.txt:2-79" in out


def test_what_became_of_the_other_rows_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ties.csv"
    file.write_text("source,target\n1,2\n2,1\n3,3\n4\n2,3\n")
    out = " ".join(run("network", "--edges", str(file)).out.split())
    assert "Line 1 was taken for a header: source,target" in out
    assert "Loops left out: 1, in line 4" in out
    assert "Repeated pairs left out: 1, in line 3" in out
    assert "Lines without two names left out: 1: 5: '4'" in out
    answer = run("network", "--edges", str(file), "--format", "json").json
    assert (answer["loops"], answer["repeated"]) == ([4], [3])
    assert answer["bad"] == [{"line": 5, "text": "4"}]


def test_the_columns_of_an_edge_list_are_chosen_and_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ties.csv"
    file.write_text("x1,y1,x2,y2\nLyon,France,Kyiv,Ukraine\nParis,France,Rome,Italy\n")
    refused = run("network", "--edges", str(file))
    assert (refused.code, refused.out) == (2, "")
    assert "choose them with --columns among x1, y1, x2, y2" in " ".join(refused.err.split())
    asked = ("network", "--edges", str(file), "--columns", "x1", "x2")
    assert "4 columns: 'x1' and 'x2' were read" in " ".join(run(*asked).out.split())
    answer = run(*asked, "--format", "json").json
    assert (answer["name_columns"], answer["counts"]) == (["x1", "x2"], {"nodes": 4, "edges": 2})


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--years", "19xx"), "'19xx..' is no span of years"),
        (("--years", "0..5"), "years begin with 1"),
        (("--years", "1970..1980", "--by", "country"), "two answers"),
        (("--by", "country", "--betweenness"), "--betweenness"),
        (("--top", "-1"), "'-1'"),
        (("--edges", "nowhere.csv", "--of", "Osaka"), "ask without --of"),
        (("--edges", "nowhere.csv"), "'nowhere.csv' cannot be read"),
        (("--columns", "a", "b"), "--columns is of --edges"),
        (("--of", "Atlantis"), "'Atlantis'"),
    ],
)
def test_a_wrong_question_is_an_error_that_says_what_is_wrong(
    run: Run, options: tuple[str, ...], words: str
) -> None:
    ran = run("network", *options)
    assert ran.code in (2, 3)
    assert words in ran.err
    assert ran.out == ""
