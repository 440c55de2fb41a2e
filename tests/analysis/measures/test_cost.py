"""Cost: who pays for what, which share, and how much in which currency."""

from __future__ import annotations

from typing import Any

from builders import claim
from kizuna.claims.claim import Claim

from .conftest import A, exchange, measured, programme


def _funding(slug: str, of: str, payer: str, **stated: Any) -> list[Claim]:
    given = {"of": of, "payer": payer, **stated}
    return [claim(f"funding/{slug}", name, value) for name, value in given.items()]


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
