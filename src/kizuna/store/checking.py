"""Claims checked, named and measured before the ledger takes them: one road for one
claim and for millions.

Law: nothing here touches a database, so that other processes can do it.
"""

from __future__ import annotations

import pickle
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import compress, count, islice
from typing import Any, NamedTuple

import orjson

from kizuna.claims.claim import Claim, claim_digests
from kizuna.claims.kinds import property_of
from kizuna.claims.rules import check_evidence, check_value
from kizuna.errors import BadClaim, InputError
from kizuna.store.entries import digests_of_claims
from kizuna.store.sql import CERTAINTIES, CERTAINTY_OF, STANCE_OF, STANCES, microseconds
from kizuna.values import Edtf, Span
from kizuna.values.edtf import span_of


class ClaimFields(NamedTuple):
    """What a claim states as plain fields in its order; `recorded_at` in microseconds
    since 1970-01-01 UTC.
    """

    subject: str
    property: str
    value: str
    valid: str
    document: str
    sha256: str
    start: int | None
    end: int | None
    locator: str
    holder: str
    stance: str
    certainty: str
    method: str
    recorder: str
    recorded_at: int

    @classmethod
    def of(cls, claim: Claim | ClaimFields) -> ClaimFields:
        """The fields of a claim; of fields, the same."""
        if isinstance(claim, ClaimFields):
            return claim
        stated, said = claim[:10], (claim.stance.value, claim.certainty.value)
        return cls(
            *stated,
            *said,
            claim.method,
            claim.recorder,
            microseconds(claim.recorded_at),
        )


Days = tuple[int | None, int | None, int | None, int | None]
Sense = tuple[Days, tuple[str, ...]]
_UNDATED: Days = (None, None, None, None)
_SHOWN = 20
_PART = 500
"""Claims that are checked at once: all that is made of them fits a processor's
cache.
"""
_PLACE, _MOMENT = "I", "q"
"""How numbers are packed: columns of them travel to another process in a third of the
time that lists take.
"""


class Measured(NamedTuple):
    """Claims that passed the checks, in the columns of their rows: each field holds
    that of every claim.

    `uids` are the claims' ids. `texts` are those that terms stand for, without repeats;
    `terms` gives for each of subject, property, document, sha256, holder, method and
    recorder the places of the claims' texts among them. `days` are the bounds of the
    spans that the claims speak of, a column for each. `references` are two columns: a
    claim's place in the batch, and the place among the texts of an entity id that its
    value names. `digests` are those of the claims as entries of the ledger, one after
    another.
    """

    uids: list[bytes]
    digests: bytes
    texts: Sequence[str]
    terms: tuple[Sequence[int], ...]
    value: Sequence[str]
    valid: Sequence[str]
    days: tuple[list[int | None], ...]
    start: Sequence[int | None]
    end: Sequence[int | None]
    locator: Sequence[str]
    stance: Sequence[int]
    certainty: Sequence[int]
    recorded_at: Sequence[int]
    references: tuple[Sequence[int], Sequence[int]]

    def picked(self, chosen: Sequence[bool]) -> Measured:
        """The claims that are chosen, in their order; one flag for each."""
        if all(chosen):
            return self
        subject, name, document, sha256, holder, method, recorder = (
            map(self.texts.__getitem__, column) for column in self.terms
        )
        columns = (
            *(
                subject,
                name,
                self.value,
                self.valid,
                document,
                sha256,
                self.start,
                self.end,
            ),
            *(self.locator, holder, map(STANCE_OF.__getitem__, self.stance)),
            *(
                map(CERTAINTY_OF.__getitem__, self.certainty),
                method,
                recorder,
                self.recorded_at,
            ),
        )
        return measured(
            compress(map(ClaimFields._make, zip(*columns, strict=True)), chosen)
        )


def measured_parts(batch: Iterable[ClaimFields]) -> list[bytes]:
    """The claims of a batch, checked and named, in pickled parts: whoever receives them
    unpacks one at a time.
    """
    claims = iter(batch)
    parts = iter(lambda: list(islice(claims, _PART)), [])
    return [pickle.dumps(measured(part), -1) for part in parts]


def measured(batch: Iterable[ClaimFields]) -> Measured:
    """Check every claim of a batch by the kinds' rules, name it and measure it.

    What recurs in the batch is looked at once. Raises BadClaim, naming every bad claim
    (the first 20 by their faults), when there is one.
    """
    listed = list(batch)
    columns = zip(*listed, strict=True) if listed else ((),) * len(ClaimFields._fields)
    try:
        return _measured(ClaimFields(*columns))
    except InputError as error:
        faults: list[str] = []
        for claim in listed:
            try:
                _measured(ClaimFields._make((field,) for field in claim))
            except InputError as fault:
                faults.append(f"{claim[0]} {claim[1]}: {fault}")
        more = [f"and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
        raise BadClaim("\n".join([*faults[:_SHOWN], *more])) from error


def _measured(claims: Any) -> Measured:
    """Every field of `claims` holds that field of each claim. Raises InputError when
    one of them is bad.
    """
    check_evidence(claims)
    for known, given in ((STANCES, claims.stance), (CERTAINTIES, claims.certainty)):
        for text in set(given) - known.keys():
            raise BadClaim(f"{text!r} is not one of {', '.join(map(str, known))}")
    kinds = {ref: ref.partition("/")[0] for ref in set(claims.subject)}
    readers = map(_reader, map(kinds.__getitem__, claims.subject), claims.property)
    senses = [
        sense_of(value) for sense_of, value in zip(readers, claims.value, strict=True)
    ]
    spans = {text: _days_of_text(text) for text in set(claims.valid) if text}
    days = [
        spans.get(text, dated)
        for text, (dated, _) in zip(claims.valid, senses, strict=True)
    ]
    named = [
        (place, ref) for place, (_, refs) in enumerate(senses) if refs for ref in refs
    ]
    places: defaultdict[str, int] = defaultdict(count().__next__)
    *terms, refs = (
        array(_PLACE, map(places.__getitem__, column))
        for column in (
            *(
                claims.subject,
                claims.property,
                claims.document,
                claims.sha256,
                claims.holder,
            ),
            *(claims.method, claims.recorder, [ref for _, ref in named]),
        )
    )
    stated = list(map(orjson.dumps, zip(*claims[:12], strict=True)))
    uids = claim_digests(stated)
    return Measured(
        uids,
        digests_of_claims(uids, stated, *claims[12:]),
        [*places],
        tuple(terms),
        claims.value,
        claims.valid,
        tuple(map(list, zip(*days, strict=True))) or ([], [], [], []),
        claims.start,
        claims.end,
        claims.locator,
        bytes(map(STANCES.__getitem__, claims.stance)),
        bytes(map(CERTAINTIES.__getitem__, claims.certainty)),
        array(_MOMENT, claims.recorded_at),
        (array(_PLACE, (place for place, _ in named)), refs),
    )


_VARIED = frozenset({"text", "integer", "name", "quantity", "point", "identifier"})
"""Types of which few values recur."""


@lru_cache(maxsize=4096)
def _reader(kind: str, name: str) -> Callable[[str], Sense]:
    """What reads a property's values: the bounds of a date and the entity ids in them;
    raises for a bad one.

    Values that recur are remembered: dates, concepts, countries. References and names
    are as many as there are places, and references quicker to read.
    """
    type_ = property_of(f"{kind}/any", name).type

    def of_reference(value: str) -> Sense:
        ref = value[1:-1]
        if value != f'"{ref}"':
            raise BadClaim(f"{value!r} is not an entity id in JSON")
        return _UNDATED, (type_.read(ref),)

    def of_varied(value: str) -> Sense:
        check_value(type_, value)
        return _UNDATED, ()

    @lru_cache(maxsize=1 << 18)
    def of_recurrent(value: str) -> Sense:
        held = check_value(type_, value)
        date = held if isinstance(held, Edtf) else getattr(held, "date", None)
        days = _bounds(date.span) if isinstance(date, Edtf) else _UNDATED
        return days, tuple(dict.fromkeys(type_.refs(held)))

    if type_.key == "reference":
        return of_reference
    return of_varied if type_.key in _VARIED else of_recurrent


@lru_cache(maxsize=200_000)
def _days_of_text(text: str) -> Days:
    return _bounds(span_of(text))


def _bounds(span: Span) -> Days:
    return (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest)
