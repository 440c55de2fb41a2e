"""The texts that the proposers are tuned and judged on: their marks point where they say, in the words allowed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kizuna.proposals.proposal import STATUSES, problem_of

ROOT = Path(__file__).parents[1] / "data" / "extraction"
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


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/*.txt")), ids=lambda path: path.stem)
def test_a_claim_quotes_its_text_is_of_the_exchange_form_and_is_made_once(path: Path) -> None:
    text, number = path.read_bytes().decode("utf-8"), path.stem
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    claims = gold["claims"]
    assert gold["doc"] == number
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
