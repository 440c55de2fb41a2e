"""Gathering: the texts of a form as what was entered for each property; plain words stay as they are.

Law: whatever was typed is either part of a value or an error; an empty input says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.kinds import KINDS, Property, ValueType, parts_of, properties_of
from kizuna.errors import BadQuestion
from kizuna.workflows.entering.entry import FactEntered

_Choice = TypeVar("_Choice", bound=StrEnum)

Data = Mapping[str, str]
"""The texts of a form by the names of its inputs."""
ABOUT_VALUE = ("valid", "stance", "certainty")
"""Inputs beside those of a value, which say of what span it is, how it is said and how surely."""


def rows_in(data: Data, path: str) -> list[int]:
    """The numbers of the rows under a path that the form has, in order."""
    form = re.compile(re.escape(path) + r"\.([0-9]{1,4})(?:\.|$)")
    return sorted({int(found[1]) for name in data if (found := form.match(name))})


def facts_in(kind: str, data: Data) -> Iterator[FactEntered]:
    """The facts that a form of a kind says, in the order of its properties."""
    for name, definition in properties_of(KINDS[kind]).items():
        for number in rows_in(data, name):
            path = f"{name}.{number}"
            value = gathered(definition.type, data, path)
            valid, stance, certainty = (text(data, f"{path}.{key}") for key in ABOUT_VALUE)
            if value is None and not (valid or stance or certainty):
                continue
            yield FactEntered(
                property=name,
                value=value,
                path=path,
                valid=valid,
                stance=choice(Stance, stance or text(data, "stance") or Stance.ASSERTED),
                certainty=choice(
                    Certainty, certainty or text(data, "certainty") or Certainty.CERTAIN
                ),
            )


def choice(kind: type[_Choice], said: str) -> _Choice:
    """The one of a form's choices that is said; raises BadQuestion for none of them."""
    if said not in tuple(kind):
        raise BadQuestion(f"{said!r} is none of {', '.join(kind)}")
    return kind(said)


def text(data: Data, name: str) -> str:
    """The text of an input without the white space around it, with line feeds alone."""
    return data.get(name, "").replace("\r\n", "\n").replace("\r", "\n").strip()


def gathered(kind: ValueType[Any], data: Data, path: str) -> Any:
    """What was entered for one value: words, or an object of its parts; None when nothing was."""
    parts = parts_of(kind)
    if parts:
        return _composite(parts, data, path)
    return _GATHERERS.get(kind.key, _one)(kind, data, path)


def _composite(parts: Mapping[str, Property], data: Data, path: str) -> Any:
    found: dict[str, Any] = {}
    for name, part in parts.items():
        inner = f"{path}.{name}"
        if part.many:
            items = (gathered(part.type, data, f"{inner}.{n}") for n in rows_in(data, inner))
            value: Any = [item for item in items if item is not None] or None
        else:
            value = gathered(part.type, data, inner)
        if value is not None:
            found[name] = value
    return found or None


def _given(data: Data, path: str, *names: str) -> dict[str, str]:
    """The inputs of those names that are not empty."""
    held = {name: text(data, f"{path}.{name}") for name in names}
    return {name: said for name, said in held.items() if said}


def _one(kind: ValueType[Any], data: Data, path: str) -> Any:
    return text(data, f"{path}.value") or None


def _text(kind: ValueType[Any], data: Data, path: str) -> Any:
    given = _given(data, path, "text", "language")
    return {"text": "", **given} if given else None


def _name(kind: ValueType[Any], data: Data, path: str) -> Any:
    given = _given(data, path, "text", "language", "script", "scheme")
    return {"text": "", **given} if given else None


def _quantity(kind: ValueType[Any], data: Data, path: str) -> Any:
    given = _given(data, path, "text", "min", "max", "approximate", "unit")
    single = kind.detail[0] if kind.detail in (("share",), ("ratio",)) else ""
    if not given or (set(given) <= {"unit"} and given.get("unit") == single):
        return None
    bounds: dict[str, Any] = {b: given[b] for b in ("min", "max") if b in given}
    unit = given.get("unit") or single
    if "text" in given or not bounds:
        words = given.get("text", "")
        words = f"~{words}" if "approximate" in given and words[:1].isdigit() else words
        return {"text": words, "unit": unit, **bounds}
    return {
        "min": bounds.get("min"),
        "max": bounds.get("max"),
        "approximate": "approximate" in given,
        "unit": unit,
    }


def _direction(kind: ValueType[Any], data: Data, path: str) -> Any:
    given = _given(data, path, "from", "to")
    if not text(data, f"{path}.mutual"):
        return given or None
    return {"between": list(given.values())}


def _point(kind: ValueType[Any], data: Data, path: str) -> Any:
    given = _given(data, path, "latitude", "longitude")
    if not given:
        return None
    if len(given) == 1 and "latitude" in given:
        return given["latitude"]
    return [given.get("latitude", ""), given.get("longitude", "")]


def _identifier(kind: ValueType[Any], data: Data, path: str) -> Any:
    given = _given(data, path, "scheme", "value")
    if not given:
        return None
    number = given.get("value", "")
    return number if ":" in number else f"{given.get('scheme', '')}:{number}"


_GATHERERS: dict[str, Callable[[ValueType[Any], Data, str], Any]] = {
    "text": _text,
    "name": _name,
    "quantity": _quantity,
    "direction": _direction,
    "point": _point,
    "identifier": _identifier,
}
"""How the inputs of a type are put together; the other types have one."""
