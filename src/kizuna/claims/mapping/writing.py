"""Writes a mapping as TOML, and changes single entries of one by what was chosen for them.

Law: what was not chosen stays as it was written, but for its comments.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kizuna.claims.mapping.targets import IGNORED
from kizuna.errors import BadFile
from kizuna.sources.readers.toml import MAPPING, parse_toml


def changed(
    text: str, columns: Mapping[str, str], entries: Mapping[str | tuple[str, ...], str]
) -> str:
    """The TOML text of a mapping with other targets for columns ("" leaves one out) and other entries.

    `entries` are named by their table and key, such as "tie.type", or by the whole path, such as ("terms", "type",
    "Sister Citty"); "" removes an entry. Raises BadFile for a text that is no TOML.
    """
    try:
        held = parse_toml(text, MAPPING)
    except (BadFile, ValueError) as error:
        raise BadFile(f"not a mapping: {error}") from None
    held["columns"] = {
        **_table(held, "columns"),
        **{column: target or IGNORED for column, target in columns.items()},
    }
    for path, value in entries.items():
        *parts, key = path.split(".", 1) if isinstance(path, str) else path
        _set(held, parts, key, value)
    return written(held)


def _set(held: dict[str, Any], parts: Sequence[str], key: str, value: str) -> None:
    """Set an entry of the table at the end of a way through tables, or take it away for ""."""
    for part in parts:
        held[part] = dict(_table(held, part))
        held = held[part]
    held.pop(key, None)
    if value:
        held[key] = value


def _table(held: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = held.get(name, {})
    return found if isinstance(found, dict) else {}


def written(held: Mapping[str, Any]) -> str:
    """A mapping as TOML: texts, numbers, lists of texts and tables of these."""
    return "\n".join(_lines(held, ())).strip() + "\n"


def _lines(held: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    plain = {key: value for key, value in held.items() if not isinstance(value, dict)}
    if path and (plain or not held):
        yield ""
        yield f"[{'.'.join(map(_key, path))}]"
    for key, value in plain.items():
        yield f"{_key(key)} = {_value(value)}"
    for key, value in held.items():
        if isinstance(value, dict):
            yield from _lines(value, (*path, key))


def _key(text: str) -> str:
    is_bare = text.isascii() and text.replace("_", "").replace("-", "").isalnum()
    return text if is_bare else quoted(text)


def _value(value: Any) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return str(value)


def quoted(text: str) -> str:
    """A text as a basic string of TOML, which JSON's strings are, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
