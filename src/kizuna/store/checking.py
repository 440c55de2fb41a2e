"""Claims checked, named and measured before the ledger takes them: one road for one claim and for millions.

Law: nothing here touches a database, so that other processes can do it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kizuna.claims.claim import claim_id
from kizuna.claims.kinds import KINDS, decode, properties_of
from kizuna.claims.rules import check_claim
from kizuna.errors import BadClaim, InputError
from kizuna.store.codes import CERTAINTIES, STANCES
from kizuna.store.fields import ClaimFields
from kizuna.values import Edtf

Days = tuple[int | None, int | None, int | None, int | None]
_UNDATED: Days = (None, None, None, None)


@dataclass(frozen=True, slots=True)
class Checked:
    """A batch after the checks.

    `uids` are the claims' ids, 16 bytes each, one after another and in order; `days` the bounds of the spans that they
    speak of, a column for each bound. `references` are (place in the batch, entity id) pairs; `faults` are (place
    in the batch, message) of bad claims, whose ids are zero.
    """

    uids: bytes
    days: tuple[list[int | None], ...]
    references: list[tuple[int, str]]
    faults: list[tuple[int, str]]

    def picked(self, places: Sequence[int]) -> Checked:
        """The same for some places of the batch only, in the order given."""
        after = {place: at for at, place in enumerate(places)}
        return Checked(
            b"".join(self.uids[16 * place : 16 * place + 16] for place in places),
            tuple([column[place] for place in places] for column in self.days),
            [(after[place], ref) for place, ref in self.references if place in after],
            [(after[place], message) for place, message in self.faults if place in after],
        )


def check_batch(batch: Sequence[ClaimFields]) -> Checked:
    """Check every claim of a batch by the kinds' rules and name it; no claim is lost to another's fault."""
    uids: list[str] = []
    days: list[Days] = []
    references: list[tuple[int, str]] = []
    faults: list[tuple[int, str]] = []
    for place, fields in enumerate(batch):
        try:
            measured = _checked(fields)
        except InputError as error:
            faults.append((place, _named(fields, str(error))))
            measured = _NOTHING
        else:
            if measured.references:
                references += [(place, ref) for ref in measured.references]
        uids.append(measured.uid)
        days.append(measured.days)
    columns = tuple(map(list, zip(*days, strict=True))) if days else ([], [], [], [])
    return Checked(bytes.fromhex("".join(uids)), columns, references, faults)


class _Measured(NamedTuple):
    uid: str
    days: Days
    references: tuple[str, ...]


_NOTHING = _Measured("0" * 32, _UNDATED, ())


def _checked(fields: ClaimFields) -> _Measured:
    """The name and measures of one claim; raises InputError when the ledger may not take it."""
    check_claim(fields)
    if fields.stance not in STANCES or fields.certainty not in CERTAINTIES:
        _refuse_code(fields)
    subject, name, value, valid = fields[:4]
    prefix = subject.partition("/")[0]
    value_days, references = _of_value(prefix, name, value)
    days = _days_of_text(valid) if valid else value_days
    return _Measured(claim_id(fields[:12]), days, references)


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


@lru_cache(maxsize=200_000)
def _of_value(prefix: str, name: str, value: str) -> tuple[Days, tuple[str, ...]]:
    """The bounds of the date that a value gives, and the entity ids that it names."""
    held = decode(prefix, name, value)
    date = held if isinstance(held, Edtf) else getattr(held, "date", None)
    days = _days_of_text(date.text) if isinstance(date, Edtf) else _UNDATED
    refs = properties_of(KINDS[prefix])[name].type.refs(held)
    return days, tuple(dict.fromkeys(refs))


@lru_cache(maxsize=200_000)
def _days_of_text(text: str) -> Days:
    span = Edtf.parse(text).span
    return (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest)
