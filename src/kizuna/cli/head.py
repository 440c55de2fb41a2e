"""kizuna check, head, proof and verify: whether the database is sound and what cannot
all be true together; the signed head of the ledger, and what proves the ledger by it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import click

from kizuna.cli.asking import (
    SHORT,
    Ask,
    asking,
    json_text,
    plain,
    progress_line,
    say,
    table,
    waiting,
    write,
)
from kizuna.cli.questions import print_answer
from kizuna.errors import KizunaError
from kizuna.sources.reading import write_whole
from kizuna.workflows import prove
from kizuna.workflows.check_register import Question, check_database

_OF_FINDING = ("check", "level", "text", "remedy")
_STYLES = {"ok": "green", "warning": "yellow", "error": "red"}


def _found(location: str | None) -> list[dict[str, Any]]:
    """The findings of a process with the server's settings, which are not those of the
    command line.
    """
    environment = {**os.environ, **({"KIZUNA_DB": str(location)} if location else {})}
    ran = subprocess.run(
        [sys.executable, "-m", "kizuna.web.deployment"],
        env=environment,
        stdout=subprocess.PIPE,
        check=False,
    )
    if ran.returncode:
        raise KizunaError("the settings of the server could not be read; see above")
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


@asking("known_at", "format", unless="deploy")
def check(ask: Ask, of: str = "", deploy: bool = False, deep: bool = False) -> None:
    """Check that the database is sound, and that dates, series, shares and parties
    agree.

    --of NAME: Only this thing and what hangs on it.
    --deploy: Check instead whether it is fit to be used by others.
    --deep: Look at every row, index and reference of the database.
    """
    if deploy:
        with waiting("Checking"):
            found = _found(ask.location)
        styled = (
            (each, {"level": _STYLES[each["level"]], "remedy": "dim"}) for each in found
        )
        rows = (
            (plain(each[n], styles.get(n, "")) for n in _OF_FINDING)
            for each, styles in styled
        )
        errors = sum(each["level"] == "error" for each in found)
        count = plain(f"{errors or 'nothing'} to be mended", "bold")
        lines = [table("Check", "", "What", "Remedy", rows=rows), count]
        write(ask.format, {"findings": found}, lines, found, _OF_FINDING)
        if errors:
            raise SystemExit(1)
        return
    with waiting("Checking the database"):
        said = check_database(deep=deep)
    if said:
        say(said)
    print_answer("check", Question(of), ask, ask.given)


WRONG = 10
"""The exit status when something is wrong."""
_COLUMNS = ("kind", "number", "id", "what", "stored", "expected")


@asking("format")
def verify(ask: Ask, deep: bool = False, against: Path | None = None) -> None:
    """Prove that every entry of the ledger is as it was entered; what is not is named,
    with exit status 10.

    --deep: Compare all tables of the register, not a sample of ties.
    --against HEAD_FILE: Prove that the ledger extends an earlier head.
    """
    with progress_line("parts") as progress:
        verified = prove.verify(
            is_deep=deep, against=against, acting_user=ask.user, tell=progress
        )
    made: dict[str, Any] = {
        "right": verified.is_right,
        "size": verified.size,
        "root": verified.root.hex(),
        "wrong": verified.count,
        "ordered_from": verified.ordered_from,
        "tables_compared": not verified.are_tables_old,
        "discrepancies": [
            {name: getattr(each, name) for name in _COLUMNS}
            for each in verified.discrepancies
        ],
    }
    lines = []
    for each in verified.discrepancies:
        which = " ".join(filter(None, (each.kind, each.number, each.id[:SHORT])))
        lines.append(plain(f"{which}: {each.what}", "yellow"))
        lines += map(
            plain, (f"  stored    {each.stored}", f"  should be {each.expected}")
        )
    if more := verified.count - len(verified.discrepancies):
        lines.append(plain(f"and {more} more", "yellow"))
    if old := verified.ordered_from:
        told = (
            f"The first {old} entries are older than the tree: the times of these may"
            " go back"
        )
        lines.append(plain(told))
    if verified.are_tables_old:
        lines.append(
            plain("The register's tables lag behind the ledger and were not compared")
        )
    lines.append(plain(f"{verified.size} entries, root {verified.root.hex()}"))
    lines.append(plain(f"{verified.count or 'nothing'} wrong", "bold"))
    write(ask.format, made, lines, made["discrepancies"], _COLUMNS)
    if not verified.is_right:
        raise SystemExit(WRONG)


Out = Annotated[Path | None, click.Path(dir_okay=False, path_type=Path)]


@asking("format")
def head(
    ask: Ask, timestamp: str = "", timestamp_ca: Path | None = None, out: Out = None
) -> None:
    """Print the signed head of the ledger: how many entries it has, and the root of
    their tree.

    --timestamp URL: Have its time confirmed by a service of RFC 3161.
    --timestamp-ca FILE: Certificates (PEM) to check the service's answer with.
    --out FILE: Write it to a file, as JSON.
    """
    signed = prove.signed_head()
    if timestamp:
        with waiting("Asking for the timestamp"):
            signed = prove.add_timestamp(signed, timestamp, timestamp_ca)
    elif timestamp_ca:
        raise click.BadParameter("--timestamp-ca is for --timestamp")
    made = signed.to_json()
    if out is not None:
        write_whole(out, json_text(made).encode())
        return
    lines = [
        plain(f"A ledger of {made['size']:,} entries, signed at {made['time']}", "bold")
    ]
    lines += [plain(f"{name:<10}{made[name]}") for name in ("root", "key", "signature")]
    if "timestamp" in made:
        told = (
            f"timestamp of {len(made['timestamp'])} characters: --format json prints it"
        )
        lines.append(plain(told))
    write(ask.format, made, lines)


@asking()
def proof(ask: Ask, claim: str, out: Out = None) -> None:
    """Write the proof that a claim is in the ledger, as JSON that anybody checks
    without Kizuna.

    CLAIM: Its id or the first digits of it.
    --out FILE: Write it to a file, as JSON.
    """
    made = json_text(prove.proof(claim))
    if out is None:
        sys.stdout.write(made)
    else:
        write_whole(out, made.encode())
