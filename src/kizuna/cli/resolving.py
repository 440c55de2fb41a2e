"""The walk through the mentions that wait for an identity: the candidates by number, one line a decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from kizuna.cli.output import plain, table
from kizuna.cli.walking import Act, Walk
from kizuna.errors import BadQuestion

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.workflows.resolve import Queue, Waiting

_KEYS = "same N: [1]…  [d]ifferent N  [o]pen N  [s]kip  [u]ndo  [q]uit"


@dataclass(slots=True)
class Resolving(Walk):
    """A walk through a queue of mentions; `reason` is kept with each decision."""

    waiting: Queue
    user: str
    judge: str
    reason: str = ""
    at: int = 0
    decided: list[int] = field(default_factory=list)

    def run(self) -> None:
        """Ask until every mention is identified or skipped, or the person leaves."""
        rows = self.waiting.waiting
        keys: dict[str, Act] = {str(n): partial(self._same, n) for n in range(1, 10)}
        keys |= {"d": self._different, "o": self._open, "s": self._skip, "u": self._undo}
        while self.at < len(rows):
            for part in self._shown(rows[self.at]):
                self.screen.print(part)
            if not self.pressed(_KEYS, keys):
                break
        said = f"{len(self.decided)} decisions recorded; {len(rows) - self.at} mentions wait"
        self.screen.print(plain(said, "bold"))

    def _shown(self, row: Waiting) -> Iterator[RenderableType]:
        yield plain("")
        place = f"{self.at + 1} of {len(self.waiting.waiting)}"
        yield plain(f"{place} · {row.name} {row.country}".rstrip(), "bold")
        yield plain(row.ref, "dim")
        made = table("#", "May be", "#Score", "Because")
        for number, candidate in enumerate(row.candidates, 1):
            name = self.waiting.names.get(candidate.ref, "")
            left_open = " (left open)" if candidate.ref in row.undecided else ""
            made.add_row(
                str(number),
                plain(f"{name}\n{candidate.ref}{left_open}"),
                f"{candidate.score:.1f}",
                plain("; ".join(candidate.reasons)),
            )
        yield made if row.candidates else plain("Nothing near it is known")

    def _same(self, number: int, _: str) -> None:
        self._judge("same", str(number))
        self.at += 1

    def _different(self, number: str) -> None:
        self._judge("different", number)

    def _open(self, number: str) -> None:
        self._judge("undecided", number)

    def _skip(self, _: str) -> None:
        self.at += 1

    def _undo(self, _: str) -> None:
        from kizuna.workflows.resolve import undo

        if not self.decided:
            self.screen.print(plain("Nothing was decided yet", "yellow"))
            return
        self.at = self.decided.pop()
        undo(self.waiting.waiting[self.at].ref, acting_user=self.user, judge=self.judge)

    def _judge(self, verdict: str, number: str) -> None:
        """Record a verdict on the candidate of that number. Raises BadQuestion when there is none."""
        from kizuna.claims.judgement import Verdict
        from kizuna.workflows.resolve import judge

        row = self.waiting.waiting[self.at]
        if not number.isdigit() or not 1 <= int(number) <= len(row.candidates):
            raise BadQuestion(f"{number!r} is the number of no candidate of {row.name!r}")
        other = row.candidates[int(number) - 1].ref
        judge(
            Verdict(verdict),
            row.ref,
            other,
            reason=self.reason or "decided in the walk",
            acting_user=self.user,
            judge=self.judge,
        )
        self.decided.append(self.at)
