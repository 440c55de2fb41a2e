"""Puts quantities into words: the number or range, its unit in the plural that it asks for, and
whether the source says about, over or up to."""

from __future__ import annotations

from collections.abc import Callable

from kizuna.values import Quantity

Number = int | float
Say = Callable[..., str]


def worded_quantity(
    quantity: Quantity,
    say: Say,
    number: Callable[[Number], str],
    currency: Callable[[str, Number], str],
) -> str:
    """ "20–25 persons", "about 400 persons", "over 400 persons", "75%".

    `say(key, **arguments)` gives a message, `number(n)` a number as the language sets it,
    `currency(code, n)` the name of a currency in the plural of n.
    """
    low, high = (_shown(bound, quantity.unit) for bound in (quantity.min, quantity.max))
    bound = low if low is not None else high
    assert bound is not None  # a Quantity has a least or a most
    figure, count = number(bound), high if high is not None else bound
    bounded = low is None or high is None
    if not bounded and low != high:
        figure = say("quantity-range", min=number(bound), max=number(count))
    if bounded:
        count = int(say("quantity-count-after-bound", count=count))
    match quantity.dimension:
        case "share":
            worded = say("quantity-share", figure=figure)
        case "ratio":
            worded = say("quantity-ratio", figure=figure, count=count)
        case "money":
            worded = say("quantity-money", figure=figure, currency=currency(quantity.unit, count))
        case _:
            worded = say(f"unit-{quantity.unit}", figure=figure, count=count)
    if quantity.approximate:
        worded = say("quantity-about", quantity=worded)
    if bounded:
        worded = say("quantity-over" if high is None else "quantity-up-to", quantity=worded)
    return worded


def _shown(bound: Number | None, unit: str) -> Number | None:
    """The number to show: a share as hundredths to one decimal, others to two decimals."""
    if bound is None:
        return None
    rounded = round(bound * 100, 1) if unit == "share" else round(bound, 2)
    return int(rounded) if rounded == int(rounded) else rounded
