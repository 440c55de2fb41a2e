"""The reader: ties and what is said of them, read from a document in ten languages without a model."""

from __future__ import annotations

from kizuna.proposals.names import EMPTY, NameBook
from kizuna.proposals.page import Page
from kizuna.proposals.proposal import Proposal
from kizuna.sources.blocks import BlockedText

READER_VERSION = "6"
"""The version of what is read; claims carry it in their method ("rules@6")."""


def propose(document: BlockedText, names: NameBook = EMPTY, page: Page = Page()) -> list[Proposal]:
    """The proposals of a document, in the order of their passages."""
    return []
