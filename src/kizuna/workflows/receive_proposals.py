"""Receiving proposals: statements that a program sends, and what an assistant says of a document that it reads as
numbered sentences, as proposals that a reviewer accepts or rejects.

Law: nothing that comes this way counts before somebody accepts it; the method that a program states is kept as its
word, never as that of rules or a model of this register; a bad item is named with its reason, and no good one is
lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kizuna.claims.claim import CONTRIBUTED, Claim
from kizuna.claims.statements import read_block
from kizuna.errors import BadQuestion, InputError, NotAllowed, NotFound
from kizuna.proposals.prompting import chunks_of
from kizuna.proposals.proposal import Page
from kizuna.sources.blocking import blocks_of
from kizuna.store.actions import add_claims
from kizuna.store.queries import claims as ledger
from kizuna.store.queries import documents
from kizuna.store.queries.documents import StoredDocument
from kizuna.workflows import ask
from kizuna.workflows.acting import recorder_of
from kizuna.workflows.answers import ASSISTANT, check_claims
from kizuna.workflows.propose import claim_proposals, holder_of
from kizuna.workflows.readers import text_is_closed

MOST = 1000
"""So many items are taken at once."""


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """What became of one item, by its place among those sent: the ids of its claims that the ledger now holds, of
    which `known` were there before, and what is wrong with the rest."""

    item: int
    claims: tuple[str, ...]
    known: tuple[str, ...]
    reasons: tuple[str, ...]


def receive_proposals(
    source: Mapping[str, Any], state: Sequence[Mapping[str, Any]], *, acting_user: str
) -> tuple[ItemOutcome, ...]:
    """Take the items of a statement file: `source` is what they share, each of `state` one [[state]].

    A claim without a holder is asserted by the document's issuer; its method is contributed, with what the sender
    says of it behind a colon. Raises BadQuestion for too many items, or what the items share when it is wrong, and
    StorageError.
    """
    if len(state) > MOST:
        raise BadQuestion(f"{len(state)} items are too many at once; send at most {MOST}")
    now, recorder = datetime.now(UTC), recorder_of(acting_user)
    if source.get("recorder", recorder) != recorder:
        raise BadQuestion(f"{source['recorder']!r} does not send this: leave the recorder out")
    shared = {"method": CONTRIBUTED, **source, "recorder": recorder}
    read = [_read(number, shared, block, now) for number, block in enumerate(state)]
    given = {claim.id: claim for claims, _ in read for claim in claims}
    known = set(ledger.claims_by_ids(given))
    if given:
        add_claims(claims=given.values(), acting_user=acting_user)
    return tuple(
        ItemOutcome(
            number,
            tuple(c.id for c in claims),
            tuple(c.id for c in claims if c.id in known),
            reasons,
        )
        for number, (claims, reasons) in enumerate(read)
    )


def _read(
    number: int, shared: Mapping[str, Any], block: Mapping[str, Any], now: datetime
) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    name = f"item {number}"
    if "recorder" in block:
        return (), (f"{name}: 'recorder' cannot be set: it is whoever sends",)
    source = dict(shared)
    document = block.get("document", source.get("document"))
    if "holder" not in {**source, **block} and isinstance(document, str) and document:
        source["holder"] = document
        with suppress(InputError):
            source["holder"] = holder_of(document)
    claims, problems = read_block(name, source, block, now)
    wrong = {claim.id: reason for claim in claims for reason in _refusals(claim)}
    reasons = [*problems, *(f"{name}: {reason}" for reason in wrong.values())]
    good = (
        c if c.is_contributed else c._replace(method=f"{CONTRIBUTED}:{c.method}")
        for c in claims
        if c.id not in wrong
    )
    return tuple(good), tuple(reasons)


def _refusals(claim: Claim) -> Iterable[str]:
    """Why a claim that the ledger could take is not taken from a program."""
    about = f"{claim.subject} {claim.property}"
    if not claim.is_proposal:
        yield (
            f"{about}: {claim.method!r} is no proposal's method; leave it out, or say rules@VERSION"
            " or model:NAME"
        )
    for text in ask.texts_of([claim.sha256]).values():
        if claim.end is not None and claim.end > len(text):
            place = f"[{claim.start}, {claim.end})"
            yield f"{about}: {place} ends after its text of {len(text)} characters"


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
    passed = [(one.proposal, ASSISTANT) for one in checked if one.proposal is not None]
    made = claim_proposals(
        passed, document=held.document, sha256=held.sha256, acting_user=acting_user
    )
    received = []
    for number, one in enumerate(checked):
        if one.proposal is None:
            received.append(ItemOutcome(number, (), (), (one.explanation,)))
            continue
        span = (one.proposal.start, one.proposal.end)
        own = tuple(ref for ref, c in made.claims.items() if (c.start, c.end) == span)
        known = tuple(ref for ref in own if ref in made.known)
        left = tuple(
            f"{part.part}: {part.reason}" if part.part else part.reason
            for part in made.left_out
            if part.proposal is one.proposal
        )
        received.append(ItemOutcome(number, own, known, left))
    return tuple(received)
