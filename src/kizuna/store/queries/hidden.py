"""What may have to be hidden: documents described in some way, persons, and all that
follows from hiding them.
"""

from collections.abc import Iterable
from dataclasses import replace

from kizuna.store.cache import cached
from kizuna.store.ledger import weights
from kizuna.store.redaction import (
    Redaction,
    id_text,
    redaction,
    redaction_of_facts,
    visible,
)
from kizuna.store.sql import among, fetch, guarded, has_prefix, known_terms, texts_of


@guarded
def described_as(properties: Iterable[str]) -> list[str]:
    """The documents of which some claim states one of the properties, rejected claims
    too.
    """
    stated, params = among("c.property", known_terms(properties).values())
    is_described = (
        f"EXISTS (SELECT 1 FROM claims c WHERE c.subject = t.id AND {stated})"
    )
    return _refs("document", is_described, params)


@guarded
def persons() -> list[str]:
    """The persons whom some claim is about or names, rejected claims too; not those who
    only record claims.
    """
    is_subject = "EXISTS (SELECT 1 FROM claims c WHERE c.subject = t.id)"
    is_named = "EXISTS (SELECT 1 FROM claim_references r WHERE r.target = t.id)"
    return _refs("person", f"({is_subject} OR {is_named})")


def _refs(kind: str, condition: str, params: Iterable[object] = ()) -> list[str]:
    """The ids of a kind whose terms `t` fulfil a condition."""
    prefix, begins = has_prefix("t.text", f"{kind}/")
    statement = f"SELECT t.text FROM terms t WHERE {prefix} AND {condition}"
    return [text for (text,) in fetch(statement, [*begins, *params])]


@guarded
def stated_of(kinds: Iterable[str], properties: Iterable[str]) -> list[tuple[int, str]]:
    """The number and the value of each claim that states one of the properties of
    entities of the kinds, rejected claims too.
    """
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
def with_consequences(hidden: Redaction) -> Redaction:
    """The redaction with the judgements and ties that are hidden along with its
    documents and persons.

    A judgement goes with what it is on. A tie goes where a claim is hidden about it:
    the index of ties counts that claim.
    """
    ids = (
        f"(SELECT {id_text('v.uid')} FROM claims v WHERE {hidden.gone('v')}"
        f" UNION SELECT text FROM terms WHERE id IN ({hidden.refs}))"
    )
    judgements = fetch(
        "WITH RECURSIVE gone (seq, uid) AS (SELECT seq, uid FROM judgements"
        f" WHERE target IN {ids} OR other IN {ids} UNION SELECT j.seq, j.uid FROM"
        " judgements j"
        f" JOIN gone g ON j.target = {id_text('g.uid')}) SELECT seq FROM gone"
    )
    rows = fetch(f"SELECT DISTINCT v.subject FROM claims v WHERE {hidden.gone('v')}")
    subjects = {subject for (subject,) in rows}
    same = weights().same  # and the ids that stand for these
    meant = (
        {same[ref] for ref in texts_of(subjects).values() if ref in same}
        if same
        else set()
    )
    gone, params = among("id", subjects | set(known_terms(meant).values()))
    ties = fetch(f"SELECT id FROM ties WHERE {gone}", params)
    return replace(
        hidden,
        ties=tuple(sorted(tie for (tie,) in ties)),
        judgements=tuple(sorted(seq for (seq,) in judgements)),
    )


@guarded
def partly_hidden_ties() -> list[str]:
    """The ties in the register's tables of which the current reader may know only part,
    or something else.
    """
    found = redaction_of_facts()
    return list(texts_of(found.ties).values()) if found is not None else []


def unreviewed_claims() -> frozenset[str]:
    """The ids of the claims that are hidden from the current reader until somebody has
    judged them.
    """

    @guarded
    def make() -> frozenset[str]:
        found = redaction()
        condition = found.waits("v") if found is not None else ""
        rows = (
            fetch(f"SELECT v.uid FROM claims v WHERE {condition}") if condition else ()
        )
        return frozenset(bytes(uid).hex() for (uid,) in rows)

    return cached("unreviewed", make, len)


@guarded
def visible_refs(refs: Iterable[str]) -> frozenset[str]:
    """Those of the ids that a claim or a text is about or from that the current reader
    may see.
    """
    terms, found = known_terms(refs), set[int]()
    places = (
        ("claims", "subject"),
        ("claims", "document"),
        ("document_texts", "document"),
    )
    for table, column in places:
        condition, params = among(column, terms.values())
        statement = f"SELECT DISTINCT {column} FROM {visible(table)} WHERE {condition}"
        found |= {number for (number,) in fetch(statement, params)}
    return frozenset(ref for ref, number in terms.items() if number in found)
