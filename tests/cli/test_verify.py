"""kizuna verify: nothing wrong is 0, something wrong is named and leaves with 10."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from .conftest import Run


def test_the_built_in_register_is_as_it_was_entered(run: Run) -> None:
    ran = run("verify", "--deep", "--format", "json")
    assert ran.code == 0
    assert (ran.json["right"], ran.json["wrong"], ran.json["discrepancies"]) == (True, 0, [])
    assert "nothing wrong" in run("verify").out


def test_a_claim_that_was_changed_by_sql_is_named(run: Run, built_in: Path) -> None:
    run("verify")
    with sqlite3.connect(built_in) as held:
        held.execute("DROP TRIGGER claims_no_update")
        held.execute("UPDATE claims SET locator = 'paragraph 99' WHERE seq = 5")
    ran = run("verify", "--format", "json")
    assert ran.code == 10
    named = {(each["kind"], each["number"]) for each in ran.json["discrepancies"]}
    assert named == {("trigger", "claims_no_update"), ("claim", "5")}
    told = run("verify")
    assert told.code == 10
    assert re.search(r"claim 5 [0-9a-f]{8}: it is not what was entered as leaf 4", told.out)
    assert "paragraph 99" in " ".join(told.out.split())
