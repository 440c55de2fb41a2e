"""The inputs of each type of value: one function a type, for every property that has it.

Law: a type without inputs is an error, so a property of a new type cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kizuna.claims import vocabulary
from kizuna.claims.kinds import ValueType
from kizuna.languages import Messages
from kizuna.publish.wording import capital
from kizuna.values.identifiers import SCHEMES as REGISTERS
from kizuna.values.names import SCHEMES, SCRIPTS
from kizuna.values.units import COUNTS, DURATIONS

_EASTERN_SCRIPTS = ("Hang", "Hani", "Hans", "Hant", "Jpan", "Kore")
_OTHER_SCRIPTS = ("Zyyy", "Zzzz")
_NO_STATES = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
_FORMER_STATES = ("AN", "CS", "DD", "SU", "YU")
_COMMON_MONEY = ("JPY", "USD", "EUR", "CNY", "RUB", "GBP", "KRW")


COMMON_LANGUAGES = (
    *("en", "ja", "zh-Hans", "zh-Hant", "ru", "ko", "de", "fr", "es", "pt", "it", "nl", "mn"),
    *("vi", "id", "th"),
)
"""The languages that are offered first, by their tags."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of several: what the form sends, its words, and what it means (in English, "" for nothing)."""

    value: str
    words: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Options under one heading ("" for none)."""

    words: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its name after that of the value, its look (line, area, number, choice, check, lookup), its label
    and hint.

    `groups` are the options of a choice; `kinds` those that a lookup finds; `list` the id of the suggestions of a
    line; `is_aside` when it is rarely needed.
    """

    name: str
    look: str
    label: str
    hint: str = ""
    groups: tuple[Group, ...] = ()
    kinds: tuple[str, ...] = ()
    list: str = ""
    is_aside: bool = False


def inputs_of(kind: ValueType[Any], messages: Messages) -> tuple[Input, ...]:
    """The inputs of a type that is no composite; raises LookupError for one that has none."""
    return _INPUTS[kind.key](kind, messages)


def _said(messages: Messages, key: str) -> str:
    return messages.text(f"web-entry-{key}")


def _value(look: str, hint: str = "", **more: Any) -> Callable[..., tuple[Input, ...]]:
    """A type with one input, which needs no label beside that of its property."""

    def made(kind: ValueType[Any], messages: Messages) -> tuple[Input, ...]:
        return (Input("value", look, "", _said(messages, hint) if hint else "", **more),)

    return made


def _text(kind: ValueType[Any], messages: Messages) -> tuple[Input, ...]:
    return (
        Input("text", "area", ""),
        Input("language", "line", _said(messages, "language"), list="languages", is_aside=True),
    )


def _name(kind: ValueType[Any], messages: Messages) -> tuple[Input, ...]:
    return (
        Input("text", "line", _said(messages, "name")),
        Input("language", "line", _said(messages, "language"), list="languages"),
        Input(
            *("script", "choice", _said(messages, "script"), _said(messages, "script-hint")),
            groups=_scripts(messages.language),
            is_aside=True,
        ),
        Input(
            *("scheme", "choice", _said(messages, "transliteration"), ""),
            groups=_concepts("transliterations", messages.language, SCHEMES),
            is_aside=True,
        ),
    )


def _concept(kind: ValueType[Any], messages: Messages) -> tuple[Input, ...]:
    groups = _concepts(kind.detail[0], messages.language)
    return (Input("value", "choice", "", groups=groups),)


def _reference(kind: ValueType[Any], messages: Messages) -> tuple[Input, ...]:
    return (Input("value", "lookup", "", _said(messages, "lookup-hint"), kinds=kind.detail),)


def _country(kind: ValueType[Any], messages: Messages) -> tuple[Input, ...]:
    return (Input("value", "choice", "", groups=_countries(messages.language)),)


def _quantity(kind: ValueType[Any], messages: Messages) -> tuple[Input, ...]:
    single = kind.detail in (("share",), ("ratio",))
    unit = Input(
        *("unit", "choice", _said(messages, "unit"), ""), groups=units(kind.detail, messages)
    )
    return (
        Input(
            "text", "line", _said(messages, "number"), _said(messages, f"number-hint-{_hint(kind)}")
        ),
        *(() if single else (unit,)),
        Input("min", "number", _said(messages, "least"), is_aside=True),
        Input("max", "number", _said(messages, "most"), is_aside=True),
        Input("approximate", "check", _said(messages, "approximate"), is_aside=True),
    )


def _hint(kind: ValueType[Any]) -> str:
    return kind.detail[0] if len(kind.detail) == 1 else "any"


def _direction(kind: ValueType[Any], messages: Messages) -> tuple[Input, ...]:
    kinds = ("government", "organisation", "area")
    return (
        Input("from", "lookup", _said(messages, "from"), kinds=kinds),
        Input("to", "lookup", _said(messages, "to"), kinds=kinds),
        Input("mutual", "check", _said(messages, "mutual")),
    )


def _point(kind: ValueType[Any], messages: Messages) -> tuple[Input, ...]:
    return (
        Input("latitude", "line", _said(messages, "latitude"), _said(messages, "point-hint")),
        Input("longitude", "line", _said(messages, "longitude")),
    )


def _identifier(kind: ValueType[Any], messages: Messages) -> tuple[Input, ...]:
    options = tuple(Option(s, s, register.expected) for s, register in REGISTERS.items())
    return (
        Input("scheme", "choice", _said(messages, "register"), groups=(Group("", options),)),
        Input("value", "line", _said(messages, "identifier")),
    )


_INPUTS: dict[str, Callable[[ValueType[Any], Messages], tuple[Input, ...]]] = {
    "text": _text,
    "integer": _value("number"),
    "name": _name,
    "date": _value("date", "date-hint"),
    "point": _point,
    "identifier": _identifier,
    "country": _country,
    "language": _value("line", "language-hint", list="languages"),
    "address": _value("line", "address-hint"),
    "digest": _value("line", "digest-hint"),
    "direction": _direction,
    "quantity": _quantity,
    "reference": _reference,
    "concept": _concept,
}
"""The inputs of each type, by its key."""


@lru_cache(maxsize=256)
def _concepts(scheme: str, language: str, only: tuple[str, ...] = ()) -> tuple[Group, ...]:
    """The concepts of a scheme, narrower ones after their broader one."""
    messages, held = Messages(language), vocabulary.scheme(scheme)
    options = [
        Option(
            concept.id,
            _indented(held, concept, messages.tag),
            messages.meaning(scheme, concept.id),
        )
        for concept in held.concepts.values()
        if not only or concept.id in only
    ]
    return (Group("", tuple(options)),)


def _indented(held: vocabulary.Scheme, concept: vocabulary.Concept, tag: str) -> str:
    depth, above = 0, concept.broader
    while above is not None:
        depth, above = depth + 1, held[above].broader
    return "\u2003" * depth + capital(concept.labels[tag])


def countries(messages: Messages) -> tuple[Option, ...]:
    """The countries by their codes, in the order of their names."""
    return _countries(messages.language)[0].options


@lru_cache(maxsize=8)
def _countries(language: str) -> tuple[Group, ...]:
    messages = Messages(language)
    codes = {c for c in messages.locale.territories if len(c) == 2 and c.isalpha()} - _NO_STATES
    named = sorted((messages.country(code), code) for code in {*codes, *_FORMER_STATES})
    return (Group("", tuple(Option(code, words) for words, code in named)),)


@lru_cache(maxsize=8)
def _scripts(language: str) -> tuple[Group, ...]:
    names = Messages(language).locale.scripts
    codes = (*SCRIPTS, *_EASTERN_SCRIPTS, *_OTHER_SCRIPTS)
    return (Group("", tuple(Option(c, capital(str(names.get(c, c)))) for c in codes)),)


def units(dimensions: Sequence[str], messages: Messages) -> tuple[Group, ...]:
    """The units of the dimensions in the language, in groups where there are several dimensions."""
    return _units(tuple(dimensions), messages.language)


@lru_cache(maxsize=64)
def _units(dimensions: tuple[str, ...], language: str) -> tuple[Group, ...]:
    messages = Messages(language)
    several = len(dimensions) > 1
    return tuple(
        Group(messages.text(f"web-entry-unit-{d}") if several else "", _units_of(d, messages))
        for d in dimensions
    )


def _units_of(dimension: str, messages: Messages) -> tuple[Option, ...]:
    if dimension == "money":
        from babel.numbers import list_currencies

        codes = (*_COMMON_MONEY, *sorted(set(list_currencies()) - {*_COMMON_MONEY, "XXX", "XTS"}))
        return tuple(Option(code, f"{code} {messages.currency(code)}") for code in codes)
    if dimension in ("share", "ratio"):
        return (Option(dimension, messages.text(f"web-entry-unit-{dimension}")),)
    names = COUNTS if dimension == "count" else tuple(DURATIONS)
    return tuple(Option(unit, _unit(unit, messages)) for unit in names)


def _unit(unit: str, messages: Messages) -> str:
    """The unit as it stands after a number of many."""
    words = messages.text(f"unit-{unit}", figure="5", count=5)
    return words.replace("5", "", 1).strip().strip("つ")


@lru_cache(maxsize=8)
def common_languages(language: str) -> tuple[str, ...]:
    """The names of languages to choose from; any other may be typed, by name or tag."""
    messages = Messages(language)
    return tuple(messages.language_name(tag) for tag in COMMON_LANGUAGES)
