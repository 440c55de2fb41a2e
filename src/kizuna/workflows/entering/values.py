"""Reads what was entered for a property (plain words, or the parts of a value) into the JSON of a value.

Law: every wrong part is told with its path and an error that quotes it; nothing is silently left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kizuna.claims import vocabulary
from kizuna.claims.kinds import Property, ValueType, parts_of
from kizuna.errors import BadClaim, BadPoint, BadQuantity, BadValue, KizunaError
from kizuna.identity.resolver import Resolver
from kizuna.languages import LANGUAGES, Messages
from kizuna.values import language_tag
from kizuna.values.countries import country_code
from kizuna.values.written_dates import read_plain_date
from kizuna.workflows.entering.places import KIND, NewPlaces
from kizuna.workflows.entering.plain_quantities import read_plain_quantity

_BOUNDS = ("min", "max")


class _BadInteger(BadValue):
    what = "a whole number"


class _BadCountry(BadValue):
    what = "a country"


class _Missing(BadClaim):
    """A part that a value cannot do without."""


@dataclass(slots=True)
class Reading:
    """Reads values, and keeps what is wrong with them by the path of the field.

    `names` tells whom a name means; `places` creates those that the register does not hold (None: none).
    """

    names: Resolver
    problems: dict[str, KizunaError] = field(default_factory=dict)
    places: NewPlaces | None = None

    def value(self, kind: ValueType[Any], raw: Any, path: str) -> Any:
        """The canonical JSON of a value; None when it is wrong, which is then told in `problems`."""
        parts = parts_of(kind)
        if parts and isinstance(raw, Mapping):
            return self._composite(kind, parts, raw, path)
        try:
            made = _READERS.get(kind.key, _as_it_is)(self, kind, raw)
            return kind.write(kind.read(made))
        except KizunaError as error:
            self.problems[path] = error
            return None

    def date(self, text: str, path: str) -> str:
        """A date in plain words as EDTF; "" when there is none or it is wrong."""
        if not text.strip():
            return ""
        try:
            return read_plain_date(text).text
        except KizunaError as error:
            self.problems[path] = error
            return ""

    def reference(self, raw: Any, kinds: tuple[str, ...], path: str) -> str:
        """The id of what a text names; "" when there is none or it is wrong."""
        try:
            return self.named(raw, kinds)
        except KizunaError as error:
            self.problems[path] = error
            return ""

    def named(self, raw: Any, kinds: tuple[str, ...]) -> str:
        """The id of what a text names: an id, a name, or a name with its id in brackets.

        Raises NotFound and Ambiguous, and BadClaim for what is no text.
        """
        if not isinstance(raw, str) or not raw.strip():
            raise BadClaim(f"{raw!r} names nothing; write a name or an id")
        created = self.places.ref(raw) if self.places is not None and KIND in kinds else ""
        return created or self.names.resolve(raw.strip(), kinds)

    def _composite(
        self, kind: ValueType[Any], parts: Mapping[str, Property], raw: Mapping[str, Any], path: str
    ) -> Any:
        """The object of the parts that were filled in."""
        before = len(self.problems)
        made: dict[str, Any] = {}
        for name, given in raw.items():
            if name not in parts:
                self.problems[f"{path}.{name}"] = BadClaim(
                    f"{name!r} is not one of {', '.join(parts)}"
                )
                continue
            made[name] = self._part(parts[name], given, f"{path}.{name}")
        for name, part in parts.items():
            if part.required and name not in raw:
                self.problems[f"{path}.{name}"] = _Missing(f"{name.replace('_', ' ')!r} is missing")
        if len(self.problems) > before:
            return None
        try:
            return kind.write(kind.read(made))
        except KizunaError as error:
            self.problems[path] = error
            return None

    def _part(self, part: Property, given: Any, path: str) -> Any:
        if not part.many:
            return self.value(part.type, given, path)
        listed = given if isinstance(given, list | tuple) else [given]
        return [self.value(part.type, item, f"{path}.{n}") for n, item in enumerate(listed)]


def _as_it_is(reading: Reading, kind: ValueType[Any], raw: Any) -> Any:
    return raw.strip() if isinstance(raw, str) else raw


def _date(reading: Reading, kind: ValueType[Any], raw: Any) -> Any:
    return read_plain_date(raw).text if isinstance(raw, str) else raw


def _integer(reading: Reading, kind: ValueType[Any], raw: Any) -> Any:
    if not isinstance(raw, str):
        return raw
    try:
        return int(raw.strip())
    except ValueError:
        raise _BadInteger(raw, "give digits, such as 7") from None


def _reference(reading: Reading, kind: ValueType[Any], raw: Any) -> Any:
    return reading.named(raw, kind.detail)


def _direction(reading: Reading, kind: ValueType[Any], raw: Any) -> Any:
    if not isinstance(raw, Mapping):
        return raw
    kinds = ("government", "organisation", "area")
    if set(raw) == {"between"}:
        return {"between": [reading.named(side, kinds) for side in raw["between"]]}
    return {key: reading.named(side, kinds) for key, side in raw.items()}


def _concept(reading: Reading, kind: ValueType[Any], raw: Any) -> Any:
    if not isinstance(raw, str):
        return raw
    (scheme,) = kind.detail
    return _labels(scheme).get(raw.strip().casefold(), raw.strip())


def _country(reading: Reading, kind: ValueType[Any], raw: Any) -> Any:
    if not isinstance(raw, str) or re.fullmatch(r"[A-Z]{2}", raw):
        return raw
    code = country_code(raw)
    if not code:
        raise _BadCountry(raw, "give its name or its two letters (ISO 3166-1)")
    return code


def _language(reading: Reading, kind: ValueType[Any], raw: Any) -> Any:
    return language_of(raw) if isinstance(raw, str) else raw


def _text(reading: Reading, kind: ValueType[Any], raw: Any) -> Any:
    """Words alone, or with the language that they are in."""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, Mapping) and isinstance(raw.get("text"), str):
        language = raw.get("language") or ""
        words = raw["text"].strip()
        return {"text": words, "language": language_of(language)} if language else words
    return raw


def _name(reading: Reading, kind: ValueType[Any], raw: Any) -> Any:
    if isinstance(raw, Mapping) and isinstance(raw.get("language"), str):
        return {**raw, "language": language_of(raw["language"])}
    return _as_it_is(reading, kind, raw)


def _point(reading: Reading, kind: ValueType[Any], raw: Any) -> Any:
    """A pair of degrees, or both in one text as maps give them ("34.69, 135.5")."""
    said = re.split(r"\s*[,;]\s*|\s+", raw.strip()) if isinstance(raw, str) else raw
    if not isinstance(said, list | tuple):
        return raw
    try:
        return [_degrees(part) for part in said]
    except ValueError:
        expected = "write degrees as numbers: 34.69 and 135.5; south and west are negative"
        raise BadPoint(raw, expected) from None


def _degrees(part: Any) -> float | int:
    if not isinstance(part, str):
        return part  # type: ignore[no-any-return]
    number = float(part.replace("−", "-").removesuffix("°"))
    return int(number) if number.is_integer() else number


def _quantity(reading: Reading, kind: ValueType[Any], raw: Any) -> Any:
    return number_of(raw, kind.detail)


def number_of(raw: Any, dimensions: Sequence[str]) -> Any:
    """The JSON of a quantity that was entered in plain words, with the unit chosen beside them, or as a least and
    a most; raises BadQuantity."""
    if isinstance(raw, str):
        return read_plain_quantity(raw, dimensions).to_json()
    if not isinstance(raw, Mapping) or "text" not in raw:
        return raw if not isinstance(raw, Mapping) else _bounds(raw)
    if any(raw.get(bound) not in (None, "") for bound in _BOUNDS):
        raise BadQuantity(
            raw["text"], "give the number in words or by its least and most, not both"
        )
    return read_plain_quantity(raw["text"], dimensions, raw.get("unit") or "").to_json()


def _bounds(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {**raw, **{bound: _number(raw.get(bound)) for bound in _BOUNDS}}


def _number(given: Any) -> Any:
    if not isinstance(given, str):
        return given
    try:
        number = float(given.replace(",", "").replace(" ", ""))
    except ValueError:
        raise BadQuantity(given, "give digits, such as 400") from None
    return int(number) if number.is_integer() else number


_READERS: dict[str, Callable[[Reading, ValueType[Any], Any], Any]] = {
    "date": _date,
    "integer": _integer,
    "reference": _reference,
    "direction": _direction,
    "concept": _concept,
    "country": _country,
    "language": _language,
    "text": _text,
    "name": _name,
    "point": _point,
    "quantity": _quantity,
}
"""How plain words become the JSON of a type; the other types take what was typed as it is."""


def language_of(text: str) -> str:
    """The tag of a language given by its tag or its name; raises BadLanguage."""
    said = text.strip()
    return _languages().get(said.casefold()) or language_tag(said)


@cache
def _languages() -> dict[str, str]:
    """Languages by their names in the languages that Kizuna speaks."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        messages = Messages(language)
        for tag, name in messages.locale.languages.items():
            if "_" not in tag:
                found.setdefault(str(name).casefold(), tag)
        for tag in ("zh-Hans", "zh-Hant"):
            found.setdefault(messages.language_name(tag).casefold(), tag)
    return found


@cache
def _labels(scheme: str) -> dict[str, str]:
    """The concepts of a scheme by their labels in every language."""
    concepts = vocabulary.scheme(scheme).concepts.values()
    return {label.casefold(): c.id for c in reversed(list(concepts)) for label in c.labels.values()}
