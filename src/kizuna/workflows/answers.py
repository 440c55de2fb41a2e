"""Answers of assistants: what one is asked about a document, and what of its answer the document bears out.

Law: an assistant did not run here. What the verifier lets pass is a contribution of whoever brings it, whatever
the answer says of its method or of how sure it is; each claim that does not pass is told with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kizuna.claims.claim import CONTRIBUTED
from kizuna.errors import BadQuestion
from kizuna.proposals.numbering import Chunk, Sentence, chunks_of
from kizuna.proposals.page import Page
from kizuna.proposals.prompting import messages_for
from kizuna.proposals.proposal import Proposal
from kizuna.sources.blocks import BlockedText
from kizuna.workflows.propose import Proposed, is_alike

ASSISTANT = f"{CONTRIBUTED}:assistant"
"""How claims came that an assistant answered and a person, or the assistant with a person's key, brought."""
MOST = 1000
"""So many claims are taken of one answer."""
_CHUNK = 12_000
"""How much of a document is in one prompt; assistants take long messages, and people dislike many."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One claim of an answer: as it was `said`, the `proposal` with the document's own passage, or None and the
    `reason` against it, a key of the verifier's REASONS."""

    said: str
    proposal: Proposal | None = None
    reason: str = ""


def prompts(document: BlockedText, page: Page) -> tuple[str, ...]:
    """What a person pastes into an assistant to have the document read, one text for each part of a long one."""
    return tuple(_prompt(chunk, document, page) for chunk in chunks_of(document, _CHUNK, 0))


def _prompt(chunk: Chunk, document: BlockedText, page: Page) -> str:
    return "\n\n".join(one["content"].strip() for one in messages_for(chunk, document.text)) + "\n"


def reason_of(checked: Checked) -> str:
    """Why a claim did not pass, in words; "" for one that did."""
    from kizuna.proposals.gate import REASONS

    return REASONS[checked.reason] if checked.reason else ""


def law() -> str:
    """How claims are written, in words for an assistant."""
    return str(messages_for(Chunk(()), "")[0]["content"])


def with_answer(proposed: Proposed, answer: str) -> tuple[Proposed, tuple[Checked, ...]]:
    """What an answer says of a file, filled by the rules where it says nothing; and each of its claims as checked.

    Raises BadQuestion as `check_answer` does.
    """
    checked = check_answer(answer, proposed.source.blocked)
    passed = tuple(one.proposal for one in checked if one.proposal is not None)
    rest = tuple(p for p in proposed.proposals if not any(is_alike(p, one) for one in passed))
    made = replace(proposed, proposals=rest, by_model=passed, model_method=ASSISTANT)
    return made, checked


def check_answer(answer: str, document: BlockedText) -> tuple[Checked, ...]:
    """Each claim of an answer, of several that follow each other too, against the document.

    Raises BadQuestion for an answer without an object {"claims": [...]}, and for too many claims.
    """
    claims = [claim for held in _objects(answer) for claim in held]
    if not claims and '"claims"' not in answer:
        start = " ".join(answer.split())[:80]
        raise BadQuestion(
            f"{start!r} is no answer to the request: a JSON object with a list of claims is wanted; copy the whole"
            " answer"
        )
    return check_claims(claims, document)


def check_claims(claims: Sequence[Any], document: BlockedText) -> tuple[Checked, ...]:
    """Each claim of the exchange form against the document, in order; raises BadQuestion for too many."""
    if len(claims) > MOST:
        raise BadQuestion(f"{len(claims)} claims are too many at once; send at most {MOST}")
    sentences = {one.number: one for chunk in chunks_of(document) for one in chunk.sentences}
    found: list[Checked] = []
    seen: set[str] = set()
    for claim in claims:
        one = _checked(claim, sentences, document)
        if one.proposal is not None:
            key = json.dumps(one.proposal.as_json(""), sort_keys=True, default=str)
            one = Checked(one.said, reason="double") if key in seen else one
            seen.add(key)
        found.append(one)
    return tuple(found)


def _checked(claim: Any, sentences: dict[int, Sentence], document: BlockedText) -> Checked:
    from kizuna.proposals.gate import gate
    from kizuna.proposals.model import _proposal, _shown

    said = _shown(claim)
    read = _proposal(claim, sentences)
    if not isinstance(read, Proposal):
        return Checked(said, reason=read)
    gated = gate([read], document)
    if gated.passed:
        return Checked(said, gated.passed[0])
    return Checked(said, reason=gated.details[0].reason)


def _objects(answer: str) -> Iterator[list[Any]]:
    """The lists of claims in an answer, whatever words and fences stand around them."""
    decoder = json.JSONDecoder()
    at = answer.find("{")
    while at >= 0:
        try:
            held, end = decoder.raw_decode(answer, at)
        except (ValueError, RecursionError):
            at = answer.find("{", at + 1)
            continue
        if isinstance(held, dict) and isinstance(held.get("claims"), list):
            yield held["claims"]
        elif isinstance(held, dict) and {"kind", "quote"} <= held.keys():
            yield [held]
        at = answer.find("{", end)
