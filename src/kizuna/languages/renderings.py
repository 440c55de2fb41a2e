"""Says English words of Kizuna's own in another language: those of the built-in register, of what is wrong, and
of the description of the API. Words that it does not know stay as they are, for they are somebody else's.

A file of renderings has two tables: `texts`, whole texts, and `patterns`, texts with placeholders. A
placeholder of one letter, "{n}", is a whole number and is set as it is; a longer one, "{tie}", is words
without a comma and is itself rendered; a number, "{0}", is any words, rendered unless they stand in quotes.
Of several patterns that fit, the one with the most words of its own is meant. The files are TOML under the
name of their language and `.renderings`: what ends in `.toml` under `data` is read as statements.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files

PLACES = {
    "register": ("data", "kansai", "renderings", "{language}.renderings"),
    "errors": ("locale", "{language}", "errors.renderings"),
    "api": ("locale", "{language}", "api.renderings"),
}
"""What is rendered, and the file of it for a language."""

_PLACEHOLDER = re.compile(r"\{([a-z]+|\d+)\}")
_QUOTED = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""


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
        groups = (_group(p) if i % 2 else re.escape(p) for i, p in enumerate(self._parts))
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
                said = {name: self.of(part) for name, part in parts.items()}
                return _PLACEHOLDER.sub(lambda hole: said[hole[1]], pattern.said)
        return text


def _group(name: str) -> str:
    """What may stand in a placeholder, as a group; the names of groups cannot begin with a digit."""
    if name.isdigit():
        return rf"(?P<_{name}>{_QUOTED}|.*?)"
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
    return Renderings(tables.get("texts", {}), tables.get("patterns", {}))
