"""Files that somebody could send to harm whoever reads them: one of each kind, made by
code.

`documents()` are for the reader of documents, `tables()` for that of lists, `toml()`
for those of statements and mappings. A name says what is wrong with the file; the large
ones take longest and are left to the bench.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

Make = Callable[[], bytes]

COSTLY = frozenset(
    {
        *(
            "many-paragraphs.docx",
            "million-columns.csv",
            "only-signs.csv",
            "long-cells.csv",
        ),
        *(
            "million-lines.md",
            "million-lines.txt",
            "bomb.csv.gz",
            "bomb.zip",
            "wide.json",
        ),
        *(
            "million-rows.html",
            "many-cells.ods",
            "many-edges.gexf",
            "bomb.docx",
            "long-line.txt",
        ),
        *(
            "many-brackets-in-lines.md",
            "repeated.ods",
            "rows-of-rows.json",
            "many-spans.html",
        ),
        *(
            "open-tables.wiki",
            "deep-templates.wiki",
            "many-tags.wiki",
            "open-links.wiki",
        ),
    }
)
"""The files that have several megabytes, unpack to them, or reach a limit of time or
memory.
"""

_ROW = "City A,City B,Since\nOsaka,Shanghai,1974\n"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def documents() -> Mapping[str, Make]:
    """Documents by their file names."""
    small = {
        "empty.txt": b"",
        "nul.txt": b"Osaka\0Shanghai",
        "utf-16-without-mark.txt": "Osaka and Shanghai".encode("utf-16-le"),
        "half-surrogate.txt": b"Osaka \xed\xa0\x80 Shanghai",
        "cut-utf-8.txt": "大阪市".encode()[:-1],
        "right-to-left.txt": "‮iahgnahS\u2066 and Osaka\u2069".encode(),
        "many-dots.txt": b"." * 60_000,
        "many-marks.txt": b"|" * 60_000 + b"x",
        "many-quotes.txt": b'."' * 30_000,
        "many-indents.txt": b"\n".join(b" " * n + b"- x" for n in range(700)),
        "many-brackets.md": b"[" * 50_000,
        "many-stars.md": b"**_" * 30_000,
        "many-backticks.md": b"`" * 50_000 + b"a" + b"`" * 40_000,
        "many-tags.md": b"<a" * 30_000,
        "many-entities.md": b"&" * 60_000,
        "many-links.md": b"[a](b" * 10_000,
        "deep-quotes.md": b">" * 50_000 + b"x",
        "deep-lists.md": b"".join(b"  " * n + b"- x\n" for n in range(400)),
        "many-brackets-in-lines.md": b"[\n" * 20_000,
        "wide-table.md": b"|" * 1900 + b"\n" + b"|-" * 950 + b"\n" + b"|a" * 950,
        "deep.html": b"<div>" * 100_000,
        "deep-tables.html": b"<table><tr><td>" * 20_000,
        "deep-spans.html": b"<p>" + b"<b>" * 100_000 + b"x",
        "many-attributes.html": b"<p " + b"a=1 " * 50_000 + b">x",
        "entity-bomb.html": b"<!DOCTYPE html [" + _entities(b"x") + b"]><p>&x9;",
        "many-charsets.html": b"<meta " * 700 + b"<p>x",
        "no-encoding.html": b'<meta charset="nothing"><p>x',
        "zero-byte.html": b"<html><p>Osaka\0Shanghai",
        "text-in.pdf": b"this is no PDF",
        "pdf-in.docx": b"%PDF-1.4\n%%EOF",
        "zip-in.pdf": packed({"a.txt": b"x"}),
        "png-in.txt": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "empty.pdf": b"%PDF-1.4\n%%EOF",
        "cycle.pdf": _pdf(
            b"/Pages 2 0 R", b"/Type /Pages /Kids [2 0 R 2 0 R] /Count 2"
        ),
        "cyclic-parents.pdf": _pdf(
            b"/Pages 2 0 R",
            _PAGES + b" /Parent 3 0 R",
            b"/Type /Page /Parent 3 0 R /Contents 3 0 R",
        ),
        "self-length.pdf": _page(b"4 0 R", b"BT (x) Tj ET"),
        "huge-count.pdf": _pdf(
            b"/Pages 2 0 R", b"/Type /Pages /Kids [] /Count 999999999999"
        ),
        "huge-numbers.pdf": _page(b"5020", b"9" * 5000 + b" 0 Td (x) Tj"),
        "deep-arrays.pdf": _pdf(
            b"/Pages 2 0 R /X " + b"[" * 50_000, b"/Type /Pages /Kids []"
        ),
        "no-body.docx": packed(
            {"[Content_Types].xml": b"<Types/>", "x/word/document.xml": b""}
        ),
        "no-types.docx": packed({"word/document.xml": b"<document/>"}),
        "entities.docx": _docx(
            b"&x9;", before=b"<!DOCTYPE d [" + _entities(b"x") + b"]>"
        ),
        "outside.docx": _docx(b"&x;", before=_OUTSIDE),
        "deep.docx": _docx(b"<w:sdt>" * 20_000),
        "slip.docx": packed({"../../evil": b"x", "word/document.xml": b"<x/>"}),
    }
    large: dict[str, Make] = {
        "many-paragraphs.docx": lambda: _docx(b"<w:p/>" * 400_000),
        "bomb.docx": lambda: _docx(b"<w:p><w:r><w:t>" + b"a" * 400 * 2**20),
        "million-lines.md": lambda: b"- x\n" * 1_000_000,
        "million-lines.txt": lambda: b"x.\n\n" * 1_000_000,
        "long-line.txt": lambda: b"Osaka and Shanghai " * 500_000,
        "long-title.html": lambda: b"<title>" + b"x " * 500_000 + b"</title><p>x",
    }
    return {name: partial(bytes, made) for name, made in small.items()} | large


@cache
def tables() -> Mapping[str, Make]:
    """Lists by their file names."""
    deep = 100_000
    small = {
        "empty.csv": b"",
        "blank.csv": b" \n\n ",
        "one-column.csv": b"x\n" * 100,
        "nul.csv": _ROW.replace("Osaka", "Osa\0ka").encode(),
        "utf-16-without-mark.csv": _ROW.encode("utf-16-le"),
        "half-surrogate.csv": _ROW.encode().replace(b"Osaka", b"Osaka\xed\xa0\x80"),
        "open-quote.csv": b'a,b\n"' + b"x,\n" * 50_000,
        "many-quotes.csv": b"a,b\n" + b'"' * 100_001,
        "many-same-headers.csv": b"a," * 900 + b"\n" + b"1," * 900,
        "thousands-of-same-headers.csv": b"a," * 50_000 + b"\n" + b"1," * 50_000,
        "ragged.csv": b"a,b\n" + b"1" + b"," * 50_000,
        "formulas.csv": b"a,b\n=cmd|' /C calc'!A0,@SUM(1)\n",
        "right-to-left.csv": "a,b\n\u202eOsaka,\u2067Shanghai\n".encode(),
        "many-marks.csv": b"|" * 60_000 + b"x\n",
        "long-header.csv": b"City A" * 10_000 + b",b\nOsaka,Shanghai\n",
        "html-in.csv": b"<html><table>" * 2000,
        "xlsx-in.csv": _xlsx(_CELLS),
        "far-row.xlsx": _xlsx(
            _CELLS + b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>'
        ),
        "far-cell.xlsx": _xlsx(
            _CELLS + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        "bad-place.xlsx": _xlsx(_CELLS + b'<row r="3"><c r="3A"><v>1</v></c></row>'),
        "negative-row.xlsx": _xlsx(
            _CELLS + b'<row r="-3"><c r="A-3"><v>1</v></c></row>'
        ),
        "no-string.xlsx": _xlsx(
            _CELLS + b'<row r="2"><c r="A2" t="s"><v>999999</v></c></row>'
        ),
        "odd-dates.xlsx": _xlsx(
            b'<row r="1"><c r="A1" s="1"><v>99999999</v></c><c r="B1" s="1"><v>-5</v></c>'
            b'<c r="C1" s="1"><v>1e308</v></c><c r="D1" t="d"><v>9999-99-99</v></c></row>'
        ),
        "formulas.xlsx": _xlsx(
            b'<row r="1"><c r="A1"><f>WEBSERVICE("http://x")</f></c></row>'
        ),
        "entities.xlsx": _xlsx(
            b"<row><c><v>&x9;</v></c></row>", b"<!DOCTYPE w [" + _entities(b"x") + b"]>"
        ),
        "outside.xlsx": _xlsx(b'<row><c t="str"><v>&x;</v></c></row>', _OUTSIDE),
        "no-sheet.xlsx": packed(
            {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}
        ),
        "slip.xlsx": packed(
            {"../../xl/evil": b"x", "[Content_Types].xml": b"", "xl/x": b""}
        ),
        "text-in.xlsx": _ROW.encode(),
        "repeated.ods": _ods('table:number-rows-repeated="999999999"', ""),
        "repeated-cells.ods": _ods("", 'table:number-columns-repeated="999999999"'),
        "deep.json": b"[" * deep,
        "deep-objects.json": b'{"a":' * deep,
        "closed-and-deep.json": b"[" * 900 + b"]" * 900,
        "deep-in-object.json": b'[{"a":' + b'{"a":' * 200 + b"1" + b"}" * 201 + b"]",
        "huge-number.json": b'[{"a":' + b"9" * 5000 + b',"b":1e999}]',
        "same-keys.json": b'[{"a":1,"a":2,"a":3}]',
        "half-surrogate.json": b'[{"a\\ud800":"\\udfff","b":"x"}]',
        "not-a-number.json": b'[{"a":NaN,"b":-Infinity}]',
        "rows-of-rows.json": _rows_of_rows(),
        "cut.json": b'[{"a":"Osaka","b":"Sha',
        "no-nodes.gexf": b"<gexf><graph><edges>%b</edges></graph></gexf>" % (_EDGE * 3),
        "entities.gexf": b"<!DOCTYPE g [%b]>" % _entities(b"x")
        + b'<gexf><edge source="&x9;" target="b"/></gexf>',
        "outside.gexf": _OUTSIDE
        + b'<gexf><edge source="a" target="b">&x;</edge></gexf>',
        "deep.gexf": b"<gexf>" + b"<a>" * deep,
        "same-ids.graphml": b"<graphml><graph>"
        + b'<node id="a"/>' * 9
        + b"</graph></graphml>",
        "deep.graphml": b"<graphml>" + b"<graph>" * 300 + _EDGE,
        "spans.html": b"<table><tr><td rowspan=1000000000 colspan=1000000000>a<td>b<tr><td>1<td>2</table>",
        "many-spans.html": b"<table>"
        + b"<tr><td colspan=1000>a<td>b" * 1500
        + b"</table>",
        "deep.html": b"<div>" * deep + b"<table><tr><td>a<td>b</table>",
        "deep-tables.html": b"<table><tr><td>a<td>b" * 20_000,
        "many-charsets.html": b"<meta " * 10_000 + b"<table><tr><td>a<td>b</table>",
        "open-templates.wiki": b"{|\n|-\n| a || " + b"{{" * 20_000 + b"\n|}",
        "open-links.wiki": b"{|\n|-\n| a || " + b"[[" * 20_000 + b"\n|}",
        "open-tables.wiki": b"{|\n|-\n| a || b\n" * 3000,
        "deep-templates.wiki": b"{|\n|-\n| a || "
        + b"{{a|" * 3000
        + b"}}" * 3000
        + b"\n|}",
        "many-tags.wiki": b"{|\n|-\n| a || " + b"<b>" * 10_000 + b"\n|}",
        "wrong-lengths.parquet": b"PAR1" + bytes(100) + b"\xff\xff\xff\x7fPAR1",
        "cut.parquet": b"PAR1" + bytes(20),
        "nested.csv.gz": _nested(_ROW.encode(), 6),
        "cut.csv.gz": gzip.compress(_ROW.encode() * 100)[:-20],
        "slip.zip": packed({"../../../tmp/evil.csv": _ROW.encode()}),
        "many-files.zip": packed({f"{n}.csv": b"a,b" for n in range(3000)}),
        "zip-in.zip": packed(
            {"a.csv": packed({"b.csv": packed({"c.csv": packed({"d.csv": b"a,b"})})})}
        ),
        "wrong-sizes.zip": packed({"a.csv": _ROW.encode()}).replace(
            b".\0\0\0", b"\xff" * 4
        ),
        "program.csv": b"\x7fELF" + bytes(200),
    }
    large: dict[str, Make] = {
        "million-columns.csv": lambda: (
            b"column," * 1_000_000 + b"\n" + b"1," * 1_000_000
        ),
        "only-signs.csv": lambda: b";,|\t" * 5_000_000,
        "long-cells.csv": lambda: (
            b"a,b\n" + b"x" * 10_000_000 + b"," + b"y" * 10_000_000
        ),
        "bomb.csv.gz": lambda: gzip.compress(
            gzip.compress(b"0" * 2**24) * 64
        ),  # a gigabyte
        "bomb.zip": lambda: packed({"a.csv": b"0" * 600 * 2**20}),
        "wide.json": lambda: json.dumps(
            [{f"k{n}": n for n in range(300_000)}]
        ).encode(),
        "million-rows.html": lambda: b"<table>" + b"<tr><td>a<td>b" * 700_000,
        "many-cells.ods": lambda: _ods(
            'table:number-rows-repeated="1000000"', 'table:number-columns-repeated="20"'
        ),
        "many-edges.gexf": lambda: b"<gexf>%b</gexf>" % (_EDGE * 700_000),
    }
    return {name: partial(bytes, made) for name, made in small.items()} | large


def toml() -> Mapping[str, bytes]:
    """Texts of TOML by what is wrong with them."""
    return {
        "deep arrays": b"a=" + b"[" * 20_000,
        "arrays 60 deep": b"a=" + b"[" * 60 + b"]" * 60,
        "deep tables": b"a=" + b"{a=" * 20_000,
        "long key": b".".join([b"a"] * 20_000) + b"=1",
        "long quoted key": b".".join([b'"a"'] * 20_000) + b"=1",
        "long header": b"[" + b" . ".join([b"a"] * 20_000) + b"]",
        "5,000 digits": b"a=" + b"9" * 5000,
        "20,000 bits": b"a=0x" + b"f" * 5000,
        "same key": b"a=1\na=2",
        "open text": b'a="""' + b"x" * 100_000,
        "no UTF-8": b'a="\xff"',
        "nul": b'a="\0"',
    }


def changed(content: bytes, times: int, seed: int) -> Iterator[bytes]:
    """So many variants of a good file: cut, with bits turned, bytes repeated, or zeros
    put in.
    """
    chance = random.Random(seed)
    for _ in range(times):
        made = bytearray(content)
        at = chance.randrange(len(made))
        match chance.randrange(4):
            case 0:
                del made[at:]
            case 1:
                for _ in range(chance.randrange(1, 9)):
                    made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
            case 2:
                made[at:at] = made[at : at + 40] * chance.randrange(2, 200)
            case _:
                made[at : at + 8] = bytes(8)
        yield bytes(made)


@cache
def good() -> Mapping[str, bytes]:
    """A good file of each form, small, for `changed`."""
    return {
        "good.csv": _ROW.encode() * 20,
        "good.json": b'[{"a":"Osaka","b":{"c":["x","y"]}},{"a":"Kobe","b":{"c":[]}}]',
        "good.html": b"<html><body><table><tr><th>A<th>B<tr><td>Osaka<td>Shanghai</table><p>Since 1974.",
        "good.wiki": b"{| class=x\n! A !! B\n|-\n| [[Osaka]] || {{flag|China}} Shanghai<ref>x</ref>\n|}",
        "good.gexf": b'<gexf><graph><node id="a" label="Osaka"/><edge source="a" target="b"/></graph></gexf>',
        "good.xlsx": _xlsx(_CELLS),
        "good.ods": _ods("", ""),
        "good.csv.gz": gzip.compress(_ROW.encode()),
        "good.zip": packed({"a.csv": _ROW.encode()}),
        "good.docx": _docx(b"<w:p><w:r><w:t>Osaka and Shanghai</w:t></w:r></w:p>"),
        "good.pdf": _page(
            *(b"33", b"BT /F 9 Tf (Osaka, Shanghai) Tj ET"),
            b" /Resources <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>",
        ),
        "good.md": b"# A\n\n- [x](y) *b*\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "good.txt": b"Osaka and Shanghai.\n\n1. Since 1974\n2. Sister cities\n",
    }


_EDGE = b'<edge source="a" target="b"/>'
_OUTSIDE = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_CELLS = b'<row r="1"><c r="A1" t="str"><v>City A</v></c><c r="B1" t="str"><v>City B</v></c></row>'


def _entities(name: bytes) -> bytes:
    """Entities of which each holds ten of the one before."""
    first = b'<!ENTITY %b0 "lol">' % name
    rest = (
        b'<!ENTITY %b%d "%b">' % (name, n, b"&%b%d;" % (name, n - 1) * 10)
        for n in range(1, 10)
    )
    return first + b"".join(rest)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP of files by their names."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def _nested(content: bytes, times: int) -> bytes:
    for _ in range(times):
        content = gzip.compress(content)
    return content


def _pdf(*objects: bytes) -> bytes:
    """A PDF of dictionaries numbered from 1, of which the first is the catalogue."""
    body = b"".join(
        b"%d 0 obj\n<<%b>>\nendobj\n" % (n, held) for n, held in enumerate(objects, 1)
    )
    return (
        b"%PDF-1.4\n" + body + b"trailer\n<</Root 1 0 R /Size 9>>\nstartxref\n0\n%%EOF"
    )


_PAGES = b"/Type /Pages /Kids [3 0 R] /Count 1"


def _page(length: bytes, stream: bytes, more: bytes = b"") -> bytes:
    """A PDF of one page, whose stream says that it has a length."""
    page = b"/Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R" + more
    held = b"/Length %b>>\nstream\n%b\nendstream\n<<" % (length, stream)
    return _pdf(b"/Pages 2 0 R", _PAGES, page, held)


def _relations(kind: str, target: str) -> bytes:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/{kind}"'
        f' Target="{target}"/></Relationships>'
    ).encode()


def _types(part: str, kind: str) -> bytes:
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}'
        '.main+xml"/></Types>'
    ).encode()


def _docx(body: bytes, before: bytes = b"") -> bytes:
    head = f'<w:document xmlns:w="{_W}"><w:body>'.encode()
    return packed(
        {
            "[Content_Types].xml": _types(
                "word/document.xml", "wordprocessingml.document"
            ),
            "_rels/.rels": _relations("officeDocument", "word/document.xml"),
            "word/document.xml": before + head + body + b"</w:body></w:document>",
        }
    )


def _xlsx(rows: bytes, before: bytes = b"") -> bytes:
    sheet = (
        f'<worksheet xmlns="{_X}"><sheetData>'.encode()
        + rows
        + b"</sheetData></worksheet>"
    )
    book = (
        f'<workbook xmlns="{_X}" xmlns:r="{_OFFICE}"><sheets><sheet name="L" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>"
    )
    styles = f'<styleSheet xmlns="{_X}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    return packed(
        {
            "[Content_Types].xml": _types("xl/workbook.xml", "spreadsheetml.sheet"),
            "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": _relations(
                "worksheet", "worksheets/sheet1.xml"
            ),
            "xl/styles.xml": styles.encode(),
            "xl/worksheets/sheet1.xml": before + sheet,
        }
    )


def _ods(row: str, cell: str) -> bytes:
    held = f'<table:table-cell office:value-type="string" {cell}><text:p>x</text:p></table:table-cell>'
    return ods(f"<table:table-row {row}>{held}{held}</table:table-row>")


def ods(rows: str) -> bytes:
    """An OpenDocument spreadsheet of one table "L" with the markup of its rows."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(
        f'xmlns:{n}="{names}:{n}:1.0"' for n in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='L'>"
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{names}:manifest:1.0"/>'.encode(),
        }
    )


def _rows_of_rows() -> bytes:
    """An entry of which each of 3,000 rows would repeat 3,000 columns."""
    row = {f"k{n}": n for n in range(3000)}
    return json.dumps([{**row, "l": [{"m": n} for n in range(3000)]}]).encode()
