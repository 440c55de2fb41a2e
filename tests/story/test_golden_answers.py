"""Golden answers: what every door answers has not changed, or the change is meant and written down."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_SAMPLE = 25
"""Every so many questions are asked; `just golden` asks all of them."""


def test_a_sample_of_the_golden_answers_is_as_it_was(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.golden", tmp_path, "--against"]
    done = subprocess.run(
        [*command, "--sample", str(_SAMPLE)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (
        "see docs/explanation/changes-of-answers.md, and bring bench/golden/digests.txt to what is meant:\n"
        + done.stdout
        + done.stderr
    )
