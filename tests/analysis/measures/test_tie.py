"""All measures of one tie: what they promise together."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, claim, facts, status, tie
from kizuna.analysis.figures import Derived, Figure, Measure
from kizuna.analysis.measures import TieMeasures, measures_of
from kizuna.analysis.measures.activity import TieActivity
from kizuna.publish.measures import measures_json
from kizuna.register.ties import TieQuery, ties
from subjects import built_in

from .conftest import A, B, exchange, measured, part, programme

_DAYS = st.sampled_from(["1973-12-31", "1987-04-01", "2020-12-31"])
_WRITTEN = "1975-05 1974/1979 1980/ /1982 1983/.. [1975,1981] {1976,1980} 198X 1979~"
_DATES = st.lists(st.sampled_from(["", *_WRITTEN.split()]), max_size=3)


@given(_DATES, _DATES, _DAYS)
def test_whatever_the_dates_bounds_are_in_order_and_within_the_years_of_the_tie(
    events, programmes, on
) -> None:
    visits = [
        exchange(f"e{n}", date, size="5..9 persons") for n, date in enumerate(events)
    ]
    found = measured(
        *visits, *(programme(f"p{n}", d) for n, d in enumerate(programmes)), on=on
    )
    if found.continuity is not None:
        first, last = found.continuity.years
        assert found.continuity.lived.possible <= last - first + 1
        assert found.continuity.longest_silence.most <= last - first
    for persons in (share.persons for share in found.balance if share.persons):
        assert 0 <= persons.least <= persons.most <= 1


def test_what_is_recorded_is_evidence_and_what_is_only_planned_is_none() -> None:
    assert measured(part("agreement", "a", signed="1980")).has_evidence
    planned = measured(exchange("x", "1990", size="10 persons"))
    assert (planned.has_evidence, planned.volume.persons) == (False, None)


def test_every_number_of_the_built_in_ties_rests_on_claims() -> None:
    held = built_in()
    told = [measures_of(TieActivity(held, tie)) for tie in ties(held, TieQuery(DAY))]
    numbers = _numbers(told)
    assert len(numbers) > 150
    for number in numbers:
        assert set(number.claims) <= set(held.claims)
        assert number.claims or (isinstance(number, Figure) and number.possible == 0)


def test_the_json_tells_every_measure_and_what_is_missing() -> None:
    held = measures_json(measured(exchange("x")))
    assert held["continuity"]["lived"]["certain"] == 1
    assert held["cost"] is None
    assert held["missing"] == {
        "undated": ["exchange/x"],
        "without-number": ["exchange/x"],
    }


def _numbers(held: Any) -> list[Figure | Derived | Measure]:
    if isinstance(held, Figure | Derived | Measure):
        return [held]
    if isinstance(held, tuple | list):
        return [number for item in held for number in _numbers(item)]
    if type(held).__module__.startswith("kizuna.analysis.measures"):
        return [n for name in held.__slots__ for n in _numbers(getattr(held, name))]
    return []


_SCHOOL, _PORT, _QUAY = (f"organisation/{slug}" for slug in ("school", "port", "quay"))
_PORTS = [*tie("p", _PORT, _QUAY, date="1980"), claim("tie/p", "parent", "tie/a-b")]
_BOTH = exchange("y", "1980", institution=[_SCHOOL, _PORT])
_OFFICE = part("office", "o", type="liaison-office", owner=A, host=B, opened="1985")
_DEPTH = {
    "a body that takes part twice is one institution": (
        *([programme("x", institution=_SCHOOL), _BOTH], "institutions", (2, 2)),
    ),
    "the parties of a sub-tie are institutions and those of the tie are not": (
        *([_PORTS, exchange("y", "1980", institution=A)], "institutions", (2, 2)),
    ),
    "a body of an event that may not have happened is only possible": (
        *([exchange("y", "1987", institution=_SCHOOL)], "institutions", (0, 1)),
    ),
    "a sub-tie in force counts": ([_PORTS], "sub_ties", (1, 1)),
    "one that ended does not": (
        [_PORTS, status("p", "ended", "1985/..")],
        "sub_ties",
        (0, 0),
    ),
    "an office counts while it is open": ([_OFFICE], "offices", (1, 1)),
    "and no longer": (
        [_OFFICE, claim("office/o", "closed", "1986")],
        "offices",
        (0, 0),
    ),
    "a signed agreement counts": (
        [part("agreement", "a", signed="1980")],
        "agreements",
        (1, 1),
    ),
}


@pytest.mark.parametrize(("claims", "what", "count"), _DEPTH.values(), ids=_DEPTH)
def test_what_carries_the_tie_is_counted(claims, what, count) -> None:
    figure = getattr(measured(*claims).depth, what)
    assert (figure.certain, figure.possible) == count


@pytest.mark.parametrize(
    ("signed", "series"),
    [
        ({"1985": 6, "1986-09": 7, "1980": None}, (7, 7)),
        ({"1986": 6, "1987": 7}, (6, 7)),
    ],
)
def test_the_longest_series_is_told_by_its_ordinals_also_by_one_that_may_be_signed_later(
    signed, series
) -> None:
    papers = (
        part("agreement", f"of-{date}", signed=date, ordinal=n)
        for date, n in signed.items()
    )
    found = measured(*papers).depth.series
    assert (found.least, found.most) == series
    assert measured(part("agreement", "a", signed="1980")).depth.series is None


def _cost(*fundings: tuple[str, str, dict[str, str]]) -> TieMeasures:
    stated = (
        facts(f"funding/f{n}", of=of, payer=payer, **given)
        for n, (of, payer, given) in enumerate(fundings)
    )
    school = claim(_SCHOOL, "belongs_to", A)
    return measured(programme("x"), exchange("y", "1980"), school, *stated)


def test_each_payer_is_told_with_its_share_and_the_party_that_it_belongs_to() -> None:
    found = _cost(
        ("programme/x", A, {"share": "1/4 share"}),
        ("programme/x", _SCHOOL, {"share": "3/4 share"}),
        ("tie/a-b", "organisation/firm", {}),
    ).cost
    assert {
        (p.payer, p.party, str(p.share.quantity) if p.share else "") for p in found.paid
    } == {
        *(
            (A, A, "0.25 share"),
            (_SCHOOL, A, "0.75 share"),
            ("organisation/firm", "", ""),
        ),
    }


def test_amounts_are_added_by_currency_and_a_payer_without_one_is_named_as_missing() -> (
    None
):
    found = _cost(
        ("exchange/y", A, {"amount": "1000..1200 JPY"}),
        ("tie/a-b", A, {"amount": "500 JPY"}),
        ("tie/a-b", A, {"amount": "10 CNY"}),
        ("programme/x", A, {}),
    )
    assert [str(m.quantity) for m in found.cost.amounts] == ["10 CNY", "1500..1700 JPY"]
    assert ("without-amount", ("programme/x",)) in found.missing
    assert _cost().cost is None
