"""Gaps and checks of one thing and what hangs on it; sources; rebuilding."""

from __future__ import annotations

from builders import Filled, claim, facts, register, tie
from kizuna.analysis.consistency import Finding
from kizuna.publish.wording import Wording
from kizuna.workflows import check_register, find_gaps
from kizuna.workflows.check_register import Question, finding_words
from kizuna.workflows.clocks import Times

NOW = Times.of(None)


def test_gaps_and_checks_of_a_thing_reach_the_parts_of_its_ties(filled: Filled) -> None:
    part = facts("office/o", tie="tie/a-b", opened="1985", closed="1980")
    country = claim("government/a", "country", "JP")
    filled([country, *tie("a-b", "a", "b"), *part, *tie("c-d", "c", "d", date="")])
    gaps = find_gaps.answer(find_gaps.Question("a-b"), NOW).gaps
    assert {gap.subject for gap in gaps} == {"tie/a-b", "office/o"}
    checked = check_register.answer(Question("government/a"), NOW)
    assert [found.code for found in checked.findings] == ["end-before-start"]


def test_a_finding_names_things_and_dates_in_the_language_of_the_reader() -> None:
    details = (("party", "government/a"), ("date", "1974-04-18"), ("existence", "1980"))
    finding = Finding("before-party-exists", "tie/a-b", details, ("x",))
    held = register(claim("government/a", "name", {"text": "Aville", "language": "en"}))
    said = finding_words(finding, Wording.english(held))
    assert said == "made 18 April 1974, but Aville exists only from 1980"
