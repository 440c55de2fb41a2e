"""Trade: goods bought and sold between two places of a tie, and at what ratio of prices."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from kizuna.claims.proposers.rules.discourse import Scene
from kizuna.claims.proposers.rules.finding import Finding, sides_json
from kizuna.claims.proposers.rules.grammar.number_words import NUMBER, number_from

_BUYS = re.compile(
    r"\b(?:purchas(?:e|es|ed)|buys?|bought|imports?|imported)\s(?:of\s)?(?P<goods>(?:[^.;]"
    r"|etc\.){3,120}?)\sfrom\s",
    re.I,
)
_SELLS = re.compile(
    r"\b(?:sells?|sold|exports?|exported|ships)\s(?:of\s)?(?P<goods>[^.;]{3,100}?)\sto\s", re.I
)
_BETWEEN = re.compile(r"\b(?:direct\s)?trade (?:relations )?between\b", re.I)
_RATIO = re.compile(
    rf"{NUMBER}\stimes\s(?:\w+\s)?(?:below|above|the|cheaper|less|lower|higher)\b", re.I
)


def trade_in(scene: Scene) -> Iterator[Finding]:
    """The trade that a sentence states."""
    if scene.pair is None:
        return
    outer = [m for m in scene.mentions if not m.within]
    for pattern, bought in ((_BUYS, True), (_SELLS, False)):
        match = pattern.search(scene.text)
        partner = next((m for m in outer if match and 0 <= m.start - match.end() < 5), None)
        if match is None or partner is None:
            continue
        other = next(
            (
                m.party
                for m in reversed(outer)
                if m.end <= match.start() and m.party != partner.party
            ),
            None,
        )
        other = other or scene.other(partner.party)
        if other is None:
            continue
        sides = sides_json(partner.party, other) if bought else sides_json(other, partner.party)
        props: dict[str, Any] = {"goods": _goods(match["goods"]), **sides}
        ratio = _RATIO.search(scene.text)
        if ratio:
            props["ratio"] = number_from(ratio, "times").as_json()
        start = max((m.start for m in outer if m.end <= match.start()), default=match.start())
        yield Finding(
            "trade",
            scene,
            start,
            len(scene.text),
            (other, partner.party),
            props=props,
            confidence=0.6,
        )
    if _BETWEEN.search(scene.text):
        yield from _between(scene)


def _between(scene: Scene) -> Iterator[Finding]:
    outer = [m for m in scene.mentions if not m.within]
    for first, second in itertools.pairwise(outer):
        if (
            re.fullmatch(r"\sand\s(?:the\s)?", scene.text[first.end : second.start])
            and first.party != second.party
        ):
            pair = (first.party, second.party)
            yield Finding(
                "trade", scene, 0, len(scene.text), pair, props={"goods": []}, confidence=0.45
            )


def _goods(written: str) -> list[str]:
    plain = re.sub(r"\b(?:etc\.?|and other items|cheap|its|their|the)\b\.?", "", written)
    parts = re.split(r",|\band\b|\(|\)", plain)
    return [part.strip() for part in parts if part.strip()][:8]
