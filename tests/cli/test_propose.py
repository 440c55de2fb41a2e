"""kizuna propose: tables for people, the exchange form for programs, and every bad file named."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from answering import page as served_page
from answering import serving
from kizuna.proposals.page import UNKNOWN, Page
from kizuna.proposals.proposal import Proposal
from kizuna.sources.blocks import BlockedText
from kizuna.workflows import propose

from .conftest import Run

_TEXT = "Osaka and Aville have been sister cities since 1974.\n"


def _rules(text: BlockedText, page: Page = UNKNOWN) -> Sequence[Proposal]:
    quote = "sister cities since 1974"
    at = text.text.index(quote)
    props = {"type": "sister_city", "start": "1974"}
    return [Proposal("tie", "Osaka", "Aville", quote, at, at + len(quote), props, confidence=0.9)]


@pytest.fixture(autouse=True)
def _these_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(propose, "own_rules", lambda **_: _rules)
    monkeypatch.setattr(propose, "rules_method", lambda: "rules@test")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page that names one tie."""
    path = tmp_path / "05.txt"
    path.write_text(_TEXT, encoding="utf-8")
    return path


def test_json_is_the_exchange_form(run: Run, page: Path) -> None:
    made = run("propose", str(page), "--format", "json").json
    assert made["doc"] == "05"
    (claim,) = made["claims"]
    assert list(claim) == [
        *("id", "kind", "subject", "object", "props", "quote", "start", "end"),
        *("needs_context", "status", "confidence"),
    ]
    assert _TEXT[claim["start"] : claim["end"]] == claim["quote"]


def test_json_of_several_files_is_a_list(run: Run, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "06.txt"
    other.write_text(_TEXT, encoding="utf-8")
    made = run("propose", str(page), str(other), "--format", "json").json
    assert [one["doc"] for one in made] == ["05", "06"]


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_nothing_is_saved_unless_asked(run: Run, page: Path, form: str) -> None:
    run("propose", str(page), "--format", form)
    assert run("review", "--format", "json").json["readings"] == []


def test_the_table_says_how_to_save(run: Run, page: Path) -> None:
    assert "Nothing was recorded; add --save" in run("propose", str(page)).out


def test_what_is_saved_waits_for_review(run: Run, page: Path) -> None:
    ran = run("propose", str(page), "--save")
    assert ran.code == 0
    assert "kizuna review --document document/05" in " ".join(ran.out.split())
    assert run("review", "--format", "json").json["readings"]


def test_a_folder_gets_a_file_for_each_document(run: Run, page: Path, tmp_path: Path) -> None:
    assert run("propose", str(page), "--out", str(tmp_path / "made")).code == 0
    written = json.loads((tmp_path / "made" / "05.pred.json").read_text(encoding="utf-8"))
    assert written["doc"] == "05"


def test_csv_has_a_row_for_each_proposal(run: Run, page: Path, tmp_path: Path) -> None:
    run("propose", str(page), "--out", str(tmp_path / "made.csv"))
    (row,) = csv.DictReader((tmp_path / "made.csv").open(encoding="utf-8", newline=""))
    assert (row["doc"], row["kind"], row["object"]) == ("05", "tie", "Aville")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.pdf", b"%PDF-1.4 nothing"),
        ("x.docx", b"PK\x03\x04 nothing"),
        ("x.txt", b"\xff\xff"),
        ("x.html", b""),
        ("x.md", b"a\0b"),
    ],
)
def test_a_bad_file_is_named_and_the_good_one_is_read(
    run: Run, page: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    ran = run("propose", str(tmp_path / name), str(page), "--format", "json")
    assert ran.code == 2
    assert name in ran.err
    assert [one["doc"] for one in ran.json] == ["05"]


def test_a_file_called_like_another_document_is_named_and_the_others_are_saved(
    run: Run, page: Path, tmp_path: Path
) -> None:
    run("propose", str(page), "--save")
    other, fresh = tmp_path / "other" / "05.txt", tmp_path / "06.txt"
    other.parent.mkdir()
    other.write_text(f"{_TEXT}Again.\n", encoding="utf-8")
    fresh.write_text(f"{_TEXT}More.\n", encoding="utf-8")
    ran = run("propose", str(other), str(fresh), "--save")
    assert (ran.code, "say with --id which document '05.txt' is" in ran.err) == (2, True)
    assert "document/06" in ran.out
    assert run("propose", str(other), "--id", "document/other", "--save").code == 0


def test_one_id_is_not_given_to_two_files(run: Run, page: Path) -> None:
    ran = run("propose", str(page), str(page), "--id", "document/x")
    assert (ran.code, "'document/x'" in ran.err) == (2, True)


def test_a_model_is_asked_besides_the_rules_and_what_it_invents_is_dropped(
    run: Run, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.write_text(f"{_TEXT}\nIn 1980 Osaka sent a choir to Aville.\n", encoding="utf-8")
    said = [
        _claim("event", "In 1980 Osaka sent a choir to Aville", {"type": "visit", "date": "1980"}),
        _claim("event", "In 1999 nobody sent a ship", {"type": "ship", "date": "1999"}),
    ]
    answer = json.dumps({"choices": [{"message": {"content": json.dumps({"claims": said})}}]})
    with serving() as server:
        server.answers = [served_page(answer.encode())]
        url = f"{server.url}/v1"
        ran = run(
            "propose",
            str(page),
            "--model",
            "small",
            "--model-url",
            url,
            "--format",
            "json",
            "--save",
        )
    assert [claim["kind"] for claim in ran.json["claims"]] == ["tie", "event"]
    assert "dropped: 1 quote" in ran.err
    found = run("claims", "--property", "form", "--document", "05", "--format", "json").json
    assert [claim["method"].partition(";")[0] for claim in found] == ["model:small"]


def _claim(kind: str, quote: str, props: dict[str, str]) -> dict[str, object]:
    sides = {"subject": "Osaka", "object": "Aville"}
    return {"kind": kind, **sides, "props": props, "sentences": [1, 2], "quote": quote}


def test_a_model_that_nobody_answers_for_is_told(run: Run, page: Path) -> None:
    ran = run("propose", str(page), "--model-url", "http://localhost:9/v1")
    assert (ran.code, "no language model is named" in ran.err) == (2, True)
