"""What tests of pages share: two invented towns with a paper whose text is held, and a desk of decisions."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from web.conftest import Site, serving
from web.pages.deciding import add_mentions
from web.pages.reviewing import fill
from web.signing_in import add_person, entered, kizuna, person

PAPER = """Minutes of the council of Northhaven

1. The council resolved on 4 May 1991 to become the sister town of Aomatsu <in Japan>.

2. Twenty pupils are to go to Aomatsu each year.
"""
_STATEMENTS = """
[source]
document = "document/minutes"
holder = "organisation/council"
recorder = "person/anna-lee"
sha256 = "{sha256}"

[[state]]
subject = "document/minutes"
locator = "title page"
title = {{ text = "Minutes of Northhaven", language = "en" }}
date = "1991"

[[state]]
subject = "government/northhaven"
locator = "page 1"
name = {{ text = "Northhaven", language = "en" }}
level = [
  {{ value = "town", valid = "1900/1999" }},
  {{ value = "city", valid = "2000/.." }},
]
country = "NZ"

[[state]]
subject = "government/aomatsu"
locator = "page 1"
name = [{{ text = "Aomatsu", language = "en" }}, {{ text = "青松町", language = "ja" }}]
level = "town"
country = "JP"

[[state]]
subject = "tie/northhaven-aomatsu"
at = [{act[0]}, {act[1]}]
party = ["government/northhaven", "government/aomatsu"]
type = "sister-city"
milestone = {{ stage = "formal", date = "1991-05-04", basis = "council-vote" }}

[[state]]
subject = "tie/northhaven-aomatsu"
at = [{day[0]}, {day[1]}]
status = [
  {{ value = {{ status = "active" }}, valid = "1991-05-04/2000-12-31" }},
  {{ value = {{ status = "ended", reason = "Nobody came any more." }}, valid = "2001-01-01" }},
]

[[state]]
subject = "programme/northhaven-pupils"
at = [{pupils[0]}, {pupils[1]}]
tie = "tie/northhaven-aomatsu"
activity = {{ text = "Pupils go to Aomatsu.", language = "en" }}
period = {{ value = "1992/..", stance = "planned" }}

[[state]]
subject = "document/letter"
locator = "title page"
document = "document/letter"
title = {{ text = "Letter", language = "en" }}
rights = "All rights reserved."

[[state]]
subject = "government/northhaven"
document = "document/letter"
sha256 = "{letter}"
at = [0, 6]
predecessor = "government/oldhaven"
"""
LETTER = "Nobody but its owner may show this letter.\n"


def _span(words: str) -> tuple[int, int]:
    at = PAPER.index(words)
    return at, at + len(words)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture(scope="session")
def towns(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server on a register of two towns with two papers: open to all, and with its rights reserved."""
    path = copied()
    folder, site = path.parent, Site("", path)
    stated = _STATEMENTS.format(
        sha256=_digest(PAPER),
        letter=_digest(LETTER),
        act=_span(
            "The council resolved on 4 May 1991 to become the sister town of Aomatsu <in Japan>"
        ),
        day=_span("4 May 1991"),
        pupils=_span("Twenty pupils are to go to Aomatsu each year"),
    )
    (folder / "towns.toml").write_text(stated, "utf-8")
    kizuna(site, "record", str(folder / "towns.toml"))
    for name, text in (("minutes", PAPER), ("letter", LETTER)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
        kizuna(site, "sources", "add", str(folder / f"{name}.txt"), "--id", f"document/{name}")
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
