"""Rows read by a mapping: an entry or a fault each, never half read; the names in their
cells, taken apart.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import rows
from kizuna.claims.mapping.entries import ReadRows, read_entries
from kizuna.claims.mapping.mapping import ListMapping, read_mapping
from kizuna.claims.mapping.place_names import listed_places, parse_place_name
from kizuna.errors import BadFile
from kizuna.sources.readers.file_formats import Table
from kizuna.sources.readers.spreadsheet import Reading, read_table

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


def table_of(*lines: str, head: str = _HEAD) -> Table:
    with TemporaryDirectory() as folder:
        path = Path(folder, "list.csv")
        path.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
        return read_table(path, Reading(header=1))


def read(*lines: str, by: ListMapping | None = None) -> ReadRows:
    """The rows of lines under the usual head."""
    return read_entries(table_of(*lines), by or mapping())


def reasons(line: str) -> tuple[str, ...]:
    (fault,) = read(line).faults
    return fault.reasons


_SIGNED = {"stage": "formal", "date": "1974-04-18", "basis": "signing"}
_ENDED = ("status", {"status": "ended"}, "2001-05/..")
_OSAKA = "大阪市,大阪府,上海市,中国,昭和49年4月18日,friendship-city,,"
_TOLD = [
    ("type", "friendship-city", ""),
    ("milestone", _SIGNED, ""),
    ("country", "CN", ""),
]
_SAID: dict[str, tuple[str, str, list[tuple[str, object, str]]]] = {
    "its sides, its kind and its date": (_OSAKA, "大阪市 大阪府; 上海市", _TOLD),
    "the tie where it gives no date": (
        "A,,B,,-,,,",
        "A; B",
        [("milestone", {"stage": "formal"}, "")],
    ),
    "the wider government where no city is named": (
        ",大阪府,上海市,中国,,,,",
        "大阪府; 上海市",
        [],
    ),
    "another name that stands in brackets": (
        "A,,仏山市(佛山市),中国,,,,",
        "A; 仏山市 佛山市",
        [],
    ),
    "no former name that stands in brackets": (
        "四万十市(旧中村市),,B,,,,,",
        "四万十市; B",
        [],
    ),
    "a former state as a country until it ended": (
        *("A,,Kiev,USSR,1970,,,", "A; Kiev", [("country", "SU", "../1991")]),
    ),
    "a level that stands in brackets": (
        *(
            "A,,Westhaven (county),Canada,1970,,,",
            "A; Westhaven",
            [("level", "county", "")],
        ),
    ),
    "an end from its day on": ("A,,B,,1990,,2001-05,", "A; B", [_ENDED]),
    "a town called like a total": ("Soma,,Suma,JP,1990,,,", "Soma; Suma", []),
}


@pytest.mark.parametrize(("line", "sides", "said"), _SAID.values(), ids=_SAID)
def test_a_row_says(line: str, sides: str, said: list[tuple[str, object, str]]) -> None:
    (found,) = read(line).entries
    named = ([*(n.text for n, _ in s.names), s.within] for s in (found.a, found.b))
    assert "; ".join(" ".join(filter(None, names)) for names in named) == sides
    held = [
        (s.property, s.value, s.valid)
        for s in (*found.said, *found.a.said, *found.b.said)
    ]
    assert [each for each in said if each not in held] == []


def test_a_cell_that_lists_places_gives_an_entry_for_each() -> None:
    rows = read("A,,Turin; Lyon,Italy; France,1990; 1991,,,")
    found = [(e.b.name, e.b.country, e.dated) for e in rows.entries]
    assert found == [("Turin", "IT", "1990"), ("Lyon", "FR", "1991")]


def test_the_number_in_the_list_and_its_remark_are_said_of_the_tie() -> None:
    told = mapping(
        '[reading]\nlanguage = "ja"\n[columns]\npref = "tie.number"\ncity = "a.name"\n'
        'partner = "b.name"\nkind = "tie.remark"\n'
    )
    found = read("大阪市,12,上海市,,,覚書による,,", by=told).entries[0].said
    assert [(s.property, s.value) for s in found if s.property != "milestone"] == [
        ("number", "12"),
        ("remark", {"text": "覚書による", "language": "ja"}),
    ]


def test_a_chronicle_is_one_event_a_line() -> None:
    line = "A,,B,,1990,,,1973年6月 代表团访问；1980年8月，两港结为友好港；老朋友"
    found = read(line).entries[0].said
    told = [(said.property, said.value) for said in found if "exchange" in said.about]
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
        ("Osaka,,30,,1990,,,", "'30' is a number"),
        ("A,,Turin; Lyon,Italy; Atlantis,1990,,,", "Atlantis"),
        ("A; C,,Turin; Lyon,Italy,1990,,,", "may be several places"),
        ("A,,Turin / Lyon,Italy,1990,,,", "may be several places"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(line: str, why: str) -> None:
    assert re.search(why, " ".join(reasons(line)))


def test_every_reason_of_a_row_is_given_and_quotes_no_more_than_a_line() -> None:
    found = reasons(f",,B,Atlantis,soon,{'x' * 5000},,")
    assert [len(found), max(map(len, found)) < 250] == [4, True]


@pytest.mark.parametrize("bad", ["\\ud800", "A\\u0000B"])
def test_what_no_database_keeps_sends_the_row_back(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "list.json"
    path.write_text(f'[{{"city": "{bad}", "partner": "B"}}]')
    rows = read_entries(read_table(path), mapping())
    assert "holds what is no character" in rows.faults[0].reasons[0]


def test_a_list_without_a_mapped_column_for_a_side_is_refused() -> None:
    for heads, side, wanted in (("x,y", "a", "city"), ("city,y", "b", "partner")):
        why = f"none of the columns '{wanted}'.* side {side}; it has .*'y'"
        with pytest.raises(BadFile, match=why):
            read_entries(table_of("1,2", head=heads), mapping())


_SCRAPS = "A|B|大阪市|1990|昭和62年|3/4/1990|日本|sister-city|1990年 x；y|(|（現）"
_cells = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
    st.sampled_from(_SCRAPS.split("|")),
)


@example(grid=[[";"], ["", "", "", "", "", "", "", "", ";"]])
@given(grid=st.lists(st.lists(_cells, max_size=9), max_size=8))
def test_rows_in_are_entries_and_faults_out(grid: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(grid)
    table = table_of(out.getvalue())
    rows = read_entries(table, mapping())
    read, refused = (
        [one.row.number for one in rows.entries],
        [one.row for one in rows.faults],
    )
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
        (
            "France,France,France,France,France,France,France,France",
            "'France' is a heading",
        ),
    ],
)
def test_a_row_that_is_no_tie_is_held_back_and_said_to_be_that(
    line: str, why: str
) -> None:
    faults = read(line).faults
    assert [(fault.is_tie, why in fault.reasons[0]) for fault in faults] == [
        (False, True)
    ]


def test_a_row_without_the_town_of_a_list_of_one_town_is_not_given_to_its_prefecture() -> (
    None
):
    lines = [
        f"Kobe,Hyogo,{name},,,,," for name in ("Riga", "Perth", "Bari", "Agen", "Lyon")
    ]
    rows = read(*lines, ",Hyogo,Walla Walla,,,,,")
    assert len(rows.entries) == 5
    assert "does not name 'Kobe'" in rows.faults[0].reasons[0]


def test_a_list_of_one_town_takes_its_name_from_the_mapping() -> None:
    text = '[a]\nname = "Kobe"\ncountry = "JP"\n[columns]\npartner = "b.name"\n'
    (found,) = read(",,Riga,,,,,", by=mapping(text)).entries
    assert (found.a.name, found.a.country, found.b.name) == ("Kobe", "JP", "Riga")


@pytest.mark.parametrize(
    ("line", "levels"),
    [
        ("Kobe,,B,,,,,", ["town", "city"]),
        (",,B,,,,,", ["town", "city"]),
        (",,B,,,village,,", ["village", "city"]),
        ("Kobe,,B (county),,,village,,", ["village", "county"]),
    ],
    ids=[
        "of each place",
        "of the one town",
        "of it by its row",
        "of a place that says no other",
    ],
)
def test_a_level_in_the_mapping_is_that_of_places_whose_row_says_none(
    line: str, levels: list[str]
) -> None:
    columns = '[columns]\npartner = "b.name"\nkind = "a.level"\n'
    columns += 'city = "a.name"\n' if line[0] == "K" else ""
    sides = '[a]\nname = "Kobe"\nlevel = "town"\n[b]\nlevel = "city"\n'
    (found,) = read(line, by=mapping(sides + columns)).entries
    held = [
        s for each in (found.a, found.b) for s in each.said if s.property == "level"
    ]
    assert [one.value for one in held] == levels


def test_words_that_nobody_knows_are_asked_for_once_each_the_most_frequent_first() -> (
    None
):
    kinds = ("marriage", "Sister Citty", "marriage", "Sister City")
    lines = [f"A,,B,Atlantis,1990,{kind},," for kind in kinds]
    asked = read(*lines, "Total,,,,,7,,").questions
    assert [(q.path, q.rows, q.suggested) for q in asked] == [
        (("countries", "Atlantis"), 4, ""),
        (("terms", "type", "marriage"), 2, ""),
        (("terms", "type", "Sister Citty"), 1, "sister-city"),
    ]


def test_columns_that_name_places_of_one_side_make_a_tie_each() -> None:
    wide = mapping(_MAP.replace('kind = "tie.type"', 'kind = "b.name"'))
    found = read("Brava,,Cartaxo,,1990,Faro,,", by=wide).entries
    made = [(e.a.name, e.b.name, e.b.column) for e in found]
    assert made == [("Brava", "Cartaxo", 2), ("Brava", "Faro", 5)]


def test_the_order_of_dates_is_asked_for_once_unless_the_mapping_says_it() -> None:
    lines = [
        f"A,,B,,{date},,,"
        for date in ("3/4/1987", "13/4/1987", "5/6/1990", "12.04.1976")
    ]
    found = [(q.path, q.rows, q.options) for q in read(*lines).questions]
    assert found == [(("reading", "dates"), 2, ("dmy", "mdy"))]
    ordered = mapping(_MAP.replace("[reading]", '[reading]\ndates = "mdy"'))
    rows = read(lines[0], by=ordered)
    assert (rows.questions, rows.entries[0].dated) == ((), "1987-03-04")


def test_a_town_named_like_a_total_is_one_where_other_cells_have_words() -> None:
    assert read(",,Somme,,1990,sister city,,").faults[0].is_tie


_QUALIFIED = """
Richmond (Virginia) | Richmond | Virginia
Richmond, Virginia | Richmond | Virginia
Aachen (Kreis) (Aachen, Stadt) | Aachen | Kreis | Aachen, Stadt
Bernburg (Bernburg (Saale), Stadt) | Bernburg | Bernburg (Saale), Stadt
Krapkowice, Kreis (Krappitz) | Krapkowice | Krappitz | Kreis
大阪市（大阪府） | 大阪市 | 大阪府
Rheingau-Taunus- (Kreis) (Wiesbaden) | Rheingau-Taunus-Kreis | Wiesbaden
"Newry, Mourne and Down" | Newry, Mourne and Down
Kempten (Kamen) | Kempten | Kamen
東京（京都） | 東京 | 京都
"""


@pytest.mark.parametrize("row", rows(_QUALIFIED), ids=lambda row: str(row[0]))
def test_brackets_and_commas_tell_a_place_from_others_of_its_name(
    row: list[str],
) -> None:
    text, *told = row
    found = parse_place_name(text)
    assert ([found.text, *found.qualifiers], found.others) == (told, ())


_LEFT_OUT = ("[12]", " (since 1992)", " (1992–2005)", " (formerly Old Town)")
_OTHERS = {
    **{f"Bukhara{told}": () for told in _LEFT_OUT},
    "仏山市(佛山市)": ("佛山市",),
    "瀋陽（沈阳）": ("沈阳",),
    "Осака (Osaka)": ("Osaka",),
    "São Paulo (Sao Paulo)": ("Sao Paulo",),
    "嘉定県（現嘉定区）": ("嘉定区",),
}


@pytest.mark.parametrize("text", _OTHERS)
def test_the_same_name_in_other_writing_is_another_name_and_years_and_former_names_are_none(
    text: str,
) -> None:
    found = parse_place_name(text)
    assert (found.others, found.qualifiers) == (_OTHERS[text], ())
    assert text.startswith(found.text)


def test_a_country_behind_a_name_is_its_country_unless_another_is_given() -> None:
    assert parse_place_name("Varna, Bulgaria").country == "BG"
    assert parse_place_name("Macon (Georgia)").country == "GE"
    assert parse_place_name("Macon (Georgia)", "US").qualifiers == ("Georgia",)
    assert parse_place_name("San Jose, CA").qualifiers == ("CA",)


def test_a_former_state_behind_a_name_is_no_country_of_today() -> None:
    found = parse_place_name("Kiev (USSR)")
    assert (found.text, found.country, found.former) == ("Kiev", "", ("SU", "1991"))


@pytest.mark.parametrize(
    "text", ["Paris; Lyon", "Paris\nLyon", "• Paris • Lyon", "Paris、Lyon"]
)
def test_lines_bullets_and_semicolons_list_places(text: str) -> None:
    assert listed_places(text) == ["Paris", "Lyon"]


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_has_a_name_and_keeps_it_when_read_again(text: str) -> None:
    found = parse_place_name(text)
    assert found.text
    assert found.text in found.written
