"""Whose page it is: the town whose partners a document tells of, by its titles and by what most of it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kizuna.proposals.rules.names import Mention, Names, Party
from kizuna.proposals.rules.sentences import Reading


def home_of(readings: Sequence[Reading], names: Names) -> Party | None:
    """The town whose page it is, by titles, lead-ins and its own association; None where nothing tells."""
    votes: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    levels: Counter[Party] = Counter()
    blocks = 0
    for index, reading in enumerate(readings):
        mentions = names.mentions(reading.text)
        for mention in mentions:
            if mention.party.level == "port" and not re.search(r"\b[Pp]orts\b", reading.text):
                continue
            if not mention.within:
                levels[mention.party] += 10 if index < _TITLES else 1
            votes[mention.party.bare] += _vote(reading, mention, first=index < 2)
        if len(mentions) > 1 and len(reading.text) > _LINE:
            blocks += 1
            spread.update({mention.party.bare for mention in mentions})
    ranked = [(name, count) for name, count in (votes + spread).most_common(2) if count > 0]
    if not ranked or (blocks > 2 and ranked[0][1] < 2):
        return None
    own_page = any(re.search(r"\b(?:[Oo]ur|[Ww]e)\b", reading.text) for reading in readings)
    first, score = ranked[0]
    rival = ranked[1][1] if len(ranked) > 1 else 0
    stands_out = score >= 2 * rival or (votes[first] > 0 and score >= 1.4 * rival)
    return _at_its_level(first, levels) if stands_out or own_page else None


def _at_its_level(name: str, levels: Counter[Party]) -> Party:
    """The home at the level at which its titles and most sentences name it."""
    named = [party for party, _ in levels.most_common() if party.bare == name]
    return named[0] if named else Party(name)


_TITLES = 2
"""So many blocks begin a page."""
_LINE = 90
"""Shorter blocks are lines of a list or titles: what they name is rarely the town whose page it is."""

_OWNED = re.compile(
    r"['’]s?\s(?:\w+\s){0,3}?(?:sister|twin|partner|friendship)|\s(?:Sister|Twin|Partner"
    r"|Twinning|Friendship)\b",
    re.I,
)
_COUNCIL = re.compile(
    r"\s(?:(?:Regional|City|Town|Borough|County|District|Shire)\s)?Council\b", re.I
)
_HAS = re.compile(
    r"\s(?:currently\s|now\s|also\s)*(?:has|is|are|maintains|was|have"
    r"|had)\s(?:\w+\s){0,5}?(?:sister|twin|twinned|partner|friendship|partnered)",
    re.I,
)
_OF = re.compile(
    r"(?:(?:sister|twin|partner|friendship)[- ](?:cities|towns|communities|municipalities|regions)"
    r"|partner(?:ship)?s|relations|links|ties|exchanges?)\s(?:of|for)\s(?:the\s)?(?:city\sof\s)?$"
    r"|(?:sister|twin|partner|friendship)[- ](?:cities|towns|communities)\swith\s(?:the\s)?$",
    re.I,
)


def _vote(reading: Reading, mention: Mention, *, first: bool) -> int:
    before, after = reading.text[: mention.start], reading.text[mention.end :]
    score = 0
    if _OF.search(before):
        score += 6
    if _OWNED.match(after):
        score += 3
    if _HAS.match(after) and not before.endswith(" and "):
        score += -3 if re.match(r"[^.]{0,30}\bour\b", after) else 4
    if _COUNCIL.match(after) or _COUNCIL.match(reading.text, mention.end):
        score += 4 if first else 1
    if re.search(r"\b[Cc]ity of $", before) or reading.text[mention.start :].startswith("City of"):
        score += 1
    if re.search(r"\b(?:group|based|organi[sz]ation|here) in $", before):
        score += 6
    if re.search(
        r"\b(?:Friends of|[Nn]ews from|DELEGATIONS TO|[Dd]elegations? to|exchange with|twinned with|with) $",
        before,
    ):
        return -3
    if first and mention.start < 60:
        score += 2 if reading.block.kind == "heading" else 1
    return score
