"""The front page, the map and its list: what stands there without a script, what the
script fetches, and the map in a real browser.
"""

from __future__ import annotations

import base64
import gzip
import re
import time
from collections.abc import Callable
from itertools import accumulate

import pytest
from httpx import Client, Response
from playwright.sync_api import Browser, Page, expect

from builders import claim
from web.conftest import Site, fill
from web.look import PATIENCE
from web.pages.reading import tells

TIES = "/map/ties.json"
COUNTED = re.compile(r"In force: ([\d,]+) ties")


def rows(page: Response) -> int:
    """How many rows the page's table has."""
    return tells(page, 200).count('<tr><th scope="row">')


def test_the_front_page_counts_what_its_links_open(client: Client) -> None:
    front = client.get("/").text
    (ties,) = re.findall(r'href="/map/list\?show=ties"><b>(\d+)</b>', front)
    (places,) = map(int, re.findall(r'href="/map/list"><b>(\d+)</b>', front))
    assert f"{ties} ties" in client.get("/map/list?show=ties&certain=1").text
    pages = -(-places // 50)
    assert (
        sum(rows(client.get(f"/map/list?page={n}")) for n in range(1, pages + 1))
        == places
    )


def test_the_front_page_tells_the_six_latest_changes_in_words(client: Client) -> None:
    section = client.get("/").text.partition('id="home-changes"')[2]
    assert "sources differ (stage and date); one of them was preferred" in section
    assert section.count('<li><a href="/') == 6


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (
            "/map?year=1985&country=CN",
            r'<noscript>.*?href="/map/list\?year=1985&amp;country=CN"',
        ),
        ("/map/place?place=government/kobe", "data-map"),
        ("/map?as_of=1980-06-01", 'value="1980" data-usual="1980"'),
        ("/map?as_of=1980-06-01", r'data-ties="/map/ties\.json\?as_of=1980-06-01"'),
    ],
    ids=["the list", "a place with its map", "the day's year", "columns of the day"],
)
def test_without_a_script_the_page_has(
    client: Client, address: str, found: str
) -> None:
    assert re.search(found, client.get(address).text, re.DOTALL)


@pytest.mark.parametrize(
    "address",
    [
        *("/map/list?year=1800", "/map/list?country=XX", "/map/list?status=gone"),
        *(
            "/map/list?place=government/nobody",
            "/map/list?page=99",
            "/map/list?show=all",
        ),
        f"{TIES}?as_of=1980-13-01",
    ],
)
def test_a_question_that_cannot_be_asked_is_quoted(
    client: Client, address: str
) -> None:
    status = 404 if "place" in address else 400
    tells(client.get(address), status, address.partition("=")[2])


def test_the_ties_that_the_columns_give_for_a_year_are_those_of_the_list(
    client: Client,
) -> None:
    year = 1987
    told = client.get(TIES).json()
    begun = [told["first"] + y for y in told["ties"]["from"]]
    ended = [told["last"] - y for y in told["ties"]["to"]]
    further = {line for line, _ in told["same"]}
    spans = enumerate(zip(begun, ended, strict=True))
    standing = [i for i, (a, b) in spans if a <= year <= b and i not in further]
    assert len(standing) == len(
        client.get(f"/ties.json?as_of={year}-12-31").json()["ties"]
    )


def test_every_place_has_a_name_in_the_readers_language_and_a_key_that_opens_it(
    client: Client,
) -> None:
    places = client.get(TIES).json()["places"]["country"]
    held = client.get("/map/names.json?lang=ja").json()
    keys, names = list(accumulate(held["keys"])), held["names"]
    assert len(keys) == len(names) == len(places)
    page = client.get(
        "/map/place", params={"key": keys[names.index("神戸市")], "lang": "en"}
    )
    assert "Kobe" in page.text


@pytest.mark.parametrize("address", [TIES, "/map/names.json"])
def test_what_has_not_changed_is_not_sent_again(client: Client, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_columns_are_compressed_for_whoever_can_read_that_and_plain_for_others(
    client: Client,
) -> None:
    with client.stream("GET", TIES, headers={"Accept-Encoding": "gzip"}) as packed:
        raw = b"".join(packed.iter_raw())
    assert packed.headers["Content-Encoding"] == "gzip"
    plain = client.get(TIES, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(raw) == plain.content


def test_a_new_claim_makes_a_new_edition(own_site: Site) -> None:
    said = claim("tie/osaka-shanghai", "status", {"status": "emeritus"}, "2001/..")
    with Client(base_url=own_site.address, timeout=60) as client:
        before = client.get(TIES)
        fill(own_site.path, [said])
        after = client.get(TIES, headers={"If-None-Match": before.headers["ETag"]})
    assert "emeritus" not in before.json()["statuses"]
    assert "emeritus" in after.json()["statuses"]


_PIXEL = """async data => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + data;
  await image.decode();
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return [...context.getImageData(6, 200, 1, 1).data].slice(0, 3);
}"""


def opened(page: Page, address: str = "/map") -> Page:
    """The page once ties stand on land and places have their names."""
    page.goto(address)
    page.wait_for_selector("[data-drawn]")
    page.wait_for_selector(".tie-map .labels span", state="attached")
    return page


def in_force(page: Page, where: str = ".in-force") -> int:
    """How many ties the page says to be in force certainly."""
    found = COUNTED.search(page.locator(where).inner_text())
    assert found
    return int(found[1].replace(",", ""))


def choose_year(page: Page, year: int) -> None:
    """Move the slider, until the page says so."""
    page.locator("#map-year").fill(str(year))
    expect(page.locator("output[data-year]")).to_have_text(str(year))


def brightness(page: Page) -> int:
    """Red, green and blue of a pixel of the sea, together."""
    taken = base64.b64encode(page.locator(".tie-map").screenshot()).decode()
    return sum(page.evaluate(_PIXEL, taken))


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


def test_the_script_counts_what_the_server_counts_and_choices_stay_in_the_address(
    page: Page,
) -> None:
    opened(page, "/map?year=1985&country=JP&other=CN")
    everything = in_force(page)
    page.locator("#map-kind").select_option("friendship-city")
    expect(page).to_have_url(re.compile(r"kind=friendship-city"))
    drawn = in_force(page)
    assert 0 < drawn < everything
    page.goto(
        "/map/list?show=ties&certain=1&year=1985&country=JP&other=CN&kind=friendship-city"
    )
    assert drawn == in_force(page, ".lead")


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
    wait_until(page, lambda: brightness(page) < 3 * 90)
    page.emulate_media(color_scheme="light")
    wait_until(page, lambda: brightness(page) > 3 * 200)


def test_lines_are_drawn_where_ties_are(page: Page) -> None:
    """Between Xi'an and Kyoto in 1985 the picture has other colours than without any
    tie.
    """
    opened(page, "/map?country=JP&other=CN&year=1985")
    canvas = page.locator(".tie-map canvas")
    with_ties = canvas.screenshot()
    choose_year(page, 1950)
    wait_until(page, lambda: canvas.screenshot() != with_ties)


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
    page.locator(".tie-map .absent a").click()
    expect(page).to_have_url(re.compile("/map/list"))
    context.close()


def test_the_front_page_has_the_map_with_its_slider(page: Page) -> None:
    opened(page, "/")
    choose_year(page, 1980)
    assert in_force(page) > 0
    link = page.get_by_role("link", name="Open the map")
    expect(link).to_have_attribute("href", re.compile("year=1980"))
