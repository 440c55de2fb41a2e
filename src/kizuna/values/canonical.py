"""Reads JSON and writes it in one way only: equal values have equal text and equal hashes."""

from __future__ import annotations

import json

from kizuna.errors import BadValue
from kizuna.values.characters import escape_characters_in, may_be_unfit

_EXACT = 2**53
_ATOMS = frozenset((str, int, bool, type(None)))
"""What most values are; `isinstance` takes longer, and sees their subclasses too."""


def parse_json(text: str) -> object:
    """The value a JSON text holds: None, bool, int, float, str, list or dict.

    Characters that cannot be shown, which old claims may hold, are escaped in it.

    Raises BadValue quoting the text when it is not JSON (RFC 8259): NaN and infinities are not,
    nor is an object that holds a key twice.
    """
    try:
        held = _DECODER.decode(text)
    except (TypeError, ValueError, RecursionError) as problem:
        raise BadValue(text, f"write JSON ({problem})") from None
    return escape_characters_in(held) if may_be_unfit(text) else held


def _refused_constant(word: str) -> object:
    raise ValueError(f"{word} is not a number")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice")
    return found


_DECODER = json.JSONDecoder(parse_constant=_refused_constant, object_pairs_hook=_object)
_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


def canonical_json(obj: object) -> str:
    """The one JSON text of `obj`: keys sorted, no spaces, characters unescaped.

    Whole floats below 2**53 are written as ints, so 2.0 and 2 have the same text. Objects with a
    `to_json` are written by it. Raises BadValue for what JSON cannot hold: NaN, infinities, sets,
    keys that are not text, half characters (lone surrogates).
    """
    try:
        text = _ENCODER.encode(_plain(obj))
        text.encode()
    except (TypeError, ValueError) as problem:
        raise BadValue(obj, f"JSON cannot hold it ({problem})") from None
    return text


def _plain(obj: object) -> object:
    if type(obj) in _ATOMS or isinstance(obj, str | int):
        return obj
    if isinstance(obj, float):
        return int(obj) if obj.is_integer() and abs(obj) < _EXACT else obj
    if isinstance(obj, list | tuple):
        return [_plain(item) for item in obj]
    if isinstance(obj, dict):
        return {_key(key): _plain(item) for key, item in obj.items()}
    to_json = getattr(obj, "to_json", None)
    if to_json is None:
        raise TypeError(f"{type(obj).__name__} is not a JSON value")
    return _plain(to_json())


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"the key {key!r} is not text")
    return key
