"""Tests of how mixed text is cut into runs of one language."""

from __future__ import annotations

import pytest

from kizuna.publish.document import Sentence, Table
from kizuna.publish.report.renderers import language_runs


@pytest.mark.parametrize(
    ("text", "language", "run"),
    [
        ("Liaoning (辽宁省)", "en", language_runs.TextRun("辽宁省", "zh-Hans")),
        ("堺市と连云港市の提携", "ja", language_runs.TextRun("连云港市", "zh-Hans")),
        ("神户市与さくら", "zh-hans", language_runs.TextRun("さくら", "ja")),
        ("In Осака и Кобе, they", "en", language_runs.TextRun("Осака и Кобе", "ru")),
    ],
)
def test_words_of_another_language_stay_together_in_one_run(text, language, run) -> None:
    found = language_runs.language_runs(text, language)
    assert run in found
    assert "".join(one.text for one in found) == text


def test_the_language_of_a_passage_is_told_by_its_script() -> None:
    assert language_runs.language_of("Связи города Осака", "en") == "ru"
    assert language_runs.language_of("提携した", "en") == "ja"
    assert language_runs.language_of("结为友好城市关系", "en") == "zh-Hans"
    assert language_runs.language_of("the ties of Kansai", "ja") == "und"


@pytest.mark.parametrize(
    "parts",
    ["18|, possibly 19", "18|都市、可能性を含め19都市", "100–120|", "|¥12", "75%|", "|none"],
)
def test_a_figure_is_split_after_its_leading_number(parts) -> None:
    assert "|".join(language_runs.leading_number(parts.replace("|", ""))) == parts


def test_a_date_and_a_name_stay_on_one_line_and_a_longer_text_may_break() -> None:
    assert language_runs.one_line(" 1 - OTS\n\n2 - UKGS ") == " 1 - OTS 2 - UKGS "
    short = ["22 September 1981", "1980年11月21日", "21 сентября 1980 г.", "Nagaokakyo", "—"]
    assert all(language_runs.stays_on_one_line(text) for text in short)
    longer = ["from 1986 to an unknown date", "economy and industry"]
    assert not any(language_runs.stays_on_one_line(text) for text in longer)


def test_a_crowded_table_leaves_each_column_what_cannot_break() -> None:
    date, prose = "22 September 1981", "a text that goes on and on " * 20
    cells = (*(Sentence.of(date) for _ in range(3)), Sentence.of(prose))
    shares, _ = language_runs.layout_of(Table("t", ("a", "b", "c", "d"), (cells,)))
    assert all(share * 112 >= len(date) for share in shares[:3])
    assert (
        language_runs.layout_of(Table("t", ("a", "b"), ((Sentence.of("Kobe"), cells[-1]),)))[1] == 1
    )
    assert (
        0.8 <= language_runs.layout_of(Table("t", ("a",) * 7, ((Sentence.of(date),) * 7,)))[1] < 1
    )
