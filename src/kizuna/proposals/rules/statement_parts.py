"""A sentence cut into statements, each of something of its own: at footnotes, at WHEREAS, at a second act."""

from __future__ import annotations

import re
from dataclasses import replace

from kizuna.proposals.rules.agreements.words import INSTRUMENT, SIGNING
from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.sentences import Sentence

# Where a new statement begins although no sentence does: after a footnote mark, at the next WHEREAS.
_PART = re.compile(r"(?<=[.!?])(?:\[\w+\])+\s+(?=[A-ZÀ-Þ])|;\s+(?:and\s+)?(?=WHEREAS\b)")


# Where a second instrument may begin within a sentence: "..., and in 1990 a port agreement was signed".
_SECOND = re.compile(
    r"(?:;|,)\s(?:and\s|while\s)?(?=(?:in|on)\s[^.;,]{0,20}\d{4}\b)|;\s(?:and\s)?", re.I
)


def _cuts(text: str) -> list[tuple[int, int]]:
    """The spans between the statements of a text."""
    cuts = [match.span() for match in _PART.finditer(text)]
    for match in _SECOND.finditer(text):
        sides = text[: match.start()], text[match.end() :]
        if all(INSTRUMENT.search(side) and SIGNING.search(side) for side in sides):
            cuts.append(match.span())
    return sorted(set(cuts))


def parts_of(scene: Scene) -> list[Scene]:
    """The statements of a scene, each as a scene of its own with the pair that it names."""
    text = scene.text
    cuts = _cuts(text)
    if not cuts:
        return [scene]
    starts = [0, *(last for _, last in cuts)]
    ends = [*(first for first, _ in cuts), len(text)]
    return [_part(scene, start, end) for start, end in zip(starts, ends, strict=True)]


def _part(scene: Scene, start: int, end: int) -> Scene:
    base = scene.sentence
    mentions = [
        replace(held, start=held.start - start, end=held.end - start)
        for held in scene.within(start, end)
    ]
    home = scene.home
    named = list(dict.fromkeys(held.party for held in mentions if not held.within))
    others = [party for party in named if home is None or party.bare != home.bare]
    pair = scene.pair
    if len(named) == 2 and named[0].bare != named[1].bare:
        pair = (named[0], named[1])
    elif home is not None and len(others) == 1:
        pair = (home, others[0])
    return replace(
        scene,
        sentence=Sentence(base.reading, base.start + start, base.start + end),
        mentions=mentions,
        pair=pair,
        named=pair is not None and set(pair) <= set(named),
    )
