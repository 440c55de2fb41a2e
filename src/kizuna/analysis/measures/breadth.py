"""Breadth: in how many fields a tie is lived on a day, and how evenly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log

from kizuna.analysis.figures import Derived, Figure, count_of, unique
from kizuna.analysis.measures.activity import TieActivity
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Activity, Entity, FieldOfExchange
from kizuna.register.register import Register
from kizuna.register.ties import Part, parts_of
from kizuna.values import Answer


def fields_of(register: Register, tie: str, day: int) -> tuple[Part[FieldOfExchange], ...]:
    """The fields of a tie that had begun by the day: numbered ones in the source's order, then by start."""

    def order(part: Part[FieldOfExchange]) -> tuple[bool, int, int, str]:
        number = part.entity.number.value
        return (number is None, number or 0, part.life.start_earliest, part.entity.id)

    return tuple(sorted(parts_of(register, tie, FieldOfExchange, day), key=order))


def by_concept(
    fields: Sequence[Part[FieldOfExchange]],
) -> dict[str | None, Part[FieldOfExchange]]:
    """The part of each different field that most surely had begun; a field without a start is certain from the day
    of the document that names it."""
    held: dict[str | None, Part[FieldOfExchange]] = {}
    for part in fields:
        concept = part.entity.concept.value
        if concept not in held or held[concept].begun < part.begun:
            held[concept] = part
    return held


def breadth(fields: Sequence[Part[FieldOfExchange]]) -> Figure:
    """The number of different fields."""
    return count_of(by_concept(fields).values())


@dataclass(frozen=True, slots=True)
class Breadth:
    """How broad a tie is.

    `fields` counts the different fields recorded; `shannon` and `simpson` are effective numbers of fields
    (Hill numbers of order 1 and 2; M. O. Hill, Ecology 54, 1973): as many equally used fields as would be
    as diverse. Both are 1 or more, and None when no activity names a field. `unused` are fields recorded in
    which no activity is.
    """

    fields: Figure
    shannon: Derived | None
    simpson: Derived | None
    unused: tuple[str, ...]


def breadth_of(held: TieActivity) -> Breadth:
    """The breadth of a tie on the day of what it was lived in.

    Each programme and each exchange weighs one, shared evenly among the fields that it names; a field that
    lies in a recorded one counts as that one, and "general" is no field. The effective numbers are computed
    twice, with the activities that had certainly begun and with all that may have, and lie between the two.
    """
    fields = fields_of(held.register, held.on_day.id, held.on_day.day)
    recorded = {part.entity.concept.value for part in fields if part.entity.concept.value}
    weighed = [
        (activity.begun, activity.claims, named)
        for activity in held.activities
        if (named := _named(activity.entity, recorded))
    ]
    used = {concept for _, _, named in weighed for concept in named}
    return Breadth(
        fields=breadth(fields),
        shannon=_effective(
            weighed, lambda s: exp(-sum(p * log(p) for p in s)), "effective-fields-shannon"
        ),
        simpson=_effective(
            weighed, lambda s: 1 / sum(p * p for p in s), "effective-fields-simpson"
        ),
        unused=tuple(sorted(recorded - used)),
    )


def _named(entity: Entity, recorded: set[str]) -> tuple[str, ...]:
    """The fields of an activity, as recorded of the tie where they lie in one of those; an agreement has none."""
    stated = entity.field if isinstance(entity, Activity) else ()
    named = (fact.value for fact in stated if fact.counts and fact.value != "general")
    fields = vocabulary.scheme("fields")
    within = (next((c for c in fields.wider(one) if c in recorded), one) for one in named)
    return tuple(sorted(set(within)))


_Weighed = tuple[Answer, tuple[str, ...], tuple[str, ...]]


def _effective(
    weighed: Sequence[_Weighed], number: Callable[[list[float]], float], how: str
) -> Derived | None:
    if not weighed:
        return None
    sure = [item for item in weighed if item[0].certain]
    both = [round(number(_shares(items)), 4) for items in (sure, weighed) if items]
    claims = unique(claim for _, claims, _ in weighed for claim in claims)
    return Derived(min(both), max(both), how, claims)


def _shares(weighed: Sequence[_Weighed]) -> list[float]:
    weights: dict[str, float] = defaultdict(float)
    for _, _, named in weighed:
        for concept in named:
            weights[concept] += 1 / len(named)
    return [weight / len(weighed) for weight in weights.values()]
