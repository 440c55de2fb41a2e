"""The opening of the note: key figures beside what sources state, and how the sides were drawn."""

from __future__ import annotations

from collections.abc import Iterator

from kizuna.analysis.figures import Figure
from kizuna.publish.document import Block, KeyFigure, KeyFigures, Paragraph, Section, Sentence, Tone
from kizuna.publish.report.compose.voice import Voice
from kizuna.publish.wording import unique
from kizuna.values import Edtf, day_text


def summary(voice: Voice) -> Section:
    """The section "In brief"."""
    blocks: list[Block] = [KeyFigures(tuple(_figures(voice)))]
    blocks.extend(Paragraph(tuple(p)) for p in (_sides(voice), _remarks(voice)) if p)
    return Section("summary", voice.text("summary"), tuple(blocks))


def _figures(voice: Voice) -> Iterator[KeyFigure]:
    brief = voice.brief
    a = voice.name(brief.a.ref)
    for key, figure in brief.figures.items():
        label = voice.text(f"count-{key}", a=a, b=voice.name(brief.b.ref))
        yield KeyFigure(voice.wording.figure(figure), label, _stated(voice, figure))


def _stated(voice: Voice, figure: Figure) -> Sentence | None:
    """What sources state as the total, beside what the register counts."""
    said = voice.wording.stated(figure)
    if not said:
        return None
    text = voice.text("cell-separator").join(one.text for one in said)
    return Sentence.of(text, unique(claim for one in said for claim in one.claims))


def _sides(voice: Voice) -> list[Sentence]:
    """How each side was drawn; an area that can be drawn in several ways says which one was used."""
    brief = voice.brief
    said = []
    for side in (brief.a, brief.b):
        if side.definition is not None:
            members = [voice.name(ref) for ref in side.definition.value.members]
            said.append(
                voice.sentence(
                    "side-drawn",
                    side.definition.claim_ids,
                    side=voice.name(side.ref),
                    members=voice.messages.listing(members),
                )
            )
    return said


def _remarks(voice: Voice) -> list[Sentence]:
    brief = voice.brief
    day = voice.messages.date(Edtf.parse(day_text(brief.day)))
    said = [voice.aside("method", day=day)]
    if not brief.ties:
        said.append(voice.aside("no-ties", a=voice.name(brief.a.ref), b=voice.name(brief.b.ref)))
    undated = voice.wording.undated_lists(tie.on_day for tie in brief.ties)
    if undated:
        said.append(Sentence.of(undated, tone=Tone.ASIDE))
    for tie in brief.unverified:
        name = voice.name(tie.id)
        said.append(voice.sentence("unverified", tie.tie.claim_ids, tie=name))
    return said
