"""Times, medians, memory, and the table of them."""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""The environment in which a second run finds the code compiled, as whoever installed
Kizuna does.
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table: what was measured, with what it is compared, what was
    asked of it ("": nothing).
    """

    what: str
    measured: str
    against: str
    ratio: str
    asked: str
    met: bool


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes, once."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median(ask: Callable[[T], object], given: Iterable[T]) -> float:
    """The median time of a question over the things it is asked about, in seconds."""
    times = []
    for one in given:
        began = time.perf_counter()
        ask(one)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def peak_memory() -> tuple[float, float]:
    """The most memory that this process, and the largest of its children, ever held, in
    MiB.
    """
    mine = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return mine / 1024, theirs / 1024


def shown(spent: float) -> str:
    """A time with its unit."""
    return f"{spent:.1f} s" if spent >= 1 else f"{spent * 1000:.3f} ms"


def _verdict(measure: Measure) -> str:
    if not measure.asked:
        return ""
    return "met" if measure.met else "NOT MET"


def print_table(title: str, measures: Iterable[Measure]) -> None:
    """Print the measures in columns."""
    head = ("measure", "Kizuna", "compared with", "ratio", "asked", "")
    rows = [
        (m.what, m.measured, m.against, m.ratio, m.asked, _verdict(m)) for m in measures
    ]
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    print(f"\n{title}")
    for row in [head, *rows]:
        print(
            "  ".join(
                cell.ljust(width) for cell, width in zip(row, widths, strict=True)
            ).rstrip()
        )


@contextmanager
def folder_of(given: Path | None) -> Iterator[Path]:
    """The folder given, made where it is not there; without one, one that is gone after
    the block.
    """
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="kizuna-bench-") as made:
        yield Path(made)
