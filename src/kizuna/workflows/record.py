"""Recording: statement files, written by hand, into the ledger; all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kizuna.claims.judgement import in_force
from kizuna.claims.statements import read_statements
from kizuna.errors import BadFile


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many claims and judgements were new to the ledger, and how many it knew."""

    claims: int
    judgements: int
    new: int
    known: int


def record(files: Sequence[Path], *, acting_user: str) -> Recorded:
    """Record what the statement files say.

    Raises BadFile that names every bad block of every file (or a file that cannot be read), NotFound for a
    judgement of a claim that nobody recorded, and StorageError; then nothing was recorded.
    """
    from kizuna.store.actions import add_register
    from kizuna.store.queries import judgements

    try:
        said = read_statements(files, datetime.now(UTC))
    except OSError as error:
        raise BadFile(f"{error.filename}: cannot be read: {error.strerror}") from error
    decided = {judgement.said for judgement in in_force(judgements.judgements())}
    fresh = [judgement for judgement in said.judgements if judgement.said not in decided]
    added = add_register(
        claims=said.claims, judgements=fresh, acting_user=acting_user, verb="record"
    )
    known = added.known + len(said.judgements) - len(fresh)
    return Recorded(len(said.claims), len(said.judgements), added.new, known)
