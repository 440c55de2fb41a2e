"""kizuna compare: ties, places and peers, in three formats."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from .conftest import Run

_TIES = ("compare", "osaka-shanghai", "kobe-tianjin", "--as-of", "1987-04-01")
_PLACES = ("compare", "--place", "Osaka", "--place", "Kobe", "--as-of", "1987-04-01")
_PEERS = ("compare", "--place", "Osaka", "--peers", "--as-of", "1987-04-01")


def _row(answer: Any, topic: str, key: str = "") -> list[Any]:
    (found,) = [r for r in answer["rows"] if (r["topic"], r["key"]) == (topic, key)]
    return list(found["cells"])


def test_two_ties_are_laid_side_by_side(run: Run) -> None:
    answer = run(*_TIES, "--format", "json").json
    counts = [cell["count"]["certain"] for cell in _row(answer, "fields")]
    assert counts == [12, 8]
    assert [c["home"] for c in answer["compared"]] == ["government/osaka", "government/kobe"]


def test_the_fields_agree_with_those_that_ties_lists(run: Run) -> None:
    answer = run(*_TIES, "--format", "json").json
    listed = run("ties", "--of", "osaka", "--as-of", "1987-04-01", "--format", "json").json["ties"]
    (tie,) = [t for t in listed if t["id"] == "tie/osaka-shanghai"]
    ours = {r["key"] for r in answer["rows"] if r["topic"] == "fields" and r["cells"][0]} - {""}
    assert ours == {field["concept"] for field in tie["fields"]}


def test_what_one_has_and_the_other_lacks_is_told(run: Run) -> None:
    first, second = run(*_TIES, "--format", "json").json["differences"]
    assert {"topic": "fields", "key": "sport"} in first["alone"]
    assert first["alone"] == second["lacks"]
    assert {"topic": "fields", "key": "women"} in second["alone"]


def test_leningrad_is_laid_beside_shanghai_and_its_silence_is_no_zero(run: Run) -> None:
    answer = run(
        *("compare", "Osaka - Shanghai", "Osaka - Leningrad"),
        *("--as-of", "1987-04-01", "--format", "json"),
    ).json
    assert _row(answer, "fields")[1] is None
    told = {finding["finding"]: finding["text"] for finding in answer["findings"]}
    assert told["silent"].startswith("Of Osaka – Leningrad nothing is recorded but that it stands")
    assert "is now the liveliest" in told["told"]


def test_volumes_are_told_by_direction(run: Run) -> None:
    answer = run(*_TIES, "--format", "json").json
    sent, received = (_row(answer, "volume", key)[0] for key in ("out-persons", "back-persons"))
    assert (sent["amount"]["min"], sent["amount"]["max"]) == (42, 47)
    assert (received["amount"]["min"], received["amount"]["max"]) == (25, 30)


def test_every_cell_and_every_finding_has_claims(run: Run) -> None:
    answer = run(*_TIES, "--format", "json").json
    cells = [cell for row in answer["rows"] for cell in row["cells"] if cell]
    assert all((c.get("count") or c.get("amount") or c.get("number") or c)["claims"] for c in cells)
    assert all(finding["claims"] for finding in answer["findings"])


def test_a_row_of_csv_is_a_cell(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*_TIES, "--format", "csv").out)))
    (fields,) = [
        r
        for r in rows
        if (r["topic"], r["key"], r["compared"]) == ("fields", "", "tie/kobe-tianjin")
    ]
    assert (fields["certain"], fields["possible"]) == ("8", "8")
    assert all(row["claims"] for row in rows)


def test_the_table_says_who_pays_what_share(run: Run) -> None:
    out = run(*_TIES).out
    assert "Osaka 25%" in out
    assert "Matsushita Electric; Suntory" in out
    assert "Recorded only of Kobe – Tianjin" in out


def test_the_table_says_what_an_empty_cell_means(run: Run) -> None:
    assert "nothing is recorded, which is not to say that there is nothing" in run(*_TIES).out


def test_parallel_ties_are_explained_in_words(run: Run) -> None:
    told = " ".join(run(*_TIES).out.split())
    assert "Osaka is part of Osaka Prefecture, and both have Shanghai as partner." in told


def test_two_places_are_laid_side_by_side(run: Run) -> None:
    answer = run(*_PLACES, "--format", "json").json
    assert [cell["count"]["certain"] for cell in _row(answer, "countries")] == [6, 1]
    assert [cell["value"] for cell in _row(answer, "itself", "level")] == ["designated-city"] * 2
    assert "Who else is tied to the partners" in run(*_PLACES).out


def test_a_place_is_ranked_among_its_peers(run: Run) -> None:
    answer = run(*_PEERS, "--format", "json").json
    (ties,) = [r for r in answer["rankings"] if r["measure"] == "ties"]
    assert (ties["certain"]["rank"], ties["rank"]) == (1, {"best": 1, "worst": 1})
    assert answer["basis"] == "level"
    assert "government/kobe" in {peer["id"] for peer in answer["peers"]}


def test_peers_are_shown_as_a_table_and_as_csv(run: Run) -> None:
    out = run(*_PEERS).out
    assert "peers have ties and are of exactly its level (designated city)" in " ".join(out.split())
    rows = list(csv.DictReader(io.StringIO(run(*_PEERS, "--format", "csv").out)))
    assert (rows[0]["id"], rows[0]["is_place"]) == ("government/osaka", "true")
    assert {row["is_place"] for row in rows[1:]} == {"false"}


def test_as_many_peers_are_taken_as_asked_for(run: Run) -> None:
    assert len(run(*_PEERS, "2", "--format", "json").json["peers"]) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "quoted"),
    [
        ((), 2, "none is named"),
        (("osaka-shanghai",), 2, "only 'osaka-shanghai' is named"),
        (("osaka-shanghai", "Kobe - Milan"), 3, "'Kobe - Milan'"),
        (("osaka", "kobe-tianjin"), 3, "'osaka' is government/osaka, which is no tie"),
        (("osaka-shanghai", "--place", "Osaka"), 2, "'osaka-shanghai' and --place 'Osaka'"),
        (("osaka-shanghai", "kobe-tianjin", "--kind", "contact"), 2, "'contact'"),
        (("--place", "Osaka", "--place", "Atlantis"), 3, "'Atlantis'"),
        (("--place", "Osaka", "--place", "大阪市"), 2, "are the same, government/osaka"),
        (("--peers",), 2, "--peers takes one --place"),
        (("--place", "Osaka", "--peers", "many"), 2, "'many'"),
        (("--place", "Osaka", "--place", "Kobe", "--among", "JP"), 2, "--among 'JP'"),
    ],
)
def test_a_question_that_cannot_be_asked_is_an_error_that_quotes_it(
    run: Run, arguments: tuple[str, ...], code: int, quoted: str
) -> None:
    ran = run("compare", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert quoted in ran.err


def test_before_anything_was_recorded_there_is_nothing_to_compare(run: Run) -> None:
    for question in (_TIES, _PLACES, _PEERS):
        ran = run(*question, "--known-at", "2000-01-01", "--format", "json")
        assert ran.code == 0
        assert not ran.json.get("rows")
        assert not ran.json.get("peers")
        assert "the register was empty" in ran.err
