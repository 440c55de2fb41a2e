"""Rights: which notes let anybody read a text."""

from __future__ import annotations

import pytest

from kizuna.register.access import lets_anybody_read


@pytest.mark.parametrize(
    "note",
    [
        "CC BY 4.0",
        "Licensed under CC-BY-SA",
        "Creative Commons Attribution",
        "In the public domain.",
        "Open Government Licence v3.0",
        "May be freely reproduced with the source named.",
        "政府標準利用規約（第2.0版）",
        "パブリックドメイン",
        "公有领域",
        "Общественное достояние",
    ],
)
def test_terms_under_which_anybody_may_read_show_the_text(note: str) -> None:
    assert lets_anybody_read([note])


@pytest.mark.parametrize(
    "note",
    [
        "All rights reserved.",
        "© 1987 The Gazette",
        "The English translation is the Wilson Center's publication.",
        "Not in the public domain.",
        "The text isn't public domain",
        "CC BY, except the annexes",
        "May not be reproduced",
        "無断転載を禁止します",
        "未经许可不得转载",
        "Не является общественным достоянием",
        "Все права защищены",
    ],
)
def test_any_other_note_withholds_it(note: str) -> None:
    assert not lets_anybody_read([note])


def test_a_text_without_a_note_is_shown() -> None:
    assert lets_anybody_read([])


def test_one_note_against_it_is_enough() -> None:
    assert not lets_anybody_read(["CC BY 4.0", "All rights reserved."])
