"""The group of all commands: the one place where an error becomes a message and an exit code.

Usage errors leave with 2, Kizuna's errors with their own `exit_code`, Ctrl-C with 130, an error inside
Kizuna with 70 (EX_SOFTWARE of sysexits.h). A reader that closes the pipe early is no error.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from kizuna.cli.asking import language_of, say
from kizuna.errors import BadLanguage, KizunaError
from kizuna.languages import Messages
from kizuna.languages.catalogs import renderings
from kizuna.workflows.question import QUESTIONS

_INTERRUPTED, _INTERNAL = 130, 70
_GLOBAL = ("--db", "--lang")
_USAGE: type[Exception] = typer.BadParameter.__mro__[2]
"""The root of the errors of usage, which Typer itself tells and ends with 2."""


GROUPS = {
    "ask": tuple(name for name in QUESTIONS if name not in ("check", "reconcile")),
    "record": ("record", "import", "harvest", "propose", "sources"),
    "decide": ("review", "resolve", "reconcile"),
    "publish": ("report", "export", "release", "plot"),
    "run": (
        *("serve", "worker", "mcp", "user", "token", "rebuild", "check", "verify", "head"),
        *("proof", "backup", "restore", "erase"),
    ),
}
"""The commands by what they are for."""


class _InLanguage:
    """A command whose help is in the language of the command line."""

    def get_help(self, ctx: Any) -> str:
        """The help; what has no rendering stays English."""
        _set_language(ctx)
        return super().get_help(ctx)  # type: ignore[misc]

    def get_usage(self, ctx: Any) -> str:
        """The line of usage, which stands above errors."""
        _set_language(ctx)
        return super().get_usage(ctx)  # type: ignore[misc]


class Command(_InLanguage, TyperCommand):
    """A command."""


class CommandGroup(_InLanguage, TyperGroup):
    """Commands of which the help says the whole summary of each."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands in their order."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, self.summary(ctx, name)) for name in self.list_commands(ctx)]
            )

    def summary(self, ctx: Any, name: str) -> str:
        """The first line of a command's help."""
        command = super().get_command(ctx, name)
        return command.help.partition("\n")[0] if command and command.help else ""


class KizunaGroup(CommandGroup):
    """Commands whose global options may stand anywhere, and whose errors are told in a line or two."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all commands, the questions first."""
        return list(dict.fromkeys((*QUESTIONS, *super().list_commands(ctx))))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name; that of a question is made when it is asked for."""
        written = super().get_command(ctx, cmd_name)
        if written is not None or cmd_name not in QUESTIONS:
            return written
        from kizuna.cli.questions import example, question_command

        language = _language(ctx)
        alone = typer.Typer(rich_markup_mode=None, add_completion=False)
        alone.command(cmd_name, cls=Command, epilog=example(cmd_name, language))(
            question_command(cmd_name, language)
        )
        return typer.main.get_command(alone)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands by what they are for; questions are not made for it."""
        messages = Messages(_language(ctx))
        for group, names in GROUPS.items():
            with formatter.section(messages.text(f"cli-group-{group}")):
                formatter.write_dl([(name, self.summary(ctx, name)) for name in names])

    def summary(self, ctx: Any, name: str) -> str:
        """What a command is for; of a question in the language of the command line."""
        if name in QUESTIONS and name not in self.commands:
            return Messages(_language(ctx)).text(f"web-{name}-lead")
        return super().summary(ctx, name)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments with the global options in front of the command."""
        return super().parse_args(ctx, globals_first(args))

    def invoke(self, ctx: Any) -> Any:
        """Run the command; whatever goes wrong is said on stderr, without a traceback."""
        warnings.showwarning = _warn
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except KizunaError as error:
            say(Messages(_language(ctx)).told(error))
            raise SystemExit(error.exit_code) from None
        except KeyboardInterrupt:
            say("stopped; nothing was half-written")
            raise SystemExit(_INTERRUPTED) from None
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115
            raise SystemExit(0) from None
        except (typer.Exit, typer.Abort):
            raise
        except _USAGE as error:
            made: Any = error
            made.message = _rendered(ctx, made.message)
            raise
        except Exception as error:
            if os.environ.get("KIZUNA_TRACEBACK"):
                raise
            say(
                f"an error inside Kizuna: {type(error).__name__}: {error}\n"
                "Set KIZUNA_TRACEBACK=1 to see where, and please report it."
            )
            raise SystemExit(_INTERNAL) from None


def _language(ctx: Any) -> str:
    """The language of the command line; English where the one chosen is none."""
    try:
        return language_of(ctx.find_root().params.get("lang"))
    except BadLanguage:
        return "en"


def _rendered(ctx: Any, text: str) -> str:
    """Words of the help in the language of the command line."""
    return renderings(_language(ctx), "cli").of(text)


def _set_language(ctx: Any) -> None:
    """Let the help of a context be written in the language of the command line, paragraph by paragraph."""
    columns = 2 if _language(ctx) in ("ja", "zh-hans") else 1
    rendered = partial(_rendered, ctx)

    class Formatter(type(ctx).formatter_class):  # type: ignore[misc]
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, f"{rendered('Usage')}: ")

        def write_heading(self, heading: str) -> None:
            super().write_heading(rendered(heading))

        def write_text(self, text: str) -> None:
            parts = (" ".join(part.split()) for part in text.split("\n\n"))
            with self._columns_after(self.current_indent):
                super().write_text("\n\n".join(map(rendered, parts)))

        def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
            first = min(max(len(name) for name, _ in rows), col_max) + col_spacing
            with self._columns_after(self.current_indent + first):
                said = [(name, self._description(words)) for name, words in rows]
                super().write_dl(said, col_max, col_spacing)

        def _description(self, words: str) -> str:
            """What is said of an option, and in brackets after it whether it is wanted, or what it is without."""
            text, gap, more = words.partition("  [")
            return rendered(text) + (gap[:2] + rendered(f"[{more}") if gap else "")

        @contextmanager
        def _columns_after(self, start: int) -> Iterator[None]:
            """Fewer characters a line where one takes two columns."""
            whole, self.width = self.width, start + (self.width - start) // columns
            yield
            self.width = whole

    ctx.formatter_class = Formatter


def globals_first(args: list[str]) -> list[str]:
    """The arguments with every global option moved to the front; what follows "--" stays."""
    end = args.index("--") if "--" in args else len(args)
    first: list[str] = []
    rest: list[str] = []
    at = 0
    while at < end:
        argument = args[at]
        if argument in _GLOBAL and at + 1 < end:
            first += args[at : at + 2]
            at += 1
        elif argument.partition("=")[0] in _GLOBAL and "=" in argument:
            first.append(argument)
        else:
            rest.append(argument)
        at += 1
    return [*first, *rest, *args[end:]]


def _warn(message: Warning | str, *_: Any, **__: Any) -> None:
    say(f"warning: {message}")
