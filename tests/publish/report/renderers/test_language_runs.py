"""Tests of how mixed text is cut into runs of one language."""

from __future__ import annotations

import pytest

from kizuna.publish.document import Proof, Sentence, Table
from kizuna.publish.report.renderers.citations import statement_lines
from kizuna.publish.report.renderers.language_runs import (
    TextRun,
    column_shares,
    language_of,
    language_runs,
    leading_number,
    one_line,
    stays_on_one_line,
    type_scale,
)


@pytest.mark.parametrize(
    ("text", "language", "run"),
    [
        ("Liaoning (辽宁省)", "en", TextRun("辽宁省", "zh-Hans")),
        ("堺市と连云港市の提携", "ja", TextRun("连云港市", "zh-Hans")),
        ("神户市与さくら", "zh-hans", TextRun("さくら", "ja")),
        ("In Осака и Кобе, they", "en", TextRun("Осака и Кобе", "ru")),
    ],
)
def test_words_of_another_language_stay_together_in_one_run(
    text: str, language: str, run: TextRun
) -> None:
    assert run in language_runs(text, language)


@pytest.mark.parametrize("language", ["en", "ja", "zh-hans", "ru"])
def test_the_runs_joined_give_the_text_back(language: str) -> None:
    text = "Kobe 神戸市、辽宁 Осака — すし 1973年。"
    assert "".join(run.text for run in language_runs(text, language)) == text


def test_the_language_of_a_passage_is_told_by_its_script() -> None:
    assert language_of("Связи города Осака", "en") == "ru"
    assert language_of("提携した", "en") == "ja"
    assert language_of("结为友好城市关系", "en") == "zh-Hans"
    assert language_of("the ties of Kansai", "ja") == "und"


def test_breaks_of_lines_and_paragraphs_become_single_spaces() -> None:
    assert one_line(" 1 - OTS\n\n2 - UKGS ") == " 1 - OTS 2 - UKGS "


def proofs_of(*statements: str) -> tuple[Proof, ...]:
    return tuple(Proof(str(index), text) for index, text in enumerate(statements))


@pytest.mark.parametrize(
    ("statements", "subject", "lead"),
    [
        (("Kobe – Uji: party: Kobe", "Kobe – Uji: party: Uji"), "Kobe – Uji: ", "party: "),
        (("Кобе (сторона): Кобе", "Кобе (сторона): Уси"), "Кобе ", "(сторона): "),
        (("神戸市（当事者）：神戸市", "神戸市（当事者）：天津市"), "神戸市", "（当事者）："),
    ],
)
def test_claims_on_one_subject_and_property_state_both_once(
    statements: tuple[str, ...], subject: str, lead: str
) -> None:
    (line,) = statement_lines(proofs_of(*statements))
    assert (line.subject, [strand.lead for strand in line.strands]) == (subject, [lead])
    assert len(line.strands[0].proofs) == 2


@pytest.mark.parametrize(
    "statements",
    [
        (
            "a: b: c",
            "a: b: d",
            "x: y: z",
            "a: e: f",
            "no colon",
            "a (b): c",
            ": ",
            "（）：",
            "a: b",
        ),
        ("Sheet: Uji and Xianyang: title: Sheet: Uji", "Sheet: Kobe: title: Sheet: Kobe"),
        ("same: p: v", "same: p: v"),
        ("line\n: p: v", "line\n: p: w"),
    ],
)
def test_no_word_of_a_claim_is_lost(statements: tuple[str, ...]) -> None:
    proofs = proofs_of(*statements)
    read = {
        proof.claim: line.subject + strand.lead + proof.statement
        for line in statement_lines(proofs)
        for strand in line.strands
        for proof in strand.proofs
    }
    assert read == {proof.claim: proof.statement for proof in proofs}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("18, possibly 19", ("18", ", possibly 19")),
        ("18都市、可能性を含め19都市", ("18", "都市、可能性を含め19都市")),
        ("100–120", ("100–120", "")),
        ("¥12", ("", "¥12")),
        ("75%", ("75%", "")),
        ("none", ("", "none")),
    ],
)
def test_a_figure_is_split_after_its_leading_number(text: str, parts: tuple[str, str]) -> None:
    assert leading_number(text) == parts


def test_a_date_and_a_name_stay_on_one_line_and_a_longer_text_may_break() -> None:
    short = ["22 September 1981", "1980年11月21日", "21 сентября 1980 г.", "Nagaokakyo", "—"]
    assert all(stays_on_one_line(text) for text in short)
    longer = ["from 1986 to an unknown date", "economy and industry"]
    assert not any(stays_on_one_line(text) for text in longer)


def test_a_crowded_table_leaves_each_column_what_cannot_break() -> None:
    date, prose = "22 September 1981", "a text that goes on and on " * 20
    cells = (*(Sentence.of(date) for _ in range(3)), Sentence.of(prose))
    shares = column_shares(Table("t", ("a", "b", "c", "d"), (cells,)))
    assert all(share * 112 >= len(date) for share in shares[:3])
    assert type_scale(Table("t", ("a", "b"), ((Sentence.of("Kobe"), cells[-1]),))) == 1
    assert 0.8 <= type_scale(Table("t", ("a",) * 7, ((Sentence.of(date),) * 7,))) < 1
