"""Packing several files into one, so that the same files always give the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from typing import BinaryIO

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can hold: its files bear no time of their own."""

_READABLE = 0o644 << 16
_UNIX = 3


def pack(files: Iterable[tuple[str, bytes]], out: BinaryIO) -> None:
    """Write a ZIP of files given by name and content, in that order."""
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.external_attr, entry.create_system = _READABLE, _UNIX
            packed.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)
