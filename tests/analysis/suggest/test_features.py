"""Ranking: never what is tied already, the same whatever the order, and each reason on
its claims.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    DAY,
    Claims,
    claim,
    facts,
    flat,
    government,
    milestone,
    register,
    status,
    tie,
)
from kizuna.analysis.scope import scope_of
from kizuna.analysis.suggest.features import (
    FEATURES,
    PRIOR,
    SuggestionRanking,
    rank,
    values,
)
from kizuna.analysis.suggest.holdings import holdings_of
from kizuna.analysis.suggest.view import View, Web
from kizuna.claims.claim import Claim
from kizuna.register.register import fold

from .webs import PLACES, ties

_JAPAN = ("osaka", "kobe", "kyoto", "sakai")
_CHINA = ("shanghai", "tianjin", "xian", "dalian")
_OSAKA = "government/osaka"


def _places() -> list[Claim]:
    points = {"osaka": [34.7, 135.5], "shanghai": [31.2, 121.5], "xian": [34.3, 108.9]}
    made = [c for slug in _JAPAN for c in government(slug)]
    made += [c for slug in _CHINA for c in government(slug, country="CN")]
    return made + [
        claim(f"government/{slug}", "point", at) for slug, at in points.items()
    ]


def _ranked(
    *claims: Claims, place: str = _OSAKA, **wanted: object
) -> SuggestionRanking:
    holdings = holdings_of(scope_of(register(_places(), *claims), DAY))
    return rank(holdings, place, **{"top": 50, **wanted})


def _refs(ranking: SuggestionRanking) -> list[str]:
    return [found.ref.removeprefix("government/") for found in ranking.suggestions]


def _reason(feature: str, partner: str, *claims: Claims) -> Any:
    found = {s.ref: s for s in _ranked(*claims).suggestions}[f"government/{partner}"]
    return next((reason for reason in found.reasons if reason.feature == feature), None)


def _tie(a: str, b: str, date: str = "1974-04-18") -> list[Claim]:
    return tie(f"{a}-{b}", a, b, date=date)


def _lived(a: str, b: str, concept: str) -> list[Claim]:
    """A tie that is lived in a field."""
    field = facts(f"field/{a}", tie=f"tie/{a}-{b}", concept=concept, started="1980")
    return [*_tie(a, b), *field]


_pairs = st.lists(
    st.tuples(st.sampled_from(_JAPAN), st.sampled_from(_CHINA)),
    max_size=10,
    unique=True,
)


@settings(max_examples=25)
@given(_pairs, st.sampled_from(_JAPAN))
def test_a_place_that_is_tied_already_is_never_suggested_and_every_reason_rests_on_claims(
    tied, place
) -> None:
    ranking = _ranked(*(_tie(*pair) for pair in tied), place=f"government/{place}")
    partners = {b for a, b in tied if a == place}
    assert set(_refs(ranking)) == set(_CHINA) - partners
    assert all(reason.claims for s in ranking.suggestions for reason in s.reasons)


@settings(max_examples=25)
@given(_pairs, st.randoms(use_true_random=False))
def test_the_ranking_does_not_depend_on_the_order_of_what_was_recorded(
    tied, chance
) -> None:
    claims = flat(_places(), *(_tie(*pair) for pair in tied))
    other = list(claims)
    chance.shuffle(other)
    rankings = [
        rank(holdings_of(scope_of(fold(c), DAY)), _OSAKA) for c in (claims, other)
    ]
    first, second = ([(s.ref, s.score) for s in r.suggestions] for r in rankings)
    assert first == second


@pytest.mark.parametrize(("date", "is_suggested"), [("", False), ("1995-01-01", True)])
def test_a_tie_that_may_stand_is_a_tie_and_one_that_begins_later_is_not_known(
    date, is_suggested
) -> None:
    assert ("xian" in _refs(_ranked(_tie("osaka", "xian", date)))) == is_suggested


def test_places_of_our_own_country_but_what_we_lie_in_are_suggested_where_it_is_asked_for() -> (
    None
):
    around = government("osaka-prefecture", "prefecture")
    around.append(claim(_OSAKA, "part_of", "government/osaka-prefecture"))
    assert set(_refs(_ranked(around, country="JP"))) == {"kobe", "kyoto", "sakai"}
    assert not {"kobe", "kyoto", "sakai"} & set(_refs(_ranked()))


@pytest.mark.parametrize(("date", "certain"), [("1974-04-18", 1), ("", 0)])
def test_partners_in_common_are_named_with_both_ties_and_counted_as_surely_as_these(
    date, certain
) -> None:
    ours, theirs = _tie("osaka", "shanghai"), _tie("shanghai", "xian", date)
    reason = _reason("partners", "xian", ours, theirs)
    assert reason.refs == ("government/shanghai",)
    assert {c.id for c in (*ours, *theirs)} <= set(reason.claims)
    assert (reason.count.certain, reason.count.possible) == (certain, 1)


def test_a_country_that_countrymen_have_partners_in_and_we_have_not_is_a_gap() -> None:
    kobe = _tie("kobe", "tianjin")
    assert _reason("gap", "xian", kobe).refs == ("government/kobe",)
    assert _reason("gap", "xian", kobe, _tie("osaka", "shanghai")) is None


@pytest.mark.parametrize(
    ("whole", "refs", "nearby"),
    [("government/osaka-prefecture", "sakai kobe", 1), ("area/japan", "kobe sakai", 0)],
    ids=["named first", "none where it is the whole country"],
)
def test_peers_of_our_own_prefecture(whole, refs, nearby) -> None:
    around = government("osaka-prefecture", "prefecture")
    around += [
        claim(f"government/{slug}", "part_of", whole) for slug in ("osaka", "sakai")
    ]
    reason = _reason(
        "gap", "xian", _tie("kobe", "tianjin"), _tie("sakai", "dalian"), around
    )
    assert reason.refs == tuple(f"government/{slug}" for slug in refs.split())
    assert (reason.count.certain, reason.nearby.certain) == (2, nearby)


_PORTS = [
    *facts("organisation/o", type="port", belongs_to=_OSAKA),
    *facts("organisation/x", type="port", belongs_to="government/xian"),
]
_CAPITALS = [
    *_tie("kyoto", "xian"),
    *facts("assessment/a", about="tie/kyoto-xian", text="The tie of two old capitals."),
    *facts("assessment/b", about=_OSAKA, text="It is an old capital too."),
]
_AIM = [
    claim("area/china", "country", "CN"),
    *facts("objective/o", attributed_to="area/china", about=_OSAKA, text="To learn."),
]
_ENDED = [*_tie("osaka", "xian"), status("osaka-xian", "ended", "1980-01-01/..")]


@pytest.mark.parametrize(
    ("feature", "claims"),
    [("ports", _PORTS), ("capitals", _CAPITALS), ("aims", _AIM), ("former", _ENDED)],
)
def test_what_a_register_tells_of_a_place_is_a_reason(feature, claims) -> None:
    """Also what it tells of the whole country; that a tie has ended speaks against the
    place.
    """
    reason = _reason(feature, "xian", claims)
    assert (reason.points < 0) == (feature == "former")
    assert {claims[-1].id} & set(reason.claims)
    assert (_reason(feature, "tianjin", claims) is not None) == (feature == "aims")


def test_a_negotiated_tie_speaks_louder_than_a_contact() -> None:
    parties = [claim("tie/p", "party", ref) for ref in (_OSAKA, "government/xian")]
    contact, negotiated = (
        _reason("wish", "xian", parties, milestone("p", stage, "1986"))
        for stage in ("contact", "negotiated")
    )
    assert 0 < contact.points < negotiated.points
    assert negotiated.concepts == (("stages", "negotiated"),)


def test_the_distance_is_given_with_the_claims_of_both_points() -> None:
    reason = _reason("near", "shanghai")
    assert reason.number.least == pytest.approx(1366, abs=20)
    assert len(reason.claims) == 2


def test_only_places_whose_ties_are_lived_in_the_field_are_suggested_for_it() -> None:
    held = _lived("kobe", "tianjin", "trade")
    assert _refs(_ranked(held, field="economy")) == ["tianjin"]
    assert _refs(_ranked(held, field="sport")) == []


def test_a_field_that_is_new_to_us_is_named_only_where_ours_are_on_record() -> None:
    theirs, ours = (
        _lived("kobe", "tianjin", "trade"),
        _lived("osaka", "shanghai", "sport"),
    )
    assert _reason("new-field", "tianjin", theirs) is None
    assert _reason("new-field", "tianjin", theirs, ours).concepts == (
        ("fields", "trade"),
    )


def test_the_page_shows_the_features_with_their_weights_and_origins() -> None:
    page = Path(__file__).parents[3] / "docs" / "explanation" / "suggestions.md"
    rows = re.findall(
        r"^\| (.+?) \| ([+-]\d\.\d\d) \| (.+?) \|", page.read_text("utf-8"), re.M
    )
    of = {True: "fitted", False: "set by hand"}
    assert [row[1:] for row in rows] == [
        (f"{f.weight:+.2f}", of[f in PRIOR]) for f in FEATURES
    ]


@given(ties)
def test_every_feature_has_a_number_for_every_place(tied) -> None:
    web = Web.of(PLACES, [*tied, ("a", "z")])
    counted = values(View.of(web, web.at["z"]))
    assert counted.shape == (len(FEATURES), web.graph.size)
    assert np.isfinite(counted).all()
