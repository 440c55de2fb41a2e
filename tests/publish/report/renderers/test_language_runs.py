"""Tests of how mixed text is cut into runs of one language."""

from __future__ import annotations

import pytest

from kizuna.publish.report.renderers.language_runs import (
    TextRun,
    language_of,
    language_runs,
    one_line,
    printable,
    tongue_of,
)


def test_a_japanese_name_in_english_text_is_a_run_of_japanese() -> None:
    assert language_runs("Kobe (神戸市) has", "en") == (
        TextRun("Kobe ("),
        TextRun("神戸市", "ja"),
        TextRun(") has"),
    )


def test_characters_only_simplified_chinese_has_are_chinese() -> None:
    assert TextRun("辽宁省", "zh-Hans") in language_runs("Liaoning (辽宁省)", "en")


def test_a_chinese_name_inside_a_japanese_sentence_is_a_run_of_chinese() -> None:
    assert TextRun("连云港市", "zh-Hans") in language_runs("堺市と连云港市の提携", "ja")


def test_kana_inside_a_chinese_sentence_is_japanese() -> None:
    assert TextRun("さくら", "ja") in language_runs("神户市与さくら", "zh-hans")


def test_russian_words_stay_together_in_one_run() -> None:
    assert TextRun("Осака и Кобе", "ru") in language_runs("In Осака и Кобе, they", "en")


@pytest.mark.parametrize("language", ["en", "ja", "zh-hans", "ru"])
def test_the_runs_joined_give_the_text_back(language: str) -> None:
    text = "Kobe 神戸市、辽宁 Осака — すし 1973年。"
    assert "".join(run.text for run in language_runs(text, language)) == text


def test_text_in_the_language_of_the_note_has_no_tag() -> None:
    assert language_runs("神戸市と天津市は提携した。", "ja") == (
        TextRun("神戸市と天津市は提携した。"),
    )


def test_the_language_of_a_passage_is_told_by_its_script() -> None:
    assert language_of("Связи города Осака", "en") == "ru"
    assert language_of("提携した", "en") == "ja"
    assert language_of("结为友好城市关系", "en") == "zh-Hans"


def test_latin_text_in_a_note_of_another_script_has_no_known_language() -> None:
    assert language_of("the ties of Kansai", "ja") == "und"


def test_a_control_character_shows_as_a_replacement_character() -> None:
    assert printable("a\x00b") == "a\ufffdb"


def test_a_language_that_is_given_is_not_guessed() -> None:
    assert tongue_of("結为友好城市", "zh-Hant", "en") == "zh-Hant"
    assert tongue_of("結为友好城市", "", "en") == language_of("結为友好城市", "en")


def test_breaks_of_lines_and_paragraphs_become_single_spaces() -> None:
    assert one_line(" 1 - OTS\n\n2 - UKGS ") == " 1 - OTS 2 - UKGS "
