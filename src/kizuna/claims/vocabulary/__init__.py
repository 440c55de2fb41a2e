"""The controlled vocabularies of claims, read from the data beside this module; what is
not a concept of its scheme is an error, never a free text.

Each scheme is one TOML file named after it, in the terms of SKOS (W3C, 2009): a concept
has an id, a preferred label in each language, alternative labels in these and in
further ones, a definition, at most one broader concept of the same scheme, and close
matches in other registers (clair: the Japanese register of sister cities; rgre: the
German section of the Council of European Municipalities and Regions; wikidata: items
and properties).
"""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from kizuna.errors import BadClaim

LANGUAGES = ("en", "ja", "zh-Hans", "ru")
"""The languages that every label is given in (BCP 47)."""

_KANA_MARKS = "\u3099\u309a"
_NEAR = 0.8
"""How alike a word and a label must be for the label to be suggested (0 to 1, as
difflib measures it).
"""


@dataclass(frozen=True, slots=True, eq=False)
class Concept:
    """One concept of a scheme.

    `labels` maps each of LANGUAGES to the label as it stands inside a sentence (lower
    case but for proper names). `definition` is English. `broader` is a concept id of
    the same scheme or None. `close` maps a register to its own term. `alt` maps a
    language to the other words for the concept; `hidden` are words that may mean it or
    something else: they suggest it, and are never read as it. The last four are None
    (`binding`: False) where the scheme has no such thing:

    order      rank of a stage, 1 and up
    tier       "municipality" or "prefecture": which count of local governments takes
               the level
    in_force   whether a tie of this status stands
    binding    whether a tie counts from this stage on
    """

    id: str
    labels: Mapping[str, str]
    definition: str
    broader: str | None = None
    close: Mapping[str, str] = field(default_factory=dict)
    alt: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    order: int | None = None
    tier: str | None = None
    in_force: bool | None = None
    binding: bool = False


class Scheme(dict[str, Concept]):
    """The concepts of one vocabulary by their ids, in the order of its file, with
    `labels` and a `definition`.

    Another id than theirs raises BadClaim with the nearest ones.
    """

    def __init__(self, id: str, concepts: Mapping[str, Concept], **own: Any) -> None:
        super().__init__(concepts)
        self.id = id
        self.labels: Mapping[str, str] = own["labels"]
        self.definition: str = own["definition"]

    def __missing__(self, concept_id: object) -> Concept:
        near = _nearest(concept_id, self)
        raise BadClaim(f"{concept_id!r} is not a concept of {self.id!r}: {near}")

    def is_within(self, concept_id: str, wider: str) -> bool:
        """Whether `concept_id` is `wider` or has it among its broader concepts, however
        far up.

        Raises BadClaim for an id that is not of the scheme.
        """
        _ = self[wider]
        return wider in self.wider(concept_id)

    def wider(self, concept_id: str) -> tuple[str, ...]:
        """The concept's id and those of all that are broader, however far up, the
        narrowest first; or BadClaim.
        """
        found = [concept_id]
        while above := self[found[-1]].broader:
            found.append(above)
        return tuple(found)

    def named(self, text: str) -> str:
        """The id of the concept that a text names, by its id or a label in any
        language; "" for none.

        Case, width, accents, number, hyphens and spaces make no difference.
        """
        return _named(self.id).get(fold_label(text), "")

    def suggested(self, text: str) -> str:
        """The id of the concept that a text may mean: a hidden label's, else the
        nearest label's; "" for none.
        """
        folded = fold_label(text)
        for concept in self.values():
            if folded in map(fold_label, concept.hidden):
                return concept.id
        known = _named(self.id)
        near = get_close_matches(folded, known, n=1, cutoff=_NEAR)
        return known[near[0]] if near else ""


@cache
def _named(scheme_id: str) -> dict[str, str]:
    """The concepts of a scheme by their folded ids and labels; of two with one label
    the earlier, and a preferred label goes before an alternative one.
    """
    concepts = scheme(scheme_id).values()
    named = [(text, c.id) for c in concepts for text in (c.id, *c.labels.values())]
    named += [
        (text, c.id) for c in concepts for texts in c.alt.values() for text in texts
    ]
    return {fold_label(text): ref for text, ref in reversed(named)}


def fold_label(text: str) -> str:
    """A label for comparing: in lower case, without accents, signs and spaces, its
    Latin words in the singular.
    """
    lowered = unicodedata.normalize(
        "NFKD", unicodedata.normalize("NFKC", text).casefold()
    )
    plain = "".join(
        c for c in lowered if c in _KANA_MARKS or not unicodedata.combining(c)
    )
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain))
    return "".join(
        re.sub("(?<!s)s$", "", re.sub("ies$", "y", word))
        if word.isascii() and len(word) > 3
        else word
        for word in words
    )


@cache
def scheme_ids() -> tuple[str, ...]:
    """The ids of all schemes in alphabetical order."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


@cache
def scheme(scheme_id: str) -> Scheme:
    """The scheme of that id, read once and on first use; BadClaim when there is no such
    scheme.
    """
    if scheme_id not in scheme_ids():
        raise BadClaim(
            f"{scheme_id!r} is not a vocabulary: {_nearest(scheme_id, scheme_ids())}"
        )
    data = tomllib.loads(
        files(__name__).joinpath(f"{scheme_id}.toml").read_text("utf-8")
    )
    concepts = {}
    for key, entry in data.pop(
        "concepts"
    ).items():  # an unknown key of an entry is a TypeError
        alt = {
            language: tuple(texts) for language, texts in entry.get("alt", {}).items()
        }
        hidden = tuple(entry.get("hidden", ()))
        concepts[key] = Concept(key, **entry | {"alt": alt, "hidden": hidden})
    return Scheme(scheme_id, concepts, **data)


def _nearest(wrong: object, known: Collection[str]) -> str:
    """What would be right: the nearest known ids, or all of them when none is near."""
    near = get_close_matches(str(wrong), known, n=4, cutoff=0.5)
    return (
        f"did you mean {' or '.join(near)}?"
        if near
        else f"known are {', '.join(known)}"
    )
