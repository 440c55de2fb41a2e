"""The health of the server, and its log: a line a request, without secrets."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from kizuna.store import open_database
from kizuna.store.snapshot import ReaderGone
from kizuna.store.sql import execute
from kizuna.web.middleware import operations
from kizuna.workflows.logs import REQUESTS
from web.conftest import serving


@pytest.fixture(autouse=True)
def _configured(_built_in: Path) -> None:
    """Requests are made of settings, which opening a database makes."""


@pytest.fixture(scope="module")
def limited(copied: Callable[[], Path]) -> Iterator[str]:
    """The address of a server that answers two costly pages a minute."""
    with serving(copied(), KIZUNA_COSTLY_RATE="2") as made:
        yield made.address


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"page")


def _told(caplog: pytest.LogCaptureFixture) -> dict[str, object]:
    (record,) = [each for each in caplog.records if each.name == REQUESTS.name]
    return record.__dict__


def _ask(address: str, page: object = _page, **headers: str) -> HttpResponse:
    return operations(page)(RequestFactory(headers=headers).get(address))  # type: ignore[arg-type]


def test_health_says_whether_the_register_follows_the_ledger(built_in: Path) -> None:
    opened = open_database(built_in)
    assert _ask("/health", Host="10.0.0.1").status_code == 200
    execute("UPDATE rebuilds SET logic_version = 1")
    behind = _ask("/health")
    opened.close()
    assert (behind.status_code, json.loads(behind.content)) == (503, {"status": "behind"})


def test_health_of_a_database_that_is_no_more_is_503(tmp_path: Path) -> None:
    path = tmp_path / "kizuna.sqlite3"
    open_database(path).close()
    for each in tmp_path.glob("kizuna.sqlite3*"):
        each.unlink()
    path.write_bytes(b"something else" * 1000)
    answer = _ask("/health")
    assert (answer.status_code, json.loads(answer.content)) == (503, {"status": "no database"})


def test_a_request_is_a_line_without_its_query(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, REQUESTS.name):
        answer = _ask("/search?q=secret", **{"X-Request-ID": "proxy-1"})
    told = _told(caplog)
    assert answer.headers["X-Request-ID"] == told["id"] == "proxy-1"
    assert [told[name] for name in ("method", "path", "status", "bytes", "account")] == [
        *("GET", "/search", 200, 4, None)
    ]
    assert "secret" not in str(told)


def test_the_secret_of_an_entrance_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, REQUESTS.name):
        _ask("/entrance/abcdef")
    assert _told(caplog)["path"] == "/entrance/..."


def test_an_id_that_could_forge_a_line_is_replaced() -> None:
    assert _ask("/", **{"X-Request-ID": "a b\nc"}).headers["X-Request-ID"].isalnum()


def test_a_reader_who_has_gone_is_told_as_499(caplog: pytest.LogCaptureFixture) -> None:
    def gone(request: HttpRequest) -> HttpResponse:
        raise ReaderGone

    with caplog.at_level(logging.INFO, REQUESTS.name), pytest.raises(ReaderGone):
        _ask("/", gone)
    told = _told(caplog)
    assert (told["status"], told["levelname"]) == (499, "INFO")


def test_who_asks_too_often_is_told_when_to_ask_again(limited: str) -> None:
    with httpx.Client(base_url=limited, timeout=60, headers={"Accept-Language": "ja"}) as some:
        refused = [some.get("/plot/network.svg") for _ in range(3)][-1]
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) >= 1
        assert "アクセスが多すぎます" in refused.text
        assert some.get("/health").status_code == 200
        assert some.get("/").status_code == 200
