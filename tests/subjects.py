"""Subjects of exports for tests, made of claims, and what a format writes of them."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from builders import DAY, Claims, builtin, claim, government, register, status, tie
from kizuna.analysis.scope import scope_of
from kizuna.claims.claim import Certainty, Claim
from kizuna.publish.export import FORMATS
from kizuna.publish.export.subject import Subject
from kizuna.register.register import Register, fold
from kizuna.values import day_text

OSAKA, SHANGHAI, SAN_FRANCISCO = (
    (34.6937, 135.5022),
    (31.2304, 121.4737),
    (37.7749, -122.4194),
)
NAMES = {"en": "Osaka", "ja": "大阪市", "zh-Hans": "大阪市", "ru": "Осака"}


def subject_of(held: Register, day: int = DAY, of: str = "") -> Subject:
    """The ties of a party in a register on a day, or all of them; things are labelled
    by their ids.
    """
    sides = [frozenset({of})] if of else []
    return Subject(scope_of(held, day, sides), day_text(day), "", lambda ref: ref)


def subject(*claims: Claims, day: int = DAY) -> Subject:
    """Osaka, Shanghai, San Francisco and Atlantis (which has no point), and four ties
    between them, with more.
    """
    return subject_of(register(cities(), ties(), *claims), day)


def cities() -> list[Claim]:
    """Four governments; Osaka with names in four languages, its place, its numbers and
    its inhabitants.
    """
    persons = {
        "min": 2_600_000,
        "max": 2_700_000,
        "approximate": False,
        "unit": "persons",
    }
    named = [{"text": text, "language": language} for language, text in NAMES.items()]
    return [
        *government("osaka", "designated-city"),
        *government("shanghai", "province-level-municipality", country="CN"),
        *government("san-francisco", "city", country="US"),
        *government("atlantis", "city", country="PT"),
        *(claim("government/osaka", "name", name) for name in named),
        claim("government/osaka", "point", OSAKA),
        claim("government/shanghai", "point", SHANGHAI),
        claim("government/san-francisco", "point", SAN_FRANCISCO),
        claim("government/osaka", "identifier", "wikidata:Q35765"),
        claim("government/osaka", "identifier", "geonames:1853909"),
        claim(
            "government/shanghai",
            "identifier",
            "wikidata:Q8686",
            certainty=Certainty.LIKELY,
        ),
        claim("statistic/osaka", "measure", "population"),
        claim("statistic/osaka", "scope", "government/osaka"),
        claim("statistic/osaka", "value", persons),
    ]


def ties() -> list[Claim]:
    """One tie dated to the day, one to the month, one undated, and one that ended in
    1980.
    """
    return [
        *tie("osaka-shanghai", "osaka", "shanghai"),
        claim("tie/osaka-shanghai", "type", "friendship-city"),
        *tie("osaka-san-francisco", "osaka", "san-francisco", date="1957-10"),
        claim("tie/osaka-san-francisco", "type", "sister-city"),
        *tie("osaka-atlantis", "osaka", "atlantis", date=""),
        *tie("atlantis-shanghai", "atlantis", "shanghai", date="1970"),
        status("atlantis-shanghai", "ended", "1980/.."),
    ]


@cache
def built_in() -> Register:
    """The built-in register, folded once."""
    held = builtin()
    return fold(held.claims, held.judgements)


@cache
def built_in_subject(of: str = "") -> Subject:
    """The built-in register on the day of its note, whole or the ties of one party."""
    return subject_of(built_in(), of=of)


def written(name: str, about: Subject) -> bytes:
    """What the format of that name writes."""
    made = BytesIO()
    FORMATS[name].write(about, made)
    return made.getvalue()


def notes(name: str, about: Subject) -> str:
    """What the format of that name tells of its file."""
    return "; ".join(FORMATS[name].write(about, BytesIO()) or ())
