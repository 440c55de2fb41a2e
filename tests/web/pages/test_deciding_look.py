"""The look of mentions and conflicts for who decides: axe finds nothing, nothing scrolls sideways, no English
is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from web.conftest import Site
from web.look import DESK, PATIENCE, PHONE
from web.pages.deciding import MENTION, deciding
from web.pages.test_enter_look import violations
from web.signing_in import person, sign_in_page

PAGES = ("/identity", f"/identity/{MENTION}", "/conflicts", "/conflict/tie/kobe-tianjin/milestone")
_LATIN = re.compile(r"[A-Za-z]{4,}")
_NAMES = {"Osakaa", "Kobe", "Zzyzx", "Osaka", "Opened", "Kizuna", "CLAIR", "GeoNames", "kizuna"}


@pytest.fixture(scope="module")
def desk(_built_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with mentions."""
    with deciding(_built_in, tmp_path_factory.mktemp("desk")) as site:
        yield site


@pytest.fixture(scope="module")
def page(browser: Browser, desk: Site) -> Iterator[Page]:
    """A page in which a reviewer is signed in."""
    context = browser.new_context(base_url=desk.address, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    made, who = context.new_page(), person("reviewer")
    sign_in_page(made, who)
    yield made
    context.close()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(page: Page, address: str, look: str) -> None:
    page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    page.set_viewport_size(DESK)
    page.goto(f"{address}?lang=en")
    assert violations(page) == []


@pytest.mark.parametrize("language", ["en", "ja", "ru"])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_scrolls_sideways_on_a_phone(page: Page, address: str, language: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{address}?lang={language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("language", ["ja", "zh-Hans", "ru"])
@pytest.mark.parametrize("address", PAGES[:2])
def test_no_english_is_left_around_a_mention(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}?lang={language}")
    said = page.locator("main").evaluate(
        """main => [...main.querySelectorAll('legend, label, .hint, summary, button, h2, h4, dt, thead, .reasons')]
            .map(e => e.textContent.trim())"""
    )
    words = {word for text in said for word in _LATIN.findall(text)}
    assert words - _NAMES == set()


def test_a_reviewer_decides_a_conflict_with_the_keyboard_alone(page: Page) -> None:
    page.set_viewport_size(DESK)
    page.goto("/conflict/tie/kyoto-xian/type?lang=en")
    second = page.locator(".side").nth(1).locator("h3 .value").inner_text()
    page.get_by_label("Reason").first.focus()
    page.keyboard.type("the minutes say so")
    page.get_by_role("button", name=f"Put first: {second}").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.locator(".side").first.locator("h3 .value")).to_have_text(second)
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_text("The decision was taken back")).to_be_visible()
    expect(page.locator(".side").nth(1).locator("h3 .value")).to_have_text(second)
