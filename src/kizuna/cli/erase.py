"""kizuna erase and rebuild: what claims say of a person erased for good, and the tables made anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking, waiting
from kizuna.cli.output import SHORT, plain, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.claims.claim import Claim


@asking("format")
def rebuild(ask: Ask) -> None:
    """Delete the register's tables and make them anew from the claims; answers stay the same."""
    from kizuna.workflows.acting import acting_user
    from kizuna.workflows.rebuild import rebuild as rebuild_tables

    with waiting("Rebuilding the register"):
        done = rebuild_tables(acting_user=acting_user())
    made = {
        "logic_version": done.logic_version,
        "claims": done.claims,
        "ties": done.ties,
        "places": done.places,
        "seconds": round(done.seconds, 3),
    }
    write(
        ask.format,
        as_json=lambda: made,
        as_rows=lambda: (list(made), [list(made.values())]),
        as_table=lambda: _words(made),
    )


def _words(made: dict[str, Any]) -> Iterator[RenderableType]:
    yield plain(
        f"Rebuilt from {made['claims']} claims in {made['seconds']} s:"
        f" {made['ties']} ties of {made['places']} places, logic version {made['logic_version']}",
        "bold",
    )


_COLUMNS = ("id", "subject", "property", "document")


@asking("format")
def erase(
    ask: Ask,
    claims: Annotated[
        list[str] | None, typer.Argument(metavar="CLAIM", help="Claims by their ids.")
    ] = None,
    of: Annotated[
        str, typer.Option(metavar="NAME", help="All claims about a person, or that name them.")
    ] = "",
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="Which right or law asks for it.")
    ] = "",
    keep_texts: Annotated[
        bool, typer.Option("--keep-texts", help="Leave their passages in the texts that are held.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Erase them; without it they are only listed.")
    ] = False,
    purge: Annotated[
        bool, typer.Option("--purge", help="Only write the database anew, without what was erased.")
    ] = False,
) -> None:
    """Erase what claims say of a person, for good, by a decision with a reason."""
    from kizuna.workflows import erase as erasing
    from kizuna.workflows.acting import acting_user
    from kizuna.workflows.list_claims import claim_row

    if not purge:
        found = erasing.claims_to_erase(claims or (), of)
        if yes:
            erasing.erase(found, reason, acting_user=acting_user(), with_texts=not keep_texts)
        said = "erased" if yes else "would be erased; give a --reason and --yes to erase them"
        write(
            ask.format,
            as_json=lambda: {"erased": yes, "claims": [claim.id for claim in found]},
            as_rows=lambda: (_COLUMNS, [[claim_row(c)[n] for n in _COLUMNS] for c in found]),
            as_table=lambda: _lines(found, said),
        )
    if purge or yes:
        with waiting("Writing the database anew"):
            erasing.purge()


def _lines(found: tuple[Claim, ...], said: str) -> Iterator[RenderableType]:
    for claim in found:
        yield plain(f"{claim.id[:SHORT]}  {claim.subject} {claim.property}", "dim")
    yield plain(f"{len(found)} claim{'' if len(found) == 1 else 's'} {said}", "bold")
