"""Publishing: a document that was added as internal, or graded higher, is opened to everybody with what it says.

Law: what was said of its level stays; a judgement prefers "public", and who takes that back closes it again.
"""

from __future__ import annotations

from datetime import UTC, datetime

from kizuna.claims.claim import Certainty, Stance
from kizuna.claims.judgement import Judgement, Verdict
from kizuna.claims.kinds import Document
from kizuna.errors import BadQuestion, NotAllowed, NotFound
from kizuna.register.access import INTERNAL, PUBLIC, is_public
from kizuna.register.dating import standing_facts
from kizuna.store.actions import add_register
from kizuna.store.audited import writing
from kizuna.store.queries.accounts import Account, Role
from kizuna.values import canonical_json
from kizuna.workflows import ask
from kizuna.workflows.acting import recorder_of

PUBLISHED = "published"
"""The reason that publishing gives by itself."""


def publish(ref: str, *, acting_user: str) -> None:
    """Publish a document. Raises NotFound where there is none, BadQuestion for a public one, and StorageError."""
    with writing():
        document = _document(ref)
        if is_public(document):
            raise BadQuestion(f"{document.id!r} is public already")
        standing = [c for fact in standing_facts(document.access_level) for c in fact.claims]
        closed = [claim for claim in standing if claim.value != canonical_json(PUBLIC)]
        recorder, now = recorder_of(acting_user), datetime.now(UTC)
        opening = closed[0]._replace(
            value=canonical_json(PUBLIC),
            valid="",
            sha256="",
            start=None,
            end=None,
            locator=PUBLISHED,
            holder=recorder,
            stance=Stance.ASSERTED,
            certainty=Certainty.CERTAIN,
            method="typed",
            recorder=recorder,
            recorded_at=now,
        )
        add_register(
            claims=[opening],
            judgements=[
                Judgement(Verdict.PREFER, opening.id, claim.id, PUBLISHED, recorder, now)
                for claim in closed
            ],
            acting_user=acting_user,
            verb="publish",
            note=document.id,
        )


def document_is_public(ref: str) -> bool:
    """Whether a document is open to everybody."""
    found = _described(ref)
    return found is None or is_public(found)


def _described(ref: str) -> Document | None:
    return ask.known_register(None, [ref]).get(ref, Document)


def _document(ref: str) -> Document:
    found = _described(ref)
    if found is None:
        raise NotFound(f"no document has the id {ref!r}")
    return found


def publish_as(ref: str, account: Account) -> None:
    """Publish a document as an account. Raises NotAllowed where the account may not, and as `publish` does."""
    document = _document(ref)
    if not may_publish(document, account):
        raise NotAllowed(f"{account.name!r} does not decide about {document.id!r}")
    publish(document.id, acting_user=account.name)


def may_publish(document: Document, account: Account | None) -> bool:
    """Whether an account may publish a document that it sees: a reviewer or administrator; what is restricted or
    secret, an administrator alone."""
    if account is None or account.role not in (Role.REVIEWER, Role.ADMINISTRATOR):
        return False  # a coordinator decides about the ties of some governments, and documents are of no tie
    levels = {fact.value for fact in standing_facts(document.access_level)}
    return account.is_administrator or levels <= {PUBLIC, INTERNAL}
