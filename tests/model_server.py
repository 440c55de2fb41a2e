"""A small language-model server on this machine: it plays answers as the servers of this world send them.

`playing(reply, ...)` runs one; its `url` ends in /v1. A reply is a text, a `Reply`, or a function of the request's
payload that gives one; they are taken in turn, the last again and again.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kizuna.sources.reading import Block, BlockedText

Payload = Mapping[str, Any]


@dataclass(frozen=True)
class Reply:
    """What comes back: `text` in pieces of `piece` characters where a stream is asked for, else whole.

    `finish` is the finish_reason, `pause` the seconds before each piece, `breaks_after` after how many pieces the
    connection is dropped (None: never), `usage` the counted tokens (None: none are sent), `thinking` what is sent
    as reasoning_content before. A `status` other than 200 sends `error` as JSON, with `headers`; `error` with 200
    sends it within the stream.
    """

    text: str = ""
    finish: str = "stop"
    status: int = 200
    error: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    piece: int = 40
    pause: float = 0.0
    breaks_after: int | None = None
    usage: tuple[int, int] | None = (100, 20)
    thinking: str = ""


Script = str | Reply | Callable[[Payload], "str | Reply"]


def claims(*held: Any) -> str:
    """The text of an answer with claims."""
    return json.dumps({"claims": list(held)}, ensure_ascii=False)


def openai_refusal(parameter: str, instead: str = "") -> Reply:
    """How OpenAI's models refuse a parameter that they do not take."""
    hint = f" Use '{instead}' instead." if instead else ""
    message = f"Unsupported parameter: '{parameter}' is not supported with this model.{hint}"
    error = {"message": message, "type": "invalid_request_error", "param": parameter}
    return Reply(status=400, error={"error": {**error, "code": "unsupported_parameter"}})


def vllm_refusal(message: str) -> Reply:
    """How vLLM refuses a request."""
    held = {"object": "error", "message": message, "type": "BadRequestError", "param": None}
    return Reply(status=400, error={**held, "code": 400})


def llamacpp_refusal(message: str, kind: str = "invalid_request_error") -> Reply:
    """How the server of llama.cpp refuses within a stream that began well."""
    return Reply(error={"error": {"code": 400, "message": message, "type": kind}})


@dataclass
class ModelServer:
    """A running server: its address, the replies still to come, and the payloads that were asked.

    `refuses` maps a parameter to the refusal that each request with it gets; a request with several refused
    ones gets that of the first.
    """

    url: str = ""
    replies: list[Script] = field(default_factory=list)
    refuses: dict[str, Reply] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    at_once: int = 0
    _now: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, payload: dict[str, Any], headers: dict[str, str]) -> Reply:
        """The reply to a request, which is noted."""
        with self._lock:
            self.asked.append(payload)
            self.headers.append(headers)
            for parameter, refusal in self.refuses.items():
                if parameter in payload:
                    return refusal
            script = self.replies[0] if len(self.replies) == 1 else self.replies.pop(0)
        found = script(payload) if callable(script) else script
        return Reply(found) if isinstance(found, str) else found

    @contextmanager
    def counted(self) -> Iterator[None]:
        """A block in which a request is under way; `at_once` is the most that ever were."""
        with self._lock:
            self._now += 1
            self.at_once = max(self.at_once, self._now)
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1


@contextmanager
def playing(*replies: Script, refuses: Mapping[str, Reply] | None = None) -> Iterator[ModelServer]:
    """A running server that plays the replies, on a free port of 127.0.0.1."""
    held = ModelServer(replies=list(replies), refuses=dict(refuses or {}))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            payload = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with held.counted():
                reply = held.answer(payload, dict(self.headers))
                if reply.status != 200:
                    self._whole(reply.error, reply.status, reply.headers)
                elif payload.get("stream"):
                    self._stream(reply, payload)
                else:
                    time.sleep(reply.pause)
                    self._whole(reply.error or _completion(reply), 200, reply.headers)

        def _whole(self, held: Any, status: int, headers: Mapping[str, str]) -> None:
            body = held.encode() if isinstance(held, str) else json.dumps(held).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _stream(self, reply: Reply, payload: Payload) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for number, event in enumerate(_events(reply, payload)):
                time.sleep(reply.pause)
                if number == reply.breaks_after:
                    return
                self.wfile.write(f"data: {event}\n\n".encode())
                self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            """Answer, unless the caller has left."""
            try:
                super().handle()
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
        held.url = f"http://127.0.0.1:{listening.server_port}/v1"
        yield held
        listening.shutdown()


def _events(reply: Reply, payload: Payload) -> Iterator[str]:
    if reply.error is not None:
        yield json.dumps(reply.error)
        return
    yield _chunk({"role": "assistant", "content": ""})
    if reply.thinking:
        yield _chunk({"reasoning_content": reply.thinking})
    for start in range(0, len(reply.text), reply.piece):
        yield _chunk({"content": reply.text[start : start + reply.piece]})
    yield _chunk({}, reply.finish)
    if reply.usage and (payload.get("stream_options") or {}).get("include_usage"):
        yield json.dumps({"choices": [], "usage": _usage(reply)})
    yield "[DONE]"


def _chunk(delta: Mapping[str, str], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return json.dumps({"object": "chat.completion.chunk", "choices": [choice]})


def _completion(reply: Reply) -> dict[str, Any]:
    message = {"role": "assistant", "content": reply.text}
    choice = {"index": 0, "message": message, "finish_reason": reply.finish}
    usage = {"usage": _usage(reply)} if reply.usage else {}
    return {"object": "chat.completion", "choices": [choice], **usage}


def _usage(reply: Reply) -> dict[str, int]:
    sent, got = reply.usage or (0, 0)
    return {"prompt_tokens": sent, "completion_tokens": got, "total_tokens": sent + got}


TIED = "Northhaven and Lakeside became sister cities on May 4, 1974."
SENT = "Every year Northhaven sends 20 students to Lakeside for two weeks."


def document(*paragraphs: str) -> BlockedText:
    """A document of paragraphs; one that begins with # is a heading."""
    text, blocks = "", []
    for paragraph in paragraphs or (f"{TIED} {SENT}",):
        kind = "heading" if paragraph.startswith("#") else "paragraph"
        blocks.append(Block(kind, len(text), len(text) + len(paragraph)))  # type: ignore[arg-type]
        text += f"{paragraph}\n\n"
    return BlockedText(text, tuple(blocks))
