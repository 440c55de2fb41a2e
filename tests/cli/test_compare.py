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
    assert told["silent"].startswith("Osaka – Leningrad: no more is recorded than whom it joins")
    assert "is now the liveliest" in told["told"]


def test_volumes_are_told_by_direction(run: Run) -> None:
    answer = run(*_TIES, "--format", "json").json
    sent, received = (_row(answer, "volume", key)[0] for key in ("out-persons", "back-persons"))
    assert (sent["amount"]["min"], sent["amount"]["max"]) == (42, 47)
    assert (received["amount"]["min"], received["amount"]["max"]) == (25, 30)


def test_the_table_says_who_pays_what_share(run: Run) -> None:
    out = run(*_TIES).out
    assert "Osaka 25%" in out
    assert "Matsushita Electric and" in out
    assert "Recorded only of: Kobe – Tianjin" in out


def test_the_table_says_what_an_empty_cell_means(run: Run) -> None:
    assert "nothing is recorded, which is not to say that there is nothing" in run(*_TIES).out


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
    assert "7 of 7 that have ties and are of exactly its level" in " ".join(out.split())
    rows = list(csv.DictReader(io.StringIO(run(*_PEERS, "--format", "csv").out)))
    assert (rows[0]["id"], rows[0]["is_place"]) == ("government/osaka", "true")
    assert {row["is_place"] for row in rows[1:]} == {"false"}


def test_as_many_peers_are_taken_as_asked_for(run: Run) -> None:
    assert len(run(*_PEERS, "2", "--format", "json").json["peers"]) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "quoted"),
    [
        ((), 2, "'names' is missing"),
        (("osaka-shanghai",), 2, "only 'osaka-shanghai' is named"),
        (("osaka-shanghai", "Kobe - Milan"), 3, "'Kobe - Milan'"),
        (("osaka", "kobe-tianjin"), 2, "'kobe-tianjin' is a tie and 'osaka' a place"),
        (
            ("osaka-shanghai", "--place", "Osaka"),
            2,
            "'osaka-shanghai' is a tie and 'Osaka' a place",
        ),
        (("osaka-shanghai", "kobe-tianjin", "--kind", "contact"), 2, "'contact'"),
        (("--place", "Osaka", "--place", "Atlantis"), 3, "'Atlantis'"),
        (("--place", "Osaka", "--place", "大阪市"), 2, "are the same, government/osaka"),
        (("--place", "Osaka", "--place", "Kobe", "--peers"), 2, "'Osaka', 'Kobe': name one"),
        (("--place", "Osaka", "--peers", "many"), 2, "'many'"),
        (("--place", "Osaka", "--place", "Kobe", "--among", "JP"), 2, "'JP' chooses peers"),
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
