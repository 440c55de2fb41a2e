"""Trade: goods bought and sold between two places of a tie, and at what ratio of prices."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kizuna.proposals.rules.discourse import Pair, Scene, speaks_of_both
from kizuna.proposals.rules.finding import Finding, sides_json
from kizuna.proposals.rules.grammar.number_words import NUMBER, Number, number_from
from kizuna.proposals.rules.grammar.shares import SHARE, stated_share
from kizuna.proposals.rules.lexicon import COUNTRIES, COUNTRY, DEMONYMS
from kizuna.proposals.rules.names import Mention, Party

_GOODS = re.compile(
    # what towns buy from each other; weak verbs ("go", "come") tell of trade only with one of these
    r"\b(?:\w*(?:fruits?|berries)|apples?|bananas?|barley|beef|beer|bicycles?|butter|cars?|carpets?|cattle|cement|ceramics|cheese"
    r"|chemicals|citrus|clay|cloth|clothing|coal|cocoa|coffee|coke|components?|concentrate|copper|cork|cotton|crab"
    r"|electronics|equipment|fertili[sz]ers?|fish|flour|flowers|foodstuffs|furniture|garments?|gas"
    r"|glass|grain|grapes|ham|herring|hides|honey|iron|jade|knitwear|lacquer\w*|lamb|leather|lobsters?"
    r"|logs|lumber|machine(?:s|ry| tools)|maize|mangoes|marble|meat|milk|mussels|mutton|nuts|oil|olives?"
    r"|onions|oranges?|ore|oysters?|paper|parts|pearls|pellets|plastics|porcelain|pork|potatoes|pottery|pulp|rice"
    r"|roe|rubber|sake|salmon|salt|scrap|seafood|seeds?|sheepskins?|shoes|shrimps?|silk|silver|soap|spices|spirits|squid"
    r"|steel|sugar|tea|textiles?|timber|tiles|tin|tobacco|tomatoes|toys|tractors|tuna|tyres|tires|vegetables"
    r"|vehicles|watches|wheat|whisk(?:y|ey)|wines?|wood|wool|yarn|zinc)\b",
    re.I,
)
_GIVEN = re.compile(
    r"\b(?:donat\w+|gifts?|presented|relief|free of charge|charit\w+|aid|handed|victims|earthquake"
    r"|flood)\b",
    re.I,
)
_CUTS = re.compile(
    r"[;:]\s*|,?\s(?:while|whereas)\s|,?\s(?:and\s)?in (?:return|exchange),?\s"
    r"|\sand\s(?=(?:imports?|exports?|buys?|sells?)\s)|,\sand\s(?=[\w\s]{3,40}\s(?:came|comes?|goes|go|went|arrives?)\s)"
)
_NP = r"(?P<goods>[^.;:]{3,90}?)"
_WORTH = r"(?:\sworth\s[^,;]{3,30}?)?"
_BUYS = re.compile(
    r"\b(?:purchas(?:e|es|ed)|buys?|bought|imports?|imported)\s(?:of\s)?(?P<goods>(?:[^.;:]"
    r"|etc\.){3,120}?)\s(?:from|at)\s|\b(?:buys?|imports?)\s(?P<all>[^.;]{3,80}?)(?=[.;]|$)",
    re.I,
)
_SELLS = re.compile(
    r"\b(?:sells?|sold|exports?|exported|ships|supplies|supplied)\s(?:of\s)?(?P<goods>[^.;:]{3,100}?)"
    r"\sto\s",
    re.I,
)
_OUTWARD = re.compile(
    # "X and Y go out to A", "is shipped to A", "leave B for A", "makes up most of the cargo to A"
    rf"^\W*{_NP}{_WORTH}\s(?:(?:goes|go|went|sails?)(?:\sout|\smainly|\sfrom\s[^;]{{3,60}}?)?\sto"
    r"|(?:is|are|was|were)\s(?:mainly\s)?(?:shipped|exported|sold|sent)\s(?:out\s)?to"
    r"|(?:leaves?|left)\s[^;]{3,40}?\sfor"
    r"|(?:makes?|made)\sup\s[\w\s]{0,25}\b(?:cargo|exports|freight|shipments)\sto)\s",
    re.I,
)
_INWARD = re.compile(
    # "copper arrives from A", "tea is imported from A", "coffee from A is sold in our shops"
    rf"^\W*{_NP}{_WORTH}\s(?:(?:arrives?|comes?|came|arrived)(?:\sin)?\sfrom"
    r"|(?:is|are|was|were)\s(?:mainly\s)?(?:imported|bought|purchased|shipped|brought)\sfrom"
    r"|from\s[^;,]{3,50}?\s(?:is|are|was|were)\s(?:now\s|also\s)?(?:sold|on sale|offered)\b)",
    re.I,
)
_RETURN = re.compile(
    # "used cars come the other way", "steel plate comes back", "apples head the other way"
    rf"^\W*{_NP}\s(?:comes?|came|go|goes|went|heads?|headed|travels?|travelled|moves?)\s"
    r"(?:back|in return|(?:in\s)?the (?:other|opposite) (?:way|direction)|north|south|east|west)\b",
    re.I,
)
_ON_SALE = re.compile(
    rf"^(?:In the other direction,?\s)?{_NP}\s(?:is|are|was|were)\s(?:now\s|also\s)?(?:sold|on sale)\s(?:at|in)\s",
    re.I,
)
_NOUN = re.compile(
    # "Lobster exports are doing better", "exports of timber rose", "the main exports are A and B",
    # "trade in timber"
    r"^\W*(?!(?:The|Our|Its)\s)(?P<goods>(?:[\w-]+\s){1,4}?)(?:exports|shipments|deliveries)\b"
    r"|\b(?:exports|shipments|deliveries|sales|trade)\s(?:of|in)\s(?P<listed>[^.;:]{3,60}?)"
    r"(?=\s(?:to|with|between|rose|fell|grew|has|have|is|are|was|were|began|make|made)\b|[,.;]|$)"
    r"|\b(?:main|chief|principal|major|leading)\s(?:exports?|goods|cargo(?:es)?|commodities|products)\b"
    r"[^.;:]{0,40}?\s(?:are|is|were|was|include)\s(?P<named>[^.;:]+)"
    r"|\bsuppl(?:y|ies|ied)\s[^.;:]{2,30}?\swith\s(?P<supplied>[^.;:]+)"
    r"|\b(?:largest|biggest|main|chief|leading|only)\s(?:supplier|buyer|customer|market|importer|exporter)\s(?:of|for)\s(?P<dealt>[^.;:]+)",
    re.I,
)
_PLACED = (_OUTWARD, _INWARD, _ON_SALE, _NOUN)
"""Wordings that tell of a trade of the pair only with one of its places in them."""
_SENTENCE = re.compile(r"\b(?:is|are|was|were|which|that|has|have|known|who)\b", re.I)
"""Words that no list of goods has."""
_ITEMS = re.compile(
    rf"^\W*{_NP}\s(?:is|are|was|were|remain|formed)\s(?:among\s)?the\s(?:\w+\s)?(?:items|goods|exports"
    r"|imports|commodities|products)\b[^.;]*\b(?:trade|traded|exchanged|commerce|cargo)\b"
    r"|^\W*(?P<between>[^.;:]{3,90}?)\s(?:is|are|was|were)\s(?:traded|shipped|sold)\sbetween\b",
    re.I,
)
_BETWEEN = re.compile(
    r"\b(?:direct\s)?trade (?:relations )?between\b(?![^.;]*\b(?:came to|\d))", re.I
)
_RATIO = re.compile(
    rf"{NUMBER}\stimes\s(?:\w+\s)?(?:below|above|the|cheaper|less|lower|higher)\b", re.I
)
_PER_CENT = re.compile(
    rf"{NUMBER}\s?(?:%|per\s?cent)\s(?:below|above|under|over|lower|higher|cheaper|less|more)\b",
    re.I,
)
_OF_PRICE = re.compile(rf"\b(?:{SHARE})\s(?:of\s)?(?:the|their|its)\s(?:\w+\s)?prices?\b", re.I)


@dataclass(frozen=True, slots=True)
class _Deal:
    """Goods that a clause at text[start:end] tells of; `out` is None where it does not tell who sells."""

    start: int
    end: int
    goods: str
    sides: tuple[Party, Party]
    out: bool | None


def trade_in(scene: Scene) -> Iterator[Finding]:
    """The trade that a sentence states, one claim for each direction of goods."""
    if scene.pair is None:
        return
    deals = list(_deals(scene, scene.pair))
    for deal, following in itertools.zip_longest(deals, deals[1:]):
        end = following.start if following else len(scene.text)
        source, goal = deal.sides if deal.out is not False else deal.sides[::-1]
        told = {} if deal.out is None else sides_json(source, goal)
        props: dict[str, Any] = {"goods": _goods(deal.goods), **told}
        ratio = _ratio(scene.text[deal.start : end])
        if ratio is not None:
            props["ratio"] = ratio.as_json()
        yield Finding("trade", scene, deal.start, end, deal.sides, props=props, confidence=0.6)
    if _BETWEEN.search(scene.text):
        yield from _between(scene)


def _deals(scene: Scene, pair: Pair) -> Iterator[_Deal]:
    """The deals of the clauses in order; a clause on what comes back turns the one before it."""
    before: _Deal | None = None
    for start, end in _clauses(scene.text):
        deal = _strong(scene, start, end) or _weak(scene, pair, start, end, before)
        if deal is not None:
            yield deal
            before = deal


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in _CUTS.finditer(text):
        yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def _strong(scene: Scene, start: int, end: int) -> _Deal | None:
    """A deal by a verb of buying or selling with the partner named after its goods."""
    outer = [m for m in scene.within(start, end) if not m.within]
    for pattern, bought in ((_BUYS, True), (_SELLS, False)):
        match = pattern.search(scene.text, start, end)
        partner = next((m for m in outer if match and 0 <= m.start - match.end() < 5), None)
        if match is None or partner is None or not match["goods"]:
            continue
        other = _other_side(scene, outer, partner, match.start())
        if other is None:
            continue
        first = max((m.start for m in outer if m.end <= match.start()), default=match.start())
        return _Deal(first, end, match["goods"], (other, partner.party), not bought)
    return None


def _other_side(
    scene: Scene, outer: list[Mention], partner: Mention, position: int
) -> Party | None:
    before = (m.party for m in reversed(outer) if m.end <= position and m.party != partner.party)
    return next(before, None) or scene.other(partner.party)


def _weak(scene: Scene, pair: Pair, start: int, end: int, before: _Deal | None) -> _Deal | None:
    """A deal by a weaker verb, for goods that are known to be goods and no gift."""
    clause = scene.text[start:end]
    if _GIVEN.search(clause):
        return None
    for pattern, out in (
        (_RETURN, not before.out if before else None),
        (_OUTWARD, True),
        (_INWARD, False),
        (_BUYS, False),
        (_ON_SALE, None),
        (_ITEMS, None),
        (_NOUN, True),
    ):
        match = pattern.search(clause)
        goods = next((held for held in match.groups() if held), "") if match else ""
        if pattern in _PLACED and not _names_a_side(scene, pair, start, end):
            continue
        if _GOODS.search(goods) and not _SENTENCE.search(goods):
            return _Deal(start, end, goods, _sides(scene, pair, start, end, before), out)
    return None


def _names_a_side(scene: Scene, pair: Pair, start: int, end: int) -> bool:
    """Whether a clause names one of the pair, or the land of one: coal "from Wales" is no trade of theirs."""
    clause = scene.text[start:end]
    if speaks_of_both(clause) or any(held.party in pair for held in scene.within(start, end)):
        return True
    lands = {
        DEMONYMS[demonym] for demonym, party in scene.sides.items() if party != scene.home
    } or COUNTRIES
    return not lands.isdisjoint(COUNTRY.findall(clause))


def _sides(scene: Scene, pair: Pair, start: int, end: int, before: _Deal | None) -> Pair:
    """The seller's own side and its partner: the home first, where the pair holds it."""
    named = [m.party for m in scene.within(start, end) if m.party not in pair and not m.within]
    if before is not None and not named:
        return before.sides
    home = scene.home if scene.home in pair else pair[0]
    other = pair[1] if home == pair[0] else pair[0]
    return (home, other) if home else pair


def _ratio(text: str) -> Number | None:
    times = _RATIO.search(text)
    if times:
        return number_from(times, "times")
    share = _PER_CENT.search(text)
    if share:
        number = number_from(share, "share")
        low, high = (
            None if bound is None else round(bound / 100, 6) for bound in (number.low, number.high)
        )
        return Number(low, high, number.approx, "share")
    part = _OF_PRICE.search(text)
    value = stated_share(part["share"]) if part else None
    return Number(value, value, False, "share") if value is not None else None


def _between(scene: Scene) -> Iterator[Finding]:
    outer = [m for m in scene.mentions if not m.within]
    for first, second in itertools.pairwise(outer):
        if (
            re.fullmatch(r"\sand\s(?:the\s)?", scene.text[first.end : second.start])
            and first.party != second.party
        ):
            pair = (first.party, second.party)
            yield Finding(
                "trade", scene, 0, len(scene.text), pair, props={"goods": []}, confidence=0.45
            )


def _goods(written: str) -> list[str]:
    plain = re.sub(
        r"\b(?:etc\.?|and other items|cheap|mainly|chiefly|mostly|its|their|the)\b\.?", "", written
    )
    parts = re.split(r",|\band\b|\(|\)", plain)
    return [part.strip() for part in parts if part.strip()][:8]
