"""Fields: in what two local governments have exchanges, read off list items, headings and enumerations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kizuna.claims.proposers.rules.discourse import Scene
from kizuna.claims.proposers.rules.finding import Finding
from kizuna.claims.proposers.rules.grammar.dates import dates_in
from kizuna.claims.proposers.rules.lexicon import fields_in

_TOPIC = re.compile(
    r"^\W*(?:\d{1,3}[.)]\s*)?(?P<topic>[^.:;]{3,110}?)(?=\.|:|;|\s(?:consists?|provides?|are"
    r"|is|include[sd]?|began|started|results?|comprises?)\b|$)"
)
_TOPIC_WORD = re.compile(
    r"\b(?:ties|exchanges?|links|contacts|cooperation|co-operation|relations|field|area)\b", re.I
)
_BEGAN = re.compile(
    r"^[^.;]{0,60}?\b(?:began|begun|started|dates? (?:back to|from)|launched|initiated|laid"
    r"|established|since)\b(?:\s\w+){0,2}?\s(?:in|since|on|from)?\s?$",
    re.I,
)
_ENUMERATION = re.compile(
    r"\b(?:(?P<noun>exchanges?|cooperation|co-operation|ties|links|relations|collaborat\w+|co-?operat(?:e|es|ed|ing)"
    r"|activities|contacts|projects|work(?:ing)? together)\s(?:\w+\s){0,6}?"
    r"(?:in|on|cover\w*|include|including|focus\w*(?:\son)?|of delegations of|of"
    r"|through)\s(?:the\s)?(?:(?:fields?|areas?|spheres?)\s(?:of|such as"
    r"|like)\s)?(?:such\s\w+\sas\s)?"
    r"|(?:in\sthe\s)?(?:fields?|areas?|spheres?)\s(?:of|such as|like|include|including)\s"
    r"|\b(?:covers?|covering|extends?\sto)\s|focus(?:es|ed|ing)?\son\s)(?P<list>[^.;:]+)",
    re.I,
)
_ADJECTIVES = re.compile(
    r"(?P<list>(?:[\w'’-]+,?\s(?:and\s|as well as\s)?){1,7})(?P<noun>exchanges?|cooperation"
    r"|co-operation|ties|links|relations|contacts|collaboration|connections)\b",
    re.I,
)
_NOT_TIES = re.compile(r"\bexchange (?:student|rate)|\b(?:traditional|historically)\b", re.I)


def topics_of(scene: Scene) -> tuple[str, ...]:
    """The fields that a list item is about: those of its title ("5. Ties in the field of shipping.")."""
    match = _TOPIC.match(scene.text)
    if match is None:
        return ()
    titled = match["topic"].strip()
    if re.search(r"\b(?:extends?|covers?)\b", titled):
        return ()
    short = len(titled.split()) <= 4 and scene.text.rstrip().endswith(titled + ".")
    if not _TOPIC_WORD.search(titled) and not short:
        return ()
    return fields_in(titled) or (
        fields_in(scene.text) if _TOPIC_WORD.search(titled) and len(scene.text) < 80 else ()
    )


def topic_start(scene: Scene) -> tuple[str | None, int]:
    """Since when an item's field is pursued, and how far the passage must reach into the next sentence."""
    own = _began(scene.text)
    if own is not None:
        return own[0], 0
    if scene.following is not None:
        after = _began(scene.following.text)
        if after is not None:
            return after[0], scene.following.start - scene.sentence.end + after[1]
    return None, 0


def _began(text: str) -> tuple[str, int] | None:
    for dated in dates_in(text)[:1]:
        if dated.whole and _BEGAN.match(re.sub(r"^\W*\d{1,3}[.)]\s*", "", text[: dated.start])):
            return dated.edtf, dated.end
        if dated.whole and re.match(r"^\W*(?:\w+\s){0,2}began\b", text, re.I):
            return dated.edtf, dated.end
    return None


def fields_of(scene: Scene) -> Iterator[Finding]:
    """The fields that a sentence states."""
    if scene.pair is None:
        return
    if scene.numbered and scene.first and scene.topics:
        start, reach = scene.topic_start, 0
        if start:
            _, reach = topic_start(scene)
        props = {"field": scene.topics[0]} | ({"start": start} if start else {})
        yield Finding(
            "field", scene, 0, len(scene.text), scene.pair, props=props, confidence=0.8, reach=reach
        )
        return
    if scene.numbered and scene.topics:
        return
    yield from _enumerated(scene)


def _enumerated(scene: Scene) -> Iterator[Finding]:
    text = scene.text
    if _NOT_TIES.search(text) or not (scene.mentions or scene.pair):
        return
    named: list[str] = []
    for pattern, least in ((_ENUMERATION, 1), (_ADJECTIVES, 1)):
        for match in pattern.finditer(text):
            found = [f for f in _listed_fields(match["list"]) if f not in named]
            if len(found) >= least:
                named.extend(found)
    if len(named) < 2 and not (named and re.search(r"\bfields?\b|\bareas? of\b|\bcooperat", text)):
        return
    since = next((d.edtf for d in dates_in(text) if d.since and d.whole), None)
    for name in named:
        props = {"field": name} | ({"start": since} if since else {})
        yield Finding("field", scene, 0, len(text), scene.pair, props=props, confidence=0.6)


def _listed_fields(listed: str) -> list[str]:
    found: list[str] = []
    for part in re.split(r",|\band\b|\bor\b|&|\bas well as\b|/", listed):
        if len(part.split()) <= 7:
            found.extend(fields_in(part)[:1])
    return list(dict.fromkeys(found))
