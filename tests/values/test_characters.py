"""Texts and JSON that can be carried everywhere, and the one JSON text of each
value.
"""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.errors import BadText, BadValue
from kizuna.values import (
    Edtf,
    Name,
    Point,
    canonical_json,
    check_characters,
    check_json_characters,
    escape_characters,
    isolate_direction,
    parse_json,
)

_UNFIT = {
    "a\0b": "U+0000 NULL at position 1",
    "\x1b[2J": "U+001B ESCAPE at position 0",
    "ab\x9b": "U+009B CONTROL at position 2",
    "大阪\ud800": "U+D800 SURROGATE at position 2",
    "\ufffe": "U+FFFE NONCHARACTER at position 0",
    "\U0010ffff": "U+10FFFF NONCHARACTER at position 0",
    "one\rtwo": "U+000D CARRIAGE RETURN at position 3",
}


@pytest.mark.parametrize(("text", "named"), _UNFIT.items(), ids=_UNFIT.values())
def test_a_character_that_cannot_be_kept_is_named_with_its_place(
    text: str, named: str
) -> None:
    with pytest.raises(BadText, match=named.replace("+", r"\+")):
        check_characters(text)


@pytest.mark.parametrize(
    "text", ["", "大阪市", "one\r\ntwo\tthree", "e\u0301 \u200e\u202e", "\ufffd"]
)
def test_other_text_is_kept(text: str) -> None:
    check_characters(text)
    assert escape_characters(text) == text


def test_a_text_within_json_is_looked_at_and_old_json_is_read_with_escapes() -> None:
    with pytest.raises(BadText, match="U\\+0000 NULL at position 1"):
        check_json_characters(r'{"names":[{"text":"a\u0000b"}]}')
    check_json_characters(r'"one\\u0000 two\n"')
    assert parse_json(r'{"text":"a\u0000b"}') == {"text": r"a\u0000b"}
    assert parse_json(escape_characters('"a\ufffeb"')) == r"a\ufffeb"


def test_marks_of_direction_stay_within_their_text() -> None:
    for text, held in (
        ("Osaka", "Osaka"),
        ("evil\u202eaksO", "\u2068evil\u202eaksO\u2069"),
        ("\u2067open", "\u2068\u2067open\u2069\u2069"),
        ("ended\u2069early", "\u2068endedearly\u2069"),
        ("\u202eone\ntwo", "\u2068\u202eone\u2069\n\u2068two\u2069"),
    ):
        assert isolate_direction(text) == isolate_direction(held) == held


# what cannot be kept is escaped when it is read: tests of characters tell of it
texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]))
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    texts,
)
json_values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(texts, inner)),
    max_leaves=8,
)


@given(json_values)
def test_canonical_text_says_what_the_value_said_in_one_way(value: object) -> None:
    text = canonical_json(value)
    assert parse_json(text) == value
    assert canonical_json(parse_json(text)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((2.0, "2"), (-0.0, "0"), (0.75, "0.75"), (2, "2")),
        ({"名": ["大阪", None, True]}, '{"名":["大阪",null,true]}'),
        ({"b": 1, "a": 2, "ё": 3}, '{"a":2,"b":1,"ё":3}'),
    ],
)
def test_whole_floats_are_ints_keys_are_sorted_and_there_are_no_spaces_and_no_escapes(
    value: object, text: str
) -> None:
    assert canonical_json(value) == text


def test_values_write_themselves_wherever_they_stand() -> None:
    value = {
        "when": Edtf.parse("1974"),
        "where": (Point(34.0, 135.5),),
        "name": Name("Осака"),
    }
    assert json.loads(canonical_json(value)) == {
        "when": "1974",
        "where": [[34, 135.5]],
        "name": {"text": "Осака", "script": "Cyrl"},
    }


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), {1: 2}, {1, 2}, object(), "\ud800", {"a": b"1"}],
)
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(BadValue, match="JSON cannot hold it"):
        canonical_json(value)


@pytest.mark.parametrize(
    "text", ["", "{", "NaN", "[Infinity]", "'a'", "1 2", "[" * 100_000]
)
def test_what_is_not_json_is_refused_and_quoted(text: str) -> None:
    with pytest.raises(BadValue) as refused:
        parse_json(text)
    assert repr(text)[:100] in str(refused.value)


def test_a_key_that_stands_twice_is_refused_and_named() -> None:
    with pytest.raises(BadValue, match="'unit' stands twice"):
        parse_json('{"unit":"days","min":1,"unit":"weeks"}')
