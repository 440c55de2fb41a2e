"""The application: every command, the global options, and where an error becomes a message and an exit code.

Usage errors leave with 2, Kizuna's errors with their own `exit_code`, Ctrl-C with 130, an error inside
Kizuna with 70 (EX_SOFTWARE of sysexits.h). A reader that closes the pipe early is no error.
"""

import ast
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from functools import cache
from importlib import import_module
from importlib.resources import files
from io import StringIO
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from kizuna.cli.asking import language_of, say, typer_command
from kizuna.errors import BadLanguage, CannotWrite, KizunaError
from kizuna.languages import Messages
from kizuna.languages.catalogs import renderings
from kizuna.workflows.question import QUESTIONS

_GLOBAL = ("--db", "--lang")
_USAGE: type[Exception] = typer.BadParameter.__mro__[2]
"""The root of the errors of usage, which Typer words in English alone."""

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

COMMANDS = {
    "check": ("head.check", "--of Osaka"),
    "report": ("export.report", "kansai china --as-of '1 April 1987' -o note.pdf"),
    "sources add": ("sources.add", "page.html --id document/page-on-ties"),
    "sources publish": ("sources.publish", "page-on-ties"),
    "sources list": ("sources.list_", ""),
    "export": ("export.export", "csv --of Osaka --out ties.zip"),
    "release": ("export.release", "--out release"),
    "plot": ("questions.plot", "map --between kansai china --out map.svg"),
    "record": ("sources.record", "claims.toml"),
    "harvest wikidata": ("sources.wikidata", "--limit 100"),
    "import": ("sources.import_", "ties.xlsx --dry-run"),
    "propose": ("propose.propose", "page.html --id document/page-on-ties"),
    "review": ("decisions.review", ""),
    "resolve": ("decisions.resolve", ""),
    "rebuild": ("backup.rebuild", ""),
    "serve": ("serve.serve", "--port 8000"),
    "worker": ("serve.worker", ""),
    "mcp": ("serve.mcp", ""),
    "erase": ("backup.erase", "--of person/jane-doe --reason 'A request of 3 May'"),
    "head": ("head.head", "--out head.txt"),
    "proof": ("head.proof", "e907ac78"),
    "verify": ("head.verify", "--deep"),
    "backup": ("backup.backup", "backups --keep 7"),
    "restore": ("backup.restore", "backups/kizuna.backup --db restored.sqlite3"),
    "token add": ("user.add_key", "'Web page of the city' --expires '31 March 2030'"),
    "token list": ("user.list_keys", ""),
    "token revoke": ("user.revoke", "3"),
    "user add": ("user.add", "jane --role contributor"),
    "user list": ("user.list_", ""),
    "user role": ("user.role", "jane reviewer"),
    "user password": ("user.password", "jane"),
}
"""The commands that are no questions: the function of each in its module, imported when it is asked for, and an
example of what stands after it."""
FAMILIES = {
    "sources": "Documents: what is cited, and adding their texts.",
    "harvest": "Taking over whole registers of others.",
    "token": "Keys with which programs ask the server.",
    "user": "Who may sign in to the pages, and as what.",
}
"""The commands that have commands of their own."""


class _Formatter(typer.Context.formatter_class):
    """Writes help in a language, paragraph by paragraph; what has no rendering stays English."""

    def __init__(self, language: str, **sizes: int | None) -> None:
        super().__init__(**sizes)
        self._columns = 2 if language in ("ja", "zh-hans") else 1
        self._rendered = renderings(language, "cli").of

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, f"{self._rendered('Usage')}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(self._rendered(heading))

    def write_text(self, text: str) -> None:
        parts = (" ".join(part.split()) for part in text.split("\n\n"))
        with self._columns_after(self.current_indent):
            super().write_text("\n\n".join(map(self._rendered, parts)))

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        first = min(max(len(name) for name, _ in rows), col_max) + col_spacing
        with self._columns_after(self.current_indent + first):
            said = []  # of an option, and in brackets whether it is wanted, or what it is without
            for name, words in rows:
                text, gap, more = words.partition("  [")
                told = gap[:2] + self._rendered(f"[{more}") if gap else ""
                said.append((name, self._rendered(text) + told))
            super().write_dl(said, col_max, col_spacing)

    @contextmanager
    def _columns_after(self, start: int) -> Iterator[None]:
        """Fewer characters a line where one takes two columns."""
        whole, self.width = self.width, start + (self.width - start) // self._columns
        yield
        self.width = whole


class _Context(typer.Context):
    def make_formatter(self) -> _Formatter:
        sizes = {"width": self.terminal_width, "max_width": self.max_content_width}
        return _Formatter(_language(self), **sizes)


class Command(TyperCommand):
    """A command whose help is in the language of the command line."""

    context_class = _Context


class CommandGroup(TyperGroup):
    """Commands that are made when they are asked for, of which the help says the whole summary of each."""

    context_class = _Context

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.before = f"{self.name} " if self.name in FAMILIES else ""  # after kizuna
        # by which a near name is found
        self.commands: Any = dict.fromkeys(self.list_commands(None))

    def list_commands(self, ctx: Any) -> list[str]:
        begin = self.before
        return [words.removeprefix(begin) for words in COMMANDS if words.startswith(begin)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        words, language = self.before + cmd_name, _language(ctx)
        if words in COMMANDS:
            place, shown = COMMANDS[words]
            module, _, name = place.partition(".")
            run = typer_command(getattr(import_module(f"kizuna.cli.{module}"), name))
            shown = f"Example: kizuna {words} {shown}".rstrip()
        elif words in QUESTIONS:
            from kizuna.cli.questions import example, question_command

            run, shown = question_command(words, language), example(words, language)
        else:
            return None
        alone = typer.Typer(rich_markup_mode=None, add_completion=False)
        alone.command(cmd_name, cls=Command, epilog=shown)(run)
        return typer.main.get_command(alone)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(n, _summary(self.before + n)) for n in self.list_commands(ctx)])


@cache
def _summary(words: str) -> str:
    """The first line of the help of a command, read off its source: nothing is imported for it."""
    module, _, name = COMMANDS[words][0].partition(".")
    source = files("kizuna.cli").joinpath(f"{module}.py").read_text("utf-8")
    held = (n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef) and n.name == name)
    return (ast.get_docstring(next(held)) or "").partition("\n")[0]


class KizunaGroup(CommandGroup):
    """Commands whose global options may stand anywhere, and whose errors are told in a line or two."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(dict.fromkeys((*QUESTIONS, *(words.split()[0] for words in COMMANDS))))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in FAMILIES:
            return CommandGroup(
                name=cmd_name, help=FAMILIES[cmd_name], no_args_is_help=True, rich_markup_mode=None
            )
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands by what they are for; questions are not made for it."""
        messages = Messages(_language(ctx))
        for group, names in GROUPS.items():
            with formatter.section(messages.text(f"cli-group-{group}")):
                formatter.write_dl([(name, self.summary(name, messages)) for name in names])

    def summary(self, name: str, messages: Messages) -> str:
        """What a command is for; of a question in the language of the command line."""
        if name in COMMANDS:
            return _summary(name)
        return FAMILIES.get(name) or messages.text(f"web-{name}-lead")

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, globals_first(args))

    def invoke(self, ctx: Any) -> Any:
        """Run the command; whatever goes wrong is said on stderr, without a traceback."""
        warnings.showwarning = lambda message, *_, **__: say(f"warning: {message}")
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except KizunaError as error:
            say(Messages(_language(ctx)).told(error))
            raise SystemExit(error.exit_code) from None
        except KeyboardInterrupt:
            say("stopped; nothing was half-written")
            raise SystemExit(130) from None
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115
            raise SystemExit(0) from None
        except (typer.Exit, typer.Abort):
            raise
        except _USAGE as error:
            made: Any = error
            made.show(shown := StringIO())
            rendered = renderings(_language(ctx), "cli").of
            for line in shown.getvalue().replace("Value error, ", "").splitlines():
                typer.echo("".join(map(rendered, line.partition("Error: "))), err=True)
            raise SystemExit(made.exit_code) from None
        except Exception as error:
            if isinstance(error, OSError) and error.errno == ENOSPC:  # of all else its writer tells
                full = CannotWrite(f"'stdout' cannot be written: {error.strerror}")
                say(Messages(_language(ctx)).told(full))
                raise SystemExit(full.exit_code) from None
            if os.environ.get("KIZUNA_TRACEBACK"):
                raise
            say(
                f"an error inside Kizuna: {type(error).__name__}: {error}\n"
                "Set KIZUNA_TRACEBACK=1 to see where, and please report it."
            )
            raise SystemExit(70) from None


def _language(ctx: Any) -> str:
    """The language of the command line; English where the one chosen is none."""
    try:
        return language_of(ctx.find_root().params.get("lang"))
    except BadLanguage:
        return "en"


def globals_first(args: list[str]) -> list[str]:
    """The arguments with every global option moved to the front; what follows "--" stays."""
    end = args.index("--") if "--" in args else len(args)
    first, rest = list[str](), list[str]()
    given = iter(args[:end])
    for argument in given:
        name, equals, _ = argument.partition("=")
        value = next(given, None) if name in _GLOBAL and not equals else None
        (first if name in _GLOBAL and (equals or value is not None) else rest).append(argument)
        first += [value] if value is not None else []
    return [*first, *rest, *args[end:]]


app = typer.Typer(
    name="kizuna",
    cls=KizunaGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="The register of ties between local governments, with the evidence for every fact.",
)


def _version(asked: bool) -> None:
    if asked:
        from kizuna import __version__

        typer.echo(f"kizuna {__version__}")
        raise typer.Exit


_DB = "The database: a file, or postgresql://… Made on first use."
_LANG = "The language: en, ja, zh-Hans or ru. Default: that of LANG."


@app.callback()
def _globals(
    ctx: typer.Context,
    db: Annotated[str | None, typer.Option(envvar="KIZUNA_DB", metavar="PATH", help=_DB)] = None,
    # before the help, which is in it
    lang: Annotated[str | None, typer.Option(metavar="LANG", is_eager=True, help=_LANG)] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    language_of(lang)
    ctx.obj = db
