"""Reviewing with the keyboard in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from web.conftest import Site, window
from web.look import DESK
from web.pages.reviewing import TOWNS, address_of
from web.signing_in import entered, person


@pytest.fixture(scope="module")
def client(review_site: Site) -> httpx.Client:
    """A client in which the reviewer is signed in."""
    return entered(review_site, person("reviewer"))


@pytest.fixture
def page(browser: Browser, review_site: Site) -> Iterator[Page]:
    """A page in which the reviewer is signed in; any error of a script fails the test."""
    with window(browser, review_site, person("reviewer"), viewport=DESK) as made:
        yield made


def test_a_reviewer_accepts_and_undoes_by_single_keys(page: Page, client: httpx.Client) -> None:
    page.goto(address_of(client, TOWNS[0]))
    page.keyboard.press("a")
    page.wait_for_url("**done=*")
    expect(page.locator("h1")).to_contain_text(TOWNS[1])
    expect(page.get_by_role("status").first).to_contain_text("Accepted")
    page.keyboard.press("u")
    page.wait_for_url("**undone=*")
    expect(page.locator("h1")).to_contain_text(TOWNS[0])
    expect(page.get_by_role("status").first).to_contain_text("wait again")


def test_the_reason_is_reached_by_a_key_and_typing_there_decides_nothing(
    page: Page, client: httpx.Client
) -> None:
    address = address_of(client, TOWNS[2])
    page.goto(address)
    page.keyboard.press("r")
    expect(page.locator("#reason")).to_be_focused()
    page.keyboard.type("a bad reading, just so")
    expect(page.locator("#reason")).to_have_value("a bad reading, just so")
    page.get_by_role("button", name="Reject").click()
    page.wait_for_url("**done=*")
    expect(page.get_by_role("status").first).to_contain_text("Rejected")


def test_keys_lead_on_and_back_and_to_the_correction(page: Page, client: httpx.Client) -> None:
    page.goto(address_of(client, TOWNS[3]))
    page.keyboard.press("j")
    expect(page.locator("h1")).to_contain_text(TOWNS[4])
    page.keyboard.press("k")
    expect(page.locator("h1")).to_contain_text(TOWNS[3])
    page.keyboard.press("?")
    expect(page.locator("#keys dl")).to_be_visible()
    page.keyboard.press("c")
    page.wait_for_url("**/correct*")
    expect(page.locator("h1")).to_contain_text("Correct: Name")


def test_single_keys_can_be_turned_off_for_good(page: Page, client: httpx.Client) -> None:
    page.goto(address_of(client, TOWNS[3]))
    page.keyboard.press("?")
    page.locator("#keys-on").uncheck()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator("h1")).to_contain_text(TOWNS[3])
    expect(page.locator(".acts kbd").first).to_be_hidden()
    page.locator("#keys summary").click()
    page.locator("#keys-on").check()
    page.locator("h1").click()
    page.keyboard.press("j")
    expect(page.locator("h1")).to_contain_text(TOWNS[4])


def test_the_passage_lies_in_view_in_its_box(page: Page, client: httpx.Client) -> None:
    page.goto(address_of(client, TOWNS[11]))
    inside = """() => {
        const box = document.getElementById("text").getBoundingClientRect();
        const at = document.getElementById("passage").getBoundingClientRect();
        return at.top >= box.top && at.bottom <= box.bottom;
    }"""
    page.wait_for_function(inside)


def test_everything_is_decided_without_a_script(
    browser: Browser, review_site: Site, client: httpx.Client
) -> None:
    context = browser.new_context(
        base_url=review_site.address, locale="en-GB", java_script_enabled=False
    )
    for cookie in client.cookies.jar:
        context.add_cookies(
            [{"name": cookie.name, "value": cookie.value or "", "url": review_site.address}]
        )
    page = context.new_page()
    page.goto(address_of(client, TOWNS[5]))
    expect(page.locator("kbd").first).to_be_hidden()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("status").first).to_contain_text("Accepted")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("h1")).to_contain_text(TOWNS[5])
    context.close()
