"""Numbers after sentences, runs of one language, columns; and what holds for every form
of a note.
"""

from __future__ import annotations

import pytest

from kizuna.errors import RenderError
from kizuna.publish.document import (
    CitedPassage,
    Facts,
    Paragraph,
    Section,
    Sentence,
    Table,
)
from kizuna.publish.report.renderers import setting
from kizuna.publish.report.renderers.docx import render_docx
from kizuna.publish.report.renderers.markup import render_html, render_markdown
from kizuna.publish.report.renderers.typesetting import render_pdf
from publish.report.renderers.sample_notes import (
    Desk,
    a_note,
    claim_id,
    english,
    rendered,
)

FORMS = pytest.mark.parametrize(
    "render", [render_html, render_docx, render_markdown, render_pdf]
)


@FORMS
def test_a_claim_without_evidence_is_an_error_that_quotes_it(render) -> None:
    said = Paragraph((Sentence.of("x", ("gone",)),))
    with pytest.raises(RenderError, match="'gone'"):
        render(a_note(Section("s", "S", (said,))))


@FORMS
def test_the_same_note_gives_the_same_bytes(render) -> None:
    assert render(english()) == rendered(render)


def test_a_sentence_shows_each_passage_once_in_order_and_long_runs_by_their_ends() -> (
    None
):
    desk = Desk()
    claims = [desk.claim("one", "two"), claim_id("two")]
    claims += [desk.claim(label) for label in "bcefgh"]
    citations = setting.Citations(a_note(desk=desk))
    assert citations.cite(()) is None
    cited = citations.cite([*claims[::-1], claims[0]])
    assert (cited.numbers, str(cited)) == ((1, 2, 3, 4, 5, 6, 7), "1–7")
    assert setting.Citation("", (1, 2, 5, 6, 7, 9)).spans == (
        (1, 1),
        (2, 2),
        (5, 7),
        (9, 9),
    )
    citations.begin("Costs")
    citations.cite(claims[:1])
    assert citations.backlinks(1) == {"": ["cite-1"], "Costs": ["cite-2"]}


@pytest.mark.parametrize(
    ("text", "language", "run"),
    [
        ("Liaoning (辽宁省)", "en", setting.TextRun("辽宁省", "zh-Hans")),
        ("堺市と连云港市の提携", "ja", setting.TextRun("连云港市", "zh-Hans")),
        ("神户市与さくら", "zh-hans", setting.TextRun("さくら", "ja")),
        ("In Осака и Кобе, they", "en", setting.TextRun("Осака и Кобе", "ru")),
    ],
)
def test_words_of_another_language_stay_together_in_one_run(
    text, language, run
) -> None:
    found = setting.language_runs(text, language)
    assert run in found
    assert "".join(one.text for one in found) == text


def test_the_language_of_a_passage_is_told_by_its_script() -> None:
    assert setting.language_of("Связи города Осака", "en") == "ru"
    assert setting.language_of("提携した", "en") == "ja"
    assert setting.language_of("结为友好城市关系", "en") == "zh-Hans"
    assert setting.language_of("the ties of Kansai", "ja") == "und"


@pytest.mark.parametrize(
    "parts",
    [
        "18|, possibly 19",
        "18|都市、可能性を含め19都市",
        "100–120|",
        "|¥12",
        "75%|",
        "|none",
    ],
)
def test_a_figure_is_split_after_its_leading_number(parts) -> None:
    assert "|".join(setting.leading_number(parts.replace("|", ""))) == parts


def test_a_date_and_a_name_stay_on_one_line_and_a_longer_text_may_break() -> None:
    quotes = (("", Sentence.of(" 1 - OTS\n\n2 - UKGS ")),)
    ((_, printed),) = setting.printed_quotes(CitedPassage(1, (), quotes, (), Facts(())))
    assert printed.text == " 1 - OTS 2 - UKGS "
    short = [
        "22 September 1981",
        "1980年11月21日",
        "21 сентября 1980 г.",
        "Nagaokakyo",
        "—",
    ]
    assert all(setting.stays_on_one_line(text) for text in short)
    longer = ["from 1986 to an unknown date", "economy and industry"]
    assert not any(setting.stays_on_one_line(text) for text in longer)


def test_a_crowded_table_leaves_each_column_what_cannot_break() -> None:
    date, prose = "22 September 1981", "a text that goes on and on " * 20
    cells = (*(Sentence.of(date) for _ in range(3)), Sentence.of(prose))
    shares, _ = setting.layout_of(Table("t", ("a", "b", "c", "d"), (cells,)))
    assert all(share * 112 >= len(date) for share in shares[:3])
    assert (
        setting.layout_of(Table("t", ("a", "b"), ((Sentence.of("Kobe"), cells[-1]),)))[
            1
        ]
        == 1
    )
    assert (
        0.8
        <= setting.layout_of(Table("t", ("a",) * 7, ((Sentence.of(date),) * 7,)))[1]
        < 1
    )
