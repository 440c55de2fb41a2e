"""Reporting: the brief of two sides, and the note as a file."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from builders import DAY, Filled, claim, document, government, judgement, tie, two_sides
from kizuna.claims.judgement import Verdict
from kizuna.errors import BadClaim, BadQuestion
from kizuna.publish.report.rendering import FORMATS
from kizuna.workflows import ask
from kizuna.workflows.report import Head, Rendering, ReportQuestion, brief, render

_QUESTION = ReportQuestion("kansai", "china", DAY)


def test_the_brief_counts_the_ties_of_the_sides(filled: Filled) -> None:
    filled([*two_sides(), *tie("osaka-shanghai", "osaka", "shanghai")])
    assert brief(_QUESTION).municipalities.certain == 1


def test_before_anything_was_recorded_the_brief_is_empty(filled: Filled) -> None:
    filled([*two_sides(), *tie("osaka-shanghai", "osaka", "shanghai")])
    early = ReportQuestion("kansai", "china", DAY, datetime(1987, 4, 1, tzinfo=UTC))
    found = brief(early)
    assert (found.ties, found.tie_count.possible, found.a.ref) == ((), 0, "area/kansai")


def test_one_place_twice_is_no_question(filled: Filled) -> None:
    filled(two_sides())
    with pytest.raises(BadQuestion, match="are the same place"):
        brief(ReportQuestion("kansai", "area/kansai", DAY))


def test_the_note_as_json_is_json(filled: Filled) -> None:
    filled([*two_sides(), *tie("osaka-shanghai", "osaka", "shanghai")])
    note = json.loads(render(brief(_QUESTION), Rendering("json")))
    assert [t["id"] for t in note["ties"]] == ["tie/osaka-shanghai"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_note_after_ids_were_judged_the_same_is_set_in_every_format(
    filled: Filled, format: str
) -> None:
    same = [
        judgement(Verdict.SAME, "government/shanghai", "government/geonames-1796236"),
        judgement(Verdict.SAME, "tie/osaka-shanghai", "tie/a-shanghai"),
        judgement(Verdict.SAME, "document/gazette", "document/a-gazette"),
    ]
    filled(
        [
            *two_sides(),
            *government("geonames-1796236", "city", country="CN"),
            claim("government/geonames-1796236", "name", {"text": "Shanghai", "language": "en"}),
            *document("a-gazette", "1986"),
            *tie("osaka-shanghai", "osaka", "shanghai"),
            *tie("a-shanghai", "osaka", "geonames-1796236", date="1974-04"),
        ],
        same,
    )
    note = render(brief(_QUESTION), Rendering(format))
    if format == "md":
        assert "party: Shanghai" in note.decode()
        assert "shanghai" not in note.decode()  # what is only an id now is called by its name


@pytest.mark.parametrize(("language", "name"), [("en", "Japan"), ("ja", "日本"), ("ru", "Япония")])
def test_a_note_on_a_country_calls_it_in_the_language_of_the_note(
    filled: Filled, language: str, name: str
) -> None:
    filled([*two_sides(), *tie("osaka-shanghai", "osaka", "shanghai")])
    found = brief(ReportQuestion("JP", "china", DAY))
    note = json.loads(render(found, Rendering("json", language)))
    assert (note["a"]["name"], note["summary"]["municipalities"]["certain"]) == (name, 1)
    assert name in render(found, Rendering("md", language)).decode()


def test_a_note_on_a_country_of_a_large_ledger_tells_the_same(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled([*two_sides(), *tie("osaka-shanghai", "osaka", "shanghai")])
    small = brief(ReportQuestion("JP", "CN", DAY))
    monkeypatch.setattr(ask, "SMALL", 1)
    large = brief(ReportQuestion("JP", "CN", DAY))
    assert large.ties
    assert [t.id for t in large.ties] == [t.id for t in small.ties]


def test_an_unknown_access_level_is_an_error(filled: Filled) -> None:
    filled(two_sides())
    with pytest.raises(BadClaim, match="'cosmic'"):
        render(brief(_QUESTION), Rendering("json", head=Head(access="cosmic")))
