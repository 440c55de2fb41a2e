"""The application: every command, the global options, and the way in."""

from __future__ import annotations

from typing import Annotated

import typer

from kizuna.cli.group import KizunaGroup
from kizuna.cli import ties, claims

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
app.command()(ties.ties)
app.command()(claims.claims)

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
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    ctx.obj = db


def main() -> None:
    """Run the command line."""
    app()
