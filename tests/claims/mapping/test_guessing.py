"""Mappings guessed from headers in four languages, and written down for correction."""

from __future__ import annotations

from pathlib import Path

import pytest

from kizuna.claims.mapping import draft, guess_mapping, read_mapping
from kizuna.errors import BadFile
from kizuna.sources.readers.spreadsheet import Table, read_table


def table_of(folder: Path, *lines: str) -> Table:
    path = folder / "list.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_table(path)


def targets(table: Table) -> list[str]:
    return [str(target or "-") for target in guess_mapping(table).mapping.columns.values()]


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        (
            "Municipality,Sister city,Country,Date of agreement,Notes",
            ["a.name", "b.name", "b.country", "tie.date", "tie.remark"],
        ),
        ("City A,City B,Since", ["a.name", "b.name", "tie.date"]),
        (
            "都道府県名,自治体名,国名,姉妹都市名,提携年月日(西暦),提携動機・経緯",
            ["a.part_of", "a.name", "b.country", "b.name", "tie.date", "tie.motive"],
        ),
        (
            "省份,城市,友好城市,国家,结好时间",
            ["a.part_of", "a.name", "b.name", "b.country", "tie.date"],
        ),
        (
            "Город,Город-побратим,Страна,Дата подписания",
            ["a.name", "b.name", "b.country", "tie.date"],
        ),
        ("Kommune;Partnerkommune;Land;Seit", ["a.name", "b.name", "b.country", "tie.date"]),
        ("番号,自治体名,姉妹都市名,備考", ["tie.number", "a.name", "b.name", "tie.remark"]),
        ("prefecture,partner,year", ["a.name", "b.name", "tie.date"]),
    ],
)
def test_headers_tell_what_columns_mean(tmp_path: Path, headers: str, wanted: list[str]) -> None:
    sign = ";" if ";" in headers else ","
    row = sign.join(["x"] * len(wanted))
    assert targets(table_of(tmp_path, headers, row)) == wanted


def test_headers_that_name_no_side_are_refused_but_drafted(tmp_path: Path) -> None:
    table = table_of(tmp_path, "foo,bar", "A,B")
    with pytest.raises(BadFile, match="'foo', 'bar' do not tell which columns name the two sides"):
        guess_mapping(table)
    assert '"foo" = "-"   # not known' in draft(table)


def test_an_unknown_column_is_told(tmp_path: Path) -> None:
    guess = guess_mapping(table_of(tmp_path, "city,partner city,mascot", "A,B,Bear"))
    assert guess.unknown == ("mascot",)


def test_the_written_mapping_says_what_was_guessed(tmp_path: Path) -> None:
    guess = guess_mapping(table_of(tmp_path, 'city,"partner ""city""",date', "A,B,1990"))
    assert read_mapping(guess.text, "list.csv.map.toml") == guess.mapping


def test_a_date_with_a_day_over_twelve_tells_the_order(tmp_path: Path) -> None:
    lines = ("city,partner,date", "A,B,13/4/1990", "C,D,3/4/1991")
    assert guess_mapping(table_of(tmp_path, *lines)).mapping.dates == "dmy"
    assert guess_mapping(table_of(tmp_path, *lines, "E,F,4/13/1990")).mapping.dates == ""


def test_the_language_of_han_names_is_told_by_the_headers(tmp_path: Path) -> None:
    japanese = guess_mapping(table_of(tmp_path, "自治体名,姉妹都市名", "神戸市,天津市"))
    chinese = guess_mapping(table_of(tmp_path, "城市,友好城市,结好时间", "天津市,神户市,1973"))
    assert (japanese.mapping.a.language, chinese.mapping.a.language) == ("ja", "zh-Hans")
