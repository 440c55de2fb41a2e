"""A small language-model server on this machine: it plays answers as the servers of
this world send them.

`playing(reply, ...)` runs one; its `url` ends in /v1. A reply is a text, a `Reply`, or
a function of the request's payload that gives one; they are taken in turn, the last
again and again.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from answering import Answer, Asked, serving
from kizuna.sources.reading import Block, BlockedText

Payload = Mapping[str, Any]


@dataclass(frozen=True)
class Reply:
    """What comes back: `text` in pieces of `piece` characters where a stream is asked
    for, else whole.

    `finish` is the finish_reason, `pause` the seconds before each piece, `breaks_after`
    after how many pieces the connection is dropped (None: never), `usage` the counted
    tokens (None: none are sent), `thinking` what is sent as reasoning_content before. A
    `status` other than 200 sends `error` as JSON, with `headers`; `error` with 200
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
    message = (
        f"Unsupported parameter: '{parameter}' is not supported with this model.{hint}"
    )
    error = {"message": message, "type": "invalid_request_error", "param": parameter}
    return Reply(
        status=400, error={"error": {**error, "code": "unsupported_parameter"}}
    )


def vllm_refusal(message: str) -> Reply:
    """How vLLM refuses a request."""
    held = {
        "object": "error",
        "message": message,
        "type": "BadRequestError",
        "param": None,
    }
    return Reply(status=400, error={**held, "code": 400})


def llamacpp_refusal(message: str, kind: str = "invalid_request_error") -> Reply:
    """How the server of llama.cpp refuses within a stream that began well."""
    return Reply(error={"error": {"code": 400, "message": message, "type": kind}})


@dataclass
class ModelServer:
    """A running server: its address, the replies still to come, and the payloads that
    were asked.

    `refuses` maps a parameter to the refusal that each request with it gets; a request
    with several refused ones gets that of the first.
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
        """A block in which a request is under way; `at_once` is the most that ever
        were.
        """
        with self._lock:
            self._now += 1
            self.at_once = max(self.at_once, self._now)
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1

    def reply(self, asked: Asked) -> Answer:
        """What is sent for a request: one JSON object, or a stream of events where that
        is asked for.
        """
        payload = json.loads(asked.body)
        with self.counted():
            reply = self.answer(payload, asked.headers)
            if reply.status == 200 and payload.get("stream"):
                return (
                    200,
                    {"Content-Type": "text/event-stream"},
                    self._stream(reply, payload),
                )
            time.sleep(reply.pause)
        held = reply.error or _completion(reply)
        body = held if isinstance(held, str) else json.dumps(held)
        return (
            reply.status,
            {"Content-Type": "application/json", **reply.headers},
            body.encode(),
        )

    def _stream(self, reply: Reply, payload: Payload) -> Iterator[bytes]:
        with self.counted():
            for event in islice(_events(reply, payload), reply.breaks_after):
                time.sleep(reply.pause)
                yield f"data: {event}\n\n".encode()


@contextmanager
def playing(
    *replies: Script, refuses: Mapping[str, Reply] | None = None
) -> Iterator[ModelServer]:
    """A running server that plays the replies, on a free port of 127.0.0.1."""
    with serving() as server:
        held = ModelServer(f"{server.url}/v1", list(replies), dict(refuses or {}))
        server.answers = [held.reply]
        yield held


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
