"""Drawing a timeline: everything dated about a tie, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kizuna.claims.kinds import (
    Agreement,
    Entity,
    Exchange,
    Fact,
    FieldOfExchange,
    Funding,
    Honour,
    Milestone,
    Office,
    Programme,
    StatusChange,
    Tie,
    TradeFact,
    TransportLink,
)
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.values import OPEN_END, Answer, Edtf, kind_of
from kizuna.workflows import ask

_UNDER_A_TIE: tuple[type[Entity], ...] = (
    Agreement,
    FieldOfExchange,
    Programme,
    Exchange,
    Office,
    Honour,
    TradeFact,
    TransportLink,
    Funding,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that began, happened or ended.

    `date` is None when unknown. `event` says what it is: "stage", "status", "opened", "closed" or the kind of what
    began. `ref` is the entity, `words` a label, `claims` the claim ids. `counts` is False for what is only
    planned or unverified. `value` is the milestone or the change of status, None for what began or closed;
    `is_set_aside` says that a competing claim stands before it.
    """

    date: Edtf | None
    event: str
    ref: str
    words: str
    claims: tuple[str, ...]
    counts: bool
    value: Milestone | StatusChange | None = None
    is_set_aside: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The moments of a tie and of the ties under it: dated ones in order, then the undated."""

    tie: str
    labels: Wording
    moments: tuple[Moment, ...]
    register: Register


def draw_timeline(
    text: str, day: int | None = None, known_at: datetime | None = None
) -> Timeline | None:
    """The timeline of the tie that a name or id means; None when nothing was recorded by `known_at`.

    With a day, what certainly began later is left out. Raises NotFound and Ambiguous.
    """
    if ask.is_empty(known_at):
        return None
    ref = ask.resolver(known_at).resolve(text, ("tie",))
    return timeline_of(ask.known_register(known_at, [ref]), ref, day)


def timeline_of(register: Register, ref: str, day: int | None = None) -> Timeline:
    """The timeline of a tie of a register, by its id; what certainly began after a day is left out."""
    labels = Wording.english(register, day)
    ties = [t for t in (register.get(ref, Tie), *register.referring(ref, Tie, "parent")) if t]
    moments = [m for tie in ties for m in _of_tie(register, labels, tie, is_main=tie.id == ref)]
    known = [m for m in moments if day is None or _begun(m, day)]
    return Timeline(ref, labels, tuple(sorted(known, key=_order)), register)


def _begun(moment: Moment, day: int) -> bool:
    return moment.date is None or moment.date.span.begun_by(day) is not Answer.NO


def _order(moment: Moment) -> tuple[int, str, str]:
    start = moment.date.span.start_earliest if moment.date else OPEN_END
    return (start, moment.date.text if moment.date else "", moment.ref)


def _of_tie(register: Register, labels: Wording, tie: Tie, *, is_main: bool) -> Iterator[Moment]:
    set_aside = {id(fact) for group in tie.milestone.conflicts for fact in group[1:]}
    for stage in tie.milestone:
        words = labels.concept("stages", stage.value.stage)
        if stage.value.basis:
            words += f" ({labels.concept('date-bases', stage.value.basis)})"
        is_set_aside = id(stage) in set_aside
        if is_set_aside:
            words += " [a competing claim stands before it]"
        moment = _moment(
            stage, stage.value.date, "stage", tie.id, _named(labels, tie, words, is_main)
        )
        yield replace(moment, value=stage.value, is_set_aside=is_set_aside)
    for status in tie.status:
        words = labels.concept("statuses", status.value.status)
        moment = _moment(
            status, status.valid, "status", tie.id, _named(labels, tie, words, is_main)
        )
        yield replace(moment, value=status.value)
    for kind in _UNDER_A_TIE if is_main else ():
        name = "of" if kind is Funding else "tie"
        for entity in register.referring(tie.id, kind, name):
            yield from _of_entity(labels, entity)


def _named(labels: Wording, tie: Tie, words: str, is_main: bool) -> str:
    return words if is_main else f"{labels.label(tie.id)}: {words}"


def _of_entity(labels: Wording, entity: Entity) -> Iterator[Moment]:
    kind = kind_of(entity.id)
    words = labels.label(entity.id)
    if isinstance(entity, FieldOfExchange) and entity.concept.value:
        words = labels.concept("fields", entity.concept.value)
    begins = entity.stated(entity.begins) if entity.begins else ()
    for fact in begins:
        event = "opened" if entity.ends else kind
        yield _moment(fact, fact.value, event, entity.id, words)
    if not begins and entity.begins:
        yield Moment(None, kind, entity.id, words, entity.claim_ids, entity.counts)
    for fact in entity.stated(entity.ends) if entity.ends else ():
        yield _moment(fact, fact.value, "closed", entity.id, words)


def _moment(fact: Fact[Any], date: Edtf | None, event: str, ref: str, words: str) -> Moment:
    return Moment(date, event, ref, words, fact.claim_ids, fact.counts)
