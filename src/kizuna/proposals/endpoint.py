"""A language model behind an OpenAI-compatible endpoint (`/chat/completions`): a
service, llama.cpp, Ollama, vLLM.

What an endpoint refuses of a request is left out, one parameter at a time, and not sent
to it again. Answers are streamed, so that a slow machine may take its time: only
silence is limited.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from kizuna.errors import BadQuestion, FetchFailed
from kizuna.proposals.prompting import Message, tokens_of
from kizuna.proposals.proposal import schema
from kizuna.sources.fetch import Policy, Response, post

LOCAL_URL = "http://localhost:11434/v1"
"""Where a server on this machine usually listens (Ollama's address)."""

_LIMITS = ("max_tokens", "max_completion_tokens")
_FORMS = dict.fromkeys(("json_schema", "json_object"), "response_format")
_UNACCEPTED = (400, 404, 415, 422, 500, 501)
"""What endpoints answer to a parameter that they do not take; llama-cpp-python answers
500.
"""
_TOO_LONG = (
    *(
        "context length",
        "context size",
        "context window",
        "maximum context",
        "n_ctx",
        "too long",
    ),
    *("exceed_context", "too many tokens", "context_length_exceeded", "prompt is too"),
)
_PATIENT = Policy(timeout=300, longest=7200, retries=3, backoff=2)


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which model is asked, and how.

    `url` is the address of the API, up to and without /chat/completions; `key` is sent
    as a bearer token, "" sends none. `chunk` is in estimated tokens of the document,
    `most` in tokens of an answer. `parallel` requests run at once. `cache` is the
    folder of past answers, None keeps none. The address is the user's own choice, so
    one on this machine is admitted; the policy's timeout is the longest silence.
    """

    model: str
    url: str = LOCAL_URL
    key: str = field(default="", repr=False)
    chunk: int = 1500
    most: int = 4096
    parallel: int = 4
    cache: Path | None = None
    policy: Policy = field(default=_PATIENT, repr=False)

    @staticmethod
    def of(
        environment: Mapping[str, str],
        *,
        model: str = "",
        url: str = "",
        cache: Path | None = None,
    ) -> ModelSettings:
        """The settings from options, else KIZUNA_MODEL and what begins with
        KIZUNA_MODEL_.

        Raises BadQuestion when no model is named, and for a number that is none.
        """
        name = model.strip() or environment.get("KIZUNA_MODEL", "").strip()
        if not name:
            raise BadQuestion(
                "no language model is named: give --model NAME or set KIZUNA_MODEL"
            )
        place = (
            url.strip() or environment.get("KIZUNA_MODEL_URL", "").strip() or LOCAL_URL
        )
        return ModelSettings(
            name,
            place,
            environment.get("KIZUNA_MODEL_KEY", "").strip(),
            chunk=_number(environment, "KIZUNA_MODEL_CHUNK", 1500),
            most=_number(environment, "KIZUNA_MODEL_TOKENS", 4096),
            parallel=_number(environment, "KIZUNA_MODEL_PARALLEL", 4),
            cache=cache,
            policy=replace(
                _PATIENT, timeout=_number(environment, "KIZUNA_MODEL_SILENCE", 300)
            ),
        )

    @property
    def method(self) -> str:
        """How its claims say that they came: "model:NAME"."""
        return f"model:{self.model}"

    @property
    def address(self) -> str:
        """Where completions are asked for."""
        plain = self.url.rstrip("/")
        return (
            plain
            if plain.endswith("/chat/completions")
            else f"{plain}/chat/completions"
        )


def _number(environment: Mapping[str, str], name: str, otherwise: int) -> int:
    text = environment.get(name, "").strip()
    if text and not (text.isdecimal() and int(text) > 0):
        raise BadQuestion(f"{name} is {text!r}; give a whole number above 0")
    return int(text) if text else otherwise


@dataclass(frozen=True, slots=True)
class Usage:
    """How many tokens were sent and came back in how many requests.

    `is_estimated` is True where an endpoint did not count; `cached` answers were at
    hand and cost nothing.
    """

    sent: int = 0
    received: int = 0
    requests: int = 0
    cached: int = 0
    is_estimated: bool = False

    def __add__(self, other: Usage) -> Usage:
        pairs = zip(astuple(self), astuple(other), strict=True)
        sent, received, requests, cached, is_estimated = map(sum, pairs)
        return Usage(sent, received, requests, cached, bool(is_estimated))


FREE = Usage()


@dataclass(frozen=True, slots=True)
class ModelReply:
    """What came back: the text, and why it ended early: "" for a whole answer, "length"
    where the limit of tokens cut it, else what broke.
    """

    text: str
    broken: str
    usage: Usage


class Endpoint:
    """An endpoint with what it is known to refuse; safe to ask from several threads."""

    def __init__(self, settings: ModelSettings) -> None:
        self.settings = settings
        self._refused: frozenset[str] = frozenset()

    def ask(self, messages: Sequence[Message]) -> ModelReply:
        """The answer to a conversation, from the cache where it is at hand.

        Raises FetchFailed when the endpoint gives none whatever is left out.
        """
        if (held := self.cached(messages)) is not None:
            return ModelReply(held, "", Usage(cached=1))
        while True:
            parameters = self._parameters()
            try:
                return self._reply(messages, self._post(messages, parameters))
            except FetchFailed as failure:
                if not (refused := _refused_of(failure, parameters)):
                    raise
                self._refused |= refused | (
                    {"stream_options"} if "stream" in refused else set()
                )

    def _parameters(self) -> dict[str, Any]:
        """What is asked for besides the messages by what it is called in refusals, the
        least needed first.
        """
        form = {"name": "claims", "strict": False, "schema": schema()}
        wanted: dict[str, Any] = {
            "json_schema": {"type": "json_schema", "json_schema": form},
            "json_object": {"type": "json_object"},
            "stream_options": {"include_usage": True},
            "temperature": 0,
            **dict.fromkeys(_LIMITS, self.settings.most),
            "stream": True,
        }
        found = {
            name: part for name, part in wanted.items() if name not in self._refused
        }
        for first, other in (("json_schema", "json_object"), _LIMITS):
            if first in found:
                del found[other]
        return found

    def _post(
        self, messages: Sequence[Message], parameters: Mapping[str, Any]
    ) -> Response:
        held = self.settings
        headers = {
            "Content-Type": "application/json",
            "Accept": "text/event-stream, application/json",
            "Accept-Encoding": "identity",
        }
        headers |= {"Authorization": f"Bearer {held.key}"} if held.key else {}
        named = {_FORMS.get(name, name): part for name, part in parameters.items()}
        payload = {"model": held.model, "messages": messages, **named}
        body = json.dumps(payload, ensure_ascii=False).encode()
        return post(
            held.address, body, headers=headers, policy=held.policy, is_streamed=True
        )

    def _reply(self, messages: Sequence[Message], response: Response) -> ModelReply:
        text, finish, counted = "", "", None
        body = response.body.decode("utf-8", "replace").lstrip("\ufeff \r\n")
        for event in _events(body):
            error = event.get("error")
            if isinstance(
                error, dict | str
            ):  # as if the status of the answer had told it
                code = error.get("code") if isinstance(error, dict) else None
                said = json.dumps(error, ensure_ascii=False)[:300]
                told = f"the server answers an error: {said}"
                status = code if isinstance(code, int) else 400
                raise FetchFailed(self.settings.address, told, status, said)
            with suppress(KeyError, IndexError, TypeError, AttributeError):
                choice = event["choices"][0]
                content = (choice.get("delta") or choice.get("message") or {}).get(
                    "content"
                )
                text += content if isinstance(content, str) else ""
                finish = choice.get("finish_reason") or finish
            counted = event.get("usage") or counted
        text = text.encode("utf-8", "replace").decode()
        broken = response.broken or ("length" if finish == "length" else "")
        if not (broken or finish or body[:1] == "{" or "[DONE]" in body[-40:]):
            broken = "the answer ended before its end"
        held = counted if isinstance(counted, dict) else {}
        sent, received = held.get("prompt_tokens"), held.get("completion_tokens")
        if isinstance(sent, int) and isinstance(received, int):
            return ModelReply(text, broken, Usage(sent, received, 1))
        sent = sum(tokens_of(message["content"]) for message in messages)
        return ModelReply(
            text, broken, Usage(sent, tokens_of(text), 1, is_estimated=True)
        )

    def keep(self, messages: Sequence[Message], reply: ModelReply) -> None:
        """Remember a whole answer, readable by its owner alone; what cannot be written
        is asked for again.
        """
        file = self._file(messages)
        if file is None or reply.broken or reply.usage.cached:
            return
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with NamedTemporaryFile(
                "w", dir=file.parent, delete=False, encoding="utf-8"
            ) as part:
                part.write(reply.text)
            Path(part.name).replace(file)

    def cached(self, messages: Sequence[Message]) -> str | None:
        """The answer to a conversation where it is at hand, else None."""
        file = self._file(messages)
        with suppress(OSError, UnicodeDecodeError):
            return file.read_text(encoding="utf-8") if file else None
        return None

    def _file(self, messages: Sequence[Message]) -> Path | None:
        held = json.dumps([self.settings.model, list(messages)], sort_keys=True)
        folder = self.settings.cache
        return folder / hashlib.sha256(held.encode()).hexdigest() if folder else None


def is_too_long(failure: FetchFailed) -> bool:
    """Whether an endpoint cannot take so much at once."""
    return failure.status == 413 or any(
        words in failure.body.lower() for words in _TOO_LONG
    )


def _refused_of(failure: FetchFailed, parameters: Mapping[str, Any]) -> set[str]:
    """What to leave out next: the parameter that the refusal names, else the least
    needed; nothing for none.

    A context that has no room for the answer needs another limit of its tokens first,
    then a shorter text.
    """
    if failure.status not in _UNACCEPTED:
        return set()
    said, sent = failure.body, list(parameters)
    if is_too_long(failure):
        is_answer = re.search("max_tokens|completion", said)
        return (
            set(_LIMITS)
            if is_answer and not parameters.keys().isdisjoint(_LIMITS)
            else set()
        )
    found = [name for name in sent if name in said or _FORMS.get(name, name) in said]
    if failure.status in (400, 415, 422, 501):
        found += sent
    return set(found[:1])


def _events(body: str) -> Iterator[dict[str, Any]]:
    """The objects of an answer: those of its server-sent events, or the one of an
    answer that is not streamed.
    """
    for line in [body] if body[:1] == "{" else body.splitlines():
        data = line if line[:1] == "{" else line.partition(":")[2].strip()
        if line[:1] == "{" or line.startswith(("data:", "error:")):
            with suppress(ValueError, RecursionError):
                held = json.loads(data)
                if isinstance(held, dict):
                    yield {"error": held} if line.startswith("error:") else held
