"""Receiving proposals: statements that a program sends, as proposals that a reviewer accepts or rejects.

Law: nothing that comes this way counts before somebody accepts it; the method that a program states is kept as its
word, never as that of rules or a model of this register; a bad item is named with its reason, and no good one is
lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kizuna.claims.claim import CONTRIBUTED, Claim
from kizuna.claims.statements import read_block
from kizuna.errors import BadQuestion, InputError
from kizuna.store.actions import add_claims
from kizuna.store.queries import claims as ledger
from kizuna.workflows import ask
from kizuna.workflows.acting import recorder_of
from kizuna.workflows.propose import holder_of

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
    shared = _shared(source, recorder_of(acting_user))
    now = datetime.now(UTC)
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


def _shared(source: Mapping[str, Any], recorder: str) -> dict[str, Any]:
    if source.get("recorder", recorder) != recorder:
        raise BadQuestion(f"{source['recorder']!r} does not send this: leave the recorder out")
    return {"method": CONTRIBUTED, **source, "recorder": recorder}


def _read(
    number: int, shared: Mapping[str, Any], block: Mapping[str, Any], now: datetime
) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    name = f"item {number}"
    if "recorder" in block:
        return (), (f"{name}: 'recorder' cannot be set: it is whoever sends",)
    source = dict(shared)
    document = block.get("document", source.get("document"))
    if "holder" not in {**source, **block} and isinstance(document, str) and document:
        source["holder"] = _holder(document)
    claims, problems = read_block(name, source, block, now)
    wrong = {claim.id: reason for claim in claims for reason in _refusals(claim)}
    reasons = [*problems, *(f"{name}: {reason}" for reason in wrong.values())]
    good = (
        c if c.is_contributed else c._replace(method=f"{CONTRIBUTED}:{c.method}")
        for c in claims
        if c.id not in wrong
    )
    return tuple(good), tuple(reasons)


def _holder(document: str) -> str:
    try:
        return holder_of(document)
    except InputError:
        return document


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
