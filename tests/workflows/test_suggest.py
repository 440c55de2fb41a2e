"""Suggesting partners and forms of a tie, and back-testing that on the dated ties of
files and of a register.
"""

from __future__ import annotations

import json
import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders import DAY, Filled, claim, government, tie, two_sides
from kizuna.analysis.suggest.backtest import Margin
from kizuna.analysis.suggest.features import SuggestionRanking
from kizuna.analysis.suggest.holdings import Likeness
from kizuna.errors import BadClaim, BadFile, BadQuestion, NotFound
from kizuna.publish.document import sentences_of
from kizuna.publish.records import json_file
from kizuna.publish.wording import Wording
from kizuna.workflows import suggest
from kizuna.workflows.backtest_suggestions import BacktestAnswer, backtest_suggestions
from kizuna.workflows.clocks import Times
from kizuna.workflows.suggest import Question, answer, document, records


def _asked(place: str = "Osaka", **question: Any) -> SuggestionRanking:
    found = answer(Question(place, **question), Times.on(DAY))
    assert isinstance(found, SuggestionRanking)
    return found


@pytest.fixture
def sides(filled: Filled) -> None:
    """Two sides with one tie."""
    filled(
        [
            *two_sides(),
            claim("government/osaka", "name", "Osaka"),
            claim("government/shanghai", "name", "Shanghai"),
            *tie("osaka-shanghai", "osaka", "shanghai"),
        ]
    )


def test_a_place_named_in_words_is_offered_places_abroad_and_a_tie_is_named_by_its_parties(
    sides: None,
) -> None:
    found = _asked()
    assert found.place == "government/osaka"
    assert [one.ref for one in found.suggestions] == ["government/lianyungang"]
    ranking = _asked("government/sakai", top=1)
    assert (len(ranking.suggestions), ranking.candidates) == (1, 2)
    found = answer(Question(tie="Shanghai - Osaka"), Times.on(DAY))
    assert isinstance(found, Likeness)
    assert found.tie == "tie/osaka-shanghai"


@pytest.mark.parametrize(
    ("question", "error", "words"),
    [
        ({"place": "Atlantis"}, NotFound, "'Atlantis'"),
        ({"country": "Atlantis"}, NotFound, "'Atlantis' is not a country"),
        ({"field": "alchemy"}, BadClaim, "'alchemy'"),
        ({"top": 0}, BadQuestion, "0 suggestions: ask for one or more"),
        ({"backtest": True}, BadQuestion, "ask for one of"),
        ({"until": 1980}, BadQuestion, "--until belongs to --backtest"),
        (
            {"place": "", "tie": "osaka-shanghai", "field": "sport"},
            BadQuestion,
            "belongs to a place",
        ),
        (
            {"place": "government/ceased"},
            BadQuestion,
            "was no local government on the day",
        ),
    ],
)
def test_a_question_that_means_nothing_is_an_error_that_quotes_it(
    filled: Filled,
    sides: None,
    question: dict[str, Any],
    error: type[Exception],
    words: str,
) -> None:
    filled([claim("government/ceased", "existence", "1889/1960")])
    with pytest.raises(error, match=words):
        _asked(**question)


def test_a_reason_is_a_row_with_the_claims_that_its_sentence_has(sides: None) -> None:
    found = _asked()
    wording = Wording.english(found.register, DAY)
    rows = suggest.records(found, wording)
    flat = [dict(zip(rows.flat_names(), row, strict=True)) for row in rows.flat_rows()]
    assert [row["claims"] for row in flat] == [
        reason["claims"] for row in rows.rows for reason in row["reasons"]
    ]
    (section,) = document(found, wording).sections
    said = {
        s.text: list(s.claims) for block in section.blocks for s in sentences_of(block)
    }
    for row in flat:
        assert said[row["reason"][0].upper() + row["reason"][1:]] == row["claims"]


_HEAD = "id,country,latitude,longitude,population\n"


def _world() -> list[tuple[str, str, int]]:
    """Forty places in a ring, tied to near ones over some years."""
    chance = random.Random(7)
    near = [
        (f"p{i:02}", f"p{(i + step) % 40:02}")
        for i in range(40)
        for step in (1, 2, 3, 4)
    ]
    return [
        (a, b, chance.choice([1980, 1981, 1982, 1990]))
        for a, b in chance.sample(near, 120)
    ]


def _edges(folder: Path, *more: str) -> Path:
    path = folder / "edges.csv"
    rows = [f"{a},{b},{year}" for a, b, year in _world()]
    path.write_text("\n".join(["a,b,since", *rows, *more]) + "\n", encoding="utf-8")
    return path


def _tested(edges: Path, **question: Any) -> BacktestAnswer:
    return backtest_suggestions(
        Times.on(DAY), **{"until": 1985, "edges": edges, **question}
    )


def test_ties_of_a_file_are_tested_at_the_end_of_the_year_asked_for_or_after_most_of_them(
    filled: Filled,
    tmp_path: Path,
) -> None:
    found = _tested(_edges(tmp_path, "x,y,", "x,z,198X"))
    past = len({frozenset(t[:2]) for t in _world() if t[2] < 1985})
    assert (found.result.past, found.until, found.result.unclear) == (past, 1985, 2)
    assert found.file == "edges.csv"
    assert _tested(_edges(tmp_path), until=None).until in (1981, 1982, 1989)


def test_what_is_known_of_places_is_read_from_a_file(
    filled: Filled, tmp_path: Path
) -> None:
    places = tmp_path / "places.csv"
    rows = [f"p{i:02},JP,{i},{i},{1000 * (i + 1)}" for i in range(39)] + ["p39,JP,,,"]
    places.write_text(_HEAD + "\n".join(rows), encoding="utf-8")
    plain, known = _tested(_edges(tmp_path)), _tested(_edges(tmp_path), places=places)
    assert plain.result.ranked == known.result.ranked
    assert plain.result.fit != known.result.fit


@pytest.mark.parametrize(
    ("line", "places", "words"),
    [
        ("a,b,soon", None, "edges.csv, line 122: 'soon' is not a date"),
        (",b,1980", None, "edges.csv, line 122: a tie has two ends, a and b"),
        ("a,b,1980", "id,country\n", "there is no column 'latitude'"),
        ("a,b,1980", _HEAD + "p,JP,91,0,\n", "places.csv, line 2: .* is not a point"),
        ("a,b,1980", _HEAD + "p,JP,1,2,many\n", "places.csv, line 2: .*'many'"),
    ],
)
def test_what_is_wrong_in_a_file_is_named(
    filled: Filled, tmp_path: Path, line: str, places: str | None, words: str
) -> None:
    path = tmp_path / "places.csv"
    path.write_text(places or "", encoding="utf-8")
    with pytest.raises(BadFile, match=words):
        _tested(_edges(tmp_path, line), **({} if places is None else {"places": path}))
    with pytest.raises(BadQuestion, match="places are given with a file of edges"):
        backtest_suggestions(Times.on(DAY), places=path)
    with pytest.raises(BadFile, match=r"nowhere\.csv"):
        backtest_suggestions(Times.on(DAY), edges=tmp_path / "nowhere.csv")


def test_the_dated_ties_of_a_register_are_tested_where_there_are_any(
    filled: Filled,
) -> None:
    with pytest.raises(BadQuestion, match="no tie has a date"):
        backtest_suggestions(Times.on(DAY))
    world = _world()
    places = sorted({ref for a, b, _ in world for ref in (a, b)})
    ties = [c for a, b, year in world for c in tie(f"{a}-{b}", a, b, date=str(year))]
    undated = tie("p00-p20", "p00", "p20", date="")
    filled([c for ref in places for c in government(ref)] + ties + undated)
    found = backtest_suggestions(Times.on(DAY), until=1985)
    assert (found.result.later > 0, found.result.unclear) == (True, 1)
    assert found.file == ""


def test_the_verdict_says_plainly_whether_the_model_is_ahead(
    filled: Filled, tmp_path: Path
) -> None:
    found = _tested(_edges(tmp_path))
    verdicts = {
        (-0.01, -0.02, 0.01): "It does not beat the best of the others: -1.0 points",
        (0.0, -0.02, 0.01): "It does not beat the best of the others",
        (0.01, -0.02, 0.04): "+1.0 points of hits@10, no more than chance may give",
        (0.02, 0.01, 0.03): "Ahead of the best of the others by +2.0 points",
    }
    for bounds, words in verdicts.items():
        result = replace(found.result, margin=Margin("Adamic-Adar", *bounds))
        told = records(
            replace(found, result=result), Wording.english(found.register, DAY)
        )
        about = json.loads(json_file(told.to_json()))
        assert words in about["margin"]["verdict"]
        assert about["data"] == "Of the ties listed in edges.csv."


def test_without_the_extra_the_error_says_what_to_install(
    filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(BadQuestion, match=r"pip install 'kizuna\[research\]'"):
        _tested(_edges(tmp_path))
