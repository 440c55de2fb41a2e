"""No page asks the database more than twelve questions: its answers say how many it asked.

The pages of visitors are asked for in `web.test_languages`.
"""

from __future__ import annotations

import re

import httpx
import pytest

from web.conftest import Site
from web.signing_in import signed_in

MOST = 12


def asked(answer: httpx.Response) -> int:
    """How many questions an answer took, by its own account."""
    found = re.search(r'db;desc="(\d+)"', answer.headers["Server-Timing"])
    assert found is not None
    return int(found[1])


@pytest.fixture(scope="module")
def reviewer(house: Site) -> httpx.Client:
    return signed_in(house, "reviewer")


@pytest.mark.parametrize(
    "address",
    ["/", "/government/osaka", "/tie/osaka-shanghai", "/review", "/conflicts", "/enter", "/read"],
)
def test_a_page_of_a_reviewer_asks_no_more_than_twelve(
    reviewer: httpx.Client, address: str
) -> None:
    reviewer.get(address)
    answer = reviewer.get(address)
    assert answer.status_code == 200
    assert asked(answer) <= MOST


def test_what_is_asked_is_counted(client: httpx.Client) -> None:
    assert asked(client.get("/search?q=Osaka")) > 1
