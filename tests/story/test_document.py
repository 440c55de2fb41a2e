"""The archivist's journey: the document is added, its passages light up, and every one
of them is right.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from web.signing_in import Site, kizuna

Ask = Callable[..., Any]


@pytest.fixture
def asked(built_in: Path) -> Ask:
    """A function that asks kizuna and gives the JSON of its answer."""
    site = Site("", built_in)
    return lambda *words: json.loads(kizuna(site, *words, "--format", "json"))


@pytest.fixture
def document(shared: Path) -> Path:
    """The text of the document."""
    return shared / "documents" / "kansai-1987.txt"


def test_adding_the_document_lights_up_its_passages_which_can_be_searched_whatever_its_line_ends(
    asked: Ask, document: Path, tmp_path: Path
) -> None:
    added = asked("sources", "add", str(document))
    assert (added["document"], added["new"]) == ("document/kansai-1987", True)
    assert added["elsewhere"] == 0
    assert added["lit"] > 200
    text = document.read_text(encoding="utf-8")
    listed = asked("claims", "--document", "kansai-1987", "--subject", "osaka-shanghai")
    cited = [claim for claim in listed["claims"] if claim["start"] is not None]
    for claim in cited[:3]:
        found = asked("evidence", claim["id"])["passage"]
        assert found["held"]
        assert found["text"] == text[claim["start"] : claim["end"]]
    hits = asked("search", "acupuncture", "--kind", "passage")["hits"]
    assert "document/kansai-1987" in {hit["ref"] for hit in hits}
    copy = tmp_path / "copy.txt"
    copy.write_bytes(document.read_bytes().replace(b"\n", b"\r\n"))
    again = asked("sources", "add", str(copy))
    assert (again["document"], again["described"]) == ("document/kansai-1987", 0)


_MAIN_TIES = {
    "tie/osaka-shanghai": "1974-04-18",
    "tie/kyoto-xian": "1974-05",
    "tie/kobe-tianjin": "1973-06",
}
_QUESTION = ("ties", "--between", "kansai", "china", "--as-of", "1987-04-01")


def test_the_rules_date_the_ties_and_nothing_changes_until_it_is_accepted_nor_counts_twice_then(
    asked: Ask, document: Path
) -> None:
    before = asked(*_QUESTION)
    asked("propose", str(document), "--save")
    assert asked(*_QUESTION) == before
    for tie, date in _MAIN_TIES.items():
        claims = asked("claims", "--subject", tie, "--property", "milestone")["claims"]
        read = [c["value"] for c in claims if c["method"].startswith("rules@")]
        assert date in {value["date"] for value in read if value["stage"] == "formal"}
    assert asked("review", "--accept-all-above", "0")["waiting"] == 0
    counts = [answer["count"] for answer in (before, asked(*_QUESTION))]
    assert [(c["certain"], c["possible"]) for c in counts] == [(25, 26)] * 2


def test_a_sample_of_the_golden_answers_is_as_it_was(tmp_path: Path) -> None:
    """Every fortieth question is asked; `just golden` asks all of them."""
    command = [
        sys.executable,
        "-m",
        "bench.golden",
        str(tmp_path),
        "--against",
        "--sample",
        "40",
    ]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=False
    )
    told = "see docs/explanation/changes-of-answers.md, and bring bench/golden/digests.txt to what is meant:"
    assert done.returncode == 0, f"{told}\n{done.stdout}{done.stderr}"
