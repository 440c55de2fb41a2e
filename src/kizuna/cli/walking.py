"""Walks in the terminal: one thing after another is shown, and a line of the person's decides about it.

Commands read this module when a walk begins: it reads all that decisions need.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, Generic, TypeVar

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from kizuna.claims.claim import Stance
from kizuna.claims.judgement import Judgement, Verdict
from kizuna.claims.kinds import property_of
from kizuna.cli.output import console, plain, table
from kizuna.errors import BadQuestion, KizunaError
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.workflows import resolve, review
from kizuna.workflows.acting import Hand
from kizuna.workflows.ask import known_register
from kizuna.workflows.open_evidence import contexts_of
from kizuna.workflows.review import Effect, effect
from kizuna.workflows.review_desk import correct_line

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class DecisionWalk(ABC, Generic[T]):
    """Asks and acts until the person leaves; each decision is recorded at once, so that leaving loses nothing.

    KEYS is the line that asks, LEFT what the things are that were not reached. `decided` holds the first judgement
    of each decision, with where the walk was before and the things that were left then.
    """

    KEYS: ClassVar[str]
    LEFT: ClassVar[str]

    things: Sequence[T]
    by: Hand
    at: int = 0
    decided: list[tuple[int, Sequence[T], Judgement]] = field(default_factory=list)
    ended: bool = False
    screen: Console = field(default_factory=console)

    @abstractmethod
    def render(self, thing: T) -> Iterable[RenderableType]:
        """The thing at which the walk is."""

    @abstractmethod
    def decide(self, thing: T, key: str, rest: str) -> Sequence[Judgement]:
        """Record what a key and the rest of its line decide about a thing; nothing where the person left then.
        Raises BadQuestion for a key that decides nothing."""

    @abstractmethod
    def go_on(self, made: Sequence[Judgement]) -> None:
        """Go on after a decision."""

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
            line = self.asked(self.KEYS).strip()
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
                if made := self.decide(self.things[self.at], key, rest):
                    self.decided.append((self.at, self.things, made[0]))
                    self.go_on(made)

    def asked(self, question: str) -> str:
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


@dataclass(slots=True)
class ReviewWalk(DecisionWalk[review.Reading]):
    """A walk through a queue of proposals."""

    KEYS = "[a]ccept  [c]orrect  [r]eject  [s]kip  [u]ndo  [q]uit"
    LEFT = "passages not seen"

    waiting: review.Desk

    def run(self) -> None:
        """Say how past proposals were decided, and ask about those that wait."""
        self.screen.print(*calibration_lines(self.waiting), sep="\n")
        if not self.things:
            self.screen.print(plain("No proposal waits for a decision", "bold"))
        super(ReviewWalk, self).run()

    def decide(self, thing: review.Reading, key: str, rest: str) -> Sequence[Judgement]:
        """Accept or reject a reading, or correct one claim of it."""
        match key:
            case "a":
                return review.accept(thing.claims, _around(thing), self.by)
            case "r":
                reason = self.asked("Why")
                return () if self.ended else review.reject(thing.claims, reason, self.by)
            case "c":
                one = "1" if len(thing.claims) == 1 else self.asked("Which line").strip()
                claim = _chosen(one, thing.claims, "no line of this passage")
                text = self.asked(f"{claim.property} is now {claim.value}; right is")
                return () if self.ended else correct_line(claim, text, self.by)
        raise BadQuestion("Press one of a, c, r, s, u, q and Enter")

    def go_on(self, made: Sequence[Judgement]) -> None:
        """Ask no more about what was decided: what a reading rests on is decided with it. What else a corrected
        reading says is asked about again."""
        gone = {judgement.target for judgement in made}
        left = (
            replace(reading, claims=tuple(c for c in reading.claims if c.id not in gone))
            for reading in self.things[self.at :]
        )
        self.things = [*self.things[: self.at], *(one for one in left if one.claims)]

    def take_back(self, made: Judgement) -> None:
        """Take the judgements of a decision back, and reject what it typed."""
        review.undo(made.id, self.by)

    def render(self, thing: review.Reading) -> Iterator[RenderableType]:
        """The passage with what its claims would change."""
        reading, register = thing, _around(thing)
        labels = Wording.english(register)
        yield self.head(labels.label(reading.subject), f"confidence {reading.confidence:.2f}")
        yield plain(f"{reading.subject} · {reading.first.document} at {reading.first.start}", "dim")
        if reading.rival:
            yield plain(f"the rules read it otherwise: {reading.rival}", "yellow")
        for context in contexts_of([reading.first], 200).values():
            passage = (context.passage, "bold reverse")
            before, after = (context.before.lstrip(), "dim"), (context.after.rstrip(), "dim")
            yield Padding(Text.assemble(before, passage, after), (1, 2))
        made = table("#", "Property", "Says", "Changes")
        for number, claim in enumerate(reading.claims, 1):
            changes = effect(claim, register)
            made.add_row(
                str(number),
                plain(claim.property.replace("_", " ")),
                plain(labels.value_of(claim).text),
                plain(_changes(changes, labels), _STYLES.get(str(changes.change), "")),
            )
        yield made


def _around(reading: review.Reading) -> Register:
    """The register around a reading as it stands after the decisions so far."""
    return known_register(None, [reading.subject], hops=2)


def _changes(effect: Effect, labels: Wording) -> str:
    said, kind = str(effect.change), property_of(effect.claim.subject, effect.claim.property).type
    if effect.claim.stance is not Stance.ASSERTED:
        said = f"{said}, {effect.claim.stance}"
    rivals = "; ".join(labels.words(kind, fact.value) for fact in effect.against)
    return f"{said}: {rivals}" if rivals else said


def calibration_lines(waiting: review.Desk) -> Iterator[RenderableType]:
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


@dataclass(slots=True)
class IdentityWalk(DecisionWalk[resolve.WaitingMention]):
    """A walk through a queue of mentions; `reason` is kept with each decision."""

    KEYS = "same N: [1]…  [d]ifferent N  [o]pen N  [s]kip  [u]ndo  [q]uit"
    LEFT = "mentions wait"

    names: Mapping[str, str]
    reason: str = ""

    def render(self, thing: resolve.WaitingMention) -> Iterator[RenderableType]:
        """The mention with its candidates."""
        yield self.head(f"{thing.name} {thing.country}")
        yield plain(thing.ref, "dim")
        made = table("#", "May be", "#Score", "Because")
        for number, candidate in enumerate(thing.candidates, 1):
            name = self.names.get(candidate.ref, "")
            left_open = " (left open)" if candidate.ref in thing.undecided else ""
            made.add_row(
                str(number),
                plain(f"{name}\n{candidate.ref}{left_open}"),
                f"{candidate.score:.1f}",
                plain("; ".join(candidate.reasons)),
            )
        yield made if thing.candidates else plain("Nothing near it is known")

    def decide(self, thing: resolve.WaitingMention, key: str, rest: str) -> Sequence[Judgement]:
        """Judge which candidate the mention is, and which it is not or may be."""
        verdict = _VERDICTS.get(key, Verdict.SAME)
        if verdict is Verdict.SAME and not key.isdigit():
            raise BadQuestion("Press one of 1, d, o, s, u, q and Enter")
        number = key if verdict is Verdict.SAME else rest
        none = f"the number of no candidate of {thing.name!r}"
        other = _chosen(number, thing.candidates, none).ref
        reason = self.reason or "decided in the walk"
        return [resolve.judge(verdict, thing.ref, other, reason, self.by)]

    def go_on(self, made: Sequence[Judgement]) -> None:
        """Stay where the mention may still be something else."""
        self.at += made[0].verdict is Verdict.SAME

    def take_back(self, made: Judgement) -> None:
        """Take back the last judgement on a mention."""
        resolve.undo(made.target, self.by)


_VERDICTS = {"d": Verdict.DIFFERENT, "o": Verdict.UNDECIDED}
