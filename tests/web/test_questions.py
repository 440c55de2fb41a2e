"""No page asks the database more than twelve questions: its answers say how many it asked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from web.conftest import serving
from web.look import PAGES
from web.signing_in import signed_in

MOST = 12


def asked(answer: httpx.Response) -> int:
    """How many questions an answer took, by its own account."""
    found = re.search(r'db;desc="(\d+)"', answer.headers["Server-Timing"])
    assert found is not None
    return int(found[1])


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_no_more_than_twelve_questions(client: httpx.Client, address: str) -> None:
    client.get(address)  # the first reader after a change pays for what is kept
    answer = client.get(address)
    assert answer.status_code == 200
    assert asked(answer) <= MOST


@pytest.fixture(scope="module")
def reviewer(_built_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path = shutil.copy(_built_in, tmp_path_factory.mktemp("reviewed") / "kizuna.sqlite3")
    with serving(Path(path)) as site:
        yield signed_in(site, "reviewer")


@pytest.mark.parametrize(
    "address",
    ["/", "/government/osaka", "/tie/osaka-shanghai", "/review", "/conflicts", "/enter", "/read"],
)
def test_nor_does_a_page_of_somebody_signed_in(reviewer: httpx.Client, address: str) -> None:
    reviewer.get(address)
    answer = reviewer.get(address)
    assert answer.status_code == 200
    assert asked(answer) <= MOST


def test_what_is_asked_is_counted(client: httpx.Client) -> None:
    assert asked(client.get("/search?q=Osaka")) > 1
