"""Numbers of ties: how many there are, of how many places, in which rank, and which share of all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kizuna.proposals.rules.discourse import TIE_WORDS, Scene
from kizuna.proposals.rules.grammar.number_words import (
    NUMBER,
    ORDINAL,
    Number,
    number_from,
    ordinal_of,
)
from kizuna.proposals.rules.grammar.shares import stated_share
from kizuna.proposals.rules.statistics.counting import KIND, NUMERAL, Counted, time_stated

_TIE = (
    rf"(?:{KIND}[- ]?(?:cities|towns|communities|municipalities|ports|relationships|partnerships"
    rf"|agreements|ties|links|(?:city|town|port)\s(?:relationships|partnerships|agreements|ties"
    r"|links|affiliations))|twinnings|(?:international\s)?partnerships"
    r"|(?:international\s)?partners(?=\s(?:abroad|overseas|in|across|around|worldwide)\b))"
)


_PLACES = (
    r"(?:cities|towns|communities|municipalities|ports|places|councils|partners|local authorities"
    r"|countries|nations)"
)


@dataclass(frozen=True, slots=True)
class _Count:
    """A wording that counts ties; `alone` is True where it needs no other word for a tie in the sentence."""

    pattern: re.Pattern[str]
    measure: str
    alone: bool = True


_COUNTS: tuple[_Count, ...] = tuple(
    _Count(re.compile(pattern, re.I), measure, alone)
    for pattern, measure, alone in (
        # "has twelve sister cities", "councils counted 141 sister city relationships"
        (
            r"\b(?:has|have|had|maintains?|maintained|keeps?|kept|counts?|counted|with|of|total"
            rf"|totals|numbers?|are|now|lists?)\b[\w\s]{{0,30}}?\s{NUMERAL}\s"
            rf"(?:(?!(?:from|in|with|of|to|for|and)\b)[\w-]+\s){{0,2}}?{_TIE}\b",
            "ties",
            True,
        ),
        # "number of twin towns: 14", "the number of its sister cities has risen to 14"
        (
            rf"\bnumber of\s(?:\w+\s)?{_TIE}\b(?:[^.;\d]{{0,30}}?\s(?:to|at|is|was|reached)|:)\s{NUMERAL}",
            "ties",
            True,
        ),
        # "Of the 27 partnerships, eleven are with French towns"
        (rf"{NUMERAL}\s(?:of them\s)?(?:are|were)\swith\s", "ties", False),
        # "formal partnerships with eleven municipalities", "twinned with nine towns"
        (
            r"\b(?:twinned|partnered|partnerships?|relations(?:hips?)?|ties|links|twinnings"
            rf"|affiliations?|agreements?)\s(?:with|to|in|across)\s(?:a total of\s)?{NUMERAL}\s"
            rf"(?:[\w-]+\s){{0,2}}?{_PLACES}\b",
            "partners",
            True,
        ),
        # "two sister cities and one friendship city"
        (
            rf"{_TIE}\sand\s{NUMERAL}\s{KIND}[- ](?:cit(?:y|ies)|towns?|ports?)\b",
            "ties",
            True,
        ),
        # "with partners in 19 countries"; "in two countries" belongs to the general definition
        (
            rf"\b(?:in|across|from)\s(?!two\b){NUMERAL}\s(?:different\s|other\s)?(?:countries|nations)\b",
            "countries",
            False,
        ),
        # "six communities abroad have called themselves our sister"
        (
            rf"{NUMERAL}\s(?:cities|towns|communities|municipalities|places)\s"
            r"(?:abroad|overseas|around the world|worldwide)\b",
            "places with ties",
            False,
        ),
        # "the oldest of the three Soviet ties of the city"
        (
            rf"\bthe\s{NUMERAL}\s(?:\w+\s)?(?:ties|links|twinnings|partnerships)\sof\s",
            "ties",
            True,
        ),
        # "which brings the total to fifteen"
        (
            rf"\b(?:brings?|bringing|brought|raises|raising)\s(?:\w+\s){{0,2}}?(?:total|number|family)"
            rf"\b[^.;]{{0,40}}?\sto\s{NUMERAL}(?!\d)",
            "ties",
            False,
        ),
        # "traffic between the two cities fell to a single visit"
        (
            rf"\b(?:fell|dropped|dwindled|shrank|rose|grew|climbed)\sto\s(?:a\ssingle|{NUMERAL})\s"
            r"(?:visits?|exchanges?|delegations?|groups?|trips?)\b",
            "exchanges",
            True,
        ),
    )
)


_NOT_OURS = re.compile(r"\bSister Cities International\b")
"""The movement as a whole, whose members are no ties of the town."""


_HOLDERS = re.compile(
    rf"{NUMERAL}\s(?P<unit>cities|prefectures|towns|municipalities"
    rf"|provinces)\b(?=[^.;]{{0,90}}\b(?:ties|twinn|sister|partner|maintain))",
    re.I,
)


_ORDINALS = re.compile(
    # "gained a twelfth sister city"; "It was the third economic mission since 2007"
    r"\b(?:gain(?:s|ed)?|acquir(?:es|ed)|welcom(?:es|ed)|add(?:s|ed)|has|have)\s"
    rf"(?:its|an?|the|their|our)\s{ORDINAL}\s(?:\w+\s)?{KIND}\b"
    rf"|\b(?:was|is)\s(?:already\s)?the\s{ORDINAL.replace('ordinal', 'turn')}\s(?:[\w-]+\s){{0,3}}?"
    r"(?:mission|visit|delegation|exchange|trip)\b[^.;]*?\bsince\b",
    re.I,
)


_SHARE = re.compile(
    r"\b(?P<scope>[A-Z]\w+(?:\s[A-Z]\w+)*)\s(?:represents|accounts for|accounted for"
    r"|represented)\s(?P<share>\d+(?:\.\d+)?)\s?(?:%|per ?cent)\s(?:of\s)?(?P<what>[^.;)]+)"
)


_IN_TEN = re.compile(
    r"\b(?P<part>\w+)\s(?:in|out of)\s(?P<whole>ten|five|four|three)\s(?:of\s)?(?:our|the|its|all)?\s?"
    r"(?:members|councils|cities|towns|municipalities|exchanges|partnerships|ties)\b",
    re.I,
)


_LAND = r"(?P<land>[A-Z]\w+(?:\s[A-Z]\w+)*)"


_RANKED = re.compile(
    # "Japan leads with 43", "followed by China (35)", "Italy with 28"
    rf"\b{_LAND}\s(?:(?:leads?|comes first|ranks first|heads|tops)\b[^.;(]{{0,40}}?\bwith\s{NUMBER}\b"
    rf"|\((?P<count>\d{{1,3}})\)|with\s(?P<more>\d{{1,3}})\b)"
)


_RANKING = re.compile(
    r"\b(?:leads?|followed by|ranks?|comes first|heads the|tops the|most of the)\b", re.I
)


_ACCOUNTS = re.compile(rf"\b{_LAND}\saccount(?:s|ed)?\sfor\s{NUMBER}\b(?!\s?(?:%|per))")


_REGION = re.compile(
    r"\b(?:in|of|across|throughout)\s(?:the\s)?(?P<name>[A-Z][\w-]+(?:\s[A-Z][\w-]+)*)"
)


def holders_in(scene: Scene) -> Iterator[Counted]:
    for match in _HOLDERS.finditer(scene.text):
        region = _REGION.search(scene.text, match.end())
        if region:
            number = number_from(match, match["unit"].lower())
            yield Counted(match.start("low"), f"{match['unit']} with ties", number, region["name"])


def ties_counted(scene: Scene) -> Iterator[Counted]:
    if _NOT_OURS.search(scene.text):
        return
    for count in _COUNTS:
        if not count.alone and not TIE_WORDS.search(scene.text):
            continue
        for match in count.pattern.finditer(scene.text):
            low = match["low"]
            number = number_from(match, count.measure) if low else Number(1, 1, False, "visits")
            yield Counted(match.start("low") if low else match.start(), count.measure, number)


def ordinals_in(scene: Scene) -> Iterator[Counted]:
    for match in _ORDINALS.finditer(scene.text):
        value = ordinal_of(match["ordinal"] or match["turn"])
        measure = "ties" if match["ordinal"] else "exchanges"
        yield Counted(match.start(), measure, Number(value, value, False, measure))


def shares_in(scene: Scene) -> Iterator[Counted]:
    for match in _SHARE.finditer(scene.text):
        value = round(float(match["share"]) / 100, 6)
        number = Number(value, value, False, "share")
        yield Counted(
            match.start("share"), f"share of {match['what'].strip()}", number, match["scope"]
        )
    for match in _IN_TEN.finditer(scene.text):
        part = stated_share(f"{match['part']} in {match['whole']}")
        if part is not None:
            yield Counted(match.start(), "share of those asked", Number(part, part, True, "share"))


def ranks_in(scene: Scene) -> Iterator[Counted]:
    """Ties by country, where the sentence or the ones before it speak of ties."""
    before = scene.sentence.reading.text[: scene.sentence.start]
    if not TIE_WORDS.search(before + scene.text):
        return
    patterns = [_ACCOUNTS] + ([_RANKED] if _RANKING.search(scene.text) else [])
    for pattern in patterns:
        for match in pattern.finditer(scene.text):
            groups = match.groupdict()
            plain = groups.get("count") or groups.get("more")
            number = (
                Number(float(plain), float(plain), False, "ties")
                if plain
                else number_from(match, "ties")
            )
            yield Counted(
                match.start(),
                "ties",
                number,
                other=match["land"],
                as_of=time_stated(scene.text) or time_stated(before),
            )
