"""The model proposer: a language model reads numbered sentences in chunks; the verifier
decides what stays.

Each chunk is asked for by itself, several at once. What the verifier refuses is given
back once with the reasons, to be mended. An answer that was cut off keeps its complete
claims, and the rest of its chunk is asked for in halves.

What an assistant answered by hand is read and checked in the same way. What was said of
a passage stands, and the rules fill what it left.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Self

from kizuna.errors import FetchFailed
from kizuna.proposals import prompting
from kizuna.proposals.endpoint import (
    FREE,
    Endpoint,
    ModelReply,
    ModelSettings,
    Usage,
    is_too_long,
)
from kizuna.proposals.prompting import Chunk, Message
from kizuna.proposals.proposal import UNKNOWN, Page, Proposal
from kizuna.proposals.verifier import ClaimCheck, Verifier, core_of
from kizuna.sources.reading import BlockedText

_PATIENCE = 2
"""After so many chunks in a row without an answer the rest are not asked."""
Context = tuple[Page, Sequence[str], Sequence[str]]
"""What a model is told besides the text: its page, names of the register, partners of
the home town.
"""
_UNPRINTABLE = re.compile(r"(?<!\\)(?:\\\\)*\\(?:u00|[bf])|[\x7f-\x9f\ud800-\udfff]")
"""The escapes of JSON for control characters; those that have none, and halves of
characters.
"""
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL)
_OPENING = re.compile(r"[{\[]")
_BEGUN = re.compile(r'(?:\{\s*"claims"\s*:\s*)?\[\s*(?=\{|\Z)')
_DECODER = json.JSONDecoder()
_COMPARED = ("start", "end", "signed", "date", "founded", "type", "status")
_ROW = 0.9
"""From this confidence on a rule's tie is a row of a table or list."""
_UNSAID = 0.3
"""How sure a row is that the model has read and did not say."""


@dataclass(frozen=True, slots=True)
class ModelReading:
    """What a model or an assistant read of a document: every claim as checked, in the
    order in which it was said, the tokens that it took, and the stretches for which it
    answered.
    """

    checked: tuple[ClaimCheck, ...] = ()
    usage: Usage = FREE
    spans: tuple[tuple[int, int], ...] = ()

    def __add__(self, other: Self) -> Self:
        checked, spans = self.checked + other.checked, self.spans + other.spans
        return replace(
            self, checked=checked, usage=self.usage + other.usage, spans=spans
        )

    @property
    def passed(self) -> tuple[Proposal, ...]:
        """What the document bears out, in the order of the text."""
        held = (one.proposal for one in self.checked if one.proposal is not None)
        return tuple(sorted(held, key=lambda one: (one.start, one.end, one.kind)))

    @property
    def refused(self) -> tuple[ClaimCheck, ...]:
        return tuple(one for one in self.checked if one.proposal is None)

    @property
    def dropped(self) -> Counter[str]:
        """How many did not pass, by reason."""
        return Counter(one.reason for one in self.refused)

    def without_doubles(self) -> Self:
        """The same with the second of two that say the same of one passage, whatever
        they call an activity, refused as "double".
        """
        seen: set[str] = set()
        found = []
        for one in self.checked:
            key = ""
            if held := one.proposal:
                parties = sorted(map(core_of, held.parties))
                props = sorted(
                    (k, str(v)) for k, v in held.props.items() if k != "activity"
                )
                key = repr((held.kind, parties, props, held.start, held.end))
            found.append(
                ClaimCheck(one.said, None, "double") if key and key in seen else one
            )
            seen.add(key)
        return replace(self, checked=tuple(found))


def plan(document: BlockedText, settings: ModelSettings, context: Context) -> Usage:
    """What reading a document by the model would take, a request for each chunk whose
    answer is not at hand; nothing is asked. As much would come back at most, and
    answers that have to be mended may double it.
    """
    reader = _Reader(document, settings, context)
    conversations = [reader.messages(chunk) for chunk in reader.chunks]
    fresh = [held for held in conversations if reader.endpoint.cached(held) is None]
    sent = sum(
        prompting.tokens_of(message["content"]) for held in fresh for message in held
    )
    cached = len(conversations) - len(fresh)
    return Usage(
        sent, len(fresh) * settings.most, len(fresh), cached, is_estimated=True
    )


def propose_by_model(
    document: BlockedText, settings: ModelSettings, context: Context = (UNKNOWN, (), ())
) -> ModelReading:
    """What the model proposes and the verifier lets pass, with everything refused.

    A chunk that the endpoint does not answer is refused as "unanswered"; after two in a
    row the rest are not asked. Raises FetchFailed when the endpoint refuses the key, or
    answers for no chunk at all.
    """
    reader = _Reader(document, settings, context)
    with ThreadPoolExecutor(max_workers=settings.parallel) as pool:
        whole = sum(pool.map(reader.read, reader.chunks), ModelReading())
    failures = [failure for failure in reader.failures if failure is not None]
    if failures and (reader.is_refused or len(failures) == len(reader.failures)):
        raise failures[-1]
    return whole.without_doubles()


class _Reader:
    """A document before an endpoint: reads chunks, from several threads at once.

    `failures` has for each chunk asked so far why it got no answer, None where it got
    one.
    """

    def __init__(
        self, document: BlockedText, settings: ModelSettings, context: Context
    ) -> None:
        self.text = document.text
        self._page, names, self._partners = context
        self._names = [name for name in names if name in document.text]
        self.endpoint = Endpoint(settings)
        self.verifier = Verifier(document, self._page)
        self.chunks = prompting.chunks_of(document, settings.chunk)
        self.failures: list[FetchFailed | None] = []

    def messages(self, chunk: Chunk) -> list[Message]:
        names = prompting.near(
            self._names, self.text[slice(*chunk.span)], self._partners
        )
        return prompting.messages_for(chunk, self.text, self._page, names)

    def read(self, chunk: Chunk) -> ModelReading:
        recent = self.failures[-_PATIENCE:]
        if self.is_refused or (len(recent) == _PATIENCE and None not in recent):
            return _unanswered(chunk)
        try:
            found = self._read(chunk)
        except FetchFailed as failure:
            self.failures.append(failure)
            return _unanswered(chunk, failure.reason)
        self.failures.append(None)
        return found

    @property
    def is_refused(self) -> bool:
        return any(failure.status in (401, 403) for failure in self.failures if failure)

    def _read(self, chunk: Chunk, *, is_retried: bool = False) -> ModelReading:
        """What is said of a chunk; `is_retried` where a larger one got no answer at
        all.
        """
        messages = self.messages(chunk)
        try:
            reply = self.endpoint.ask(messages)
        except FetchFailed as failure:
            if not (chunk.halves and is_too_long(failure)):
                raise
            return sum(map(self._read, chunk.halves), ModelReading())
        claims, is_whole = read_answer(reply.text)
        if not reply.broken and claims is None:
            messages = [
                *messages,
                _said(reply),
                {"role": "user", "content": prompting.ONCE_MORE},
            ]
            again = self.endpoint.ask(messages)
            reply = replace(again, usage=reply.usage + again.usage)
            claims, is_whole = read_answer(reply.text)
        if reply.broken or not is_whole:
            return self._read_rest(chunk, reply, claims or [], is_retried=is_retried)
        if claims is None:
            told = f"{chunk.numbers}: {reply.text[:200]!r}"
            return ModelReading((ClaimCheck(told, None, "answer"),), reply.usage)
        self.endpoint.keep(messages, reply)
        return self._mended(chunk, claims, [*messages, _said(reply)], reply.usage)

    def _read_rest(
        self,
        chunk: Chunk,
        reply: ModelReply,
        claims: Sequence[Any],
        *,
        is_retried: bool,
    ) -> ModelReading:
        """The complete claims of an answer that was cut off, and the rest of its chunk
        in halves.
        """
        if not reply.text.strip() and (is_retried or not chunk.halves):
            cut = "the answer was cut before it began; allow more tokens"
            told = cut if reply.broken == "length" else reply.broken
            raise FetchFailed(self.endpoint.settings.address, told)
        listed = (
            claim.get("sentences") if isinstance(claim, dict) else None
            for claim in claims
        )
        held = (
            [n for n in chunk.sentences if n in ns]
            for ns in listed
            if isinstance(ns, list)
        )
        cited = [max(numbers) for numbers in held if numbers]
        # From the last sentence cited on, where the answer kept their order.
        rest = chunk.part(cited[-1]) if cited and cited == sorted(cited) else chunk
        begun = check_claims(claims, self.verifier, chunk)
        begun = replace(
            begun, usage=reply.usage, spans=((chunk.span[0], rest.span[0]),)
        )
        halves = rest.halves or (
            (rest,) if len(rest.sentences) < len(chunk.sentences) else ()
        )
        if not halves:
            return begun + _unanswered(rest, reply.broken or "cut off")
        is_silent = not reply.text.strip()
        return sum((self._read(half, is_retried=is_silent) for half in halves), begun)

    def _mended(
        self, chunk: Chunk, claims: Sequence[Any], messages: list[Message], usage: Usage
    ) -> ModelReading:
        """The claims of an answer as checked; those refused are given back once with
        their reasons.
        """
        verified = check_claims(claims, self.verifier, chunk)
        verified = replace(verified, usage=usage, spans=(chunk.span,))
        refused = [one for one in verified.refused if one.reason != "double"]
        if not refused:
            return verified
        again = prompting.mending(messages, refused)
        try:
            reply = self.endpoint.ask(again)
        except FetchFailed:
            return verified
        answered, is_whole = read_answer(reply.text)
        if answered is not None and is_whole:
            self.endpoint.keep(again, reply)
        second = check_claims(answered or (), self.verifier, chunk).checked
        told = [
            c for c, one in zip(answered or (), second, strict=True) if one.proposal
        ]
        mended = [claim.get("mends") for claim in told]
        better = [id(one) for number, one in enumerate(refused, 1) if number in mended]
        stay = (one for one in verified.checked if id(one) not in better)
        every = (*stay, *(one for one in second if one.proposal))
        return replace(verified, checked=every, usage=usage + reply.usage)


def _said(reply: ModelReply) -> Message:
    return {"role": "assistant", "content": reply.text}


def _unanswered(chunk: Chunk, reason: str = "") -> ModelReading:
    where = f"sentences {chunk.numbers}" + (f": {reason}" if reason else "")
    return ModelReading((ClaimCheck(where, None, "unanswered"),))


def summary(dropped: Counter[str]) -> str:
    """The dropped by reason, the most frequent first: "3 quote, 1 number"; "" when
    nothing was dropped.
    """
    return ", ".join(f"{count} {reason}" for reason, count in dropped.most_common())


def read_answer(text: str) -> tuple[list[Any] | None, bool]:
    """The claims of an answer, which may stand in a fence or among other words, and
    whether it is whole; of one cut off, the complete ones. None where it holds no list
    of claims at all.

    Several objects that follow each other are read as one. What a model thinks aloud is
    passed over.
    """
    plain, at, is_whole = _THOUGHT.sub("", text), 0, True
    claims: list[Any] | None = None
    while opening := _OPENING.search(plain, at):
        at = opening.start()
        try:
            held, at = _DECODER.raw_decode(plain, at)
        except RecursionError:
            break
        except ValueError:
            if not is_whole:  # within the list that breaks off
                break
            begun = _BEGUN.match(plain, at)
            is_whole, at = begun is None, begun.end() if begun else at + 1
            claims = claims if is_whole else claims or []
            continue
        if isinstance(held, dict):
            is_one = not is_whole or {"kind", "quote"} <= held.keys()
            listed = [held] if is_one else held.get("claims")
        else:
            listed = held if all(isinstance(one, dict) for one in held) else None
        if isinstance(listed, list):
            claims = [*(claims or ()), *listed]
    return claims, is_whole


def check_claims(
    claims: Sequence[Any], document: Verifier, chunk: Chunk
) -> ModelReading:
    """Each claim of an answer about a chunk against the document, in the order given.

    Keys that are not of the form are passed over. What was said is kept as any terminal
    can print it.
    """
    found = []
    for claim in claims:
        whole = json.dumps(claim, ensure_ascii=False)
        said = whole[:300].encode("utf-8", "replace").decode()
        is_printable = _UNPRINTABLE.search(whole) is None
        read = _proposal_of(claim, chunk.sentences) if is_printable else "malformed"
        one = (
            ClaimCheck(said, None, read)
            if isinstance(read, str)
            else document.check(read, said)
        )
        found.append(one)
    return ModelReading(tuple(found)).without_doubles()


def _proposal_of(
    claim: Any, sentences: Mapping[int, tuple[int, int]]
) -> Proposal | str:
    """A claim as a proposal that cites its sentences from the first to the last, or the
    reason why it is none.
    """
    if not isinstance(claim, dict):
        return "malformed"
    texts: list[Any] = [
        claim.get(key) for key in ("kind", "subject", "quote", "object")
    ]
    kind, subject, quote, other = texts
    props, cited = claim.get("props") or {}, claim.get("sentences")
    is_text = all(isinstance(text, str) for text in (kind, subject, quote))
    if not is_text or not isinstance(other, str | None) or not isinstance(props, dict):
        return "malformed"
    numbers = cited if isinstance(cited, list) else []
    if not (
        numbers
        and all(type(number) is int and number in sentences for number in numbers)
    ):
        return "sentence"
    start, end = sentences[min(numbers)][0], sentences[max(numbers)][1]
    said = {name: value for name, value in props.items() if value is not None}
    stance = claim.get("stance") or claim.get("status") or "asserted"
    status = stance if isinstance(stance, str) else ""
    return Proposal(
        kind, subject, other or None, quote, start, end, said, status=status
    )


def fill(
    said: ModelReading, by_rules: Iterable[Proposal]
) -> tuple[list[Proposal], list[Proposal]]:
    """The model's proposals, each with what the rules read otherwise, and those of the
    rules that it left.

    In stretches that the model has read the rules add the day of a tie for which it
    gave none, what it said too but the verifier refused, and rows of lists with little
    confidence; the rest it read and did not say.
    """
    kept, left = list(said.passed), []
    refused = [one.asked for one in said.refused if one.asked is not None]
    for rule in by_rules:
        is_dated = rule.kind == "tie" and "start" in rule.props
        alike = [n for n, one in enumerate(kept) if is_alike(one, rule)]
        rival = next(
            (n for n in alike if not is_dated or "start" in kept[n].props), None
        )
        is_read = any(start <= rule.start < end for start, end in said.spans)
        if rival is not None:
            told = kept[rival].rival or difference(kept[rival], rule)
            kept[rival] = replace(kept[rival], rival=told)
        elif alike or not is_read or any(is_alike(one, rule) for one in refused):
            left.append(rule)
        elif rule.kind == "tie" and rule.confidence >= _ROW:
            left.append(replace(rule, confidence=_UNSAID))
    return kept, left


def is_alike(proposal: Proposal, other: Proposal) -> bool:
    """Whether two proposals say the same kind of thing of the same parties, though
    perhaps with other days.

    Those of a tie may do so in any two passages, others in passages that overlap.
    """
    if proposal.kind != other.kind or _parties(proposal) != _parties(other):
        return False
    overlap = min(proposal.end, other.end) > max(proposal.start, other.start)
    same_field = proposal.props.get("field") == other.props.get("field")
    return proposal.kind == "tie" or (overlap and same_field)


def difference(proposal: Proposal, other: Proposal) -> str:
    """What the other says otherwise: "start 1985, type twin_town"; "" for nothing.

    A day that is only less exact ("1985" beside "1985-04") is no difference, nor is
    what only one states.
    """
    said = (
        (n, *(str(p.props.get(n, "")) for p in (proposal, other))) for n in _COMPARED
    )
    unlike = (
        f"{n} {b}" for n, a, b in said if not a.startswith(b) and not b.startswith(a)
    )
    return ", ".join(unlike)


def _parties(proposal: Proposal) -> tuple[frozenset[str], str]:
    """The parties in no order; ports and schools apart from their places."""
    kind = str(proposal.props.get("type", "")) if proposal.kind == "tie" else ""
    is_apart = kind in ("sister_port", "sister_school")
    return frozenset(map(core_of, proposal.parties)), kind if is_apart else ""
