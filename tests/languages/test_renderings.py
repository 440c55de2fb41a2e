"""That every English word of the built-in register is said in each of the other
languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from builders import builtin
from kizuna.claims import vocabulary
from kizuna.claims.kinds import Composite, Text, decode
from kizuna.languages import LANGUAGES, Messages
from kizuna.languages.catalogs import Renderings, renderings
from kizuna.values import Name, kind_of
from languages.scripts import KANA, OTHERS, OWN_LETTERS

MARKS = {"OTS", "UASS", "SSOD", "In/VK", "TPP"}
"""Abbreviations that the note leaves unresolved; only Russian gives them back in its
own letters.
"""
WEBSITE = re.compile(r"[\w.-]+\.[a-z]+")
TITLES_IN_ENGLISH = {
    "Soviet Consulate in Japan, Information on Ties between Cities of the Kansai Region and Cities in China",
    "Sister ties between the cities of the Kansai region and the cities in the PRC (Information)",
}
"""Titles that the documents themselves bear; they stay in their language."""


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, Text):
        yield value.text
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, Composite):
        for _, _, held in value.stated_parts():
            yield from texts_in(tuple(held))


@cache
def values() -> list[tuple[str, str, Any]]:
    return [
        (c.subject, c.property, decode(kind_of(c.subject), c.property, c.value))
        for c in builtin().claims
    ]


def english_words() -> Iterator[str]:
    for _, _, value in values():
        yield from texts_in(value)
    yield from (claim.locator for claim in builtin().claims if claim.locator)
    yield from (judgement.reason for judgement in builtin().judgements)


def needs_no_rendering(text: str) -> bool:
    return (
        text in MARKS
        or not re.search("[A-Za-z]", text)
        or bool(WEBSITE.fullmatch(text))
    )


def is_said(text: str, language: str) -> bool:
    said = Messages(language).rendering(text)
    return said != text and bool(OWN_LETTERS[language].search(said))


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_locator_and_reason_is_said_in_the_language_and_none_that_is_gone(
    language: str,
) -> None:
    held = {value.text for _, _, value in values() if isinstance(value, Name)} | {
        *english_words()
    }
    parts = {"Osaka-Shanghai", "Osaka Prefecture-Shanghai"}
    assert sorted(set(renderings(language).texts) - held - parts) == []
    words = {text for text in english_words() if not needs_no_rendering(text)}
    assert sorted(text for text in words if not is_said(text, language)) == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", ["title", "name"])
def test_every_title_or_name_in_english_alone_is_said_in_the_language(
    name: str, language: str
) -> None:
    tag = Messages(language).tag
    called: dict[str, dict[str, str]] = {}
    for subject, held, value in values():
        if held == name and isinstance(value, Name):
            called.setdefault(subject, {}).setdefault(value.language, value.text)
    english = {
        names["en"] for names in called.values() if tag not in names and "en" in names
    }
    lacking = {
        text for text in english - TITLES_IN_ENGLISH if not needs_no_rendering(text)
    }
    assert sorted(text for text in lacking if not is_said(text, language)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_rendering_is_in_its_letters_and_ends_and_keeps_numbers_as_the_english_does(
    language: str,
) -> None:
    stops = "。" if language != "ru" else "."
    for text, said in renderings(language).texts.items():
        assert OWN_LETTERS[language].search(said), text
        assert said == said.strip()
        assert said.endswith(stops) == text.endswith("."), text
        assert set(re.findall(r"\d{3,}", text)) <= set(re.findall(r"\d{3,}", said)), (
            text
        )


@pytest.mark.parametrize("what", ["register", "errors", "api", "concepts", "cli"])
def test_chinese_renderings_have_no_kana(what: str) -> None:
    held, dates = renderings("zh-hans", what), re.compile(r"昭和\d+年")
    said = [*held.texts.values(), *held.patterns.values()]
    assert [text for text in said if KANA.search(dates.sub("", text))] == []


def test_a_locator_with_numbers_is_said_by_its_pattern_and_other_words_stay() -> None:
    text = "field 11 of Osaka-Shanghai, project 2"
    assert [Messages(language).rendering(text) for language in LANGUAGES] == [
        *(text, "大阪市―上海市の交流分野11、事業2", "大阪市—上海市：交流领域11，项目2"),
        "область 11 (Осака — Шанхай), проект 2",
    ]
    for language in LANGUAGES:
        assert (
            Messages(language).rendering("Words of somebody else.")
            == "Words of somebody else."
        )


ROWS = Renderings({"the table": "表"}, {"row {n} of {where}": "{where}の第{n}行"})
DATES = Renderings(
    {}, {"{0} is {1}": "{0} = {1}", "{0} is not a date: {1}": "{0} ≠ date: {1}"}
)
PARTS = Renderings({"nothing": "ничего"}, {"{0} of {1}": "{1}: {0}"})


@pytest.mark.parametrize(
    ("held", "text", "said"),
    [
        pytest.param(
            ROWS, "row 2 of the table", "表の第2行", id="words are rendered themselves"
        ),
        pytest.param(ROWS, "row 2 of a heap", "a heapの第2行", id="unknown words stay"),
        pytest.param(
            ROWS, "row two of it", "row two of it", id="a letter takes a number"
        ),
        pytest.param(
            DATES, "'x' is not a date: y", "'x' ≠ date: y", id="the most words"
        ),
        pytest.param(
            PARTS, "'nothing of it' of 'no'", "'no': 'nothing of it'", id="quoted"
        ),
    ],
)
def test_the_pattern_that_fits_best_is_filled(
    held: Renderings, text: str, said: str
) -> None:
    assert held.of(text) == said


def concepts() -> list[tuple[str, str]]:
    """Every concept that is defined, by its scheme and id."""
    schemes = map(vocabulary.scheme, vocabulary.scheme_ids())
    return [(held.id, c.id) for held in schemes for c in held.values() if c.definition]


@pytest.mark.parametrize("language", OTHERS)
def test_every_definition_is_said_and_ends_as_the_english_does_and_none_is_of_one_that_is_gone(
    language: str,
) -> None:
    stop = "." if language == "ru" else "。"
    english = {at: Messages("en").meaning(*at) for at in concepts()}
    said = {at: Messages(language).meaning(*at) for at in concepts()}
    assert [
        at for at, text in said.items() if not OWN_LETTERS[language].search(text)
    ] == []
    assert [
        at for at in said if said[at].endswith(stop) != english[at].endswith(".")
    ] == []
    assert (
        sorted(set(renderings(language, "concepts").texts) - {*english.values()}) == []
    )
