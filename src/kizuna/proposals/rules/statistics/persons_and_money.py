"""Numbers of persons who took part, and of money and goods that ties cost or moved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kizuna.proposals.rules.discourse import Scene
from kizuna.proposals.rules.grammar.counts import persons_in
from kizuna.proposals.rules.grammar.number_words import (
    Number,
    amounts_in,
    number_from,
)
from kizuna.proposals.rules.grammar.shares import SHARE, stated_share
from kizuna.proposals.rules.statistics.counting import KIND, NUMERAL, Counted, time_ended

_TOOK_PART = re.compile(
    r"(?P<who>[^.;:]{3,90}?)\b(?:taken part|took part|take part|participated|benefited)\b"
    r"(?P<what>[^.;]{0,60})",
    re.I,
)


_EXCHANGING = re.compile(
    r"\b(?:exchang\w+|program\w*|scheme|twinning|activit\w+|mobility|initiative)\b", re.I
)


_TOTAL = re.compile(r"\b(?:a total of|altogether|in total)\s", re.I)


_SO_FAR = re.compile(
    # "Since 1990 over 600 students have travelled", "students have so far visited"
    r"(?P<who>[^.;:]{3,90}?)\s(?:have|has)\s(?:\w+\s){0,2}?(?:travell?ed|visited|gone|been|come"
    r"|stayed|studied|enjoyed|crossed|experienced)\b",
    re.I,
)


_CUMULATIVE = re.compile(
    r"\b(?:since|so far|to date|over the (?:(?:past|last)\s[\w\s-]{0,16})?(?:years|decades)|in all)\b",
    re.I,
)


_VISITORS = re.compile(
    rf"{NUMERAL}\s(?:visitors|guests|students|people)\sfrom\s(?:\w+\s)?{KIND}[- ](?:cities|towns)\b",
    re.I,
)


_SPENT = re.compile(
    # a budget, cost or grant of the tie; the town's whole budget is none
    r"(?<!city['’]s )(?<!town['’]s )(?<!municipal )\b(?:budget|(?:annual|yearly)\s(?:grant|subsidy|costs?)"
    r"|(?:estimated|total|overall)\scosts?)\b[^.;]{0,50}$",
    re.I,
)


_UPKEEP = re.compile(
    # "the exchange costs the city about 12,000 euros a year", "spent 8,400 dollars on twinning"
    r"\b(?:exchanges?|twinning|partnerships?|programme|program|scheme|link)\s(?:\w+\s){0,3}?costs?\b"
    r"[^.;]{0,40}$",
    re.I,
)


_SPENT_ON = re.compile(r"\b(?:spent|spends?)\s(?:about\s|some\s|nearly\s|over\s)?$", re.I)


_YEARLY = re.compile(
    # "grants the association 2,000 pounds a year"
    r"\b(?:pay(?:s|ing)?|contribut(?:es?|ing)|grants?|gives?|receives?)\b[^.;]{0,50}$",
    re.I,
)


_ON_TIES = re.compile(
    r"^[^.;]{0,30}?\son\s(?:\w+\s){0,3}?(?:exchang\w+|twinning|partnerships?|sister\w*|programmes?)\b",
    re.I,
)


_BODY_OF_TIES = re.compile(
    r"\b(?:committee|association|society|commission|board|club|foundation|twinning|sister|exchang\w+"
    r"|partnership|visit|programme|program)\b",
    re.I,
)


_TRADED = re.compile(
    r"\b(?:trade(?! fair)|exports?|imports?|sales|turnover)\b[^.;]{0,70}$|\bworth\s$", re.I
)


_SHIPPED = re.compile(r"\b(?:went|goes|ship(?:s|ped)|exported|imported|sold|trade|came)\b", re.I)


_TONNES = re.compile(
    rf"{NUMERAL}\s(?P<unit>tonnes|tons|containers|TEU)\s(?:a|per|each|every)\s(?:year|annum|month)\b",
    re.I,
)


_CARGO = re.compile(r"\b(?:from|to|between)\s[A-Z]")


_OF_IT = re.compile(rf"\b{SHARE}\sof\s(?:it|this|that|which)\b", re.I)


def persons_counted(scene: Scene) -> Iterator[Counted]:
    text = scene.text
    for match in _TOOK_PART.finditer(text):
        number = persons_in(match["who"])
        whole = _TOTAL.search(match["who"]) or re.search(r"\bin which\b", match["who"])
        if number and (_EXCHANGING.search(match["what"]) or whole):
            yield Counted(match.start(), "persons taking part", number, as_of=time_ended(text))
            return
    for match in _TOTAL.finditer(text):
        number = persons_in(text[match.end() : match.end() + 60])
        if number and scene.pair is not None:
            yield Counted(match.start(), "persons in all", number, as_of=time_ended(text))
            return
    for match in _VISITORS.finditer(text):
        yield Counted(match.start("low"), "visitors", number_from(match, "persons"))
        return
    yield from _so_far(scene)


def _so_far(scene: Scene) -> Iterator[Counted]:
    match = _SO_FAR.search(scene.text)
    if match is None or scene.pair is None or not _CUMULATIVE.search(scene.text):
        return
    number = persons_in(match["who"])
    if number and (number.low or 0) >= _MANY:
        yield Counted(match.start(), "persons so far", number)


_MANY = 20
"""Fewer persons than these "have travelled" as a single group, which is an event."""


def money_in(scene: Scene) -> Iterator[Counted]:
    if scene.pair is None and scene.home is None:
        return
    for held in amounts_in(scene.text):
        before = scene.text[: held.start]
        traded = _is_trade(scene.text, before)
        if not traded and not _is_cost(scene.text, before, scene.text[held.end :]):
            continue
        yield Counted(held.start, "trade" if traded else "cost", held.number)
        part = _OF_IT.search(scene.text, held.end)
        value = stated_share(part["share"]) if part else None
        if part and value is not None and not traded:
            yield Counted(part.start(), "share of the cost", Number(value, value, False, "share"))


def _is_trade(text: str, before: str) -> bool:
    """Whether the amount after `before` is the worth of goods traded."""
    told = _TRADED.search(before)
    return bool(told and (not told[0].startswith("worth") or _SHIPPED.search(text)))


def _is_cost(text: str, before: str, after: str) -> bool:
    """Whether the amount between `before` and `after` is spent on a tie."""
    if _UPKEEP.search(before) or (_SPENT_ON.search(before) and _ON_TIES.match(after)):
        return True
    if re.match(r"\s(?:a|per|each|every) year\b", after) and _YEARLY.search(before):
        return bool(_BODY_OF_TIES.search(text))
    told = _SPENT.search(before)
    return bool(told and (not told[0].lower().startswith("budget") or _BODY_OF_TIES.search(text)))


def cargo_in(scene: Scene) -> Iterator[Counted]:
    if scene.pair is None or not _CARGO.search(scene.text):
        return
    for match in _TONNES.finditer(scene.text):
        yield Counted(match.start("low"), "cargo", number_from(match, match["unit"].lower()))
