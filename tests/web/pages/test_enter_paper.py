"""A paper that is sent with an entry: kept with the form, cited by its words, seen by others once it counts."""

from __future__ import annotations

import html
import itertools
import json
import re
import time
from contextlib import closing
from typing import NamedTuple

import httpx
import pytest

from web.conftest import Site
from web.pages.test_enter import hidden
from web.signing_in import add_person, entered, kizuna, post, signed_in

PAPER = b"""Letter of the mayor of Northhaven

The council resolved on 4 May 1991 to become the sister town of Aomatsu.
"""
WORDS = "resolved on 4 May 1991 to become"
_TOWNS = itertools.count()


class Town(NamedTuple):
    """A town of a test's own: its name, its form with a paper that names it, and the addresses of both, after
    which a digest follows where something is hidden from who enters them."""

    name: str
    form: dict[str, str]
    paper: bytes
    slug: str
    letter: str


def new_town() -> Town:
    """A town that no other test has."""
    name = f"Northhaven {chr(65 + next(_TOWNS))}"
    slug, title = name.lower().replace(" ", "-"), f"Letter of {name}"
    form = {"name.0.text": name, "country.0.value": "NZ", "source.kind": "paper"}
    said = {"title": title, "date": "4 May 1991", "quote": WORDS}
    form |= {f"source.paper_{part}": text for part, text in said.items()}
    paper = PAPER.replace(b"Northhaven", name.encode())
    return Town(name, form, paper, slug, f"/document/letter-of-{slug}")


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


def test_a_paper_is_added_with_the_entry_and_its_words_light_up(house: Site) -> None:
    town = new_town()
    with closing(signed_in(house, "reviewer")) as anna:
        looked = send(anna, "preview", town.form, town.paper)
        assert looked.status_code == 200, looked.text
        assert f"Letter of {town.name}" in looked.text
        saved = send(anna, "save", town.form, town.paper)
        assert saved.status_code == 303, saved.text
        letter = town.letter
        for path in (letter, f"{letter}/text", f"/government/{town.slug}"):
            assert httpx.get(house.address + path).status_code == 404
        assert "<button>Publish</button>" in anna.get(letter).text
        published = post(anna, f"{letter}/publish", at=letter)
        assert published.headers["location"] == letter
        assert "<button>Publish</button>" not in anna.get(letter).text
        page = httpx.get(f"{house.address}/government/{town.slug}").text
        claim = re.search(r"/claim/[0-9a-f]+", page)
        assert claim is not None
        evidence = httpx.get(house.address + claim[0]).text
        assert re.search(rf"<mark[^>]*>{WORDS}</mark>", " ".join(evidence.split()))
        assert "sister town of Aomatsu" in httpx.get(f"{house.address}{letter}/text").text


def test_a_paper_need_not_be_sent_again_after_another_error(house: Site) -> None:
    with closing(signed_in(house, "reviewer")) as anna:
        town = new_town()
        wrong = {**town.form, "point.0.latitude": "north of here"}
        answer = send(anna, "save", wrong, town.paper)
        assert answer.status_code == 422
        assert "<b>letter.txt</b>" in answer.text
        assert "it need not be sent again" in answer.text
        found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.text)
        carried = {name: html.unescape(value) for name, value in found}
        data = {**carried, **town.form, "_act": "save"}
        assert anna.post("/enter/government", data=data).status_code == 303
        assert "sister town" in anna.get(f"{town.letter}/text").text


@pytest.mark.parametrize(
    ("name", "paper", "changed", "told"),
    [
        ("letter.exe", b"MZ", {}, "&#39;letter.exe&#39; is not taken"),
        ("letter.txt", b"", {}, "No paper is here yet"),
        *(
            ("letter.txt", PAPER, {f"source.{field}": said}, told)
            for field, said, told in (
                ("paper_quote", "of the moon", "&#39;of the moon&#39; does not stand"),
                ("paper_quote", "", "&#39;letter.txt&#39; is a whole document"),
                ("paper_date", "long ago", "&#39;long ago&#39; is not a date"),
                ("access", "hush", "&#39;hush&#39; is none of"),
            )
        ),
    ],
)
def test_what_is_wrong_with_a_paper_is_quoted_and_the_rest_stays(
    house: Site, name: str, paper: bytes, changed: dict[str, str], told: str
) -> None:
    with closing(signed_in(house, "reviewer")) as anna:
        town = new_town()
        answer = send(anna, "save", {**town.form, **changed}, paper, name)
        assert answer.status_code == 422
        assert told in answer.text
        assert f'value="{town.name}"' in answer.text
        assert anna.get(town.letter).status_code == 404


def test_a_contributors_paper_is_read_by_nobody_else_before_it_is_accepted(house: Site) -> None:
    town = new_town()
    with closing(signed_in(house, "contributor")) as ben:
        assert send(ben, "save", town.form, town.paper).status_code == 303
        assert town.name in ben.get("/enter").text
    waiting = json.loads(kizuna(house, "review", "--format", "json"))["readings"]
    (letter,) = {
        reading["subject"]
        for reading in waiting
        if f"/{reading['subject']}".startswith(town.letter)
    }
    text = f"{house.address}/{letter}/text"
    assert "sister town" not in httpx.get(text).text
    assert "sister town" not in httpx.get(f"{house.address}/search?q=mayor+Northhaven").text
    ids = " ".join(claim["id"] for reading in waiting for claim in reading["claims"])
    with closing(signed_in(house, "reviewer")) as anna:
        assert post(anna, "/review/accept", at="/review", claims=ids).status_code == 303
    kizuna(house, "sources", "publish", letter)
    until = time.monotonic() + 60
    while "sister town of Aomatsu" not in httpx.get(text).text:
        assert time.monotonic() < until, "the text was not let in"
        time.sleep(0.5)


def test_a_paper_is_not_there_for_another_account(house: Site) -> None:
    with (
        closing(signed_in(house, "contributor")) as ben,
        closing(entered(house, add_person(house, "contributor", name="another"))) as other,
    ):
        form = ben.get("/enter/government").text
        token = re.search(r'name="_draft" value="([0-9a-f]+)"', form)
        assert token is not None
        form_of_town = {**new_town().form, "_draft": token[1]}
        send(ben, "form", form_of_town, PAPER)
        kept = ben.get(f"/enter/government?draft={token[1]}").text
        assert "<b>letter.txt</b>" in kept
        assert other.get(f"/enter/government?draft={token[1]}").status_code == 404
        answer = send(other, "save", form_of_town)
        assert answer.status_code == 422
        assert "letter.txt" not in answer.text
        post(ben, "/enter/discard", at="/enter", draft=token[1])
        assert token[1] not in ben.get("/enter").text
