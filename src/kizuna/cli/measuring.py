"""The tables of kizuna measure: one tie at length, or many ties side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kizuna.cli.asking import Ask
from kizuna.cli.output import counted, ids, plain, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.analysis.figures import Derived, Figure, Measure
    from kizuna.analysis.measures import TieMeasures
    from kizuna.analysis.measures.activeness import Activeness
    from kizuna.analysis.measures.volume_by_year import Moved, YearMoved
    from kizuna.values import Quantity
    from kizuna.workflows.measure import MeasureAnswer

    Number = Figure | Derived | Measure | None
    Row = tuple[str, str, tuple[str, ...]]

NONE = "no evidence"
_SHOWN = 3
_STOOD = {
    "CERTAIN": "",
    "POSSIBLE": ", when it may not have stood",
    "NO": ", when it did not stand",
}
_WHY = {
    "no-event": "nothing recorded shows it lived",
    "not-read": "no document of the last three years accounts for it",
    "undated": "its events are undated",
}
_MISSING = {
    "undated": "without a date, in no year above",
    "without-number": "of no stated number of persons, in no persons above",
    "without-duration": "of stated persons and no stated duration, in no person-days above",
    "without-activity": "in which no programme or exchange is recorded, in no effective fields",
    "without-amount": "of a known payer and no stated amount",
}


def measure_table(ask: Ask, answer: MeasureAnswer) -> Iterator[RenderableType]:
    """The answer for people: the one tie asked for at length, else a row a tie."""
    if answer.is_tie:
        for measured in answer.ties:
            yield from _one(ask, answer, measured)
        return
    told = [measured for measured in answer.ties if measured.has_evidence]
    if told:
        yield _side_by_side(answer, told)
        yield plain(
            "— no evidence; a range is from least to most; kizuna measure TIE tells why", "dim"
        )
    yield plain(_count(len(answer.ties), ask.day.text), "bold")
    if bare := len(answer.ties) - len(told):
        yield plain(f"nothing that could be measured is recorded of {bare}", "dim")


def _count(ties: int, day: str) -> str:
    noun = "tie" if ties == 1 else "ties"
    return f"{ties or 'no'} {noun} that certainly or possibly stood on {day}"


def _side_by_side(answer: MeasureAnswer, told: Iterable[TieMeasures]) -> RenderableType:
    made = table(
        "Tie",
        "#Fields",
        "#Effective",
        "#Bodies",
        "#Events",
        "#Persons",
        "#Lived",
        "#Silence",
        "State",
    )
    for measured in told:
        steady = measured.continuity
        made.add_row(
            plain(answer.labels.label(measured.tie.id)),
            _short(measured.breadth.fields),
            _short(measured.breadth.shannon),
            _short(measured.depth.institutions),
            _short(measured.volume.events),
            _short(measured.volume.persons),
            _short(steady.lived if steady else None),
            _short(steady.longest_silence if steady else None),
            plain(_state(measured.activeness, brief=True)),
        )
    return made


def _one(ask: Ask, answer: MeasureAnswer, measured: TieMeasures) -> Iterator[RenderableType]:
    yield plain(answer.labels.label(measured.tie.id), "bold")
    stood = _STOOD[measured.standing.answer.name]
    yield plain(f"{measured.tie.id}, measured as of {ask.day.text}{stood}", "dim")
    made = table("Measure", "", "Value", ".Claims")
    for heading, rows in _groups(answer, measured):
        for name, value, claims in rows:
            style = "dim" if value.startswith(NONE) else ""
            made.add_row(heading, name, plain(value, style), plain(ids(claims, 1), "dim"))
            heading = ""
    yield made
    if any(
        moved.persons or moved.events.possible
        for held in measured.volume.by_year
        for moved in held.moved
    ):
        yield _years(answer, measured.volume.by_year)
    yield from _missing(answer, measured)


def _groups(answer: MeasureAnswer, measured: TieMeasures) -> Iterator[tuple[str, list[Row]]]:
    breadth, depth, volume = measured.breadth, measured.depth, measured.volume
    yield (
        "Breadth",
        [
            _row("fields", breadth.fields),
            _row("effective fields, Shannon", breadth.shannon),
            _row("effective fields, Simpson", breadth.simpson),
        ],
    )
    yield (
        "Depth",
        [
            _row("institutions", depth.institutions),
            _row("sub-ties", depth.sub_ties),
            _row("offices", depth.offices),
            _row("agreements", depth.agreements),
            _row("longest series of agreements", depth.series),
        ],
    )
    yield (
        f"Volume {volume.first}–{volume.last}",
        [
            _row("events", volume.events),
            _row("persons", volume.persons),
            _row("person-days", volume.person_days),
            *(
                _row(f"persons from {_sender(answer, moved)}", moved.persons)
                for moved in volume.by_sender
                if moved.persons
            ),
        ],
    )
    yield "Balance", list(_balance(answer, measured))
    yield "Continuity", list(_continuity(measured))
    yield "Activeness", list(_activeness(answer, measured.activeness))
    yield "Cost", list(_cost(answer, measured))


def _balance(answer: MeasureAnswer, measured: TieMeasures) -> Iterator[Row]:
    for share in measured.balance:
        name = answer.labels.label(share.sender)
        yield f"share of {name} in events", _percent(share.events), _claims(share.events)
        yield f"share of {name} in persons", _percent(share.persons), _claims(share.persons)


def _continuity(measured: TieMeasures) -> Iterator[Row]:
    steady = measured.continuity
    if steady is None:
        yield "years lived", NONE, ()
        yield "longest silence", NONE, ()
        return
    of = f" of {steady.last - steady.first + 1} ({steady.first}–{steady.last})"
    name, lived, claims = _row("years lived", steady.lived)
    yield name, lived if lived == NONE else lived + of, claims
    silence = _number(steady.longest_silence)
    yield "longest silence", f"{silence} years", steady.longest_silence.claims


def _activeness(answer: MeasureAnswer, alive: Activeness) -> Iterator[Row]:
    yield f"state by the rule {alive.rule}", _state(alive), alive.claims
    since = f"{_number(alive.since)} years ago" if alive.since else NONE
    yield "last sign of life", since, _claims(alive.since)
    word = alive.word
    said = answer.labels.concept("statuses", word.value.status) if word else NONE
    differs = {True: "; the rule says other", False: "; the rule agrees", None: ""}[alive.differs]
    yield "status that a source gives", said + differs, word.claim_ids if word else ()


def _cost(answer: MeasureAnswer, measured: TieMeasures) -> Iterator[Row]:
    if measured.cost is None:
        yield "who pays", NONE, ()
        return
    for paid in measured.cost.paid:
        part = [m.quantity for m in (paid.share, paid.amount) if m]
        stated = ", ".join(map(_stated, part)) or "share and amount not stated"
        payer = answer.labels.label(paid.payer) if paid.payer else "somebody"
        yield f"{payer} pays for", f"{_named(answer, paid.of)}: {stated}", paid.claims
    for amount in measured.cost.amounts:
        yield (
            f"stated amounts in {amount.quantity.unit}",
            amount.quantity.figure_text,
            amount.claims,
        )
    if not measured.cost.amounts:
        yield "amounts", NONE, ()


def _stated(quantity: Quantity) -> str:
    if quantity.unit != "share":
        return f"{quantity.figure_text} {quantity.unit}"
    return _range(f"{quantity.min or 0:.0%}", f"{1 if quantity.max is None else quantity.max:.0%}")


def _years(answer: MeasureAnswer, years: Iterable[YearMoved]) -> RenderableType:
    """The volume by year; years that moved the same are one row."""
    from kizuna.analysis.measures.volume_by_year import runs_of

    made = table(".Each year of", "From", "#Events", "#Persons", "#Person-days", ".Claims")
    for first, last, moved in runs_of(years):
        span = str(first) if first == last else f"{first}–{last}"
        for sent in moved:
            made.add_row(
                span,
                plain(_sender(answer, sent)),
                _short(sent.events),
                _short(sent.persons),
                _short(sent.person_days),
                plain(ids(_of(sent), 1), "dim"),
            )
            span = ""
    return made


def _of(sent: Moved) -> tuple[str, ...]:
    persons = sent.persons.claims if sent.persons else ()
    return tuple(dict.fromkeys([*sent.events.claims, *persons]))


def _missing(answer: MeasureAnswer, measured: TieMeasures) -> Iterator[RenderableType]:
    if measured.missing:
        yield plain("What could not go in", "bold")
    for code, refs in measured.missing:
        named = [_named(answer, ref) for ref in refs[:_SHOWN]]
        more = f"; and {len(refs) - _SHOWN} more" if len(refs) > _SHOWN else ""
        yield plain(f"  {len(refs)} {_MISSING[code]}: {'; '.join(named)}{more}", "dim")


def _named(answer: MeasureAnswer, ref: str) -> str:
    return (
        answer.labels.label(ref).rstrip(".") if "/" in ref else answer.labels.concept("fields", ref)
    )


def _sender(answer: MeasureAnswer, moved: Moved) -> str:
    if moved.sender in answer.register:
        return answer.labels.label(moved.sender)
    return "both, signing" if moved.sender else "direction not stated"


def _state(alive: Activeness, *, brief: bool = False) -> str:
    if not alive.states:
        return "—" if brief else f"{NONE}: {_WHY[alive.why]}"
    said = " or ".join(alive.states)
    return (
        f"{said} (said: {alive.word.value.status})"
        if brief and alive.differs and alive.word
        else said
    )


def _row(name: str, number: Number) -> Row:
    return name, _number(number), _claims(number)


def _claims(number: Number) -> tuple[str, ...]:
    return number.claims if number is not None else ()


def _short(number: Number) -> str:
    said = _number(number)
    return "—" if said == NONE else said


def _number(number: Number) -> str:
    from kizuna.analysis.figures import Derived, Figure

    if number is None or not number.claims:
        return NONE
    if isinstance(number, Figure):
        return counted(number.certain, number.possible)
    if isinstance(number, Derived):
        return _range(f"{number.least:.3g}", f"{number.most:.3g}")
    low, high = number.quantity.min, number.quantity.max
    about = "~" if number.quantity.approximate else ""
    if high is None:
        return f"{about}≥{low:.0f}"
    return about + _range(f"{low or 0:.0f}", f"{high:.0f}")


def _percent(share: Derived | None) -> str:
    return f"{_range(f'{share.least:.0%}', f'{share.most:.0%}')}" if share else NONE


def _range(least: str, most: str) -> str:
    return least if least == most else f"{least.rstrip('%')}–{most}"
