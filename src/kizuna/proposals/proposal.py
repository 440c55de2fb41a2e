"""A proposal: a claim as read from prose, in the exchange form, with its passage; and what is known of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = (
    "tie",
    "agreement",
    "field",
    "programme",
    "event",
    "institution",
    "trade",
    "statistic",
)
"""The kinds of the exchange form."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One claim that a proposer read in a text.

    `subject` and `object` are the parties as a reader would register them ("Osaka Prefecture"), in no
    order; `object` is None where there is only one. `props` are the properties of the kind that the text
    states; what it does not state is absent. `quote` is text[start:end], the passage. `needs_context` is
    True when the passage alone does not name the parties. `status` is "asserted", "reported", "planned",
    "unverified" or "negated". `confidence` is in 0..1. `rival` is what another reader of the same passage read
    otherwise ("start 1985"), "" where none did; it is no part of the exchange form.
    """

    kind: str
    subject: str
    object: str | None
    quote: str
    start: int
    end: int
    props: Mapping[str, Any] = field(default_factory=dict)
    needs_context: bool = False
    status: str = "asserted"
    confidence: float = 0.5
    rival: str = ""

    @property
    def parties(self) -> tuple[str, ...]:
        """The subject, and the object where there is one."""
        return (self.subject,) if self.object is None else (self.subject, self.object)

    def as_json(self, number: str) -> dict[str, Any]:
        """The proposal in the exchange form, with `number` as its id."""
        return {
            "id": number,
            "kind": self.kind,
            "subject": self.subject,
            "object": self.object,
            "props": dict(self.props),
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "needs_context": self.needs_context,
            "status": self.status,
            "confidence": round(self.confidence, 3),
        }


@dataclass(frozen=True, slots=True)
class Page:
    """The title, day and home town of a page, and its language; each "" where nobody says.

    `title` is as the page writes it, `published` EDTF, `home` the name of the local government whose page it is
    ("Osaka"), `language` a BCP 47 tag ("ja", "zh-Hans"). A reader finds for itself what is "".
    """

    title: str = ""
    published: str = ""
    home: str = ""
    language: str = ""


UNKNOWN = Page()
"""A page of which nobody knows anything but its text."""
