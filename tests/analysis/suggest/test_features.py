"""Ranking: never what is tied already, the same whatever the order, and each reason on its claims."""

from __future__ import annotations

import random
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import DAY, Claims, claim, facts, flat, government, milestone, register, status, tie
from kizuna.analysis.scope import scope_of
from kizuna.analysis.suggest.features import (
    FEATURES,
    PRIOR,
    SuggestionRanking,
    SuggestionReason,
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
    return made + [claim(f"government/{slug}", "point", at) for slug, at in points.items()]


def _ranked(*claims: Claims, place: str = _OSAKA, **wanted: object) -> SuggestionRanking:
    holdings = holdings_of(scope_of(register(_places(), *claims), DAY))
    return rank(holdings, place, **{"top": 50, **wanted})  # type: ignore[arg-type]


def _refs(ranking: SuggestionRanking) -> list[str]:
    return [found.ref.removeprefix("government/") for found in ranking.suggestions]


def _reason(feature: str, partner: str, *claims: Claims) -> SuggestionReason | None:
    found = {s.ref: s for s in _ranked(*claims).suggestions}[f"government/{partner}"]
    return next((reason for reason in found.reasons if reason.feature == feature), None)


def _given(feature: str, partner: str, *claims: Claims) -> SuggestionReason:
    """The reason that there is."""
    reason = _reason(feature, partner, *claims)
    assert reason is not None
    return reason


def _tie(a: str, b: str, date: str = "1974-04-18") -> list[Claim]:
    return tie(f"{a}-{b}", a, b, date=date)


def _lived(a: str, b: str, concept: str) -> list[Claim]:
    """A tie that is lived in a field."""
    slug = f"{a}-{b}"
    field = facts(f"field/{slug}-{concept}", tie=f"tie/{slug}", concept=concept, started="1980")
    return [*_tie(a, b), *field]


_pairs = st.lists(
    st.tuples(st.sampled_from(_JAPAN), st.sampled_from(_CHINA)), max_size=10, unique=True
)


@settings(max_examples=25)
@given(_pairs, st.sampled_from(_JAPAN))
def test_a_place_that_is_tied_already_is_never_suggested_and_every_reason_rests_on_claims(
    tied: list[tuple[str, str]], place: str
) -> None:
    ranking = _ranked(*(_tie(*pair) for pair in tied), place=f"government/{place}")
    partners = {b for a, b in tied if a == place}
    assert set(_refs(ranking)) == set(_CHINA) - partners
    assert all(reason.claims for s in ranking.suggestions for reason in s.reasons)


@settings(max_examples=25)
@given(_pairs, st.randoms(use_true_random=False))
def test_the_ranking_does_not_depend_on_the_order_of_what_was_recorded(
    tied: list[tuple[str, str]], chance: random.Random
) -> None:
    claims = flat(_places(), *(_tie(*pair) for pair in tied))
    other = list(claims)
    chance.shuffle(other)
    rankings = [rank(holdings_of(scope_of(fold(c), DAY)), _OSAKA) for c in (claims, other)]
    first, second = ([(s.ref, s.score) for s in r.suggestions] for r in rankings)
    assert first == second


@pytest.mark.parametrize(("date", "is_suggested"), [("", False), ("1995-01-01", True)])
def test_a_tie_that_may_stand_is_a_tie_and_one_that_begins_later_is_not_known(
    date: str, is_suggested: bool
) -> None:
    assert ("xian" in _refs(_ranked(_tie("osaka", "xian", date)))) == is_suggested


def test_places_of_our_own_country_but_what_we_lie_in_are_suggested_where_it_is_asked_for() -> None:
    around = government("osaka-prefecture", "prefecture")
    around.append(claim(_OSAKA, "part_of", "government/osaka-prefecture"))
    assert set(_refs(_ranked(around, country="JP"))) == {"kobe", "kyoto", "sakai"}
    assert not {"kobe", "kyoto", "sakai"} & set(_refs(_ranked()))


@pytest.mark.parametrize(("date", "certain"), [("1974-04-18", 1), ("", 0)])
def test_partners_in_common_are_named_with_both_ties_and_counted_as_surely_as_these(
    date: str, certain: int
) -> None:
    ours, theirs = _tie("osaka", "shanghai"), _tie("shanghai", "xian", date)
    reason = _given("partners", "xian", ours, theirs)
    assert reason.refs == ("government/shanghai",)
    assert {c.id for c in (*ours, *theirs)} <= set(reason.claims)
    assert reason.count is not None
    assert (reason.count.certain, reason.count.possible) == (certain, 1)


def test_a_country_that_countrymen_have_partners_in_and_we_have_not_is_a_gap() -> None:
    kobe = _tie("kobe", "tianjin")
    assert _given("gap", "xian", kobe).refs == ("government/kobe",)
    assert _reason("gap", "xian", kobe, _tie("osaka", "shanghai")) is None


@pytest.mark.parametrize(
    ("whole", "refs", "nearby"),
    [("government/osaka-prefecture", "sakai kobe", 1), ("area/japan", "kobe sakai", 0)],
    ids=["named first", "none where it is the whole country"],
)
def test_peers_of_our_own_prefecture(whole: str, refs: str, nearby: int) -> None:
    around = government("osaka-prefecture", "prefecture")
    around += [claim(f"government/{slug}", "part_of", whole) for slug in ("osaka", "sakai")]
    reason = _given("gap", "xian", _tie("kobe", "tianjin"), _tie("sakai", "dalian"), around)
    assert reason.refs == tuple(f"government/{slug}" for slug in refs.split())
    assert reason.count is not None
    assert reason.nearby is not None
    assert (reason.count.certain, reason.nearby.certain) == (2, nearby)


def test_both_having_a_port_is_a_reason() -> None:
    ports = [
        facts(f"organisation/{slug}", type="port", belongs_to=f"government/{slug}")
        for slug in ("osaka", "dalian")
    ]
    assert _reason("ports", "dalian", *ports) is not None
    assert _reason("ports", "xian", *ports) is None


def test_what_a_source_calls_two_old_capitals_is_a_reason() -> None:
    called = [
        *_tie("kyoto", "xian"),
        *facts("assessment/a", about="tie/kyoto-xian", text="The tie of two old capitals."),
        *facts("assessment/b", about=_OSAKA, text="It is an old capital too."),
    ]
    assert {called[-1].id, called[-3].id} <= set(_given("capitals", "xian", called).claims)


def test_a_negotiated_tie_speaks_louder_than_a_contact() -> None:
    parties = [claim("tie/p", "party", ref) for ref in (_OSAKA, "government/xian")]
    contact, negotiated = (
        _given("wish", "xian", parties, milestone("p", stage, "1986"))
        for stage in ("contact", "negotiated")
    )
    assert 0 < contact.points < negotiated.points
    assert negotiated.concepts == (("stages", "negotiated"),)


def test_a_tie_that_has_ended_speaks_against_and_is_shown() -> None:
    ended = status("osaka-xian", "ended", "1980-01-01/..")
    assert _given("former", "xian", _tie("osaka", "xian"), ended).points < 0


def test_an_aim_of_a_whole_country_bears_on_its_places() -> None:
    aim = facts("objective/o", attributed_to="area/china", about=_OSAKA, text="To learn.")
    assert _reason("aims", "xian", claim("area/china", "country", "CN"), aim) is not None


def test_the_distance_is_given_with_the_claims_of_both_points() -> None:
    reason = _given("near", "shanghai")
    assert reason.number is not None
    assert reason.number.least == pytest.approx(1366, abs=20)
    assert len(reason.claims) == 2


def test_only_places_whose_ties_are_lived_in_the_field_are_suggested_for_it() -> None:
    held = _lived("kobe", "tianjin", "trade")
    assert _refs(_ranked(held, field="economy")) == ["tianjin"]
    assert _refs(_ranked(held, field="sport")) == []


def test_a_field_that_is_new_to_us_is_named_only_where_ours_are_on_record() -> None:
    theirs, ours = _lived("kobe", "tianjin", "trade"), _lived("osaka", "shanghai", "sport")
    assert _reason("new-field", "tianjin", theirs) is None
    assert _given("new-field", "tianjin", theirs, ours).concepts == (("fields", "trade"),)


_PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "suggestions.md"


def test_the_page_shows_the_features_with_their_weights_and_origins() -> None:
    rows = re.findall(r"^\| (.+?) \| ([+-]\d\.\d\d) \| (.+?) \|", _PAGE.read_text("utf-8"), re.M)
    of = {True: "fitted", False: "set by hand"}
    assert rows == [(f.words, f"{f.weight:+.2f}", of[f in PRIOR]) for f in FEATURES]


@given(ties)
def test_every_feature_has_a_number_for_every_place(tied: list[tuple[str, str]]) -> None:
    web = Web.of(PLACES, [*tied, ("a", "z")])
    counted = values(View(web, web.at["z"]))
    assert counted.shape == (len(FEATURES), len(web.ids))
    assert np.isfinite(counted).all()
