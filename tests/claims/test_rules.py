"""What the ledger refuses: each refusal names the claim and quotes what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from builders import claim
from kizuna.claims.rules import check_claim
from kizuna.errors import BadClaim

_GOOD = claim("tie/osaka-shanghai", "party", "government/osaka")
_REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("neither a passage nor a locator", {"locator": ""}, "a locator in document/gazette"),
    ("half a passage", {"start": 4}, r"needs both ends, not \[4, None\)"),
    ("the other half of a passage", {"end": 4}, r"needs both ends, not \[None, 4\)"),
    ("a passage that ends before it starts", {"start": 9, "end": 4}, r"\[9, 4\) is not a passage"),
    ("an empty passage", {"start": 4, "end": 4}, r"\[4, 4\) is not a passage"),
    ("a passage before the text", {"start": -1, "end": 4}, r"\[-1, 4\) is not a passage"),
    ("a passage of no known text", {"start": 0, "end": 4}, "needs the sha256"),
    ("no document", {"document": ""}, "''"),
    ("a document that is none", {"document": "tie/a-b"}, "'tie/a-b' is not a document"),
    ("no holder", {"holder": ""}, "'' is not an entity id"),
    ("a recorder who is no id", {"recorder": "The editors"}, "'The editors' is not an entity id"),
    ("a span that is no date", {"valid": "since 1974"}, "'since 1974' is not a date"),
    ("a value that is not JSON", {"value": "government/osaka"}, "'government/osaka'"),
    ("a value of another kind", {"value": '"area/kansai"'}, "'area/kansai' is not a government"),
    ("an unknown property", {"property": "partner"}, "no 'partner'; it has party"),
    ("an unknown kind", {"subject": "town/osaka"}, "no kind is called 'town'"),
    ("a subject that is no id", {"subject": "Osaka"}, "'Osaka' is not an entity id"),
    ("an unknown method", {"method": "guessed"}, "'guessed' is not typed, imported"),
    ("a misspelt rule set", {"method": "rule@3"}, "'rule@3' is not typed"),
    ("rules of no version", {"method": "rules@"}, "'rules@' is not typed"),
    ("a model without a name", {"method": "model"}, "'model' is not typed"),
    ("a value that is not canonical", {"value": '"government/osaka" '}, "it would be '\"gov"),
]


@pytest.mark.parametrize(
    ("changes", "quoted"), [(c, q) for _, c, q in _REFUSED], ids=[name for name, _, _ in _REFUSED]
)
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
