"""Reporting: the brief of two sides, and the note as a file."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document
from pypdf import PdfReader

from builders import (
    DAY,
    LATER,
    THEN,
    Filled,
    claim,
    facts,
    government,
    judgement,
    tie,
    two_sides,
)
from kizuna.claims.claim import Verdict
from kizuna.publish.report.compose import FORMATS
from kizuna.store.actions.ledger import add_register
from kizuna.workflows.ask import ScopeQuestion
from kizuna.workflows.prove import head_at
from kizuna.workflows.report import brief, render

_QUESTION = ScopeQuestion(DAY, between=("kansai", "china"))


def words_of(note: bytes, format: str) -> str:
    """The words of a note, whatever its form."""
    match format:
        case "pdf":
            return " ".join(
                page.extract_text() for page in PdfReader(io.BytesIO(note)).pages
            )
        case "docx":
            tables = Document(io.BytesIO(note)).tables
            return " ".join(
                c.text for table in tables for row in table.rows for c in row.cells
            )
        case _:
            return note.decode()


@pytest.mark.parametrize("format", FORMATS)
def test_a_note_names_the_head_of_the_ledger_it_was_made_from(
    filled: Filled, format: str
) -> None:
    known = [*two_sides(), *tie("osaka-shanghai", "osaka", "shanghai")]
    filled([*known, claim("tie/osaka-shanghai", "number", "7", recorded_at=LATER)])
    before, after = head_at(THEN), head_at(None)
    assert (before.size, after.size) == (len(known), len(known) + 1)
    for known_at, head in (
        (THEN, before),
        *([(None, after)] if format == "json" else []),
    ):
        note = words_of(render(brief(_QUESTION), format, known_at=known_at), format)
        assert head.root.hex()[:16] in note
        assert str(head.size) in note


def test_what_the_audit_adds_does_not_change_a_note(filled: Filled) -> None:
    filled([*two_sides(), *tie("osaka-shanghai", "osaka", "shanghai")])
    note = render(brief(_QUESTION), "html")
    add_register(claims=(), acting_user="tester")
    assert render(brief(_QUESTION), "html") == note


def test_a_note_on_ids_judged_the_same_is_set_and_calls_each_by_its_name(
    filled: Filled,
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
            claim(
                "government/geonames-1796236",
                "name",
                {"text": "Shanghai", "language": "en"},
            ),
            *facts("document/a-gazette", title="a-gazette", date="1986"),
            *tie("osaka-shanghai", "osaka", "shanghai"),
            *tie("a-shanghai", "osaka", "geonames-1796236", date="1974-04"),
        ],
        same,
    )
    assert render(brief(_QUESTION), "pdf")  # a reference that leads nowhere breaks it
    note = render(brief(_QUESTION), "md").decode()
    assert "party: Shanghai" in note
    assert "shanghai" not in note  # what is only an id now is called by its name


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Japan"), ("ja", "日本"), ("ru", "Япония")]
)
def test_a_note_on_a_country_calls_it_in_the_language_of_the_note(
    filled: Filled, language: str, name: str
) -> None:
    filled([*two_sides(), *tie("osaka-shanghai", "osaka", "shanghai")])
    found = brief(ScopeQuestion(DAY, between=("JP", "china")))
    note = json.loads(render(found, "json", language))
    assert (note["a"]["name"], note["summary"]["municipalities"]["certain"]) == (
        name,
        1,
    )
    assert name in render(found, "md", language).decode()
