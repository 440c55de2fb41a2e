"""Entering in the browser: nothing typed is lost, and what waits and what stands is told.

That an officer enters a tie from a paper is told in `story.web.test_officer`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from web.conftest import Site, window
from web.signing_in import clients, person

SignIn = Callable[[str], httpx.Client]


@pytest.fixture
def signed_in(house: Site) -> Iterator[SignIn]:
    """A function that gives a client in which somebody of a role is signed in."""
    with clients(house) as made:
        yield made


@pytest.fixture
def page(browser: Browser, house: Site) -> Iterator[Page]:
    """A page of a browser in which a reviewer is signed in."""
    with clients(house) as client:
        client("reviewer")  # so that there is the account
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


def test_a_form_that_is_sent_after_the_session_has_ended_is_kept(signed_in: SignIn) -> None:
    client = signed_in("reviewer")
    carried = hidden(client, "/enter/person")
    for name in [n for n in client.cookies if "session" in n]:
        client.cookies.delete(name)
    sent = client.post(
        "/enter/person", data={**carried, **fields("preview", name__0__text="Lost and Found")}
    )
    assert sent.status_code == 302
    assert sent.headers["location"].startswith("/sign-in?next=")
    token = carried["_draft"]
    assert token in sent.headers["location"]
    again = signed_in("reviewer").get(f"/enter/person?draft={token}")
    assert 'value="Lost and Found"' in again.text
    assert signed_in("contributor").get(f"/enter/person?draft={token}").status_code == 404


def test_a_draft_is_not_kept_for_a_name_that_somebody_made_up(
    signed_in: SignIn, house: Site
) -> None:
    with httpx.Client(base_url=house.address, timeout=60) as stranger:
        carried = hidden(stranger, "/sign-in") | {
            "_owner": "the-reviewer",
            "_draft": "0123456789abcdef",
        }
        data = {**carried, **fields("preview", name__0__text="Forged")}
        assert stranger.post("/enter/person", data=data).status_code == 302
    assert "Forged" not in signed_in("reviewer").get("/enter").text


def test_a_correction_begins_with_what_stands_and_is_set_before_it(signed_in: SignIn) -> None:
    client = signed_in("reviewer")
    form = client.get("/tie/osaka-shanghai/edit").text
    claim = re.search(r"/tie/osaka-shanghai/edit\?correct=([0-9a-f]+)#at-milestone", form)
    assert claim is not None
    path = f"/tie/osaka-shanghai/edit?correct={claim[1]}"
    begun = client.get(path).text
    assert re.search(r'name="milestone\.0\.date\.value"[^>]* value="1974-04-18"', begun)
    given = {"milestone__0__stage__value": "formal", "milestone__0__date__value": "19 April 1974"}
    weighed = {"correction__weighing": "prefer", "correction__reason": ""}
    data = {**hidden(client, path), **fields("save", **given, **weighed)}
    refused = client.post("/tie/osaka-shanghai/edit", data=data)
    assert refused.status_code == 422
    assert "without a reason" in refused.text
    data["correction.reason"] = "the signed paper"
    done = client.post("/tie/osaka-shanghai/edit", data=data)
    assert re.fullmatch(r"/tie/osaka-shanghai\?entered=[1-9]", done.headers["location"])
    page = client.get("/tie/osaka-shanghai").text
    assert "19 April 1974" in page
    assert "the signed paper" in page


def test_a_form_works_without_a_script(signed_in: SignIn) -> None:
    client = signed_in("reviewer")
    one = {"party__0__value": "Osaka"}
    two = send(client, "/enter/tie", "add party", **one).text
    assert 'name="party.0.value"' in two
    assert 'value="Osaka"' in two
    assert 'name="party.1.value"' in two
    less = send(client, "/enter/tie", "remove party.0", **one, party__1__value="Kobe").text
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
    signed_in: SignIn, kind: str, typed: dict[str, str], choice: str
) -> None:
    client = signed_in("reviewer")
    refused = send(client, f"/enter/{kind}", "preview", **typed)
    assert refused.status_code == 422
    found = re.search(f'value="({choice})"', refused.text)
    assert found is not None
    chosen = send(client, f"/enter/{kind}", found[1], **typed).text
    assert f'value="{found[2]}"' in chosen


def test_a_place_of_the_gazetteer_or_a_new_one_is_offered_until_the_register_holds_it(
    signed_in: SignIn,
) -> None:
    client = signed_in("reviewer")
    found = client.get("/names/new", params={"q": "Northhaven, New Zealand"}).text
    assert "Create “Northhaven” in New Zealand as a new place" in found
    place = "Vancouver, Canada (government/geonames-6173331)"
    offers = client.get("/names/new", params={"q": "Vancouv"}).text
    assert f'data-value="{place}"' in offers
    assert 'data-value="Vancouv (+)"' in offers
    parties = {"party.0.value": "Kobe (government/kobe)", "party.1.value": place}
    own = {"source__kind": "own", "source__office": "government/kobe"}
    shown = send(client, "/enter/tie", "preview", **parties, **own).text
    assert "New places, recorded with it" in shown
    assert "The facts are those of GeoNames" in shown
    assert client.get("/government/geonames-6173331").status_code == 404
    send(client, "/enter/tie", "save", **parties, **own)
    assert "Vancouver" in client.get("/government/geonames-6173331").text
    offers = client.get("/names/new", params={"q": "Vancouv"}).text
    assert "geonames-6173331" not in offers
    assert "geonames-6173331" in client.get("/names", params={"q": "Vancouv"}).text


def test_a_contributor_adds_facts_to_what_they_have_proposed_and_nobody_else_does(
    signed_in: SignIn,
) -> None:
    ben = signed_in("contributor")
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
    assert signed_in("coordinator").get(f"{path}/edit").status_code == 404
