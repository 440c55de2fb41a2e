"""Which claims are erased when a person asks for it."""

from __future__ import annotations

import pytest

from builders import Filled, claim
from kizuna.errors import NotFound
from kizuna.store.actions import erase_claims
from kizuna.workflows.record import claims_to_erase
from kizuna.workflows.search import search

WHO = "person/tanaka-ichiro"
NAME = claim(WHO, "name", {"text": "Tanaka Ichiro", "language": "ja-Latn"})
LED = claim("exchange/visit-1984", "leader", WHO)
OTHERS = [
    claim("exchange/visit-1984", "date", "1984"),
    claim("person/anna-lee", "name", "Anna Lee"),
]


@pytest.mark.parametrize("of", ["Tanaka Ichiro", WHO])
def test_a_person_takes_along_what_is_about_them_and_what_names_them(
    filled: Filled, of: str
) -> None:
    filled([NAME, LED, *OTHERS])
    found = claims_to_erase((), of)
    assert {each.id for each in found} == {NAME.id, LED.id}
    erase_claims(claims=found, reason="Article 17", acting_user="controller")
    assert search("Tanaka").hits == ()
    assert search("Anna").hits != ()
    with pytest.raises(NotFound):
        claims_to_erase((), of)


def test_claims_are_named_by_their_ids_each_once(filled: Filled) -> None:
    filled([NAME, LED, *OTHERS])
    found = claims_to_erase([LED.id, LED.id[:12]], WHO)
    assert [each.id for each in found] == [LED.id, NAME.id]
