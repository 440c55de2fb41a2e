"""Showing: every fact of a thing with its rivals, and what refers to it."""

from __future__ import annotations

import pytest

from builders import DAY, THEN, Filled, claim, milestone, prefer, status, tie
from kizuna.claims.kinds import Document
from kizuna.errors import NotFound
from kizuna.store.actions import add_register
from kizuna.workflows.show import Shown, show, show_by_id


def _show(text: str, day: int | None = None) -> Shown:
    shown = show(text, day)
    assert shown is not None
    return shown


def test_every_fact_of_a_thing_is_shown(filled: Filled) -> None:
    filled(tie("a-b", "a", "b"))
    assert [item.property for item in _show("a-b").facts] == ["party", "party", "milestone"]


def test_a_fact_knows_its_rivals_and_who_is_preferred(filled: Filled) -> None:
    first, second = milestone("a-b", date="1974"), milestone("a-b", date="1975")
    filled([first, second], [prefer(second, first)])
    preferred, other = _show("a-b").facts
    assert (str(preferred.fact.value.date), preferred.is_preferred) == ("1975", True)
    assert (str(other.fact.value.date), other.is_preferred) == ("1974", False)


def test_facts_that_do_not_hold_on_the_day_are_left_out(filled: Filled) -> None:
    filled([status("a-b", "active", "1974/1980"), status("a-b", "dormant", "1985/..")])
    (item,) = _show("a-b", DAY).facts
    assert item.fact.value.status == "dormant"


def test_what_refers_to_a_thing_is_told_by_kind_and_property(filled: Filled) -> None:
    filled([claim("government/a", "country", "JP"), *tie("a-b", "a", "b")])
    assert _show("government/a").related == {("tie", "party"): ("tie/a-b",)}


def test_before_anything_was_recorded_there_is_nothing_to_show(filled: Filled) -> None:
    from datetime import timedelta

    filled(tie("a-b", "a", "b"))
    assert show("a-b", known_at=THEN - timedelta(days=1)) is None


def test_a_tie_may_be_named_by_its_two_sides(filled: Filled) -> None:
    filled([claim("government/a", "name", "Aomori"), claim("government/b", "name", "Bern")])
    with pytest.raises(NotFound):
        show("Aomori - Bern")
    add_register(claims=tie("a-b", "a", "b"), judgements=[], acting_user="tester")
    assert _show("Aomori - Bern").entity.id == "tie/a-b"


def test_the_date_of_a_document_is_known_beside_what_it_says(filled: Filled) -> None:
    filled(
        [
            *tie("a-b", "a", "b", document="document/letter"),
            claim("document/letter", "title", "Letter", document="document/letter"),
            claim("document/letter", "date", "1987-04-01", document="document/letter"),
        ]
    )
    shown = show_by_id("tie/a-b", DAY)
    assert shown is not None
    (letter,) = shown.register.of_kind(Document)
    assert str(letter.date.value) == "1987-04-01"
