"""kizuna resolve: the mentions that nobody has identified, their candidates, and decisions on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking, waiting
from kizuna.cli.output import Rows, plain, table, write
from kizuna.cli.walking import Act, DecisionWalk
from kizuna.errors import BadQuestion

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.claims.judgement import Judgement
    from kizuna.workflows.resolve import MentionQueue, WaitingMention


_KEYS = "same N: [1]…  [d]ifferent N  [o]pen N  [s]kip  [u]ndo  [q]uit"


@dataclass(slots=True)
class Resolving(DecisionWalk):
    """A walk through a queue of mentions; `reason` is kept with each decision."""

    waiting: MentionQueue
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
            for part in self._render(rows[self.at]):
                self.screen.print(part)
            if not self.pressed(_KEYS, keys):
                break
        said = f"{len(self.decided)} decisions recorded; {len(rows) - self.at} mentions wait"
        self.screen.print(plain(said, "bold"))

    def _render(self, row: WaitingMention) -> Iterator[RenderableType]:
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


_COLUMNS = ("mention", "name", "country", "candidate", "candidate_name", "score", "reasons")


@asking("format")
def resolve(
    ask: Ask,
    mention: Annotated[
        str, typer.Argument(metavar="[MENTION]", help="The id of one mention. Default: all.")
    ] = "",
    same: Annotated[str, typer.Option(metavar="ID", help="It is the same as this.")] = "",
    different: Annotated[str, typer.Option(metavar="ID", help="It is not this.")] = "",
    undecided: Annotated[
        str, typer.Option(metavar="ID", help="It may be this; leave it open.")
    ] = "",
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back the last decision on it.")
    ] = False,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why, for the record.")] = "",
    auto: Annotated[bool, typer.Option("--auto", help="Decide what is sure by itself.")] = False,
    walk: Annotated[bool, typer.Option("--walk", help="Go through them one by one.")] = False,
    population: Annotated[
        int, typer.Option(help="Gazetteer: 500, 1000, 5000, 15000 people and more; 0 for none.")
    ] = 500,
) -> None:
    """List the mentions that wait for an identity, or decide what one of them is."""
    given = {"same": same, "different": different, "undecided": undecided}
    chosen = {verdict: other for verdict, other in given.items() if other}
    if len(chosen) + undo + auto + walk > 1 or ((chosen or undo) and not mention):
        raise typer.BadParameter(
            "name one MENTION and one of --same, --different, --undecided, --undo; or --auto, or --walk"
        )
    if chosen or undo:
        _decide(ask, mention, chosen, reason)
        return
    from kizuna.workflows.resolve import queue

    with waiting("Reading the gazetteer"):
        found = queue(min_population=population or None, refs=[mention] if mention else [])
    if walk:
        _walk(found, reason)
    elif auto:
        _auto(ask, found)
    else:
        write(
            ask.format,
            as_json=lambda: _json(found),
            as_rows=lambda: _rows(found),
            as_table=lambda: _table(found),
        )


def _decide(ask: Ask, mention: str, chosen: dict[str, str], reason: str) -> None:
    from kizuna.claims.judgement import Verdict
    from kizuna.workflows import resolve as workflow
    from kizuna.workflows.acting import acting_user, recorder_of

    user = acting_user()
    who = {"acting_user": user, "judge": recorder_of(user)}
    for verdict, other in chosen.items():
        _say(ask, [workflow.judge(Verdict(verdict), mention, other, reason=reason, **who)])
    if not chosen:
        _say(ask, [workflow.undo(mention, **who)], "taken back: ")


def _walk(found: MentionQueue, reason: str) -> None:
    from kizuna.workflows.acting import acting_user, recorder_of

    user = acting_user()
    Resolving(found, user, recorder_of(user), reason).run()


def _auto(ask: Ask, found: MentionQueue) -> None:
    from kizuna.workflows.acting import acting_user
    from kizuna.workflows.resolve import decide

    made = list(decide(found, acting_user=acting_user()))
    _say(ask, made)
    if ask.format == "table":
        left = len(found.waiting) - len(made)
        write(
            ask.format,
            as_json=dict,
            as_rows=lambda: ((), ()),
            as_table=lambda: iter([plain(f"{len(made)} decided, {left} wait", "bold")]),
        )


def _say(ask: Ask, made: list[Judgement], before: str = "") -> None:
    rows = [
        {
            "judgement": j.id,
            "verdict": str(j.verdict),
            "mention": j.target,
            "other": j.other,
            "reason": j.reason,
        }
        for j in made
    ]
    columns = ("judgement", "verdict", "mention", "other", "reason")
    write(
        ask.format,
        as_json=lambda: {"judgements": rows},
        as_rows=lambda: (columns, [list(row.values()) for row in rows]),
        as_table=lambda: (
            plain(f"{before}{r['mention']} {r['verdict']} {r['other']}  {r['reason']}".rstrip())
            for r in rows
        ),
    )


def _json(found: MentionQueue) -> dict[str, Any]:
    return {
        "mentions": [
            {
                "mention": row.ref,
                "name": row.name,
                "country": row.country,
                "undecided": list(row.undecided),
                "candidates": [
                    {
                        "id": c.ref,
                        "name": found.names.get(c.ref, ""),
                        "score": round(c.score, 2),
                        "confidence": round(c.confidence, 3),
                        "reasons": list(c.reasons),
                    }
                    for c in row.candidates
                ],
            }
            for row in found.waiting
        ]
    }


def _rows(found: MentionQueue) -> Rows:
    rows = [
        (
            row.ref,
            row.name,
            row.country,
            c.ref,
            found.names.get(c.ref, ""),
            round(c.score, 2),
            "; ".join(c.reasons),
        )
        for row in found.waiting
        for c in row.candidates
    ]
    return _COLUMNS, rows


def _table(found: MentionQueue) -> Iterator[RenderableType]:
    made = table("mention", "may be", "#score", "because")
    for row in found.waiting:
        head = f"{row.name} {row.country}\n{row.ref}"
        for c in row.candidates:
            made.add_row(
                plain(head),
                plain(f"{found.names.get(c.ref, '')}\n{c.ref}"),
                f"{c.score:.1f}",
                plain("; ".join(c.reasons)),
            )
            head = ""
        if not row.candidates:
            made.add_row(plain(head), plain("nothing near"), "", "")
    yield made
    yield plain(f"{len(found.waiting)} mentions wait", "bold")
