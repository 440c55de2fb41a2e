"""The name book: governments that somebody vouches for, then the gazetteer."""

from __future__ import annotations

from builders import Filled, claim
from kizuna.claims.claim import Claim
from kizuna.workflows.propose import name_book


def _named(text: str, **given: str) -> Claim:
    return claim("government/rorika", "name", {"text": text, "language": "en"}, **given)


def test_names_of_the_register_stand_before_those_of_the_gazetteer(filled: Filled) -> None:
    filled([_named("Rorika"), _named("Rorikka", method="rules@6")])
    book = name_book()
    assert list(book.names) == ["Rorika"]
    assert book.population("Rorika") > book.population("大阪市") > book.population("Rorikka") == 0
