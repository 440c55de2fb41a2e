"""Gives the columns of a list their targets: which side each name, country, region and point belongs to.

Law: a word for a side decides, else the cells, else the position; where these do not tell, it is a question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from kizuna.claims.mapping.headers import Column, columns_of, read_header
from kizuna.claims.mapping.mapping import IGNORED
from kizuna.sources.readers.spreadsheet import Table
from kizuna.values.countries import country_code

CountriesOf = Callable[[str], Collection[str]]
"""The codes of the countries in which places of a name are known to lie; empty for none."""

_OF_PLACES = (
    *("country", "part_of", "level", "latitude", "longitude", "population"),
    *("id.wikidata", "id.geonames"),
)
_TRANSLATED = ("country", "part_of", "level")
_PAIRS = 80
_FEW, _CLEARLY, _WIDE = 2, 1.5, 3
_KNOWN_NAMES, _KNOWN_SOME, _MOST_KNOWN = 0.5, 0.2, 0.8
_QUALIFIER = re.compile(r"\s{0,99}[(（\[,，].*")
_LAST = re.compile(r"[(（\[,，]\s*([^()（）\[\],，]+)[)）\]]?$")


@dataclass(slots=True)
class SideTargets:
    """The targets of a table's columns by their places in it; `open` are those that may be of either side.

    A column that is in neither says what nobody knows.
    """

    table: Table
    countries_of: CountriesOf
    town: str = ""
    columns: list[Column] = field(init=False)
    targets: dict[int, str] = field(default_factory=dict)
    open: dict[int, tuple[str, ...]] = field(default_factory=dict)
    names: dict[str, Column] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.columns = columns_of(self.table)
        for column in self.columns:
            if column.header.whole and column.may_be(column.header.whole):
                self._take(column, column.header.whole)
            elif column.meaning == "left_out":
                self.targets[column.at] = IGNORED
        self._spread()
        self._place_names()
        for meaning in _OF_PLACES:
            self._place(meaning, [c for c in self._rest() if self._says(c) == meaning])
        # of two dates the longer one is that of the tie
        rest = sorted(self._rest(), key=lambda c: -sum(map(len, c.cells)) / (len(c.cells) or 1))
        for column in rest:
            meanings = (column.meaning, *column.header.meanings)
            if target := next((m for m in meanings if m.startswith("tie.")), ""):
                self._take(column, target)

    def _rest(self) -> Iterator[Column]:
        return (c for c in self.columns if c.at not in self.targets and c.at not in self.open)

    def _take(self, column: Column, target: str) -> None:
        """Give a column a target, where no other has it."""
        if target != IGNORED and target in self.targets.values():
            return
        self.targets[column.at] = target
        side, _, what = target.partition(".")
        if what == "name" and side in ("a", "b"):
            self.names[side] = column

    def _spread(self) -> None:
        """Let each of three columns and more that are numbered alike name a place of its own: Partner 1.

        Where their headers do not say so their cells have to be places; without any words in the headers they are
        partners of the one that stands before them.
        """
        groups: dict[str, list[Column]] = {}
        for column in self._rest():
            # the header without its number, or the letter of a column that has none
            stem = re.sub(r"^column [A-Z]+$|[0-9]+", "", column.text).strip(" _.-#").casefold()
            groups.setdefault(stem, []).append(column)
        for stem, held in groups.items():
            first, *others = held
            named = held if stem else others
            said = read_header(stem)
            if len(named) < _WIDE or said.meanings not in ((), ("name",)):
                continue
            if said.side != "b" and not self._are_partners(named):
                continue
            if not stem:
                self._take(first, "a.name")
            self.targets |= {column.at: "b.name" for column in named}
            self.names["b"] = named[0]

    def _are_partners(self, columns: Sequence[Column]) -> bool:
        """Whether the cells of columns are places, and fewer and fewer of them are filled."""
        filled = [sum(bool(row.text(c.at)) for row in self.table.rows) for c in columns]
        if filled != sorted(filled, reverse=True) or filled[0] == filled[-1]:
            return False
        cells = [cell for column in columns for cell in column.cells]
        known = sum(bool(self.countries_of(_plain(c)) or _names_country(c)) for c in cells)
        return known >= _KNOWN_NAMES * len(cells) > 0

    def _place_names(self) -> None:
        """Find the columns that name the two sides, and their names in further languages."""
        named = [c for c in self._rest() if c.meaning == "name"]
        for column in sorted(
            named, key=lambda c: (not c.header.sure, bool(c.header.language), c.at)
        ):
            side = column.header.side
            if side and side not in self.names:
                self._take(column, f"{side}.name")
        free = [column for column in named if not column.header.side]
        self._fill(free)
        if len(self.names) < 2 and not self.town:
            rest = [column for column in self._rest() if not column.meaning]
            shares = (c.share(lambda text: self.countries_of(_plain(text))) for c in rest)
            known = [c for c, share in zip(rest, shares, strict=True) if share >= _KNOWN_NAMES]
            self._fill(known if len(known) + len(self.names) == 2 else [])
        if "a" not in self.names and "b" in self.names and not self.town:
            # the region is the first side where nothing narrower is named, and it stands before the second
            for column in self.columns[: self.names["b"].at]:
                is_region = column.meaning == "part_of" and column.header.side != "b"
                if is_region or self.targets.get(column.at) == "a.part_of":
                    self._take(column, "a.name")
                    break
        for column in named:
            before = {held.at: side for side, held in self.names.items() if held.at < column.at}
            side = column.header.side or (before[max(before)] if before else "")
            if column.at not in self.targets and side and column.header.language:
                self._take(column, f"{side}.name.{column.header.language}")

    def _fill(self, columns: Sequence[Column]) -> None:
        """Name the sides that no word names: the first a and the second b, or the one of a list of one town b."""
        missing = [side for side in "ab" if side not in self.names]
        if self.town:
            missing = [side for side in missing if side == "b"]
        elif len(missing) > len(columns):
            missing = missing[::-1]
        for side, column in zip(missing, columns, strict=False):
            self._take(column, f"{side}.name")

    def _says(self, column: Column) -> str:
        """The meaning of a column; of coordinates without a header which of the two they are."""
        if column.meaning != "coordinate":
            return column.meaning
        near = [c for c in self.columns if c.meaning == "coordinate" and abs(c.at - column.at) == 1]
        if not near:
            return ""
        is_last = near[0].at < column.at and not near[0].is_wide
        return "longitude" if column.is_wide or is_last else "latitude"

    def _place(self, meaning: str, columns: Sequence[Column]) -> None:
        """Give the columns of one meaning to the sides."""
        loose = []
        for column in columns:
            country = column.header.country
            named = (s for s, c in self.names.items() if country and c.header.country == country)
            if side := column.header.side or next(named, ""):
                self._take(column, f"{side}.{meaning}")
            else:
                loose.append(column)
        sides = self.names or "ab"
        free = [s for s in sorted(sides) if f"{s}.{meaning}" not in self.targets.values()]
        loose = self._without_translations(meaning, loose)[: len(free)]
        sides_of = self._sides_of(meaning, loose, free) if loose else []
        for column, side in zip(loose, sides_of, strict=True):
            if side:
                self._take(column, f"{side}.{meaning}")
            else:
                self.open[column.at] = tuple(f"{s}.{meaning}" for s in free)

    def _without_translations(self, meaning: str, columns: list[Column]) -> list[Column]:
        """The columns without those that say the same as one before: in another language, for the same side."""
        if meaning not in _TRANSLATED:
            return columns
        kept: list[Column] = []
        for column in columns:
            for other in (c for c in kept if self._near(c) == self._near(column)):
                pairs = [(country_code(x), country_code(y)) for x, y in self._cells(other, column)]
                if meaning != "country" or sum(x == y != "" for x, y in pairs) * 2 > len(pairs):
                    break
            else:
                kept.append(column)
        return kept

    def _sides_of(self, meaning: str, columns: Sequence[Column], free: Sequence[str]) -> list[str]:
        """The sides of one or two columns; "" where nothing tells."""
        if len(free) == 1:
            return [free[0]]
        by_place = [self._near(column) for column in columns]
        if meaning == "part_of" and len(columns) == 1:
            fitting = [side for side in free if self._parts_countries(columns[0], side)]
            by_place = fitting if len(fitting) == 1 else by_place
        if len(columns) == 2 and (by_place[0] == by_place[1] or "" in by_place):
            by_place = sorted(free, key=lambda side: self._at(side))
        if meaning != "country" or len(self.names) < 2:
            return by_place
        ways = [["a", "b"], ["b", "a"]] if len(columns) == 2 else [["a"], ["b"]]
        scores = [sum(map(self._score, columns, way)) for way in ways]
        best, worst = max(scores), min(scores)
        by_cells = ways[scores.index(best)] if best != worst and best >= _FEW else by_place
        if by_cells != by_place and best < _CLEARLY * worst:
            return [""] * len(columns)
        return by_cells

    def _parts_countries(self, column: Column, side: str) -> bool:
        """Whether most regions of a column lie in one country each, as a side's own column of countries has it."""
        given = next((c for c in self.columns if self.targets.get(c.at) == f"{side}.country"), None)
        found: dict[str, set[str]] = {}
        for region, country in self._cells(column, given) if given else ():
            found.setdefault(region, set()).add(country_code(country))
        return sum(len(codes) > 1 for codes in found.values()) * 2 <= len(found)

    def _at(self, side: str) -> int:
        return self.names[side].at if side in self.names else -1

    def _near(self, column: Column) -> str:
        """The side that a column belongs to by its place; "" where it may belong to either.

        Between the two names, it belongs to the one before it where other columns follow the last name, and to the
        one after it where others stand before the first.
        """
        if len(self.names) < 2:
            return next(iter(self.names), "")
        first, last = sorted("ab", key=self._at)
        at = column.at
        if at < self._at(first):
            return first
        if at > self._at(last):
            return last
        places = [c.at for c in self.columns if c.meaning in _OF_PLACES]
        is_before = min(places, default=at) < self._at(first)
        is_after = max(places, default=at) > self._at(last)
        return "" if is_before == is_after else first if is_after else last

    def _score(self, column: Column, side: str) -> int:
        """In how many rows the side's name is known in the country that a column gives."""
        pairs = Counter(self._cells(self.names[side], column)).most_common(_PAIRS)
        return sum(n for (a, t), n in pairs if country_code(t) in self.countries_of(_plain(a)))

    def stated_country(self, side: str) -> str:
        """The country that the header of a side's names gives, where most known ones lie in it; "" for none."""
        code = self.names[side].header.country if side in self.names else ""
        lie = self._countries(side) if code else []
        return code if sum(code in each for each in lie) * 2 >= len(lie) else ""

    def _countries(self, side: str) -> list[set[str]]:
        """The countries in which each known name of a side lies."""
        held = self.names[side].cells
        return [set(found) for name in held if (found := self.countries_of(_plain(name)))]

    def home(self, side: str) -> str:
        """The country in which most known names of a side lie that no column and no row gives one; "" for none."""
        if side not in self.names or f"{side}.country" in self.targets.values():
            return ""
        if self.stated_country(side) or self.names[side].share(_names_country) > 0:
            return ""
        lie, held = self._countries(side), self.names[side].cells
        found = Counter(code for each in lie for code in each).most_common(2)
        (best, most), (_, second), *_ = *found, ("", 0), ("", 0)
        is_told = len(lie) >= max(min(_FEW, len(held)), _KNOWN_SOME * len(held))
        return best if is_told and most >= _MOST_KNOWN * len(lie) and most > second else ""

    def _cells(self, one: Column, other: Column) -> Iterator[tuple[str, str]]:
        """The cells of two columns, row by row, where both are filled."""
        pairs = ((row.text(one.at), row.text(other.at)) for row in self.table.rows)
        return (pair for pair in pairs if all(pair))


def _names_country(name: str) -> bool:
    """Whether a country stands behind a name, in brackets or after a comma."""
    found = _LAST.search(name)
    return bool(found and country_code(found[1]))


def _plain(name: str) -> str:
    """A name without what stands behind it in brackets or after a comma."""
    return _QUALIFIER.sub("", name) or name
