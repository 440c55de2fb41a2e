"""What an entity says of itself: its facts, whether they count, and the claims behind them."""

from __future__ import annotations

from builders import claim, register
from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.kinds import NOTHING, Tie
from kizuna.claims.kinds.property import Fact


def _tie(*claims: object) -> Tie:
    found = register(*claims).get("tie/a-b", Tie)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_what_is_not_recorded_has_no_value_and_no_best_fact() -> None:
    assert (NOTHING.value, NOTHING.best, NOTHING.values, NOTHING.claim_ids) == (None, None, (), ())
    assert not NOTHING


def test_a_fact_is_as_sure_as_its_surest_claim() -> None:
    doubtful = claim("tie/a-b", "type", "sister-city", certainty=Certainty.DOUBTFUL)
    likely = claim(
        "tie/a-b", "type", "sister-city", certainty=Certainty.LIKELY, document="document/b"
    )
    fact = _tie(doubtful, likely).type.best
    assert isinstance(fact, Fact)
    assert fact.certainty is Certainty.LIKELY
    assert fact.claim_ids == (likely.id, doubtful.id)


def test_a_fact_counts_when_one_of_its_claims_does() -> None:
    planned = claim("tie/a-b", "type", "sister-city", stance=Stance.PLANNED)
    asserted = claim("tie/a-b", "type", "sister-city", document="document/b")
    assert _tie(planned, asserted).counts
    assert not _tie(planned).counts


def test_an_entity_lists_all_claims_about_it_once_in_the_order_of_its_properties() -> None:
    kind = claim("tie/a-b", "type", "sister-city")
    party = claim("tie/a-b", "party", "government/a")
    assert _tie(kind, party).claim_ids == (party.id, kind.id)


def test_the_values_of_a_property_come_best_first() -> None:
    sure = claim("tie/a-b", "type", "sister-city")
    unsure = claim("tie/a-b", "type", "friendship-city", certainty=Certainty.DOUBTFUL)
    held = _tie(unsure, sure)
    assert held.type.values == ("sister-city", "friendship-city")
    assert held.type.value == "sister-city"
    assert held.stated("type") is held.type
