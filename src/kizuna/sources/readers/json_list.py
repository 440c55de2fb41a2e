"""Lists in JSON - arrays of objects or of arrays, objects by key, one object a line -
and in Parquet.

Law: every entry is a row, or several where a list stands inside it; a key that is
itself a name becomes a cell of the column `key`; what lies within an object is called
by its path, `country.code`.
"""

import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, time
from typing import Any

from kizuna.errors import BadFile, name_some
from kizuna.sources.readers.file_formats import (
    MAX_UNPACKED,
    Table,
    format_value,
    make_rows,
)

KEY, VALUE = "key", "value"
"""What the columns of an object by key are called: of the key, and of what stands there
without a name.
"""
_MOST_DEEP = 50
_MOST_DIGITS = 400
_BINDING = {"type", "value", "datatype", "xml:lang"}
"""What a value is wrapped in where the results of SPARQL are written as JSON."""

Flat = dict[str, Any]
"""An entry by the paths of its values, which are texts, numbers, truth values, None or
lists of numbers.
"""


def read_json(text: str, name: str, path: str = "") -> Table | list[list[str]]:
    """The entries of the list in a JSON text, or its rows where it is an array of
    arrays.

    `path` chooses one of several lists. Raises BadFile for damaged JSON, for several
    lists of which none is chosen, and where there is none.
    """
    try:
        held, chosen = _list_in(_parsed(text, name), name, path)
        if held and all(isinstance(entry, list) for entry in held):
            return [[_text(cell) for cell in entry] for entry in held]
        return replace(list_entries(held, name), sheet=chosen)
    except RecursionError:
        raise BadFile(f"{name!r} is JSON that is nested too deep") from None


def list_entries(held: Sequence[Any], name: str) -> Table:
    """The entries of a list of objects, each as the rows that it makes, with their
    columns in the order of appearance; raises BadFile where there is no object in it.
    """
    names = _paths_of_names(held)
    rows = [
        (number, flat)
        for number, entry in enumerate(held, 1)
        for flat in _rows(entry, names)
    ]
    keys = list(dict.fromkeys(key for _, flat in rows for key in flat))
    if not keys or not any(isinstance(entry, dict) for entry in held):
        raise BadFile(f"{name!r} is JSON without a list of objects")
    texts = ((number, [_text(flat.get(key)) for key in keys]) for number, flat in rows)
    filled = ((number, cells) for number, cells in texts if any(cells))
    columns = tuple(key.encode("utf-8", "replace").decode() for key in keys)
    return Table(name, "", columns, make_rows(filled), keyed=True, part="list")


def read_parquet(raw: bytes, name: str) -> Table:
    """The rows of a Parquet file, nested ones as in JSON; needs the extra
    `research`.
    """
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        why = (
            f"{name!r} is a Parquet file, which is read after pip install"
            " 'kizuna[research]'"
        )
        raise BadFile(why) from None
    try:
        file = parquet.ParquetFile(io.BytesIO(raw))
        groups = (file.metadata.row_group(at) for at in range(file.num_row_groups))
        if sum(group.total_byte_size for group in groups) > MAX_UNPACKED:
            raise BadFile(f"{name!r} unpacks to more than {MAX_UNPACKED} bytes")
        entries = file.read().to_pylist()
    except (ArrowException, OSError, ValueError) as error:
        raise BadFile(f"{name!r} is a damaged Parquet file: {error}") from None
    return list_entries(entries, name)


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text, parse_int=_whole)
    except ValueError as error:
        with suppress(ValueError):
            return [
                json.loads(n, parse_int=_whole) for n in text.splitlines() if n.strip()
            ]
        raise BadFile(f"{name!r} is damaged JSON: {error}") from None


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(
            f"a number has {len(digits):,} digits; at most {_MOST_DIGITS} are read"
        )
    return int(digits)


def _list_in(held: Any, name: str, path: str) -> tuple[Sequence[Any], str]:
    """The list that a JSON value is or holds, and its path where it was chosen of
    several.
    """
    if isinstance(held, list):
        return held, ""
    if _is_by_key(held):
        return _by_key(held), ""
    lists = dict(_lists(held, ""))
    if len(lists) > 1 and path not in lists:
        asked = f"give one of them as the sheet: {name_some(lists)}"
        raise BadFile(f"{name!r} holds {len(lists)} lists; {asked}")
    if not lists:
        return [held], ""
    found = lists[path] if path in lists else next(iter(lists.values()))
    return found if isinstance(found, list) else _by_key(found), path if len(
        lists
    ) > 1 else ""


def _lists(held: Mapping[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    """The lists of objects, and the objects by key, within an object, by their
    paths.
    """
    for key, value in held.items():
        path = f"{above}.{key}" if above else key
        if _are_objects(value) or (_is_by_key(value) and len(value) > 1):
            yield path, value
        elif isinstance(value, dict):
            yield from _lists(value, path)


def _is_by_key(held: Any) -> bool:
    """Whether it is an object whose keys are what its entries are about: all hold the
    same sort of thing.
    """
    if not isinstance(held, dict):
        return False
    values = [value for value in held.values() if value not in (None, {}, [])]
    if all(isinstance(value, list) for value in values):
        if _are_texts([entry for value in values for entry in value]):
            return True
        objects = [
            [entry for entry in value if isinstance(entry, dict)] for value in values
        ]
        firsts = [entries[0] for entries in objects if entries]
        return _agree(firsts, len(values)) and 2 * len(_shared(firsts)) > min(
            map(len, firsts)
        )
    is_alike = all(isinstance(value, dict) for value in values) and _agree(
        values, len(values)
    )
    return is_alike or (len(values) > 1 and all(map(_is_by_key, values)))


def _agree(objects: Sequence[Mapping[str, Any]], of: int) -> bool:
    """Whether there are several objects, as many as there should be, and most of them
    have a key in common.
    """
    return len(objects) == of > 1 and bool(_shared(objects))


def _shared(objects: Sequence[Mapping[str, Any]]) -> list[str]:
    times = Counter(key for held in objects for key in held)
    return [key for key, count in times.items() if count * 2 > len(objects)]


def _by_key(held: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The entries of an object by key; objects without a key in common may be by key
    themselves.
    """
    objects = [value for value in held.values() if isinstance(value, dict) and value]
    nested = not _agree(objects, len(objects))
    parts = (
        (k, _by_key(one) if nested and _is_by_key(one) else one)
        for k, one in held.items()
    )
    return [_keyed(key, value) for key, value in parts]


def _keyed(key: str, value: Any) -> dict[str, Any]:
    """An entry of an object by key; the column of the key is called otherwise where the
    entry has one `key`.
    """
    if not isinstance(value, dict):
        return {KEY: key, VALUE: value}
    return {(f"{KEY} (2)" if KEY in value else KEY): key, **value}


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(entry, dict) for entry in value)


def _are_texts(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(e, str) for e in value)
    )


def _paths_of_names(entries: Sequence[Any]) -> frozenset[str]:
    """The paths of the objects whose keys are names, since none of them recurs in most
    of the entries.
    """
    held: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    level = [("", entry) for entry in entries if isinstance(entry, dict)]
    for _ in range(_MOST_DEEP + 1):
        inner = (
            (above, k, value) for above, entry in level for k, value in entry.items()
        )
        objects = (one for one in inner if isinstance(one[2], dict) and one[2])
        level = [
            (f"{above}.{key}" if above else key, value) for above, key, value in objects
        ]
        for path, value in level:
            held[path].append(value)
    several = ((path, found) for path, found in held.items() if len(found) > 2)
    return frozenset(path for path, found in several if not _agree(found, len(found)))


def _rows(entry: Any, names: frozenset[str] = frozenset()) -> list[Flat]:
    """The rows of an entry: one, or one for each member of the lists in it, and of the
    objects at those paths.

    Where lists of objects stand in it, they make the rows and lists of texts stay
    cells; several lists make rows of their own, never of each with each.
    """
    if not isinstance(entry, dict):
        return [{VALUE: entry}]
    leaves = list(_leaves(entry, "", names, 0))
    objects = [(path, value) for path, value in leaves if _are_objects(value)]
    lists = [(path, value) for path, value in leaves if _are_texts(value)]
    flat = {
        path: value
        for path, value in leaves
        if not (_are_objects(value) or _are_texts(value))
    }
    if objects:
        flat |= {path: "; ".join(value) for path, value in lists}
    rows = [
        {**flat, **{_within(path, key, flat): cell for key, cell in row.items()}}
        for path, value in objects or lists
        for member in value
        for row in (_rows(member) if isinstance(member, dict) else [{"": member}])
    ]
    return rows or [flat]


def _within(path: str, key: str, beside: Flat) -> str:
    """The path of a column within a list; what stands under the key of an object by key
    has no name of its own.
    """
    if path == VALUE and key:
        return f"{key} (2)" if key in beside else key
    return f"{path}.{key}" if key else path


def _leaves(
    entry: Mapping[str, Any], above: str, names: frozenset[str], depth: int
) -> Iterator[tuple[str, Any]]:
    if depth > _MOST_DEEP:
        raise RecursionError
    for key, value in entry.items():
        path = f"{above}.{key}" if above else key
        if not isinstance(value, dict):
            yield path, value
        elif path in names:
            yield path, [_keyed(*held) for held in value.items()]
        elif {"type", "value"} <= value.keys() <= _BINDING:
            yield path, value["value"]
        else:
            yield from _leaves(value, path, names, depth + 1)


def _text(value: Any) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, str | date | time) or (
        isinstance(value, float) and value.is_integer()
    ):
        return format_value(value)
    return json.dumps(value, ensure_ascii=False, default=str)
