"""Trade and economic ties of the sides as a whole, and the aims, assessments and forecasts of holders."""

from __future__ import annotations

from collections.abc import Iterator

from kizuna.claims.kinds import Assessment
from kizuna.publish.document import Block, Listing, Paragraph, Section, Sentence, Subheading
from kizuna.publish.report.compose.main_ties import TRADE, attributed, listed, stated_figure
from kizuna.publish.report.compose.voice import Voice

_PROGRAMME = ("activity", "field", "direction", "recurrence")
_OFFICE = ("name", "owner", "host", "opened", "task")
_OUTLOOK = frozenset({"forecast", "recommendation"})


def economy(voice: Voice) -> Section:
    """The section of trade, offices and stated economic weights that belong to no single tie."""
    brief = voice.brief
    items = [
        *((_between(voice, p.entity.id), *listed(voice, p.entity, TRADE)) for p in brief.trade),
        *(listed(voice, p.entity, _PROGRAMME) for p in brief.programmes),
        *(listed(voice, p.entity, _OFFICE) for p in brief.offices),
        *((stated_figure(voice, statistic),) for statistic in brief.statistics),
    ]
    blocks: list[Block] = [Listing(tuple(items))] if items else []
    if not blocks:
        blocks.append(Paragraph((voice.aside("nothing-recorded"),)))
    return Section("economy", voice.text("economy"), tuple(blocks))


def _between(voice: Voice, ref: str) -> Sentence:
    entity = voice.register.entity(ref)
    between = entity.stated("between")
    names = voice.messages.listing([voice.name(r) for r in voice.wording.in_order(between.values)])
    return voice.sentence("trade-between", between.claim_ids, sides=names)


def aims(voice: Voice) -> Section:
    """The section of objectives as attributed, assessments, and outlook."""
    brief = voice.brief
    held = [a for t in brief.ties for a in t.assessments if a.type.value in _OUTLOOK]
    told = {a.id: a for a in (*held, *brief.assessments)}
    outlook = [a for a in told.values() if a.type.value in _OUTLOOK]
    groups = (
        ("objectives", [attributed(voice, o, "objective") for o in brief.objectives]),
        ("assessments", list(_assessed(voice))),
        ("outlook", [attributed(voice, a, "assessment") for a in outlook]),
    )
    blocks: list[Block] = [Paragraph((voice.aside("aims-method"),))]
    for title, items in groups:
        if items:
            blocks.append(Subheading(voice.text(title), title))
            blocks.append(Listing(tuple((item,) for item in items)))
    return Section("aims", voice.text("aims"), tuple(blocks))


def _assessed(voice: Voice) -> Iterator[Sentence]:
    ranked = sorted(voice.brief.assessments, key=_rank)
    for assessment in ranked:
        if assessment.type.value not in _OUTLOOK:
            yield attributed(voice, assessment, "assessment")


def _rank(assessment: Assessment) -> tuple[str, int, str]:
    return (assessment.type.value or "", assessment.rank.value or 0, assessment.id)
