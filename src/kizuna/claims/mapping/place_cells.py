"""The place on one side of a row: its names, where it lies, its numbers in other registers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kizuna.claims import vocabulary
from kizuna.claims.mapping.cells import Cells, Said, quote
from kizuna.claims.mapping.mapping import SideDefaults
from kizuna.claims.mapping.place_names import PlaceName, listed_places, parse_place_name
from kizuna.errors import BadValue
from kizuna.values import Identifier, Name, Point
from kizuna.values.countries import FormerState, former_state

FAR_KM = 50.0
"""Two points farther apart than this are not of one municipality."""


@dataclass(frozen=True, slots=True)
class PlaceGiven:
    """A place as a row gives it.

    `name` is what it is looked up by, at `column`. `names` are all its names. `qualifiers` tell it from others
    of the name ("Virginia" in Richmond (Virginia)); those in `tails` stood behind a comma, and `written` is the
    name with them, "" where there are none. `country` is a code, `within` the name of the wider government, each
    "" when not given; `ids` identifiers such as "wikidata:Q35765". `said` are the properties that cells give; the
    names and the wider government are not among them. `population` is a number of persons.
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
    qualifiers: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    written: str = ""

    def is_same_text_as(self, other: PlaceGiven) -> bool:
        """Whether the row gives the same place twice."""
        if self.ids and other.ids:
            return self.ids == other.ids
        return self.mention == other.mention and not self.is_far_from(other.point)

    @property
    def label(self) -> str:
        """The name with what the row gives to tell it from others: "Richmond, Virginia"."""
        return self.written or (f"{self.name}, {self.within}" if self.within else self.name)

    @property
    def mention(self) -> tuple[str, ...]:
        """What the row says of which place it is: two rows that say the same mean one place."""
        return (self.name, self.country, self.within, *sorted(self.qualifiers))

    def is_far_from(self, point: Point | None) -> bool:
        """Whether the place certainly lies elsewhere."""
        if self.point is None or point is None:
            return False
        return self.point.distance_km(point) > FAR_KM


def read_place(cells: Cells, side: str, defaults: SideDefaults) -> PlaceGiven | None:
    """The place of a side, None when the row does not say which place that is (then the row has a reason
    more).
    """
    within, within_column = cells.text(side, "part_of")
    country, said = _country(cells, side, defaults)
    before = len(cells.reasons)
    named = list(_names(cells, side, defaults, country))
    ids = list(_identifiers(cells, side))
    if not named and within and not ids:
        named, within, within_column = _as_itself(within, within_column, defaults), "", None
    if not named and not ids:
        if len(cells.reasons) == before:
            cells.reasons.append(_no_name(side))
        return None
    first = named[0][0].without(within) if named else PlaceName(ids[0][0].partition(":")[2])
    column = named[0][2] if named else ids[0][1]
    if not country:
        country, said = first.country, [*said, *_country_of(first, column)]
    point = _point(cells, side)
    level = cells.concept(side, "level") or _level_of(first, column)
    said += [Said("level", *level)] if level else []
    said += [Said("identifier", text, at) for text, at in ids]
    said += [Said("point", point[0].to_json(), point[1])] if point else []
    return PlaceGiven(
        name=first.text,
        column=column,
        names=tuple((each, at) for n, lang, at in named for each in _all(n, lang, within)),
        country=country,
        within=within or defaults.part_of,
        within_column=within_column,
        ids=tuple(text for text, _ in ids),
        said=tuple(said),
        point=point[0] if point else None,
        population=_population(cells, side),
        qualifiers=first.qualifiers,
        tails=first.tails,
        written=first.written if first.qualifiers else "",
    )


def _no_name(side: str) -> str:
    return f"no name of the place on side {side}" if side else "no name of the place"


_Named = tuple[PlaceName, str, int]
"""A name taken apart, the language that it is in, the column where it stands."""


def _names(cells: Cells, side: str, defaults: SideDefaults, country: str) -> Iterator[_Named]:
    language = defaults.language or cells.mapping.language
    for column, target, text in cells.given(side, "name"):
        found = parse_place_name(text, country)
        if len(listed_places(text)) > 1 or " / " in found.text:
            cells.refuse(
                column,
                f"{quote(text)} may be several places; give each tie a row of its own, or put one name in"
                " quotation marks",
            )
            continue
        try:
            Name(found.text, target.detail or language)
        except BadValue as error:
            cells.refuse(column, error)
        else:
            yield found, target.detail or language, column


def _country(cells: Cells, side: str, defaults: SideDefaults) -> tuple[str, list[Said]]:
    """The code of the country that a cell or the mapping gives, "" for none, with what is said of it."""
    found = cells.country(side)
    if found:
        return found[0], [Said("country", *found)]
    for column, _, text in cells.given(side, "country"):
        former = former_state(text)
        if former is not None and text not in cells.mapping.countries:
            return "", [_former_country(former, column)]
    country = defaults.country
    return country, [Said("country", country, None)] if country else []


def _country_of(name: PlaceName, column: int) -> Iterator[Said]:
    """What the name's own cell says of its country."""
    if name.country:
        yield Said("country", name.country, column)
    if name.former is not None:
        yield _former_country(name.former, column)


def _former_country(state: FormerState, column: int) -> Said:
    """That a place lay in a state until that ended."""
    return Said("country", state.code, column, f"../{state.ended}")


def _level_of(name: PlaceName, column: int) -> tuple[str, int] | None:
    """The level that is named in brackets or behind a comma: Düren (Kreis)."""
    levels = map(vocabulary.scheme("levels").named, name.qualifiers)
    return next(((level, column) for level in levels if level), None)


def _all(name: PlaceName, language: str, within: str) -> Iterator[Name]:
    """The name, its other writings, and the name without that of the wider government in front."""
    yield Name(name.text, language)
    yield from (Name(other, language) for other in name.others)
    bare = name.text.removeprefix(within).strip(" ,、・")
    if within and len(bare) > 1 and bare != name.text:
        yield Name(bare, language)


def _as_itself(text: str, column: int | None, defaults: SideDefaults) -> list[_Named]:
    """The wider government as the place itself, where no narrower one is named."""
    return [(PlaceName(text), defaults.language, column or 0)]


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
