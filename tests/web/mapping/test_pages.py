"""The map, its list, the front page, documents and changes: what stands there without a script."""

from __future__ import annotations

import re

import httpx
import pytest

ROW = re.compile(r"<tr><th scope=\"row\">")


def rows(page: httpx.Response) -> int:
    """How many rows the page's table has."""
    assert page.status_code == 200, page.text
    return len(ROW.findall(page.text))


def test_the_front_page_counts_what_its_links_open(client: httpx.Client) -> None:
    front = client.get("/").text
    ties = re.search(r'href="/map/list\?show=ties"><b>(\d+)</b>', front)
    places = re.search(r'href="/map/list"><b>(\d+)</b>', front)
    assert ties
    assert places
    certain = client.get("/map/list?show=ties&certain=1").text
    assert f"{ties[1]} ties" in certain
    pages = -(-int(places[1]) // 50)
    listed = sum(rows(client.get(f"/map/list?page={page}")) for page in range(1, pages + 1))
    assert listed == int(places[1])


def test_the_front_page_tells_the_latest_changes_in_words_each_thing_once(
    client: httpx.Client,
) -> None:
    section = client.get("/").text.partition('id="home-changes"')[2]
    assert "sources differ (stage and date); one of them was preferred" in section
    things = re.findall(r'<li><a href="(/[^"]+)"', section)
    assert len(things) == len(set(things)) == 6


def test_the_map_without_a_script_leads_to_the_list_with_the_same_question(
    client: httpx.Client,
) -> None:
    page = client.get("/map?year=1985&country=CN").text
    assert re.search(r'<noscript>.*?href="/map/list\?year=1985&amp;country=CN"', page, re.DOTALL)
    assert 'action="/map/list"' in page


def test_the_partners_alone_are_a_part_and_as_a_page_the_whole_map(client: httpx.Client) -> None:
    address = "/map/place?place=government/kobe"
    assert "<html" not in client.get(address, headers={"HX-Request": "true"}).text
    assert "data-map" in client.get(address).text


def test_the_day_of_the_visit_is_the_year_at_first_and_links_keep_it(client: httpx.Client) -> None:
    page = client.get("/map?as_of=1980-06-01").text
    assert 'value="1980" data-usual="1980"' in page
    assert 'data-ties="/map/ties.json?as_of=1980-06-01"' in page


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("year=1800", 400, "1800"),
        ("country=XX", 400, "XX"),
        ("status=gone", 400, "gone"),
        ("place=government/nobody", 404, "government/nobody"),
        ("page=99", 400, "99"),
        ("show=all", 400, "all"),
    ],
)
def test_a_question_that_cannot_be_asked_is_quoted(
    client: httpx.Client, query: str, status: int, said: str
) -> None:
    page = client.get(f"/map/list?{query}")
    assert page.status_code == status
    assert said in page.text
