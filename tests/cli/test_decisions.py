"""kizuna review and kizuna resolve: a walk with keys, and ways without one for
scripts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from builders import claim
from kizuna.proposals.proposal import UNKNOWN, Page, Proposal
from kizuna.sources.reading import BlockedText
from kizuna.store.actions.ledger import add_register
from kizuna.workflows import propose

from .conftest import Run

_TEXT = "Osaka and Aville have been sister cities since 1974.\n\nThey exchange youth groups.\n"
_QUOTES = (
    ("tie", "sister cities since 1974", {"type": "sister_city", "start": "1974"}, 0.9),
    ("field", "exchange youth groups", {"field": "youth"}, 0.6),
)


def _rules(text: BlockedText, page: Page = UNKNOWN) -> Sequence[Proposal]:
    found = []
    for kind, quote, props, sure in _QUOTES:
        at = text.text.index(quote)
        span = (at, at + len(quote))
        found.append(
            Proposal(kind, "Osaka", "Aville", quote, *span, props, confidence=sure)
        )
    return found


@pytest.fixture
def page(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The built-in register, and two proposals from a page."""
    monkeypatch.setattr(propose, "own_rules", lambda: _rules)
    monkeypatch.setattr(propose, "RULES", "rules@test")
    path = tmp_path / "page.txt"
    path.write_text(_TEXT, encoding="utf-8")
    run("propose", str(path), "--save")
    return run


def _walk(page: Run, *lines: str) -> str:
    """What a walk says in which these lines are typed."""
    ran = page("review", "--document", "document/page", stdin="\n".join((*lines, "")))
    assert ran.code == 0
    return ran.out


def _rows(page: Run) -> list[dict[str, Any]]:
    return list(page("review", "--format", "json").json["readings"])


def _waiting(page: Run) -> list[str]:
    return [row["subject"] for row in _rows(page)]


def test_the_walk_shows_the_passage_and_the_change_and_asks_again_for_a_key(
    page: Run,
) -> None:
    said = _walk(page, "x", "q")
    for words in (
        "1 of ",
        "sister cities since 1974",
        "confidence 0.90",
        "new",
        "Press one of",
    ):
        assert words in said
    assert "0 decisions recorded" in _walk(page, "q")


def test_what_is_accepted_is_gone_until_it_is_undone_and_what_is_skipped_stays(
    page: Run,
) -> None:
    before = _waiting(page)
    _walk(page, "a", "u", "q")
    assert _waiting(page) == before
    assert "1 decisions recorded" in _walk(page, "a", *["s"] * len(before))
    assert set(before) & set(_waiting(page)) == set(before[1:])


def test_a_rejection_asks_why_and_a_correction_for_the_value(page: Run) -> None:
    before = _waiting(page)
    at = before.index("field/osaka-aville-youth")
    assert at > 0
    typed = ("r", "misread", *["s"] * (at - 1), "c", "2", "sport", "q")
    assert "2 decisions recorded" in _walk(page, *typed)
    assert before[0] not in _waiting(page)
    found = page(
        "claims", "--property", "concept", "--document", "page", "--format", "json"
    ).json
    assert [c["value"] for c in found["claims"] if c["method"] == "typed"] == ["sport"]


def test_all_that_is_sure_is_accepted_at_once_and_shown_by_confidence_as_decided(
    page: Run,
) -> None:
    done = page("review", "--accept-all-above", "0.8", "--format", "json").json
    assert done["accepted"] > 0
    assert done["waiting"] == len(_waiting(page))
    assert (
        "tie/osaka-aville"
        in page("ties", "--of", "osaka", "--all", "--format", "json").out
    )
    assert "How past proposals fared" in page("review", "--list").out


def test_decisions_of_a_file_are_carried_out_and_each_bad_row_is_named_and_leaves_with_2(
    page: Run, tmp_path: Path
) -> None:
    ids = {
        claim["property"]: claim["id"] for row in _rows(page) for claim in row["claims"]
    }
    concept, kind, date = ids["concept"], ids["type"], ids["milestone"]
    file = tmp_path / "decisions.csv"
    lines = (
        *("claim,verdict,reason,value", f"{concept},perhaps,,", "ffffffff,accept,,"),
        *(
            f"{kind},reject,,",
            f"{concept},correct,,dragons",
            "",
            f"{concept[:8]},correct,,Sport",
        ),
        *(f"{kind},reject,misread,", f"{date},accept,,", f"{date},accept,,"),
    )
    file.write_text("\n".join(lines))
    ran = page("review", "--decisions", str(file), "--format", "json")
    counted = {"accepted": 1, "rejected": 1, "corrected": 1}
    assert (ran.code, ran.json | counted) == (2, ran.json)
    begins = (
        *("row 2: 'perhaps'", "row 3: no claim has an id that begins with 'ffffffff'"),
        *("row 4: 'reject' of", "row 5: 'dragons'", "row 10: "),
    )
    assert [
        line
        for line, begin in zip(ran.json["problems"], begins, strict=True)
        if begin not in line
    ] == []
    assert not {kind, concept, date} & {
        c["id"] for r in _rows(page) for c in r["claims"]
    }


@pytest.mark.parametrize("content", [b"id,what\n1,2\n", b"\xff\xfe\x00", b"", None])
def test_a_file_of_decisions_that_is_none_is_named(
    run: Run, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "decisions.csv"
    if content is not None:
        path.write_bytes(content)
    assert "decisions.csv" in run("review", "--decisions", str(path)).refused()


_MENTION = "government/osaka-of-the-sheet"


@pytest.fixture
def sheet(run: Run) -> Run:
    """The built-in register and one government from a sheet."""
    run("resolve", "--population", "0")
    values = {
        "name": {"text": "Осака", "language": "ru"},
        "level": "city",
        "country": "JP",
    }
    claims = [
        claim(_MENTION, name, value, method="imported")
        for name, value in values.items()
    ]
    add_register(claims=claims, acting_user="tester")
    return run


def _mentions(sheet: Run) -> int:
    return len(
        sheet("resolve", "--population", "0", "--format", "json").json["mentions"]
    )


def test_what_is_decided_by_a_person_or_by_itself_leaves_the_queue_and_comes_back_undone(
    sheet: Run,
) -> None:
    assert sheet("resolve", "--same", "government/osaka").code == 2  # without a mention
    sheet(
        "resolve",
        _MENTION,
        "--same",
        "government/osaka",
        "--reason",
        "The sheet says so.",
    )
    assert _mentions(sheet) == 0
    undone = sheet("resolve", _MENTION, "--undo", "--format", "json")
    assert undone.json["judgements"][0]["verdict"] == "same"
    assert _mentions(sheet) == 1
    done = sheet("resolve", "--auto", "--population", "0")
    assert f"{_MENTION} same government/osaka" in " ".join(done.out.split())
    assert "1 decided, 0 wait" in done.out


def test_a_walk_decides_by_number_takes_back_and_names_what_is_not_there(
    sheet: Run,
) -> None:
    lines = "d 9\nd 1\nu\nx\n99\n1\n"
    done = sheet("resolve", "--walk", "--population", "0", stdin=lines)
    for told in (
        *("1 of 1 · Осака JP", "Press one of", "1 decisions recorded; 0 mentions wait"),
        "'9' is the number of no candidate of 'Осака'",
    ):
        assert told in done.out
    judged = sheet("resolve", _MENTION, "--undo", "--format", "json").json["judgements"]
    assert [(j["verdict"], j["other"]) for j in judged] == [
        ("same", "government/osaka")
    ]
    assert _mentions(sheet) == 1
