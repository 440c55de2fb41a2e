"""TOML that somebody wrote by hand - mappings, statements, descriptions - within bounds that a hand keeps.

Python's reader takes quadratic time for keys of many parts, and gives numbers too large to be written again.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from kizuna.errors import BadFile

MAPPING = 256 * 2**10
"""How many characters a mapping or a description may have."""
_MOST_DEEP = 50
_MOST_DIGITS = 4300
"""How many digits Python makes a number of."""
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_LONG_KEY = re.compile(r"(?<![\w-])(?:[\w-]+[ \t]*\.[ \t]*){50}")
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


def parse_toml(text: str, most: int = 16 * 2**20) -> dict[str, Any]:
    """The table that a text of at most so many characters holds.

    Raises BadFile for a text that is longer, nested deeper than 50, or has a whole number beyond 64 bits (TOML 1.0
    asks for no larger ones), and TOMLDecodeError, a ValueError, for one that is no TOML.
    """
    if len(text) > most:
        raise BadFile(f"it has {len(text):,} characters; at most {most:,} are read")
    if found := _LONG_KEY.search(_QUOTED.sub("_", text)):
        raise BadFile(f"a key has more than {_MOST_DEEP} parts: {found[0][:30]!r}")
    try:
        held = tomllib.loads(text)
    except RecursionError:
        raise BadFile(f"it is nested deeper than {_MOST_DEEP}") from None
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:
        raise BadFile(f"it has a whole number of more than {_MOST_DIGITS:,} digits") from None
    waiting: list[tuple[Any, int]] = [(held, 0)]  # each value with how deep it lies
    while waiting:
        value, depth = waiting.pop()
        if depth > _MOST_DEEP:
            raise BadFile(f"it is nested deeper than {_MOST_DEEP}")
        if isinstance(value, int) and not _SMALLEST <= value <= _LARGEST:
            raise BadFile(f"a whole number has {value.bit_length():,} bits; at most 64 are read")
        inner = [*value.values()] if isinstance(value, dict) else value
        waiting += ((one, depth + 1) for one in (inner if isinstance(inner, list) else ()))
    return held
