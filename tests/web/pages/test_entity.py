"""The page of anything else: all its facts, and all that refers to it."""

from __future__ import annotations

import httpx
import pytest

from web.conftest import Site
from web.pages.test_tie import seen


@pytest.fixture(scope="module")
def links(site: Site) -> list[str]:
    """Where the tie and the places around it lead."""
    with httpx.Client(base_url=site.address, timeout=60) as client:
        pages = ("/tie/osaka-shanghai", "/tie/osaka-prefecture-shanghai", "/area/kansai")
        return [link for page in pages for link in seen(client, page).links()]


@pytest.mark.parametrize(
    "kind",
    [
        *("agreement", "assessment", "exchange", "field", "funding", "objective", "office"),
        *("organisation", "person", "programme", "statistic", "trade", "transport"),
    ],
)
def test_a_thing_of_every_kind_has_a_page(
    client: httpx.Client, links: list[str], kind: str
) -> None:
    first = next(link for link in links if link.startswith(f"/{kind}/"))
    assert seen(client, first).has("facts")


def test_references_are_links(client: httpx.Client) -> None:
    page = seen(client, "/programme/osaka-shanghai-doctor-internships")
    assert "/tie/osaka-shanghai" in page.links("facts")


def test_an_identifier_leads_to_its_register(client: httpx.Client) -> None:
    links = seen(client, "/government/osaka").links("facts")
    assert "https://www.wikidata.org/wiki/Q35765" in links
