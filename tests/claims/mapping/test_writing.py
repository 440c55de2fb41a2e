"""Writing mappings: what was chosen stands in the text, and the rest means what it meant."""

from __future__ import annotations

import tomllib

import pytest

from kizuna.claims.mapping import read_mapping, ready_names, ready_text
from kizuna.claims.mapping.writing import changed, written
from kizuna.errors import BadFile


@pytest.mark.parametrize("name", ready_names())
def test_a_mapping_written_anew_means_the_same(name: str) -> None:
    text = ready_text(name)
    assert read_mapping(written(tomllib.loads(text)), "m") == read_mapping(text, "m")


def test_a_column_is_read_as_what_was_chosen_or_left_out() -> None:
    text = '[columns]\n"our “city”" = "a.name"\npartner = "b.name"\nnote = "tie.remark"\n'
    found = read_mapping(changed(text, {"our “city”": "a.name.ja", "note": ""}, {}), "m")
    assert {c: str(t) if t else None for c, t in found.columns.items()} == {
        "our “city”": "a.name.ja",
        "partner": "b.name",
        "note": None,
    }


def test_an_entry_is_set_and_taken_away() -> None:
    text = '[tie]\ntype = "sister-city"\n[tie.basis]\nformal = "signing"\n[columns]\na = "a.name"\n'
    held = tomllib.loads(changed(text, {}, {"tie.type": "", "a.country": "JP"}))
    assert held["tie"] == {"basis": {"formal": "signing"}}
    assert held["a"] == {"country": "JP"}


def test_a_text_that_is_no_toml_is_told_with_its_line() -> None:
    with pytest.raises(BadFile, match="at line 2"):
        changed('[columns]\na = "a.name\n', {}, {})


def test_an_answer_about_a_word_is_set_by_its_whole_path() -> None:
    text = '[terms.type]\n"p." = ""\n[columns]\na = "a.name"\nb = "b.name"\n'
    paths = {("terms", "type", "p."): "partnership", ("countries", "St. Kitts"): "KN"}
    found = read_mapping(changed(text, {}, {**paths, ("source", "date"): "2014"}), "m")
    assert found.terms == {"type": {"p.": "partnership"}}
    assert (found.countries, found.source.date) == ({"St. Kitts": "KN"}, "2014")
