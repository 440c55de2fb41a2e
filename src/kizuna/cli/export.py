"""kizuna export and release: ties in the formats of other tools, and a frozen release of the public register."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from kizuna.cli.asking import SCOPE, Ask, asking, waiting
from kizuna.cli.output import console, plain, table
from kizuna.publish.export import FORMATS
from kizuna.sources.reading import write_whole
from kizuna.workflows.export import export as export_to
from kizuna.workflows.release import EDITORS
from kizuna.workflows.release import release as make


@asking("as_of", "known_at")
def release(ask: Ask, out: Path, author: list[str] | None = None) -> None:
    """Write a frozen release of the whole public register: all formats, checksums, how to cite it.

    --out FOLDER: A folder that is empty, or not there yet.
    --author NAME: Who answers for it; may be repeated.
    """
    day = ask.times.day.number if ask.times.is_day_given else None
    with waiting("Writing the release"):
        names = make(out, day, ask.times.known_at, author or (EDITORS,))
    screen = console()
    for name in names:
        screen.print(plain(name, "dim"))
    screen.print(plain(f"The release is in {out}", "bold"))


@asking(*SCOPE)
def export(
    ask: Ask, format: str = "", list_: bool = False, out: Path | None = None, base: str = ""
) -> None:
    """Write ties and all that hangs on them in a format of other tools; never what is not public.

    FORMAT: One of those of --list.
    --list: List the formats and end.
    --out FILE: Where to write it; - for stdout.
    --base ADDRESS: What addresses in linked data begin with.
    """
    if list_:
        rows = ((held.name, f".{held.suffix}", held.purpose) for held in FORMATS.values())
        console().print(table(".Format", ".File", "For what", rows=rows))
        return
    with waiting(f"Writing {format}"):
        made = export_to(format, ask.scope, base)
    path = out or Path(made.name)
    if str(path) == "-":
        shutil.copyfileobj(made.file, sys.stdout.buffer)
    else:
        write_whole(path, made.file)
    for note in made.notes:
        print(note, file=sys.stderr)
    if str(path) != "-":
        console().print(plain(f"The export is in {path}", "bold"))
