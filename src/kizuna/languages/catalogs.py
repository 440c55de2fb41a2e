"""Reads the Fluent catalogs of one language; a message that is missing, broken or short of an
argument is an error, never a fallback.

A catalog is a file of Fluent (Project Fluent, syntax 1.0). A language's folder is cut into entries
at once, which is quick, and each entry is parsed when it is first asked for, which is not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache, cached_property
from importlib.resources import files
from threading import RLock
from typing import TYPE_CHECKING

from kizuna.errors import BadLanguage

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

TAGS = {"en": "en", "ja": "ja", "zh-hans": "zh-Hans", "ru": "ru"}
"""The folder of each language under `locale/`, and its tag (BCP 47)."""

_FOLDER_OF_TAG = {
    "en": "en",
    "ja": "ja",
    "ru": "ru",
    "zh": "zh-hans",
    "zh-hans": "zh-hans",
    "zh-cn": "zh-hans",
    "zh-sg": "zh-hans",
    "zh-my": "zh-hans",
}
_OFTEN = 1000
_ENTRY = re.compile(r"^(-?[A-Za-z][\w-]*) *=.*\n(?:(?:[ \t}].*)?\n)*", re.MULTILINE)
_REFERENCE = re.compile(r"\{\s*(-?[A-Za-z][\w-]*)")


def folder_of(language: object) -> str:
    """The folder of a language given as tag or locale: "zh-hans" for zh-Hans, zh_CN and zh.

    Raises BadLanguage, listing the four languages, for any other; traditional Chinese is another.
    """
    tag = re.split(r"[.@]", str(language))[0].strip().replace("_", "-").lower()
    base, *subtags = tag.split("-")
    folder = _FOLDER_OF_TAG.get("-".join([base, *subtags[:1]]) if base == "zh" else base)
    if folder is not None:
        return folder
    raise BadLanguage(language, f"Kizuna speaks {', '.join(TAGS.values())}")


def _recurs(arguments: dict[str, object]) -> bool:
    """Whether a message is likely to be asked for again: without arguments, or with one small number."""
    if len(arguments) > 1:
        return False
    return all(type(value) is int and 0 <= value < _OFTEN for value in arguments.values())


@cache
def catalog(folder: str) -> Catalog:
    """The catalog of a language, cut into entries once; see Catalog."""
    return Catalog(folder)


class Catalog:
    """All messages of one language; `folder` is a key of TAGS. Threads may share it.

    Raises ValueError when two files of the folder name one message.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._bundle: FluentBundle | None = None
        self._sources: dict[str, str] = {}
        self._ready: set[str] = set()
        self._said: dict[tuple[object, ...], str] = {}
        self._preparing = RLock()
        for file_name, source in sources(folder):
            for entry in _ENTRY.finditer(source):
                if entry[1] in self._sources:
                    raise ValueError(f"{folder}/{file_name} names {entry[1]!r} a second time")
                self._sources[entry[1]] = entry[0]

    def message_ids(self) -> tuple[str, ...]:
        """The ids of all messages in alphabetical order; terms, which start with "-", are left out."""
        return tuple(sorted(key for key in self._sources if not key.startswith("-")))

    def text(self, key: str, arguments: dict[str, object]) -> str:
        """The message with its arguments in place, without marks of direction.

        Raises LookupError for an unknown key and for an argument that is missing or of a type
        that Fluent cannot set.
        """
        if not _recurs(arguments):
            return self._set(key, arguments)
        asked = (key, *arguments.items())
        said = self._said.get(asked)
        if said is None:
            said = self._said[asked] = self._set(key, arguments)
        return said

    def _set(self, key: str, arguments: dict[str, object]) -> str:
        with self._preparing:
            if key not in self._ready:
                self._prepare(key)
            bundle = self._loaded()
            pattern = bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"message {key!r} has no text")
        text, problems = bundle.format_pattern(pattern, arguments)
        if problems:
            raise LookupError(f"message {key!r} of {self.folder!r}: {problems[0]}")
        return str(text)

    def key_of(self, text: str) -> str:
        """The key of a message of one line that is this text; "" for none."""
        return self._keys.get(text, "")

    @cached_property
    def _keys(self) -> dict[str, str]:
        held = (source.strip().partition(" = ") for source in self._sources.values())
        return {text: key for key, joined, text in held if joined and "\n" not in text}

    def _loaded(self) -> FluentBundle:
        if self._bundle is None:
            from fluent.runtime import FluentBundle, resolver

            # The limit guards against messages of strangers; these are our own, whatever is put into them.
            resolver.MAX_PART_LENGTH = sys.maxsize
            self._bundle = FluentBundle([TAGS[self.folder]], use_isolating=False)
        return self._bundle

    def _prepare(self, key: str) -> None:
        """Parses an entry and whatever it refers to; the entry is ready when all of that is."""
        from fluent.runtime import FluentResource
        from fluent.syntax.ast import Junk

        source = self._sources.get(key)
        if source is None:
            near = get_close_matches(key, self._sources, n=3)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise LookupError(f"{key!r} is not a message of {self.folder!r}{hint}")
        resource = FluentResource(source)
        for entry in resource.body:
            if isinstance(entry, Junk):
                raise LookupError(f"message {key!r} of {self.folder!r} cannot be read: {source!r}")
        self._loaded().add_resource(resource)
        for referred in _REFERENCE.findall(source):
            if referred != key and referred not in self._ready:
                self._prepare(referred)
        self._ready.add(key)


def sources(folder: str) -> Iterator[tuple[str, str]]:
    """Name and text of each catalog file of a language, by name, with line feeds alone."""
    place = files("kizuna").joinpath("locale", folder)
    for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".ftl"):
            text = entry.read_text("utf-8").replace("\r\n", "\n")
            yield entry.name, text if text.endswith("\n") else text + "\n"
