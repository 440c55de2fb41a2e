"""Fields: in what two local governments have exchanges, read off list items, headings and enumerations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.finding import Finding
from kizuna.proposals.rules.grammar.dates import dates_in
from kizuna.proposals.rules.lexicon import fields_in

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
    r"|activities|contacts|work(?:ing)? together)\s(?:\w+\s){0,6}?"
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
_WORK = (
    r"(?:exchanges?|co-?operation|collaboration|contacts|links?|ties|relationship|partnership"
    r"|relations|agreement|accord|charter|programme|program|twinning|connection|joint work)"
)
_MAIN = r"(?:main|chief|key|central|principal|core|primary|priority|first|most important)"
_THEMES = r"(?:pillars|areas|fields|strands|priorities|themes|subjects|topics|points|focuses|aims)"
_LIST = r"(?P<list>[^.;:]+)"
_STATED: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # "cooperation takes in A and B", "the partnership centres on A"
        rf"\b{_WORK}\b[^.;:]{{0,60}}?\s(?:takes?\sin|took\sin|comprises?|spans?|embraces?|touch(?:es)?\son"
        r"|cent(?:re|er)(?:s|ed)?\s(?:on|around)|concentrat(?:e|es|ed|ing)\son|revolves?\saround"
        r"|rang(?:e|es|ed|ing)\sfrom|extends?\sto|(?:has\s)?dealt\swith|deals?\swith"
        rf"|ran\sthrough|runs?\sthrough|is\sdevoted\sto)\s{_LIST}",
        # "the main pillars are A, B and C", "priorities include A"
        rf"\b(?:{_MAIN}\s{_THEMES}|{_THEMES}\sof\s(?:the\s|our\s|this\s)?{_WORK})\b[^.;:]{{0,40}}?"
        rf"\s(?:are|is|were|include[sd]?|comprise)\s{_LIST}",
        # "areas of cooperation: A, B"
        rf"\b{_THEMES}\sof\s(?:the\s|our\s)?{_WORK}:\s{_LIST}",
        # "priority is given to A"
        rf"\bpriority\s(?:is|was|has been)\sgiven\sto\s{_LIST}",
        # "A, B and C remain the heart of the relationship"
        r"^\W*(?P<list>[^.;:]{3,90}?)\s(?:remain|are|form|lie\sat|stand\sat|make\sup|have\sbeen"
        rf"|were)\s(?:at\s)?the\s(?:\w+\s)?(?:heart|core|focus|cent(?:re|er)|mainstays?|backbone|pillars"
        rf"|{_MAIN}\s{_THEMES})\b",
        # "puts A, B and C at the top of the list", "gives priority to A"
        r"\bput(?:s|ting)?\s(?P<list>[^.;:]+?)\s(?:at\sthe\stop|first\b|in\sthe\sforeground)",
        rf"\bgiv(?:e|es|ing)\s(?:priority|preference|prominence)\sto\s{_LIST}",
        # "with A, B and C as the first subjects"
        rf"\bwith\s(?P<list>[^.;:]{{3,100}}?)\sas\s(?:the\s|its\s|their\s)?{_MAIN}\s\w+",
        # "has cooperated with X on A and B", "will work together on A", "its work with X on A"
        r"\b(?:co-?operat(?:e|es|ed|ing)|collaborat(?:e|es|ed|ing)|work(?:s|ed|ing)?|partner(?:s|ed|ing)?)"
        rf"\s(?:closely\s)?(?:together|closely|jointly|with\s[^.;:]{{2,50}}?)\s(?:on|in|for)\s{_LIST}",
        # "a protocol on A was signed", "a joint programme on A", "a clause on A"
        r"\b(?:protocol|memorand\w+|mou|memorandum of understanding|agreement|accord|clause"
        r"|joint\s(?:programme|program|project|work))\s(?:of understanding\s)?(?:on|for|about)\s"
        r"(?P<list>[^.;:]+?)(?=\s(?:was|were|is|are|signed|concluded|between|with|since|in\s\d)\b|[.;:]|$)",
        # "The link is chiefly musical"
        rf"\b{_WORK}\b[^.;:]{{0,40}}?\s(?:is|are|was|were|has\sbeen)\s(?:chiefly|mainly|mostly|primarily"
        rf"|largely|above\sall|essentially|purely)\s{_LIST}",
        # "water and sanitation will be added to the programme"
        rf"(?:^|,\s)(?P<list>[^.;:,]{{3,60}}?)\s(?:will\sbe|was|were|has\sbeen|have\sbeen)\sadded\sto\sthe"
        rf"\s{_WORK}\b",
    )
)
"""Wordings that say outright what the cooperation is about: a single field is enough for a claim."""

_LOOSE: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # "the agreement aims to promote A and B"
        rf"\b{_WORK}\b[^.;:]{{0,40}}?\s(?:promot|foster|encourag|strengthen|develop|further|support)"
        rf"(?:e|es|s|ed|ing)?\s{_LIST}",
        # "share an interest in A and B", "is expressed in A and B", "has grown to include A and B"
        rf"\bshare\s(?:an?\s)?(?:\w+\s)?interests?\sin\s{_LIST}",
        rf"\b(?:{_WORK}|friendship)\b[^.;:]{{0,40}}?\s(?:(?:expressed|shown|reflected|visible)"
        rf"(?:\sabove\sall|\smainly)?\sin|(?:grown|widened|expanded)\sto\s\w+)\s{_LIST}",
        rf"\bactivities\srange\sfrom\s{_LIST}",
    )
)
"""Wordings of which two fields or more make a claim."""

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


def _is_short_title(text: str) -> bool:
    """Whether an item starts with a bare title ("(a) Science and technology."): each noun is a field."""
    return len(re.sub(r"^\W*\w{1,3}[.)]\s*", "", text).split()) <= 4


def fields_of(scene: Scene) -> Iterator[Finding]:
    """The fields that a sentence states."""
    if scene.pair is None:
        return
    if scene.numbered and scene.first and scene.topics:
        start, reach = scene.topic_start, 0
        if start:
            _, reach = topic_start(scene)
        since = {"start": start} if start else {}
        for name in scene.topics if _is_short_title(scene.text) else scene.topics[:1]:
            props = {"field": name} | since
            yield Finding(
                "field",
                scene,
                0,
                len(scene.text),
                scene.pair,
                props=props,
                confidence=0.8,
                reach=reach,
            )
        return
    if scene.numbered and scene.topics:
        return
    yield from _enumerated(scene)


def _enumerated(scene: Scene) -> Iterator[Finding]:
    text = scene.text
    if _NOT_TIES.search(text):
        return
    stated = _read_by(_STATED, text)
    named = _read_by((_ENUMERATION, _ADJECTIVES, *_LOOSE), text, stated)
    single = re.search(r"\bfields?\b|\bareas? of\b|\bcooperat", text)
    if len(named) < 2 and not stated and not (named and single):
        return
    for name, since in named.items():
        props = {"field": name} | ({"start": since} if since else {})
        yield Finding("field", scene, 0, len(text), scene.pair, props=props, confidence=0.6)


def _read_by(
    patterns: Iterable[re.Pattern[str]], text: str, before: Mapping[str, str | None] | None = None
) -> dict[str, str | None]:
    """The fields that patterns read in a text after those read before, each with its start."""
    named = dict(before or {})
    for pattern in patterns:
        for match in pattern.finditer(text):
            since = _since(text, match)
            for name in _listed_fields(_without_tail(match["list"])):
                named.setdefault(name, since)
    return named


_CLAUSE_END = re.compile(
    r"[.;:]|,\s(?:and\s)?(?:which|who|where|when|while|since|from)\b|\sand\ssince\b"
)


def _since(text: str, match: re.Match[str]) -> str | None:
    """Since when the clause of a match says that its fields are pursued."""
    first = max((cut.end() for cut in _CLAUSE_END.finditer(text, 0, match.start())), default=0)
    listed = match.start("list") + len(_without_tail(match["list"]))
    cut = _CLAUSE_END.search(text, listed)
    last = cut.start() if cut else len(text)
    return next(
        (d.edtf for d in dates_in(text) if d.since and d.whole and first <= d.start < last), None
    )


def _without_tail(listed: str) -> str:
    """A list without the clause after it (", and since 1997 about 25 apprentices ...")."""
    return re.split(r",?\s(?:and\s)?(?:since|under|which|where|while|although)\s", listed)[0]


def _listed_fields(listed: str) -> list[str]:
    found: list[str] = []
    for part in re.split(r",|\band\b|\bto\b|\bor\b|&|\bas well as\b|/", listed):
        if len(part.split()) <= 7:
            found.extend(fields_in(part)[:1])
    return list(dict.fromkeys(found))
