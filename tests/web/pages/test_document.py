"""The pages of a document: its description, its claims, and its text with the passages marked."""

from __future__ import annotations

import httpx

from web.pages.test_tie import seen

TEXT = "/document/minutes/text"


def test_a_page_that_there_is_not_is_an_error(client: httpx.Client) -> None:
    assert client.get("/document/kansai-1987?page=13").status_code == 404
    assert client.get("/document/kansai-1987?page=x").status_code == 400


def test_without_a_text_the_page_says_where_the_original_is(client: httpx.Client) -> None:
    words = seen(client, "/document/kansai-1987").words()
    assert "The text of this document is not held here" in words
    assert "kept at: Latvian State Archives" in words
    assert "kizuna sources add" not in words
    assert "not held here" in seen(client, "/document/clair-999/text").words()


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


def test_a_withheld_text_is_not_shown(town_client: httpx.Client) -> None:
    answer = town_client.get("/document/letter/text")
    assert "The text is withheld" in answer.text
    assert "may show this letter" not in answer.text
