"""The ledger's signed head, proofs of what is in it, and its key."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from kizuna.web.api.v1.routes.claims import Prefix
from kizuna.web.api.v1.shapes.ledger import LedgerConsistency, LedgerHead, LedgerKey, LedgerProof
from kizuna.workflows import prove

router = Router()
_MOST = 2**63 - 1


class HeadQuery(Schema):
    """Of how many entries."""

    size: int | None = Field(None, ge=0, le=_MOST, description="Only the first so many entries")


class ProofQuery(Schema):
    """Of which claim."""

    claim: Prefix


class ConsistencyQuery(Schema):
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
    key = prove.public_key()
    return {"key": key.hex, "fingerprint": key.fingerprint, "pem": key.pem}
