"""The inputs of each type of value, for every property that has it.

Law: a type without inputs is an error, so a property of a new type cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from kizuna.claims import vocabulary
from kizuna.claims.kinds import ValueType
from kizuna.identity.resolver import PARTIES
from kizuna.languages import Messages
from kizuna.publish.wording import capital
from kizuna.values.countries import NO_COUNTRIES, former_codes
from kizuna.values.identifiers import SCHEMES as REGISTERS
from kizuna.values.names import EAST_ASIAN_SCRIPTS, MIXED_SCRIPTS, SCHEMES, SCRIPTS
from kizuna.values.quantities import COUNTS, DURATIONS, currencies

_COMMON_MONEY = ("JPY", "USD", "EUR", "CNY", "RUB", "GBP", "KRW")


COMMON_LANGUAGES = (
    *("en", "ja", "zh-Hans", "zh-Hant", "ru", "ko", "de", "fr", "es", "pt", "it", "nl", "mn"),
    *("vi", "id", "th"),
)
"""The languages that are offered first, by their tags."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of several: what the form sends, its words, and what it means ("" for nothing)."""

    value: str
    words: str
    meaning: str = ""


Groups = Mapping[str, tuple[Option, ...]]
"""Options under headings ("" for none)."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its name after that of the value, its look (line, area, number, date, choice, check, lookup), and
    the keys of its label and hint among the messages of entering, "" for none.

    `list` is the id of the suggestions of a line; `is_aside` when it is rarely needed; `kinds` those that a lookup
    finds.
    """

    name: str
    look: str
    label: str = ""
    hint: str = ""
    list: str = ""
    is_aside: bool = False
    kinds: tuple[str, ...] = ()


_INPUTS: dict[str, tuple[Input, ...]] = {
    "text": (
        Input("text", "area"),
        Input("language", "line", "language", list="languages", is_aside=True),
    ),
    "integer": (Input("value", "number"),),
    "name": (
        Input("text", "line", "name"),
        Input("language", "line", "language", list="languages"),
        Input("script", "choice", "script", "script-hint", is_aside=True),
        Input("scheme", "choice", "transliteration", is_aside=True),
    ),
    "date": (Input("value", "date", hint="date-hint"),),
    "point": (
        Input("latitude", "line", "latitude", "point-hint"),
        Input("longitude", "line", "longitude"),
    ),
    "identifier": (
        Input("scheme", "choice", "register"),
        Input("value", "line", "identifier"),
    ),
    "country": (Input("value", "choice"),),
    "language": (Input("value", "line", hint="language-hint", list="languages"),),
    "address": (Input("value", "line", hint="address-hint"),),
    "digest": (Input("value", "line", hint="digest-hint"),),
    "direction": (
        Input("from", "lookup", "from", kinds=PARTIES),
        Input("to", "lookup", "to", kinds=PARTIES),
        Input("mutual", "check", "mutual"),
    ),
    "quantity": (
        Input("text", "line", "number", "number-hint-any"),
        Input("unit", "choice", "unit"),
        Input("min", "number", "least", is_aside=True),
        Input("max", "number", "most", is_aside=True),
        Input("approximate", "check", "approximate", is_aside=True),
    ),
    "reference": (Input("value", "lookup", hint="lookup-hint"),),
    "concept": (Input("value", "choice"),),
}
"""The inputs of each type, by its key; a type with one input needs no label beside that of its property."""


def inputs_of(kind: ValueType[Any]) -> tuple[Input, ...]:
    """The inputs of a type that is no composite; raises LookupError for one that has none."""
    found = _INPUTS[kind.key]
    if kind.key == "reference":
        return tuple(replace(each, kinds=kind.detail) for each in found)
    if kind.key == "quantity" and len(kind.detail) == 1:
        number = replace(found[0], hint=f"number-hint-{kind.detail[0]}")
        is_single = kind.detail in (("share",), ("ratio",))
        return (number, *found[2 if is_single else 1 :])
    return found


def choices(kind: ValueType[Any], name: str, messages: Messages) -> Groups:
    """What an input of a type, of the look "choice", can be set to."""
    match kind.key, name:
        case "concept", _:
            return {"": concepts(kind.detail[0], messages)}
        case "name", "scheme":
            return {"": concepts("transliterations", messages, SCHEMES)}
        case "name", "script":
            names = messages.locale.scripts
            codes = (*SCRIPTS, *EAST_ASIAN_SCRIPTS, *MIXED_SCRIPTS)
            return {"": tuple(Option(c, capital(str(names.get(c, c)))) for c in codes)}
        case "country", _:
            return {"": countries(messages)}
        case "identifier", _:
            return {"": tuple(Option(s, s, held.expected) for s, held in REGISTERS.items())}
    return _units(kind.detail, messages.language)


def concepts(scheme: str, messages: Messages, only: tuple[str, ...] = ()) -> tuple[Option, ...]:
    """The concepts of a scheme, narrower ones after their broader one."""
    held = vocabulary.scheme(scheme)
    return tuple(
        Option(
            concept.id,
            "\u2003" * _depth(held, concept) + capital(concept.labels[messages.tag]),
            messages.meaning(scheme, concept.id),
        )
        for concept in held.concepts.values()
        if not only or concept.id in only
    )


def _depth(held: vocabulary.Scheme, concept: vocabulary.Concept) -> int:
    return 1 + _depth(held, held[concept.broader]) if concept.broader is not None else 0


def countries(messages: Messages) -> tuple[Option, ...]:
    """The countries by their codes, in the order of their names."""
    all_codes = map(str, messages.locale.territories)
    states = {code for code in all_codes if len(code) == 2 and code.isalpha()}
    codes = (states - set(NO_COUNTRIES)) | former_codes() | {"DD"}
    named = sorted((messages.country(code), code) for code in codes)
    return tuple(Option(code, words) for words, code in named)


@lru_cache(maxsize=64)
def _units(dimensions: tuple[str, ...], language: str) -> Groups:
    """The units of the dimensions, in groups where there are several; the names of all money take 5 ms."""
    messages, found = Messages(language), dict[str, tuple[Option, ...]]()
    for dimension in dimensions:
        name = messages.text(f"web-entry-unit-{dimension}")
        if dimension == "money":
            codes = (*_COMMON_MONEY, *sorted(currencies() - set(_COMMON_MONEY)))
            units = {code: f"{code} {messages.currency(code)}" for code in codes}
        elif dimension in ("share", "ratio"):
            units = {dimension: name}
        else:  # as they stand after a number of many
            names = COUNTS if dimension == "count" else DURATIONS
            said = {unit: messages.text(f"unit-{unit}", figure="5", count=5) for unit in names}
            units = {u: words.replace("5", "", 1).strip().strip("つ") for u, words in said.items()}
        options = tuple(Option(unit, words) for unit, words in units.items())
        found[name if len(dimensions) > 1 else ""] = options
    return found


def common_languages(messages: Messages) -> tuple[str, ...]:
    """The names of languages to choose from; any other may be typed, by name or tag."""
    return tuple(map(messages.language_name, COMMON_LANGUAGES))
