"""A tie of two towns since 1974, with what a test adds to it, as told by a gazette of 1 April 1987."""

from __future__ import annotations

from typing import Any

from builders import Claims, claim, document, government, register, tie
from kizuna.analysis.measures import TieMeasures, measures_of
from kizuna.claims.claim import Claim
from kizuna.register.dating import Dating
from kizuna.values import day_number

A, B = "government/a", "government/b"
THERE, BACK, BOTH = {"from": A, "to": B}, {"from": B, "to": A}, {"between": [A, B]}


def part(kind: str, slug: str, **stated: Any) -> list[Claim]:
    """A part of the tie: an exchange, a programme, a field and so on; a list gives a property many values."""
    ref = f"{kind}/{slug}"
    claims = [claim(ref, "tie", "tie/a-b")]
    for name, value in stated.items():
        claims += [
            claim(ref, name, each) for each in (value if isinstance(value, list) else [value])
        ]
    return claims


def exchange(slug: str, date: str = "", **stated: Any) -> list[Claim]:
    """A visit on a date, from a to b where nothing else is said."""
    given = {"form": "visit", "direction": THERE, **stated}
    dated = {"date": date} if date else {}
    return part("exchange", slug, **dated, **{k: v for k, v in given.items() if v is not None})


def programme(slug: str, period: str = "", **stated: Any) -> list[Claim]:
    """A yearly programme of twenty persons from a to b, where nothing else is said."""
    given = {"direction": THERE, "size": "20 persons", "recurrence": "annual", **stated}
    dated = {"period": period} if period else {}
    kept = {k: v for k, v in given.items() if v is not None}
    return part("programme", slug, activity=f"programme {slug}", **dated, **kept)


def measured(
    *claims: Claims,
    on: str = "1987-04-01",
    made: str = "1974-04-18",
    years: tuple[int, int] | None = None,
) -> TieMeasures:
    """The measures of the tie with these claims, on a day."""
    held = register(
        government("a"),
        government("b", country="CN"),
        tie("a-b", "a", "b", date=made),
        document("gazette", "1987-04-01"),
        *claims,
    )
    return measures_of(held, "tie/a-b", day_number(on), Dating.of(held), years)
