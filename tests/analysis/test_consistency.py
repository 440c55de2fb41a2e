"""Consistency: what cannot all be true together, and what the ordinals of a series
imply.
"""

from __future__ import annotations

import pytest

from builders import Claims, claim, facts, government, milestone, register, status, tie
from kizuna.analysis.consistency import Finding, check
from kizuna.claims.claim import Claim

_TIE = "tie/osaka-shanghai"


def _agreement(slug: str, signed: str, ordinal: int = 0, **more: object) -> list[Claim]:
    series = {"ordinal": ordinal, "series": "annual talks", "recurrence": "annual"}
    stated = {"tie": _TIE, "signed": signed, **more, **(series if ordinal else {})}
    return facts(f"agreement/{slug}", **stated)


def _share(slug: str, share: str) -> list[Claim]:
    return facts(
        f"funding/{slug}",
        of="programme/youth",
        payer=f"organisation/{slug}",
        share=share,
    )


def _check(*claims: Claims) -> dict[str, Finding]:
    held = register(
        tie("osaka-shanghai", "osaka", "shanghai", date="1980-11-21"), *claims
    )
    found = {finding.code: finding for finding in check(held)}
    assert all(finding.claims for finding in found.values())
    return found


_SECOND, _EARLY = (
    _agreement("second", "1983", 2),
    facts("exchange/v", tie=_TIE, date="1975"),
)
_EXISTS, _YOUTH = "government/osaka", claim("programme/youth", "activity", "visits")
_OF_OTHERS = [
    government("kobe"),
    tie("k", "kobe", "shanghai"),
    claim("tie/k", "parent", _TIE),
]
_RENEWING = [
    _agreement("first", "1981", renews="agreement/next"),
    _agreement("next", "1984"),
]
_APART = [
    facts("exchange/v", date="1982-05"),
    _agreement("a", "1981-05-01", visit="exchange/v"),
]


@pytest.mark.parametrize(
    ("claims", "code", "subject"),
    [
        ([_SECOND, _agreement("third", "1982", 3)], "ordinal-order", "agreement/third"),
        ([claim(_EXISTS, "existence", "1990/..")], "before-party-exists", _TIE),
        ([claim(_EXISTS, "existence", "1900/1970")], "after-party-ends", _TIE),
        ([_EARLY], "event-before-tie", "exchange/v"),
        (
            [facts("office/o", opened="1985", closed="1980")],
            "end-before-start",
            "office/o",
        ),
        ([status("osaka-shanghai", "ended", "1970/..")], "end-before-start", _TIE),
        (
            [_share("a", "3/4 share"), _share("b", "1/2 share")],
            "share-over-one",
            "programme/youth",
        ),
        (_OF_OTHERS, "parent-parties", "tie/k"),
        ([tie("alone", "osaka")], "too-few-parties", "tie/alone"),
        (_RENEWING, "renews-later", "agreement/first"),
        (_APART, "visit-apart", "agreement/a"),
    ],
)
def test_what_cannot_be_is_a_problem_of(claims, code, subject) -> None:
    found = _check(government("osaka"), _YOUTH, *claims)[code]
    assert (found.is_problem, found.subject) == (True, subject)


_MAY_BE = {
    "dates of a series in order": [_SECOND, _agreement("third", "1983-05", 3)],
    "after an early stage": [_EARLY, milestone("osaka-shanghai", "contact", "1974")],
    "shares that make the whole": [
        _YOUTH,
        _share("a", "2/3 share"),
        _share("b", "1/3 share"),
    ],
    "a tie taken over from a predecessor that is a party": [
        claim(_EXISTS, "existence", "1990/.."),
        claim(_EXISTS, "predecessor", "government/old-osaka"),
        claim(_TIE, "party", "government/old-osaka"),
    ],
}


@pytest.mark.parametrize("claims", _MAY_BE.values(), ids=_MAY_BE)
def test_what_may_be_is_no_problem(claims) -> None:
    assert not any(found.is_problem for found in _check(*claims).values())


def test_an_annual_series_implies_the_year_of_its_first_which_the_tie_cannot_be_later_than() -> (
    None
):
    for ordinal, year, is_problem in ((7, "1980", False), (9, "1978", True)):
        found = _check(_agreement("nth", "1986-09", ordinal))["series-start"]
        assert (dict(found.details)["year"], found.is_problem) == (year, is_problem)


_FAR = ["1991-05/2027-03-31", "/2027-03-31"]
_NEAR = ["2022-04-01/2027-03-31", "2022-05/2027-03", "2022-05/..", "2027-03-31"]


@pytest.mark.parametrize("in_force", [*_FAR, *_NEAR])
def test_an_end_that_an_exact_term_cannot_come_to_is_a_problem(in_force) -> None:
    found = _check(_agreement("first", "1991-05", in_force=in_force, term="5 years"))
    assert ("term-apart" in found) == (in_force in _FAR)
    vague = _agreement("first", "1991-05", in_force=in_force, term="~5 years")
    assert "term-apart" not in _check(vague)
