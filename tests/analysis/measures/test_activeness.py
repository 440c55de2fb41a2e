"""Activeness: by what is recorded and by a stated rule, never by a status alone."""

from __future__ import annotations

import pytest

from builders import Claims, claim, document, status
from kizuna.analysis.measures.calendar import Activeness

from .conftest import exchange, measured, part, programme

_READ = part("field", "f", concept="youth")
"""The gazette says of a field that the tie is lived in it, so that its silence on
events tells something.
"""


def _found(*claims: Claims, **given: str) -> Activeness:
    return measured(*claims, **given).activeness


_JUDGED = {
    "three years since the last event": (
        "active",
        [_READ, exchange("x", "1984-04-10")],
    ),
    "more than three": ("slowing", [_READ, exchange("x", "1984-03-20")]),
    "more than three, of which no document tells": (
        "not-read",
        [exchange("x", "1984-03-20")],
    ),
    "five": ("slowing", [exchange("old", "1975"), _READ, exchange("x", "1982-04-10")]),
    "more than five": ("dormant", [_READ, exchange("x", "1982-03-20")]),
    "an uncertain date": ("active slowing", [_READ, exchange("x", "1984")]),
    "no date at all": ("undated", [_READ, exchange("x")]),
    "a programme that runs": (
        "active",
        [programme("x", "1976/..", recurrence="regular")],
    ),
    "a programme that ended": ("dormant", [programme("x", "1976/1978")]),
    "the paper that made the tie": (
        "no-event",
        [part("agreement", "a", signed="1974-04-18")],
    ),
    "a later paper": ("active", [_READ, part("agreement", "b", signed="1986-09")]),
    "a status alone": ("no-event", [status("a-b", "dormant", "1987")]),
}


@pytest.mark.parametrize(("told", "claims"), _JUDGED.values(), ids=_JUDGED)
def test_the_last_sign_that_the_tie_is_lived_decides(told, claims) -> None:
    found = _found(*claims)
    assert (" ".join(found.states) or found.why) == told


def _later(slug: str, *visits: str) -> list[Claims]:
    """A document of 2019 that tells of visits."""
    size = {"name": "size", "value": "5 persons", "document": f"document/{slug}"}
    return [
        document(slug, "2019"),
        *(claim(f"exchange/{visit}", **size) for visit in visits),
    ]


_THREE = [exchange(slug, "1986") for slug in "xyz"]
_YEARS = {
    "a programme that nobody tells of": ("not-read", [programme("x", "1976/..")]),
    "a memoir of one visit": ("not-read", [*_THREE, *_later("memoir", "x")]),
    "a chronicle of several visits": (
        "dormant",
        [*_THREE, *_later("chronicle", *"xyz")],
    ),
}


@pytest.mark.parametrize(("told", "claims"), _YEARS.values(), ids=_YEARS)
def test_only_a_document_that_accounts_for_the_last_years_tells_of_silence(
    told, claims
) -> None:
    found = _found(*claims, on="2020-01-01")
    assert (" ".join(found.states) or found.why) == told


_STATED = [
    ("1976", "active", True),
    ("1976", "dormant", False),
    ("1986", "suspended", True),
]


@pytest.mark.parametrize(
    ("date", "word", "differs"), [*_STATED, ("1986", "", None), ("", "active", None)]
)
def test_the_status_stands_beside_the_rule_and_says_whether_it_differs(
    date, word, differs
) -> None:
    visit = exchange("x", date) if date else []
    said = [status("a-b", word, "1987")] if word else []
    assert _found(_READ, visit, said).differs is differs


def test_the_last_sign_is_dated_from_least_to_most_and_rests_on_what_may_be_it() -> (
    None
):
    last = exchange("x", "1984")
    found = _found(_READ, exchange("old", "1975"), last)
    assert (found.since.least, found.since.most) == (2.25, 3.25)
    assert set(found.claims) == {c.id for c in last}
