"""Who goes to whom: the direction of a visit, dispatch, training or gift between the two sides of a pair."""

from __future__ import annotations

import re

from kizuna.proposals.rules.discourse import Scene, speaks_of_both
from kizuna.proposals.rules.grammar.acts import GROUPS, GUESTS, PROFESSIONALS
from kizuna.proposals.rules.names import Mention, Party

_MUTUAL = re.compile(
    r"\b(?:mutual|exchang(?:e|es|ed|ing)|each other|between|reciprocal|bilateral|twice|joint(?:ly)?"
    r"|alternat\w+)\b",
    re.I,
)
_TO = re.compile(
    r"(?:\bto|\binto|\bnear|\bleave for|\bleft for|\bin|\bvisit(?:s|ed|ing)?|\btour(?:s|ed|ing)?"
    r"|\bsee|\bat|\breach(?:ed|es)?|\bjoin(?:s|ed)?)\s(?:the\s|our\s"
    r"|its\s)?(?:[Ss]ister [Cc]ity,?\s(?:of\s)?)?$",
    re.I,
)
_FROM = re.compile(
    r"\b(?:from|leaving|of)\s(?:the\s|our\s|its\s"
    r"|both\s)?(?:[\w'’-]+\s){0,5}?(?:[Ss]ister [Cc]ity,?\s(?:of\s)?)?$",
    re.I,
)
_NEAR_FROM = re.compile(
    r"\bfrom\s(?:the\s|our\s|its\s)?(?:(?:sister|partner|twin)\s(?:city"
    r"|town),?\s(?:of\s)?)?(?:city\sof\s)?$",
    re.I,
)
_EXCHANGED = re.compile(
    r"\bexchang\w*\s(?:of|trips|visits)|\bmutual|\breciprocal|\bswap\w*|\b(?:trad|chang)\w+ places"
    r"|\bvisit(?:ed)? (?:each other|one another)|\bwork(?:ed)? (?:together )?with\b",
    re.I,
)
"""What both sides do alike."""
_PEOPLE_OF = re.compile(rf"\b(?:{PROFESSIONALS}|{GUESTS}|{GROUPS})\sof\s(?:the\s)?$", re.I)
_OWN_PEOPLE = re.compile(
    rf"\s(?:\w+\s)?(?:{PROFESSIONALS}|{GUESTS}|{GROUPS}|delegation|youth|mayor|mission)\b"
)
_GIVEN_BY = re.compile(
    r"\b(?:presented|donated|given|sent|paid for|handed over|built|organi[sz]ed|shipped|lent"
    r"|dispatched)\sby\s(?:the\s)?(?:(?:city|town|people|citizens|residents|port|council)\sof\s)?$"
    r"|\bfrom\s(?:the\s)?(?:people|citizens|residents|children|mayor|council|city council)\sof\s$",
    re.I,
)
_FOR = re.compile(
    r"\b(?:raised|collected|donat\w+|bought|crosse[sd]|leaves?|left|gifts?"
    r"|presents?)\b[^.;]*\bfor\s(?:the\s)?$",
    re.I,
)
"""What is raised, or who sets out, for a town."""
_SENDS = re.compile(
    r"(?:['’]s)?[^.;]{0,60}?\b(?:sends?|sent|dispatch(?:es|ed)|spends?|spent|travel(?:s|led|ed)?"
    r"|visit(?:s|ed)?|goes|go|went|donat(?:es|ed)|gave|gives|lends?|lent|ships?|shipped|seconded"
    r"|air-?lifted|left for|takes? part|took part|came|come|comes|answers|flies|fly|toured|taught"
    r"|worked|contributed|provided|collected|raised|helped|presented|brought|(?:have|has"
    r"|had) been sent|toured|flew|sail(?:s|ed)|handed over|paid for|trained|sang|r[io]des?|drove"
    r"|joins?|joined)\b",
    re.I,
)
_HOSTS = re.compile(
    r"(?:['’]s)?[^.;,]{0,40}?\b(?:hosts?|hosted|welcom(?:e|es|ed)|receiv(?:e|es|ed)|invit(?:e|es"
    r"|ed)|accept(?:s|ed)|saw the arrival)\b",
    re.I,
)
_MOVING = re.compile(
    r"\b(?:sen[dt]s?|dispatch\w*|visit\w*|travel\w*|trips?|arriv\w+|went|go|goes|delegations?"
    r"|delegates|intern\w*|train\w*|stud(?:y|ies|ied|ying)|host\w*|welcom\w+|receiv\w+|invit\w+"
    r"|brought|bring\w*|donat\w+|gave|gift\w*|tour\w*|perform\w*|came|come|played|ships?|missions?"
    r"|stay\w*|flew|spen[dt]\w*|leave|taught|attend\w*|raised|present(?:s|ed)?|collected"
    r"|contribut\w*|provided|supplied|handed|paid|sang|r[io]de|drove|crossed|joins?|joined|runs?|ran"
    r"|clinic|help\w*|lend\w*|lent|teach\w*|crosse[sd]|fl(?:y|ies)|led|lead|built|build|shipped"
    r"|station\w*|second\w*|part in|dispatch|answers|accept\w*|turned up|left|driven|posting|grant"
    r"|ru?n a|work\w*|play\w*)\b",
    re.I,
)
_THERE = re.compile(
    r"\b(?:intern\w*|train\w*|stud(?:y|ies|ied)|works?|worked|stay\w*|perform\w*|taught|teach\w*)\s"
    r"(?:\w+\s){0,2}?there\b",
    re.I,
)
"""What is done in the place that the clause before names."""


def direction_in(scene: Scene, start: int, end: int) -> tuple[Party | None, Party | None]:
    """(from, to) of what scene.text[start:end] tells; (None, None) where it is mutual or not told."""
    if scene.pair is None:
        return None, None
    text = scene.text[start:end]
    source, goal = _named(scene, start, end)
    if source is None and goal is None:
        source, goal = _by_sides(scene, text)
    if source is None and goal is None and start and _THERE.search(text):
        return direction_in(scene, 0, start)
    if source is None and goal is None:
        return None, None
    if (
        _SHARED.search(text)
        or not (_MOVING.search(text) or (source and goal))
        or (source is not None and source == goal)
    ):
        return None, None
    exchanged = _EXCHANGED.search(text)
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
    if _NEAR_FROM.search(before) or _GIVEN_BY.search(before) or _PEOPLE_OF.search(before):
        return "from"
    if re.search(r"\b(?:with|among)\s(?:the\s)?$", before) and _OWN_PEOPLE.match(after):
        return "to"
    if _FOR.search(before) and not held.within:
        return "to"
    if _HOSTS.match(after) and not _TO.search(before):
        return "to"
    if not held.within and _TO.search(before) and not re.search(r"\bin\s$", before):
        return "to"
    if re.search(r"\bin\s(?:the\s)?$", before) and not held.within:
        arrived = re.search(
            r"\b(?:stud\w+|intern\w*|train\w*|arriv\w+|host\w+|stay\w*|perform\w*|played|welcom\w+"
            r"|held|spen[dt]\w*|sang|sing|taught|teach\w*|work(?:s|ed|ing)?|help\w*|built|build|ran"
            r"|runs?|station\w*|danc\w*|took part|taken part)\b",
            before[-70:],
            re.I,
        )
        moved = re.search(r"\b(?:in\s\w+\s)?(?:have|has) been sent\b", after[:30])
        return "from" if moved else "to" if arrived else ""
    if _VISITED.match(after):
        return "to"
    if _SENDS.match(after):
        return "from"
    if _FROM.search(before) and re.search(r"\bfrom\b", before[-60:]):
        return "from"
    if re.match(
        r"['’]s?\s[\w\s-]{0,30}(?:delegation|mayor|visit|team|students?|choir|band|orchestra"
        r"|mission|residents|pupils|firefighters)",
        after,
        re.I,
    ):
        return "from"
    if _OWN_PEOPLE.match(after):
        return "from"
    return ""


_VISITED = re.compile(r"\s(?:was|were|is|has been|have been)\s(?:\w+\s){0,2}?visited\b")


_OURS = re.compile(
    r"(?:\b[Ww]e|\b[Oo]ur\s(?:own\s)?\w+)\s(?:\w+\s)?(?:raised|gave|donated|sent|send|collected"
    r"|handed over|paid|go|went|travel|travelled|traveled|visit|visited|fl[ey]w?|took part|take part"
    r"|toured)\b"
)
_TO_US = re.compile(
    r"\b(?:accepted|hosted|received|welcomed) by (?:us|our (?:city|town))\b"
    r"|\b(?:to|gave|sends?|sent) us\b"
    r"|\b(?:came|come|arrived|taught|trained|spent \w+ \w+|worked|studied|stayed|stay) here\b"
)
"""What comes to the town whose page it is."""
_TOWARDS = re.compile(r"\b(?:to|in|at|into|for|visit\w*|tour\w*)\s(?:the\s|our\s|their\s|its\s)?$")
_SHARED = re.compile(
    r"\b(?:hosts?(?:ed)?|holds?|organi[sz]es?)\s(?:\w+[\s-]){0,4}?(?:seminars?|festivals?|conferences?|tournaments?"
    r"|workshops?|exhibitions?)\b",
    re.I,
)
"""What a side holds for both, without anybody being said to go."""


def _by_sides(scene: Scene, text: str) -> tuple[Party | None, Party | None]:
    home = scene.home if scene.home in (scene.pair or ()) else None
    if home is not None and _TO_US.search(text):
        return scene.other(home), home
    if home is not None and _OURS.search(text):
        return home, scene.other(home)
    for demonym, party in scene.sides.items():
        if told := re.search(rf"\b{demonym}\b", text):
            other = scene.other(party)
            return (other, party) if _TOWARDS.search(text[: told.start()]) else (party, other)
    return None, None


def is_mutual(text: str) -> bool:
    """Whether a passage tells of something that both sides do."""
    return bool(_MUTUAL.search(text)) or speaks_of_both(text)
