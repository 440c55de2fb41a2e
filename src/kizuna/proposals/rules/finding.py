"""A finding: what one rule read in a scene, before it becomes a proposal with offsets of the document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kizuna.proposals.proposal import Proposal
from kizuna.proposals.rules.discourse import Pair, Scene
from kizuna.proposals.rules.names import Party

_PLANNED = re.compile(
    r"\b(?:will(?! always)|plans? to|planned|(?:is|are|was|were|been)\splanning|planning\sto"
    r"|upcoming|intends? to|is to be|are to be"
    r"|scheduled|is set to|are set to|hopes? to|proposed|"
    r"is due to|going to|expected to|aims to sign|considering)\b",
    re.I,
)
_REPORTED = re.compile(
    r"\b(?:according to|reportedly|it is said|is said to|are said to|claims? that|claimed that"
    r"|reported that|as reported|told|stated that|said that)\b",
    re.I,
)
_NEGATED = re.compile(
    r"\b(?:no (?:sister|twin|partner)|is not|are not|was not|were not|has not|have not|had not"
    r"|never|no longer|did not|does not|do not|rejected|declined|isn't|aren't|has no)\b",
    re.I,
)

_TO_BE_TIED = re.compile(
    r"\b(?:will|to|considering|planned|proposed|planning)\s(?:\w+\s){0,3}?(?:sign\w*|becom\w+"
    r"|be twinned|twin\w*|establish\w*|enter|form)\b"
    r"|\b(?:planned|proposed) (?:sister|twin|partner)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim of a kind about parties, stated by scene.text[start:end]; spans of later sentences by `last`."""

    kind: str
    scene: Scene
    start: int
    end: int
    pair: Pair | None = None
    subject: str = ""
    object: str | None = None
    props: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 0.6
    reach: int = 0

    @property
    def text(self) -> str:
        """The words that state it."""
        return self.scene.text[self.start : self.end]

    def as_proposal(self, document: str) -> Proposal:
        """The proposal, its quote cut from the document's own text. `reach` characters of the block are added."""
        base = self.scene.sentence.start
        reading = self.scene.sentence.reading
        first = self.start
        last = self.end + self.reach
        while first < last - 1 and reading.text[base + first] in " ,;":
            first += 1
        start, end = reading.span(base + first, base + last)
        named = self._named()
        return Proposal(
            kind=self.kind,
            subject=self.pair[0].label if self.pair else self.subject,
            object=self.pair[1].label if self.pair else self.object,
            quote=document[start:end],
            start=start,
            end=end,
            props=self.props,
            needs_context=not named,
            status=self._status(),
            confidence=self.confidence,
        )

    def _status(self) -> str:
        status = status_of(self.text)
        made = self.kind != "tie" or status != "planned" or _TO_BE_TIED.search(self.text)
        return status if made else "asserted"

    def _named(self) -> bool:
        if self.pair is None:
            return True
        told = {
            held.party
            for held in self.scene.mentions
            if held.start < self.end + self.reach and held.end > self.start
        }
        return set(self.pair) <= told


def status_of(text: str) -> str:
    """How firmly a passage states what it states."""
    if _NEGATED.search(text):
        return "negated"
    if _PLANNED.search(text):
        return "planned"
    return "reported" if _REPORTED.search(text) else "asserted"


def sides_json(source: Party | None, goal: Party | None) -> dict[str, str]:
    """The direction as properties; empty where it is mutual or not told."""
    held = {}
    if source is not None:
        held["from"] = source.label
    if goal is not None:
        held["to"] = goal.label
    return held
