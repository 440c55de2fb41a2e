"""Offices, desks and houses that one side keeps at the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.finding import Finding
from kizuna.proposals.rules.institutions.founding import (
    CAP,
    FOUNDING,
    founded_at,
    institution,
    own_body,
)
from kizuna.proposals.rules.names import Party

_OFFICE_NOUN = (
    r"(?:representative(?:['’]?s)?\soffice|trade (?:and \w+ )?office|liaison (?:office|bureau|desk)"
    r"|business office|information (?:office|desk)|representation"
    r"|(?:economic|trade) mission(?=\sin\s[A-Z])|friendship house|friendship cent(?:re|er)"
    r"|office for (?:partnerships|twinnings?|international \w+))"
)


_OFFICE = re.compile(
    rf"(?P<name>(?:the\s|an?\s)?(?:[\w'’.-]+\s){{0,6}}?{_OFFICE_NOUN})\b"
    r"(?P<owner>\s(?:from|of|under)\s(?:the\s)?[^,.;]{0,40}?(?=\s(?:has|was|is|in|opened|opens)\b|[,.;]|$))?",
    re.I,
)


_OPENED = re.compile(
    # "X opened an agritech desk in Y", "X keeps a business office with a staff of three in Y"
    r"\b(?:open(?:s|ed|ing)?|keeps?|kept|maintains?|maintained|runs?|operates?|has|had|establish(?:es|ed)"
    r"|set up|sets up)\s(?:an?|its|their)\s(?P<name>(?:[\w-]+\s){0,3}?(?:office|desk|bureau"
    r"|business cent(?:re|er)))\b[^.;]{0,40}?\s(?:in|at)\s(?:the\s)?(?P<place>[A-ZÀ-Þ][\w-]+(?:\s[A-ZÀ-Þ][\w-]+)*)"
)


_HOUSE = re.compile(
    # "the Calderby–Jining Business Centre", "A Japan-USSR Friendship Hall", "the Casa de Kanaura"
    rf"\b(?P<name>(?:{CAP}[\s–-]){{1,5}}?(?:(?P<trade>Business|Trade|Information)|Friendship|Cultural|Culture|Exchange)"
    r"\s(?:Cent(?:re|er)|House|Hall|Institute)"
    rf"|(?:Casa|Maison|House|Haus|Hall|Centre|Center)\s(?:de|di|du|of)\s{CAP}"
    rf"|{CAP}(?:\s{CAP}){{0,2}}\s(?:House|Cent(?:re|er)))\b"
)


_JOINT = re.compile(
    rf"\bjoint\s(?P<name>(?:{CAP}\s){{0,4}}(?:Institute|Cent(?:re|er)|Laboratory|Academy)"
    rf"(?:\s(?:of|for)(?:\s(?:and\s)?{CAP})+)?)"
)


_UNDER = re.compile(
    r"\b(?P<name>(?:Institute|Bureau|Center|Centre|Department"
    r"|Academy)\sof\s[A-Z]\w+(?:\s[A-Z]\w+){0,3})\sunder\s"
)


def _keeper(scene: Scene, name: str) -> Party | None:
    """The party of an office without a name in it: the home for its own office of partnerships."""
    return scene.home if re.search(r"\boffice for\b", name, re.I) else None


def offices_in(scene: Scene) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    for match in _OFFICE.finditer(scene.text):
        inside = scene.within(match.start(), match.end())
        owner = inside[0].party if inside else _keeper(scene, match["name"])
        if owner is None:
            continue
        taken.append(match.span())
        name, start = _office_name(match, owner)
        founded, reach = founded_at(scene, start, match.end())
        props: dict[str, Any] = {"type": "office"} | founded | _placed(scene, match.end())
        yield institution(scene, name, owner.label, props, 0.65, reach)
    for match in _OPENED.finditer(scene.text):
        if not any(
            first < match.end("name") and match.start("name") < last for first, last in taken
        ):
            yield from _opened(scene, match)
    yield from _under(scene)


_OPENING = re.compile(
    r"\b(?:open\w*|keeps?|kept|maintain\w*|has|had|established|set up|runs?)\s(?:an?|its|their)\s"
)


def _office_name(match: re.Match[str], owner: Party) -> tuple[str, int]:
    """The name of an office and where it starts, without the words before it ("X opened a ...")."""
    opening = _OPENING.search(match["name"])
    if opening:
        name = f"{match['name'][opening.end() :]} of {owner.label}"
        return name, match.start("name") + opening.end()
    if match["owner"]:
        name = match[0]
    else:
        name = re.sub(r"^(?:(?:the|an?|in|at|working)\s|[^A-Z]*(?=[A-Z]))+", "", match["name"])
    return re.sub(r"^(?:An?|The|In \d{4}, an?)\s", "", name.strip()), match.start()


def _placed(scene: Scene, position: int) -> dict[str, Any]:
    after = [
        m
        for m in scene.mentions
        if m.start >= position and re.search(r"\bin\s(?:the\s)?$", scene.text[: m.start])
    ]
    return {"place": after[0].party.label} if after else {}


def _opened(scene: Scene, match: re.Match[str]) -> Iterator[Finding]:
    """An office that its owner, named before or the home, keeps in another place."""
    before = [m.party for m in scene.mentions if m.end <= match.start()]
    owner = before[-1] if before else scene.home
    label = owner.label if owner else _subject(scene.text[: match.start()])
    told_after = scene.text[match.end() : match.end() + 1] == ":"
    if not label or label in match["place"] or told_after:
        return
    founded, reach = founded_at(scene, match.start("name"), match.end("name"))
    props = {"type": "office", "place": match["place"]} | founded
    yield institution(scene, f"{match['name']} of {label}", label, props, 0.55, reach)


def _subject(before: str) -> str:
    """The capitalised words that a text ends with, for an owner that the names do not know."""
    words = re.search(rf"(?:{CAP}\s)+$", before)
    return words[0].strip() if words else ""


def _under(scene: Scene) -> Iterator[Finding]:
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


def houses_in(scene: Scene) -> Iterator[Finding]:
    """Halls, houses and centres of a tie, and institutes that both sides run."""
    if scene.home is None and scene.pair is None:
        return
    for pattern in (_HOUSE, _JOINT):
        for match in pattern.finditer(scene.text):
            inside = scene.within(match.start("name"), match.end("name"))
            bound = (
                any(held.party != scene.home for held in inside)
                or pattern is _JOINT
                or "Friendship" in match["name"]
            )
            if not bound or not re.search(rf"\b{FOUNDING}\b", scene.text, re.I):
                continue
            office = match.groupdict().get("trade")
            founded, reach = founded_at(scene, match.start(), match.end())
            props = {"type": "office" if office else "other"} | founded
            name = re.sub(r"^(?:An?|The)\s", "", match["name"])
            props |= _placed(scene, match.end())
            yield institution(scene, name, own_body(scene), props, 0.55, reach)
