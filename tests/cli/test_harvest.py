"""kizuna harvest wikidata: what it takes, what it answers, and what it shows on the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kizuna.cli import output
from query_service import answering

from .conftest import Run

_ENTITIES = Path(__file__).parents[1] / "data" / "wikidata" / "entities.json"
_TIE = "tie/q900001-q900002"


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """The hand-made entities in the form of a dump."""
    documents = json.loads(_ENTITIES.read_text(encoding="utf-8"))
    path = tmp_path / "dump.json"
    lines = ",\n".join(json.dumps(document) for document in documents)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    return path


def test_a_dump_becomes_ties_that_can_be_shown(run: Run, dump: Path) -> None:
    done = run("harvest", "wikidata", "--dump", str(dump), "--format", "json").json
    assert (done["entities"], done["others"], done["statements"]) == (2, 2, 6)
    shown = run("show", _TIE, "--format", "json")
    assert shown.code == 0
    assert "Northhaven" in shown.out


def test_people_are_told_what_was_left_out(run: Run, dump: Path) -> None:
    out = run("harvest", "wikidata", "--dump", str(dump)).out
    assert "2 entities with 6 statements of ties" in out
    assert "twinned with somebody unknown" in out


def test_a_query_service_is_asked_at_the_address_given(run: Run) -> None:
    with answering({"Q900011": "Q900012"}) as server:
        done = run("harvest", "wikidata", "--sparql", server.endpoint, "--format", "json").json
    assert done["entities"] == 1


@pytest.mark.parametrize(
    "arguments", [(), ("--sparql", "--dump", "x.json"), ("https://query.example.org",)]
)
def test_a_source_must_be_given_and_one_only(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run("harvest", "wikidata", *arguments)
    assert (ran.code, "--dump FILE or --sparql" in ran.err) == (2, True)


def test_progress_gives_rate_and_remaining_time(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(output.time, "monotonic", lambda: now[0])
    with output.progress_line("MB", 1e6) as tell:
        tell(0, 90_000_000)
        now[0] = 10.0
        tell(30_000_000, 90_000_000)
    assert "30 of 90 MB, 3.0 MB/s, 0 min 20 s left" in capsys.readouterr().err
