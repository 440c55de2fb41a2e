"""The application: every command, the global options, and where an error becomes a
message and an exit code.

Usage errors leave with 2, Kizuna's errors with their own `exit_code`, Ctrl-C with 130,
an error inside Kizuna with 70 (EX_SOFTWARE of sysexits.h). A reader that closes the
pipe early is no error.
"""

import ast
import os
import sys
import warnings
from errno import ENOSPC
from functools import cache, partial
from importlib import import_module
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

import click

from kizuna import __version__
from kizuna.cli.asking import say
from kizuna.cli.command import CommandContext, language_of
from kizuna.errors import CannotWrite, KizunaError
from kizuna.languages import Messages
from kizuna.languages.catalogs import renderings
from kizuna.workflows.question import QUESTIONS

_GLOBAL = ("--db", "--lang")

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
        ),
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
"""The commands that are no questions: the function of each in its module, imported when
it is asked for, and an example of what stands after it.
"""
FAMILIES = {
    "sources": "Documents: what is cited, and adding their texts.",
    "harvest": "Taking over whole registers of others.",
    "token": "Keys with which programs ask the server.",
    "user": "Who may sign in to the pages, and as what.",
}
"""The commands that have commands of their own."""


class CommandGroup(click.Group):
    """Commands that are made when they are asked for, of which the help says the whole
    summary of each.
    """

    context_class = CommandContext

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.before = f"{self.name} " if self.name in FAMILIES else ""  # after kizuna
        # by which a near name is found
        self.commands: Any = dict.fromkeys(self.list_commands(None))

    def list_commands(self, ctx: Any) -> list[str]:
        begin = self.before
        return [
            words.removeprefix(begin) for words in COMMANDS if words.startswith(begin)
        ]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        words = self.before + cmd_name
        if words in COMMANDS:
            place, shown = COMMANDS[words]
            module, _, name = place.partition(".")
            made = getattr(import_module(f"kizuna.cli.{module}"), name)
            made.name, made.epilog = (
                cmd_name,
                f"Example: kizuna {words} {shown}".rstrip(),
            )
            return made
        if words not in QUESTIONS:
            return None
        from kizuna.cli.questions import question_command

        return question_command(words, ctx.language)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(
                [(n, _summary(self.before + n)) for n in self.list_commands(ctx)]
            )


@cache
def _summary(words: str) -> str:
    """The first paragraph of the help of a command on one line, read off its source:
    nothing is imported for it.
    """
    module, _, name = COMMANDS[words][0].partition(".")
    source = files("kizuna.cli").joinpath(f"{module}.py").read_text("utf-8")
    held = (
        n
        for n in ast.parse(source).body
        if isinstance(n, ast.FunctionDef) and n.name == name
    )
    paragraph = (ast.get_docstring(next(held)) or "").partition("\n\n")[0]
    return " ".join(paragraph.split())


class KizunaGroup(CommandGroup):
    """Commands whose global options may stand anywhere, and whose errors are told in a
    line or two.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        return list(
            dict.fromkeys((*QUESTIONS, *(words.split()[0] for words in COMMANDS)))
        )

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in FAMILIES:
            return CommandGroup(
                name=cmd_name, help=FAMILIES[cmd_name], no_args_is_help=True
            )
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands by what they are for; questions are not made for it."""
        messages = Messages(ctx.language)
        for group, names in GROUPS.items():
            with formatter.section(messages.text(f"cli-group-{group}")):
                formatter.write_dl(
                    [(name, self.summary(name, messages)) for name in names]
                )

    def summary(self, name: str, messages: Messages) -> str:
        """What a command is for; of a question in the language of the command line."""
        if name in COMMANDS:
            return _summary(name)
        return FAMILIES.get(name) or messages.text(f"web-{name}-lead")

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, globals_first(args))

    def invoke(self, ctx: Any) -> Any:
        """Run the command; whatever goes wrong is said on stderr, without a
        traceback.
        """
        warnings.showwarning = lambda message, *_, **__: say(f"warning: {message}")
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except KizunaError as error:
            say(Messages(ctx.language).told(error))
            raise SystemExit(error.exit_code) from None
        except KeyboardInterrupt:
            say("stopped; nothing was half-written")
            raise SystemExit(130) from None
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115
            raise SystemExit(0) from None
        except (click.exceptions.Exit, click.Abort):
            raise
        except click.ClickException as error:
            error.show(shown := StringIO())
            rendered = renderings(ctx.language, "cli").of
            for line in shown.getvalue().splitlines():
                click.echo("".join(map(rendered, line.partition("Error: "))), err=True)
            raise SystemExit(error.exit_code) from None
        except Exception as error:
            if (
                isinstance(error, OSError) and error.errno == ENOSPC
            ):  # of all else its writer tells
                full = CannotWrite(f"'stdout' cannot be written: {error.strerror}")
                say(Messages(ctx.language).told(full))
                raise SystemExit(full.exit_code) from None
            if os.environ.get("KIZUNA_TRACEBACK"):
                raise
            say(
                f"an error inside Kizuna: {type(error).__name__}: {error}\n"
                "Set KIZUNA_TRACEBACK=1 to see where, and please report it."
            )
            raise SystemExit(70) from None


def globals_first(args: list[str]) -> list[str]:
    """The arguments with every global option moved to the front; what follows "--"
    stays.
    """
    end = args.index("--") if "--" in args else len(args)
    first, rest = list[str](), list[str]()
    given = iter(args[:end])
    for argument in given:
        name, equals, _ = argument.partition("=")
        value = next(given, None) if name in _GLOBAL and not equals else None
        (first if name in _GLOBAL and (equals or value is not None) else rest).append(
            argument
        )
        first += [value] if value is not None else []
    return [*first, *rest, *args[end:]]


_STARTS = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}
"""The file under the home that each shell reads when it starts."""


def _complete(ctx: click.Context, option: click.Parameter, asked: bool) -> None:
    """Show what lets the shell that runs complete words, or have the shell read that
    when it starts.
    """
    from click.shell_completion import get_completion_class
    from shellingham import ShellDetectionFailure, detect_shell

    if not asked:
        return
    try:
        shell, _ = detect_shell()
    except ShellDetectionFailure:
        shell = ""
    made = get_completion_class("powershell" if shell == "pwsh" else shell)
    is_shown = option.name == "show_completion"
    if made is None or not (is_shown or shell in _STARTS):
        raise click.UsageError(f"{shell!r} is no shell of {', '.join(_STARTS)}", ctx)
    if is_shown:
        click.echo(made(app, {}, "kizuna", "_KIZUNA_COMPLETE").source())
        ctx.exit()
    path, line = (
        Path.home() / _STARTS[shell],
        f'eval "$(_KIZUNA_COMPLETE={shell}_source kizuna)"',
    )
    if shell == "zsh":  # which completes nothing unless it is told to
        line = f"autoload -Uz compinit; compinit; {line}"
    if not path.exists() or line not in path.read_text("utf-8"):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    click.echo(f"{shell} completes words from its next start: {path}")
    ctx.exit()


_DB = "The database: a file, or postgresql://… Made on first use."
_LANG = "The language: en, ja, zh-Hans or ru. Default: that of LANG."
_INSTALL = "Install completion for the current shell."
_SHOW = (
    "Show completion for the current shell, to copy it or customize the installation."
)
_once = partial(
    click.option, is_flag=True, is_eager=True, expose_value=False, callback=_complete
)


@click.command(
    "kizuna",
    cls=KizunaGroup,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "The register of ties between local governments, with the evidence for every"
        " fact."
    ),
)
@click.option("--db", envvar="KIZUNA_DB", show_envvar=True, metavar="PATH", help=_DB)
@click.option("--lang", metavar="LANG", is_eager=True, help=_LANG)  # the help is in it
@click.version_option(
    __version__, message="kizuna %(version)s", help="Print the version."
)
@_once("--install-completion", help=_INSTALL)
@_once("--show-completion", help=_SHOW)
@click.pass_context
def app(ctx: click.Context, db: str | None, lang: str | None) -> None:
    """Read the global options, before the command runs."""
    language_of(lang)
    ctx.obj = db
