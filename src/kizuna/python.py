"""Kizuna from Python: a register that is opened, and a function for each question.

register = kizuna.open()
register.ties(between=("kansai", "china"), as_of="1987-04-01").to_pandas()
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kizuna.languages import Messages
from kizuna.publish.document import Document
from kizuna.publish.records import Records
from kizuna.publish.wording import Wording, capital
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import QUESTIONS, parameters, question_file


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a question: `records` are its rows under named columns, `document` the same in words.

    Iterating gives the rows as dictionaries; `about` holds what is so of all of them (times, figures with claims).
    """

    records: Records
    document: Document

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.records.rows)

    @property
    def about(self) -> Mapping[str, Any]:
        """What holds for all rows: the times, and figures with their claims."""
        return self.records.about

    def to_pandas(self) -> Any:
        """The flat table as a pandas.DataFrame; raises ImportError without pandas."""
        import pandas

        return pandas.DataFrame(list(self.records.flat_rows()), columns=self.records.flat_names())

    def to_polars(self) -> Any:
        """The flat table as a polars.DataFrame; raises ImportError without polars."""
        import polars

        names = list(self.records.flat_names())
        return polars.DataFrame(
            list(self.records.flat_rows()), schema=names, orient="row", strict=False
        )

    def to_arrow(self) -> Any:
        """The rows as a pyarrow.Table with cells of rows as lists; raises ImportError without pyarrow."""
        import pyarrow

        return pyarrow.Table.from_pylist(list(map(dict, self.records.rows)))

    def html(self) -> str:
        """The document as a part of a page, without its evidence."""
        messages = Messages(self.document.language)
        room = _templates().get_template("reply.html.jinja")
        return room.render(document=self.document, t=messages.text)

    def _repr_html_(self) -> str:
        return self.html()


class OpenRegister:
    """A register that is open: a method a question, such as `ties`, with its parameters by name.

    Each takes also `as_of` (the day asked about), `known_at` (only what had been recorded by then) and `lang`
    (en, ja, zh-Hans or ru), and returns a Reply. Raises TypeError for an unknown parameter and
    the errors of Kizuna for what cannot be asked.
    """

    def __init__(self, location: str | Path | None = None) -> None:
        from kizuna.workflows.open_register import open_register

        open_register(location)

    def __getattr__(self, name: str) -> Callable[..., Reply]:
        if name not in QUESTIONS:
            raise AttributeError(
                f"no question is called {name!r}; there are {', '.join(QUESTIONS)}"
            )
        return _asking(name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *QUESTIONS]


@cache
def _asking(name: str) -> Callable[..., Reply]:
    """The function of a question."""
    file = question_file(name)

    def ask(
        *values: Any,
        as_of: str | None = None,
        known_at: str | None = None,
        lang: str = "en",
        **given: Any,
    ) -> Reply:
        from kizuna.store.snapshot import one_snapshot

        names = [parameter.name for parameter in parameters(file.Question, is_local=True)]
        given |= dict(zip(names, values, strict=False))
        for parameter in parameters(file.Question, is_local=True):
            if parameter.name in given:
                given[parameter.name] = parameter.checked(given[parameter.name])
        times = Times.of(as_of, known_at)
        with one_snapshot():
            found = file.answer(file.Question(**given), times)
            wording = Wording(found.register, Messages(lang), times.day.number)
            return Reply(file.records(found, wording), file.document(found, wording))

    made: Any = ask
    made.__name__, made.__doc__ = name, file.Question.__doc__
    made.__signature__ = _signature(file.Question)
    return ask


def _signature(question: type) -> inspect.Signature:
    own = list(inspect.signature(question).parameters.values())
    kind = inspect.Parameter.KEYWORD_ONLY
    shared = (("as_of", None), ("known_at", None), ("lang", "en"))
    return inspect.Signature([*own, *(inspect.Parameter(n, kind, default=d) for n, d in shared)])


@cache
def _templates() -> Environment:
    room = Environment(
        loader=PackageLoader("kizuna.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    room.filters["capital"] = capital
    room.globals |= {
        "runs": escape,
        "address": lambda ref: f"#{ref}",
        "marks": lambda *_: Markup(""),
    }
    return room
