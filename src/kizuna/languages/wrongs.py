"""Says what is wrong in another language than English, by the English words of the error.

An error keeps its English words wherever it goes - a log, a job that failed, a report on a list - and is put
into the reader's language where it is read. `errors.renderings` under `locale/` holds every message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kizuna.languages.renderings import Renderings


class Wrongs(Renderings):
    """The renderings of errors in one language.

    `kinds` are the words for the kinds of the register by their prefixes, `either` lists several of them.
    """

    def __init__(
        self, held: Renderings, kinds: Mapping[str, str], either: Callable[[Sequence[str]], str]
    ) -> None:
        super().__init__(held.texts, held.patterns)
        self._kinds = kinds
        self._either = either

    def of(self, text: str) -> str:
        """The rendering of a message; of one after the name of a field or file ("b.name: ..."), of that alone."""
        said = super().of(text)
        if said != text:
            return said
        kinds = text.split(" or ")
        if all(kind in self._kinds for kind in kinds):
            return self._either([self._kinds[kind] for kind in kinds])
        place, colon, message = text.partition(": ")
        return f"{place}: {self.of(message)}" if colon else text
