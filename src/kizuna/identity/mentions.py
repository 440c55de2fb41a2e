"""Mentions: a name as a source writes it, and what its words say of the level of what
it names.

The words for "city", "prefecture", "port" or "district" are part of the evidence: what
a mention calls a prefecture is never the city of that name, nor its port, nor a
district of it.
"""

import re
from dataclasses import dataclass
from enum import IntFlag
from functools import lru_cache
from typing import NamedTuple


class Levels(IntFlag):
    """Kinds of bodies that never meet under one name; a place that changed its rank has
    several.
    """

    SETTLEMENT = 1
    UPPER = 2
    DISTRICT = 4
    COUNTY = 8
    PORT = 16


NO_LEVEL = Levels(0)
"""Nothing is said of the level."""

_WORDS: dict[Levels, str] = {
    Levels.SETTLEMENT: "city|town|village|municipality|shi|cho|machi|mura|son|"
    "город|г|посёлок|поселок|село|деревня",
    Levels.UPPER: "prefecture|province|state|region|autonomous"
    " region|oblast|krai|metropolis|ken|fu|sheng|"
    "префектура|провинция|область|край|штат|регион|республика",
    Levels.DISTRICT: "district|ward|ku|qu|район",
    Levels.COUNTY: "county|xian|gun|уезд",
    Levels.PORT: "port|порт",
}
_EASTERN = frozenset(
    [
        "shi",
        "cho",
        "machi",
        "mura",
        "son",
        "ken",
        "fu",
        "sheng",
        "ku",
        "qu",
        "xian",
        "gun",
    ]
)
_EASTERN_COUNTRIES = frozenset({"", "JP", "CN", "TW", "HK", "KR"})
_OF_WORD = {word: level for level, words in _WORDS.items() for word in words.split("|")}
_ANY = "|".join(sorted(map(re.escape, _OF_WORD), key=len, reverse=True))
_AFTER = re.compile(rf"^(?P<core>.+?)[ -](?P<word>{_ANY})$", re.IGNORECASE)
_BEFORE = re.compile(
    rf"^(?:the )?(?:(?P<of>{_ANY}) of |(?P<ru>{_ANY})\.? (?=[а-яё]))(?P<core>.+)$",
    re.IGNORECASE,
)
_HAN_ENDS: tuple[tuple[str, Levels, int], ...] = (
    *(
        (end, Levels.UPPER, 1)
        for end in ("特別行政区", "特别行政区", "自治区", "自治州", "省")
    ),
    *((end, Levels.UPPER, 2) for end in ("県",)),
    ("市", Levels.SETTLEMENT, 1),
    *((end, Levels.SETTLEMENT, 2) for end in ("町", "村", "镇", "鎮")),
    *((end, Levels.DISTRICT, 2) for end in ("新区", "区", "區")),
    *((end, Levels.COUNTY, 2) for end in ("县", "縣", "郡")),
    ("港", Levels.PORT, 2),
)
_WHOLE_HAN = {"大阪府": "大阪", "京都府": "京都", "東京都": "東京", "东京都": "东京"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a source.

    `country` is ISO 3166-1 alpha-2, "" when nobody says; `context` the text around it;
    `level` what the source says of its level beside the name itself; latitude and
    longitude are in degrees, None when nobody says.
    """

    text: str
    country: str = ""
    context: str = ""
    level: Levels = NO_LEVEL
    latitude: float | None = None
    longitude: float | None = None


class Reading(NamedTuple):
    """A mention's name without its level word, and what that word says (NO_LEVEL: there
    is none).
    """

    core: str
    level: Levels


@lru_cache(maxsize=100_000)
def read_level(text: str, country: str = "") -> Reading:
    """What the level word of a name says: "Port of Osaka" is Osaka, a port.

    A name that is nothing but a level word stays whole. 県 and 县 stand for two things: a
    prefecture in Japan, a county in China.
    """
    name = " ".join(text.split())
    if name in _WHOLE_HAN:
        return Reading(_WHOLE_HAN[name], Levels.UPPER)
    for end, level, least in _HAN_ENDS:
        if name.endswith(end) and len(name) - len(end) >= least:
            is_prefecture = country == "JP" and end in ("県", "县", "縣")
            return Reading(
                name.removesuffix(end), Levels.UPPER if is_prefecture else level
            )
    if not (name.isascii() or re.search("[ а-яА-Я-]", name)):
        return Reading(name, NO_LEVEL)
    if before := _BEFORE.match(name):
        return Reading(before["core"], _OF_WORD[(before["of"] or before["ru"]).lower()])
    after = _AFTER.match(name)
    if after and (
        after["word"].lower() not in _EASTERN or country in _EASTERN_COUNTRIES
    ):
        return Reading(after["core"], _OF_WORD[after["word"].lower()])
    return Reading(name, NO_LEVEL)
