"""Opening: a database that holds the built-in register, filled on first use and
whenever its data has changed.

What an earlier edition said and this one no longer says is rejected with a reason,
never removed; the judgements of other people are left alone.
"""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from kizuna.claims.claim import Judgement, Verdict, in_force
from kizuna.errors import CannotWrite
from kizuna.store import Database, open_database
from kizuna.store.audited import audited
from kizuna.store.queries import claims, judgements, ledger

EDITORS = "organisation/kizuna-editors"
_BY = "kizuna"
_VERB = "seed_builtin edition "
_WITHDRAWN = "withdrawn in edition "
Waiting = Callable[[str], AbstractContextManager[object]]
"""Shows a message for as long as its block runs."""


def open_register(
    location: str | Path | None = None, *, waiting: Waiting = nullcontext
) -> Database:
    """The open database at a location (None: KIZUNA_DB, else the user's data folder),
    seeded and up to date.

    One that may only be read is left as it is. `waiting` is entered around what may
    take over a second. Raises StorageError.
    """
    database = open_database(location)
    if database.is_read_only:
        if ledger.needs_rebuild():
            raise CannotWrite(
                f"the database {database.location!r} may only be read, and its tables"
                " are to be made anew:"
                " open it once where it may be written"
            )
        return database
    if not is_seeded():
        with waiting("Loading the built-in register"):
            seed_builtin()
    if ledger.needs_rebuild():
        from kizuna.store.actions.ledger import rebuild

        with waiting("Rebuilding the register"):
            rebuild(acting_user=_BY)
    return database


@cache
def builtin(ending: str) -> tuple[Path, ...]:
    """What comes with the register, in order of path: its statement files ("toml"), or
    texts, each named after its document ("txt").
    """
    return tuple(sorted((Path(__file__).parents[1] / "data").rglob(f"*.{ending}")))


@cache
def edition() -> str:
    """The edition of the built-in data: 12 hex digits of the SHA-256 of all its
    files.
    """
    seen = hashlib.sha256()
    for file in (*builtin("toml"), *builtin("txt")):
        seen.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return seen.hexdigest()[:12]


def is_seeded() -> bool:
    """Whether this edition is the last that the open database was brought to, as its
    audit tells.
    """
    last = ledger.last_done(_VERB)
    return last is not None and last.verb == _VERB + edition()


def seed_builtin() -> None:
    """Bring the ledger to this edition of the built-in register; does nothing when it
    is there.

    It holds the writers' lock from the first look to the last row, so that two first
    uses at once load it once. Raises BadFile for malformed data and StorageError for
    trouble of the database; then nothing changed.
    """
    with audited(_VERB + edition(), _BY) as notes:
        before = ledger.counts().claims
        if is_seeded():
            notes.append("held already")
            return
        withdrawn = _load()
        notes.append(
            f"{ledger.counts().claims - before} claims added, {withdrawn} withdrawn"
        )


def _load() -> int:
    """Add what this edition says and take back what it no longer says; how many claims
    that were.
    """
    from kizuna.claims.statements import read_statements
    from kizuna.store.actions.documents import add_document
    from kizuna.store.actions.ledger import add_register

    now = datetime.now(UTC)
    wanted = read_statements(builtin("toml"), now)
    held = claims.claims(recorder=EDITORS)  # by earlier editions
    gone = {claim.id for claim in held} - {claim.id for claim in wanted.claims}
    why = _WITHDRAWN + edition()
    rejected = [
        Judgement(Verdict.REJECT, claim, "", why, EDITORS, now)
        for claim in sorted(gone)
    ]
    # the judgements that turn the editors' earlier ones into the wanted ones
    earlier = in_force(j for j in judgements.judgements() if j.judge == EDITORS)
    old = {_said(judgement): judgement for judgement in earlier}
    new = {_said(judgement): judgement for judgement in (*wanted.judgements, *rejected)}
    unsaid = (judgement.id for said, judgement in old.items() if said not in new)
    changes = [
        Judgement(Verdict.WITHDRAW, ref, "", why, EDITORS, now) for ref in unsaid
    ]
    changes += [judgement for said, judgement in new.items() if said not in old]
    add_register(claims=wanted.claims, judgements=changes, acting_user=_BY)
    for file in builtin("txt"):
        add_document(  # a text that the store holds stays as it is
            ref=f"document/{file.stem}",
            text=file.read_text(encoding="utf-8"),
            media_type="text/plain",
            title="",
            acting_user=_BY,
            original=file.name,
        )
    return sum(j.verdict is Verdict.REJECT and j.target in gone for j in changes)


def _said(judgement: Judgement) -> tuple[str, ...]:
    """What a judgement decides and why; which edition withdrew a claim makes no
    difference.
    """
    *decided, reason, _ = judgement.decision
    return (*decided, _WITHDRAWN if reason.startswith(_WITHDRAWN) else reason)
