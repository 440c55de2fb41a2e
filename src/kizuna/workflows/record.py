"""Recording: statement files, written by hand, into the ledger, all of them or none;
and what claims say of a person, to be erased as data protection law demands
(docs/explanation/access.md).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from kizuna.claims.claim import Claim, Judgement, Verdict, in_force
from kizuna.claims.statements import read_statements
from kizuna.errors import BadFile, BadQuestion
from kizuna.store.actions.ledger import add_register
from kizuna.store.queries import claims, judgements
from kizuna.workflows import ask
from kizuna.workflows.acting import recorder_of
from kizuna.workflows.review import decisions_on


def record(files: Sequence[Path], *, acting_user: str) -> dict[str, int]:
    """Record what the statement files say; how many `claims` and `judgements`, how many
    of both were `new` to the ledger, and how many it had `known`.

    Raises BadFile that names every bad block of every file (or a file that cannot be
    read), NotFound for a judgement of a claim that nobody recorded, and StorageError;
    then nothing was recorded.
    """
    now = datetime.now(UTC)
    try:
        said = read_statements(files, now, recorder_of(acting_user))
    except OSError as error:
        raise BadFile(f"{error.filename}: cannot be read: {error.strerror}") from error
    decided = {judgement.decision for judgement in in_force(judgements.judgements())}
    fresh = [
        judgement for judgement in said.judgements if judgement.decision not in decided
    ]
    by = {claim.id: claim.recorder for claim in said.claims}
    proposed = [c.id for c in claims.claims_by_ids(by).values() if c.is_proposal]
    weighed = decisions_on(proposed)
    accepted = [
        Judgement(
            Verdict.ACCEPT,
            claim,
            "",
            "typed by hand from the same passage",
            by[claim],
            now,
        )
        for claim in proposed
        if claim not in weighed
    ]
    added = add_register(
        claims=said.claims,
        judgements=[*accepted, *fresh],
        acting_user=acting_user,
        verb="record",
    )
    known = added.known + len(said.judgements) - len(fresh)
    counts = {"claims": len(said.claims), "judgements": len(said.judgements)}
    return {**counts, "new": added.new, "known": known}


def claims_to_erase(prefixes: Sequence[str], of: str = "") -> tuple[Claim, ...]:
    """The claims whose ids begin so, and all that are about a person or name them
    (`of`: a name or an id).

    Raises BadQuestion for neither, NotFound and Ambiguous.
    """
    if not prefixes and not of:
        raise BadQuestion(
            "nothing to erase: name claims by their ids, or a person with --of"
        )
    found = {claim.id: claim for claim in map(claims.claim_by_id, prefixes)}
    if of:
        ref = ask.resolver().resolve(of, ("person",))
        about = (*claims.claims(subjects=[ref]), *claims.claims_referring_to(ref))
        found.update((claim.id, claim) for claim in about)
    return tuple(found.values())
