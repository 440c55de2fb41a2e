"""Institutions: offices, associations, committees and the like that serve a tie, and ties of schools and ports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kizuna.claims.proposers.rules.discourse import Scene
from kizuna.claims.proposers.rules.finding import Finding
from kizuna.claims.proposers.rules.grammar.dates import dates_in
from kizuna.claims.proposers.rules.names import Party

_BODY = re.compile(
    r"(?P<name>(?:[A-ZÀ-Þ][\w.'’-]*(?:[-–\s](?:of|and|for|the)\s|[-–\s])){0,6}?(?:(?:Sister"
    r"|Twin|Friendship|Partner)[- ]?(?:Cit(?:y|ies)|Towns?)|Twinning|Friendship|Town Twinning)"
    r"(?:\s[A-Z][\w-]*){0,2}?\s(?P<type>Association|Committee|Organi[sz]ation|Council"
    r"|Commission|Foundation|Society|Project|Program|Board|Club|Fund|Inc))\b"
)
_LOWER_BODY = re.compile(
    r"(?P<owner>[A-ZÀ-Þ][\w.-]*(?:\s[A-ZÀ-Þ][\w.-]*){0,2})['’]s?\s(?P<body>(?:sister[-"
    r" ]cit(?:y|ies)|twinning|friendship)\s(?P<type>organi[sz]ation|association|committee"
    r"|society|council|commission))\b"
)
_PAIR_BODY = re.compile(
    r"\b(?P<name>[A-ZÀ-Þ]\w+(?:\s[A-ZÀ-Þ]\w+)?[–-][A-ZÀ-Þ]\w+(?:\s[A-ZÀ-Þ]\w+)?"
    r"\s(?P<type>Society|Association|Committee|Club|Council|Foundation|Friends))\b"
)
_LOCAL_BODY = re.compile(
    r"\bthe\s(?P<name>[A-ZÀ-Þ][\w-]+(?:\s[A-ZÀ-Þ][\w-]+)?\s(?P<type>committee|association|society))\b"
)
_TYPES = {
    "committee": "committee",
    "commission": "committee",
    "board": "committee",
    "council": "council",
    "fund": "fund",
    "foundation": "fund",
}
_OFFICE = re.compile(
    r"(?P<name>(?:the\s|an?\s)?(?:[\w'’.-]+\s){0,6}?(?:representative(?:['’]?s)?\soffice|trade"
    r" office|liaison office|economic mission|trade mission|representation|friendship house"
    r"|friendship cent(?:re|er)|information office|liaison bureau"
    r"|office for (?:partnerships|twinnings?|international \w+)))\b"
    r"(?P<owner>\s(?:from|of|under)\s(?:the\s)?[^,.;]{0,40}?(?=\s(?:has|was|is|in|opened|opens)\b|[,.;]|$))?",
    re.I,
)
_UNDER = re.compile(
    r"\b(?P<name>(?:Institute|Bureau|Center|Centre|Department"
    r"|Academy)\sof\s[A-Z]\w+(?:\s[A-Z]\w+){0,3})\sunder\s"
)
_SCHOOLS = re.compile(
    r"\b(?:ties|links|partnerships?|contacts)\b[^.;]{0,30}?\bbetween\s(?P<name>(?:the\s)?[^.;]{0,60}?\b(?:schools?|universities|institutes|colleges)\b[^.;]{0,60})",
    re.I,
)
_FOUNDED = re.compile(
    r"\b(?:established|founded|formed|opened|created|set up|incorporated|inaugurated|began|launched)\b",
    re.I,
)


def institutions_in(scene: Scene) -> Iterator[Finding]:
    """The institutions of a sentence."""
    yield from _bodies(scene)
    yield from _offices(scene)
    yield from _schools(scene)


def _founded(scene: Scene) -> dict[str, Any]:
    if not _FOUNDED.search(scene.text):
        return {}
    date = next((d for d in dates_in(scene.text) if d.whole), None)
    return {"founded": date.edtf} if date else {}


def _bodies(scene: Scene) -> Iterator[Finding]:
    for pattern in (_BODY, _LOWER_BODY, _PAIR_BODY, _LOCAL_BODY):
        for match in pattern.finditer(scene.text):
            name = re.sub(
                r"^(?:The|In|When|Since|Our|A|With)\s",
                "",
                match[0] if pattern is _LOWER_BODY else match["name"],
            )
            if name.startswith("Sister Cities International"):
                continue
            kind = _TYPES.get(match["type"].lower(), "association")
            inside = scene.within(match.start(), match.end())
            party = (
                inside[0].party if inside else scene.home or (scene.pair[0] if scene.pair else None)
            )
            if pattern in (_PAIR_BODY, _LOCAL_BODY) and not inside:
                continue
            founded = _founded(scene)
            near = re.search(r"[^.]{0,120}$", scene.text[: match.start()])
            props = {"type": kind} | (founded if near or founded else {})
            yield Finding(
                "institution",
                scene,
                0,
                len(scene.text),
                None,
                name,
                party.label if party else None,
                props,
                0.7 if inside else 0.55,
            )


def _keeper(scene: Scene, name: str) -> Party | None:
    """The party of an office without a name in it: the home for its own office of partnerships."""
    return scene.home if re.search(r"\boffice for\b", name) else None


def _offices(scene: Scene) -> Iterator[Finding]:
    for match in _OFFICE.finditer(scene.text):
        inside = scene.within(match.start(), match.end())
        owner = inside[0].party if inside else _keeper(scene, match["name"])
        if owner is None:
            continue
        name = (
            re.sub(r"^(?:(?:the|an?|in|at|working)\s|[^A-Z]*(?=[A-Z]))+", "", match["name"])
            if not match["owner"]
            else match[0]
        )
        name = re.sub(r"^(?:An?|The|In \d{4}, an?)\s", "", name.strip())
        after = [
            m
            for m in scene.mentions
            if m.start >= match.end() and re.search(r"\bin\s(?:the\s)?$", scene.text[: m.start])
        ]
        props: dict[str, Any] = {"type": "office"} | _founded(scene)
        if after:
            props["place"] = after[0].party.label
        yield Finding(
            "institution", scene, 0, len(scene.text), None, name, owner.label, props, 0.65
        )
    for match in _UNDER.finditer(scene.text):
        after = [m for m in scene.mentions if 0 <= m.start - match.end() < 6]
        if after:
            yield Finding(
                "institution",
                scene,
                match.start(),
                after[0].end,
                None,
                match["name"],
                after[0].party.label,
                {"type": "other"},
                0.5,
            )


def _schools(scene: Scene) -> Iterator[Finding]:
    if scene.pair is None:
        return
    match = _SCHOOLS.search(scene.text)
    if (
        match is None
        or re.search(r"\bnumbered\b", scene.text)
        or (scene.numbered and scene.first and scene.topics and match.start() < 30)
    ):
        return
    first, second = scene.pair
    name = re.sub(r"\b(?:of the two cities|of both cities)\b", "", match["name"])
    name = re.sub(r"^the\s|\sof\s[A-Z].*$", "", name).strip(" .")
    kind = (
        "university_tie"
        if re.search(r"\buniversit", name) and "school" not in name
        else "school_tie"
    )
    label = f"{name} of {first.label} and {second.label}"
    yield Finding(
        "institution",
        scene,
        0,
        len(scene.text),
        None,
        label,
        first.label,
        {"type": kind} | _founded(scene),
        0.5,
    )
