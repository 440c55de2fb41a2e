"""The group of all commands: the one place where an error becomes a message and an exit code.

Usage errors leave with 2, Kizuna's errors with their own `exit_code`, Ctrl-C with 130, an error inside
Kizuna with 70 (EX_SOFTWARE of sysexits.h). A reader that closes the pipe early is no error.
"""

from __future__ import annotations

import os
import sys
import warnings
from typing import Any

import typer
from typer.core import TyperGroup

from kizuna.cli.asking import language_of
from kizuna.errors import BadLanguage, KizunaError
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
        *(
            "serve",
            "worker",
            "mcp",
            "user",
            "token",
            "rebuild",
            "check",
            "verify",
            "head",
            "proof",
            "backup",
        ),
        *("restore", "erase"),
    ),
}
"""The commands by what they are for."""


class CommandGroup(TyperGroup):
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

        language = language_of(ctx.params.get("lang"))
        alone = typer.Typer(rich_markup_mode=None, add_completion=False)
        alone.command(cmd_name, epilog=example(cmd_name, language))(
            question_command(cmd_name, language)
        )
        return typer.main.get_command(alone)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands by what they are for; questions are not made for it."""
        from kizuna.languages import Messages

        messages = Messages(language_of(ctx.params.get("lang")))
        for group, names in GROUPS.items():
            with formatter.section(messages.text(f"cli-group-{group}")):
                formatter.write_dl([(name, self.summary(ctx, name)) for name in names])

    def summary(self, ctx: Any, name: str) -> str:
        """What a command is for; of a question in the language of the command line."""
        if name in QUESTIONS and name not in self.commands:
            from kizuna.languages import Messages

            return Messages(language_of(ctx.params.get("lang"))).text(f"web-{name}-lead")
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
            _say(_words(error, ctx.params.get("lang")))
            raise SystemExit(error.exit_code) from None
        except KeyboardInterrupt:
            _say("stopped; nothing was half-written")
            raise SystemExit(_INTERRUPTED) from None
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115
            raise SystemExit(0) from None
        except (typer.Exit, typer.Abort, _USAGE):
            raise
        except Exception as error:
            if os.environ.get("KIZUNA_TRACEBACK"):
                raise
            _say(
                f"an error inside Kizuna: {type(error).__name__}: {error}\n"
                "Set KIZUNA_TRACEBACK=1 to see where, and please report it."
            )
            raise SystemExit(_INTERNAL) from None


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


def _words(error: KizunaError, chosen: str | None) -> str:
    """What is wrong, in the language of the command line."""
    from kizuna.languages import Messages

    try:
        return Messages(language_of(chosen)).told(error)
    except BadLanguage:
        return str(error)


def _warn(message: Warning | str, *_: Any, **__: Any) -> None:
    _say(f"warning: {message}")


def _say(message: str) -> None:
    print(f"kizuna: {message}", file=sys.stderr)
