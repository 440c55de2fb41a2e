"""Naming a tie: by id or by its two parties, in either order and any script."""

from __future__ import annotations

import pytest

from builders import Filled, claim, tie
from kizuna.errors import Ambiguous, NotFound
from kizuna.workflows import ask
from kizuna.workflows.tie_named import tie_named

_NAMES = [
    claim("government/osaka", "name", "Osaka"),
    claim("government/osaka", "name", {"text": "大阪市", "language": "ja"}),
    claim("government/shanghai", "name", "Shanghai"),
    claim("government/shanghai", "name", {"text": "上海市", "language": "zh"}),
    claim("government/kobe", "name", "Kobe"),
]
_TIE = tie("osaka-shanghai", "osaka", "shanghai")


def _named(text: str) -> str:
    return tie_named(ask.resolver(), text)


@pytest.mark.parametrize(
    "text",
    [
        "tie/osaka-shanghai",
        "osaka-shanghai",
        "Osaka - Shanghai",
        "Shanghai and Osaka",
        "大阪 – 上海",
    ],
)
def test_a_tie_is_found(filled: Filled, text: str) -> None:
    filled([*_NAMES, *_TIE])
    assert _named(text) == "tie/osaka-shanghai"


def test_two_places_without_a_tie_are_named_in_the_error(filled: Filled) -> None:
    filled([*_NAMES, *_TIE])
    with pytest.raises(NotFound, match=r"no tie .* joins government/kobe and government/osaka"):
        _named("Kobe - Osaka")


def test_two_places_with_two_ties_list_both(filled: Filled) -> None:
    filled([*_NAMES, *_TIE, *tie("second", "osaka", "shanghai")])
    with pytest.raises(Ambiguous):
        _named("Osaka - Shanghai")


def test_one_place_alone_is_no_tie(filled: Filled) -> None:
    filled([*_NAMES, *_TIE])
    with pytest.raises(NotFound, match="as 'Osaka - Shanghai'"):
        _named("Naniwa")
