"""A programme told as a list of what is exchanged, as one programme for each class of it.

"Exchanges of specialists, seeds and research information" are three programmes to the register, which keeps the
form of each. Where the passage counts persons, days or money, it stays whole: what is counted is not told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kizuna.proposals.concepts import form_in
from kizuna.proposals.proposal import Proposal

_LIST = re.compile(r"\b(?:exchanges?|exchanging|arrivals?)\s+of\s+", re.I)
_CUT = re.compile(
    r"\s*(?:,\s*(?:and|as\s+well\s+as|including|incl\.)\s|,|\(\s*(?:including|incl\.)\s"
    r"|\s(?:and|as\s+well\s+as|including)\s)\s*",
    re.I,
)
_WORDS_OF_ITEM = 5
_CLASSES = {
    "training": "training",
    "internship": "training",
    "information-exchange": "information",
    "specimen-exchange": "specimens",
    "seed-exchange": "seeds",
    "exhibition": "exhibitions",
    "ship-of-friendship": "ships",
    "plane-of-friendship": "planes",
}
"""What is exchanged, by the form of exchange; every other form is of people, who travel together."""
_PEOPLE = re.compile(
    r"\b(?:engineers?|specialists?|experts?|doctors?|nurses?|technicians?|teachers?|lecturers?|professors?"
    r"|officials?|officers?|apprentices?|trainees?|interns?|fellows?|employees?|staff|students?|pupils?|youths?"
    r"|young\s\w+|children|residents?|citizens?|members?|musicians?|players?|athletes?|people|persons|families"
    r"|councill?ors?|choirs?|bands?|orchestras?|teams?|troupes?|part(?:y|ies)|groups?|class(?:es)?|clubs?)\b",
    re.I,
)
_COUNTED = frozenset(("persons", "duration", "funding"))


def parts_of(proposal: Proposal) -> list[Proposal]:
    """The proposal of a programme, cut where its list goes on to another class of things; whole if it does not."""
    listing = _LIST.search(proposal.quote)
    if listing is None or _COUNTED & proposal.props.keys():
        return [proposal]
    starts = [0, *_turns(proposal.quote, listing.end())]
    ends = [*starts[1:], len(proposal.quote)]
    if len(starts) == 1:
        return [proposal]
    return [_part(proposal, start, end) for start, end in zip(starts, ends, strict=True)]


def _turns(quote: str, start: int) -> Iterator[int]:
    """Where items of the list begin that are of another class than those before them."""
    held = _class_of(quote[start:])
    for cut in _CUT.finditer(quote, start):
        found = _class_of(quote[cut.end() :])
        if held and found and found != held:
            yield cut.end()
        held = found or held


def _class_of(text: str) -> str:
    """The class of what an item names in its first words, "" where these name nothing known."""
    item = _CUT.split(text, maxsplit=1)[0]
    words = " ".join(item.split()[:_WORDS_OF_ITEM])
    form = form_in(words)
    return _CLASSES.get(form, "people") if form or _PEOPLE.search(words) else ""


def _part(proposal: Proposal, start: int, end: int) -> Proposal:
    """The proposal of proposal.quote[start:end] alone; of training told by the way no direction is known."""
    aside = proposal.quote[:start].rstrip().endswith(_ASIDE)
    quote = proposal.quote[start:end].partition(")")[0] if aside else proposal.quote[start:end]
    quote = _TAIL.sub("", quote)
    props = {**proposal.props, "activity": " ".join(quote.split())}
    if start and _class_of(quote) == "training" and props.get("direction") == "both":
        del props["direction"]
    first = proposal.start + start
    return replace(proposal, quote=quote, start=first, end=first + len(quote), props=props)


_ASIDE = ("(including", "(incl.")
_TAIL = re.compile(r"(?:[\s,;.(]|\b(?:and|as\s+well\s+as|including|incl|etc))+$", re.I)
