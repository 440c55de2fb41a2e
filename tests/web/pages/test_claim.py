"""The evidence of a claim: passage, source, holder, what says the same and what says otherwise."""

from __future__ import annotations

import httpx

from web.conftest import Site
from web.pages.reading import Seen
from web.pages.test_tie import seen
from web.signing_in import signed_in


def _claim(client: httpx.Client, page: str, section: str) -> str:
    return next(link for link in seen(client, page).links(section) if link.startswith("/claim/"))


def test_a_passage_is_marked_in_its_context_where_the_text_is_held(
    town_client: httpx.Client,
) -> None:
    page = seen(town_client, _claim(town_client, "/tie/northhaven-aomatsu", "status"))
    (mark,) = page.root.xpath("//blockquote//mark")
    assert mark.text_content() == "4 May 1991"
    assert "The council resolved on" in page.root.xpath("//blockquote")[0].text_content()


def test_where_no_text_is_held_the_abstract_is_shown_and_said_to_be_one(
    client: httpx.Client,
) -> None:
    page = seen(client, "/claim/bd338840")
    (mark,) = page.root.xpath("//blockquote//mark")
    assert "400 young people" in mark.text_content()
    assert page.root.xpath("//blockquote/@lang") == ["en"]
    assert "Abstract, not the source's own words" in page.words()
    assert "characters 2,530–2,578 of the text" in page.words()


def test_a_reader_is_told_where_the_original_is_and_no_command(client: httpx.Client) -> None:
    words = seen(client, "/claim/bd338840").words()
    assert "its text is not held here" in words
    assert "kept at: Latvian State Archives, fonds 1051, apr. 1, lietas 154, leaves 19-26" in words
    assert "kizuna sources add" not in words


def test_who_may_enter_facts_is_told_how_to_add_the_text(site: Site) -> None:
    officer = signed_in(site, "contributor")
    words = seen(officer, "/claim/bd338840").words()
    officer.close()
    assert "its passages are then shown: kizuna sources add" in words


def test_the_address_of_a_source_is_its_publishers_own(client: httpx.Client) -> None:
    page = seen(client, "/claim/bd338840")
    outside = set(page.root.xpath("//a[contains(@rel, 'external')]/@href"))
    assert outside == {"https://digitalarchive.wilsoncenter.org/document/118471"}


def test_a_passage_of_a_withheld_text_is_not_shown(town_client: httpx.Client) -> None:
    answer = town_client.get(_claim(town_client, "/government/northhaven", "facts"))
    assert "the text is not open to everybody" in answer.text
    assert "Nobody but its owner" not in answer.text
    assert "characters 0–6 of the text" in Seen(answer.text).words()


def test_other_claims_on_the_passage_are_told(town_client: httpx.Client) -> None:
    page = seen(town_client, _claim(town_client, "/tie/northhaven-aomatsu", "timeline"))
    assert "3 other claims on this passage" in page.section("beside")


def test_as_a_part_it_comes_without_the_page_around_it(client: httpx.Client) -> None:
    part = client.get("/claim/bd338840", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "sister cities" in part.text


def test_a_claim_recorded_later_says_that_it_was_not_known_then(client: httpx.Client) -> None:
    words = seen(client, "/claim/bd338840?known_at=2001-01-01").words()
    assert "This claim was recorded after 1 January 2001" in words
