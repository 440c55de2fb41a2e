"""The script of the reference page by which outsiders check proofs, and its
functions.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

_PAGE = Path(__file__).parents[1] / "docs" / "reference" / "proofs.md"
_FOUND = re.search(
    r"^```python\n(.*?)^```$", _PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
)
assert _FOUND is not None
SCRIPT = _FOUND[1]
_FUNCTIONS: dict[str, Any] = {}
exec(SCRIPT.partition("\nheld = ")[0], _FUNCTIONS)


def root_over(index: int, size: int, leaf: bytes, path: list[bytes]) -> bytes | None:
    """The root that a leaf and its inclusion proof lead to."""
    found: bytes | None = _FUNCTIONS["climb"](index, size - 1, leaf, leaf, path)[1]
    return found


def is_extended(
    old: int, first: bytes, new: int, root: bytes, path: list[bytes]
) -> bool:
    """Whether a consistency proof leads from the root of an old tree to that of a new
    one.
    """
    earlier = {"size": old, "root": first.hex()}
    return bool(_FUNCTIONS["is_extended"](earlier, new, root, path))
