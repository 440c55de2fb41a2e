"""Characters that cannot be carried are named and escaped, and marks of direction stay within their text."""

from __future__ import annotations

import pytest

from kizuna.errors import BadText
from kizuna.values import (
    check_characters,
    check_json_characters,
    escape_characters,
    isolate_direction,
    parse_json,
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a\0b", "U+0000 NULL at position 1"),
        ("\x1b[2J", "U+001B ESCAPE at position 0"),
        ("ab\x9b", "U+009B CONTROL at position 2"),
        ("大阪\ud800", "U+D800 SURROGATE at position 2"),
        ("\ufffe", "U+FFFE NONCHARACTER at position 0"),
        ("\U0010ffff", "U+10FFFF NONCHARACTER at position 0"),
        ("one\rtwo", "U+000D CARRIAGE RETURN at position 3"),
    ],
)
def test_a_character_that_cannot_be_kept_is_named_with_its_place(text: str, named: str) -> None:
    with pytest.raises(BadText, match=named.replace("+", r"\+")):
        check_characters(text)


@pytest.mark.parametrize(
    "text", ["", "大阪市", "one\r\ntwo\tthree", "e\u0301 \u200e\u202e", "\ufffd"]
)
def test_other_text_is_kept(text: str) -> None:
    check_characters(text)
    assert escape_characters(text) == text


def test_a_text_within_json_is_looked_at() -> None:
    with pytest.raises(BadText, match="U\\+0000 NULL at position 1"):
        check_json_characters(r'{"names":[{"text":"a\u0000b"}]}')
    check_json_characters(r'"one\\u0000 two\n"')


def test_old_json_is_read_with_escapes_in_the_place_of_such_characters() -> None:
    assert parse_json(r'{"text":"a\u0000b"}') == {"text": r"a\u0000b"}
    assert parse_json(escape_characters('"a\ufffeb"')) == r"a\ufffeb"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Osaka", "Osaka"),
        ("evil\u202eaksO", "\u2068evil\u202eaksO\u2069"),
        ("\u2067open", "\u2068\u2067open\u2069\u2069"),
        ("ended\u2069early", "\u2068endedearly\u2069"),
        ("\u202eone\ntwo", "\u2068\u202eone\u2069\n\u2068two\u2069"),
    ],
)
def test_marks_of_direction_stay_within_their_text(text: str, held: str) -> None:
    assert isolate_direction(text) == held
    assert isolate_direction(held) == held
