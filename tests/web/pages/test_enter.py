"""Entering in the browser: nothing typed is lost, what waits and what stands is told,
and a paper that is sent along is kept with the form, cited by its words, and seen by
others once it counts.

That an officer enters a tie from a paper is told in `story.web.test_officer`.
"""

from __future__ import annotations

import itertools
import json
import re
import time
from typing import NamedTuple

import httpx
import pytest
from httpx import Client, Response
from playwright.sync_api import Page, Route, expect

from web.conftest import Role, Site
from web.pages.reading import says, tells
from web.signing_in import add_person, carried, entered, kizuna, person, post


def hidden(client: Client, path: str) -> dict[str, str]:
    """What the form of a page carries that nobody types."""
    return carried(client.get(path).text)


def fields(act: str, **data: str) -> dict[str, str]:
    """The inputs of a form by their names, with two underscores for a dot, and what is
    to be done with it.
    """
    return {
        "_act": act,
        **{name.replace("__", "."): text for name, text in data.items()},
    }


def send(client: Client, path: str, act: str, **data: str) -> Response:
    """Fill in a form and press one of its buttons."""
    return client.post(path, data={**hidden(client, path), **fields(act, **data)})


def test_a_name_typed_before_the_scripts_of_the_page_have_come_is_looked_up(
    desk: Page,
) -> None:
    late: list[Route] = []
    desk.route("**/js/lookup*.js", lambda route: late.append(route))
    with desk.expect_request("**/js/lookup*.js"):
        desk.goto("/enter/tie", wait_until="commit")
    party = desk.get_by_label("Party", exact=True).first
    party.press_sequentially("Osak")
    assert late, "the script was to come late"
    late[0].continue_()
    desk.get_by_role("option").filter(has_text=re.compile("government/osaka$")).click()
    expect(party).to_have_value("Osaka (government/osaka)")


@pytest.mark.parametrize(
    ("kind", "name"), [("agreement", "signed.0.value"), ("government", "level.0.valid")]
)
def test_a_day_that_no_calendar_has_is_refused_in_place_of_the_day_read_before(
    desk: Page, kind: str, name: str
) -> None:
    desk.goto(f"/enter/{kind}")
    field = desk.locator(f'[name="{name}"]')
    answer = desk.locator(f"#read-{name.removesuffix('.value').replace('.', '-')}")
    field.press_sequentially("30 April 2025")
    expect(answer).to_contain_text("Read as: 30 April 2025")
    field.fill("31 April 2025")
    expect(answer.locator(".error")).to_contain_text("31 April 2025")
    expect(answer).not_to_contain_text("Read as")


def test_a_draft_that_is_not_taken_while_typing_is_not_called_kept(desk: Page) -> None:
    desk.goto("/enter/person")
    name = desk.get_by_label("Name", exact=True)
    name.press_sequentially("First")
    expect(desk.locator("#kept")).to_contain_text("Draft kept", timeout=10_000)
    desk.locator('[name="_act"][value="form"]').evaluate(
        "button => button.form.elements._draft.value = 'x\\0y'"
    )
    name.press_sequentially(" Second")
    expect(desk.locator("#kept .error")).to_be_visible(timeout=10_000)
    expect(desk.locator("#kept")).not_to_contain_text("Draft kept")


def test_what_is_typed_is_kept_while_typing_and_comes_back(desk: Page) -> None:
    desk.goto("/enter/person")
    desk.get_by_label("Name", exact=True).press_sequentially("Half a Name")
    expect(desk.locator("#kept")).to_contain_text("Draft kept", timeout=10_000)
    desk.goto("/enter")
    desk.get_by_role("listitem").filter(has_text="Half a Name").get_by_role(
        "link"
    ).click()
    expect(desk.get_by_label("Name", exact=True)).to_have_value("Half a Name")
    desk.goto("/enter")
    row = desk.get_by_role("listitem").filter(has_text="Half a Name")
    row.get_by_role("button", name="Throw away").click()
    expect(desk.get_by_text("Half a Name")).to_have_count(0)


def test_a_form_that_is_sent_after_the_session_has_ended_is_kept(
    as_role: Role, reviewer: Client, house: Site
) -> None:
    client = entered(house, person("reviewer"))
    form = hidden(client, "/enter/person")
    client.cookies.delete("kizuna_session")
    data = {**form, **fields("preview", name__0__text="Lost and Found")}
    sent, token = client.post("/enter/person", data=data), form["_draft"]
    assert sent.status_code == 302
    assert re.match(rf"/sign-in\?next=.*{token}", sent.headers["location"])
    tells(reviewer.get(f"/enter/person?draft={token}"), 200, 'value="Lost and Found"')
    assert as_role("contributor").get(f"/enter/person?draft={token}").status_code == 404


def test_a_draft_is_not_kept_for_a_name_that_somebody_made_up(
    reviewer: Client, house: Site
) -> None:
    made_up = {"_owner": "the-reviewer", "_draft": "0123456789abcdef"}
    with Client(base_url=house.address, timeout=60) as stranger:
        form = hidden(stranger, "/sign-in") | made_up
        data = {**form, **fields("preview", name__0__text="Forged")}
        assert stranger.post("/enter/person", data=data).status_code == 302
    assert "Forged" not in reviewer.get("/enter").text


def test_a_correction_begins_with_what_stands_and_is_set_before_it(
    reviewer: Client,
) -> None:
    tie, edit = "/tie/osaka-shanghai", "/tie/osaka-shanghai/edit"
    claim, *_ = re.findall(
        rf"{edit}\?correct=[0-9a-f]+(?=#at-milestone)", reviewer.get(edit).text
    )
    begun = reviewer.get(claim).text
    assert re.search(r'name="milestone\.0\.date\.value"[^>]* value="1974-04-18"', begun)
    given = {
        "milestone__0__stage__value": "formal",
        "milestone__0__date__value": "19 April 1974",
    }
    weighed = {"correction__weighing": "prefer", "correction__reason": ""}
    data = {**carried(begun), **fields("save", **given, **weighed)}
    tells(reviewer.post(edit, data=data), 422, "without a reason")
    done = reviewer.post(edit, data={**data, "correction.reason": "the signed paper"})
    assert re.fullmatch(rf"{tie}\?entered=[1-9]", done.headers["location"])
    tells(reviewer.get(tie), 200, "19 April 1974", "the signed paper")


def test_a_form_works_without_a_script(reviewer: Client) -> None:
    one = {"party__0__value": "Osaka"}
    two = send(reviewer, "/enter/tie", "add party", **one).text
    says(two, 'name="party.0.value"', 'value="Osaka"', 'name="party.1.value"')
    less = send(
        reviewer, "/enter/tie", "remove party.0", **one, party__1__value="Kobe"
    ).text
    assert 'name="party.0.value"' not in less
    assert 'value="Kobe"' in less


@pytest.mark.parametrize(
    ("path", "asked", "said"),
    [
        (
            "date",
            {"x.value": "before April 1987", "lang": "ja"},
            ("[..1987-03]", "1987年3月以前"),
        ),
        ("quantity", {"s.text": "over 400"}, ("over 400 persons",)),
        (
            "quantity",
            {"s.text": "ever so many"},
            ("&#39;ever so many&#39; is not a quantity",),
        ),
    ],
)
def test_words_are_read_back_or_refused_with_a_quote(
    client: Client, path: str, asked: dict[str, str], said: tuple[str, ...]
) -> None:
    params = {"of": "count", "s.unit": "persons", **asked}
    answer = client.get(f"/enter/words/{path}", params=params).text
    says(answer.replace("\u00a0", " "), *said)


@pytest.mark.parametrize(
    ("kind", "typed", "choice"),
    [
        (
            "statistic",
            {"scope.0.value": "南陽市"},
            r"choose scope\.0=(government/[a-z-]+)",
        ),
        (
            "tie",
            {
                "party.0.value": "Kobe (government/kobe)",
                "party.1.value": "Northhaven, Peru",
            },
            r"choose party\.1=(Northhaven, Peru \(\+\))",
        ),
    ],
    ids=["several things", "nothing"],
)
def test_a_name_of_several_things_or_of_nothing_offers_what_may_be_chosen(
    reviewer: Client, kind: str, typed: dict[str, str], choice: str
) -> None:
    refused = tells(send(reviewer, f"/enter/{kind}", "preview", **typed), 422)
    ((button, value), *_) = re.findall(f'value="({choice})"', refused)
    chosen = send(reviewer, f"/enter/{kind}", button, **typed).text
    assert f'value="{value}"' in chosen


def test_a_place_of_the_gazetteer_or_a_new_one_is_offered_until_the_register_holds_it(
    reviewer: Client,
) -> None:
    found = reviewer.get("/names/new?q=Northhaven, New Zealand").text
    assert "Create “Northhaven” in New Zealand as a new place" in found
    place = "Vancouver, Canada (government/geonames-6173331)"
    offers = reviewer.get("/names/new?q=Vancouv").text
    says(offers, f'data-value="{place}"', 'data-value="Vancouv (+)"')
    parties = {"party.0.value": "Kobe (government/kobe)", "party.1.value": place}
    own = {"source__kind": "own", "source__office": "government/kobe"}
    shown = send(reviewer, "/enter/tie", "preview", **parties, **own)
    tells(shown, 200, "New places, recorded with it", "The facts are those of GeoNames")
    assert reviewer.get("/government/geonames-6173331").status_code == 404
    send(reviewer, "/enter/tie", "save", **parties, **own)
    assert "Vancouver" in reviewer.get("/government/geonames-6173331").text
    assert "geonames-6173331" not in reviewer.get("/names/new?q=Vancouv").text
    assert "geonames-6173331" in reviewer.get("/names?q=Vancouv").text


def test_a_contributor_adds_facts_to_what_they_have_proposed_and_nobody_else_does(
    as_role: Role, contributor: Client
) -> None:
    ben = contributor
    first = {
        "name__0__text": "Waiting Bay",
        "country__0__value": "NZ",
        "slug": "waiting-bay",
    }
    path = "/government/waiting-bay"
    assert (
        "wait for a reviewer" in send(ben, "/enter/government", "preview", **first).text
    )
    assert send(ben, "/enter/government", "save", **first).status_code == 303
    assert f'href="{path}/edit"' in ben.get("/enter").text
    tells(ben.get(f"{path}/edit"), 200, "Waiting Bay")
    answer = send(
        ben, f"{path}/edit", "save", population__0__text="", level__0__value="town"
    )
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
    """A town of a test's own: its form with a paper that names it, and the addresses of
    both, after which a digest follows where something is hidden from who enters them.
    """

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
    client: Client,
    act: str,
    form: dict[str, str],
    paper: bytes = b"",
    name: str = "letter.txt",
) -> Response:
    """Send the form of a government, with a paper where one is given."""
    files = {"source.file": (name, paper)} if paper else None
    data = {**hidden(client, "/enter/government"), **form, "_act": act}
    return client.post("/enter/government", data=data, files=files)


def test_a_paper_is_added_with_the_entry_and_its_words_light_up(
    house: Site, reviewer: Client, town: Town
) -> None:
    looked = send_paper(reviewer, "preview", town.form, town.paper)
    tells(looked, 200, f"Letter of {town.name}")
    tells(send_paper(reviewer, "save", town.form, town.paper), 303)
    letter = town.letter
    for path in (letter, f"{letter}/text", f"/government/{town.slug}"):
        assert httpx.get(house.address + path).status_code == 404
    assert "<button>Publish</button>" in reviewer.get(letter).text
    published = post(reviewer, f"{letter}/publish", at=letter)
    assert published.headers["location"] == letter
    assert "<button>Publish</button>" not in reviewer.get(letter).text
    page = httpx.get(f"{house.address}/government/{town.slug}").text
    claim, *_ = re.findall(r"/claim/[0-9a-f]+", page)
    evidence = httpx.get(house.address + claim).text
    assert re.search(rf"<mark[^>]*>{WORDS}</mark>", " ".join(evidence.split()))
    assert "sister town of Aomatsu" in httpx.get(f"{house.address}{letter}/text").text


def test_a_paper_need_not_be_sent_again_after_another_error(
    reviewer: Client, town: Town
) -> None:
    wrong = {**town.form, "point.0.latitude": "north of here"}
    answer = send_paper(reviewer, "save", wrong, town.paper)
    page = tells(answer, 422, "<b>letter.txt</b>", "it need not be sent again")
    data = {**carried(page), **town.form, "_act": "save"}
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
    reviewer: Client,
    town: Town,
    name: str,
    paper: bytes,
    changed: dict[str, str],
    told: str,
) -> None:
    answer = send_paper(reviewer, "save", {**town.form, **changed}, paper, name)
    tells(answer, 422, told, f'value="{town.name}"')
    assert reviewer.get(town.letter).status_code == 404


def test_a_contributors_paper_is_read_by_nobody_else_before_it_is_accepted(
    house: Site, contributor: Client, reviewer: Client, town: Town
) -> None:
    ben = contributor
    assert send_paper(ben, "save", town.form, town.paper).status_code == 303
    assert town.name in ben.get("/enter").text
    waiting = json.loads(kizuna(house, "review", "--format", "json"))["readings"]
    papers = {reading["subject"] for reading in waiting}
    (letter,) = (ref for ref in papers if f"/{ref}".startswith(town.letter))
    text = f"{house.address}/{letter}/text"
    assert "sister town" not in httpx.get(text).text
    assert (
        "sister town"
        not in httpx.get(f"{house.address}/search?q=mayor+Northhaven").text
    )
    ids = " ".join(claim["id"] for reading in waiting for claim in reading["claims"])
    assert post(reviewer, "/review/accept", at="/review", claims=ids).status_code == 303
    kizuna(house, "sources", "publish", letter)
    until = time.monotonic() + 60
    while "sister town of Aomatsu" not in httpx.get(text).text:
        assert time.monotonic() < until, "the text was not let in"
        time.sleep(0.5)


def test_a_paper_is_not_there_for_another_account(
    house: Site, contributor: Client, town: Town
) -> None:
    ben, other = (
        contributor,
        entered(house, add_person(house, "contributor", name="another")),
    )
    token = hidden(ben, "/enter/government")["_draft"]
    form, kept = {**town.form, "_draft": token}, f"/enter/government?draft={token}"
    send_paper(ben, "form", form, PAPER)
    assert "<b>letter.txt</b>" in ben.get(kept).text
    assert other.get(kept).status_code == 404
    assert "letter.txt" not in tells(send_paper(other, "save", form), 422)
    post(ben, "/enter/discard", at="/enter", draft=token)
    assert token not in ben.get("/enter").text
