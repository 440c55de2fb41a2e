"""The pairs of romanised names written by hand: how many find their place first."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from kizuna.identity.folding import fold_name
from kizuna.identity.linker import Linker
from kizuna.identity.mentions import Mention

PAIRS = (
    Path(__file__).parents[1] / "tests" / "data" / "identity" / "romanisation-pairs.tsv"
)


def pairs(path: Path = PAIRS) -> Iterator[tuple[str, str, str, str]]:
    """What is written, the country, the usual English name, and the system of the
    spelling.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield row["written"], row["country"], row["names"], row["system"]


def missed(linker: Linker, path: Path = PAIRS) -> tuple[list[str], int]:
    """The pairs whose first candidate is another place, with what came first, and how
    many pairs there are.
    """
    rows = list(pairs(path))
    found = linker.link(
        [Mention(written, country=country) for written, country, _, _ in rows]
    )
    wrong = []
    for (written, _, names, system), candidates in zip(rows, found, strict=True):
        place = candidates[0].place if candidates else None
        if place is None or fold_name(names) not in map(fold_name, place.names):
            wrong.append(
                f"{written} ({system}): {place.names[0] if place else 'nothing'}, not"
                f" {names}"
            )
    return wrong, len(rows)
