"""Claims and their evidence, and the way in for proposals; the ledger's signed head,
proofs of what is in it, and its key (docs/reference/proofs.md).
"""

from collections import defaultdict
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field, JsonValue, model_validator

from kizuna.claims import vocabulary
from kizuna.claims.claim import Stance, Verdict
from kizuna.claims.heads import CONSISTENCY, HEAD, PROOF
from kizuna.claims.kinds.property import facts_of
from kizuna.web.api.v1 import shapes
from kizuna.web.api.v1.door import proposer
from kizuna.web.api.v1.problems import Received, Refused
from kizuna.web.rendering import visit
from kizuna.workflows import open_evidence, prove
from kizuna.workflows.list_claims import Question, answer, weighed_row
from kizuna.workflows.receive_proposals import receive_proposals

claims, ledger = Router(), Router()
_MOST = 2**63 - 1
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Prefix = Annotated[
    str,
    Field(
        pattern="^[0-9a-f]{4,32}$", description="The id of a claim, or its first digits"
    ),
]


class ClaimsAsked(shapes.Paged):
    """Which claims."""

    subject: str = Field("", description="What they are about: a name or an id")
    property: str = Field("", description="The name of a property, such as `milestone`")
    document: str = Field("", description="What they cite: a title or an id")
    status: Literal["accepted", "rejected", "proposed"] | None = Field(None)


class EvidenceAsked(shapes.Clocks):
    """How much of the document."""

    around: int = Field(
        240,
        ge=0,
        le=5000,
        description="Characters of context on each side of the passage",
    )


class StatedClaim(shapes.Shape):
    """What a source says of one property of one thing, with its passage or locator;
    never edited.
    """

    id: shapes.ClaimId
    subject: shapes.EntityId
    property: str
    value: JsonValue = Field(description="As its kind defines it: /api/v1/kinds")
    valid: shapes.Dated | None = Field(
        description="The span in which it holds; null when none is given"
    )
    document: shapes.EntityId
    sha256: str | None = Field(
        description="The SHA-256 of the document's text, for a passage"
    )
    start: int | None = Field(
        description="The passage [start, end) in characters of that text"
    )
    end: int | None
    locator: str | None
    holder: shapes.EntityId = Field(description="Who asserts it")
    stance: Literal[tuple(map(str, Stance))]
    certainty: shapes.CertaintyOf
    method: str = Field(
        description="typed, imported, contributed (after a colon: what its sender says"
        " of it), rules@VERSION"
        " or model:NAME: how it came"
    )
    recorder: shapes.EntityId
    recorded_at: str
    evidence: shapes.Address

    @model_validator(mode="before")
    @classmethod
    def _add_evidence(cls, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "evidence": shapes.address(f"/claims/{row['id']}/evidence")}


class Claim(StatedClaim):
    """A claim with how it is weighed."""

    status: Literal["accepted", "rejected", "proposed"]
    counts: bool = Field(description="Whether it can carry a fact")


_RECORDED = "A page of claims, in the order in which they were recorded."
Claims = shapes.page_of("Claims", Claim, _RECORDED)


class Passage(shapes.Shape):
    """The passage in its document; null texts where nobody added the text, or where it
    may not be seen.
    """

    held: bool
    before: str | None
    text: str | None
    after: str | None


class RenditionPassage(shapes.Shape):
    """A passage of another document that translates, transcribes or abstracts the
    passage.
    """

    document: shapes.EntityId
    label: str
    type: Literal[tuple(vocabulary.scheme("rendition-types"))]
    start: int = Field(
        description="The passage [start, end) in characters of that document's text"
    )
    end: int
    before: str
    text: str
    after: str


class Source(shapes.Shape):
    """The document as it is described, each property as its kind defines it."""

    id: shapes.EntityId
    label: str
    page: shapes.Address
    described: dict[str, list[JsonValue]]


class Judged(shapes.Shape):
    """A judgement that touches the claim, with its reason."""

    id: str
    verdict: Literal[tuple(map(str, Verdict))]
    target: str
    other: str | None
    reason: str
    judge: shapes.EntityId
    judged_at: str
    withdrawn: bool


class Evidence(shapes.Asked):
    """Everything that stands behind one claim."""

    claim: Claim
    subject_label: str
    holder_label: str
    passage: Passage
    renditions: list[RenditionPassage] = Field(
        description=(
            "What renders the passage, as far as its text is held and may be seen"
        )
    )
    document: Source
    supporting: list[StatedClaim] = Field(description="Claims that say the same")
    competing: list[StatedClaim] = Field(
        description="Claims of another value, of which one is right"
    )
    denying: list[StatedClaim]
    judgements: list[Judged]


class OneClaim(Claim, shapes.Asked):
    """A claim by itself."""


class Proposals(shapes.Shape):
    """A statement file (docs/reference/statement-files.md) as JSON: what its items
    share, and the items.
    """

    source: dict[str, Any] = Field(
        default_factory=dict,
        description=(
            "What the items share: document, sha256, locator, holder, stance,"
            " certainty, method"
        ),
        examples=[{"document": "document/city-annual-report-1987", "locator": "p. 12"}],
    )
    state: list[dict[str, Any]] = Field(
        min_length=1,
        max_length=1000,
        description=(
            "A [[state]] each: subject, its properties, and `at` = [start, end) of the"
            " passage"
        ),
        examples=[[{"subject": "tie/osaka-shanghai", "number": "7"}]],
    )


class ReceivedAll(shapes.Shape):
    """What became of the items; nothing counts before a person accepts it."""

    claims: list[shapes.ClaimId] = Field(
        description="Every claim that waits for a decision, or did before"
    )
    items: list[Received]
    listed_at: shapes.Address = Field(
        description="Where what waits for a decision is listed"
    )


class LedgerHead(shapes.Shape):
    """How many entries the ledger has and the root of their tree (RFC 9162), signed
    with its Ed25519 key.
    """

    format: Literal[HEAD]
    size: int = Field(ge=0)
    root: Digest
    time: str = Field(description="When it was signed, in UTC")
    key: Digest
    signature: str = Field(pattern="^[0-9a-f]{128}$")


class LedgerProof(shapes.Shape):
    """That a claim is in the ledger of a head; the script of docs/reference/proofs.md
    checks it.
    """

    format: Literal[PROOF]
    claim: shapes.ClaimId
    order: int = Field(ge=0, description="Its place among all entries, from 0")
    entry: dict[str, JsonValue] | None = Field(
        description="All that is hashed; null when erased"
    )
    digest: Digest | None = Field(
        description="The digest of an erased entry; null for all others"
    )
    path: list[Digest] = Field(
        description="The hashes beside the way to the root, deepest first"
    )
    head: LedgerHead


class LedgerSize(shapes.Shape):
    """An earlier state of the ledger."""

    size: int = Field(ge=0)
    root: Digest


class LedgerConsistency(shapes.Shape):
    """That the ledger of a later head begins with all that it held earlier."""

    format: Literal[CONSISTENCY]
    first: LedgerSize
    path: list[Digest] = Field(description="As RFC 9162, section 2.1.4, orders it")
    head: LedgerHead


class LedgerKey(shapes.Shape):
    """The public key that the ledger's heads are signed with."""

    key: Digest = Field(description="Its 32 bytes")
    fingerprint: Digest = Field(description="Their SHA-256")
    pem: str


class HeadQuery(shapes.Parameters):
    """Of how many entries."""

    size: int | None = Field(
        None, ge=0, le=_MOST, description="Only the first so many entries"
    )


class ProofQuery(shapes.Parameters):
    """Of which claim."""

    claim: Prefix


class ConsistencyQuery(shapes.Parameters):
    """Between which two states."""

    first: int = Field(
        ge=0, le=_MOST, description="So many entries the ledger had", examples=[1]
    )
    second: int | None = Field(
        None,
        ge=0,
        le=_MOST,
        description="So many it had later; all of today without it",
    )


@claims.get("/claims", response=Claims, summary="List claims")
def list_claims(request: HttpRequest, asked: Query[ClaimsAsked]) -> Any:
    """Claims as the ledger holds them, the rejected ones too, in the order in which
    they were recorded.
    """
    about = asked.model_dump(include={"document", "subject", "property"})
    question = Question(
        **about, status=asked.status or "", **shapes.part(request, asked)._asdict()
    )
    found = answer(question, visit(request).times)
    return shapes.listed(request, map(weighed_row, found.claims), found.after)


@claims.get("/claims/{prefix}", response=OneClaim, summary="One claim")
def get_claim(
    request: HttpRequest, prefix: Path[Prefix], asked: Query[shapes.Clocks]
) -> Any:
    """A claim by its id or the first digits of it."""
    found = open_evidence.claim_evidence(
        open_evidence.Question(prefix, 0), visit(request).times
    )
    return weighed_row(found.weighed)


@claims.get(
    "/claims/{prefix}/evidence", response=Evidence, summary="What stands behind a claim"
)
def get_evidence(
    request: HttpRequest, prefix: Path[Prefix], asked: Query[EvidenceAsked]
) -> Any:
    """Its passage in its document or its locator, who says it, what says the same, what
    says otherwise, and every judgement with its reason.
    """
    question = open_evidence.Question(prefix, asked.around)
    found = open_evidence.claim_evidence(question, visit(request).times)
    said, ref = shapes.wording(request, found.register), found.claim.document
    described = defaultdict[str, list[Any]](list)
    for one in facts_of(found.document) if found.document else ():
        described[one.property].append(one.definition.type.write(one.fact.value))
    return {
        **open_evidence.claim_records(found, said).to_json(),
        "subject_label": said.name(found.claim.subject),
        "holder_label": said.name(found.claim.holder),
        "document": {
            "id": ref,
            "label": said.name(ref),
            "page": f"/{ref}",
            "described": described,
        },
    }


@claims.post(
    "/proposals", response={201: ReceivedAll}, summary="Propose claims", auth=proposer
)
def propose_claims(request: HttpRequest, body: Proposals) -> Any:
    """Send statements, as a statement file has them; each lands as a proposal that a
    person accepts or rejects.

    Bad items are named with their reason and no good one is lost; where every item is
    bad, that is a problem (422). What is sent again is known, and is not recorded
    twice.
    """
    shapes.check_parameters(request, {})
    received = receive_proposals(body.source, body.state, acting_user=request.auth)
    made = list(dict.fromkeys(ref for one in received for ref in one.claims))
    if not made:
        first = next(reason for one in received for reason in one.reasons)
        raise Refused(422, first, members={"items": received})
    return {
        "claims": made,
        "items": received,
        "listed_at": "/api/v1/claims?status=proposed",
    }


@ledger.get(
    "/ledger/head", response=LedgerHead, summary="The signed head of the ledger"
)
def get_head(request: HttpRequest, asked: Query[HeadQuery]) -> Any:
    """How many entries the ledger has and the root of their tree, as its key signs them
    now.
    """
    return prove.signed_head(asked.size).to_json()


@ledger.get(
    "/ledger/proof", response=LedgerProof, summary="That a claim is in the ledger"
)
def get_proof(request: HttpRequest, asked: Query[ProofQuery]) -> Any:
    """The inclusion proof of a claim, which anybody checks without Kizuna."""
    return prove.proof(asked.claim)


@ledger.get(
    "/ledger/consistency",
    response=LedgerConsistency,
    summary="That the ledger extends an earlier head",
)
def get_consistency(request: HttpRequest, asked: Query[ConsistencyQuery]) -> Any:
    """The proof that nothing of what the ledger held earlier was changed, removed or
    put in between.
    """
    return prove.consistency(asked.first, asked.second)


@ledger.get("/ledger/key", response=LedgerKey, summary="The key of the ledger")
def get_key(request: HttpRequest) -> Any:
    """The public key that heads are signed with; also at
    `/.well-known/kizuna-ledger-key.pem`.
    """
    shapes.check_parameters(request, {})
    return prove.public_key()
