"""The measures in the note: told of each main tie as its page tells them, with claims."""

from __future__ import annotations

import pytest

from builders import Claims, claim, document, register, status, tie, two_sides
from kizuna.languages import LANGUAGES, Messages
from kizuna.publish.document import Facts, Letterhead, Sentence, Tone
from kizuna.publish.report.brief import Brief
from kizuna.publish.report.compose import Library, compose
from kizuna.publish.wording import capital

from .conftest import brief_of


def _told(brief: Brief, language: str = "en") -> dict[str, Sentence]:
    """What the note says of the measures of its last main tie, by the names of their labels."""
    messages = Messages(language)
    note = compose(brief, messages, Library({}), Letterhead(), None)
    blocks = [block for section in note.sections for block in section.blocks]
    facts = {k: v for block in blocks if isinstance(block, Facts) for k, (v, *_) in block.facts}
    names = ("fields", "shannon", "lived", "silence", "activeness", "status")
    labels = {n: capital(messages.text(f"web-measuring-{n}")) for n in names}
    return {name: facts[label] for name, label in labels.items() if label in facts}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_measures_of_a_main_tie_are_told_with_claims(brief: Brief, language: str) -> None:
    told = _told(brief, language)
    assert {"fields", "shannon", "lived", "silence", "activeness"} <= told.keys()
    assert all(sentence.claims for sentence in told.values())


def _brief(*claims: Claims) -> Brief:
    held = register(
        two_sides(),
        document("gazette", "1987-04-01"),
        tie("osaka-shanghai", "osaka", "shanghai"),
        claim("field/f", "tie", "tie/osaka-shanghai"),
        claim("field/f", "concept", "youth"),
        *claims,
    )
    return brief_of(held, "area/kansai", "area/china", "1987-04-01")


def test_of_a_tie_without_events_only_the_state_is_told_as_no_evidence() -> None:
    told = _told(_brief())
    assert not told.keys() & {"lived", "silence", "status"}
    assert told["activeness"].text.endswith("nothing recorded shows the tie lived")
    assert told["activeness"].tone is Tone.ASIDE


def test_a_status_that_says_otherwise_stands_beside_the_state() -> None:
    ref = "exchange/v"
    visit = [claim(ref, "tie", "tie/osaka-shanghai"), claim(ref, "date", "1976")]
    told = _told(_brief(visit, status("osaka-shanghai", "active", "1987")))
    assert told["activeness"].text == "dormant"
    assert told["status"].text == "active (the rule says other)"
