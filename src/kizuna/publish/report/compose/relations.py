"""Parallel ties and unequal levels, with the explanations that sources give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kizuna.claims.kinds import Assessment
from kizuna.publish.document import Block, Listing, Paragraph, Section, Sentence, Subheading
from kizuna.publish.report.compose.main_ties import attributed
from kizuna.publish.report.compose.voice import Voice
from kizuna.publish.wording import capital


def relations(voice: Voice) -> Section:
    """The section of parallel ties and level mismatches."""
    blocks: list[Block] = []
    told: set[str] = set()
    for title, items in (
        ("parallels", tuple(_parallels(voice, told))),
        ("mismatches", tuple(_mismatches(voice, told))),
    ):
        blocks.append(Subheading(voice.text(title), title))
        told_items, left_out = voice.first(items)
        blocks.append(
            Listing((*told_items, *((sentence,) for sentence in left_out)))
            if items
            else Paragraph((voice.aside("nothing-found"),))
        )
    return Section("relations", voice.text("relations"), tuple(blocks))


def _parallels(voice: Voice, told: set[str]) -> Iterator[tuple[Sentence, ...]]:
    for parallel in voice.brief.parallels:
        sentence = Sentence.of(capital(voice.wording.side_by_side(parallel)), parallel.claims)
        yield (sentence, *_explained(voice, parallel.explanations, told))


def _mismatches(voice: Voice, told: set[str]) -> Iterator[tuple[Sentence, ...]]:
    for mismatch in voice.brief.mismatches:
        sentence = Sentence.of(capital(voice.wording.unequal(mismatch)), mismatch.claims)
        yield (sentence, *_explained(voice, mismatch.explanations, told))


def _explained(
    voice: Voice, explanations: Iterable[Assessment], told: set[str]
) -> Iterator[Sentence]:
    """Each explanation once in the section."""
    for explanation in explanations:
        if explanation.id not in told:
            told.add(explanation.id)
            yield attributed(voice, explanation, "assessment")
