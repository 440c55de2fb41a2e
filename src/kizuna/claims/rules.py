"""What a claim must satisfy before the ledger takes it; the one check for forms, imports and bulk loads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from kizuna.claims.claim import Statement
from kizuna.claims.kinds import decode, property_of
from kizuna.errors import BadClaim, BadValue
from kizuna.values import Edtf, canonical_json, check_ref, kind_of


@dataclass(frozen=True, slots=True)
class Columns:
    """Claims side by side: each field holds that field of every claim, in one order."""

    subject: Sequence[str]
    property: Sequence[str]
    value: Sequence[str]
    valid: Sequence[str]
    document: Sequence[str]
    sha256: Sequence[str]
    start: Sequence[int | None]
    end: Sequence[int | None]
    locator: Sequence[str]
    holder: Sequence[str]
    method: Sequence[str]
    recorder: Sequence[str]


def check_claim(claim: Statement) -> None:
    """Raise BadClaim, naming the claim and quoting what is wrong, unless the ledger may take it."""
    try:
        check_columns(Columns(*((getattr(claim, field.name),) for field in fields(Columns))))
    except (BadValue, BadClaim) as error:
        raise BadClaim(f"{claim.subject} {claim.property}: {error}") from error


def check_columns(claims: Columns) -> None:
    """Raise BadValue or BadClaim unless the ledger may take every claim; it does not say which one is at fault.

    What recurs among the claims is checked once.
    """
    for ref in {*claims.subject, *claims.holder, *claims.recorder}:
        check_ref(ref)
    prefixes = (subject.partition("/")[0] for subject in claims.subject)
    for prefix, name, value in set(zip(prefixes, claims.property, claims.value, strict=True)):
        check_value(prefix, name, value)
    for valid in set(claims.valid):
        check_validity(valid)
    for method in set(claims.method):
        _check_method(method)
    for document in set(claims.document):
        _check_document(document)
    passages = zip(claims.sha256, claims.start, claims.end, strict=True)
    if not all(s is not None and e is not None and 0 <= s < e and d for d, s, e in passages):
        for evidence in zip(
            claims.document, claims.sha256, claims.start, claims.end, claims.locator, strict=True
        ):
            _check_evidence(*evidence)


def check_value(prefix: str, name: str, value: str) -> None:
    """Raise unless the kind has the property and the value is canonical JSON of its type."""
    if _is_reference(prefix, name):
        _check_reference(prefix, name, value)
    else:
        _check_canonical(prefix, name, value)


@lru_cache(maxsize=4096)
def _is_reference(prefix: str, name: str) -> bool:
    return property_of(f"{prefix}/any", name).type.key == "reference"


def _check_reference(prefix: str, name: str, value: str) -> None:
    """References are as many as there are places, and quicker to read than to remember."""
    ref = value[1:-1]
    if value != f'"{ref}"':
        raise BadClaim(f"{value!r} is not an entity id in JSON")
    property_of(f"{prefix}/any", name).type.read(ref)


@lru_cache(maxsize=1 << 18)
def _check_canonical(prefix: str, name: str, value: str) -> None:
    definition = property_of(f"{prefix}/any", name)
    canonical = canonical_json(definition.type.write(decode(prefix, name, value)))
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


def _check_document(document: str) -> None:
    if kind_of(document) != "document":
        raise BadClaim(f"{document!r} is not a document")


def _check_evidence(
    document: str, sha256: str, start: int | None, end: int | None, locator: str
) -> None:
    """A claim cites its document by a passage of the text, or by a locator."""
    if (start is None) != (end is None):
        raise BadClaim(f"a passage needs both ends, not [{start}, {end})")
    if start is None or end is None:
        if not locator:
            raise BadClaim(f"give a passage or a locator in {document}")
        return
    if not 0 <= start < end:
        raise BadClaim(f"[{start}, {end}) is not a passage")
    if not sha256:
        raise BadClaim("a passage needs the sha256 of its document's text")
