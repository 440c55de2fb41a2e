"""The cells of one row by what they mean, read into values; what cannot be read becomes
a reason of the row.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kizuna.claims import vocabulary
from kizuna.claims.mapping.mapping import ListMapping, SideDefaults, Target
from kizuna.claims.mapping.place_names import (
    ListedPlaceName,
    listed_places,
    parse_place_name,
)
from kizuna.errors import BadDate, BadValue
from kizuna.sources.readers.file_formats import Row, letter
from kizuna.values import Edtf, Identifier, Name, Point
from kizuna.values.countries import former_state
from kizuna.values.written_dates.forms import read_written_date

_YES = frozenset({"1", "yes", "y", "true", "x", "○", "◯", "有", "✓", "да", "是"})
_NO = frozenset({"", "0", "no", "n", "false", "×", "無", "无", "нет", "否"})
_EVENT_ENDS = re.compile(r"[\r\n]+|[；;]\s*")
_EVENT_DATE = re.compile(
    r"((?:[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?)|(?:[0-9]{4}(?:[-./][0-9]{1,2}){0,2}))[\s,，、:：.]*(.*)",
    re.DOTALL,
)
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
"""A zero character, or half of a surrogate pair, which no database keeps."""
_SHOWN = 80


Columns = Sequence[tuple[int, Target]]
"""The places of the columns that a mapping knows, with what they say."""


@dataclass(frozen=True, slots=True)
class CellValue:
    """One value that a cell gives: the property, its value as JSON (None: the tie or
    place itself), the column (None: the row), its span (EDTF).

    `about` is what it is said of beside the tie or place itself: the kind and what
    tells it from others of the tie ("agreement/1987-04-01"); "" for these themselves.
    """

    property: str
    value: Any
    column: int | None
    valid: str = ""
    about: str = ""


class Cells:
    """The cells of a row; `columns` are those that the mapping knows, `reasons` tell of
    unreadable cells.
    """

    def __init__(
        self, row: Row, heads: Sequence[str], columns: Columns, mapping: ListMapping
    ) -> None:
        self.row, self.heads, self.columns, self.mapping = row, heads, columns, mapping
        self.reasons: list[str] = []
        texts, count = row.texts, len(heads)
        if beyond := next(filter(None, texts[count:]), ""):
            told = (
                f"{len(texts)} cells under {count} headers: {quote(beyond)} stands"
                " under none"
            )
            self.reasons.append(told)
        for column, text in enumerate(texts[:count]):
            if _NO_CHARACTER.search(text):
                self.refuse(column, f"{quote(text)} holds what is no character")

    def given(self, of: str, what: str) -> Iterator[tuple[int, Target, str]]:
        """The filled cells of that meaning: column, target, text."""
        for at, target in self.columns:
            if target.of == of and target.what == what:
                text = self.row.text(at)
                if text and text not in self.mapping.empty:
                    yield at, target, text

    def text(self, of: str, what: str) -> tuple[str, int | None]:
        """The first filled cell of that meaning and its column; ("", None) when there
        is none.
        """
        return next(((text, at) for at, _, text in self.given(of, what)), ("", None))

    def refuse(self, column: int | None, reason: object) -> None:
        """Send the row back for a reason."""
        where = (
            ""
            if column is None
            else f"column {letter(column)} ({self.heads[column]}): "
        )
        self.reasons.append(f"{where}{reason}")

    def concept(self, of: str, what: str) -> tuple[str, int] | None:
        """The concept that a cell names, by the mapping's words, by its id or by a
        label in any language.
        """
        for column, _, text in self.given(of, what):
            if found := self.mapping.term(what, text):
                return found, column
            self.refuse(
                column, f"{quote(text)} is no {what} that is known; say what it means"
            )
        return None

    def of_tie(self) -> tuple[CellValue, ...]:
        """All that the row says of the tie, without the sides that list it."""
        milestones = list(self._milestones())
        said = [
            CellValue("number", text, at) for at, _, text in self.given("tie", "number")
        ]
        for what in ("motive", "name", "remark"):
            for column, _, text in self.given("tie", what):
                said.append(CellValue(what, self.mapping.words(text), column))
        if status := self.concept("tie", "status"):
            said.append(CellValue("status", {"status": status[0]}, status[1]))
        for column, _, text in self.given("tie", "ended"):
            date = self._date(column, text, self.mapping.dates)
            if date and date.precision in ("day", "month", "season", "year"):
                said.append(
                    CellValue("status", {"status": "ended"}, column, f"{date.text}/..")
                )
            elif date:
                right = "an end is a day, a month or a year"
                self.refuse(column, f"{quote(text)} is no plain date; {right}")
        if kind := self.concept("tie", "type"):
            said.insert(0, CellValue("type", *kind))
        return (*said, *milestones, *self._paper(milestones), *self._events())

    def _milestones(self) -> Iterator[CellValue]:
        """The dated stages; the stage of the mapping without a date where the row gives
        no date of it.
        """
        basis, staged = self.concept("tie", "basis"), self.concept("tie", "stage")
        main, dated = staged[0] if staged else self.mapping.stage, False
        for column, target, text in self.given("tie", "date"):
            stage = target.detail or main
            if date := self._date(column, text, self.mapping.dates):
                said = (
                    basis[0]
                    if basis and stage == main
                    else self.mapping.basis.get(stage, "")
                )
                dated = dated or stage == main
                held = {"stage": stage, "date": date.text} | (
                    {"basis": said} if said else {}
                )
                yield CellValue("milestone", held, column)
        if not dated:
            yield CellValue("milestone", {"stage": main}, None)

    def _date(self, column: int, text: str, order: str) -> Edtf | None:
        try:
            return read_written_date(text, order)
        except BadDate as error:
            self.refuse(column, error)
            return None

    def _paper(self, milestones: Iterable[CellValue]) -> Iterator[CellValue]:
        """The agreement: its title, and the date of the first dated stage as that of
        its signature.
        """
        text, column = self.text("tie", "paper")
        if not text:
            return
        title = self.mapping.words(text)
        dated = next((said for said in milestones if "date" in said.value), None)
        signed = dated.value["date"] if dated else ""
        is_day = signed and Edtf.parse(signed).precision == "day"
        about = f"agreement/{signed if is_day else _mark(title)}"
        yield CellValue("tie", None, column, about=about)
        yield CellValue("title", title, column, about=about)
        if dated:
            yield CellValue("signed", signed, dated.column, about=about)

    def _events(self) -> Iterator[CellValue]:
        """The events of a chronicle, one for each line or semicolon, with the date that
        a line begins with.
        """
        for column, _, text in self.given("tie", "events"):
            for part in filter(None, map(str.strip, _EVENT_ENDS.split(text))):
                found, date, words = _EVENT_DATE.fullmatch(part), None, part
                if (
                    found
                    and found[2].strip()
                    and (read := self._date(column, found[1], ""))
                ):
                    date, words = read.text, found[2].strip()
                about = f"exchange/{_mark((date, words))}"
                yield CellValue("tie", None, column, about=about)
                yield CellValue(
                    "activity", self.mapping.words(words), column, about=about
                )
                if date:
                    yield CellValue("date", date, column, about=about)

    def listed_by(self) -> frozenset[str] | None:
        """The sides that list the tie; None where no column says it."""
        asked = [
            (at, t.detail)
            for at, t in self.columns
            if (t.of, t.what) == ("tie", "listed_by")
        ]
        texts = [(at, side, self.row.text(at).casefold()) for at, side in asked]
        for at, _, text in texts:
            if text not in _YES | _NO:
                self.refuse(at, f"{quote(text)} is neither 1 nor 0")
        return (
            frozenset(side for _, side, text in texts if text in _YES)
            if asked
            else None
        )


def _mark(told: object) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()[:10]


def quote(text: str) -> str:
    """A text in quotes, as a reason quotes it: not longer than a line."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


FAR_KM = 50.0
"""Two points farther apart than this are not of one municipality."""


@dataclass(frozen=True, slots=True)
class PlaceGiven:
    """A place as a row gives it.

    `name` is what it is looked up by, at `column`. `names` are all its names.
    `qualifiers` tell it from others of the name ("Virginia" in Richmond (Virginia));
    those in `tails` stood behind a comma, and `written` is the name with them, "" where
    there are none. `country` is a code, `within` the name of the wider government, each
    "" when not given; `ids` identifiers such as "wikidata:Q35765". `said` are the
    properties that cells give; the names and the wider government are not among them.
    """

    name: str
    column: int | None
    names: tuple[tuple[Name, int | None], ...] = ()
    country: str = ""
    within: str = ""
    within_column: int | None = None
    ids: tuple[str, ...] = ()
    said: tuple[CellValue, ...] = ()
    point: Point | None = None
    qualifiers: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    written: str = ""

    @property
    def language(self) -> str:
        """The language of its first name, "" for none."""
        return self.names[0][0].language if self.names else ""

    @property
    def label(self) -> str:
        """The name with what the row gives to tell it from others: "Richmond,
        Virginia".
        """
        return self.written or (
            f"{self.name}, {self.within}" if self.within else self.name
        )

    @property
    def mention(self) -> tuple[str, ...]:
        """What the row says of which place it is: two rows that say the same mean one
        place.
        """
        return (self.name, self.country, self.within, *sorted(self.qualifiers))

    def is_far_from(self, point: Point | None) -> bool:
        """Whether the place certainly lies elsewhere."""
        return bool(self.point and point and self.point.distance_km(point) > FAR_KM)


def read_place(cells: Cells, side: str, defaults: SideDefaults) -> PlaceGiven | None:
    """The place of a side, None when the row does not say which place that is: it has a
    reason more then.
    """
    within, within_column = cells.text(side, "part_of")
    country, said = _country(cells, side, defaults)
    before = len(cells.reasons)
    named = list(_names(cells, side, defaults, country))
    ids = list(_identifiers(cells, side))
    if not (named or ids) and within_column is not None:
        named = [(ListedPlaceName(within), defaults.language, within_column)]
        within, within_column = "", None
    if not (named or ids):
        if len(cells.reasons) == before:
            cells.reasons.append(
                f"no name of the place{f' on side {side}' if side else ''}"
            )
        return None
    number, column = ids[0] if ids else ("", None)
    first = ListedPlaceName(number.partition(":")[2])
    if named:
        first, column = named[0][0].without(within), named[0][2]
    if not country:
        country = first.country
        said += [CellValue("country", country, column)] if country else []
        if former := first.former:
            said.append(CellValue("country", former.code, column, f"../{former.ended}"))
    levels = filter(
        None, map(vocabulary.scheme("levels").named, first.qualifiers)
    )  # Düren (Kreis)
    unsaid = next(((level, column) for level in levels), (defaults.level, None))
    if (level := cells.concept(side, "level") or unsaid)[0]:
        said.append(CellValue("level", *level))
    said += [CellValue("identifier", text, at) for text, at in ids]
    if point := _point(cells, side):
        said.append(CellValue("point", point[0].to_json(), point[1]))
    said += _population(cells, side)
    return PlaceGiven(
        name=first.text,
        column=column,
        names=tuple(
            (name, at) for n, tag, at in named for name in _all(n, tag, within)
        ),
        country=country,
        within=within or defaults.part_of,
        within_column=within_column,
        ids=tuple(text for text, _ in ids),
        said=tuple(said),
        point=point[0] if point else None,
        qualifiers=first.qualifiers,
        tails=first.tails,
        written=first.written if first.qualifiers else "",
    )


def _names(
    cells: Cells, side: str, defaults: SideDefaults, country: str
) -> Iterator[tuple[ListedPlaceName, str, int | None]]:
    """The names taken apart, each with its language and its column; else the one that
    the mapping gives.
    """
    language = defaults.language or cells.mapping.language
    if defaults.name and not any(
        t.of == side and t.what == "name" for _, t in cells.columns
    ):
        yield ListedPlaceName(defaults.name), language, None
    for column, target, text in cells.given(side, "name"):
        found = parse_place_name(text, country)
        if len(listed_places(text)) > 1 or " / " in found.text:
            right = "give each tie a row of its own, or put one name in quotation marks"
            cells.refuse(column, f"{quote(text)} may be several places; {right}")
            continue
        try:
            Name(found.text, target.detail or language)
        except BadValue as error:
            cells.refuse(column, error)
        else:
            yield found, target.detail or language, column


def _country(
    cells: Cells, side: str, defaults: SideDefaults
) -> tuple[str, list[CellValue]]:
    """The code of the country of today that a cell or the mapping gives, "" for none,
    with what is said of it.
    """
    former: list[CellValue] = []
    for column, _, text in cells.given(side, "country"):
        if code := cells.mapping.country_of(text):
            return code, [CellValue("country", code, column)]
        if text in cells.mapping.countries:  # which leaves it out
            continue
        if (state := former_state(text)) is not None:
            former.append(CellValue("country", state.code, column, f"../{state.ended}"))
        else:
            cells.refuse(
                column, f"{quote(text)} is no country that is known; say which it is"
            )
    if former or not defaults.country:
        return "", former[:1]
    return defaults.country, [CellValue("country", defaults.country, None)]


def _all(name: ListedPlaceName, language: str, within: str) -> Iterator[Name]:
    yield Name(name.text, language)
    yield from (Name(other, language) for other in name.others)
    bare = name.text.removeprefix(within).strip(" ,、・")
    if within and len(bare) > 1 and bare != name.text:
        yield Name(bare, language)


def _identifiers(cells: Cells, side: str) -> Iterator[tuple[str, int | None]]:
    for column, target, text in cells.given(side, "id"):
        try:
            yield str(Identifier(target.detail, text.rsplit("/", 1)[-1])), column
        except BadValue as error:
            cells.refuse(column, error)


def _point(cells: Cells, side: str) -> tuple[Point, int] | None:
    latitude, column = cells.text(side, "latitude")
    longitude, other = cells.text(side, "longitude")
    at = other if column is None else column
    if at is None:
        return None
    try:
        return Point(float(latitude), float(longitude)), column or 0
    except (ValueError, BadValue):
        cells.refuse(at, f"{latitude!r}, {longitude!r} is no point")
        return None


def _population(cells: Cells, side: str) -> Iterator[CellValue]:
    text, column = cells.text(side, "population")
    plain = re.sub(r"[\s,']", "", text)
    if re.fullmatch(r"[0-9]{1,10}", plain):
        told = {
            "measure": "population",
            "scope": None,
            "value": f"{int(plain)} persons",
        }
        yield from (
            CellValue(name, told[name], column, about="statistic") for name in told
        )
    elif column is not None:
        cells.refuse(column, f"{text!r} is no whole number of persons")
