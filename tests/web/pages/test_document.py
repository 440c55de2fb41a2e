"""The pages of a document: its description, its claims, and its text with the passages marked."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Browser, expect

from web.conftest import Site
from web.pages.test_tie import seen

TEXT = "/document/minutes/text"


def test_a_document_is_described(client: httpx.Client) -> None:
    facts = seen(client, "/document/kansai-1987").section("facts")
    assert "Latvian State Archives" in facts
    assert "lietas 154" in facts


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


def test_a_document_and_its_abstract_name_each_other(client: httpx.Client) -> None:
    of_note = seen(client, "/document/kansai-1987").links("renditions")
    of_abstract = seen(client, "/document/kansai-1987-abstract").links("renditions")
    assert (of_note, of_abstract) == (
        ["/document/kansai-1987-abstract"],
        ["/document/kansai-1987"],
    )


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


def test_the_asked_claim_is_marked_in_the_text(town_client: httpx.Client) -> None:
    page = seen(town_client, TEXT)
    (passage,) = page.root.xpath("//a[contains(@class, 'passage')][text()='4 May 1991']")
    claim = passage.get("href").rpartition("/")[2]
    asked = seen(town_client, f"{TEXT}?claim={claim}")
    (marked,) = asked.root.xpath("//a[contains(@class, 'passage asked')]")
    assert marked.text_content() == "4 May 1991"


def test_a_withheld_text_is_not_shown(town_client: httpx.Client) -> None:
    answer = town_client.get("/document/letter/text")
    assert "The text is withheld" in answer.text
    assert "may show this letter" not in answer.text


def test_a_document_that_one_may_not_see_is_nowhere(town_client: httpx.Client) -> None:
    assert town_client.get("/document/secret-minutes").status_code == 404
    assert town_client.get("/document/secret-minutes/text").status_code == 404
    assert "1850" not in town_client.get("/government/northhaven").text


@pytest.mark.parametrize("width", [390, 1300])
def test_the_text_opens_evidence_in_a_browser(browser: Browser, towns: Site, width: int) -> None:
    context = browser.new_context(
        base_url=towns.address, locale="en-GB", viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(TEXT)
    page.get_by_role("link", name="4 May 1991").first.click()
    expect(page.locator("#evidence .states")).to_be_visible()
    expect(page.locator("#evidence")).to_contain_text("active")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
