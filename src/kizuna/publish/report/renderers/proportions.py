"""How much room the parts of a note ask for: widths of table columns, the leading number of a figure.

The same proportions serve every renderer, so a table looks alike in each.
"""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from kizuna.publish.report.note import Table

_LEADING = re.compile(r"[~\u2248\u2264\u2265<>\u00b1]?\s?\d(?:[\d.,\u00a0\u202f\u2013/-]*\d)?\s?%?")
_NARROWEST, _WIDEST = 5.0, 40.0


def leading_number(text: str) -> tuple[str, str]:
    """The number that opens a figure and the rest: ("18", ", possibly 19"); ("", text) if none."""
    match = _LEADING.match(text)
    return (match.group(), text[match.end() :]) if match else ("", text)


def width(text: str) -> int:
    """The width of text in half-width cells: an East Asian wide character counts two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def column_shares(table: Table) -> tuple[float, ...]:
    """The share of the table's width for each column; the shares sum to 1."""
    weights = []
    for index, heading in enumerate(table.columns):
        cells = [width(row[index].text) + 2 * len(row[index].claims[:3]) for row in table.rows]
        typical = sum(cells) / len(cells) if cells else 0.0
        longest_word = max((_longest_word(row[index].text) for row in table.rows), default=0)
        wish = max(typical * 0.6 + max(cells, default=0) * 0.4, longest_word, width(heading) * 0.6)
        weights.append(min(max(wish, _longest_word(heading) + 2, _NARROWEST), _WIDEST))
    total = sum(weights) or 1.0
    return tuple(weight / total for weight in weights)


def _longest_word(text: str) -> int:
    return max((min(width(word), 16) for word in text.split()), default=0)
