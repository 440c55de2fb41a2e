"""Lists in JSON in the shapes that people publish, row by row."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kizuna.errors import BadFile
from kizuna.sources.readers.json_list import Entries, read_json


def _read(held: Any, path: str = "") -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    found = read_json(json.dumps(held), "l.json", path)
    assert isinstance(found, Entries)
    return found.columns, [texts for _, texts in found.rows]


@pytest.mark.parametrize(
    ("held", "columns", "rows"),
    [
        (
            {"Lyon": ["Kyiv", "Łódź"], "Paris": ["Rome"]},
            ("key", "value"),
            [("Lyon", "Kyiv"), ("Lyon", "Łódź"), ("Paris", "Rome")],
        ),
        (
            {"Lyon": [{"city": "Kyiv", "since": 1992}], "Paris": [{"city": "Rome"}]},
            ("key", "city", "since"),
            [("Lyon", "Kyiv", "1992"), ("Paris", "Rome", "")],
        ),
        (
            {"Lyon": {"in": "FR", "with": ["A", "B"]}, "Rome": {"in": "IT", "with": ["C"]}},
            ("key", "in", "with"),
            [("Lyon", "FR", "A"), ("Lyon", "FR", "B"), ("Rome", "IT", "C")],
        ),
        (
            {"France": {"Lyon": ["Kyiv"], "Paris": ["Rome"]}, "Italy": {"Rome": ["Paris"]}},
            ("key", "key (2)", "value"),
            [("France", "Lyon", "Kyiv"), ("France", "Paris", "Rome"), ("Italy", "Rome", "Paris")],
        ),
        (
            {"made": 2020, "cities": {"Lyon": {"with": ["Kyiv"]}, "Rome": {"with": ["Paris"]}}},
            ("key", "with"),
            [("Lyon", "Kyiv"), ("Rome", "Paris")],
        ),
        (
            [{"from": {"city": "Lyon", "at": {"lat": 45.7}}, "to": {"city": "Kyiv"}}],
            ("from.city", "from.at.lat", "to.city"),
            [("Lyon", "45.7", "Kyiv")],
        ),
        (
            [{"city": c, "twins": {t: {"since": 1990}}} for c, t in ("AB", "CD", "EF")],
            ("city", "twins.key", "twins.since"),
            [("A", "B", "1990"), ("C", "D", "1990"), ("E", "F", "1990")],
        ),
        (
            {
                "head": {"vars": ["a"]},
                "results": {"bindings": [{"a": {"type": "uri", "value": "Q"}}]},
            },
            ("a",),
            [("Q",)],
        ),
        (  # two lists never make pairs of each with each
            [{"city": "Lyon", "twins": ["A", "B"], "friends": ["C"]}],
            ("city", "twins", "friends"),
            [("Lyon", "A", ""), ("Lyon", "B", ""), ("Lyon", "", "C")],
        ),
    ],
)
def test_a_list_of_each_shape_is_rows(
    held: Any, columns: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    assert _read(held) == (columns, rows)


def test_of_several_lists_one_is_chosen_by_its_path() -> None:
    held = {"nodes": [{"id": 1, "name": "A"}], "data": {"ties": [{"id": 1, "a": 1, "b": 2}]}}
    with pytest.raises(BadFile, match=r"holds 2 lists; .*: nodes, data\.ties$"):
        _read(held)
    assert _read(held, "data.ties") == (("id", "a", "b"), [("1", "1", "2")])
    with pytest.raises(BadFile, match="holds 2 lists"):
        _read({"nodes": held["nodes"], "links": held["data"]["ties"]})


def test_an_array_of_arrays_is_a_grid_and_what_is_nested_without_end_an_error() -> None:
    assert read_json('[["a", "b"], ["A", null]]', "l.json") == [["a", "b"], ["A", ""]]
    with pytest.raises(BadFile, match="nested too deep"):
        read_json("[" + '{"a":' * 60 + "1" + "}" * 60 + "]", "l.json")
