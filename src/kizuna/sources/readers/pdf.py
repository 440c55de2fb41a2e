"""PDF: the text of its pages one after the other, without running heads and page
numbers.

A hyphen at the end of a line stays. Nothing is recognised from pictures: a page without
text is named.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from statistics import median
from typing import Any

from pypdf import PdfReader

from kizuna.errors import BadFile, name_some
from kizuna.sources.blocking import PAGE_NUMBER, blocks_of
from kizuna.sources.reading import BlockedText, normalise

_EDGE = 2

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read(raw: bytes, name: str) -> BlockedText:
    """The text of a PDF; notes name the pages without text.

    Raises BadFile, quoting `name`, for a damaged file, one locked by a password, and
    one of pictures alone.
    """
    pages, title = _pages(raw, name)
    empty = [number for number, lines in enumerate(pages, 1) if not any(lines)]
    if len(empty) == len(pages):
        raise BadFile(
            f"{name!r} holds pictures of text, not text: {_named(empty)} of"
            f" {len(pages)} cannot be"
            " read; run a text recognition (OCR) over it first"
        )
    text = normalise(
        "\n\n".join("\n".join(lines) for lines in without_running_heads(pages))
    )
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
    notes = (
        (f"{name!r}: no text on {_named(empty)}; pictures are not read",)
        if empty
        else ()
    )
    return replace(blocks_of(text), title=title, notes=notes)


def _pages(raw: bytes, name: str) -> tuple[list[list[str]], str]:
    """The lines of each page, and the title; pypdf raises whatever a damaged file makes
    it raise.
    """
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [_lines(page) for page in reader.pages]
        title = "" if locked else str(getattr(reader.metadata, "title", None) or "")
    except RecursionError:
        raise BadFile(
            f"{name!r} is a damaged PDF: its parts contain each other"
        ) from None
    except MemoryError:
        raise
    except Exception as error:
        raise BadFile(
            f"{name!r} is a damaged PDF: {error or type(error).__name__}"
        ) from error
    if locked:
        raise BadFile(f"{name!r} is locked by a password; save it without one")
    if not pages:
        raise BadFile(f"{name!r} is a damaged PDF: it has no pages")
    return pages, " ".join(title.split())


def _lines(page: Any) -> list[str]:
    """The lines of a page from the top, with an empty one where the space between two
    is wide.
    """
    heights: dict[int, float] = {}
    at = 0

    def seen(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        nonlocal at
        for i, part in enumerate(text.split("\n")):
            at += 1 if i else 0
            if part.strip():
                heights.setdefault(at, tm[4] * cm[1] + tm[5] * cm[3] + cm[5])

    text = page.extract_text(visitor_text=seen) or ""
    lines = [line.strip() for line in text.split("\n")]
    gaps = {i: heights[i - 1] - heights[i] for i in heights if i - 1 in heights}
    wide = [gap for gap in gaps.values() if gap > 0]
    usual = median(wide) if wide else 0
    parted: list[str] = []
    for i, line in enumerate(lines if any(lines) else ()):
        is_apart = i and usual and gaps.get(i, 0) > 1.35 * usual and lines[i - 1]
        parted += ["", line] if is_apart else [line]
    return parted


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without page numbers and without what stands, numbers aside, at the top
    or foot of at least three pages and of half of them.
    """
    seen: Counter[str] = Counter()
    for page in pages:
        held = [line for line in page if line]
        seen.update({_numberless(line) for line in (*held[:_EDGE], *held[-_EDGE:])})
    least = max(3, len(pages) / 2)
    shared = {line for line, times in seen.items() if line and times >= least}
    parted = [*map(list, pages)]
    for lines, edge in product(parted, (0,) * _EDGE + (-1,) * _EDGE):
        while lines and not lines[edge]:
            lines.pop(edge)
        if lines and (
            _numberless(lines[edge]) in shared or PAGE_NUMBER.fullmatch(lines[edge])
        ):
            lines.pop(edge)
    return parted


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _named(numbers: Sequence[int]) -> str:
    """Pages in words: "page 3", "pages 1, 2 and 12 more"."""
    return f"page{'s' if len(numbers) > 1 else ''} {name_some(numbers, 12)}"
