"""Reconciling lists: which ties one side alone lists, and on which two holders differ."""

from __future__ import annotations

import pytest

from builders import Filled, claim, facts, flat, milestone, reject
from kizuna.claims.claim import Claim
from kizuna.errors import BadQuestion
from kizuna.workflows.clocks import Times
from kizuna.workflows.reconcile import Question, Reconciled, answer


def reconcile(**asked: object) -> Reconciled:
    return answer(Question(**asked), Times.of(None))  # type: ignore[arg-type]


def listing(slug: str, *parties: str, holder: str, document: str = "list") -> list[Claim]:
    """A holder's statement that places are tied."""
    given = {"holder": holder, "document": f"document/{document}"}
    return [claim(f"tie/{slug}", "party", f"government/{party}", **given) for party in parties]


def places() -> list[Claim]:
    lie = {"osaka": "JP", "kobe": "JP", "shanghai": "CN", "tianjin": "CN"}.items()
    return flat(
        *(facts(f"government/{s}", country=c, level="city", name=s.title()) for s, c in lie)
    )


def register_of(country: str, seat: str) -> list[Claim]:
    """An association whose list speaks for a country."""
    told = {"name": f"Register of {country}", "located_in": f"government/{seat}"}
    return facts(f"organisation/register-{country}", type="association", **told)


def own(a: str, b: str, *by: str) -> list[Claim]:
    """What the sides themselves list in one crawl of their pages."""
    holders = (f"government/{side}" for side in by)
    return flat(*(listing(f"{a}-{b}", a, b, holder=h, document="crawl") for h in holders))


def test_in_a_crawl_a_tie_that_one_page_lists_is_one_sided(filled: Filled) -> None:
    both = own("osaka", "shanghai", "osaka", "shanghai")
    filled([*places(), *both, *own("kobe", "tianjin", "kobe")])
    (found,) = reconcile().one_sided
    assert (found.tie, found.missing_from) == ("tie/kobe-tianjin", "government/tianjin")
    assert reconcile().by_document() == {"document/crawl": 1}


def test_registers_of_two_countries_are_laid_side_by_side(filled: Filled) -> None:
    japan, china = "organisation/register-jp", "organisation/register-cn"
    filled(
        [
            *places(),
            *register_of("jp", "osaka"),
            *register_of("cn", "shanghai"),
            *listing("osaka-shanghai", "osaka", "shanghai", holder=japan, document="jp"),
            *listing("osaka-shanghai", "osaka", "shanghai", holder=china, document="cn"),
            *listing("kobe-tianjin", "kobe", "tianjin", holder=japan, document="jp"),
        ]
    )
    found = reconcile()
    assert [(f.tie, f.holders) for f in found.one_sided] == [("tie/kobe-tianjin", (japan,))]
    assert found.unanswered == ()


def test_a_partner_without_a_list_leaves_a_tie_unanswered(filled: Filled) -> None:
    filled([*places(), *listing("osaka-shanghai", "osaka", "shanghai", holder="government/osaka")])
    found = reconcile()
    assert found.one_sided == ()
    assert [f.tie for f in found.unanswered] == ["tie/osaka-shanghai"]


def dated(**by_holder: str) -> list[Claim]:
    """The tie of Osaka and Shanghai with a date by each holder."""
    tied = listing("osaka-shanghai", "osaka", "shanghai", holder="organisation/a")
    dates = (
        milestone("osaka-shanghai", date=date, holder=f"organisation/{holder}")
        for holder, date in by_holder.items()
    )
    return [*places(), *tied, *dates]


def test_dates_that_cannot_be_one_day_are_told_by_holder_until_one_is_rejected(
    filled: Filled,
) -> None:
    dates = {"a": "1974-04-18", "b": "1974", "c": "1975"}
    held = dated(**dates)
    filled(held)
    (found,) = reconcile().disagreements
    assert found.values == tuple((f"organisation/{who}", (day,)) for who, day in dates.items())
    assert found.about == "formal"
    filled([], [reject(held[-1])])
    assert reconcile().disagreements == ()


def test_kinds_that_differ_are_told(filled: Filled) -> None:
    kinds = {"a": "sister-city", "b": "friendship-city"}.items()
    told = [claim("tie/osaka-shanghai", "type", k, holder=f"organisation/{h}") for h, k in kinds]
    filled([*dated(), *told])
    (found,) = reconcile().disagreements
    assert (found.about, found.parties) == ("type", ("government/osaka", "government/shanghai"))


def test_only_the_ties_asked_about_are_laid_side_by_side(filled: Filled) -> None:
    own_lists = (own("osaka", "shanghai", "osaka", "shanghai"), own("osaka", "kobe", "kobe"))
    china = facts("area/china", country="CN", name="China")
    filled(flat(places(), china, *own_lists, own("kobe", "tianjin", "kobe")))
    assert [f.tie for f in reconcile(of="Osaka").one_sided] == ["tie/osaka-kobe"]
    assert [f.tie for f in reconcile(between=("Kobe", "China")).one_sided] == ["tie/kobe-tianjin"]
    with pytest.raises(BadQuestion, match="one place or for two sides"):
        reconcile(of="Osaka", between=("Kobe", "China"))
