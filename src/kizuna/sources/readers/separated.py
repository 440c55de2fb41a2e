"""Separated values: CSV and its like, with the sign that parts the cells found where nobody says it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from kizuna.errors import BadFile
from kizuna.sources.reader_process import reading_limits
from kizuna.sources.readers.file_formats import READS

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 30
_HEAD = 64 * 2**10
"""How much of a text is looked at to tell whether it is a list, in characters."""
_FIELD_LIMIT = 2**24
_SENTENCE_END = re.compile(r"[.!?]['\")]?(?:\s|$)|。")
_LINE_OF_PROSE = 40


def read_grid(text: str, name: str, delimiter: str, header: int) -> list[list[str]]:
    """The cells of each line; `delimiter` is "" to find it, `header` the row of the headers, 0 to find it.

    Raises BadFile for running text, for what is no CSV, and for too many cells.
    """
    if not (delimiter or header) and _is_prose(text):
        raise BadFile(
            f"{name!r} is running text, not a table: 'kizuna propose' and 'kizuna sources add' read documents; a"
            f" list is read from {READS}"
        )
    limit = csv.field_size_limit(_FIELD_LIMIT)
    try:
        delimiter = delimiter or _delimiter(text, header)
        reading_limits().check_cells(text.count(delimiter), name)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return [[cell.strip() for cell in row] for row in rows]
    except (csv.Error, TypeError, ValueError) as error:
        raise BadFile(f"{name!r} is not a CSV file: {error}") from None
    finally:
        csv.field_size_limit(limit)


def _delimiter(text: str, header: int) -> str:
    """The sign that parts the header, else the first lines, into equally many cells, and into most of them."""
    lines = text.splitlines()
    lines = lines[header - 1 : header] if header > 0 else lines[:_SAMPLE_LINES]
    best, most = ",", (0.0, 0)
    for sign in _DELIMITERS:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign) if row]
        if not widths or max(widths) < 2:
            continue
        width, times = Counter(width for width in widths if width > 1).most_common(1)[0]
        found = (times / len(widths), width)
        if found > most:
            best, most = sign, found
    return best


def _is_prose(text: str) -> bool:
    """Whether the first lines are long, end in sentences, and share no sign that parts them into cells."""
    lines = [line for line in text[:_HEAD].splitlines() if line.strip()][:_SAMPLE_LINES]
    if sum(map(len, lines)) < _LINE_OF_PROSE * len(lines):
        return False
    if sum(bool(_SENTENCE_END.search(line)) for line in lines) * 4 < len(lines):
        return False
    shared = (Counter(len(line.split(sign)) for line in lines) for sign in _DELIMITERS)
    return not any(
        times * 2 > len(lines) for widths in shared for width, times in widths.items() if width > 1
    )
