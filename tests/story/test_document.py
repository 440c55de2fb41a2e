"""The archivist's journey: the document is added, its passages light up, and every one of them is right."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kizuna.cli.app import app

Ask = Callable[..., Any]


@pytest.fixture
def asked(built_in: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """A function that asks kizuna and gives the JSON of its answer."""

    def ask(*arguments: str) -> Any:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            app([*arguments, "--db", str(built_in), "--format", "json"], prog_name="kizuna")
        assert left.value.code in (0, None)
        return json.loads(capsys.readouterr().out)

    return ask


def _document(shared: Path) -> Path:
    return shared / "documents" / "kansai-1987.txt"


def test_adding_the_document_lights_up_its_passages_which_can_be_searched(
    asked: Ask, shared: Path
) -> None:
    added = asked("sources", "add", str(_document(shared)))
    assert (added["document"], added["new"]) == ("document/kansai-1987", True)
    assert added["elsewhere"] == 0
    assert added["lit"] > 200
    text = _document(shared).read_text(encoding="utf-8")
    listed = asked("claims", "--document", "kansai-1987", "--subject", "osaka-shanghai")
    for claim in [claim for claim in listed["claims"] if claim["start"] is not None][:3]:
        found = asked("evidence", claim["id"])["passage"]
        assert found["held"]
        assert found["text"] == text[claim["start"] : claim["end"]]
    hits = asked("search", "acupuncture", "--kind", "passage")["hits"]
    assert "document/kansai-1987" in {hit["ref"] for hit in hits}
    assert asked("sources", "add", str(_document(shared)))["described"] == 0


def test_a_copy_with_other_line_ends_is_the_same_document(
    asked: Ask, shared: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(_document(shared).read_bytes().replace(b"\n", b"\r\n"))
    assert asked("sources", "add", str(copy))["document"] == "document/kansai-1987"
