"""kizuna propose --prompt and --answers: what a person copies to an assistant, and what becomes of its answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

_TEXT = """Sister cities of Northhaven

Northhaven and Aomatsu have been sister cities since 4 May 1991.

Northhaven shares a school exchange with Weihu, which it has called a friend since 2003.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page of three sentences."""
    path = tmp_path / "northhaven.txt"
    path.write_text(_TEXT, encoding="utf-8")
    return path


def _tie(other: str, start: str, sentence: int, quote: str) -> dict[str, object]:
    props = {"start": start}
    sides = {"subject": "Northhaven", "object": other}
    return {"kind": "tie", **sides, "props": props, "sentences": [sentence], "quote": quote}


def _answer(folder: Path, *claims: dict[str, object]) -> Path:
    path = folder / "answer.txt"
    said = json.dumps({"claims": claims})
    path.write_text(f"Here you are:\n```json\n{said}\n```\nAnything else?\n", encoding="utf-8")
    return path


AOMATSU = _tie("Aomatsu", "1991-05-04", 2, _TEXT.split("\n")[2])
WEIHU = _tie("Weihu", "2003", 3, _TEXT.split("\n")[4])


def test_the_prompt_has_the_law_and_every_sentence_with_its_number(run: Run, page: Path) -> None:
    said = run("propose", str(page), "--prompt").out
    assert '{"claims": [...]}' in said
    assert "[2] Northhaven and Aomatsu have been sister cities since 4 May 1991." in said
    assert "[3] Northhaven shares a school exchange" in said
    assert "----- message" not in said


def test_a_long_page_is_asked_for_in_several_messages(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"Northhaven has year {n}." for n in range(9000)), "utf-8")
    said = run("propose", str(path), "--prompt").out
    count = said.count("----- message")
    assert f"----- message {count} of {count} -----" in said
    assert count > 1
    assert "[9000] Northhaven has year 8999." in said


def test_what_an_assistant_answered_waits_as_a_contribution(
    run: Run, page: Path, tmp_path: Path
) -> None:
    path = _answer(tmp_path, AOMATSU, WEIHU)
    ran = run("propose", str(page), "--answers", str(path), "--save", "--format", "json")
    assert {claim["object"] for claim in ran.json["claims"]} == {"Aomatsu", "Weihu"}
    assert ran.err == ""
    listed = run("claims", "--document", "northhaven", "--property", "party", "--format", "json")
    methods = {claim["method"].partition(";")[0] for claim in listed.json["claims"]}
    assert methods == {"contributed:assistant"}


def test_each_refused_claim_is_told_with_its_reason(run: Run, page: Path, tmp_path: Path) -> None:
    altered = WEIHU | {"props": {"start": "2004"}}
    invented = AOMATSU | {"quote": "Northhaven and Aomatsu are friends."}
    path = _answer(tmp_path, altered, invented, WEIHU)
    ran = run("propose", str(page), "--answers", str(path), "--format", "json")
    assert "claim 1 is refused: its quote does not state its date" in ran.err
    assert "claim 2 is refused: its quote does not stand in the sentences" in ran.err
    assert "claim 3" not in ran.err
    assert "Weihu" in {claim["object"] for claim in ran.json["claims"]}
