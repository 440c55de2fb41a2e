"""Who goes to whom: the direction of a visit, dispatch, training or gift between the two sides of a pair."""

from __future__ import annotations

import re

from kizuna.claims.proposers.rules.discourse import Scene, speaks_of_both
from kizuna.claims.proposers.rules.names import Mention, Party

_MUTUAL = re.compile(
    r"\b(?:mutual|exchang(?:e|es|ed|ing)|each other|between|reciprocal|bilateral|twice"
    r"|joint(?:ly)?|alternat\w+)\b",
    re.I,
)
_TO = re.compile(
    r"(?:\bto|\binto|\bleave for|\bleft for|\bin|\bvisit(?:s|ed|ing)?|\btour(?:s|ed|ing)?"
    r"|\bsee|\bat|\breach(?:ed|es)?|\bjoin(?:s|ed)?)\s(?:the\s|our\s|its\s)?(?:[Ss]ister"
    r" [Cc]ity,?\s(?:of\s)?)?$",
    re.I,
)
_FROM = re.compile(
    r"\b(?:from|leaving|of)\s(?:the\s|our\s|its\s|both\s)?(?:[\w'’-]+\s){0,5}?(?:[Ss]ister"
    r" [Cc]ity,?\s(?:of\s)?)?$",
    re.I,
)
_NEAR_FROM = re.compile(
    r"\bfrom\s(?:the\s|our\s|its\s)?(?:(?:sister|partner|twin)\s(?:city|town),?\s(?:of\s)?)?(?:city\sof\s)?$",
    re.I,
)
_SENDS = re.compile(
    r"(?:['’]s)?[^.;]{0,60}?\b(?:sends?|sent|dispatch(?:es|ed)|spends?|spent|travel(?:s|led"
    r"|ed)?|visit(?:s|ed)?|goes|go|went|donat(?:es|ed)|"
    r"gave|gives|presented|brought|(?:have|has|had) been sent|toured|flew|sail(?:s|ed)|handed over"
    r"|paid for|trained|sang|r[io]des?|drove|joins?|joined)\b",
    re.I,
)
_HOSTS = re.compile(
    r"(?:['’]s)?[^.;,]{0,40}?\b(?:hosts?|hosted|welcom(?:e|es|ed)|receiv(?:e|es|ed)|invit(?:e"
    r"|es|ed)|saw the arrival)\b",
    re.I,
)
_MOVING = re.compile(
    r"\b(?:sen[dt]s?|dispatch\w*|visit\w*|travel\w*|trips?|arriv\w+|went|go|goes|delegations?"
    r"|delegates|intern\w*|train\w*|stud(?:y|ies|ied|ying)"
    r"|host\w*|welcom\w+|receiv\w+|invit\w+|brought|bring\w*|donat\w+|gave|gift\w*|tour\w*"
    r"|perform\w*|came|come|played|ships?|missions?|stay\w*|flew|spen[dt]\w*|leave|taught|attend\w*|raised|present|handed|paid|sang|r[io]de|drove|crossed|joins?|joined"
    r"|work\w*|play\w*)\b",
    re.I,
)
_THERE = re.compile(
    r"\b(?:through|do|take|took|complete|undergo)\s(?:\w+\s){0,2}internships?\s(?:there|here)\b",
    re.I,
)


def direction_in(scene: Scene, start: int, end: int) -> tuple[Party | None, Party | None]:
    """(from, to) of what scene.text[start:end] tells; (None, None) where it is mutual or not told."""
    if scene.pair is None:
        return None, None
    text = scene.text[start:end]
    source, goal = _named(scene, start, end)
    if source is None and goal is None:
        source, goal = _by_sides(scene, text)
    if source is None and goal is None:
        return None, None
    if not _MOVING.search(text) or (source is not None and source == goal):
        return None, None
    exchanged = re.search(r"\bexchang\w*\s(?:of|trips|visits)|\bmutual|\breciprocal", text, re.I)
    if exchanged and not (source and goal and re.search(r"\bvisits? (?:by|to)\b", text)):
        return None, None
    if source is None and goal is not None:
        source = scene.other(goal)
    elif goal is None and source is not None:
        goal = scene.other(source)
    return source, goal


def _named(scene: Scene, start: int, end: int) -> tuple[Party | None, Party | None]:
    source: Party | None = None
    goal: Party | None = None
    for held in scene.within(start, end):
        if scene.pair is None or held.party not in scene.pair:
            continue
        role = _role(scene.text[start : held.start], scene.text[held.end : end], held)
        if role == "from" and source is None:
            source = held.party
        elif role == "to" and goal is None:
            goal = held.party
    return source, goal


def _role(before: str, after: str, held: Mention) -> str:
    if _NEAR_FROM.search(before):
        return "from"
    if _HOSTS.match(after) and not _TO.search(before):
        return "to"
    if not held.within and _TO.search(before) and not re.search(r"\bin\s$", before):
        return "to"
    if re.search(r"\bin\s(?:the\s)?$", before) and not held.within:
        arrived = re.search(
            r"\b(?:stud\w+|intern\w*|train\w*|arriv\w+|host\w+|stay\w*|perform\w*|played|welcom\w+"
            r"|held|spen[dt]\w*)\b",
            before[-70:],
            re.I,
        )
        moved = re.search(r"\b(?:in\s\w+\s)?(?:have|has) been sent\b", after[:30])
        return "from" if moved else "to" if arrived else ""
    if _SENDS.match(after):
        return "from"
    if _FROM.search(before) and re.search(r"\bfrom\b", before[-60:]):
        return "from"
    if re.match(r"['’]s?\s[\w\s-]{0,30}(?:delegation|mayor|visit|team|students?)", after, re.I):
        return "from"
    if re.match(r"\s(?:delegation|youth|students?|teams?|mayor|residents|citizens)\b", after):
        return "from"
    if re.match(r"\swas visited\b", after):
        return "to"
    return ""


_OURS = re.compile(
    r"\W*(?:(?:19|20)\d\d:\s)?(?:[Ww]e|[Oo]ur\s\w+)\s(?:\w+\s)?(?:raised|gave|donated|sent"
    r"|collected|handed over|paid)\b"
)


def _by_sides(scene: Scene, text: str) -> tuple[Party | None, Party | None]:
    if _OURS.match(text) and scene.home is not None and scene.home in (scene.pair or ()):
        return scene.home, scene.other(scene.home)
    for demonym, party in scene.sides.items():
        if re.search(rf"\b{demonym}\b", text):
            return party, scene.other(party)
    return None, None


def is_mutual(text: str) -> bool:
    """Whether a passage tells of something that both sides do."""
    return bool(_MUTUAL.search(text)) or speaks_of_both(text)
