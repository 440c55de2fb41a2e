"""The list of evidence at the end of a word-processor document, each with links to where it is cited.

A passage stands in its own language, lit on the ground of its context.
"""

from __future__ import annotations

from collections.abc import Sequence

from kizuna.publish.report.note import Evidence
from kizuna.publish.report.renderers.html import is_web_address
from kizuna.publish.report.renderers.language_runs import Run, language_of, printable
from kizuna.publish.report.renderers.word_styles import ASIDE, FACTS, PASSAGE, QUOTED
from kizuna.publish.report.renderers.word_text import Page, claim_bookmark, place_bookmark


def write_evidence(page: Page, item: Evidence) -> None:
    """Adds one piece of evidence: statement, passage, source, holder, rivals, judgements."""
    words = page.note.words
    heading = page.paragraph(PASSAGE)
    page.pen.bookmark(heading, claim_bookmark(item.number))
    page.text(heading, f"{item.number}\t", ASIDE)
    page.text(heading, item.statement)
    if item.quote:
        _quote(page, item)
    _where(page, item)
    facts = (
        (words.holder, item.holder),
        (words.stance, item.stance),
        (words.certainty, item.certainty),
        (words.recorded, item.recorded),
    )
    _labelled(page, [(label, value) for label, value in facts if value])
    if item.competing:
        _competing(page, item.competing)
    if item.judgements:
        _labelled(page, [(words.judgements, " ".join(item.judgements))])
    _back(page, item.number)


def _quote(page: Page, item: Evidence) -> None:
    tongue = language_of(item.quote, page.note.language)
    tag = "" if tongue in {page.note.language, "und"} else tongue
    paragraph = page.paragraph(QUOTED)
    page.pen.write(paragraph, [Run(printable(item.before), tag)])
    page.pen.write_lit(paragraph, [Run(printable(item.quote), tag)])
    page.pen.write(paragraph, [Run(printable(item.after), tag)])


def _where(page: Page, item: Evidence) -> None:
    paragraph = page.paragraph(FACTS)
    page.text(paragraph, " · ".join(part for part in (item.source, item.locator) if part))
    if item.address:
        page.text(paragraph, " · ")
        if is_web_address(item.address):
            page.pen.web_link(paragraph, printable(item.address))
        else:
            page.text(paragraph, item.address)
    if not item.quote:
        page.text(paragraph, f" · {page.note.words.not_held}", ASIDE)


def _labelled(page: Page, facts: Sequence[tuple[str, str]]) -> None:
    paragraph = page.paragraph(FACTS)
    for index, (label, value) in enumerate(facts):
        space = "\u2003" if index else ""
        page.text(paragraph, f"{space}{label} ", ASIDE)
        page.text(paragraph, value)


def _competing(page: Page, numbers: Sequence[int]) -> None:
    paragraph = page.paragraph(FACTS)
    page.text(paragraph, f"{page.note.words.competing} ", ASIDE)
    for number in numbers:
        page.link(paragraph, claim_bookmark(number), str(number))
        page.text(paragraph, f" {page.citations.evidence(number).statement} ")


def _back(page: Page, number: int) -> None:
    links = page.citations.backlinks(number)
    if not links:
        return
    paragraph = page.paragraph(FACTS)
    for link in links:
        for index, place in enumerate(link.places):
            shown = str(index + 1) if index else f"↑ {link.section}"
            page.link(paragraph, place_bookmark(place), shown, ASIDE)
            page.text(paragraph, " ")
        page.text(paragraph, "\u2003")
