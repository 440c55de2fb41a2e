"""The application: every command, the global options, and the way in."""

from __future__ import annotations

from typing import Annotated

import typer

from kizuna.cli import (
    backup,
    check,
    export,
    harvest,
    head,
    import_,
    plotting,
    propose,
    report,
    resolve,
    review,
    serve,
    sources,
    user,
)
from kizuna.cli.asking import language_of
from kizuna.cli.group import KizunaGroup

app = typer.Typer(
    name="kizuna",
    cls=KizunaGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="The register of ties between local governments, with the evidence for every fact.",
)
app.command()(check.check)
app.command()(report.report)

_sources = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Documents: what is cited, and adding their texts.",
)
_sources.command("add")(sources.add)
_sources.command("publish")(sources.publish)
_sources.command("list")(sources.list_)
app.add_typer(_sources, name="sources")
app.command()(export.export)
app.command()(export.release)
app.command()(plotting.plot)
app.command()(harvest.record)
app.command("import")(import_.import_)
app.command()(propose.propose)
app.command()(review.review)
app.command()(resolve.resolve)
app.command()(backup.rebuild)
app.command()(serve.serve)
app.command()(serve.worker)
app.command()(serve.mcp)
app.command()(backup.erase)
app.command()(head.head)
app.command()(head.proof)
app.command()(head.verify)
app.command()(backup.backup)
app.command()(backup.restore)

_harvest = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Taking over whole registers of others."
)
_harvest.command("wikidata")(harvest.wikidata)
app.add_typer(_harvest, name="harvest")

_token = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Keys with which programs ask the server."
)
_token.command("add")(user.add_key)
_token.command("list")(user.list_keys)
_token.command("revoke")(user.revoke)
app.add_typer(_token, name="token")

_user = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Who may sign in to the pages, and as what."
)
_user.command("add")(user.add)
_user.command("list")(user.list_)
_user.command("role")(user.role)
_user.command("password")(user.password)
app.add_typer(_user, name="user")


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
            metavar="LANG", help="The language: en, ja, zh-Hans or ru. Default: that of LANG."
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    language_of(lang)
    ctx.obj = db


def main() -> None:
    """Run the command line."""
    app()
