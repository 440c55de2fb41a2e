"""The page of a tie, a place or anything else: its facts with their evidence, what
refers to it, and what can be done with it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from httpx import Client
from playwright.sync_api import Page, expect

from builders import claim
from web.conftest import fill, serving
from web.pages.reading import says, seen, tells

TIE = "/tie/osaka-shanghai"
OSAKA = "/government/osaka"
TOWNS = "/tie/northhaven-aomatsu"
CLOCKS = "as_of=1987-04-01&known_at=2030-01-01"
AT_THEN = f"{TIE}?as_of=1987-04-01"
SAID = {
    "parties with their levels": (TIE, "tie", "Osaka (designated city, Japan)"),
    "what each side calls it": (TIE, "tie", "friendship cities"),
    "who says so": (
        *(TIE, "tie"),
        "sister cities (USSR General Consulate in Osaka; another claim stands before it)",
    ),
    "events among the figures": (AT_THEN, "tie", "4 Events"),
    "what ranges mean": (AT_THEN, "measures", "a range is from least to most"),
    "who pays with the share": (TIE, "funding", "Osaka 25% travel"),
    "assessments": (TIE, "said", "the one with Shanghai is now the liveliest"),
    "what is not known": (TIE, "gaps", "No date (field of a tie)"),
    "names with their way of spelling": (
        OSAKA,
        "names",
        "Japanese (Latin) Ōsaka (Latn; hepburn)",
    ),
    "that nobody draws an area": ("/area/china", "ties", "No source draws this area"),
    "a plan as a plan": (TOWNS, "programmes", "since 1992 (planned)"),
    "why a status is so": (TOWNS, "status", "Nobody came any more"),
    "that a milestone is later": (
        f"{TOWNS}?as_of=1990-01-01",
        "tie",
        "after the day asked about",
    ),
    "the level later": ("/government/northhaven?as_of=2010", "", "City Northhaven"),
}
"""What pages say, with the section in which it stands ("": anywhere)."""


@pytest.mark.parametrize("what", SAID)
def test_a_page_says(client: Client, town_client: Client, what: str) -> None:
    address, section, words = SAID[what]
    reader = town_client if "northhaven" in address else client
    assert words in seen(reader, address).section(section)


@pytest.mark.parametrize(
    ("address", "section", "link"),
    [
        (TIE, "tie", "/government/shanghai"),
        (f"{TIE}?{CLOCKS}", "tie", f"{OSAKA}?{CLOCKS}"),
        ("/programme/osaka-shanghai-doctor-internships", "facts", TIE),
        (OSAKA, "facts", "https://www.wikidata.org/wiki/Q35765"),
    ],
    ids=[
        "a party",
        "a party with both clocks",
        "a reference",
        "an identifier in its register",
    ],
)
def test_a_page_leads_to(client: Client, address: str, section: str, link: str) -> None:
    assert link in seen(client, address).links(section)


def test_what_follows_in_time_stands_in_order(
    client: Client, town_client: Client
) -> None:
    standing = seen(client, OSAKA).section("standing")
    assert standing.index("from 1 April 1889") < standing.index(
        "since 1 September 1956"
    )
    status = seen(town_client, TOWNS).section("status")
    assert status.index("Active") < status.index("Ended")


def test_a_page_that_was_read_before_shows_what_was_recorded_since_and_hides_what_is_closed(
    built_in: Path,
) -> None:
    graded = claim("document/paper", "access_level", "internal")
    secret = claim(
        "tie/osaka-shanghai", "number", "secret-7", document="document/paper"
    )
    with serving(built_in) as site, Client(base_url=site.address, timeout=60) as client:
        assert "open-7" not in client.get(TIE).text
        fill(
            built_in, [graded, secret, claim("tie/osaka-shanghai", "number", "open-7")]
        )
        assert "secret-7" not in tells(client.get(TIE), 200, "open-7")
        assert "大阪" in client.get(TIE, headers={"Accept-Language": "ja"}).text
        once, again = (
            client.get(TIE).text.partition('class="citation"')[0] for _ in "12"
        )
        assert once == again  # the citation has the minute


def test_what_a_reader_can_do_stands_in_a_box(client: Client) -> None:
    page = seen(client, AT_THEN)
    (box,) = page.root.find_class("reach")
    links = [str(link.get("href")) for link in box.iter("a")]
    for start in (
        "/report?",
        "/brief?",
        "/timeline?",
        "/compare?",
        "/show.pdf?",
        "/show.json?",
    ):
        (link,) = [link for link in links if link.startswith(start)]
        assert "as_of=1987-04-01" in link
        assert client.get(link).status_code == 200
    assert "/conflict/tie/osaka-shanghai/type?as_of=1987-04-01" in links


def test_a_page_is_cited_with_both_its_times(client: Client) -> None:
    (citation,) = seen(client, TIE).root.find_class("citation")
    said = ("Osaka – Shanghai", "/tie/osaka-shanghai?as_of=20", "&known_at=20")
    says(citation.text_content(), *said)


def test_the_page_opens_on_what_the_tie_is_and_folds_the_rest(page: Page) -> None:
    page.goto(TIE)
    expect(page.locator("#tie")).to_be_visible()
    expect(page.locator("#programmes")).to_be_hidden()
    page.get_by_role("heading", name="Programmes").click()
    expect(page.locator("#programmes")).to_be_visible()


def test_a_thing_of_every_kind_has_a_page(client: Client) -> None:
    pages = (TIE, "/tie/osaka-prefecture-shanghai", "/area/kansai")
    links = [link for page in pages for link in seen(client, page).links()]
    for kind in (
        *(
            "agreement",
            "assessment",
            "exchange",
            "field",
            "funding",
            "objective",
            "office",
        ),
        *("organisation", "person", "programme", "statistic", "trade", "transport"),
    ):
        first = next(link for link in links if link.startswith(f"/{kind}/"))
        assert seen(client, first).section("facts")


def test_the_first_screen_has_the_map_the_years_and_what_can_be_done(
    client: Client,
) -> None:
    page = client.get(f"{OSAKA}?as_of=1987-04-01").text
    ways = "plot/map.svg plot/years.svg annual due ties export place.json place.pdf compare"
    says(page, *(f'"/{way}?' for way in ways.split()))
