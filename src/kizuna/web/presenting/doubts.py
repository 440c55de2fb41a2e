"""Where sources disagree and what is not known, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kizuna.analysis.disputes import Dispute
from kizuna.analysis.gaps import Gap
from kizuna.publish.wording import capital
from kizuna.values import kind_of
from kizuna.web.presenting.facts import Facts, FactView


@dataclass(frozen=True, slots=True)
class DisputeView:
    """Competing facts of one property side by side, the preferred one first; `is_decided` by a judgement."""

    subject: str
    property: str
    label: str
    views: tuple[FactView, ...]
    is_decided: bool


def disputes_in_words(facts: Facts, disputes: Iterable[Dispute]) -> tuple[DisputeView, ...]:
    """The disputes in the reader's language; facts that do not hold on the day asked about are left out."""
    return tuple(view for view in (_dispute(facts, d) for d in disputes) if len(view.views) > 1)


def _dispute(facts: Facts, dispute: Dispute) -> DisputeView:
    entity = facts.register.entity(dispute.subject)
    competing = {id(fact) for fact in dispute.facts}
    label = facts.messages.property(entity.prefix, dispute.property)
    views = (v for v in facts.of(entity, dispute.property) if id(v.fact) in competing)
    return DisputeView(
        dispute.subject, dispute.property, label, tuple(views), bool(dispute.judgements)
    )


def gaps_in_words(facts: Facts, gaps: Iterable[Gap]) -> tuple[tuple[str, tuple[Gap, ...]], ...]:
    """The gaps of one sort and one kind of thing together, under what is not known."""
    grouped: dict[str, list[Gap]] = {}
    for gap in gaps:
        kind = kind_of(gap.subject)
        named = gap.property if gap.code == "missing" else ""
        label = facts.wording.text(
            f"gap-{gap.code}",
            kind=facts.messages.kind(kind),
            property=facts.messages.property(kind, named) if named else "",
        )
        grouped.setdefault(capital(label), []).append(gap)
    return tuple((label, tuple(held)) for label, held in grouped.items())
