"""A small gazetteer for the tests of the linker."""

from __future__ import annotations

from functools import cache

from kizuna.identity.gazetteer import GazetteerPlace
from kizuna.identity.linker import Linker
from kizuna.identity.mentions import Levels

PLACES = (
    GazetteerPlace(
        "government/osaka",
        ("Osaka", "大阪市"),
        "JP",
        Levels.SETTLEMENT,
        ("Osaka Prefecture",),
        2_700_000,
    ),
    GazetteerPlace(
        "government/osaka-prefecture", ("Osaka Prefecture", "大阪府"), "JP", Levels.UPPER
    ),
    GazetteerPlace("government/port-of-osaka", ("Port of Osaka",), "JP", Levels.PORT),
    GazetteerPlace("government/chuo", ("Chuo Ward", "中央区"), "JP", Levels.DISTRICT, ("Osaka",)),
    GazetteerPlace("government/oshima", ("Oshima",), "JP", Levels.SETTLEMENT),
    GazetteerPlace(
        "government/fukushima-prefecture",
        ("Fukushima Prefecture", "福島県"),
        "JP",
        Levels.UPPER,
    ),
    GazetteerPlace("government/shaanxi-province", ("Shaanxi", "陕西省"), "CN", Levels.UPPER),
    GazetteerPlace("government/shanxi-province", ("Shanxi", "山西省"), "CN", Levels.UPPER),
    GazetteerPlace(
        "government/tianjin", ("Tianjin", "天津市"), "CN", Levels.SETTLEMENT | Levels.UPPER
    ),
    GazetteerPlace("government/foshan", ("Foshan", "佛山市"), "CN", Levels.SETTLEMENT),
    GazetteerPlace(
        "government/springfield-a",
        ("Springfield",),
        "US",
        Levels.SETTLEMENT,
        ("Illinois",),
        110_000,
    ),
    GazetteerPlace(
        "government/springfield-b",
        ("Springfield",),
        "US",
        Levels.SETTLEMENT,
        ("Missouri",),
        160_000,
    ),
)


@cache
def linker() -> Linker:
    """The linker of these places."""
    return Linker(PLACES)
