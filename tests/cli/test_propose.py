"""kizuna propose: tables for people, the exchange form for programs, every bad file
named; a model that is asked, and an assistant to whom a person copies what is to be
asked, and from whom the answer.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from kizuna.proposals.proposal import UNKNOWN, Page, Proposal
from kizuna.sources.reading import BlockedText
from kizuna.workflows import propose
from model_server import ModelServer, claims, playing

from .conftest import Run

_TEXT = "Osaka and Aville have been sister cities since 1974.\n"


def _rules(text: BlockedText, page: Page = UNKNOWN) -> Sequence[Proposal]:
    quote = "sister cities since 1974"
    at = text.text.index(quote)
    props = {"type": "sister_city", "start": "1974"}
    return [
        Proposal(
            "tie", "Osaka", "Aville", quote, at, at + len(quote), props, confidence=0.9
        )
    ]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page that names one tie, which the rules find."""
    monkeypatch.setattr(propose, "own_rules", lambda **_: _rules)
    monkeypatch.setattr(propose, "RULES", "rules@test")
    path = tmp_path / "05.txt"
    path.write_text(_TEXT, encoding="utf-8")
    return path


def test_nothing_proposed_is_a_table_of_columns_without_rows(
    run: Run, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(propose, "own_rules", lambda **_: lambda *_: [])
    path = page.with_name("empty.txt")
    path.write_text("The weather was fine.\n", encoding="utf-8")
    (head,) = run("propose", str(path), "--format", "csv").out.splitlines()
    assert head.startswith("doc,id,kind,subject,object")
    assert run("propose", str(path), "--format", "json").json["claims"] == []


def test_the_exchange_form_is_written_as_json_as_csv_and_in_a_folder(
    run: Run, page: Path, tmp_path: Path
) -> None:
    made = run("propose", str(page), "--format", "json").json
    (claim,) = made["claims"]
    keys = (
        "id kind subject object props quote start end needs_context status confidence"
    )
    assert (made["doc"], list(claim)) == ("05", keys.split())
    assert _TEXT[claim["start"] : claim["end"]] == claim["quote"]
    run("propose", str(page), "--out", str(tmp_path / "made"))
    assert json.loads((tmp_path / "made" / "05.pred.json").read_text("utf-8")) == made
    run("propose", str(page), "--out", str(tmp_path / "made.csv"))
    (row,) = csv.DictReader((tmp_path / "made.csv").open(encoding="utf-8", newline=""))
    assert (row["doc"], row["kind"], row["object"]) == ("05", "tie", "Aville")


def test_what_is_saved_and_nothing_else_waits_for_review(run: Run, page: Path) -> None:
    assert "Nothing was recorded; add --save" in run("propose", str(page)).out
    assert run("review", "--format", "json").json["readings"] == []
    ran = run("propose", str(page), "--save")
    assert "kizuna review --document document/05" in " ".join(ran.out.split())
    assert run("review", "--format", "json").json["readings"]


def test_a_file_that_is_damaged_missing_or_called_like_another_document_is_named_and_others_saved(
    run: Run, page: Path, tmp_path: Path
) -> None:
    run("propose", str(page), "--save")
    other, fresh = tmp_path / "other" / "05.txt", tmp_path / "06.txt"
    damaged, missing = tmp_path / "bad.pdf", tmp_path / "none.txt"
    damaged.write_bytes(b"%PDF-1.7 nothing")
    other.parent.mkdir()
    other.write_text(f"{_TEXT}Again.\n", encoding="utf-8")
    fresh.write_text(f"{_TEXT}More.\n", encoding="utf-8")
    ran = run("propose", *map(str, (damaged, missing, other, fresh)), "--save")
    assert (ran.code, "say with --id which document '05.txt' is" in ran.err) == (
        2,
        True,
    )
    assert (ran.err.count("bad.pdf"), ran.err.count("none.txt")) == (1, 1)
    assert "document/06" in ran.out
    assert run("propose", str(other), "--id", "document/other", "--save").code == 0


@pytest.mark.parametrize(
    ("given", "quoted"),
    [
        (("05.txt", "--id", "document/x"), "'document/x' is the id of one document"),
        (
            ("05.txt", "--answers", "x.txt"),
            "'x.txt' answers for one document; give one file",
        ),
        (("--date", "18 May"), "18 May"),
        (("--language", "!"), "!"),
        (("--dry-run",), "--model NAME"),
    ],
)
def test_what_cannot_be_so_is_quoted(
    run: Run, page: Path, given: tuple[str, ...], quoted: str
) -> None:
    assert quoted in run("propose", str(page), *given).refused()


def _claim(quote: str, kind: str = "tie", **props: str) -> dict[str, object]:
    sides = {"subject": "Osaka", "object": "Aville"}
    return {"kind": kind, **sides, "props": props, "sentences": [1], "quote": quote}


_CHOIR, _SHIP = "In 1980 Osaka sent a choir to Aville", "In 1999 nobody sent a ship"


def test_a_model_is_asked_and_what_it_invents_is_dropped(run: Run, page: Path) -> None:
    page.write_text(f"{_TEXT}\n{_CHOIR}.\n", encoding="utf-8")
    said = [_claim(_CHOIR, "event", type="visit", date="1980") | {"sentences": [2]}]
    said += [_claim(_SHIP, "event", type="ship", date="1999")]
    with playing(claims(*said)) as server:
        ran = run("propose", str(page), *_at(server), "--format", "json", "--save")
    assert [claim["kind"] for claim in ran.json["claims"]] == ["tie", "event"]
    assert "dropped: 1 quote" in ran.err
    assert _methods(run, "form") == {"model:small"}


def _methods(run: Run, name: str) -> set[str]:
    """By what the claims of a property of the page were made."""
    listed = run(
        "claims", "--document", "05", "--property", name, "--format", "json"
    ).json
    return {claim["method"].partition(";")[0] for claim in listed["claims"]}


def _at(server: ModelServer) -> tuple[str, ...]:
    return "--model", "small", "--model-url", server.url


def test_a_model_named_or_of_the_environment_goes_before_the_rules_unless_they_alone_are_wanted(
    run: Run, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.write_text(
        "Osaka and Aville have been sister cities since 1974, or 1975.\n", "utf-8"
    )

    def years(*options: str) -> list[str]:
        found = run("propose", str(page), *options, "--format", "json").json["claims"]
        return [claim["props"]["start"] for claim in found]

    with playing(
        claims(_claim(page.read_text("utf-8").strip(), start="1975"))
    ) as server:
        assert years(*_at(server)) == ["1975"]
        for proposer, year in (("both", "1975"), ("model", "1975"), ("rules", "1974")):
            assert years(*_at(server), "--proposer", proposer) == [year]
        monkeypatch.setenv("KIZUNA_MODEL", "small")
        monkeypatch.setenv("KIZUNA_MODEL_URL", server.url)
        assert years() == ["1975"]


def test_an_answer_at_hand_is_not_asked_for_again_unless_anew_and_a_dry_run_asks_nobody(
    run: Run, page: Path
) -> None:
    with playing(claims()) as server:
        asked = ("propose", str(page), *_at(server))
        planned = run(*asked, "--dry-run")
        assert server.asked == []
        first, again = run(*asked), run(*asked)
        assert len(server.asked) == 1
        run(*asked, "--no-cache")
        assert len(server.asked) == 2
    assert "05.txt: chunks: 1, answers at hand: 0, tokens to send: about" in planned.out
    assert "requests to the model: 1, tokens sent: 100, received: 20" in first.err
    assert "answers at hand: 1" in again.err


def test_a_model_is_told_what_is_said_of_the_page_by_options_or_beside_it(
    run: Run, page: Path
) -> None:
    said = (
        "--town",
        "Aville",
        "--title",
        "Our partners",
        "--date",
        "2020-05",
        "--language",
        "en",
    )
    with playing(claims()) as server:
        run("propose", str(page), *_at(server), *said)
        page.with_suffix(".toml").write_text(
            'title = "Our friends"\ndate = "2019"\n', "utf-8"
        )
        run("propose", str(page), *_at(server))
        first, second = (asked["messages"][-1]["content"] for asked in server.asked)
    assert 'The page: "Our partners", of Aville' in first
    assert "Published: 2020-05" in first
    assert '"Our friends"' in second
    assert "Published: 2019" in second


def test_the_prompt_has_the_law_and_every_sentence_with_its_number_in_messages_where_it_is_long(
    run: Run, page: Path
) -> None:
    said = run("propose", str(page), "--prompt").out
    assert '{"claims": [...]}' in said
    assert f"[1] {_TEXT}" in said
    assert "----- message" not in said
    page.write_text(
        "\n\n".join(f"Northhaven has year {n}." for n in range(9000)), "utf-8"
    )
    said = run("propose", str(page), "--prompt").out
    count = said.count("----- message")
    assert count > 1
    assert f"----- message {count} of {count} -----" in said
    assert "[9000] Northhaven has year 8999." in said


def test_what_an_assistant_answered_waits_as_a_contribution_and_refused_claims_have_reasons(
    run: Run, page: Path, tmp_path: Path
) -> None:
    good = _claim(_TEXT.strip(), start="1974")
    altered = good | {"props": {"start": "2004"}}
    invented = good | {"quote": "Osaka and Aville are friends."}
    path = tmp_path / "answer.txt"
    said = json.dumps({"claims": [altered, invented, good]})
    path.write_text(
        f"Here you are:\n```json\n{said}\n```\nAnything else?\n", encoding="utf-8"
    )
    ran = run(
        "propose", str(page), "--answers", str(path), "--save", "--format", "json"
    )
    assert {claim["object"] for claim in ran.json["claims"]} == {"Aville"}
    assert "claim 1 is refused: its quote does not state its date" in ran.err
    assert "claim 2 is refused: its quote does not stand in the sentences" in ran.err
    assert "claim 3" not in ran.err
    assert _methods(run, "party") == {"contributed:assistant"}
