"""Reviewing in the browser: what waits, a reading beside its text, decisions that never overwrite another's, and
the keys by which one decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from web.conftest import Site, serving, window
from web.look import DESK
from web.pages.reading import tells
from web.pages.reviewing import TOWNS, address_of, decide, proposed, seen, waiting
from web.signing_in import add_person, entered, forged_guard, person


@pytest.fixture(scope="module")
def review_site(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server on a register in which proposals wait, with two reviewers."""
    with serving(waiting(copied())) as made:
        for name in ("anna", "ben"):
            add_person(made, "reviewer", name=name)
        yield made


@pytest.fixture(scope="module")
def anna(review_site: Site) -> httpx.Client:
    """A client of a reviewer."""
    return entered(review_site, person("reviewer", "anna"))


@pytest.fixture(scope="module")
def ben(review_site: Site) -> httpx.Client:
    """A client of another reviewer."""
    return entered(review_site, person("reviewer", "ben"))


@pytest.fixture
def page(browser: Browser, review_site: Site) -> Iterator[Page]:
    """A page in which the first reviewer is signed in; any error of a script fails the test."""
    with window(browser, review_site, person("reviewer", "anna"), viewport=DESK) as made:
        yield made


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def _names(page: str) -> list[str]:
    return re.findall(r'class="open" href="[^"]+">([^<]+)', page)


def test_what_waits_is_listed_the_surest_first_and_narrowed_by_what_the_address_says(
    anna: httpx.Client,
) -> None:
    page = anna.get("/review").text
    names = [n for n in _names(page) if n in TOWNS]
    assert names == [t for t in TOWNS if t in names]
    assert "readings wait for a decision" in _plain(page)
    assert "The rules read it otherwise: May 1973" in _plain(page)
    assert {"Kobe – Tianjin", "Osaka – Shanghai"} >= set(_names(anna.get("/review?kind=tie").text))
    assert _names(anna.get("/review?least=0.95").text)[:1] == ["Osaka – Shanghai"]
    assert "lostford" in anna.get("/review?document=document/lost").text
    assert "Kobe – Tianjin" in _names(anna.get("/review?by=person/ben").text)
    assert "Nothing that waits fits" in anna.get("/review?by=person/nobody").text


def test_what_stands_against_a_claim_and_what_the_rules_read_otherwise_is_shown_beside_it(
    anna: httpx.Client,
) -> None:
    page = anna.get(address_of(anna, "Osaka – Shanghai")).text
    stands = re.search(r'class="stands">(.*?)</p>', page, re.DOTALL)
    assert stands is not None
    assert "another value stands" in page
    assert "18 April 1974" in _plain(stands[1])
    assert 'href="/claim/' in stands[1]
    assert page.count("The rules read it otherwise: May 1973") == 1


def test_what_a_reviewer_may_not_see_is_neither_opened_nor_decided_on(anna: httpx.Client) -> None:
    hidden = next(claim for claim in proposed() if claim.subject == "government/quietford")
    assert anna.get(f"/review/{hidden.id}").status_code == 404
    assert anna.get(f"/review/{hidden.id}/correct").status_code == 404
    address = address_of(anna, TOWNS[11])
    sent = {"csrfmiddlewaretoken": forged_guard(anna.get(address).text), "act": "accept"}
    refused = anna.post(address, data={**sent, "seen": hidden.id, "claim": hidden.id})
    assert refused.status_code == 404
    assert "Quietford" not in refused.text


def test_a_rejection_without_a_reason_is_shown_again_with_what_was_chosen(
    anna: httpx.Client,
) -> None:
    address = address_of(anna, TOWNS[3])
    page = anna.get(address).text
    answer = decide(anna, address, page, "reject", seen(page)[1:], reason="  ")
    refused = tells(answer, 422, "is no reason")
    chosen = re.findall(r'name="claim"[^>]*value="([0-9a-f]+)" checked', refused)
    assert chosen == seen(page)[1:]


def test_the_second_of_two_reviewers_is_told_what_the_first_decided(
    anna: httpx.Client, ben: httpx.Client
) -> None:
    address = address_of(anna, TOWNS[6])
    page, other = anna.get(address).text, ben.get(address).text
    assert decide(anna, address, page, "accept").status_code == 303
    late = decide(ben, address, other, "reject", reason="No.")
    assert late.status_code == 409
    assert "anna accepted on" in _plain(late.text)
    evidence = _plain(anna.get(f"/claim/{seen(page)[0]}").text)
    assert evidence.count("anna,") == 1
    assert "ben," not in evidence


def test_a_reviewer_accepts_and_undoes_by_single_keys(page: Page, anna: httpx.Client) -> None:
    page.goto(address_of(anna, TOWNS[0]))
    page.keyboard.press("a")
    page.wait_for_url("**done=*")
    expect(page.locator("h1")).to_contain_text(TOWNS[1])
    expect(page.get_by_role("status").first).to_contain_text("Accepted")
    page.keyboard.press("u")
    page.wait_for_url("**undone=*")
    expect(page.locator("h1")).to_contain_text(TOWNS[0])
    expect(page.get_by_role("status").first).to_contain_text("wait again")


def test_the_reason_is_reached_by_a_key_and_typing_there_decides_nothing(
    page: Page, anna: httpx.Client
) -> None:
    address = address_of(anna, TOWNS[2])
    page.goto(address)
    page.keyboard.press("r")
    expect(page.locator("#reason")).to_be_focused()
    page.keyboard.type("a bad reading, just so")
    expect(page.locator("#reason")).to_have_value("a bad reading, just so")
    page.get_by_role("button", name="Reject").click()
    page.wait_for_url("**done=*")
    expect(page.get_by_role("status").first).to_contain_text("Rejected")


def test_keys_lead_on_and_back_and_to_the_correction(page: Page, anna: httpx.Client) -> None:
    page.goto(address_of(anna, TOWNS[3]))
    page.keyboard.press("j")
    expect(page.locator("h1")).to_contain_text(TOWNS[4])
    page.keyboard.press("k")
    expect(page.locator("h1")).to_contain_text(TOWNS[3])
    page.keyboard.press("?")
    expect(page.locator("#keys dl")).to_be_visible()
    page.keyboard.press("c")
    page.wait_for_url("**/correct*")
    expect(page.locator("h1")).to_contain_text("Correct: Name")


def test_single_keys_can_be_turned_off_for_good(page: Page, anna: httpx.Client) -> None:
    page.goto(address_of(anna, TOWNS[3]))
    page.keyboard.press("?")
    page.locator("#keys-on").uncheck()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator("h1")).to_contain_text(TOWNS[3])
    expect(page.locator(".acts kbd").first).to_be_hidden()
    page.locator("#keys summary").click()
    page.locator("#keys-on").check()
    page.locator("h1").click()
    page.keyboard.press("j")
    expect(page.locator("h1")).to_contain_text(TOWNS[4])


def test_the_passage_lies_in_view_in_its_box(page: Page, anna: httpx.Client) -> None:
    page.goto(address_of(anna, TOWNS[11]))
    inside = """() => {
        const box = document.getElementById("text").getBoundingClientRect();
        const at = document.getElementById("passage").getBoundingClientRect();
        return at.top >= box.top && at.bottom <= box.bottom;
    }"""
    page.wait_for_function(inside)
