"""The reader's journey: a paper in prose is proposed, reviewed, and answers as typed claims do once accepted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from kizuna.cli.app import app

_MAIN_TIES = {
    "tie/osaka-shanghai": "1974-04-18",
    "tie/kyoto-xian": "1974-05",
    "tie/kobe-tianjin": "1973-06",
}
_QUESTION = ("ties", "--between", "kansai", "china", "--as-of", "1987-04-01")


def test_the_rules_date_the_ties_and_nothing_changes_until_it_is_accepted_nor_counts_twice_then(
    built_in: Path, shared: Path
) -> None:
    def asked(*arguments: str) -> Any:
        done = CliRunner().invoke(app, ["--db", str(built_in), *arguments, "--format", "json"])
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    before = asked(*_QUESTION)
    asked("propose", str(shared / "documents" / "kansai-1987.txt"), "--save")
    assert asked(*_QUESTION) == before
    for tie, date in _MAIN_TIES.items():
        claims = asked("claims", "--subject", tie, "--property", "milestone")["claims"]
        read = [c["value"] for c in claims if c["method"].startswith("rules@")]
        assert date in {value["date"] for value in read if value["stage"] == "formal"}
    assert asked("review", "--accept-all-above", "0")["waiting"] == 0
    counts = [answer["count"] for answer in (before, asked(*_QUESTION))]
    assert [(c["certain"], c["possible"]) for c in counts] == [(25, 26)] * 2
