"""The gate: what a model proposes passes only if the document itself says it; what fails is counted.

A proposal comes in with the stretch that the model cites (start, end) and the quote as the model gives it. It
leaves with the passage as the document has it, or not at all. Nothing is repaired: a claim with a wrong number
is a wrong claim.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from kizuna.proposals.directed import core_of, supports
from kizuna.proposals.form import STATUSES, problem_of
from kizuna.proposals.proposal import Proposal
from kizuna.proposals.quoting import bare, find_quote
from kizuna.proposals.vouched import unvouched
from kizuna.sources.blocks import BlockedText

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "kind": "it is of no kind of the exchange form",
        "property": "it has a property that its kind has not",
        "list": "it uses a word outside the closed lists",
        "shape": "it has a value of the wrong type, or lacks one that it needs",
        "status": "its status is none of the form's",
        "party": "it names no party, or one party twice",
        "quote": "its quote does not stand in the sentences that it cites, or is longer than 3,000 characters",
        "name": "it names somebody or something that the document does not name",
        "date": "its quote does not state its date",
        "number": "its quote does not state its number",
        "word": "its quote does not contain its number word",
        "direction": "its quote does not say who came, went, sent or received",
        "double": "it says what another says of the same passage",
        "malformed": "it could not be read as a claim",
        "sentence": "it cites a sentence that the document has not",
        "answer": "the model's whole answer could not be read",
        "unanswered": "the model did not answer for a part of the document",
    }
)
"""Why something is dropped; the last four are counted by the reader of a model's answers."""

LONGEST_QUOTE = 3000
"""A longer quote points at nothing, and is dropped as one that is not there."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """What did not pass: the reason's key in REASONS, and what was said, as the model said it."""

    reason: str
    said: str


@dataclass(frozen=True, slots=True)
class Gated:
    """What passed, in the order of the text; how many were dropped by reason; and each of those."""

    passed: tuple[Proposal, ...] = ()
    dropped: Counter[str] = field(default_factory=Counter)
    details: tuple[Dropped, ...] = ()

    @staticmethod
    def of(passed: Iterable[Proposal], details: Iterable[Dropped]) -> Gated:
        """The passed in the order of the text, with the dropped counted."""
        kept = tuple(details)
        ordered = sorted(passed, key=lambda one: (one.start, one.end, one.kind))
        return Gated(tuple(ordered), Counter(one.reason for one in kept), kept)


def gate(proposals: Iterable[Proposal], document: BlockedText) -> Gated:
    """Each proposal that the document bears out, with its passage as the document has it."""
    told = bare(document.text)
    passed: dict[str, Proposal] = {}
    details: list[Dropped] = []
    for proposal in proposals:
        found, reason = _judge(proposal, document.text, told)
        if found is not None:
            key = _identity(found)
            if key not in passed:
                passed[key] = found
                continue
            reason = "double"
        details.append(Dropped(reason, said_by(proposal)))
    return Gated.of(passed.values(), details)


def said_by(proposal: Proposal) -> str:
    """A proposal in one line, for whoever asks what was dropped."""
    parties = " - ".join(party for party in (proposal.subject, proposal.object) if party)
    return f"{proposal.kind} {parties} {dict(proposal.props)}: {proposal.quote[:160]!r}"


def _judge(proposal: Proposal, text: str, told: str) -> tuple[Proposal | None, str]:
    """The proposal with the document's own passage, or None and the reason against it."""
    if reason := _misformed(proposal):
        return None, reason
    if len(proposal.quote) > LONGEST_QUOTE:
        return None, "quote"
    span = find_quote(text, proposal.start, proposal.end, proposal.quote)
    if span is None or span[1] - span[0] > LONGEST_QUOTE:
        return None, "quote"
    quote = text[span[0] : span[1]]
    for check in _CHECKS:
        if reason := check(proposal, quote, told):
            return None, reason
    named = all(_stands(party, bare(quote)) for party in _parties(proposal))
    held = replace(proposal, quote=quote, start=span[0], end=span[1], needs_context=not named)
    return held, ""


def _misformed(proposal: Proposal) -> str:
    if wrong := problem_of(proposal.kind, proposal.props):
        return wrong
    if proposal.status not in STATUSES:
        return "status"
    parties = [" ".join(party.split()).casefold() for party in _parties(proposal)]
    return "" if all(parties) and len(set(parties)) == len(parties) else "party"


def _unnamed(proposal: Proposal, quote: str, told: str) -> str:
    """Parties and places stand somewhere in the document, persons in the quote."""
    props = proposal.props
    names = [*_parties(proposal), *(props[key] for key in ("place", "from", "to") if key in props)]
    if not all(_stands(name, told) for name in names):
        return "name"
    read = bare(quote)
    return "" if all(_stands(person, read) for person in props.get("people", ())) else "name"


def _unstated(proposal: Proposal, quote: str, told: str) -> str:
    digits = {run for party in _parties(proposal) for run in re.findall(r"\d+", party)}
    if not digits <= set(re.findall(r"\d+", told)):
        return "number"
    return unvouched(proposal.kind, proposal.props, quote)


def _undirected(proposal: Proposal, quote: str, told: str) -> str:
    source, target = proposal.props.get("from", ""), proposal.props.get("to", "")
    if not source and not target:
        return ""
    if proposal.props.get("direction") == "both" or core_of(source) == core_of(target):
        return "direction"
    parties = list(_parties(proposal))
    if len(parties) == 2:
        one, other = parties
        source = source or (other if core_of(target) == core_of(one) else one)
        target = target or (other if core_of(source) == core_of(one) else one)
    return "" if supports(quote, source, target) else "direction"


_CHECKS: tuple[Callable[[Proposal, str, str], str], ...] = (_unnamed, _unstated, _undirected)


def _parties(proposal: Proposal) -> tuple[str, ...]:
    return (proposal.subject,) if proposal.object is None else (proposal.subject, proposal.object)


def _stands(name: str, told: str) -> bool:
    """Whether every word of a name, but for the words of level, stands in a bare text."""
    words = core_of(name).replace(".", " ").split()
    return bool(words) and all(word in told for word in words)


def _identity(proposal: Proposal) -> str:
    parties = sorted(core_of(party) for party in _parties(proposal))
    props = sorted((key, str(value)) for key, value in proposal.props.items() if key != "activity")
    return repr((proposal.kind, parties, props, proposal.start, proposal.end))
