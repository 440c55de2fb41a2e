"""Which pairs a sentence about ties speaks of."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from kizuna.proposals.rules.discourse import Pair, Scene
from kizuna.proposals.rules.names import Mention, Party
from kizuna.proposals.rules.ties.words import as_ports


def evened(pair: Pair, text: str) -> Pair:
    """A pair of a town and a port as two of a kind: ports where "Port of X" is a name, else towns."""
    ports = [party for party in pair if party.level == "port"]
    if len(ports) != 1:
        return pair
    if re.search(rf"\bPort of {re.escape(ports[0].bare)}", text):
        return as_ports(pair)
    first, second = pair
    return (_as_town(first), _as_town(second))


def _as_town(party: Party) -> Party:
    return replace(party, level="city") if party.level == "port" else party


def pairs_told(
    scene: Scene, outer: list[Mention], parties: list[Party]
) -> list[tuple[tuple[Party, Party], Mention]]:
    """The pairs that a sentence about ties tells, each with the mention of the second party."""
    last = {m.party: m for m in reversed(outer)}
    if len(parties) == 1:
        only = parties[0]
        about_other = (
            _OF_OTHER.search(scene.text)
            or _WITH.search(scene.text[: outer[0].start])
            or (scene.in_list and scene.pair == (scene.home, only))
        )
        if scene.home is None or only.bare == scene.home.bare or not about_other:
            return []
        return [((scene.home, only), last[only])]
    if (
        scene.home is not None
        and parties[0].bare != scene.home.bare
        and _FOLLOWED.search(scene.text)
    ):
        home = scene.home
        return [((home, party), last[party]) for party in parties[1:] if party.bare != home.bare]
    if (
        scene.home is not None
        and scene.home not in parties
        and re.search(r"\bwith\s(?:both\s)?(?:the\s)?$", scene.text[: outer[0].start])
    ):
        return [((scene.home, party), last[party]) for party in parties]
    if len(parties) == 2 and _enumerated(scene.text, outer):
        return []
    owned = _owned(scene, outer) if len(parties) > 2 else []
    if owned:
        return owned
    if len(parties) > 2 and scene.home not in parties:
        return _side_by_side(scene, outer)
    hub = _hub(scene, outer, parties)
    return [((hub, party), last[party]) for party in parties if party.bare != hub.bare]


def _enumerated(text: str, outer: list[Mention]) -> bool:
    """Whether two towns are but places of a list ("shows in Brackwater, Lindenau, etc.")."""
    return any(
        text[first.end : second.start] == ", "
        and text[second.end : second.end + 1] not in ("'", "’")
        for first, second in itertools.pairwise(outer)
    )


_OF_OTHER = re.compile(r"\b(?:our|its|their|the city's|the town's)\b|\btwinned\b|\bpartner", re.I)


_WITH = re.compile(r"\bwith\s(?:the\s)?(?:\w+\s(?:city|town)\sof\s)?$", re.I)


_FOLLOWED = re.compile(r"\b(?:was|were) followed by\b", re.I)


def _owned(scene: Scene, outer: list[Mention]) -> list[tuple[tuple[Party, Party], Mention]]:
    """The pairs of "Osaka's other sister-cities: Milan, Chicago" and "Osaka is twinned with Milan and Chicago"."""
    for index, mention in enumerate(outer):
        if _OWNER.match(scene.text[mention.end :]):
            return [
                ((mention.party, m.party), m)
                for m in outer[index + 1 :]
                if m.party.bare != mention.party.bare
            ]
    return []


_OWNER = re.compile(
    r"['’]s?\s(?:\w+\s){0,2}?(?:sister|twin|partner|friend)[- ]?\w+(?::|\s(?:are|include|including|of|is)\b)"
    r"|\s(?:also\s)?(?:is|was|has been|became)\s(?:also\s|officially\s)?(?:twinned|a sister"
    r" city|sister city|partnered|sistered)\b"
    r"|\s(?:has|maintains|have)\s(?:\w+\s){0,3}(?:sister|twin|partner|friendship|friendly)",
    re.I,
)


def _side_by_side(scene: Scene, outer: list[Mention]) -> list[tuple[tuple[Party, Party], Mention]]:
    if re.search(r"\bfor example\b|\be\.g\.|\bsuch as\b", scene.text):
        return []
    return [
        ((a.party, b.party), b)
        for a, b in itertools.pairwise(outer)
        if re.fullmatch(r"(?:,\s[A-Z][\w\s]*,?)?\sand\s(?:the\s)?", scene.text[a.end : b.start])
        and a.party.bare != b.party.bare
    ]


def _hub(scene: Scene, outer: list[Mention], parties: list[Party]) -> Party:
    if scene.home in parties and scene.home is not None:
        return scene.home
    for mention in outer:
        if re.match(
            r"['’]s?\s(?:\w+\s){0,2}?(?:sister|twin|partner|friend)",
            scene.text[mention.end :],
            re.I,
        ):
            return mention.party
    return parties[0]
