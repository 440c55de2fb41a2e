"""The application: every command, the global options, and the way in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from kizuna.cli import (
    backup,
    check,
    decisions,
    export,
    harvest,
    head,
    import_,
    plotting,
    propose,
    report,
    serve,
    sources,
    user,
)
from kizuna.cli.asking import language_of
from kizuna.cli.group import Command, CommandGroup, KizunaGroup

app = typer.Typer(
    name="kizuna",
    cls=KizunaGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="The register of ties between local governments, with the evidence for every fact.",
)


def _add(to: typer.Typer, name: str, *commands: tuple[str, Callable[..., None], str]) -> None:
    """Add commands by their names, each with an example of what stands after it."""
    for called, command, example in commands:
        said = " ".join(filter(None, (name, called, example)))
        to.command(called, cls=Command, epilog=f"Example: {said}")(command)


def _group(name: str, help_text: str, *commands: tuple[str, Callable[..., None], str]) -> None:
    """Add a command that has commands of its own."""
    group = typer.Typer(
        cls=CommandGroup, no_args_is_help=True, rich_markup_mode=None, help=help_text
    )
    _add(group, f"kizuna {name}", *commands)
    app.add_typer(group, name=name)


_add(
    app,
    "kizuna",
    ("check", check.check, "--of Osaka"),
    ("report", report.report, "kansai china --as-of '1 April 1987' -o note.pdf"),
)
_group(
    "sources",
    "Documents: what is cited, and adding their texts.",
    ("add", sources.add, "page.html --id document/page-on-ties"),
    ("publish", sources.publish, "page-on-ties"),
    ("list", sources.list_, ""),
)
_add(
    app,
    "kizuna",
    ("export", export.export, "csv --of Osaka --out ties.zip"),
    ("release", export.release, "--out release"),
    ("plot", plotting.plot, "map --between kansai china --out map.svg"),
    ("record", harvest.record, "claims.toml"),
    ("import", import_.import_, "ties.xlsx --dry-run"),
    ("propose", propose.propose, "page.html --id document/page-on-ties"),
    ("review", decisions.review, ""),
    ("resolve", decisions.resolve, ""),
    ("rebuild", backup.rebuild, ""),
    ("serve", serve.serve, "--port 8000"),
    ("worker", serve.worker, ""),
    ("mcp", serve.mcp, ""),
    ("erase", backup.erase, "--of person/jane-doe --reason 'A request of 3 May'"),
    ("head", head.head, "--out head.txt"),
    ("proof", head.proof, "e907ac78"),
    ("verify", head.verify, "--deep"),
    ("backup", backup.backup, "backups --keep 7"),
    ("restore", backup.restore, "backups/kizuna.backup --db restored.sqlite3"),
)
_group(
    "harvest",
    "Taking over whole registers of others.",
    ("wikidata", harvest.wikidata, "--limit 100"),
)
_group(
    "token",
    "Keys with which programs ask the server.",
    ("add", user.add_key, "'Web page of the city' --expires '31 March 2030'"),
    ("list", user.list_keys, ""),
    ("revoke", user.revoke, "3"),
)
_group(
    "user",
    "Who may sign in to the pages, and as what.",
    ("add", user.add, "jane --role contributor"),
    ("list", user.list_, ""),
    ("role", user.role, "jane reviewer"),
    ("password", user.password, "jane"),
)


def _version(asked: bool) -> None:
    if asked:
        from kizuna import __version__

        typer.echo(f"kizuna {__version__}")
        raise typer.Exit


@app.callback()
def _globals(
    ctx: typer.Context,
    db: Annotated[
        str | None,
        typer.Option(
            envvar="KIZUNA_DB",
            metavar="PATH",
            help="The database: a file, or postgresql://… Made on first use.",
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="LANG",
            is_eager=True,  # it comes before the help, which is in it
            help="The language: en, ja, zh-Hans or ru. Default: that of LANG.",
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    language_of(lang)
    ctx.obj = db
