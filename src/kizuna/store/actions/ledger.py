"""Adding to the ledger, and making the register's tables from it.

Claims are loaded by the million on a road of their own: they are checked and named by
all processors while this process writes. Laws: what is in the ledger stays as it is; a
claim or judgement that is there already, or was erased, is left alone. The checks, the
names and the rows of a load are those of the everyday road; only the order of work
differs. In a first load the indexes are made after the rows, and claims that were there
or were given twice are then found and left out: rows that go are second copies which
the same transaction wrote. That transaction either ends with every index and trigger of
the migrations in place, or is undone.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import chain, count, islice

from django.db import (
    IntegrityError,
    OperationalError,
    connection,
    connections,
    transaction,
)

from kizuna.claims.claim import IDENTITY, Claim, Judgement, Verdict
from kizuna.errors import NotFound
from kizuna.store import tree
from kizuna.store.audited import audited, entry_times
from kizuna.store.checking import ClaimFields, Measured, measured, measured_parts
from kizuna.store.entries import DIGEST_SIZE, digests_of
from kizuna.store.materialise import Rebuilt, Tell, follow, rebuild_all, touched_by
from kizuna.store.processes import map_by_processes
from kizuna.store.queries.erasures import erased_uids, next_number
from kizuna.store.queries.ledger import heads, needs_rebuild, tables
from kizuna.store.settings import BUSY_SECONDS, CACHE_KIB
from kizuna.store.sql import (
    READING,
    VERDICTS,
    all_terms,
    among,
    execute,
    fetch,
    fetch_number,
    gather_statistics,
    insert_rows,
    intern_terms,
    keep_log,
    marked,
    microseconds,
    moment_of,
    without_collecting,
)
from kizuna.values import check_characters, check_ref

_WORTH_WORKERS = 200_000
_TOGETHER = 10_000
"""Claims that are checked and added at once."""
_KEPT = 1 << 21
"""Digests, of 32 bytes each, that a load keeps before it adds their leaves."""


def add_register(
    *,
    claims: Iterable[Claim | ClaimFields] | None = None,
    judgements: Iterable[Judgement] | None = None,
    acting_user: str,
    verb: str = "",
    note: str = "",
) -> Added:
    """Add what the ledger does not hold yet, and refold what it touches, in one
    transaction. The same statement with the same evidence is known already, whoever
    recorded it.

    `verb` and `note` are written into the audit, "" for what says which of both are
    given.

    Returns how many claims and judgements were new and how many known, and the
    judgements as they stand. Raises BadClaim, naming every bad claim of the first
    10,000 that hold any, and NotFound for a judgement of what is not in the ledger.
    """
    both = {"claims": claims, "judgements": judgements}
    given = [kind for kind, entries in both.items() if entries is not None]
    verb = verb or f"add_{given[0] if len(given) == 1 else 'register'}"
    stated, made = map(ClaimFields.of, claims or ()), list(judgements or ())
    first = measured(islice(stated, _TOGETHER))
    with audited(verb, acting_user) as notes:
        in_step = not needs_rebuild()
        added, touched = Added(0, 0), set[str]()
        while first.uids:
            new, about = append_claims(first)
            added, touched = added + new, touched | about
            first = measured(islice(stated, _TOGETHER))
        judged = append_judgements(made)
        notes.append(f"{added.new} claims, {judged.new} judgements")
        notes.extend([note] if note else [])
        if in_step and (added.new or judged.new):
            follow(touched | touched_by(judged.judgements))
    return added + judged


def load_claims(*, batches: Iterable[Iterable[ClaimFields]], acting_user: str) -> Added:
    """Add the claims of all batches that the ledger does not hold yet, in one
    transaction.

    A batch is a list, or anything else that can be sent to another process and gone
    through there. They pass the same checks as one claim does. The register's tables
    are left behind, for `follow_ledger` or `rebuild`. Raises BadClaim for a batch that
    holds bad claims, naming those.
    """
    with filled_quickly(), audited("load_claims", acting_user) as notes:
        parts = chain.from_iterable(
            map_by_processes(measured_parts, batches, here=True)
        )
        claims: Iterable[Measured] = map(pickle.loads, parts)
        each = (append_claims(part)[0] for part in claims)
        added = _fill(claims) if _is_first_load() else sum(each, Added(0, 0))
        notes.append(f"{added.new} claims")
    return added


def follow_ledger(*, acting_user: str) -> None:
    """Bring the register's tables to the ledger's head: what claims were loaded about
    since is refolded.
    """
    state = tables()
    with audited("refold", acting_user) as notes:
        after = "SELECT DISTINCT subject FROM claims WHERE seq > %s"
        touched = fetch(
            f"SELECT text FROM terms WHERE id IN ({after})",
            [state.claim if state else 0],
        )
        follow(text for (text,) in touched)
        notes.append(f"{len(touched)} entities")


def rebuild(*, acting_user: str, tell: Tell = lambda *_: None) -> Rebuilt:
    """Make every table of the register anew; a large ledger is folded by all
    processors. `tell` is told how far it is; what it raises leaves the tables as
    before.
    """
    with audited("rebuild", acting_user) as notes:
        made = rebuild_all(by_all=heads()[0] >= _WORTH_WORKERS, tell=tell)
        notes.append(f"{made.claims} claims, {made.ties} ties, {made.places} places")
    return made


def _is_first_load() -> bool:
    """Whether no claims were loaded into the ledger before, and nothing was erased from
    it.
    """
    done = (
        "SELECT 1 FROM audit WHERE verb = 'load_claims' UNION ALL SELECT 1 FROM"
        " erasures LIMIT 1"
    )
    return not fetch(done)


def _fill(parts: Iterable[Measured]) -> Added:
    """Add the claims of a first load; the indexes are made anew after them."""
    counted = "SELECT count(*) FROM claims"
    held, (first, reference), before = (
        fetch_number(counted),
        next_numbers(),
        tree.size(),
    )
    claim, in_tree, leaves, is_later = first, first, bytearray(), False
    with indexes_left_for_later(*LEDGER), without_collecting():
        known = all_terms()
        terms = defaultdict(count(max(known.values(), default=0) + 1).__next__, known)
        for claims in parts:
            numbers = list(map(terms.__getitem__, claims.texts))
            is_later |= insert_claims(claims, numbers, (claim, reference))
            claim += len(claims.uids)
            reference += len(claims.references[0])
            leaves += claims.digests
            if len(leaves) >= _KEPT * DIGEST_SIZE:
                tree.append("claim", in_tree, bytes(leaves))
                in_tree = claim
                leaves.clear()
        new = islice(terms.items(), len(known), None)
        insert_rows("terms", ("id", "text"), ((number, text) for text, number in new))
    tree.append("claim", in_tree, bytes(leaves))
    gather_statistics("claims", "claim_references", "terms")
    added = Added(fetch_number(counted) - held, 0)
    if is_later or added.new != claim - first:
        tree.cut(before)
        seqs = fetch("SELECT seq FROM claims WHERE seq >= %s ORDER BY seq", [first])
        tree.append_entries("claim", (n for (n,) in seqs))
    return replace(added, known=claim - first - added.new)


CLAIM_COLUMNS = (
    *("seq", "uid", "subject", "property", "value", "valid"),
    *("start_earliest", "start_latest", "end_earliest", "end_latest"),
    *("document", "sha256", "passage_start", "passage_end", "locator", "holder"),
    *("stance", "certainty", "method", "recorder", "recorded_at"),
)


@dataclass(frozen=True, slots=True)
class Added:
    """How many claims or judgements were new, and how many the ledger knew already.

    `judgements` are those given as they stand in the ledger: one whose time would go
    back is entered at a later one, and so under another id.
    """

    new: int
    known: int
    judgements: tuple[Judgement, ...] = ()

    def __add__(self, other: Added) -> Added:
        judgements = self.judgements + other.judgements
        return Added(self.new + other.new, self.known + other.known, judgements)


def append_claims(given: Measured) -> tuple[Added, set[str]]:
    """Add the claims of a batch that the ledger does not hold yet; how many, and what
    the new ones are about.
    """
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
        digests = digests_of("claim", first, last) if is_later else new.digests
        tree.append("claim", first, digests)
    touched = {new.texts[place] for place in set(new.terms[0])}
    return Added(len(new.uids), len(given.uids) - len(new.uids)), touched


def next_numbers() -> tuple[int, int]:
    """The numbers that the next claim and the next reference of a claim will have."""
    claim = next_number("claim", "claims")
    return claim, fetch_number("SELECT max(id) FROM claim_references") + 1


def insert_claims(
    claims: Measured, terms: Sequence[int], numbers: tuple[int, int]
) -> bool:
    """Insert claims and what they name, numbered from `numbers`; `terms` are the
    numbers of the claims' texts.

    Whether some are entered at a later time than that given, so that their digests are
    others too.
    """
    given, times = claims.recorded_at, entry_times(claims.recorded_at)
    claims = claims._replace(recorded_at=times)
    numbered = terms.__getitem__
    subject, name, document, sha256, holder, method, recorder = (
        map(numbered, column) for column in claims.terms
    )
    columns = (
        *(
            count(numbers[0]),
            claims.uids,
            subject,
            name,
            claims.value,
            claims.valid,
            *claims.days,
        ),
        *(document, sha256, claims.start, claims.end, claims.locator, holder),
        *(claims.stance, claims.certainty, method, recorder, claims.recorded_at),
    )
    insert_rows(
        "claims", CLAIM_COLUMNS, zip(*columns, strict=False)
    )  # of numbers there are more
    places, refs = claims.references
    rows = zip(count(numbers[1]), map(numbered, refs), map(numbers[0].__add__, places))
    insert_rows("claim_references", ("id", "target", "claim"), rows)
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

    Raises NotFound for one whose claim or judgement is not in the ledger, BadReference
    for a bad entity id, and BadText for a reason that cannot be kept.
    """
    given = {bytes.fromhex(j.id): j for j in judgements}
    held = known_uids("judgements", given) | erased_uids("judgement", given)
    unknown = [j for uid, j in given.items() if uid not in held]
    times = [microseconds(j.judged_at) for j in unknown]
    entered: dict[str, Judgement] = {}  # by the ids under which they were given
    for j, was, at in zip(unknown, times, entry_times(times), strict=True):
        standing = j
        if at != was or j.target in entered:
            target = entered[j.target].id if j.target in entered else j.target
            standing = replace(j, target=target, judged_at=moment_of(at))
        entered[j.id] = standing
    new = {bytes.fromhex(j.id): j for j in entered.values()}
    _check_targets(new)
    first = next_number("judgement", "judgements")
    rows = [
        (seq, uid, VERDICTS[j.verdict], *j.decision[1:], microseconds(j.judged_at))
        for seq, (uid, j) in enumerate(new.items(), first)
    ]
    columns = (
        "seq",
        "uid",
        "verdict",
        "target",
        "other",
        "reason",
        "judge",
        "judged_at",
    )
    insert_rows("judgements", columns, rows)
    tree.append(
        "judgement", first, digests_of("judgement", first, first + len(rows) - 1)
    )
    return Added(
        len(new),
        len(given) - len(new),
        tuple(entered.get(j.id, j) for j in given.values()),
    )


def _check_targets(new: Mapping[bytes, Judgement]) -> None:
    inside = {uid.hex() for uid in new}
    named: dict[str, dict[str, Judgement]] = {"claims": {}, "judgements": {}}
    for judgement in new.values():
        check_ref(judgement.judge)
        check_characters(judgement.reason)
        for ref in filter(None, (judgement.target, judgement.other)):
            if judgement.verdict in IDENTITY:
                check_ref(ref)
            elif judgement.verdict is not Verdict.WITHDRAW:
                named["claims"][ref] = judgement
            elif ref not in inside:
                named["judgements"][ref] = judgement
    for table, wanted in named.items():
        for target in wanted:
            if len(target) != 32 or set(target) - set("0123456789abcdef"):
                raise NotFound(
                    f"{wanted[target].verdict} of {target!r}: an id is 32 hex digits"
                )
        held = {uid.hex() for uid in known_uids(table, map(bytes.fromhex, wanted))}
        for target in sorted(wanted.keys() - held):
            raise NotFound(
                f"{wanted[target].verdict} of {target!r}: no such one of the {table} in"
                " the ledger"
            )


LEDGER = ("claims", "claim_references", "terms")


@contextmanager
def filled_quickly() -> Iterator[None]:
    """On SQLite, write a first load straight into the file: what was never there needs
    no second copy in a log.

    Where others have the database open it stays with the log, and only takes longer.
    """
    if connection.vendor != "sqlite" or not _is_first_load():
        yield
        return
    connections[READING].close()
    try:
        with suppress(OperationalError):
            execute("PRAGMA busy_timeout=0")
            execute("PRAGMA journal_mode=DELETE")
        execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        yield
    finally:
        with suppress(OperationalError):
            keep_log()


@contextmanager
def indexes_left_for_later(*tables: str) -> Iterator[None]:
    """Drop the indexes of tables, and let no trigger ask them; make them again after
    the block.
    """
    if connection.vendor == "postgresql":
        listing = (
            "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename ="
            " ANY(%s)"
            " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname ="
            " i.indexname)"
        )
        dropped = dict(fetch(listing, [[*tables]]))
    else:
        dropped = _made_on_sqlite("index", tables)
    with triggers_off(tables):
        for name in dropped:
            execute(f'DROP INDEX "{name}"')
        yield
        _keep_in_memory(2048)
        for name, definition in sorted(dropped.items()):
            try:
                with transaction.atomic():
                    execute(definition)
            except IntegrityError:
                if name != "claims_uid":
                    raise
                for statement in (*_WITHOUT_COPIES, definition):
                    execute(statement)
        _keep_in_memory(CACHE_KIB)


def _keep_in_memory(kib: int) -> None:
    """Set the size of SQLite's page cache, which is that of the parts in which it
    sorts.

    Parts of 2 MiB fit a processor's cache: an index of ids is made in a third of the
    time that 64 MiB take. Threads that sort at the same time cost more than they spare.
    """
    if connection.vendor == "sqlite":
        execute(f"PRAGMA cache_size={-kib}")


_WITHOUT_COPIES = (
    "CREATE INDEX claims_copies ON claims (uid, seq)",
    "CREATE TEMPORARY TABLE copies AS SELECT c.seq FROM claims c JOIN"
    " (SELECT uid, min(seq) AS first FROM claims GROUP BY uid HAVING count(*) > 1) d"
    " ON d.uid = c.uid AND c.seq > d.first",
    "DELETE FROM claim_references WHERE claim IN (SELECT seq FROM copies)",
    "DELETE FROM claims WHERE seq IN (SELECT seq FROM copies)",
    "DROP TABLE copies",
    "DROP INDEX claims_copies",
)
"""What leaves out second copies of claims."""


@contextmanager
def triggers_off(tables: tuple[str, ...]) -> Iterator[None]:
    """Let no trigger of the tables act in this transaction until the end of the
    block.
    """
    if connection.vendor == "postgresql":
        for table in tables:
            execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    found = _made_on_sqlite("trigger", tables)
    for name in found:
        execute(f'DROP TRIGGER "{name}"')
    yield
    for definition in found.values():
        execute(definition)


def _made_on_sqlite(sort: str, tables: tuple[str, ...]) -> dict[str, str]:
    """The indexes or triggers of tables that a statement made, by their names."""
    condition, params = among("tbl_name", tables)
    made = (
        f"SELECT name, sql FROM sqlite_master WHERE type = '{sort}' AND sql IS NOT NULL"
    )
    return dict(fetch(f"{made} AND {condition}", params))
