"""Exports of linked data: whose addresses they bear, and that nothing closed is in them."""

from __future__ import annotations

import pytest

from builders import DAY, Filled, claim, tie, two_sides
from kizuna.errors import BadQuestion
from kizuna.publish.export import FORMATS
from kizuna.workflows.export import export
from kizuna.workflows.scoping import ScopeQuestion

_LINKED = ("jsonld", "turtle")


def _fill(filled: Filled) -> None:
    filled(
        [
            *two_sides(),
            *tie("osaka-shanghai", "osaka", "shanghai"),
            *tie("hidden-tie", "sakai", "lianyungang", document="document/letter"),
            claim("document/letter", "access_level", "internal"),
        ]
    )


def _text(name: str, base: str = "") -> str:
    return export(name, ScopeQuestion(DAY), base).content.decode()


@pytest.mark.parametrize("name", _LINKED)
def test_things_are_names_of_no_page_until_a_base_is_given(filled: Filled, name: str) -> None:
    _fill(filled)
    assert "urn:kizuna:tie/" in _text(name)
    ours = _text(name, "https://register.example.org/")
    assert "https://register.example.org/tie/" in ours
    assert "urn:kizuna:tie/" not in ours
    assert "urn:kizuna:terms:" in ours


@pytest.mark.parametrize("name", sorted(set(FORMATS) - set(_LINKED)))
def test_a_format_without_addresses_takes_no_base(filled: Filled, name: str) -> None:
    _fill(filled)
    with pytest.raises(BadQuestion, match=f"nothing in {name} has an address"):
        _text(name, "https://register.example.org/")


def test_a_base_that_is_none_is_quoted(filled: Filled) -> None:
    _fill(filled)
    with pytest.raises(BadQuestion, match=r"'register\.example\.org' is not the beginning"):
        _text("turtle", "register.example.org")
