"""kizuna review: the proposed claims, one passage after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking, say
from kizuna.cli.output import SHORT, plain, table, write
from kizuna.cli.walking import Act, DecisionWalk

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.claims.claim import Claim
    from kizuna.publish.wording import Wording
    from kizuna.register.register import Register
    from kizuna.workflows.entering.hand import Hand
    from kizuna.workflows.review import Decided, Reading
    from kizuna.workflows.review_desk import Desk
    from kizuna.workflows.weigh_proposal import Effect


_STYLES = {"another value stands": "red", "denies what stands": "red", "a sharper date": "green"}


@dataclass(slots=True)
class Reviewing(DecisionWalk):
    """A walk through a queue of proposals."""

    KEYS = "[a]ccept  [c]orrect  [r]eject  [s]kip  [u]ndo  [q]uit"
    LEFT = "passages not seen"

    waiting: Desk
    readings: list[Reading] = field(init=False)
    _register: Register | None = None

    def __post_init__(self) -> None:
        self.readings = list(self.waiting.readings)

    @property
    def things(self) -> Sequence[Reading]:
        """The readings that wait, and those that were decided on the way."""
        return self.readings

    @property
    def acts(self) -> Mapping[str, Act]:
        """To accept, to correct, and to reject."""
        return {"a": self._accept, "c": self._correct, "r": self._reject}

    def run(self) -> None:
        """Say how past proposals were decided, and ask about those that wait."""
        for line in calibration_lines(self.waiting):
            self.screen.print(line)
        if not self.readings:
            self.screen.print(plain("No proposal waits for a decision", "bold"))
        super(Reviewing, self).run()

    def _accept(self, _: str) -> None:
        from kizuna.workflows.review import accept

        reading = self.readings[self.at]
        self._note(accept([reading], self.register, self.by))

    def _reject(self, _: str) -> None:
        from kizuna.workflows.review import reject

        reason = self.asked("Why")
        if not self.ended:
            self._note(reject(self.readings[self.at].claims, reason, self.by))

    def _correct(self, _: str) -> None:
        """Correct one claim of the reading; what else the reading says is asked about again."""
        from kizuna.workflows.decisions import typed_inputs
        from kizuna.workflows.review import correct

        reading = self.readings[self.at]
        number = "1" if len(reading.claims) == 1 else self.asked("Which line").strip()
        if not number.isdigit() or not 1 <= int(number) <= len(reading.claims):
            self.screen.print(plain(f"{number!r} is no line of this passage", "red"))
            return
        claim = reading.claims[int(number) - 1]
        text = self.asked(f"{claim.property} is now {claim.value}; right is")
        if not self.ended:
            self._note(correct(claim, typed_inputs(claim, text), self.by))

    def take_back(self, decided: tuple[int, list[Reading], Decided]) -> None:
        """Take a decision back, and show what was shown before it."""
        from kizuna.workflows.review import undo

        at, readings, made = decided
        undo(made, self.by)
        self._register = None
        self.at, self.readings = at, readings

    def _note(self, made: Decided) -> None:
        """Keep what was decided, and ask no more about it: what a reading rests on is decided with it."""
        self.decided.append((self.at, self.readings, made))
        self._register = None
        gone = {judgement.target for judgement in made.judgements}
        left = (
            replace(reading, claims=tuple(c for c in reading.claims if c.id not in gone))
            for reading in self.readings[self.at :]
        )
        self.readings = [*self.readings[: self.at], *(one for one in left if one.claims)]

    @property
    def register(self) -> Register:
        """The register as it stands after the decisions so far."""
        from kizuna.workflows.ask import known_register

        if self._register is None:
            reading = self.readings[self.at]
            self._register = known_register(None, [reading.subject], hops=2)
        return self._register

    def render(self) -> Iterator[RenderableType]:
        """The passage with what its claims would change."""
        from kizuna.publish.wording import Wording
        from kizuna.workflows.weigh_proposal import effect

        reading, labels = self.readings[self.at], Wording.english(self.register)
        name, sure = labels.label(reading.subject), f"confidence {reading.confidence:.2f}"
        yield plain("")
        yield plain(f"{self.place} · {name} · {sure}", "bold")
        yield plain(f"{reading.subject} · {reading.first.document} at {reading.first.start}", "dim")
        if reading.rival:
            yield plain(f"the rules read it otherwise: {reading.rival}", "yellow")
        yield from _passage(reading.first)
        made = table("#", "Property", "Says", "Changes")
        for number, claim in enumerate(reading.claims, 1):
            changes = effect(claim, self.register)
            made.add_row(
                str(number),
                plain(claim.property.replace("_", " ")),
                plain(labels.value_of(claim).text),
                plain(_changes(changes, labels), _STYLES.get(str(changes.change), "")),
            )
        yield made


def _passage(claim: Claim) -> Iterator[RenderableType]:
    """The passage of a claim in its context, where the text is held."""
    from rich.padding import Padding
    from rich.text import Text

    from kizuna.workflows.open_evidence import contexts_of

    for context in contexts_of([claim], 200).values():
        said = Text()
        said.append(context.before.lstrip(), "dim")
        said.append(context.passage, "bold reverse")
        said.append(context.after.rstrip(), "dim")
        yield Padding(said, (1, 2))


def _changes(effect: Effect, labels: Wording) -> str:
    from kizuna.claims.kinds import property_of

    said, kind = str(effect.change), property_of(effect.claim.subject, effect.claim.property).type
    if effect.claim.stance != "asserted":
        said = f"{said}, {effect.claim.stance}"
    rivals = "; ".join(labels.words(kind, fact.value) for fact in effect.against)
    return f"{said}: {rivals}" if rivals else said


def calibration_lines(waiting: Desk) -> Iterator[RenderableType]:
    """How past proposals of each band of confidence were decided; nothing before the first decision."""
    if not waiting.calibration:
        return
    made = table(".Confidence", "#Accepted", "#Of", "#Share", title="Decided so far")
    for band in waiting.calibration:
        total = band.accepted + band.rejected
        made.add_row(
            f"{band.low:.1f}–{band.high:.1f}", str(band.accepted), str(total), f"{band.share:.0%}"
        )
    yield made


_BAD_ROWS = 2
_COLUMNS = (
    *("id", "subject", "property", "value", "valid", "document", "start", "end", "confidence"),
)


@asking("format")
def review(
    ask: Ask,
    document: Annotated[
        str, typer.Option(metavar="NAME", help="Only proposals that cite this document.")
    ] = "",
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
    decisions: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="Carry out the decisions of a file, without asking."),
    ] = None,
    reviewer: Annotated[
        str, typer.Option(metavar="ID", help="Who decides: person/name. Default: you.")
    ] = "",
    list_: Annotated[
        bool, typer.Option("--list", help="List what waits for a decision, without asking.")
    ] = False,
) -> None:
    """Walk through the proposed claims and accept, correct or reject them."""
    from kizuna.workflows.review import reviewer_named
    from kizuna.workflows.review_desk import DeskQuestion, desk

    by = reviewer_named(reviewer, ask.user)
    if decisions is not None:
        _carry_out(ask, decisions, by)
        return
    waiting = desk(DeskQuestion(document, min_confidence))
    if accept_all_above is not None:
        _accept_all(ask, waiting, accept_all_above, by)
    elif list_ or ask.format != "table":
        write(ask.format, _json(waiting), _table(waiting), _rows(waiting), _COLUMNS)
    else:
        Reviewing(waiting, by=by).run()


def _carry_out(ask: Ask, file: Path, by: Hand) -> None:
    from kizuna.workflows.decisions import carry_out

    done = carry_out(file, by)
    counts = {key: value for key, value in asdict(done).items() if key != "problems"}
    said = "{accepted} accepted, {rejected} rejected, {corrected} corrected"
    made = {**counts, "problems": list(done.problems)}
    write(ask.format, made, said.format(**counts), columns=tuple(counts))
    for problem in done.problems:
        say(problem)
    if done.problems:
        raise typer.Exit(_BAD_ROWS)


def _accept_all(ask: Ask, waiting: Desk, least: float, by: Hand) -> None:
    from kizuna.workflows.ask import known_register
    from kizuna.workflows.review import accept, read_here

    register = known_register()
    sure = read_here(waiting.readings, least, register)
    decided = accept(sure, register, by) if sure else None
    done = {
        "accepted": len(decided.judgements) if decided else 0,
        "readings": len(sure),
        "waiting": len(waiting.readings) - len(sure),
    }
    said = "{accepted} claims of {readings} passages accepted; {waiting} passages wait"
    write(ask.format, done, said.format(**done))


def _json(waiting: Desk) -> dict[str, Any]:
    from kizuna.workflows.list_claims import claim_row

    return {
        "readings": [
            {
                "subject": reading.subject,
                "confidence": reading.confidence,
                "claims": [claim_row(claim) for claim in reading.claims],
            }
            for reading in waiting.readings
        ],
        "calibration": [{**asdict(band), "share": band.share} for band in waiting.calibration],
    }


def _rows(waiting: Desk) -> Iterator[dict[str, Any]]:
    from kizuna.workflows.list_claims import claim_row

    for reading in waiting.readings:
        for claim in reading.claims:
            yield {**claim_row(claim), "confidence": reading.confidence}


def _table(waiting: Desk) -> Iterator[RenderableType]:
    made = table("#Sure", ".Id", "Subject", "Claims", "Source")
    for reading in waiting.readings:
        first = reading.first
        made.add_row(
            f"{reading.confidence:.2f}",
            plain(first.id[:SHORT], "dim"),
            plain(reading.subject),
            plain(", ".join(claim.property for claim in reading.claims)),
            plain(f"{first.document.partition('/')[2]}, {first.start}"),
        )
    yield made
    yield plain(f"{len(waiting.readings)} passages wait for a decision", "bold")
    yield from calibration_lines(waiting)
