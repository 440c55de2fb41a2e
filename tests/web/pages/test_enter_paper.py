"""A paper that is sent with an entry: kept with the form, cited by its words, seen by others once it counts."""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from web.conftest import Site, serving
from web.look import DESK, PHONE
from web.pages.test_enter import hidden
from web.pages.test_enter_look import violations
from web.signing_in import add_person, entered, kizuna, person, post, sign_in_page, signed_in

PAPER = b"""Letter of the mayor of Northhaven

The council resolved on 4 May 1991 to become the sister town of Aomatsu.
"""
WORDS = "resolved on 4 May 1991 to become"
FORM = {
    "name.0.text": "Northhaven",
    "country.0.value": "NZ",
    "source.kind": "paper",
    "source.paper_title": "Letter of Northhaven",
    "source.paper_date": "4 May 1991",
    "source.paper_quote": WORDS,
}


@pytest.fixture
def desk(built_in: Path) -> Iterator[Site]:
    """A server on a database of the test's own."""
    with serving(built_in) as made:
        yield made


def send(
    client: httpx.Client,
    act: str,
    form: dict[str, str],
    paper: bytes = b"",
    name: str = "letter.txt",
) -> httpx.Response:
    """Send the form of a government, with a paper where one is given."""
    files = {"source.file": (name, paper)} if paper else None
    data = {**hidden(client, "/enter/government"), **form, "_act": act}
    return client.post("/enter/government", data=data, files=files)


def test_a_paper_is_added_with_the_entry_and_its_words_light_up(desk: Site) -> None:
    with closing(signed_in(desk, "reviewer")) as anna:
        looked = send(anna, "preview", FORM, PAPER)
        assert looked.status_code == 200, looked.text
        assert "Letter of Northhaven" in looked.text
        saved = send(anna, "save", FORM, PAPER)
        assert saved.status_code == 302, saved.text
        letter = "/document/letter-of-northhaven"
        assert httpx.get(desk.address + letter).status_code == 404
        assert "<button>Publish</button>" in anna.get(letter).text
        published = post(anna, f"{letter}/publish", at=letter)
        assert published.headers["location"] == letter
        assert "<button>Publish</button>" not in anna.get(letter).text
        page = httpx.get(desk.address + "/government/northhaven").text
        claim = re.search(r"/claim/[0-9a-f]+", page)
        assert claim is not None
        evidence = httpx.get(desk.address + claim[0]).text
        assert re.search(rf"<mark[^>]*>{WORDS}</mark>", " ".join(evidence.split()))
        text = httpx.get(f"{desk.address}/document/letter-of-northhaven/text").text
        assert "sister town of Aomatsu" in text
        assert "letter.txt" not in text or "paper.txt" not in text


def test_a_paper_need_not_be_sent_again_after_another_error(desk: Site) -> None:
    with closing(signed_in(desk, "reviewer")) as anna:
        wrong = {**FORM, "point.0.latitude": "north of here"}
        answer = send(anna, "save", wrong, PAPER)
        assert answer.status_code == 422
        assert "<b>letter.txt</b>" in answer.text
        assert "it need not be sent again" in answer.text
        found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.text)
        carried = {name: html.unescape(value) for name, value in found}
        data = {**carried, **FORM, "_act": "save"}
        assert anna.post("/enter/government", data=data).status_code == 302
        assert "sister town" in anna.get("/document/letter-of-northhaven/text").text


@pytest.mark.parametrize(
    ("name", "paper", "changed", "told"),
    [
        ("letter.exe", b"MZ", {}, "&#39;letter.exe&#39; is not taken"),
        ("letter.pdf", b"no such thing", {}, "&#39;letter.pdf&#39; is no PDF file"),
        ("letter.txt", b"", {}, "No paper is here yet"),
        (
            "letter.txt",
            PAPER,
            {"source.paper_quote": "of the moon"},
            "&#39;of the moon&#39; does not stand",
        ),
        (
            "letter.txt",
            PAPER,
            {"source.paper_quote": ""},
            "&#39;letter.txt&#39; is a whole document",
        ),
        (
            "letter.txt",
            PAPER,
            {"source.paper_date": "long ago"},
            "&#39;long ago&#39; is not a date",
        ),
        ("letter.txt", PAPER, {"source.access": "hush"}, "&#39;hush&#39; is none of"),
        ("letter.txt", PAPER, {"source.access": "public"}, "&#39;public&#39; is none of"),
    ],
)
def test_what_is_wrong_with_a_paper_is_quoted_and_the_rest_stays(
    desk: Site, name: str, paper: bytes, changed: dict[str, str], told: str
) -> None:
    with closing(signed_in(desk, "reviewer")) as anna:
        answer = send(anna, "save", {**FORM, **changed}, paper, name)
        assert answer.status_code == 422
        assert told in answer.text
        assert 'value="Northhaven"' in answer.text
        assert anna.get("/document/letter-of-northhaven").status_code == 404


def test_a_paper_is_hidden_from_who_is_not_cleared_for_it_until_it_is_published(desk: Site) -> None:
    with closing(signed_in(desk, "reviewer")) as anna:
        assert send(anna, "save", FORM, PAPER).status_code == 302
        assert "sister town" in anna.get("/document/letter-of-northhaven/text").text
    for path in ("/document/letter-of-northhaven/text", "/government/northhaven"):
        answer = httpx.get(desk.address + path)
        assert answer.status_code == 404
        assert "Aomatsu" not in answer.text


def test_a_contributors_paper_is_read_by_nobody_else_before_it_is_accepted(desk: Site) -> None:
    text = f"{desk.address}/document/letter-of-northhaven/text"
    with closing(signed_in(desk, "contributor")) as ben:
        assert send(ben, "save", FORM, PAPER).status_code == 302
        assert "Northhaven" in ben.get("/enter").text
    assert "sister town" not in httpx.get(text).text
    assert "sister town" not in httpx.get(f"{desk.address}/search?q=mayor+Northhaven").text
    waiting = json.loads(kizuna(desk, "review", "--format", "json"))["readings"]
    ids = " ".join(claim["id"] for reading in waiting for claim in reading["claims"])
    with closing(signed_in(desk, "reviewer")) as anna:
        assert post(anna, "/review/accept", at="/review", claims=ids).status_code == 303
    kizuna(desk, "sources", "publish", "document/letter-of-northhaven")
    until = time.monotonic() + 60
    while "sister town of Aomatsu" not in httpx.get(text).text:
        assert time.monotonic() < until, "the text was not let in"
        time.sleep(0.5)


def test_a_paper_is_not_there_for_another_account(desk: Site) -> None:
    with (
        closing(signed_in(desk, "contributor")) as ben,
        closing(entered(desk, add_person(desk, "contributor", name="another"))) as other,
    ):
        form = ben.get("/enter/government").text
        token = re.search(r'name="_draft" value="([0-9a-f]+)"', form)
        assert token is not None
        send(ben, "form", {**FORM, "_draft": token[1]}, PAPER)
        kept = ben.get(f"/enter/government?draft={token[1]}").text
        assert "<b>letter.txt</b>" in kept
        assert other.get(f"/enter/government?draft={token[1]}").status_code == 404
        answer = send(other, "save", {**FORM, "_draft": token[1]})
        assert answer.status_code == 422
        assert "letter.txt" not in answer.text
        post(ben, "/enter/discard", at="/enter", draft=token[1])
    assert list(Path(desk.path).parent.rglob("paper.txt")) == []


def test_a_paper_is_attached_in_the_browser(browser: Browser, desk: Site) -> None:
    signed_in(desk, "reviewer").close()
    who = person("reviewer")
    page = browser.new_context(base_url=desk.address, locale="en-GB").new_page()
    sign_in_page(page, who)
    page.set_viewport_size(DESK)
    page.goto("/enter/government")
    page.locator("[name='name.0.text']").fill("Northhaven")
    page.get_by_label("A paper that I send with this form").check()
    page.get_by_label("Paper", exact=True).set_input_files(
        {"name": "letter.txt", "mimeType": "text/plain", "buffer": PAPER}
    )
    page.get_by_label("Words of the paper").fill(WORDS)
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Look at what will be recorded").click()
    expect(page.get_by_role("main")).to_contain_text("letter")
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_url("**/government/northhaven?entered=*")
    page.context.close()
