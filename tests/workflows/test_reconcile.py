"""Reconciling lists that differ; the gaps and checks of one thing and what hangs on it."""

from __future__ import annotations

import pytest

from builders import Filled, claim, facts, flat, milestone, register, reject, tie
from kizuna.analysis.consistency import Finding
from kizuna.claims.claim import Claim
from kizuna.errors import BadQuestion
from kizuna.publish.wording import Wording
from kizuna.workflows import check_register, find_gaps
from kizuna.workflows.check_register import finding_words
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


def test_gaps_and_checks_of_a_thing_reach_the_parts_of_its_ties(filled: Filled) -> None:
    part = facts("office/o", tie="tie/a-b", opened="1985", closed="1980")
    country = claim("government/a", "country", "JP")
    filled([country, *tie("a-b", "a", "b"), *part, *tie("c-d", "c", "d", date="")])
    gaps = find_gaps.answer(find_gaps.Question("a-b"), Times.of(None)).gaps
    assert {gap.subject for gap in gaps} == {"tie/a-b", "office/o"}
    checked = check_register.answer(check_register.Question("government/a"), Times.of(None))
    assert [found.code for found in checked.findings] == ["end-before-start"]


def test_a_finding_names_things_and_dates_in_the_language_of_the_reader() -> None:
    details = (("party", "government/a"), ("date", "1974-04-18"), ("existence", "1980"))
    finding = Finding("before-party-exists", "tie/a-b", details, ("x",))
    held = register(claim("government/a", "name", {"text": "Aville", "language": "en"}))
    said = finding_words(finding, Wording.english(held))
    assert said == "made 18 April 1974, but Aville exists only from 1980"
