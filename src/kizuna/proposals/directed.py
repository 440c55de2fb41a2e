"""Directions in a quote: whether its words say that something went from one party to another.

Each rule finds a word of movement and the side that its grammar puts beside it. A direction is supported
when more rules speak for it than for its reverse; where neither party is named, nothing speaks for it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kizuna.proposals.quoting import bare

_NEAR = r"(?:(?:the|a|an|city|cities|town|prefecture|province|port|of|in) ){0,4}"
_PEOPLE = (
    r"(?:delegations?|missions?|mayor|governor|students?|pupils|teams?|groups?|experts|ships?)"
)
_SENDS = (
    r"(?:sen[dt]s?|sending|dispatch(?:ed|es)?|visit(?:ed|s)?|tour(?:ed|s)?|travel(?:l?ed|s)?|went|came|"
    r"arrived|donated|presented|gave|gifted|offered|supplied|exported|provided|sold|delivered)"
)
_TAKES = (
    r"(?:host(?:ed|s|ing)?|receive[ds]?|welcome[ds]?|invite[ds]?|accept(?:ed|s)?|import(?:ed|s)?|"
    r"bought|buys|purchase[ds]?)"
)
_OTHER = r"(?:exchang\w+|and|or|to|from|in|for|with|where|there|is|are|was|were|ha[ds]|have)"
_TAKEN = (
    "hosted",
    "received",
    "welcomed",
    "invited",
    "accepted",
    "bought",
    "purchased",
    "imported",
)
_NOT_TAKEN = "".join(f"(?<!{word} )" for word in _TAKEN)
_NOT_PASSIVE = r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )"

_SOURCE = (
    rf"\bfrom {_NEAR}NAME\b",
    rf"{_NOT_TAKEN}\bby {_NEAR}NAME\b",
    rf"\bNAMEGAP{_NOT_PASSIVE}\b{_SENDS}\b(?! by)",
    rf"\b{_PEOPLE} of {_NEAR}NAME\b",
    r"\b(?:of|in) NAME (?:ha(?:ve|s|d) been|was|were) (?:sent|dispatched)\b",
    rf"\bNAME (?:(?!(?:{_TAKES}|{_SENDS}|{_OTHER})\b)\w+ ){{0,2}}{_PEOPLE}\b",
)
"""What makes NAME the side that something comes from."""

_TARGET = (
    rf"\b(?:to|for|in|into|toward|visit(?:ed|s|ing)?|tour(?:ed|s|ing)?|reached) {_NEAR}NAME\b",
    rf"\bNAMEGAP{_NOT_PASSIVE}\b{_TAKES}\b(?! by)",
    rf"\b(?:{'|'.join(_TAKEN)}) by {_NEAR}NAME\b",
    r"\bNAME (?:was|were|has been) (?:visited|toured)\b",
)
"""What makes NAME the side that something goes to."""

_GENERIC = re.compile(
    r"\b(?:the|city|cities|town|village|prefecture|province|county|region|state|district|port|of)\b"
)


def supports(quote: str, source: str, target: str) -> bool:
    """Whether the quote says or implies that something goes from `source` to `target`; either may be ""."""
    read = bare(quote)
    one, other = core_of(source), core_of(target)
    forward = _votes(read, one, other)
    return forward > 0 and forward > _votes(read, other, one)


def core_of(name: str) -> str:
    """A name bare and without its words of level: "osaka" of "Osaka Prefecture"."""
    plain = bare(name)
    return " ".join(_GENERIC.sub(" ", plain).replace(",", " ").split()) or plain.strip()


def _votes(read: str, source: str, target: str) -> int:
    return _count(read, _SOURCE, source, target) + _count(read, _TARGET, target, source)


def _count(read: str, rules: tuple[str, ...], name: str, other: str) -> int:
    if not name:
        return 0
    return sum(len(_rule(rule, name, other).findall(read)) for rule in rules)


@lru_cache(maxsize=4096)
def _rule(rule: str, name: str, other: str) -> re.Pattern[str]:
    """The rule about `name`; a verb belongs to it only where the other party does not stand between."""
    barrier = rf"(?!\b{re.escape(other)}\b)" if other else ""
    gap = rf"(?:{barrier}[^.;!?]){{0,60}}?"
    return re.compile(rule.replace("GAP", gap).replace("NAME", re.escape(name)))
