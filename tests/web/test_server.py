"""What every request goes through: health and log, what no field may hold, the language
and clocks of a visit; and the server, which begins nothing that nobody waits for and
whose costly answers take no threads of others.
"""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from wsgiref.util import FileWrapper

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from httpx import Client

from kizuna.store import open_database
from kizuna.store.sql import ReaderGone, execute
from kizuna.web import server
from kizuna.web.middleware import address_of, is_costly, operations
from kizuna.web.server import Server
from kizuna.workflows.logs import REQUESTS
from web.conftest import in_a_thread, serving
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
    assert (behind.status_code, json.loads(behind.content)) == (
        503,
        {"status": "behind"},
    )


def test_health_of_a_database_that_is_no_more_is_503(tmp_path: Path) -> None:
    path = tmp_path / "kizuna.sqlite3"
    open_database(path).close()
    for each in tmp_path.glob("kizuna.sqlite3*"):
        each.unlink()
    path.write_bytes(b"something else" * 1000)
    answer = _ask("/health")
    assert (answer.status_code, json.loads(answer.content)) == (
        503,
        {"status": "no database"},
    )


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
    facts = tuple(
        told[name] for name in ("method", "path", "status", "bytes", "account")
    )
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
    with Client(
        base_url=limited, timeout=60, headers={"Accept-Language": "ja"}
    ) as some:
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
    ("address", "said"),
    [(one, said) for held, said in REFUSED.items() for one in held.split()],
)
def test_what_no_field_may_hold_is_refused_and_named(
    client: Client, address: str, said: str
) -> None:
    tells(client.get(address), 400, said)


def test_a_nul_in_a_form_a_form_of_too_many_fields_and_a_number_of_no_job_are_refused(
    client: Client,
) -> None:
    assert client.post("/sign-in", data={"name": "a\0b"}).status_code == 400
    many = {f"f{n}": "" for n in range(2000)}
    assert client.post("/sign-in", data=many).status_code == 413
    assert client.get(f"/jobs/{'9' * 20}").status_code == 404


def test_whatever_is_asked_is_answered_without_an_error_of_the_server() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "bench.hostile_questions",
            "--number",
            "60",
            "--seed",
            "3",
        ],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("ja", "ja"),
        ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("ru-RU,ru", "ru"),
        ("en;q=0.1,ja", "ja"),
        ("fr,de", "en"),
    ],
)
def test_a_page_is_in_the_language_that_the_browser_asks_for(
    client: Client, asked: str, language: str
) -> None:
    page = client.get("/tie/osaka-shanghai", headers={"Accept-Language": asked})
    assert f'<html lang="{language}">' in page.text


def test_a_language_that_was_chosen_stays_chosen(client: Client) -> None:
    client.get("/?lang=ru")
    assert '<html lang="ru">' in client.get("/tie/osaka-shanghai").text
    client.get("/map/names.json?lang=en")  # as a map does that was asked for before
    assert '<html lang="ru">' in client.get("/tie/osaka-shanghai").text


def test_what_reads_much_or_draws_is_costly() -> None:
    costly = "/report/note.pdf /report?a=osaka&b=china /export/csv /api/v1/exports/csv /network"
    asked = [*costly.split(), "/report", "/api/v1/exports", "/health"]
    parts = [(address, address.partition("?")) for address in asked]
    assert [
        a for a, (path, _, query) in parts if is_costly(path, query)
    ] == costly.split()


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
def test_a_client_is_its_address_or_its_network_of_ipv6(
    address: str, counted: str
) -> None:
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = address
    assert address_of(request) == counted


COSTLY = "/report/note.html"
FAILURES = {"/gone": ReaderGone(), "/broken": ValueError("broken")}


def scope(path: str, **headers: str) -> SimpleNamespace:
    """A request, as granian gives it."""
    asked = {"path": path, "method": "GET", "query_string": "", "headers": headers}
    protocol = {"http_version": "1.1", "scheme": "http", "authority": None}
    ends = {"server": "127.0.0.1:8000", "client": "[2001:db8::1]:5000"}
    return SimpleNamespace(**asked, **protocol, **ends)


class Protocol:
    """The other end of a request: what was sent, and what was answered."""

    def __init__(self, *sent: bytes) -> None:
        self.gone, self.answer = asyncio.Event(), ()
        self._sent = sent

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self._sent:
            yield part

    async def client_disconnect(self) -> None:
        """Wait until the reader has gone."""
        await self.gone.wait()

    def response_bytes(self, *answer: Any) -> None:
        """Keep the answer."""
        self.answer = answer

    response_str = response_file = response_bytes


class Application:
    """A WSGI application whose costly answers last until they are let go."""

    def __init__(self) -> None:
        self.begun, self.may_end = 0, threading.Event()
        self.body, self.environ = b"", {}

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        """The answer: what was done."""
        self.begun, self.environ, path = self.begun + 1, environ, environ["PATH_INFO"]
        if path in FAILURES:
            raise FAILURES[path]
        if environ.get("kizuna.crowded"):
            start("503 Busy", [])
            return [b"busy"]
        if path == COSTLY:
            self.may_end.wait(30)
        self.body = environ["wsgi.input"].read()
        start("200 OK", [("a", "b")])
        return [b"made ", b"whole"]

    async def begin(self, server: Server) -> tuple[Protocol, asyncio.Task[None]]:
        """A costly answer of the server that is under way."""
        protocol = Protocol()
        running = _asked(server, protocol, COSTLY)
        async with asyncio.timeout(30):
            while not self.begun:
                await asyncio.sleep(0.005)
        return protocol, running


@pytest.fixture
def application(monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    """The application; one costly answer at once, one more may wait."""
    monkeypatch.setenv("KIZUNA_COSTLY", "1")
    monkeypatch.setattr(server, "_MOST_WAITING", 1)
    made = Application()
    yield made
    made.may_end.set()


def _asked(server: Server, protocol: Protocol, path: str) -> asyncio.Task[None]:
    return asyncio.get_running_loop().create_task(
        server.__rsgi__(scope(path), protocol)
    )


def _answer(
    application: Any, path: str = "/", *sent: bytes, **headers: str
) -> tuple[Any, ...]:
    """What the server answers to a request alone."""

    async def ask() -> tuple[Any, ...]:
        protocol = Protocol(*sent)
        await Server(application).__rsgi__(scope(path, **headers), protocol)
        return protocol.answer

    return in_a_thread(ask())


def test_an_answer_has_its_status_headers_and_parts(application: Application) -> None:
    headers = {"host": "kizuna", "content-length": "13"}
    answer = _answer(application, "/大阪", b"first, ", b"second", **headers)
    assert answer == (200, [("a", "b")], b"made whole")
    assert application.body == b"first, second"
    environ = application.environ
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/大阪"
    told = tuple(
        environ[name] for name in ("REMOTE_ADDR", "HTTP_HOST", "CONTENT_LENGTH")
    )
    assert told == ("2001:db8::1", "kizuna", "13")


def test_other_pages_are_answered_while_costly_ones_are_made_and_more_are_turned_away(
    application: Application,
) -> None:
    async def ask() -> list[Any]:
        server, (second, third, plain) = (
            Server(application),
            [Protocol() for _ in range(3)],
        )
        first, running = await application.begin(server)
        waiting = _asked(server, second, COSTLY)
        await asyncio.sleep(0)
        await _asked(server, third, COSTLY)
        await _asked(server, plain, "/")
        statuses = [third.answer[0], plain.answer[0], first.answer, second.answer]
        application.may_end.set()
        await asyncio.gather(running, waiting)
        return [*statuses, first.answer[0], second.answer[0]]

    assert in_a_thread(ask()) == [503, 200, (), (), 200, 200]


def test_what_has_waited_long_is_turned_away_and_makes_room(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_WAITS_SECONDS", 0.05)

    async def ask() -> list[Any]:
        server, (second, third) = Server(application), [Protocol() for _ in range(2)]
        first, running = await application.begin(server)
        await _asked(server, second, COSTLY)
        application.may_end.set()
        await _asked(server, third, COSTLY)
        await running
        return [second.answer[0], third.answer[0], first.answer[0]]

    assert in_a_thread(ask()) == [503, 200, 200]


def test_what_nobody_waits_for_is_not_begun_and_what_is_under_way_is_told_that_its_reader_has_gone(
    application: Application,
) -> None:
    async def ask() -> Protocol:
        server, second = Server(application), Protocol()
        first, running = await application.begin(server)
        waiting = _asked(server, second, COSTLY)
        await asyncio.sleep(0)
        second.gone.set()
        await waiting
        assert not application.environ["kizuna.gone"]()
        first.gone.set()
        await running
        assert application.environ["kizuna.gone"]()
        application.may_end.set()
        return second

    assert in_a_thread(ask()).answer == ()
    assert application.begun == 1


@pytest.mark.parametrize(("path", "answer"), [("/gone", ()), ("/broken", (500,))])
def test_an_application_that_fails_is_an_error_and_one_that_gives_up_is_none(
    application: Application, path: str, answer: tuple[int, ...]
) -> None:
    assert _answer(application, path)[:1] == answer


@pytest.mark.parametrize("size", [str(2**40), "a lot"])
def test_a_request_that_is_too_large_is_refused_unread(
    application: Application, size: str
) -> None:
    assert _answer(application, "/", b"x", **{"content-length": size})[0] == 413
    assert application.begun == 0


def test_a_file_is_sent_by_the_server_itself(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"
    path.write_text("a,b\n")

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> FileWrapper:
        start("200 OK", [])
        return environ["wsgi.file_wrapper"](path.open("rb"), 4096)  # type: ignore[no-any-return]

    assert _answer(application) == (200, [], str(path))
