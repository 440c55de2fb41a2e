"""A walk in the terminal: one thing after another is shown, and a line of the person's decides about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kizuna.cli.output import console, plain
from kizuna.errors import KizunaError

if TYPE_CHECKING:
    from rich.console import Console

Act = Callable[[str], None]
"""What a key does; it is given what stands after the key on the line."""


@dataclass(slots=True, kw_only=True)
class DecisionWalk:
    """Asks and acts until the person leaves; each decision is recorded at once, so that leaving loses nothing."""

    ended: bool = False
    screen: Console = field(default_factory=console)

    def asked(self, question: str) -> str:
        """A line of the person's; "" and the end of the walk when there is none."""
        try:
            return self.screen.input(f"{question.replace('[', chr(92) + '[')} > ")
        except EOFError:
            self.ended = True
            return ""

    def pressed(self, question: str, keys: Mapping[str, Act]) -> bool:
        """Do what the first letter of the next line asks for; False when the walk is over.

        `q` leaves; an error of Kizuna's is shown, and the walk stays where it is.
        """
        line = self.asked(question).strip()
        key, rest = line[:1].lower(), line[1:].strip()
        if key == "q":
            return False
        if key:
            try:
                keys.get(key, lambda _: self._unknown(keys))(rest)
            except KizunaError as error:
                self.screen.print(plain(str(error), "red"))
        return not self.ended

    def _unknown(self, keys: Mapping[str, Act]) -> None:
        self.screen.print(plain(f"Press one of {', '.join(keys)}, q and Enter", "yellow"))
