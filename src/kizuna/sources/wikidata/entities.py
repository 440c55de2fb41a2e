"""Entity documents of Wikidata as frozen values: names, and the statements that Kizuna can use.

Law: what cannot be read is told as a fault beside what can; one bad statement never costs its neighbours. Of the
document's form both the old (`numeric-id` without `id`) and the new are read.

Points in time are EDTF and never more precise than stated. Law: the precision decides, not the digits:
`+1947-00-00` and `+2001-01-01` of precision 9 are the years 1947 and 2001. Days in the Julian calendar are turned
into Gregorian ones; months and years stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kizuna.errors import BadDate, BadFile, BadValue
from kizuna.values import Edtf, day_text

TWINNED, COUNTRY, WITHIN, KIND = "P190", "P17", "P131", "P31"
PLACE, POPULATION, GEONAMES = "P625", "P1082", "P1566"
NATIVE_LABEL, OFFICIAL_NAME = "P1705", "P1448"
START, END, END_CAUSE, POINT_IN_TIME, CIRCUMSTANCES = "P580", "P582", "P1534", "P585", "P1480"
STATED_IN, REFERENCE_URL, IMPORTED_FROM = "P248", "P854", "P143"
VALUE, SOMEVALUE, NOVALUE = "value", "somevalue", "novalue"
_RANKS = ("preferred", "normal", "deprecated")
_ITEM = re.compile(r"Q[1-9][0-9]{0,18}")
_EARTH = "http://www.wikidata.org/entity/Q2"
_CIRCA, _PRESUMABLY = "Q5727902", "Q18122778"


Times = tuple[str | None, ...]
"""The values of a time qualifier: EDTF, "" for a time unknown, None where it is said that there is none."""


@dataclass(frozen=True, slots=True)
class ItemStatement:
    """One statement.

    `kind` is value, somevalue (there is one, unknown) or novalue (there is none); `value` is by property the
    item's id, (latitude, longitude), (least, most) inhabitants, a text, or (text, language); None without a value.
    `starts`, `ends` and `dates` are P580, P582 and P585; `causes` the items of P1534; `references` the items
    (P248) and addresses (P854) that it is sourced to, `is_imported` whether its only sources are Wikipedias
    (P143).
    """

    id: str
    property: str
    rank: str
    kind: str
    value: Any = None
    starts: Times = ()
    ends: Times = ()
    dates: Times = ()
    causes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    is_imported: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A label or alias: `role` is "label" or "alias", `language` as Wikidata writes it."""

    text: str
    language: str
    role: str


@dataclass(frozen=True, slots=True)
class WikidataItem:
    """An item: `revision` and `modified` (YYYY-MM-DD) are None and "" where the document has none."""

    id: str
    revision: int | None
    modified: str
    terms: tuple[Term, ...]
    statements: Mapping[str, tuple[ItemStatement, ...]]
    faults: tuple[str, ...] = field(default=())

    def of(self, name: str) -> tuple[ItemStatement, ...]:
        """The statements of a property, in the document's order."""
        return self.statements.get(name, ())


def documents_of(parsed: Any) -> Iterator[Mapping[str, Any]]:
    """The entity documents in a JSON value: one document, a list of them, or the answer of the entity service.

    Raises BadFile for anything else.
    """
    if isinstance(parsed, list):
        for each in parsed:
            yield from documents_of(each)
    elif isinstance(parsed, dict) and isinstance(parsed.get("entities"), dict):
        yield from (each for each in parsed["entities"].values() if isinstance(each, dict))
    elif isinstance(parsed, dict) and isinstance(parsed.get("id"), str):
        yield parsed
    else:
        raise BadFile(f"{str(parsed)[:80]!r} is not an entity document of Wikidata")


def entity_of(document: Mapping[str, Any]) -> WikidataItem | None:
    """The entity of a document; None for what is no item (a property, a lexeme).

    Raises BadFile for a document whose parts have the wrong form.
    """
    ref = document.get("id")
    if not isinstance(ref, str):
        raise BadFile(f"{ref!r} is not the id of an entity")
    if not _ITEM.fullmatch(ref.upper()):
        return None
    faults: list[str] = []
    claims = document.get("claims") or {}
    if not isinstance(claims, dict):
        raise BadFile(f"{ref}: the claims are not an object")
    statements = {name: tuple(_statements(ref, name, claims.get(name), faults)) for name in USED}
    revision = document.get("lastrevid")
    modified = re.match("[0-9]{4}-[0-9]{2}-[0-9]{2}(?=T)", str(document.get("modified")))
    number = revision if type(revision) is int and revision > 0 else None
    terms, day = tuple(_terms(ref, document, faults)), modified[0] if modified else ""
    return WikidataItem(ref.upper(), number, day, terms, statements, tuple(faults))


def _terms(ref: str, document: Mapping[str, Any], faults: list[str]) -> Iterator[Term]:
    for key, role in (("labels", "label"), ("aliases", "alias")):
        held = document.get(key) or {}
        if not isinstance(held, dict):
            faults.append(f"{ref}: the {key} are not an object")
            continue
        for entries in held.values():
            for entry in entries if isinstance(entries, list) else [entries]:
                text = entry.get("value") if isinstance(entry, dict) else None
                language = entry.get("language") if isinstance(entry, dict) else None
                if isinstance(text, str) and text.strip() and isinstance(language, str):
                    yield Term(text, language, role)
                else:
                    faults.append(f"{ref}: {str(entry)[:80]!r} is not a {role}")


def _statements(ref: str, name: str, held: Any, faults: list[str]) -> Iterator[ItemStatement]:
    if held is not None and not isinstance(held, list):
        faults.append(f"{ref} {name}: its statements are not a list")
        return
    for raw in held or ():
        try:
            yield _statement(name, raw)
        except (BadValue, BadFile) as error:
            faults.append(f"{ref} {name}: {error}")


def _statement(name: str, raw: Any) -> ItemStatement:
    if not isinstance(raw, dict):
        raise BadFile(f"{str(raw)[:80]!r} is not a statement")
    rank, own = raw.get("rank", "normal"), raw.get("id", "")
    if rank not in _RANKS or not isinstance(own, str):
        raise BadFile(f"{str(rank)[:80]!r} of {str(own)[:80]!r} is not a rank of a statement")
    snak = _mapping(raw.get("mainsnak"), "main snak")
    kind = _kind(snak)
    qualifiers = _mapping(raw.get("qualifiers") or {}, "set of qualifiers")
    references, is_imported = _references(raw.get("references"))
    sure = {_item(snak) for snak in _snaks(qualifiers, CIRCUMSTANCES) if _kind(snak) == VALUE}
    mark = "~" if _CIRCA in sure else "?" if _PRESUMABLY in sure else ""
    return ItemStatement(
        id=own,
        property=name,
        rank=rank,
        kind=kind,
        value=_READ[name](snak) if kind == VALUE else None,
        starts=_moments(qualifiers, START, mark),
        ends=_moments(qualifiers, END, mark),
        dates=_moments(qualifiers, POINT_IN_TIME, mark),
        causes=tuple(_item(s) for s in _snaks(qualifiers, END_CAUSE) if _kind(s) == VALUE),
        references=references,
        is_imported=is_imported,
    )


def _mapping(raw: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise BadFile(f"{str(raw)[:80]!r} is not a {what}")
    return raw


def _kind(snak: Mapping[str, Any]) -> str:
    kind = snak.get("snaktype")
    if kind not in (VALUE, SOMEVALUE, NOVALUE):
        raise BadFile(f"{str(kind)[:80]!r} is not value, somevalue or novalue")
    return str(kind)


def _snaks(group: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    held = group.get(name) or ()
    if not isinstance(held, list | tuple):
        raise BadFile(f"{str(held)[:80]!r} is not a list of snaks")
    for snak in held:
        yield _mapping(snak, "snak")


def _moments(qualifiers: Mapping[str, Any], name: str, mark: str) -> Times:
    found: list[str | None] = []
    for snak in _snaks(qualifiers, name):
        kind = _kind(snak)
        text = edtf_of(_value(snak)) if kind == VALUE else ""
        text += mark if text and "[" not in text and "X" not in text else ""
        found.append(None if kind == NOVALUE else text)
    return tuple(found)


def _references(raw: Any) -> tuple[tuple[str, ...], bool]:
    """Where the statement says that it is from, without repeats; and whether only Wikipedias are named."""
    found, imported = dict[str, None](), False
    for reference in raw if isinstance(raw, list) else ():
        snaks = _mapping(_mapping(reference, "reference").get("snaks") or {}, "set of snaks")
        for name, read in ((STATED_IN, _item), (REFERENCE_URL, _text)):
            found |= {read(snak): None for snak in _snaks(snaks, name) if _kind(snak) == VALUE}
        imported = imported or bool(snaks.get(IMPORTED_FROM))
    return tuple(found), imported and not found


def _value(snak: Mapping[str, Any]) -> Any:
    return _mapping(snak.get("datavalue"), "data value").get("value")


def _item(snak: Mapping[str, Any]) -> str:
    value = _mapping(_value(snak), "value of an item")
    number = value.get("numeric-id")
    ref = value.get("id") or (f"Q{number}" if type(number) is int else "")
    if not isinstance(ref, str) or not _ITEM.fullmatch(ref):
        raise BadFile(f"{str(value)[:80]!r} is not an item")
    return ref


def _text(snak: Mapping[str, Any]) -> str:
    value = _value(snak)
    if not isinstance(value, str) or not value.strip():
        raise BadFile(f"{str(value)[:80]!r} is not a text")
    return value.strip()


def _point(snak: Mapping[str, Any]) -> tuple[float, float]:
    value = _mapping(_value(snak), "place on a globe")
    if value.get("globe", _EARTH) != _EARTH:
        raise BadFile(f"{str(value.get('globe'))[:80]!r} is not the earth")
    latitude, longitude = value.get("latitude"), value.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        raise BadFile(f"{(latitude, longitude)!r} is not a latitude and a longitude")
    return latitude, longitude


def _inhabitants(snak: Mapping[str, Any]) -> tuple[int, int]:
    value = _mapping(_value(snak), "quantity")
    amount = value.get("amount")
    bounds = [value.get(key) or amount for key in ("lowerBound", "upperBound")]
    found = [re.fullmatch(r"\+?([0-9]{1,15})(?:\.0*)?", str(bound)) for bound in bounds]
    if found[0] is None or found[1] is None:
        raise BadFile(f"{str(value)[:80]!r} is not a number of inhabitants")
    return int(found[0][1]), int(found[1][1])


def _spoken(snak: Mapping[str, Any]) -> tuple[str, str]:
    value = _mapping(_value(snak), "text in a language")
    text, language = value.get("text"), value.get("language")
    if not isinstance(text, str) or not text.strip() or not isinstance(language, str):
        raise BadFile(f"{str(value)[:80]!r} is not a text in a language")
    return text, language


_READ: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    **dict.fromkeys((TWINNED, COUNTRY, WITHIN, KIND), _item),
    PLACE: _point,
    POPULATION: _inhabitants,
    GEONAMES: _text,
    NATIVE_LABEL: _spoken,
    OFFICIAL_NAME: _spoken,
}
USED = tuple(_READ)
"""The properties that are read."""


_TIME = re.compile(r"([+-])([0-9]{1,16})-([0-9]{2})-([0-9]{2})T[0-9:]{8}Z")
_EXPECTED = 'a time of Wikidata has "time" (+1974-04-18T00:00:00Z) and "precision" (6 to 14)'
_JULIAN = "Q1985786"
_DAY, _MONTH, _YEAR, _DECADE, _CENTURY, _MILLENNIUM = 11, 10, 9, 8, 7, 6
_BEFORE_FIRST_DAY = 1_721_425
"""The Julian day number of the eve of 0001-01-01 (Gregorian), the day whose number is 1."""


def edtf_of(value: Any) -> str:
    """The EDTF text of the value of a time snak; "" when it is less precise than a millennium.

    Raises BadDate, quoting the value, for what is no time of the calendar.
    """
    if not isinstance(value, Mapping):
        raise BadDate(value, _EXPECTED)
    found = _TIME.fullmatch(str(value.get("time", "")))
    precision = value.get("precision")
    if found is None or type(precision) is not int:
        raise BadDate(value, _EXPECTED)
    sign, *digits = found.groups()
    year, month, day = (int(part) for part in digits)
    if sign == "-":
        year = 1 - year
    text = _date_text(year, month, day, precision, str(value.get("calendarmodel", "")))
    before, after = value.get("before"), value.get("after")
    if text and precision == _YEAR and (before or after):  # it is one of the years around it
        if type(before) is not int or type(after) is not int or before < 0 or after < 0:
            raise BadDate(value, _EXPECTED)
        text = f"[{_four(max(year - before, -9999))}..{_four(min(year + after, 9999))}]"
    return Edtf.parse(text).text if text else ""


def _date_text(year: int, month: int, day: int, precision: int, calendar: str) -> str:
    """A decade is as its years have it; a century and a millennium are as they are counted: 2000 ends the 20th."""
    if precision < _MILLENNIUM or not -9999 <= year <= 9999 or (precision < _YEAR and year < 1):
        return ""
    if precision >= _DAY and month and day:
        if calendar.endswith(_JULIAN):
            return _gregorian(year, month, day)
        return f"{_four(year)}-{month:02}-{day:02}"
    if precision >= _MONTH and month:
        return f"{_four(year)}-{month:02}"
    if precision >= _YEAR:
        return _four(year)
    before = year - 1
    rounded = {_DECADE: f"{year // 10:03}X", _CENTURY: f"{before // 100:02}XX"}
    return rounded.get(precision, f"{before // 1000}XXX")


def _four(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def _gregorian(year: int, month: int, day: int) -> str:
    """The Gregorian day of a Julian one, by way of the Julian day number."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise BadDate(f"{year}-{month:02}-{day:02}", "there is no such day")
    late = (14 - month) // 12
    years, months = year + 4800 - late, month + 12 * late - 3
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    return day_text(number - _BEFORE_FIRST_DAY)
