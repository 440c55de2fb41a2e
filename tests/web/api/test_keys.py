"""Keys: what each scope opens, and that a key which opens nothing is no way in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from kizuna.store import open_database
from kizuna.store.actions import change_account, revoke_token
from kizuna.store.queries.accounts import Role, account_named, tokens
from kizuna.store.sql import execute
from web.api.conftest import bearing, key_for
from web.conftest import Site, serving

BODY = {
    "source": {"document": "document/city-report-1990", "locator": "p. 12"},
    "state": [{"subject": "tie/osaka-shanghai", "number": "K-1"}],
}


def test_proposing_without_a_key_is_refused_and_told_how(api: httpx.Client) -> None:
    response = api.post("/proposals", json=BODY)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert "'propose'" in response.json()["detail"]


@pytest.mark.parametrize(
    ("scope", "role", "said"),
    [
        ("read", Role.CONTRIBUTOR, "the key has read"),
        ("propose", Role.READER, "'contributor'"),
    ],
)
def test_a_key_to_read_and_an_account_that_only_reads_do_not_propose(
    api: httpx.Client, api_site: Site, scope: str, role: Role, said: str
) -> None:
    headers = bearing(key_for(api_site.path, scope, user=f"{role}-{scope}", role=role))
    response = api.post("/proposals", json=BODY, headers=headers)
    assert (response.status_code, said in response.json()["detail"]) == (403, True)


@pytest.mark.parametrize(
    "header", ["Bearer kizuna_unknown", "Bearer", "Basic YTpi", "kizuna_unknown"]
)
def test_a_key_that_opens_nothing_is_refused_and_not_read_as_nobody(
    api: httpx.Client, header: str
) -> None:
    response = api.get("/ties", headers={"Authorization": header})
    assert response.status_code == 401


def test_a_key_that_was_revoked_or_whose_account_was_closed_or_is_gone_opens_nothing(
    api: httpx.Client, api_site: Site
) -> None:
    keys = [bearing(key_for(api_site.path, "read", user=user)) for user in ("boris", "cora", "dan")]
    assert [api.get("/ties?limit=1", headers=key).status_code for key in keys] == [200] * 3
    opened = open_database(api_site.path)
    (token,) = tokens(username="boris")
    revoke_token(number=token.id, acting_user="tester")
    change_account(account=replace(account_named("cora"), is_active=False), acting_user="tester")
    execute("DELETE FROM users WHERE username = 'dan'")
    opened.close()
    assert [api.get("/ties?limit=1", headers=key).status_code for key in keys] == [401] * 3


@pytest.fixture(scope="module")
def strict(copied: Callable[[], Path]) -> Iterator[Site]:
    """A server that answers three questions a minute, five with a key, behind one proxy."""
    limits = {"KIZUNA_API_RATE": "3", "KIZUNA_API_RATE_KEY": "5", "KIZUNA_PROXIES": "1"}
    with serving(copied(), **limits) as made:
        yield made


def ask(site: Site, address: str, **headers: str) -> httpx.Response:
    """One question that the proxy says to come from an address; each test has addresses of its own."""
    told = {"X-Forwarded-For": address, **headers}
    return httpx.get(f"{site.address}/api/v1/vocabularies", headers=told, timeout=60)


def test_the_fourth_question_of_three_is_refused_and_told_when_to_come_again(strict: Site) -> None:
    answers = [ask(strict, "198.51.100.1") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert answers[0].headers["RateLimit-Policy"] == '"minute";q=3;w=60'
    left = [answer.headers["RateLimit"][:12] for answer in answers]
    assert left[:2] == ['"minute";r=2', '"minute";r=1']
    refused = ask(strict, "198.51.100.1")
    assert refused.status_code == 429
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert 1 <= int(refused.headers["Retry-After"]) <= 20
    assert "3 questions a minute" in refused.json()["detail"]


def test_addresses_behind_a_proxy_are_counted_apart_and_cannot_be_made_up(strict: Site) -> None:
    for number in range(3):
        assert ask(strict, f"203.0.113.{number}, 198.51.100.7").status_code == 200
    assert ask(strict, "203.0.113.9, 198.51.100.7").status_code == 429
    assert ask(strict, "198.51.100.8").status_code == 200


def test_a_key_has_a_count_of_its_own(strict: Site) -> None:
    headers = bearing(key_for(strict.path, "read"))
    for _ in range(4):
        ask(strict, "198.51.100.2")
    statuses = [ask(strict, "198.51.100.2", **headers).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def test_keys_cannot_be_tried_out_without_end(strict: Site) -> None:
    tried = [ask(strict, "198.51.100.3", **bearing(f"kizuna_{n}")).status_code for n in range(4)]
    assert tried == [401, 401, 401, 429]
