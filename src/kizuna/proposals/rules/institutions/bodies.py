"""Institutions: offices, associations, committees and the like that serve a tie, and ties of schools and ports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.finding import Finding
from kizuna.proposals.rules.institutions.founding import (
    CAP,
    founded_at,
    institution,
    own_body,
)
from kizuna.proposals.rules.institutions.kindred import (
    kindred_in,
    school_pairs_in,
    schools_in,
)
from kizuna.proposals.rules.institutions.offices import houses_in, offices_in

_BODY = re.compile(
    # "Marlwood Twinning Association", "Takaoka International Exchange Association"
    r"(?P<name>(?:[A-ZÀ-Þ][\w.'’-]*(?:[-–\s](?:of|and|for|the)\s|[-–\s])){0,6}?(?:(?:Sister"
    r"|Twin|Friendship|Partner)[- ]?(?:Cit(?:y|ies)|Towns?)|Twinning|Friendship|Town Twinning"
    r"|Partnership|International (?:Exchange|Relations|Friendship|Cooperation)"
    r"|International(?=\s(?:Committee|Association|Club|Society)\sof))"
    r"(?:\s[A-Z][\w-]*){0,2}?\s(?P<type>Association|Committee|Organi[sz]ation|Council"
    r"|Commission|Foundation|Society|Project|Program|Board|Club|Fund|Inc|Trust|Federation|League"
    r"|Division|Department|Section|Office|Bureau))\b"
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
    r"\b[Tt]he\s(?P<name>[A-ZÀ-Þ][\w-]+(?:\s[A-ZÀ-Þ][\w-]+){0,2}\s(?P<type>committee|association"
    r"|society|Fund|Trust))\b"
)


_FOREIGN_BODY = re.compile(
    # the committees and societies of partners in their own language
    r"\b(?P<name>(?P<type>Comit[ée]|Comitato)\s(?:de|di|per il)\s(?:[Jj]umelage|[Gg]emellaggio)"
    rf"(?:\s(?:de|di)\s{CAP})?)"
)


_FOREIGN_SOCIETY = re.compile(
    rf"\b(?P<name>(?:(?:Städtep|P)artnerschafts(?P<type>verein|komitee)|Freundeskreis)\s{CAP})"
)


_CHAIRED = re.compile(
    # a body without a name of its own, known by who heads it or whose it is
    r"\b(?:chair(?:s|ed|ing)?|chair(?:man|woman|person)?\sof|heads?|headed|president\sof|member\sof)"
    r"\sthe\s(?P<name>(?:local\s)?(?:twinning|sister[- ]cit(?:y|ies)|friendship|partnership)\s"
    r"(?P<type>committee|association|society|board|commission|council))\b"
)


_NEW = re.compile(
    # "A twinning committee was set up in 1979"
    r"\b[Aa]n?\s(?P<name>(?:twinning|sister[- ]cit(?:y|ies)|friendship|partnership)\s"
    r"(?P<type>committee|association|society|board|commission|council|fund))\s(?:\w+\s){0,4}?"
    r"(?:was|were)\s(?:set up|founded|formed|established|created)\b"
)


_FRIENDS = re.compile(
    rf"\b(?P<name>(?P<type>Friends)\sof\s(?:the\s)?{CAP}(?:\s{CAP}){{0,3}})(?=,?\s[^.;]{{0,40}}\b"
    r"(?:founded|formed|established|created|set up)\b)"
)


_EXPLAINED = re.compile(
    # "Sister Cities Aotearoa, the national association of sister city councils"
    rf"\b(?P<name>(?:{CAP}\s){{0,3}}(?:Sister|Twin|Friend|Partner)\w*(?:\s{CAP}){{1,3}}),\s(?:the|an?)\s"
    r"(?:\w+\s){0,2}?(?P<type>association|society|committee|fund|charity|organi[sz]ation|club)\b"
)


_BODIES = (
    _BODY,
    _LOWER_BODY,
    _PAIR_BODY,
    _LOCAL_BODY,
    _FOREIGN_BODY,
    _FOREIGN_SOCIETY,
    _CHAIRED,
    _NEW,
    _FRIENDS,
    _EXPLAINED,
)


_OWNED_ONLY = (_PAIR_BODY, _LOCAL_BODY, _FRIENDS)
"""Wordings that make a body of a tie only with the name of a party in it."""


_TYPES = {
    "committee": "committee",
    "commission": "committee",
    "board": "committee",
    "komitee": "committee",
    "comité": "committee",
    "comite": "committee",
    "comitato": "committee",
    "council": "council",
    "fund": "fund",
    "trust": "fund",
    "foundation": "fund",
    "division": "office",
    "department": "office",
    "section": "office",
    "office": "office",
    "bureau": "office",
}


def institutions_in(scene: Scene) -> Iterator[Finding]:
    """The institutions of a sentence."""
    yield from _bodies(scene)
    yield from offices_in(scene)
    yield from houses_in(scene)
    yield from school_pairs_in(scene)
    yield from schools_in(scene)
    yield from kindred_in(scene)


def _bodies(scene: Scene) -> Iterator[Finding]:
    for pattern in _BODIES:
        for match in pattern.finditer(scene.text):
            end = _with_place(scene, match.end("type" if pattern is _NEW else 0))
            name = re.sub(
                r"^(?:The|In|When|Since|Our|A|With)\s",
                "",
                match[0] if pattern is _LOWER_BODY else scene.text[match.start("name") : end],
            )
            if name.startswith("Sister Cities International"):
                continue
            inside = scene.within(match.start(), end)
            if pattern in _OWNED_ONLY and not inside:
                continue
            kind = _TYPES.get((match["type"] or "").lower(), "association")
            owner = inside[0].party.label if inside else own_body(scene)
            founded, reach = founded_at(scene, match.start(), end)
            yield institution(
                scene, name, owner, {"type": kind} | founded, 0.7 if inside else 0.55, reach
            )


def _with_place(scene: Scene, end: int) -> int:
    """The end of a name with the place after it ("Friendship Society of Plovdiv")."""
    after = re.match(r"\s(?:of|in|for)\s(?:the\s)?", scene.text[end:])
    if after is None or "in" in after[0].split():
        return end
    place = next((m for m in scene.mentions if m.start == end + after.end()), None)
    return place.end if place else end
