"""What a claim must satisfy before the ledger takes it; the one check for forms, imports and bulk loads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import lt
from typing import TypeVar, cast

from kizuna.claims.claim import CONTRIBUTED, Claim
from kizuna.claims.kinds import property_of
from kizuna.claims.kinds.types import ValueType
from kizuna.errors import BadClaim, BadValue
from kizuna.values import (
    Edtf,
    canonical_json,
    check_characters,
    check_json_characters,
    check_ref,
    kind_of,
    parse_json,
)

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Cited:
    """The evidence of claims, side by side: each field holds that field of every claim, in one order."""

    subject: Sequence[str]
    document: Sequence[str]
    sha256: Sequence[str]
    start: Sequence[int | None]
    end: Sequence[int | None]
    locator: Sequence[str]
    holder: Sequence[str]
    method: Sequence[str]
    recorder: Sequence[str]


def check_claim(claim: Claim) -> None:
    """Raise BadClaim, naming the claim and quoting what is wrong, unless the ledger may take it."""
    try:
        check_evidence(Cited(*((getattr(claim, field.name),) for field in fields(Cited))))
        check_value(property_of(claim.subject, claim.property).type, claim.value)
        if claim.valid:
            Edtf.parse(claim.valid)
    except (BadValue, BadClaim) as error:
        raise BadClaim(f"{claim.subject} {claim.property}: {error}") from error


def check_value(type_: ValueType[V], value: str) -> V:
    """The typed value; raises BadValue or BadClaim unless the JSON is canonical and of the type."""
    check_json_characters(value)
    held = type_.read(parse_json(value))
    canonical = canonical_json(type_.write(held))
    if canonical != value:
        raise BadClaim(f"{value!r} is not canonical; it would be {canonical!r}")
    return held


def check_evidence(claims: Cited) -> None:
    """Raise BadValue or BadClaim unless the ledger may take what every claim cites, from whom and by whom.

    It does not say which claim is at fault. What recurs among the claims is checked once.
    """
    for ref in {*claims.subject, *claims.holder, *claims.recorder}:
        check_ref(ref)
    for method in set(claims.method):
        _check_method(method)
    for document in set(claims.document):
        _check_document(document)
    for locator in set(claims.locator):
        check_characters(locator)
    if None not in claims.start and None not in claims.end and all(claims.sha256):
        starts, ends = cast(Sequence[int], claims.start), cast(Sequence[int], claims.end)
        if min(starts, default=0) >= 0 and all(map(lt, starts, ends)):
            return  # every claim gives a sound passage, seen without a loop in Python
    places = (claims.document, claims.sha256, claims.start, claims.end, claims.locator)
    for place in zip(*places, strict=True):
        _check_place(*place)


@lru_cache(maxsize=1 << 16)
def _check_document(document: str) -> None:
    if kind_of(document) != "document":
        raise BadClaim(f"{document!r} is not a document")


@lru_cache(maxsize=1000)
def _check_method(method: str) -> None:
    """What is neither typed, imported nor contributed must say what proposed it, and of which version."""
    check_characters(method)
    maker, mark, version = method.partition("@" if method.startswith("rules") else ":")
    if method not in ("typed", "imported", CONTRIBUTED) and not (
        maker in ("rules", "model", CONTRIBUTED) and mark and version
    ):
        raise BadClaim(
            f"{method!r} is not typed, imported, contributed, rules@VERSION or model:NAME"
        )


def _check_place(
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
