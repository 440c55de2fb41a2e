"""Keys: what each scope opens, and that a key which opens nothing is no way in."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from kizuna.store import open_database
from kizuna.store.actions import change_account
from kizuna.store.queries.accounts import account_named
from kizuna.store.sql import execute
from kizuna.workflows.accounts import list_tokens, revoke_token
from web.api.conftest import bearing, key_for
from web.conftest import Site

BODY = {
    "source": {"document": "document/city-report-1990", "locator": "p. 12"},
    "state": [{"subject": "tie/osaka-shanghai", "number": "K-1"}],
}


def test_reading_needs_no_key_where_the_register_is_public(api: httpx.Client) -> None:
    assert api.get("/ties").status_code == 200


def test_proposing_without_a_key_is_refused_and_told_how(api: httpx.Client) -> None:
    response = api.post("/proposals", json=BODY)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert "'propose'" in response.json()["detail"]


def test_a_key_to_read_does_not_propose(api: httpx.Client, api_site: Site) -> None:
    headers = bearing(key_for(api_site.path, "read"))
    response = api.post("/proposals", json=BODY, headers=headers)
    assert response.status_code == 403
    assert "the key has read" in response.json()["detail"]


@pytest.mark.parametrize(
    "header", ["Bearer kizuna_unknown", "Bearer", "Basic YTpi", "kizuna_unknown"]
)
def test_a_key_that_opens_nothing_is_refused_and_not_read_as_nobody(
    api: httpx.Client, header: str
) -> None:
    response = api.get("/ties", headers={"Authorization": header})
    assert response.status_code == 401


def test_a_revoked_key_opens_nothing_from_then_on(api: httpx.Client, api_site: Site) -> None:
    headers = bearing(key_for(api_site.path, "read", user="boris"))
    assert api.get("/ties?limit=1", headers=headers).status_code == 200
    opened = open_database(api_site.path)
    (token,) = list_tokens("boris")
    revoke_token(token.id, acting_user="tester")
    opened.close()
    assert api.get("/ties?limit=1", headers=headers).status_code == 401


def test_a_key_of_an_account_that_was_closed_or_is_gone_opens_nothing(
    api: httpx.Client, api_site: Site
) -> None:
    closed, gone = (bearing(key_for(api_site.path, "read", user=user)) for user in ("cora", "dan"))
    assert api.get("/ties?limit=1", headers=closed).status_code == 200
    opened = open_database(api_site.path)
    change_account(account=replace(account_named("cora"), is_active=False), acting_user="tester")
    execute("DELETE FROM users WHERE username = 'dan'")
    opened.close()
    assert api.get("/ties?limit=1", headers=closed).status_code == 401
    assert api.get("/ties?limit=1", headers=gone).status_code == 401
