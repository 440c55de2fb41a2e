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

    from kizuna.publish.wording import Wording
    from kizuna.register.register import Register
    from kizuna.workflows.review import Decided, Queue, Reading
    from kizuna.workflows.weigh_proposal import Effect, Weighed


_STYLES = {"another value stands": "red", "denies what stands": "red", "a sharper date": "green"}


@dataclass(slots=True)
class Reviewing(DecisionWalk):
    """A walk through a queue of proposals."""

    KEYS = "[a]ccept  [c]orrect  [r]eject  [s]kip  [u]ndo  [q]uit"
    LEFT = "passages not seen"

    waiting: Queue
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
        self._note(accept([reading], self.register, acting_user=self.user, judge=self.judge))

    def _reject(self, _: str) -> None:
        from kizuna.workflows.review import reject

        reason = self.asked("Why")
        reading = self.readings[self.at]
        if not self.ended:
            self._note(reject(reading, reason, acting_user=self.user, judge=self.judge))

    def _correct(self, _: str) -> None:
        """Correct one claim of the reading; what else the reading says is asked about again."""
        from kizuna.workflows.review import Instead, correct
        from kizuna.workflows.typed_value import typed_value

        reading = self.readings[self.at]
        number = "1" if len(reading.claims) == 1 else self.asked("Which line").strip()
        if not number.isdigit() or not 1 <= int(number) <= len(reading.claims):
            self.screen.print(plain(f"{number!r} is no line of this passage", "red"))
            return
        claim = reading.claims[int(number) - 1]
        text = self.asked(f"{claim.property} is now {claim.value}; right is")
        if self.ended:
            return
        value = typed_value(claim, text)
        made = correct(claim, Instead(value), acting_user=self.user, judge=self.judge)
        self._note(made)

    def take_back(self, decided: tuple[int, list[Reading], Decided]) -> None:
        """Take a decision back, and show what was shown before it."""
        from kizuna.workflows.review import undo

        at, readings, made = decided
        undo(made, acting_user=self.user, judge=self.judge)
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
        from kizuna.workflows.weigh_proposal import weigh_reading

        register = self.register
        labels: Wording = Wording.english(register)
        yield from _passage(weigh_reading(self.readings[self.at], register, labels), self.place)


def _passage(weighed: Weighed, place: str) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    reading = weighed.reading
    yield plain("")
    yield plain(f"{place} · {weighed.label} · confidence {reading.confidence:.2f}", "bold")
    yield plain(f"{reading.subject} · {reading.first.document} at {reading.first.start}", "dim")
    if reading.rival:
        yield plain(f"the rules read it otherwise: {reading.rival}", "yellow")
    if weighed.context is not None:
        said = Text()
        said.append(weighed.context.before.lstrip(), "dim")
        said.append(weighed.context.passage, "bold reverse")
        said.append(weighed.context.after.rstrip(), "dim")
        yield Padding(said, (1, 2))
    made = table("#", "Property", "Says", "Changes")
    for number, effect in enumerate(weighed.effects, 1):
        made.add_row(
            str(number),
            plain(effect.claim.property.replace("_", " ")),
            plain(effect.says),
            plain(_changes(effect), _STYLES.get(str(effect.change), "")),
        )
    yield made


def _changes(effect: Effect) -> str:
    said = str(effect.change)
    if effect.claim.stance != "asserted":
        said = f"{said}, {effect.claim.stance}"
    return f"{said}: {'; '.join(effect.rivals)}" if effect.rivals else said


def calibration_lines(waiting: Queue) -> Iterator[RenderableType]:
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
    from kizuna.workflows.review import judge_named, queue

    user = ask.user
    judge = judge_named(reviewer, user)
    if decisions is not None:
        _carry_out(ask, decisions, user, judge)
        return
    waiting = queue(document, min_confidence)
    if accept_all_above is not None:
        _accept_all(ask, waiting, accept_all_above, user, judge)
    elif list_ or ask.format != "table":
        write(ask.format, _json(waiting), _table(waiting), _rows(waiting), _COLUMNS)
    else:
        Reviewing(waiting, user=user, judge=judge).run()


def _carry_out(ask: Ask, file: Path, user: str, judge: str) -> None:
    from kizuna.workflows.decisions import carry_out

    done = carry_out(file, acting_user=user, judge=judge)
    counts = {key: value for key, value in asdict(done).items() if key != "problems"}
    said = "{accepted} accepted, {rejected} rejected, {corrected} corrected"
    made = {**counts, "problems": list(done.problems)}
    write(ask.format, made, said.format(**counts), columns=tuple(counts))
    for problem in done.problems:
        say(problem)
    if done.problems:
        raise typer.Exit(_BAD_ROWS)


def _accept_all(ask: Ask, waiting: Queue, least: float, user: str, judge: str) -> None:
    from kizuna.workflows.ask import known_register
    from kizuna.workflows.review import accept, read_here

    register = known_register()
    sure = read_here(waiting.readings, least, register)
    decided = accept(sure, register, acting_user=user, judge=judge) if sure else None
    done = {
        "accepted": len(decided.judgements) if decided else 0,
        "readings": len(sure),
        "waiting": len(waiting.readings) - len(sure),
    }
    said = "{accepted} claims of {readings} passages accepted; {waiting} passages wait"
    write(ask.format, done, said.format(**done))


def _json(waiting: Queue) -> dict[str, Any]:
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


def _rows(waiting: Queue) -> Iterator[dict[str, Any]]:
    from kizuna.workflows.list_claims import claim_row

    for reading in waiting.readings:
        for claim in reading.claims:
            yield {**claim_row(claim), "confidence": reading.confidence}


def _table(waiting: Queue) -> Iterator[RenderableType]:
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
