"""A small gazetteer for the tests of the linker."""

from __future__ import annotations

from functools import cache
from typing import Any

from kizuna.identity.gazetteer import GazetteerPlace
from kizuna.identity.linker import Linker
from kizuna.identity.mentions import Levels

_TOWN, _UPPER = Levels.SETTLEMENT, Levels.UPPER
_ROWS: tuple[tuple[Any, ...], ...] = (
    ("osaka", ("Osaka", "大阪市"), "JP", _TOWN, ("Osaka Prefecture",), 2_700_000),
    ("osaka-prefecture", ("Osaka Prefecture", "大阪府"), "JP", _UPPER, (), 0),
    ("port-of-osaka", ("Port of Osaka",), "JP", Levels.PORT, (), 0),
    ("chuo", ("Chuo Ward", "中央区"), "JP", Levels.DISTRICT, ("Osaka",), 0),
    ("oshima", ("Oshima",), "JP", _TOWN, (), 0),
    ("fukushima-prefecture", ("Fukushima Prefecture", "福島県"), "JP", _UPPER, (), 0),
    ("shaanxi-province", ("Shaanxi", "陕西省"), "CN", _UPPER, (), 0),
    ("shanxi-province", ("Shanxi", "山西省"), "CN", _UPPER, (), 0),
    ("tianjin", ("Tianjin", "天津市"), "CN", _TOWN | _UPPER, (), 0),
    ("foshan", ("Foshan", "佛山市"), "CN", _TOWN, (), 0),
    ("springfield-a", ("Springfield",), "US", _TOWN, ("Illinois",), 110_000),
    ("springfield-b", ("Springfield",), "US", _TOWN, ("Missouri",), 160_000),
)
PLACES = tuple(GazetteerPlace(f"government/{slug}", *given) for slug, *given in _ROWS)


@cache
def linker() -> Linker:
    """The linker of these places."""
    return Linker(PLACES)
