"""What tests of pages share: two invented towns with a paper whose text is held, and a desk of decisions."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from builders import add_text, claim, facts
from kizuna.claims.claim import Claim, Stance
from kizuna.store import open_database
from kizuna.store.actions import add_register
from web.conftest import Site, serving
from web.pages.deciding import add_mentions
from web.pages.reviewing import fill
from web.signing_in import add_person, entered, person

PAPER = """Minutes of the council of Northhaven

1. The council resolved on 4 May 1991 to become the sister town of Aomatsu <in Japan>.

2. Twenty pupils are to go to Aomatsu each year.
"""
LETTER = "Nobody but its owner may show this letter.\n"


TIE = "tie/northhaven-aomatsu"
ACT = "The council resolved on 4 May 1991 to become the sister town of Aomatsu <in Japan>"


def _cited(words: str, text: str = PAPER, document: str = "document/minutes") -> dict[str, object]:
    """Where some words of a paper stand, and who says them."""
    at, digest = text.index(words), hashlib.sha256(text.encode()).hexdigest()
    place = {"sha256": digest, "start": at, "end": at + len(words), "locator": ""}
    return {"document": document, "holder": "organisation/council", **place}


def two_towns() -> list[Claim]:
    """A town that became a city and one in Japan, the tie that they had, a plan, and a letter of a third."""
    town, other = "government/northhaven", "government/aomatsu"
    programme = "programme/northhaven-pupils"
    act, day, pupils = ACT, "4 May 1991", "Twenty pupils are to go to Aomatsu each year"
    formal = {"stage": "formal", "date": "1991-05-04", "basis": "council-vote"}
    ended = {"status": "ended", "reason": "Nobody came any more."}
    held = {"text": "Pupils go to Aomatsu.", "language": "en"}
    planned = {**_cited(pupils), "stance": Stance.PLANNED}
    return [
        *facts("document/minutes", title="Minutes of Northhaven", date="1991"),
        *facts("document/letter", title="Letter", rights="All rights reserved."),
        *facts(town, country="NZ", name={"text": "Northhaven", "language": "en"}),
        *facts(other, country="JP", level="town", name={"text": "Aomatsu", "language": "en"}),
        claim(other, "name", {"text": "青松町", "language": "ja"}),
        claim(town, "level", "town", "1900/1999"),
        claim(town, "level", "city", "2000/.."),
        claim(
            town,
            "predecessor",
            "government/oldhaven",
            **_cited(LETTER[:6], LETTER, "document/letter"),
        ),
        claim(TIE, "party", town, **_cited(act)),
        claim(TIE, "party", other, **_cited(act)),
        claim(TIE, "type", "sister-city", **_cited(act)),
        claim(TIE, "milestone", formal, **_cited(act)),
        claim(TIE, "status", {"status": "active"}, "1991-05-04/2000-12-31", **_cited(day)),
        claim(TIE, "status", ended, "2001-01-01", **_cited(day)),
        claim(programme, "tie", TIE, **_cited(pupils)),
        claim(programme, "activity", held, **_cited(pupils)),
        claim(programme, "period", "1992/..", **planned),
    ]


@pytest.fixture(scope="session")
def towns(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server on a register of two towns with two papers: open to all, and with its rights reserved."""
    path = copied()
    opened = open_database(path)
    add_register(claims=two_towns(), judgements=(), acting_user="tester")
    for name, text in (("minutes", PAPER), ("letter", LETTER)):
        add_text(f"document/{name}", text)
    opened.close()
    with serving(path) as made:
        yield made


@pytest.fixture
def town_client(towns: Site) -> Iterator[httpx.Client]:
    """A client without a browser, of the register of two towns."""
    with httpx.Client(
        base_url=towns.address, timeout=60, headers={"Accept-Language": "en"}
    ) as made:
        yield made


@pytest.fixture(scope="session")
def with_mentions(copied: Callable[[], Path]) -> Path:
    """A database in which mentions wait, with an account of each role; to be copied."""
    path = copied()
    add_mentions(path)
    return path


@pytest.fixture
def desk(with_mentions: Path, tmp_path: Path) -> Iterator[Site]:
    """A server with mentions, of the test's own."""
    with serving(Path(shutil.copy(with_mentions, tmp_path / "kizuna.sqlite3"))) as site:
        yield site


@pytest.fixture
def reviewer(desk: Site) -> httpx.Client:
    """A client of a reviewer, who may change what waits."""
    return entered(desk, person("reviewer"))


@pytest.fixture(scope="session")
def onlooker(
    with_mentions: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A client of a reviewer who changes nothing."""
    path = Path(shutil.copy(with_mentions, tmp_path_factory.mktemp("desk") / "kizuna.sqlite3"))
    with serving(path) as site:
        yield entered(site, person("reviewer"))


@pytest.fixture(scope="module")
def review_site(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server on a register in which proposals wait, of a module's own, with a reviewer."""
    path = copied()
    fill(path)
    with serving(path) as made:
        add_person(made, "reviewer")
        yield made
