"""Descriptions: what stands in the TOML beside a document, after ISAD(G); every key is a known one.

The keys are the properties of a document; `signatories` are written "Name, Capacity", and persons and
bodies by their names, since the person who describes a paper does not know our ids.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kizuna.errors import BadFile, BadValue
from kizuna.sources.readers.toml import MAPPING, parse_toml
from kizuna.values import Edtf, language_tag

_TEXTS = (
    *("title", "catalogue_title", "date", "number", "issuer", "translator", "archive", "fonds"),
    *("inventory", "file", "leaves", "original_language", "language", "published_by", "address"),
    *("rights", "place", "mark", "access_level"),
)
_LISTS = ("signatories", "languages", "addresses")
_CHECKS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "date": Edtf.parse,
        "original_language": language_tag,
        "language": language_tag,
        "languages": language_tag,
    }
)


@dataclass(frozen=True, slots=True)
class Description:
    """What somebody says of a document.

    `texts` maps a key to its text, only for keys that are given. `signatories` are (name, capacity)
    pairs, capacity "" when none is given. `languages` are those of the text, `addresses` where it is
    published.
    """

    texts: Mapping[str, str]
    signatories: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The document's own title, "" when none is given."""
        return self.texts.get("title", "")


def beside(path: Path) -> Path | None:
    """The description beside a document (letter.txt: letter.toml), None when there is none."""
    found = path.with_suffix(".toml")
    return found if found != path and found.is_file() else None


def read_description(path: Path) -> Description:
    """The description in a TOML file; BadFile names the file and every wrong key or value."""
    try:
        table = parse_toml(path.read_text(encoding="utf-8"), MAPPING)
    except (BadFile, ValueError) as error:
        raise BadFile(f"{path.name!r} is not a description in TOML: {error}") from None
    except OSError as error:
        raise BadFile(f"{str(path)!r} cannot be read: {error.strerror or error}") from None
    return described(table, path.name)


def described(table: Mapping[str, Any], name: str) -> Description:
    """The description in a table read from `name`; BadFile names every wrong key or value."""
    problems = [problem for key, value in table.items() if (problem := _problem(key, value))]
    if problems:
        raise BadFile("\n".join(f"{name!r}: {problem}" for problem in problems))
    languages = [*table.get("languages", ()), *_single(table, "language")]
    addresses = [*_single(table, "address"), *table.get("addresses", ())]
    texts = {k: v for k, v in table.items() if k in _TEXTS and k not in ("language", "address")}
    return Description(
        MappingProxyType(texts),
        tuple(_signatory(line) for line in table.get("signatories", ())),
        tuple(dict.fromkeys(language_tag(tag) for tag in languages)),
        tuple(dict.fromkeys(addresses)),
    )


def _single(table: Mapping[str, Any], key: str) -> list[str]:
    return [table[key]] if key in table else []


def _signatory(line: str) -> tuple[str, str]:
    name, _, capacity = line.partition(",")
    return name.strip(), capacity.strip()


def _problem(key: str, value: Any) -> str:
    """What is wrong with one entry, "" when nothing is."""
    known = (*_TEXTS, *_LISTS)
    if key not in known:
        near = get_close_matches(key, known, n=2)
        return f"{key!r} is not known; " + (
            f"did you mean {' or '.join(near)}?" if near else f"the keys are {', '.join(known)}"
        )
    if key in _LISTS:
        good = isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
        if not good:
            return f"{key} = {value!r} is not a list of texts"
    elif not isinstance(value, str) or not value.strip():
        return f"{key} = {value!r} is not a text" + (
            ' (put it in quotes: "1987-04-01")' if key == "date" else ""
        )
    try:
        for text in value if key in _LISTS else (value,):
            _CHECKS.get(key, str)(text)
    except BadValue as error:
        return f"{key}: {error}"
    return ""
