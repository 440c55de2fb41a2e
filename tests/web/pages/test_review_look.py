"""Reviewing with the keyboard in a real browser, and its look: axe, a phone, four languages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from web.conftest import Site, serving
from web.look import DESK, PATIENCE, PHONE
from web.pages.reviewing import TOWNS, address_of, fill, seen
from web.signing_in import Person, add_person, entered, person, sign_in_page

WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
_LATIN = re.compile(r"[A-Za-z]{4,}")


@pytest.fixture(scope="module")
def desk(_built_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server on a register in which proposals wait, with a reviewer."""
    path = Path(shutil.copy(_built_in, tmp_path_factory.mktemp("look") / "kizuna.sqlite3"))
    fill(path)
    with serving(path) as made:
        add_person(made, "reviewer")
        yield made


@pytest.fixture(scope="module")
def client(desk: Site) -> httpx.Client:
    """A client in which the reviewer is signed in."""
    return entered(desk, person("reviewer"))


@pytest.fixture
def page(browser: Browser, desk: Site) -> Iterator[Page]:
    """A page in which the reviewer is signed in; any error of a script fails the test."""
    context = browser.new_context(base_url=desk.address, locale="en-GB", viewport=DESK)
    context.set_default_timeout(PATIENCE)
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    who: Person = person("reviewer")
    sign_in_page(made, who)
    yield made
    context.close()
    assert errors == []


def _address(client: httpx.Client, name: str) -> str:
    return address_of(client, name)


def test_a_reviewer_accepts_and_undoes_by_single_keys(page: Page, client: httpx.Client) -> None:
    page.goto(_address(client, TOWNS[0]))
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
    address = _address(client, TOWNS[2])
    page.goto(address)
    page.keyboard.press("r")
    expect(page.locator("#reason")).to_be_focused()
    page.keyboard.type("a bad reading, just so")
    expect(page.locator("#reason")).to_have_value("a bad reading, just so")
    page.get_by_role("button", name="Reject").click()
    page.wait_for_url("**done=*")
    expect(page.get_by_role("status").first).to_contain_text("Rejected")


def test_keys_lead_on_and_back_and_to_the_correction(page: Page, client: httpx.Client) -> None:
    page.goto(_address(client, TOWNS[3]))
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
    page.goto(_address(client, TOWNS[3]))
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
    page.goto(_address(client, TOWNS[11]))
    inside = """() => {
        const box = document.getElementById("text").getBoundingClientRect();
        const at = document.getElementById("passage").getBoundingClientRect();
        return at.top >= box.top && at.bottom <= box.bottom;
    }"""
    page.wait_for_function(inside)


def test_everything_is_decided_without_a_script(
    browser: Browser, desk: Site, client: httpx.Client
) -> None:
    context = browser.new_context(base_url=desk.address, locale="en-GB", java_script_enabled=False)
    for cookie in client.cookies.jar:
        context.add_cookies(
            [{"name": cookie.name, "value": cookie.value or "", "url": desk.address}]
        )
    page = context.new_page()
    page.goto(_address(client, TOWNS[5]))
    expect(page.locator("kbd").first).to_be_hidden()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("status").first).to_contain_text("Accepted")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("h1")).to_contain_text(TOWNS[5])
    context.close()


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe has against a page."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]


def _pages(client: httpx.Client) -> list[str]:
    """The list, a reading, one with a conflict, one without its text, and a correction."""
    conflict = _address(client, "Osaka – Shanghai")
    first = seen(client.get(conflict).text)[0]
    return [
        "/review",
        "/review?by=person/nobody",
        _address(client, TOWNS[11]),
        conflict,
        _address(client, "lostford"),
        f"/review/{first}/correct",
    ]


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing(page: Page, client: httpx.Client, look: str) -> None:
    page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    for address in _pages(client):
        page.goto(address)
        for details in page.locator("main details").all():
            details.evaluate("element => { element.open = true; }")
        assert violations(page) == [], address


@pytest.mark.parametrize("language", ["en", "ja", "ru"])
def test_nothing_scrolls_sideways_on_a_phone(
    page: Page, client: httpx.Client, language: str
) -> None:
    page.set_viewport_size(PHONE)
    for address in _pages(client):
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
    page.goto("/review?lang=en")


@pytest.mark.parametrize("language", ["ja", "zh-Hans", "ru"])
def test_no_english_is_left(page: Page, client: httpx.Client, language: str) -> None:
    for address in _pages(client):
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        said = page.locator("main").evaluate(
            """main => [...main.querySelectorAll(
                    'label, legend, .hint, summary, button, h2, dt, dd, th, .badge, .as')]
                .filter(e => e.closest('[lang]') === document.documentElement)
                .map(e => e.textContent.trim())"""
        )
        english = {word for text in said for word in _LATIN.findall(text)}
        assert english <= {"kizuna", "rules", "https", "http"}, address
    page.goto("/review?lang=en")


def test_an_empty_queue_says_how_proposals_come(own_site: Site) -> None:
    add_person(own_site, "reviewer")
    with_nothing = entered(own_site, person("reviewer")).get("/review?lang=en").text
    assert "kizuna propose" in with_nothing
    assert "/api/v1/proposals" in with_nothing
    assert 'href="/enter"' in with_nothing
