"""The measures of a tie in words, each number with its claims; what rests on no evidence is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kizuna.analysis.figures import Derived, Figure, Measure
from kizuna.analysis.measures import TieMeasures
from kizuna.analysis.measures.activeness import Activeness
from kizuna.analysis.measures.volume_by_year import Moved
from kizuna.values import Quantity
from kizuna.web.presenting.facts import Facts


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure by its name with its number in words; `remark` says of what, "" for nothing."""

    label: str
    number: str
    claims: tuple[str, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class YearRow:
    """What one party sent in a run of years that moved the same."""

    years: str
    sender: str
    events: MeasureLine
    persons: MeasureLine | None


def measure_lines(facts: Facts, measured: TieMeasures) -> Iterator[MeasureLine]:
    """Breadth, depth, volume, continuity and activeness, as far as anything is recorded."""
    breadth, depth, volume = measured.breadth, measured.depth, measured.volume
    numbers: tuple[tuple[str, Figure | Derived | Measure | None, int], ...] = (
        ("fields", breadth.fields, 0),
        ("effective", breadth.shannon, 1),
        ("institutions", depth.institutions, 0),
        ("agreements", depth.agreements, 0),
        ("series", depth.series, 0),
        ("events", volume.events, 0),
    )
    for code, number, digits in numbers:
        if number is not None and number.claims:
            yield _line(facts, code, number, digits)
    for moved in volume.by_sender:
        if moved.persons is not None:
            label = facts.messages.text("web-measure-persons-from", sender=_sender(facts, moved))
            remark = _range(facts, moved.persons.quantity)
            yield MeasureLine(label, facts.number(moved.persons), moved.persons.claims, remark)
    yield from _continuity(facts, measured)
    if measured.has_evidence:
        yield _activeness(facts, measured.activeness)


def _line(facts: Facts, code: str, number: Figure | Derived | Measure, digits: int) -> MeasureLine:
    label = facts.messages.text(f"web-measure-{code}")
    remark = facts.wording.text("means-effective") if code == "effective" else ""
    return MeasureLine(label, facts.number(number, digits), number.claims, remark)


def _range(facts: Facts, quantity: Quantity) -> str:
    """What the two ends of a range mean; "" for one number."""
    return "" if quantity.min == quantity.max else facts.wording.text("means-range")


def _continuity(facts: Facts, measured: TieMeasures) -> Iterator[MeasureLine]:
    steady = measured.continuity
    if steady is None:
        return
    if steady.lived.claims:
        remark = facts.messages.text(
            "web-measure-of-years",
            years=facts.messages.number(steady.last - steady.first + 1),
            first=str(steady.first),
            last=str(steady.last),
        )
        if steady.lived.certain != steady.lived.possible:
            remark = (
                f"{remark}{facts.wording.text('cell-separator')}{facts.wording.text('means-range')}"
            )
        label = facts.messages.text("web-measure-lived")
        yield MeasureLine(label, facts.figure(steady.lived), steady.lived.claims, remark)
    yield _line(facts, "silence", steady.longest_silence, 0)


def _activeness(facts: Facts, alive: Activeness) -> MeasureLine:
    label = facts.messages.text("web-measure-activeness")
    if not alive.states:
        return MeasureLine(label, facts.wording.text(f"why-{alive.why}"), alive.claims)
    states = dict.fromkeys(
        facts.wording.text(f"state-{state}") for state in (alive.states[0], alive.states[-1])
    )
    remark = ""
    if alive.differs and alive.word is not None:
        status = facts.messages.concept("statuses", alive.word.value.status)
        remark = facts.messages.text("web-measure-status-otherwise", status=status)
    return MeasureLine(label, facts.messages.listing(list(states), "or"), alive.claims, remark)


def year_rows(facts: Facts, measured: TieMeasures) -> Iterator[YearRow]:
    """The volume by year; years that moved the same stand in one row."""
    runs: list[tuple[int, int, tuple[Moved, ...]]] = []
    for held in measured.volume.by_year:
        if runs and runs[-1][1] == held.year - 1 and runs[-1][2] == held.moved:
            runs[-1] = (runs[-1][0], held.year, held.moved)
        else:
            runs.append((held.year, held.year, held.moved))
    for first, last, moved in runs:
        years = str(first) if first == last else f"{first}–{last}"
        for sent in moved:
            yield YearRow(
                years=years,
                sender=_sender(facts, sent),
                events=_line(facts, "events", sent.events, 0),
                persons=_line(facts, "persons", sent.persons, 0) if sent.persons else None,
            )
            years = ""


def _sender(facts: Facts, moved: Moved) -> str:
    if moved.sender in facts.register:
        return facts.wording.name(moved.sender)
    return facts.messages.text("web-measure-together" if moved.sender else "web-measure-nobody")
