"""What a claim must satisfy before the ledger takes it; the one check for forms, imports and bulk loads."""

from __future__ import annotations

from functools import lru_cache

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import property_of
from kizuna.errors import BadClaim, BadValue
from kizuna.values import Edtf, check_ref, kind_of, parse_json


def check_claim(claim: Claim) -> None:
    """Raise BadClaim, naming the claim and quoting what is wrong, unless the ledger may take it."""
    try:
        check_statement(claim.subject, claim.property, claim.value)
        check_validity(claim.valid)
        check_ref(claim.holder)
        check_ref(claim.recorder)
        _check_evidence(claim)
    except BadValue as error:
        raise BadClaim(f"{claim.subject} {claim.property}: {error}") from error


@lru_cache(maxsize=300_000)
def check_statement(subject: str, name: str, value: str) -> None:
    """Raise unless the subject's kind has the property and the value is canonical JSON of its type."""
    check_ref(subject)
    _check_value(kind_of(subject), name, value)


@lru_cache(maxsize=300_000)
def _check_value(prefix: str, name: str, value: str) -> None:
    found = property_of(f"{prefix}/x", name)
    try:
        canonical = found.type.canonical(parse_json(value))
    except BadValue as error:
        raise BadClaim(f"{prefix}.{name}: {error}") from error
    if canonical != value:
        raise BadClaim(f"{prefix}.{name}: {value!r} is not canonical; it would be {canonical!r}")


@lru_cache(maxsize=100_000)
def check_validity(valid: str) -> None:
    """Raise unless the span is empty or EDTF."""
    if valid:
        Edtf.parse(valid)


def _check_evidence(claim: Claim) -> None:
    """A claim cites a document, by a passage of its text or by a locator."""
    where = f"{claim.subject} {claim.property}"
    check_ref(claim.document)
    if (claim.start is None) != (claim.end is None):
        raise BadClaim(f"{where}: a passage needs both ends, not [{claim.start}, {claim.end})")
    if claim.start is None or claim.end is None:
        if not claim.locator:
            raise BadClaim(f"{where}: give a passage or a locator in {claim.document}")
        return
    if not 0 <= claim.start < claim.end:
        raise BadClaim(f"{where}: [{claim.start}, {claim.end}) is not a passage")
    if not claim.sha256:
        raise BadClaim(f"{where}: a passage needs the sha256 of its document's text")
