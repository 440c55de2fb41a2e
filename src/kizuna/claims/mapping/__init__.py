"""Mappings: from the columns of a list to properties of the register, as data that its owner can correct.

A mapping is guessed from headers and cells, and written down. Law: a guess never decides what a list means; it is
tried without recording, and its owner has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kizuna.claims.mapping.cells import CellValue as CellValue
from kizuna.claims.mapping.cells import PlaceGiven as PlaceGiven
from kizuna.claims.mapping.entries import BadRow as BadRow
from kizuna.claims.mapping.entries import Entry as Entry
from kizuna.claims.mapping.entries import MappingQuestion as MappingQuestion
from kizuna.claims.mapping.entries import open_words
from kizuna.claims.mapping.entries import read_entries as read_entries
from kizuna.claims.mapping.entries import read_places as read_places
from kizuna.claims.mapping.headers import Header, header_words, is_day_first, read_header
from kizuna.claims.mapping.mapping import IGNORED, quoted
from kizuna.claims.mapping.mapping import ListMapping as ListMapping
from kizuna.claims.mapping.mapping import read_mapping as read_mapping
from kizuna.claims.mapping.mapping import ready_names as ready_names
from kizuna.claims.mapping.mapping import ready_text as ready_text
from kizuna.claims.mapping.sides import CountriesOf, SideTargets
from kizuna.errors import BadFile
from kizuna.sources.readers.spreadsheet import Table
from kizuna.values import script_of

_SAMPLE = 40
_LANGUAGES = {"Jpan": "ja", "Hang": "ko", "Cyrl": "ru"}
_MOST_HEADERS, _MOST_WORDS = 20, 200
_SEPARATORS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")


class NoMapping(BadFile):
    """The headers do not tell which columns name the two sides; `text` is a draft of a mapping to correct.

    `question` asks for the town where they name the partners of one, and is None otherwise.
    """

    def __init__(self, message: str, text: str, question: MappingQuestion | None = None) -> None:
        super().__init__(message)
        self.text = text
        self.question = question


@dataclass(frozen=True, slots=True)
class Guess:
    """A guessed mapping and the TOML text that says the same; `unknown` are the headers that nobody could place,
    `questions` what is to be decided."""

    mapping: ListMapping
    text: str
    unknown: tuple[str, ...] = ()
    questions: tuple[MappingQuestion, ...] = ()


def guess_mapping(
    table: Table, countries_of: CountriesOf = lambda name: (), town: str = "", date: str = ""
) -> Guess:
    """The mapping that a table's headers and cells suggest.

    `countries_of` looks up places; `town` is the one whose partners the list gives and `date` its date (EDTF), ""
    for none.

    Raises NoMapping, which quotes the headers, when they do not tell which columns name the two sides.
    """
    sides = SideTargets(table, countries_of, town)
    text = _written(sides, date)
    if not _names(sides, "b") or not (_names(sides, "a") or town):
        raise _lacking(sides, date, text)
    name = f"{table.file}.map.toml"
    words = open_words(table, read_mapping(text, name))
    text += "".join(f"{line}\n" for line in _words(words))
    unknown = (c for c in sides.columns if c.at not in sides.targets and c.at not in sides.open)
    mapping = read_mapping(text, name)
    return Guess(mapping, text, tuple(c.text for c in unknown), tuple(_questions(sides)))


def _questions(sides: SideTargets) -> Iterator[MappingQuestion]:
    """The columns that may be of either side, and the country of a side that no column gives."""
    rows = len(sides.table.rows)
    options = {option for each in sides.open.values() for option in each}
    for at, held in sides.open.items():
        yield MappingQuestion(("columns", sides.table.columns[at]), rows, held)
    for side in "ab":
        if f"{side}.country" not in options and sides.home(side):
            yield MappingQuestion((side, "country"), rows, suggested=sides.home(side))


def _names(sides: SideTargets, side: str) -> bool:
    return any(t in (f"{side}.name", f"{side}.id.wikidata") for t in sides.targets.values())


def _lacking(sides: SideTargets, date: str, text: str) -> NoMapping:
    """What is wrong with a list whose headers do not name both sides; the draft names the likely town."""
    table = sides.table
    heads = ", ".join(map(repr, table.columns[:_MOST_HEADERS]))
    heads += ", …" if len(table.columns) > _MOST_HEADERS else ""
    if not _names(sides, "b"):
        return NoMapping(
            f"{table.file!r}: its headers {heads} do not tell which columns"
            " name the two sides; write a.name and b.name into the mapping",
            text,
        )
    town = _town_in(table, sides.countries_of)
    likely = f" (is it {town!r}?)" if town else ""
    text = _written(SideTargets(table, sides.countries_of, town), date)
    return NoMapping(
        f"{table.file!r}: its headers {heads} name the partners of one place; write which{likely}"
        " as name under [a] of the mapping",
        text,
        MappingQuestion(("a", "name"), len(table.rows), suggested=town),
    )


def _town_in(table: Table, countries_of: CountriesOf) -> str:
    """The longest name of a known place in the title of a table, else in the name of its file; "" for none."""
    for text in (table.title, table.file.partition(".")[0]):
        words = [word for word in _SEPARATORS.split(text) if word][:_MOST_HEADERS]
        spans = ((at, end) for at in range(len(words)) for end in range(at + 1, len(words) + 1))
        texts = [" ".join(words[at:end]) for at, end in spans]
        names = (t for t in texts if len(t) > 2 and read_header(t) == Header())
        known = [name for name in names if countries_of(name)]
        if known:
            found = max(reversed(known), key=len)
            return found.title() if found.islower() else found
    return ""


_DRAFT = """\
# How {file} is read. Correct it, then import the file again: this mapping is found beside it.
# Targets: a. or b. with name, name.LANGUAGE, country, part_of, level, latitude, longitude, population,
# id.SCHEME; tie. with date, date.STAGE, stage, type, basis, status, ended, motive, name, number,
# remark, paper, events, listed_by.a, listed_by.b; "-" leaves a column out.

[source]
# document = "document/our-list"       # which document this is; else one is named after the file
# holder = "organisation/our-office"   # who asserts it; else the person who imports it
{date}   # when the list was made: on that day its ties stood

[reading]
{sheet}dates = {order}   # "dmy" or "mdy" where 3/4/1987 occurs
empty = [{empty}]

[tie]
type = "sister-city"   # where no column says it
stage = "formal"       # what tie.date is the date of
"""


def _written(sides: SideTargets, date: str) -> str:
    table = sides.table
    text = _DRAFT.format(
        file=table.file,
        date=f"date = {quoted(date)}" if date else '# date = "2024-05-01"',
        sheet=f"sheet = {quoted(table.sheet)}\n" if table.sheet else "",
        order=quoted(_order(sides)),
        empty=", ".join(map(quoted, header_words()["empty"])),
    )
    for side in "ab":
        text += f"\n[{side}]\n"
        if side == "a" and sides.town:
            text += f"name = {quoted(sides.town)}\n"
        elif side == "a" and not _names(sides, "a"):
            town = _town_in(table, sides.countries_of) or "Northhaven"
            text += f"# name = {quoted(town)}   # the one place whose ties the list gives\n"
        told, language = sides.stated_country(side), _language(sides, side)
        code = told or sides.home(side) or "JP"
        text += f'{"" if told else "# "}country = "{code}"       # where no column says it\n'
        text += f"language = {quoted(language)}\n" if language else '# language = "ja"\n'
    text += "\n[columns]\n"
    for column in sides.columns:
        header, note = column.header, ""
        if column.at in sides.open:
            note = f"   # {' or '.join(sides.open[column.at])}: which?"
        elif column.at not in sides.targets:
            note = "   # not known: what does it say?"
        elif not (header.whole or header.meanings or header.side):
            note = "   # by its cells"
        target = sides.targets.get(column.at, IGNORED)
        text += f"{quoted(column.text)} = {quoted(target)}{note}\n"
    return text


def _words(questions: Sequence[MappingQuestion]) -> Iterator[str]:
    """The words that nobody knows as lines of the mapping, by the tables that they belong to."""
    by_table = sorted(questions, key=lambda question: question.path[:-1])
    for path, asked in groupby(by_table, key=lambda question: question.path[:-1]):
        held, is_country = list(asked), path == ("countries",)
        remark = f"Words that are not known: write one of {', '.join(held[0].options)}."
        if is_country:
            remark = 'Countries that are not known: write the two letters of each, or "" to leave it out.'
        yield f"\n[{'.'.join(path)}]\n# {remark}"
        for question in held[:_MOST_WORDS]:
            likely = f"; perhaps {question.suggested}" if question.suggested else ""
            rows = f"{question.rows} row{'s' if question.rows > 1 else ''}"
            yield f'{"# " if is_country else ""}{quoted(question.path[-1])} = ""   # {rows}{likely}'


def _samples(sides: SideTargets, wanted: str) -> Iterator[str]:
    for column in sides.columns:
        if sides.targets.get(column.at) == wanted:
            yield from column.cells[:_SAMPLE]


def _language(sides: SideTargets, side: str) -> str:
    """The language of a side's names, as their script and the headers tell; "" when they do not."""
    scripts = {script_of(text) for text in _samples(sides, f"{side}.name")}
    for script, language in _LANGUAGES.items():
        if script in scripts:
            return language
    if "Hani" not in scripts:
        return ""
    heads = "".join(sides.table.columns)
    if script_of(heads) == "Jpan" or re.search("[県携姉締調]", heads):
        return "ja"
    return "zh-Hans" if re.search("[结签时间订缔协议别]", heads) else ""


def _order(sides: SideTargets) -> str:
    """The order of dates, where some date has only one and none the other, else that of the headers' language."""
    form = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-][0-9]{4}")
    dates = [found for text in _samples(sides, "tie.date") if (found := form.fullmatch(text))]
    orders = {"dmy" for date in dates if int(date[1]) > 12}
    orders |= {"mdy" for date in dates if int(date[1]) <= 12 < int(date[2])}
    if not orders and is_day_first(sides.table.columns):
        return "dmy"
    return orders.pop() if len(orders) == 1 else ""
