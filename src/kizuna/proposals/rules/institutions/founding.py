"""When an institution was founded, by the words around its name and by the next sentence."""

from __future__ import annotations

import re
from typing import Any

from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.finding import Finding
from kizuna.proposals.rules.grammar.dates import dates_in

CAP = r"[A-ZÀ-Þ][\w.'’-]*"


FOUNDING = (
    r"(?:established|founded|formed|opened|created|set up|incorporated|inaugurated|began|begun"
    r"|launched|started|instituted|constituted|followed|dates?\s(?:from|back\sto)|go(?:es)?\sback\sto"
    r"|came into being|existed|active|meeting|met)"
)


_FOUNDED = re.compile(
    r"\b(?:established|founded|formed|opened|created|set up|incorporated|inaugurated|began|launched)\b",
    re.I,
)


_FOUNDED_AFTER = re.compile(
    # between a name and a date: ", formed in", " was set up by the church in", " (founded"
    rf"^(?:[^.;]|e\.V\.){{0,70}}?\b{FOUNDING}\b(?:(?!\b(?:closed|when|who)\b)[^.;]){{0,60}}$",
    re.I,
)


_FOUNDED_AROUND = re.compile(rf"\b{FOUNDING}\s(?:an?|the|our|its|their)\s(?:\w+\s){{0,2}}$", re.I)
"""A founding verb right before a name; its date may come after ("opened an office in X in 1999")."""


_KEPT = re.compile(
    r"\b(?:has|have)\s(?:run|kept|maintained|had|operated)\s(?:an?|its|their)\s$", re.I
)
"""What a party has done since a date with the institution named next."""


_FOUNDED_BEFORE = re.compile(rf"^[^;]{{0,90}}\b{FOUNDING}\s(?:an?|the|our|its)\s$", re.I)


_IT = re.compile(
    rf"^(?:It|The\s(?:\w+\s)?(?:group|committee|association|society|board|club|body|office|cent(?:re|er)|fund"
    rf"|commission))\s(?:[\w-]+\s){{0,3}}?{FOUNDING}\b[^.;]{{0,25}}$",
    re.I,
)


def institution(
    scene: Scene,
    name: str,
    owner: str | None,
    props: dict[str, Any],
    confidence: float,
    reach: int = 0,
) -> Finding:
    return Finding(
        "institution",
        scene,
        0,
        len(scene.text),
        None,
        name,
        owner,
        props,
        confidence,
        reach,
    )


def own_body(scene: Scene) -> str | None:
    """The party of an institution that names none: the home, or the first of the pair in force."""
    party = scene.home or (scene.pair[0] if scene.pair else None)
    return party.label if party else None


def founded_at(scene: Scene, start: int, end: int) -> tuple[dict[str, Any], int]:
    """When the institution at text[start:end] was founded, and how far into the next sentence it is told."""
    text = scene.text
    dates = [d for d in dates_in(text) if d.whole]
    for date in dates:
        if date.start >= end and _FOUNDED_AFTER.match(text[end : date.start]):
            return {"founded": date.edtf}, 0
        if (
            date.start >= end
            and _FOUNDED_AROUND.search(text[:start])
            and not re.search(r"[.;(]", text[end : date.start])
        ):
            return {"founded": date.edtf}, 0
    for date in reversed(dates):
        if date.end <= start and date.since and _KEPT.search(text[date.end : start]):
            return {"founded": date.edtf}, 0
        if date.end <= start and _FOUNDED_BEFORE.match(text[date.end : start]):
            return {"founded": date.edtf}, 0
    if len(dates) == 1 and _FOUNDED.search(text) and not re.search(r"\btwinned\b", text):
        between = text[end : dates[0].start]
        if not re.search(r"[;(]", between):
            return {"founded": dates[0].edtf}, 0
    return _founded_next(scene)


def _founded_next(scene: Scene) -> tuple[dict[str, Any], int]:
    if scene.following is None:
        return {}, 0
    after = scene.following
    date = next((d for d in dates_in(after.text) if d.whole), None)
    if date is None or not _IT.match(after.text[: date.start]):
        return {}, 0
    return {"founded": date.edtf}, after.start - scene.sentence.end + date.end
