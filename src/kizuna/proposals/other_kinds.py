"""Other kinds: what a proposal tells of a kind of the register that the exchange form has not.

An award of a title or medal is an honour, a line of planes, ships, trains or buses a transport link.
"""

from __future__ import annotations

import re
from functools import partial

from kizuna.proposals.drafting import Draft, english, quantity
from kizuna.proposals.english import counted, entry, first_of, has, pattern
from kizuna.values.number_words import number_from


def title_in(passage: str) -> str:
    """The title, medal or key that a passage says somebody received, as it writes it; "" where it says none.

    What any may win, a prize or a medal, counts only where a person is named who received it.
    """
    found = pattern("honours.title", exact=True).search(" ".join(passage.split()))
    if found is None or not (found["civic"] or recipients_in(passage)):
        return ""
    return pattern("honours.article", exact=True).sub("", found[0])


def recipients_in(passage: str) -> list[str]:
    """The persons who receive an honour by the words of a passage, each once; not those who hand it over."""
    text = " ".join(passage.split())
    names = (
        name
        for told in entry("honours.receives")
        for found in re.finditer(told, text)
        for name in found.groups()
    )
    offices = pattern("honours.offices", exact=True)
    return list(
        dict.fromkeys(
            offices.sub("", name) for name in names if name and not first_of("bodies", name)
        )
    )


def draft_honours(draft: Draft, title: str) -> None:
    """Claim an honour for each person that an award names; one without a recipient where it names none."""
    proposal = draft.proposal
    recipients = recipients_in(proposal.quote)
    names = [name for name in recipients if not any(p in name for p in proposal.parties)]
    giver = _giver(draft)
    for name in names or [""]:
        ref = draft.thing("honour")
        draft.say(ref, "title", english(title))
        if name:
            draft.say(
                ref, "recipient", draft.part("people", partial(draft.party, name, ("person",)))
            )
        draft.say(ref, "awarded_by", giver)
        draft.say(ref, "date", proposal.props.get("date"))


def _giver(draft: Draft) -> str:
    """The party that gives an honour: whose title it is, or who is said to award it; "" where neither is."""
    passage = " ".join(draft.proposal.quote.split())
    for name in (draft.proposal.subject, draft.proposal.object or ""):
        if name and re.search(entry("honours.gives").replace("NAME", re.escape(name)), passage):
            return str(draft.part("awarded_by", partial(draft.party, name)) or "")
    return ""


_UNITS = {"air": "flights", "sea": "sailings"}


def mode_in(passage: str) -> str:
    """The mode of transport of a line that a passage tells of; "" where it names none or tells who visits whom."""
    return "" if has("transport.exchanged", passage) else first_of("transport.modes", passage)


def carriers_in(passage: str) -> list[str]:
    """The carriers that a passage names or describes, in order, each once."""
    found = pattern("transport.carriers", exact=True).finditer(" ".join(passage.split()))
    return list(dict.fromkeys(next(name for name in match.groups() if name) for match in found))


def draft_links(draft: Draft, mode: str) -> None:
    """Claim a link for each carrier that the passage names, one without where it names none.

    How often is claimed where it is told of a single carrier, or of each.
    """
    passage = " ".join(draft.proposal.quote.split())
    names = carriers_in(passage)
    services = counted(r"\b", entry("transport.services")).search(passage)
    told = services if services and (len(names) < 2 or services["each"]) else None
    for name in names or [""]:
        ref = draft.thing("transport")
        for party in draft.parties():
            draft.say(ref, "between", party)
        draft.say(ref, "mode", mode)
        draft.say(ref, "carrier", _carrier(draft, name, mode))
        if told and mode in _UNITS:
            draft.say(ref, "frequency", quantity(number_from(told, _UNITS[mode]).as_json()))
            per = told["per"] and {
                "min": 1,
                "max": 1,
                "approximate": False,
                "unit": f"{told['per']}s",
            }
            draft.say(ref, "per", per)
        start = draft.proposal.props.get("start")
        draft.say(ref, "period", f"{start}/.." if start and "/" not in str(start) else start)


def _carrier(draft: Draft, name: str, mode: str) -> str:
    bodies = {"air": "airline", "sea": "shipping-line"}
    return draft.body(name, bodies.get(mode, "company")) if name else ""
