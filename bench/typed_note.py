"""How near a reading comes to what editors typed: `python -m bench.typed_note kansai-1987.txt`.

Two ledgers start from the built-in places. In one the note of 1987 is recorded as typed, in the other it is
proposed by rules and accepted whole; the figures of the note and what hangs on each tie are laid side by side.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kizuna.claims.kinds import (
    Agreement,
    Exchange,
    FieldOfExchange,
    Honour,
    Office,
    Programme,
    Tie,
    TransportLink,
)
from kizuna.claims.statements import read_statements
from kizuna.publish.report.brief import Brief
from kizuna.store import open_database
from kizuna.store.actions import add_register
from kizuna.values import day_number
from kizuna.workflows import ask
from kizuna.workflows.propose import Proposed, propose, save
from kizuna.workflows.report import ReportQuestion, brief
from kizuna.workflows.review import accept, queue

_DOCUMENT = "document/kansai-1987"
_DAY = "1987-04-01"
_LEFT_TO_TYPED = "preferred-names.toml"
_FIGURES = ("municipalities", "prefectures", "tie_count", "sub_tie_count", "pending_count")
_COUNTED = (FieldOfExchange, Programme, Exchange, Agreement, Office, Honour, TransportLink)


@contextmanager
def ledger_of(statements: list[Traversable]) -> Iterator[None]:
    """An open database that holds what the statement files say."""
    said = read_statements(statements, datetime(2020, 1, 1, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder:
        opened = open_database(Path(folder) / "kizuna.sqlite3")
        add_register(claims=said.claims, judgements=said.judgements, acting_user="bench")
        try:
            yield
        finally:
            opened.close()


def statement_files(*folders: str) -> list[Traversable]:
    """The statement files of folders of the built-in register, in order of name."""
    root = files("kizuna") / "data" / "kansai"
    found = [file for folder in folders for file in (root / folder).iterdir()]
    return sorted((f for f in found if f.name.endswith(".toml")), key=lambda f: f.name)


def typed_note() -> Brief:
    """What there is to say from the note as editors typed it."""
    with ledger_of(statement_files("places", "note-1987")):
        return _brief()


def proposed_note(path: Path) -> Brief:
    """What there is to say from the note as the rules read it, all of it accepted."""
    places = [file for file in statement_files("places") if file.name != _LEFT_TO_TYPED]
    described = [file for file in statement_files("note-1987") if file.name == "document.toml"]
    with ledger_of([*places, *described]):
        (read,) = propose([path])
        assert isinstance(read, Proposed)
        save(read, acting_user="bench", document=_DOCUMENT)
        accept(queue().readings, ask.known_register(), acting_user="bench", judge="person/bench")
        return _brief()


def _brief() -> Brief:
    return brief(ReportQuestion("area/kansai", "area/china", day_number(_DAY)))


def differences(typed: Brief, proposed: Brief) -> Iterator[str]:
    """What the two notes do not have in common, a line each."""
    for name in _FIGURES:
        one, other = (figure_text(note, name) for note in (typed, proposed))
        if one != other:
            yield f"{name}: typed {one}, proposed {other}"
    ties = [{tie.id: tie for tie in note.register.of_kind(Tie)} for note in (typed, proposed)]
    for ref in sorted(ties[0].keys() | ties[1].keys()):
        held = [
            hanging(note, ref) if ref in of else "none"
            for note, of in zip((typed, proposed), ties, strict=True)
        ]
        if held[0] != held[1]:
            yield f"{ref}: typed {held[0]}; proposed {held[1]}"


def figure_text(note: Brief, name: str) -> str:
    """A figure of the note, with what sources state beside it."""
    figure = getattr(note, name)
    stated = sorted(said.value.figure_text for said in figure.stated)
    return f"{figure.certain}/{figure.possible} {' '.join(stated)}".strip()


def hanging(note: Brief, ref: str) -> str:
    """When a tie began, and how much hangs on it."""
    tie = note.register.get(ref, Tie)
    assert tie is not None
    dates = sorted({str(stage.date) for stage in tie.milestone.values if stage.date})
    counts = (f"{len(note.register.referring(ref, kind))} {kind.prefix}" for kind in _COUNTED)
    return ", ".join([" ".join(dates) or "undated", *counts])


def main() -> None:
    """Print the differences, and how long reading took."""
    path = Path(sys.argv[1])
    begun = time.perf_counter()
    proposed = proposed_note(path)
    took = time.perf_counter() - begun
    for line in differences(typed_note(), proposed):
        print(line)
    print(f"read, saved and accepted in {took:.1f} s")


if __name__ == "__main__":
    main()
