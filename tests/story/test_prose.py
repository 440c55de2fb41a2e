"""The reader's journey: a paper in prose is proposed, reviewed, and answers as typed claims do once accepted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from kizuna.cli import app

_QUESTION = ("ties", "--between", "kansai", "china", "--as-of", "1987-04-01")


def test_nothing_changes_until_proposals_are_accepted_and_then_no_tie_is_counted_twice(
    built_in: Path, shared: Path
) -> None:
    def asked(*arguments: str) -> Any:
        done = CliRunner().invoke(app, ["--db", str(built_in), *arguments, "--format", "json"])
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    before = asked(*_QUESTION)
    asked("propose", str(shared / "documents" / "kansai-1987.txt"), "--save")
    assert asked(*_QUESTION) == before
    assert asked("review", "--accept-all-above", "0")["waiting"] == 0
    counts = [answer["count"] for answer in (before, asked(*_QUESTION))]
    assert [(c["certain"], c["possible"]) for c in counts] == [(25, 26)] * 2
