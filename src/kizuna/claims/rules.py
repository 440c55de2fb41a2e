"""What a claim must satisfy before the ledger takes it; the one check for forms,
imports and bulk loads.
"""

from functools import lru_cache
from operator import lt
from typing import Any, TypeVar

from kizuna import values
from kizuna.claims.claim import CONTRIBUTED, Claim, check_passage
from kizuna.claims.kinds import property_of
from kizuna.claims.kinds.types import ValueType
from kizuna.errors import BadClaim, BadValue
from kizuna.values import Edtf, canonical_json, check_ref, kind_of, parse_json

V = TypeVar("V")


def check_claim(claim: Claim) -> None:
    """Raise BadClaim, naming the claim and quoting what is wrong, unless the ledger may
    take it.
    """
    try:
        check_evidence(Claim._make((part,) for part in claim))
        check_value(property_of(claim.subject, claim.property).type, claim.value)
        if claim.valid:
            Edtf.parse(claim.valid)
    except (BadValue, BadClaim) as error:
        raise BadClaim(f"{claim.subject} {claim.property}: {error}") from error


def check_value(type_: ValueType[V], value: str) -> V:
    """The typed value; raises BadValue or BadClaim unless the JSON is canonical and of
    the type.
    """
    values.check_json_characters(value)
    held = type_.read(parse_json(value))
    if (canonical := canonical_json(type_.write(held))) != value:
        raise BadClaim(f"{value!r} is not canonical; it would be {canonical!r}")
    return held


def check_evidence(claims: Any) -> None:
    """Raise BadValue or BadClaim unless the ledger may take what every claim cites,
    from whom and by whom.

    Each field of `claims` holds that field of every claim, in one order. It does not
    say which claim is at fault. What recurs among the claims is checked once.
    """
    for ref in {*claims.subject, *claims.holder, *claims.recorder}:
        check_ref(ref)
    for method in set(claims.method):
        _check_method(method)
    for document in set(claims.document):
        _check_document(document)
    for locator in set(claims.locator):
        values.check_characters(locator)
    is_passage = (
        None not in claims.start and None not in claims.end and all(claims.sha256)
    )
    if (
        is_passage
        and min(claims.start, default=0) >= 0
        and all(map(lt, claims.start, claims.end))
    ):
        return  # every claim gives a sound passage, seen without a loop in Python
    places = (claims.document, claims.sha256, claims.start, claims.end, claims.locator)
    for document, sha256, start, end, locator in zip(*places, strict=True):
        if start is not None or end is not None:
            check_passage(start, end, sha256)
        elif not locator:
            raise BadClaim(f"give a passage or a locator in {document}")


@lru_cache(
    maxsize=1 << 16
)  # batches of one load cite the same documents: a twentieth of its time
def _check_document(document: str) -> None:
    if kind_of(document) != "document":
        raise BadClaim(f"{document!r} is not a document")


@lru_cache(maxsize=1000)
def _check_method(method: str) -> None:
    """What is neither typed, imported nor contributed must say what proposed it, and of
    which version.
    """
    values.check_characters(method)
    maker, _, version = method.partition("@" if method.startswith("rules") else ":")
    is_versioned = version and maker in ("rules", "model", CONTRIBUTED)
    if not is_versioned and method not in ("typed", "imported", CONTRIBUTED):
        why = (
            f"{method!r} is not typed, imported, contributed, rules@VERSION or"
            " model:NAME"
        )
        raise BadClaim(why)
