"""Kills writers with SIGKILL at random moments of writing: `python -m bench.kill
--kills 1000`.

What a writer acknowledged must be in the ledger, and what it did must be there whole or
not at all. `record`, `import` and `review` run as on the command line, in a process
forked for each; every tenth kill falls on a server under three programs that propose.
Half of the kills on SQLite wait until its log grows, when a transaction is written.
`--verify` lets `kizuna verify` look at the ledger after each kill, `--on postgresql`
takes the other database.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.writing import (
    VENDORS,
    proposal,
    proposer_key,
    register_on,
    served,
    statement_file,
)
from kizuna.cli.app import app
from kizuna.store.sql import fetch, fetch_number
from kizuna.workflows.open_register import open_register
from kizuna.workflows.receive_proposals import receive_proposals

_SERVER_EVERY = 10
_PROGRAMS = 3
_ROWS = 20
_LONGEST = 60.0
_AFTER_LOG = 0.03
"""Seconds within which a kill follows the growth of the log."""


@dataclass(slots=True)
class _Bench:
    """One run: where, with what, and what came of it so far."""

    location: str
    folder: Path
    key: str
    chance: random.Random
    took: dict[str, float] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


Held = Callable[[], Sequence[bool]]
"""Which parts of a deed the ledger holds."""


def main() -> int:
    """Kill, count and print; 1 when anything acknowledged is lost or anything is half
    there.
    """
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=1000)
    options.add_argument("--on", choices=VENDORS, default="sqlite")
    options.add_argument("--seed", type=int, default=None)
    options.add_argument(
        "--verify", action="store_true", help="run kizuna verify after each"
    )
    given = options.parse_args()
    seed = random.randrange(2**32) if given.seed is None else given.seed
    with register_on(given.on) as location, tempfile.TemporaryDirectory() as folder:
        bench = _Bench(
            location, Path(folder), proposer_key(location), random.Random(seed)
        )
        for number in range(given.kills):
            _kill_one(bench, number)
            if given.verify and _kizuna(location, "verify"):
                bench.faults.append(
                    f"kill {number}: kizuna verify finds the ledger altered"
                )
        if _kizuna(location, "check", "--deep"):
            bench.faults.append("kizuna check --deep finds the database damaged")
        bench.faults += _unlike_a_rebuild(location)
    told = ", ".join(f"{count} {what}" for what, count in sorted(bench.counts.items()))
    print(f"{given.on}, seed {seed}: {given.kills} kills: {told}")
    print(f"{len(bench.faults)} faults", *bench.faults[:20], sep="\n  ")
    return int(bool(bench.faults))


def _kill_one(bench: _Bench, number: int) -> None:
    if number % _SERVER_EVERY == _SERVER_EVERY - 1:
        _kill_server(bench, number)
        return
    what, prepare = _DEEDS[number % len(_DEEDS)]
    arguments, held = prepare(bench, f"{what}-{number}")
    is_acknowledged, is_killed = _kill_command(bench, what, arguments)
    opened = open_register(bench.location)
    there = held()
    opened.close()
    _judge(bench, f"kill {number}, {what}", there, is_acknowledged)
    ended = "killed" if is_killed else "finished first"
    bench.counts[f"{what} {ended}, {'written' if all(there) else 'not written'}"] += 1


def _judge(
    bench: _Bench, what: str, there: Sequence[bool], is_acknowledged: bool
) -> None:
    if is_acknowledged and not all(there):
        bench.faults.append(
            f"{what}: acknowledged, and {there.count(False)} of {len(there)} lost"
        )
    elif (
        any(there) and not all(there) and "review" not in what
    ):  # each row of a review is one
        bench.faults.append(f"{what}: {there.count(True)} of {len(there)} written")


def _recording(bench: _Bench, name: str) -> tuple[list[str], Held]:
    path = bench.folder / f"{name}.toml"
    path.write_text(statement_file(name))
    refs = [f"government/first-{name}", f"organisation/second-{name}", f"tie/{name}"]
    return ["record", str(path)], lambda: [
        *_have_claims(refs),
        *_in_table([f"tie/{name}"]),
    ]


def _importing(bench: _Bench, name: str) -> tuple[list[str], Held]:
    path, mapping = bench.folder / f"{name}.csv", bench.folder / f"{name}.toml"
    rows = [
        f"First {name} {row},Second {name} {row},1991-05-0{row % 9 + 1}"
        for row in range(_ROWS)
    ]
    path.write_text("\n".join(["Town,Partner,Since", *rows]) + "\n")
    mapping.write_text(
        f'[source]\ndocument = "document/list-{name}"\ndate = "2024-05-01"\n'
        'holder = "organisation/bench"\n'
        '[tie]\ntype = "sister-city"\nstage = "formal"\n'
        'basis = { formal = "signing" }\n'
        '[a]\ncountry = "JP"\n[b]\ncountry = "NZ"\n'
        '[columns]\n"Town" = "a.name"\n"Partner" = "b.name"\n"Since" = "tie.date"\n'
    )
    return (
        ["import", str(path), "--map", str(mapping), "--run"],
        lambda: _parties_of(f"document/list-{name}"),
    )


def _reviewing(bench: _Bench, name: str) -> tuple[list[str], Held]:
    opened = open_register(bench.location)
    source = {"document": f"document/paper-{name}", "locator": "p. 12"}
    state = [
        {"subject": "tie/osaka-shanghai", "number": f"{name}-{row}"} for row in range(5)
    ]
    made = receive_proposals(source, state, acting_user="bench")
    opened.close()
    claims = [claim for item in made for claim in item.claims]
    path = bench.folder / f"{name}.csv"
    path.write_text(
        "claim,verdict,reason\n" + "".join(f"{claim},accept,\n" for claim in claims)
    )
    return ["review", "--decisions", str(path)], lambda: _have_judgements(claims)


_DEEDS = (("record", _recording), ("import", _importing), ("review", _reviewing))


def _have_claims(refs: Sequence[str]) -> list[bool]:
    asked = (
        "SELECT count(*) FROM claims WHERE subject = (SELECT id FROM terms WHERE text ="
        " %s)"
    )
    return [fetch_number(asked, [ref]) > 0 for ref in refs]


def _in_table(ties: Sequence[str]) -> list[bool]:
    asked = (
        "SELECT count(*) FROM ties WHERE id = (SELECT id FROM terms WHERE text = %s)"
    )
    return [fetch_number(asked, [ref]) > 0 for ref in ties]


def _parties_of(document: str) -> list[bool]:
    """A place for each party that the rows of a list name, whether the ledger holds
    it.
    """
    asked = (
        "SELECT count(*) FROM claims WHERE document = (SELECT id FROM terms WHERE text"
        " = %s)"
        " AND property = (SELECT id FROM terms WHERE text = 'party')"
    )
    found = fetch_number(asked, [document])
    return [at < found for at in range(2 * _ROWS)]


def _have_judgements(claims: Sequence[str]) -> list[bool]:
    asked = "SELECT count(*) FROM judgements WHERE target = %s"
    return [fetch_number(asked, [claim]) > 0 for claim in claims]


def _kill_command(
    bench: _Bench, what: str, arguments: Sequence[str]
) -> tuple[bool, bool]:
    """Run a command in its own process and kill it; whether it was acknowledged, and
    whether it was killed.
    """
    began, usual = time.monotonic(), bench.took.get(what)
    size = _log_size(bench.location)
    child = os.fork()
    if not child:
        _be_a_command(["--db", bench.location, *arguments], bench.folder / "out")
    if usual is not None:
        _wait(bench, usual, size, child)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(
        status
    ):  # the first of its kind always is: the others may take as long
        took = time.monotonic() - began
        bench.took[what] = took if usual is None else (took + usual) / 2
    is_acknowledged = os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0
    if os.WIFEXITED(status) and not is_acknowledged:
        bench.faults.append(
            f"{what}: left with {os.WEXITSTATUS(status)}:"
            f" {(bench.folder / 'out').read_text()[-300:]}"
        )
    return is_acknowledged, os.WIFSIGNALED(status)


def _wait(bench: _Bench, usual: float, size: int, child: int) -> None:
    """Wait for the moment of the kill, or until the command has ended."""
    until = time.monotonic() + usual * bench.chance.uniform(0.5, 1)
    is_aimed = bench.location.endswith(".sqlite3") and bench.chance.random() < 0.5
    if is_aimed:
        until = time.monotonic() + _LONGEST
    while time.monotonic() < until:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return
        if is_aimed and _log_size(bench.location) not in (0, size):
            time.sleep(bench.chance.uniform(0, _AFTER_LOG))
            return
        time.sleep(0.0005)


def _log_size(location: str) -> int:
    with contextlib.suppress(FileNotFoundError):
        return os.path.getsize(f"{location}-wal")
    return 0


def _be_a_command(arguments: Sequence[str], out: Path) -> None:
    """Be the command line, to the end of this process."""
    with out.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    code: object = 70
    try:
        app(list(arguments), prog_name="kizuna")
        code = 0
    except SystemExit as left:
        code = left.code or 0
    finally:
        sys.stdout.flush()
        os._exit(code if isinstance(code, int) else 1)


def _kill_server(bench: _Bench, number: int) -> None:
    """Kill a server with all its processes while programs propose; each proposal that
    it took must be there.
    """
    taken: list[str] = []
    with served(bench.location) as (address, process):
        stopped = threading.Event()
        programs = [
            threading.Thread(
                target=_propose,
                args=(bench.key, address, f"{number}-{each}", taken, stopped),
            )
            for each in range(_PROGRAMS)
        ]
        for program in programs:
            program.start()
        until = time.monotonic() + _LONGEST
        while not taken and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(bench.chance.uniform(0, 1))
        os.killpg(process.pid, signal.SIGKILL)
        stopped.set()
        for program in programs:
            program.join()
    opened = open_register(bench.location)
    held = [
        bool(fetch("SELECT 1 FROM claims WHERE uid = %s", [bytes.fromhex(ref)]))
        for ref in taken
    ]
    opened.close()
    if not taken or not all(held):
        bench.faults.append(
            f"kill {number}, server: {held.count(False)} of {len(taken)} lost"
        )
    bench.counts["server killed"] += 1
    bench.counts["proposals taken by servers that were killed"] += len(taken)


def _propose(
    key: str, address: str, name: str, taken: list[str], stopped: threading.Event
) -> None:
    headers = {"Authorization": f"Bearer {key}"}
    with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
        for each in range(10**6):
            with contextlib.suppress(httpx.TransportError):
                answer = client.post(
                    "/api/v1/proposals", json=proposal(f"{name}-{each}")
                )
                if answer.status_code == 201:
                    taken.extend(answer.json()["claims"])
            if stopped.is_set():
                return


def _kizuna(location: str, *arguments: str) -> int:
    command = [sys.executable, "-m", "kizuna", "--db", location, *arguments]
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode


def _unlike_a_rebuild(location: str) -> list[str]:
    """The tables of the register that a rebuild would change."""
    from kizuna.store.actions.ledger import rebuild

    opened = open_register(location)
    tables = ("ties", "tie_parties")

    def rows() -> dict[str, list[tuple[object, ...]]]:
        return {table: sorted(fetch(f"SELECT * FROM {table}")) for table in tables}

    before = rows()
    rebuild(acting_user="bench")
    after = rows()
    opened.close()
    return [
        f"{table} is not what a rebuild makes"
        for table in tables
        if before[table] != after[table]
    ]


if __name__ == "__main__":
    sys.exit(main())
