"""That what is wrong is said in the reader's language, whoever says it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import pytest

from kizuna.claims.kinds import KINDS
from kizuna.errors import BadDate, BadQuestion
from kizuna.languages import Messages
from kizuna.store.queries.accounts import Purpose, Role
from kizuna.values import Edtf
from kizuna.values.quantities import COUNTS, DURATIONS, dimension_of
from kizuna.workflows.list_claims import STATUSES
from languages import raised
from languages.scripts import OTHERS, OWN_LETTERS

HOLE = re.compile(r"\{(\d+)(?::(?:kind|part|typed))?\}")
QUOTED = re.compile(r"""'[^']*'|"[^"]*"|`[^`]*`""")
"""Where a message quotes what is typed, it does so in every language."""


def tables(language: str) -> dict[str, dict[str, str]]:
    file = files("kizuna").joinpath("locale", language, "errors.renderings")
    return tomllib.loads(file.read_text("utf-8"))


@cache
def held(language: str) -> frozenset[str]:
    """The messages that are said in a language, their holes without numbers."""
    tables_read = tables(language)
    texts = (*tables_read["texts"], *tables_read["patterns"])
    return frozenset(
        HOLE.sub("{}", t).replace("{{", "{").replace("}}", "}") for t in texts
    )


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_said_in_the_language_and_none_that_is_gone(
    language: str,
) -> None:
    messages = raised.messages()
    assert "that month has {} days" in messages
    assert len(messages) > 500
    said = held(language)
    assert [
        (at, text)
        for text, at in messages.items()
        if not raised.is_rendered(text, said)
    ] == []
    assert [text for text in said if not raised.is_said(text)] == []
    dimensions = {
        dimension_of(unit) for unit in (*COUNTS, *DURATIONS, "JPY", "share", "ratio")
    }
    assert {*Role, *STATUSES, *Purpose, *dimensions} <= set(tables(language)["words"])


@pytest.mark.parametrize("language", OTHERS)
def test_a_rendering_has_the_holes_and_the_letters_of_its_language_and_no_words_of_english(
    language: str,
) -> None:
    english = re.compile(r"(?:\b[a-z]{3,}\b[ ,]+){3,}")
    for table, held in tables(language).items():
        for text, said in held.items():
            assert sorted(HOLE.findall(text)) == sorted(HOLE.findall(said)), text
            own = HOLE.sub("", said)
            assert OWN_LETTERS[language].search(own) or not re.search("[a-z]", own), (
                table,
                text,
            )
            assert said == said.strip()
            assert not english.search(QUOTED.sub("", said)), text


@pytest.mark.parametrize("language", OTHERS)
def test_a_date_that_is_none_is_told_with_what_was_typed_and_why(language: str) -> None:
    with pytest.raises(BadDate) as wrong:
        Edtf.parse("1974-02-30")
    said = Messages(language).told(wrong.value)
    assert "'1974-02-30'" in said
    assert "29" not in said
    assert "28" in said
    assert not re.search("[a-z]{3}", said)
    assert Messages("en").told(wrong.value) == str(wrong.value)


@pytest.mark.parametrize("language", OTHERS)
def test_every_line_a_field_and_a_reason_within_a_message_are_told(
    language: str,
) -> None:
    told = Messages(language).told
    one, two = "a corrected claim needs a value", "'x.exe' is empty"
    field = "milestone.0.value: "
    assert told(f"{field}{one}\n{two}") == f"{field}{told(one)}\n{told(two)}"
    said = told(
        "column B (b.name): 'x' is not a date: there is no year 0 in lists of ties"
    )
    assert told("there is no year 0 in lists of ties") in said
    assert "'x'" in said


@pytest.mark.parametrize("language", OTHERS)
def test_kinds_are_told_in_words_and_what_is_typed_as_it_is_typed(
    language: str,
) -> None:
    messages = Messages(language)
    said = messages.told(
        "no government or organisation in the register is called 'Atlantis'"
    )
    assert messages.kind("government") in said
    assert messages.kind("organisation") in said
    assert "government" not in said
    error = BadQuestion(
        f"'town/x': no kind is called 'town'; there are {', '.join(KINDS)}"
    )
    assert ", ".join(KINDS) in messages.told(error)
    said = messages.told("'x' is not the id of a document; write document/name")
    assert "document/name" in said
    said = messages.told("'stage' is missing")
    assert (messages.part("stage") in said, "stage" in said) == (True, False)


def test_a_hole_of_kinds_joins_several_in_the_language() -> None:
    said = Messages("ru").told("'x/y' is not a government or organisation")
    assert said == "'x/y' — это не орган местной власти или организация"
