"""The page of a tie: how it stands on the day, what it is lived in, and every fact with its evidence."""

from __future__ import annotations

from pathlib import Path

import httpx
from playwright.sync_api import Page, expect

from builders import claim
from kizuna.store import open_database
from kizuna.store.actions import add_claims
from web.conftest import serving
from web.pages.reading import Seen

TIE = "/tie/osaka-shanghai"


def seen(client: httpx.Client, address: str) -> Seen:
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return Seen(answer.text)


def test_the_parties_lead_to_their_pages_with_their_levels(client: httpx.Client) -> None:
    page = seen(client, TIE)
    assert "Osaka (designated city, Japan)" in page.section("tie")
    assert "/government/shanghai" in page.links("tie")


def test_what_each_side_calls_it_stands_with_who_says_so(client: httpx.Client) -> None:
    said = seen(client, TIE).section("tie")
    assert "friendship cities" in said
    assert "sister cities (USSR General Consulate in Osaka; another claim stands before it)" in said


def test_events_are_counted_alike_in_their_heading_and_among_the_measures(
    client: httpx.Client,
) -> None:
    page = seen(client, f"{TIE}?as_of=1987-04-01")
    assert "Events (4)" in page.words()
    assert "Events 4 " in page.section("measures")
    assert "4 Events" in page.section("tie")


def test_measures_say_what_ranges_and_effective_numbers_mean(client: httpx.Client) -> None:
    measures = seen(client, f"{TIE}?as_of=1987-04-01").section("measures")
    assert "a range is from least to most" in measures
    assert "so many fields, all used alike, would be as diverse" in measures


def test_a_programme_that_is_only_planned_is_not_counted_as_done(
    town_client: httpx.Client,
) -> None:
    page = seen(town_client, "/tie/northhaven-aomatsu")
    assert "since 1992 (planned)" in page.section("programmes")
    assert "Programmes (0)" in page.words()


def test_the_status_has_its_history_with_the_reason(town_client: httpx.Client) -> None:
    status = seen(town_client, "/tie/northhaven-aomatsu").section("status")
    assert status.index("Active") < status.index("Ended")
    assert "Nobody came any more" in status


def test_a_milestone_after_the_day_is_marked(town_client: httpx.Client) -> None:
    page = seen(town_client, "/tie/northhaven-aomatsu?as_of=1990-01-01")
    assert "after the day asked about" in page.section("tie")


def test_who_pays_is_told_with_the_share(client: httpx.Client) -> None:
    assert "Osaka 25% travel" in seen(client, TIE).section("funding")


def test_assessments_stand_with_their_holder(client: httpx.Client) -> None:
    said = seen(client, TIE).section("said")
    assert "the one with Shanghai is now the liveliest" in said
    assert "USSR General Consulate in Osaka" in said


def test_what_is_not_known_is_told(client: httpx.Client) -> None:
    assert "No date (field of a tie)" in seen(client, TIE).section("gaps")


def test_a_page_that_was_read_before_shows_what_was_recorded_since_and_hides_what_is_closed(
    built_in: Path,
) -> None:
    graded = claim("document/paper", "access_level", "internal")
    secret = claim("tie/osaka-shanghai", "number", "secret-7", document="document/paper")
    with (
        serving(built_in) as site,
        httpx.Client(base_url=site.address, timeout=60) as client,
    ):
        assert "open-7" not in client.get(TIE).text
        opened = open_database(built_in)
        open_ = claim("tie/osaka-shanghai", "number", "open-7")
        add_claims(claims=[graded, secret, open_], acting_user="tester")
        opened.close()
        shown = client.get(TIE).text
        assert "open-7" in shown
        assert "secret-7" not in shown
        assert "大阪" in client.get(TIE, headers={"Accept-Language": "ja"}).text
        assert client.get(TIE).text == client.get(TIE).text


def test_links_keep_the_clocks(client: httpx.Client) -> None:
    links = seen(client, f"{TIE}?as_of=1987-04-01&known_at=2030-01-01").links("tie")
    assert "/government/osaka?as_of=1987-04-01&known_at=2030-01-01" in links


def test_what_a_reader_can_do_stands_in_a_box(client: httpx.Client) -> None:
    page = seen(client, f"{TIE}?as_of=1987-04-01")
    (box,) = page.root.find_class("reach")
    links = [str(link.get("href")) for link in box.iter("a")]
    for start in ("/report?", "/brief?", "/timeline?", "/compare?", "/show.pdf?", "/show.json?"):
        (link,) = [link for link in links if link.startswith(start)]
        assert "as_of=1987-04-01" in link
        assert client.get(link).status_code == 200
    assert "/conflict/tie/osaka-shanghai/type?as_of=1987-04-01" in links


def test_a_page_is_cited_with_both_its_times(client: httpx.Client) -> None:
    (citation,) = seen(client, TIE).root.find_class("citation")
    said = citation.text_content()
    assert "Osaka – Shanghai" in said
    assert "/tie/osaka-shanghai?as_of=20" in said
    assert "&known_at=20" in said


def test_the_page_opens_on_what_the_tie_is_and_folds_the_rest(page: Page) -> None:
    page.goto(TIE)
    expect(page.locator("#tie")).to_be_visible()
    expect(page.locator("#programmes")).to_be_hidden()
    page.get_by_role("heading", name="Programmes").click()
    expect(page.locator("#programmes")).to_be_visible()


def test_one_mark_of_a_fact_opens_all_its_claims_in_turn(page: Page) -> None:
    page.goto(TIE)
    page.get_by_role("button", name="52 claims").click()
    expect(page.locator(".beside .steps")).to_contain_text("1 of 52 · Fields: 12")
