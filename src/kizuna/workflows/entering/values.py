"""Reads what was entered for a property (plain words, or the parts of a value) into the
JSON of a value, and back.

Law: every wrong part is told with its path and an error that quotes it; nothing is
silently left out. What is put back as it would be entered reads as the same value.
Numbers are read as people say them ("20-25 persons", "over 400", "約400人", "более 400
человек"): the words of other languages are put into those of the English grammar that
reads documents; units are known by the words that Kizuna itself uses for them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from kizuna.claims import vocabulary
from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.kinds import Property, ValueType, parts_of, property_of
from kizuna.claims.kinds.types import DATE, BadCountry, BadInteger, reference
from kizuna.errors import (
    BadClaim,
    BadEntry,
    BadPoint,
    BadQuantity,
    BadQuestion,
    KizunaError,
)
from kizuna.identity.gazetteer import gazetteer
from kizuna.identity.resolver import PARTIES, Resolver
from kizuna.languages import LANGUAGES, Messages
from kizuna.proposals.numbers import NUMBER, amount_of, number_from
from kizuna.values import Quantity, kind_of, language_tag
from kizuna.values.countries import country_code
from kizuna.values.quantities import COUNTS, DURATIONS, dimension_of, unit_named
from kizuna.values.written_dates import read_plain_date
from kizuna.workflows import ask

Inputs = Mapping[str, Any]
"""The texts of the inputs of a value by their names ("value" for the only one); of a
composite those of its parts by their names, and of what may have several values those
of each by its number.
"""


@dataclass(frozen=True, slots=True)
class Option:
    """One of several: what the form sends, its words, and what it means or whose facts
    it gets ("" for none).
    """

    value: str
    words: str
    meaning: str = ""


PLACE = "government"
"""The kind of places that an entry may create."""
BESIDE = ("valid", "stance", "certainty")
"""What stands beside the inputs of a value: the span for which it holds, how it is said
and how surely.
"""
_Choice = TypeVar("_Choice", bound=StrEnum)


def chosen(kind: type[_Choice], said: str) -> _Choice:
    """The one of several that is said; raises BadEntry for none of them."""
    if said not in tuple(kind):
        raise BadEntry({"": BadQuestion(f"{said!r} is none of {', '.join(kind)}")})
    return kind(said)


@dataclass(frozen=True, slots=True)
class FactRead:
    """A fact that was read at a path: its value as JSON, the span in EDTF ("" for
    none), and how it is said.
    """

    property: str
    value: Any
    path: str = ""
    valid: str = ""
    stance: Stance = Stance.ASSERTED
    certainty: Certainty = Certainty.CERTAIN


@dataclass(slots=True)
class FieldReader:
    """Reads values, and keeps what is wrong with them by the path of the field.

    `names` tells whom a name means; `creates` gives the id of a place that a text wants
    created, "" for one that wants none.
    """

    names: Resolver
    problems: dict[str, KizunaError] = field(default_factory=dict)
    creates: Callable[[str], str] = field(default=lambda text: "")

    def value(self, kind: ValueType[Any], raw: Any, path: str) -> Any:
        """The canonical JSON of a value given in plain words or as Inputs; None when it
        is wrong, which is then told in `problems`.
        """
        given = (
            raw["value"] if isinstance(raw, Mapping) and set(raw) == {"value"} else raw
        )
        before = len(self.problems)
        try:
            parts = parts_of(kind)
            if parts and isinstance(given, Mapping):
                made: Any = self._composite(parts, given, path)
            elif kind.key in _SPREAD:
                made = self._spread(kind, given)
            else:
                made = (
                    self._words(kind, given.strip())
                    if isinstance(given, str)
                    else given
                )
            return kind.write(kind.read(made)) if len(self.problems) == before else None
        except KizunaError as error:
            self.problems[path] = error
            return None

    def fact(
        self, subject: str, name: str, given: Inputs, path: str
    ) -> FactRead | None:
        """The fact of a property that was entered with what stands beside it; None when
        it is wrong, which is then told in `problems`. Raises BadEntry for a stance or
        certainty that is none.
        """
        try:
            definition = property_of(subject, name)
        except BadClaim as error:
            self.problems[path] = error
            return None
        inputs = {key: text for key, text in given.items() if key not in BESIDE}
        value = self.value(definition.type, inputs or None, path)
        valid = self.date(given.get("valid", ""), f"{path}.valid")
        if valid and not definition.dated:
            kind, span = kind_of(subject), given["valid"]
            told = (
                f"{name!r} of a {kind} holds for no span of its own; leave {span!r} out"
            )
            self.problems[f"{path}.valid"] = BadClaim(told)
        stance = chosen(Stance, given.get("stance") or Stance.ASSERTED)
        certainty = chosen(Certainty, given.get("certainty") or Certainty.CERTAIN)
        return (
            None
            if value is None
            else FactRead(name, value, path, valid, stance, certainty)
        )

    def date(self, text: str, path: str) -> str:
        """A date in plain words as EDTF; "" when there is none or it is wrong."""
        return (self.value(DATE, text, path) or "") if text.strip() else ""

    def reference(self, raw: Any, kinds: tuple[str, ...], path: str) -> str:
        """The id of what a text names; "" when there is none or it is wrong."""
        return self.value(reference(*kinds), raw, path) or ""

    def named(self, raw: Any, kinds: tuple[str, ...]) -> str:
        """The id of what a text names: an id, a name, or a name with its id in
        brackets.

        Raises NotFound and Ambiguous, and BadClaim for what is no text.
        """
        if not isinstance(raw, str) or not raw.strip():
            raise BadClaim(f"{raw!r} names nothing; write a name or an id")
        return (PLACE in kinds and self.creates(raw)) or self.names.resolve(
            raw.strip(), kinds
        )

    def _composite(
        self, parts: Mapping[str, Property], raw: Inputs, path: str
    ) -> Inputs:
        """The object of the parts that were filled in; one of no such part is left to
        the type to refuse.
        """
        made = dict(raw)
        for name, part in parts.items():
            at, given = f"{path}.{name}", raw.get(name, ())
            if name in raw and part.many:
                rows = given if isinstance(given, Mapping) else dict(enumerate(given))
                made[name] = [
                    self.value(part.type, row, f"{at}.{n}") for n, row in rows.items()
                ]
            elif name in raw:
                made[name] = self.value(part.type, given, at)
            elif part.required:
                self.problems[at] = BadClaim(f"{name.replace('_', ' ')!r} is missing")
        return made

    def _words(self, kind: ValueType[Any], said: str) -> Any:
        match kind.key:
            case "date":
                return read_plain_date(said).text
            case "integer":
                if not re.fullmatch(r"[+-]?[0-9]+", said):
                    raise BadInteger(said, "give digits, such as 7")
                return int(said)
            case "reference":
                return self.named(said, kind.detail)
            case "concept":
                return vocabulary.scheme(kind.detail[0]).named(said) or said
            case "country":
                code = said if re.fullmatch(r"[A-Z]{2}", said) else country_code(said)
                if not code:
                    raise BadCountry(
                        said, "give its name or its two letters (ISO 3166-1)"
                    )
                return code
            case "language":
                return language_of(said)
        return said

    def _spread(self, kind: ValueType[Any], given: Any) -> Any:
        """The JSON of a value that is spread over several inputs, or typed in the first
        of them.
        """
        raw = {_SPREAD[kind.key]: given} if isinstance(given, str) else given
        if not isinstance(raw, Mapping) or not all(
            isinstance(said, str) for said in raw.values()
        ):
            return raw
        words, language = raw.get("text", "").strip(), raw.get("language", "")
        match kind.key:
            case "text":
                return (
                    {"text": words, "language": language_of(language)}
                    if language
                    else words
                )
            case "name":
                tag = {"language": language_of(language)} if language else {}
                return {**raw, "text": words, **tag}
            case "direction":
                sides = {
                    s: self.named(raw[s], PARTIES) for s in ("from", "to") if s in raw
                }
                return {"between": list(sides.values())} if "mutual" in raw else sides
            case "identifier":
                number = raw.get("value", "")
                return number if ":" in number else f"{raw.get('scheme', '')}:{number}"
            case "point":  # as maps give them: "34.69, 135.5"
                pair = ", ".join(raw.values())
                bare = pair.strip().replace("−", "-").replace("°", "")
                try:
                    numbers = [
                        float(part) for part in re.split(r"\s*[,;]\s*|\s+", bare)
                    ]
                except ValueError:
                    told = (
                        "write degrees as numbers: 34.69 and 135.5; south and west are"
                        " negative"
                    )
                    raise BadPoint(pair, told) from None
                return [
                    int(number) if number.is_integer() else number for number in numbers
                ]
        return entered_quantity(raw, kind.detail).to_json()


_SPREAD = {"text": "text", "name": "text", "quantity": "text"}
_SPREAD |= {"direction": "from", "point": "latitude", "identifier": "value"}
"""The types whose values are spread over several inputs, and the first of these."""


def as_entered(
    kind: ValueType[Any], value: Any, path: str, named: Callable[[str], str] = str
) -> Iterator[tuple[str, str]]:
    """The inputs under a path in which a value given as JSON would be entered, with
    their texts; `named` says how an id stands in a field.
    """
    if not (parts := parts_of(kind)):
        yield from (
            (f"{path}.{n}", text) for n, text in _inputs(kind, value, named).items()
        )
        return
    for name, given in value.items():
        at, part = f"{path}.{name}", parts[name]
        items = (
            {f"{at}.{n}": one for n, one in enumerate(given)}
            if part.many
            else {at: given}
        )
        for place, item in items.items():
            yield from as_entered(part.type, item, place, named)


def _inputs(
    kind: ValueType[Any], value: Any, named: Callable[[str], str]
) -> Mapping[str, str]:
    match kind.key:
        case "text" | "name":
            return value if isinstance(value, Mapping) else {"text": value}
        case "reference":
            return {"value": named(value)}
        case "direction":
            mutual = {"mutual": "1"} if "between" in value else {}
            sides = (
                dict(zip(("from", "to"), value["between"], strict=True))
                if mutual
                else value
            )
            return mutual | {side: named(ref) for side, ref in sides.items()}
        case "point":
            return {"latitude": repr(value[0]), "longitude": repr(value[1])}
        case "identifier":
            scheme, _, number = value.partition(":")
            return {"scheme": scheme, "value": number}
        case "quantity":
            held = Quantity.from_json(
                value
            )  # in its text form, which keeps bounds that are open
            low, high = (
                "" if n is None else f"{Decimal(repr(n)):f}"
                for n in (held.min, held.max)
            )
            number = low if held.min == held.max else f"{low}..{high}"
            return {
                "text": f"~{number}" if held.approximate else number,
                "unit": held.unit,
            }
    return {"value": str(value)}


def language_of(text: str) -> str:
    """The tag of a language given by its tag or its name; raises BadLanguage."""
    said = text.strip()
    return _languages().get(said.casefold()) or language_tag(said)


@cache
def _languages() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        messages = Messages(language)
        for tag, name in messages.locale.languages.items():
            if "_" not in tag:
                found.setdefault(str(name).casefold(), tag)
        for tag in ("zh-Hans", "zh-Hant"):
            found.setdefault(messages.language_name(tag).casefold(), tag)
    return found


_EXPECTED = (
    "write a number, a range or a bound: 20, 20-25, over 400, up to 25, about 400 (and"
    " choose the unit)"
)
_SCALES = {
    "тыс.": 1e3,
    **dict.fromkeys(("миллионов", "миллиона", "миллион", "млн.", "млн"), 1e6),
    **dict.fromkeys(("млрд.", "млрд"), 1e9),
    "万": 1e4,
    **dict.fromkeys("億亿", 1e8),
}
_SCALED = re.compile(rf"([0-9]+(?:\.[0-9]+)?) ?({'|'.join(map(re.escape, _SCALES))})")
_GROUPS = re.compile(r"(?<=[0-9])[ ,](?=[0-9]{3}(?![0-9]))")
_RANGE = re.compile(
    r"(?:от )?(?<![0-9])([0-9.]+) ?(?:-|–|—|~|〜|から|至|到|до) ?(?=[0-9])"
)
_BOUNDS = {
    "over": (
        (
            r"более(?: чем)?|свыше|больше|не менее(?: чем)?|не"
            r" меньше|от|至少|超过|超過|少なくとも|≥|>="
        ),
        r"以上|余り|余|強|多|超|\+",
    ),
    "up to": (
        r"до|не более(?: чем)?|не больше|менее|最多|最大|至多|不超过|≤|<=",
        r"以下|以内|未満|弱",
    ),
    "about": (
        r"около|примерно|порядка|приблизительно|およそ|おおよそ|大约|大約|约|約|~",
        r"程度|ほど|前後|左右|くらい",
    ),
}
"""The English word for a bound, with those that stand before a number in other
languages, and after one.
"""
_ENGLISH = re.compile(rf"{NUMBER}(?: ?(?P<unit>[^\d\s].*))?", re.IGNORECASE)


def entered_quantity(raw: Mapping[str, str], dimensions: Sequence[str]) -> Quantity:
    """The quantity of what was entered: plain words as `text`, or the bounds `min` and
    `max`, whether it is `approximate`, and the `unit`, where the words do not name it.

    A single possible unit (of a share or a ratio) need not be named, and 75% is a
    share. Raises BadQuantity, which quotes the text.
    """
    text, ends = raw.get("text", ""), dict[str, float]()
    is_single = tuple(dimensions) in (("share",), ("ratio",))
    unit = raw.get("unit") or (dimensions[0] if is_single else "")
    for name in raw.keys() & {"min", "max"}:
        try:
            ends[name] = float(raw[name].replace(",", "").replace(" ", ""))
        except ValueError:
            raise BadQuantity(raw[name], "give digits, such as 400") from None
    if ends and text:
        raise BadQuantity(
            text, "give the number in words or by its least and most, not both"
        )
    if ends:
        return Quantity(ends.get("min"), ends.get("max"), "approximate" in raw, unit)
    if "approximate" in raw and text[:1].isdigit():
        text = f"~{text}"
    plain, found = " ".join(unicodedata.normalize("NFKC", text).split()), None
    if 0 < len(plain) <= 100:
        with suppress(ValueError):
            found = _written(plain, unit, dimensions) or _worded(
                plain, unit, dimensions
            )
    if found is None:
        raise BadQuantity(text, _EXPECTED)
    if unit and found.unit != unit:
        raise BadQuantity(
            plain, f"its unit is {found.unit}, but the unit {unit} is chosen"
        )
    return found


def _written(plain: str, unit: str, dimensions: Sequence[str]) -> Quantity | None:
    """The text form of a quantity ("20..25", "3/4", "75%"), with the unit chosen or its
    own; or money.
    """
    if "share" in dimensions and re.fullmatch(r"~?[0-9.]+%", plain):
        return Quantity.parse(f"{plain} share")
    for whole in (plain, f"{plain} {unit}"):
        try:
            return Quantity.parse(whole)
        except BadQuantity:
            continue
    amount = amount_of(plain) if "money" in dimensions else None
    return Quantity(*amount.values()) if amount else None


def _worded(plain: str, unit: str, dimensions: Sequence[str]) -> Quantity | None:
    bare = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", _GROUPS.sub("", plain))
    bare = _SCALED.sub(lambda found: f"{float(found[1]) * _SCALES[found[2]]:f}", bare)
    bare = _RANGE.sub(r"\1-", bare)
    for english, (before, after) in _BOUNDS.items():  # "over 400人" of "400人以上"
        bound = (
            rf"^(?:{before}) ?(?=[0-9])|(?<=[0-9]) ?(?:{after})(?=\D*$)|(?<=\S)"
            rf" ?(?:{after})$"
        )
        bare, is_bound = re.subn(bound, "", bare, count=1)
        if is_bound:
            bare = f"{english} {bare}"
            break
    if (found := _ENGLISH.fullmatch(bare)) is None:
        return None
    word, named = (found["unit"] or "").strip().casefold(), unit
    if word:
        named = (
            unit_named(word) or unit_named(word.upper()) or _spellings().get(word, "")
        )
    if not named or (word and dimension_of(named) not in dimensions):
        told = (
            "its unit is not known; choose one"
            if word
            else "it needs a unit; choose one"
        )
        raise BadQuantity(plain, told)
    return Quantity(*number_from(found, named).values())


@cache
def _spellings() -> dict[str, str]:
    found = {
        "名": "persons",
        "人": "persons",
        "чел.": "persons",
        "日": "days",
        "天": "days",
    }
    for language in LANGUAGES:
        said = Messages(language)
        for unit in (*COUNTS, *DURATIONS):
            for count in (1, 2, 5):
                words = said.quantity(Quantity.exact(count, unit))
                found.setdefault(
                    words.replace(said.number(count), "").strip().casefold(), unit
                )
    return found


NEW = "(+)"
"""What stands after the name of a place that is to be created."""
_SHORTEST, _MOST = 2, 5
_COUNTRY = re.compile(r"(.*?)\s*[,，、]\s*([^,，、]+)")


def offered_places(words: str, messages: Messages) -> list[Option]:
    """The places that words begin and that can be created, as a field then holds them:
    those of the gazetteer of which nothing is said in the register, those with the most
    people first, and last a new one of that name.
    """
    name, country = name_and_country(words)
    places = (
        gazetteer().beginning(name, country)[: 4 * _MOST]
        if len(name) >= _SHORTEST
        else []
    )
    held = set(ask.Ledger().holding([place.ref for place in places]))
    offers = []
    for place in [place for place in places if place.ref not in held][:_MOST]:
        said = ", ".join(
            (place.names[0], *place.within[:1], messages.country(place.country))
        )
        offers.append(Option(f"{said} ({place.ref})", said, "GeoNames"))
    if not any(map(str.isalpha, name)):
        return offers
    there = messages.country(country) if country else ""
    key, value = (
        ("create-in", f"{name}, {there} {NEW}")
        if there
        else ("create", f"{name} {NEW}")
    )
    return [
        *offers,
        Option(value, messages.text(f"web-entry-{key}", name=name, country=there)),
    ]


def name_and_country(text: str) -> tuple[str, str]:
    """The name and the code of the country ("": none) of "Northhaven, New Zealand",
    with or without the sign of a new place; what stands after the last comma and is no
    country is part of the name.
    """
    said = text.strip().removesuffix(NEW).strip()
    found = _COUNTRY.fullmatch(said)
    code = country_code(found[2]) if found else ""
    return (found[1], code) if found and code else (said, "")
