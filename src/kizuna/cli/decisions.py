"""kizuna review and kizuna resolve: what waits for a decision, proposals and mentions,
and decisions about them: all at once, from a file, or in a walk, in which one thing
after another is shown and decided by a line.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from itertools import chain, repeat
from pathlib import Path
from typing import Annotated, Any, TypeVar

import click
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from kizuna.claims.claim import Judgement, Stance, Verdict
from kizuna.claims.kinds import property_of
from kizuna.cli.asking import (
    SHORT,
    Ask,
    asking,
    console,
    plain,
    say,
    table,
    waiting,
    write,
)
from kizuna.cli.command import Number
from kizuna.cli.questions import block_parts
from kizuna.errors import BadQuestion, KizunaError
from kizuna.identity.features import Candidate
from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.values import slug_of
from kizuna.workflows import resolve as identities
from kizuna.workflows import review as proposals
from kizuna.workflows.acting import Hand
from kizuna.workflows.ask import known_register
from kizuna.workflows.list_claims import claim_row
from kizuna.workflows.open_evidence import contexts_of
from kizuna.workflows.resolve import WaitingMention
from kizuna.workflows.review import Desk, Reading
from kizuna.workflows.review_desk import (
    calibration_table,
    carry_out,
    correct_line,
    decide,
    desk,
)

T = TypeVar("T")
_COLUMNS = (
    *(
        "id",
        "subject",
        "property",
        "value",
        "valid",
        "document",
        "start",
        "end",
        "confidence",
    ),
)
_SHARE = Number(0, 1)


@asking("format")
def review(
    ask: Ask,
    document: str = "",
    min_confidence: Annotated[float, _SHARE] = 0.0,
    accept_all_above: Annotated[float | None, _SHARE] = None,
    decisions: Path | None = None,
    reviewer: str = "",
    list_: bool = False,
) -> None:
    """Walk through the proposed claims and accept, correct or reject them.

    --document NAME: Only proposals that cite this document.
    --min-confidence SHARE: Only proposals at least so sure.
    --accept-all-above SHARE: Accept all that rules or a model here are at least so sure
      of, without asking.
    --decisions CSV: Carry out the decisions of a file, without asking.
    --reviewer ID: Who decides: person/name. Default: you.
    --list: List what waits for a decision, without asking.
    """
    by = proposals.reviewer_named(reviewer, ask.user)
    if decisions is not None:
        counts, problems = carry_out(decisions, by)
        said = "{accepted} accepted, {rejected} rejected, {corrected} corrected"
        carried = {**counts, "problems": list(problems)}
        write(ask.format, carried, said.format(**counts), columns=tuple(counts))
        for problem in problems:
            say(problem)
        if problems:
            raise SystemExit(2)
        return
    held = desk(document, min_confidence)
    if accept_all_above is not None:
        sure = proposals.read_here(held.readings, accept_all_above, known_register())
        claims = [claim.id for reading in sure for claim in reading.claims]
        accepted = len(decide(claims, claims, None, by)[0]) if sure else 0
        left = len(held.readings) - len(sure)
        done = {"accepted": accepted, "readings": len(sure), "waiting": left}
        said = (
            "{accepted} claims of {readings} passages accepted; {waiting} passages wait"
        )
        write(ask.format, done, said.format(**done))
    elif list_ or ask.format != "table":
        _list_readings(ask, held)
    else:
        console().print(*_calibration(held, ask.language), sep="\n")
        if not held.readings:
            console().print(plain("No proposal waits for a decision", "bold"))
        keys = "[a]ccept  [c]orrect  [r]eject  [s]kip  [u]ndo  [q]uit"
        act, undo = (
            partial(_decide_reading, by),
            lambda made: proposals.undo(made.id, by),
        )
        told = _walk(held.readings, keys, _render_reading, act, undo)
        console().print(plain(f"{told} passages not seen", "bold"))


def _list_readings(ask: Ask, held: Desk) -> None:
    bands = [{**asdict(band), "share": band.share} for band in held.calibration]
    readings, claims, rows = list[dict[str, Any]](), list[dict[str, Any]](), []
    for r in held.readings:
        own = list(map(claim_row, r.claims))
        readings.append(
            {"subject": r.subject, "confidence": r.confidence, "claims": own}
        )
        claims += ({**claim, "confidence": r.confidence} for claim in own)
        said = ", ".join(claim.property for claim in r.claims)
        place = f"{slug_of(r.first.document)}, {r.first.start}"
        first = plain(r.first.id[:SHORT], "dim")
        rows.append((f"{r.confidence:.2f}", first, r.subject, said, place))
    count = plain(f"{len(rows)} passages wait for a decision", "bold")
    listed = table("#Sure", ".Id", "Subject", "Claims", "Source", rows=rows)
    lines = chain((listed, count), _calibration(held, ask.language))
    write(
        ask.format,
        {"readings": readings, "calibration": bands},
        lines,
        claims,
        _COLUMNS,
    )


def _calibration(held: Desk, language: str) -> Iterator[RenderableType]:
    """How past proposals of each band of confidence were decided; nothing before the
    first decision.
    """
    messages = Messages(language)
    if held.calibration:
        fared = calibration_table(
            held.calibration, messages, messages.text("web-review-fared")
        )
        yield from block_parts(fared, messages)


_CANDIDATES = (
    "mention",
    "name",
    "country",
    "candidate",
    "candidate_name",
    "score",
    "reasons",
)


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
    --population N: Gazetteer: 500, 1000, 5000, 15000 people and more; 0 for none.
    """
    given = {"same": same, "different": different, "undecided": undecided}
    chosen = {verdict: other for verdict, other in given.items() if other}
    if len(chosen) + undo + auto + walk > 1 or ((chosen or undo) and not mention):
        raise click.BadParameter(
            "name one MENTION and one of --same, --different, --undecided, --undo; or"
            " --auto, or --walk"
        )
    by = Hand(ask.user)
    if undo:
        _write(ask, [identities.undo(mention, by)], "taken back: ")
        return
    if chosen:
        ((verdict, other),) = chosen.items()
        _write(ask, [identities.judge(Verdict(verdict), mention, other, reason, by)])
        return
    with waiting("Reading the gazetteer"):
        refs = [mention] if mention else []
        found = identities.queue(min_population=population or None, refs=refs)
    if walk:
        keys = "same N: [1]…  [d]ifferent N  [o]pen N  [s]kip  [u]ndo  [q]uit"
        act = partial(_decide_mention, by, reason)
        done = _walk(
            found, keys, _render_mention, act, lambda j: identities.undo(j.target, by)
        )
        console().print(plain(f"{done} mentions wait", "bold"))
    elif auto:
        decisions = identities.decide_each(found, acting_user=ask.user)
        recorded = decisions.recorded
        count = f"{len(recorded)} decided, {len(found) - len(recorded)} wait"
        _write(ask, recorded, after=count)
        for one in decisions.refused:
            pair = f"{one.judgement.target} {one.judgement.verdict}"
            say(f"{pair} {one.judgement.other}: {one.reason}")
        if decisions.refused:
            raise SystemExit(2)
    else:
        _list_mentions(ask, found)


def _write(
    ask: Ask, made: Sequence[Judgement], before: str = "", after: str = ""
) -> None:
    columns = ("judgement", "verdict", "mention", "other", "reason")
    said = ((j.id, str(j.verdict), j.target, j.other, j.reason) for j in made)
    rows = [dict(zip(columns, one, strict=True)) for one in said]
    told = "{before}{mention} {verdict} {other}  {reason}"
    lines = [plain(told.format(before=before, **row).rstrip()) for row in rows]
    lines += [plain(after, "bold")] if after else []
    write(ask.format, {"judgements": rows}, lines, rows, columns)


def _list_mentions(ask: Ask, found: Sequence[WaitingMention]) -> None:
    mentions, candidates, rows = [], list[dict[str, Any]](), []
    for row in found:
        said = {"mention": row.ref, "name": row.name, "country": row.country}
        own = []
        for c in row.candidates:
            name, score, why = c.place.names[0], round(c.score, 2), list(c.reasons)
            sure = {
                "score": score,
                "confidence": round(c.confidence, 3),
                "reasons": why,
            }
            own.append({"id": c.ref, "name": name, **sure})
            near = {"candidate": c.ref, "candidate_name": name, "score": score}
            candidates.append({**said, **near, "reasons": "; ".join(why)})
        mentions.append({**said, "undecided": list(row.undecided), "candidates": own})
        heads = chain([f"{row.name} {row.country}\n{row.ref}"], repeat(""))
        cells = [*map(_cells, row.candidates)] or [("nothing near", "", "")]
        rows += [(head, *cell) for head, cell in zip(heads, cells, strict=False)]
    listed = table("mention", "may be", "#score", "because", rows=rows)
    lines = [listed, plain(f"{len(found)} mentions wait", "bold")]
    write(ask.format, {"mentions": mentions}, lines, candidates, _CANDIDATES)


def _cells(one: Candidate, after: str = "") -> tuple[str, str, str]:
    return (
        f"{one.place.names[0]}\n{one.ref}{after}",
        f"{one.score:.1f}",
        "; ".join(one.reasons),
    )


def _walk(
    things: Sequence[T],
    keys: str,
    render: Callable[[T, str], Iterable[RenderableType]],
    decide: Callable[[Sequence[T], str, str], tuple[Sequence[Judgement], Sequence[T]]],
    take_back: Callable[[Judgement], object],
) -> str:
    """Show one thing after another, ask for one of the `keys` and act, until everything
    is decided or skipped or the person leaves with q or the end of the lines; how many
    were decided and left, in words.

    `decide` records what a key and the rest of its line decide about the first of the
    things that are left, and gives what is left then; `take_back` takes the first
    judgement of a decision. Each decision is recorded at once, so that leaving loses
    nothing. An error of Kizuna's is shown, and the walk stays where it is.
    """
    screen, at, decided = console(), 0, list[tuple[int, Sequence[T], Judgement]]()
    while at < len(things):
        screen.print(*render(things[at], f"\n{at + 1} of {len(things)}"), sep="\n")
        try:
            line = _reply(keys).strip()
            match line[:1].lower():
                case "":
                    continue
                case "q":
                    break
                case "s":
                    at += 1
                case "u":
                    if not decided:
                        raise BadQuestion("Nothing was decided yet")
                    at, things, first = decided.pop()
                    take_back(first)
                case key:
                    made, left = decide(things[at:], key, line[1:].strip())
                    decided.append((at, things, made[0]))
                    things = [*things[:at], *left]
        except EOFError:
            break
        except KizunaError as error:
            screen.print(plain(error, "red"))
    return f"{len(decided)} decisions recorded; {len(things) - at}"


def _reply(question: str) -> str:
    """A line of the person's; raises EOFError when there is none."""
    return console().input(f"{question} > ", markup=False)


def _chosen(number: str, of: Sequence[T], what: str) -> T:
    """What a person calls by its number from 1; raises BadQuestion where it is `what`
    there is not.
    """
    if not number.isdigit() or not 1 <= int(number) <= len(of):
        raise BadQuestion(f"{number!r} is {what}")
    return of[int(number) - 1]


_STYLES = {
    "another value stands": "red",
    "denies what stands": "red",
    "a sharper date": "green",
}


def _render_reading(reading: Reading, place: str) -> Iterator[RenderableType]:
    register = known_register(None, [reading.subject], hops=2)
    labels, first = Wording.english(register), reading.first
    head = (
        place,
        labels.label(reading.subject),
        f"confidence {reading.confidence:.2f}",
    )
    yield plain(" · ".join(head), "bold")
    yield plain(f"{reading.subject} · {first.document} at {first.start}", "dim")
    if reading.rival:
        yield plain(f"the rules read it otherwise: {reading.rival}", "yellow")
    for context in contexts_of([first], 200).values():
        passage = (context.passage, "bold reverse")
        before, after = (
            (context.before.lstrip(), "dim"),
            (context.after.rstrip(), "dim"),
        )
        yield Padding(Text.assemble(before, passage, after), (1, 2))
    rows = []
    for number, claim in enumerate(reading.claims, 1):
        effect = proposals.effect(claim, register)
        changes, kind = (
            str(effect.change),
            property_of(claim.subject, claim.property).type,
        )
        style = _STYLES.get(changes, "")
        if claim.stance is not Stance.ASSERTED:
            changes = f"{changes}, {claim.stance}"
        if rivals := "; ".join(
            labels.words(kind, fact.value) for fact in effect.against
        ):
            changes = f"{changes}: {rivals}"
        said = (claim.property.replace("_", " "), labels.value_of(claim).text)
        rows.append((str(number), *said, plain(changes, style)))
    yield table("#", "Property", "Says", "Changes", rows=rows)


def _decide_reading(
    by: Hand, readings: Sequence[Reading], key: str, rest: str
) -> tuple[Sequence[Judgement], Sequence[Reading]]:
    """Accept or reject a reading, or correct one claim of it; ask no more about what
    was decided: what a reading rests on is decided with it, and what else a corrected
    one says is asked about again.
    """
    reading = readings[0]
    match key:
        case "a" | "r":
            claims = [claim.id for claim in reading.claims]
            made, _ = decide(claims, claims, _reply("Why") if key == "r" else None, by)
        case "c":
            one = "1" if len(reading.claims) == 1 else _reply("Which line").strip()
            claim = _chosen(one, reading.claims, "no line of this passage")
            text = _reply(f"{claim.property} is now {claim.value}; right is")
            made = correct_line(claim, text, by)
        case _:
            raise BadQuestion("Press one of a, c, r, s, u, q and Enter")
    gone = {judgement.target for judgement in made}
    left = (
        replace(r, claims=tuple(c for c in r.claims if c.id not in gone))
        for r in readings
    )
    return made, [reading for reading in left if reading.claims]


def _render_mention(mention: WaitingMention, place: str) -> Iterator[RenderableType]:
    yield plain(f"{place} · {mention.name} {mention.country}".rstrip(), "bold")
    yield plain(mention.ref, "dim")
    rows = (
        (
            str(number),
            *_cells(one, " (left open)" if one.ref in mention.undecided else ""),
        )
        for number, one in enumerate(mention.candidates, 1)
    )
    if mention.candidates:
        yield table("#", "May be", "#Score", "Because", rows=rows)
    else:
        yield plain("Nothing near it is known")


_VERDICTS = {"d": Verdict.DIFFERENT, "o": Verdict.UNDECIDED}


def _decide_mention(
    by: Hand, reason: str, mentions: Sequence[WaitingMention], key: str, rest: str
) -> tuple[Sequence[Judgement], Sequence[WaitingMention]]:
    """Judge which candidate the mention is, and which it is not or may be; stay where
    it may still be something else.
    """
    mention, verdict = mentions[0], _VERDICTS.get(key, Verdict.SAME)
    is_same = verdict is Verdict.SAME
    if is_same and not key.isdigit():
        raise BadQuestion("Press one of 1, d, o, s, u, q and Enter")
    none = f"the number of no candidate of {mention.name!r}"
    other = _chosen(key if is_same else rest, mention.candidates, none).ref
    made = identities.judge(
        verdict, mention.ref, other, reason or "decided in the walk", by
    )
    return [made], mentions[is_same:]
