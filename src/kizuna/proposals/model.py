"""The model proposer: any OpenAI-compatible server reads numbered sentences; the gate decides what stays.

The server is asked by chat/completions, with a JSON schema if it takes one, else for a JSON object, else in
words alone. An answer that cannot be read is asked for once more, then counted.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kizuna.errors import BadQuestion, FetchFailed
from kizuna.proposals.gate import Dropped, Gated, gate
from kizuna.proposals.numbering import Chunk, Sentence, chunks_of
from kizuna.proposals.prompting import MODES, messages_for, response_format
from kizuna.proposals.proposal import Proposal
from kizuna.sources.blocks import BlockedText
from kizuna.sources.fetch import Policy, post_json

LOCAL_URL = "http://localhost:11434/v1"
"""Where a server on this machine usually listens (Ollama's address)."""

_UNACCEPTED = (400, 415, 422, 501)
_REFUSED = (401, 403)
_AGAIN = (
    'That was not one JSON object of the form {"claims": [...]}. Answer again with that object and nothing'
    " else."
)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_KEYS = {"kind", "subject", "object", "props", "sentences", "quote", "status", "confidence"}


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which model is asked, and where.

    `url` is the address of the API, up to and without /chat/completions; `key` is sent as a bearer token, ""
    sends none. `chunk` and `overlap` are in characters. The address is the user's own choice, so one on this
    machine is admitted.
    """

    model: str
    url: str = LOCAL_URL
    key: str = field(default="", repr=False)
    chunk: int = 6000
    overlap: int = 800
    policy: Policy = field(
        default=Policy(timeout=180, retries=3, backoff=2, allow_private=True), repr=False
    )

    @staticmethod
    def of(environment: Mapping[str, str], *, model: str = "", url: str = "") -> ModelSettings:
        """The settings from options, else KIZUNA_MODEL, KIZUNA_MODEL_URL and KIZUNA_MODEL_KEY.

        Raises BadQuestion when no model is named.
        """
        name = model.strip() or environment.get("KIZUNA_MODEL", "").strip()
        if not name:
            raise BadQuestion("no language model is named: give --model NAME or set KIZUNA_MODEL")
        place = url.strip() or environment.get("KIZUNA_MODEL_URL", "").strip() or LOCAL_URL
        return ModelSettings(name, place, environment.get("KIZUNA_MODEL_KEY", "").strip())

    @property
    def method(self) -> str:
        """How its claims say that they came: "model:NAME"."""
        return f"model:{self.model}"

    @property
    def address(self) -> str:
        """Where completions are asked for."""
        plain = self.url.rstrip("/")
        return plain if plain.endswith("/chat/completions") else f"{plain}/chat/completions"


class _Unreadable(Exception):
    """An answer that holds no list of claims; the message is its beginning."""


@dataclass(slots=True)
class _Server:
    """A server with the mode of answer that it is known to accept so far."""

    settings: ModelSettings
    mode: int = 0

    def ask(self, messages: list[dict[str, str]]) -> str:
        """The text of the model's answer; FetchFailed when the server gives none in any mode."""
        while True:
            payload = {
                "model": self.settings.model,
                "messages": messages,
                "temperature": 0,
                **response_format(MODES[self.mode]),
            }
            try:
                return _content(self._post(payload))
            except FetchFailed as failure:
                if failure.status not in _UNACCEPTED or self.mode == len(MODES) - 1:
                    raise
                self.mode += 1

    def _post(self, payload: Mapping[str, Any]) -> Any:
        key = self.settings.key
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return post_json(
            self.settings.address, payload, headers=headers, policy=self.settings.policy
        )


def propose_by_model(
    document: BlockedText,
    settings: ModelSettings,
    *,
    tell: Callable[[int, int], None] | None = None,
) -> Gated:
    """What the model proposes and the gate lets pass, with everything dropped counted by reason.

    `tell` is called with how many chunks are done, and how many there are. A chunk that the server does not
    answer is counted as "unanswered"; after two in a row the rest are not asked. Raises FetchFailed when the
    server refuses the key, or answers for no chunk at all.
    """
    chunks = chunks_of(document, settings.chunk, settings.overlap)
    server = _Server(settings)
    proposals: list[Proposal] = []
    details: list[Dropped] = []
    failure: FetchFailed | None = None
    answered = silent = 0
    for done, chunk in enumerate(chunks, 1):
        try:
            if silent < 2:
                _read(server, chunk, document.text, proposals, details)
                answered, silent = answered + 1, 0
            else:
                details.append(Dropped("unanswered", _where(chunk)))
        except FetchFailed as error:
            if error.status in _REFUSED:
                raise
            failure, silent = error, silent + 1
            details.append(Dropped("unanswered", f"{_where(chunk)}: {error.reason}"))
        if tell is not None:
            tell(done, len(chunks))
    if failure is not None and not answered:
        raise failure
    gated = gate(proposals, document)
    return Gated.of(gated.passed, (*details, *gated.details))


def _where(chunk: Chunk) -> str:
    return f"sentences {chunk.sentences[0].number}-{chunk.sentences[-1].number}"


def _read(
    server: _Server, chunk: Chunk, text: str, proposals: list[Proposal], details: list[Dropped]
) -> None:
    """Add what the model says of a chunk: proposals for the gate, and what is not even that."""
    messages = messages_for(chunk, text)
    answer = server.ask(messages)
    try:
        claims = _claims_in(answer)
    except _Unreadable:
        said = {"role": "assistant", "content": answer[:2000]}
        answer = server.ask([*messages, said, {"role": "user", "content": _AGAIN}])
        try:
            claims = _claims_in(answer)
        except _Unreadable as unreadable:
            details.append(Dropped("answer", f"{_where(chunk)}: {unreadable}"))
            return
    sentences = {sentence.number: sentence for sentence in chunk.sentences}
    for claim in claims:
        read = _proposal(claim, sentences)
        if isinstance(read, Proposal):
            proposals.append(read)
        else:
            details.append(Dropped(read, _shown(claim)))


def _shown(claim: Any) -> str:
    """The beginning of what the model said, such as any terminal can print."""
    text = json.dumps(claim, ensure_ascii=False)[:300]
    return text.encode("utf-8", "replace").decode()


def _content(answer: Any) -> str:
    """The text of the first choice of a completion, "" when there is none."""
    try:
        content = answer["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        return ""
    return content if isinstance(content, str) else ""


def _claims_in(answer: str) -> list[Any]:
    """The claims of an answer, which may stand in a fence or after other words."""
    for candidate in _candidates(answer):
        try:
            held = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        claims = held.get("claims") if isinstance(held, dict) else held
        if isinstance(claims, list):
            return claims
    raise _Unreadable(repr(answer[:200]))


def _candidates(answer: str) -> Iterator[str]:
    plain = re.sub(r"<think>.*?</think>", "", answer, flags=re.DOTALL).strip()
    yield plain
    yield plain[plain.find("{") : plain.rfind("}") + 1]
    yield plain[plain.find("[") : plain.rfind("]") + 1]


def _proposal(claim: Any, sentences: Mapping[int, Sentence]) -> Proposal | str:
    """A claim as a proposal that cites its sentences, or the reason why it is none."""
    if not isinstance(claim, dict) or not set(claim) <= _KEYS or not _is_printable(claim):
        return "malformed"
    texts = [claim.get(key) for key in ("kind", "subject", "quote")]
    other, props = claim.get("object"), claim.get("props") or {}
    if not all(isinstance(value, str) for value in texts) or not isinstance(props, dict):
        return "malformed"
    if other is not None and not isinstance(other, str):
        return "malformed"
    cited = _cited(claim.get("sentences"), sentences)
    if cited is None:
        return "sentence"
    kind, subject, quote = (str(value) for value in texts)
    status = claim.get("status") or "asserted"
    return Proposal(
        kind=kind,
        subject=subject,
        object=other or None,
        quote=quote,
        start=cited[0],
        end=cited[1],
        props={name: value for name, value in props.items() if value is not None},
        status=status if isinstance(status, str) else "",
    )


def _is_printable(value: Any) -> bool:
    """Whether no text within a value of JSON has control characters or halves of characters."""
    if isinstance(value, dict):
        return all(_is_printable(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return all(map(_is_printable, value))
    return not isinstance(value, str) or _UNPRINTABLE.search(value) is None


def _cited(numbers: Any, sentences: Mapping[int, Sentence]) -> tuple[int, int] | None:
    """The stretch of the cited sentences, which must be known and follow each other."""
    if not isinstance(numbers, list) or not numbers:
        return None
    if not all(isinstance(n, int) and not isinstance(n, bool) and n in sentences for n in numbers):
        return None
    first, last = min(numbers), max(numbers)
    if last - first >= len(set(numbers)):
        return None
    return sentences[first].start, sentences[last].end


def summary(dropped: Counter[str]) -> str:
    """The dropped by reason, the most frequent first: "3 quote, 1 number"; "" when nothing was dropped."""
    return ", ".join(f"{count} {reason}" for reason, count in dropped.most_common())
