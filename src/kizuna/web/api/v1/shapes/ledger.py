"""The shapes of the ledger's heads and proofs (docs/reference/proofs.md)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from kizuna.claims.heads import CONSISTENCY, HEAD, PROOF
from kizuna.web.api.v1.shapes.shape import ClaimId, Shape

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
