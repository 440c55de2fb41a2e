"""Tables of ties that are offered to the import of lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from kizuna.proposals.place_names import NameBook
from kizuna.proposals.proposal import Page
from kizuna.proposals.reader import propose
from kizuna.sources.blocking import blocks_of
from kizuna.workflows.propose import import_hint

_TOWNS = ("Bern", "Kyiv", "Milan", "Kobe", "Oslo", "Turin")
_TABLE = "Twin town\tYear\n" + "".join(f"{town}\t19{70 + at}\n" for at, town in enumerate(_TOWNS))


def _hint(name: str, text: str = _TABLE, home: str = "Bad Lyon") -> str:
    blocked = blocks_of(text)
    book = NameBook(dict.fromkeys(_TOWNS))
    return import_hint(Path(name), blocked, propose(blocked, book, Page(home=home, language="en")))


def test_a_table_of_a_page_is_offered_with_its_columns_and_command() -> None:
    assert _hint("page.html") == (
        "page.html holds a table of 6 ties (Twin town, Year): kizuna import page.html --town 'Bad Lyon'"
    )


def test_a_table_that_cannot_be_imported_is_to_be_copied() -> None:
    assert _hint("page.pdf").endswith(
        "copy it into a spreadsheet for kizuna import, which takes all its columns"
    )


@pytest.mark.parametrize("text", ["", _TABLE[:40], "Bern is a twin town of Kyiv."])
def test_where_there_is_no_table_of_ties_nothing_is_offered(text: str) -> None:
    assert _hint("page.html", text) == ""
