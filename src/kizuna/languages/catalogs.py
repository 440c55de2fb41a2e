"""Reads the Fluent catalogs of one language, in which a message that is missing, broken
or short of an argument is an error and never a fallback; and the tables by which
English texts and errors are said in it.

A catalog is a file of Fluent (Project Fluent, syntax 1.0). A language's folder is cut
into entries at once, which is quick, and each entry is parsed when it is first asked
for, which is not.

Renderings say English words of Kizuna's own in another language: those of the built-in
register, of what is wrong, of what concepts mean, of the description of the API, and of
the help of commands. Words that they do not know stay as they are, for they are
somebody else's. A file of renderings has tables of whole texts and one of `patterns`,
texts with placeholders. A placeholder of one letter, "{n}", is a whole number and is
set as it is; a longer one, "{tie}", is words without a comma and is itself rendered; a
number, "{0}", is any words, rendered unless they stand in quotes. Of several patterns
that fit, the one with the most words of its own is meant. What a pattern becomes may
say in which form a placeholder is filled, "{0:kind}". The files are TOML under the name
of their language and `.renderings`: what ends in `.toml` under `data` is read as
statements.

An error keeps its English words wherever it goes - a log, a job that failed, a report
on a list - and is put into the reader's language where it is read. `errors.renderings`
under `locale/` holds every message.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
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

_FOLDER_OF_TAG = {"en": "en", "ja": "ja", "ru": "ru"} | dict.fromkeys(
    ("zh", "zh-hans", "zh-cn", "zh-sg", "zh-my"), "zh-hans"
)
_ENTRY = re.compile(r"^(-?[A-Za-z][\w-]*) *=.*\n(?:(?:[ \t}].*)?\n)*", re.MULTILINE)
_REFERENCE = re.compile(r"\{\s*(-?[A-Za-z][\w-]*)")


def folder_of(language: object) -> str:
    """The folder of a language given as tag or locale: "zh-hans" for zh-Hans, zh_CN and
    zh. Raises BadLanguage, listing the four languages, for any other; traditional
    Chinese is another.
    """
    tag = re.split(r"[.@]", str(language))[0].strip().replace("_", "-").lower()
    base, *subtags = tag.split("-")
    folder = _FOLDER_OF_TAG.get(
        "-".join([base, *subtags[:1]]) if base == "zh" else base
    )
    if folder is None:
        raise BadLanguage(language, f"Kizuna speaks {', '.join(TAGS.values())}")
    return folder


class Catalog:
    """All messages of one language; `folder` is a key of TAGS. Threads may share it.

    Raises ValueError when two files of the folder name one message.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._sources: dict[str, str] = {}
        self._ready: set[str] = set()
        self._said: dict[tuple[object, ...], str] = {}
        self._preparing = RLock()
        for file_name, source in sources(folder):
            for entry in _ENTRY.finditer(source):
                if entry[1] in self._sources:
                    raise ValueError(
                        f"{folder}/{file_name} names {entry[1]!r} a second time"
                    )
                self._sources[entry[1]] = entry[0]

    def message_ids(self) -> tuple[str, ...]:
        """The ids of all messages in alphabetical order; terms, which start with "-",
        are left out.
        """
        return tuple(sorted(key for key in self._sources if not key.startswith("-")))

    def text(self, key: str, arguments: dict[str, object]) -> str:
        """The message with its arguments in place, without marks of direction.

        Raises LookupError for an unknown key and for an argument that is missing or of
        a type that Fluent cannot set.
        """
        for value in arguments.values():
            if len(arguments) > 1 or type(value) is not int or not 0 <= value < 1000:
                return self._set(key, arguments)
        # Likely to be asked for again: without arguments, or with one small number.
        asked = (key, *arguments.items())
        if asked not in self._said:
            self._said[asked] = self._set(key, arguments)
        return self._said[asked]

    def _set(self, key: str, arguments: dict[str, object]) -> str:
        with self._preparing:
            if key not in self._ready:
                self._prepare(key)
            pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"message {key!r} has no text")
        text, problems = self._bundle.format_pattern(pattern, arguments)
        if problems:
            raise LookupError(f"message {key!r} of {self.folder!r}: {problems[0]}")
        return str(text)

    @cached_property
    def keys(self) -> dict[str, str]:
        """The keys of the messages of one line by their texts."""
        held = (source.strip().partition(" = ") for source in self._sources.values())
        return {text: key for key, joined, text in held if joined and "\n" not in text}

    @cached_property
    def _bundle(self) -> FluentBundle:
        from fluent.runtime import FluentBundle, resolver

        # The limit guards against messages of strangers; these are our own, whatever is
        # put into them.
        resolver.MAX_PART_LENGTH = sys.maxsize
        return FluentBundle([TAGS[self.folder]], use_isolating=False)

    def _prepare(self, key: str) -> None:
        """Parses an entry and whatever it refers to; the entry is ready when all of
        that is.
        """
        from fluent.runtime import FluentResource
        from fluent.syntax.ast import Junk

        source = self._sources.get(key)
        if source is None:
            near = get_close_matches(key, self._sources, n=3)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise LookupError(f"{key!r} is not a message of {self.folder!r}{hint}")
        resource = FluentResource(source)
        if any(isinstance(entry, Junk) for entry in resource.body):
            raise LookupError(
                f"message {key!r} of {self.folder!r} cannot be read: {source!r}"
            )
        self._bundle.add_resource(resource)
        for referred in _REFERENCE.findall(source):
            if referred != key and referred not in self._ready:
                self._prepare(referred)
        self._ready.add(key)


catalog = cache(Catalog)
"""The catalog of a language, cut into entries once."""


def sources(folder: str) -> Iterator[tuple[str, str]]:
    """Name and text of each catalog file of a language, by name, with line feeds
    alone.
    """
    place = files("kizuna").joinpath("locale", folder)
    for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".ftl"):
            text = entry.read_text("utf-8").replace("\r\n", "\n")
            yield entry.name, text if text.endswith("\n") else text + "\n"


_PLACEHOLDER = re.compile(r"\{([a-z]+|\d+)\}")
_HOLE = re.compile(r"\{([a-z]+|\d+)(?::([a-z]+))?\}")
_QUOTED = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_BRACKETED = r"[\[{(].*[\])}]"


class Renderings:
    """The renderings of one language: `texts` by the English text, `patterns` by the
    English pattern.
    """

    def __init__(self, texts: Mapping[str, str], patterns: Mapping[str, str]) -> None:
        self.texts, self.patterns = dict(texts), dict(patterns)
        own = {english: _PLACEHOLDER.split(english)[::2] for english in patterns}
        ranked = sorted(own.items(), key=lambda item: -sum(map(len, item[1])))
        self._ranked = [(max(words, key=len), english) for english, words in ranked]

    def of(self, text: str) -> str:
        """The rendering of a text: its own, or by the pattern that fits best; else the
        text itself.
        """
        if text in self.texts:
            return self.texts[text]
        if re.fullmatch(_QUOTED, text):
            return text
        near = (english for longest, english in self._ranked if longest in text)
        fits = (
            (self.patterns[english], _expression(english).fullmatch(text))
            for english in near
        )
        said, found = next((fit for fit in fits if fit[1]), ("", None))
        if found is None:
            return text
        return _HOLE.sub(
            lambda hole: self.in_form(found[f"_{hole[1]}"], hole[2] or ""), said
        )

    def in_form(self, text: str, form: str) -> str:
        """What fills a placeholder that asks for a form, "" for none: the rendering of
        the text.
        """
        return self.of(text)


@cache
def _expression(english: str) -> re.Pattern[str]:
    words = _PLACEHOLDER.split(english)
    parts = [re.escape(words[0])]
    for name, rest in zip(words[1::2], words[2::2], strict=True):
        form = r"\d+" if len(name) == 1 else "[^,]+"
        if name.isdigit():
            # the first takes in no field or file before a colon: what is wrong there is
            # another text
            any_words = ".*?" if len(parts) > 1 else "(?:(?!: ).)*?"
            form = f"{_QUOTED}|{_BRACKETED}|{any_words}"
        # the names of groups cannot begin with a digit
        parts += [f"(?P<_{name}>{form})", re.escape(rest)]
    return re.compile("".join(parts))


@cache
def renderings(language: str, what: str = "register") -> Renderings:
    """The renderings of a language by its folder's name, "zh-hans": of the texts of the
    "register", else of the "errors", "api", "concepts" or "cli", in a file beside the
    messages; empty where there is none (English).
    """
    import tomllib

    own = ("data", "kansai", "renderings", f"{language}.renderings")
    path = own if what == "register" else ("locale", language, f"{what}.renderings")
    file = files("kizuna").joinpath(*path)
    if not file.is_file():
        return Renderings({}, {})
    tables = tomllib.loads(file.read_text("utf-8"))
    patterns = tables.pop("patterns", {})
    texts = {text: said for held in tables.values() for text, said in held.items()}
    return Renderings(texts, patterns)
