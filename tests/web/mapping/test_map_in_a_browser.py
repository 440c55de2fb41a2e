"""The map in a real browser: the slider, the choices, a place and its partners, the look, and doing without."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from web.conftest import Site
from web.look import PATIENCE

COUNTED = re.compile(r"In force: ([\d,]+) ties")
_PIXEL = """async ([data, x, y]) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + data;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return [...context.getImageData(x, y, 1, 1).data].slice(0, 3);
}"""


def opened(page: Page, address: str = "/map") -> Page:
    """The page once ties stand on land and places have their names."""
    page.goto(address)
    page.wait_for_selector("[data-drawn]")
    page.wait_for_selector(".tie-map .labels span", state="attached")
    return page


def in_force(page: Page) -> int:
    """How many ties the page says to be in force certainly."""
    found = COUNTED.search(page.locator(".in-force").inner_text())
    assert found
    return int(found[1].replace(",", ""))


def choose_year(page: Page, year: int) -> None:
    """Move the slider, until the page says so."""
    page.locator("#map-year").fill(str(year))
    expect(page.locator("output[data-year]")).to_have_text(str(year))


def colours(page: Page, x: int, y: int) -> list[int]:
    """Red, green and blue of a pixel of the map."""
    taken = base64.b64encode(page.locator(".tie-map").screenshot()).decode()
    found: list[int] = page.evaluate(_PIXEL, [taken, x, y])
    return found


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    """Look again until something that no locator can say is so."""
    until = time.monotonic() + PATIENCE / 1000
    while not is_so():
        assert time.monotonic() < until
        page.wait_for_timeout(100)


def test_another_year_has_other_ties_and_the_address_keeps_it(page: Page) -> None:
    opened(page)
    now = in_force(page)
    choose_year(page, 1975)
    then = in_force(page)
    assert 0 < then < now
    expect(page).to_have_url(re.compile(r"year=1975"))
    opened(page, page.url)
    expect(page.locator("output[data-year]")).to_have_text("1975")
    assert in_force(page) == then


def test_the_script_counts_what_the_server_counts(page: Page) -> None:
    query = "year=1985&country=JP&other=CN&kind=friendship-city"
    opened(page, f"/map?{query}")
    drawn = in_force(page)
    page.goto(f"/map/list?show=ties&certain=1&{query}")
    found = COUNTED.search(page.locator(".lead").inner_text())
    assert found
    assert drawn == int(found[1])


def test_a_click_on_a_place_lists_its_partners(page: Page) -> None:
    opened(page, "/map?country=JP&other=CN&year=1987")
    label = page.locator(".tie-map .labels span", has_text="Xi'an")
    label.scroll_into_view_if_needed()
    box = label.bounding_box()
    assert box
    page.mouse.click(box["x"] - 5, box["y"] + box["height"] / 2)
    partners = page.locator("#partners .partners")
    expect(partners.locator("h2")).to_have_text("Xi'an")
    expect(partners).to_contain_text("Kyoto")
    expect(page).to_have_url(re.compile(r"place=government/xian"))
    choose_year(page, 1973)
    expect(page.locator("#partners")).to_contain_text("No tie of this place")
    page.locator("[data-close-place]").click()
    expect(page).not_to_have_url(re.compile("place="))


def test_the_map_is_dark_in_the_dark_look_and_changes_with_it(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    opened(page)
    wait_until(page, lambda: sum(colours(page, 6, 200)) < 3 * 90)
    page.emulate_media(color_scheme="light")
    wait_until(page, lambda: sum(colours(page, 6, 200)) > 3 * 200)


def test_lines_are_drawn_where_ties_are(page: Page) -> None:
    """Between Xi'an and Kyoto in 1985 the picture has other colours than without any tie."""
    opened(page, "/map?country=JP&other=CN&year=1985")
    with_ties = page.locator(".tie-map canvas").screenshot()
    choose_year(page, 1950)
    wait_until(page, lambda: page.locator(".tie-map canvas").screenshot() != with_ties)


def test_without_a_script_the_form_leads_to_the_list(scriptless: Page) -> None:
    scriptless.goto("/map?year=1985")
    scriptless.locator("summary", has_text="Choose ties").click()
    scriptless.locator("#map-country").select_option("CN")
    scriptless.get_by_role("button", name="Show as a list").click()
    expect(scriptless).to_have_url(re.compile(r"/map/list\?.*country=CN"))
    expect(scriptless.locator("tbody")).to_contain_text("Tianjin")


def test_where_nothing_can_be_drawn_the_page_says_so_and_leads_to_the_list(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(base_url=site.address)
    page = context.new_page()
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto("/map")
    expect(page.locator(".tie-map .absent")).to_be_visible()
    page.locator(".tie-map .absent a").click()
    expect(page).to_have_url(re.compile("/map/list"))
    context.close()


def test_choices_leave_fewer_ties_and_stay_in_the_address(page: Page) -> None:
    opened(page)
    everything = in_force(page)
    page.locator("summary", has_text="Choose ties").click()
    page.locator("#map-kind").select_option("sister-port")
    expect(page).to_have_url(re.compile(r"kind=sister-port"))
    assert 0 < in_force(page) < everything


def test_the_front_page_has_the_map_with_its_slider(page: Page) -> None:
    opened(page, "/")
    choose_year(page, 1980)
    assert in_force(page) > 0
    link = page.get_by_role("link", name="Open the map")
    expect(link).to_have_attribute("href", re.compile("year=1980"))
