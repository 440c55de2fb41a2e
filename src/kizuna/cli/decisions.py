"""kizuna review and kizuna resolve: what waits for a decision, proposals and mentions, and decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.claims.judgement import Verdict
from kizuna.cli.asking import Ask, asking, say, waiting
from kizuna.cli.output import SHORT, plain, table, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.claims.judgement import Judgement
    from kizuna.workflows.acting import Hand
    from kizuna.workflows.resolve import MentionQueue, WaitingMention
    from kizuna.workflows.review import Desk

_BAD_ROWS = 2
_COLUMNS = (
    *("id", "subject", "property", "value", "valid", "document", "start", "end", "confidence"),
)


@asking("format")
def review(
    ask: Ask,
    document: str = "",
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Only proposals at least so sure.")
    ] = 0.0,
    accept_all_above: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            help="Accept all that rules or a model here are at least so sure of, without asking.",
        ),
    ] = None,
    decisions: Path | None = None,
    reviewer: str = "",
    list_: bool = False,
) -> None:
    """Walk through the proposed claims and accept, correct or reject them.

    --document NAME: Only proposals that cite this document.
    --decisions CSV: Carry out the decisions of a file, without asking.
    --reviewer ID: Who decides: person/name. Default: you.
    --list: List what waits for a decision, without asking.
    """
    from kizuna.workflows.review import reviewer_named
    from kizuna.workflows.review_desk import desk

    by = reviewer_named(reviewer, ask.user)
    if decisions is not None:
        _carry_out(ask, decisions, by)
        return
    held = desk(document, min_confidence)
    if accept_all_above is not None:
        _accept_all(ask, held, accept_all_above, by)
    elif list_ or ask.format != "table":
        listed = _json(held)
        rows = (
            {**claim, "confidence": reading["confidence"]}
            for reading in listed["readings"]
            for claim in reading["claims"]
        )
        write(ask.format, listed, _table(held), rows, _COLUMNS)
    else:
        from kizuna.cli.walking import ReviewWalk

        ReviewWalk(held, things=held.readings, by=by).run()


def _carry_out(ask: Ask, file: Path, by: Hand) -> None:
    from kizuna.workflows.review_desk import carry_out

    counts, problems = carry_out(file, by)
    said = "{accepted} accepted, {rejected} rejected, {corrected} corrected"
    made = {**counts, "problems": list(problems)}
    write(ask.format, made, said.format(**counts), columns=tuple(counts))
    for problem in problems:
        say(problem)
    if problems:
        raise typer.Exit(_BAD_ROWS)


def _accept_all(ask: Ask, held: Desk, least: float, by: Hand) -> None:
    from kizuna.workflows.ask import known_register
    from kizuna.workflows.review import accept, read_here

    register = known_register()
    sure = read_here(held.readings, least, register)
    claims = [claim for reading in sure for claim in reading.claims]
    decided = accept(claims, register, by) if sure else ()
    done = {
        "accepted": len(decided),
        "readings": len(sure),
        "waiting": len(held.readings) - len(sure),
    }
    said = "{accepted} claims of {readings} passages accepted; {waiting} passages wait"
    write(ask.format, done, said.format(**done))


def _json(held: Desk) -> dict[str, Any]:
    from kizuna.workflows.list_claims import claim_row

    return {
        "readings": [
            {
                "subject": reading.subject,
                "confidence": reading.confidence,
                "claims": [claim_row(claim) for claim in reading.claims],
            }
            for reading in held.readings
        ],
        "calibration": [{**asdict(band), "share": band.share} for band in held.calibration],
    }


def _table(held: Desk) -> Iterator[RenderableType]:
    from kizuna.cli.walking import calibration_lines

    made = table("#Sure", ".Id", "Subject", "Claims", "Source")
    for reading in held.readings:
        first = reading.first
        made.add_row(
            f"{reading.confidence:.2f}",
            plain(first.id[:SHORT], "dim"),
            plain(reading.subject),
            plain(", ".join(claim.property for claim in reading.claims)),
            plain(f"{first.document.partition('/')[2]}, {first.start}"),
        )
    yield made
    yield plain(f"{len(held.readings)} passages wait for a decision", "bold")
    yield from calibration_lines(held)


_CANDIDATES = ("mention", "name", "country", "candidate", "candidate_name", "score", "reasons")


@asking("format")
def resolve(
    ask: Ask,
    mention: str = "",
    same: str = "",
    different: str = "",
    undecided: str = "",
    undo: bool = False,
    reason: str = "",
    auto: bool = False,
    walk: bool = False,
    population: int = 500,
) -> None:
    """List the mentions that wait for an identity, or decide what one of them is.

    [MENTION]: The id of one mention. Default: all.
    --same ID: It is the same as this.
    --different ID: It is not this.
    --undecided ID: It may be this; leave it open.
    --undo: Take back the last decision on it.
    --reason TEXT: Why, for the record.
    --auto: Decide what is sure by itself.
    --walk: Go through them one by one.
    --population: Gazetteer: 500, 1000, 5000, 15000 people and more; 0 for none.
    """
    given = {"same": same, "different": different, "undecided": undecided}
    chosen = {verdict: other for verdict, other in given.items() if other}
    if len(chosen) + undo + auto + walk > 1 or ((chosen or undo) and not mention):
        raise typer.BadParameter(
            "name one MENTION and one of --same, --different, --undecided, --undo; or --auto, or --walk"
        )
    from kizuna.workflows import resolve as workflow
    from kizuna.workflows.acting import Hand

    by = Hand(ask.user)
    if undo:
        _write(ask, [workflow.undo(mention, by)], "taken back: ")
        return
    if chosen:
        ((verdict, other),) = chosen.items()
        _write(ask, [workflow.judge(Verdict(verdict), mention, other, reason, by)])
        return
    with waiting("Reading the gazetteer"):
        refs = [mention] if mention else []
        found = workflow.queue(min_population=population or None, refs=refs)
    if walk:
        from kizuna.cli.walking import IdentityWalk

        IdentityWalk(found.names, reason, things=found.waiting, by=by).run()
    elif auto:
        made = workflow.decide(found, acting_user=ask.user)
        _write(ask, made, after=f"{len(made)} decided, {len(found.waiting) - len(made)} wait")
    else:
        mentions = [_mention(row, found.names) for row in found.waiting]
        rows = (
            {**row, "candidate": c["id"], "candidate_name": c["name"], "score": c["score"]}
            | {"reasons": "; ".join(c["reasons"])}
            for row in mentions
            for c in row["candidates"]
        )
        write(ask.format, {"mentions": mentions}, _mentions(found), rows, _CANDIDATES)


def _write(ask: Ask, made: Sequence[Judgement], before: str = "", after: str = "") -> None:
    columns = ("judgement", "verdict", "mention", "other", "reason")
    said = ((j.id, str(j.verdict), j.target, j.other, j.reason) for j in made)
    rows = [dict(zip(columns, one, strict=True)) for one in said]
    lines = [
        plain(f"{before}{r['mention']} {r['verdict']} {r['other']}  {r['reason']}".rstrip())
        for r in rows
    ]
    lines += [plain(after, "bold")] if after else []
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


def _mentions(found: MentionQueue) -> Iterator[RenderableType]:
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
