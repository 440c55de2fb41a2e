"""Tests of the numbers after sentences and of the links back, and of what holds for every form of a note."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sample_notes import Desk, a_note, english

from kizuna.errors import RenderError
from kizuna.publish.document import Paragraph, Section, Sentence
from kizuna.publish.report.renderers.citations import Backlink, Citations, spans, spans_text
from kizuna.publish.report.renderers.docx import render_docx
from kizuna.publish.report.renderers.html import render_html
from kizuna.publish.report.renderers.markdown import render_markdown
from kizuna.publish.report.renderers.pdf import render_pdf


def a_register_of(*labels: str) -> tuple[Citations, Desk]:
    desk = Desk()
    for label in labels:
        desk.claim(label)
    return Citations(a_note(desk=desk)), desk


def test_consecutive_numbers_are_compressed() -> None:
    assert spans_text([1, 2, 3, 4, 9]) == "1–4, 9"


def test_two_consecutive_numbers_stand_alone() -> None:
    assert spans([1, 2]) == ((1, 1), (2, 2))


def test_the_numbers_of_a_sentence_ascend_and_do_not_repeat() -> None:
    citations, desk = a_register_of("one", "two")
    cited = citations.cite([desk.claim("two"), desk.claim("one"), desk.claim("two")])
    assert cited is not None
    assert cited.numbers == (1, 2)


def test_claims_of_one_passage_share_one_number() -> None:
    desk = Desk()
    proofs = desk.passage("one", "two").proofs
    cited = Citations(a_note(desk=desk)).cite([proof.claim for proof in proofs])
    assert cited is not None
    assert cited.numbers == (1,)


def test_a_sentence_without_claims_has_no_citation() -> None:
    assert a_register_of("one")[0].cite(()) is None


FORMS = pytest.mark.parametrize("render", [render_html, render_docx, render_markdown, render_pdf])


@FORMS
def test_a_claim_without_evidence_is_an_error_that_quotes_it(render: Callable[..., object]) -> None:
    said = Paragraph((Sentence.of("x", ("gone",)),))
    with pytest.raises(RenderError, match="'gone'"):
        render(a_note(Section("s", "S", (said,))))


@FORMS
def test_the_same_note_gives_the_same_bytes(render: Callable[..., object]) -> None:
    assert render(english()) == render(english())


def test_evidence_knows_the_places_that_cite_it_by_section() -> None:
    citations, desk = a_register_of("one")
    for section in ("Summary", "Summary", "Costs"):
        citations.begin(section)
        citations.cite([desk.claim("one")])
    assert citations.backlinks(1) == (
        Backlink("Summary", ("cite-1", "cite-2")),
        Backlink("Costs", ("cite-3",)),
    )
