"""Statistics: numbers of ties, of cities that have them, of delegations exchanged, and shares of trade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kizuna.claims.proposers.rules.discourse import Scene
from kizuna.claims.proposers.rules.finding import Finding
from kizuna.claims.proposers.rules.grammar.dates import dates_in
from kizuna.claims.proposers.rules.grammar.number_words import NUMBER, Number, number_from

_TIES = re.compile(
    rf"(?<![\d.,/-]){NUMBER}\s(?:\w+\s){{0,2}}?(?P<unit>(?:sister|twin|partner|friendship"
    rf"|twinned)[- ]?(?:cit(?:y|ies)|towns|communities|relationships|partnerships)|twinnings"
    rf"|(?:international\s)?partnerships)\b",
    re.I,
)
_HOLDERS = re.compile(
    rf"(?<![\d.,/-]){NUMBER}\s(?P<unit>cities|prefectures|towns|municipalities"
    rf"|provinces)\b(?=[^.;]{{0,90}}\b(?:ties|twinn|sister|partner|maintain))",
    re.I,
)
_DELEGATIONS = re.compile(
    rf"(?<![\d.,/-]){NUMBER}\s(?:\w+\s){{0,2}}?(?P<unit>delegations|exchanges|visits|groups)\b",
    re.I,
)
_SHARE = re.compile(
    r"\b(?P<scope>[A-Z]\w+(?:\s[A-Z]\w+)*)\s(?:represents|accounts for|accounted for"
    r"|represented)\s(?P<share>\d+(?:\.\d+)?)\s?(?:%|per ?cent)\s(?:of\s)?(?P<what>[^.;)]+)"
)
_REGION = re.compile(
    r"\b(?:in|of|across|throughout)\s(?:the\s)?(?P<name>[A-Z][\w-]+(?:\s[A-Z][\w-]+)*)"
)


def statistics_in(scene: Scene) -> Iterator[Finding]:
    """The statistics of a sentence."""
    for match in _HOLDERS.finditer(scene.text):
        region = _REGION.search(scene.text, match.end())
        if region:
            yield _finding(
                scene,
                region["name"],
                f"{match['unit']} with ties",
                number_from(match, match["unit"].lower()),
            )
    for match in _TIES.finditer(scene.text):
        yield from _of_ties(scene, match)
    for match in _SHARE.finditer(scene.text):
        value = round(float(match["share"]) / 100, 6)
        yield _finding(
            scene,
            match["scope"],
            f"share of {match['what'].strip()}",
            Number(value, value, False, "share"),
        )
    for match in _DELEGATIONS.finditer(scene.text):
        yield from _of_exchanges(scene, match)


def _of_ties(scene: Scene, match: re.Match[str]) -> Iterator[Finding]:
    before = scene.text[: match.start()]
    owner = next((m.party for m in reversed(scene.mentions) if m.end <= match.start()), None)
    if not re.search(r"\b(?:has|have|had|maintains?|with|of|total)\b[\w\s]{0,30}$", before, re.I):
        return
    if re.search(r"\b(?:our|its|the|these)\s$", before, re.I):
        return
    subject = owner or scene.home
    if subject is not None:
        yield _finding(scene, subject.label, match["unit"], number_from(match, "cities"))


def _of_exchanges(scene: Scene, match: re.Match[str]) -> Iterator[Finding]:
    if scene.pair is None or not re.search(
        r"\b(?:total|exchange|exchanged|received|sent|hosted|altogether)\b", scene.text, re.I
    ):
        return
    if match["low"].lower() in {"one", "two"}:
        return
    first, second = scene.pair
    number = number_from(match, match["unit"].lower())
    years = [d.edtf for d in dates_in(scene.text[: match.end() + 40])] or [""]
    for year in years[:4]:
        yield _finding(scene, first.label, f"{match['unit']} exchanged", number, second.label, year)


def _finding(
    scene: Scene,
    scope: str,
    measure: str,
    number: Number,
    other: str | None = None,
    as_of: str = "",
) -> Finding:
    props: dict[str, Any] = {"measure": measure, "value": number.as_json()}
    date = as_of or next(
        (
            d.edtf
            for d in dates_in(scene.text)
            if re.search(r"\b(?:as of|by|in)\s$", scene.text[: d.start])
        ),
        None,
    )
    if date:
        props["as_of"] = date
    return Finding("statistic", scene, 0, len(scene.text), None, scope, other, props, 0.5)
