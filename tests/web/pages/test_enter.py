"""Entering in the browser: nothing typed is lost, what waits and what stands is told, and a paper that is sent
along is kept with the form, cited by its words, and seen by others once it counts.

That an officer enters a tie from a paper is told in `story.web.test_officer`.
"""

from __future__ import annotations

import html
import itertools
import json
import re
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from web.conftest import Site, window
from web.signing_in import add_person, entered, kizuna, person, post

Role = Callable[[str], httpx.Client]


@pytest.fixture
def reviewer(as_role: Role) -> httpx.Client:
    """The client of a reviewer."""
    return as_role("reviewer")


@pytest.fixture
def page(browser: Browser, house: Site, reviewer: httpx.Client) -> Iterator[Page]:
    """A page of a browser in which the reviewer is signed in."""
    with window(browser, house, person("reviewer")) as made:
        yield made


def hidden(client: httpx.Client, path: str) -> dict[str, str]:
    """What the form of a page carries that nobody types."""
    form = client.get(path).text
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found}


def fields(act: str, **data: str) -> dict[str, str]:
    """The inputs of a form by their names, with two underscores for a dot, and what is to be done with it."""
    return {"_act": act, **{name.replace("__", "."): text for name, text in data.items()}}


def send(client: httpx.Client, path: str, act: str, **data: str) -> httpx.Response:
    """Fill in a form and press one of its buttons."""
    return client.post(path, data={**hidden(client, path), **fields(act, **data)})


def test_a_name_typed_before_the_scripts_of_the_page_have_come_is_looked_up(
    page: Page,
) -> None:
    late: list[Route] = []
    page.route("**/js/lookup*.js", lambda route: late.append(route))
    with page.expect_request("**/js/lookup*.js"):
        page.goto("/enter/tie", wait_until="commit")
    party = page.get_by_label("Party", exact=True).first
    party.press_sequentially("Osak")
    assert late, "the script was to come late"
    late[0].continue_()
    page.get_by_role("option").filter(has_text=re.compile("government/osaka$")).click()
    expect(party).to_have_value("Osaka (government/osaka)")


def test_what_is_typed_is_kept_while_typing_and_comes_back(page: Page) -> None:
    page.goto("/enter/person")
    page.get_by_label("Name", exact=True).press_sequentially("Half a Name")
    expect(page.locator("#kept")).to_contain_text("Draft kept", timeout=10_000)
    page.goto("/enter")
    page.get_by_role("listitem").filter(has_text="Half a Name").get_by_role("link").click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Half a Name")
    page.goto("/enter")
    row = page.get_by_role("listitem").filter(has_text="Half a Name")
    row.get_by_role("button", name="Throw away").click()
    expect(page.get_by_text("Half a Name")).to_have_count(0)


def test_a_form_that_is_sent_after_the_session_has_ended_is_kept(
    as_role: Role, reviewer: httpx.Client, house: Site
) -> None:
    client = entered(house, person("reviewer"))
    carried = hidden(client, "/enter/person")
    client.cookies.delete("kizuna_session")
    data = {**carried, **fields("preview", name__0__text="Lost and Found")}
    sent = client.post("/enter/person", data=data)
    assert sent.status_code == 302
    assert sent.headers["location"].startswith("/sign-in?next=")
    token = carried["_draft"]
    assert token in sent.headers["location"]
    again = reviewer.get(f"/enter/person?draft={token}")
    assert 'value="Lost and Found"' in again.text
    assert as_role("contributor").get(f"/enter/person?draft={token}").status_code == 404


def test_a_draft_is_not_kept_for_a_name_that_somebody_made_up(
    reviewer: httpx.Client, house: Site
) -> None:
    made_up = {"_owner": "the-reviewer", "_draft": "0123456789abcdef"}
    with httpx.Client(base_url=house.address, timeout=60) as stranger:
        carried = hidden(stranger, "/sign-in") | made_up
        data = {**carried, **fields("preview", name__0__text="Forged")}
        assert stranger.post("/enter/person", data=data).status_code == 302
    assert "Forged" not in reviewer.get("/enter").text


def test_a_correction_begins_with_what_stands_and_is_set_before_it(reviewer: httpx.Client) -> None:
    form = reviewer.get("/tie/osaka-shanghai/edit").text
    claim = re.search(r"/tie/osaka-shanghai/edit\?correct=([0-9a-f]+)#at-milestone", form)
    assert claim is not None
    path = f"/tie/osaka-shanghai/edit?correct={claim[1]}"
    begun = reviewer.get(path).text
    assert re.search(r'name="milestone\.0\.date\.value"[^>]* value="1974-04-18"', begun)
    given = {"milestone__0__stage__value": "formal", "milestone__0__date__value": "19 April 1974"}
    weighed = {"correction__weighing": "prefer", "correction__reason": ""}
    data = {**hidden(reviewer, path), **fields("save", **given, **weighed)}
    refused = reviewer.post("/tie/osaka-shanghai/edit", data=data)
    assert refused.status_code == 422
    assert "without a reason" in refused.text
    data["correction.reason"] = "the signed paper"
    done = reviewer.post("/tie/osaka-shanghai/edit", data=data)
    assert re.fullmatch(r"/tie/osaka-shanghai\?entered=[1-9]", done.headers["location"])
    page = reviewer.get("/tie/osaka-shanghai").text
    assert "19 April 1974" in page
    assert "the signed paper" in page


def test_a_form_works_without_a_script(reviewer: httpx.Client) -> None:
    one = {"party__0__value": "Osaka"}
    two = send(reviewer, "/enter/tie", "add party", **one).text
    assert 'name="party.0.value"' in two
    assert 'value="Osaka"' in two
    assert 'name="party.1.value"' in two
    less = send(reviewer, "/enter/tie", "remove party.0", **one, party__1__value="Kobe").text
    assert 'name="party.0.value"' not in less
    assert 'value="Kobe"' in less


@pytest.mark.parametrize(
    ("path", "asked", "said"),
    [
        ("date", {"x.value": "before April 1987", "lang": "ja"}, ("[..1987-03]", "1987年3月以前")),
        ("quantity", {"s.text": "over 400"}, ("over 400 persons",)),
        (
            "quantity",
            {"s.text": "ever so many"},
            ("&#39;ever so many&#39; is not a quantity: write a number",),
        ),
    ],
)
def test_words_are_read_back_or_refused_with_a_quote(
    client: httpx.Client, path: str, asked: dict[str, str], said: tuple[str, ...]
) -> None:
    params = {"of": "count", "s.unit": "persons", **asked}
    answer = client.get(f"/enter/words/{path}", params=params).text.replace("\u00a0", " ")
    assert all(words in answer for words in said)


@pytest.mark.parametrize(
    ("kind", "typed", "choice"),
    [
        ("statistic", {"scope.0.value": "南陽市"}, r"choose scope\.0=(government/[a-z-]+)"),
        (
            "tie",
            {"party.0.value": "Kobe (government/kobe)", "party.1.value": "Northhaven, Peru"},
            r"choose party\.1=(Northhaven, Peru \(\+\))",
        ),
    ],
    ids=["several things", "nothing"],
)
def test_a_name_of_several_things_or_of_nothing_offers_what_may_be_chosen(
    reviewer: httpx.Client, kind: str, typed: dict[str, str], choice: str
) -> None:
    refused = send(reviewer, f"/enter/{kind}", "preview", **typed)
    assert refused.status_code == 422
    found = re.search(f'value="({choice})"', refused.text)
    assert found is not None
    chosen = send(reviewer, f"/enter/{kind}", found[1], **typed).text
    assert f'value="{found[2]}"' in chosen


def test_a_place_of_the_gazetteer_or_a_new_one_is_offered_until_the_register_holds_it(
    reviewer: httpx.Client,
) -> None:
    found = reviewer.get("/names/new", params={"q": "Northhaven, New Zealand"}).text
    assert "Create “Northhaven” in New Zealand as a new place" in found
    place = "Vancouver, Canada (government/geonames-6173331)"
    offers = reviewer.get("/names/new", params={"q": "Vancouv"}).text
    assert f'data-value="{place}"' in offers
    assert 'data-value="Vancouv (+)"' in offers
    parties = {"party.0.value": "Kobe (government/kobe)", "party.1.value": place}
    own = {"source__kind": "own", "source__office": "government/kobe"}
    shown = send(reviewer, "/enter/tie", "preview", **parties, **own).text
    assert "New places, recorded with it" in shown
    assert "The facts are those of GeoNames" in shown
    assert reviewer.get("/government/geonames-6173331").status_code == 404
    send(reviewer, "/enter/tie", "save", **parties, **own)
    assert "Vancouver" in reviewer.get("/government/geonames-6173331").text
    offers = reviewer.get("/names/new", params={"q": "Vancouv"}).text
    assert "geonames-6173331" not in offers
    assert "geonames-6173331" in reviewer.get("/names", params={"q": "Vancouv"}).text


def test_a_contributor_adds_facts_to_what_they_have_proposed_and_nobody_else_does(
    as_role: Role,
) -> None:
    ben = as_role("contributor")
    first = {"name__0__text": "Waiting Bay", "country__0__value": "NZ", "slug": "waiting-bay"}
    path = "/government/waiting-bay"
    assert "wait for a reviewer" in send(ben, "/enter/government", "preview", **first).text
    assert send(ben, "/enter/government", "save", **first).status_code == 303
    assert f'href="{path}/edit"' in ben.get("/enter").text
    form = ben.get(f"{path}/edit")
    assert form.status_code == 200
    assert "Waiting Bay" in form.text
    answer = send(ben, f"{path}/edit", "save", population__0__text="", level__0__value="town")
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == "/enter?proposed=1"
    assert "town" in ben.get("/enter").text
    assert ben.get(path).status_code == 404
    assert as_role("coordinator").get(f"{path}/edit").status_code == 404


PAPER = b"""Letter of the mayor of Northhaven

The council resolved on 4 May 1991 to become the sister town of Aomatsu.
"""
WORDS = "resolved on 4 May 1991 to become"
_TOWNS = itertools.count()


class Town(NamedTuple):
    """A town of a test's own: its form with a paper that names it, and the addresses of both, after which a digest
    follows where something is hidden from who enters them."""

    name: str
    form: dict[str, str]
    paper: bytes
    slug: str
    letter: str


@pytest.fixture
def town() -> Town:
    """A town that no other test has."""
    name = f"Northhaven {chr(65 + next(_TOWNS))}"
    slug, title = name.lower().replace(" ", "-"), f"Letter of {name}"
    form = {"name.0.text": name, "country.0.value": "NZ", "source.kind": "paper"}
    said = {"title": title, "date": "4 May 1991", "quote": WORDS}
    form |= {f"source.paper_{part}": text for part, text in said.items()}
    paper = PAPER.replace(b"Northhaven", name.encode())
    return Town(name, form, paper, slug, f"/document/letter-of-{slug}")


def send_paper(
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


def test_a_paper_is_added_with_the_entry_and_its_words_light_up(
    house: Site, reviewer: httpx.Client, town: Town
) -> None:
    looked = send_paper(reviewer, "preview", town.form, town.paper)
    assert looked.status_code == 200, looked.text
    assert f"Letter of {town.name}" in looked.text
    saved = send_paper(reviewer, "save", town.form, town.paper)
    assert saved.status_code == 303, saved.text
    letter = town.letter
    for path in (letter, f"{letter}/text", f"/government/{town.slug}"):
        assert httpx.get(house.address + path).status_code == 404
    assert "<button>Publish</button>" in reviewer.get(letter).text
    published = post(reviewer, f"{letter}/publish", at=letter)
    assert published.headers["location"] == letter
    assert "<button>Publish</button>" not in reviewer.get(letter).text
    page = httpx.get(f"{house.address}/government/{town.slug}").text
    claim = re.search(r"/claim/[0-9a-f]+", page)
    assert claim is not None
    evidence = httpx.get(house.address + claim[0]).text
    assert re.search(rf"<mark[^>]*>{WORDS}</mark>", " ".join(evidence.split()))
    assert "sister town of Aomatsu" in httpx.get(f"{house.address}{letter}/text").text


def test_a_paper_need_not_be_sent_again_after_another_error(
    reviewer: httpx.Client, town: Town
) -> None:
    wrong = {**town.form, "point.0.latitude": "north of here"}
    answer = send_paper(reviewer, "save", wrong, town.paper)
    assert answer.status_code == 422
    assert "<b>letter.txt</b>" in answer.text
    assert "it need not be sent again" in answer.text
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.text)
    carried = {name: html.unescape(value) for name, value in found}
    data = {**carried, **town.form, "_act": "save"}
    assert reviewer.post("/enter/government", data=data).status_code == 303
    assert "sister town" in reviewer.get(f"{town.letter}/text").text


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
    reviewer: httpx.Client, town: Town, name: str, paper: bytes, changed: dict[str, str], told: str
) -> None:
    answer = send_paper(reviewer, "save", {**town.form, **changed}, paper, name)
    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{town.name}"' in answer.text
    assert reviewer.get(town.letter).status_code == 404


def test_a_contributors_paper_is_read_by_nobody_else_before_it_is_accepted(
    house: Site, as_role: Role, reviewer: httpx.Client, town: Town
) -> None:
    ben = as_role("contributor")
    assert send_paper(ben, "save", town.form, town.paper).status_code == 303
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
    assert post(reviewer, "/review/accept", at="/review", claims=ids).status_code == 303
    kizuna(house, "sources", "publish", letter)
    until = time.monotonic() + 60
    while "sister town of Aomatsu" not in httpx.get(text).text:
        assert time.monotonic() < until, "the text was not let in"
        time.sleep(0.5)


def test_a_paper_is_not_there_for_another_account(house: Site, as_role: Role, town: Town) -> None:
    ben = as_role("contributor")
    other = entered(house, add_person(house, "contributor", name="another"))
    form = ben.get("/enter/government").text
    token = re.search(r'name="_draft" value="([0-9a-f]+)"', form)
    assert token is not None
    form_of_town = {**town.form, "_draft": token[1]}
    send_paper(ben, "form", form_of_town, PAPER)
    kept = ben.get(f"/enter/government?draft={token[1]}").text
    assert "<b>letter.txt</b>" in kept
    assert other.get(f"/enter/government?draft={token[1]}").status_code == 404
    answer = send_paper(other, "save", form_of_town)
    assert answer.status_code == 422
    assert "letter.txt" not in answer.text
    post(ben, "/enter/discard", at="/enter", draft=token[1])
    assert token[1] not in ben.get("/enter").text
