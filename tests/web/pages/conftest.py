"""What tests of pages share: two invented towns with a paper whose text is held, and a
desk of decisions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from httpx import Client

from builders import claim, facts
from kizuna.claims.claim import Claim, Stance
from web.conftest import Site, fill, serving
from web.pages.reviewing import cited

PAPER = """Minutes of the council of Northhaven

1. The council resolved on 4 May 1991 to become the sister town of Aomatsu <in Japan>.

2. Twenty pupils are to go to Aomatsu each year.
"""
LETTER = "Nobody but its owner may show this letter.\n"


TIE = "tie/northhaven-aomatsu"
ACT = (
    "The council resolved on 4 May 1991 to become the sister town of Aomatsu <in Japan>"
)


def _cited(
    words: str, text: str = PAPER, document: str = "document/minutes"
) -> dict[str, object]:
    """Where some words of a paper stand, and who says them."""
    return {**cited(words, text, document), "holder": "organisation/council"}


def two_towns() -> list[Claim]:
    """A town that became a city and one in Japan, the tie that they had, a plan, and a
    letter of a third.
    """
    town, other = "government/northhaven", "government/aomatsu"
    programme = "programme/northhaven-pupils"
    act, day = _cited(ACT), _cited("4 May 1991")
    pupils = _cited("Twenty pupils are to go to Aomatsu each year")
    formal = {"stage": "formal", "date": "1991-05-04", "basis": "council-vote"}
    ended = {"status": "ended", "reason": "Nobody came any more."}
    held = {"text": "Pupils go to Aomatsu.", "language": "en"}
    letter = _cited(LETTER[:6], LETTER, "document/letter")
    return [
        *facts("document/minutes", title="Minutes of Northhaven", date="1991"),
        *facts("document/letter", title="Letter", rights="All rights reserved."),
        *facts(town, country="NZ", name={"text": "Northhaven", "language": "en"}),
        *facts(
            other,
            country="JP",
            level="town",
            name={"text": "Aomatsu", "language": "en"},
        ),
        claim(other, "name", {"text": "青松町", "language": "ja"}),
        claim(town, "level", "town", "1900/1999"),
        claim(town, "level", "city", "2000/.."),
        claim(town, "predecessor", "government/oldhaven", **letter),
        claim(TIE, "party", town, **act),
        claim(TIE, "party", other, **act),
        claim(TIE, "type", "sister-city", **act),
        claim(TIE, "milestone", formal, **act),
        claim(TIE, "status", {"status": "active"}, "1991-05-04/2000-12-31", **day),
        claim(TIE, "status", ended, "2001-01-01", **day),
        claim(programme, "tie", TIE, **pupils),
        claim(programme, "activity", held, **pupils),
        claim(programme, "period", "1992/..", **{**pupils, "stance": Stance.PLANNED}),
    ]


@pytest.fixture(scope="session")
def towns(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server on a register of two towns with two papers: open to all, and with its
    rights reserved.
    """
    texts = {"document/minutes": PAPER, "document/letter": LETTER}
    with serving(fill(copied(), two_towns(), texts=texts)) as made:
        yield made


@pytest.fixture
def town_client(towns: Site) -> Iterator[Client]:
    """A client without a browser, of the register of two towns."""
    english = {"Accept-Language": "en"}
    with Client(base_url=towns.address, timeout=60, headers=english) as made:
        yield made
