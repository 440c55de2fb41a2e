"""Paging through ties in brief: who is tied to whom, of what type, and when that was in force; in order of id.

Law: in brief the same is said of the same ties as in the long list (`page_ties`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kizuna.register.status import Standing
from kizuna.register.ties import counting_parties
from kizuna.values import Answer, Span
from kizuna.workflows.page_ties import TiesPageQuestion, page_ties

if TYPE_CHECKING:
    pass


class BriefTie(NamedTuple):
    """A tie in brief: `type` is None when nobody states one, `parties` are the ids of those that count, in order;
    `span` is None where it was never entered into, as far as anybody has verified."""

    tie: str
    type: str | None
    parties: tuple[str, ...]
    in_force: Answer
    span: Span | None


class BriefPage(NamedTuple):
    """A page of ties in order of id; `after` is the id after which the next begins, "" when nothing is left."""

    lines: Sequence[BriefTie]
    after: str


def brief_ties(question: TiesPageQuestion) -> BriefPage:
    """The next ties in brief. Raises what the long list raises."""
    found = page_ties(question)
    return BriefPage([_brief(line.standing) for line in found.lines], found.after)


def _brief(standing: Standing) -> BriefTie:
    tie = standing.tie
    parties = counting_parties(tie)
    return BriefTie(tie.id, tie.type.value, parties, standing.in_force, standing.span)
