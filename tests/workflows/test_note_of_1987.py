"""The note of 1987, read without a model and accepted whole, beside what editors typed from it."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from builders import THEN, Filled
from kizuna.claims.kinds import Agreement, Tie
from kizuna.claims.statements import read_statements
from kizuna.register.register import Register, fold
from kizuna.workflows import ask
from kizuna.workflows.acting import Hand
from kizuna.workflows.propose import own_rules, propose, save
from kizuna.workflows.review import accept, queue

_KANSAI = files("kizuna") / "data" / "kansai"
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


def _statements(*folders: str) -> list[Traversable]:
    found = (file for name in folders for file in (_KANSAI / name).iterdir())
    return sorted((file for file in found if file.name.endswith(".toml")), key=lambda f: f.name)


def test_the_reader_finds_the_ties_days_and_agreements_that_editors_typed_but_those_listed(
    filled: Filled, shared: Path
) -> None:
    typed = read_statements(_statements("places", "note-1987"), THEN)
    places = [f for f in _statements("places") if f.name != "preferred-names.toml"]
    known = read_statements([*places, _KANSAI / "note-1987" / "document.toml"], THEN)
    filled(known.claims, known.judgements)
    note = propose(shared / "documents" / "kansai-1987.txt", own_rules())
    save(note, acting_user="tester", document="document/kansai-1987")
    claims = (claim for reading in queue().readings for claim in reading.claims)
    accept(claims, ask.known_register(), Hand("tester"))
    told, read = _facts(fold(typed.claims, typed.judgements)), _facts(ask.known_register())
    assert (told - read, read - told) == (set(_TYPED_ONLY), set())


def _facts(register: Register) -> set[tuple[str, ...]]:
    """What a register says of its ties: their parties, their days with the stage, their agreements."""
    ties = {tie.id: tuple(sorted(tie.party.values)) for tie in register.of_kind(Tie)}
    found: set[tuple[str, ...]] = set(ties.values())
    for tie in register.of_kind(Tie):
        days = (day for day in tie.milestone.values if day.date)
        found |= {(*ties[tie.id], str(day.stage), str(day.date)) for day in days}
    for held in register.of_kind(Agreement):
        said = (str(held.type.value), str(held.signed.value), f"{held.ordinal.value or ''}")
        found.add((*ties[str(held.tie.value)], *said))
    return found
