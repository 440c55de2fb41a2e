"""The static files and their addresses, which change with their content, so that browsers keep them for a year."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("static")


@cache
def digest() -> str:
    """The first 12 hex digits of the SHA-256 of all static files with their names."""
    found = hashlib.sha256()
    for path in sorted(p for p in FOLDER.rglob("*") if p.is_file()):
        found.update(path.relative_to(FOLDER).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


PREFIX = f"/static/{digest()}/"


def static(name: str) -> str:
    """The address of a static file. Raises FileNotFoundError when there is none."""
    if not (FOLDER / name).is_file():
        raise FileNotFoundError(f"{name!r} is not a static file of Kizuna")
    return PREFIX + name
