"""Refolding: the tables brought to the ledger for the entities that a change touched."""

from __future__ import annotations

from collections.abc import Iterable

from kizuna.claims.judgement import Judgement, Verdict
from kizuna.claims.kinds import KINDS
from kizuna.register.fold import LOGIC_VERSION
from kizuna.store.ledger import Identities
from kizuna.store.materialise.folding import ties_dated_by
from kizuna.store.materialise.searchable import refold_searchable
from kizuna.store.materialise.ties import delete_ties, insert_ties, tie_lines
from kizuna.store.queries.claims import claims_by_ids, select_claims
from kizuna.store.queries.identifying import identity_judgements
from kizuna.store.queries.judgements import judgements
from kizuna.store.queries.ledger import heads, tables
from kizuna.store.sql import among, execute, known_terms, next_id, now
from kizuna.values import kind_of

_PARTIES = ("government", "organisation")


def refold_entities(refs: Iterable[str]) -> int:
    """Make the tables anew for the entities, and for the ties that their documents date; ties entered."""
    identities = Identities.known()
    touched = identities.members(ref for ref in refs if kind_of(ref) in KINDS)
    ties = {ref for ref in touched if kind_of(ref) == "tie"}
    ties |= _ties_naming(_joined(touched)) | ties_dated_by(touched)
    lines = tie_lines(ties, identities)
    delete_ties(identities.members(ties))
    insert_ties(lines)
    refold_searchable(touched)
    return len(lines)


def _joined(touched: Iterable[str]) -> set[str]:
    """The places that a judgement of identity is or was about: ties name any of them."""
    judged = {ref for j in identity_judgements() for ref in (j.target, j.other)}
    return {ref for ref in touched if ref in judged and kind_of(ref) in _PARTIES}


def _ties_naming(refs: set[str]) -> set[str]:
    if not refs:
        return set()
    condition, params = among("r.target", known_terms(refs).values())
    named = select_claims(f"JOIN claim_references r ON r.claim = c.seq WHERE {condition}", params)
    return {c.subject for c in named if kind_of(c.subject) == "tie"}


def touched_by(made: Iterable[Judgement]) -> set[str]:
    """The entities that judgements weigh: those named, and the subjects of the claims named."""
    refs: set[str] = set()
    ids: set[str] = set()
    for judgement in made:
        if judgement.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED):
            refs |= {judgement.target, judgement.other}
        elif judgement.verdict is Verdict.WITHDRAW:
            withdrawn = [j for j in judgements() if j.id == judgement.target]
            refs |= touched_by(withdrawn)
        else:
            ids |= {i for i in (judgement.target, judgement.other) if i}
    return refs | {claim.subject for claim in claims_by_ids(ids).values()}


def note_followed() -> None:
    """Record that refolds have brought the tables to the head of the ledger."""
    if tables() is None:
        note_rebuild(0, 0)
    claims, judged = heads()
    execute(
        "UPDATE rebuilds SET followed_claim = %s, followed_judgement = %s"
        " WHERE id = (SELECT max(id) FROM rebuilds)",
        [claims, judged],
    )


def note_rebuild(places: int, ties: int) -> None:
    """Record that all tables were made anew from the whole ledger."""
    number = next_id("rebuilds")
    claims, judged = heads()
    execute(
        "INSERT INTO rebuilds (id, logic_version, head_claim, head_judgement,"
        " followed_claim, followed_judgement, places, ties, at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [number, LOGIC_VERSION, claims, judged, claims, judged, places, ties, now()],
    )
