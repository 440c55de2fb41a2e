"""A claim's name is what it states; who recorded it, how and when is not part of it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from builders import LATER, claim
from kizuna.claims.claim import Certainty, Stance

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


def test_the_id_does_not_depend_on_who_recorded_the_claim_and_when() -> None:
    stated = claim("tie/osaka-shanghai", "party", "government/osaka")
    again = stated._replace(recorder="person/b", recorded_at=LATER, method="imported")
    assert again.id == stated.id


@pytest.mark.parametrize("part", _OTHER_VALUES)
def test_every_part_of_the_statement_makes_another_claim(part: str) -> None:
    stated = claim("tie/osaka-shanghai", "party", "government/osaka")
    assert stated._replace(**{part: _OTHER_VALUES[part]}).id != stated.id


def test_an_id_is_the_first_half_of_the_digest_of_the_json_array_of_what_is_stated() -> None:
    stated = claim("tie/osaka-shanghai", "party", "government/osaka", locator="стр. 1")
    array = (
        '["tie/osaka-shanghai","party","\\"government/osaka\\"","","document/gazette","",null,null,'
        '"стр. 1","organisation/gazette","asserted","certain"]'
    )
    assert stated.id == hashlib.sha256(array.encode()).hexdigest()[:32]


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


_PROPOSING = ("rules@3", "model:tagger-2", "contributed", "contributed:model:x")


@pytest.mark.parametrize("method", ["typed", "imported", *_PROPOSING])
def test_what_rules_or_a_model_found_is_a_proposal(method: str) -> None:
    found = claim("tie/a-b", "party", "government/a", method=method)
    assert found.is_proposal is (method in _PROPOSING)


def test_a_claim_with_only_a_locator_has_no_passage() -> None:
    located = claim("tie/a-b", "party", "government/a")
    assert not located.has_passage
    assert located._replace(start=0, end=4, sha256="a" * 64, recorded_at=LATER).has_passage
