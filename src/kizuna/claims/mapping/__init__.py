"""Mappings: from the columns of a list to properties of the register, as data that its
owner can correct.

A mapping is guessed from headers and cells, and written down. Law: a guess never
decides what a list means; it is tried without recording, and its owner has the last
word.

Which side each name, country, region and point belongs to: a word for a side decides,
else the cells, else the position; where these do not tell, it is a question.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, groupby

from kizuna.claims.mapping import headers
from kizuna.claims.mapping.entries import (
    MappingQuestion,
    mapped_columns,
    no_tie,
    word_questions,
)
from kizuna.claims.mapping.headers import Column, Header, read_header
from kizuna.claims.mapping.mapping import IGNORED, ListMapping, quoted, read_mapping
from kizuna.errors import BadFile
from kizuna.sources.readers.file_formats import Table
from kizuna.values import script_of
from kizuna.values.countries import country_code

_LANGUAGES = {"Jpan": "ja", "Hang": "ko", "Cyrl": "ru"}
_SAMPLE, _MOST_HEADERS, _MOST_WORDS = 40, 20, 200
_SEPARATORS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")


class NoMapping(BadFile):
    """The headers do not tell which columns name the two sides; `text` is a draft of a
    mapping to correct.

    `question` asks for the town where they name the partners of one, and is None
    otherwise.
    """

    def __init__(
        self, message: str, text: str, question: MappingQuestion | None = None
    ) -> None:
        super().__init__(message)
        self.text = text
        self.question = question


@dataclass(frozen=True, slots=True)
class Guess:
    """A guessed mapping and the TOML text that says the same; `unknown` are the headers
    that nobody could place, `questions` what is to be decided.
    """

    mapping: ListMapping
    text: str
    unknown: tuple[str, ...] = ()
    questions: tuple[MappingQuestion, ...] = ()


CountriesOf = Callable[[str], Collection[str]]
"""The codes of the countries in which places of a name are known to lie; empty for
none.
"""


def guess_mapping(
    table: Table,
    countries_of: CountriesOf = lambda name: (),
    town: str = "",
    date: str = "",
) -> Guess:
    """The mapping that a table's headers and cells suggest.

    `countries_of` looks up places; `town` is the one whose partners the list gives and
    `date` its date (EDTF), "" for none. Raises NoMapping, which quotes the headers,
    when they do not tell which columns name the two sides.
    """
    sides, rows = SideTargets(table, countries_of, town), len(table.rows)
    text, name = _draft(sides, date), f"{table.file}.map.toml"
    if not sides.has_name("b") or not (sides.has_name("a") or town):
        raise _lacking(sides, date, text)
    mapping = read_mapping(text, name)
    columns = mapped_columns(table, mapping)
    ties = (row for row in table.rows if not no_tie(row, table, columns))
    text += "".join(
        f"{line}\n" for line in _words(word_questions(ties, columns, mapping))
    )
    # the columns that may be of either side, and the country of a side that no column
    # gives
    open_ = sides.open.items()
    asked = [
        MappingQuestion(("columns", table.columns[at]), rows, either)
        for at, either in open_
    ]
    for side, home in ((side, sides.home(side)) for side in "ab"):
        if home and not any(f"{side}.country" in either for _, either in open_):
            asked.append(MappingQuestion((side, "country"), rows, suggested=home))
    unknown = tuple(column.text for column in sides.rest())
    return Guess(read_mapping(text, name), text, unknown, tuple(asked))


def _lacking(sides: SideTargets, date: str, text: str) -> NoMapping:
    """What is wrong with a list whose headers do not name both sides; the draft names
    the likely town.
    """
    table = sides.table
    heads = ", ".join(map(repr, table.columns[:_MOST_HEADERS]))
    heads += ", …" if len(table.columns) > _MOST_HEADERS else ""
    if not sides.has_name("b"):
        return NoMapping(
            f"{table.file!r}: its headers {heads} do not tell which columns"
            " name the two sides; write a.name and b.name into the mapping",
            text,
        )
    town = _town_in(table, sides.countries_of)
    likely = f" (is it {town!r}?)" if town else ""
    return NoMapping(
        f"{table.file!r}: its headers {heads} name the partners of one place; write"
        f" which{likely}"
        " as name under [a] of the mapping",
        _draft(SideTargets(table, sides.countries_of, town), date),
        MappingQuestion(("a", "name"), len(table.rows), suggested=town),
    )


def _town_in(table: Table, countries_of: CountriesOf) -> str:
    """The longest name of a known place in the title of a table, else in the name of
    its file; "" for none.
    """
    for text in (table.title, table.file.partition(".")[0]):
        words = [word for word in _SEPARATORS.split(text) if word][:_MOST_HEADERS]
        spans = combinations(range(len(words) + 1), 2)
        texts = (" ".join(words[at:end]) for at, end in spans)
        names = (t for t in texts if len(t) > 2 and read_header(t) == Header())
        if known := [name for name in names if countries_of(name)]:
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


def _draft(sides: SideTargets, date: str) -> str:
    table = sides.table
    text = _DRAFT.format(
        file=table.file,
        date=f"date = {quoted(date)}" if date else '# date = "2024-05-01"',
        sheet=f"sheet = {quoted(table.sheet)}\n" if table.sheet else "",
        order=quoted(_order(sides)),
        empty=", ".join(map(quoted, headers.header_words()["empty"])),
    )
    for side in "ab":
        text += f"\n[{side}]\n"
        if side == "a" and sides.town:
            text += f"name = {quoted(sides.town)}\n"
        elif side == "a" and not sides.has_name("a"):
            town = _town_in(table, sides.countries_of) or "Northhaven"
            text += (
                f"# name = {quoted(town)}   # the one place whose ties the list gives\n"
            )
        told, language = sides.stated_country(side), _language(sides, side)
        code = told or sides.home(side) or "JP"
        text += (
            f'{"" if told else "# "}country = "{code}"       # where no column says'
            " it\n"
        )
        text += (
            f"language = {quoted(language)}\n" if language else '# language = "ja"\n'
        )
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


def _words(questions: Iterable[MappingQuestion]) -> Iterator[str]:
    """The words that nobody knows as lines of the mapping, by the tables that they
    belong to.
    """
    by_table = sorted(questions, key=lambda question: question.path[:-1])
    for path, asked in groupby(by_table, key=lambda question: question.path[:-1]):
        held, is_country = list(asked), path == ("countries",)
        remark = f"Words that are not known: write one of {', '.join(held[0].options)}."
        if is_country:
            remark = (
                'Countries that are not known: write the two letters of each, or "" to'
                " leave it out."
            )
        yield f"\n[{'.'.join(path)}]\n# {remark}"
        for question in held[:_MOST_WORDS]:
            likely = f"; perhaps {question.suggested}" if question.suggested else ""
            rows = f"{question.rows} row{'s' if question.rows > 1 else ''}"
            yield (
                f'{"# " if is_country else ""}{quoted(question.path[-1])} = ""   #'
                f" {rows}{likely}"
            )


def _language(sides: SideTargets, side: str) -> str:
    """The language of a side's names, as their script and the headers tell; "" when
    they do not.
    """
    scripts = set(map(script_of, sides.samples(f"{side}.name")))
    told = next(
        (language for script, language in _LANGUAGES.items() if script in scripts), ""
    )
    if told or "Hani" not in scripts:
        return told
    heads = "".join(sides.table.columns)
    if script_of(heads) == "Jpan" or re.search("[県携姉締調]", heads):
        return "ja"
    return "zh-Hans" if re.search("[结签时间订缔协议别]", heads) else ""


def _order(sides: SideTargets) -> str:
    """The order of dates, where some date has only one and none the other, else that of
    the headers' language.
    """
    form = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-][0-9]{4}")
    dates = filter(None, map(form.fullmatch, sides.samples("tie.date")))
    pairs = [(int(date[1]), int(date[2])) for date in dates]
    orders = {"dmy" if a > 12 else "mdy" for a, b in pairs if max(a, b) > 12}
    if not orders and headers.is_day_first(sides.table.columns):
        return "dmy"
    return orders.pop() if len(orders) == 1 else ""


_OF_PLACES = (
    *("country", "part_of", "level", "latitude", "longitude", "population"),
    *("id.wikidata", "id.geonames"),
)
_PAIRS, _FEW, _CLEARLY, _WIDE = 80, 2, 1.5, 3
_KNOWN_NAMES, _KNOWN_SOME, _MOST_KNOWN = 0.5, 0.2, 0.8
_QUALIFIER = re.compile(r"\s{0,99}[(（\[,，].*")
_LAST = re.compile(r"[(（\[,，]\s*([^()（）\[\],，]+)[)）\]]?$")


class SideTargets:
    """The targets of a table's columns by their places in it; `open` are those that may
    be of either side.

    A column that is in neither says what nobody knows. `names` are the columns of the
    sides' names, `lie` gives the countries of a place by its name, without what stands
    behind that in brackets or after a comma.
    """

    def __init__(self, table: Table, countries_of: CountriesOf, town: str = "") -> None:
        self.table, self.countries_of, self.town = table, countries_of, town
        self.lie = cache(
            lambda name: frozenset(countries_of(_QUALIFIER.sub("", name) or name))
        )
        self.columns = headers.columns_of(table)
        self.targets: dict[int, str] = {}
        self.open: dict[int, tuple[str, ...]] = {}
        self.names: dict[str, Column] = {}
        for column in self.columns:
            if column.header.whole and column.may_be(column.header.whole):
                self._take(column, column.header.whole)
            elif column.meaning == "left_out":
                self.targets[column.at] = IGNORED
        self._spread()
        self._place_names()
        for meaning in _OF_PLACES:
            self._place(meaning, [c for c in self.rest() if self._says(c) == meaning])
        # of two dates the longer one is that of the tie
        rest = sorted(
            self.rest(), key=lambda c: -sum(map(len, c.cells)) / max(1, len(c.cells))
        )
        for column in rest:
            meanings = (column.meaning, *column.header.meanings)
            if target := next((m for m in meanings if m.startswith("tie.")), ""):
                self._take(column, target)

    def rest(self) -> Iterator[Column]:
        """The columns of which nobody knows what they say."""
        return (
            c
            for c in self.columns
            if c.at not in self.targets and c.at not in self.open
        )

    def has_name(self, side: str) -> bool:
        """Whether a column says which place a side is."""
        return not {f"{side}.name", f"{side}.id.wikidata"}.isdisjoint(
            self.targets.values()
        )

    def samples(self, target: str) -> Iterator[str]:
        """The first cells of the columns of a target."""
        held = (
            column for column in self.columns if self.targets.get(column.at) == target
        )
        return (cell for column in held for cell in column.cells[:_SAMPLE])

    def _take(self, column: Column, target: str) -> None:
        if target == IGNORED or target not in self.targets.values():
            self.targets[column.at] = target
            if target in ("a.name", "b.name"):
                self.names[target[0]] = column

    def _spread(self) -> None:
        """Let each of three columns and more that are numbered alike name a place of
        its own: Partner 1.

        Where their headers do not say so their cells have to be places; without any
        words in the headers they are partners of the one that stands before them.
        """
        groups = defaultdict[str, list[Column]](list)
        for column in self.rest():
            # the header without its number, or the letter of a column that has none
            stem = (
                re.sub(r"^column [A-Z]+$|[0-9]+", "", column.text)
                .strip(" _.-#")
                .casefold()
            )
            groups[stem].append(column)
        for stem, held in groups.items():
            named, said = held if stem else held[1:], read_header(stem)
            is_many = len(named) >= _WIDE and said.meanings in ((), ("name",))
            if is_many and (said.side == "b" or self._are_partners(named)):
                if not stem:
                    self._take(held[0], "a.name")
                self.targets |= {column.at: "b.name" for column in named}
                self.names["b"] = named[0]

    def _are_partners(self, columns: Sequence[Column]) -> bool:
        """Whether the cells of columns are places, and fewer and fewer of them are
        filled.
        """
        filled = [sum(bool(row.text(c.at)) for row in self.table.rows) for c in columns]
        is_falling = filled == sorted(filled, reverse=True) and filled[0] > filled[-1]
        cells = (
            [cell for column in columns for cell in column.cells] if is_falling else []
        )
        known = sum(bool(self.lie(cell) or _names_country(cell)) for cell in cells)
        return known >= _KNOWN_NAMES * len(cells) > 0

    def _place_names(self) -> None:
        named = [c for c in self.rest() if c.meaning == "name"]
        for column in sorted(
            named, key=lambda c: (not c.header.sure, bool(c.header.language))
        ):
            if column.header.side and column.header.side not in self.names:
                self._take(column, f"{column.header.side}.name")
        self._fill([column for column in named if not column.header.side])
        if len(self.names) < 2 and not self.town:
            rest = (column for column in self.rest() if not column.meaning)
            known = [
                column for column in rest if column.share(self.lie) >= _KNOWN_NAMES
            ]
            self._fill(known if len(known) + len(self.names) == 2 else [])
        if "a" not in self.names and "b" in self.names and not self.town:
            # the region is the first side where nothing narrower is named, and it
            # stands before the second
            for column in self.columns[: self.names["b"].at]:
                is_region = column.meaning == "part_of" and column.header.side != "b"
                if is_region or self.targets.get(column.at) == "a.part_of":
                    self._take(column, "a.name")
                    break
        for column in named:
            before = {
                held.at: side
                for side, held in self.names.items()
                if held.at < column.at
            }
            side = column.header.side or (before[max(before)] if before else "")
            if column.at not in self.targets and side and column.header.language:
                self._take(column, f"{side}.name.{column.header.language}")

    def _fill(self, columns: Sequence[Column]) -> None:
        """Name the sides that no word names: the first a and the second b, or the one
        of a list of one town b.
        """
        missing = [
            side for side in ("b" if self.town else "ab") if side not in self.names
        ]
        missing = missing[::-1] if len(missing) > len(columns) else missing
        for side, column in zip(missing, columns, strict=False):
            self._take(column, f"{side}.name")

    def _says(self, column: Column) -> str:
        """The meaning of a column; of coordinates without a header which of the two
        they are.
        """
        if column.meaning != "coordinate":
            return column.meaning
        near = [
            c
            for c in self.columns
            if c.meaning == "coordinate" and abs(c.at - column.at) == 1
        ]
        if not near:
            return ""
        is_last = near[0].at < column.at and not near[0].is_wide
        return "longitude" if column.is_wide or is_last else "latitude"

    def _place(self, meaning: str, columns: Sequence[Column]) -> None:
        """Give columns of one meaning to the sides that headers, cells or places tell,
        or leave them open.
        """
        loose = list[Column]()
        for column in columns:
            country = column.header.country
            named = (
                s
                for s, c in self.names.items()
                if country and c.header.country == country
            )
            if side := column.header.side or next(named, ""):
                self._take(column, f"{side}.{meaning}")
            elif not any(self._translates(meaning, other, column) for other in loose):
                loose.append(column)
        sides = sorted(self.names or "ab")
        free = [
            side for side in sides if f"{side}.{meaning}" not in self.targets.values()
        ]
        sides = self._sides_of(meaning, loose[: len(free)], free)
        for column, side in zip(loose, sides, strict=False):
            if side:
                self._take(column, f"{side}.{meaning}")
            else:
                self.open[column.at] = tuple(f"{side}.{meaning}" for side in free)

    def _translates(self, meaning: str, other: Column, column: Column) -> bool:
        """Whether a column says the same as one before it, of the same side in another
        language.
        """
        is_word = meaning in ("country", "part_of", "level")
        if not is_word or self._near(other) != self._near(column):
            return False
        pairs = [
            (country_code(x), country_code(y)) for x, y in self._cells(other, column)
        ]
        return meaning != "country" or sum(x == y != "" for x, y in pairs) * 2 > len(
            pairs
        )

    def _sides_of(
        self, meaning: str, columns: Sequence[Column], free: Sequence[str]
    ) -> list[str]:
        """The sides of one or two columns; "" where nothing tells."""
        if len(free) == 1 or not columns:
            return [*free]
        by_place = [self._near(column) for column in columns]
        if meaning == "part_of" and len(columns) == 1:
            fitting = [side for side in free if self._parts_countries(columns[0], side)]
            by_place = fitting if len(fitting) == 1 else by_place
        if len(columns) == 2 and (by_place[0] == by_place[1] or "" in by_place):
            by_place = sorted(free, key=self._at)
        if meaning != "country" or len(self.names) < 2:
            return by_place
        ways = [["a", "b"], ["b", "a"]] if len(columns) == 2 else [["a"], ["b"]]
        scores = [sum(map(self._score, columns, way)) for way in ways]
        best, worst = max(scores), min(scores)
        by_cells = (
            ways[scores.index(best)] if best != worst and best >= _FEW else by_place
        )
        is_open = by_cells != by_place and best < _CLEARLY * worst
        return [""] * len(columns) if is_open else by_cells

    def _parts_countries(self, column: Column, side: str) -> bool:
        """Whether most regions of a column lie in one country each, as a side's own
        column of countries has it.
        """
        given = next(
            (c for c in self.columns if self.targets.get(c.at) == f"{side}.country"),
            None,
        )
        found = defaultdict[str, set[str]](set)
        for region, country in self._cells(column, given) if given else ():
            found[region].add(country_code(country))
        return sum(len(codes) > 1 for codes in found.values()) * 2 <= len(found)

    def _at(self, side: str) -> int:
        return self.names[side].at if side in self.names else -1

    def _near(self, column: Column) -> str:
        """The side that a column belongs to by its place; "" where it may belong to
        either.

        Between the two names, it belongs to the one before it where other columns
        follow the last name, and to the one after it where others stand before the
        first.
        """
        if len(self.names) < 2:
            return next(iter(self.names), "")
        first, last = sorted("ab", key=self._at)
        if column.at < self._at(first):
            return first
        if column.at > self._at(last):
            return last
        places = [c.at for c in self.columns if c.meaning in _OF_PLACES] or [column.at]
        is_before, is_after = (
            min(places) < self._at(first),
            max(places) > self._at(last),
        )
        return "" if is_before == is_after else first if is_after else last

    def _score(self, column: Column, side: str) -> int:
        """In how many rows the side's name is known in the country that a column
        gives.
        """
        pairs = Counter(self._cells(self.names[side], column)).most_common(_PAIRS)
        return sum(
            n for (name, text), n in pairs if country_code(text) in self.lie(name)
        )

    def stated_country(self, side: str) -> str:
        """The country that the header of a side's names gives, where most known ones
        lie in it; "" for none.
        """
        code = self.names[side].header.country if side in self.names else ""
        lie = list(filter(None, map(self.lie, self.names[side].cells))) if code else []
        return code if sum(code in each for each in lie) * 2 >= len(lie) else ""

    def home(self, side: str) -> str:
        """The country in which most known names of a side lie that no column and no row
        gives one; "" for none.
        """
        if side not in self.names or f"{side}.country" in self.targets.values():
            return ""
        held = self.names[side].cells
        if self.stated_country(side) or any(map(_names_country, held)):
            return ""
        lie = list(filter(None, map(self.lie, held)))
        found = Counter(code for each in lie for code in each).most_common(2)
        (best, most), (_, second), *_ = *found, ("", 0), ("", 0)
        is_told = len(lie) >= max(min(_FEW, len(held)), _KNOWN_SOME * len(held))
        return (
            best if is_told and most >= _MOST_KNOWN * len(lie) and most > second else ""
        )

    def _cells(self, one: Column, other: Column) -> Iterator[tuple[str, str]]:
        pairs = ((row.text(one.at), row.text(other.at)) for row in self.table.rows)
        return (pair for pair in pairs if all(pair))


def _names_country(name: str) -> bool:
    found = _LAST.search(name)
    return bool(found and country_code(found[1]))
