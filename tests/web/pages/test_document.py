"""The pages of a document and the evidence of its claims; and of a text that is pasted,
from there to an accepted tie.
"""

from __future__ import annotations

import json
import re

import pytest
from httpx import Client, Response

from web.conftest import Role
from web.pages.reading import Seen, says, seen, tells
from web.signing_in import forged_guard, post
from web.test_languages import MOST, asked

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
        (
            f"{CLAIM}?known_at=2001-01-01",
            "This claim was recorded after 1 January 2001",
        ),
    ],
)
def test_a_page_says_what_is_held_and_where_the_rest_is(
    client: Client, address: str, words: str
) -> None:
    said = seen(client, address).words()
    assert words in said
    assert "kizuna sources add" not in said


def test_who_may_enter_facts_is_told_how_to_add_the_text(contributor: Client) -> None:
    words = seen(contributor, CLAIM).words()
    assert "its passages are then shown: kizuna sources add" in words


def test_a_page_that_there_is_not_is_an_error(client: Client) -> None:
    pages = [client.get(f"/document/kansai-1987?page={page}") for page in ("13", "x")]
    assert [page.status_code for page in pages] == [404, 400]


def test_a_text_that_is_not_held_is_read_in_its_abstract(client: Client) -> None:
    page = seen(client, "/document/kansai-1987")
    (read,) = page.root.xpath("//a[@class='button primary']/@href")
    assert client.get("/document/kansai-1987/text").headers["location"] == read
    text = seen(client, read)
    assert "an abstract in other words, not the text of the source" in text.words()
    margin = text.root.xpath(
        "//*[@class='margin']//a[contains(@href, '/claim/')]/@href"
    )
    assert len(set(margin)) == 1187
    evidence = seen(client, CLAIM)
    (mark,) = evidence.root.xpath("//blockquote//mark")
    assert "400 young people" in mark.text_content()
    assert evidence.root.xpath("//blockquote/@lang") == ["en"]


def test_a_passage_of_a_whole_text_leads_to_its_claim_and_a_claim_to_its_passage(
    town_client: Client,
) -> None:
    page = seen(town_client, TEXT)
    says(
        page.words(),
        "Aomatsu <in Japan>",
        "2. Twenty pupils are to go to Aomatsu each year.",
    )
    (passage,) = page.root.xpath(
        "//a[contains(@class, 'passage')][text()='4 May 1991']"
    )
    claim = seen(town_client, passage.get("href"))
    back = next(link for link in claim.links() if link.startswith(TEXT))
    anchor = back.partition("#")[2]
    assert page.root.xpath(f"//*[@id='{anchor}']")
    assert page.root.xpath(f"//*[@class='margin']//a[@href='#{anchor}']")
    (mark,) = claim.root.xpath("//blockquote//mark")
    assert mark.text_content() == "4 May 1991"
    assert (
        "The council resolved on" in claim.root.xpath("//blockquote")[0].text_content()
    )
    assert "One other claim on this passage" in claim.section("beside")


def test_a_withheld_text_is_not_shown(town_client: Client) -> None:
    text = town_client.get("/document/letter/text").text
    facts = seen(town_client, "/government/northhaven").links("facts")
    evidence = town_client.get(
        next(link for link in facts if link.startswith("/claim/"))
    ).text
    assert "The text is withheld" in text
    assert "the text is not open to everybody" in evidence
    assert "characters 0–6 of the text" in Seen(evidence).words()
    assert "may show this letter" not in text + evidence


def test_the_address_of_a_source_is_its_publishers_own(client: Client) -> None:
    outside = set(
        seen(client, CLAIM).root.xpath("//a[contains(@rel, 'external')]/@href")
    )
    assert outside == {"https://digitalarchive.wilsoncenter.org/document/118471"}


@pytest.mark.parametrize(
    ("address", "said"),
    [(CLAIM, "sister cities"), ("/map/place?place=government/kobe", "Tianjin")],
)
def test_as_a_part_it_comes_without_the_page_around_it(
    client: Client, address: str, said: str
) -> None:
    part = client.get(address, headers={"HX-Request": "true"})
    assert "<html" not in tells(part, 200, said)


ENGLISH = """Sister cities of Northhaven

Northhaven and Aomatsu became sister cities on 4 May 1991.
"""
JAPANESE = """青松町の国際交流

姉妹都市について

青松町とノースヘイブン市は、平成3年5月4日に姉妹都市提携を結びました。毎年、中学生が相互に訪問しています。

町の人口は1万2千人です。
"""
QUOTE = "青松町とノースヘイブン市は、平成3年5月4日に姉妹都市提携を結びました。"


def pasted(client: Client, text: str, **more: str) -> str:
    """Paste a text; where it is read then."""
    answer = post(client, "/read", text=text, **more)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def answered(client: Client, address: str, answer: str) -> Response:
    """The page after the answer of an assistant was pasted there."""
    sent = post(client, address, act="answer", answer=answer)
    return client.send(sent.next_request) if sent.next_request else sent


def tie_claim(
    subject: str, other: str, start: str, quote: str, sentence: int = 2
) -> str:
    """What an assistant answers who read one tie."""
    said = {"kind": "tie", "subject": subject, "object": other, "sentences": [sentence]}
    said |= {"props": {"type": "sister_city", "start": start}, "quote": quote}
    return f"```json\n{json.dumps({'claims': [said]}, ensure_ascii=False)}\n```"


def japanese_answer(start: str = "1991-05-04") -> str:
    """What an assistant answers who read the Japanese page, carefully or with another
    day.
    """
    return tie_claim("青松町", "ノースヘイブン市", start, QUOTE, 3)


def sent_to_review(client: Client, address: str, take: list[str]) -> Response:
    """The answer to sending some of the proposals of a page to review."""
    (seen,) = re.findall(r'name="seen" value="(\w+)"', client.get(address).text)
    return post(client, address, act="send", seen=seen, take=take)


def test_what_is_no_answer_is_said_beside_the_box_and_kept_there(
    contributor: Client,
) -> None:
    said = "I am sorry, I cannot open files."
    answer = answered(contributor, pasted(contributor, ENGLISH), said)
    tells(answer, 422, "is no answer to the request", f">{said}</textarea>")


def test_a_party_of_the_register_is_linked_and_another_is_new(
    contributor: Client,
) -> None:
    text = "Osaka and Brumenfold became sister cities on 4 May 1991.\n"
    said = tie_claim("Osaka", "Brumenfold", "1991-05-04", text.strip(), 1)
    link, new = (
        'href="/government/osaka">Osaka</a>',
        '<span class="badge good">new</span>',
    )
    page = answered(contributor, pasted(contributor, text), said)
    tells(page, 200, link, f"Brumenfold {new}", "Osaka, Japan")


def test_a_page_asks_no_more_than_twelve_questions(contributor: Client) -> None:
    listed = "".join(
        f"- {name} (1990)\n" for name in ("Shanghai", "Chicago", "Hamburg", "Milan")
    )
    text = f"Sister cities of Osaka\n\n{listed}"
    address = pasted(contributor, text, home="Osaka (government/osaka)")
    contributor.get(address)
    answer = contributor.get(address)
    assert answer.text.count('class="effect"') == 4
    assert asked(answer) <= MOST


def test_proposals_that_were_not_seen_are_not_sent(contributor: Client) -> None:
    address = pasted(contributor, JAPANESE)
    answered(contributor, address, japanese_answer())
    sent = post(contributor, address, act="send", seen="0" * 16, take="0")
    tells(sent, 422, "look again")
    tells(sent_to_review(contributor, address, []), 422, "choose a proposal")


def test_a_file_is_read_under_the_name_that_it_was_sent_under(
    contributor: Client,
) -> None:
    form = forged_guard(contributor.get("/read").text)
    head = "<html><head><title>Partners of Northhaven</title></head>"
    html = f"{head}<body><p>Northhaven and Aomatsu</p></body></html>"
    files = {"file": ("partners.html", html.encode(), "text/html")}
    sent = contributor.post("/read", data={"csrfmiddlewaretoken": form}, files=files)
    assert "Partners of Northhaven" in contributor.get(sent.headers["location"]).text
    bad = {"file": ("partners.pdf", b"%PDF-1.4 no", "application/pdf")}
    said = contributor.post("/read", data={"csrfmiddlewaretoken": form}, files=bad)
    tells(said, 422, "partners.pdf")


def test_a_text_that_is_too_long_or_none_is_refused(contributor: Client) -> None:
    long = "Northhaven is a town. " * 3000
    for text, told in (
        (long, "at most 60,000 are read here"),
        (" ", "no text was pasted"),
    ):
        tells(post(contributor, "/read", text=text), 422, told)


def test_a_text_is_not_there_for_somebody_else_and_for_nobody_once_it_is_discarded(
    contributor: Client, as_role: Role
) -> None:
    address = pasted(contributor, ENGLISH)
    assert as_role("reviewer").get(address).status_code == 404
    assert post(contributor, address, act="discard").headers["location"] == "/read"
    assert contributor.get(address).status_code == 404


def test_a_text_is_internal_until_it_is_published(
    contributor: Client, as_role: Role
) -> None:
    text = "Sister cities of Quietford\n\nQuietford and Aomatsu became sister cities in 1999.\n"
    address = pasted(contributor, text, title="The quiet page")
    answered(
        contributor,
        address,
        tie_claim("Quietford", "Aomatsu", "1999", text.splitlines()[2]),
    )
    sent = sent_to_review(contributor, address, ["0"]).headers["location"]
    assert sent.startswith("/read?sent=document%2Fthe-quiet-page")
    assert "The quiet page" in contributor.get(sent).text
    readers = (contributor, as_role("reader"))
    assert [who.get("/document/the-quiet-page").status_code for who in readers] == [
        200,
        404,
    ]
    assert contributor.get(address).status_code == 404
