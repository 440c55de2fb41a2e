"""The look of entering: axe finds nothing, nothing scrolls sideways on a phone, nothing is left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from kizuna.languages import LANGUAGES, Messages
from web.conftest import Site
from web.look import DESK, PHONE
from web.pages.test_enter import desk as desk  # the server with accounts
from web.pages.test_enter import open_desk

WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
PAGES = ("/enter", "/enter/tie", "/enter/exchange", "/enter/area", "/tie/osaka-shanghai/edit")
_LATIN = re.compile(r"[A-Za-z]{4,}")


@pytest.fixture(scope="module")
def page(browser: Browser, desk: Site) -> Iterator[Page]:
    """A page in which a reviewer is signed in."""
    made = open_desk(browser, desk, "anna")
    yield made
    made.context.close()


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe has against a page."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_on_a_form(page: Page, address: str, look: str) -> None:
    page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    page.set_viewport_size(DESK)
    page.goto(f"{address}?lang=en")
    for details in page.locator("main details").all():
        details.evaluate("element => { element.open = true; }")
    assert violations(page) == []


def test_axe_finds_nothing_on_a_form_with_errors_and_on_the_preview(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/enter/tie?lang=en")
    page.locator("[name='party.0.value']").fill("南陽市")
    page.locator("[name='milestone.0.date.value']").fill("long ago")
    page.locator("button.primary").click()
    expect(page.locator(".error").nth(1)).to_be_attached()
    assert violations(page) == []
    page.goto("/enter/person?lang=en")
    page.locator("[name='name.0.text']").fill("Somebody New")
    page.locator("button.primary").click()
    expect(page.get_by_text("What will be recorded").first).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("language", ["en", "ja", "ru"])
@pytest.mark.parametrize("address", PAGES)
def test_a_form_does_not_scroll_sideways_on_a_phone(
    page: Page, address: str, language: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{address}?lang={language}")
    for details in page.locator("main details").all():
        details.evaluate("element => { element.open = true; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("language", ["ja", "zh-Hans", "ru"])
@pytest.mark.parametrize("address", ["/enter/tie", "/enter/exchange", "/enter/document"])
def test_no_english_is_left_in_a_form(page: Page, address: str, language: str) -> None:
    page.set_viewport_size(DESK)
    page.goto(f"{address}?lang={language}")
    said = page.locator("main").evaluate(
        """main => [...main.querySelectorAll('legend, label, .hint, summary, button, h1, h2, p, option')]
            .filter(e => !e.closest('[lang]:not(html)') || e.closest('[lang]') === document.documentElement)
            .map(e => e.textContent.trim())"""
    )
    allowed = {"https", "http", "government", "a-name", "name", "USD", "EUR", "SHA", "DOCX", "HTML"}
    english = {
        word
        for text in said
        for word in _LATIN.findall(text)
        if word not in allowed and word not in address
    }
    assert english == set()


def test_the_messages_of_entering_are_all_used() -> None:
    root = Path(__file__).parents[3] / "src" / "kizuna"
    keys = re.findall(
        r"^web-entry-([a-z-]+) =", (root / "locale/en/web-entry.ftl").read_text("utf-8"), re.M
    )
    code = "\n".join(
        path.read_text("utf-8")
        for folder in ("web", "workflows")
        for path in (root / folder).rglob("*")
        if path.suffix in (".py", ".jinja")
    )
    built = (
        "group-",
        "aside-",
        "source-",
        "weighing-",
        "done-",
        "change-",
        "unit-",
        "notice-",
        "number-hint-",
    )
    unused = [k for k in keys if f"web-entry-{k}" not in code and f'"{k}"' not in code]
    assert [
        key for key in unused if not key.startswith(built) and key not in ("slug", "correction")
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_choice_means_stands_under_it_in_the_language(page: Page, language: str) -> None:
    page.goto(f"/enter/tie?lang={Messages(language).tag}")
    choice = page.locator("select:has(option[value='sister-city'])").first
    choice.select_option("sister-city")
    meaning = Messages(language).meaning("tie-types", "sister-city")
    expect(page.locator(f"#{choice.get_attribute('id')}-meaning")).to_have_text(meaning)
    assert bool(_LATIN.search(meaning)) == (language == "en")
