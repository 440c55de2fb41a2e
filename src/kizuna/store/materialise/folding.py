"""Entities folded from the ledger by the core, with only what the tables need; and the tables of ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import NamedTuple

from kizuna.claims.claim import Claim
from kizuna.claims.kinds import KINDS, Document, Entity, Tie
from kizuna.register.dating import UNDATED, Dating
from kizuna.register.fold import Weights, fold_subject
from kizuna.register.status import intervals_of, overall
from kizuna.register.ties import counting_parties
from kizuna.store.codes import CERTAINTY_OF, STANCE_OF
from kizuna.store.ledger import Identities
from kizuna.store.queries.judgements import judgements_about
from kizuna.store.queries.ledger import heads
from kizuna.store.redaction import visible
from kizuna.store.sql import (
    among,
    execute,
    fetch,
    has_prefix,
    insert_rows,
    intern_terms,
    known_terms,
    texts_of,
)
from kizuna.values import escape_characters, kind_of

TIE_PROPERTIES = ("party", "type", "milestone", "status")
_ANY_TIME = datetime.fromtimestamp(0, UTC)


def subjects_among(terms: range, kinds: Iterable[str], identities: Identities) -> list[str]:
    """The ids of the kinds that stand for those among the terms.

    Of ids that mean the same, the one that stands for all is found where the first of their terms lies.
    """
    conditions, params = zip(*(has_prefix("text", f"{kind}/") for kind in kinds), strict=True)
    rows = fetch(
        f"SELECT text FROM terms WHERE id BETWEEN %s AND %s AND ({' OR '.join(conditions)}) ORDER BY id",
        [terms[0], terms[-1], *chain.from_iterable(params)],
    )
    refs = [ref for (ref,) in rows]
    if not identities.clusters:
        return refs
    alone = [ref for ref in refs if identities.members([ref]) == {ref}]
    first: dict[str, int] = {}
    for ref, term in known_terms(identities.members(set(refs) - set(alone))).items():
        (meant,) = identities.canonical([ref])
        first[meant] = min(first.get(meant, term), term)
    return [*alone, *(ref for ref, term in first.items() if term in terms)]


def fold_entities(
    refs: Iterable[str], properties: Iterable[str], identities: Identities
) -> dict[str, Entity]:
    """The entities that stand for the ids, folded from their claims of the properties, by id."""
    claims = _claims(identities.members(refs), properties)
    on_claims = judgements_about([c.id for c in claims]) if heads()[1] else ()
    weights = replace(Weights.of(on_claims), same=identities.same)
    subjects: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if weights.admits(claim):
            subjects[weights.same.get(claim.subject, claim.subject)].append(claim)
    return {
        ref: fold_subject(ref, found, weights)
        for ref, found in subjects.items()
        if kind_of(ref) in KINDS
    }


def _claims(refs: Iterable[str], properties: Iterable[str]) -> list[Claim]:
    """The claims of properties about ids in order of recording, without what no table asks for: who recorded them
    and when, who holds them, and the passage but for its beginning."""
    texts = {number: text for text, number in known_terms((*refs, *properties)).items()}
    subject, first = among("subject", (n for n, text in texts.items() if "/" in text))
    named, second = among("property", (n for n, text in texts.items() if "/" not in text))
    rows = fetch(
        "SELECT uid, subject, property, value, valid, document, passage_start, stance, certainty, method"
        f" FROM {visible('claims')} WHERE {subject} AND {named} ORDER BY seq",
        [*first, *second],
    )
    texts |= texts_of({n for row in rows for n in (row[5], row[9])})
    return [
        Claim._make(
            (
                *(texts[about], texts[name], escape_characters(value), valid, texts[document]),
                *("", start, None, "", ""),
                *(STANCE_OF[stance], CERTAINTY_OF[certainty], texts[method], "", _ANY_TIME),
                uid.hex(),
            )
        )
        for uid, about, name, value, valid, document, start, stance, certainty, method in rows
    ]


def dating_for(ties: Iterable[Tie], identities: Identities) -> Dating:
    """The dates of the documents that undated milestones of the ties rest on."""
    cited = {
        claim.document
        for tie in ties
        for fact in tie.milestone
        if fact.value.date is None
        for claim in fact.claims
    }
    if not cited:
        return UNDATED
    entities = fold_entities(cited, ("date",), identities).values()
    dates = {e.id: e.date.value for e in entities if isinstance(e, Document)}
    return Dating({ref: date.span.end_latest for ref, date in dates.items() if date}.get)


def ties_dated_by(refs: Iterable[str]) -> set[str]:
    """The ties that have a milestone without a date from any of the documents among the ids."""
    documents = known_terms(ref for ref in refs if kind_of(ref) == "document").values()
    condition, params = among("document", documents)
    rows = fetch(
        f"SELECT DISTINCT subject FROM {visible('claims')} WHERE {condition}"
        " AND property = (SELECT id FROM terms WHERE text = 'milestone')"
        " AND value NOT LIKE '%%\"date\":%%'",
        params,
    )
    return set(texts_of(subject for (subject,) in rows).values())


_TIE_COLUMNS = (
    *("id", "type", "parties"),
    *("start_earliest", "start_latest", "end_earliest", "end_latest", "unbroken"),
)
_PARTY_COLUMNS = ("party", "tie")
Days = tuple[int, int, int, int]


class TieEntry(NamedTuple):
    """A tie that counts: its id, type ("" when nobody states one), parties in order, days in force, and whether it
    stood on all of these, in one interval."""

    tie: str
    type: str
    parties: tuple[str, ...]
    days: Days
    unbroken: bool


def tie_lines(refs: Iterable[str], identities: Identities) -> list[TieEntry]:
    """The ties that count among the given."""
    entities = fold_entities(refs, TIE_PROPERTIES, identities)
    ties = [entity for entity in entities.values() if isinstance(entity, Tie)]
    dating, lines = dating_for(ties, identities), []
    for tie in ties:
        intervals = intervals_of(tie, dating)
        if (span := overall(intervals)) is not None:
            days = (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest)
            held = tie.type.value or "", counting_parties(tie), days, len(intervals) == 1
            lines.append(TieEntry(tie.id, *held))
    return lines


def insert_ties(lines: Sequence[TieEntry]) -> None:
    """Insert ties that are in no table, and their parties."""
    terms = intern_terms({text for x in lines for text in (x.tie, x.type, *x.parties)})
    insert_rows("ties", _TIE_COLUMNS, tie_rows(lines, terms))
    insert_rows("tie_parties", _PARTY_COLUMNS, party_rows(lines, terms))


def tie_rows(lines: Iterable[TieEntry], terms: Mapping[str, object]) -> list[tuple[object, ...]]:
    """The rows of the table of ties."""
    return [(terms[x.tie], terms[x.type], " ".join(x.parties), *x.days, x.unbroken) for x in lines]


def party_rows(lines: Iterable[TieEntry], terms: Mapping[str, object]) -> list[tuple[object, ...]]:
    """The rows of the table of parties."""
    return [(terms[party], terms[x.tie]) for x in lines for party in x.parties]


def delete_ties(refs: Iterable[str]) -> None:
    """Take ties out of every table."""
    numbers = list(known_terms(refs).values())
    for table, column in (("tie_parties", "tie"), ("ties", "id")):
        condition, listed = among(column, numbers)
        execute(f"DELETE FROM {table} WHERE {condition}", listed)
