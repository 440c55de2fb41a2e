"""The page of anything else: all its facts, and all that refers to it."""

from __future__ import annotations

import httpx
import pytest

from web.pages.test_tie import seen


def _first(client: httpx.Client, kind: str) -> str:
    """The address of something of a kind, found from the tie and the places around it."""
    for page in ("/tie/osaka-shanghai", "/tie/osaka-prefecture-shanghai", "/area/kansai"):
        for link in seen(client, page).links():
            if link.startswith(f"/{kind}/"):
                return link
    raise AssertionError(f"no page leads to a {kind}")


@pytest.mark.parametrize(
    "kind",
    [
        *("agreement", "assessment", "exchange", "field", "funding", "objective", "office"),
        *("organisation", "person", "programme", "statistic", "trade", "transport"),
    ],
)
def test_a_thing_of_every_kind_has_a_page(client: httpx.Client, kind: str) -> None:
    assert seen(client, _first(client, kind)).has("facts")


def test_references_are_links(client: httpx.Client) -> None:
    page = seen(client, "/programme/osaka-shanghai-doctor-internships")
    assert "/tie/osaka-shanghai" in page.links("facts")


def test_every_fact_has_its_evidence(client: httpx.Client) -> None:
    page = seen(client, "/programme/osaka-shanghai-doctor-internships")
    for fact in page.root.xpath("//*[@id='facts']//dd")[:-1]:
        assert fact.xpath(".//a[starts-with(@href, '/claim/')]"), fact.text_content()


def test_what_refers_to_a_thing_is_told(client: httpx.Client) -> None:
    page = seen(client, "/programme/osaka-shanghai-volleyball")
    assert "Matsushita Electric" in page.section("funding-of")


def test_an_identifier_leads_to_its_register(client: httpx.Client) -> None:
    links = seen(client, "/government/osaka").links("facts")
    assert "https://www.wikidata.org/wiki/Q35765" in links
