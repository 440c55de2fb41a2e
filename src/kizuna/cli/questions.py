"""Questions at the command line: a command for each file of a question, its options read off the parameters."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kizuna.claims.vocabulary import scheme
from kizuna.cli.asking import (
    SHARED,
    as_command,
    completion,
    open_for_asking,
    option,
    say,
    say_if_empty,
    say_last_day,
)
from kizuna.cli.output import Open, form_of, keep, print_paged
from kizuna.cli.plotting import PlotFile, plot_to
from kizuna.errors import BadQuestion
from kizuna.languages import Messages
from kizuna.store.snapshot import one_snapshot
from kizuna.workflows.clocks import Times
from kizuna.workflows.question import (
    NAMED,
    Param,
    ask,
    forms,
    missing,
    parameters,
    question_file,
    read_question,
    times_of,
)

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


def question_command(name: str, language: str) -> Callable[..., None]:
    """The command of a question, with its help in a language."""
    file, messages = question_file(name), Messages(language)
    own = parameters(file.Question, is_local=True)

    def run(ctx: typer.Context, **given: Any) -> None:
        times = Times.of(given.get("as_of"), given.get("known_at"))
        say_last_day(times.day, language)
        texts = dict(pair for parameter in own for pair in _texts(parameter, given))
        question = read_question(file.Question, lambda field: texts.get(field, ""), is_local=True)
        if question is None:
            raise missing(file.Question)
        form = given["format"] or form_of(given.get("out"), forms(file))
        form = form or ("html" if given.get("open") else "table")
        open_for_asking(ctx)
        print_answer(name, question, times, language, {**given, "format": form})
        say_if_empty(times, language)

    options = [one for parameter in own for one in _options(parameter, messages)]
    options += [option(name, *SHARED[name]) for name in times_of(file)]
    format_type = StrEnum("AnswerFormat", ["table", *forms(file)])  # type: ignore[misc]
    form = Annotated[format_type | None, typer.Option("--format", help=messages.text("cli-format"))]
    options.append(option("format", form, None))
    help_text = messages.text("cli-out")
    out = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help=help_text)]
    options += [option("out", out, None), option("open", Open, False)]
    if hasattr(file, "chart"):
        options.append(option("plot", PlotFile, None))
    made: Callable[..., None] = as_command(run, name, messages.text(f"web-{name}-lead"), options)
    return made


def example(name: str, language: str) -> str:
    """An example of a question, made of the first of its parameters that has one, an argument before others."""
    own = [one for one in parameters(question_file(name).Question) if one.example]
    shown = min(own, key=lambda parameter: not parameter.is_argument, default=None)
    words = ["kizuna", name]
    if shown is not None and not shown.is_argument:
        words.append(f"--{shown.option or shown.name}")
    command = " ".join([*words, *([shown.example] if shown else [])])
    return Messages(language).text("cli-example", command=command)


def _texts(parameter: Param, given: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields of an address that say the same as the option."""
    if flags := [flag for flag, _ in parameter.flags if given[flag]]:
        if len(flags) > 1:
            raise BadQuestion(f"--{flags[0]} and --{flags[1]} are two answers")
        yield parameter.names[0], dict(parameter.flags)[flags[0]]
        return
    value = given.get(parameter.name)
    if parameter.is_argument and parameter.option:
        value = [*(value or ()), *(given[f"{parameter.option}_too"] or ())]
    if value is None or value is False:
        return
    if isinstance(value, list | tuple):
        if len(parameter.names) == 1:
            value = (("," if parameter.is_several else " ").join(value),)
        if len(value) > len(parameter.names):
            named = " ".join(map(repr, value))
            raise BadQuestion(f"{named} are too many names; give {len(parameter.names)} at most")
        yield from zip(parameter.names, value, strict=False)
    else:
        yield parameter.names[0], "1" if value is True else str(value)


def print_answer(
    name: str, question: Any, times: Times, language: str, to: Mapping[str, Any]
) -> None:
    """Answer a question from one moment of the ledger, and send the answer and its picture where options say.

    The `format` "table" is for the screen, others are forms of the question, for stdout or the file `out`, which
    is then opened if it is to `open`; `plot` is the file of its picture.
    """
    file: Any = question_file(name)
    form, out = to["format"], to.get("out")
    with one_snapshot():
        asked = ask(file, question, times, Messages(language))
        if form == "table" and out is None:
            from kizuna.cli.terminal import terminal_parts

            print_paged(terminal_parts(file.document(*asked), asked[1].messages))
        else:
            from kizuna.workflows.report import content

            if out is None and to.get("open"):
                out = Path(f"kizuna-{name}-{times.day.text}.{form}")
            made = content(file, question, asked, times, form)
            if out is not None and str(out) != "-":
                say(keep(out, made, opens=to["open"], messages=asked[1].messages))
            elif form in ("pdf", "docx") and sys.stdout.isatty():
                raise BadQuestion(f"{form!r} is no text: send it to a file, -o answer.{form}")
            else:
                sys.stdout.flush()
                sys.stdout.buffer.write(made)
        plot_to(to.get("plot"), lambda: file.chart(asked[0], language))


def _options(about: Param, messages: Messages) -> Iterator[inspect.Parameter]:
    """The option of a parameter, or a flag for what it may choose."""
    if not about.flags:
        yield _option(about, messages)
    for flag, choice in about.flags:
        chosen = typer.Option(f"--{flag}", help=messages.text(f"choice-{choice}"))
        yield option(flag, Annotated[bool, chosen], False)
    if about.is_argument and about.option:
        help_text = messages.text("cli-instead")
        completes = completion(about.kind)
        more = typer.Option(
            f"--{about.option}", metavar="NAME", help=help_text, autocompletion=completes
        )
        yield option(f"{about.option}_too", Annotated[list[str] | None, more], None)


def _option(about: Param, messages: Messages) -> inspect.Parameter:
    kind: Any = {"flag": bool, "number": int}.get(about.kind, str)
    help_text = messages.text(about.label)
    if about.choices:
        help_text += f" [{'|'.join(about.choices)}]"
    if about.example:
        help_text = messages.text("cli-such-as", text=help_text, example=about.example)
    metavar, completes = _METAVARS.get(about.kind), _completion(about)
    if about.is_argument:
        word = typer.Argument(metavar=metavar, help=help_text, autocompletion=completes)
        return option(about.name, Annotated[list[str] | None, word], None)
    flag = f"--{about.option or about.name.replace('_', '-')}"
    if about.kind == "flag":
        return option(about.name, Annotated[bool, typer.Option(flag, help=help_text)], False)
    if about.is_several:
        kind = list[str]
    if len(about.names) > 1 and about.kind != "span":
        metavar = " ".join(name.upper() for name in about.names)
        kind = tuple[(str,) * len(about.names)]  # type: ignore[misc]
    named = typer.Option(flag, metavar=metavar, help=help_text, autocompletion=completes)
    return option(about.name, Annotated[kind | None, named], None)


def _completion(about: Param) -> Callable[..., Any] | None:
    """What completes a word of a parameter; None where nothing does."""
    if about.scheme:
        return completion("", lambda: scheme(about.scheme))
    is_named = about.choices or about.kind in NAMED
    return completion(about.kind, lambda: about.choices) if is_named else None
