"""Reviewing in the browser: what waits, a reading beside its text, decisions that never overwrite another's."""

from __future__ import annotations

import re

import httpx
import pytest

from web.conftest import Site
from web.pages.reviewing import TOWNS, address_of, decide, proposed, seen
from web.signing_in import add_person, entered, forged_guard


def _client(site: Site, role: str, name: str) -> httpx.Client:
    client = entered(site, add_person(site, role, name=name))
    client.headers["Accept-Language"] = "en"
    return client


@pytest.fixture(scope="module")
def anna(review_site: Site) -> httpx.Client:
    """A reviewer."""
    return _client(review_site, "reviewer", "anna")


@pytest.fixture(scope="module")
def ben(review_site: Site) -> httpx.Client:
    """Another reviewer."""
    return _client(review_site, "reviewer", "ben")


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
    assert answer.status_code == 422
    assert "is no reason" in answer.text
    chosen = re.findall(r'name="claim"[^>]*value="([0-9a-f]+)" checked', answer.text)
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
