"""How much room the parts of a note ask for: widths of table columns, the leading number of a figure.

The same proportions serve every renderer, so a table looks alike in each.
"""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from kizuna.publish.document import Sentence, Table

_LEADING = re.compile(r"[~\u2248\u2264\u2265<>\u00b1]?\s?\d(?:[\d.,\u00a0\u202f\u2013/-]*\d)?\s?%?")
_YEAR = re.compile(r"\d{4}")
_NARROWEST, _WIDEST = 4.0, 110.0
_CYRILLIC = re.compile("[\u0400-\u052f]")
_DIGIT_BY_HAN = re.compile(r"\d(?=[\u3041-\u9fff])|[\u3041-\u9fff](?=\d)")
_SMALLEST = 0.8
_ROOM, _BETWEEN = 112.0, 2.6
"""The width of a page in half-width cells of a table's type, and the space between two columns."""
_SHORT, _SHORT_WITH_YEAR = 13, 20


def leading_number(text: str) -> tuple[str, str]:
    """The number that opens a figure and the rest: ("18", ", possibly 19"); ("", text) if none."""
    match = _LEADING.match(text)
    return (match.group(), text[match.end() :]) if match else ("", text)


def width(text: str) -> int:
    """The width of text in half-width cells: an East Asian wide character counts two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def stays_on_one_line(text: str) -> bool:
    """Whether the text of a cell is so short that it must not break: a name, a date, a number."""
    most = _SHORT_WITH_YEAR if _YEAR.search(text) else _SHORT
    return width(text) <= most


def column_shares(table: Table) -> tuple[float, ...]:
    """The share of the table's width for each column; the shares sum to 1.

    Each column gets what its texts need that cannot break, as far as a page has it; what is left
    goes to the columns in the measure in which their texts would like more.
    """
    needs, wishes = _needs(table), []
    for index, heading in enumerate(table.columns):
        lengths = [width(row[index].text) + _numbers(row[index]) for row in table.rows]
        typical = sum(lengths) / len(lengths) if lengths else 0.0
        wish = min((typical + max(lengths, default=0)) / 2, _WIDEST)
        wishes.append(max(needs[index], wish, width(heading) * 0.6))
    spare = _ROOM - _BETWEEN * len(needs) - sum(needs)
    wanted = sum(wishes) - sum(needs)
    if spare <= 0:
        wishes = needs
    elif spare < wanted:
        wishes = [n + (w - n) * spare / wanted for n, w in zip(needs, wishes, strict=True)]
    whole = [wish + _BETWEEN for wish in wishes]
    return tuple(one / (sum(whole) or 1.0) for one in whole)


def type_scale(table: Table) -> float:
    """How much smaller than others a crowded table is set, so that no word leaves its column: 0.8 to 1."""
    needed = sum(_needs(table)) + _BETWEEN * len(table.columns)
    return max(min(_ROOM / needed, 1.0), _SMALLEST) if needed else 1.0


def _needs(table: Table) -> list[float]:
    """The width of what cannot break in each column."""
    return [
        max([_NARROWEST, _longest_word(heading), *(_unbreakable(row[index]) for row in table.rows)])
        for index, heading in enumerate(table.columns)
    ]


def _unbreakable(cell: Sentence) -> float:
    kept = stays_on_one_line(cell.text)
    return _longest_word(cell.text) + (_numbers(cell) if kept else 0)


def _numbers(cell: Sentence) -> float:
    """About the width of the small numbers after the text."""
    return 1 + 2.0 * min(len(cell.claims), 3) if cell.claims else 0


def _longest_word(text: str) -> float:
    """The width that cannot break: of a short text all of it, else of its longest word, no-break spaces in it."""
    pieces = [text] if stays_on_one_line(text) else text.split(" ")
    return max((min(_set_width(piece), 22.0) for piece in pieces), default=0.0)


def _set_width(text: str) -> float:
    """The width with what type adds: wider Cyrillic letters, space between digits and Han."""
    wider = 0.3 * len(_CYRILLIC.findall(text)) + 0.5 * len(_DIGIT_BY_HAN.findall(text))
    return width(text) + wider
