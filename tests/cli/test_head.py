"""kizuna head, proof, verify --against and erase on the command line."""

from __future__ import annotations

import base64
import json
import re
import sqlite3
import stat
from pathlib import Path

from kizuna.claims.heads import read_head
from kizuna.store.ledger_key import key_path
from timestamping import timestamping

from .conftest import Run


def test_a_head_is_printed_and_written_and_the_ledger_extends_it(
    run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "head.json"
    assert run("head", "--out", str(out)).out == ""
    written = read_head(out.read_bytes(), "head.json")
    printed = run("head", "--format", "json").json
    assert (printed["size"], printed["root"]) == (
        written.head.size,
        written.head.root.hex(),
    )
    assert f"A ledger of {written.head.size:,} entries" in run("head").out
    assert stat.S_IMODE(key_path().stat().st_mode) == 0o600
    assert run("verify", "--against", str(out)).code == 0


def test_a_head_brings_the_timestamp_of_a_service_or_nothing_is_written(
    run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "head.json"
    done = run("head", "--timestamp", "http://127.0.0.1:9/", "--out", str(out))
    assert (done.code, out.exists()) == (6, False)
    assert "'http://127.0.0.1:9/' was not fetched" in done.err
    assert run("head", "--timestamp-ca", str(out)).code == 2
    with timestamping(tmp_path) as service:
        url, trusted = service.server.url, str(service.certificates)
        done = run(
            "head", "--timestamp", url, "--timestamp-ca", trusted, "--out", str(out)
        )
        assert done.code == 0, done.err
        assert (
            service.server.asked[0].headers["Content-Type"]
            == "application/timestamp-query"
        )
    assert b"service" in base64.b64decode(json.loads(out.read_text())["timestamp"])
    assert read_head(out.read_bytes(), "head.json").timestamp


def test_a_proof_is_printed_or_written(run: Run, tmp_path: Path) -> None:
    claim = run("claims", "--limit", "1", "--format", "json").json["claims"][0]["id"]
    printed = run("proof", claim[:12]).json
    assert (printed["claim"], printed["order"]) == (claim, 0)
    assert run("proof", claim, "--out", str(tmp_path / "proof.json")).out == ""
    assert json.loads((tmp_path / "proof.json").read_text())["path"] == printed["path"]
    assert run("proof", "abcdef012345").code == 3


def test_claims_are_listed_before_and_gone_after_they_are_erased_and_nobody_is_erased(
    run: Run, tmp_path: Path
) -> None:
    found = run("claims", "--property", "participants", "--format", "json").json[
        "claims"
    ]
    chosen, words = found[0]["id"], found[0]["value"]["text"]
    assert "1 claim would be erased" in run("erase", chosen[:12]).out
    assert run("erase", chosen, "--yes").code == 2
    assert run("evidence", chosen).code == 0
    erased = run("erase", chosen, "--yes", "--reason", "Article 17", "--format", "json")
    assert erased.json == {"erased": True, "claims": [chosen]}
    gone = run("evidence", chosen).refused(3)
    assert "was erased on" in gone
    assert gone.endswith("by 'tester', act 4 of the audit: Article 17")
    run("export", "jsonld", "--out", str(tmp_path / "all.jsonld"))
    assert words not in (tmp_path / "all.jsonld").read_text("utf-8")
    assert run("proof", chosen).json["entry"] is None
    assert "nothing wrong" in run("verify").out
    assert run("erase", "--purge").code == 0
    assert (run("erase").code, run("erase", "--of", "Nobody Nowhere").code) == (2, 3)


def test_the_register_is_as_it_was_entered_until_a_claim_is_changed_by_sql_which_is_named(
    run: Run, built_in: Path
) -> None:
    ran = run("verify", "--deep", "--format", "json")
    told = ran.json["right"], ran.json["wrong"], ran.json["discrepancies"]
    assert (ran.code, *told) == (0, True, 0, [])
    with sqlite3.connect(built_in) as held:
        held.execute("DROP TRIGGER claims_no_update")
        held.execute("UPDATE claims SET locator = 'paragraph 99' WHERE seq = 5")
    ran = run("verify", "--format", "json")
    assert ran.code == 10
    named = {(each["kind"], each["number"]) for each in ran.json["discrepancies"]}
    assert named == {("trigger", "claims_no_update"), ("claim", "5")}
    told = run("verify")
    assert told.code == 10
    assert re.search(
        r"claim 5 [0-9a-f]{8}: it is not what was entered as leaf 4", told.out
    )
    assert "paragraph 99" in " ".join(told.out.split())
