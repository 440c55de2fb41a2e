"""What a harvest has done, in numbers and examples that add up over its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SHOWN = 20


@dataclass(slots=True)
class Summary:
    """Counts of one stretch of a source, or of all together.

    `entities` had P190, `others` only mentioned it; `statements` are those of P190 with a partner; `bad_lines`
    could not be read, `faults` are single values that could not; `left_out` counts by reason what has no place in
    the register. `damage` are places where an archive is broken; `examples` are the first SHOWN messages.
    """

    entities: int = 0
    others: int = 0
    statements: int = 0
    claims: int = 0
    bad_lines: int = 0
    faults: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    damage: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)

    def note(self, message: str) -> None:
        """Keep a message as an example while there is room."""
        if len(self.examples) < SHOWN:
            self.examples.append(message[:300])

    def add(self, other: Summary) -> None:
        """Add the counts of another stretch."""
        for name in ("entities", "others", "statements", "claims", "bad_lines", "faults"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.left_out.update(other.left_out)
        self.damage.extend(other.damage)
        for message in other.examples:
            self.note(message)

    def to_json(self) -> dict[str, Any]:
        """The fields as JSON."""
        names = (
            "entities",
            "others",
            "statements",
            "claims",
            "bad_lines",
            "faults",
            "damage",
            "examples",
        )
        return {**{n: getattr(self, n) for n in names}, "left_out": dict(self.left_out)}

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> Summary:
        """The summary that `to_json` gave."""
        return cls(**{**held, "left_out": Counter(held["left_out"])})
