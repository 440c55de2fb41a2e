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
from kizuna.values import Edtf

Days = tuple[int | None, int | None, int | None, int | None]
_UNDATED: Days = (None, None, None, None)


@dataclass(frozen=True, slots=True)
class Checked:
    """A batch after the checks.

    `uids` are the claims' ids, 16 bytes each, one after another and in order; `days` the bounds of the spans
    that they speak of, a column for each bound. `references` are (place in the batch, entity id) pairs;
    `faults` are (place in the batch, message) of bad claims, whose ids are zero.
    """

    uids: bytes
    days: tuple[list[int | None], ...]
    references: list[tuple[int, str]]
    faults: list[tuple[int, str]]

    def spread(self, length: int, faults: list[tuple[int, str]]) -> Checked:
        """The same at the places of a longer batch that have no fault, with the faults."""
        bad = {place for place, _ in faults}
        places = [place for place in range(length) if place not in bad]
        uids = [bytes(16)] * length
        days: list[list[int | None]] = [[None] * length for _ in self.days]
        for at, place in enumerate(places):
            uids[place] = self.uids[16 * at : 16 * at + 16]
            for column, measured in zip(days, self.days, strict=True):
                column[place] = measured[at]
        references = [(places[at], ref) for at, ref in self.references]
        return Checked(b"".join(uids), tuple(days), references, faults)

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
    faults: list[tuple[int, str]] = []
    for place, fields in enumerate(batch):
        try:
            check_claim(fields)
            if fields.stance not in STANCES or fields.certainty not in CERTAINTIES:
                _refuse_code(fields)
        except InputError as error:
            faults.append((place, _named(fields, str(error))))
    bad = {place for place, _ in faults}
    good = [fields for place, fields in enumerate(batch) if place not in bad] if bad else batch
    checked = _measured(good)
    return checked.spread(len(batch), faults) if bad else checked


def _measured(batch: Sequence[ClaimFields]) -> Checked:
    """The names and measures of claims that passed the checks."""
    ids = [claim_id(fields[:12]) for fields in batch]
    values = [
        _of_value(subject.partition("/")[0], name, value) for subject, name, value, *_ in batch
    ]
    references = [(place, ref) for place, (_, refs) in enumerate(values) if refs for ref in refs]
    days = [
        _days_of_text(fields[3]) if fields[3] else held
        for fields, (held, _) in zip(batch, values, strict=True)
    ]
    columns = tuple(map(list, zip(*days, strict=True))) if days else ([], [], [], [])
    return Checked(bytes.fromhex("".join(ids)), columns, references, [])


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


@lru_cache(maxsize=1 << 19)
def _of_value(prefix: str, name: str, value: str) -> tuple[Days, tuple[str, ...]]:
    """The bounds of the date that a value gives, and the entity ids that it names."""
    kind = properties_of(KINDS[prefix])[name].type
    if kind.key == "reference":
        return _UNDATED, (value[1:-1],)
    held = decode(prefix, name, value)
    date = held if isinstance(held, Edtf) else getattr(held, "date", None)
    days = _days_of_text(date.text) if isinstance(date, Edtf) else _UNDATED
    return days, tuple(dict.fromkeys(kind.refs(held)))


@lru_cache(maxsize=200_000)
def _days_of_text(text: str) -> Days:
    span = Edtf.parse(text).span
    return (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest)
