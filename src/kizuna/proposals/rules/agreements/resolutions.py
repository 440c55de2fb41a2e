"""Council votes and carried motions: resolutions that make or end a tie."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kizuna.proposals.rules.agreements.dates import BEGUN, date_of_act
from kizuna.proposals.rules.agreements.words import Instrument, partners_told
from kizuna.proposals.rules.discourse import Scene

THING = (
    r"\b(?:ties?|twin\w*|sister\w*|partner\w*|agreements?|contacts?|affiliation|relations?|relationships?"
    r"|links?|friendship|accord|pact|charter|treaty)\b"
)


_ENDS = (
    r"(?:suspend|end|terminat|dissolv|sever|fr[eo]ez|froz|cancel|withdr[ae]w|break\w* off|broke\w* off|revok"
    r"|rescind|giv\w+ up|gave up|wind\w* up|wound up|put\b[^.;]{0,60}\bon hold)\w*"
)


_MAKES = (
    r"(?:renew|approv|reaffirm|establish|enter|becom|twin|sign|form|adopt|recogni[sz]|creat|extend|mak"
    r"|accept|seek|pursue|join|resum)\w*"
)


_BODY = r"\b(?:council(?:l?ors|s)?|assembly|board of \w+|parliament|aldermen|selectmen)\b"


_RESOLVED = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # "the council voted on 11 March 2022 to suspend all contact with X"
        rf"{_BODY}[^.;]{{0,40}}?\b(?:voted|resolved|decided|agreed|moved)\b[^.;]{{0,50}}?"
        rf"\b(?:to|for|on|in favou?r of)\s(?:\w+ly\s)?(?:{_ENDS}[^.;]{{0,50}}?{THING}|put\b[^.;]{{0,50}}?{THING}"
        rf"[^.;]{{0,20}}\bon hold|{_MAKES}[^.;]{{0,50}}?{THING})",
        # "both councils passed resolutions making X and Y sister cities"
        rf"\b(?:passed|adopted|approved)\s(?:a\s|the\s)?(?:\w+\s)?(?:resolution|motion)s?\b[^.;]{{0,60}}?{THING}",
        # "wound up by the borough council in 2009"
        rf"\b(?:{_ENDS}|brought to an end)\sby\s(?:the\s|its\s)?(?:\w+\s){{0,3}}?{_BODY}",
        # "the council of X has given up its twinning"
        rf"{_BODY}[^.;,]{{0,30}}?\b(?:has\s|have\s|had\s)?(?:{_ENDS}|given up)\s(?:its|the|all|both)\s"
        rf"[^.;]{{0,30}}?{THING}",
        # "resolved that a sister-city relationship with X be established"
        rf"\bresolved\b[^.;]{{0,20}}?\bthat\b[^.;]{{0,80}}?{THING}",
    )
)


# A motion in minutes: "that the twinning with X be brought to an end".
_MOTION = re.compile(
    rf"\bthat\s(?:the|a|an)\s[^.;]{{0,60}}?{THING}[^.;]{{0,60}}?\bbe\s(?!not\b)(?:\w+ly\s)?(?:{_ENDS}|{_MAKES}"
    r"|brought to an end)\b"
    rf"|\bthat\s(?:the\s)?(?:city|town|council|borough|county|shire)\b[^.;]{{0,30}}?\b(?:{_ENDS}|{_MAKES})\b"
    rf"[^.;]{{0,50}}?{THING}",
    re.I,
)


_CARRIED = re.compile(
    r"\b(?:carried|unanimously|resolved|\d+ votes|by \d+ to \d+|seconded)\b|^\W*\w{1,3}[.)]\s", re.I
)


def resolutions_in(scene: Scene) -> Iterator[Instrument]:
    """The votes of a council that make, keep or end a tie, one for each partner they speak of."""
    text = scene.text
    match = next((found for form in _RESOLVED if (found := form.search(text))), None)
    if match is None and _carried(scene):
        match = _MOTION.search(text)
    if match is None:
        return
    when = date_of_act(scene, match, BEGUN)
    for pair in partners_told(scene):
        yield Instrument(
            "resolution", pair, 0, len(text), when.edtf if when else None, renewal=True
        )


def _carried(scene: Scene) -> bool:
    """Whether a motion was carried, as far as the sentence or the next one tells."""
    after = scene.following.text if scene.following else ""
    return bool(_CARRIED.search(scene.text) or re.match(r"carried\b", after, re.I))
