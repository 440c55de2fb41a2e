"""Entity documents of Wikidata as frozen values - names, and the statements that Kizuna
can use -, read from a dump or asked for over the network: the query service lists
items, the entity service gives their documents.

Law: what cannot be read is told as a fault beside what can; one bad statement never
costs its neighbours. Of the document's form both the old (`numeric-id` without `id`)
and the new are read. A document has the same form in a dump, so that both give the same
claims of a revision. We say who asks, wait while the servers lag, and ask for a page
that does not come whole in halves.

Points in time are EDTF and never more precise than stated. Law: the precision decides,
not the digits: `+1947-00-00` and `+2001-01-01` of precision 9 are the years 1947 and
2001. Days in the Julian calendar are turned into Gregorian ones; months and years stay
as they are.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from kizuna.errors import BadDate, BadFile, BadValue, FetchFailed
from kizuna.sources import fetch
from kizuna.values import Edtf, day_text

TWINNED, COUNTRY, WITHIN, KIND = "P190", "P17", "P131", "P31"
PLACE, POPULATION, GEONAMES = "P625", "P1082", "P1566"
NATIVE_LABEL, OFFICIAL_NAME = "P1705", "P1448"
START, END, END_CAUSE, POINT_IN_TIME, CIRCUMSTANCES = (
    "P580",
    "P582",
    "P1534",
    "P585",
    "P1480",
)
STATED_IN, REFERENCE_URL, IMPORTED_FROM = "P248", "P854", "P143"
VALUE, SOMEVALUE, NOVALUE = "value", "somevalue", "novalue"
_RANKS = ("preferred", "normal", "deprecated")
_ITEM = re.compile(r"Q[1-9][0-9]{0,18}")
_EARTH = "http://www.wikidata.org/entity/Q2"
_CIRCA, _PRESUMABLY = "Q5727902", "Q18122778"
_OTHER_FORM = (KeyError, TypeError, AttributeError, ValueError)
"""What reading raises of JSON that has another form than Wikidata's."""


Times = tuple[str | None, ...]
"""The values of a time qualifier: EDTF, "" for a time unknown, None where it is said
that there is none.
"""
Term = tuple[str, str, str]
"""A text, its language as Wikidata writes it, and its role, "label" or "alias"."""


@dataclass(frozen=True, slots=True)
class ItemStatement:
    """One statement.

    `kind` is value, somevalue (there is one, unknown) or novalue (there is none);
    `value` is by property the item's id, (latitude, longitude), (least, most)
    inhabitants, a text, or (text, language); None without a value. `starts`, `ends` and
    `dates` are P580, P582 and P585; `causes` the items of P1534; `references` the items
    (P248) and addresses (P854) that it is sourced to, `is_imported` whether they are
    Wikipedias (P143) alone.
    """

    id: str
    property: str
    rank: str
    kind: str
    value: Any
    starts: Times
    ends: Times
    dates: Times
    causes: tuple[str, ...]
    references: tuple[str, ...]
    is_imported: bool


@dataclass(frozen=True, slots=True)
class WikidataItem:
    """An item with the statements of each property that is read, in the document's
    order; `revision` and `modified` (YYYY-MM-DD) are None and "" where it has none.
    """

    id: str
    revision: int | None
    modified: str
    terms: tuple[Term, ...]
    statements: Mapping[str, tuple[ItemStatement, ...]]
    faults: tuple[str, ...]


def documents_of(parsed: Any) -> Iterator[Mapping[str, Any]]:
    """The entity documents in a JSON value: one document, a list of them, or the answer
    of the entity service.

    Raises BadFile for anything else.
    """
    if isinstance(parsed, list):
        for each in parsed:
            yield from documents_of(each)
    elif isinstance(parsed, dict) and isinstance(parsed.get("entities"), dict):
        yield from (
            each for each in parsed["entities"].values() if isinstance(each, dict)
        )
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
    claims, faults = document.get("claims") or {}, list[str]()
    if not isinstance(claims, dict):
        raise BadFile(f"{ref}: the claims are not an object")
    statements = {
        name: tuple(
            _each(claims.get(name), partial(_statement, name), f"{ref} {name}", faults)
        )
        for name in _READ
    }
    terms = list[Term]()
    for key, role in (("labels", "label"), ("aliases", "alias")):
        held = document.get(key) or {}
        entries = held.values() if isinstance(held, dict) else [held]
        lists = [each if isinstance(each, list) else [each] for each in entries]
        terms += _each([*chain(*lists)], partial(_term, role), ref, faults)
    revision = document.get("lastrevid")
    modified = re.match(
        "[0-9]{4}-[0-9]{2}-[0-9]{2}(?=T)", str(document.get("modified"))
    )
    number = revision if type(revision) is int and revision > 0 else None
    day = modified[0] if modified else ""
    return WikidataItem(
        ref.upper(), number, day, tuple(terms), statements, tuple(faults)
    )


def _each(
    held: Any, read: Callable[[Any], Any], where: str, faults: list[str]
) -> Iterator[Any]:
    for raw in held if isinstance(held, list) else [] if held is None else [held]:
        try:
            yield read(raw)
        except (BadValue, BadFile) as error:
            faults.append(f"{where}: {error}")
        except _OTHER_FORM:
            faults.append(f"{where}: {str(raw)[:80]!r} is not in the form of Wikidata")


def _term(role: str, raw: Any, key: str = "value") -> Term:
    if not raw[key].strip() or not isinstance(raw["language"], str):
        raise ValueError
    return raw[key], raw["language"], role


def _statement(name: str, raw: Any) -> ItemStatement:
    rank, own = raw.get("rank", "normal"), raw.get("id", "")
    qualifiers = raw.get("qualifiers") or {}
    if rank not in _RANKS or not isinstance(own, str):
        raise BadFile(
            f"{str(rank)[:80]!r} of {str(own)[:80]!r} is not a rank of a statement"
        )
    ((kind, value),) = _snaks([raw["mainsnak"]], _READ[name])
    sources, imported = dict[str, None](), False
    references = raw.get("references")
    for reference in references if isinstance(references, list) else ():
        snaks = reference.get("snaks") or {}
        for source, read in ((STATED_IN, _item), (REFERENCE_URL, _text)):
            sources |= dict.fromkeys(_values(snaks, source, read))
        imported = imported or bool(snaks.get(IMPORTED_FROM))
    sure = {*_values(qualifiers, CIRCUMSTANCES, _item)}
    mark = "~" if _CIRCA in sure else "?" if _PRESUMABLY in sure else ""
    starts, ends, dates = (
        _moments(qualifiers, at, mark) for at in (START, END, POINT_IN_TIME)
    )
    causes = tuple(_values(qualifiers, END_CAUSE, _item))
    told = (starts, ends, dates, causes, tuple(sources), imported and not sources)
    return ItemStatement(own, name, rank, kind, value, *told)


def _snaks(held: Any, read: Callable[[Any], Any]) -> Iterator[tuple[str, Any]]:
    for snak in held or ():
        if (kind := snak["snaktype"]) not in (VALUE, SOMEVALUE, NOVALUE):
            raise BadFile(f"{str(kind)[:80]!r} is not value, somevalue or novalue")
        yield kind, read(snak["datavalue"]["value"]) if kind == VALUE else None


def _values(group: Any, name: str, read: Callable[[Any], str]) -> list[str]:
    return [value for kind, value in _snaks(group.get(name), read) if kind == VALUE]


def _moments(group: Any, name: str, mark: str) -> Times:
    found = list[str | None]()
    for kind, text in _snaks(group.get(name), edtf_of):
        is_plain = text and "[" not in text and "X" not in text
        found.append(
            None if kind == NOVALUE else f"{text}{mark}" if is_plain else text or ""
        )
    return tuple(found)


def _item(value: Any) -> str:
    ref = value.get("id") or f"Q{value.get('numeric-id')}"
    if not _ITEM.fullmatch(ref):
        raise BadFile(f"{str(value)[:80]!r} is not an item")
    return str(ref)


def _text(value: Any) -> str:
    if not (text := value.strip()):
        raise BadFile(f"{str(value)[:80]!r} is not a text")
    return str(text)


def _point(value: Any) -> tuple[float, float]:
    if value.get("globe", _EARTH) != _EARTH:
        raise BadFile(f"{str(value.get('globe'))[:80]!r} is not the earth")
    return value["latitude"] + 0.0, value["longitude"] + 0.0


def _inhabitants(value: Any) -> tuple[int, int]:
    bounds = (value.get(key) or value["amount"] for key in ("lowerBound", "upperBound"))
    found = [re.fullmatch(r"\+?([0-9]{1,15})(?:\.0*)?", str(bound)) for bound in bounds]
    if found[0] is None or found[1] is None:
        raise BadFile(f"{str(value)[:80]!r} is not a number of inhabitants")
    return int(found[0][1]), int(found[1][1])


_READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys((TWINNED, COUNTRY, WITHIN, KIND), _item),
    PLACE: _point,
    POPULATION: _inhabitants,
    GEONAMES: _text,
    **dict.fromkeys(
        (NATIVE_LABEL, OFFICIAL_NAME), lambda value: _term("", value, key="text")[:2]
    ),
}
"""How the value of each property is read; there are statements of these alone."""


_TIME = re.compile(r"([+-])([0-9]{1,16})-([0-9]{2})-([0-9]{2})T[0-9:]{8}Z")
_EXPECTED = (
    'a time of Wikidata has "time" (+1974-04-18T00:00:00Z) and "precision" (6 to 14)'
)
_DAY, _MONTH, _YEAR, _DECADE, _CENTURY, _MILLENNIUM = 11, 10, 9, 8, 7, 6


def edtf_of(value: Any) -> str:
    """The EDTF text of the value of a time snak; "" when it is less precise than a
    millennium.

    Raises BadDate, quoting the value, for what is no time of the calendar.
    """
    if not isinstance(value, Mapping):
        raise BadDate(value, _EXPECTED)
    found = _TIME.fullmatch(str(value.get("time", "")))
    precision = value.get("precision")
    if found is None or type(precision) is not int:
        raise BadDate(value, _EXPECTED)
    year, month, day = map(int, found.groups()[1:])
    year = 1 - year if found[1] == "-" else year
    text = _date_text(year, month, day, precision, str(value.get("calendarmodel", "")))
    before, after = value.get("before"), value.get("after")
    if (
        text and precision == _YEAR and (before or after)
    ):  # it is one of the years around it
        if type(before) is not int or type(after) is not int or before < 0 or after < 0:
            raise BadDate(value, _EXPECTED)
        text = f"[{_four(max(year - before, -9999))}..{_four(min(year + after, 9999))}]"
    return Edtf.parse(text).text if text else ""


def _date_text(year: int, month: int, day: int, precision: int, calendar: str) -> str:
    """A decade is as its years have it; a century and a millennium are as they are
    counted: 2000 ends the 20th.
    """
    if (
        precision < _MILLENNIUM
        or not -9999 <= year <= 9999
        or (precision < _YEAR and year < 1)
    ):
        return ""
    if precision >= _DAY and month and day:
        if not calendar.endswith("Q1985786"):  # the Julian one
            return f"{_four(year)}-{month:02}-{day:02}"
        if month > 12 or day > 31:
            raise BadDate(f"{year}-{month:02}-{day:02}", "there is no such day")
        late = (
            14 - month
        ) // 12  # by way of the Julian day number, 1,721,425 before 0001-01-01
        years, months = year + 4800 - late, month + 12 * late - 3
        number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
        return day_text(number - 1_721_425)
    if precision >= _MONTH and month:
        return f"{_four(year)}-{month:02}"
    if precision >= _YEAR:
        return _four(year)
    before = year - 1
    rounded = {_DECADE: f"{year // 10:03}X", _CENTURY: f"{before // 100:02}XX"}
    return rounded.get(precision, f"{before // 1000}XXX")


def _four(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


ENDPOINT = "https://query.wikidata.org/sparql"
ENTITIES = "https://www.wikidata.org/w/api.php"
_LISTED = (
    f"SELECT DISTINCT ?item WHERE {{ ?item <http://www.wikidata.org/prop/{TWINNED}> []"
    " }"
)
_ITEM_ADDRESS = re.compile(r"http://www\.wikidata\.org/entity/(Q[1-9][0-9]*)")
_TOO_SLOW = frozenset({None, 408, 413, 500, 502, 503, 504})
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Service:
    """A query service: its address, how patient and trusting we are, how many items
    make a page.

    Whoever lists the items, their documents are Wikidata's.
    """

    endpoint: str = ENDPOINT
    policy: fetch.Policy = field(default_factory=lambda: fetch.Policy(timeout=90.0))
    page: int = 50


def twinned_items(service: Service) -> list[str]:
    """The items with P190, in the order of their ids as texts.

    Raises FetchFailed when the service does not answer, or not in its form.
    """
    answer = _answer(service, service.endpoint, {"query": _LISTED, "format": "json"})
    try:
        addresses = [row["item"]["value"] for row in answer["results"]["bindings"]]
        return sorted(
            {item[1] for item in map(_ITEM_ADDRESS.fullmatch, addresses) if item}
        )
    except (KeyError, TypeError):
        told = f"the answer is not a table of SPARQL results: {str(answer)[:200]!r}"
        raise FetchFailed(service.endpoint, told) from None


def documents(service: Service, items: Sequence[str]) -> list[Mapping[str, Any]]:
    """The documents of the items; a page that is too large or takes too long is halved,
    down to a single item.

    Raises FetchFailed when Wikidata does not answer, BadFile when it does not in its
    form.
    """
    form = {"action": "wbgetentities", "ids": "|".join(items), "format": "json"}
    # the seconds that the servers may lag behind before we wait: what Wikimedia asks of
    # its visitors
    form |= {"props": "info|labels|aliases|claims", "maxlag": "5"}
    found: list[Mapping[str, Any]] = []
    try:
        found += documents_of(_answer(service, ENTITIES, form))
    except FetchFailed as failure:
        if len(items) == 1 or failure.status not in _TOO_SLOW:
            raise
    if len(items) == 1 or {document.get("id") for document in found}.issuperset(items):
        return found
    middle = len(items) // 2
    return [*documents(service, items[:middle]), *documents(service, items[middle:])]


def _answer(service: Service, url: str, form: Mapping[str, str]) -> Any:
    """The answer to a form, as JSON; asked for again where it breaks off, or says that
    the servers lag.
    """
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    headers |= {"Accept": "application/sparql-results+json, application/json"}
    failure = FetchFailed(url, "")
    for tried in range(_TRIES):
        if tried:
            service.policy.sleep(5.0 * tried)
        asked = urlencode(form).encode()
        body = fetch.post(url, asked, headers=headers, policy=service.policy).body
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            failure = FetchFailed(
                url, f"the answer is not JSON: {fetch.opening_of(body)!r}"
            )
            continue
        if not (isinstance(answer, dict) and "error" in answer):
            return answer
        told = str(answer["error"])[:200]
        failure = FetchFailed(url, f"the server answers an error: {told}", 200)
    raise failure
