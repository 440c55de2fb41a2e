"""Plain text: the file as it stands, decoded."""

from __future__ import annotations

from kizuna.sources.documents import decode


def read(raw: bytes, name: str) -> str:
    """The text of a plain text file in Unicode; BadFile (quoting `name`) for anything else."""
    return decode(raw, name)
