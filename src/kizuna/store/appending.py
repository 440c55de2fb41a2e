"""Adding rows to the ledger, inside an action's transaction.

Law: what is in the ledger stays as it is; a claim or judgement that is there already, or was erased, is left
alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from kizuna.claims.judgement import Judgement, Verdict
from kizuna.errors import NotFound
from kizuna.store import tree
from kizuna.store.checking import Measured
from kizuna.store.codes import VERDICTS, microseconds, moment_of
from kizuna.store.entries import digests_of
from kizuna.store.entry_times import entry_times
from kizuna.store.queries.erasures import erased_uids, next_number
from kizuna.store.sql import fetch, fetch_number, insert_rows, intern_terms, marked
from kizuna.values import check_characters, check_ref

CLAIM_COLUMNS = (
    *("seq", "uid", "subject", "property", "value", "valid"),
    *("start_earliest", "start_latest", "end_earliest", "end_latest"),
    *("document", "sha256", "passage_start", "passage_end", "locator", "holder"),
    *("stance", "certainty", "method", "recorder", "recorded_at"),
)
REFERENCE_COLUMNS = ("id", "target", "claim")
_JUDGEMENT_COLUMNS = (
    *("seq", "uid", "verdict", "target", "other"),
    *("reason", "judge", "judged_at"),
)


@dataclass(frozen=True, slots=True)
class Added:
    """How many claims or judgements were new, and how many the ledger knew already.

    `judgements` are those given as they stand in the ledger: one whose time would go back is entered at a later
    one, and so under another id.
    """

    new: int
    known: int
    judgements: tuple[Judgement, ...] = ()

    def __add__(self, other: Added) -> Added:
        judgements = self.judgements + other.judgements
        return Added(self.new + other.new, self.known + other.known, judgements)


def append_claims(given: Measured) -> tuple[Added, set[str]]:
    """Add the claims of a batch that the ledger does not hold yet; how many, and what the new ones are about."""
    met = known_uids("claims", given.uids) | erased_uids("claim", given.uids)
    is_new: list[bool] = []
    for uid in given.uids:
        is_new.append(uid not in met)
        met.add(uid)
    new = given.picked(is_new)
    if new.uids:
        numbers, places = intern_terms(new.texts), next_numbers()
        first, last = places[0], places[0] + len(new.uids) - 1
        is_later = insert_claims(new, [numbers[text] for text in new.texts], places)
        digests = digests_of(fetch, "claim", first, last) if is_later else new.digests
        tree.append("claim", first, digests)
    touched = {new.texts[place] for place in set(new.terms[0])}
    return Added(len(new.uids), len(given.uids) - len(new.uids)), touched


def next_numbers() -> tuple[int, int]:
    """The numbers that the next claim and the next reference of a claim will have."""
    claim = next_number("claim", "claims")
    return claim, fetch_number("SELECT max(id) FROM claim_references") + 1


def insert_claims(claims: Measured, terms: Sequence[int], numbers: tuple[int, int]) -> bool:
    """Insert claims and what they name, numbered from `numbers`; `terms` are the numbers of the claims' texts.

    Whether some are entered at a later time than that given, so that their digests are others too.
    """
    given, times = claims.recorded_at, entry_times(claims.recorded_at)
    claims = claims._replace(recorded_at=times)
    numbered = terms.__getitem__
    subject, name, document, sha256, holder, method, recorder = (
        map(numbered, column) for column in claims.terms
    )
    columns = (
        *(count(numbers[0]), claims.uids, subject, name, claims.value, claims.valid, *claims.days),
        *(document, sha256, claims.start, claims.end, claims.locator, holder),
        *(claims.stance, claims.certainty, method, recorder, claims.recorded_at),
    )
    insert_rows("claims", CLAIM_COLUMNS, zip(*columns, strict=False))  # of numbers there are more
    places, refs = claims.references
    rows = zip(count(numbers[1]), map(numbered, refs), map(numbers[0].__add__, places))
    insert_rows("claim_references", REFERENCE_COLUMNS, rows)
    return times is not given


def known_uids(table: str, uids: Iterable[bytes]) -> set[bytes]:
    """Those of the 16-byte ids that a ledger table holds."""
    return {
        bytes(uid)
        for marks, part in marked(uids)
        for (uid,) in fetch(f"SELECT uid FROM {table} WHERE uid IN ({marks})", part)
    }


def append_judgements(judgements: Iterable[Judgement]) -> Added:
    """Add the judgements that the ledger does not hold yet.

    Raises NotFound for one whose claim or judgement is not in the ledger, BadReference for a bad entity id, and
    BadText for a reason that cannot be kept.
    """
    given = {bytes.fromhex(j.id): j for j in judgements}
    held = known_uids("judgements", given) | erased_uids("judgement", given)
    entered = _entered([j for uid, j in given.items() if uid not in held])
    new = {bytes.fromhex(j.id): j for j in entered.values()}
    _check_targets(new)
    first = next_number("judgement", "judgements")
    rows = [
        (seq, uid, VERDICTS[j.verdict], *j.said[1:], microseconds(j.judged_at))
        for seq, (uid, j) in enumerate(new.items(), first)
    ]
    insert_rows("judgements", _JUDGEMENT_COLUMNS, rows)
    tree.append("judgement", first, digests_of(fetch, "judgement", first, first + len(rows) - 1))
    standing = tuple(entered.get(j.id, j) for j in given.values())
    return Added(len(new), len(given) - len(new), standing)


def _entered(new: Sequence[Judgement]) -> dict[str, Judgement]:
    """Judgements by the ids under which they were given, each at the time at which it is entered."""
    given = [microseconds(judgement.judged_at) for judgement in new]
    found: dict[str, Judgement] = {}
    for judgement, was, at in zip(new, given, entry_times(given), strict=True):
        if at == was and judgement.target not in found:
            found[judgement.id] = judgement
            continue
        target = found[judgement.target].id if judgement.target in found else judgement.target
        found[judgement.id] = replace(judgement, target=target, judged_at=moment_of(at))
    return found


def _check_targets(new: Mapping[bytes, Judgement]) -> None:
    claims: dict[str, Judgement] = {}
    for judgement in new.values():
        check_ref(judgement.judge)
        check_characters(judgement.reason)
        if judgement.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED):
            check_ref(judgement.target)
            check_ref(judgement.other)
        elif judgement.verdict is not Verdict.WITHDRAW:
            claims.update({ref: judgement for ref in (judgement.target, judgement.other) if ref})
    inside = {uid.hex() for uid in new}
    withdrawn = {
        j.target: j
        for j in new.values()
        if j.verdict is Verdict.WITHDRAW and j.target not in inside
    }
    for table, wanted in (("claims", claims), ("judgements", withdrawn)):
        for target in wanted:
            if len(target) != 32 or set(target) - set("0123456789abcdef"):
                raise NotFound(f"{wanted[target].verdict} of {target!r}: an id is 32 hex digits")
        held = {uid.hex() for uid in known_uids(table, map(bytes.fromhex, wanted))}
        for target in sorted(wanted.keys() - held):
            raise NotFound(
                f"{wanted[target].verdict} of {target!r}: no such one of the {table} in the ledger"
            )
