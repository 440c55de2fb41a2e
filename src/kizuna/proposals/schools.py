"""Schools and universities that are named in pairs: their tie, apart from that of their towns."""

from __future__ import annotations

import re
from dataclasses import replace

from kizuna.proposals.concepts import body_in
from kizuna.proposals.proposal import Proposal

_SCHOOLS = ("school", "university", "institute")
_SISTERS = re.compile(
    r"\bsister[- ](?:school|universit|college)|\bpartner|\bpaired\b", re.IGNORECASE
)
_OWNED = re.compile(r"^(?!St\b|Saint\b)(?:[^\W\d_][\w-]+\s){0,2}[\w-]+['’]s\s(?=(?:\w[\w-]+\s){2})")
"""The town before a school's name ("Aville's North Side School")."""


def tie_of_schools(proposal: Proposal) -> Proposal | None:
    """The proposal of a tie of the two bodies that an institution's name joins; None where it names no two.

    "Aville High School and Bville College" are sisters where the passage calls them so or partners, else tied in
    no told way. "Schools of Aville and Bville" are no two bodies.
    """
    for joint in re.finditer(r"\sand\s", proposal.subject):
        pair = proposal.subject[: joint.start()], _OWNED.sub("", proposal.subject[joint.end() :])
        if all(name[:1].isupper() and body_in(name) in _SCHOOLS for name in pair):
            props = {"type": _type(proposal), "start": proposal.props.get("founded")}
            return replace(proposal, kind="tie", subject=pair[0], object=pair[1], props=props)
    return None


def _type(proposal: Proposal) -> str:
    if not _SISTERS.search(proposal.quote):
        return "other"
    higher = proposal.props.get("type") == "university_tie"
    return "sister_university" if higher else "sister_school"
