"""Rows read by a mapping: an entry or a fault each, never lost and never half read."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kizuna.claims.mapping import Entry, ListMapping, read_entries, read_mapping
from kizuna.errors import BadFile
from kizuna.sources.readers.spreadsheet import Reading, Table, read_table

_MAP = """
[reading]
empty = ["-"]
[tie]
basis = "signing"
[columns]
city = "a.name"
pref = "a.part_of"
partner = "b.name"
country = "b.country"
date = "tie.date"
kind = "tie.type"
end = "tie.ended"
events = "tie.events"
"""
_HEAD = "city,pref,partner,country,date,kind,end,events"


def mapping(text: str = _MAP) -> ListMapping:
    return read_mapping(text, "map.toml")


def table_of(folder: Path, *lines: str) -> Table:
    path = folder / "list.csv"
    path.write_text("\n".join((_HEAD, *lines)) + "\n", encoding="utf-8")
    return read_table(path, Reading(header=1))


def entry(folder: Path, line: str) -> Entry:
    rows = read_entries(table_of(folder, line), mapping())
    assert rows.faults == []
    return rows.entries[0]


def reasons(folder: Path, line: str) -> tuple[str, ...]:
    rows = read_entries(table_of(folder, line), mapping())
    assert rows.entries == []
    return rows.faults[0].reasons


def values(found: Entry) -> list[object]:
    """What a row says of its tie."""
    return [said.value for said in found.said]


def test_a_row_says_its_sides_and_its_date(tmp_path: Path) -> None:
    found = entry(tmp_path, "大阪市,大阪府,上海市,中国,昭和49年4月18日,friendship-city,,")
    assert (found.a.name, found.a.within, found.b.name, found.b.country) == (
        *("大阪市", "大阪府", "上海市", "CN"),
    )
    assert {"stage": "formal", "date": "1974-04-18", "basis": "signing"} in values(found)
    assert found.type == "friendship-city"


def test_a_row_without_a_date_still_states_the_tie(tmp_path: Path) -> None:
    assert values(entry(tmp_path, "A,,B,,-,,,")) == [{"stage": "formal"}]


def test_the_wider_government_stands_for_itself_where_no_city_is_named(tmp_path: Path) -> None:
    found = entry(tmp_path, ",大阪府,上海市,中国,,,,")
    assert (found.a.name, found.a.within) == ("大阪府", "")


def test_another_name_in_brackets_is_a_name_but_a_former_one_is_not(tmp_path: Path) -> None:
    names = [n.text for n, _ in entry(tmp_path, "A,,仏山市(佛山市),中国,,,,").b.names]
    assert names == ["仏山市", "佛山市"]
    names = [n.text for n, _ in entry(tmp_path, "四万十市(旧中村市),,B,,,,,").a.names]
    assert names == ["四万十市"]


def test_a_cell_that_lists_places_gives_an_entry_for_each(tmp_path: Path) -> None:
    rows = read_entries(table_of(tmp_path, "A,,Turin; Lyon,Italy; France,1990; 1991,,,"), mapping())
    found = [(e.b.name, e.b.country, e.dated) for e in rows.entries]
    assert found == [("Turin", "IT", "1990"), ("Lyon", "FR", "1991")]


def test_a_list_of_places_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    assert "Atlantis" in reasons(tmp_path, "A,,Turin; Lyon,Italy; Atlantis,1990,,,")[0]
    assert "may be several places" in reasons(tmp_path, "A; C,,Turin; Lyon,Italy,1990,,,")[0]
    assert "may be several places" in reasons(tmp_path, "A,,Turin / Lyon,Italy,1990,,,")[0]


def test_a_former_state_is_a_country_until_it_ended(tmp_path: Path) -> None:
    found = entry(tmp_path, "A,,Kiev,USSR,1970,,,").b
    assert found.country == ""
    assert [(s.property, s.value, s.valid) for s in found.said] == [("country", "SU", "../1991")]


def test_a_level_in_brackets_is_the_level(tmp_path: Path) -> None:
    found = entry(tmp_path, "A,,Westhaven (county),Canada,1970,,,").b
    assert ("level", "county") in {(s.property, s.value) for s in found.said}


def test_an_end_holds_from_its_day_on(tmp_path: Path) -> None:
    said = entry(tmp_path, "A,,B,,1990,,2001-05,").said
    assert ("status", {"status": "ended"}, "2001-05/..") in [
        (s.property, s.value, s.valid) for s in said
    ]


def test_the_number_in_the_list_and_its_remark_are_said_of_the_tie(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("no,city,partner,note\n12,大阪市,上海市,覚書による\n", encoding="utf-8")
    told = read_mapping(
        '[reading]\nlanguage = "ja"\n[columns]\nno = "tie.number"\ncity = "a.name"\n'
        'partner = "b.name"\nnote = "tie.remark"\n',
        "map.toml",
    )
    found = read_entries(read_table(path, Reading(header=1)), told).entries[0].said
    assert [(s.property, s.value) for s in found if s.property != "milestone"] == [
        ("number", "12"),
        ("remark", {"text": "覚書による", "language": "ja"}),
    ]


def test_a_chronicle_is_one_event_a_line(tmp_path: Path) -> None:
    found = entry(tmp_path, "A,,B,,1990,,,1973年6月 代表团访问；1980年8月，两港结为友好港；老朋友")
    told = [(said.property, said.value) for said in found.said if "exchange" in said.about]
    assert [held for held in told if held[0] != "tie"] == [
        *(("activity", "代表团访问"), ("date", "1973-06")),
        *(("activity", "两港结为友好港"), ("date", "1980-08")),
        ("activity", "老朋友"),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",,B,,1990,,,", "no name of the place on side a"),
        ("A,,,,1990,,,", "no name of the place on side b"),
        ("A,,A,,1990,,,", "both sides are 'A'"),
        ("A,,B,Atlantis,1990,,,", r"column D \(country\): 'Atlantis' is no country"),
        ("A,,B,,3/4/1990,,,", r"column E \(date\): '3/4/1990' is not a date"),
        ("A,,B,,1990,marriage,,", r"column F \(kind\): 'marriage' is no type"),
        ("A,,B,,1990,,1980s,", r"column G \(end\): '1980s' is no plain date"),
        ("A,,B,,1990,,,,more", "9 cells under 8 headers: 'more' stands under none"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(tmp_path: Path, line: str, why: str) -> None:
    import re

    assert re.search(why, " ".join(reasons(tmp_path, line)))


def test_every_reason_of_a_row_is_given(tmp_path: Path) -> None:
    assert len(reasons(tmp_path, ",,B,Atlantis,soon,marriage,,")) == 4


@pytest.mark.parametrize("bad", ["\\ud800", "A\\u0000B"])
def test_what_no_database_keeps_sends_the_row_back(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "list.json"
    path.write_text(f'[{{"city": "{bad}", "partner": "B"}}]')
    rows = read_entries(read_table(path), mapping())
    assert "holds what is no character" in rows.faults[0].reasons[0]


@pytest.mark.parametrize(
    ("heads", "side", "wanted"), [("x,y", "a", "city"), ("city,y", "b", "partner")]
)
def test_a_list_without_a_mapped_column_for_a_side_is_refused(
    tmp_path: Path, heads: str, side: str, wanted: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{heads}\n1,2\n")
    with pytest.raises(
        BadFile, match=f"none of the columns '{wanted}'.* side {side}; it has .*'y'"
    ):
        read_entries(read_table(path), mapping())


_cells = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
    st.sampled_from(
        [
            "A",
            "B",
            "大阪市",
            "1990",
            "昭和62年",
            "3/4/1990",
            "日本",
            "sister-city",
            "1990年 x；y",
            "(",
            "（現）",
        ]
    ),
)


@example(grid=[[";"], ["", "", "", "", "", "", "", "", ";"]])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grid=st.lists(st.lists(_cells, max_size=9), max_size=8))
def test_rows_in_are_entries_and_faults_out(tmp_path: Path, grid: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(grid)
    table = table_of(tmp_path, out.getvalue())
    rows = read_entries(table, mapping())
    read, refused = [one.row.number for one in rows.entries], [one.row for one in rows.faults]
    assert sorted([*set(read), *refused]) == [row.number for row in table.rows]
    assert all(fault.reasons for fault in rows.faults)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Total,,,,30,,,", "'Total' is a total"),
        ("合計,,30都市,,,,,", "'合計' is a total"),
        ("Gesamt: 12,,,,,,,", "'Gesamt: 12' is a total"),
        (",,9 villes au total,,,,,", "'9 villes au total' is a total"),
        (_HEAD, "a row of headers"),
        ("Osaka Prefecture,,,,,,,", "'Osaka Prefecture' is a heading"),
        ("France,France,France,France,France,France,France,France", "'France' is a heading"),
    ],
)
def test_a_row_that_is_no_tie_is_held_back_and_said_to_be_that(
    tmp_path: Path, line: str, why: str
) -> None:
    rows = read_entries(table_of(tmp_path, line), mapping())
    assert [(fault.is_tie, why in fault.reasons[0]) for fault in rows.faults] == [(False, True)]


def test_a_town_that_is_called_like_a_total_is_a_town(tmp_path: Path) -> None:
    assert entry(tmp_path, "Soma,,Suma,JP,1990,,,").a.name == "Soma"


def test_a_number_is_no_name_of_a_place(tmp_path: Path) -> None:
    assert "'30' is a number" in reasons(tmp_path, "Osaka,,30,,1990,,,")[0]


def test_a_row_without_the_town_of_a_list_of_one_town_is_not_given_to_its_prefecture(
    tmp_path: Path,
) -> None:
    lines = [
        f"Kobe,Hyogo,{name},,,,," for name in ("Riga", "Seattle", "Tianjin", "Brisbane", "Agen")
    ]
    rows = read_entries(table_of(tmp_path, *lines, ",Hyogo,Walla Walla,,,,,"), mapping())
    assert len(rows.entries) == 5
    assert "does not name 'Kobe'" in rows.faults[0].reasons[0]


def test_a_list_of_one_town_takes_its_name_from_the_mapping(tmp_path: Path) -> None:
    text = '[a]\nname = "Kobe"\ncountry = "JP"\n[columns]\npartner = "b.name"\n'
    found = read_entries(table_of(tmp_path, ",,Riga,,,,,"), mapping(text)).entries[0]
    assert (found.a.name, found.a.country, found.b.name) == ("Kobe", "JP", "Riga")


def test_words_that_nobody_knows_are_asked_for_once_each_the_most_frequent_first(
    tmp_path: Path,
) -> None:
    kinds = ("marriage", "Sister Citty", "marriage", "Sister City")
    lines = [f"A,,B,Atlantis,1990,{kind},," for kind in kinds]
    asked = read_entries(table_of(tmp_path, *lines, "Total,,,,,7,,"), mapping()).questions
    assert [(q.path, q.rows, q.suggested) for q in asked] == [
        (("countries", "Atlantis"), 4, ""),
        (("terms", "type", "marriage"), 2, ""),
        (("terms", "type", "Sister Citty"), 1, "sister-city"),
    ]


def test_a_reason_quotes_no_more_than_a_line(tmp_path: Path) -> None:
    assert len(reasons(tmp_path, f"A,,B,,1990,{'x' * 5000},,")[0]) < 250


def test_columns_that_name_places_of_one_side_make_a_tie_each(tmp_path: Path) -> None:
    wide = mapping(_MAP.replace('kind = "tie.type"', 'kind = "b.name"'))
    found = read_entries(table_of(tmp_path, "Brava,,Cartaxo,,1990,Faro,,"), wide).entries
    assert [(e.a.name, e.b.name, e.b.column) for e in found] == [
        ("Brava", "Cartaxo", 2),
        ("Brava", "Faro", 5),
    ]


def test_dates_of_open_order_are_asked_for_once(tmp_path: Path) -> None:
    lines = [f"A,,B,,{date},,," for date in ("3/4/1987", "13/4/1987", "5/6/1990", "12.04.1976")]
    asked = read_entries(table_of(tmp_path, *lines), mapping()).questions
    assert [(q.path, q.rows, q.options) for q in asked] == [
        (("reading", "dates"), 2, ("dmy", "mdy"))
    ]


def test_a_mapping_that_orders_dates_leaves_no_question(tmp_path: Path) -> None:
    ordered = mapping(_MAP.replace("[reading]", '[reading]\ndates = "mdy"'))
    found = read_entries(table_of(tmp_path, "A,,B,,3/4/1987,,,"), ordered)
    assert (found.questions, found.entries[0].dated) == ((), "1987-03-04")


def test_a_town_named_like_a_total_is_one_where_other_cells_have_words(tmp_path: Path) -> None:
    found = read_entries(table_of(tmp_path, ",,Somme,,1990,sister city,,"), mapping())
    assert found.faults[0].is_tie
