"""The note of 1987, read without a model and accepted whole, beside what editors typed from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from kizuna.claims.kinds import Agreement, Tie
from kizuna.claims.statements import read_statements
from kizuna.register.register import Register
from kizuna.store import open_database
from kizuna.store.actions import add_register
from kizuna.workflows import ask
from kizuna.workflows.acting import Hand
from kizuna.workflows.propose import own_rules, propose, save
from kizuna.workflows.review import accept, queue

_TYPED_ONLY: dict[tuple[str, ...], str] = {
    (
        "organisation/osaka-municipal-workers-union",
        "organisation/shanghai-municipal-workers-union",
    ): "the note calls the second union only the corresponding one; a tie of bodies is left to a model",
    (
        "organisation/osaka-municipal-workers-union",
        "organisation/shanghai-municipal-workers-union",
        "contact",
        "1977",
    ): "the day of that tie",
    (
        "organisation/osaka-prefectural-assembly",
        "organisation/shanghai-legislature",
    ): "the same of the legislative organs of both sides",
    (
        "organisation/port-of-kobe",
        "organisation/port-of-tianjin",
    ): "the note tells of contacts of the ports without a word for a tie beside them",
}
"""What only the typed register says, and why the reader does not."""

_READ_ONLY: dict[tuple[str, ...], str] = {}
"""What only the reader says, and why."""


Facts = frozenset[tuple[str, ...]]
"""What a register says of its ties: their parties, their days with the stage, their agreements."""


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """What editors typed from the note."""
    with _ledger(tmp_path_factory, _statements("places") + _statements("note-1987")):
        return _facts(ask.known_register())


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Facts:
    """What the reader reads in the note, all of it accepted, where only the places were known before."""
    places = [file for file in _statements("places") if file.name != "preferred-names.toml"]
    described = [file for file in _statements("note-1987") if file.name == "document.toml"]
    with _ledger(tmp_path_factory, places + described):
        note = propose(shared / "documents" / "kansai-1987.txt", own_rules())
        save(note, acting_user="tester", document="document/kansai-1987")
        claims = (claim for reading in queue().readings for claim in reading.claims)
        accept(claims, ask.known_register(), Hand("tester"))
        return _facts(ask.known_register())


def test_the_reader_finds_the_ties_days_and_agreements_that_editors_typed_but_those_listed(
    typed: Facts, read: Facts
) -> None:
    assert (typed - read, read - typed) == (set(_TYPED_ONLY), set(_READ_ONLY))


def _statements(folder: str) -> list[Traversable]:
    found = files("kizuna") / "data" / "kansai" / folder
    return sorted((f for f in found.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


@contextmanager
def _ledger(folders: pytest.TempPathFactory, statements: list[Traversable]) -> Iterator[None]:
    """An open database that holds what the statement files say."""
    said = read_statements(statements, datetime(2020, 1, 1, tzinfo=UTC))
    opened = open_database(folders.mktemp("note") / "kizuna.sqlite3")
    try:
        add_register(claims=said.claims, judgements=said.judgements, acting_user="tester")
        yield
    finally:
        opened.close()


def _facts(register: Register) -> Facts:
    ties = {tie.id: tuple(sorted(tie.party.values)) for tie in register.of_kind(Tie)}
    found: set[tuple[str, ...]] = set(ties.values())
    for tie in register.of_kind(Tie):
        days = (day for day in tie.milestone.values if day.date)
        found |= {(*ties[tie.id], str(day.stage), str(day.date)) for day in days}
    for held in register.of_kind(Agreement):
        said = (str(held.type.value), str(held.signed.value), f"{held.ordinal.value or ''}")
        found.add((*ties[str(held.tie.value)], *said))
    return frozenset(found)
