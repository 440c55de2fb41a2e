"""Claims checked, named and measured before the ledger takes them: one road for one claim and for millions.

Law: nothing here touches a database, so that other processes can do it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kizuna.claims.claim import claim_digest
from kizuna.claims.kinds import KINDS, decode, properties_of
from kizuna.claims.rules import Columns, check_columns
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
    """Check every claim of a batch by the kinds' rules and name it; no claim is lost to another's fault.

    What recurs in the batch is checked once; only a batch with a fault in it is gone through claim by claim.
    """
    if not batch:
        return Checked(b"", ([], [], [], []), [], [])
    columns = ClaimFields(*zip(*batch, strict=True))  # type: ignore[arg-type]
    try:
        _check_together(columns)
    except InputError:
        return _sifted(batch)
    return _measured(batch, columns)


def _sifted(batch: Sequence[ClaimFields]) -> Checked:
    """A batch with faults in it: each is named, and the other claims are measured."""
    faults: list[tuple[int, str]] = []
    good: list[ClaimFields] = []
    for place, fields in enumerate(batch):
        try:
            _check_together(ClaimFields(*((field,) for field in fields)))  # type: ignore[arg-type]
        except InputError as error:
            faults.append((place, f"{fields[0]} {fields[1]}: {error}"))
        else:
            good.append(fields)
    return check_batch(good).spread(len(batch), faults)


def _check_together(columns: Any) -> None:
    """Raise InputError unless the ledger may take all claims; every field holds that of each claim."""
    *stated, holder, stance, certainty, method, recorder, _ = columns
    check_columns(Columns(*stated, holder, method, recorder))
    for known, given in ((STANCES, stance), (CERTAINTIES, certainty)):
        for text in set(given) - known.keys():
            raise BadClaim(f"{text!r} is not one of {', '.join(map(str, known))}")


def _measured(batch: Sequence[ClaimFields], columns: Any) -> Checked:
    """The names and measures of claims that passed the checks."""
    uids = b"".join([claim_digest(fields[:12]) for fields in batch])
    prefixes = [subject.partition("/")[0] for subject in columns[0]]
    triples = list(zip(prefixes, columns[1], columns[2], strict=True))
    known = {triple: _of_value(*triple) for triple in set(triples)}
    values = list(map(known.__getitem__, triples))
    references = [(place, ref) for place, (_, refs) in enumerate(values) if refs for ref in refs]
    spans = {text: _days_of_text(text) for text in set(columns[3]) if text}
    days = [
        spans[valid] if valid else held for valid, (held, _) in zip(columns[3], values, strict=True)
    ]
    return Checked(uids, tuple(map(list, zip(*days, strict=True))), references, [])


def _of_value(prefix: str, name: str, value: str) -> tuple[Days, tuple[str, ...]]:
    """The bounds of the date that a value gives, and the entity ids that it names."""
    key = _type_key(prefix, name)
    if key == "reference":
        return _UNDATED, (value[1:-1],)
    return (_UNDATED, ()) if key in _PLAIN else _of_composite(prefix, name, value)


_PLAIN = frozenset(
    {"text", "integer", "name", "concept", "quantity", "point", "country", "identifier"}
)


@lru_cache(maxsize=4096)
def _type_key(prefix: str, name: str) -> str:
    return properties_of(KINDS[prefix])[name].type.key


@lru_cache(maxsize=1 << 18)
def _of_composite(prefix: str, name: str, value: str) -> tuple[Days, tuple[str, ...]]:
    held = decode(prefix, name, value)
    date = held if isinstance(held, Edtf) else getattr(held, "date", None)
    days = _days_of_text(date.text) if isinstance(date, Edtf) else _UNDATED
    return days, tuple(dict.fromkeys(properties_of(KINDS[prefix])[name].type.refs(held)))


@lru_cache(maxsize=200_000)
def _days_of_text(text: str) -> Days:
    span = Edtf.parse(text).span
    return (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest)
