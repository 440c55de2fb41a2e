"""Searching in a browser: names, facts and passages apart, and suggestions while one types."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Page, expect

from web.pages.reading import Seen, seen


def test_a_field_for_a_tie_offers_the_ties_of_a_place(client: httpx.Client) -> None:
    part = client.get("/names", params={"q": "Kobe", "of": "tie"}).text
    assert "(tie/kobe-tianjin)" in part
    assert "(government/" not in part


def test_a_passage_leads_into_the_text(town_client: httpx.Client) -> None:
    page = seen(town_client, "/search?q=twenty pupils")
    assert page.links("passages")[-1].startswith("/document/minutes/text?at=")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/search?q=Shangai", "No exact match for “Shangai”. Similar names:"),
        ("/search", "Write a name in any script"),
        ("/search?q=xyzzyq", "No results for “xyzzyq”"),
    ],
)
def test_without_a_hit_the_page_says_what_is_so(
    client: httpx.Client, address: str, said: str
) -> None:
    assert said in seen(client, address).words()


def test_suggestions_begin_with_what_begins_so_and_are_at_most_ten(client: httpx.Client) -> None:
    part = Seen(f"<main>{client.get('/search/suggest', params={'q': 'Osa'}).text}</main>")
    names = part.root.xpath("//a[not(contains(@class, 'all-found'))]/span[1]")
    assert names[0].text_content() == "Osaka"
    assert len(names) <= 10
    assert "<a" not in client.get("/search/suggest?q=").text


def test_one_goes_to_a_suggestion_by_the_arrows_and_escape_puts_suggestions_away(
    page: Page,
) -> None:
    page.goto("/search")
    page.locator(".find input").press_sequentially("Kobe")
    page.locator(".suggestions a").first.wait_for()
    page.keyboard.press("Escape")
    expect(page.locator(".suggestions")).to_have_count(0)
    page.goto("/search")
    page.locator(".find input").press_sequentially("Kobe")
    page.locator(".suggestions a").first.wait_for()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".suggestions a:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/government/kobe")
