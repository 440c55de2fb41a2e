"""What may have to be hidden: documents described in some way, persons, and ties of which part is hidden."""

from __future__ import annotations

from collections.abc import Iterable

from kizuna.store.faults import guarded
from kizuna.store.sight import hidden_claims, seeing_everything
from kizuna.store.sql import among, fetch, has_prefix
from kizuna.store.terms import known_terms


@guarded
def described_as(properties: Iterable[str]) -> list[str]:
    """The documents of which some claim states one of the properties, rejected claims too."""
    prefix, params = has_prefix("t.text", "document/")
    condition, listed = among("c.property", known_terms(properties).values())
    return [
        text
        for (text,) in fetch(
            "SELECT t.text FROM terms t"
            f" WHERE {prefix} AND EXISTS (SELECT 1 FROM claims c WHERE c.subject = t.id AND {condition})",
            [*params, *listed],
        )
    ]


@guarded
def persons() -> list[str]:
    """The persons whom some claim is about or names, rejected claims too; not those who only record claims."""
    prefix, params = has_prefix("t.text", "person/")
    return [
        text
        for (text,) in fetch(
            f"SELECT t.text FROM terms t WHERE {prefix}"
            " AND (EXISTS (SELECT 1 FROM claims c WHERE c.subject = t.id)"
            " OR EXISTS (SELECT 1 FROM claim_references r WHERE r.target = t.id))",
            params,
        )
    ]


@guarded
def stated_of(kinds: Iterable[str], properties: Iterable[str]) -> list[tuple[int, str]]:
    """The number and the value of each claim that states one of the properties of entities of the kinds, rejected
    claims too."""
    condition, listed = among("c.property", known_terms(properties).values())
    found: list[tuple[int, str]] = []
    for kind in kinds:
        prefix, params = has_prefix("t.text", f"{kind}/")
        rows = fetch(
            "SELECT c.seq, c.value FROM terms t JOIN claims c ON c.subject = t.id"
            f" WHERE {prefix} AND {condition}",
            [*params, *listed],
        )
        found += [(int(seq), str(value)) for seq, value in rows]
    return found


@guarded
def half_hidden_ties() -> list[str]:
    """The ties in the register's tables of which some claim is hidden from whoever reads: what the tables say of
    them is not what that reader may know."""
    hidden = hidden_claims()
    if hidden is None:
        return []
    with seeing_everything():
        documents, params = among("c.document", hidden.documents)
        subjects, more = among("c.subject", hidden.documents + hidden.persons)
        targets, most = among("r.target", hidden.documents + hidden.persons)
        rows = fetch(
            "SELECT DISTINCT t.text FROM ties x JOIN terms t ON t.id = x.id WHERE x.id IN ("
            f" SELECT c.subject FROM claims c WHERE {documents} UNION"
            f" SELECT c.subject FROM claims c WHERE {subjects} UNION SELECT c.subject FROM"
            f" claim_references r JOIN claims c ON c.seq = r.claim WHERE {targets})",
            [*params, *more, *most],
        )
    return [text for (text,) in rows]


@guarded
def refs_in_sight(refs: Iterable[str]) -> frozenset[str]:
    """Those of the ids that a claim or a text is about or from that whoever reads may see."""
    terms = known_terms(refs)
    found: set[int] = set()
    for table, column in (
        ("claims", "subject"),
        ("claims", "document"),
        ("document_texts", "document"),
    ):
        condition, params = among(column, terms.values())
        found |= {
            n for (n,) in fetch(f"SELECT DISTINCT {column} FROM {table} WHERE {condition}", params)
        }
    return frozenset(ref for ref, number in terms.items() if number in found)
