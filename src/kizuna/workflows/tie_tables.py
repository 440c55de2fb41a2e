"""Tables of ties in a document that is read as prose: offered to `kizuna import`, which takes every column."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from kizuna.proposals.layout import Line, cells_of
from kizuna.proposals.proposal import Proposal
from kizuna.sources.blocks import BlockedText

_LEAST = 5
_IMPORTED = (".html", ".htm", ".xhtml", ".wikitext", ".mediawiki")
"""Documents whose tables `kizuna import` reads."""


def import_hint(path: Path, document: BlockedText, proposals: Sequence[Proposal]) -> str:
    """What to do with a table of five ties and more, with the command; "" where there is none.

    Of a file that cannot be imported it says to copy the table into a spreadsheet.
    """
    told = {p.start: p for p in proposals if p.kind == "tie"}
    rows = [block for block in document.blocks if block.kind == "row"]
    ties = [told[row.start] for row in rows if row.start in told]
    if len(ties) < _LEAST:
        return ""
    first = next(at for at, row in enumerate(rows) if row.start in told)
    header = rows[max(0, first - 1)]
    cells = cells_of(Line("row", header.start, header.end, document.of(header)))
    columns = ", ".join(text for a, b in cells if (text := document.text[a:b]))
    holds = f"{path.name} holds a table of {len(ties)} ties ({columns})"
    if path.suffix.lower() not in _IMPORTED:
        return f"{holds}: copy it into a spreadsheet for kizuna import, which takes all its columns"
    town = _home_of(ties)
    option = f" --town {shlex.quote(town)}" if town else ""
    return f"{holds}: kizuna import {shlex.quote(str(path))}{option}"


def _home_of(ties: Sequence[Proposal]) -> str:
    """The town that all ties share and no row names, which the import has to be told; "" where rows name both."""
    shared = set.intersection(*({tie.subject, str(tie.object)} for tie in ties))
    return next((name for name in shared if not any(name in tie.quote for tie in ties)), "")
