"""Ties: that two local governments are sisters, twins, partners or friends, of what type and since when."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kizuna.claims.proposers.rules.agreements import instruments_in, listed_agreement
from kizuna.claims.proposers.rules.discourse import TIE_WORDS, Scene
from kizuna.claims.proposers.rules.finding import Finding, status_of
from kizuna.claims.proposers.rules.grammar.dates import Dated, dates_in
from kizuna.claims.proposers.rules.names import Mention, Party

_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("sister_port", r"\bsister[- ]?ports?\b|\bties between the ports\b|\bport partnership"),
        (
            "friendship_city",
            r"\bfriendship[- ](?:cit|town|agreement|treaty|pact)|\bfriendly cit|\bfriendship link",
        ),
        ("twin_town", r"\btwinn|\btwin[- ](?:town|cit|municip|communit)|\btwins?\b"),
        ("sister_city", r"\bsister"),
        (
            "friendly_relations",
            r"\bfriend(?:ly|ship) (?:relations|ties|links)|\bfriendly cooperation",
        ),
        ("cooperation", r"\bcooperation|\bco-operation|\bpartner"),
    )
)
_STATES = re.compile(
    r"\b(?:sister(?:ed)?[- ](?:cit(?:y|ies)|towns?|ties|ports?|relationship|partnership|link"
    r"|municipalit\w+|count(?:y|ies)|prefectures?|provinces?|states?)|twinn(?:ed|ing)|"
    r"(?:twin|partner|friendship|partnership)[- ]?(?:cit(?:y|ies)|towns?|municipalit\w+"
    r"|communit\w+|relationship|link)|twin(?:s)? (?:of|with)|friendly (?:relations|ties|links)"
    r"|(?:links?|twinning|friendship (?:pact|agreement|treaty)|ties?|affiliation|accord|agreement) (?:with"
    r"|between)|friendship (?:pact|treaty)|(?:was|were) followed by|the (?:oldest"
    r"|others) (?:is|are) with|partner(?:ed|s)? with|town partnership|partnership (?:with"
    r"|between)|sistered)\b",
    re.I,
)
_ENDED = re.compile(
    r"\b(?:ended|brought to a close|came to an end|terminated|dissolved|severed|cancelled"
    r"|canceled|revoked|discontinued|former|broke off|lapsed|expired|ran out|run out|wound up"
    r"|given up|dropped|withdr[ae]wn?|no longer (?:active|in force))\b",
    re.I,
)
_SUSPENDED = re.compile(
    r"\b(?:suspended|suspend all|dormant|frozen|put on hold|on hold|paused|inactive|on ice"
    r"|at rest|in abeyance|interrupted)\b",
    re.I,
)
_PERSON_OR_PLACE = re.compile(r"\b(?:museum|street|avenue|born|archives?)\b", re.I)
_VOID = re.compile(
    r"\bnever (?:put|came|took|entered|signed|carried)\b|\bunder preparation\b|\bnot been signed\b",
    re.I,
)
_PARTNERED = re.compile(
    r"\b(?:partner(?:ed|s)?|twinned|sister(?:ed)?|since|established|signed|est\.?)\b", re.I
)


def type_of(text: str) -> str:
    """The type of tie that a passage names; "sister_city" where it names none."""
    return next((name for name, pattern in _TYPES if pattern.search(text)), "sister_city")


def ties_in(scene: Scene, default: str) -> Iterator[Finding]:
    """The ties that a sentence states. `default` is the type that the section's title names."""
    if scene.in_list and scene.home is not None:
        listed = list(_listed(scene, default))
        if listed:
            yield from listed
            return
    if scene.pair is not None and len({m.party for m in scene.mentions} - {scene.home}) == 0:
        yield from _fragment(scene, default)
    if scene.text.endswith("?"):
        return
    if _STATES.search(scene.text):
        yield from _stated(scene)
    else:
        yield from _signed(scene)


def _listed(scene: Scene, default: str) -> Iterator[Finding]:
    home = scene.home
    lead = re.match(r"[\W\d]*(?:the\s)?(?:[Cc]ity of\s)?", scene.text)
    mentions = [m for m in scene.mentions if home is not None and m.party.bare != home.bare]
    if home is None or not mentions or not lead or not scene.first or _VOID.search(scene.text):
        return
    first = mentions[0]
    if first.start > lead.end() + 30 or first.within:
        return
    short = len(scene.text) < 140
    if first.start > lead.end() and not re.match(r"[^.]{0,28}[,:–-]\s", scene.text[lead.end() :]):
        return
    if not scene.numbered and not short:
        return
    dates = [d for d in dates_in(scene.text) if d.whole]
    told = next((name for name, pattern in _TYPES if pattern.search(scene.text)), default)
    pair = (_port_of(home, told), first.party)
    props: dict[str, Any] = {
        "type": "sister_port" if first.party.level == "port" else told,
        **_status(scene.text),
    }
    if dates:
        props["start"] = _begin(dates[0])
        if "/" in dates[0].edtf:
            props["end"] = dates[0].edtf.split("/")[1]
            if props["status"] == "active":
                props["status"] = "ended"
    yield Finding("tie", scene, first.start, len(scene.text), pair, props=props, confidence=0.8)
    yield from listed_agreement(scene, pair)


def _port_of(home: Party, told: str) -> Party:
    return replace(home, level="port") if told == "sister_port" else home


_FRAGMENT = re.compile(
    r"\b(?:sister city(?: partner)?|twin town|partner(?:ed|s)?(?: (?:city|cities|towns?))?|twinned|friendship"
    r" city|sister cities|twin towns)\s(?:since\s|in\s)?$"
    r"|\b(?:partnership|twinning|relationship|link|tie|ties|friendship)\s(?:\w+\s){0,2}(?:was"
    r"|were|has been)\s(?:\w+\s)?(?:declared|established|formed|signed|formali[sz]ed|created"
    r"|sealed|concluded|founded)\s(?:in\s|on\s)$"
    r"|^(?:(?:sister|twin|twinning|partnership|friendship|cooperation)\s)(?:\w+\s)?(?:agreement|treaty"
    r"|pact|accord|charter)\s(?:of\s|in\s|since\s|signed\s(?:in\s|on\s)?)$"
    r"|\bmade the (?:tie|link|partnership|relationship|friendship) official\s(?:in|on)\s(?:[A-Z]\w+\s)*$",
    re.I,
)


def _fragment(scene: Scene, default: str) -> Iterator[Finding]:
    """A date of the tie in force, without the names ("Partnered 1982", "our link was made in")."""
    for dated in dates_in(scene.text):
        if dated.whole and _FRAGMENT.search(scene.text[: dated.start]):
            props = {
                "type": _fragment_type(scene.text, default),
                "start": _begin(dated),
                **_status(scene.text),
            }
            yield Finding("tie", scene, 0, dated.end, scene.pair, props=props, confidence=0.65)
            return


def _fragment_type(text: str, default: str) -> str:
    """The type that a fragment tells; "other" where it says partners and no more."""
    if re.match(r"partners? since\b", text, re.I):
        return "other"
    return next((name for name, pattern in _TYPES if pattern.search(text)), default)


def _begin(dated: Dated) -> str:
    return dated.edtf.split("/")[0]


def _status(text: str) -> dict[str, str]:
    if _SUSPENDED.search(text):
        return {"status": "suspended"}
    return {"status": "ended" if _ENDED.search(text) else "active"}


def _stated(scene: Scene) -> Iterator[Finding]:
    text = scene.text
    word = _STATES.search(text)
    outer = [m for m in scene.mentions if not m.within]
    parties = list(dict.fromkeys(m.party for m in outer))
    if word is None or not parties or _PERSON_OR_PLACE.search(text) or _VOID.search(text):
        return
    dates = [d for d in dates_in(text) if d.whole]
    pairs = _pairs(scene, outer, parties)
    closing = _closing(text, dates) if len(pairs) == 1 else []
    dates = [d for d in dates if d not in closing]
    for pair, mention in pairs:
        props: dict[str, Any] = {"type": _level_type(type_of(text), pair), **_status(text)}
        start = _date_for(text, mention, outer, dates, len(pairs))
        if start:
            props["start"] = start
        if props.get("status") == "ended" and (closing or len(dates) > 1):
            props["end"] = _begin((closing or dates)[-1])
        if status_of(text) == "negated":
            props.pop("status", None)
        yield Finding(
            "tie", scene, 0, len(text), pair, props=props, confidence=0.75 if start else 0.6
        )


def _closing(text: str, dates: list[Dated]) -> list[Dated]:
    """The dates that tell when a tie ended or came to rest: those after the word that says so."""
    word = _SUSPENDED.search(text) or _ENDED.search(text)
    if word is None or word[0].lower() == "former":
        return []
    return [d for d in dates if d.start > word.end()]


def _pairs(
    scene: Scene, outer: list[Mention], parties: list[Party]
) -> list[tuple[tuple[Party, Party], Mention]]:
    """The pairs that a sentence about ties tells, each with the mention of the second party."""
    last = {m.party: m for m in reversed(outer)}
    if len(parties) == 1:
        only = parties[0]
        about_other = re.search(
            r"\b(?:our|its|their|the city's|the town's)\b|\btwinned\b|\bpartner", scene.text, re.I
        ) or re.search(
            r"\bwith\s(?:the\s)?(?:\w+\s(?:city|town)\sof\s)?$", scene.text[: outer[0].start]
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
        and re.search(r"\bwith\s(?:the\s)?$", scene.text[: outer[0].start])
    ):
        return [((scene.home, party), last[party]) for party in parties]
    owned = _owned(scene, outer) if len(parties) > 2 else []
    if owned:
        return owned
    if len(parties) > 2 and scene.home not in parties:
        return _side_by_side(scene, outer)
    hub = _hub(scene, outer, parties)
    return [((hub, party), last[party]) for party in parties if party.bare != hub.bare]


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


def _level_type(kind: str, pair: tuple[Party, Party]) -> str:
    return "sister_port" if all(p.level == "port" for p in pair) and kind == "sister_city" else kind


def _date_for(
    text: str, mention: Mention, outer: list[Mention], dates: list[Dated], pairs: int
) -> str | None:
    if not dates:
        return None
    if pairs == 1:
        since = next((d for d in dates if d.since), None)
        if since is None and _VISIT.search(text) and not _MADE.search(text):
            return None
        return _begin(since or _nearest(text, dates))
    later = [m.start for m in outer if m.start > mention.start]
    limit = min(later, default=len(text))
    after = [d for d in dates if mention.end <= d.start < limit]
    if after:
        return _begin(after[0])
    return _begin(dates[0]) if len(dates) == 1 and dates[0].end < outer[0].start + 4 else None


_VISIT = re.compile(
    r"\b(?:travel\w*|visit\w*|arriv\w*|delegations?|host(?:s|ed)|welcom\w+|grant|donat\w+|perform\w*)\b",
    re.I,
)
_MADE = re.compile(
    r"\b(?:sign\w*|establish\w*|became|become|becoming|formed|entered|sealed|conclud\w*|began|twinned)\b",
    re.I,
)


def _nearest(text: str, dates: list[Dated]) -> Dated:
    word = re.search(
        r"\b(?:signed|establish\w*|began|became|formed|start\w*|twinned|entered|sealed|conclud\w*|since)\b",
        text,
        re.I,
    )
    if word is None:
        return dates[0]
    return min(dates, key=lambda d: min(abs(d.start - word.end()), abs(word.start() - d.end)))


_TIE_OF = {
    "sister_city_agreement": "sister_city",
    "twinning_agreement": "twin_town",
    "cooperation_agreement": "cooperation",
    "port_agreement": "sister_port",
}


def _signed(scene: Scene) -> Iterator[Finding]:
    for held in instruments_in(scene):
        if held.type in _TIE_OF:
            props: dict[str, Any] = {"type": _TIE_OF[held.type], "status": "active"}
            if held.signed:
                props["start"] = held.signed
            yield Finding(
                "tie", scene, held.start, held.end, held.pair, props=props, confidence=0.55
            )


def tie_words(text: str) -> bool:
    """Whether a text uses a word for a tie of local governments."""
    return bool(TIE_WORDS.search(text))
