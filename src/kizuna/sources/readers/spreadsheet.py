"""Lists as tables: CSV, workbooks, JSON, tables of pages, graphs and Parquet, packed or
not, read into rows of texts that know their place.

Law: no row is lost. What cannot be a table at all is refused with a reason; a ragged
row keeps its cells.

Unicode is certain; among the older encodings of Japan (cp932), China (gb18030), Russia
(cp1251) and the west of Europe (cp1252) only one that stands clear of the others is
taken: two that fit are an error that names both.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kizuna.errors import BadFile, name_some
from kizuna.sources.readers import file_formats as formats
from kizuna.sources.readers.file_formats import (
    OLD_OFFICE,
    Row,
    Table,
    is_packed,
    make_rows,
)
from kizuna.sources.readers.html import CHARSET
from kizuna.sources.reading import (
    IN_PLACE,
    MARKS,
    bytes_of,
    decode_as,
    reading_limits,
    run_reader,
)

if TYPE_CHECKING:
    from kizuna.sources.readers.page_tables import PageTable


OLDER = ("cp932", "gb18030", "cp1251", "cp1252")
_ENOUGH, _CLEAR = 0.7, 0.15
_MARKS_OF_TEXT = frozenset("、。・「」（）〜ー－，：；！？“”‘’《》№«»—–…　々〇\xa0")
_MIXED = re.compile(r"[^\x00-\x7f](?:(?<=[A-Za-z].)|(?=[A-Za-z]))", re.DOTALL)
_SAMPLE = 200_000


def decode_table(raw: bytes, name: str, declared: str = "") -> str:
    """The text of a list's bytes.

    `declared` is the encoding that a mapping gives, "" to find it. Raises BadFile,
    which names the file, for an encoding that does not fit, for bytes that fit none,
    and for bytes that fit several.
    """
    if declared or raw.startswith(tuple(MARKS)):
        return decode_as(declared, raw, name)
    with suppress(UnicodeDecodeError):
        return raw.decode("utf-8")
    scores = {encoding: _likeness(raw, encoding) for encoding in OLDER}
    best, second, *_ = ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    if scores[best] >= _ENOUGH and scores[best] - scores[second] >= _CLEAR:
        return decode_as(best, raw, name)
    fitting = " or ".join(encoding for encoding in ranked if scores[encoding] > 0.3)
    may_be = (
        f"may be in {fitting}" if fitting else "is in no encoding that Kizuna can tell"
    )
    right = 'save it as UTF-8, or say encoding = "…" in the mapping'
    raise BadFile(f"{name!r} is not in UTF-8 and {may_be}; {right}")


def _likeness(raw: bytes, encoding: str) -> float:
    """The share, 0..1, of characters outside ASCII that are usual for the encoding; 0
    when it does not fit.
    """
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    sample = text[:_SAMPLE]
    foreign = [(at, c) for at, c in enumerate(sample) if c > "\x7f"]
    if not foreign:
        return 0.0
    # letters that touch a plain Latin one: a word of Cyrillic has none, one of German
    # has
    mixed = {found.start() for found in _MIXED.finditer(sample) if found[0].isalpha()}
    if encoding == "cp1252":
        return sum(at in mixed or c in _MARKS_OF_TEXT for at, c in foreign) / len(
            foreign
        )
    alone = mixed if encoding == "cp1251" else ()
    return sum(_is_usual(c, encoding) for at, c in foreign if at not in alone) / len(
        foreign
    )


def _is_usual(character: str, encoding: str) -> bool:
    if character in _MARKS_OF_TEXT:
        return True
    if encoding == "cp1251":
        return "А" <= character <= "я" or character in "Ёё"
    if encoding == "cp932" and ("ぁ" <= character <= "ヶ" or "０" <= character <= "ｚ"):
        return True
    # the two bytes of Han in everyday use: the first level of JIS X 0208, in Shift JIS,
    # and of GB 2312
    pattern = (
        rb"[\x88-\x97][\x40-\xfc]"
        if encoding == "cp932"
        else rb"[\xb0-\xd7][\xa1-\xfe]"
    )
    return bool(re.fullmatch(pattern, character.encode(encoding, "replace")))


MOST_COLUMNS = 1000
_HEADER_WITHIN = 20
_ITEM = re.compile("Q[1-9][0-9]*")
_ZIP, _PARQUET = b"PK\x03\x04", b"PAR1"
_UNICODE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is to be read, where its form does not tell.

    `sheet` is the name of a sheet, of a file in a ZIP, of a list in a JSON, or the
    number, caption or heading of a table on a page; "" for the first, or the one that
    looks like a list. `encoding` is that of a text, "" to find it; `delimiter` of a
    CSV, "" to find it. `header` is the row of the headers: 1 and up, 0 to find it, -1
    where there is none and columns are called #1, #2. A `form` has one sheet for each
    row, with the headers down its first column.
    """

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: int = 0
    form: bool = False


WHOLE = Reading()
"""The first sheet, with encoding, delimiter and headers found."""


def read_table(path: Path, reading: Reading = WHOLE, name: str = "") -> Table:
    """The table in a file, by what the file holds rather than by its ending; all but a
    short text is read in a process of its own.

    `name` is what the file is called, "" for the name that it has. Raises BadFile,
    which names the file, for what is missing, too large, damaged, encrypted, in an
    encoding nobody can tell, without a row, or no table; of that it says what it is.
    Raises DatabaseBusy as `run_reader` does.
    """
    name = name or path.name
    raw = bytes_of(path, name, IN_PLACE + 1)
    if len(raw) <= IN_PLACE and is_text_list(raw) and b"{|" not in raw:
        return _read(raw, name, reading)
    told = (str(path.absolute()), name, asdict(reading))
    held: dict[str, Any] = run_reader(table_as_json, *told, name=name)
    rows = (
        Row(at, tuple(texts), sheet, tuple(lines))
        for at, texts, sheet, lines in held["rows"]
    )
    made = {key: tuple(held[key]) for key in ("columns", "alone")}
    return Table(**held | made | {"rows": tuple(rows)})


def table_as_json(path: str, name: str, reading: dict[str, Any]) -> dict[str, Any]:
    """The table in a file as JSON, read where this is called; raises BadFile."""
    table = _read(bytes_of(Path(path), name), name, Reading(**reading))
    rows = [(row.number, row.texts, row.sheet, row.lines) for row in table.rows]
    return {field.name: getattr(table, field.name) for field in fields(Table)} | {
        "rows": rows
    }


def _read(packed: bytes, name: str, reading: Reading) -> Table:
    if not packed.strip():
        raise BadFile(f"{name!r} is empty")
    raw, member = formats.unpack(packed, name, reading.sheet)
    table = _table(raw, name, replace(reading, sheet="") if member else reading)
    if member:
        table = replace(table, sheet=member, part="file")
    if (count := len(table.columns)) > MOST_COLUMNS:
        raise BadFile(
            f"{name!r} has {count:,} columns; at most {MOST_COLUMNS:,} are read"
        )
    reading_limits().check_cells(sum(len(row.texts) for row in table.rows), name)
    return replace(table, sha256=hashlib.sha256(packed).hexdigest())


def read_lines(raw: bytes, path: Path) -> str | None:
    """The text of a file of nothing but lines of text, packed or not, else None; raises
    as `read_table`.
    """
    if not is_packed(raw):
        return decode_table(raw, path.name) if is_text_list(raw) else None
    where, name = str(path.absolute()), path.name
    text: str | None = run_reader(text_of_packed_file, where, name, name=name)
    return text


def text_of_packed_file(path: str, name: str) -> str | None:
    """The text in a packed file, read where this is called; None for what is no
    text.
    """
    raw = formats.unpack(Path(path).read_bytes(), name)[0]
    return decode_table(raw, name) if is_text_list(raw) else None


def is_text_list(raw: bytes) -> bool:
    """Whether bytes can only be lines of text: nothing packed, no workbook, page,
    graph, JSON or Parquet.
    """
    opening = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    is_other = is_packed(raw) or raw.startswith((OLD_OFFICE, _PARQUET))
    return not is_other and opening not in (b"<", b"[", b"{")


def _table(raw: bytes, name: str, reading: Reading) -> Table:
    from kizuna.sources.readers import json_list, page_tables

    if raw.startswith((_ZIP, OLD_OFFICE)):
        return _from_workbook(raw, name, reading)
    if raw.startswith(_PARQUET):
        return json_list.read_parquet(raw, name)
    head = raw[: formats.HEAD]
    if b"\0" in head and not (reading.encoding or raw.startswith(_UNICODE)):
        raise formats.not_a_table(name, "a binary file of no kind that Kizuna knows")
    text, declared = "", CHARSET.search(head) if raw.lstrip()[:1] == b"<" else None
    if declared and not reading.encoding:
        with suppress(BadFile):
            text = decode_table(raw, name, declared[1].decode())
    text = text or decode_table(raw, name, reading.encoding)
    if text.lstrip().startswith("<mediawiki"):
        text = "\n".join(map(unescape, page_tables.EXPORTED.findall(text)))
    if page := page_tables.page_of(text, name):
        return _from_page(name, page_tables.read_tables(page, name), reading)
    opening = text.lstrip()[:1]
    if opening == "<":
        return read_graph(raw, name)
    if opening and opening in "[{":
        held = json_list.read_json(text, name, reading.sheet)
        return _grid(name, held, reading) if isinstance(held, list) else held
    return _grid(
        name, formats.read_grid(text, name, reading.delimiter, reading.header), reading
    )


def _from_workbook(raw: bytes, name: str, reading: Reading) -> Table:
    sheets = formats.read_sheets(raw, name)
    if reading.form:
        return _from_forms(name, sheets)
    if reading.sheet and reading.sheet not in sheets:
        raise BadFile(
            f"{name!r} has no sheet {reading.sheet!r}; it has {name_some(sheets)}"
        )
    filled = (title for title, grid in sheets.items() if any(map(any, grid)))
    sheet = reading.sheet or next(filled, next(iter(sheets)))
    return replace(_grid(name, sheets[sheet], reading), sheet=sheet)


def _from_page(name: str, tables: Sequence[PageTable], reading: Reading) -> Table:
    """The tables that were chosen, one under the other; the headings over them are a
    column where they differ.
    """
    from kizuna.sources.readers.page_tables import HEADING, choose, write_numbers

    taken = choose(tables, name, reading.sheet)
    first = taken[0]
    titles = {table.title for table in taken}
    if reading.header or not first.heads:
        made = _grid(name, first.rows, reading)
    else:
        is_titled, rows = len(titles) > 1, list[Row]()
        for table in taken:
            part = str(table.number) if len(taken) > 1 else ""
            for number, cells in enumerate(
                table.rows[table.header :], table.header + 1
            ):
                empty = ("",) * (len(first.heads) - len(cells))
                texts = (*cells, *empty, *((table.title,) if is_titled else ()))
                rows += [Row(number, texts, part)] if any(cells) else []
        columns = (*first.heads, HEADING) if is_titled else first.heads
        made = Table(name, "", _named(columns), tuple(rows))
    sheet = write_numbers(taken) if len(tables) > 1 else ""
    title = first.title if len(titles) == 1 else ""
    return replace(made, sheet=sheet, keyed=True, part="table", title=title)


def _grid(name: str, grid: Sequence[Sequence[str]], reading: Reading) -> Table:
    """The table in the cells of all lines; the headers are the first line that is as
    full as the list's rows are, since titles above it have fewer cells; none where a
    column has items of Wikidata from its first line on.
    """
    filled = [(number, row) for number, row in enumerate(grid, 1) if any(row)]
    if not filled:
        raise BadFile(f"{name!r} has no row with anything in it")
    columns = zip(*(row for _, row in filled[:_HEADER_WITHIN]), strict=False)
    has_items = any(all(map(_ITEM.fullmatch, column)) for column in columns)
    if reading.header < 0 or (has_items and not reading.header):
        width = max(len(row) for _, row in filled)
        numbers = tuple(f"#{at}" for at in range(1, width + 1))
        return Table(name, "", numbers, make_rows(filled))
    counts = [(number, sum(map(bool, row))) for number, row in filled[:_HEADER_WITHIN]]
    widest = max(count for _, count in counts)
    header = reading.header or next(
        number for number, count in counts if count * 2 > widest
    )
    heads = next((row for number, row in filled if number == header), None)
    if heads is None:
        raise BadFile(f"{name!r} has no headers in row {header}")
    rows = make_rows((number, row) for number, row in filled if number > header)
    return Table(name, "", _named(heads), rows)


def _named(heads: Sequence[str]) -> tuple[str, ...]:
    """The columns by their headers; an unnamed one by its letter, the second of a name
    with " (2)".
    """
    last = max(at for at, head in enumerate(heads) if head) + 1
    names: dict[str, None] = {}
    times: Counter[str] = Counter()
    for at, head in enumerate(heads[:last]):
        wanted = name = " ".join(head.split()) or f"column {formats.letter(at)}"
        while name in names:
            times[wanted] += 1
            name = f"{wanted} ({times[wanted] + 1})"
        names[name] = None
    return tuple(names)


def _from_forms(name: str, sheets: dict[str, list[list[str]]]) -> Table:
    """One row for each sheet: what stands right of a label in the first column belongs
    under that label.
    """
    labelled: dict[str, dict[str, tuple[int, str]]] = {}
    for sheet, grid in sheets.items():
        held = labelled[sheet] = {}
        for line, row in enumerate(grid, 1):
            if len(row) > 1 and row[0]:
                held.setdefault(" ".join(row[0].split()), (line, row[1]))
    columns = tuple(
        dict.fromkeys(label for held in labelled.values() for label in held)
    )
    if not columns:
        raise BadFile(
            f"{name!r} has no sheet with labels in column A and values in column B"
        )
    made = []
    for number, (sheet, held) in enumerate(labelled.items(), 1):
        if any(map(any, sheets[sheet])):
            places, texts = zip(
                *(held.get(label, (0, "")) for label in columns), strict=True
            )
            made.append(Row(number, texts, sheet, places))
    return Table(name, "", columns, tuple(made))


_KINDS = ("gexf", "graphml")
_LABELS = ("label", "name")
_ENDS = ("source", "target")
_LEFT_OUT = frozenset((*_ENDS, "id", "directed", "type"))

Said = dict[str, str]
"""What is said of a node or an edge of a graph, by the name of the attribute."""


def read_graph(raw: bytes, name: str) -> Table:
    """The edges of a graph in GEXF or GraphML, a row each; beside them the nodes that
    no edge joins, by label, and by label and id where another node has the label.

    `source` and `target` are the labels of the nodes where they have one, else their
    ids, and what is said of a node stands under `source.NAME` and `target.NAME`. No
    entity is expanded and nothing fetched.

    Raises BadFile for damaged XML, for XML of another kind, and for a graph without an
    edge.
    """
    root = _root(raw, name)
    titles = _titles(root)
    nodes: dict[str, tuple[str, Said]] = {}
    for node in root.iter("{*}node"):
        said = _attributes(node, titles)
        label = said.pop(
            next((key for key in said if key.casefold() in _LABELS), ""), ""
        )
        nodes[node.get("id", "")] = label, said
    edges, joined = list[Said](), set[str]()
    for edge in root.iter("{*}edge"):
        row: Said = {}
        for end in _ENDS:
            ref = edge.get(end, "")
            joined.add(ref)
            label, said = nodes.get(ref, ("", {}))
            row[end] = label or ref
            if label and label != ref:
                row[f"{end}.id"] = ref
            row |= {f"{end}.{key}": text for key, text in said.items()}
        own = _attributes(edge, titles)
        edges.append(row | {key: text for key, text in own.items() if key not in row})
    if not edges:
        raise BadFile(f"{name!r} is a graph without an edge")
    found = {key: None for edge in edges for key in edge}
    columns = (*(k for end in _ENDS for k in found if k.partition(".")[0] == end),)
    columns += tuple(key for key in found if key not in columns)
    texts = ([edge.get(column, "") for column in columns] for edge in edges)
    labels = {ref: label or ref for ref, (label, _) in nodes.items()}
    times = Counter(labels.values())
    free = ((ref, labels[ref]) for ref in nodes.keys() - joined)
    alone = tuple(
        sorted(one if times[one] == 1 else f"{one} ({ref})" for ref, one in free)
    )
    return Table(
        name, "", columns, make_rows(enumerate(texts, 1)), keyed=True, alone=alone
    )


def _root(raw: bytes, name: str) -> Any:
    from lxml import etree

    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    parser = etree.XMLParser(**safe, remove_comments=True)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadFile(f"{name!r} is damaged XML: {error}") from None
    if _tag(root) not in _KINDS:
        raise formats.not_a_table(name, f"an XML file of <{_tag(root)[:40]}>")
    return root


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _titles(root: Any) -> dict[str, str]:
    """The names of the attributes by the ids under which values are given, of nodes as
    of edges.
    """
    keys = ((key.get("id", ""), key.get("attr.name")) for key in root.iter("{*}key"))
    titles = {ref: named or ref for ref, named in keys}
    for held in root.iter("{*}attributes"):
        kind = held.get("class", "node")
        for attribute in held.iter("{*}attribute"):
            titles[f"{kind} {attribute.get('id')}"] = attribute.get("title", "")
    return titles


def _attributes(element: Any, titles: dict[str, str]) -> Said:
    said = {
        str(k): str(v).strip() for k, v in element.attrib.items() if k not in _LEFT_OUT
    }
    for held in element.findall("{*}attvalues/*") or element.findall("{*}data"):
        key = held.get("for") or held.get("key") or held.get("id") or ""
        title = titles.get(f"{_tag(element)} {key}") or titles.get(key) or key
        text = held.get("value")
        said[title] = " ".join(
            ("".join(held.itertext()) if text is None else text).split()
        )
    return {title: text for title, text in said.items() if text}
