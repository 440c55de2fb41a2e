"""Kizuna from Python: a register that is opened, and a function for each question.

>>> register = kizuna.open()
>>> register.ties(between=("kansai", "china"), as_of="1987-04-01").to_pandas()
"""

import inspect
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kizuna.languages import Messages
from kizuna.publish.document import Document, SentenceHtml
from kizuna.publish.records import Records
from kizuna.publish.wording import capital
from kizuna.workflows import question as questions
from kizuna.workflows.clocks import Times


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a question: `records` are its rows under named columns, `document`
    the same in words.

    Iterating gives the rows as dictionaries; `about` holds what is so of all of them
    (times, figures with claims).
    """

    records: Records
    document: Document

    def __repr__(self) -> str:
        columns = ", ".join(self.records.flat_names())
        return f"<{self.document.title}: {len(list(self))} rows of {columns}>"

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.records.rows)

    @property
    def about(self) -> Mapping[str, Any]:
        """What holds for all rows: the times, and figures with their claims."""
        return self.records.about

    def to_pandas(self) -> Any:
        """The flat table as a pandas.DataFrame; raises ImportError without pandas."""
        import pandas

        return pandas.DataFrame(
            list(self.records.flat_rows()), columns=self.records.flat_names()
        )

    def to_polars(self) -> Any:
        """The flat table as a polars.DataFrame; raises ImportError without polars."""
        import polars

        names, rows = list(self.records.flat_names()), list(self.records.flat_rows())
        return polars.DataFrame(rows, schema=names, orient="row", strict=False)

    def to_arrow(self) -> Any:
        """The rows as a pyarrow.Table with cells of rows as lists; an empty answer has
        its columns. Raises ImportError without pyarrow.
        """
        import pyarrow

        rows = list(map(dict, self))
        if not rows:
            return pyarrow.table({column.name: [] for column in self.records.columns})
        return pyarrow.Table.from_pylist(rows)

    def html(self) -> str:
        """The document as a part of a page, without its evidence; notebooks show it."""
        messages = Messages(self.document.language)
        room = _templates().get_template("reply.html.jinja")
        return room.render(document=self.document, t=messages.text)

    _repr_html_ = html


class OpenRegister:
    """A register that is open: a method a question, such as `ties`, with its parameters
    by name.

    Each takes also `lang` (en, ja, zh-Hans or ru) and the times that matter to it:
    `as_of` (the day asked about) and `known_at` (only what had been recorded by then).
    It returns a Reply. Raises TypeError for a parameter that it does not take, and the
    errors of Kizuna for what cannot be asked.

    A process has one database open at a time: a question to another register opens that
    one again.
    """

    def __init__(self, location: str | Path | None = None) -> None:
        self._location, self._opening = location, -1
        self._open()

    def _open(self) -> None:
        """Open the database, once more where another one was opened since."""
        from kizuna.store.sql import times_opened
        from kizuna.workflows.open_register import open_register

        if times_opened() != self._opening:
            opened = open_register(self._location)
            self._location = (
                self._location or os.environ.get("KIZUNA_DB") or opened.location
            )
            self._opening = times_opened()

    def __getattr__(self, name: str) -> Callable[..., Reply]:
        if name not in questions.QUESTIONS:
            there = ", ".join(questions.QUESTIONS)
            raise AttributeError(f"no question is called {name!r}; there are {there}")
        # the function of a question: its parameters, and by name alone its times and
        # the language
        file = questions.question_file(name)
        own = inspect.signature(file.Question).parameters.values()
        shared = {**dict.fromkeys(questions.times_of(file)), "lang": "en"}
        only = inspect.Parameter.KEYWORD_ONLY
        times = (
            inspect.Parameter(one, only, default=usual) for one, usual in shared.items()
        )
        signature = inspect.Signature([*own, *times])

        def answer(*values: Any, **given: Any) -> Reply:
            from kizuna.store.sql import one_snapshot

            named = signature.bind(*values, **given).arguments
            times = Times.of(named.pop("as_of", None), named.pop("known_at", None))
            messages = Messages(named.pop("lang", "en"))
            for parameter in questions.parameters(file.Question, is_local=True):
                if parameter.name in named:
                    named[parameter.name] = parameter.checked(named[parameter.name])
            self._open()
            with one_snapshot():
                found, wording = questions.ask(
                    file, file.Question(**named), times, messages
                )
                records = questions.records_of(file, found, wording, times)
                return Reply(records, file.document(found, wording))

        made: Any = answer
        made.__name__, made.__doc__, made.__signature__ = (
            name,
            file.Question.__doc__,
            signature,
        )
        return answer

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *questions.QUESTIONS]


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
    html = SentenceHtml(escape, lambda ref: f"#{ref}", lambda *_: Markup(""))
    room.globals |= {"html": html, "runs": html.runs, "marks": html.marks}
    return room
