"""The timeline of a tie: its life with its stages, its fields, programmes and offices as spans, and its events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kizuna.analysis.parts import Part, parts_of
from kizuna.claims.kinds import (
    Agreement,
    Entity,
    Exchange,
    FieldOfExchange,
    Office,
    Programme,
    Tie,
)
from kizuna.languages import Messages
from kizuna.publish.drawings.timeline import Mark, TimelineLabels, TimelineRow, draw_timeline
from kizuna.publish.plots.plot import Plot
from kizuna.publish.plots.words import Words, tie_of
from kizuna.register.dating import Dating
from kizuna.register.register import Register
from kizuna.register.status import span_of
from kizuna.values import OPEN_START, Edtf, Span

_SPANS: tuple[type[Entity], ...] = (FieldOfExchange, Programme, Office)
_EVENTS: tuple[type[Entity], ...] = (Agreement, Exchange)


def tie_timeline(register: Register, tie: str, day: int, language: str) -> Plot:
    """The timeline of the tie of that id up to a day, with the ties under it.

    What is only planned, or began later, is left out; a part of which no date is known is in no row, and their
    number is said. Raises NotFound for an id that the register does not hold.
    """
    words = Words(register, day, Messages(language))
    dating = Dating.of(register)
    entity = tie_of(register, tie)
    rows = [row for held in _ties(register, entity) if (row := _life(words, held, dating, day))]
    undated = 0
    for kind in (*_EVENTS, *_SPANS):
        parts = parts_of(register, tie, kind, day, dating)
        dated = [part for part in parts if part.life.start_earliest != OPEN_START]
        undated += len(parts) - len(dated)
        rows += _events(words, kind, dated) if kind in _EVENTS else _spans(words, dated)
    name = words.name(tie)
    labels = TimelineLabels(
        title=words.text("timeline-title", tie=name),
        description=words.text("timeline-description", tie=name, count=len(rows)),
        empty=words.text("timeline-empty"),
        as_of=words.on_day(),
        certain=words.text("certain"),
        possible=words.text("possible"),
        event=words.text("event"),
        language=words.tag,
    )
    claims = (c for row in rows for c in (*row.claims, *(c for m in row.marks for c in m.claims)))
    return Plot(
        svg=draw_timeline(rows, day, labels),
        title=labels.title,
        subtitle=words.text("up-to", day=words.on_day()),
        description=labels.description,
        remarks=(words.text("timeline-undated", count=undated),) if undated else (),
        claims=tuple(dict.fromkeys(claims)),
        language=words.tag,
    )


def _ties(register: Register, tie: Tie) -> Iterator[Tie]:
    yield tie
    yield from register.referring(tie.id, Tie, "parent")


def _life(words: Words, tie: Tie, dating: Dating, day: int) -> TimelineRow | None:
    """The life of a tie with its dated stages on it; None when it was never in force by the day."""
    span = span_of(tie, dating)
    if span is None or not span.begun_by(day).possible:
        return None
    name = words.name(tie.id)
    stages = []
    for fact in tie.milestone:
        date = fact.value.date
        if fact.counts and date is not None and date.span.begun_by(day).possible:
            stage = words.messages.concept("stages", fact.value.stage)
            stages.append(_point(date.span, _said(words, stage, date), fact.claim_ids))
    claims = tuple(dict.fromkeys(c for fact in tie.milestone for c in fact.claim_ids))
    return TimelineRow(name, (_span(span, name, claims), *stages), name)


def _events(words: Words, kind: type[Entity], parts: Iterable[Part[Any]]) -> list[TimelineRow]:
    """One row of all events of a kind, none without one."""
    marks = tuple(
        _point(
            part.life,
            _said(words, _words(words, part.entity), part.entity.stated(part.entity.begins).value),
            part.entity.claim_ids,
        )
        for part in parts
    )
    label = words.text(f"row-{kind.prefix}")
    return [TimelineRow(label, marks, label)] if marks else []


def _spans(words: Words, parts: Iterable[Part[Any]]) -> list[TimelineRow]:
    rows = []
    for part in parts:
        entity = part.entity
        label = _words(words, entity)
        kind = words.messages.kind(entity.prefix)
        title = f"{label} ({kind})"
        mark = _span(
            part.life, _said(words, title, entity.stated(entity.begins).value), entity.claim_ids
        )
        rows.append(TimelineRow(label, (mark,), title))
    return rows


def _span(span: Span, title: str, claims: tuple[str, ...]) -> Mark:
    starts, ends = (span.start_earliest, span.start_latest), (span.end_earliest, span.end_latest)
    return Mark(*starts, *ends, title, claims=claims)


def _point(span: Span, title: str, claims: tuple[str, ...]) -> Mark:
    when = (span.start_earliest, span.start_latest)
    return Mark(*when, *when, title, "event", claims)


def _said(words: Words, text: str, date: Edtf | None) -> str:
    return f"{text}{words.messages.text('note-colon')}{words.messages.date(date)}" if date else text


def _words(words: Words, entity: Any) -> str:
    """A part of a tie in a few words, with a capital."""
    match entity:
        case FieldOfExchange() if entity.concept.value:
            said = words.messages.concept("fields", entity.concept.value)
        case Programme() | Exchange() if entity.activity.value:
            said = words.said(entity.activity.value)
        case Exchange() if entity.form.value:
            said = words.messages.concept("forms", entity.form.value)
        case Agreement() if entity.type.value:
            said = words.messages.concept("agreement-types", entity.type.value)
        case Office():
            said = words.name(entity.id)
        case _:
            said = words.messages.kind(entity.prefix)
    return said[:1].upper() + said[1:]
