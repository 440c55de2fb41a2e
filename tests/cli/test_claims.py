"""kizuna claims and kizuna evidence: the ledger, and what stands behind one claim."""

from __future__ import annotations

from .conftest import Run

_KEYS = {
    *("id", "subject", "property", "value", "valid", "document", "sha256", "start", "end"),
    *("locator", "holder", "stance", "certainty", "method", "recorded_at", "status"),
}
_DATES = ("claims", "--subject", "kobe-tianjin", "--property", "milestone", "--format", "json")


def test_a_claim_has_the_keys_of_the_contract(run: Run) -> None:
    claims = run("claims", "--document", "kansai-1987", "--limit", "3", "--format", "json").json[
        "claims"
    ]
    assert len(claims) == 3
    assert all(set(claim) >= _KEYS for claim in claims)


def test_without_the_text_its_abstract_is_shown_and_said_to_be_one(run: Run) -> None:
    (note,) = [c for c in run(*_DATES).json["claims"] if c["document"] == "document/kansai-1987"]
    (shown,) = run("evidence", note["id"], "--format", "json").json["renditions"]
    assert shown["text"] == "Kobe and Tianjin signed their sister-city agreement in June 1973."
    out = run("evidence", note["id"]).out
    assert "Abstract, not the source's own words" in out
    assert "Kobe and Tianjin signed their sister-city agreement" in out
