"""Answers of assistants: what one is asked about a document, and what of its answer the document bears out.

Law: an assistant did not run here. What the verifier lets pass is a contribution of whoever brings it, whatever
the answer says of its method or of how sure it is; each claim that does not pass is told with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kizuna.claims.claim import CONTRIBUTED
from kizuna.errors import BadQuestion
from kizuna.proposals import model
from kizuna.proposals.prompting import Chunk, chunks_of, messages_for, near, whole
from kizuna.proposals.proposal import UNKNOWN, Page, Proposal
from kizuna.proposals.rivals import fill
from kizuna.proposals.verifier import ClaimCheck, VerifiedProposals, Verifier
from kizuna.sources.reading import BlockedText
from kizuna.workflows import ask

ASSISTANT = f"{CONTRIBUTED}:assistant"
"""How claims came that an assistant answered and a person, or the assistant with a person's key, brought."""
MOST = 1000
"""So many claims are taken of one answer."""
_CHUNK = 12_000
"""How many tokens of a document are in one prompt; assistants take long messages, and people dislike many."""


def prompts(document: BlockedText, page: Page) -> tuple[str, ...]:
    """What a person pastes into an assistant to have the document read, one text for each part of a long one."""
    known = [name.text for name in ask.recorded_names()]
    chunks = chunks_of(document, _CHUNK, 0)
    return tuple(_prompt(chunk, document.text, page, known) for chunk in chunks)


def _prompt(chunk: Chunk, text: str, page: Page, known: Sequence[str]) -> str:
    messages = messages_for(chunk, text, page, near(known, text[slice(*chunk.span)]))
    return "\n\n".join(one["content"].strip() for one in messages) + "\n"


def law() -> str:
    """How claims are written, in words for an assistant."""
    return str(messages_for(Chunk(()), "")[0]["content"])


def filled(
    checked: Sequence[ClaimCheck], by_rules: Iterable[Proposal], document: BlockedText
) -> tuple[list[Proposal], list[Proposal]]:
    """The proposals of an answer, and those of the rules that it left; see `rivals.fill`.

    Of a document of several prompts the answer is to those of which it says something.
    """
    parts = [chunk.span for chunk in chunks_of(document, _CHUNK, 0)]
    said = [one.asked.start for one in checked if one.asked is not None]
    answered = [part for part in parts if any(part[0] <= at < part[1] for at in said)]
    return fill(VerifiedProposals(tuple(checked)), by_rules, parts if len(parts) == 1 else answered)


def check_answer(said: str, document: BlockedText, page: Page = UNKNOWN) -> tuple[ClaimCheck, ...]:
    """Each claim of an answer, of several that follow each other too, against the document.

    Raises BadQuestion for an answer without an object {"claims": [...]}, and for too many claims.
    """
    read = model.read_answer(said)
    if not read.is_list:
        start = " ".join(said.split())[:80]
        raise BadQuestion(
            f"{start!r} is no answer to the request: a JSON object with a list of claims is wanted; copy the whole"
            " answer"
        )
    return check_claims(read.claims, document, page)


def check_claims(
    claims: Sequence[Any], document: BlockedText, page: Page = UNKNOWN
) -> tuple[ClaimCheck, ...]:
    """Each claim of the exchange form against the document, in order; raises BadQuestion for too many."""
    if len(claims) > MOST:
        raise BadQuestion(f"{len(claims)} claims are too many at once; send at most {MOST}")
    return model.check_claims(claims, Verifier(document, page), whole(document)).checked
