"""The resolver: what a person typed, to the one thing of the register that it names, or
an error.

The first of these that finds anything decides: an id; an id without its kind; an
identifier (wikidata:Q35765, or Q35765 alone); a name letter by letter; a folded name; a
spelling of the same sounds; a name with or without its word for "city"; for a tie, the
names of its parties in any order. More than one thing found is an error that lists
them: the resolver never guesses, and names that are only similar are offered, never
taken.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple, Protocol

from kizuna.claims.kinds import KINDS, decode
from kizuna.errors import Ambiguous, NotFound
from kizuna.identity.folding import fold_name, spellings
from kizuna.values import Name, kind_of
from kizuna.values.identifiers import SCHEMES

_ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME_AND_ID = re.compile(rf".*\(({_ID.pattern})\)", re.DOTALL)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ITEM = re.compile(r"Q[1-9][0-9]*")
_CITY = re.compile(
    r"^(?:the )?city of (.+)$|^(.+?)(?:[ -]city|[ -]shi|[ -]shi city|市)$",
    re.IGNORECASE,
)
_PLACES = ("government", "area")
_SLUG_KINDS = (_PLACES, ("tie",), tuple(k for k in KINDS if k not in (*_PLACES, "tie")))
"""An id without its kind is looked for among places, then ties, then all else."""
PARTIES = ("government", "organisation", "area")
"""The kinds of what a tie joins."""
_BETWEEN = re.compile(
    r"\s*[-‐‑–—―/:+&,、，;·・と和与與]\s*|\s+(?:and|with|to|und|mit|et|avec|y|con|e|и|с)\s+|\s+",
    re.IGNORECASE,
)
"""What may stand between the names of two parties; it may as well be part of a name."""
_MOST_PARTIES = 4
_CANDIDATES = 20
_NEAR = 4


Keys = Callable[[str], Iterable[str]]
"""What a name is found by."""


class NamedRef(NamedTuple):
    """A name that a claim gives an entity: its text, and all of it as JSON ("": not
    read); `claim` is the claim's id.
    """

    ref: str
    text: str
    claim: str
    value: str = ""

    @property
    def name(self) -> Name:
        """The name with its language, script and scheme."""
        found: Name = decode("government", "name", self.value)
        return found


class Directory(Protocol):
    """Where the resolver looks things up; asked for names only when ids do not settle
    it.
    """

    def holding(self, refs: Sequence[str]) -> Sequence[str]:
        """Those of the ids that the register holds."""

    def identified(self, identifier: str) -> Sequence[str]:
        """The ids of what has an identifier, "wikidata:Q35765"."""

    def called(self, text: str) -> Iterable[str]:
        """The ids of what has the text for a name, letter by letter."""

    def names(self) -> Iterable[NamedRef]:
        """Every name of every entity."""

    def joining(self, sides: Sequence[frozenset[str]]) -> Sequence[str]:
        """The ties that have a party on each of the sides; those under another of them
        are left out.
        """

    def parties(self, tie: str) -> Sequence[str]:
        """The ids of the parties of a tie."""


class Resolver:
    """Resolves texts against one directory; `same` maps ids to the ids that stand for
    them.
    """

    def __init__(
        self, directory: Directory, same: Mapping[str, str] | None = None
    ) -> None:
        self._directory = directory
        self._same = same or {}
        self._indexes: dict[Keys, dict[str, list[NamedRef]]] = {}
        self._looked_up = 0

    def resolve(self, text: str, kinds: Sequence[str] = ()) -> str:
        """The id of the one entity that `text` names, among `kinds` (prefixes) when any
        are given: a name, an id, or a name with its id in brackets, "Osaka
        (government/osaka)".

        Raises NotFound, which quotes the text and suggests near names, and Ambiguous.
        """
        found, others = self._find(text, kinds)
        if not found:
            raise NotFound(self._missing(text, kinds, others))
        return found

    def _find(self, text: str, kinds: Sequence[str]) -> tuple[str, list[str]]:
        """The id that the text names among the kinds, else "" with what it names of
        others.
        """
        asked = id_in_brackets(text) or text.strip()
        tiers: list[Keys] = [self._by_id, *self._by_name]
        if not kinds or "tie" in kinds:
            tiers.append(self.ties_between)
        others: list[str] = []
        for tier in tiers:
            found = sorted({self._same.get(ref, ref) for ref in tier(asked)})
            fitting = [ref for ref in found if not kinds or kind_of(ref) in kinds]
            if len(fitting) == 1:
                return fitting[0], []
            if fitting:
                raise Ambiguous(
                    text, [(ref, self.describe(ref)) for ref in fitting[:_CANDIDATES]]
                )
            others.extend(found)
        return "", others

    def find(self, text: str, kinds: Sequence[str] = ()) -> str:
        """What `resolve` gives; "" for a text that names nothing. Raises Ambiguous."""
        return self._find(text, kinds)[0]

    def with_id(self, text: str) -> Sequence[str]:
        """The ids of what has the text for its whole id or an identifier."""
        if _ID.fullmatch(text):
            return self._directory.holding((text,))
        identifier = f"wikidata:{text}" if _ITEM.fullmatch(text) else text
        return (
            self._directory.identified(identifier) if is_identifier(identifier) else ()
        )

    def parties(self, text: str) -> frozenset[str]:
        """The ids of all that a tie may join and that the text names; empty for a text
        that names none of them.
        """
        for tier in (self.with_id, *self._by_name):
            if found := {ref for ref in tier(text) if kind_of(ref) in PARTIES}:
                return frozenset(found)
        return frozenset()

    def sounding(self, text: str) -> list[NamedRef]:
        """The names that sound like the text, with or without a word for "city"."""
        return self._named(sound_keys, text)

    def with_sounds(self, text: str) -> list[NamedRef]:
        """The names that have a word for each word of the text that sounds like it."""
        found = [self._named(_sounds_of_words, word) for word in text.split()] or [[]]
        named = set(found[0]).intersection(*found[1:])
        return [name for name in found[0] if name in named]

    def ties_between(self, text: str) -> Sequence[str]:
        """The ties of which the text names the parties, one after the other in any
        order.
        """
        return next(
            filter(None, map(self._directory.joining, sides(text, self.parties))), ()
        )

    def similar(self, text: str, kinds: Sequence[str] = ()) -> list[NamedRef]:
        """The names, of these kinds if any are given, that differ from the text in a
        few letters; the nearest first, one for each thing.
        """
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        folded, held = fold_name(text), self._index(_folded)
        most = min(len(folded) // 3, 3)  # one letter in three, and three in all
        near = extract(
            folded, list(held), scorer=OSA.distance, score_cutoff=most, limit=None
        )
        found: dict[str, NamedRef] = {}
        for name in (name for key, _, _ in near for name in held[key]):
            if not kinds or kind_of(name.ref) in kinds:
                found.setdefault(self._same.get(name.ref, name.ref), name)
        return list(found.values())

    def similar_ties(self, text: str) -> Sequence[str]:
        """The ties of which the text names the parties by names that are similar to
        theirs.
        """
        found = sides(
            text, lambda said: frozenset(n.ref for n in self.similar(said, PARTIES)), 2
        )
        return next(filter(None, map(self._directory.joining, found)), ())

    def describe(self, ref: str) -> str:
        """The first names of an entity, of a tie those of its parties, for a list of
        candidates; "" for none.
        """
        if kind_of(ref) == "tie" and ref not in self._names_of:
            parties = self._directory.parties(ref)
            return " – ".join(
                self._names_of.get(party, (party,))[0] for party in parties
            )
        return ", ".join(self._names_of.get(ref, ())[:3])

    @property
    def _by_name(self) -> tuple[Keys, ...]:
        return self._as_written, *(partial(self._by_key, keys_of) for keys_of in _KEYS)

    def _as_written(self, text: str) -> Iterable[str]:
        """What has the text for a name: all names are not read for the few that a
        command or a page asks for.
        """
        self._looked_up += 1
        if self._looked_up > 20 or self._indexes:
            return self._by_key(_itself, text)
        return self._directory.called(text)

    def _by_key(self, keys_of: Keys, text: str) -> list[str]:
        return [name.ref for name in self._named(keys_of, text)]

    def _named(self, keys_of: Keys, text: str) -> list[NamedRef]:
        held = self._index(keys_of)
        return [name for key in keys_of(text) for name in held.get(key, ())]

    def _index(self, keys_of: Keys) -> dict[str, list[NamedRef]]:
        if keys_of not in self._indexes:
            index = self._indexes[keys_of] = defaultdict(list)
            for name in self._all:
                for key in keys_of(name.text):
                    index[key].append(name)
        return self._indexes[keys_of]

    def _by_id(self, text: str) -> Iterable[str]:
        if held := self.with_id(text):
            return held
        tiers = _SLUG_KINDS if _SLUG.fullmatch(text) else ()
        ids = (tuple(f"{kind}/{text}" for kind in kinds) for kinds in tiers)
        return next(filter(None, map(self._directory.holding, ids)), ())

    @cached_property
    def _all(self) -> tuple[NamedRef, ...]:
        return tuple(self._directory.names())

    @cached_property
    def _names_of(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for name in self._all:
            found[self._same.get(name.ref, name.ref)][name.text] = None
        return {ref: tuple(names) for ref, names in found.items()}

    def _missing(self, text: str, kinds: Sequence[str], others: Sequence[str]) -> str:
        wanted, asked = (
            " or ".join(kinds) or "thing",
            id_in_brackets(text) or text.strip(),
        )
        if others:
            return (
                f"{text!r} is {', '.join(dict.fromkeys(others))}, which is no {wanted}"
            )
        near = dict.fromkeys(name.text for name in self.similar(asked, kinds))
        if "tie" in kinds or not kinds:
            near |= dict.fromkeys(map(self.describe, self.similar_ties(asked)))
            if not near and (named := next(sides(asked, self.parties), ())):
                joined = " and ".join(min(side) for side in named)
                return f"no tie in the register joins {joined} ({text!r})"
        hint = (
            f"; did you mean {', '.join(map(repr, list(near)[:_NEAR]))}?"
            if near
            else ""
        )
        if "tie" in kinds and not near:
            hint = "; a tie is named by its id or as 'Osaka - Shanghai'"
        return f"no {wanted} in the register is called {text!r}{hint}"


Parties = Callable[[str], frozenset[str]]
"""The ids of the parties that a text names, none for a text that names nobody."""


def beginnings(text: str, parties: Parties) -> Iterator[tuple[frozenset[str], str]]:
    """Every way in which the text begins with the name of a party: what it names, and
    the rest of the text.
    """
    breaks = list(_BETWEEN.finditer(text.strip()))
    for cut in (
        breaks if len(breaks) <= 16 else ()
    ):  # what may be cut in more places names no tie
        if first := parties(cut.string[: cut.start()]):
            yield first, cut.string[cut.end() :]


def sides(
    text: str, parties: Parties, most: int = _MOST_PARTIES
) -> Iterator[list[frozenset[str]]]:
    """Every way in which the text is the names of two to so many parties, one after the
    other.
    """
    for first, rest in beginnings(text, parties) if most > 1 else ():
        if last := parties(rest):
            yield [first, last]
        yield from ([first, *others] for others in sides(rest, parties, most - 1))


def is_identifier(text: str) -> bool:
    """Whether a text is an identifier of one of the known schemes,
    "wikidata:Q35765".
    """
    return text.strip().partition(":")[0] in SCHEMES and ":" in text


def id_in_brackets(text: str) -> str:
    """The id after a name, "Osaka (government/osaka)"; "" when there is none."""
    found = _NAME_AND_ID.fullmatch(text.strip())
    return found[1] if found else ""


def city_key(text: str) -> str:
    """The sound key of a name without its word for "city" (Osaka City, 大阪市); of the
    whole name when it has none; "" when nothing is left.
    """
    found = _CITY.match(text.strip())
    rest = next((part for part in found.groups() if part), text) if found else text
    return min(spellings(rest), default="")


def sound_keys(text: str) -> frozenset[str]:
    """The keys of a name as it stands and without its word for "city"."""
    return spellings(text) | {city_key(text)} - {""}


def _sounds_of_words(text: str) -> frozenset[str]:
    return frozenset(key for word in text.split() for key in sound_keys(word))


def _itself(text: str) -> Iterable[str]:
    return (text,)


def _folded(text: str) -> Iterable[str]:
    return filter(None, (fold_name(text),))


_KEYS: tuple[Keys, ...] = (
    _folded,
    spellings,
    lambda text: filter(None, (city_key(text),)),
)
"""How names are found that are not as written: folded, by sounds, without the word for
a city.
"""
