"""kizuna rebuild, check --deep and sources list."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .conftest import Run


def test_the_list_of_sources_is_that_of_documents_and_says_so(run: Run) -> None:
    listed = run("sources", "list", "--format", "json")
    assert listed.json == run("documents", "--format", "json").json
    assert "kizuna documents" in listed.err


def test_a_sound_database_passes_the_check_and_damage_is_named_and_leaves_with_4(
    run: Run, built_in: Path
) -> None:
    assert run("check", "--deep").code == 0
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


def test_a_new_document_is_internal_until_it_is_published_and_may_be_added_and_published_in_one(
    run: Run, tmp_path: Path
) -> None:
    path, other = tmp_path / "letter.txt", tmp_path / "other.txt"
    path.write_text("We are your sister town.")
    other.write_text("We are your twin town.")
    told = run("sources", "add", str(path)).out
    assert "kizuna sources publish document/letter" in " ".join(told.split())
    publish = ("sources", "publish", "document/letter")
    assert run(*publish, "--format", "json").json == {"document": publish[2], "public": True}
    again = run(*publish)
    assert (again.code, "is public already" in again.err) == (2, True)
    added = run("sources", "add", str(other), "--publish", "--format", "json").json
    assert added["public"] is True
    assert "sources publish" not in run("sources", "add", str(other)).out
