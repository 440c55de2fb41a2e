"""Reading a document as numbered sentences, and taking what an assistant proposes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kizuna.errors import NotAllowed, NotFound
from kizuna.proposals.prompting import chunks_of
from kizuna.proposals.proposal import Page
from kizuna.sources.blocking import blocks_of
from kizuna.store.queries import documents
from kizuna.store.queries.documents import StoredDocument
from kizuna.workflows import ask
from kizuna.workflows.answers import ASSISTANT, check_claims
from kizuna.workflows.propose import claim_proposals
from kizuna.workflows.readers import text_is_closed
from kizuna.workflows.receive_proposals import ItemOutcome


@dataclass(frozen=True, slots=True)
class NumberedSentence:
    """A sentence by its number from 1 through the document: text[start:end], with the heading it stands under, ""
    for none."""

    number: int
    start: int
    end: int
    text: str
    heading: str


@dataclass(frozen=True, slots=True)
class NumberedText:
    """Some sentences of the text of a document; `total` counts all of it."""

    document: StoredDocument
    sentences: tuple[NumberedSentence, ...]
    total: int


def read_sentences(name: str, first: int = 1, limit: int = 200) -> NumberedText:
    """The sentences of a document, by its id or title, from the number `first` on.

    Raises NotFound where there is none or its text is not held, Ambiguous, and NotAllowed for a text that is
    withheld.
    """
    held = latest_text(name)
    found: dict[int, NumberedSentence] = {}
    for chunk in chunks_of(blocks_of(held.text)):
        for one in chunk.sentences:
            words = " ".join(held.text[one.start : one.end].split())
            read = NumberedSentence(one.number, one.start, one.end, words, chunk.heading)
            found.setdefault(one.number, read)
    wanted = tuple(one for one in found.values() if first <= one.number < first + limit)
    return NumberedText(held, wanted, len(found))


def latest_text(name: str) -> StoredDocument:
    """The text of a document that was added last; raises as `read_sentences` does."""
    ref = ask.resolver().resolve(name, ("document",))
    held = documents.document_texts(ref)
    if not held:
        raise NotFound(f"the text of {ref!r} is not held here; add it first: kizuna sources add")
    if text_is_closed(ref):
        raise NotAllowed(f"the rights of {ref!r} do not let everybody read its text")
    return held[-1]


def receive_claims(
    name: str, claims: Sequence[Any], *, acting_user: str
) -> tuple[ItemOutcome, ...]:
    """Take claims of the exchange form about a held document, each checked against it; what passes waits for a
    reviewer, and each refusal has its reason.

    Raises as `latest_text` does, BadQuestion for too many claims, and StorageError.
    """
    held = latest_text(name)
    checked = check_claims(claims, blocks_of(held.text), Page(title=held.title))
    passed = [one.proposal for one in checked if one.proposal is not None]
    made = claim_proposals(
        [(ASSISTANT, passed)],
        document=held.document,
        sha256=held.sha256,
        acting_user=acting_user,
    )
    received = []
    for number, one in enumerate(checked):
        if one.proposal is None:
            received.append(ItemOutcome(number, (), (), (one.explanation,)))
            continue
        own = made.of(one.proposal)
        known = tuple(ref for ref in own if ref in made.known)
        left = tuple(
            f"{part.part}: {part.reason}" if part.part else part.reason
            for part in made.left_out
            if part.proposal is one.proposal
        )
        received.append(ItemOutcome(number, own, known, left))
    return tuple(received)
