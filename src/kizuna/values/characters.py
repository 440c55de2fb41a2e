"""Texts and JSON that every database, document and screen can carry.

Characters that some cannot are refused where they come in and escaped where old ones
are shown; marks of direction are kept from turning round what stands beside a text;
JSON is written in one way: equal values have equal hashes.

PostgreSQL keeps no U+0000; XML 1.0 no control characters, U+FFFE and U+FFFF; terminals
obey what they get.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

from kizuna.errors import BadText, BadValue

_PLANES = "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_CLASS = f"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}"
_UNFIT = re.compile(f"[{_CLASS}]|\r(?!\n)")
_PERHAPS_IN_JSON = re.compile(rf"\\[bfru]|[{_CLASS}]")
"""Finds every JSON text that may hold one; most of those that it finds hold none."""

_NAMES = {
    "\x00": "NULL",
    "\x08": "BACKSPACE",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
}
_QUOTED = 80
_KINDS = {"Cc": "CONTROL", "Cs": "SURROGATE", "Cn": "NONCHARACTER"}


def check_characters(text: str) -> None:
    """Raise BadText, naming the first character that cannot be kept and its place,
    which counts from 0.
    """
    found = None if text.isprintable() else _UNFIT.search(text)
    if found is not None:
        at, name = found.start(), _NAMES.get(found[0])
        named = (
            f"U+{ord(found[0]):04X}"
            f" {name or _KINDS.get(unicodedata.category(found[0]), '')}"
        )
        quoted = (
            text
            if len(text) <= _QUOTED
            else text[max(at - _QUOTED // 2, 0) :][:_QUOTED]
        )
        raise BadText(quoted, f"leave out {named} at position {at}")


def has_fit_characters(text: str) -> bool:
    """Whether every character of a text can be kept; see `check_characters`."""
    return text.isprintable() or _UNFIT.search(text) is None


def check_json_characters(text: str) -> None:
    """Raise BadText as `check_characters` does, for a text within JSON; what is no JSON
    is left to its reader.
    """
    if may_be_unfit(text):
        try:
            held = json.loads(text)
        except ValueError:
            return
        _each_text(held, check_characters)


def escape_characters(text: str) -> str:
    r"""The text with each such character as its escape, "\u0000"; one of JSON stays the
    same JSON.
    """
    if text.isprintable():
        return text

    def escape(found: re.Match[str]) -> str:
        units = found[0].encode("utf-16-be", "surrogatepass")
        return "".join(
            f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)
        )

    return _UNFIT.sub(escape, text)


def _each_text(held: object, become: Callable[[str], object]) -> object:
    """What a JSON text holds, with what each text in it becomes."""
    if isinstance(held, str):
        return become(held)
    if isinstance(held, list):
        return [_each_text(part, become) for part in held]
    if isinstance(held, dict):
        return {become(key): _each_text(part, become) for key, part in held.items()}
    return held


def may_be_unfit(text: str) -> bool:
    """Whether a JSON text may hold such a character; False is certain."""
    if text.isprintable() and "\\" not in text:  # a tenth of the time of a search
        return False
    return _PERHAPS_IN_JSON.search(text) is not None


_ISOLATES, _END = "\u2066\u2067\u2068", "\u2069"
_DIRECTING = re.compile(f"[\u200e\u200f\u202a-\u202e{_ISOLATES}{_END}]")


def isolate_direction(text: str) -> str:
    """The text such that its marks of direction turn round nothing beside it (Unicode
    Standard Annex 9).

    One that has any stands, line by line, between FIRST STRONG ISOLATE and POP
    DIRECTIONAL ISOLATE, with each isolate in it ended in it; any other is left as it
    is.
    """
    if text.isascii() or _DIRECTING.search(text) is None:
        return text
    return "\n".join(map(_isolated, text.split("\n")))


def escape_and_isolate(text: str) -> str:
    """The text as screens and files may show it beside others: `escape_characters` and
    `isolate_direction`.
    """
    if text.isascii() and text.isprintable():
        return text
    return isolate_direction(escape_characters(text))


def _isolated(line: str) -> str:
    kept, within, ended = [], 0, len(line)
    for at, character in enumerate(line):
        if character in _ISOLATES:
            within += 1
        elif character == _END:
            if not within:
                continue  # it would end the isolate that the line stands in
            within -= 1
            ended = at if not within and ended == len(line) else ended
        kept.append(character)
    if line.startswith("\u2068") and ended == len(line) - 1:
        return line  # it is isolated already
    return f"\u2068{''.join(kept)}{_END * (within + 1)}"


class CharacterTable(dict[int, str]):
    """What each character becomes, found out when it is first met, for
    `str.translate`.
    """

    def __init__(self, become: Callable[[str], str]) -> None:
        self._become = become

    def __missing__(self, code: int) -> str:
        self[code] = made = self._become(chr(code))
        return made


@cache
def han_converter(step: str) -> Any:
    """OpenCC's converter of Han by its name, "t2s" for traditional to simplified;
    loaded when first asked for.
    """
    from opencc import OpenCC

    return OpenCC(step)


_ATOMS = frozenset((str, int, bool, type(None)))
"""What most values are; `isinstance` takes longer, and sees their subclasses too."""


def parse_json(text: str) -> object:
    """The value a JSON text holds: None, bool, int, float, str, list or dict.

    Characters that cannot be shown, which old claims may hold, are escaped in it.

    Raises BadValue quoting the text when it is not JSON (RFC 8259): NaN and infinities
    are not, nor is an object that holds a key twice.
    """
    try:
        held = _DECODER.decode(text)
    except (TypeError, ValueError, RecursionError) as problem:
        raise BadValue(text, f"write JSON ({problem})") from None
    return _each_text(held, escape_characters) if may_be_unfit(text) else held


def _refused_constant(word: str) -> object:
    raise ValueError(f"{word} is not a number")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {max(keys, key=keys.count)!r} stands twice")
    return found


_DECODER = json.JSONDecoder(parse_constant=_refused_constant, object_pairs_hook=_object)
_JSON = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


def canonical_json(obj: object) -> str:
    """The one JSON text of `obj`: keys sorted, no spaces, characters unescaped.

    Whole floats below 2**53 are written as ints, so 2.0 and 2 have the same text.
    Objects with a `to_json` are written by it. Raises BadValue for what JSON cannot
    hold: NaN, infinities, sets, keys that are not text, half characters (lone
    surrogates).
    """
    try:
        text = _JSON.encode(_plain(obj))
        text.encode()
    except (TypeError, ValueError) as problem:
        raise BadValue(obj, f"JSON cannot hold it ({problem})") from None
    return text


def _plain(obj: object) -> object:
    if type(obj) in _ATOMS or isinstance(obj, str | int):
        return obj
    if isinstance(obj, float):
        return int(obj) if obj.is_integer() and abs(obj) < 2**53 else obj
    if isinstance(obj, list | tuple):
        return [_plain(item) for item in obj]
    if isinstance(obj, dict):
        for key in obj:
            if not isinstance(key, str):
                raise TypeError(f"the key {key!r} is not text")
        return {key: _plain(item) for key, item in obj.items()}
    to_json = getattr(obj, "to_json", None)
    if to_json is None:
        raise TypeError(f"{type(obj).__name__} is not a JSON value")
    return _plain(to_json())
