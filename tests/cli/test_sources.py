"""kizuna sources: a document that is added is internal until it is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run

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
