"""The web: a function of the set of ties, with partners in both directions."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kizuna.analysis.suggest.view import UNKNOWN, Web

from .webs import PLACES, pairs, ties


def _partners(web: Web) -> dict[str, list[str]]:
    return {ref: [web.ids[p] for p in web.partners_of(at)] for ref, at in web.at.items()}


@given(ties, st.randoms())
def test_neither_the_order_nor_the_direction_nor_the_repetition_of_ties_matters(
    tied: list[tuple[str, str]], chance: object
) -> None:
    other = [(b, a) for a, b in tied] + tied
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert _partners(Web.of(PLACES, tied)) == _partners(Web.of(PLACES, other))


@given(ties)
def test_partners_are_mutual_and_nobody_is_its_own(tied: list[tuple[str, str]]) -> None:
    held = _partners(Web.of(PLACES, tied))
    assert all(ref in held[partner] for ref, partners in held.items() for partner in partners)
    assert all(ref not in partners for ref, partners in held.items())


@given(ties)
def test_places_of_a_country_that_are_tied_to_a_place_are_counted(
    tied: list[tuple[str, str]],
) -> None:
    web = Web.of(PLACES, tied)
    japan = web.countries.index("JP")
    for ref, partners in _partners(web).items():
        counted = sum(PLACES[partner].country == "JP" for partner in partners)
        assert web.tied_from()[japan, web.at[ref]] == counted


def test_an_end_that_is_no_known_place_is_kept_with_nothing_known() -> None:
    web = Web.of(PLACES, [("a", "z")])
    z = web.at["z"]
    assert web.country[z] == UNKNOWN
    assert np.isnan([web.latitude[z], web.longitude[z], web.size[z]]).all()


@given(pairs)
def test_what_places_give_is_received_by_their_partners(pair: tuple[str, str]) -> None:
    web = Web.of(PLACES, [pair])
    given_away = web.spread(np.array([web.at[pair[0]]]), np.array([2.0]))
    received = {ref: given_away[at] for ref, at in web.at.items() if given_away[at]}
    assert received == ({pair[1]: 2.0} if pair[0] != pair[1] else {})
