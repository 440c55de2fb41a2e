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


_pairs = st.lists(
    st.tuples(st.sampled_from(_JAPAN), st.sampled_from(_CHINA)), max_size=10, unique=True
)


@settings(max_examples=25)
@given(_pairs, st.sampled_from(_JAPAN))
def test_a_place_that_is_tied_already_is_never_suggested(
    tied: list[tuple[str, str]], place: str
) -> None:
    held = [tie(f"{a}-{b}", a, b) for a, b in tied]
    partners = {b for a, b in tied if a == place}
    assert set(_refs(_ranked(*held, place=f"government/{place}"))) == set(_CHINA) - partners


@settings(max_examples=25)
@given(_pairs, st.randoms(use_true_random=False))
def test_the_ranking_does_not_depend_on_the_order_of_what_was_recorded(
    tied: list[tuple[str, str]], chance: random.Random
) -> None:
    claims = flat(_places(), *(tie(f"{a}-{b}", a, b) for a, b in tied))
    other = list(claims)
    chance.shuffle(other)
    rankings = [rank(holdings_of(scope_of(fold(c), DAY)), _OSAKA) for c in (claims, other)]
    assert [(s.ref, s.score) for s in rankings[0].suggestions] == [
        (s.ref, s.score) for s in rankings[1].suggestions
    ]


@settings(max_examples=25)
@given(_pairs)
def test_every_reason_rests_on_claims(tied: list[tuple[str, str]]) -> None:
    ranking = _ranked(*(tie(f"{a}-{b}", a, b) for a, b in tied))
    assert all(reason.claims for s in ranking.suggestions for reason in s.reasons)


def test_a_tie_that_only_may_stand_is_a_tie_all_the_same() -> None:
    assert "xian" not in _refs(_ranked(tie("osaka-xian", "osaka", "xian", date="")))


def test_a_tie_that_begins_after_the_day_is_not_known_on_it() -> None:
    assert "xian" in _refs(_ranked(tie("osaka-xian", "osaka", "xian", date="1995-01-01")))


def test_places_of_our_own_country_are_suggested_where_it_is_asked_for() -> None:
    assert set(_refs(_ranked(country="JP"))) == {"kobe", "kyoto", "sakai"}
    assert not {"kobe", "kyoto", "sakai"} & set(_refs(_ranked()))


def test_what_a_place_lies_in_is_no_partner_of_it() -> None:
    parts = [
        *government("osaka-prefecture", "prefecture"),
        claim(_OSAKA, "part_of", "government/osaka-prefecture"),
    ]
    assert "osaka-prefecture" not in _refs(_ranked(parts, country="JP"))


def test_partners_in_common_are_named_with_both_ties() -> None:
    ours, theirs = (
        tie("osaka-shanghai", "osaka", "shanghai"),
        tie("shanghai-xian", "shanghai", "xian"),
    )
    reason = _given("partners", "xian", ours, theirs)
    assert reason.refs == ("government/shanghai",)
    assert {c.id for c in (*ours, *theirs)} <= set(reason.claims)


def test_a_partner_in_common_that_only_may_be_one_is_counted_as_possible() -> None:
    reason = _given(
        "partners", "xian", tie("os", "osaka", "shanghai"), tie("sx", "shanghai", "xian", date="")
    )
    assert reason.count is not None
    assert (reason.count.certain, reason.count.possible) == (0, 1)


def test_a_country_that_countrymen_have_partners_in_and_we_have_not_is_a_gap() -> None:
    kobe = tie("kobe-tianjin", "kobe", "tianjin")
    reason = _given("gap", "xian", kobe)
    assert reason.refs == ("government/kobe",)
    assert _reason("gap", "xian", kobe, tie("os", "osaka", "shanghai")) is None


def test_peers_of_our_own_prefecture_are_named_first() -> None:
    around = government("osaka-prefecture", "prefecture") + [
        claim(f"government/{slug}", "part_of", "government/osaka-prefecture")
        for slug in ("osaka", "sakai")
    ]
    reason = _given("gap", "xian", tie("k", "kobe", "tianjin"), tie("s", "sakai", "dalian"), around)
    assert reason.refs == ("government/sakai", "government/kobe")
    assert reason.count is not None
    assert reason.nearby is not None
    assert (reason.count.certain, reason.nearby.certain) == (2, 1)


def test_an_area_that_takes_in_the_whole_country_makes_no_peers() -> None:
    around = [claim(f"government/{slug}", "part_of", "area/japan") for slug in ("osaka", "sakai")]
    reason = _given("gap", "xian", tie("s", "sakai", "dalian"), around)
    assert reason.nearby is not None
    assert reason.nearby.possible == 0


def test_both_having_a_port_is_a_reason() -> None:
    ports = [
        c
        for slug in ("osaka", "dalian")
        for c in facts(f"organisation/{slug}", type="port", belongs_to=f"government/{slug}")
    ]
    assert _reason("ports", "dalian", ports) is not None
    assert _reason("ports", "xian", ports) is None


def test_what_a_source_calls_two_old_capitals_is_a_reason() -> None:
    called = [
        *tie("kyoto-xian", "kyoto", "xian"),
        *facts("assessment/a", about="tie/kyoto-xian", text="The tie of two old capitals."),
        *facts("assessment/b", about=_OSAKA, text="It is an old capital too."),
    ]
    reason = _given("capitals", "xian", called)
    assert {called[-1].id, called[-3].id} <= set(reason.claims)


def test_a_negotiated_tie_speaks_louder_than_a_contact() -> None:
    def pending(stage: str) -> Claims:
        parties = [claim("tie/p", "party", ref) for ref in (_OSAKA, "government/xian")]
        return [*parties, milestone("p", stage, "1986")]

    contact, negotiated = (_reason("wish", "xian", pending(s)) for s in ("contact", "negotiated"))
    assert contact is not None
    assert negotiated is not None
    assert 0 < contact.points < negotiated.points
    assert negotiated.concepts == (("stages", "negotiated"),)


def test_a_tie_that_has_ended_speaks_against_and_is_shown() -> None:
    ended = [*tie("osaka-xian", "osaka", "xian"), status("osaka-xian", "ended", "1980-01-01/..")]
    reason = _given("former", "xian", ended)
    assert reason.points < 0


def test_an_aim_of_a_whole_country_bears_on_its_places() -> None:
    aim = facts("objective/o", attributed_to="area/china", about=_OSAKA, text="To learn.")
    assert _reason("aims", "xian", claim("area/china", "country", "CN"), aim) is not None


def test_the_distance_is_given_with_the_claims_of_both_points() -> None:
    reason = _given("near", "shanghai")
    assert reason.number is not None
    assert reason.number.least == pytest.approx(1366, abs=20)
    assert len(reason.claims) == 2


def _lived(slug: str, concept: str) -> list[Claim]:
    return facts(f"field/{slug}-{concept}", tie=f"tie/{slug}", concept=concept, started="1980")


def test_only_places_whose_ties_are_lived_in_the_field_are_suggested_for_it() -> None:
    held = [tie("kobe-tianjin", "kobe", "tianjin"), _lived("kobe-tianjin", "trade")]
    assert _refs(_ranked(*held, field="economy")) == ["tianjin"]
    assert _refs(_ranked(*held, field="sport")) == []


def test_a_field_that_is_new_to_us_is_named_only_where_ours_are_on_record() -> None:
    theirs = [tie("kobe-tianjin", "kobe", "tianjin"), _lived("kobe-tianjin", "trade")]
    ours = [tie("os", "osaka", "shanghai"), _lived("os", "sport")]
    assert _reason("new-field", "tianjin", *theirs) is None
    reason = _given("new-field", "tianjin", *theirs, *ours)
    assert reason.concepts == (("fields", "trade"),)


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
