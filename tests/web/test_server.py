"""The server: what nobody waits for is not begun, and costly answers never take the threads of others."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar
from wsgiref.util import FileWrapper

import pytest

from kizuna.store.snapshot import ReaderGone
from kizuna.web import server
from kizuna.web.server import Server

COSTLY = "/report/note.html"
FAILURES = {"/gone": ReaderGone(), "/broken": ValueError("broken")}
Answered = TypeVar("Answered")


class Headers(dict[str, str]):
    """The headers of a request, as granian gives them."""

    def get_all(self, name: str) -> list[str]:
        """All values of a header."""
        return [self[name]]


def scope(path: str, **headers: str) -> SimpleNamespace:
    """A request, as granian gives it."""
    return SimpleNamespace(
        path=path,
        headers=Headers(headers),
        method="GET",
        query_string="",
        http_version="1.1",
        scheme="http",
        authority=None,
        server="127.0.0.1:8000",
        client="[2001:db8::1]:5000",
    )


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
        self.begun += 1
        self.environ = environ
        path = environ["PATH_INFO"]
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


def _run(asked: Coroutine[Any, Any, Answered]) -> Answered:
    """What comes of it, in a thread of its own: the browser of other tests keeps a loop of asyncio in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asked).result()


def _asked(server: Server, protocol: Protocol, path: str) -> asyncio.Task[None]:
    return asyncio.get_running_loop().create_task(server.__rsgi__(scope(path), protocol))


def _answer(application: Any, path: str = "/", *sent: bytes, **headers: str) -> tuple[Any, ...]:
    """What the server answers to a request alone."""

    async def ask() -> tuple[Any, ...]:
        protocol = Protocol(*sent)
        await Server(application).__rsgi__(scope(path, **headers), protocol)
        return protocol.answer

    return _run(ask())


def test_an_answer_has_its_status_headers_and_parts(application: Application) -> None:
    headers = {"host": "kizuna", "content-length": "13"}
    answer = _answer(application, "/大阪", b"first, ", b"second", **headers)
    assert answer == (200, [("a", "b")], b"made whole")
    assert application.body == b"first, second"
    environ = application.environ
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/大阪"
    assert environ["REMOTE_ADDR"] == "2001:db8::1"
    assert (environ["HTTP_HOST"], environ["CONTENT_LENGTH"]) == ("kizuna", "13")


def test_other_pages_are_answered_while_costly_ones_are_made_and_more_are_turned_away(
    application: Application,
) -> None:
    async def ask() -> list[Any]:
        server, (second, third, plain) = Server(application), [Protocol() for _ in range(3)]
        first, running = await application.begin(server)
        waiting = _asked(server, second, COSTLY)
        await asyncio.sleep(0)
        await _asked(server, third, COSTLY)
        await _asked(server, plain, "/")
        statuses = [third.answer[0], plain.answer[0], first.answer, second.answer]
        application.may_end.set()
        await asyncio.gather(running, waiting)
        return [*statuses, first.answer[0], second.answer[0]]

    assert _run(ask()) == [503, 200, (), (), 200, 200]


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

    assert _run(ask()) == [503, 200, 200]


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

    assert _run(ask()).answer == ()
    assert application.begun == 1


@pytest.mark.parametrize(("path", "answer"), [("/gone", ()), ("/broken", (500,))])
def test_an_application_that_fails_is_an_error_and_one_that_gives_up_is_none(
    application: Application, path: str, answer: tuple[int, ...]
) -> None:
    assert _answer(application, path)[:1] == answer


@pytest.mark.parametrize("size", [str(2**40), "a lot"])
def test_a_request_that_is_too_large_is_refused_unread(application: Application, size: str) -> None:
    assert _answer(application, "/", b"x", **{"content-length": size})[0] == 413
    assert application.begun == 0


def test_a_file_is_sent_by_the_server_itself(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"
    path.write_text("a,b\n")

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> FileWrapper:
        start("200 OK", [])
        return environ["wsgi.file_wrapper"](path.open("rb"), 4096)  # type: ignore[no-any-return]

    assert _answer(application) == (200, [], str(path))
