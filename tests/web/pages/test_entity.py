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


def test_names_stand_in_all_scripts_with_their_languages(client: httpx.Client) -> None:
    names = seen(client, "/government/osaka").section("names")
    assert "Russian Осака (Cyrl)" in names
    assert "Japanese (Latin) Ōsaka (Latn; hepburn)" in names


def test_levels_stand_in_order_of_time(client: httpx.Client) -> None:
    standing = seen(client, "/government/osaka").section("standing")
    assert standing.index("from 1 April 1889") < standing.index("since 1 September 1956")


def test_the_kind_above_the_name_is_the_level_of_the_day(town_client: httpx.Client) -> None:
    assert "Town Northhaven" in seen(town_client, "/government/northhaven?as_of=1950").words()
    assert "City Northhaven" in seen(town_client, "/government/northhaven?as_of=2010").words()


def test_an_area_that_nobody_draws_says_so(client: httpx.Client) -> None:
    page = seen(client, "/area/china")
    assert "No source draws this area" in page.section("ties")


def test_the_first_screen_has_the_map_the_years_and_what_can_be_done(client: httpx.Client) -> None:
    page = client.get("/government/osaka?as_of=1987-04-01").text
    for address in (
        *("/plot/map.svg?", "/plot/years.svg?", "/annual?", "/due?", "/ties?", "/export?"),
        *("/place.json?", "/place.pdf?", "/compare?"),
    ):
        assert f'"{address}' in page, address
    assert "known_at=" in page.partition('class="citation"')[2][:400]


def test_the_place_is_asked_for_by_its_name_too(client: httpx.Client) -> None:
    assert "/tie/osaka-shanghai" in client.get("/place?place=大阪市").text
    rows = client.get("/place.json?place=Osaka&as_of=1987-04-01").json()
    assert rows["id"] == "government/osaka"
    assert rows["count"]["certain"] > 0
