"""Says what is wrong in another language than English, by the English words of the error.

An error keeps its English words wherever it goes - a log, a job that failed, a report on a list - and is put
into the reader's language where it is read. `errors.renderings` under `locale/` holds every message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from kizuna.languages.renderings import Renderings

_MORE = re.compile(r"(.*) and ([0-9,]+) more", re.DOTALL)
"""A list of which only the first are named."""


class Wrongs(Renderings):
    """The renderings of errors in one language.

    `kinds` are the words for the kinds of the register by their prefixes, `parts` those for the parts of values by
    their names, `listing` joins words by "and" or "or". A placeholder is filled in one of three forms: `kind`, the
    words for one kind or for either of several; `part`, the words for a part; `typed`, what has to be typed, which
    stays.
    """

    def __init__(
        self,
        held: Renderings,
        kinds: Mapping[str, str],
        parts: Mapping[str, str],
        listing: Callable[[Sequence[str], str], str],
    ) -> None:
        super().__init__(held.texts, held.patterns)
        self._kinds = kinds
        self._parts = parts
        self._listing = listing

    def of(self, text: str) -> str:
        """The rendering of a message; of several in a row, or one after the name of a field or file
        ("b.name: ..."), that of each."""
        said = super().of(text)
        if said != text:
            return said
        for joint in ("; ", ": "):
            first, joined, rest = text.partition(joint)
            if joined:
                return f"{self.of(first)}{joint}{self.of(rest)}"
        return text

    def in_form(self, text: str, form: str) -> str:
        """What fills a placeholder: the rendering of the text, the words for kinds or a part, or what is typed."""
        if form == "kind":
            kinds = text.split(" or ")
            return self._listing([self._kinds.get(kind) or self.of(kind) for kind in kinds], "or")
        if form == "part":
            return self._parts.get(text.strip("'").replace(" ", "-"), text)
        if form == "typed":
            if found := _MORE.fullmatch(text):
                return f"{found[1]} {self.of('and more')} {found[2]}"
            for joint in ("or", "and"):
                if f" {joint} " in text:
                    return self._listing(text.split(f" {joint} "), joint)
            return text
        return self.of(text)
