"""Listing documents: how often each is cited, and whether its text is held."""

from __future__ import annotations

from builders import Filled, add_text, claim, document, milestone
from kizuna.languages import Messages
from kizuna.workflows import list_documents
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import ask


def test_a_document_is_counted_with_its_claims_and_passages_and_held_once_its_text_is_added(
    filled: Filled,
) -> None:
    filled([*document("gazette"), milestone("a-b", sha256="a" * 64, start=0, end=5)])
    (one,) = list_documents.answer(list_documents.Question(), Times.of(None)).documents
    assert (one.ref, one.claims, one.passages, one.held) == ("document/gazette", 2, 1, ())
    held = add_text("document/gazette", "Text.")
    found, wording = ask(list_documents, list_documents.Question(), Times.of(None), Messages("en"))
    (row,) = list_documents.records(found, wording).rows
    assert (row["held"], row["sha256"]) == (True, [held.sha256])


def test_a_list_that_is_cut_goes_on_after_its_last(filled: Filled) -> None:
    filled(claim(f"document/{x}", "title", x, document=f"document/{x}") for x in "abc")
    first = list_documents.answer(list_documents.Question(limit=2), Times.of(None))
    rest = list_documents.answer(list_documents.Question(first.after, 2), Times.of(None))
    refs = [one.ref for one in (*first.documents, *rest.documents)]
    assert (refs, rest.after) == (["document/a", "document/b", "document/c"], "")


def test_the_most_cited_stand_first_on_the_page(filled: Filled) -> None:
    filled(claim(f"document/{x}", "title", x, document="document/b") for x in "ab")
    found, wording = ask(list_documents, list_documents.Question(), Times.of(None), Messages("en"))
    figures, table = list_documents.document(found, wording).sections[0].blocks
    assert [(r[0].pieces[0].ref, r[2].text) for r in table.rows] == [
        ("document/b", "2"),
        ("document/a", ""),
    ]
    assert [key.figure.text for key in figures.figures] == ["2", "0"]
