"""Odd records: a whole thing of each kind, beside it one thing for each of its
properties that has nothing else, and ties that lack what a tie should have.
"""

from __future__ import annotations

from collections.abc import Iterator

from builders import claim, government, milestone, status, tie
from kizuna.claims import vocabulary
from kizuna.claims.claim import Claim
from kizuna.claims.kinds import KINDS, Property, parts_of, properties_of

_VALUES = {
    "text": "in words",
    "integer": 7,
    "name": {"text": "Odd", "language": "en"},
    "date": "1974",
    "point": [34.7, 135.5],
    "country": "ZZ",
    "language": "ja",
    "address": "https://example.org/odd",
    "digest": "0" * 64,
    "identifier": "wikidata:Q35765",
    "direction": {"from": "government/osaka"},
}
"""A value of each type by its key; a country is one that no state has as its code."""
_QUANTITIES = {
    "count": "25 persons",
    "duration": "2 weeks",
    "share": "0.5 share",
    "money": "1000 JPY",
    "ratio": "2 ratio",
}


def value_of(defined: Property) -> object:
    """A value that the property takes."""
    kind = defined.type
    if parts := parts_of(kind):
        wanted = {name: part for name, part in parts.items() if part.required}
        return {name: _part(part) for name, part in wanted.items()}
    if kind.key == "concept":
        return next(iter(vocabulary.scheme(kind.detail[0])))
    if kind.key == "reference":
        return f"{(kind.detail or ('government',))[0]}/whole"
    if kind.key == "quantity":
        return _QUANTITIES[kind.detail[0]]
    return _VALUES[kind.key]


def _part(part: Property) -> object:
    return [value_of(part)] if part.many else value_of(part)


def odd_records() -> list[Claim]:
    """The claims of the register of odd records, on top of Japan, China and a tie."""
    return [*_ordinary(), *_whole_and_bare(), *_odd_places(), *_odd_ties()]


def _ordinary() -> Iterator[Claim]:
    yield from government("osaka", "designated-city")
    yield from government("shanghai", country="CN")
    yield from tie("osaka-shanghai", "osaka", "shanghai")
    for slug, country in (("japan", "JP"), ("china", "CN")):
        yield claim(f"area/{slug}", "name", {"text": slug.title(), "language": "en"})
        yield claim(f"area/{slug}", "country", country)


def _whole_and_bare() -> Iterator[Claim]:
    for prefix, kind in KINDS.items():
        for name, defined in properties_of(kind).items():
            value = value_of(defined)
            yield claim(f"{prefix}/whole", name, value)
            bare = name.replace("_", "-")
            yield claim(f"{prefix}/only-{bare}", name, value)


def _odd_places() -> Iterator[Claim]:
    yield claim("government/nowhere", "name", {"text": "Nowhere", "language": "en"})
    yield from government("zz", country="ZZ")
    yield from government("loop-a", part_of="loop-b")
    yield from government("loop-b", part_of="loop-a")


def _odd_ties() -> Iterator[Claim]:
    """Ties of a government of Japan and one of China with whatever is odd."""
    for party in ("nowhere", "zz", "never-described", "loop-a", "only-country"):
        yield from tie(f"osaka-{party}", "osaka", party)
        yield from tie(f"shanghai-{party}", "shanghai", party)
    yield from tie("alone", "osaka")
    yield from tie("of-three", "osaka", "shanghai", "nowhere")
    yield milestone("no-party", date="1980")
    for slug in ("undated", "undated-status", "open", "wrong-way"):
        for party in ("osaka", "shanghai"):
            yield claim(f"tie/{slug}", "party", f"government/{party}")
    yield status("undated-status", "ended")
    yield milestone("open", date="../1980")
    yield status("wrong-way", "ended", "1970")
    yield milestone("wrong-way", date="1990")
