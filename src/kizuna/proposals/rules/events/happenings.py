"""Whether a clause tells of something that happened, or is planned, once."""

from __future__ import annotations

import re

from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.events.clauses import is_diary, is_timed
from kizuna.proposals.rules.grammar.counts import persons_in
from kizuna.proposals.rules.grammar.dates import Dated, dates_in
from kizuna.proposals.rules.grammar.frequencies import habit_in
from kizuna.proposals.rules.grammar.relative_dates import (
    is_ongoing,
    is_placed,
)
from kizuna.proposals.rules.people import people_in

BACKDROP = re.compile(
    r"\b(?:founded|population|born|(?<!quarter )(?<!half a )(?<!quarter of a )century|war"
    r"|established the|built the city|farmed)\b",
    re.I,
)


_HABIT = re.compile(
    r"\b(?:whenever|usually|always|there are|have been|as (?:they|it) (?:do|does|have|has)|at a time"
    r"|since (?:it|they) (?:began|started)|until the (?:early |late |mid[- ])?(?:19|20)\d0s"
    r"|back and forth)\b",
    re.I,
)


_TOLD = re.compile(
    r"\b(?:two cities|both cities|sister cit|delegation|the group|the party|side|we|our|us|here"
    r"|guests|visitors|hosts|there|residents|counterpart|friendship|mayors|committee hosted"
    r"|association hosted|(?:the|a) (?:first|second|third|next|last) (?:voyage|visit|trip|tour"
    r"|exchange))\b",
    re.I,
)


_AGREED = re.compile(r"\bagreement|\bcompact\b|\balliance\b|\bmemorand")


_TITLE = re.compile(r"\W*\w+(?:[\s-][\w-]+){0,4}[,(]")


_STRONG = {"ship", "award", "gift", "grant", "anniversary", "proclamation", "dispatch", "other"}
"""Types that need no date to be something that happened once."""


def happened(scene: Scene, kind: str, start: int, end: int) -> bool:
    clause = scene.text[start:end]
    once = _ASIDE.sub("", clause) if kind == "seminar" else clause
    if _recurs(once) and kind not in _DESPITE:
        return False
    if clause.endswith(":") or _HABIT.search(clause) or _is_title(scene):
        return False
    if kind == "project" and re.search(
        r"\b[Bb]oth (?:cities|towns|sides)\b.*\bcollaborated\b", clause
    ):
        return True
    if (
        kind == "project"
        and len({m.party for m in scene.mentions}) < 2
        and not _TOLD.search(clause)
    ):
        return False
    if not is_timed(clause):
        return False
    agreed = _AGREED.search(clause) and not re.search(r"\bduring\b", clause)
    if agreed and kind not in {"anniversary", "award", "ship"}:
        return False
    return _told(scene, kind, clause)


def _is_shared(scene: Scene, clause: str) -> bool:
    """Whether what is built or opened belongs to the tie, and not to one town alone."""
    parties = {m.party for m in scene.mentions}
    abroad = any(party != scene.home for party in parties) and _MEMORIAL.search(clause)
    return bool(len(parties) > 1 or abroad or _TOLD.search(clause) or is_diary(clause))


_MEMORIAL = re.compile(
    r"\b(?:unveiled|inaugurated|dedicated|memorial|monument|plaque|garden)\b", re.I
)


_ASIDE = re.compile(r",?\s(?:and\s)?which\s(?:will|is to|has|would)\b[^,;.]*")
"""What is told by the way of what becomes of a meeting ("which will be held every year")."""


_DESPITE = {"anniversary", "ship", "award"}
"""Types that happen once even where the clause tells of something that recurs."""


def _recurs(clause: str) -> bool:
    would = re.search(r"\bwould\b", clause)
    dates = dates_in(clause)
    since = any(is_ongoing(d, clause) for d in dates) and not would
    return since or any(_is_age(d) for d in dates) or habit_in(clause) is not None


def _is_title(scene: Scene) -> bool:
    return bool(
        scene.in_list
        and scene.numbered
        and scene.first
        and _TITLE.match(scene.text)
        and len(scene.text) < 90
    )


def _is_age(dated: Dated) -> bool:
    """Whether a date is an interval of so many years that what fills it is no single event."""
    match = re.fullmatch(r"(\d{4})/(\d{4})", dated.edtf)
    return bool(match and int(match[2]) - int(match[1]) > _LONG)


_LONG = 7


def _told(scene: Scene, kind: str, clause: str) -> bool:
    """Whether a clause names who took part, with a date or with a kind that needs none."""
    dated = is_placed(clause)
    counted = persons_in(clause) is not None
    if _COLLECTIVE.search(clause) and len(scene.mentions) < 2:
        return False
    if not (scene.mentions or _TOLD.search(clause)):
        known = counted or bool(people_in(clause))
        return dated and (kind in _STRONG or (known and kind in JOURNEYS))
    if dated or kind in _STRONG:
        return True
    if kind in {"delegation", "visit", "project"} and len(scene.mentions) > 1:
        return True
    return counted and kind in JOURNEYS


JOURNEYS = {"delegation", "visit", "performance"}


_COLLECTIVE = re.compile(
    r"\b(?:from|with|to)\s(?:all\s|our\s|its\s|the\s)?(?:partner|sister|twin)\s(?:cities|towns)\b"
)
