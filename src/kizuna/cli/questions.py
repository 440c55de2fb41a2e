"""Questions at the command line: a command for each file of a question, its options read off the parameters."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import AsOf, KnownAt, open_for_asking
from kizuna.cli.plotting import PlotFile, plot_to
from kizuna.errors import BadQuestion
from kizuna.languages import Messages
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import (
    Parameter,
    ask,
    missing,
    parameters,
    question_file,
    read_question,
    records_of,
    times_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from kizuna.publish.document import Document
    from kizuna.publish.wording import Wording


class AnswerFormat(StrEnum):
    """How an answer is written: for the terminal, as records, or as a document with its evidence."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    MD = "md"


_METAVARS = {
    "place": "NAME",
    "tie": "TIE",
    "tie place": "TIE|PLACE",
    "any": "ID|NAME",
    "concept": "ID",
    "date": "DATE",
    "file": "FILE",
    "span": "A..B",
    "number": "N",
    "document": "ID",
}
_CONTEXT = inspect.Parameter(
    "ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
)


def question_command(name: str, language: str) -> Callable[..., None]:
    """The command of a question, with its help in a language."""
    file, messages = question_file(name), Messages(language)
    own = list(parameters(file.Question, is_local=True))

    def run(ctx: typer.Context, **given: Any) -> None:
        times = _times(given.get("as_of"), given.get("known_at"))
        texts = dict(pair for parameter in own for pair in _texts(parameter, given))
        question = read_question(file.Question, lambda field: texts.get(field, ""), is_local=True)
        if question is None:
            raise missing(file.Question)
        open_for_asking(ctx)
        print_answer(name, question, times, given["format"], language, given.get("plot"))
        _say_if_empty(times)

    options = [option for parameter in own for option in _options(parameter, messages)]
    times = {"as_of": AsOf, "known_at": KnownAt}
    options += [_keyword(name, times[name], None) for name in times_of(file)]
    help_text = messages.text("cli-format")
    form = Annotated[AnswerFormat, typer.Option("--format", help=help_text)]
    options.append(_keyword("format", form, AnswerFormat.TABLE))
    if hasattr(file, "chart"):
        options.append(_keyword("plot", PlotFile, None))
    made: Any = run
    made.__name__, made.__doc__ = name, messages.text(f"web-{name}-lead")
    made.__signature__ = inspect.Signature([_CONTEXT, *options])
    made.__annotations__ = {option.name: option.annotation for option in (_CONTEXT, *options)}
    return run


def _times(as_of: str | None, known_at: str | None) -> Times:
    """The times asked for; that a month or a year is taken as its last day is said on stderr."""
    times = Times.of(as_of, known_at)
    if times.day.taken_of:
        said = f"taken as its last day, {times.day.text}"
        print(f"kizuna: --as-of {times.day.taken_of}: {said}", file=sys.stderr)
    return times


def _texts(parameter: Parameter, given: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields of an address that say the same as the option."""
    if flags := [flag for flag, _ in parameter.about.flags if given[flag]]:
        if len(flags) > 1:
            raise BadQuestion(f"--{flags[0]} and --{flags[1]} are two answers")
        yield parameter.names[0], dict(parameter.about.flags)[flags[0]]
        return
    value = given.get(parameter.name)
    if parameter.about.is_argument and parameter.about.option:
        value = [*(value or ()), *(given[parameter.about.option] or ())]
    if value is None or value is False:
        return
    if isinstance(value, list | tuple):
        if len(parameter.names) == 1:
            value = (("," if parameter.about.is_several else " ").join(value),)
        if len(value) > len(parameter.names):
            named = " ".join(map(repr, value))
            raise BadQuestion(f"{named} are too many names; give {len(parameter.names)} at most")
        yield from zip(parameter.names, value, strict=False)
    else:
        yield parameter.names[0], "1" if value is True else str(value)


def print_answer(
    name: str, question: Any, times: Times, form: str, language: str, plot: Path | None = None
) -> None:
    """Answer a question from one moment of the ledger, print the answer, and draw it to the file `plot`."""
    from kizuna.store.snapshot import one_snapshot

    file: Any = question_file(name)
    with one_snapshot():
        found, wording = ask(file, question, times, Messages(language))
        match form:
            case AnswerFormat.TABLE:
                from kizuna.cli.terminal import print_document

                print_document(file.document(found, wording), wording.messages)
            case AnswerFormat.JSON:
                records = records_of(file, found, wording, times)
                json.dump(records.to_json(), sys.stdout, ensure_ascii=False, indent=2)
                sys.stdout.write("\n")
            case AnswerFormat.CSV:
                sys.stdout.write(file.records(found, wording).to_csv())
            case _:
                _write_file(file.document(found, wording), wording, form, times)
        plot_to(plot, lambda: file.chart(found, language))


def _write_file(document: Document, wording: Wording, form: str, times: Times) -> None:
    """Write a document as a file to stdout, but not one of bytes to a screen."""
    from kizuna.workflows.report import publish_answer

    if form in ("pdf", "docx") and sys.stdout.isatty():
        raise BadQuestion(
            f"{form!r} is no text: send it to a file, --format {form} > answer.{form}"
        )
    sys.stdout.buffer.write(publish_answer(document, wording, form, times.known_at))


def _options(parameter: Parameter, messages: Messages) -> Iterator[inspect.Parameter]:
    """The option of a parameter, or a flag for what it may choose."""
    about = parameter.about
    if not about.flags:
        yield _option(parameter, messages)
    for flag, choice in about.flags:
        option = typer.Option(f"--{flag}", help=messages.text(f"choice-{choice}"))
        yield _keyword(flag, Annotated[bool, option], False)
    if about.is_argument and about.option:
        help_text = messages.text("cli-instead")
        option = typer.Option(f"--{about.option}", metavar="NAME", help=help_text)
        yield _keyword(about.option, Annotated[list[str] | None, option], None)


def _option(parameter: Parameter, messages: Messages) -> inspect.Parameter:
    about = parameter.about
    kind: Any = {"flag": bool, "number": int}.get(about.kind, str)
    help_text = messages.text(about.label)
    if about.choices:
        help_text += f" [{'|'.join(about.choices)}]"
    if about.example:
        help_text = messages.text("cli-such-as", text=help_text, example=about.example)
    metavar = _METAVARS.get(about.kind)
    if about.is_argument:
        word = typer.Argument(metavar=metavar, help=help_text)
        return _keyword(parameter.name, Annotated[list[str] | None, word], None)
    flag = f"--{about.option or parameter.name.replace('_', '-')}"
    if about.kind == "flag":
        return _keyword(parameter.name, Annotated[bool, typer.Option(flag, help=help_text)], False)
    if about.is_several:
        kind = list[str]
    if len(about.names) > 1 and about.kind != "span":
        metavar = " ".join(name.upper() for name in about.names)
        kind = tuple[(str,) * len(about.names)]  # type: ignore[misc]
    option = typer.Option(flag, metavar=metavar, help=help_text)
    return _keyword(parameter.name, Annotated[kind | None, option], None)


def _keyword(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, annotation=annotation, default=default)


def _say_if_empty(times: Times) -> None:
    if times.known_at is None:
        return
    from kizuna.workflows.ask import is_empty

    if is_empty(times.known_at):
        said = "nothing had been recorded by then"
        print(f"kizuna: the register was empty at {times.known_text}: {said}", file=sys.stderr)
