"""Texts numbered in the order in which they are first met."""

from __future__ import annotations

from collections.abc import Mapping


class Numbering(dict[str, int]):
    """Numbers by text; asked for a text that it does not hold, it gives the next number.

    It starts with what is `known`, and goes on from `following`.
    """

    def __init__(self, known: Mapping[str, int] | None = None, following: int = 0) -> None:
        super().__init__(known or {})
        self._following = following
        self._new: list[str] = []

    def __missing__(self, text: str) -> int:
        number = self._following
        self._following += 1
        self[text] = number
        self._new.append(text)
        return number

    def take_new(self) -> tuple[int, list[str]]:
        """The texts that got a number since this was last asked, in order, after the first one's number."""
        new, self._new = self._new, []
        return self._following - len(new), new
