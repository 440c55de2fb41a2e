"""Mappings as TOML: every wrong entry is named, and the ready ones are right."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kizuna.claims.mapping import read_mapping, ready_names, ready_text
from kizuna.claims.mapping.mapping import Target, changed, written
from kizuna.errors import BadFile

_COLUMNS = '[columns]\n"city" = "a.name"\n"partner" = "b.name"\n'


def test_a_mapping_says_what_columns_mean() -> None:
    mapping = read_mapping(
        '[source]\nholder = "organisation/office"\n[reading]\ndates = "dmy"\n[tie]\nbasis = "signing"\n'
        f'{_COLUMNS}"since" = "tie.date"\n"no" = "-"\n',
        "map.toml",
    )
    assert mapping.columns["city"] == Target("a", "name")
    assert mapping.columns["no"] is None
    assert mapping.basis == {"formal": "signing"}
    assert (mapping.dates, mapping.source.holder) == ("dmy", "organisation/office")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("columns = [", "not a mapping"),
        ("", r"there is no \[columns\]"),
        ("[collumns]\n", "'collumns' is none of"),
        ('[columns]\ncity = "a.nane"\n', "column 'city': 'a.nane' is no target"),
        ('[columns]\ncity = "a.name.english-"\n', "'a.name.english-' is no target|not a language"),
        ('[columns]\ncity = "a.id.passport"\n', "write id.SCHEME"),
        ('[columns]\ncity = "tie.date.engaged"\n', "one of the stages"),
        ('[columns]\ncity = "name"\n', "'name' is no target"),
        (f'{_COLUMNS}[tie]\ntype = "marriage"\n', "'marriage' is not a concept of tie-types"),
        (f'{_COLUMNS}[reading]\ndates = "european"\n', "dates = 'european' is none of"),
        (f'{_COLUMNS}[reading]\nempty = "-"\n', "empty = '-' is not of the right type"),
        (f'{_COLUMNS}[source]\nholder = "tie/x"\n', "'tie/x' is not a government or organisation"),
        (f'{_COLUMNS}[source]\ndate = "last May"\n', r"date: 'last May' is not a date"),
        (f'{_COLUMNS}[terms.type]\nEhe = "marriage"\n', "'marriage' is not a concept"),
        (f"{_COLUMNS}[terms]\ntype = 3\n", "map texts to texts"),
        ('[columns]\ncity = "a.name"\n', "no column names side b"),
    ],
)
def test_a_wrong_entry_is_named(text: str, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        read_mapping(text, "map.toml")


@pytest.mark.parametrize("name", ready_names())
def test_a_ready_mapping_names_both_sides_and_means_the_same_written_anew(name: str) -> None:
    mapping = read_mapping(ready_text(name), "m")
    assert {t.of for t in mapping.columns.values() if t and t.what in ("name", "id")} == {"a", "b"}
    assert read_mapping(written(tomllib.loads(ready_text(name))), "m") == mapping


def test_an_unknown_mapping_is_refused_with_the_ready_ones() -> None:
    told = "'atlas' is no file and no ready mapping; there are clair, cpaffc"
    with pytest.raises(BadFile, match=told):
        ready_text("atlas")


_PARTS = "source reading tie a b columns terms countries places"
_KEYS = "type basis empty header dates layout holder columns key"
_parts, _keys = (st.sampled_from(held.split()) for held in (_PARTS, _KEYS))
_scraps = st.sampled_from(
    ['"a.name"', '"x"', "1", "true", "[]", "{}", '["-"]', '{ a = "signing" }', "1987-04-01", "[1]"]
)


@given(st.lists(st.tuples(_parts, _keys, _scraps), max_size=6, unique_by=lambda entry: entry[:1]))
def test_any_entry_of_the_wrong_kind_is_a_bad_file(entries: list[tuple[str, str, str]]) -> None:
    text = "\n".join(f"[{part}]\n{key} = {value}" for part, key, value in entries)
    try:
        read_mapping(text, "map.toml")
    except BadFile as error:
        refused = str(error)
    else:
        return
    assert refused.startswith("map.toml")


def test_a_column_is_read_as_what_was_chosen_or_left_out() -> None:
    text = '[columns]\n"our “city”" = "a.name"\npartner = "b.name"\nnote = "tie.remark"\n'
    found = read_mapping(changed(text, {"our “city”": "a.name.ja", "note": ""}, {}), "m")
    assert [str(target) for target in found.columns.values()] == ["a.name.ja", "b.name", "None"]
    with pytest.raises(BadFile, match="at line 2"):
        changed('[columns]\na = "a.name\n', {}, {})


def test_an_entry_is_set_and_taken_away() -> None:
    text = '[tie]\ntype = "sister-city"\n[tie.basis]\nformal = "signing"\n[columns]\na = "a.name"\n'
    held = tomllib.loads(changed(text, {}, {"tie.type": "", "a.country": "JP"}))
    assert (held["tie"], held["a"]) == ({"basis": {"formal": "signing"}}, {"country": "JP"})


def test_an_answer_about_a_word_is_set_by_its_whole_path() -> None:
    text = '[terms.type]\n"p." = ""\n[columns]\na = "a.name"\nb = "b.name"\n'
    paths = {("terms", "type", "p."): "partnership", ("countries", "St. Kitts"): "KN"}
    found = read_mapping(changed(text, {}, {**paths, ("source", "date"): "2014"}), "m")
    assert found.terms == {"type": {"p.": "partnership"}}
    assert (found.countries, found.source.date) == ({"St. Kitts": "KN"}, "2014")
