"""Recording: statement files, written by hand, into the ledger, all of them or none; and what claims say of a
person, to be erased as data protection law demands (docs/explanation/access.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement, Verdict, in_force
from kizuna.claims.statements import read_statements
from kizuna.errors import BadFile, BadQuestion
from kizuna.store.actions import add_register
from kizuna.store.queries import claims, judgements
from kizuna.workflows import ask
from kizuna.workflows.acting import recorder_of

_TYPED = "typed by hand from the same passage"


def record(files: Sequence[Path], *, acting_user: str) -> dict[str, int]:
    """Record what the statement files say; how many `claims` and `judgements`, how many of both were `new` to the
    ledger, and how many it had `known`.

    Raises BadFile that names every bad block of every file (or a file that cannot be read), NotFound for a
    judgement of a claim that nobody recorded, and StorageError; then nothing was recorded.
    """
    now = datetime.now(UTC)
    try:
        said = read_statements(files, now, recorder_of(acting_user))
    except OSError as error:
        raise BadFile(f"{error.filename}: cannot be read: {error.strerror}") from error
    standing = in_force(judgements.judgements())
    decided = {judgement.said for judgement in standing}
    fresh = [judgement for judgement in said.judgements if judgement.said not in decided]
    accepted = list(_accepted(said.claims, standing, now))
    added = add_register(
        claims=said.claims, judgements=[*accepted, *fresh], acting_user=acting_user, verb="record"
    )
    known = added.known + len(said.judgements) - len(fresh)
    counts = {"claims": len(said.claims), "judgements": len(said.judgements)}
    return {**counts, "new": added.new, "known": known}


def _accepted(
    typed: Sequence[Claim], standing: Iterable[Judgement], now: datetime
) -> Iterator[Judgement]:
    """Who types what was proposed from the same passage accepts it, unless somebody has decided already."""
    held = claims.claims_by_ids(claim.id for claim in typed)
    verdicts = {j.target for j in standing if j.verdict in (Verdict.ACCEPT, Verdict.REJECT)}
    for claim in typed:
        if claim.id in held and held[claim.id].is_proposal and claim.id not in verdicts:
            yield Judgement(Verdict.ACCEPT, claim.id, "", _TYPED, claim.recorder, now)


def claims_to_erase(prefixes: Sequence[str], of: str = "") -> tuple[Claim, ...]:
    """The claims whose ids begin so, and all that are about a person or name them (`of`: a name or an id).

    Raises BadQuestion for neither, NotFound and Ambiguous.
    """
    if not prefixes and not of:
        raise BadQuestion("nothing to erase: name claims by their ids, or a person with --of")
    found = {claim.id: claim for claim in map(claims.claim_by_id, prefixes)}
    if of:
        ref = ask.resolver().resolve(of, ("person",))
        about = (*claims.claims(subjects=[ref]), *claims.claims_referring_to(ref))
        found.update((claim.id, claim) for claim in about)
    return tuple(found.values())
