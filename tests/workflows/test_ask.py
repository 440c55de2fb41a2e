"""Asking: the register as known at a time, whole or around some places, and what names mean in it."""

from __future__ import annotations

import pytest

from builders import LATER, THEN, Filled, claim, judgement, two_sides
from kizuna.claims.judgement import Verdict
from kizuna.errors import BadQuestion, NotFound
from kizuna.store.actions import add_judgements
from kizuna.workflows import ask


def test_only_what_is_asked_for_is_read_and_everything_can_be(filled: Filled) -> None:
    filled(two_sides())
    register = ask.known_register(None, ["government/osaka"])
    assert "government/lianyungang" not in {claim.subject for claim in register.claims.values()}
    assert "government/lianyungang" in register


def test_an_area_is_drawn_as_the_word_after_the_colon_says_and_half_of_that_is_an_error(
    filled: Filled,
) -> None:
    filled(two_sides())
    assert ask.place(ask.resolver(), "kansai:one") == ask.Place("area/kansai", "one")
    for text in ("kansai:", ":one"):
        with pytest.raises(BadQuestion, match=f"{text!r} names no .*write area:definition"):
            ask.place(ask.resolver(), text)


def test_an_identifier_names_what_has_it_unless_the_claim_is_rejected(filled: Filled) -> None:
    said = claim("government/oslo", "identifier", "wikidata:Q585")
    filled([claim("government/oslo", "name", "Oslo"), said])
    assert ask.resolver().resolve("Q585") == "government/oslo"
    assert ask.place(ask.resolver(), "wikidata:Q585").ref == "government/oslo"
    add_judgements(judgements=[judgement(Verdict.REJECT, said.id)], acting_user="anna")
    with pytest.raises(NotFound, match="Q585"):
        ask.resolver().resolve("Q585")


def test_a_name_recorded_later_is_not_known_before(filled: Filled) -> None:
    filled([*two_sides(), claim("government/osaka", "name", "Naniwa", recorded_at=LATER)])
    assert ask.resolver().resolve("Naniwa") == "government/osaka"
    with pytest.raises(NotFound, match="'Naniwa'"):
        ask.resolver(THEN).resolve("Naniwa")
