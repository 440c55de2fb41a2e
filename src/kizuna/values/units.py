"""The units a quantity may have: a closed table, and the currencies of ISO 4217."""

from __future__ import annotations

import re
from functools import cache

DAYS_OF_MONTH = 30.4375
"""A month counts as a twelfth of 365.25 days."""

DURATIONS: dict[str, float] = {
    "days": 1,
    "weeks": 7,
    "months": DAYS_OF_MONTH,
    "half-years": 6 * DAYS_OF_MONTH,
    "years": 12 * DAYS_OF_MONTH,
}
"""Units of duration, and how many days one counts as."""

COUNTS: tuple[str, ...] = (
    "persons",
    "person-days",
    "delegations",
    "groups",
    "visits",
    "events",
    "times",
    "flights",
    "sailings",
    "ships",
    "cities",
    "prefectures",
    "provinces",
    "regions",
    "countries",
    "governments",
    "ties",
    "agreements",
    "fields",
    "programmes",
    "exchanges",
    "organisations",
    "companies",
    "schools",
    "universities",
    "hospitals",
    "offices",
    "works",
    "items",
    "copies",
    "leaves",
    "projects",
    "tonnes",
    "square-kilometres",
)
"""Units of things counted, or measured in a unit that nothing is converted to."""

_SINGULARS = {
    "cities": "city",
    "countries": "country",
    "companies": "company",
    "universities": "university",
    "leaves": "leaf",
    "copies": "copy",
}
_OTHER_SPELLINGS = {
    "people": "persons",
    "half-year period": "half-years",
    "half-year periods": "half-years",
    "km²": "square-kilometres",
}
_CURRENCY = re.compile(r"[A-Z]{3}")


def _spellings() -> dict[str, str]:
    named = {unit: unit for unit in (*DURATIONS, *COUNTS, "share", "ratio")}
    singular = {_SINGULARS.get(unit, unit.removesuffix("s")): unit for unit in named}
    return singular | named | _OTHER_SPELLINGS


_UNIT_OF_SPELLING = _spellings()


def unit_named(spelling: str) -> str | None:
    """The unit of a spelling in singular or plural, or of a currency's code; None for neither."""
    if unit := _UNIT_OF_SPELLING.get(spelling):
        return unit
    return spelling if _CURRENCY.fullmatch(spelling) and spelling in currencies() else None


def dimension_of(unit: str) -> str:
    """What a unit measures: count, duration, share, ratio or money."""
    if unit in ("share", "ratio"):
        return unit
    if unit in DURATIONS:
        return "duration"
    return "count" if unit in COUNTS else "money"


@cache
def currencies() -> frozenset[str]:
    """The codes of ISO 4217, without those of no currency and of tests."""
    from babel.numbers import list_currencies

    return frozenset(list_currencies()) - {"XXX", "XTS"}
