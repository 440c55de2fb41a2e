"""Sister schools: ties that schools and universities have of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.finding import Finding
from kizuna.proposals.rules.grammar.dates import dates_in
from kizuna.proposals.rules.ties.words import begin_of, status_in

_CAP = r"[A-ZÀ-Þ][\w'’.-]+"


_SCHOOL = (
    rf"(?:(?:{_CAP}\s){{{{0,2}}}}[A-Z]\w+['’]s\s(?=[A-Z]))?(?P<{{0}}>{_CAP}-(?:Gymnasium|Realschule|Gesamtschule|Schule)"
    rf"|(?:Colegio|Lycée|Liceo|Collège|Escola|Escuela|Istituto)(?:\s{_CAP}){{{{1,3}}}}"
    rf"|(?:{_CAP}\s){{{{1,4}}}}(?:School|College|High|Academy|Gymnasium|Lyceum))"
)


_ASIDE = r"(?:\s\([^)]{2,40}\)|,\s[^.;]{2,50},)?"
_ONE, _TWO = _SCHOOL.format("one"), _SCHOOL.format("two")


_SCHOOLS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_ONE}{_ASIDE}\sand\s(?:the\s)?{_TWO}{_ASIDE}\s(?:have been|became|are|were)\s(?:\w+\s)?"
        r"sister schools?\b",
        rf"{_ONE}{_ASIDE}\sand\s(?:the\s)?{_TWO}{_ASIDE}\s(?:signed|concluded|entered)[^.;]{{0,20}}?"
        r"\ssister[- ]school\b[\w\s]*?(?:agreement|partnership|affiliation)",
        rf"{_ONE}{_ASIDE}\s(?:itself\s)?(?:has been|is|was)\s(?:paired|twinned|partnered)\swith\s(?:the\s)?{_TWO}",
        rf"{_ONE}{_ASIDE}\shas\s(?:had\s)?a\s(?:school|sister[- ]school)\s(?:partnership|tie|link)\swith\s"
        rf"(?:the\s)?{_TWO}",
    )
)


def sister_schools_in(scene: Scene) -> Iterator[Finding]:
    """A pair of sister schools that a sentence names."""
    match = next((found for form in _SCHOOLS if (found := form.search(scene.text))), None)
    if match is None:
        return
    props: dict[str, Any] = {"type": "sister_school", **status_in(scene.text)}
    dates = [d for d in dates_in(scene.text) if d.whole and d.start >= match.end()]
    if dates:
        props["start"] = begin_of(dates[0])
    one, two = match["one"], match["two"]
    yield Finding(
        "tie", scene, 0, len(scene.text), subject=one, object=two, props=props, confidence=0.7
    )
