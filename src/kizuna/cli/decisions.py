"""kizuna review and kizuna resolve: what waits for a decision, proposals and mentions, and decisions about them:
all at once, from a file, or in a walk, in which one thing after another is shown and decided by a line.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, ClassVar, Generic, TypeVar

import typer
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from kizuna.claims.claim import Stance
from kizuna.claims.judgement import Judgement, Verdict
from kizuna.claims.kinds import property_of
from kizuna.cli.asking import Ask, asking, say, waiting
from kizuna.cli.output import SHORT, console, plain, table, write
from kizuna.errors import BadQuestion, KizunaError
from kizuna.identity.features import Candidate
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.workflows import resolve as identities
from kizuna.workflows import review as proposals
from kizuna.workflows.acting import Hand
from kizuna.workflows.ask import known_register
from kizuna.workflows.list_claims import claim_row
from kizuna.workflows.open_evidence import contexts_of
from kizuna.workflows.resolve import MentionQueue, WaitingMention
from kizuna.workflows.review import Desk, Effect, Reading
from kizuna.workflows.review_desk import carry_out, correct_line, desk

T = TypeVar("T")
_BAD_ROWS = 2
_COLUMNS = (
    *("id", "subject", "property", "value", "valid", "document", "start", "end", "confidence"),
)
_SURE = "Accept all that rules or a model here are at least so sure of, without asking."


@asking("format")
def review(
    ask: Ask,
    document: str = "",
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Only proposals at least so sure.")
    ] = 0.0,
    accept_all_above: Annotated[float | None, typer.Option(min=0, max=1, help=_SURE)] = None,
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
    by = proposals.reviewer_named(reviewer, ask.user)
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
        screen = console()
        screen.print(*_calibration(held), sep="\n")
        if not held.readings:
            screen.print(plain("No proposal waits for a decision", "bold"))
        ReviewWalk(held.readings, by).run()


def _carry_out(ask: Ask, file: Path, by: Hand) -> None:
    counts, problems = carry_out(file, by)
    said = "{accepted} accepted, {rejected} rejected, {corrected} corrected"
    made = {**counts, "problems": list(problems)}
    write(ask.format, made, said.format(**counts), columns=tuple(counts))
    for problem in problems:
        say(problem)
    if problems:
        raise typer.Exit(_BAD_ROWS)


def _accept_all(ask: Ask, held: Desk, least: float, by: Hand) -> None:
    register = known_register()
    sure = proposals.read_here(held.readings, least, register)
    claims = [claim for reading in sure for claim in reading.claims]
    decided = proposals.accept(claims, register, by) if sure else ()
    left = len(held.readings) - len(sure)
    done = {"accepted": len(decided), "readings": len(sure), "waiting": left}
    said = "{accepted} claims of {readings} passages accepted; {waiting} passages wait"
    write(ask.format, done, said.format(**done))


def _json(held: Desk) -> dict[str, Any]:
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
    yield from _calibration(held)


def _calibration(held: Desk) -> Iterator[RenderableType]:
    """How past proposals of each band of confidence were decided; nothing before the first decision."""
    if not held.calibration:
        return
    made = table(".Confidence", "#Accepted", "#Of", "#Share", title="Decided so far")
    for band in held.calibration:
        total = band.accepted + band.rejected
        made.add_row(
            f"{band.low:.1f}–{band.high:.1f}", str(band.accepted), str(total), f"{band.share:.0%}"
        )
    yield made


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
        IdentityWalk(found.waiting, by, names=found.names, reason=reason).run()
    elif auto:
        made = identities.decide(found, acting_user=ask.user)
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
    told = "{before}{mention} {verdict} {other}  {reason}"
    lines = [plain(told.format(before=before, **row).rstrip()) for row in rows]
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
        for candidate in row.candidates:
            made.add_row(plain(head), *_cells(candidate, found.names))
            head = ""
        if not row.candidates:
            made.add_row(plain(head), plain("nothing near"), "", "")
    yield made
    yield plain(f"{len(found.waiting)} mentions wait", "bold")


def _cells(one: Candidate, names: Mapping[str, str], after: str = "") -> list[RenderableType]:
    """The name and id of a candidate, its score, and the reasons."""
    called = plain(f"{names.get(one.ref, '')}\n{one.ref}{after}")
    return [called, f"{one.score:.1f}", plain("; ".join(one.reasons))]


@dataclass(slots=True)
class DecisionWalk(ABC, Generic[T]):
    """Asks and acts until the person leaves; each decision is recorded at once, so that leaving loses nothing.

    KEYS is the line that asks, LEFT what the things are that were not reached. `decided` holds the first judgement
    of each decision, with where the walk was before and the things that were left then.
    """

    KEYS: ClassVar[str]
    LEFT: ClassVar[str]

    things: Sequence[T]
    by: Hand
    at: int = field(default=0, init=False)
    decided: list[tuple[int, Sequence[T], Judgement]] = field(default_factory=list, init=False)
    ended: bool = field(default=False, init=False)
    screen: Console = field(default_factory=console, init=False)

    @abstractmethod
    def render(self, thing: T) -> Iterable[RenderableType]:
        """The thing at which the walk is."""

    @abstractmethod
    def decide(self, thing: T, key: str, rest: str) -> Sequence[Judgement]:
        """Record what a key and the rest of its line decide about a thing, and go on; nothing where the person
        left then. Raises BadQuestion for a key that decides nothing."""

    @abstractmethod
    def take_back(self, made: Judgement) -> None:
        """Take back a decision by the first judgement that it recorded."""

    def head(self, *words: str) -> RenderableType:
        """The line over a thing: where the walk is, and what the thing is."""
        place = f"\n{self.at + 1} of {len(self.things)}"
        return plain(" · ".join((place, *words)).rstrip(), "bold")

    def run(self) -> None:
        """Ask until everything is decided or skipped, or the person leaves with q or the end of the lines.

        An error of Kizuna's is shown, and the walk stays where it is.
        """
        while self.at < len(self.things) and not self.ended:
            self.screen.print(*self.render(self.things[self.at]), sep="\n")
            line = self.reply(self.KEYS).strip()
            try:
                self._act(line[:1].lower(), line[1:].strip())
            except KizunaError as error:
                self.screen.print(plain(error, "red"))
        left = f"{len(self.things) - self.at} {self.LEFT}"
        self.screen.print(plain(f"{len(self.decided)} decisions recorded; {left}", "bold"))

    def _act(self, key: str, rest: str) -> None:
        match key:
            case "":
                return
            case "q":
                self.ended = True
            case "s":
                self.at += 1
            case "u":
                if not self.decided:
                    raise BadQuestion("Nothing was decided yet")
                self.at, self.things, first = self.decided.pop()
                self.take_back(first)
            case _:
                at, things = self.at, self.things
                if made := self.decide(things[at], key, rest):
                    self.decided.append((at, things, made[0]))

    def reply(self, question: str) -> str:
        """A line of the person's; "" and the end of the walk when there is none."""
        try:
            return self.screen.input(f"{question.replace('[', chr(92) + '[')} > ")
        except EOFError:
            self.ended = True
            return ""


def _chosen(number: str, of: Sequence[T], what: str) -> T:
    """What a person calls by its number from 1; raises BadQuestion where it is `what` there is not."""
    if not number.isdigit() or not 1 <= int(number) <= len(of):
        raise BadQuestion(f"{number!r} is {what}")
    return of[int(number) - 1]


_STYLES = {"another value stands": "red", "denies what stands": "red", "a sharper date": "green"}


class ReviewWalk(DecisionWalk[Reading]):
    """A walk through a queue of proposals."""

    KEYS = "[a]ccept  [c]orrect  [r]eject  [s]kip  [u]ndo  [q]uit"
    LEFT = "passages not seen"

    def decide(self, thing: Reading, key: str, rest: str) -> Sequence[Judgement]:
        """Accept or reject a reading, or correct one claim of it; ask no more about what was decided: what a
        reading rests on is decided with it, and what else a corrected one says is asked about again."""
        made: Sequence[Judgement] = ()
        match key:
            case "a":
                made = proposals.accept(thing.claims, _around(thing), self.by)
            case "r":
                reason = self.reply("Why")
                if not self.ended:
                    made = proposals.reject(thing.claims, reason, self.by)
            case "c":
                one = "1" if len(thing.claims) == 1 else self.reply("Which line").strip()
                claim = _chosen(one, thing.claims, "no line of this passage")
                text = self.reply(f"{claim.property} is now {claim.value}; right is")
                if not self.ended:
                    made = correct_line(claim, text, self.by)
            case _:
                raise BadQuestion("Press one of a, c, r, s, u, q and Enter")
        gone = {judgement.target for judgement in made}
        left = (
            replace(reading, claims=tuple(c for c in reading.claims if c.id not in gone))
            for reading in self.things[self.at :]
        )
        self.things = [*self.things[: self.at], *(one for one in left if one.claims)]
        return made

    def take_back(self, made: Judgement) -> None:
        """Take the judgements of a decision back, and reject what it typed."""
        proposals.undo(made.id, self.by)

    def render(self, thing: Reading) -> Iterator[RenderableType]:
        """The passage with what its claims would change."""
        register = _around(thing)
        labels = Wording.english(register)
        yield self.head(labels.label(thing.subject), f"confidence {thing.confidence:.2f}")
        yield plain(f"{thing.subject} · {thing.first.document} at {thing.first.start}", "dim")
        if thing.rival:
            yield plain(f"the rules read it otherwise: {thing.rival}", "yellow")
        for context in contexts_of([thing.first], 200).values():
            passage = (context.passage, "bold reverse")
            before, after = (context.before.lstrip(), "dim"), (context.after.rstrip(), "dim")
            yield Padding(Text.assemble(before, passage, after), (1, 2))
        made = table("#", "Property", "Says", "Changes")
        for number, claim in enumerate(thing.claims, 1):
            changes = proposals.effect(claim, register)
            made.add_row(
                str(number),
                plain(claim.property.replace("_", " ")),
                plain(labels.value_of(claim).text),
                plain(_changes(changes, labels), _STYLES.get(str(changes.change), "")),
            )
        yield made


def _around(reading: Reading) -> Register:
    """The register around a reading as it stands after the decisions so far."""
    return known_register(None, [reading.subject], hops=2)


def _changes(effect: Effect, labels: Wording) -> str:
    said, kind = str(effect.change), property_of(effect.claim.subject, effect.claim.property).type
    if effect.claim.stance is not Stance.ASSERTED:
        said = f"{said}, {effect.claim.stance}"
    rivals = "; ".join(labels.words(kind, fact.value) for fact in effect.against)
    return f"{said}: {rivals}" if rivals else said


@dataclass(slots=True)
class IdentityWalk(DecisionWalk[WaitingMention]):
    """A walk through a queue of mentions; `reason` is kept with each decision."""

    KEYS = "same N: [1]…  [d]ifferent N  [o]pen N  [s]kip  [u]ndo  [q]uit"
    LEFT = "mentions wait"

    names: Mapping[str, str]
    reason: str

    def render(self, thing: WaitingMention) -> Iterator[RenderableType]:
        """The mention with its candidates."""
        yield self.head(f"{thing.name} {thing.country}")
        yield plain(thing.ref, "dim")
        made = table("#", "May be", "#Score", "Because")
        for number, candidate in enumerate(thing.candidates, 1):
            left_open = " (left open)" if candidate.ref in thing.undecided else ""
            made.add_row(str(number), *_cells(candidate, self.names, left_open))
        yield made if thing.candidates else plain("Nothing near it is known")

    def decide(self, thing: WaitingMention, key: str, rest: str) -> Sequence[Judgement]:
        """Judge which candidate the mention is, and which it is not or may be; stay where it may still be
        something else."""
        verdict = _VERDICTS.get(key, Verdict.SAME)
        if verdict is Verdict.SAME and not key.isdigit():
            raise BadQuestion("Press one of 1, d, o, s, u, q and Enter")
        number = key if verdict is Verdict.SAME else rest
        none = f"the number of no candidate of {thing.name!r}"
        other = _chosen(number, thing.candidates, none).ref
        reason = self.reason or "decided in the walk"
        made = [identities.judge(verdict, thing.ref, other, reason, self.by)]
        self.at += verdict is Verdict.SAME
        return made

    def take_back(self, made: Judgement) -> None:
        """Take back the last judgement on a mention."""
        identities.undo(made.target, self.by)


_VERDICTS = {"d": Verdict.DIFFERENT, "o": Verdict.UNDECIDED}
