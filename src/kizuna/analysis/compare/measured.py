"""Measured: the measures of compared ties as rows, and what each of their sides sent."""

from __future__ import annotations

from collections.abc import Sequence

from kizuna.analysis.compare.rows import Cell, Counted, Row, Said
from kizuna.analysis.compare.sides import Sides
from kizuna.analysis.figures import Figure
from kizuna.analysis.measures import TieMeasures
from kizuna.analysis.measures.volume import Volume

Told = dict[str, Cell | None]


def measured_rows(measures: Sequence[TieMeasures], sides: Sequence[Sides]) -> list[Row]:
    """How alive, steady, even and dear each tie is; without the rows for which no tie has any evidence."""
    told = [_measures(each, side) for each, side in zip(measures, sides, strict=True)]
    return _rows("measures", told)


def volume_rows(
    measures: Sequence[TieMeasures], yearly: Sequence[Volume], sides: Sequence[Sides]
) -> list[Row]:
    """What went out of the home party and what came back: in all up to the day, and yearly by programmes."""
    held = zip(measures, yearly, sides, strict=True)
    return _rows("volume", [_volume(each, programmes, side) for each, programmes, side in held])


def _rows(topic: str, told: Sequence[Told]) -> list[Row]:
    keys = dict.fromkeys(key for each in told for key in each)
    rows = (Row(topic, key, tuple(each.get(key) for each in told)) for key in keys)
    return [row for row in rows if row.held]


def _measures(measures: TieMeasures, sides: Sides) -> Told:
    activeness, continuity = measures.activeness, measures.continuity
    state = " or ".join(activeness.states)
    share = next((s for s in measures.balance if s.sender == sides.home), None)
    amounts = measures.cost.amounts if measures.cost else ()
    paid: Told = {f"paid-{amount.quantity.unit}": amount for amount in amounts}
    return {
        "activeness": Said(state, activeness.claims) if state else None,
        "years-since-last-sign": activeness.since,
        "years-lived": _counted(continuity.lived) if continuity else None,
        "longest-silence": continuity.longest_silence if continuity else None,
        "effective-fields": measures.breadth.shannon,
        "share-of-events-sent": share.events if share else None,
        "share-of-persons-sent": share.persons if share else None,
        **paid,
    }


def _volume(measures: TieMeasures, yearly: Volume, sides: Sides) -> Told:
    moved = {each.sender: each for each in measures.volume.by_sender}
    out = moved.get(sides.home)
    back = [moved[party] for party in sides.across if party in moved]
    only = back[0] if len(back) == 1 else None
    return {
        "out-events": _counted(out.events) if out else None,
        "out-persons-in-all": out.persons if out else None,
        "out-persons": yearly.out.persons,
        "out-person-days": yearly.out.person_days,
        "back-events": _counted(only.events) if only else None,
        "back-persons-in-all": only.persons if only else None,
        "back-persons": yearly.back.persons,
        "back-person-days": yearly.back.person_days,
    }


def _counted(figure: Figure) -> Counted | None:
    """The figure as a cell; None where it counts nothing."""
    return Counted(figure, ()) if figure.possible else None
