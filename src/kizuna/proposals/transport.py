"""Transport links: a line of planes, ships, trains or buses that joins the two sides, with its carriers."""

from __future__ import annotations

from typing import Any

from kizuna.errors import KizunaError
from kizuna.proposals.drafting import Draft, quantity
from kizuna.proposals.english import counted, entry, first_of, has, pattern
from kizuna.values import slug_of
from kizuna.values.number_words import number_from

_UNITS = {"air": "flights", "sea": "sailings"}


def mode_in(passage: str) -> str:
    """The mode of transport of a line that a passage tells of; "" where it names none or tells who visits whom."""
    return "" if has("transport.exchanged", passage) else first_of("transport.modes", passage)


def carriers_in(passage: str) -> list[str]:
    """The carriers that a passage names or describes, in order, each once."""
    found = pattern("transport.carriers", exact=True).finditer(" ".join(passage.split()))
    return list(dict.fromkeys(next(name for name in match.groups() if name) for match in found))


def draft_links(draft: Draft, tie: str, mode: str) -> None:
    """Claim a link for each carrier that the passage names, one without where it names none.

    How often is claimed where it is told of a single carrier, or of each.
    """
    passage = " ".join(draft.proposal.quote.split())
    names = carriers_in(passage)
    services = counted(r"\b", entry("transport.services")).search(passage)
    told = services if services and (len(names) < 2 or services["each"]) else None
    for name in names or [""]:
        ref = draft.subject("transport", slug_of(tie), tie=tie)
        draft.say(ref, "tie", tie)
        for party in draft.parties():
            draft.say(ref, "between", party)
        draft.say(ref, "mode", mode)
        draft.say(ref, "carrier", _carrier(draft, name, mode))
        if told and mode in _UNITS:
            draft.say(ref, "frequency", quantity(number_from(told, _UNITS[mode]).as_json()))
            draft.say(ref, "per", _one(told["per"]))
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


def _one(unit: str | None) -> dict[str, Any] | None:
    return {"min": 1, "max": 1, "approximate": False, "unit": f"{unit}s"} if unit else None
