"""Reading a text in a real browser: from the paste to an accepted tie; axe, a phone, four languages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from web.conftest import Site, serving
from web.look import DESK, PATIENCE, PHONE
from web.pages.test_review_look import violations
from web.pages.texts import CHINESE, JAPANESE
from web.signing_in import add_person, person, sign_in_page

_LATIN = re.compile(r"[A-Za-z]{4,}")


@pytest.fixture(scope="module")
def read_site(_built_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server that these tests may change, with a reviewer."""
    path = Path(shutil.copy(_built_in, tmp_path_factory.mktemp("look") / "kizuna.sqlite3"))
    with serving(path) as made:
        add_person(made, "reviewer")
        yield made


@pytest.fixture
def page(browser: Browser, read_site: Site) -> Iterator[Page]:
    """A page in which the reviewer is signed in; any error of a script fails the test."""
    context = browser.new_context(base_url=read_site.address, locale="en-GB", viewport=DESK)
    context.set_default_timeout(PATIENCE)
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    sign_in_page(made, person("reviewer"))
    yield made
    context.close()
    assert errors == []


def _read(page: Page, text: str, answer: str = "") -> str:
    """Paste a text, and the answer of an assistant to it; where it is read."""
    page.goto("/read")
    page.locator("#field-text").fill(text)
    page.locator(".read-form button").click()
    page.wait_for_url("**/read/*")
    if answer:
        page.locator("#answer").fill(answer)
        page.get_by_role("button", name="Check the answer").click()
        expect(page.get_by_role("status").first).to_contain_text("Refused")
    return page.url.partition("#")[0]


def test_a_reviewer_pastes_a_japanese_page_and_accepts_its_tie(page: Page) -> None:
    page.goto("/")
    page.get_by_text("Work", exact=True).click()
    page.get_by_role("link", name="Read a text").click()
    page.get_by_label("Text", exact=True).fill(JAPANESE.text)
    page.get_by_role("combobox", name="Home town").fill(JAPANESE.home)
    page.get_by_label("Language of the text").select_option("ja")
    page.get_by_role("button", name="Read the text").click()
    page.wait_for_url("**/read/*")
    expect(page.locator("mark")).to_have_text(JAPANESE.quote)
    expect(page.locator(".effect")).to_contain_text("4 May 1991")
    page.get_by_role("button", name="Send to review").click()
    page.wait_for_url("**/review?document=*")
    while page.locator("a.open").count():  # of a page that was loaded: nothing comes to it later
        page.locator("a.open").first.click()
        page.get_by_role("button", name="Accept").click()
        page.wait_for_url("**done=*")
        page.goto("/review")
    page.goto("/search?q=青松町")
    expect(page.locator("main")).to_contain_text("ノースヘイブン市")


def test_a_number_in_the_text_leads_to_what_is_said_and_back(page: Page) -> None:
    _read(page, CHINESE.text)
    page.locator("#passage-1").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#claim-1")
    page.locator("#claim-1 a.at").click()
    page.wait_for_url("**#passage-1")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing(page: Page, look: str) -> None:
    page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    address = _read(page, CHINESE.text, CHINESE.answer(start="2004"))
    for one in ("/read", address):
        page.goto(one)
        assert violations(page) == [], one


@pytest.mark.parametrize("language", ["en", "ja", "zh-Hans", "ru"])
def test_nothing_scrolls_sideways_on_a_phone_and_no_english_is_left(
    page: Page, language: str
) -> None:
    address = _read(page, CHINESE.text, CHINESE.answer(start="2004"))
    page.set_viewport_size(PHONE)
    for one in ("/read", address):
        page.goto(f"{one}?lang={language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], one
        said = page.locator("main").evaluate(
            """main => [...main.querySelectorAll('label, .hint, button, h2, h3, .badge, .error, .lead')]
                .filter(e => e.closest('[lang]') === document.documentElement)
                .map(e => e.firstChild?.textContent.trim() ?? '')"""
        )
        english = {word for text in said for word in _LATIN.findall(text)}
        assert language == "en" or english <= {"HTML", "DOCX", "Markdown"}, one
    page.goto("/read?lang=en")
