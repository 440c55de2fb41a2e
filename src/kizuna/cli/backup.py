"""kizuna backup and restore: the whole database in one file, and back; kizuna erase and
rebuild: what is in it.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from kizuna.cli.asking import SHORT, Ask, asking, plain, print_paged, waiting, write
from kizuna.cli.command import command
from kizuna.store.actions import documents, ledger
from kizuna.store.backups import backup as backups
from kizuna.store.backups.archive import Manifest
from kizuna.store.settings import locate
from kizuna.workflows.acting import acting_user
from kizuna.workflows.list_claims import claim_row
from kizuna.workflows.record import claims_to_erase

_HOLDS = (
    "{claims} claims, {judgements} judgements, {documents} documents, {accounts}"
    " accounts{as_of};"
    " digest of the ledger {digest:.12}"
)


@command
def restore(
    ctx: click.Context, file: Path, replace: bool = False, check: bool = False
) -> None:
    """Restore a backup into the database that --db names, SQLite or PostgreSQL, whole
    or not at all.

    FILE: What kizuna backup wrote.
    --replace: Put it in the place of a database that is not empty.
    --check: Only verify the file and its ledger, and tell what is in it.
    """
    if check:
        with waiting("Checking the backup"):
            manifest = backups.check(path=file)
        where = f"{file} is whole, and its ledger as it was entered"
    else:
        with waiting("Restoring the backup"):
            location, user = ctx.find_root().obj, acting_user()
            manifest = backups.restore(
                path=file, location=location, is_replacing=replace, acting_user=user
            )
        where = f"Restored into {locate(location).text}"
    held = _HOLDS.format(**_counts(manifest), as_of=f", as of {manifest.made_at}")
    print_paged([plain(where, "bold"), plain(held)])


@asking("format")
def backup(ask: Ask, to: Path, keep: int = 0) -> None:
    """Write the whole database to one file, while others use it; checked when it is
    written.

    FILE: Where to write it; in a folder it is named after the time.
    --keep N: Leave the newest N backups in the folder (0: all).
    """
    with waiting("Writing the backup"):
        kept = backups.back_up(to=to, keep=keep, acting_user=ask.user)
    manifest, head = kept.manifest, kept.manifest.head or {}  # which every new one has
    made = {
        "file": str(kept.path),
        "bytes": kept.size,
        "made_at": manifest.made_at,
        "vendor": manifest.vendor,
        **_counts(manifest),
        "entries": head["size"],
        "root": head["root"],
        "removed": [str(path) for path in kept.removed],
    }
    lines = [
        plain(f"The backup is in {kept.path}, {kept.size / 1e6:,.1f} MB", "bold"),
        plain(_HOLDS.format(**made, as_of="")),
        plain("ledger of {entries} entries, root {root:.16}".format(**made)),
        *(plain(f"removed {path}", "dim") for path in kept.removed),
    ]
    write(ask.format, made, lines)


def _counts(manifest: Manifest) -> dict[str, Any]:
    tables = {
        "claims": "claims",
        "judgements": "judgements",
        "documents": "document_texts",
    }
    counts = {
        name: manifest.rows[table]
        for name, table in {**tables, "accounts": "users"}.items()
    }
    return {**counts, "digest": manifest.digest}


@asking("format")
def rebuild(ask: Ask) -> None:
    """Delete the register's tables and make them anew from the claims; answers stay the
    same.
    """
    with waiting("Rebuilding the register"):
        done = ledger.rebuild(acting_user=ask.user)
    made = asdict(done) | {"seconds": round(done.seconds, 3)}
    said = (
        "Rebuilt from {claims} claims in {seconds} s: {ties} ties of {places} places,"
        " logic version {logic_version}"
    )
    write(ask.format, made, said.format(**made))


_COLUMNS = ("id", "subject", "property", "document")


@asking("format")
def erase(
    ask: Ask,
    claims: tuple[str, ...] = (),
    of: str = "",
    reason: str = "",
    keep_texts: bool = False,
    yes: bool = False,
    purge: bool = False,
) -> None:
    """Erase what claims say of a person, for good, by a decision with a reason.

    [CLAIM]...: Claims by their ids.
    --of NAME: All claims about a person, or that name them.
    --reason TEXT: Which right or law asks for it.
    --keep-texts: Leave their passages in the texts that are held.
    --yes: Erase them; without it they are only listed.
    --purge: Only write the database anew, without what was erased.
    """
    if not purge:
        found = claims_to_erase(claims, of)
        if yes:
            documents.erase_claims(
                claims=found,
                reason=reason,
                acting_user=ask.user,
                with_texts=not keep_texts,
            )
        said = (
            "erased"
            if yes
            else "would be erased; give a --reason and --yes to erase them"
        )
        told = (
            f"{claim.id[:SHORT]}  {claim.subject} {claim.property}" for claim in found
        )
        count = plain(
            f"{len(found)} claim{'' if len(found) == 1 else 's'} {said}", "bold"
        )
        made = {"erased": yes, "claims": [claim.id for claim in found]}
        lines = [*(plain(line, "dim") for line in told), count]
        write(ask.format, made, lines, map(claim_row, found), _COLUMNS)
    if purge or yes:
        with waiting("Writing the database anew"):
            documents.purge()
