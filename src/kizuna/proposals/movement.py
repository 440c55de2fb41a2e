"""Movement in a quote: whether its words say that something went from one party to another.

Each rule of `movement.toml` finds a word of movement and the side that its grammar puts beside it. A direction is
supported when more rules speak for it than for its reverse; where neither party is named, nothing speaks for it.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from kizuna.proposals.matching import core_of, stem_of
from kizuna.proposals.quoting import bare


def supports(quote: str, source: str, target: str, language: str = "en") -> bool:
    """Whether the quote says or implies that something goes from `source` to `target`; either may be "".

    `language` is one of `number_words.language_of`.
    """
    read = bare(quote)
    one, other = core_of(source), core_of(target)
    forward = _votes(read, one, other, language)
    return forward > 0 and forward > _votes(read, other, one, language)


def _votes(read: str, source: str, target: str, language: str) -> int:
    rules = _rules(language)
    sides = (("source", source, target), ("target", target, source))
    return sum(
        len(_rule(rule, name, other).findall(read))
        for side, name, other in sides
        for rule in rules[side]
        if name
    )


@cache
def _rules(language: str) -> dict[str, list[str]]:
    """The rules of a language, their parts filled in."""
    table = tomllib.loads(files(__package__).joinpath("movement.toml").read_text(encoding="utf-8"))
    parts = re.compile("{(" + "|".join(table["parts"]) + ")}")
    held = table.get(language, table["other"])
    return {
        side: [parts.sub(lambda part: table["parts"][part[1]], rule) for rule in rules]
        for side, rules in held.items()
    }


@lru_cache(maxsize=4096)
def _rule(rule: str, name: str, other: str) -> re.Pattern[str]:
    """The rule about `name`; a verb belongs to it only where the other party does not stand between."""
    barrier = rf"(?!\b{_named(other)}\b)" if other else ""
    gap = rf"(?:{barrier}[^.;!?。]){{0,60}}?"
    return re.compile(rule.replace("GAP", gap).replace("NAME", _named(name)))


def _named(name: str) -> str:
    """A pattern of a name in any case."""
    stems = ((word, stem_of(word)) for word in name.split())
    return " ".join(re.escape(s) + (r"\w{0,3}" if s != word else "") for word, s in stems)
