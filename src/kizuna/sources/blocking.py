"""Blocking: plain text into headings, paragraphs, list items and table rows; the text
itself is not touched.

Lines that were broken only because the page was full are one paragraph, and so are the
two parts of a paragraph that a page break cuts in mid-sentence. Every character that is
not white space lies in a block, but for the rulings of tables and for page numbers
between the parts of a cut paragraph.

Lines that a reader knows for what they are become one text with blocks; their
paragraphs that hold line ends are looked through once more, as plain text is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kizuna.sources.reading import Block, BlockedText, BlockKind

_MARKER = re.compile(
    r"[-–—]\s?\(?\d{1,3}[.)]|\(\d{1,3}\)|（\d{1,3}）|\d{1,3}[.)、．](?!\d)|\([a-z]{1,4}\)|[a-z]\)"
    r"|[ivx]{2,4}[.)]|[IVX]{2,4}[.)]|[①-⑳]|[一二三四五六七八九十]{1,3}、|[-–—*+•‣◦▪■□●○・·\uf0a7\uf0b7\uf0d8](?=\s)"
    r"|[•●・](?=\S)"
)
_NEEDS_SPACE = re.compile(r"[a-zA-Z)]$")
_NUMBER = re.compile(r"\d+")
_HASHES = re.compile(r"(#{1,6})\s+\S")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_RULING = re.compile(r"[\s|:+=_*-]+")
PAGE_NUMBER = re.compile(
    r"(?:page|seite|стр\.?|p\.?)?\s{0,9}[-–—|\[(]{0,9}\s{0,9}\d{1,4}\s{0,9}[-–—|\])]{0,9}"
    r"(?:\s{0,9}(?:of|/|из)\s{0,9}\d{1,4})?",
    re.IGNORECASE,
)
"""A line that is the number of a page and nothing else."""
_SENTENCE_END = re.compile(r"[.!?…。！？:;：；][\"'”’»)\]*_]*$")
_FULL_STOP = re.compile(r"[.!?…。！？;；,，、][\"'”’»)\]*_]*$")
_HANGING = re.compile(
    r"\b(?:the|an?|of|and|or|in|to|with|for|by|from|on|at|between|their|its|was|were|is|are)$",
    re.IGNORECASE,
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_HEADING_LENGTH, _HEADING_WORDS = 90, 12
_TAIL = 200
_WIDEST_PAGE, _NARROWEST_PAGE = 130, 30
_WINDOW = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty, text[start:end] without outer white space; `indent`
    counts that before it.
    """

    start: int
    end: int
    indent: int
    text: str

    @property
    def width(self) -> int:
        """How much of the page it takes."""
        return self.indent + len(self.text)


def blocks_of(text: str) -> BlockedText:
    """The text with its blocks, in order and without overlap; a text of white space has
    none.
    """
    found: list[Block] = []
    number: int | None = None
    for group in _groups(text):
        made = _blocks_in(group, number)
        numbers = (
            marker_number(block.marker)
            for block in reversed(made)
            if block.kind == "item"
        )
        number = next((at for at in numbers if at is not None), number) or number
        found += made
    return BlockedText(text, tuple(_levelled(joined(text, found))))


def _groups(text: str) -> Iterator[list[Line]]:
    """The lines between empty lines."""
    group: list[Line] = []
    at = 0
    for raw in (*text.split("\n"), ""):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            group.append(
                Line(at + indent, at + indent + len(stripped), indent, stripped)
            )
        elif group:
            yield group
            group = []
        at += len(raw) + 1


def _blocks_in(group: Sequence[Line], number: int | None) -> list[Block]:
    """The blocks of lines that no empty line parts; `number` is that of the list item
    before them.
    """
    found: list[Block] = []
    for i, line in enumerate(group):
        before = group[i - 1] if i else None
        is_short = before is not None and len(before.text) <= _HEADING_LENGTH
        is_ruling = bool(_RULING.fullmatch(line.text))
        made = None if is_ruling else _marked(line, before, number)
        if made is not None:
            number = marker_number(made.marker) if made.kind == "item" else number
            found.append(made)
        elif is_short and found and _UNDERLINE.fullmatch(line.text):
            found[-1] = replace(
                found[-1], kind="heading", level=1 if line.text[0] == "=" else 2
            )
        elif is_ruling:
            continue
        elif _is_page_number(group, i):
            found.append(Block("paragraph", line.start, line.end))
        elif found and i and _continues(found[-1], group, i):
            found[-1] = replace(found[-1], end=line.end)
        elif reads_as_heading(line.text) and (
            _shouted(line.text) or _stands_alone(group, i)
        ):
            found.append(Block("heading", line.start, line.end, 1))
        else:
            found.append(Block("paragraph", line.start, line.end))
    return found


def _is_page_number(group: Sequence[Line], at: int) -> bool:
    return at in (0, len(group) - 1) and bool(PAGE_NUMBER.fullmatch(group[at].text))


def _marked(line: Line, before: Line | None, number: int | None) -> Block | None:
    """The block of a line that says itself what it is; None for any other."""
    if hashes := _HASHES.match(line.text):
        return Block("heading", line.start, line.end, len(hashes[1]))
    if is_row(line.text):
        return Block("row", line.start, line.end)
    if not (marker := marker_of(line.text)):
        return None
    if before is not None and not is_finished(before.text):
        counted = marker_number(marker)
        if counted is not None and counted not in (1, (number or 0) + 1):
            return None
    return Block("item", line.start, line.end, line.indent, marker)


def marker_of(line: str) -> str:
    """What numbers or marks a line as a list item, "" when nothing does."""
    found = _MARKER.match(line)
    rest = line[found.end() :] if found else ""
    if (
        not found
        or not rest.strip()
        or (_NEEDS_SPACE.search(found[0]) and not rest[0].isspace())
    ):
        return ""
    return found[0]


def marker_number(marker: str) -> int | None:
    """The number in a marker, None where it has none."""
    found = _NUMBER.search(marker)
    return int(found[0]) if found else None


def is_row(line: str) -> bool:
    """Whether a line is a row of a table: cells between tabs or upright strokes."""
    return "\t" in line.strip() or (line.count("|") >= 1 and " | " in f" {line} ")


def is_finished(text: str) -> bool:
    """Whether a text ends as a sentence or a clause before a list does."""
    return bool(_SENTENCE_END.search(text.rstrip()))


def reads_as_heading(text: str) -> bool:
    """Whether a line is short, begins as a title does, and does not end as a sentence
    does.
    """
    words = text.split()
    bold = text.startswith("**")
    is_long = len(text) > _HEADING_LENGTH * (1 + bold) or len(
        words
    ) > _HEADING_WORDS * (1 + bold)
    if is_long or (_CJK.search(text) and not _reads_as_cjk_title(text)):
        return False
    if text.rstrip("*_ ").endswith((":", "：")):
        return len(words) <= 3
    if _FULL_STOP.search(text) or text[0].islower():
        return False
    return _shouted(text) or not _HANGING.search(text)


def _shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and text.upper() == text and text.lower() != text


def _stands_alone(group: Sequence[Line], at: int) -> bool:
    if at + 1 == len(group):
        return not at
    after = group[at + 1].text
    is_before_text = len(after) > _HEADING_LENGTH or group[at].text.startswith("**")
    return is_before_text or (not at and bool(_FULL_STOP.search(after)))


def _continues(block: Block, group: Sequence[Line], at: int) -> bool:
    """Whether a line goes on with what stands before it; a title in bold may take
    several lines.
    """
    title, before, line = group[0], group[at - 1], group[at]
    is_title = block.kind == "heading" and block.start == title.start
    if is_title and title.text.startswith("**") and not before.text.endswith("**"):
        return True
    if block.kind == "row" or _is_page_number(group, at - 1):
        return False
    if block.kind == "heading":
        return _shouted(before.text) and _shouted(line.text)
    is_open = not is_finished(before.text)
    is_cjk = _CJK.match(line.text) and _CJK.search(
        before.text
    )  # which has no spaces to break at
    is_inner = (
        line.text[0].islower() or _HANGING.search(before.text) or marker_of(line.text)
    )
    if is_open and (is_inner or (is_cjk and not _reads_as_cjk_title(before.text))):
        return True
    near = [each.width for each in group[max(0, at - 1 - _WINDOW) : at + _WINDOW]]
    width = max(near)  # of the page, where lines here were broken because it was full
    is_broken = sum(each >= 0.8 * width for each in near) > 1
    is_page = is_broken and _NARROWEST_PAGE <= width <= _WIDEST_PAGE
    if not is_page or before.width < 0.5 * width:
        return False
    if not is_open and line.width < 0.6 * width and reads_as_heading(line.text):
        return False
    first = 1 if _CJK.match(line.text) else len(line.text.split(None, 1)[0])
    return before.width + 1 + first > width


def _reads_as_cjk_title(text: str) -> bool:
    return len(text) <= 30 and not re.search("[、，]", text)


def joined(text: str, blocks: Iterable[Block]) -> list[Block]:
    """The blocks with the parts of a paragraph or item that a page break cut in
    mid-sentence as one.
    """
    made: list[Block] = []
    for block in blocks:
        last = len(made) - 1  # the last that is no page number
        if last > 0 and PAGE_NUMBER.fullmatch(text[made[last].start : made[last].end]):
            last -= 1
        if made and _goes_on(text, made[last], block, len(made) - last > 1):
            kind: BlockKind = "item" if made[last].kind == "item" else "paragraph"
            made[last] = replace(made[last], kind=kind, end=block.end)
            del made[last + 1 :]
        else:
            made.append(block)
    return [
        replace(block, level=0) if block.kind == "paragraph" else block
        for block in made
    ]


def _goes_on(text: str, block: Block, after: Block, over_page_number: bool) -> bool:
    """Whether `after` is the rest of `block`: it begins in lower case, and `block` ends
    in mid-sentence.
    """
    said = text[max(block.start, block.end - _TAIL) : block.end]
    rest = text[after.start : min(after.end, after.start + _TAIL)]
    hanging = bool(_HANGING.search(said))
    if (
        block.kind == "row"
        or after.kind in ("row", "item", "heading")
        or is_finished(said)
    ):
        return False
    is_apart = "\n\n" in re.sub(r"[^\S\n]", "", text[block.end : after.start])
    if not is_apart or (block.kind == "heading" and not hanging):
        return False
    return rest[0].islower() or (
        hanging and (over_page_number or not reads_as_heading(rest))
    )


def _levelled(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with the depth of each item, from the style of its marker and its
    indent.

    An item comes in with its indent as its level; a style that was open is gone back
    to, a new one lies deeper. Headings and paragraphs close all lists, but a list whose
    numbers go on goes on.
    """
    open_styles: list[tuple[str, int]] = []
    apart = False
    for block in blocks:
        if block.kind != "item":
            apart = True
            yield block
            continue
        plain = re.sub(
            r"\d+", "1", "".join(block.marker.split())
        )  # the same in all of a list
        key = (re.sub(r"[a-z]+", "a", plain), block.level)
        number = marker_number(block.marker)
        if apart and (
            number in (None, 1) or all(style != key[0] for style, _ in open_styles)
        ):
            open_styles = []
        apart = False
        near = enumerate((style, abs(indent - key[1])) for style, indent in open_styles)
        own = (i for i, (style, apart_by) in near if style == key[0] and apart_by <= 1)
        # it lies in the lists before its own style, else in all that are indented no
        # more
        at = next(own, sum(indent <= key[1] for _, indent in open_styles))
        open_styles[at:] = [key]
        yield replace(block, level=len(open_styles))


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """A line of the text to be: what it is, the block that it belongs to (equal
    numbers: one block), and how many line ends stand before it (1: the next line; 2:
    after an empty one).
    """

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    block: int = 0
    apart: int = 1


def laid_out(pieces: Iterable[LayoutLine], title: str) -> BlockedText:
    """The text, with a line feed at its end ("" for no pieces), its blocks, and the
    title that its file gives.
    """
    lines: list[str] = []
    placed: list[tuple[LayoutLine, int]] = []
    length = 0
    for piece in pieces:
        before = "\n" * piece.apart if lines else ""
        lines.append(before + piece.text)
        placed.append((piece, length + len(before)))
        length += len(lines[-1])
    text = "".join(lines) + "\n" if lines else ""
    return BlockedText(text, tuple(joined(text, _blocks(text, placed))), title)


def _blocks(text: str, placed: Iterable[tuple[LayoutLine, int]]) -> Iterator[Block]:
    for _, group in groupby(placed, key=lambda item: item[0].block):
        held = list(group)
        (first, start), (last, at) = held[0], held[-1]
        end = at + len(last.text)
        if not text[start:end].strip():
            continue
        if first.kind == "paragraph":
            for block in blocks_of(text[start:end]).blocks:
                yield replace(block, start=block.start + start, end=block.end + start)
        else:
            marker = marker_of(text[start:end]) if first.kind == "item" else ""
            yield Block(first.kind, start, end, first.level, marker)
