"""The place on one side of a row: its names, where it lies, its numbers in other registers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kizuna.claims.mapping.cells import Cells, Said
from kizuna.claims.mapping.mapping import SideDefaults
from kizuna.errors import BadValue
from kizuna.values import Identifier, Name, Point
from kizuna.values.countries import country_code

_AFTER_COMMA = re.compile(r"(.+?)\s*[,，]\s*([^,，]+)")
_IN_BRACKETS = re.compile(r"(.+?)\s*[(（]([^()（）]+)[)）]")

_NOW = re.compile(r"^(?:現|现|now|ныне)\s*:?\s*")
_ONCE = re.compile(r"^(?:旧|原|formerly|former|ex-|бывш)")


@dataclass(frozen=True, slots=True)
class PlaceGiven:
    """A place as a row gives it.

    `name` is what it is looked up by, at `column`. `names` are all its names. `country` is a code, `within`
    the name of the wider government, each "" when not given; `ids` identifiers such as "wikidata:Q35765".
    `said` are the properties that cells give; the names and the wider government are not among them.
    `population` is a number of persons.
    """

    name: str
    column: int | None
    names: tuple[tuple[Name, int | None], ...] = ()
    country: str = ""
    within: str = ""
    within_column: int | None = None
    ids: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    point: Point | None = None
    population: tuple[int, int] | None = None

    def is_same_text_as(self, other: PlaceGiven) -> bool:
        """Whether the row gives the same place twice."""
        if self.ids and other.ids:
            return self.ids == other.ids
        return (self.name, self.country, self.within) == (other.name, other.country, other.within)


def read_place(cells: Cells, side: str, defaults: SideDefaults) -> PlaceGiven | None:
    """The place of a side, None when the row does not say which place that is (then the row has a reason
    more).
    """
    names = list(_names(cells, side, defaults.language or cells.mapping.language))
    found = cells.country(side)
    country = found[0] if found else defaults.country
    said = [Said("country", country, found[1] if found else None)] if country else []
    within, within_column = cells.text(side, "part_of")
    ids = list(_identifiers(cells, side))
    if not names and within and not ids:
        names, within, within_column = _as_itself(within, within_column, defaults), "", None
    if not names and not ids:
        cells.reasons.append(
            f"no name of the place on side {side}" if side else "no name of the place"
        )
        return None
    if names and not country:
        names, country, more = _split(names)
        said += more
    names = [(each, column) for name, column in names for each in _alternatives(name, within)]
    point = _point(cells, side)
    level = cells.concept(side, "level")
    said += [Said("level", *level)] if level else []
    said += [Said("identifier", text, column) for text, column in ids]
    said += [Said("point", point[0].to_json(), point[1])] if point else []
    return PlaceGiven(
        name=names[0][0].text if names else ids[0][0].partition(":")[2],
        column=names[0][1] if names else ids[0][1],
        names=tuple(names),
        country=country,
        within=within or defaults.part_of,
        within_column=within_column,
        ids=tuple(text for text, _ in ids),
        said=tuple(said),
        point=point[0] if point else None,
        population=_population(cells, side),
    )


def _names(cells: Cells, side: str, language: str) -> Iterator[tuple[Name, int]]:
    for column, target, text in cells.given(side, "name"):
        try:
            yield Name(text, target.detail or language), column
        except BadValue as error:
            cells.refuse(column, error)


def _as_itself(text: str, column: int | None, defaults: SideDefaults) -> list[tuple[Name, int]]:
    """The wider government as the place itself, where no narrower one is named."""
    return [(Name(text, defaults.language), column or 0)]


def _split(names: list[tuple[Name, int]]) -> tuple[list[tuple[Name, int]], str, list[Said]]:
    """The names without the country that stands behind a comma or in brackets, and that country."""
    first, column = names[0]
    for form in (_AFTER_COMMA, _IN_BRACKETS):
        found = form.fullmatch(first.text)
        code = country_code(found[2]) if found else ""
        if found and code:
            bare = Name(found[1], first.language)
            return [(bare, column), *names[1:]], code, [Said("country", code, column)]
    return names, "", []


def _alternatives(name: Name, within: str) -> Iterator[Name]:
    """The name, and another one in brackets behind it: 仏山市(佛山市), 嘉定県（現嘉定区）.

    Where the name of the wider government stands in front of it, a further one does without. What a place was once
    called is the name of another place.
    """
    found = _IN_BRACKETS.fullmatch(name.text)
    other = _NOW.sub("", found[2]) if found else ""
    if found is None or not other or re.search("[0-9]", other):
        yield name
    else:
        yield Name(found[1], name.language)
        if not _ONCE.match(other):
            yield Name(other, name.language)
    bare = (found[1] if found else name.text).removeprefix(within).strip(" ,、・")
    if within and bare and len(bare) > 1 and bare != name.text and name.text.startswith(within):
        yield Name(bare, name.language)


def _identifiers(cells: Cells, side: str) -> Iterator[tuple[str, int]]:
    for column, target, text in cells.given(side, "id"):
        try:
            yield str(Identifier(target.detail, text.rsplit("/", 1)[-1])), column
        except BadValue as error:
            cells.refuse(column, error)


def _point(cells: Cells, side: str) -> tuple[Point, int] | None:
    latitude, column = cells.text(side, "latitude")
    longitude, other = cells.text(side, "longitude")
    if column is None and other is None:
        return None
    try:
        return Point(float(latitude), float(longitude)), column if column is not None else 0
    except (ValueError, BadValue):
        cells.refuse(
            column if column is not None else other, f"{latitude!r}, {longitude!r} is no point"
        )
        return None


def _population(cells: Cells, side: str) -> tuple[int, int] | None:
    text, column = cells.text(side, "population")
    if column is None:
        return None
    plain = re.sub(r"[\s,']", "", text)
    if re.fullmatch(r"[0-9]{1,10}", plain):
        return int(plain), column
    cells.refuse(column, f"{text!r} is no whole number of persons")
    return None
