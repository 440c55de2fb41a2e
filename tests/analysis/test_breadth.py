"""Breadth: in how many different fields a tie is lived on a day."""

from __future__ import annotations

from builders import DAY, Claims, claim, register
from kizuna.analysis.breadth import breadth, fields_of
from kizuna.analysis.figures import Figure
from kizuna.analysis.parts import Part
from kizuna.claims.claim import Claim
from kizuna.claims.kinds import FieldOfExchange
from kizuna.register.dating import Dating


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
