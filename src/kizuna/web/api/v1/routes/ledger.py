"""The ledger's signed head, proofs of what is in it, and its key (docs/reference/proofs.md)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field, JsonValue

from kizuna.claims.heads import CONSISTENCY, HEAD, PROOF
from kizuna.web.api.v1.asked import Parameters, check_parameters
from kizuna.web.api.v1.routes.claims import Prefix
from kizuna.web.api.v1.shapes import ClaimId, Shape
from kizuna.workflows import prove

router = Router()
_MOST = 2**63 - 1
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class LedgerHead(Shape):
    """How many entries the ledger has and the root of their tree (RFC 9162), signed with its Ed25519 key."""

    format: Literal[HEAD]  # type: ignore[valid-type]
    size: int = Field(ge=0)
    root: Digest
    time: str = Field(description="When it was signed, in UTC")
    key: Digest
    signature: str = Field(pattern="^[0-9a-f]{128}$")


class LedgerProof(Shape):
    """That a claim is in the ledger of a head; the script of docs/reference/proofs.md checks it."""

    format: Literal[PROOF]  # type: ignore[valid-type]
    claim: ClaimId
    order: int = Field(ge=0, description="Its place among all entries, from 0")
    entry: dict[str, JsonValue] | None = Field(description="All that is hashed; null when erased")
    digest: Digest | None = Field(description="The digest of an erased entry; null for all others")
    path: list[Digest] = Field(description="The hashes beside the way to the root, deepest first")
    head: LedgerHead


class LedgerSize(Shape):
    """An earlier state of the ledger."""

    size: int = Field(ge=0)
    root: Digest


class LedgerConsistency(Shape):
    """That the ledger of a later head begins with all that it held earlier."""

    format: Literal[CONSISTENCY]  # type: ignore[valid-type]
    first: LedgerSize
    path: list[Digest] = Field(description="As RFC 9162, section 2.1.4, orders it")
    head: LedgerHead


class LedgerKey(Shape):
    """The public key that the ledger's heads are signed with."""

    key: Digest = Field(description="Its 32 bytes")
    fingerprint: Digest = Field(description="Their SHA-256")
    pem: str


class HeadQuery(Parameters):
    """Of how many entries."""

    size: int | None = Field(None, ge=0, le=_MOST, description="Only the first so many entries")


class ProofQuery(Parameters):
    """Of which claim."""

    claim: Prefix


class ConsistencyQuery(Parameters):
    """Between which two states."""

    first: int = Field(ge=0, le=_MOST, description="So many entries the ledger had", examples=[1])
    second: int | None = Field(
        None, ge=0, le=_MOST, description="So many it had later; all of today without it"
    )


@router.get("/ledger/head", response=LedgerHead, summary="The signed head of the ledger")
def get_head(request: HttpRequest, asked: Query[HeadQuery]) -> Any:
    """How many entries the ledger has and the root of their tree, as its key signs them now."""
    return prove.signed_head(asked.size).to_json()


@router.get("/ledger/proof", response=LedgerProof, summary="That a claim is in the ledger")
def get_proof(request: HttpRequest, asked: Query[ProofQuery]) -> Any:
    """The inclusion proof of a claim, which anybody checks without Kizuna."""
    return prove.proof(asked.claim)


@router.get(
    "/ledger/consistency",
    response=LedgerConsistency,
    summary="That the ledger extends an earlier head",
)
def get_consistency(request: HttpRequest, asked: Query[ConsistencyQuery]) -> Any:
    """The proof that nothing of what the ledger held earlier was changed, removed or put in between."""
    return prove.consistency(asked.first, asked.second)


@router.get("/ledger/key", response=LedgerKey, summary="The key of the ledger")
def get_key(request: HttpRequest) -> Any:
    """The public key that heads are signed with; also at `/.well-known/kizuna-ledger-key.pem`."""
    check_parameters(request, {})
    key = prove.public_key()
    return {"key": key.hex, "fingerprint": key.fingerprint, "pem": key.pem}
