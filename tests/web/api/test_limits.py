"""Limits: a client that asks too often is told when to ask again; others are not held up by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from web.api.conftest import bearing, key_for
from web.conftest import Site, serving


@pytest.fixture
def strict(built_in: Path) -> Iterator[Site]:
    """A server that answers three questions a minute, five with a key, behind one proxy."""
    limits = {"KIZUNA_API_RATE": "3", "KIZUNA_API_RATE_KEY": "5", "KIZUNA_PROXIES": "1"}
    with serving(built_in, **limits) as made:
        yield made


def ask(site: Site, **headers: str) -> httpx.Response:
    """One question."""
    return httpx.get(f"{site.address}/api/v1/vocabularies", headers=headers, timeout=60)


def test_the_fourth_question_of_three_is_refused_and_told_when_to_come_again(strict: Site) -> None:
    assert [ask(strict).status_code for _ in range(3)] == [200, 200, 200]
    refused = ask(strict)
    assert refused.status_code == 429
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert 1 <= int(refused.headers["Retry-After"]) <= 20
    assert "3 questions a minute" in refused.json()["detail"]


def test_every_answer_tells_what_is_left(strict: Site) -> None:
    first, second = ask(strict), ask(strict)
    assert first.headers["RateLimit-Policy"] == '"minute";q=3;w=60'
    assert first.headers["RateLimit"].startswith('"minute";r=2;')
    assert second.headers["RateLimit"].startswith('"minute";r=1;')


def test_addresses_behind_a_proxy_are_counted_apart_and_cannot_be_made_up(strict: Site) -> None:
    for number in range(3):
        made_up = f"203.0.113.{number}, 198.51.100.7"
        assert ask(strict, **{"X-Forwarded-For": made_up}).status_code == 200
    assert ask(strict, **{"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}).status_code == 429
    assert ask(strict, **{"X-Forwarded-For": "198.51.100.8"}).status_code == 200


def test_a_key_has_a_count_of_its_own(strict: Site) -> None:
    headers = bearing(key_for(strict.path, "read"))
    for _ in range(4):
        ask(strict)
    assert [ask(strict, **headers).status_code for _ in range(6)] == [200] * 5 + [429]


def test_keys_cannot_be_tried_out_without_end(strict: Site) -> None:
    tried = [ask(strict, **bearing(f"kizuna_{n}")).status_code for n in range(4)]
    assert tried == [401, 401, 401, 429]
