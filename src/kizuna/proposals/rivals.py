"""Rivals: what a model and the rules both read. The model's claim stands, and the rules fill what it left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kizuna.proposals.matching import core_of
from kizuna.proposals.proposal import Proposal

_COMPARED = ("start", "end", "signed", "date", "founded", "type", "status")


def fill(
    by_model: Sequence[Proposal], by_rules: Iterable[Proposal]
) -> tuple[list[Proposal], list[Proposal]]:
    """The model's proposals, each with what the rules read otherwise, and those of the rules that it left."""
    kept = list(by_model)
    left = []
    for rule in by_rules:
        place = next((n for n, one in enumerate(kept) if is_alike(one, rule)), None)
        if place is None:
            left.append(rule)
        elif rival := difference(kept[place], rule):
            kept[place] = replace(kept[place], rival=kept[place].rival or rival)
    return kept, left


def is_alike(proposal: Proposal, other: Proposal) -> bool:
    """Whether two proposals say the same kind of thing of the same parties, though perhaps with other days.

    Those of a tie may do so in any two passages, unless only the other has its start; others in passages that
    overlap.
    """
    if proposal.kind != other.kind or _parties(proposal) != _parties(other):
        return False
    if proposal.kind == "tie":
        return "start" not in other.props or "start" in proposal.props
    overlap = min(proposal.end, other.end) > max(proposal.start, other.start)
    return overlap and proposal.props.get("field") == other.props.get("field")


def difference(proposal: Proposal, other: Proposal) -> str:
    """What the other says otherwise: "start 1985, type twin_town"; "" for nothing.

    A day that is only less exact ("1985" beside "1985-04") is no difference, nor is what only one states.
    """
    found = []
    for name in _COMPARED:
        one, two = (str(p.props.get(name, "")) for p in (proposal, other))
        if one and two and not one.startswith(two) and not two.startswith(one):
            found.append(f"{name} {two}")
    return ", ".join(found)


def _parties(proposal: Proposal) -> tuple[frozenset[str], str]:
    """The parties in no order; ports and schools apart from their places."""
    names = (party for party in (proposal.subject, proposal.object) if party)
    kind = str(proposal.props.get("type", "")) if proposal.kind == "tie" else ""
    return frozenset(map(core_of, names)), kind if kind in ("sister_port", "sister_school") else ""
