"""Tests of the note as Markdown."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt
from sample_notes import WORDS, Desk, a_note, english, note_in

from kizuna.publish.document import Drawing, Listing, Paragraph, Section, Sentence, Table
from kizuna.publish.report.renderers.citations import statement_lines
from kizuna.publish.report.renderers.markdown import escaped, render_markdown

LANGUAGES = ["en", "ja", "zh-hans", "ru"]
HOSTILE = [
    "<script>alert(1)</script>",
    "](x)",
    "[^1]",
    "# not a heading",
    "1. not a list",
    "- not a list",
    "+ not a list",
    "> not a quotation",
    "```",
    "a | b",
    "*a* _b_ `c` ~~d~~ $e$",
    "---",
    "===",
    "&lt;b&gt;",
    "![x](y)",
    "line\n\n# other",
    ": term",
]


def html_of(markdown: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)


def text_of(html: str) -> str:
    text = re.sub("<[^>]+>", "", html)
    for name, letter in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("amp", "&")):
        text = text.replace(f"&{name};", letter)
    return text.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_referred_to_is_defined_and_every_definition_referred_to(
    language: str,
) -> None:
    text = render_markdown(note_in(language))
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    referred = set(re.findall(r"\[\^(\d+)\](?!: )", text))
    assert sorted(defined, key=int) == [str(n + 1) for n in range(len(defined))]
    assert referred == set(defined)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile: str) -> None:
    html = html_of(escaped(hostile))
    assert text_of(html) == " ".join(hostile.split())
    assert re.fullmatch(r"<p>[^<]*</p>\s*", html)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_cell_stays_in_its_cell(hostile: str) -> None:
    table = Table("t", ("a", "b"), ((Sentence.of(hostile), Sentence.of("end")),))
    html = html_of(render_markdown(a_note(Section("s", "S", (table,)))))
    assert html.count("<td>") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_commonmark_shows_every_piece_of_evidence(language: str) -> None:
    note = note_in(language)
    shown = text_of(html_of(render_markdown(note)))
    for item in note.evidence:
        for line in statement_lines(item.proofs):
            assert line.subject + line.strands[0].text(language) in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_passage_is_bold_in_its_context(language: str) -> None:
    note = note_in(language)
    html = html_of(render_markdown(note))
    item = next(item for item in note.evidence if item.quote)
    assert f"<strong>{item.quote}</strong>" in html.replace("\n", " ") or "<code>" in html


def test_a_footnote_keeps_its_passage_inside() -> None:
    text = render_markdown(english())
    footnote = text.split("\n[^1]: ")[1].split("\n[^2]: ")[0]
    lines = [line for line in footnote.split("\n")[1:] if line]
    assert lines
    assert all(line.startswith("    ") for line in lines)


def test_consecutive_numbers_are_compressed_in_the_text() -> None:
    assert "**18, possibly 19**[^4]–[^15]" in render_markdown(english())


def test_a_footnote_names_the_sections_that_cite_it() -> None:
    footnote = render_markdown(english()).split("\n[^1]: ")[1].split("\n[^2]: ")[0]
    sections = "Summary · Ties by level of government · Where sources disagree"
    assert f"Cited in: {sections}" in footnote


def test_a_claim_that_says_otherwise_refers_to_its_footnote() -> None:
    said = f"{WORDS['en'].competing}: Kobe and Tianjin tied on 24 June 1973[^2]"
    assert said in render_markdown(english())


def test_a_drawing_is_its_description() -> None:
    note = a_note(Section("s", "S", (Drawing("<svg/>", "Caption", "In words."),)))
    assert "> **Caption**\n>\n> In words." in render_markdown(note)


def test_a_numbered_list_counts() -> None:
    items = ((Sentence.of("one"),), (Sentence.of("two"),))
    note = a_note(Section("s", "S", (Listing(items, numbered=True),)))
    assert "1. one\n2. two" in render_markdown(note)


def test_sentences_in_japanese_stand_without_a_space() -> None:
    said = Paragraph((Sentence.of("一。"), Sentence.of("二。")))
    note = a_note(Section("s", "S", (said,)), language="ja")
    assert "一。二。" in render_markdown(note)


def test_an_address_with_a_bracket_is_no_link() -> None:
    desk = Desk()
    desk.claim("one", address="https://example.org/<b>")
    assert "<https" not in render_markdown(a_note(desk=desk))
