"""The texts that the proposers are tuned and judged on: their marks point where they say, in the words allowed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kizuna.proposals.proposal import STATUSES, problem_of

ROOT = Path(__file__).parents[1] / "data" / "extraction"
HALVES = ("dev", "heldout")
DOCUMENTS = [
    (half, path.name.removesuffix(".txt"))
    for half in HALVES
    for path in sorted((ROOT / half).glob("*.txt"))
]


NEEDED = {
    "tie": {"type", "status"},
    "agreement": {"type"},
    "field": {"field"},
    "programme": {"activity"},
    "event": {"type"},
    "institution": {"type"},
    "trade": {"goods"},
    "statistic": {"measure", "value"},
}


def text_of(half: str, number: str) -> str:
    return (ROOT / half / f"{number}.txt").read_bytes().decode("utf-8")


def read(half: str, number: str, part: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(
        (ROOT / half / f"{number}.{part}.json").read_text(encoding="utf-8")
    )
    return held


def claims_of(half: str, number: str) -> list[dict[str, Any]]:
    gold = read(half, number, "gold")
    assert gold["doc"] == number
    claims: list[dict[str, Any]] = gold["claims"]
    return claims


@pytest.mark.parametrize(("half", "number"), DOCUMENTS)
def test_a_claim_quotes_its_text_is_of_the_exchange_form_and_is_made_once(
    half: str, number: str
) -> None:
    text, claims = text_of(half, number), claims_of(half, number)
    assert "\r" not in text
    assert [claim["id"] for claim in claims] == [
        f"{number}-{n + 1:03d}" for n in range(len(claims))
    ]
    made = [
        [claim[key] for key in ("kind", "subject", "object", "props", "quote")] for claim in claims
    ]
    assert len(set(map(json.dumps, made))) == len(made)
    for claim in claims:
        assert claim["quote"].strip() == claim["quote"] != ""
        assert text[claim["start"] : claim["end"]] == claim["quote"], claim["id"]
        assert problem_of(claim["kind"], claim["props"]) == "", claim["id"]
        assert NEEDED[claim["kind"]] <= set(claim["props"]), claim["id"]
        assert claim.get("status", "asserted") in STATUSES, claim["id"]
        assert claim.get("needs_context", True) is True, claim["id"]
        assert claim["subject"] not in ("", claim["object"]), claim["id"]
        assert claim["object"] or claim["kind"] in ("statistic", "institution"), claim["id"]


def test_the_halves_share_no_sentence_and_no_tie() -> None:
    sentences: dict[str, set[str]] = {half: set() for half in HALVES}
    pairs: dict[str, set[frozenset[str]]] = {half: set() for half in HALVES}
    for half, number in DOCUMENTS:
        sentences[half] |= {
            line.strip() for line in text_of(half, number).split("\n") if len(line) > 30
        }
        pairs[half] |= {
            frozenset((claim["subject"], claim["object"]))
            for claim in claims_of(half, number)
            if claim["object"]
        }
    assert not sentences["dev"] & sentences["heldout"]
    assert not pairs["dev"] & pairs["heldout"]
