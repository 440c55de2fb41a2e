"""Walks in the terminal: one thing after another is shown, and a line of the person's decides about it.

Commands read this module when a walk begins: it reads all that decisions need.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import ClassVar, Generic, TypeVar

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from kizuna.claims.judgement import Judgement, Verdict
from kizuna.claims.kinds import property_of
from kizuna.cli.output import console, plain, table
from kizuna.errors import BadQuestion, KizunaError
from kizuna.publish.wording import Wording
from kizuna.register.register import Register
from kizuna.workflows import resolve, review
from kizuna.workflows.ask import known_register
from kizuna.workflows.entering.hand import Hand
from kizuna.workflows.open_evidence import contexts_of
from kizuna.workflows.review import Effect, effect
from kizuna.workflows.review_desk import correct_line

T = TypeVar("T")
Act = Callable[[str], None]
"""What a key does; it is given what stands after the key on the line."""


@dataclass(slots=True, kw_only=True)
class DecisionWalk(ABC, Generic[T]):
    """Asks and acts until the person leaves; each decision is recorded at once, so that leaving loses nothing.

    KEYS is the line that asks, LEFT what the things are that were not reached. `decided` holds what was recorded,
    with where the walk was before and the things that were left then.
    """

    KEYS: ClassVar[str]
    LEFT: ClassVar[str]

    things: Sequence[T]
    by: Hand
    at: int = 0
    decided: list[tuple[int, Sequence[T], Sequence[Judgement]]] = field(default_factory=list)
    ended: bool = False
    screen: Console = field(default_factory=console)

    @property
    @abstractmethod
    def acts(self) -> Mapping[str, Act]:
        """What the keys do by which one decides."""

    @abstractmethod
    def render(self) -> Iterable[RenderableType]:
        """The thing at which the walk is."""

    @abstractmethod
    def take_back(self, made: Sequence[Judgement]) -> None:
        """Take back what a decision recorded."""

    @property
    def thing(self) -> T:
        """What the walk is at."""
        return self.things[self.at]

    @property
    def place(self) -> str:
        """Where the walk is."""
        return f"{self.at + 1} of {len(self.things)}"

    def run(self) -> None:
        """Ask until everything is decided or skipped, or the person leaves with q or the end of the lines.

        An error of Kizuna's is shown, and the walk stays where it is.
        """
        keys = {**self.acts, "s": self._skip, "u": self._undo}
        while self.at < len(self.things) and not self.ended:
            self.screen.print(*self.render(), sep="\n")
            line = self.asked(self.KEYS).strip()
            key, rest = line[:1].lower(), line[1:].strip()
            if key == "q":
                break
            try:
                if key in keys:
                    keys[key](rest)
                elif key:
                    self.say(f"Press one of {', '.join(keys)}, q and Enter", "yellow")
            except KizunaError as error:
                self.say(str(error), "red")
        left = f"{len(self.things) - self.at} {self.LEFT}"
        self.say(f"{len(self.decided)} decisions recorded; {left}", "bold")

    def say(self, words: str, style: str) -> None:
        """A line beside the things."""
        self.screen.print(plain(words, style))

    def asked(self, question: str) -> str:
        """A line of the person's; "" and the end of the walk when there is none."""
        try:
            return self.screen.input(f"{question.replace('[', chr(92) + '[')} > ")
        except EOFError:
            self.ended = True
            return ""

    def note(self, made: Sequence[Judgement]) -> None:
        """Keep what was recorded, so that it can be taken back."""
        self.decided.append((self.at, self.things, made))

    def _skip(self, _: str) -> None:
        self.at += 1

    def _undo(self, _: str) -> None:
        if self.decided:
            self.at, self.things, made = self.decided.pop()
            self.take_back(made)
        else:
            self.say("Nothing was decided yet", "yellow")


_STYLES = {"another value stands": "red", "denies what stands": "red", "a sharper date": "green"}


@dataclass(slots=True)
class ReviewWalk(DecisionWalk[review.Reading]):
    """A walk through a queue of proposals."""

    KEYS = "[a]ccept  [c]orrect  [r]eject  [s]kip  [u]ndo  [q]uit"
    LEFT = "passages not seen"

    waiting: review.Desk

    @property
    def acts(self) -> Mapping[str, Act]:
        """To accept, to correct, and to reject."""
        return {"a": self._accept, "c": self._correct, "r": self._reject}

    def run(self) -> None:
        """Say how past proposals were decided, and ask about those that wait."""
        for line in calibration_lines(self.waiting):
            self.screen.print(line)
        if not self.things:
            self.say("No proposal waits for a decision", "bold")
        super(ReviewWalk, self).run()

    def _accept(self, _: str) -> None:
        self.note(review.accept(self.thing.claims, self._register(), self.by))

    def _reject(self, _: str) -> None:
        reason = self.asked("Why")
        if not self.ended:
            self.note(review.reject(self.thing.claims, reason, self.by))

    def _correct(self, _: str) -> None:
        """Correct one claim of the reading; what else the reading says is asked about again."""
        claims = self.thing.claims
        number = "1" if len(claims) == 1 else self.asked("Which line").strip()
        if not number.isdigit() or not 1 <= int(number) <= len(claims):
            raise BadQuestion(f"{number!r} is no line of this passage")
        claim = claims[int(number) - 1]
        text = self.asked(f"{claim.property} is now {claim.value}; right is")
        if not self.ended:
            self.note(correct_line(claim, text, self.by))

    def take_back(self, made: Sequence[Judgement]) -> None:
        """Take the judgements of a decision back, and reject what it typed."""
        review.undo(made[0].id, self.by)

    def note(self, made: Sequence[Judgement]) -> None:
        """Keep what was decided, and ask no more about it: what a reading rests on is decided with it."""
        super(ReviewWalk, self).note(made)
        gone = {judgement.target for judgement in made}
        left = (
            replace(reading, claims=tuple(c for c in reading.claims if c.id not in gone))
            for reading in self.things[self.at :]
        )
        self.things = [*self.things[: self.at], *(one for one in left if one.claims)]

    def _register(self) -> Register:
        """The register as it stands after the decisions so far."""
        return known_register(None, [self.thing.subject], hops=2)

    def render(self) -> Iterator[RenderableType]:
        """The passage with what its claims would change."""
        reading, register = self.thing, self._register()
        labels = Wording.english(register)
        name, sure = labels.label(reading.subject), f"confidence {reading.confidence:.2f}"
        yield plain("")
        yield plain(f"{self.place} · {name} · {sure}", "bold")
        yield plain(f"{reading.subject} · {reading.first.document} at {reading.first.start}", "dim")
        if reading.rival:
            yield plain(f"the rules read it otherwise: {reading.rival}", "yellow")
        for context in contexts_of([reading.first], 200).values():
            said = Text()
            said.append(context.before.lstrip(), "dim")
            said.append(context.passage, "bold reverse")
            said.append(context.after.rstrip(), "dim")
            yield Padding(said, (1, 2))
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


def _changes(effect: Effect, labels: Wording) -> str:
    said, kind = str(effect.change), property_of(effect.claim.subject, effect.claim.property).type
    if effect.claim.stance != "asserted":
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

    @property
    def acts(self) -> Mapping[str, Act]:
        """To say which candidate it is, and which it is not or may be."""
        same: dict[str, Act] = {str(n): partial(self._same, n) for n in range(1, 10)}
        others = {"d": Verdict.DIFFERENT, "o": Verdict.UNDECIDED}
        return same | {key: partial(self._judge, verdict) for key, verdict in others.items()}

    def render(self) -> Iterator[RenderableType]:
        """The mention with its candidates."""
        row = self.thing
        yield plain("")
        yield plain(f"{self.place} · {row.name} {row.country}".rstrip(), "bold")
        yield plain(row.ref, "dim")
        made = table("#", "May be", "#Score", "Because")
        for number, candidate in enumerate(row.candidates, 1):
            name = self.names.get(candidate.ref, "")
            left_open = " (left open)" if candidate.ref in row.undecided else ""
            made.add_row(
                str(number),
                plain(f"{name}\n{candidate.ref}{left_open}"),
                f"{candidate.score:.1f}",
                plain("; ".join(candidate.reasons)),
            )
        yield made if row.candidates else plain("Nothing near it is known")

    def _same(self, number: int, _: str) -> None:
        self._judge(Verdict.SAME, str(number))
        self.at += 1

    def take_back(self, made: Sequence[Judgement]) -> None:
        """Take back the last judgement on a mention."""
        resolve.undo(made[0].target, self.by)

    def _judge(self, verdict: Verdict, number: str) -> None:
        """Record a verdict on the candidate of that number. Raises BadQuestion when there is none."""
        row = self.thing
        if not number.isdigit() or not 1 <= int(number) <= len(row.candidates):
            raise BadQuestion(f"{number!r} is the number of no candidate of {row.name!r}")
        other = row.candidates[int(number) - 1].ref
        reason = self.reason or "decided in the walk"
        self.note([resolve.judge(verdict, row.ref, other, reason, self.by)])
