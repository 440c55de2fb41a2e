"""A claim's name is what it states and nothing else; what the ledger refuses is quoted with the claim."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from builders import LATER, claim
from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.rules import check_claim
from kizuna.errors import BadClaim

_OTHER_VALUES: dict[str, Any] = {"subject": "tie/kobe-tianjin", "property": "type"}
_OTHER_VALUES |= {"value": '"government/kobe"', "valid": "1974", "document": "document/letter"}
_OTHER_VALUES |= {"sha256": "f" * 64, "start": 3, "end": 9, "locator": "page 2"}
_OTHER_VALUES |= {"holder": "person/somebody", "stance": Stance.REPORTED}
_OTHER_VALUES |= {"certainty": Certainty.LIKELY}


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


_GOOD = claim("tie/osaka-shanghai", "party", "government/osaka")
_REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "neither a passage nor a locator": ({"locator": ""}, "a locator in document/gazette"),
    "half a passage": ({"start": 4}, r"needs both ends, not \[4, None\)"),
    "the other half of a passage": ({"end": 4}, r"needs both ends, not \[None, 4\)"),
    "a passage that ends before it starts": ({"start": 9, "end": 4}, r"\[9, 4\) is not a passage"),
    "an empty passage": ({"start": 4, "end": 4}, r"\[4, 4\) is not a passage"),
    "a passage before the text": ({"start": -1, "end": 4}, r"\[-1, 4\) is not a passage"),
    "a passage of no known text": ({"start": 0, "end": 4}, "needs the sha256"),
    "no document": ({"document": ""}, "''"),
    "a document that is none": ({"document": "tie/a-b"}, "'tie/a-b' is not a document"),
    "no holder": ({"holder": ""}, "'' is not an entity id"),
    "a recorder who is no id": ({"recorder": "The editors"}, "'The editors' is not an entity id"),
    "a span that is no date": ({"valid": "since 1974"}, "'since 1974' is not a date"),
    "a value that is not JSON": ({"value": "government/osaka"}, "'government/osaka'"),
    "a value of another kind": ({"value": '"area/kansai"'}, "'area/kansai' is not a government"),
    "an unknown property": ({"property": "partner"}, "no 'partner'; it has party"),
    "an unknown kind": ({"subject": "town/osaka"}, "no kind is called 'town'"),
    "a subject that is no id": ({"subject": "Osaka"}, "'Osaka' is not an entity id"),
    "an unknown method": ({"method": "guessed"}, "'guessed' is not typed, imported"),
    "a misspelt rule set": ({"method": "rule@3"}, "'rule@3' is not typed"),
    "rules of no version": ({"method": "rules@"}, "'rules@' is not typed"),
    "a model without a name": ({"method": "model"}, "'model' is not typed"),
    "a value that is not canonical": ({"value": '"government/osaka" '}, "it would be '\"gov"),
}


@pytest.mark.parametrize(("changes", "quoted"), _REFUSED.values(), ids=_REFUSED)
def test_what_no_kind_allows_is_refused_with_the_claim_and_what_is_wrong(
    changes: dict[str, Any], quoted: str
) -> None:
    refused = _GOOD._replace(**changes)
    with pytest.raises(BadClaim, match=quoted) as caught:
        check_claim(refused)
    assert str(caught.value).startswith(f"{refused.subject} {refused.property}: ")


@pytest.mark.parametrize("method", ["typed", "imported", "rules@3", "model:tagger-2"])
def test_every_way_in_which_claims_come_is_taken_and_a_passage_needs_no_locator(
    method: str,
) -> None:
    check_claim(_GOOD._replace(method=method, locator="", start=0, end=4, sha256="a" * 64))
