"""What every request goes through: health and log, what no field may hold, the language and clocks of a visit."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from kizuna.store import open_database
from kizuna.store.snapshot import ReaderGone
from kizuna.store.sql import execute
from kizuna.web.middleware import address_of, is_costly, operations
from kizuna.workflows.logs import REQUESTS
from web.conftest import serving
from web.pages.reading import tells


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


@pytest.mark.parametrize(
    ("address", "path"),
    [("/search?q=secret", "/search"), ("/entrance/secret", "/entrance/...")],
    ids=["its query", "the secret of an entrance"],
)
def test_a_request_is_a_line_without(
    caplog: pytest.LogCaptureFixture, address: str, path: str
) -> None:
    with caplog.at_level(logging.INFO, REQUESTS.name):
        answer = _ask(address, **{"X-Request-ID": "proxy-1"})
    told = _told(caplog)
    assert answer.headers["X-Request-ID"] == told["id"] == "proxy-1"
    facts = tuple(told[name] for name in ("method", "path", "status", "bytes", "account"))
    assert facts == ("GET", path, 200, 4, None)
    assert "secret" not in str(told)


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
        tells(refused, 429, "アクセスが多すぎます")
        assert int(refused.headers["Retry-After"]) >= 1
        assert [some.get(page).status_code for page in ("/health", "/")] == [200, 200]


LONG = "x" * 1001
NUL = "holds a NUL character; leave it out"
TOO_LONG = "goes on for 1,001 characters; write at most 1,000"
REFUSED = {
    "/search?q=a%00b /names?q=a%00b /search/suggest?q=a%00b /claim/ab%00cd": NUL,
    "/api/v1/search?q=a%00b /api/v1/governments?q=a%00b": NUL,
    f"/search?q={LONG} /enter/words/date?text={LONG} /api/v1/search?q={LONG}": TOO_LONG,
    f"/ties?x={LONG}": TOO_LONG,
    f"/?as_of={LONG} /?known_at={LONG}": "This question cannot be asked",
}
"""Addresses with what no field may hold, and what is said of it."""


@pytest.mark.parametrize(
    ("address", "said"), [(one, said) for held, said in REFUSED.items() for one in held.split()]
)
def test_what_no_field_may_hold_is_refused_and_named(
    client: httpx.Client, address: str, said: str
) -> None:
    tells(client.get(address), 400, said)


def test_a_nul_in_a_form_a_form_of_too_many_fields_and_a_number_of_no_job_are_refused(
    client: httpx.Client,
) -> None:
    assert client.post("/sign-in", data={"name": "a\0b"}).status_code == 400
    many = {f"f{n}": "" for n in range(2000)}
    assert client.post("/sign-in", data=many).status_code == 413
    assert client.get(f"/jobs/{'9' * 20}").status_code == 404


def test_whatever_is_asked_is_answered_without_an_error_of_the_server() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.hostile_questions", "--number", "60", "--seed", "3"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


@pytest.mark.parametrize(
    ("asked", "language"),
    [("ja", "ja"), ("zh-CN,zh;q=0.9", "zh-Hans"), ("ru-RU,ru", "ru"), ("fr,de;q=0.5", "en")],
)
def test_a_page_is_in_the_language_that_the_browser_asks_for(
    client: httpx.Client, asked: str, language: str
) -> None:
    page = client.get("/tie/osaka-shanghai", headers={"Accept-Language": asked})
    assert f'<html lang="{language}">' in page.text


def test_a_language_that_was_chosen_stays_chosen(client: httpx.Client) -> None:
    client.get("/?lang=ru")
    assert '<html lang="ru">' in client.get("/tie/osaka-shanghai").text
    client.get("/map/names.json?lang=en")  # as a map does that was asked for before
    assert '<html lang="ru">' in client.get("/tie/osaka-shanghai").text


def test_what_reads_much_or_draws_is_costly() -> None:
    costly = "/report/note.pdf /report?a=osaka&b=china /export/csv /api/v1/exports/csv /network"
    asked = [*costly.split(), "/report", "/api/v1/exports", "/health"]
    parts = [(address, address.partition("?")) for address in asked]
    assert [a for a, (path, _, query) in parts if is_costly(path, query)] == costly.split()


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("no address", "no address"),
    ],
)
def test_a_client_is_its_address_or_its_network_of_ipv6(address: str, counted: str) -> None:
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = address
    assert address_of(request) == counted
