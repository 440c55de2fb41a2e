"""A tie of two towns since 1974, with what a test adds to it, as told by a gazette of 1
April 1987.
"""

from __future__ import annotations

from typing import Any

from builders import Claims, claim, document, government, register, tie
from kizuna.analysis.measures import TieMeasures, measures_of
from kizuna.analysis.measures.activity import TieActivity
from kizuna.claims.claim import Claim
from kizuna.register.ties import TieQuery, ties
from kizuna.values import day_number

A, B = "government/a", "government/b"
THERE, BACK, BOTH = {"from": A, "to": B}, {"from": B, "to": A}, {"between": [A, B]}


def part(kind: str, slug: str, **stated: Any) -> list[Claim]:
    """A part of the tie, an exchange, a field and so on; a list gives a property many
    values, None and "" none at all.
    """
    many = {
        name: value if isinstance(value, list) else [value]
        for name, value in stated.items()
    }
    each = [
        ("tie", "tie/a-b"),
        *((name, one) for name, values in many.items() for one in values),
    ]
    return [
        claim(f"{kind}/{slug}", name, one)
        for name, one in each
        if one not in (None, "")
    ]


def exchange(slug: str, date: str = "", **stated: Any) -> list[Claim]:
    """A visit on a date, from a to b where nothing else is said."""
    return part(
        "exchange",
        slug,
        **{"date": date, "form": "visit", "direction": THERE, **stated},
    )


def programme(slug: str, period: str = "", **stated: Any) -> list[Claim]:
    """A yearly programme of twenty persons from a to b, where nothing else is said."""
    given = {"direction": THERE, "size": "20 persons", "recurrence": "annual", **stated}
    return part("programme", slug, activity=f"programme {slug}", period=period, **given)


def measured(
    *claims: Claims, on: str = "1987-04-01", made: str = "1974-04-18", **given: Any
) -> TieMeasures:
    """The measures of the tie with these claims, on a day."""
    both = (
        government("a"),
        government("b", country="CN"),
        tie("a-b", "a", "b", date=made),
    )
    held = register(*both, document("gazette", "1987-04-01"), *claims)
    (found,) = ties(held, TieQuery(day_number(on)), ["tie/a-b"])
    return measures_of(TieActivity(held, found), **given)
