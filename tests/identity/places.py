"""A small gazetteer for the tests of the linker."""

from __future__ import annotations

from functools import cache

from kizuna.identity.gazetteer import Place
from kizuna.identity.linker import Linker
from kizuna.identity.mentions import Level

PLACES = (
    Place(
        "government/osaka",
        ("Osaka", "大阪市"),
        "JP",
        Level.SETTLEMENT,
        ("Osaka Prefecture",),
        2_700_000,
    ),
    Place("government/osaka-prefecture", ("Osaka Prefecture", "大阪府"), "JP", Level.UPPER),
    Place("government/port-of-osaka", ("Port of Osaka",), "JP", Level.PORT),
    Place("government/chuo", ("Chuo Ward", "中央区"), "JP", Level.DISTRICT, ("Osaka",)),
    Place("government/oshima", ("Oshima",), "JP", Level.SETTLEMENT),
    Place("government/fukushima-prefecture", ("Fukushima Prefecture", "福島県"), "JP", Level.UPPER),
    Place("government/shaanxi-province", ("Shaanxi", "陕西省"), "CN", Level.UPPER),
    Place("government/shanxi-province", ("Shanxi", "山西省"), "CN", Level.UPPER),
    Place("government/tianjin", ("Tianjin", "天津市"), "CN", Level.SETTLEMENT | Level.UPPER),
    Place("government/foshan", ("Foshan", "佛山市"), "CN", Level.SETTLEMENT),
    Place(
        "government/springfield-a", ("Springfield",), "US", Level.SETTLEMENT, ("Illinois",), 110_000
    ),
    Place(
        "government/springfield-b", ("Springfield",), "US", Level.SETTLEMENT, ("Missouri",), 160_000
    ),
)


@cache
def linker() -> Linker:
    """The linker of these places."""
    return Linker(PLACES)
