"""A claim's name is what it states; who recorded it, how and when is not part of it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import LATER, claim
from kizuna.claims.claim import Certainty, Claim, Stance

_FREE = st.text(st.characters(codec="utf-8"), max_size=8)
_STATED = {
    "valid": _FREE,
    "document": _FREE,
    "sha256": _FREE,
    "start": st.none() | st.integers(0, 2**31),
    "end": st.none() | st.integers(0, 2**31),
    "locator": _FREE,
    "holder": _FREE,
    "stance": st.sampled_from(Stance),
    "certainty": st.sampled_from(Certainty),
}
_CLAIMS = st.builds(
    lambda **given: Claim(**given),
    subject=_FREE,
    property=_FREE,
    value=_FREE,
    method=st.sampled_from(["typed", "imported", "rules@1", "model:x"]),
    recorder=_FREE,
    recorded_at=st.datetimes(timezones=st.just(UTC)),
    **_STATED,
)
_OTHER_VALUES = {
    "subject": "tie/kobe-tianjin",
    "property": "type",
    "value": '"government/kobe"',
    "valid": "1974",
    "document": "document/letter",
    "sha256": "f" * 64,
    "start": 3,
    "end": 9,
    "locator": "page 2",
    "holder": "person/somebody",
    "stance": Stance.REPORTED,
    "certainty": Certainty.LIKELY,
}


@given(_CLAIMS, _CLAIMS)
def test_two_claims_have_one_id_exactly_when_they_state_the_same(one: Claim, other: Claim) -> None:
    assert (one.id == other.id) == (one.stated() == other.stated())


@given(_CLAIMS, _FREE, st.datetimes(timezones=st.just(UTC)))
def test_the_id_does_not_depend_on_who_recorded_the_claim_and_when(
    stated: Claim, recorder: str, recorded_at: datetime
) -> None:
    again = stated._replace(recorder=recorder, recorded_at=recorded_at, method="imported")
    assert again.id == stated.id


@pytest.mark.parametrize("part", _OTHER_VALUES)
def test_every_part_of_the_statement_makes_another_claim(part: str) -> None:
    stated = claim("tie/osaka-shanghai", "party", "government/osaka")
    assert stated._replace(**{part: _OTHER_VALUES[part]}).id != stated.id


def test_text_that_moves_from_one_part_to_the_next_makes_another_claim() -> None:
    stated = claim("tie/osaka-shanghai", "party", "government/osaka")
    one = stated._replace(locator="page 1", holder="2")
    other = stated._replace(locator="page ", holder="12")
    assert one.id != other.id


def test_an_id_is_the_first_half_of_the_digest_of_the_json_array_of_what_is_stated() -> None:
    stated = claim("tie/osaka-shanghai", "party", "government/osaka", locator="стр. 1")
    array = (
        '["tie/osaka-shanghai","party","\\"government/osaka\\"","","document/gazette","",null,null,'
        '"стр. 1","organisation/gazette","asserted","certain"]'
    )
    assert stated.id == hashlib.sha256(array.encode()).hexdigest()[:32]


def test_a_claim_cannot_be_edited() -> None:
    stated = claim("tie/osaka-shanghai", "party", "government/osaka")
    with pytest.raises(AttributeError):
        stated.value = '"government/kobe"'  # type: ignore[misc]


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        *(({"stance": stance}, True) for stance in (Stance.ASSERTED, Stance.REPORTED)),
        *(({"stance": s}, False) for s in (Stance.PLANNED, Stance.FORECAST, Stance.DENIED)),
        ({"certainty": Certainty.DOUBTFUL}, True),
        ({"certainty": Certainty.UNVERIFIED}, False),
    ],
)
def test_what_is_said_to_be_so_with_a_source_counts(given: dict[str, Any], counts: bool) -> None:
    assert claim("tie/a-b", "party", "government/a", **given).counts is counts


def test_certainties_rank_from_certain_to_unverified() -> None:
    assert sorted(Certainty, key=lambda c: c.rank) == [
        "certain",
        "likely",
        "doubtful",
        "unverified",
    ]


@pytest.mark.parametrize(
    ("method", "is_proposal"),
    [
        ("typed", False),
        ("imported", False),
        ("rules@3", True),
        ("model:tagger-2", True),
        ("contributed", True),
        ("contributed:model:x", True),
    ],
)
def test_what_rules_or_a_model_found_is_a_proposal(method: str, is_proposal: bool) -> None:
    assert claim("tie/a-b", "party", "government/a", method=method).is_proposal is is_proposal


def test_a_claim_with_only_a_locator_has_no_passage() -> None:
    located = claim("tie/a-b", "party", "government/a")
    assert not located.has_passage
    assert located._replace(start=0, end=4, sha256="a" * 64, recorded_at=LATER).has_passage
