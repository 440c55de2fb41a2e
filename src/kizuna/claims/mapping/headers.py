"""Reads what a column says off the words of its header and off its cells.

Law: a header's words go before its cells; cells settle what the words leave open, and
speak where there are none.
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from kizuna.claims import vocabulary
from kizuna.claims.mapping.place_names import is_state_of_usa
from kizuna.claims.vocabulary import fold_label
from kizuna.errors import BadDate
from kizuna.sources.readers.file_formats import Table
from kizuna.values.countries import country_code
from kizuna.values.written_dates.forms import read_written_date

_WORD = re.compile(r"[^\W\d_]+|[0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTS = re.compile(r"[,/&;]| and | und | y | et ")
_ITEM = re.compile(r"(?:.*/)?Q[1-9][0-9]*")
_DECIMAL = re.compile(r"-?[0-9]{1,3}[.][0-9]+")
_FIRST_IDEOGRAPH = "\u2e80"
_LONGEST = 5
_BEGINNING = 200
"""How many characters of a header are looked at for words."""
_SAMPLE = 200
_MOST, _SOME = 0.7, 0.3
_DATES = ("tie.date", "tie.ended", "tie.date.approved")


@dataclass(frozen=True, slots=True)
class Header:
    """What the words of a header say.

    `meanings` are what they may say, in the order of the data, `sure` those of them
    that a word says that has no other meaning. `side` is "" where none is said,
    `language` that of a name. `whole` is the target of a header that is known as a
    whole, `country` the code of one that stands at an end: "townUK", "US City".
    """

    meanings: tuple[str, ...] = ()
    sure: frozenset[str] = frozenset()
    side: str = ""
    language: str = ""
    whole: str = ""
    country: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table: where it stands (0 and up), its header, and its first
    different cells.
    """

    at: int
    text: str
    header: Header
    cells: tuple[str, ...]

    @cached_property
    def meaning(self) -> str:
        """What the column says, a meaning of the headers' words; "name" where only a
        side is named; "" unknown.
        """
        for meaning in self.header.meanings:
            shown = "tie.date" if meaning in _DATES else meaning
            if meaning in self.header.sure or self.content == shown:
                return self._corrected(meaning)
        if self.header.side:
            return self.content or "name"
        return self.header.meanings[0] if self.header.meanings else self.content

    @cached_property
    def content(self) -> str:
        """What the cells are by their form; "" for names and everything else."""
        return next(
            (meaning for meaning, fits in _FORMS.items() if self.share(fits) >= _MOST),
            "",
        )

    @property
    def is_wide(self) -> bool:
        """Whether one of its decimals lies beyond 90, as no latitude does."""
        return any(
            _DECIMAL.fullmatch(text) and abs(float(text)) > 90 for text in self.cells
        )

    def share(self, fits: Callable[[str], Any]) -> float:
        """The part of the cells that fit (0 to 1; 0 without cells)."""
        return (
            sum(map(bool, map(fits, self.cells))) / len(self.cells)
            if self.cells
            else 0.0
        )

    def may_be(self, target: str) -> bool:
        """Whether the cells do not speak against a target: no name of a place is a
        number.
        """
        is_name = target.endswith(".name") and self.cells
        return not is_name or self.share(lambda text: re.search(r"[0-9]", text)) < _SOME

    def _corrected(self, meaning: str) -> str:
        """The meaning of a word, where the cells do not show it to be another of the
        same words.
        """
        if self.content == "id.wikidata" and meaning in ("name", "code"):
            return self.content
        if meaning == "code" or (
            self.content == "id.wikidata" and not meaning.startswith("id.")
        ):
            return "left_out"
        if meaning == "part_of" and self.share(is_state_of_usa) >= _MOST:
            return meaning
        if meaning in ("part_of", "country") and self.content in (
            "country",
            "tie.status",
        ):
            return self.content
        if meaning == "tie.type" and self.content == "level":
            return "level"
        if (
            meaning == "country"
            and len(self.cells) > 2
            and self.share(country_code) < _SOME
        ):
            return "part_of" if self.share(str.isdecimal) < _SOME else "left_out"
        return meaning


def columns_of(table: Table) -> list[Column]:
    """The columns of a table with what their headers say."""
    words, marks = header_words(), set[str]()
    for text in table.columns:
        parts = _WORD.findall(_CAMEL.sub(" ", text[:_BEGINNING]))
        for word in (
            {parts[0], parts[-1]} if len(parts) > 1 and not text.isupper() else ()
        ):
            # a country at the end of a header, by two capitals or by name
            is_mark = len(word) > 3 or (len(word) == 2 and word.isupper())
            if (
                is_mark
                and fold_label(word) not in words["known"]
                and country_code(word)
            ):
                marks.add(word.casefold())
    found = []
    for at, text in enumerate(table.columns):
        cells = dict.fromkeys(row.text(at) for row in table.rows)
        told = [cell for cell in cells if cell and cell not in words["empty"]]
        header = _marked(text[:_BEGINNING], marks)
        found.append(Column(at, text, header, tuple(told[:_SAMPLE])))
    return found


def _marked(text: str, marks: Collection[str]) -> Header:
    """What a header says, with the country at one of its ends: townUK, and latuk where
    another header says UK.
    """
    folded = text.casefold()
    for mark in marks:
        if folded != mark and (folded.startswith(f"{mark} ") or folded.endswith(mark)):
            bare = (
                text[len(mark) :]
                if folded.startswith(f"{mark} ")
                else text[: -len(mark)]
            )
            return replace(read_header(bare), country=country_code(mark))
    return read_header(text)


def read_header(text: str) -> Header:
    """What the words of a header say."""
    if re.fullmatch("column [A-Z]+", text):
        return Header()
    if whole := header_words()["whole"].get(fold_label(text) or text, ""):
        return Header(whole=whole)
    parts = [part for part in _PARTS.split(text) if part.strip()]
    first, *others = [_read(part) for part in parts] or [Header()]
    is_wider = any({"country", "part_of"} & set(other.meanings) for other in others)
    return first if first.meanings[:1] == ("name",) and is_wider else _read(text)


def is_day_first(headers: Sequence[str]) -> bool:
    """Whether most headers are in an alphabet and in another language than English,
    which writes the day first.
    """
    known, english = header_words()["known"].keys(), set(header_words()["english"])
    found = (known & set(map(fold_label, _WORD.findall(text))) for text in headers)
    told = [words for words in found if words and max(words) < _FIRST_IDEOGRAPH]
    return sum(not words <= english for words in told) * 2 > len(told)


def _read(text: str) -> Header:
    tags = list(_tags(text))
    meanings = tuple(
        m for m in header_words()["meaning"] if any(m in found for found in tags)
    )
    sure = frozenset(found for tag in tags if len(tag) == 1 for found in tag) & set(
        meanings
    )
    marks = [tag.partition(".")[::2] for found in tags for tag in sorted(found)]
    numbers = [side for kind, side in marks if kind == "number"]
    numbers = numbers if len(tags) > 1 or not re.search("[0-9]", text) else []
    side = next(
        iter(numbers), max((side for kind, side in marks if kind == "word"), default="")
    )
    languages = (
        t[9:] for found in tags[-1:] for t in sorted(found) if t.startswith("language.")
    )
    return Header(meanings, sure, side, next(languages, ""))


def _tags(text: str) -> Iterator[frozenset[str]]:
    """What each word of a header may mean; unknown words are left out."""
    known = header_words()["known"]
    tokens = _WORD.findall(_CAMEL.sub(" ", unicodedata.normalize("NFKC", text)))
    at = 0
    while at < len(tokens):
        ends = range(min(len(tokens), at + _LONGEST), at, -1)
        end = next(
            (end for end in ends if fold_label(" ".join(tokens[at:end])) in known), 0
        )
        letter = tokens[at] if end == at + 1 and len(tokens[at]) == 1 else ""
        is_inner = 0 < at < len(tokens) - 1 and letter.isalpha() and letter.islower()
        # "à", or "a" and "y" between other words, are no letters of a side
        if end and not (
            letter and (is_inner or letter in "àáâ") and letter < _FIRST_IDEOGRAPH
        ):
            yield known[fold_label(" ".join(tokens[at:end]))]
        elif not end:
            yield from _compound(fold_label(tokens[at]))
        at = end or at + 1


def _compound(word: str) -> Iterator[frozenset[str]]:
    """The words that a compound is made of: of one in an alphabet all, in Han, kana and
    Hangul what is known.
    """
    known = header_words()["known"]
    at = 0
    while word[:1] >= _FIRST_IDEOGRAPH and at < len(word):
        end = next(
            (end for end in range(len(word), at, -1) if word[at:end] in known), 0
        )
        if end:
            yield known[word[at:end]]
        at = end or at + 1
    cuts = range(3, len(word) - 2) if word[:1] < _FIRST_IDEOGRAPH else ()
    halves = ((word[:cut], word[cut:]) for cut in cuts)
    yield from map(
        known.__getitem__, next((h for h in halves if {*h} <= known.keys()), ())
    )


@cache
def header_words() -> Mapping[str, Any]:
    """The words of headers and of rows that are no ties, as the data beside this module
    has them, but for three: `whole` are the targets of headers by the whole header,
    `known` what each word of one may mean, `totals` a set, all of them folded.
    """
    held = tomllib.loads((files(__package__) / "headers.toml").read_text("utf-8"))
    tags = defaultdict[str, frozenset[str]](frozenset)
    tables = {
        "": held["meaning"],
        "number.": held["side"]["number"],
        "word.": held["side"]["word"],
    }
    tables |= {f"{name}.": held[name] for name in ("language", "filler")}
    for prefix, table in tables.items():
        for name, texts in table.items():
            for text in map(fold_label, texts):
                tags[text] |= {f"{prefix}{name}"}
    whole = (
        (fold_label(t) or t, target)
        for target, texts in held["whole"].items()
        for t in texts
    )
    totals = frozenset(map(fold_label, held["totals"]))
    return held | {"whole": dict(whole), "known": dict(tags), "totals": totals}


def _is_date(text: str) -> bool:
    if text.isdecimal() and len(text) < 5:
        return 1800 <= int(text) <= 2100
    try:
        return bool(read_written_date(text, "dmy").text)
    except BadDate:
        return False


_FORMS: dict[str, Callable[[str], Any]] = {
    "id.wikidata": _ITEM.fullmatch,
    "coordinate": _DECIMAL.fullmatch,
    "tie.date": _is_date,
    "country": country_code,
    "tie.type": lambda text: (
        len(text) > 1 and vocabulary.scheme("tie-types").named(text)
    ),
    "tie.status": lambda text: (
        len(text) > 1 and vocabulary.scheme("statuses").named(text)
    ),
    "level": lambda text: len(text) > 1 and vocabulary.scheme("levels").named(text),
}
"""What cells are by their form, the surest first."""
