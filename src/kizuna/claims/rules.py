"""What a claim must satisfy before the ledger takes it; the one check for forms, imports and bulk loads."""

from __future__ import annotations

from functools import lru_cache

from kizuna.claims.claim import Statement
from kizuna.claims.kinds import property_of
from kizuna.errors import BadClaim, BadValue
from kizuna.values import Edtf, check_ref, kind_of, parse_json


def check_claim(claim: Statement) -> None:
    """Raise BadClaim, naming the claim and quoting what is wrong, unless the ledger may take it."""
    try:
        check_ref(claim.subject)
        check_value(kind_of(claim.subject), claim.property, claim.value)
        check_validity(claim.valid)
        check_ref(claim.holder)
        check_ref(claim.recorder)
        _check_method(claim.method)
        _check_evidence(claim)
    except (BadValue, BadClaim) as error:
        raise BadClaim(f"{claim.subject} {claim.property}: {error}") from error


@lru_cache(maxsize=300_000)
def check_value(prefix: str, name: str, value: str) -> None:
    """Raise unless the kind has the property and the value is canonical JSON of its type."""
    definition = property_of(f"{prefix}/any", name)
    canonical = definition.type.canonical(parse_json(value))
    if canonical != value:
        raise BadClaim(f"{value!r} is not canonical; it would be {canonical!r}")


@lru_cache(maxsize=100_000)
def check_validity(valid: str) -> None:
    """Raise unless the span is empty or EDTF."""
    if valid:
        Edtf.parse(valid)


@lru_cache(maxsize=1000)
def _check_method(method: str) -> None:
    """What is neither typed nor imported must say that it is a proposal, and of which version."""
    maker, mark, version = method.partition("@" if method.startswith("rules") else ":")
    if method not in ("typed", "imported") and not (
        maker in ("rules", "model") and mark and version
    ):
        raise BadClaim(f"{method!r} is not typed, imported, rules@VERSION or model:NAME")


def _check_evidence(claim: Statement) -> None:
    """A claim cites a document, by a passage of its text or by a locator."""
    if kind_of(claim.document) != "document":
        raise BadClaim(f"{claim.document!r} is not a document")
    if (claim.start is None) != (claim.end is None):
        raise BadClaim(f"a passage needs both ends, not [{claim.start}, {claim.end})")
    if claim.start is None or claim.end is None:
        if not claim.locator:
            raise BadClaim(f"give a passage or a locator in {claim.document}")
        return
    if not 0 <= claim.start < claim.end:
        raise BadClaim(f"[{claim.start}, {claim.end}) is not a passage")
    if not claim.sha256:
        raise BadClaim("a passage needs the sha256 of its document's text")
