"""Tests of the numbers after sentences and of the links back, and of what holds for every form of a note."""

from __future__ import annotations

import pytest

from kizuna.errors import RenderError
from kizuna.publish.document import Paragraph, Section, Sentence
from kizuna.publish.report.renderers.citations import Citation, Citations
from kizuna.publish.report.renderers.docx import render_docx
from kizuna.publish.report.renderers.html import render_html
from kizuna.publish.report.renderers.markdown import render_markdown
from kizuna.publish.report.renderers.typesetting import render_pdf
from publish.report.renderers.sample_notes import Desk, a_note, claim_id, english, rendered

FORMS = pytest.mark.parametrize("render", [render_html, render_docx, render_markdown, render_pdf])


@FORMS
def test_a_claim_without_evidence_is_an_error_that_quotes_it(render) -> None:
    said = Paragraph((Sentence.of("x", ("gone",)),))
    with pytest.raises(RenderError, match="'gone'"):
        render(a_note(Section("s", "S", (said,))))


@FORMS
def test_the_same_note_gives_the_same_bytes(render) -> None:
    assert render(english()) == rendered(render)


def test_a_sentence_shows_each_passage_once_in_order_and_long_runs_by_their_ends() -> None:
    desk = Desk()
    claims = [desk.claim("one", "two"), claim_id("two")]
    claims += [desk.claim(label) for label in "bcefgh"]
    citations = Citations(a_note(desk=desk))
    assert citations.cite(()) is None
    cited = citations.cite([*claims[::-1], claims[0]])
    assert (cited.numbers, str(cited)) == ((1, 2, 3, 4, 5, 6, 7), "1–7")
    assert Citation("", (1, 2, 5, 6, 7, 9)).spans == ((1, 1), (2, 2), (5, 7), (9, 9))
    citations.begin("Costs")
    citations.cite(claims[:1])
    assert citations.backlinks(1) == {"": ["cite-1"], "Costs": ["cite-2"]}
