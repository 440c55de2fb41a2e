"""The pages of a document: its description, its claims, its text with the passages marked, and the evidence of a
claim: passage, source, holder, what says the same and what says otherwise."""

from __future__ import annotations

import httpx
import pytest

from web.conftest import Site
from web.pages.reading import Seen, seen
from web.signing_in import signed_in

TEXT = "/document/minutes/text"
CLAIM = "/claim/bd338840"
KEPT = "kept at: Latvian State Archives"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/document/kansai-1987", "The text of this document is not held here"),
        ("/document/kansai-1987", KEPT),
        ("/document/clair-999/text", "not held here"),
        (CLAIM, "Abstract, not the source's own words"),
        (CLAIM, "characters 2,530–2,578 of the text"),
        (CLAIM, "its text is not held here"),
        (CLAIM, f"{KEPT}, fonds 1051, apr. 1, lietas 154, leaves 19-26"),
        (f"{CLAIM}?known_at=2001-01-01", "This claim was recorded after 1 January 2001"),
    ],
)
def test_a_page_says_what_is_held_and_where_the_rest_is(
    client: httpx.Client, address: str, words: str
) -> None:
    said = seen(client, address).words()
    assert words in said
    assert "kizuna sources add" not in said


def test_who_may_enter_facts_is_told_how_to_add_the_text(site: Site) -> None:
    officer = signed_in(site, "contributor")
    words = seen(officer, CLAIM).words()
    officer.close()
    assert "its passages are then shown: kizuna sources add" in words


def test_a_page_that_there_is_not_is_an_error(client: httpx.Client) -> None:
    assert client.get("/document/kansai-1987?page=13").status_code == 404
    assert client.get("/document/kansai-1987?page=x").status_code == 400


def test_a_text_that_is_not_held_is_read_in_its_abstract(client: httpx.Client) -> None:
    page = seen(client, "/document/kansai-1987")
    (read,) = page.root.xpath("//a[@class='button primary']/@href")
    assert client.get("/document/kansai-1987/text").headers["location"] == read
    text = seen(client, read)
    assert "an abstract in other words, not the text of the source" in text.words()
    margin = {
        link for link in text.root.xpath("//*[@class='margin']//a/@href") if "/claim/" in link
    }
    assert len(margin) == 1187
    evidence = seen(client, CLAIM)
    (mark,) = evidence.root.xpath("//blockquote//mark")
    assert "400 young people" in mark.text_content()
    assert evidence.root.xpath("//blockquote/@lang") == ["en"]


def test_the_text_is_whole_and_escaped(town_client: httpx.Client) -> None:
    answer = town_client.get(TEXT)
    assert "&lt;in Japan&gt;" in answer.text
    assert "Twenty pupils are to go to Aomatsu each year" in seen(town_client, TEXT).words()


def test_a_passage_leads_to_its_claim_and_a_claim_to_its_passage(
    town_client: httpx.Client,
) -> None:
    page = seen(town_client, TEXT)
    (passage,) = page.root.xpath("//a[contains(@class, 'passage')][text()='4 May 1991']")
    claim = seen(town_client, passage.get("href"))
    back = next(link for link in claim.links() if link.startswith(TEXT))
    anchor = back.partition("#")[2]
    assert page.has(anchor)
    assert page.root.xpath(f"//*[@class='margin']//a[@href='#{anchor}']")
    (mark,) = claim.root.xpath("//blockquote//mark")
    assert mark.text_content() == "4 May 1991"
    assert "The council resolved on" in claim.root.xpath("//blockquote")[0].text_content()
    assert "One other claim on this passage" in claim.section("beside")


def test_a_withheld_text_is_not_shown(town_client: httpx.Client) -> None:
    text = town_client.get("/document/letter/text").text
    facts = seen(town_client, "/government/northhaven").links("facts")
    evidence = town_client.get(next(link for link in facts if link.startswith("/claim/"))).text
    assert "The text is withheld" in text
    assert "the text is not open to everybody" in evidence
    assert "characters 0–6 of the text" in Seen(evidence).words()
    assert "may show this letter" not in text + evidence


def test_the_address_of_a_source_is_its_publishers_own(client: httpx.Client) -> None:
    outside = set(seen(client, CLAIM).root.xpath("//a[contains(@rel, 'external')]/@href"))
    assert outside == {"https://digitalarchive.wilsoncenter.org/document/118471"}


def test_as_a_part_it_comes_without_the_page_around_it(client: httpx.Client) -> None:
    part = client.get(CLAIM, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "sister cities" in part.text
