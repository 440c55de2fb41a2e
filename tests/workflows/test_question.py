"""What every door reads off the file of a question."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kizuna.languages import Messages
from kizuna.workflows import find_gaps, list_ties, network
from kizuna.workflows.clocks import Times
from kizuna.workflows.open_register import open_register
from kizuna.workflows.question import ask
from kizuna.workflows.report import content


@pytest.mark.parametrize(
    ("file", "given", "language", "said"),
    [
        (find_gaps, {"of": "tie/osaka-shanghai"}, "en", "**Only of** — Osaka – Shanghai"),
        (list_ties, {"between": ("Osaka", "China")}, "en", "— Osaka and China"),
        (list_ties, {"kind": "friendship-city", "every": True}, "ja", "**提携の種類** — 友好都市"),
        (network, {"of": "JP", "top": 5}, "ru", "— Япония"),
    ],
)
def test_an_answer_as_a_file_says_what_was_asked(
    shared_built_in: Path, file: Any, given: dict[str, Any], language: str, said: str
) -> None:
    times, question = Times.of("1987-04-01"), file.Question(**given)
    with closing(open_register(shared_built_in)):
        asked = ask(file, question, times, Messages(language))
        head = content(file, question, asked, times, "md").decode().partition("1987")[0]
    lines = [line for line in head.splitlines() if line.startswith("- ")]
    assert len(lines) == len(given) + 1
    assert said in head
