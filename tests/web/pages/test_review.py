"""Reviewing in the browser: what waits, a reading beside its text, decisions that never
overwrite another's, and the keys by which one decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from httpx import Client
from playwright.sync_api import Page, expect

from web.conftest import Role, Site, serving
from web.pages.reading import tells, words
from web.pages.reviewing import TOWNS, address_of, decide, proposed, seen, waiting
from web.signing_in import forged_guard


@pytest.fixture(scope="module")
def house(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server on a register in which proposals wait."""
    with serving(waiting(copied())) as made:
        yield made


def _names(page: str) -> list[str]:
    return re.findall(r'class="open" href="[^"]+">([^<]+)', page)


def test_what_waits_is_listed_the_surest_first_and_narrowed_by_what_the_address_says(
    reviewer: Client,
) -> None:
    page = reviewer.get("/review").text
    names = [n for n in _names(page) if n in TOWNS]
    assert names == [t for t in TOWNS if t in names]
    assert "readings wait for a decision" in words(page)
    assert "The rules read it otherwise: May 1973" in words(page)
    assert {"Kobe – Tianjin", "Osaka – Shanghai"} >= set(
        _names(reviewer.get("/review?kind=tie").text)
    )
    assert _names(reviewer.get("/review?least=0.95").text)[:1] == ["Osaka – Shanghai"]
    assert "lostford" in reviewer.get("/review?document=document/lost").text
    assert "Kobe – Tianjin" in _names(reviewer.get("/review?by=person/ben").text)
    assert "Nothing that waits fits" in reviewer.get("/review?by=person/nobody").text


def test_what_stands_against_a_claim_and_what_the_rules_read_otherwise_is_shown_beside_it(
    reviewer: Client,
) -> None:
    page = reviewer.get(address_of(reviewer, "Osaka – Shanghai")).text
    stands, *_ = re.findall(r'class="stands">(.*?)</p>', page, re.DOTALL)
    assert "another value stands" in page
    assert "18 April 1974" in words(stands)
    assert 'href="/claim/' in stands
    assert page.count("The rules read it otherwise: May 1973") == 1


def test_what_a_reviewer_may_not_see_is_neither_opened_nor_decided_on(
    reviewer: Client,
) -> None:
    hidden = next(
        claim for claim in proposed() if claim.subject == "government/quietford"
    )
    assert reviewer.get(f"/review/{hidden.id}").status_code == 404
    assert reviewer.get(f"/review/{hidden.id}/correct").status_code == 404
    address = address_of(reviewer, TOWNS[11])
    sent = {
        "csrfmiddlewaretoken": forged_guard(reviewer.get(address).text),
        "act": "accept",
    }
    refused = reviewer.post(
        address, data={**sent, "seen": hidden.id, "claim": hidden.id}
    )
    assert refused.status_code == 404
    assert "Quietford" not in refused.text


def test_a_rejection_without_a_reason_is_shown_again_with_what_was_chosen(
    reviewer: Client,
) -> None:
    address = address_of(reviewer, TOWNS[3])
    page = reviewer.get(address).text
    answer = decide(
        reviewer, address, page, "reject", claim=seen(page)[1:], reason="  "
    )
    refused = tells(answer, 422, "is no reason")
    chosen = re.findall(r'name="claim"[^>]*value="([0-9a-f]+)" checked', refused)
    assert chosen == seen(page)[1:]


def test_the_second_of_two_reviewers_is_told_what_the_first_decided(
    reviewer: Client, as_role: Role
) -> None:
    other_reviewer = as_role("administrator")
    address = address_of(reviewer, TOWNS[6])
    page, other = reviewer.get(address).text, other_reviewer.get(address).text
    assert decide(reviewer, address, page, "accept").status_code == 303
    late = decide(other_reviewer, address, other, "reject", reason="No.")
    assert late.status_code == 409
    assert "the-reviewer accepted on" in words(late.text)
    evidence = words(reviewer.get(f"/claim/{seen(page)[0]}").text)
    assert evidence.count("the-reviewer,") == 1
    assert "the-administrator," not in evidence


def test_a_reviewer_accepts_and_undoes_by_single_keys(
    desk: Page, reviewer: Client
) -> None:
    desk.goto(address_of(reviewer, TOWNS[0]))
    desk.keyboard.press("a")
    desk.wait_for_url("**done=*")
    expect(desk.locator("h1")).to_contain_text(TOWNS[1])
    expect(desk.get_by_role("status").first).to_contain_text("Accepted")
    desk.keyboard.press("u")
    desk.wait_for_url("**undone=*")
    expect(desk.locator("h1")).to_contain_text(TOWNS[0])
    expect(desk.get_by_role("status").first).to_contain_text("wait again")


def test_the_reason_is_reached_by_a_key_and_typing_there_decides_nothing(
    desk: Page, reviewer: Client
) -> None:
    address = address_of(reviewer, TOWNS[2])
    desk.goto(address)
    desk.keyboard.press("r")
    expect(desk.locator("#reason")).to_be_focused()
    desk.keyboard.type("a bad reading, just so")
    expect(desk.locator("#reason")).to_have_value("a bad reading, just so")
    desk.get_by_role("button", name="Reject").click()
    desk.wait_for_url("**done=*")
    expect(desk.get_by_role("status").first).to_contain_text("Rejected")


def test_keys_lead_on_and_back_and_to_the_correction(
    desk: Page, reviewer: Client
) -> None:
    desk.goto(address_of(reviewer, TOWNS[3]))
    desk.keyboard.press("j")
    expect(desk.locator("h1")).to_contain_text(TOWNS[4])
    desk.keyboard.press("k")
    expect(desk.locator("h1")).to_contain_text(TOWNS[3])
    desk.keyboard.press("?")
    expect(desk.locator("#keys dl")).to_be_visible()
    desk.keyboard.press("c")
    desk.wait_for_url("**/correct*")
    expect(desk.locator("h1")).to_contain_text("Correct: Name")


def test_single_keys_can_be_turned_off_for_good(desk: Page, reviewer: Client) -> None:
    desk.goto(address_of(reviewer, TOWNS[3]))
    desk.keyboard.press("?")
    desk.locator("#keys-on").uncheck()
    desk.reload()
    desk.keyboard.press("j")
    expect(desk.locator("h1")).to_contain_text(TOWNS[3])
    expect(desk.locator(".acts kbd").first).to_be_hidden()
    desk.locator("#keys summary").click()
    desk.locator("#keys-on").check()
    desk.locator("h1").click()
    desk.keyboard.press("j")
    expect(desk.locator("h1")).to_contain_text(TOWNS[4])


def test_the_passage_lies_in_view_in_its_box(desk: Page, reviewer: Client) -> None:
    desk.goto(address_of(reviewer, TOWNS[11]))
    inside = """() => {
        const box = document.getElementById("text").getBoundingClientRect();
        const at = document.getElementById("passage").getBoundingClientRect();
        return at.top >= box.top && at.bottom <= box.bottom;
    }"""
    desk.wait_for_function(inside)
