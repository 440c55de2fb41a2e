"""The pages for work in a browser, as a reviewer sees them: for axe, on a phone, and
without English left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kizuna.languages import Messages
from web.conftest import Role, Site, serving, window
from web.look import DESK, PHONE, violations, width
from web.pages import reviewing
from web.pages.test_decisions import MENTION, mentions
from web.pages.test_document import JAPANESE, QUOTE, answered, japanese_answer, pasted
from web.pages.test_import import tried
from web.signing_in import person

PAGES = {
    **{
        f"form of {kind}": f"/enter/{kind}"
        for kind in ("tie", "exchange", "area", "document")
    },
    "kinds": "/enter",
    "correction": "/tie/osaka-shanghai/edit",
    "mentions": "/identity",
    "mention": f"/identity/{MENTION}",
    "conflicts": "/conflicts",
    "conflict": "/conflict/tie/kobe-tianjin/milestone",
    "queue": "/review",
    "empty queue": "/review?by=person/nobody",
    "lists": "/import",
    "texts": "/read",
}
MADE = (
    *(
        "reading",
        "reading with a conflict",
        "reading without its text",
        "corrected reading",
    ),
    *("text", "mapping of a list", "list that was tried", "new ties of a list"),
)
"""Pages of what is made for these tests, whose addresses are found then."""
_LATIN = re.compile(r"[A-Za-z]{4,}")
_NAMES = {
    *(
        "Osakaa",
        "Kobe",
        "Zzyzx",
        "Osaka",
        "Opened",
        "Kizuna",
        "CLAIR",
        "GeoNames",
        "kizuna",
    ),
    *(
        "https",
        "http",
        "government",
        "name",
        "HTML",
        "DOCX",
        "Markdown",
        "rules",
        "XLSX",
        "JSON",
    ),
    *("TOML", "GEXF", "GraphML", "Parquet", "small", "start", "list", "document"),
}
_SAID = "legend, label, .hint, summary, button, h2, h4, dt, thead, .reasons, .badge, .error, .lead"


@pytest.fixture(scope="module")
def house(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server on a register in which mentions and proposals wait."""
    with serving(reviewing.waiting(copied(), *mentions())) as made:
        yield made


@pytest.fixture(scope="module")
def addresses(as_role: Role) -> dict[str, str]:
    """Where each page is."""
    client = as_role("reviewer")
    conflict = reviewing.address_of(client, "Osaka – Shanghai")
    claim = reviewing.seen(client.get(conflict).text)[0]
    text, (listed, _) = pasted(client, JAPANESE), tried(client)
    answered(client, text, japanese_answer("1992"))
    found = (
        *(reviewing.address_of(client, reviewing.TOWNS[11]), conflict),
        *(reviewing.address_of(client, "lostford"), f"/review/{claim}/correct"),
        *(text, f"{listed}?step=mapping", listed, f"{listed}?show=new"),
    )
    return {**PAGES, **dict(zip(MADE, found, strict=True))}


@pytest.fixture(scope="module")
def page(browser: Browser, house: Site, as_role: Role) -> Iterator[Page]:
    """A page in which the reviewer is signed in; any error of a script fails the last
    test.
    """
    as_role("reviewer")  # so that there is the account
    with window(browser, house, person("reviewer")) as made:
        yield made


@pytest.mark.parametrize("name", [*PAGES, *MADE])
def test_axe_finds_nothing_nothing_scrolls_sideways_and_no_english_is_left(
    page: Page, addresses: dict[str, str], name: str
) -> None:
    address = addresses[name]
    said = f"{_SAID}, h1, p, option" if "/enter" in address else _SAID
    page.set_viewport_size(PHONE)
    for language in ("en", "ja", "zh-Hans", "ru"):
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        page.locator("main details").evaluate_all(
            "all => all.forEach(e => { e.open = true; })"
        )
        assert width(page) <= PHONE["width"]
        texts = page.locator("main").evaluate(
            """(main, said) => [...main.querySelectorAll(said)]
                .filter(e => e.closest('[lang]') === document.documentElement)
                .map(e => { const own = e.cloneNode(true);
                    own.querySelectorAll('code, [lang]').forEach(part => part.remove());
                    return own.textContent; })""",
            said,
        )
        words = {
            word
            for text in texts
            for word in _LATIN.findall(text)
            if word not in address
        }
        assert language == "en" or words <= _NAMES
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, only="color-contrast") == []


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


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_a_choice_means_stands_under_it_in_the_language(
    page: Page, language: str
) -> None:
    page.goto(f"/enter/tie?lang={language}")
    choice = page.locator("select:has(option[value='sister-city'])").first
    choice.select_option("sister-city")
    meaning = Messages(language).meaning("tie-types", "sister-city")
    expect(page.locator(f"#{choice.get_attribute('id')}-meaning")).to_have_text(meaning)
    assert bool(_LATIN.search(meaning)) == (language == "en")


def test_a_number_in_a_text_leads_to_what_is_said_and_back(
    page: Page, addresses: dict[str, str]
) -> None:
    page.goto(addresses["text"])
    page.locator("#passage-1").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#claim-1")
    page.locator("#claim-1 a.at").click()
    page.wait_for_url("**#passage-1")


def test_a_reviewer_pastes_a_japanese_page_and_accepts_its_tie(page: Page) -> None:
    page.goto("/?lang=en")
    page.get_by_text("Work", exact=True).click()
    page.get_by_role("link", name="Read a text").click()
    page.get_by_label("Text", exact=True).fill(JAPANESE)
    page.get_by_role("combobox", name="Home town").fill("青松町")
    page.get_by_label("Language of the text").select_option("ja")
    page.get_by_role("button", name="Read the text").click()
    page.wait_for_url("**/read/*")
    expect(page.locator("mark")).to_have_text(QUOTE)
    expect(page.locator(".effect")).to_contain_text("4 May 1991")
    page.get_by_role("button", name="Send to review").click()
    page.wait_for_url("**/review?document=*")
    queue = page.url
    while page.locator(
        "a.open"
    ).count():  # of a page that was loaded: nothing comes to it later
        page.locator("a.open").first.click()
        page.get_by_role("button", name="Accept").click()
        page.wait_for_url("**done=*")
        page.goto(queue)
    page.goto("/search?q=青松町")
    expect(page.locator("main")).to_contain_text("ノースヘイブン市")
