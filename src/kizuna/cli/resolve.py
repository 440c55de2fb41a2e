"""kizuna resolve: the mentions that nobody has identified, their candidates, and decisions on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.claims.judgement import Verdict
from kizuna.cli.asking import Ask, asking, waiting
from kizuna.cli.output import plain, table, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.claims.judgement import Judgement
    from kizuna.workflows.resolve import MentionQueue, WaitingMention


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
        from kizuna.cli.walking import IdentityWalk
        from kizuna.workflows.entering.hand import Hand

        by = Hand(ask.user)
        IdentityWalk(found.names, reason, things=found.waiting, by=by).run()
    elif auto:
        from kizuna.workflows.resolve import decide

        made = decide(found, acting_user=ask.user)
        _write(ask, made, after=f"{len(made)} decided, {len(found.waiting) - len(made)} wait")
    else:
        mentions = [_mention(row, found.names) for row in found.waiting]
        rows = (
            {**row, "candidate": c["id"], "candidate_name": c["name"], "score": c["score"]}
            | {"reasons": "; ".join(c["reasons"])}
            for row in mentions
            for c in row["candidates"]
        )
        write(ask.format, {"mentions": mentions}, _table(found), rows, _COLUMNS)


def _decide(ask: Ask, mention: str, chosen: dict[str, str], reason: str) -> None:
    from kizuna.workflows import resolve as workflow
    from kizuna.workflows.entering.hand import Hand

    by = Hand(ask.user)
    for verdict, other in chosen.items():
        _write(ask, [workflow.judge(Verdict(verdict), mention, other, reason, by)])
    if not chosen:
        _write(ask, [workflow.undo(mention, by)], "taken back: ")


def _write(ask: Ask, made: Sequence[Judgement], before: str = "", after: str = "") -> None:
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
    lines = [
        plain(f"{before}{r['mention']} {r['verdict']} {r['other']}  {r['reason']}".rstrip())
        for r in rows
    ]
    lines += [plain(after, "bold")] if after else []
    columns = ("judgement", "verdict", "mention", "other", "reason")
    write(ask.format, {"judgements": rows}, lines, rows, columns)


def _mention(row: WaitingMention, names: Mapping[str, str]) -> dict[str, Any]:
    candidates = [
        {
            "id": c.ref,
            "name": names.get(c.ref, ""),
            "score": round(c.score, 2),
            "confidence": round(c.confidence, 3),
            "reasons": list(c.reasons),
        }
        for c in row.candidates
    ]
    said = {"mention": row.ref, "name": row.name, "country": row.country}
    return {**said, "undecided": list(row.undecided), "candidates": candidates}


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
