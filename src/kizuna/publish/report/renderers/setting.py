"""What all renderers set alike: numbers after a sentence, runs of one language, and
widths of columns.

Every claim of every sentence resolves to a piece of evidence of the note, or the note
is not set. Text is cut into runs of one language, so that each is set with that
language's letter forms: Han characters look different in Japanese and in Chinese type,
and one sentence of a note may hold both. The language of a run is told from its
characters alone: a guess for display, never a fact. What must stay on one line, and how
wide columns are set, is told from the widths of characters.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, repeat
from unicodedata import east_asian_width

from kizuna.errors import RenderError
from kizuna.publish.document import CitedPassage, Note, Sentence, Table

MANY = 500
"""A citation of more numbers than these shows each run by its first and last, and is
not linked back to.
"""
DOT = "\u00a0· "
"""What stands between two parts of a line of evidence; it never opens one."""
_CJK = (
    "\u3001-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff01-\uff9f\U00020000-\U0003ffff"
)
_KANA = re.compile("[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_CYRILLIC_WORDS = "[\u0400-\u052f]+(?:[ \u00a0,.()\\-\u2013]*[\u0400-\u052f]+)*"
_FOREIGN = re.compile(f"[{_CJK}]+|{_CYRILLIC_WORDS}")
_FOREIGN_TO_CJK = re.compile(f"{_KANA.pattern}+|{_HAN.pattern}+|{_CYRILLIC_WORDS}")
_SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
_BEYOND_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEADING = re.compile(
    r"[~\u2248\u2264\u2265<>\u00b1]?\s?\d(?:[\d.,\u00a0\u202f\u2013/-]*\d)?\s?%?"
)
_YEAR = re.compile(r"\d{4}")
_NARROWEST, _WIDEST = 4.0, 110.0
_DIGIT_BY_HAN = re.compile(r"\d(?=[\u3041-\u9fff])|[\u3041-\u9fff](?=\d)")
_SMALLEST = 0.8
_ROOM, _BETWEEN = 112.0, 2.6
"""The width of a page in half-width cells of a table's type, and the space between two
columns.
"""
_SHORT, _SHORT_WITH_YEAR = 13, 20


@dataclass(frozen=True, slots=True)
class Citation:
    """The numbers that stand after one sentence, ascending; `place` is unique in the
    note.
    """

    place: str
    numbers: tuple[int, ...]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The numbers as (first, last) of runs of three and more; others stand
        alone.
        """
        found: list[tuple[int, int]] = []
        for _, run in groupby(enumerate(self.numbers), lambda pair: pair[1] - pair[0]):
            held = [number for _, number in run]
            found += (
                [(held[0], held[-1])] if len(held) > 2 else [(one, one) for one in held]
            )
        return tuple(found)

    def __str__(self) -> str:
        """The numbers compressed for reading: "1–4, 9"."""
        return ", ".join(str(a) if a == b else f"{a}\u2013{b}" for a, b in self.spans)


class Citations:
    """Gives out citations in reading order and remembers them for the links back.

    A renderer calls `begin` at each section and `cite` at each sentence, then at each
    piece of evidence `within` and `backlinks`; there a sentence has the numbers of
    other pieces alone, and no place.
    """

    def __init__(self, note: Note) -> None:
        self._numbers = note.numbers()
        self._section = ""
        self._count = 0
        self._own = 0
        self._places: dict[int, dict[str, list[str]]] = {}

    def begin(self, section: str) -> None:
        """Says that what follows stands in the section of this title."""
        self._section = section

    def cite(self, claims: Iterable[str]) -> Citation | None:
        """The citation of a sentence; None for a sentence without claims.

        Raises RenderError for a claim that has no evidence in the note.
        """
        try:
            numbers = sorted({self._numbers[claim] for claim in claims} - {self._own})
        except KeyError as gone:
            message = f"the claim {gone} is cited but has no evidence in this note"
            raise RenderError(message) from None
        if not numbers:
            return None
        if self._own:
            return Citation("", tuple(numbers))
        self._count += 1
        place = f"cite-{self._count}"
        for number in numbers if len(numbers) <= MANY else ():
            self._places.setdefault(number, {}).setdefault(self._section, []).append(
                place
            )
        return Citation(place, tuple(numbers))

    def within(self, item: CitedPassage) -> None:
        """Says that what follows stands in a piece of evidence."""
        self._own = item.number

    def backlinks(self, number: int) -> Mapping[str, Sequence[str]]:
        """The places that cite this evidence so far, by the section that they stand in,
        in reading order.
        """
        return self._places.get(number, {})


def printed_quotes(item: CitedPassage) -> tuple[tuple[str, Sentence], ...]:
    """What is printed of a piece of evidence: of several passages the first, on one
    line.
    """
    if not item.quotes:
        return ()
    label, quote = item.quotes[0]
    pieces = (
        replace(one, text=_SPACES.sub(" ", printable(one.text))) for one in quote.pieces
    )
    return ((label, replace(quote, pieces=tuple(pieces))),)


def gap(language: str) -> str:
    """What stands between two sentences."""
    return "" if is_cjk(language) else " "


def colon(language: str) -> str:
    """What stands between a label and what is said under it."""
    return "\uff1a" if is_cjk(language) else ": "


@dataclass(frozen=True, slots=True)
class TextRun:
    """A piece of text in one language; `language` is a BCP 47 tag, "" for the note's
    own.
    """

    text: str
    language: str = ""


def primary(language: str) -> str:
    """The primary subtag of a BCP 47 tag in lower case: "zh" of "zh-Hans"."""
    return language.split("-", 1)[0].lower()


def is_cjk(language: str) -> bool:
    """Whether the language is set without spaces between sentences (Japanese,
    Chinese).
    """
    return primary(language) in {"ja", "zh"}


def printable(text: str) -> str:
    """The text with each character that XML 1.0 forbids replaced by U+FFFD, so that it
    shows.
    """
    return _BEYOND_XML.sub("\ufffd", text)


@lru_cache(maxsize=16384)
def language_runs(text: str, language: str) -> tuple[TextRun, ...]:
    """The text as runs, which joined give it back; runs in the note's `language` have
    no tag.

    In a Japanese or Chinese note only Han text that cannot be the note's own is tagged.
    """
    text = printable(text)
    if text.isascii():
        return (TextRun(text),)
    runs: list[TextRun] = []
    end = 0
    for match in (_FOREIGN_TO_CJK if is_cjk(language) else _FOREIGN).finditer(text):
        if (tag := language_of(match.group(), language)) != language:
            if match.start() > end:
                runs.append(TextRun(text[end : match.start()]))
            runs.append(TextRun(match.group(), tag))
            end = match.end()
    if end < len(text) or not runs:
        runs.append(TextRun(text[end:]))
    return tuple(runs)


def language_of(text: str, language: str) -> str:
    """The tag that a whole passage is set with: by its script, `language` where that
    fits.

    Han that is common to Japanese and Chinese is Japanese in a note of neither. "und"
    for Latin text in a note of another script, since Latin script tells no language.
    """
    own = primary(language)
    if _KANA.search(text):
        return language if own == "ja" else "ja"
    if han := "".join(_HAN.findall(text)):  # by the national character sets
        japanese, chinese = (
            han.encode(c, "ignore").decode(c) == han for c in ("cp932", "gb2312")
        )
        if japanese != chinese:
            found = "ja" if japanese else "zh-Hans"
            return language if own == primary(found) else found
        return language if is_cjk(language) else "ja"
    if len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text)):
        return language if own in {"ru", "uk", "be", "bg"} else "ru"
    return "und" if own in {"ja", "zh", "ru"} and _LATIN.search(text) else language


def leading_number(text: str) -> tuple[str, str]:
    """The number that opens a figure and the rest: ("18", ", possibly 19"); ("", text)
    if none.
    """
    match = _LEADING.match(text)
    return (match.group(), text[match.end() :]) if match else ("", text)


def width(text: str) -> int:
    """The width of text in half-width cells: an East Asian wide character counts
    two.
    """
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def stays_on_one_line(text: str) -> bool:
    """Whether the text of a cell is so short that it must not break: a name, a date, a
    number.
    """
    return width(text) <= (_SHORT_WITH_YEAR if _YEAR.search(text) else _SHORT)


def layout_of(table: Table) -> tuple[list[float], float]:
    """The share of the table's width for each column, which sum to 1, and how much
    smaller than others a crowded table is set, so that no word leaves its column: 0.8
    to 1.

    Each column gets what its texts need that cannot break, as far as a page has it;
    what is left goes to the columns in the measure in which their texts would like
    more.
    """
    columns = (
        zip(*table.rows, strict=True) if table.rows else repeat((), len(table.columns))
    )
    widths = []
    for heading, cells in zip(table.columns, columns, strict=True):
        unbroken, lengths = [_NARROWEST, _longest_word(heading)], list[float]()
        for cell in cells:  # with about the width of the small numbers after the text
            numbers = 1 + 2.0 * min(len(cell.claims), 3) if cell.claims else 0
            is_whole = stays_on_one_line(cell.text)
            unbroken.append(_longest_word(cell.text) + (numbers if is_whole else 0))
            lengths.append(width(cell.text) + numbers)
        need, mean = max(unbroken), sum(lengths) / (len(lengths) or 1)
        wish = min((mean + max(lengths, default=0)) / 2, _WIDEST)
        widths.append((need, max(need, wish, width(heading) * 0.6)))
    needed = sum(need for need, _ in widths) + _BETWEEN * len(widths) or 1.0
    wanted = sum(wish - need for need, wish in widths)
    part = min(max(_ROOM - needed, 0) / wanted, 1) if wanted > 0 else 1
    whole = [need + (wish - need) * part + _BETWEEN for need, wish in widths]
    scale = max(min(_ROOM / needed, 1.0), _SMALLEST)
    return [one / (sum(whole) or 1.0) for one in whole], scale


def _longest_word(text: str) -> float:
    """The width that cannot break: of a short text all of it, else of its longest word,
    no-break spaces in it; with what type adds for wider Cyrillic letters, and for space
    between digits and Han.
    """
    pieces = [text] if stays_on_one_line(text) else text.split(" ")
    widths = (
        width(one)
        + 0.3 * len(_CYRILLIC.findall(one))
        + 0.5 * len(_DIGIT_BY_HAN.findall(one))
        for one in pieces
    )
    return min(max(widths, default=0.0), 22.0)
