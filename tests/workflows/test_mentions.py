"""Bringing a gazetteer place: its names, point and people as claims of GeoNames."""

from __future__ import annotations

import pytest

from builders import Filled, claim, flat, government
from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Verdict
from kizuna.claims.kinds import Document, LocalGovernment, Statistic, Tie
from kizuna.errors import NotFound
from kizuna.identity.preferred import preferred_name
from kizuna.store.actions import add_register
from kizuna.store.appending import Added
from kizuna.store.queries.judgements import judgements
from kizuna.workflows import ask
from kizuna.workflows.acting import Hand
from kizuna.workflows.enter import Entry, enter
from kizuna.workflows.history import take_back
from kizuna.workflows.mentions import place_claims, restoring
from kizuna.workflows.resolve import judge, undo
from kizuna.workflows.search import search

_SEATTLE = "government/geonames-5809844"
_SEATLE, _SECOND = "government/seatle", "government/seattle-of-the-sheet"
_WHO = Hand("tester")


def _listed(ref: str, name: str) -> list[Claim]:
    """A place of a list, with a tie to Kobe."""
    tie = f"tie/kobe-{ref[11:]}"
    told = [(ref, "name", {"text": name, "language": "en"}), (ref, "country", "US")]
    told += [(tie, "party", "government/kobe"), (tie, "party", ref)]
    return [claim(*said, method="imported") for said in told]


def _name_of(ref: str) -> str:
    place = ask.known_register().get(ref, LocalGovernment)
    found = preferred_name(place.name) if place else None
    return found.value.text if found else ""


def _called(words: str) -> set[str]:
    found = search(words)
    hits = () if found.is_similar else found.hits
    return {hit.ref for hit in hits if hit.ref.startswith("government/")}


def _bring(ref: str = _SEATTLE) -> Added:
    return add_register(claims=place_claims(ref), judgements=restoring([ref]), acting_user="anna")


def _same(ref: str, place: str = _SEATTLE) -> str:
    return judge(Verdict.SAME, ref, place, "", _WHO).id


pytestmark = pytest.mark.usefixtures("filled")


def test_a_place_brings_its_names_its_point_its_people_and_the_licence_of_the_source() -> None:
    first = _bring()
    held = ask.known_register()
    seattle, source = held.get(_SEATTLE, LocalGovernment), held.get("document/geonames", Document)
    assert seattle is not None
    names = {fact.value.text for fact in seattle.name}
    assert {"Seattle", "シアトル", "西雅圖", "Сиэтл"} <= names
    assert (seattle.country.value, str(seattle.identifier.value)) == ("US", "geonames:5809844")
    assert seattle.point.value is not None
    assert round(seattle.point.value.latitude, 1) == 47.6
    (people,) = held.of_kind(Statistic)
    assert (people.scope.value, people.measure.value) == (_SEATTLE, "population")
    assert people.value.facts[0].claims[0].holder == "organisation/geonames"
    assert source is not None
    assert source.rights.value is not None
    assert "CC BY 4.0" in source.rights.value.text
    assert not names & {"SEA", "xi ya tu"}  # codes of airports, and sounds of other scripts
    again = _bring()
    assert (again.new, again.known) == (0, first.new)
    for ref in ("government/geonames-1", "government/osaka", "tie/osaka-seattle"):
        with pytest.raises(NotFound, match=ref):
            place_claims(ref)


def test_a_misspelt_place_is_called_as_the_place_it_was_identified_with(filled: Filled) -> None:
    filled(_listed(_SEATLE, "Seatle"))
    _same(_SEATLE)
    assert _name_of(_SEATTLE) == "Seattle"
    assert _called("シアトル") == {_SEATTLE}
    held = ask.known_register()
    place = held.get(_SEATTLE, LocalGovernment)
    assert place is not None
    assert "Seatle" in {fact.value.text for fact in place.name}
    assert [tie.id for tie in held.referring(_SEATTLE, Tie, "party")] == ["tie/kobe-seatle"]


def test_undo_leaves_no_place_of_the_gazetteer_behind_unless_another_decision_names_it(
    filled: Filled,
) -> None:
    filled(flat(_listed(_SEATLE, "Seatle"), _listed(_SECOND, "Seattle of the sheet")))
    before = ask.known_register().entities
    _same(_SEATLE)
    _same(_SECOND)
    undo(_SEATLE, _WHO)
    assert _SEATTLE in ask.known_register()
    undo(_SECOND, _WHO)
    after = ask.known_register()
    left = {ref: e for ref, e in after.entities.items() if not ref.endswith("/geonames")}
    assert left == before
    assert _called("シアトル") == set()
    with pytest.raises(NotFound, match="did you mean"):
        ask.resolver().resolve("Seattle")


def test_a_decision_made_again_or_restored_in_the_history_brings_the_place_again(
    filled: Filled,
) -> None:
    filled(_listed(_SEATLE, "Seatle"))
    made = _same(_SEATLE)
    first = ask.known_register().entities
    take_back([made], "a slip", _WHO)
    assert _SEATTLE not in ask.known_register()
    back = next(j for j in judgements() if j.target == made)
    take_back([back.id], "no slip", _WHO)
    assert _name_of(_SEATTLE) == "Seattle"
    undo(_SEATLE, _WHO)
    _same(_SEATLE)
    assert ask.known_register().entities.keys() == first.keys()
    assert _name_of(_SEATTLE) == "Seattle"


def test_a_place_of_a_tie_stays_when_a_decision_is_taken_back_and_stands_again_when_an_entry_names_it(
    filled: Filled,
) -> None:
    filled(flat(_listed(_SEATLE, "Seatle"), government("kobe")))
    _same(_SEATLE)
    undo(_SEATLE, _WHO)
    assert _name_of(_SEATTLE) == ""
    parties = {"0": {"value": _SEATTLE}, "1": {"value": "government/kobe"}}
    enter(Entry("tie", {"party": parties, "source": {"office": "government/kobe"}}), _WHO)
    _same(_SEATLE)
    undo(_SEATLE, _WHO)
    assert _name_of(_SEATTLE) == "Seattle"
