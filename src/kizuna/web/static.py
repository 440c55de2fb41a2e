"""The static files and their addresses, which change with their content, so that browsers keep them for a year."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("static")
ATLAS = Path(__file__).parents[1] / "data" / "world-atlas-2.0.2"
FOLDERS = {"": FOLDER, f"vendor/{ATLAS.name}/": ATLAS}
"""The folders of static files, by what stands before the name of a file in its address."""


@cache
def _files() -> dict[str, Path]:
    """Every static file by its name in addresses."""
    return {
        before + path.relative_to(folder).as_posix(): path
        for before, folder in FOLDERS.items()
        for path in folder.rglob("*")
        if path.is_file()
    }


@cache
def digest() -> str:
    """The first 12 hex digits of the SHA-256 of all static files with their names."""
    found = hashlib.sha256()
    for name, path in sorted(_files().items()):
        found.update(name.encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


PREFIX = f"/static/{digest()}/"


def static(name: str) -> str:
    """The address of a static file. Raises FileNotFoundError when there is none."""
    if name not in _files():
        raise FileNotFoundError(f"{name!r} is not a static file of Kizuna")
    return PREFIX + name
