"""Says the English words of the built-in register in another language; words that it does not know
stay as they are, for they are somebody else's.

A file of renderings has two tables: `texts`, whole texts, and `patterns`, texts with placeholders. A
placeholder of one letter, "{n}", is a whole number and is set as it is; a longer one, "{tie}", is words
without a comma and is itself rendered. The files are TOML under the name of their language and
`.renderings`: what ends in `.toml` under `data` is read as statements.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_PLACE = ("data", "kansai", "renderings")
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")


class Renderings:
    """The renderings of one language: `texts` by the English text, `patterns` by the English pattern."""

    def __init__(self, texts: Mapping[str, str], patterns: Mapping[str, str]) -> None:
        self.texts = dict(texts)
        self._patterns = [(_expression(english), said) for english, said in patterns.items()]

    def of(self, text: str) -> str:
        """The rendering of a text: its own, or by the first pattern that fits; else the text itself."""
        if text in self.texts:
            return self.texts[text]
        for expression, said in self._patterns:
            if found := expression.fullmatch(text):
                parts = {name: self.of(part) for name, part in found.groupdict().items()}
                return said.format_map(parts)
        return text


def _expression(pattern: str) -> re.Pattern[str]:
    """What the texts of a pattern look like, with a group for each placeholder."""
    literals = _PLACEHOLDER.split(pattern)
    return re.compile(
        "".join(_group(part) if i % 2 else re.escape(part) for i, part in enumerate(literals))
    )


def _group(name: str) -> str:
    return rf"(?P<{name}>\d+)" if len(name) == 1 else rf"(?P<{name}>[^,]+)"


@cache
def renderings(language: str) -> Renderings:
    """The renderings of a language by its folder's name, "zh-hans"; empty where there is no file (English)."""
    import tomllib

    file = files("kizuna").joinpath(*_PLACE, f"{language}.renderings")
    if not file.is_file():
        return Renderings({}, {})
    tables = tomllib.loads(file.read_text("utf-8"))
    return Renderings(tables["texts"], tables["patterns"])
