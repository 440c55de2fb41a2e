"""Plain text: the file as it stands, decoded; its blocks are found by how it is laid out."""

from __future__ import annotations

from kizuna.sources.blocking import blocks_of
from kizuna.sources.reading import Reading, decode, normalise


def read(raw: bytes, name: str) -> Reading:
    """The text of a plain text file in Unicode; BadFile (quoting `name`) for anything else."""
    text = normalise(decode(raw, name))
    return Reading(text, blocks_of(text).blocks)
