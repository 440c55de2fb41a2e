"""The list of evidence at the end of a word-processor document, each with links to where it is cited.

A passage stands in its own language, lit on the ground of its context.
"""

from __future__ import annotations

from docx.text.paragraph import Paragraph

from kizuna.publish.report.note import Evidence, Quote, Rival
from kizuna.publish.report.renderers.html import is_web_address
from kizuna.publish.report.renderers.language_runs import Run, one_line, printable, tongue_of
from kizuna.publish.report.renderers.statement_lines import DOT, statement_lines
from kizuna.publish.report.renderers.word_styles import (
    ASIDE,
    FACTS,
    LINES,
    LINK,
    PASSAGE,
    STRONG,
)
from kizuna.publish.report.renderers.word_text import Page, evidence_bookmark, place_bookmark


def write_evidence(page: Page, item: Evidence) -> None:
    """Adds one piece of evidence: passage, source, holder, its claims, rivals, judgements."""
    opening = page.paragraph(PASSAGE)
    page.pen.bookmark(opening, evidence_bookmark(item.number))
    page.text(opening, f"{item.number}\t", ASIDE)
    for quote in item.quotes[:1]:
        _quote(page, opening, quote)
        opening = page.paragraph(FACTS)
    _where(page, opening, item)
    _how(page, item)
    _claims(page, item)
    if item.rivals:
        _competing(page, item.rivals)
    if item.judgements:
        paragraph = page.paragraph(FACTS)
        page.text(paragraph, f"{page.note.words.judgements} ", ASIDE)
        page.text(paragraph, " ".join(item.judgements))
    _back(page, item.number)


def _quote(page: Page, paragraph: Paragraph, quote: Quote) -> None:
    if quote.label:
        page.text(paragraph, f"{quote.label}: ", ASIDE)
    tongue = tongue_of(quote.text, quote.language, page.note.language)
    tag = "" if tongue in {page.note.language, "und"} else tongue
    page.pen.write(paragraph, [Run(one_line(quote.before), tag)], ASIDE)
    page.pen.write_lit(paragraph, [Run(one_line(quote.text), tag)])
    page.pen.write(paragraph, [Run(one_line(quote.after), tag)], ASIDE)


def _where(page: Page, paragraph: Paragraph, item: Evidence) -> None:
    page.text(paragraph, DOT.join(part for part in (item.source, item.locator) if part))
    if item.address:
        page.text(paragraph, DOT)
        if is_web_address(item.address):
            page.pen.web_link(paragraph, printable(item.address))
        else:
            page.text(paragraph, item.address)
    if not item.quote:
        page.text(paragraph, f"{DOT}{page.note.words.not_held}", ASIDE)


def _how(page: Page, item: Evidence) -> None:
    words = page.note.words
    facts = (
        f"{words.holder} {item.holder}" if item.holder else "",
        item.stance,
        item.certainty,
        f"{words.recorded} {item.recorded}" if item.recorded else "",
    )
    page.text(page.paragraph(FACTS), DOT.join(fact for fact in facts if fact), ASIDE)


def _claims(page: Page, item: Evidence) -> None:
    language = page.note.language
    for line in statement_lines(item.proofs):
        paragraph = page.paragraph(LINES)
        if line.subject:
            page.text(paragraph, line.subject, STRONG)
        page.text(paragraph, DOT.join(strand.text(language) for strand in line.strands))


def _competing(page: Page, rivals: tuple[Rival, ...]) -> None:
    paragraph = page.paragraph(FACTS)
    page.text(paragraph, f"{page.note.words.competing} ", ASIDE)
    for index, rival in enumerate(rivals):
        page.text(paragraph, "; " if index else "")
        page.link(paragraph, evidence_bookmark(rival.number), str(rival.number), LINK)
        page.text(paragraph, f" {rival.statement}")


def _back(page: Page, number: int) -> None:
    links = page.citations.backlinks(number)
    if not links:
        return
    paragraph = page.paragraph(FACTS)
    page.text(paragraph, f"{page.note.words.cited_in} ", ASIDE)
    for which, link in enumerate(links):
        page.text(paragraph, DOT if which else "", ASIDE)
        for index, place in enumerate(link.places):
            page.text(paragraph, " " if index else "", ASIDE)
            page.link(
                paragraph, place_bookmark(place), str(index + 1) if index else link.section, ASIDE
            )
