"""kizuna propose: claims proposed from documents in prose."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kizuna.cli.asking import Ask, asking, waiting
from kizuna.cli.files import write_whole
from kizuna.cli.output import Rows, csv_text, plain, table, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kizuna.workflows.propose import Failed, Proposed, Saved

_COLUMNS = (
    *("doc", "id", "kind", "subject", "object", "props", "quote", "start", "end"),
    *("needs_context", "status", "confidence"),
)
_BAD_FILES = 2
_SHOWN = 12
_QUOTED = 120


@asking("format")
def propose(
    ask: Ask,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Plain text, Markdown, HTML, PDF or DOCX."),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="Write there: a .json or .csv file, or a folder for one NAME.pred.json a file.",
        ),
    ] = None,
    id: Annotated[
        str, typer.Option(metavar="ID", help="Which document this is: document/name.")
    ] = "",
    model: Annotated[
        str, typer.Option(metavar="NAME", help="Ask this language model besides the rules.")
    ] = "",
    model_url: Annotated[
        str, typer.Option(metavar="URL", help="Where the model answers. Default: this machine.")
    ] = "",
    save: Annotated[
        bool, typer.Option("--save", help="Put text and proposals into the ledger, for review.")
    ] = False,
) -> None:
    """Propose claims from documents; they count only once accepted (kizuna review)."""
    from kizuna.errors import BadQuestion
    from kizuna.workflows.acting import acting_user
    from kizuna.workflows.propose import (
        Proposed,
        Saved,
        add_model,
        model_settings,
        propose,
        save_each,
    )

    if id and len(files) > 1:
        raise BadQuestion(f"{id!r} is the id of one document; give one file with it")
    asked = model_settings(model, model_url) if model or model_url else None
    found = propose(files)
    if asked is not None:
        with waiting("Asking the model"):
            found = add_model(found, asked)
    good = [one for one in found if isinstance(one, Proposed)]
    tried = save_each(good, acting_user=acting_user(), document=id) if save else []
    kept = [one for one in tried if isinstance(one, Saved)]
    if out is not None:
        _write_out(out, good)
    else:
        write(
            ask.format,
            as_json=lambda: _json(good, len(files)),
            as_rows=lambda: _rows(good),
            as_table=lambda: _table(good, kept, save),
        )
    failed = [one for one in (*found, *tried) if not isinstance(one, Proposed | Saved)]
    _complain(failed, good, kept)


def _json(good: Sequence[Proposed], asked: int) -> Any:
    """One object for one file, a list of them for several."""
    objects = [one.as_json() for one in good]
    return objects[0] if asked == 1 and objects else objects


def _rows(good: Sequence[Proposed]) -> Rows:
    objects = ((one.doc, claim) for one in good for claim in one.as_json()["claims"])
    return _COLUMNS, ([doc, *(claim[c] for c in _COLUMNS[1:])] for doc, claim in objects)


def _write_out(out: Path, good: Sequence[Proposed]) -> None:
    if out.suffix == ".csv":
        write_whole(out, csv_text(*_rows(good)).encode())
    elif out.suffix == ".json":
        write_whole(out, _dumped(_json(good, len(good))))
    else:
        _made(out)
        for one in good:
            write_whole(out / f"{one.doc}.pred.json", _dumped(one.as_json()))


def _made(folder: Path) -> None:
    from kizuna.errors import CannotWrite

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"{str(folder)!r} cannot be made: {error.strerror}") from None


def _dumped(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _table(good: Sequence[Proposed], kept: Sequence[Saved], save: bool) -> Iterator[RenderableType]:
    for one in good:
        made = table("#Sure", ".Kind", "Between", "Says", "Passage", title=one.path.name)
        for proposal in sorted(one.all, key=lambda p: -p.confidence):
            sides = " – ".join(side for side in (proposal.subject, proposal.object) if side)
            quote = " ".join(proposal.quote.split())
            made.add_row(
                f"{proposal.confidence:.2f}",
                proposal.kind,
                plain(sides),
                plain(_said(proposal.props)),
                plain(quote if len(quote) <= _QUOTED else quote[: _QUOTED - 1] + "…", "dim"),
            )
        yield made
        yield plain(f"{len(one.all)} proposals", "bold")
    if not save:
        yield plain("Nothing was recorded; add --save to put the proposals up for review", "bold")
    for saved in kept:
        yield plain(
            f"{saved.document}: {saved.claims} claims proposed, {saved.new} of them new;"
            f" weigh them with: kizuna review --document {saved.document}",
            "bold",
        )


def _said(props: Any) -> str:
    """The properties in words: "type visit, date 1984-11, persons 20-25"."""
    return ", ".join(f"{key} {_words(value)}" for key, value in props.items())


def _words(value: Any) -> str:
    if isinstance(value, dict) and {"min", "max"} <= value.keys():
        low, high = value["min"], value["max"]
        number = f"{low}" if low == high else f"{'' if low is None else low}..{high or ''}"
        return f"{'about ' if value.get('approx') else ''}{number} {value.get('unit', '')}".strip()
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    if isinstance(value, list | tuple):
        return "; ".join(_words(item) for item in value)
    return str(value)


def _complain(failed: Sequence[Failed], good: Sequence[Proposed], kept: Sequence[Saved]) -> None:
    """What could not be read or claimed, on stderr; leaves with 2 when a file could not be read."""
    from kizuna.workflows.tie_tables import import_hint

    for one in good:
        for note in one.source.notes:
            _say(note)
        if hint := import_hint(one.path, one.source.blocked, one.all):
            _say(hint)
        if one.dropped:
            _say(f"{one.path.name}: of what the model said, dropped: {one.dropped}")
    for saved in kept:
        for left in saved.left_out[:_SHOWN]:
            where = f"{left.proposal.kind} at {left.proposal.start}"
            part = f", {left.part}" if left.part else ""
            _say(f"not claimed ({where}{part}): {left.reason}")
        if len(saved.left_out) > _SHOWN:
            _say(f"and {len(saved.left_out) - _SHOWN} more parts of proposals not claimed")
    for bad in failed:
        _say(bad.reason if bad.path.name in bad.reason else f"{bad.path.name}: {bad.reason}")
    if failed:
        raise typer.Exit(_BAD_FILES)


def _say(message: str) -> None:
    print(f"kizuna: {message}", file=sys.stderr)
