"""Programmes: what two local governments do again and again or keep doing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kizuna.claims.proposers.rules.discourse import Scene
from kizuna.claims.proposers.rules.finding import Finding, sides_json
from kizuna.claims.proposers.rules.grammar.counts import persons_in
from kizuna.claims.proposers.rules.grammar.dates import dates_in
from kizuna.claims.proposers.rules.grammar.directions import direction_in
from kizuna.claims.proposers.rules.grammar.durations import duration_in
from kizuna.claims.proposers.rules.grammar.frequencies import frequency_in
from kizuna.claims.proposers.rules.grammar.shares import funding_in
from kizuna.claims.proposers.rules.lexicon import fields_in
from kizuna.claims.proposers.rules.sentences import clauses_of

_ACTIVITY = re.compile(
    r"\b(?:exchang(?:e|es|ed|ing)|delegations?|delegates|visits?|visiting|visited|internships?"
    r"|interns?|training|trainees?|stud(?:y|ies|ying)|dispatch|"
    r"sends?|sent|hosts?|hosting|travels?|trips?|seminars?|conferences?|festivals?|concerts?"
    r"|exhibit(?:s|ions?)?|"
    r"programmes?|programs?|tournaments?|matches|camps?|courses?|homestays?|scholarships?"
    r"|lectures?|workshops?|ships|flights?|races?|meetings?|arrivals?|invites?|summer school"
    r"|spends?|swaps?|comes?|meets?|met|plays?|trains?|trained|teams?|groups?|volunteers"
    r"|contests?|competitions?|writ(?:e|es|ten)|pen ?pals|correspond\w*"
    r"|joins?|attends?)\b",
    re.I,
)
_CONTINUING = re.compile(
    r"\b(?:(?:have|has) been|continues?|continued to|consists? of|provides? for|includ(?:e|es"
    r"|ing)|are sent|are held|is held|take place|takes place|are exchanged|"
    r"realized|realised|expressed through|there are|goes?|sends?|hosts|exchange|visits by"
    r"|visits to|each|training|the dispatch|maintaining|organi[sz]es?|runs?|invites?|spend|"
    r"welcomes|receives?|spends|swaps?|come|comes|plays|meet|train|take part|takes part"
    r"|collaborate|study|holds?|supports?|helps?|offers?)\b",
    re.I,
)
_ONCE = re.compile(
    r"\b(?:was|were|visited|travelled|traveled|arrived|signed|welcomed|hosted|attended|met"
    r"|took|brought|came|went|held|opened|celebrated|donated|presented|awarded|sent|led"
    r"|organized|organised)\b",
    re.I,
)
_IMPERATIVE = re.compile(
    r"^\W*(?:Organize|Organise|Host|Support|Promote|Sponsor|Arrange|Facilitate)\b"
)
_EXCHANGE_OF = re.compile(
    r"\bexchang(?:es?|ing)\b(?:\s\w+){0,3}?\s(?:of|between|trips|program|programme|visits"
    r"|delegations)\b|\b(?:student|youth|school|cultural|teacher|pupil|staff|sports?|art|job"
    r"|music)(?:\s\w+)?\sexchang(?:es?|ing)\b"
    r"|\bvisits (?:by|to)\b|\btraining\b(?:\s\w+){0,3}\s(?:specialists|doctors|\w+s)\b|\bthe"
    r" dispatch of\b|\binternships?\b",
    re.I,
)
_LOGISTICS = re.compile(
    r"\b(?:contact us|learn more|please|click|join us|membership|dues|volunteer|you can|we would love)\b",
    re.I,
)
_TITLE = re.compile(r"^\W*(?:\d{1,3}[.)]\s*)")


def programmes_in(scene: Scene, carried: str | None) -> Iterator[Finding]:
    """The programmes of a sentence, clause by clause. `carried` is the start that its list item gives."""
    if scene.pair is None or scene.text.endswith("?") or _LOGISTICS.search(scene.text):
        return
    if scene.in_list and scene.numbered and not _ACTIVITY.search(scene.text):
        return
    since = next((d for d in dates_in(scene.text) if d.since and d.whole), None)
    for start, end in clauses_of(scene.text):
        clause = scene.text[start:end]
        start += _after_title(scene, clause) if start == 0 else 0
        clause = scene.text[start:end]
        if not _is_programme(scene, clause, whole=scene.text):
            continue
        read = _programme(
            scene, start, end, carried, since.edtf if since and since.start < end else None
        )
        if (
            set(read.props) > {"activity", "direction"}
            or read.props.get("direction") != "both"
            or _SPECIFIC.search(clause)
        ):
            yield read


def _after_title(scene: Scene, clause: str) -> int:
    """How much of a clause is the title of its list item ("1. Ties in the field of sport consist of")."""
    if not (scene.numbered and scene.first):
        return 0
    match = re.match(
        r"\W*(?:\d{1,3}[.)]\s*)?[^.]{3,110}?\b(?:consists? of|provides? for|in the form of"
        r"|expressed through|includes?|comprises?)\s",
        clause,
    )
    if match:
        return match.end()
    marker = _TITLE.match(clause)
    return marker.end() if marker else 0


def _is_programme(scene: Scene, clause: str, whole: str) -> bool:
    if not _ACTIVITY.search(clause):
        return False
    if _is_title(scene, clause):
        return False
    if len(set(fields_in(clause))) > 3:
        return False
    frequency = frequency_in(clause)
    since = any(d.since for d in dates_in(clause))
    dated = any(not d.since for d in dates_in(clause))
    if re.search(r"\bwould\b", clause) and not frequency:
        return False
    if _IMPERATIVE.match(clause) and scene.numbered:
        return True
    if dated and not frequency and not since:
        return bool(
            _EXCHANGE_OF.search(clause)
            and re.search(r"\bbegan\b", clause, re.I)
            and not _ONCE.search(clause)
        )
    if dated and not since and len(dates_in(clause)) > 1 and re.search(r"\b(?:was|were)\b", clause):
        return False
    if frequency or since:
        return not re.search(r"\bagreements?\b", clause) or bool(
            _EXCHANGE_OF.search(clause) and since
        )
    if re.search(r"\b(?:anniversary|ceremony|agreement|signed)\b", whole):
        return False
    if _ONCE.search(clause) and not re.search(r"\b(?:have|has) been\b", clause):
        return False
    return bool(_CONTINUING.search(whole) or scene.topics) and bool(
        _EXCHANGE_OF.search(clause) or (scene.mentions and _moves(clause))
    )


def _is_title(scene: Scene, clause: str) -> bool:
    if not (scene.numbered and scene.first and scene.topics):
        return False
    return (
        scene.text.endswith(clause)
        and len(scene.text.split()) <= 10
        and not re.search(r"\b(?:consist|provide|form of)", scene.text)
    )


def _moves(clause: str) -> bool:
    return bool(
        re.search(
            r"\b(?:sends?|hosts?|travels?|visits?|stud(?:y|ies)|exchange|invites?|go through|spend"
            r"|welcomes|receives?|complete|holds?|spends|come|comes|plays|swap|train)\b",
            clause,
            re.I,
        )
    )


def _programme(
    scene: Scene, start: int, end: int, carried: str | None, since: str | None
) -> Finding:
    clause = scene.text[start:end]
    props: dict[str, Any] = {"activity": _activity(clause)}
    topic = fields_in(clause)
    if scene.topics or topic:
        props["field"] = (scene.topics or topic)[0]
    source, goal = direction_in(scene, start, end)
    direction = sides_json(source, goal)
    props.update(direction or {"direction": "both"})
    own = next((d.edtf for d in dates_in(clause) if d.since or not frequency_in(clause)), None)
    begun = own or since or (carried if _FROM_TITLE.match(scene.text) else None)
    if begun:
        props["start"] = begun.split("/")[0]
    reach, around = _around(scene, end)
    if frequency := frequency_in(clause + around):
        props["frequency"] = frequency
    if persons := persons_in(clause + around):
        props["persons"] = persons.as_json()
    if duration := duration_in(clause + around):
        props["duration"] = duration.as_json()
    if funding := funding_in(clause + around):
        props["funding"] = funding
    confidence = 0.7 if {"frequency", "start", "persons"} & set(props) else 0.55
    return Finding(
        "programme", scene, start, end, scene.pair, props=props, confidence=confidence, reach=reach
    )


_FROM_TITLE = re.compile(
    r"\W*(?:\d+[.)]\s)?(?:Essentially\s)?(?:Began|Begun|Consists?|Includes?|Since then|And include)\b",
    re.I,
)
_SPECIFIC = re.compile(r"\bexchang\w+ of\b|\bhosts?\b", re.I)
_GOES_ON = re.compile(
    r"^(?:These|Such|The)\s(?:exchanges|visits|trips|delegations)\b|^They (?:are|stay|last"
    r"|spend)\b|^Usually the\b|^\d+/\d+ of the",
    re.I,
)


def _around(scene: Scene, end: int) -> tuple[int, str]:
    """The next sentence where it says more of the same programme, with how far it reaches."""
    if scene.following is None or end != len(scene.text):
        return 0, ""
    if not _GOES_ON.match(scene.following.text):
        return 0, ""
    return scene.following.end - scene.sentence.end, " " + scene.following.text


def _activity(clause: str) -> str:
    return re.sub(r"\s+", " ", clause).strip(" .,;:-–")[:120]
