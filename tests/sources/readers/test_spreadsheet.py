"""Lists as tables: every encoding and form of workbook, and no row lost, whatever is in
the file.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pyarrow
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from hostile import ods, packed
from kizuna.errors import BadFile
from kizuna.sources.readers.file_formats import Table, letter, read_sheets
from kizuna.sources.readers.spreadsheet import Reading, read_table, table_as_json

cells = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
grids = st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=8)
_JAPANESE = "自治体名,姉妹都市名,提携年月日\n神戸市,天津市,昭和48年6月24日\n大阪市,上海市,昭和49年4月18日\n"
_CHINESE = "省份,城市,友好城市,结好时间\n江苏省,苏州市,金泽市,一九八一年六月\n陕西省,西安市,奈良市,1974年\n"
_LETTER = (
    "Dear Mayor, we thank you and your town for the visit in May of this year.\n"
    "The children, their teachers, and all who came with them, are well at home.\n"
    "We hope to see you here in autumn, when the new bridge will be opened.\n"
    "With kind regards to all who made us welcome in those days. Yours truly\n"
)
_GERMAN = "Kommune,Partner,Land\nKöln,Århus,Dänemark\nMünchen,Besançon,Frankreich\n"
_RUSSIAN = "Город,Город-побратим,Страна\nСанкт-Петербург,Осака,Япония\nНовгород,Портобелло,Италия\n"


def table_of(name: str, content: bytes | str, **reading: Any) -> Table:
    """The table in a file of that content."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_table(path, Reading(**reading))


def saved(book: Any) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def workbook(**sheets: Iterable[Iterable[Any]]) -> bytes:
    """An XLSX workbook of the rows of those sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(tuple(row))
    return saved(book)


_ENCODED = dict.fromkeys(("utf-8", "utf-8-sig", "utf-16", "cp932"), _JAPANESE)
_ENCODED |= {"gb18030": _CHINESE, "cp1251": _RUSSIAN, "cp1252": _GERMAN}


@pytest.mark.parametrize("encoding", _ENCODED)
def test_the_encoding_of_a_list_is_found(encoding: str) -> None:
    text = _ENCODED[encoding]
    table = table_of("list.csv", text.encode(encoding))
    found = [table.columns, *(row.texts for row in table.rows)]
    assert found == [tuple(line.split(",")) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("encoding", "city"),
    [("cp932", "大阪"), ("gb18030", "上海"), ("cp1251", "Москва"), ("cp1252", "Köln")],
)
def test_one_name_is_enough_to_tell_an_older_encoding(encoding: str, city: str) -> None:
    table = table_of("list.csv", f"city,partner\n{city},Chicago\n".encode(encoding))
    assert table.rows[0].texts == (city, "Chicago")


def test_a_list_that_begins_with_two_items_has_no_headers() -> None:
    table = table_of("list.tsv", b"Q200166\tQ182059\nQ688654\tQ192176\n")
    assert [row.texts for row in table.rows] == [
        ("Q200166", "Q182059"),
        ("Q688654", "Q192176"),
    ]


def test_an_encoding_that_nobody_can_tell_is_refused_with_what_to_do() -> None:
    with pytest.raises(
        BadFile, match=r"may be in .* or .*; save it as UTF-8, or say encoding"
    ):
        table_of("list.csv", b"a,b\n\xc0\xc1,\xc2\xc3\n")


def test_a_declared_encoding_is_taken_at_its_word() -> None:
    raw = "a,b\nKöln,Århus\n".encode("latin-1")
    assert table_of("l.csv", raw, encoding="latin-1").rows[0].texts == ("Köln", "Århus")
    with pytest.raises(BadFile, match="byte 0xf6 at offset 5 does not fit"):
        table_of("l.csv", raw, encoding="utf-8")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_of_a_list_is_found_and_titles_above_the_headers_are_left_out(
    sign: str,
) -> None:
    text = "Our ties,,\n,,\ncity,partner,date\nA,B,1990\n".replace(",", sign)
    table = table_of("list.csv", text)
    assert table.columns == ("city", "partner", "date")
    assert [row.number for row in table.rows] == [4]


def test_columns_beyond_z_have_two_letters() -> None:
    assert [letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_sheet_is_chosen_by_name_and_an_unknown_one_named() -> None:
    content = workbook(One=["ab", "12"], Two=["cd", "34"])
    assert table_of("ties.xlsx", content, sheet="Two").columns == ("c", "d")
    with pytest.raises(BadFile, match="no sheet 'Three'; it has One, Two"):
        table_of("ties.xlsx", content, sheet="Three")
    table = table_of("ties.xlsx", content)
    assert table.locator(table.rows[0], 1) == "ties.xlsx, sheet One, row 2, column B"
    assert table.locator(table.rows[0]) == "ties.xlsx, sheet One, row 2"
    content = workbook(**{f"S{n}": ["ab"] for n in range(60)})
    with pytest.raises(BadFile, match=r"S8, S9 and 50 more$"):
        table_of("ties.xlsx", content, sheet="None")


def test_a_form_gives_one_row_for_each_sheet() -> None:
    first, second = [["city", "A"], ["date", "1990"]], [["city", "B"], ["note", "x"]]
    table = table_of("forms.xlsx", workbook(A=first, B=second), form=True)
    assert table.columns == ("city", "date", "note")
    assert [row.texts for row in table.rows] == [("A", "1990", ""), ("B", "", "x")]
    assert table.locator(table.rows[0], 1) == "forms.xlsx, sheet A, row 2, column B"


_ONE, _TWO = '{"city": "A", "year": 1990}', '{"city": "B"}'


@pytest.mark.parametrize(
    "wrapped", ["[{}, {}]", '{{"total": 2, "rows": [{}, {}]}}', "{}\n{}\n"]
)
def test_a_json_list_is_a_table_however_it_is_wrapped(wrapped: str) -> None:
    table = table_of("list.json", wrapped.format(_ONE, _TWO))
    assert table.columns == ("city", "year")
    assert [row.texts for row in table.rows] == [("A", "1990"), ("B", "")]
    assert table.locator(table.rows[1], 0) == "list.json, row 2, column city"


def _as_one_of(raw: bytes) -> bytes:
    return packed({"README.txt": b"Hello", "__MACOSX/._l.csv": b"x", "l.csv": raw})


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, _as_one_of]
)
def test_a_packed_list_is_read_like_a_plain_one_and_keeps_the_name_of_the_file(
    pack: Callable[[bytes], bytes],
) -> None:
    table = table_of("list.packed", pack(b"city,partner\nA,B\n"))
    assert table.rows[0].texts == ("A", "B")
    assert table.locator(table.rows[0], 1) == "list.packed, row 2, column B"


def test_of_several_tables_in_a_zip_one_is_chosen_by_name() -> None:
    content = packed({"a.csv": b"city,partner\nA,B\n", "in/b.csv": b"town,twin\nC,D\n"})
    with pytest.raises(
        BadFile, match=r"holds 2 files; .* as the sheet: a\.csv, in/b\.csv$"
    ):
        table_of("list.zip", content)
    table = table_of("list.zip", content, sheet="b.csv")
    assert table.locator(table.rows[0], 0) == "list.zip, file in/b.csv, row 2, column A"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF document: 'kizuna propose'"),
        (b"\x89PNG\r\n\x1a\n", r"an image \(PNG\), from which no list is read"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"\x00\x00\x27\x0a\x00", "a shapefile"),
        (b"\x03\x79\x01\x02\x00\x00\x00", "a binary file of no kind"),
        (b"<?xml version='1.0'?><kml><Document/></kml>", "an XML file of <kml>"),
        (_LETTER.encode(), "running text"),
        (
            packed({"[Content_Types].xml": b"", "word/a.xml": b""}),
            "a Word document: 'kizuna",
        ),
        (b"", "empty"),
        (b"\x1f\x8bbroken", "a damaged gzip"),
        (b"PK\x03\x04broken", "not a workbook that can be read: .{1,200}$"),
        (b"\xd0\xcf\x11\xe0old", "not a workbook that can be read: .{1,200}$"),
        (b"[1, 2", "damaged JSON"),
        (b"[]", "JSON without a list of objects"),
    ],
)
def test_what_holds_no_table_is_named_for_what_it_is(content: bytes, what: str) -> None:
    with pytest.raises(BadFile, match=f"^'list' is {what}"):
        table_of("list", content)


def test_a_list_without_a_row_is_refused() -> None:
    with pytest.raises(BadFile, match="no row"):
        table_of("list.csv", ",,\n,,\n")


def test_a_parquet_file_is_read_with_its_days_and_nested_values(tmp_path: Path) -> None:
    twins = [{"name": "C"}, {"name": "D"}]
    held = pyarrow.table(
        {"city": ["A", "B"], "since": [date(1974, 4, 18), None], "twin": twins}
    )
    parquet.write_table(held, tmp_path / "t.parquet")
    table = read_table(tmp_path / "t.parquet")
    assert table.columns == ("city", "since", "twin.name")
    assert [row.texts for row in table.rows] == [
        ("A", "1974-04-18", "C"),
        ("B", "", "D"),
    ]


def test_a_parquet_file_without_the_extra_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    path = tmp_path / "t.parquet"
    path.write_bytes(b"PAR1....PAR1")
    with pytest.raises(BadFile, match=r"pip install 'kizuna\[research\]'"):
        table_as_json(str(path), path.name, asdict(Reading()))


@given(grid=grids)
def test_no_row_of_a_csv_is_lost(grid: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(grid)
    text = out.getvalue()
    lines = (
        [c.strip() for c in row] for row in csv.reader(io.StringIO(text, newline=""))
    )
    filled = [row for row in lines if any(row)]
    try:
        table = table_of("list.csv", text, header=-1, delimiter=",", encoding="utf-8")
    except BadFile:
        assert not filled or text.lstrip()[:1] in "<[{" or not text.strip()
        return
    assert table.keyed or [list(row.texts) for row in table.rows] == filled


@given(grid=grids)
def test_no_row_of_a_workbook_is_lost(grid: list[list[str]]) -> None:
    plain = [[cell.lstrip("=") for cell in row] for row in grid]
    filled = [row for row in plain if any(cell.strip() for cell in row)]
    try:
        table = table_of("list.xlsx", workbook(List=plain), header=-1)
    except BadFile:
        assert not filled
        return
    assert len(table.rows) == len(filled)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | cells,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(cells, inner, max_size=4)
    ),
    max_leaves=12,
)


@given(held=st.binary(max_size=300) | _json)
def test_any_bytes_and_any_json_are_a_table_or_a_bad_file(held: Any) -> None:
    try:
        table = table_of("l", held if isinstance(held, bytes) else json.dumps(held))
    except BadFile:
        return
    assert table.columns
    if isinstance(held, list) and table.keyed:
        assert {row.number for row in table.rows} <= set(range(1, len(held) + 1))


_CELL = (
    '<table:table-cell office:value-type="{}" {}><text:p>{}</text:p></table:table-cell>'
)
_EMPTY = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
_ROWS = (("Stadt", "Datum"), ("京都市", date(1963, 5, 29)), ("Köln", 1963))


def _ods() -> bytes:
    rows = (
        (("string", "", "Stadt"), ("string", "", "Datum")),
        (
            ("string", "", "京都市"),
            ("date", 'office:date-value="1963-05-29"', "29.5.63"),
        ),
        (("string", "", "Köln"), ("float", 'office:value="1963"', "1963")),
    )
    cells = ("".join(_CELL.format(*cell) for cell in row) for row in rows)
    return ods(
        _EMPTY
        + "".join(
            f"<table:table-row><table:table-cell/>{c}</table:table-row>" for c in cells
        )
    )


def _xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("L")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for row, cells in enumerate(_ROWS, 2):
        for column, value in enumerate(cells, 1):
            sheet.write(row, column, value, *([day] if isinstance(value, date) else []))
    return saved(book)


_XLSX = workbook(L=[(), (), *(("", *cells) for cells in _ROWS)])


@pytest.mark.parametrize("made", [_ods(), _xls(), _XLSX], ids=["ods", "xls", "xlsx"])
def test_rows_and_columns_are_counted_from_the_first_also_where_these_are_empty(
    made: bytes,
) -> None:
    rows = read_sheets(made, "l")["L"]
    assert [any(row) for row in rows[:2]] == [False, False]
    assert rows[2:] == [
        ["", "Stadt", "Datum"],
        ["", "京都市", "1963-05-29"],
        ["", "Köln", "1963"],
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(1974, 4, 18, 10, 30), "1974-04-18 10:30:00"),
        *((1974.0, "1974"), (0.5, "0.5"), (123456789012, "123456789012")),
        *(
            (1e16, "10000000000000000"),
            (True, "True"),
            (" a\nb ", "a\nb"),
            ("=1+1", ""),
        ),
    ],
)
def test_a_cell_is_the_text_by_which_claims_have_always_cited_it(
    value: object, text: str
) -> None:
    assert read_sheets(workbook(L=[("x", value, "x")]), "l")["L"] == [["x", text, "x"]]


def test_two_cells_at_the_ends_of_a_sheet_are_refused_and_end_nothing() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = book.active["XFD1048576"] = "x"
    with pytest.raises(BadFile, match="cells lie too far apart"):
        read_sheets(saved(book), "l")


def test_an_encrypted_workbook_says_what_to_do() -> None:
    manifest = b"<m:manifest><m:encryption-data/></m:manifest>"
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}
    package = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")
    for content in (packed({**parts, "META-INF/manifest.xml": manifest}), package):
        with pytest.raises(BadFile, match="is encrypted; save it without a password"):
            read_sheets(content, "l")
