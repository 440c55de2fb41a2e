"""Makes a dump in the form of Wikidata's: entity documents that vary as real ones do,
one in 200 with P190.

Law: the same size and seed give the same bytes; nothing in it is copied from a real
entity.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

LANGUAGES = (
    *(
        "en",
        "de",
        "fr",
        "ja",
        "zh",
        "zh-hans",
        "zh-hant",
        "ru",
        "es",
        "it",
        "pt",
        "pl",
        "nl",
        "sv",
    ),
    *(
        "uk",
        "ar",
        "fa",
        "ko",
        "tr",
        "cs",
        "fi",
        "hu",
        "ca",
        "eu",
        "nb",
        "da",
        "ro",
        "vi",
        "id",
    ),
)
_SYLLABLES = {
    "ja": (
        "川",
        "山",
        "田",
        "浜",
        "島",
        "松",
        "青",
        "北",
        "東",
        "石",
        "津",
        "原",
        "ノ",
        "キ",
        "ラ",
    ),
    "zh": (
        "江",
        "州",
        "安",
        "海",
        "南",
        "宁",
        "山",
        "阳",
        "林",
        "港",
        "城",
        "河",
        "东",
        "平",
        "新",
    ),
    "ru": (
        "гор",
        "ново",
        "ск",
        "град",
        "бере",
        "зин",
        "оль",
        "ма",
        "рья",
        "ст",
        "ов",
        "ка",
        "ли",
    ),
    "ar": ("مد", "ينة", "بل", "دة", "قر", "ية", "نه", "ر", "جب", "ل"),
    "": (
        "nor",
        "haven",
        "ber",
        "lin",
        "ton",
        "ora",
        "mat",
        "sul",
        "vik",
        "dor",
        "est",
        "ham",
        "ial",
    ),
}
_STRINGS = (
    "P214",
    "P227",
    "P244",
    "P373",
    "P395",
    "P646",
    "P913",
    "P982",
    "P1566",
    "P2671",
    "P6766",
)
_ITEMS = (
    "P17",
    "P31",
    "P131",
    "P47",
    "P150",
    "P361",
    "P421",
    "P706",
    "P910",
    "P1313",
    "P1792",
)
_TIMES = ("P571", "P576", "P1249", "P577", "P569", "P570")
_KINDS = (
    515,
    532,
    484170,
    262166,
    747074,
    1549591,
    3957,
    16521,
    5,
    13442814,
    4167410,
    11424,
)
_COUNTRIES = (17, 148, 30, 183, 142, 145, 38, 159, 96, 155, 408, 16)
MEMBER = 8 << 20
"""Bytes of text in one member of a dump that is split in members."""


def entity(number: int, chance: random.Random, *, twinned: bool) -> dict[str, Any]:
    """The document of one item as the dump gives it: some 5 to 25 KB of JSON."""
    spoken = chance.sample(LANGUAGES, chance.randint(4, len(LANGUAGES)))
    names = {tag: _word(tag, chance) for tag in spoken}
    claims = {
        **{p: [_statement(number, p, _item(_KINDS, chance), chance)] for p in ("P31",)},
        **{
            p: [_statement(number, p, _item(_COUNTRIES, chance), chance)]
            for p in ("P17",)
        },
        **_many(number, chance),
    }
    if twinned:
        claims["P190"] = [
            _twinning(number, chance) for _ in range(chance.randint(1, 30))
        ]
    return {
        "type": "item",
        "id": f"Q{number}",
        "labels": {
            tag: {"language": tag, "value": name} for tag, name in names.items()
        },
        "descriptions": {
            tag: {
                "language": tag,
                "value": " ".join(_word(tag, chance) for _ in range(4)),
            }
            for tag in spoken[::2]
        },
        "aliases": {
            tag: [{"language": tag, "value": _word(tag, chance)}] for tag in spoken[::3]
        },
        "claims": claims,
        "sitelinks": {
            f"{tag}wiki": {"site": f"{tag}wiki", "title": name, "badges": []}
            for tag, name in names.items()
        },
        "pageid": number + 1000,
        "ns": 0,
        "title": f"Q{number}",
        "lastrevid": chance.randint(10**8, 2 * 10**9),
        "modified": f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T08:15:30Z",
    }


def lines(size: int, seed: int = 1987) -> Iterator[bytes]:
    """The lines of a dump of about `size` bytes of text, the brackets and commas of the
    array included.
    """
    chance = random.Random(seed)
    written, number = 2, 0
    yield b"[\n"
    before = b""
    while written < size:
        number += 1
        made = orjson.dumps(entity(number, chance, twinned=number % 200 == 100))
        line = before + made
        written += len(line) + 2
        before = b",\n"
        yield line
    yield b"\n]\n"


def write_dump(path: Path, size: int) -> None:
    """Write a dump as one gzip member."""
    from isal import igzip_threaded

    with igzip_threaded.open(path, "wb", compresslevel=2, threads=1) as file:
        for line in lines(size):
            file.write(line)


def write_members(path: Path, size: int) -> None:
    """Write the same dump in gzip members of some MEMBER bytes, which end anywhere in a
    line.
    """
    from isal import igzip

    held = bytearray()
    with open(path, "wb") as file:
        for line in lines(size):
            held += line
            while len(held) >= MEMBER:
                file.write(igzip.compress(bytes(held[:MEMBER]), 2))
                del held[:MEMBER]
        file.write(igzip.compress(bytes(held), 2))


def _word(tag: str, chance: random.Random) -> str:
    syllables = _SYLLABLES.get(tag.partition("-")[0], _SYLLABLES[""])
    return "".join(chance.choices(syllables, k=chance.randint(2, 5))).capitalize()


def _many(number: int, chance: random.Random) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for name in chance.sample(_STRINGS, chance.randint(1, len(_STRINGS))):
        text = str(chance.randint(10**5, 10**9))
        found[name] = [
            _statement(number, name, ("external-id", "string", text), chance)
        ]
    for name in chance.sample(_ITEMS[2:], chance.randint(1, 6)):
        found[name] = [
            _statement(number, name, _item(range(1, 10**7), chance), chance)
            for _ in range(chance.randint(1, 5))
        ]
    for name in chance.sample(_TIMES, chance.randint(0, 2)):
        found[name] = [_statement(number, name, _time(chance), chance)]
    place = {
        "latitude": round(chance.uniform(-60, 70), 6),
        "longitude": round(chance.uniform(-180, 180), 6),
        "altitude": None,
        "precision": 0.0001,
        "globe": "http://www.wikidata.org/entity/Q2",
    }
    found["P625"] = [
        _statement(
            number, "P625", ("globe-coordinate", "globecoordinate", place), chance
        )
    ]
    people = {"amount": f"+{chance.randint(100, 10**7)}", "unit": "1"}
    found["P1082"] = [
        _statement(number, "P1082", ("quantity", "quantity", people), chance)
    ]
    return found


Typed = tuple[str, str, Any]


def _item(among: Any, chance: random.Random) -> Typed:
    target = chance.choice(among)
    value = {"entity-type": "item", "numeric-id": target, "id": f"Q{target}"}
    return "wikibase-item", "wikibase-entityid", value


def _time(chance: random.Random) -> Typed:
    precision = chance.choice((9, 9, 10, 11))
    month = chance.randint(1, 12) if precision > 9 else 0
    day = chance.randint(1, 28) if precision > 10 else 0
    value = {
        "time": f"+{chance.randint(1900, 2024)}-{month:02}-{day:02}T00:00:00Z",
        "timezone": 0,
        "before": 0,
        "after": 0,
        "precision": precision,
        "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
    }
    return "time", "time", value


def _snak(name: str, typed: Typed, chance: random.Random) -> dict[str, Any]:
    datatype, kind, value = typed
    return {
        "snaktype": "value",
        "property": name,
        "hash": f"{chance.getrandbits(160):040x}",
        "datavalue": {"value": value, "type": kind},
        "datatype": datatype,
    }


def _statement(
    number: int, name: str, typed: Typed, chance: random.Random
) -> dict[str, Any]:
    made = {
        "mainsnak": _snak(name, typed, chance),
        "type": "statement",
        "id": f"Q{number}${chance.getrandbits(128):032x}",
        "rank": "normal",
    }
    if chance.random() < 0.6:
        source = _snak("P248", _item(range(10**5, 10**7), chance), chance)
        made["references"] = [
            {
                "hash": f"{chance.getrandbits(160):040x}",
                "snaks": {"P248": [source]},
                "snaks-order": ["P248"],
            }
        ]
    return made


def _twinning(number: int, chance: random.Random) -> dict[str, Any]:
    made = _statement(number, "P190", _item(range(100, 10**5, 200), chance), chance)
    qualifiers = {
        name: [_snak(name, _time(chance), chance)]
        for name, share in (("P580", 0.3), ("P582", 0.04))
        if chance.random() < share
    }
    if qualifiers:
        made["qualifiers"] = qualifiers
        made["qualifiers-order"] = list(qualifiers)
    made["rank"] = chance.choices(("normal", "preferred", "deprecated"), (95, 3, 2))[0]
    return made
