"""What every question shares: the database, the two clocks, and the format of the answer."""

from __future__ import annotations

import contextlib
import inspect
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from kizuna.errors import BadLanguage, KizunaError
from kizuna.workflows import clocks


class Format(StrEnum):
    """How an answer is written: for the terminal, as JSON, or as CSV."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


_COMPLETED = {
    "place": ("government", "area", "organisation"),
    "tie": ("tie",),
    "tie place": ("tie", "government", "area", "organisation"),
    "document": ("document",),
}
"""The kinds of things whose ids and names complete a word of a kind; of another one those of all kinds."""


def completion(kind: str, choices: Callable[[], Iterable[str]] = tuple) -> Callable[..., Any]:
    """What completes a word in a shell: choices, or the ids and names of a kind (see `Param`), each with its id.

    Nothing where there is no database yet, or it cannot be read.
    """

    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from kizuna.claims.kinds import KINDS
        from kizuna.store.settings import locate

        if offered := [choice for choice in choices() if choice.startswith(incomplete)]:
            return [(choice, "") for choice in offered]
        location = ctx.find_root().params.get("db")
        with contextlib.suppress(KizunaError):
            path = locate(location).path
            if path is None or path.exists():
                from kizuna.workflows.open_register import open_register
                from kizuna.workflows.search import completions

                open_register(location)
                found = completions(incomplete, _COMPLETED.get(kind, tuple(KINDS)))
                return list(found.items())
        return []

    return complete


AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day asked about, such as 1987-04-01 or '1 April 1987'; a month or year means its"
        " last day. Default: today.",
    ),
]
KnownAt = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="DATE",
        help="Use only what had been recorded by the end of this day, or by this time.",
    ),
]
Of = Annotated[
    str,
    typer.Option(
        "--of",
        metavar="NAME",
        help="Only ties of this place, area, body or country.",
        autocompletion=completion("place"),
    ),
]
Between = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--between",
        metavar="A B",
        help="Only ties between two places, areas or countries.",
        autocompletion=completion("place"),
    ),
]
Kind = Annotated[
    str, typer.Option("--kind", metavar="TYPE", help="Only ties of this type, narrower ones too.")
]
As = Annotated[Format, typer.Option("--format", help="Table for people, JSON or CSV for programs.")]


@dataclass(frozen=True, slots=True)
class Ask:
    """The shared options of one question.

    `day` is the day asked about, `day_given` whether somebody named it; `known_at` None means now. `of`, `between`
    and `kind` say which ties are meant, as SCOPE asks for them. `location` is the database of --db, None without;
    `language` one of LANGUAGES.
    """

    day: clocks.Day
    day_given: bool
    known_at: datetime | None
    format: Format
    of: str = ""
    between: tuple[str, ...] = ()
    kind: str = ""
    location: str | None = None
    language: str = "en"

    @property
    def known_text(self) -> str | None:
        """The time of `known_at` as ISO 8601 in UTC, None for now."""
        return self.known_at.isoformat().replace("+00:00", "Z") if self.known_at else None

    def clocks(self) -> dict[str, str | None]:
        """The two clocks as they stand in every JSON answer."""
        return {"as_of": self.day.text, "known_at": self.known_text}


_OPTIONS: dict[str, tuple[Any, Any]] = {
    "as_of": (AsOf, None),
    "known_at": (KnownAt, None),
    "format": (As, Format.TABLE),
    "of": (Of, ""),
    "between": (Between, None),
    "kind": (Kind, ""),
}
SCOPE = ("of", "between", "kind", "as_of", "known_at")
"""The shared options of a question about many ties."""

_CONTEXT = inspect.Parameter(
    "ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
)


def asking(
    *shared: str, unless: str = "", question: bool | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command whose first parameter is an Ask, made of the shared options named.

    The register is opened, and made on first use, before the command runs; not with the flag named by `unless`. A
    `question` (None: whatever has the option --known-at) is answered from one moment; others write, or wait for
    somebody.
    """
    is_question = "known_at" in shared if question is None else question

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
        options = [_parameter(name) for name in shared]

        def run(ctx: typer.Context, **given: Any) -> None:
            shared_given = {name: given.pop(name) for name in shared}
            ask = _ask(shared_given, ctx.find_root())
            if unless and given[unless]:
                command(ask, **given)
                return
            open_for_asking(ctx)
            from kizuna.store.snapshot import one_snapshot

            with one_snapshot() if is_question else nullcontext():
                command(ask, **given)
            if ask.known_at is not None:
                _say_if_empty(ask)

        parameters = [_CONTEXT, *own, *options]
        made: Any = run
        made.__name__, made.__doc__ = command.__name__, command.__doc__
        made.__signature__ = inspect.Signature(parameters)
        made.__annotations__ = {p.name: p.annotation for p in parameters}
        return run

    return decorated


def _parameter(name: str) -> inspect.Parameter:
    annotation, default = _OPTIONS[name]
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=annotation)


def _ask(given: dict[str, Any], root: typer.Context) -> Ask:
    return Ask(
        day=_day(given.get("as_of")),
        day_given=given.get("as_of") is not None,
        known_at=clocks.known_at(given.get("known_at")),
        format=given.get("format", Format.TABLE),
        of=given.get("of", ""),
        between=given.get("between") or (),
        kind=given.get("kind", ""),
        location=root.obj,
        language=language_of(root.params.get("lang")),
    )


def _day(text: str | None) -> clocks.Day:
    """The day asked about; that a month or year is taken as its last day is said on stderr."""
    day = clocks.as_of(text)
    if day.taken_of:
        print(f"kizuna: --as-of {day.taken_of}: taken as its last day, {day.text}", file=sys.stderr)
    return day


def language_of(chosen: str | None) -> str:
    """The language of the command line: the one chosen, else that of the environment where Kizuna speaks it, else
    English. Raises BadLanguage for a choice that is none."""
    from kizuna.languages import folder_of

    if chosen:
        return folder_of(chosen)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if text := os.environ.get(variable, "").partition(".")[0]:
            with contextlib.suppress(BadLanguage):
                return folder_of(text)
            break
    return "en"


def open_for_asking(ctx: typer.Context) -> None:
    """Open the database named by the global option --db, showing progress where it takes long."""
    from kizuna.workflows.open_register import open_register

    open_register(ctx.find_root().obj, waiting=waiting)


def waiting(message: str) -> AbstractContextManager[object]:
    """A spinner with a message on stderr while a block runs; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(f"{message} …")


def _say_if_empty(ask: Ask) -> None:
    from kizuna.workflows.ask import is_empty

    if is_empty(ask.known_at):
        print(
            f"kizuna: the register was empty at {ask.known_text}: nothing had been recorded by then",
            file=sys.stderr,
        )
