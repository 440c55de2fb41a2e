"""A Merkle tree over the ledger, and on SQLite triggers against INSERT OR REPLACE.

A ledger that has entries gets their tree at once, and a line of the audit that says so. In which order claims,
judgements and lines of the audit came is not known: they stand by time, those of one time in this order. The
numbers of each kind are in order of entry: where the clock went back, an entry has the latest time before it.

- `tree_tiles`: up to 256 hashes of 32 bytes of a level of the tree; only the last tile of a level has fewer.
- `tree_runs`: leaves, from the first on, that are entries of one kind ("claim", "judgement" or "audit") in
  the order of their numbers.
"""

import sys
from collections.abc import Iterator
from heapq import merge
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Any

from django.db import migrations, models

from kizuna.store import tree
from kizuna.store.audited import append_act, transaction_of_entries
from kizuna.store.entries import TABLES, TIMES
from kizuna.store.guards import first_guards
from kizuna.store.migrations import big_numbers, key_of, lines, run, small_numbers, table
from kizuna.store.sql import streamed


def guard(apps: Any, schema_editor: Any) -> None:
    guards = first_guards(schema_editor.connection.vendor).items()
    run(schema_editor, (each for name, each in guards if "_no_replace" in name))


def grow(apps: Any, schema_editor: Any) -> None:
    """Add every entry that is there to the tree."""
    entries = merge(*(_in_order(at, kind) for at, kind in enumerate(TABLES)))
    kinds = [*TABLES]
    runs = [
        (kinds[kind], [number for _, _, number in run])
        for kind, run in groupby(entries, itemgetter(1))
    ]
    if not runs:
        return
    for kind, numbers in runs:
        tree.append_entries(kind, numbers)
    what = f"{tree.size()} entries, root {tree.root().hex()}"
    with transaction_of_entries():
        append_act("kizuna", "add_tree", what)
    sys.stderr.write(f"kizuna: the ledger has got its tree: {what}\n")


def _in_order(at: int, kind: str) -> Iterator[tuple[int, int, int]]:
    """When each entry of a kind was entered, the place of the kind among the kinds, and its number."""
    table, key = TABLES[kind]
    rows = streamed(f"SELECT {TIMES[kind]}, {key} FROM {table} ORDER BY {key}")
    return accumulate(
        ((time, at, number) for time, number in rows),
        lambda before, entry: (max(before[0], entry[0]), *entry[1:]),
    )


class Migration(migrations.Migration):
    dependencies = (("store", "0010_readers_of_texts"),)

    operations = (
        table(
            "tree_tiles",
            *key_of("level", "number"),
            *small_numbers("level"),
            *big_numbers("number"),
            ("hashes", models.BinaryField()),
        ),
        table(
            "tree_runs",
            *big_numbers("first_leaf", primary_key=True, serialize=False),
            *lines("kind", max_length=9),
            *big_numbers("first_number", "count"),
            indexes=[models.Index("kind", "first_number", name="tree_runs_kind")],
        ),
        migrations.RunPython(guard),
        migrations.RunPython(grow),
    )
