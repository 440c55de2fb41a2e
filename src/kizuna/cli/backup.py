"""kizuna backup and restore: the whole database in one file, and back; kizuna erase and rebuild: what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from kizuna.cli.asking import Ask, asking, waiting
from kizuna.cli.output import SHORT, console, plain, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.claims.claim import Claim
    from kizuna.store.backups.backup import BackedUp


def restore(ctx: typer.Context, file: Path, replace: bool = False, check: bool = False) -> None:
    """Restore a backup into the database that --db names, SQLite or PostgreSQL, whole or not at all.

    FILE: What kizuna backup wrote.
    --replace: Put it in the place of a database that is not empty.
    --check: Only verify the file and its ledger, and tell what is in it.
    """
    from kizuna.store.backups import backup
    from kizuna.store.settings import locate
    from kizuna.workflows.acting import acting_user

    if check:
        with waiting("Checking the backup"):
            manifest = backup.check(path=file)
        where = f"{file} is whole, and its ledger as it was entered"
    else:
        with waiting("Restoring the backup"):
            location, user = ctx.find_root().obj, acting_user()
            manifest = backup.restore(
                path=file, location=location, is_replacing=replace, acting_user=user
            )
        where = f"Restored into {locate(location).text}"
    rows = manifest.rows
    screen = console()
    screen.print(plain(where, "bold"))
    screen.print(
        plain(
            f"{rows['claims']} claims, {rows['judgements']} judgements, {rows['document_texts']} documents,"
            f" {rows['users']} accounts, as of {manifest.made_at}; digest of the ledger {manifest.digest[:12]}"
        )
    )


@asking("format")
def backup(ask: Ask, to: Path, keep: int = 0) -> None:
    """Write the whole database to one file, while others use it; checked when it is written.

    FILE: Where to write it; in a folder it is named after the time.
    --keep N: Leave the newest N backups in the folder (0: all).
    """
    from kizuna.store.backups.backup import back_up

    with waiting("Writing the backup"):
        kept = back_up(to=to, keep=keep, acting_user=ask.user)
    made = _json(kept)
    write(ask.format, made, _words(made))


def _json(kept: BackedUp) -> dict[str, Any]:
    manifest = kept.manifest
    return {
        "file": str(kept.path),
        "bytes": kept.size,
        "made_at": manifest.made_at,
        "vendor": manifest.vendor,
        "claims": manifest.rows["claims"],
        "judgements": manifest.rows["judgements"],
        "documents": manifest.rows["document_texts"],
        "accounts": manifest.rows["users"],
        "digest": manifest.digest,
        "entries": manifest.head["size"] if manifest.head else None,
        "root": manifest.head["root"] if manifest.head else None,
        "removed": [str(path) for path in kept.removed],
    }


def _words(made: dict[str, Any]) -> Iterator[RenderableType]:
    yield plain(f"The backup is in {made['file']}, {made['bytes'] / 1e6:,.1f} MB", "bold")
    yield plain(
        f"{made['claims']} claims, {made['judgements']} judgements, {made['documents']} documents,"
        f" {made['accounts']} accounts; digest of the ledger {made['digest'][:12]}"
    )
    yield plain(f"ledger of {made['entries']} entries, root {made['root'][:16]}")
    for path in made["removed"]:
        yield plain(f"removed {path}", "dim")


@asking("format")
def rebuild(ask: Ask) -> None:
    """Delete the register's tables and make them anew from the claims; answers stay the same."""
    from kizuna.store import actions

    with waiting("Rebuilding the register"):
        done = actions.rebuild(acting_user=ask.user)
    made = {
        "logic_version": done.logic_version,
        "claims": done.claims,
        "ties": done.ties,
        "places": done.places,
        "seconds": round(done.seconds, 3),
    }
    said = (
        f"Rebuilt from {made['claims']} claims in {made['seconds']} s:"
        f" {made['ties']} ties of {made['places']} places, logic version {made['logic_version']}"
    )
    write(ask.format, made, said)


_COLUMNS = ("id", "subject", "property", "document")


@asking("format")
def erase(
    ask: Ask,
    claims: list[str] | None = None,
    of: str = "",
    reason: str = "",
    keep_texts: bool = False,
    yes: bool = False,
    purge: bool = False,
) -> None:
    """Erase what claims say of a person, for good, by a decision with a reason.

    CLAIM: Claims by their ids.
    --of NAME: All claims about a person, or that name them.
    --reason TEXT: Which right or law asks for it.
    --keep-texts: Leave their passages in the texts that are held.
    --yes: Erase them; without it they are only listed.
    --purge: Only write the database anew, without what was erased.
    """
    from kizuna.store import actions
    from kizuna.workflows.list_claims import claim_row
    from kizuna.workflows.record import claims_to_erase

    if not purge:
        found = claims_to_erase(claims or (), of)
        if yes:
            actions.erase_claims(
                claims=found, reason=reason, acting_user=ask.user, with_texts=not keep_texts
            )
        said = "erased" if yes else "would be erased; give a --reason and --yes to erase them"
        made = {"erased": yes, "claims": [claim.id for claim in found]}
        write(ask.format, made, _lines(found, said), map(claim_row, found), _COLUMNS)
    if purge or yes:
        with waiting("Writing the database anew"):
            actions.purge()


def _lines(found: tuple[Claim, ...], said: str) -> Iterator[RenderableType]:
    for claim in found:
        yield plain(f"{claim.id[:SHORT]}  {claim.subject} {claim.property}", "dim")
    yield plain(f"{len(found)} claim{'' if len(found) == 1 else 's'} {said}", "bold")
