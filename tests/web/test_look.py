"""The look of every page: readable for all, on a phone, by keyboard, on paper, and from
this host alone.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator

import httpx
import pytest
from httpx import Client
from lxml import html
from playwright.sync_api import (
    Browser,
    BrowserContext,
    FloatRect,
    Page,
    ViewportSize,
    expect,
)

from kizuna.web.rendering import in_tongues
from web.conftest import Site, window
from web.look import DESK, FAULTS, LOOKS, PHONE, violations, width
from web.pages.reading import tells

TIE = "/tie/osaka-shanghai"
FIRST_MARK = ".facts .refs > a.ref >> nth=0"


@pytest.fixture(scope="module")
def shared_window(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A window in which many pages are opened one after the other; it keeps the files
    that they share.
    """
    with window(browser, site, viewport=DESK) as made:
        yield made.context


@pytest.fixture
def sheet(shared_window: BrowserContext) -> Iterator[Page]:
    """A page in the shared window; a language that was chosen before is forgotten."""
    shared_window.clear_cookies()
    made = shared_window.new_page()
    yield made
    made.close()


def evidence_of(page: Page, size: ViewportSize) -> FloatRect:
    """Where the evidence of the first mark of a tie stands, once it was opened in a
    window of that size.
    """
    page.set_viewport_size(size)
    page.goto(TIE)
    page.locator(FIRST_MARK).click()
    expect(page.locator("#evidence")).not_to_be_empty()
    return _box(page, ".beside")


def _box(page: Page, selector: str) -> FloatRect:
    found = page.locator(selector).bounding_box()
    assert found
    return found


@pytest.mark.parametrize("address", [*LOOKS, *FAULTS])
def test_a_page_in_the_longest_words_passes_axe_asks_no_other_host_and_fits_paper_and_a_phone(
    sheet: Page, site: Site, address: str
) -> None:
    asked, wrong = list[str](), list[str]()
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.on("pageerror", lambda error: wrong.append(str(error)))
    sheet.on(
        "console",
        lambda said: wrong.append(said.text) if said.type == "error" else None,
    )
    sheet.emulate_media(color_scheme="light")
    sheet.goto(f"{address}{'&' if '?' in address else '?'}lang=ru")
    assert violations(sheet) == []
    sheet.emulate_media(color_scheme="dark")
    assert violations(sheet, only="color-contrast") == []
    sheet.wait_for_load_state("networkidle")
    own = (f"{site.address}/", "data:", f"blob:{site.address}/")
    assert [url for url in asked if not url.startswith(own)] == []
    assert wrong == [] or address in FAULTS  # whose status the browser calls an error
    sheet.emulate_media(media="print")
    expect(sheet.locator("h1")).to_be_visible()
    for part in (".skip", ".top nav", ".find", ".languages", ".looks", ".when form"):
        expect(sheet.locator(part).filter(visible=True)).to_have_count(0)
    sheet.emulate_media(media="screen")
    sheet.set_viewport_size(PHONE)
    assert width(sheet) == PHONE["width"]


def test_a_page_on_paper_says_as_of_which_day_it_is_and_its_marks_name_their_claims(
    page: Page,
) -> None:
    page.goto(f"{TIE}?as_of=1987-04-01")
    page.emulate_media(media="print")
    expect(page.locator(".when").get_by_text("As of 1 April 1987")).to_be_visible()
    mark = page.locator(FIRST_MARK)
    claim = (mark.get_attribute("href") or "").removeprefix("/claim/")[:8]
    content = mark.evaluate("e => getComputedStyle(e, '::after').content")
    assert claim in content
    expect(page.locator(".bottom .on-paper")).to_be_visible()


def test_tab_leads_to_the_search_and_to_the_first_mark_and_the_skip_link_past_the_menu(
    page: Page,
) -> None:
    page.goto(TIE)
    met: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        met += [
            s for s in ("input[name=q]", "a.ref") if page.locator(f"{s}:focus").count()
        ]
        if met[-1:] == ["a.ref"]:
            break
    assert met == ["input[name=q]", "a.ref"]
    page.goto(TIE)
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main#content")).to_be_focused()


def test_enter_opens_evidence_that_passes_axe_and_escape_gives_the_focus_back(
    page: Page,
) -> None:
    page.goto(TIE)
    page.locator(FIRST_MARK).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence")).not_to_be_empty()
    expect(page.locator("#evidence")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".beside")).to_be_hidden()
    expect(page.locator(FIRST_MARK)).to_be_focused()


def test_evidence_stands_beside_the_text_on_a_desk_and_moves_nothing(
    page: Page,
) -> None:
    page.set_viewport_size(DESK)
    page.goto(TIE)
    before = _box(page, "h1")
    beside, after = evidence_of(page, DESK), _box(page, "h1")
    assert (before["x"], before["y"]) == (after["x"], after["y"])
    assert beside["x"] >= after["x"] + after["width"]


def test_evidence_rises_from_below_on_a_phone_and_can_be_closed(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    beside = evidence_of(page, PHONE)
    assert beside["y"] + beside["height"] == PHONE["height"]
    assert beside["height"] <= 0.71 * PHONE["height"]
    page.locator(".beside button[data-close]").click()
    expect(page.locator(".beside")).to_be_hidden()


def test_the_marks_of_evidence_are_large_enough_to_be_hit(page: Page) -> None:
    page.goto(TIE)
    sizes = page.evaluate(
        "[...document.querySelectorAll('.refs .ref')].filter(e => e.offsetParent)"
        ".map(e => e.getBoundingClientRect()).map(r => Math.min(r.width, r.height))"
    )
    assert sizes
    assert min(sizes) >= 24


@pytest.mark.parametrize("device", ["light", "dark"])
def test_a_look_that_was_chosen_holds_against_the_device_and_on_the_next_page(
    page: Page, device: str
) -> None:
    page.emulate_media(color_scheme="dark" if device == "dark" else "light")
    chosen = "light" if device == "dark" else "dark"
    paper = {"light": "rgb(252, 251, 248)", "dark": "rgb(22, 24, 27)"}
    ground = page.locator("body")
    page.goto(TIE)
    expect(ground).to_have_css("background-color", paper[device])
    page.locator(f'.looks [data-look="{chosen}"]').click()
    expect(ground).to_have_css("background-color", paper[chosen])
    page.goto("/")
    expect(ground).to_have_css("background-color", paper[chosen])


def test_a_look_is_in_the_page_as_it_is_sent_so_that_nothing_flashes(
    client: Client,
) -> None:
    client.get("/?look=dark")
    assert '<html lang="en" data-look="dark">' in client.get(TIE).text
    client.get("/?look=device")
    assert '<html lang="en">' in client.get(TIE).text


def test_a_look_can_be_chosen_and_evidence_opened_without_a_script(
    scriptless: Page,
) -> None:
    scriptless.goto(TIE)
    scriptless.locator('.looks [data-look="dark"]').click()
    expect(scriptless.locator("html")).to_have_attribute("data-look", "dark")
    scriptless.locator(FIRST_MARK).click()
    expect(scriptless).to_have_url(re.compile("/claim/"))
    expect(scriptless.locator("main .evidence")).to_be_visible()


def test_the_clocks_say_the_day_in_words_and_lead_back_to_today(page: Page) -> None:
    page.goto(f"{TIE}?as_of=1987-04-01&known_at=2035-02")
    for day in ("1 April 1987", "28 February 2035"):
        expect(page.locator(".when summary")).to_contain_text(day)
    page.locator(".when .today").click()
    expect(page).to_have_url(re.compile(f"{TIE}$"))


def test_a_day_that_is_none_is_quoted_beside_its_field_and_the_other_clock_is_kept(
    client: Client,
) -> None:
    page = html.fromstring(client.get(f"{TIE}?as_of=yesterday&known_at=2035-02").text)
    (field,), (other,) = (
        page.xpath(f"//input[@name='{n}']") for n in ("as_of", "known_at")
    )
    assert (field.get("value"), field.get("aria-invalid")) == ("yesterday", "true")
    assert other.get("value") == "2035-02"
    (error,) = page.xpath("//*[@id='clock-as_of-error']")
    assert "“yesterday” is not a day" in error.text_content()


def test_a_name_in_another_script_is_marked_with_its_language() -> None:
    assert (
        in_tongues("Suntory サントリー", "en")
        == 'Suntory <span lang="ja">サントリー</span>'
    )
    assert in_tongues("<b>大阪</b>", "ja") == "&lt;b&gt;大阪&lt;/b&gt;"


def test_a_fault_of_kizuna_itself_has_a_page_in_the_readers_language(
    own_site: Site,
) -> None:
    with contextlib.closing(sqlite3.connect(own_site.path)) as database, database:
        held = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%claim%'"
        for (table,) in database.execute(held).fetchall():
            database.execute(f'ALTER TABLE "{table}" RENAME TO "{table}_gone"')
    page = httpx.get(
        f"{own_site.address}{TIE}", headers={"Accept-Language": "ru"}, timeout=60
    )
    tells(page, 500, "Реестр не смог ответить")
