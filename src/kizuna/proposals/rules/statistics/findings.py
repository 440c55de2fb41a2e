"""Statistics: counts of ties and of those who take part, money and trade in figures, and shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.finding import Finding
from kizuna.proposals.rules.grammar.dates import dates_in
from kizuna.proposals.rules.grammar.number_words import (
    NUMBER,
    number_from,
)
from kizuna.proposals.rules.lexicon import COUNTRIES
from kizuna.proposals.rules.statistics.counting import (
    NUMERAL,
    Counted,
    dateline,
    time_stated,
)
from kizuna.proposals.rules.statistics.persons_and_money import (
    cargo_in,
    money_in,
    persons_counted,
)
from kizuna.proposals.rules.statistics.ties import (
    holders_in,
    ordinals_in,
    ranks_in,
    shares_in,
    ties_counted,
)

_DELEGATIONS = re.compile(
    rf"{NUMERAL}\s(?:\w+\s){{0,2}}?(?P<unit>delegations|exchanges|visits|groups)\b", re.I
)


_BEFORE = re.compile(
    # "down from 146 a year before", "a far cry from the 2,900 of 2019"
    r"\b(?:down|up|compared|against|far cry|rising|falling)\s(?:from\s|with\s|to\s)?(?:the\s)?"
    rf"(?:[A-Z]{{0,2}}[$€£¥])?{NUMBER}(?:\s(?:euros?|dollars|pounds|yen))?(?:\s(?:of|in)\s(?P<then>(?:19|20)\d\d)\b|\s(?:a|the)\s(?:previous\s)?year"
    r"(?:\s(?:before|earlier))?\b)",
    re.I,
)


_READERS = (
    holders_in,
    ties_counted,
    ordinals_in,
    shares_in,
    ranks_in,
    persons_counted,
    money_in,
    cargo_in,
)


def statistics_in(scene: Scene) -> Iterator[Finding]:
    """The statistics of a sentence, one for each number."""
    seen: set[int] = set()
    found: list[Counted] = []
    for reader in (
        holders_in,
        ties_counted,
        ordinals_in,
        shares_in,
        ranks_in,
        persons_counted,
        money_in,
        cargo_in,
    ):
        for held in reader(scene):
            if held.start not in seen:
                seen.add(held.start)
                found.append(held)
    found.extend(held for held in _compared(scene, found) if held.start not in seen)
    for held in found:
        yield from _finding(scene, held)
    for match in _DELEGATIONS.finditer(scene.text):
        if match.start("low") not in seen:
            yield from _of_exchanges(scene, match)


def _compared(scene: Scene, found: list[Counted]) -> Iterator[Counted]:
    """The figure of an earlier year that the sentence sets against its own."""
    if not found:
        return
    for match in _BEFORE.finditer(scene.text):
        now = found[0].as_of or time_stated(scene.text)
        then = match["then"] or (_year_before(now) if now else None)
        yield replace(
            found[0],
            start=match.start("low"),
            number=number_from(match, found[0].number.unit),
            as_of=then or "",
        )


def _year_before(date: str) -> str | None:
    return f"{int(date[:4]) - 1}{date[4:]}" if date[:4].isdigit() and "/" not in date else None


def _of_exchanges(scene: Scene, match: re.Match[str]) -> Iterator[Finding]:
    if scene.pair is None or not re.search(
        r"\b(?:total|exchange|exchanged|received|sent|altogether)\b", scene.text, re.I
    ):
        return
    if match["low"].lower() in {"one", "two"}:
        return
    first, second = scene.pair
    number = number_from(match, match["unit"].lower())
    years = [d.edtf for d in dates_in(scene.text[: match.end() + 40])] or [""]
    for year in years[:4]:
        held = Counted(
            match.start(), f"{match['unit']} exchanged", number, first.label, second.label, year
        )
        yield from _finding(scene, held)


def _scope(scene: Scene, held: Counted) -> str:
    """What the figure is about: the last place before it, the town whose page it is, or a country."""
    if held.scope:
        return held.scope
    before = [m.party for m in scene.mentions if m.end <= held.start]
    party = before[-1] if before else scene.home or (scene.pair[0] if scene.pair else None)
    if party is not None:
        return party.label
    block = scene.sentence.reading.text
    return min((land for land in COUNTRIES if land in block), key=block.index, default="")


def _finding(scene: Scene, held: Counted) -> Iterator[Finding]:
    scope = _scope(scene, held) or held.other
    if not scope:
        return
    props: dict[str, Any] = {"measure": held.measure, "value": held.number.as_json()}
    as_of = held.as_of
    if as_of is None:
        as_of = time_stated(scene.text, held.start) or dateline(scene)
    if as_of:
        props["as_of"] = as_of
    yield Finding(
        "statistic", scene, 0, len(scene.text), None, scope, held.other, props, confidence=0.5
    )
