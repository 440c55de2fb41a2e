"""Says English words of Kizuna's own in another language: those of the built-in register, of what is wrong, of
what concepts mean, and of the description of the API. Words that it does not know stay as they are, for they are
somebody else's.

A file of renderings has tables of whole texts and one of `patterns`, texts with placeholders. A placeholder
of one letter, "{n}", is a whole number and is set as it is; a longer one, "{tie}", is words without a comma
and is itself rendered; a number, "{0}", is any words, rendered unless they stand in quotes. Of several
patterns that fit, the one with the most words of its own is meant. What a pattern becomes may say in which
form a placeholder is filled, "{0:kind}". The files are TOML under the name of their language and
`.renderings`: what ends in `.toml` under `data` is read as statements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files

PLACES = {
    "register": ("data", "kansai", "renderings", "{language}.renderings"),
    "errors": ("locale", "{language}", "errors.renderings"),
    "api": ("locale", "{language}", "api.renderings"),
    "concepts": ("locale", "{language}", "concepts.renderings"),
}
"""What is rendered, and the file of it for a language."""

_PLACEHOLDER = re.compile(r"\{([a-z]+|\d+)\}")
_HOLE = re.compile(r"\{([a-z]+|\d+)(?::([a-z]+))?\}")
_QUOTED = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_BRACKETED = r"[\[{(].*[\])}]"


class Pattern:
    """An English text with placeholders and what it is in another language."""

    def __init__(self, english: str, said: str) -> None:
        self.said = said
        self._parts = _PLACEHOLDER.split(english)
        self.own_words = sum(map(len, self._parts[::2]))
        self._longest = max(self._parts[::2], key=len)

    def parts_of(self, text: str) -> dict[str, str] | None:
        """What stands in the placeholders when the text fits; None when it does not."""
        if self._longest not in text:
            return None
        found = self._expression.fullmatch(text)
        return None if found is None else {k[1:]: v for k, v in found.groupdict().items()}

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        parts = enumerate(self._parts)
        groups = (_group(p, is_first=i == 1) if i % 2 else re.escape(p) for i, p in parts)
        return re.compile("".join(groups))


class Renderings:
    """The renderings of one language: `texts` by the English text, `patterns` by the English pattern."""

    def __init__(self, texts: Mapping[str, str], patterns: Mapping[str, str]) -> None:
        self.texts = dict(texts)
        self.patterns = dict(patterns)
        made = (Pattern(english, said) for english, said in patterns.items())
        self._patterns = sorted(made, key=lambda pattern: -pattern.own_words)

    def of(self, text: str) -> str:
        """The rendering of a text: its own, or by the pattern that fits best; else the text itself."""
        if text in self.texts:
            return self.texts[text]
        if re.fullmatch(_QUOTED, text):
            return text
        for pattern in self._patterns:
            if (parts := pattern.parts_of(text)) is not None:
                return self._filled(pattern.said, parts)
        return text

    def in_form(self, text: str, form: str) -> str:
        """What fills a placeholder that asks for a form, "" for none: the rendering of the text."""
        return self.of(text)

    def _filled(self, said: str, parts: Mapping[str, str]) -> str:
        return _HOLE.sub(lambda hole: self.in_form(parts[hole[1]], hole[2] or ""), said)


def _group(name: str, *, is_first: bool) -> str:
    """What may stand in a placeholder, as a group; the names of groups cannot begin with a digit.

    The first takes in no field or file before a colon: what is wrong there is another text.
    """
    if name.isdigit():
        words = r"(?:(?!: ).)*?" if is_first else ".*?"
        return rf"(?P<_{name}>{_QUOTED}|{_BRACKETED}|{words})"
    return rf"(?P<_{name}>\d+)" if len(name) == 1 else rf"(?P<_{name}>[^,]+)"


@cache
def renderings(language: str, what: str = "register") -> Renderings:
    """The renderings of a language by its folder's name, "zh-hans"; empty where there is no file (English).

    `what` is a key of PLACES.
    """
    import tomllib

    path = (part.format(language=language) for part in PLACES[what])
    file = files("kizuna").joinpath(*path)
    if not file.is_file():
        return Renderings({}, {})
    tables = tomllib.loads(file.read_text("utf-8"))
    patterns = tables.pop("patterns", {})
    return Renderings(
        {text: said for held in tables.values() for text, said in held.items()}, patterns
    )


_MORE = re.compile(r"(.*) and ([0-9,]+) more", re.DOTALL)
"""A list of which only the first are named."""


class Wrongs(Renderings):
    """The renderings of errors in one language.

    `kinds` are the words for the kinds of the register by their prefixes, `parts` those for the parts of values by
    their names, `listing` joins words by "and" or "or". A placeholder is filled in one of three forms: `kind`, the
    words for one kind or for either of several; `part`, the words for a part; `typed`, what has to be typed, which
    stays.
    """

    def __init__(
        self,
        held: Renderings,
        kinds: Mapping[str, str],
        parts: Mapping[str, str],
        listing: Callable[[Sequence[str], str], str],
    ) -> None:
        super().__init__(held.texts, held.patterns)
        self._kinds = kinds
        self._parts = parts
        self._listing = listing

    def of(self, text: str) -> str:
        """The rendering of a message; of several in a row, or one after the name of a field or file
        ("b.name: ..."), that of each."""
        said = super().of(text)
        if said != text:
            return said
        for joint in ("; ", ": "):
            first, joined, rest = text.partition(joint)
            if joined:
                return f"{self.of(first)}{joint}{self.of(rest)}"
        return text

    def in_form(self, text: str, form: str) -> str:
        """What fills a placeholder: the rendering of the text, the words for kinds or a part, or what is typed."""
        if form == "kind":
            kinds = text.split(" or ")
            return self._listing([self._kinds.get(kind) or self.of(kind) for kind in kinds], "or")
        if form == "part":
            return self._parts.get(text.strip("'").replace(" ", "-"), text)
        if form == "typed":
            if found := _MORE.fullmatch(text):
                return f"{found[1]} {self.of('and more')} {found[2]}"
            for joint in ("or", "and"):
                if f" {joint} " in text:
                    return self._listing(text.split(f" {joint} "), joint)
            return text
        return self.of(text)
