"""Events: what happened, or is planned, once."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from kizuna.claims.proposers.rules.discourse import Pair, Scene
from kizuna.claims.proposers.rules.finding import Finding, sides_json, status_of
from kizuna.claims.proposers.rules.grammar.counts import persons_in
from kizuna.claims.proposers.rules.grammar.dates import Dated, dates_in
from kizuna.claims.proposers.rules.grammar.directions import direction_in
from kizuna.claims.proposers.rules.grammar.durations import duration_in
from kizuna.claims.proposers.rules.grammar.frequencies import frequency_in
from kizuna.claims.proposers.rules.people import people_in

_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("ship", r"\bships? of|\bfriendship ship|\bthe ship\b|\bship of\b"),
        ("proclamation", r"\bproclamation\b|\bproclaimed\b"),
        ("anniversary", r"\banniversary\b"),
        ("award", r"\bawarded (?:the title|the)|\bhonorary citizen|\bmedal\b|\bconferred\b"),
        ("grant", r"\bgrant\b"),
        (
            "gift",
            r"\bgifts?\b|\bdonat(?:ed|ion)\b|\bpresented (?:the|a|an)\b|\bgave\b|\bpresents a gift"
            r"|\bhanded over\b|\bpaid for\b|\ba present from\b|\braised (?:[A-Z]{1,3})?[$€£¥]",
        ),
        (
            "gift",
            r"\bsent (?:\w+\s){0,3}(?:ambulance|generators|aid|supplies|equipment|bicycles|books)"
            r"|\bcollected \$",
        ),
        (
            "dispatch",
            r"\b(?:was|were|been) (?:sent|dispatched|seconded)\b|\bdispatched\b|\bsent"
            r" (?:\w+\s){0,3}(?:engineers|specialists|experts|firefighters|doctors|teachers|relief)"
            r"|\b(?:engineers|specialists|experts|firefighters|doctors|nurses|technicians)\b[^.;]{0,40}"
            r"\b(?:trained|taught|attend(?:ed)?)\b",
        ),
        ("seminar", r"\bseminar|\bconference\b|\bsymposium\b|\bforum\b|\bworkshop\b"),
        (
            "performance",
            r"\bperform(?:ed|ance|s)?\b|\bconcerts?\b|\bplayed (?:in|at)\b|\bband\b.*\bentertained\b"
            r"|\bentertained\b|\bsang\b|\bdanced (?:in|at|for)\b",
        ),
        ("delegation", r"\bdelegations?\b"),
        (
            "visit",
            r"\bvisit(?:ed|s|ing)?\b|\btravel(?:l?ed)\b|\btrip\b|\bhost(?:ed)?\b|\bwelcom(?:ed|e)\b"
            r"|\bleave for\b|\bcame (?:to|from)\b|\bwent to\b|\barriv(?:ed|al)\b|\bflew to\b"
            r"|\btour(?:ed)?\b|\bspent\b|\bstayed\b|\bcrossed the\b|\brode to\b|\bdrove to\b"
            r"|\bleft\b[^.;]{0,40}\bafter\b|\b(?:party|group|delegation)\b[^.;]{0,80}\baway for\b",
        ),
        (
            "project",
            r"\bprojects?\b|\bcollaborated\b|\bbuilt\b|\bdrafting\b|\bplanted\b|\bunveiled\b"
            r"|\bconstructed\b|\bopened\b|\bcompleted\b",
        ),
        ("signing", r"\bsigning ceremony\b|\bceremony\b"),
    )
)
_PAST = re.compile(
    r"\b(?:was|were|\w+ed|took|held|brought|came|went|gave|saw|met|led|sent|flew|spent|became"
    r"|began|got|made|built|won|ran|presents|sang|rode|drove|left|taught|wrote|paid|had)\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:will|would|planning|planned|plans|upcoming|scheduled|is to|are to)\b", re.I
)
_BACKDROP = re.compile(
    r"\b(?:founded|population|born|century|war|established the|built the city|farmed)\b", re.I
)
_TRAVELLED = re.compile(
    r"\b(?:flew|crossed|travel+ed|sailed|drove|rode|went|came) (?:to|the)\b", re.I
)
_GIVEN = re.compile(r"\bpresented (?:by|the|a|an)\b|\bdonat(?:ed|ion)\b|\bgifts?\b|\bgave\b", re.I)
_SKIPPED = re.compile(
    r"^\W*(?:\d+[.)]\s)?(?:Essentially\s)?(?:Began|Begun)\b(?!\swith)|\b(?:office|hall"
    r"|association|committee|society)\b[^.]{0,40}\b(?:was|were)?\s?(?:opened|founded"
    r"|established|set up)\b"
    r"|\bopened an? \w*\s?office|\b(?:go|goes) through\b|\bdecades\b|\bstill stands\b|\balso sent a copy\b",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:held|played|performed|arrived|arrival|seminar|exhibition|concert|ceremony"
    r"|conference|festival)\b[^.;,]{0,60}\b(?:in|at)\s(?:the\s)?(?:(?:sister[- ])?city of\s)?$",
    re.I,
)


def events_in(scene: Scene) -> Iterator[Finding]:
    """The events of a sentence; one for each year where it lists years ("in 2006 and 2010")."""
    text = scene.text
    if scene.pair is None or text.endswith("?") or _BACKDROP.search(text) or _SKIPPED.search(text):
        return
    if (
        scene.numbered
        and scene.first
        and re.search(r"\bprojects?\b", scene.lead)
        and not scene.topics
        and scene.mentions
    ):
        yield _event(scene, "project", scene.pair, None, (0, len(text)))
        return
    kind = _type_of(text)
    if kind == "anniversary" and re.search(r"\bdelegation\b", text):
        kind = "delegation"
    if kind == "anniversary" and persons_in(text) and _TRAVELLED.search(text):
        kind = "visit"
    if kind == "anniversary" and _GIVEN.search(text):
        kind = "gift"
    if kind == "ship" and re.search(r"\bwas awarded\b", text):
        yield _event(scene, "award", scene.pair, None, (text.index("was awarded"), len(text)))
    if kind is None or not _happened(scene, kind):
        return
    span = _span(scene)
    for pair in _pairs(scene):
        for date in _dates(scene, kind):
            yield _event(scene, kind, pair, date, span)


def _type_of(text: str) -> str | None:
    return next((name for name, pattern in _TYPES if pattern.search(text)), None)


def _happened(scene: Scene, kind: str) -> bool:
    text = scene.text
    dates = [d for d in dates_in(text) if not d.since]
    since = any(d.since for d in dates_in(text)) and not re.search(r"\bwould\b", text)
    planned = bool(_PLANNED.search(text))
    if (frequency_in(text) or since) and kind not in {"anniversary", "ship"}:
        return False
    if text.endswith(":") or re.search(
        r"\bwhenever\b|\busually\b|\balways\b|\bthere are\b|\bhave been\b", text, re.I
    ):
        return False
    if kind == "project" and re.search(
        r"\b[Bb]oth (?:cities|towns|sides)\b.*\bcollaborated\b", text
    ):
        return True
    if kind == "project" and len({m.party for m in scene.mentions}) < 2:
        return False
    if not _PAST.search(text) and not planned:
        return False
    if (
        scene.in_list
        and scene.numbered
        and scene.first
        and re.match(r"\W*\w+(?:[\s-][\w-]+){0,4}[,(]", text)
        and len(text) < 90
    ):
        return False
    agreement = re.search(
        r"\bagreement|\bcompact\b|\balliance\b|\bmemorand", text
    ) and not re.search(r"\bduring\b", text)
    if agreement and kind not in {"anniversary", "award", "ship"}:
        return False
    return _told(scene, kind, dated=bool(dates))


def _told(scene: Scene, kind: str, *, dated: bool) -> bool:
    """Whether a sentence names who took part, with a date or with a kind that needs none."""
    text = scene.text
    strong = kind in {"ship", "award", "gift", "grant", "anniversary", "proclamation", "dispatch"}
    told = scene.mentions or re.search(
        r"\b(?:two cities|both cities|sister cit|delegation|the group|the party|side|we|our)\b",
        text,
        re.I,
    )
    return bool(told) and (
        dated
        or strong
        or (kind in {"delegation", "visit", "project"} and len(scene.mentions) > 1)
        or (kind in {"delegation", "visit"} and bool(persons_in(text) and duration_in(text)))
    )


def _dates(scene: Scene, kind: str) -> list[Dated | None]:
    would = re.search(r"\bwould\b", scene.text)
    dates = [d for d in dates_in(scene.text) if not d.since or would]
    if not dates:
        return [None]
    if kind in {"performance", "visit", "delegation", "seminar", "project"} and 1 < len(dates) <= 4:
        joined = all(
            re.fullmatch(
                r",?\s?(?:and|,)?\s?(?:again\s|then\s)?(?:in\s)?", scene.text[a.end : b.start]
            )
            for a, b in itertools.pairwise(dates)
        )
        if joined:
            return list(dates)
    whole = [d for d in dates if d.whole]
    return [max(whole or dates, key=lambda d: (len(d.edtf), -d.start))]


def _pairs(scene: Scene) -> list[Pair]:
    home = scene.home
    parties = list(dict.fromkeys(m.party for m in scene.mentions if not m.within))
    others = [p for p in parties if home is not None and p.bare != home.bare]
    if (
        home is not None
        and len(others) > 1
        and (home in parties or re.search(r"\bour\b", scene.text))
    ):
        return [(home, p) for p in others]
    return [scene.pair] if scene.pair else []


def _span(scene: Scene) -> tuple[int, int]:
    during = re.search(r"\bduring\b", scene.text)
    if during and re.search(r"\bagreement", scene.text[: during.start()]):
        return max(0, during.start() - 40), len(scene.text)
    return 0, len(scene.text)


def _event(
    scene: Scene, kind: str, pair: Pair, date: Dated | None, span: tuple[int, int]
) -> Finding:
    text = scene.text
    if span[0] and kind not in {"ship", "delegation", "award"}:
        kind = "visit"
    props: dict[str, Any] = {"type": kind}
    if date is not None:
        props["date"] = date.edtf
    if kind not in {"anniversary", "proclamation", "award"}:
        source, goal = direction_in(scene, *span)
        if scene.pair is not None and pair != scene.pair and goal is not None:
            goal = pair[1] if goal == scene.pair[1] else goal
        props.update(sides_json(source, goal))
    if kind not in {"grant", "anniversary", "proclamation"} and (
        persons := persons_in(text[span[0] : span[1]])
    ):
        props["persons"] = persons.as_json()
    if duration := duration_in(text):
        props["duration"] = duration.as_json()
    if people := people_in(text[span[0] :]):
        props["people"] = people
    place = next((m for m in scene.mentions if _PLACE.search(text[: m.start])), None)
    if place is not None:
        props["place"] = place.party.label
    elif kind in {"visit", "delegation", "ship", "dispatch"} and "to" in props:
        props["place"] = props["to"]
    confidence = 0.65 if date else 0.5
    return Finding(
        "event",
        scene,
        *span,
        pair,
        props=props,
        confidence=confidence if status_of(text) == "asserted" else 0.5,
    )
