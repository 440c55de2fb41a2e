"""Blocks: the parts of a document's text - headings, paragraphs, list items, table rows - by offsets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text: text[start:end], without the white space around it.

    `marker` is what numbers or marks a list item as it stands ("1.", "- 2)", "•"), "" elsewhere; it is part of
    the block. `level` is the depth of a heading or list item, 1 and up, 0 elsewhere. A paragraph that a page
    break or a hard line end cuts in two is one block.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class BlockedText:
    """The normalised text of a document with its blocks, in order and without overlap."""

    text: str
    blocks: tuple[Block, ...]

    def of(self, block: Block) -> str:
        """The text of a block."""
        return self.text[block.start : block.end]
