"""Rivals: what a model and the rules both read. What the model said of a passage stands, and the rules fill what
it left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kizuna.proposals.proposal import Proposal
from kizuna.proposals.verifier import VerifiedProposals, core_of

_COMPARED = ("start", "end", "signed", "date", "founded", "type", "status")
_ROW = 0.9
"""From this confidence on a rule's tie is a row of a table or list."""
_UNSAID = 0.3
"""How sure a row is that the model has read and did not say."""
Span = tuple[int, int]


def fill(
    said: VerifiedProposals, by_rules: Iterable[Proposal], read: Sequence[Span] = ()
) -> tuple[list[Proposal], list[Proposal]]:
    """The model's proposals, each with what the rules read otherwise, and those of the rules that it left.

    In stretches that the model has `read` the rules add the day of a tie for which it gave none, what it said too
    but the verifier refused, and rows of lists with little confidence; the rest it read and did not say.
    """
    kept, left = list(said.passed), []
    refused = [one.asked for one in said.refused if one.asked is not None]
    for rule in by_rules:
        is_dated = rule.kind == "tie" and "start" in rule.props
        alike = [n for n, one in enumerate(kept) if is_alike(one, rule)]
        rival = next((n for n in alike if not is_dated or "start" in kept[n].props), None)
        if rival is not None:
            told = kept[rival].rival or difference(kept[rival], rule)
            kept[rival] = replace(kept[rival], rival=told)
        elif (
            alike
            or not any(start <= rule.start < end for start, end in read)
            or any(is_alike(one, rule) for one in refused)
        ):
            left.append(rule)
        elif rule.kind == "tie" and rule.confidence >= _ROW:
            left.append(replace(rule, confidence=_UNSAID))
    return kept, left


def is_alike(proposal: Proposal, other: Proposal) -> bool:
    """Whether two proposals say the same kind of thing of the same parties, though perhaps with other days.

    Those of a tie may do so in any two passages, others in passages that overlap.
    """
    if proposal.kind != other.kind or _parties(proposal) != _parties(other):
        return False
    overlap = min(proposal.end, other.end) > max(proposal.start, other.start)
    same_field = proposal.props.get("field") == other.props.get("field")
    return proposal.kind == "tie" or (overlap and same_field)


def difference(proposal: Proposal, other: Proposal) -> str:
    """What the other says otherwise: "start 1985, type twin_town"; "" for nothing.

    A day that is only less exact ("1985" beside "1985-04") is no difference, nor is what only one states.
    """
    said = ((n, *(str(p.props.get(n, "")) for p in (proposal, other))) for n in _COMPARED)
    unlike = (f"{n} {b}" for n, a, b in said if not a.startswith(b) and not b.startswith(a))
    return ", ".join(unlike)


def _parties(proposal: Proposal) -> tuple[frozenset[str], str]:
    """The parties in no order; ports and schools apart from their places."""
    kind = str(proposal.props.get("type", "")) if proposal.kind == "tie" else ""
    is_apart = kind in ("sister_port", "sister_school")
    return frozenset(map(core_of, proposal.parties)), kind if is_apart else ""
