"""That what is wrong is said in the reader's language, whoever says it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import pytest

from kizuna.claims.kinds import KINDS
from kizuna.errors import BadDate, BadQuestion, NotFound
from kizuna.languages import LANGUAGES, Messages
from kizuna.languages.catalogs import Renderings, Wrongs
from kizuna.store.queries.accounts import Purpose, Role
from kizuna.values import Edtf
from kizuna.values.quantities import COUNTS, DURATIONS, dimension_of
from kizuna.workflows.list_claims import STATUSES
from languages import raised
from languages.scripts import OWN_LETTERS

OTHERS = [language for language in LANGUAGES if language != "en"]
HOLE = re.compile(r"\{(\d+)(?::(?:kind|part|typed))?\}")
QUOTED = re.compile(r"""'[^']*'|"[^"]*"|`[^`]*`""")
"""Where a message quotes what is typed, it does so in every language."""


@cache
def messages() -> dict[str, str]:
    return raised.messages()


def tables(language: str) -> dict[str, dict[str, str]]:
    file = files("kizuna").joinpath("locale", language, "errors.renderings")
    return tomllib.loads(file.read_text("utf-8"))


def rendered(language: str) -> dict[str, str]:
    """What stands in the tables that are read off the source."""
    held = tables(language)
    return {**held["texts"], **held["patterns"]}


def test_the_source_is_read_for_what_it_says() -> None:
    found = messages()
    assert "{0} is not a date: {1}" in found
    assert "that month has {0} days" in found
    assert "no {0} in the register is called {1}; did you mean {2}?" in found
    assert "no name of the place on side {0}" in found
    assert len(found) > 500


def test_what_cannot_be_read_off_the_source_is_passed_on_from_another_error() -> None:
    passed_on = re.compile(r"told|\w+\.(expected|reason)|str\(error\).*|'\\n'\.join\(.*\)")
    unread = {name: module.unread() for name, module in raised.modules().items()}
    assert {
        f"{name}: {text}"
        for name, texts in unread.items()
        for text in texts
        if not name.startswith(raised.COMMANDS) and not passed_on.fullmatch(text)
    } == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_said_in_the_language_and_none_that_is_gone(language: str) -> None:
    held = rendered(language)
    plain = {text.replace("{{", "{").replace("}}", "}"): at for text, at in messages().items()}
    assert [f"{at}: {text}" for text, at in plain.items() if not held.get(text)] == []
    assert sorted(held.keys() - plain.keys()) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_rendering_has_the_holes_and_the_letters_of_its_language(language: str) -> None:
    for table, held in tables(language).items():
        for text, said in held.items():
            assert sorted(HOLE.findall(text)) == sorted(HOLE.findall(said)), text
            own = HOLE.sub("", said)
            assert OWN_LETTERS[language].search(own) or not re.search("[a-z]", own), (table, text)
            assert said == said.strip()


@pytest.mark.parametrize("language", OTHERS)
def test_a_rendering_leaves_no_words_in_english(language: str) -> None:
    english = re.compile(r"(?:\b[a-z]{3,}\b[ ,]+){3,}")
    for held in tables(language).values():
        assert [text for text in held.values() if english.search(QUOTED.sub("", text))] == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_words_that_fill_holes_are_known(language: str) -> None:
    dimensions = {dimension_of(unit) for unit in (*COUNTS, *DURATIONS, "JPY", "share", "ratio")}
    assert {*Role, *STATUSES, *Purpose, *dimensions} <= set(tables(language)["words"])


@pytest.mark.parametrize("language", OTHERS)
def test_a_date_that_is_none_is_told_with_what_was_typed_and_why(language: str) -> None:
    with pytest.raises(BadDate) as wrong:
        Edtf.parse("1974-02-30")
    said = Messages(language).told(wrong.value)
    assert "'1974-02-30'" in said
    assert "29" not in said
    assert "28" in said
    assert not re.search("[a-z]{3}", said)


def test_english_readers_get_the_message_as_it_is() -> None:
    error = NotFound("no tie in the register has the id 'tie/x'")
    assert Messages("en").told(error) == str(error)


@pytest.mark.parametrize("language", OTHERS)
def test_every_line_the_name_of_a_field_and_a_reason_within_a_message_are_told(
    language: str,
) -> None:
    told = Messages(language).told
    one, two = "a corrected claim needs a value", "'x.exe' is empty"
    assert (
        told(f"milestone.0.value: {one}\n{two}") == f"milestone.0.value: {told(one)}\n{told(two)}"
    )
    said = told("column B (b.name): 'x' is not a date: there is no year 0 in lists of ties")
    assert told("there is no year 0 in lists of ties") in said
    assert "'x'" in said


@pytest.mark.parametrize("language", OTHERS)
def test_kinds_are_told_in_words_and_what_is_typed_as_it_is_typed(language: str) -> None:
    messages = Messages(language)
    said = messages.told("no government or organisation in the register is called 'Atlantis'")
    assert messages.kind("government") in said
    assert messages.kind("organisation") in said
    assert "government" not in said
    error = BadQuestion(f"no kind is called 'town'; there are {', '.join(KINDS)}")
    assert ", ".join(KINDS) in messages.told(error)
    said = messages.told("'x' is not the id of a document; write document/name")
    assert "document/name" in said


def test_a_hole_of_kinds_joins_several_in_the_language() -> None:
    held = Renderings({}, {"{0} is no {1}": "{0} — не {1:kind}"})
    kinds = {"tie": "связь", "area": "район"}
    told = Wrongs(held, kinds, {}, lambda items, style: f" {style}: ".join(items))
    assert told.of("'x' is no tie or area") == "'x' — не связь or: район"


def test_the_pattern_with_the_most_words_of_its_own_is_meant_and_quotes_are_no_words() -> None:
    held = Renderings({}, {"{0} is {1}": "{0} = {1}", "{0} is not a date: {1}": "{0} ≠ date: {1}"})
    assert held.of("'x' is not a date: y") == "'x' ≠ date: y"
    held = Renderings({"nothing": "ничего"}, {"{0} of {1}": "{1}: {0}"})
    assert held.of("'nothing of it' of 'nothing'") == "'nothing': 'nothing of it'"


@pytest.mark.parametrize("language", OTHERS)
def test_a_part_that_is_missing_is_called_as_forms_call_it(language: str) -> None:
    messages = Messages(language)
    assert messages.part("stage") in messages.told("'stage' is missing")
    assert "stage" not in messages.told("'stage' is missing")
