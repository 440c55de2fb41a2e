"""The text around a passage, in blocks with the passage marked: the whole of it, or of a long one what is near."""

from __future__ import annotations

from dataclasses import dataclass

from kizuna.claims.claim import Claim
from kizuna.sources.blocking import blocks_of
from kizuna.sources.passages import highlight
from kizuna.workflows import ask

AROUND = 30_000
"""How many characters of a text are shown before and after a passage, to the next edge of a block."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of the text in pieces, each with whether the passage covers it; `kind` is that of the block."""

    kind: str
    start: int
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class PassageText:
    """The text around a claim's passage; no blocks where it is not held or withheld, or the claim has no passage.

    `is_cut` is whether the text has more than is shown.
    """

    blocks: tuple[TextBlock, ...] = ()
    is_cut: bool = False
    is_held: bool = False
    is_withheld: bool = False


def passage_text(claim: Claim, around: int = AROUND) -> PassageText:
    """The text around the passage of a claim, as whoever asks may read it."""
    from kizuna.store.queries import documents

    held = documents.document_text(claim.sha256) if claim.sha256 else None
    if held is None:
        return PassageText()
    if ask.text_is_withheld(held.document):
        return PassageText(is_held=True, is_withheld=True)
    if claim.start is None or claim.end is None:
        return PassageText(is_held=True)
    blocks = blocks_of(held.text).blocks
    near = [b for b in blocks if b.end > claim.start - around and b.start < claim.end + around]
    shown = tuple(
        TextBlock(
            b.kind,
            b.start,
            tuple(
                highlight(
                    held.text[b.start : b.end], [(claim.start - b.start, claim.end - b.start)]
                )
            ),
        )
        for b in near
    )
    return PassageText(shown, is_cut=len(near) < len(blocks), is_held=True)
