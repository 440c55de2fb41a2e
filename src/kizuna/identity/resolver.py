"""The resolver: what a person typed, to the one thing of the register that it names, or an error.

The first of these that finds anything decides: an id; an id without its kind; an identifier
(wikidata:Q35765, or Q35765 alone); a name letter by letter;
a folded name; a spelling of the same sounds; a name with or without its word for "city". More than
one thing found is an error that lists them: the resolver never guesses.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import Protocol

from kizuna.claims.kinds import KINDS
from kizuna.errors import Ambiguous, NotFound
from kizuna.identity.folding import fold_name
from kizuna.identity.romanisation import spellings
from kizuna.values import kind_of
from kizuna.values.identifiers import SCHEMES

_ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME_AND_ID = re.compile(rf".*\(({_ID.pattern})\)", re.DOTALL)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ITEM = re.compile(r"Q[1-9][0-9]*")
_CITY = re.compile(
    r"^(?:the )?city of (.+)$|^(.+?)(?:[ -]city|[ -]shi|[ -]shi city|市)$", re.IGNORECASE
)
_FIRST_KINDS = (("government", "area"), ("tie",))
_SLUG_KINDS = (
    *_FIRST_KINDS,
    tuple(kind for kind in KINDS if not any(kind in kinds for kinds in _FIRST_KINDS)),
)
"""An id without its kind is looked for among places, then ties, then all else."""
_MANY = 20_000
_CANDIDATES = 20


class NamedRef(Protocol):
    """A name that an entity has."""

    @property
    def ref(self) -> str:
        """The id of the entity."""

    @property
    def text(self) -> str:
        """The name as written."""


class Directory(Protocol):
    """Where the resolver looks things up; asked for names only when ids do not settle it."""

    def holding(self, refs: Sequence[str]) -> Sequence[str]:
        """Those of the ids that the register holds."""

    def identified(self, identifier: str) -> Sequence[str]:
        """The ids of what has an identifier, "wikidata:Q35765"."""

    def names(self) -> Iterable[NamedRef]:
        """Every name of every entity."""


class Resolver:
    """Resolves texts against one directory; `same` maps ids to the ids that stand for them."""

    def __init__(self, directory: Directory, same: Mapping[str, str] | None = None) -> None:
        self._directory = directory
        self._same = same or {}

    def resolve(self, text: str, kinds: Sequence[str] = ()) -> str:
        """The id of the one entity that `text` names, among `kinds` (prefixes) when any are given: a name, an id,
        or a name with its id in brackets, "Osaka (government/osaka)".

        Raises NotFound, which quotes the text and suggests near names, and Ambiguous.
        """
        asked = id_in_brackets(text) or text.strip()
        others: list[str] = []
        for tier in self._tiers():
            found = sorted({self._same.get(ref, ref) for ref in tier(asked)})
            fitting = [ref for ref in found if not kinds or kind_of(ref) in kinds]
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                raise Ambiguous(text, [(ref, self.describe(ref)) for ref in fitting[:_CANDIDATES]])
            others.extend(found)
        raise NotFound(self._missing(text, asked, kinds, others))

    def describe(self, ref: str) -> str:
        """The first names of an entity, for a list of candidates; "" when it has none."""
        return ", ".join(self._names_of.get(ref, ())[:3])

    def _tiers(self) -> tuple[Callable[[str], Iterable[str]], ...]:
        return (
            self._by_id,
            lambda text: self._exact.get(text, ()),
            lambda text: self._folded.get(fold_name(text), ()),
            lambda text: self._meeting(spellings(text)),
            lambda text: self._without_city.get(city_key(text), ()),
        )

    def _by_id(self, text: str) -> Iterable[str]:
        if _ID.fullmatch(text):
            return self._directory.holding((text,))
        if _SLUG.fullmatch(text):
            for kinds in _SLUG_KINDS:
                found = self._directory.holding(tuple(f"{kind}/{text}" for kind in kinds))
                if found:
                    return found
        identifier = f"wikidata:{text}" if _ITEM.fullmatch(text) else text
        return self._directory.identified(identifier) if is_identifier(identifier) else ()

    def _meeting(self, keys: Iterable[str]) -> list[str]:
        return [ref for key in keys for ref in self._sounding.get(key, ())]

    @cached_property
    def _all(self) -> tuple[NamedRef, ...]:
        return tuple(self._directory.names())

    @cached_property
    def _names_of(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for name in self._all:
            found[self._same.get(name.ref, name.ref)][name.text] = None
        return {ref: tuple(names) for ref, names in found.items()}

    def _index(self, keys_of: Callable[[str], Iterable[str]]) -> dict[str, set[str]]:
        index: dict[str, set[str]] = defaultdict(set)
        for name in self._all:
            for key in keys_of(name.text):
                index[key].add(name.ref)
        return index

    @cached_property
    def _exact(self) -> dict[str, set[str]]:
        return self._index(lambda text: (text,))

    @cached_property
    def _folded(self) -> dict[str, set[str]]:
        return self._index(lambda text: (fold_name(text),) if fold_name(text) else ())

    @cached_property
    def _sounding(self) -> dict[str, set[str]]:
        return self._index(spellings)

    @cached_property
    def _without_city(self) -> dict[str, set[str]]:
        return self._index(lambda text: (city_key(text),) if city_key(text) else ())

    def _missing(self, text: str, asked: str, kinds: Sequence[str], others: Sequence[str]) -> str:
        wanted = " or ".join(kinds) or "thing"
        if others:
            listed = ", ".join(dict.fromkeys(others))
            return f"{text!r} is {listed}, which is no {wanted}"
        near = self._near(asked)
        hint = f"; did you mean {', '.join(map(repr, near))}?" if near else ""
        return f"no {wanted} in the register is called {text!r}{hint}"

    def _near(self, text: str) -> list[str]:
        """Up to four names that look like the text."""
        folded = fold_name(text)
        pool: dict[str, str] = {}
        for name in self._all:
            pool.setdefault(fold_name(name.text), name.text)
        keys = list(pool)
        if len(keys) > _MANY:
            keys = [key for key in keys if key[:2] == folded[:2]]
        return [pool[key] for key in get_close_matches(folded, keys, n=4, cutoff=0.7)]


def is_identifier(text: str) -> bool:
    """Whether a text is an identifier of one of the known schemes, "wikidata:Q35765"."""
    return text.strip().partition(":")[0] in SCHEMES and ":" in text


def id_in_brackets(text: str) -> str:
    """The id after a name, "Osaka (government/osaka)"; "" when there is none."""
    found = _NAME_AND_ID.fullmatch(text.strip())
    return found[1] if found else ""


def city_key(text: str) -> str:
    """The sound key of a name without its word for "city" (Osaka City, 大阪市); of the whole name when it
    has none; "" when nothing is left."""
    found = _CITY.match(text.strip())
    rest = next((part for part in found.groups() if part), text) if found else text
    return min(spellings(rest), default="")
