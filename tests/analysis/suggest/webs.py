"""Small webs of places and ties for the tests of suggestions."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from kizuna.analysis.figures import Measure
from kizuna.analysis.scope import Party
from kizuna.analysis.suggest.backtest import DatedTie
from kizuna.analysis.suggest.view import View, Web
from kizuna.values import Point, Quantity

NAMES = tuple("abcdefghij")


def place(name: str, country: str, degrees: tuple[float, float], persons: int) -> Party:
    """A place of which all is known that the model looks at."""
    population = Measure(Quantity.exact(persons, "persons"), ("claim",))
    return Party(name, country=country, point=Point(*degrees), population=population)


PLACES = {
    name: place(
        name, "JP" if at % 2 else "CN", (30.0 + at, 120.0 + at), 1000 * (at + 1)
    )
    for at, name in enumerate(NAMES)
}

pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))
ties = st.lists(pairs, max_size=30)


def view(place: str, *tied: str) -> View:
    """The view from a place of a web whose ties are written as two letters each:
    "ab".
    """
    web = Web.of(PLACES, [(pair[0], pair[1]) for pair in tied])
    return View.of(web, web.at[place])


def dated(tied: Iterable[tuple[str, str, int]]) -> list[DatedTie]:
    """Ties made on a day each."""
    return [DatedTie(a, b, day, day) for a, b, day in tied]
