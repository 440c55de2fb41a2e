"""Transport links: a line of planes, ships, trains or buses that joins the two sides, with its carriers."""

from __future__ import annotations

import re
from typing import Any

from kizuna.errors import KizunaError
from kizuna.proposals.drafting import Draft
from kizuna.values import slug_of

_LINE = r"\s(?:services?|lines?|links?|routes?|connections?)\b"
_MODES = (
    (rf"\bflights?\b|\bfl(?:y|ies)\b|\bair{_LINE}", "air"),
    (rf"\bferr(?:y|ies)\b|\bsail(?:s|ings?)\b|\b(?:shipping|container){_LINE}", "sea"),
    (rf"\btrains?\sruns?\b|\b(?:rail|train){_LINE}", "rail"),
    (rf"\b(?:bus|coach){_LINE}", "road"),
)
_EXCHANGED = re.compile(r"\bexchang\w+|\bdelegat\w+|\bvisit\w*", re.I)
_UNITS = {"air": "flights", "sea": "sailings"}
_UP = r"[A-ZÀ-Þ][\w'’&-]*"
_CARRIER_NOUN = (
    r"(?:airline|air carrier|carrier|shipping line|shipping company|ferry company|ferry operator)"
)
# "the Polish airline LOT", "the national airline", "Blue Star Ferries"
_CARRIERS = re.compile(
    rf"\b(?:[\w-]+\s)?{_CARRIER_NOUN}s?\s(?P<called>{_UP}(?:\s{_UP})*)"
    rf"|\b[Tt]he\s(?P<described>(?:{_UP}\s)(?:[a-z]+\s){{0,2}}?{_CARRIER_NOUN})\b(?!\s{_UP})"
    rf"|\b(?P<named>(?:{_UP}\s)+(?:Air|Airlines?|Airways|Ferries|Ferry|Lines?))\b"
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SERVICES = re.compile(
    rf"\b(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})\s(?:\w+\s)?(?:flights?|sailings?)\b(?P<each>\seach\b)?"
    r"(?:\s(?:a|per|each|every)\s(?P<per>day|week|month|year)\b)?",
    re.I,
)


def mode_in(passage: str) -> str:
    """The mode of transport of a line that a passage tells of; "" where it names none or tells who visits whom."""
    if _EXCHANGED.search(passage):
        return ""
    return next((mode for words, mode in _MODES if re.search(words, passage, re.I)), "")


def carriers_in(passage: str) -> list[str]:
    """The carriers that a passage names or describes, in order, each once."""
    found = _CARRIERS.finditer(" ".join(passage.split()))
    return list(dict.fromkeys(next(name for name in match.groups() if name) for match in found))


def draft_links(draft: Draft, tie: str, mode: str) -> None:
    """Claim a link for each carrier that the passage names, one without where it names none.

    How often is claimed where it is told of a single carrier, or of each.
    """
    passage = " ".join(draft.proposal.quote.split())
    names = carriers_in(passage)
    services = _SERVICES.search(passage)
    counted = services if services and (len(names) < 2 or services["each"]) else None
    for name in names or [""]:
        ref = draft.subject("transport", slug_of(tie), tie=tie)
        draft.say(ref, "tie", tie)
        for party in draft.parties():
            draft.say(ref, "between", party)
        draft.say(ref, "mode", mode)
        draft.say(ref, "carrier", _carrier(draft, name, mode))
        if counted and mode in _UNITS:
            draft.say(ref, "frequency", _quantity(counted["number"], _UNITS[mode]))
            draft.say(
                ref, "per", _quantity("one", f"{counted['per']}s") if counted["per"] else None
            )
        start = draft.proposal.props.get("start")
        draft.say(ref, "period", f"{start}/.." if start and "/" not in str(start) else start)


def _carrier(draft: Draft, name: str, mode: str) -> str:
    if not name:
        return ""
    try:
        return draft.known(name, ("organisation",))
    except KizunaError:
        body = {"air": "airline", "sea": "shipping-line"}.get(mode, "company")
        return draft.newcomer("organisation", name, body)


def _quantity(number: str, unit: str) -> dict[str, Any]:
    count = int(number) if number.isdigit() else _NUMBERS.index(number.lower()) + 1
    return {"min": count, "max": count, "approximate": False, "unit": unit}
