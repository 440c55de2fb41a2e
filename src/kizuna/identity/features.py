"""The table of features: what speaks for and against a candidate, how much, and in
which words.

The weights are added. A feature of weight NEVER rules the candidate out, whatever else
speaks for it.

A score is the sum of the weights that hold; it decides which candidates need no person.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kizuna.identity.folding import fold_name
from kizuna.identity.gazetteer import GazetteerPlace
from kizuna.identity.mentions import NO_LEVEL, Levels, Mention, read_level

NEVER = -math.inf
PEOPLE, PEOPLE_OF_OTHER_NAMES = 1_000, 5_000
"""So many people a place of the gazetteer has at least that is decided by its first
name alone, or by another.

A smaller one often shares its name with a municipality or a district that the gazetteer
does not list; of the other names of small places many are those of their hamlets, of
what they lie in, or of a neighbour.
"""
NEAR_KM = 25.0
"""Two points so many kilometres apart may be of one place: its town hall, its middle,
its railway station.
"""

_CONFUSED = """
shaanxi shensi shenhsi шэньси 陕西, shanxi shansi shanhsi шаньси 山西, henan honan хэнань 河南, hunan хунань 湖南,
hainan хайнань 海南, hebei hopeh hopei хэбэй 河北, hubei hupeh hupei хубэй 湖北, jiangsu kiangsu цзянсу 江苏,
jiangxi kiangsi цзянси 江西, guangdong kwangtung гуандун 広东, guangxi kwangsi гуанси 広西,
fukushima фукусима 福島, fukuyama фукуяма 福山, tokushima токусима 徳島
"""
NEVER_MEET = tuple(
    frozenset(map(fold_name, names.split())) for names in _CONFUSED.split(",")
)
"""Names a letter or a sound apart that are different places: a slip of the pen is never
assumed between them.
"""


def is_forbidden(mention: Mention, place: GazetteerPlace) -> bool:
    """Whether the names of a mention stand in one group of NEVER_MEET and those of a
    place in another only.
    """
    asked = {
        fold_name(mention.text),
        fold_name(read_level(mention.text, mention.country).core),
    }
    mine = [group for group in NEVER_MEET if asked & group]
    if not mine:
        return False
    names = {fold_name(read_level(name, place.country).core) for name in place.names}
    theirs = [group for group in NEVER_MEET if names & group]
    return bool(theirs) and not any(group in theirs for group in mine)


class Evidence(NamedTuple):
    """What is known of a mention and one candidate.

    `how` is the way in which the names met: "whole", "core" (without the level word),
    "sound" or "reading"; `edits` the letters they are apart after it (0..2, 3 for
    more), `ratio` their likeness in 0..1, `letters` the length of the shorter.
    `country`: True the same, False another, None not said. `asked` and `held` are
    levels. `chief` is whether it is the first of the place's names, `own` whether the
    register itself holds it; `within` whether the context names what the candidate lies
    in, `distance` the kilometres between their points, both None where one of the two
    is not known; `forbidden` whether the two are known to be confused (NEVER_MEET).
    """

    how: str
    edits: int
    ratio: float
    letters: int
    country: bool | None
    asked: Levels
    held: Levels
    within: bool | None
    distance: float | None
    population: int
    chief: bool
    own: bool
    forbidden: bool

    @property
    def same(self) -> str:
        """In which way the names are the same, "" where they are letters apart."""
        return "" if self.edits else self.how

    @property
    def is_same(self) -> bool:
        """Whether nothing is left to guess: the name is the same in some script or
        romanisation, the country agrees, and so does what is known of the region and
        the point.

        A name without its level word is the same where the level is said and agrees.
        """
        named = not self.edits and (self.how != "core" or bool(self.asked & self.held))
        is_there = self.within is not False and (self.distance or 0) <= NEAR_KM
        return named and self.country is True and is_there


class MatchFeature(NamedTuple):
    """One line of the table: its name, its words, its weight, and when it holds."""

    name: str
    words: str
    weight: float
    holds: Callable[[Evidence], bool]


_LINES: tuple[tuple[str, str, float, Callable[[Evidence], bool]], ...] = (
    ("same-name", "same folded name", 6.0, lambda e: e.same == "whole"),
    ("same-core", "same name without its level word", 5.5, lambda e: e.same == "core"),
    (
        "same-reading",
        "same name in another romanisation",
        5.4,
        lambda e: e.same == "reading",
    ),
    ("same-sound", "same sounds in another spelling", 5.2, lambda e: e.same == "sound"),
    ("one-edit", "one letter apart", 3.6, lambda e: e.edits == 1),
    ("two-edits", "two letters apart", 2.2, lambda e: e.edits == 2),
    ("alike", "names look alike", 2.0, lambda e: e.edits > 2 and e.ratio >= 0.6),
    (
        "short-name",
        "too short a name for a slip",
        -1.2,
        lambda e: e.edits > 0 and e.letters < 6,
    ),
    ("chief-name", "it is its first name", 0.5, lambda e: e.chief),
    ("same-country", "same country", 1.0, lambda e: e.country is True),
    ("other-country", "another country", -4.0, lambda e: e.country is False),
    ("same-level", "same level", 0.8, lambda e: bool(e.asked & e.held)),
    (
        "settlement-unsaid",
        "a settlement where no level is said",
        0.4,
        lambda e: e.asked == NO_LEVEL and bool(e.held & Levels.SETTLEMENT),
    ),
    (
        "level-differs",
        "level differs",
        NEVER,
        lambda e: NO_LEVEL not in (e.asked, e.held) and not e.asked & e.held,
    ),
    (
        "port-unnamed",
        "a port is not meant where none is named",
        NEVER,
        lambda e: e.held == Levels.PORT and not e.asked & Levels.PORT,
    ),
    (
        "never-meet",
        "names of two known places that are easily confused",
        NEVER,
        lambda e: e.forbidden,
    ),
    ("within", "the text names what it lies in", 0.9, lambda e: e.within is True),
    (
        "near",
        "points within 25 km",
        1.0,
        lambda e: e.distance is not None and e.distance <= NEAR_KM,
    ),
    (
        "far",
        "points more than 25 km apart",
        -2.0,
        lambda e: (e.distance or 0) > NEAR_KM,
    ),
    ("large", "more than 100,000 people", 0.3, lambda e: e.population >= 100_000),
    (
        "very-large",
        "more than a million people",
        0.2,
        lambda e: e.population >= 1_000_000,
    ),
)
FEATURES = tuple(map(MatchFeature._make, _LINES))


def match_features(evidence: Evidence) -> tuple[MatchFeature, ...]:
    return tuple(feature for feature in FEATURES if feature.holds(evidence))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention may name, its score, and the evidence behind it."""

    place: GazetteerPlace
    score: float
    evidence: Evidence

    @property
    def ref(self) -> str:
        return self.place.ref

    @property
    def confidence(self) -> float:
        """The score in 0..1, for showing: a half at 3.5."""
        return 1.0 / (1.0 + math.exp(3.5 - self.score))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every feature that holds, in words, with its weight: "same folded name
        (+6.0)"; then what differs.
        """
        features = tuple(
            f"{f.words} ({f.weight:+.1f})" for f in match_features(self.evidence)
        )
        unlike = self.evidence.ratio - 1.0
        return (
            (*features, f"share of letters that differ ({unlike:+.2f})")
            if unlike
            else features
        )


def weigh(evidence: Evidence) -> float:
    """The sum of the weights, less the share of letters that differ; NEVER where one
    feature rules it out.

    Among names equally many letters apart the longer, which keeps more of what was
    written, is the likelier.
    """
    return (
        sum(feature.weight for feature in match_features(evidence))
        + evidence.ratio
        - 1.0
    )


def decided(candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate taken without asking a person: the only one of the same name, where
    it is near, the register's own, or of some size; None without one.
    """
    same = [candidate for candidate in candidates if candidate.evidence.is_same]
    if len(same) != 1:
        return None
    found = same[0].evidence
    least = PEOPLE if found.chief else PEOPLE_OF_OTHER_NAMES
    is_known = found.own or found.distance is not None or found.population >= least
    return same[0] if is_known else None


Called = tuple[str, str]
"""What a mention is called, folded, and in what it is said to lie."""


def called(mention: Mention) -> Called:
    return fold_name(mention.text), fold_name(mention.context)


def called_alone(
    asked: Iterable[tuple[GazetteerPlace, Called]],
    standing: Mapping[str, Collection[Called]],
) -> dict[str, Called]:
    """For the id of each place the one name under which mentions may fall on it without
    a person.

    `asked` are places with what a mention that would fall on them is called; `standing`
    what those are called that fell on them before, by id. The first name of a place
    alone decides where mentions of several names meet. A place for which that leaves
    more than one is not in the answer.
    """
    meeting, chiefs = defaultdict[str, set[Called]](set), dict[str, str]()
    for place, name in asked:
        meeting[place.ref].add(name)
        chiefs[place.ref] = fold_name(place.names[0])
    found: dict[str, Called] = {}
    for ref, mine in meeting.items():
        chief = {name for name in mine if name[0] == chiefs[ref]}
        left = set(standing.get(ref, ())) or (mine if len(mine) == 1 else chief)
        if len(left) == 1:
            (found[ref],) = left
    return found
