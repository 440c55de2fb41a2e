"""Characters that not every database, document and screen can carry: refused where they come in, escaped where old
ones are shown; and marks of direction, kept from turning round what stands beside a text.

PostgreSQL keeps no U+0000; XML 1.0 no control characters, U+FFFE and U+FFFF; terminals obey what they get.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

from kizuna.errors import BadText

_PLANES = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_CLASS = f"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}"
_UNFIT = re.compile(f"[{_CLASS}]|\r(?!\n)")
_PERHAPS_IN_JSON = re.compile(rf"\\[bfru]|[{_CLASS}]")
"""Finds every JSON text that may hold one; most of those that it finds hold none."""

_NAMES = {"\x00": "NULL", "\x08": "BACKSPACE", "\r": "CARRIAGE RETURN", "\x1b": "ESCAPE"}
_QUOTED = 80
_KINDS = {"Cc": "CONTROL", "Cs": "SURROGATE", "Cn": "NONCHARACTER"}


def check_characters(text: str) -> None:
    """Raise BadText, naming the first character that cannot be kept and its place, which counts from 0."""
    found = None if text.isprintable() else _UNFIT.search(text)
    if found is not None:
        at = found.start()
        quoted = text if len(text) <= _QUOTED else text[max(at - _QUOTED // 2, 0) :][:_QUOTED]
        raise BadText(quoted, f"leave out {_named(found[0])} at position {at}")


def check_json_characters(text: str) -> None:
    """Raise BadText as `check_characters` does, for a text within JSON; what is no JSON is left to its reader."""
    if not may_be_unfit(text):
        return
    try:
        held = json.loads(text)
    except ValueError:
        return
    for part in _texts(held):
        check_characters(part)


def escape_characters(text: str) -> str:
    r"""The text with each such character as its escape, "\u0000"; one of JSON stays the same JSON."""
    if text.isprintable():
        return text
    return _UNFIT.sub(lambda found: _escaped(found[0]), text)


def escape_characters_in(held: object) -> object:
    """What a JSON text holds, each text in it made visible."""
    if isinstance(held, str):
        return escape_characters(held)
    if isinstance(held, list):
        return [escape_characters_in(part) for part in held]
    if isinstance(held, dict):
        return {escape_characters(key): escape_characters_in(part) for key, part in held.items()}
    return held


def may_be_unfit(text: str) -> bool:
    """Whether a JSON text may hold such a character; False is certain."""
    if text.isprintable() and "\\" not in text:  # a tenth of the time of a search
        return False
    return _PERHAPS_IN_JSON.search(text) is not None


_ISOLATES, _END = "\u2066\u2067\u2068", "\u2069"
_DIRECTING = re.compile(f"[\u200e\u200f\u202a-\u202e{_ISOLATES}{_END}]")


def isolate_direction(text: str) -> str:
    """The text such that its marks of direction turn round nothing beside it (Unicode Standard Annex 9).

    One that has any stands, line by line, between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, with each
    isolate in it ended in it; any other is left as it is.
    """
    if text.isascii() or _DIRECTING.search(text) is None:
        return text
    return "\n".join(map(_isolated, text.split("\n")))


def escape_and_isolate(text: str) -> str:
    """The text as screens and files may show it beside others: `escape_characters` and `isolate_direction`."""
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


def _texts(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, list):
        for part in held:
            yield from _texts(part)
    elif isinstance(held, dict):
        for key, part in held.items():
            yield key
            yield from _texts(part)


def _named(character: str) -> str:
    kind = _KINDS.get(unicodedata.category(character), "")
    return f"U+{ord(character):04X} {_NAMES.get(character) or kind}"


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))
