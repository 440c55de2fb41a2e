"""The measures in the note: told of each main tie, in each language, with claims."""

from __future__ import annotations

import pytest

from builders import Claims, claim, document, register, status, tie, two_sides
from kizuna.languages import LANGUAGES, Messages
from kizuna.publish.document import Letterhead, Note, Sentence
from kizuna.publish.report.compose import Library, compose

from .conftest import brief_of

_TOLD = {
    "en": ("Effective number of fields", "longest silence, in years: 0–6", "recorded: active"),
    "ja": ("有効分野数", "最長の空白（年数）：0–6", "活動の程度：活動中"),
    "zh-hans": ("有效领域数", "最长的空白（年数）：0–6", "活跃程度：活跃"),
    "ru": ("Эффективное число областей", "самый долгий перерыв, лет: 0–6", "записано: активна"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_measures_of_a_main_tie_are_told_with_claims(brief, language: str) -> None:
    note = compose(brief, Messages(language), Library({}), Letterhead(), None)
    for words in _TOLD[language]:
        told = [s for s in note.sentences() if words in s.text]
        assert told, words
        assert all(sentence.claims for sentence in told)


def _note(*claims: Claims, language: str = "en") -> Note:
    held = register(
        two_sides(),
        document("gazette", "1987-04-01"),
        tie("osaka-shanghai", "osaka", "shanghai"),
        claim("field/f", "tie", "tie/osaka-shanghai"),
        claim("field/f", "concept", "youth"),
        *claims,
    )
    brief = brief_of(held, "area/kansai", "area/china", "1987-04-01")
    return compose(brief, Messages(language), Library({}), Letterhead(), None)


def _activeness(note: Note) -> Sentence:
    (found,) = [s for s in note.sentences() if s.text.startswith("Activeness")]
    return found


def _visit(date: str) -> Claims:
    ref = "exchange/v"
    return [claim(ref, "tie", "tie/osaka-shanghai"), claim(ref, "date", date)]


def test_a_tie_without_events_is_told_as_no_evidence() -> None:
    told = _activeness(_note())
    assert told.text == "Activeness: no evidence, for nothing recorded shows the tie lived."
    assert told.aside


def test_a_status_that_says_otherwise_stands_beside_the_rule() -> None:
    told = _activeness(_note(_visit("1976"), status("osaka-shanghai", "active", "1987")))
    assert told.text.endswith("dormant; the status that a source gives: active.")


def test_a_state_that_the_dates_leave_open_is_told_as_possible() -> None:
    assert _activeness(_note(_visit("1984"))).text.endswith("active, possibly slowing.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_told_of_activeness_has_words_in_each_language(language: str) -> None:
    messages = Messages(language)
    for code in ("no-event", "not-read", "undated"):
        why = messages.text(f"note-why-{code}")
        assert why in messages.text("note-tie-active-none", why=why)
