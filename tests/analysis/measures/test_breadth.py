"""Breadth: in how many different fields a tie is lived on a day."""

from __future__ import annotations

from math import exp, log

from builders import DAY, Claims, claim, register
from kizuna.analysis.figures import Figure
from kizuna.analysis.measures.breadth import Breadth, breadth, fields_of
from kizuna.analysis.parts import Part
from kizuna.claims.claim import Claim
from kizuna.claims.kinds import FieldOfExchange
from kizuna.register.dating import Dating

from .conftest import exchange, measured, programme


def _field(slug: str, concept: str, started: str = "", number: int | None = None) -> list[Claim]:
    ref = f"field/{slug}"
    stated = [claim(ref, "tie", "tie/a-b"), claim(ref, "concept", concept)]
    stated += [claim(ref, "started", started)] if started else []
    return stated + ([claim(ref, "number", number)] if number else [])


def _fields(*claims: Claims) -> tuple[Part[FieldOfExchange], ...]:
    held = register(*claims)
    return fields_of(held, "tie/a-b", DAY, Dating.of(held))


def _counted(*claims: Claims) -> tuple[int, int]:
    figure = breadth(_fields(*claims))
    return figure.certain, figure.possible


def test_each_field_counts_once() -> None:
    assert _counted(_field("a", "youth", "1974"), _field("b", "sport", "1980")) == (2, 2)


def test_two_entries_of_one_field_count_once_and_as_sure_as_the_surer() -> None:
    assert _counted(_field("a", "youth"), _field("b", "youth", "1974")) == (1, 1)
    assert _counted(_field("a", "youth", "1974"), _field("b", "youth")) == (1, 1)


def test_a_field_without_a_start_in_an_undated_document_is_only_possible() -> None:
    assert _counted(_field("a", "youth", "1974"), _field("b", "sport")) == (1, 2)


def test_a_field_that_opened_later_does_not_count() -> None:
    assert _counted(_field("a", "youth", "1988")) == (0, 0)


def test_a_tie_without_fields_has_a_breadth_of_zero() -> None:
    assert breadth(()) == Figure(0, 0, ())


def test_numbered_fields_come_in_the_order_of_the_source_and_the_rest_by_their_start() -> None:
    found = _fields(
        _field("a", "sport", "1984"),
        _field("b", "science", "1974"),
        _field("c", "medicine", "1985", 2),
        _field("d", "youth", "1986", 1),
    )
    assert [part.entity.id for part in found] == ["field/d", "field/c", "field/b", "field/a"]


def test_fields_used_alike_count_in_full() -> None:
    found = measured(
        _field("a", "youth"),
        _field("b", "sport"),
        programme("x", field="youth"),
        programme("y", field="sport"),
    ).breadth
    assert _effective(found) == ((2, 2), (2, 2))


def test_a_field_that_most_activities_are_in_makes_the_others_count_for_less() -> None:
    lively = [programme(f"x{n}", field="youth") for n in range(3)]
    found = measured(*lively, exchange("y", "1980", field="sport")).breadth
    shannon = exp(-(0.75 * log(0.75) + 0.25 * log(0.25)))
    assert _effective(found) == ((round(shannon, 4),) * 2, (1.6, 1.6))


def test_an_activity_in_several_fields_weighs_one_in_all() -> None:
    found = measured(
        programme("x", field=["youth", "sport"]), programme("y", field="medicine")
    ).breadth
    assert found.simpson is not None
    assert found.simpson.most == round(1 / (0.25**2 + 0.25**2 + 0.5**2), 4)


def test_a_narrower_field_counts_as_the_recorded_one_that_it_lies_in() -> None:
    found = measured(_field("a", "economy"), programme("x", field=["economy", "trade"])).breadth
    assert _effective(found) == ((1, 1), (1, 1))
    assert found.unused == ()


def test_general_exchange_is_in_no_field() -> None:
    assert measured(programme("x", field="general")).breadth.shannon is None


def test_a_field_without_activities_is_named_and_weighs_nothing() -> None:
    found = measured(_field("a", "youth"), _field("b", "sport"), programme("x", field="youth"))
    assert found.breadth.unused == ("sport",)
    assert found.breadth.fields.certain == 2
    assert found.breadth.shannon is not None
    assert found.breadth.shannon.most == 1


def test_fields_without_any_activity_give_no_effective_number() -> None:
    found = measured(_field("a", "youth")).breadth
    assert (found.shannon, found.simpson) == (None, None)


def test_an_activity_that_may_not_have_begun_makes_the_effective_number_a_range() -> None:
    found = measured(
        programme("x", "1980", field="youth"), exchange("y", "1987", field="sport")
    ).breadth
    assert _effective(found) == ((1, 2), (1, 2))


def test_the_effective_number_rests_on_the_claims_of_the_activities() -> None:
    moved = programme("x", field="youth")
    found = measured(_field("a", "youth"), moved).breadth.shannon
    assert found is not None
    assert set(found.claims) == {c.id for c in moved}


def _effective(found: Breadth) -> tuple[tuple[float, float], tuple[float, float]]:
    assert found.shannon is not None
    assert found.simpson is not None
    return (
        (found.shannon.least, found.shannon.most),
        (found.simpson.least, found.simpson.most),
    )
