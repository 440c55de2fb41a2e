"""The register's tables, made from the fold, for the entities that a change touched or
for all: the ties, and what can be searched - names and facts in words but rejected
ones, and paragraphs of documents that were read.

Laws: the fold and the standing of a tie are the core's; nothing here decides what is
so. Every table is kept in step with the ledger inside the transaction that changes it.
A rebuild and a refold of everything leave the same rows; both fold and write by the
same functions.
"""

import re
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from kizuna.claims.claim import Claim, Judgement, Verdict
from kizuna.claims.kinds import KINDS, Composite, Text, Tie, decode, properties_of
from kizuna.register.fold import LOGIC_VERSION
from kizuna.register.register import Register
from kizuna.register.ties import counting_parties, intervals_of, overall
from kizuna.store.ledger import StoreLedger, weights
from kizuna.store.processes import map_by_processes
from kizuna.store.queries.claims import claims_by_ids, select_claims
from kizuna.store.queries.identifying import identity_judgements
from kizuna.store.queries.judgements import judgements
from kizuna.store.queries.ledger import heads, tables
from kizuna.store.search import folded, index_from, reindex, unindex
from kizuna.store.sql import (
    CERTAINTY_OF,
    STANCE_OF,
    among,
    execute,
    fetch,
    fetch_number,
    gather_statistics,
    has_prefix,
    insert,
    insert_rows,
    intern_terms,
    known_terms,
    next_id,
    now,
    texts_of,
    without_collecting,
)
from kizuna.values import Name, escape_characters, kind_of

_PROPERTIES = ("party", "type", "milestone", "status", "date")
_ANY_TIME = datetime.fromtimestamp(0, UTC)


def ties_among(terms: range) -> list[str]:
    """The ids that stand for the ties among the terms.

    Of ids that mean the same, the one that stands for all is found where the first of
    their terms lies.
    """
    condition, params = has_prefix("text", "tie/")
    rows = fetch(
        f"SELECT text FROM terms WHERE id BETWEEN %s AND %s AND {condition} ORDER BY"
        " id",
        [terms[0], terms[-1], *params],
    )
    held, refs = weights(), [ref for (ref,) in rows]
    if not held.same:
        return refs
    alone = [ref for ref in refs if held.members([ref]) == {ref}]
    first: dict[str, int] = {}
    for ref, term in known_terms(held.members(set(refs) - set(alone))).items():
        meant = held.same.get(ref, ref)
        first[meant] = min(first.get(meant, term), term)
    return [*alone, *(ref for ref, term in first.items() if term in terms)]


class _TieLedger(StoreLedger):
    """The ledger as the tables of ties need it: what places a tie in time, and dates
    the documents it rests on.
    """

    def about(self, refs: Collection[str] | None) -> Sequence[Claim]:
        """The claims about ids in order of recording, without what no table asks for:
        who recorded them and when, who holds them, and the passage but for its
        beginning.
        """
        terms = known_terms((*(refs or ()), *_PROPERTIES))
        texts = {number: text for text, number in terms.items()}
        subject, first = among(
            "subject", (n for n, text in texts.items() if "/" in text)
        )
        named, second = among(
            "property", (n for n, text in texts.items() if "/" not in text)
        )
        rows = fetch(
            "SELECT uid, subject, property, value, valid, document, passage_start,"
            " stance, certainty, method"
            f" FROM claims WHERE {subject} AND {named} ORDER BY seq",
            [*first, *second],
        )
        texts |= texts_of({n for row in rows for n in (row[5], row[9])})
        return [
            Claim._make(
                (
                    *(
                        texts[about],
                        texts[name],
                        escape_characters(value),
                        valid,
                        texts[document],
                    ),
                    *("", start, None, "", ""),
                    *(
                        STANCE_OF[stance],
                        CERTAINTY_OF[certainty],
                        texts[method],
                        "",
                        _ANY_TIME,
                    ),
                    uid.hex(),
                )
            )
            for uid, about, name, value, valid, document, start, stance, certainty, method in rows
        ]


def ties_dated_by(refs: Iterable[str]) -> set[str]:
    """The ties that have a milestone without a date from any of the documents among the
    ids.
    """
    documents = known_terms(ref for ref in refs if kind_of(ref) == "document").values()
    condition, params = among("document", documents)
    rows = fetch(
        f"SELECT DISTINCT subject FROM claims WHERE {condition}"
        " AND property = (SELECT id FROM terms WHERE text = 'milestone')"
        " AND value NOT LIKE '%%\"date\":%%'",
        params,
    )
    return set(texts_of(subject for (subject,) in rows).values())


COLUMNS = {
    "ties": (
        *("id", "type", "parties"),
        *("start_earliest", "start_latest", "end_earliest", "end_latest", "unbroken"),
    ),
    "tie_parties": ("party", "tie"),
    "searchable": ("kind", "ref", "source", "start", "text", "folded"),
}
"""The register's tables, with the columns that a fold determines."""
Days = tuple[int, int, int, int]


class TieEntry(NamedTuple):
    """A tie that counts: its id, type ("" when nobody states one), parties in order,
    days in force, and whether it stood on all of these, in one interval.
    """

    tie: str
    type: str
    parties: tuple[str, ...]
    days: Days
    unbroken: bool


def tie_lines(refs: Iterable[str]) -> list[TieEntry]:
    """The ties that count among the given."""
    register, lines = Register(_TieLedger()), list[TieEntry]()
    for tie in register.get_all(refs, Tie):
        intervals = intervals_of(tie, register.dating)
        if (span := overall(intervals)) is not None:
            days = (
                span.start_earliest,
                span.start_latest,
                span.end_earliest,
                span.end_latest,
            )
            held = (
                tie.type.value or "",
                counting_parties(tie),
                days,
                len(intervals) == 1,
            )
            lines.append(TieEntry(tie.id, *held))
    return lines


def insert_ties(lines: Sequence[TieEntry]) -> None:
    """Insert ties that are in no table, and their parties."""
    terms = intern_terms({text for x in lines for text in (x.tie, x.type, *x.parties)})
    for table, rows in tie_rows(lines, terms).items():
        insert_rows(table, COLUMNS[table], rows)


def tie_rows(
    lines: Sequence[TieEntry], terms: Mapping[str, object]
) -> dict[str, list[tuple[object, ...]]]:
    """The rows of ties and of their parties, by table."""
    return {
        "ties": [
            (terms[x.tie], terms[x.type], " ".join(x.parties), *x.days, x.unbroken)
            for x in lines
        ],
        "tie_parties": [
            (terms[party], terms[x.tie]) for x in lines for party in x.parties
        ],
    }


NAME, FACT, PASSAGE = 1, 2, 3
_WORDS = ("text", "name")
Words = tuple[int, int, int, int | None, str, str]
"""What can be searched, as a row but for its number: kind, subject, claim, no start,
text and folded text; of a passage its kind, document, text and where it starts in that.
"""


def insert_searchable(words: Iterable[Words]) -> int:
    """Insert what can be searched, without indexing it; the number of the first row."""
    first = next_id("searchable")
    rows = ((number, *row) for number, row in enumerate(words, first))
    insert_rows("searchable", ["id", *COLUMNS["searchable"]], rows)
    return first


def words_about(subjects: Iterable[int]) -> list[Words]:
    """The words of the claims about subjects (terms) that are not rejected."""
    subject, params = among("c.subject", subjects)
    wordy, words = _with_words()
    rows = fetch(
        "SELECT c.seq, c.subject, s.text, p.text, c.value, c.uid FROM claims c"
        " JOIN terms s ON s.id = c.subject JOIN terms p ON p.id = c.property"
        f" WHERE {subject} AND {wordy} ORDER BY c.seq",
        params + words,
    )
    rejected, found = weights().rejected, list[Words]()
    for seq, number, ref, name, value, uid in rows:
        kind, text = words_of(kind_of(ref), name, value)
        if text and not (rejected and bytes(uid).hex() in rejected):
            found.append((kind, number, seq, None, text, folded(text)))
    return found


@lru_cache(maxsize=20_000)
def words_of(prefix: str, name: str, value: str) -> tuple[int, str]:
    """The kind and the words of a claim's value; no words for numbers, dates and
    references.
    """
    held = decode(prefix, name, value) if prefix in KINDS else None
    return (
        (NAME, held.text)
        if isinstance(held, Name)
        else (FACT, " · ".join(_words(held)))
    )


def _words(held: Any) -> Iterator[str]:
    if isinstance(held, Text | Name):
        yield held.text
    elif isinstance(held, Composite):
        for part in properties_of(type(held)):
            yield from _words(getattr(held, part))


def _with_words() -> tuple[str, list[Any]]:
    """A condition that a claim's value may hold words, and its parameters."""
    wordy = _wordy()
    whole, params = among(
        "c.property", known_terms(w for w in wordy if "" in wordy[w]).values()
    )
    conditions = [whole]
    for name, part in sorted((w, part) for w in wordy for part in wordy[w] - {""}):
        conditions.append(
            "(c.property = (SELECT id FROM terms WHERE text = %s) AND c.value LIKE %s)"
        )
        params += [name, f'%"{part}":%']
    return f"({' OR '.join(conditions)})", params


@lru_cache(maxsize=1)
def _wordy() -> dict[str, set[str]]:
    """The properties whose values may hold words, with those of their parts that do
    ("": a value as a whole).
    """
    parts = {
        cls.__name__.lower(): {
            n for n, part in properties_of(cls).items() if part.type.key in _WORDS
        }
        for cls in Composite.__subclasses__()
    }
    found: dict[str, set[str]] = defaultdict(set)
    for kind in KINDS.values():
        for name, held in properties_of(kind).items():
            found[name] |= (
                {""} if held.type.key in _WORDS else parts.get(held.type.key, set())
            )
    return {name: held for name, held in found.items() if held}


_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")


def add_passages(document: int, ref: int, text: str) -> None:
    """Make the paragraphs of a document's text searchable."""
    index_from(insert_searchable(_passages(document, ref, text)))


def _passages(document: int, ref: int, text: str) -> Iterator[Words]:
    """Every paragraph from its offset in characters: what stands between empty lines,
    without space around it.
    """
    for found in _PARAGRAPH.finditer(text):
        paragraph = found.group().rstrip()
        yield PASSAGE, ref, document, found.start(), paragraph, folded(paragraph)


Tell = Callable[[int, int, str], None]
"""Told how many batches of the ledger are folded, of how many, and that they are
read.
"""

_BATCH = 2_000
"""So many terms, or entities, are folded at once."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild made: by which logic, from how many claims, how many ties and
    places, in how many seconds.
    """

    logic_version: int
    claims: int
    ties: int
    places: int
    seconds: float


def rebuild_all(*, by_all: bool, tell: Tell = lambda *_: None) -> Rebuilt:
    """Make every table anew, `by_all` processors where that is worth it: other
    processes see what is committed.

    What `tell` raises undoes it all.
    """
    began = time.perf_counter()
    for table in COLUMNS:
        execute(f"DELETE FROM {table}")
    last = fetch_number("SELECT max(id) FROM terms")
    batches = [
        range(at, min(at + _BATCH, last + 1)) for at in range(1, last + 1, _BATCH)
    ]
    tell(0, len(batches), "read")
    with without_collecting():
        made = (map_by_processes if by_all else map)(_fold, batches)
        for done, (lines, words) in enumerate(made, 1):
            insert_ties(lines)
            insert_searchable(words)
            tell(done, len(batches), "read")
        for (number,) in fetch("SELECT id FROM document_texts ORDER BY id"):
            of_text = "SELECT document, text FROM document_texts WHERE id = %s"
            ((ref, text),) = fetch(of_text, [number])
            insert_searchable(_passages(number, ref, text))
        reindex()
    gather_statistics("terms", *COLUMNS)
    ties = fetch_number("SELECT count(*) FROM ties")
    places = fetch_number("SELECT count(DISTINCT party) FROM tie_parties")
    note_rebuild(places, ties)
    claims = fetch_number("SELECT count(*) FROM claims")
    return Rebuilt(LOGIC_VERSION, claims, ties, places, time.perf_counter() - began)


def _fold(terms: range) -> tuple[list[TieEntry], list[Words]]:
    return tie_lines(ties_among(terms)), words_about(terms)


def follow(touched: Iterable[str]) -> None:
    """Bring the tables to the ledger's head, so many of the entities touched at a
    time.
    """
    refs = sorted(touched)
    for at in range(0, len(refs), _BATCH):
        refold_entities(refs[at : at + _BATCH])
    if tables() is None:
        note_rebuild(0, 0)
    execute(
        "UPDATE rebuilds SET followed_claim = %s, followed_judgement = %s"
        " WHERE id = (SELECT max(id) FROM rebuilds)",
        heads(),
    )


_PARTIES = ("government", "organisation")


def refold_entities(refs: Iterable[str]) -> None:
    """Make the tables anew for the entities, for ties that their documents date, and
    for those of places that were ever judged the same.
    """
    members = weights().members
    touched = members(ref for ref in refs if kind_of(ref) in KINDS)
    judged = {ref for j in identity_judgements() for ref in (j.target, j.other)}
    joined = known_terms(ref for ref in touched & judged if kind_of(ref) in _PARTIES)
    which, params = among("r.target", joined.values())
    named = select_claims(
        f"JOIN claim_references r ON r.claim = c.seq WHERE {which}", params
    )
    ties = {r for r in (*touched, *(c.subject for c in named)) if kind_of(r) == "tie"}
    ties |= ties_dated_by(touched)
    lines = tie_lines(ties)
    numbers = list(known_terms(members(ties)).values())
    for table, column in (("tie_parties", "tie"), ("ties", "id")):
        condition, listed = among(column, numbers)
        execute(f"DELETE FROM {table} WHERE {condition}", listed)
    insert_ties(lines)
    subjects = known_terms(touched).values()
    ref, listed = among("ref", subjects)
    unindex(f"{ref} AND kind IN ({NAME}, {FACT})", listed)
    index_from(insert_searchable(words_about(subjects)))


def touched_by(made: Iterable[Judgement]) -> set[str]:
    """The entities that judgements weigh: those named, and the subjects of the claims
    named.
    """
    refs: set[str] = set()
    ids: set[str] = set()
    for judgement in made:
        if judgement.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED):
            refs |= {judgement.target, judgement.other}
        elif judgement.verdict is Verdict.WITHDRAW:
            refs |= touched_by(j for j in judgements() if j.id == judgement.target)
        else:
            ids |= {i for i in (judgement.target, judgement.other) if i}
    return refs | {claim.subject for claim in claims_by_ids(ids).values()}


def note_rebuild(places: int, ties: int) -> None:
    """Record that all tables were made anew from the whole ledger."""
    claims, judged = heads()
    head = {"head_claim": claims, "head_judgement": judged}
    followed = {"followed_claim": claims, "followed_judgement": judged}
    made = {"logic_version": LOGIC_VERSION, "places": places, "ties": ties, "at": now()}
    insert("rebuilds", id=next_id("rebuilds"), **head, **followed, **made)
