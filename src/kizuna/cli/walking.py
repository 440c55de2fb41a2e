"""A walk in the terminal: one thing after another is shown, and a line of the person's decides about it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from kizuna.cli.output import console, plain
from kizuna.errors import KizunaError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from kizuna.workflows.entering.hand import Hand

Act = Callable[[str], None]
"""What a key does; it is given what stands after the key on the line."""


@dataclass(slots=True, kw_only=True)
class DecisionWalk(ABC):
    """Asks and acts until the person leaves; each decision is recorded at once, so that leaving loses nothing.

    KEYS is the line that asks, LEFT what the things are that were not reached; `decided` can be taken back.
    """

    KEYS: ClassVar[str]
    LEFT: ClassVar[str]

    by: Hand
    at: int = 0
    decided: list[Any] = field(default_factory=list)
    ended: bool = False
    screen: Console = field(default_factory=console)

    @property
    @abstractmethod
    def things(self) -> Sequence[object]:
        """What is decided about."""

    @property
    @abstractmethod
    def acts(self) -> Mapping[str, Act]:
        """What the keys do by which one decides."""

    @abstractmethod
    def render(self) -> Iterable[RenderableType]:
        """The thing at which the walk is."""

    @abstractmethod
    def take_back(self, decided: Any) -> None:
        """Take the last decision back, and go back to what it was about."""

    def run(self) -> None:
        """Ask until everything is decided or skipped, or the person leaves."""
        keys = {**self.acts, "s": self._skip, "u": self._undo}
        while self.at < len(self.things):
            for part in self.render():
                self.screen.print(part)
            if not self._pressed(keys):
                break
        left = f"{len(self.things) - self.at} {self.LEFT}"
        self.screen.print(plain(f"{len(self.decided)} decisions recorded; {left}", "bold"))

    @property
    def place(self) -> str:
        """Where the walk is."""
        return f"{self.at + 1} of {len(self.things)}"

    def asked(self, question: str) -> str:
        """A line of the person's; "" and the end of the walk when there is none."""
        try:
            return self.screen.input(f"{question.replace('[', chr(92) + '[')} > ")
        except EOFError:
            self.ended = True
            return ""

    def _pressed(self, keys: Mapping[str, Act]) -> bool:
        """Do what the first letter of the next line asks for; False when the walk is over.

        `q` leaves; an error of Kizuna's is shown, and the walk stays where it is.
        """
        line = self.asked(self.KEYS).strip()
        key, rest = line[:1].lower(), line[1:].strip()
        if key == "q":
            return False
        if key:
            try:
                keys.get(key, lambda _: self._unknown(keys))(rest)
            except KizunaError as error:
                self.screen.print(plain(str(error), "red"))
        return not self.ended

    def _skip(self, _: str) -> None:
        self.at += 1

    def _undo(self, _: str) -> None:
        if self.decided:
            self.take_back(self.decided.pop())
        else:
            self.screen.print(plain("Nothing was decided yet", "yellow"))

    def _unknown(self, keys: Mapping[str, Act]) -> None:
        self.screen.print(plain(f"Press one of {', '.join(keys)}, q and Enter", "yellow"))
