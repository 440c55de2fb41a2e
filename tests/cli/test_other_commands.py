"""kizuna rebuild, check --deep and sources list."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run


def test_the_list_of_sources_is_that_of_documents_and_says_so(run: Run) -> None:
    listed = run("sources", "list", "--format", "json")
    assert listed.json == run("documents", "--format", "json").json
    assert "kizuna documents" in listed.err


def test_a_check_names_damage_and_leaves_with_4(run: Run, built_in: Path) -> None:
    pages = bytearray(built_in.read_bytes())
    pages[100 * 8192 : 110 * 8192] = bytes(10 * 8192)
    built_in.write_bytes(pages)
    for deep in ((), ("--deep",)):
        ran = run("check", *deep)
        assert (ran.code, ran.out) == (4, "")
        assert "damaged" in ran.err


def test_a_database_that_may_only_be_read_can_be_asked(built_in: Path) -> None:
    command = [sys.executable, "-m", "kizuna", "--db", str(built_in)]
    if os.geteuid() == 0:  # who may write everywhere else
        command = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override", *command]
    built_in.chmod(0o444)
    built_in.parent.chmod(0o555)
    asked = subprocess.run(
        [*command, "ties", "--format", "csv"], capture_output=True, text=True, check=False
    )
    written = subprocess.run([*command, "rebuild"], capture_output=True, text=True, check=False)
    built_in.parent.chmod(0o755)
    assert (asked.returncode, written.returncode) == (0, 4)
    assert "tie/osaka-shanghai" in asked.stdout
    assert "it may only be read; nothing was written" in written.stderr


LETTER = "document/letter"


@pytest.fixture
def letter(tmp_path: Path) -> str:
    """A file."""
    path = tmp_path / "letter.txt"
    path.write_text("We are your sister town.")
    return str(path)


def test_a_new_document_is_internal_and_the_command_says_how_to_open_it(
    run: Run, letter: str
) -> None:
    assert f"kizuna sources publish {LETTER}" in " ".join(run("sources", "add", letter).out.split())
    assert run("sources", "publish", LETTER, "--format", "json").json == {
        "document": LETTER,
        "public": True,
    }
    again = run("sources", "publish", LETTER)
    assert (again.code, "is public already" in again.err) == (2, True)


def test_a_document_is_added_and_published_in_one(run: Run, letter: str) -> None:
    added = run("sources", "add", letter, "--publish", "--format", "json").json
    assert added["public"] is True
    assert "sources publish" not in run("sources", "add", letter).out


def test_a_sound_database_passes_the_deep_check(run: Run) -> None:
    assert run("check", "--deep").code == 0
