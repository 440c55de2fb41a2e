"""A small server on this machine that answers what a test tells it to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes | Iterable[bytes]]
"""A status, headers, and what is sent: at once, or piece by piece."""


@dataclass
class Asked:
    """One request as it came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """A server whose answers are taken from `answers` in turn, the last one again and
    again.
    """

    url: str = ""
    answers: list[Answer | Callable[[Asked], Answer]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def next(self, asked: Asked) -> Answer:
        """The answer to a request, which is noted."""
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        self.asked.append(asked)
        return answer(asked) if callable(answer) else answer


def page(body: bytes = b"good", status: int = 200, **headers: str) -> Answer:
    """An answer; an underscore in the name of a header stands for a hyphen."""
    return (
        status,
        {name.replace("_", "-"): value for name, value in headers.items()},
        body,
    )


@contextmanager
def serving() -> Iterator[Server]:
    """A running server, on a free port of 127.0.0.1."""
    held = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers, content = held.next(
                Asked(self.command, self.path, dict(self.headers), body)
            )
            pieces = [content] if isinstance(content, bytes) else content
            length = (
                {"Content-Length": str(len(content))}
                if isinstance(content, bytes)
                else {}
            )
            self.send_response(status)
            for name, value in {**length, **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            for piece in pieces:
                self.wfile.write(piece)
                self.wfile.flush()

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            """Answer, unless whoever asked has left."""
            try:
                super().handle()
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        serve = threading.Thread(
            target=listening.serve_forever, args=(0.01,), daemon=True
        )
        serve.start()
        held.url = f"http://127.0.0.1:{listening.server_port}"
        yield held
        listening.shutdown()
