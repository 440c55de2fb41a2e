"""All measures of one tie: what they promise together."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import builtin, claim, facts, register, status, tie
from kizuna.analysis.figures import Derived, Figure, Measure
from kizuna.analysis.measures import measures_of
from kizuna.claims.claim import Claim
from kizuna.errors import BadQuestion, NotFound
from kizuna.publish.measures import measures_json
from kizuna.register.dating import UNDATED, Dating
from kizuna.register.register import fold
from kizuna.values import day_number

from .conftest import A, exchange, measured, part, programme


def test_an_id_that_is_no_tie_is_not_found() -> None:
    with pytest.raises(NotFound, match="'tie/none'"):
        measures_of(register(), "tie/none", 1, UNDATED)


def test_years_that_run_backwards_are_no_question() -> None:
    with pytest.raises(BadQuestion, match=r"1986\.\.1980"):
        measured(years=(1986, 1980))


_DATES = st.sampled_from(
    [
        "",
        "1975-05",
        "1974/1979",
        "1980/",
        "/1982",
        "1983/..",
        "[1975,1981]",
        "{1976,1980}",
        "198X",
        "1979~",
    ]
)


@given(
    st.lists(_DATES, max_size=3),
    st.lists(_DATES, max_size=3),
    st.sampled_from(["1973", "1987-04-01", "2020"]),
)
def test_whatever_the_dates_bounds_are_in_order_and_within_the_years_of_the_tie(
    events: list[str], programmes: list[str], on: str
) -> None:
    visits = [exchange(f"e{n}", date, size="5..9 persons") for n, date in enumerate(events)]
    yearly = [programme(f"p{n}", date) for n, date in enumerate(programmes)]
    day = on if len(on) > 4 else f"{on}-12-31"
    found = measured(*visits, *yearly, on=day)
    if found.continuity is not None:
        first, last = found.continuity.years
        years = last - first + 1
        assert found.continuity.lived.possible <= years
        assert found.continuity.longest_silence.most < years
    for share in found.balance:
        if share.persons is not None:
            assert 0 <= share.persons.least <= share.persons.most <= 1


def test_what_is_only_planned_is_not_measured() -> None:
    planned = exchange("x", "1990", size="10 persons")
    found = measured(planned)
    assert not found.has_evidence
    assert found.volume.persons is None


def test_a_tie_of_which_an_agreement_is_recorded_has_evidence() -> None:
    assert measured(part("agreement", "a", signed="1980")).has_evidence


def test_every_number_of_the_built_in_ties_rests_on_claims() -> None:
    said = builtin()
    held = fold(said.claims, said.judgements)
    dating, day = Dating.of(held), day_number("1987-04-01")
    numbers = [
        number
        for slug in ("osaka-shanghai", "kobe-tianjin", "kyoto-xian", "osaka-prefecture-shanghai")
        for number in _numbers(measures_of(held, f"tie/{slug}", day, dating))
    ]
    assert len(numbers) > 150
    for number in numbers:
        assert set(number.claims) <= set(held.claims)
        assert number.claims or (isinstance(number, Figure) and number.possible == 0)


def test_the_json_tells_every_measure_and_what_is_missing() -> None:
    held = measures_json(measured(exchange("x")))
    assert held["continuity"]["lived"]["certain"] == 1
    assert held["cost"] is None
    assert held["missing"] == {"undated": ["exchange/x"], "without-number": ["exchange/x"]}


def _numbers(held: Any) -> list[Figure | Derived | Measure]:
    if isinstance(held, Figure | Derived | Measure):
        return [held]
    if isinstance(held, tuple | list):
        return [number for item in held for number in _numbers(item)]
    if type(held).__module__.startswith("kizuna.analysis.measures"):
        return [n for name in held.__slots__ for n in _numbers(getattr(held, name))]
    return []


_SCHOOL, _PORT, _QUAY = (f"organisation/{slug}" for slug in ("school", "port", "quay"))


def _ports() -> list[Claim]:
    return [
        *tie("port-quay", _PORT, _QUAY, date="1980"),
        claim("tie/port-quay", "parent", "tie/a-b"),
    ]


def test_a_body_that_takes_part_twice_is_one_institution() -> None:
    found = measured(
        programme("x", institution=_SCHOOL), exchange("y", "1980", institution=[_SCHOOL, _PORT])
    ).depth.institutions
    assert (found.certain, found.possible) == (2, 2)


def test_the_parties_of_a_sub_tie_are_institutions_and_those_of_the_tie_are_not() -> None:
    found = measured(_ports(), exchange("y", "1980", institution="government/a")).depth
    assert (found.sub_ties.certain, found.institutions.certain) == (1, 2)


def test_a_body_of_an_event_that_may_not_have_happened_is_only_possible() -> None:
    found = measured(exchange("y", "1987", institution=_SCHOOL)).depth.institutions
    assert (found.certain, found.possible) == (0, 1)


def test_a_sub_tie_that_ended_carries_nothing() -> None:
    over = status("port-quay", "ended", "1985/..")
    assert measured(_ports(), over).depth.sub_ties.possible == 0


def test_an_office_counts_while_it_is_open() -> None:
    office = part(
        "office",
        "o",
        type="liaison-office",
        owner="government/a",
        host="government/b",
        opened="1985",
    )
    closed = claim("office/o", "closed", "1986")
    assert measured(office).depth.offices.certain == 1
    assert measured(office, closed).depth.offices.possible == 0


def test_the_longest_series_is_told_by_its_highest_ordinal() -> None:
    found = measured(
        part("agreement", "a6", signed="1985", ordinal=6),
        part("agreement", "a7", signed="1986-09", ordinal=7),
        part("agreement", "other", signed="1980"),
    ).depth
    assert found.agreements.certain == 3
    assert found.series is not None
    assert (found.series.least, found.series.most) == (7, 7)


def test_an_agreement_that_may_be_signed_later_makes_the_series_a_range() -> None:
    found = measured(
        part("agreement", "a6", signed="1986", ordinal=6),
        part("agreement", "a7", signed="1987", ordinal=7),
    ).depth.series
    assert found is not None
    assert (found.least, found.most) == (6, 7)


def test_without_an_ordinal_there_is_no_series() -> None:
    assert measured(part("agreement", "a", signed="1980")).depth.series is None


def _funding(slug: str, of: str, payer: str, **stated: Any) -> list[Claim]:
    return facts(f"funding/{slug}", of=of, payer=payer, **stated)


def test_each_payer_is_told_with_its_share_and_the_party_that_it_belongs_to() -> None:
    found = measured(
        programme("x"),
        [claim("organisation/school", "belongs_to", A)],
        _funding("one", "programme/x", A, share="1/4 share"),
        _funding("two", "programme/x", "organisation/school", share="3/4 share"),
        _funding("three", "tie/a-b", "organisation/firm"),
    ).cost
    assert found is not None
    told = {(p.payer, p.party): str(p.share.quantity) if p.share else None for p in found.paid}
    assert told == {
        (A, A): "0.25 share",
        ("organisation/school", A): "0.75 share",
        ("organisation/firm", ""): None,
    }


def test_amounts_are_added_by_currency_and_nothing_is_converted() -> None:
    found = measured(
        exchange("x", "1980"),
        _funding("one", "exchange/x", A, amount="1000..1200 JPY"),
        _funding("two", "tie/a-b", A, amount="500 JPY"),
        _funding("three", "tie/a-b", A, amount="10 CNY"),
    ).cost
    assert found is not None
    assert [str(m.quantity) for m in found.amounts] == ["10 CNY", "1500..1700 JPY"]


def test_a_payer_without_an_amount_is_named_as_missing() -> None:
    found = measured(programme("x"), _funding("one", "programme/x", A))
    assert ("without-amount", ("programme/x",)) in found.missing
    assert found.cost is not None
    assert found.cost.amounts == ()


def test_without_a_funding_the_cost_is_not_known() -> None:
    assert measured(programme("x")).cost is None
