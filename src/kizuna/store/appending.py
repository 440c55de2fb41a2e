"""Adding rows to the ledger, inside an action's transaction.

Law: what is in the ledger stays as it is; a claim or judgement that is there already is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kizuna.claims.judgement import Judgement, Verdict
from kizuna.errors import NotFound
from kizuna.store.checking import Checked
from kizuna.store.codes import CERTAINTIES, STANCES, VERDICTS
from kizuna.store.fields import ClaimFields
from kizuna.store.sql import fetch, fetch_number, insert_rows, microseconds
from kizuna.store.terms import intern_terms
from kizuna.values import check_ref

CLAIM_COLUMNS = (
    "seq",
    "uid",
    "subject",
    "property",
    "value",
    "valid",
    "start_earliest",
    "start_latest",
    "end_earliest",
    "end_latest",
    "document",
    "sha256",
    "passage_start",
    "passage_end",
    "locator",
    "holder",
    "stance",
    "certainty",
    "method",
    "recorder",
    "recorded_at",
)
REFERENCE_COLUMNS = ("id", "target", "claim")
_JUDGEMENT_COLUMNS = (
    "seq",
    "uid",
    "verdict",
    "target",
    "other",
    "reason",
    "judge",
    "judged_at",
)
_CHUNK = 800


@dataclass(frozen=True, slots=True)
class Added:
    """How many claims or judgements were new, and how many the ledger knew already."""

    new: int
    known: int

    def __add__(self, other: Added) -> Added:
        return Added(self.new + other.new, self.known + other.known)


@dataclass(frozen=True, slots=True)
class Appended:
    """What was added, and the entities that it is about."""

    added: Added
    touched: frozenset[str]


def claim_rows(
    batch: Sequence[ClaimFields], checked: Checked, terms: Mapping[str, int], first: int
) -> Iterator[tuple[object, ...]]:
    """The rows of CLAIM_COLUMNS for a checked batch without faults, counted from `first`.

    Every text that becomes a number is in `terms`. The columns are joined without a loop in Python.
    """
    columns = tuple(zip(*batch, strict=True))
    subject, name, value, valid, document, sha256, start, end, locator = columns[:9]
    holder, stance, certainty, method, recorder, recorded_at = columns[9:]
    number = terms.__getitem__
    return zip(
        range(first, first + len(batch)),
        (checked.uids[at : at + 16] for at in range(0, 16 * len(batch), 16)),
        map(number, subject),
        map(number, name),
        value,
        valid,
        *checked.days,
        map(number, document),
        map(number, sha256),
        start,
        end,
        locator,
        map(number, holder),
        map(STANCES.__getitem__, stance),
        map(CERTAINTIES.__getitem__, certainty),
        map(number, method),
        map(number, recorder),
        recorded_at,
        strict=True,
    )


def append_claims(batch: Sequence[ClaimFields], checked: Checked) -> Appended:
    """Add the claims of a checked batch without faults that the ledger does not hold yet."""
    uids = [checked.uids[at : at + 16] for at in range(0, len(checked.uids), 16)]
    held = known_uids("claims", uids)
    fresh: dict[bytes, int] = {}
    for place, uid in enumerate(uids):
        if uid not in held:
            fresh.setdefault(uid, place)
    places = list(fresh.values())
    if not places:
        return Appended(Added(0, len(batch)), frozenset())
    new = checked.picked(places)
    claims = [batch[place] for place in places]
    terms = intern_terms(_texts(claims, new.references))
    first = fetch_number("SELECT max(seq) FROM claims") + 1
    insert_rows("claims", CLAIM_COLUMNS, claim_rows(claims, new, terms, first))
    number = fetch_number("SELECT max(id) FROM claim_references") + 1
    insert_rows("claim_references", REFERENCE_COLUMNS, reference_rows(new, terms, first, number))
    touched = frozenset(fields.subject for fields in claims)
    return Appended(Added(len(claims), len(batch) - len(claims)), touched)


def reference_rows(
    checked: Checked, terms: Mapping[str, int], first: int, number: int
) -> Iterator[tuple[int, int, int]]:
    """The rows of REFERENCE_COLUMNS for claims counted from `first`; they are numbered from `number`."""
    return (
        (at, terms[ref], first + place)
        for at, (place, ref) in enumerate(checked.references, number)
    )


def _texts(batch: Sequence[ClaimFields], references: Iterable[tuple[int, str]]) -> set[str]:
    texts = {ref for _, ref in references}
    for c in batch:
        texts.update((c.subject, c.property, c.document, c.sha256, c.holder, c.method, c.recorder))
    return texts


def known_uids(table: str, uids: Iterable[bytes]) -> set[bytes]:
    """Those of the 16-byte ids that a ledger table holds."""
    listed = list(uids)
    found: set[bytes] = set()
    for at in range(0, len(listed), _CHUNK):
        part = listed[at : at + _CHUNK]
        marks = ", ".join(["%s"] * len(part))
        rows = fetch(f"SELECT uid FROM {table} WHERE uid IN ({marks})", part)
        found.update(bytes(uid) for (uid,) in rows)
    return found


def append_judgements(judgements: Iterable[Judgement]) -> Added:
    """Add the judgements that the ledger does not hold yet.

    Raises NotFound for one whose claim or judgement is not in the ledger, BadReference for a bad entity id.
    """
    given = {bytes.fromhex(j.id): j for j in judgements}
    held = known_uids("judgements", given)
    new = {uid: j for uid, j in given.items() if uid not in held}
    _check_targets(new)
    first = fetch_number("SELECT max(seq) FROM judgements") + 1
    rows = [
        (
            seq,
            uid,
            VERDICTS[j.verdict],
            j.target,
            j.other,
            j.reason,
            j.judge,
            microseconds(j.judged_at),
        )
        for seq, (uid, j) in enumerate(new.items(), first)
    ]
    insert_rows("judgements", _JUDGEMENT_COLUMNS, rows)
    return Added(len(new), len(given) - len(new))


def _check_targets(new: Mapping[bytes, Judgement]) -> None:
    claims: dict[str, Judgement] = {}
    for judgement in new.values():
        check_ref(judgement.judge)
        if judgement.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED):
            check_ref(judgement.target)
            check_ref(judgement.other)
        elif judgement.verdict is not Verdict.WITHDRAW:
            claims.update({ref: judgement for ref in (judgement.target, judgement.other) if ref})
    withdrawn = {j.target: j for j in new.values() if j.verdict is Verdict.WITHDRAW}
    inside = {uid.hex() for uid in new}
    _refuse_missing("claims", claims, frozenset())
    _refuse_missing("judgements", withdrawn, inside)


def _refuse_missing(table: str, wanted: Mapping[str, Judgement], inside: Iterable[str]) -> None:
    outside = wanted.keys() - set(inside)
    for target in outside:
        if len(target) != 32 or set(target) - set("0123456789abcdef"):
            raise NotFound(f"{wanted[target].verdict} of {target!r}: an id is 32 hex digits")
    held = {uid.hex() for uid in known_uids(table, map(bytes.fromhex, outside))}
    for target in sorted(outside - held):
        raise NotFound(
            f"{wanted[target].verdict} of {target!r}: no such one of the {table} in the ledger"
        )
