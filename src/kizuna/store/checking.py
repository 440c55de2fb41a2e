"""Claims checked, named and measured before the ledger takes them: one road for one claim and for millions.

Law: nothing here touches a database, so that other processes can do it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kizuna.claims.claim import claim_id
from kizuna.claims.kinds import KINDS, decode, properties_of
from kizuna.claims.rules import check_claim
from kizuna.errors import BadClaim, InputError
from kizuna.store.codes import CERTAINTIES, STANCES
from kizuna.store.fields import ClaimFields
from kizuna.values import Edtf, kind_of

Days = tuple[int | None, int | None, int | None, int | None]
_UNDATED: Days = (None, None, None, None)


@dataclass(frozen=True, slots=True)
class Checked:
    """A batch after the checks.

    `uids` are the claims' ids, 16 bytes each, one after another and in order; `references` are
    (place in the batch, entity id) pairs; `faults` are (place in the batch, message) of bad claims, whose ids
    are zero.
    """

    uids: bytes
    references: list[tuple[int, str]]
    faults: list[tuple[int, str]]


def check_batch(batch: Sequence[ClaimFields]) -> Checked:
    """Check every claim of a batch by the kinds' rules and name it; no claim is lost to another's fault."""
    uids: list[str] = []
    references: list[tuple[int, str]] = []
    faults: list[tuple[int, str]] = []
    for place, fields in enumerate(batch):
        try:
            check_claim(fields)
            if fields.stance not in STANCES or fields.certainty not in CERTAINTIES:
                _refuse_code(fields)
        except InputError as error:
            faults.append((place, _named(fields, str(error))))
            uids.append("0" * 32)
            continue
        uids.append(claim_id(fields[:12]))
        for ref in references_of(fields.subject, fields.property, fields.value):
            references.append((place, ref))
    return Checked(bytes.fromhex("".join(uids)), references, faults)


def _named(fields: ClaimFields, message: str) -> str:
    if message.startswith(f"{fields.subject} "):
        return message
    return f"{fields.subject} {fields.property}: {message}"


def _refuse_code(fields: ClaimFields) -> None:
    wrong, known = (
        (fields.certainty, CERTAINTIES) if fields.stance in STANCES else (fields.stance, STANCES)
    )
    listed = ", ".join(str(text) for text in known)
    raise BadClaim(f"{fields.subject} {fields.property}: {wrong!r} is not one of {listed}")


def references_of(subject: str, name: str, value: str) -> tuple[str, ...]:
    """The entity ids that a claim's value names."""
    prefix = kind_of(subject)
    return _references(prefix, name, value) if _may_refer(prefix, name) else ()


@lru_cache(maxsize=4096)
def _may_refer(prefix: str, name: str) -> bool:
    kind = properties_of(KINDS[prefix])[name].type.key
    return kind not in ("text", "integer", "name", "date", "concept", "quantity", "point")


@lru_cache(maxsize=100_000)
def _references(prefix: str, name: str, value: str) -> tuple[str, ...]:
    kind = properties_of(KINDS[prefix])[name].type
    return tuple(dict.fromkeys(kind.refs(decode(prefix, name, value))))


def days_of(subject: str, name: str, value: str, valid: str) -> Days:
    """The four bounds of the span that a claim speaks of: of `valid`, else of the date in its value."""
    if valid:
        return _days_of_text(valid)
    return _days_of_value(kind_of(subject), name, value)


@lru_cache(maxsize=200_000)
def _days_of_text(text: str) -> Days:
    span = Edtf.parse(text).span
    return (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest)


@lru_cache(maxsize=200_000)
def _days_of_value(prefix: str, name: str, value: str) -> Days:
    if not _may_be_dated(prefix, name):
        return _UNDATED
    held = decode(prefix, name, value)
    date = held if isinstance(held, Edtf) else getattr(held, "date", None)
    return _days_of_text(date.text) if isinstance(date, Edtf) else _UNDATED


@lru_cache(maxsize=4096)
def _may_be_dated(prefix: str, name: str) -> bool:
    kind = properties_of(KINDS[prefix])[name].type
    return kind.key == "date" or "date" in kind.detail
