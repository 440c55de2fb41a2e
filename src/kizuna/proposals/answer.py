"""Answers: the claims in the text that a model or an assistant answered, each checked against the document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kizuna.proposals.numbering import Chunk, Sentence
from kizuna.proposals.proposal import Proposal
from kizuna.proposals.verifier import ClaimCheck, Verification, Verifier

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL)
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Answer:
    """The claims of an answer as they were said, and whether the answer is whole; `is_list` is False where it
    holds no list of claims at all."""

    claims: tuple[Any, ...] = ()
    is_whole: bool = True
    is_list: bool = True


def read_answer(text: str) -> Answer:
    """The claims of an answer, which may stand in a fence or among other words; of one cut off, the complete ones.

    Several objects that follow each other are read as one. What a model thinks aloud is passed over.
    """
    plain = _THOUGHT.sub("", text)
    claims: list[Any] = []
    has_list = False
    at = _opening(plain, 0)
    while at >= 0:
        try:
            held, at = _DECODER.raw_decode(plain, at)
        except RecursionError:
            break
        except ValueError:
            if (listed := _list_at(plain, at)) >= 0:
                return Answer((*claims, *_complete(plain, listed)), is_whole=False)
            at = _opening(plain, at + 1)
            continue
        found = _claims_of(held)
        has_list = has_list or found is not None
        claims += found or ()
        at = _opening(plain, at)
    return Answer(tuple(claims), is_list=has_list)


def _opening(text: str, start: int) -> int:
    """Where the next object or list begins, -1 for nowhere."""
    found = re.compile(r"[{\[]").search(text, start)
    return found.start() if found else -1


def _claims_of(held: Any) -> list[Any] | None:
    """The claims of a decoded value; None where it is no answer."""
    if isinstance(held, dict) and isinstance(held.get("claims"), list):
        return list(held["claims"])
    if isinstance(held, dict) and {"kind", "quote"} <= held.keys():
        return [held]
    is_list = isinstance(held, list) and all(isinstance(one, dict) for one in held)
    return held if is_list else None


def _list_at(text: str, at: int) -> int:
    """Where the first claim of a list stands whose end is missing; -1 where no such list begins at `at`."""
    begun = re.compile(r'(?:\{\s*"claims"\s*:\s*)?\[\s*(?=\{|\Z)').match(text, at)
    return begun.end() if begun else -1


def _complete(text: str, at: int) -> Iterator[Any]:
    """The complete objects of a list that breaks off."""
    while at < len(text) and text[at] == "{":
        try:
            held, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield held
        between = re.compile(r"\s*,\s*").match(text, at)
        at = between.end() if between else len(text)


def check_claims(claims: Sequence[Any], document: Verifier, chunk: Chunk) -> Verification:
    """Each claim of an answer about a chunk against the document, in the order given.

    Keys that are not of the form are passed over.
    """
    sentences = {sentence.number: sentence for sentence in chunk.sentences}
    found = []
    for claim in claims:
        read = proposal_of(claim, sentences)
        said = excerpt_of(claim)
        if isinstance(read, Proposal):
            found.append(document.check(read, said))
        else:
            found.append(ClaimCheck(said, None, read))
    return Verification(tuple(found)).without_doubles()


def excerpt_of(claim: Any) -> str:
    """The beginning of what was said, such as any terminal can print."""
    return json.dumps(claim, ensure_ascii=False)[:300].encode("utf-8", "replace").decode()


def proposal_of(claim: Any, sentences: Mapping[int, Sentence]) -> Proposal | str:
    """A claim as a proposal that cites its sentences, or the reason why it is none."""
    if not isinstance(claim, dict) or not _is_printable(claim):
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
    stance = claim.get("stance") or claim.get("status") or "asserted"
    return Proposal(
        kind=kind,
        subject=subject,
        object=other or None,
        quote=quote,
        start=cited[0],
        end=cited[1],
        props={name: value for name, value in props.items() if value is not None},
        status=stance if isinstance(stance, str) else "",
    )


def _is_printable(value: Any) -> bool:
    """Whether no text within a value of JSON has control characters or halves of characters."""
    if isinstance(value, dict):
        return all(_is_printable(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return all(map(_is_printable, value))
    return not isinstance(value, str) or _UNPRINTABLE.search(value) is None


def _cited(numbers: Any, sentences: Mapping[int, Sentence]) -> tuple[int, int] | None:
    """The stretch from the first to the last cited sentence, which must be known."""
    if not isinstance(numbers, list) or not numbers:
        return None
    if not all(isinstance(n, int) and not isinstance(n, bool) and n in sentences for n in numbers):
        return None
    return sentences[min(numbers)].start, sentences[max(numbers)].end
