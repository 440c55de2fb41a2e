"""Schools, universities, chambers and the like of both sides that keep ties of their own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.finding import Finding
from kizuna.proposals.rules.grammar.dates import Dated, dates_in
from kizuna.proposals.rules.institutions.founding import (
    CAP,
    founded_at,
    institution,
    own_body,
)

_SCHOOLS = re.compile(
    r"\b(?:ties|links|partnerships?|contacts)\b[^.;]{0,30}?\bbetween\s(?P<name>(?:the\s)?[^.;]{0,60}?\b(?:schools?|universities|institutes|colleges)\b[^.;]{0,60})",
    re.I,
)


_SCHOOL = re.compile(
    # "Takaoka Commercial High School", "Lincoln High", "Colegio Alemán", "University of Antwerp"
    rf"(?:{CAP}\s){{1,5}}?(?:(?:High|Middle|Elementary|Primary|Secondary|Grammar)\sSchool|School|College"
    rf"|Academy|University|Institute|Gymnasium|Polytechnic|Lyceum|High)\b(?:\sof(?:\s{CAP})+)?"
    r"|[A-ZÀ-Þ][\w-]*-(?:Gymnasium|Schule|Realschule)\b"
    rf"|(?:Colegio|Lycée|Collège|Liceo|Escuela|Universidad|Universidade|Universität)\s(?:d\w\s)?{CAP}"
    rf"|(?:University|Faculty|College|Academy|Institute)\sof(?:\s{CAP})+"
)


_SCHOOL_LINK = re.compile(
    r"\b(?:sister|partner)\s(?:schools?|universit\w+|colleges?|institutions?|relation\w*)\b"
    r"|\b(?:been|are|were|became|become)\s(?:sisters?|partners?|paired|partnered|twinned)\b"
    r"|\b(?:paired|partnered|twinned|affiliated)\swith\b|\bpartnership\b|\bexchange between\b"
    r"|\bmemorandum\b|\bagreement\b|\bjoint\s(?:\w+\s)?(?:degree|program\w*|research|course)\b"
    r"|\bdouble degree\b|\bsister[- ]school\b|\b(?:links?|ties)\s(?:between|with)\b",
    re.I,
)


_WITH_ONE = re.compile(
    # "A double degree is offered with the University of Antwerp": the home's own school is not named
    r"\b(?:degree|research|partnership|memorandum|agreement|co-?operation|collaboration)\b[^.;]{0,60}?"
    r"\swith\s(?:the\s)?$",
    re.I,
)


_NEAR = 90
"""Two schools farther apart than this in a sentence are no pair."""


_CHAMBERS = re.compile(
    r"\b(?:affiliation|ties|links?|partnership|agreement|twinning)\b[^.;]{0,40}?\b(?:of|between)\s"
    r"(?:the\s)?(?:two\s|respective\s)?(?P<name>chambers\sof\scommerce)\b",
    re.I,
)


_KINDRED = re.compile(
    # "The zoos of the two cities have been partners since 1988", "the two towns' schools are linked"
    r"\b(?:the\s(?P<name>(?:[\w-]+\s){0,2}?(?:clubs|zoos|hospitals|museums|libraries|universities|schools|colleges"
    r"|parishes|churches|orchestras|choirs|fire brigades|chambers of commerce))\sof\s"
    r"(?:(?:the\stwo|both)\s\w+|[A-ZÀ-Þ][\w-]+\sand\s[A-ZÀ-Þ][\w-]+)"
    r"|two\s(?:cities|towns)['’]\s(?P<owned>(?:[\w-]+\s){0,2}?(?:clubs|zoos|hospitals|museums"
    r"|universities|schools|chambers of commerce)))\s(?:have|has|are|were|became|signed|concluded)\b"
    r"[^.;]{0,50}?\b(?:sisters?|partner\w*|paired|twinned|linked|affiliat\w+|agreement|ties)\b",
    re.I,
)


def school_pairs_in(scene: Scene) -> Iterator[Finding]:
    """Two schools or universities named together in a sentence that ties them."""
    owner = own_body(scene)
    if owner is None or not _SCHOOL_LINK.search(scene.text):
        return
    schools = list(_SCHOOL.finditer(scene.text))
    for first, second in itertools.pairwise(schools):
        between = scene.text[first.end() : second.start()]
        if len(between) > _NEAR or "." in between or ";" in between:
            continue
        names = [re.sub(r"^(?:The|In|Since|At)\s", "", held[0]) for held in (first, second)]
        date = _tied(scene.text, second.end())
        props = {"type": _school_type(" ".join(names))} | ({"founded": date.edtf} if date else {})
        yield institution(scene, " and ".join(names), owner, props, 0.6)
        return
    if len(schools) == 1 and _WITH_ONE.search(scene.text[: schools[0].start()]):
        date = _tied(scene.text, schools[0].end())
        props = {"type": _school_type(schools[0][0])} | ({"founded": date.edtf} if date else {})
        yield institution(scene, schools[0][0], owner, props, 0.45)


def _school_type(names: str) -> str:
    higher = re.search(r"Universi|Faculty|Polytechnic", names)
    return "university_tie" if higher else "school_tie"


def _tied(text: str, position: int) -> Dated | None:
    """The date of a tie of schools: the first after their names, or else the first of the sentence."""
    dates = [d for d in dates_in(text) if d.whole]
    after = [d for d in dates if d.start >= position and ";" not in text[position : d.start]]
    return next(iter(after or dates), None)


def schools_in(scene: Scene) -> Iterator[Finding]:
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
    founded, _ = founded_at(scene, match.start(), match.end())
    label = f"{name} of {first.label} and {second.label}"
    yield institution(scene, label, first.label, {"type": kind} | founded, 0.5)


def kindred_in(scene: Scene) -> Iterator[Finding]:
    """Bodies of the same kind on both sides that have a tie of their own: chambers of commerce, zoos, clubs."""
    match = _CHAMBERS.search(scene.text) or _KINDRED.search(scene.text)
    if match is None or scene.pair is None:
        return
    first, second = scene.pair
    date = _tied(scene.text, match.end())
    kind = match["name"] or match.groupdict()["owned"]
    props = {"type": _kindred_type(kind)} | ({"founded": date.edtf} if date else {})
    name = f"{kind} of {first.label} and {second.label}"
    yield institution(scene, name, first.label, props, 0.5)


def _kindred_type(kind: str) -> str:
    if re.search(r"\buniversit", kind, re.I):
        return "university_tie"
    return "school_tie" if re.search(r"\b(?:schools|colleges)", kind, re.I) else "other"
