"""Back-tests suggestions on world ties: `python -m bench.suggest [--world FOLDER]
[--seeds N] [--files FOLDER]`.

The ties that Wikidata listed in 2016 are the past; those first seen in 2022 are ranked.
Both lists are of what was listed, not of what was made: many a tie first seen in 2022
is older. The list of 2022 is also where countries, points and populations come from,
and it took only ties with a city at one end and more than 10,000 people at both; a
place that it knows only by a new tie would give that tie away. So only places that both
lists join to an old tie are known here, and can be ranked. `--files` keeps the two CSV
files for `kizuna suggest --backtest --edges`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measuring import shown
from kizuna.analysis.suggest.backtest import SEED
from kizuna.analysis.suggest.features import PRIOR
from kizuna.store.database import open_database
from kizuna.workflows.backtest_suggestions import (
    BacktestAnswer,
    backtest_suggestions,
)
from kizuna.workflows.clocks import Times

WORLD = Path(__file__).resolve().parents[2] / "shared" / "data" / "world-wikidata"
PAST, LATER = 2016, 2022


def main() -> None:
    """Back-test and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--world", type=Path, default=WORLD)
    parser.add_argument(
        "--seeds", type=int, default=3, help="how often with other draws"
    )
    parser.add_argument(
        "--files", type=Path, help="keep edges.csv and places.csv in this folder"
    )
    given = parser.parse_args()
    if not (given.world / "ties.csv.gz").exists():
        parser.error(
            f"{str(given.world)!r} holds no ties.csv.gz: give the folder of the world"
            " ties"
        )
    with tempfile.TemporaryDirectory() as made:
        folder = given.files or Path(made)
        edges, places = write_files(given.world, folder)
        open_database(Path(made) / "register.sqlite3")  # of which nothing is read
        for seed in range(SEED, SEED + given.seeds):
            began = time.perf_counter()
            found = backtest_suggestions(Times.on(1), PAST, edges, places, seed)
            _print(found, time.perf_counter() - began)


def write_files(world: Path, folder: Path) -> tuple[Path, Path]:
    """The two files of the back-test, made from the world ties: edges and places."""
    ties = list(_rows(world / "ties.csv.gz"))
    ends = ("qid_a", "qid_b")
    seen_twice = {
        tie[end]
        for tie in ties
        for end in ends
        if _is_old(tie) and tie["in_2022"] == "1"
    }
    edges, places = folder / "edges.csv", folder / "places.csv"
    with edges.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("a", "b", "since"))
        writer.writerows(
            (t["qid_a"], t["qid_b"], PAST if _is_old(t) else LATER) for t in ties
        )
    with places.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "country", "latitude", "longitude", "population"))
        for node in _rows(world / "nodes.csv.gz"):
            if node["qid"] in seen_twice:
                known = (node[key] for key in ("country", "lat", "lon", "population"))
                writer.writerow((node["qid"], *known))
    return edges, places


def _is_old(tie: dict[str, str]) -> bool:
    return "1" in (tie["a_lists_b_2016"], tie["b_lists_a_2016"])


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _print(answer: BacktestAnswer, spent: float) -> None:
    result = answer.result
    print(
        "\n"
        f"{result.past:,} pairs listed in {PAST}, {result.later:,} first seen in"
        f" {LATER},"
        f" {result.ranked:,} ranked for {result.places:,} places among"
        f" {result.candidates:,};"
        f" seed {result.seed}, {shown(spent)}"
    )
    for score in result.scores:
        print(f"{score.name:32} hits@10 {score.hits:.4f}   AUC {score.auc:.4f}")
    print(result.margin)
    fitted = zip(PRIOR, result.fit[0], strict=True)
    print(
        "weights: "
        + ", ".join(f"{feature.name} {weight:+.2f}" for feature, weight in fitted)
    )


if __name__ == "__main__":
    main()
