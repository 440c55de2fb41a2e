"""The tables of a page in HTML, cell by cell as a reader sees them: spans are filled,
marks of footnotes left out.

Law: a cell keeps its words and their lines. A flag is read by the country that its
picture is of, after a comma, where the words beside it do not say that country; any
other picture counts where a cell has nothing else.

Wikitext becomes such a page: links and templates become the words that they show. Law:
a reference says nothing of a cell. A template that names a country is its flag; of
another the words are those of its first parameter, or of the last where that is the
text and the others say how it is set.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count, groupby, zip_longest
from typing import Any

from kizuna.errors import BadFile, name_some
from kizuna.sources.readers.file_formats import HEAD
from kizuna.sources.readers.html import parse
from kizuna.values.countries import country_code

_HIDDEN = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "select", "table")
)
_LINES = frozenset(("br", "p", "div", "li", "dd", "dt", "tr", "hr"))
_UNSEEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_UNSEEN_CLASS = re.compile(r"\b(?:reference|sortkey|noprint|mw-editsection|sr-only)\b")
_ASIDE = re.compile(r"\b(?:infobox|navbox|sidebar|toc|metadata|ambox|vcard)\b")
_NUMERAL = re.compile(r"[0-9IVXLC]$")
_NUMBERS = re.compile(r"[0-9]+(?:-[0-9]+)?(?:, *[0-9]+(?:-[0-9]+)?)*")
_MOST_COLUMNS = 1000
_PICTURE = "\ufffc"
HEADING = "heading"
"""The column of the headings over tables that are read as one."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of a page: its number there (1 and up), its caption or the heading over
    it, and its cells.

    `heads` are the headers, of several rows of them joined, `header` is the last of
    these rows (1 and up), 0 where none is marked as such. `rows` are all rows of the
    table, the headers among them.
    """

    number: int
    title: str
    rows: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...] = ()
    header: int = 0
    aside: bool = False

    @property
    def size(self) -> int:
        """How many rows below the headers have two cells or more."""
        return sum(sum(map(bool, row)) > 1 for row in self.rows[self.header :])


def read_tables(markup: str, name: str) -> list[PageTable]:
    """The tables of a page that have two columns and more, in order; raises BadFile
    where there is none.
    """
    found, heading, number = [], "", 0
    for element in parse(markup, name).iter(
        "table", "h1", "h2", "h3", "h4", "h5", "h6"
    ):
        if element.tag != "table":
            heading = _words(element)
            continue
        number += 1
        table = _table(element, number, heading)
        if any(sum(map(bool, row)) > 1 for row in table.rows):
            found.append(table)
    if not found:
        raise BadFile(
            f"{name!r} is a page without a table; a list is read from its tables"
        )
    return found


def choose(tables: Sequence[PageTable], name: str, wanted: str) -> list[PageTable]:
    """The tables to be read as one list: those of a number, of numbers ("2, 4-6"), or
    of a caption or heading.

    Without a wish those that look most like a list: not set aside from the text, with
    headers, with most rows among all of the same headers. Raises BadFile for a wish
    that fits none.
    """
    if not wanted:
        groups: dict[tuple[str, ...], list[PageTable]] = {}
        for table in tables:
            groups.setdefault(table.heads or (str(table.number),), []).append(table)
        return max(
            groups.values(),
            key=lambda held: (
                not held[0].aside,
                bool(held[0].heads),
                sum(t.size for t in held),
            ),
        )
    is_numbers = _NUMBERS.fullmatch(wanted.strip())
    ends = (
        [p.partition("-") for p in wanted.replace(" ", "").split(",")]
        if is_numbers
        else []
    )
    spans = [range(int(first), int(last or first) + 1) for first, _, last in ends]
    told = wanted.casefold()
    found = [
        t
        for t in tables
        if t.title.casefold() == told or any(t.number in s for s in spans)
    ]
    if not found:
        called = (
            f'{t.number} "{t.title}"' if t.title else str(t.number) for t in tables
        )
        raise BadFile(f"{name!r} has no table {wanted!r}; it has {name_some(called)}")
    return [table for table in found if table.heads == found[0].heads]


def write_numbers(tables: Sequence[PageTable]) -> str:
    """The numbers of tables as they are chosen by: "2", "2, 4-6"."""
    by_run = groupby(enumerate(tables), key=lambda held: held[1].number - held[0])
    runs = ([table.number for _, table in run] for _, run in by_run)
    return ", ".join(
        f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs
    )


def _table(element: Any, number: int, heading: str) -> PageTable:
    caption = element.find("caption")
    title = _words(caption) if caption is not None else heading
    lines = []
    for part in element.iterchildren("tr", "thead", "tbody", "tfoot"):
        inner = [part] if part.tag == "tr" else part.iterchildren("tr")
        lines += [(line, part.tag == "thead") for line in inner]
    rows, marked = _lay_out(lines)
    first = next((at for at, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)
    last = first
    while last < len(rows) and marked[last] and sum(map(bool, rows[last])) > 1:
        last += 1
    last = 0 if last == len(rows) else last  # a table of headers alone has none
    columns = zip_longest(*rows[first:last], fillvalue="")
    heads = tuple(" ".join(dict.fromkeys(filter(None, column))) for column in columns)
    aside = bool(_ASIDE.search(f"{element.get('class', '')} {element.get('role', '')}"))
    return PageTable(
        number, title, tuple(rows), heads, last if last > first else 0, aside
    )


def _lay_out(
    lines: Sequence[tuple[Any, bool]],
) -> tuple[list[tuple[str, ...]], list[bool]]:
    """The rows of lines, each with whether it stands in a head, and whether they are
    marked as headers.

    A cell that reaches down stands in each row, one that reaches across in the first
    column, in headers in each.
    """
    grid: list[dict[int, str]] = [{} for _ in lines]
    marked = []
    for at, (line, in_head) in enumerate(lines):
        cells = [(cell, *_seen(cell)) for cell in line.iterchildren("td", "th")]
        is_head = bool(cells) and (
            in_head or all(cell.tag == "th" for cell, _, _ in cells)
        )
        marked.append(is_head)
        texts = (*grid[at].values(), *(_text(seen, alone) for _, seen, alone in cells))
        told, first = frozenset(map(country_code, texts)), 0
        for cell, seen, alone in cells:
            first = next(column for column in count(first) if column not in grid[at])
            text, across = (
                _text(seen, alone, told),
                min(_span(cell, "colspan") or 1, _MOST_COLUMNS),
            )
            others = text if is_head and len(cells) > 1 else ""
            for row in grid[at : at + (_span(cell, "rowspan") or len(grid))]:
                row[first] = text
                row |= dict.fromkeys(range(first + 1, first + across), others)
            first += across
    return [
        tuple(row.get(c, "") for c in range(max(row, default=-1) + 1)) for row in grid
    ], marked


def _span(cell: Any, name: str) -> int:
    digits = re.match(r"\s*([0-9]{1,6})", cell.get(name, "1"))
    return int(digits[1]) if digits else 1


_Lines = Sequence[tuple[str, tuple[str, ...]]]
"""The lines of a cell, each with the countries of the flags on it."""


def _seen(cell: Any) -> tuple[_Lines, str]:
    """What a cell shows: its lines, and the words of its pictures, which count where
    there are no others.
    """
    pictures: list[str] = []
    lines, first = [], 0
    for piece in "".join(_pieces(cell, pictures)).split("\n"):
        words = " ".join(piece.replace(_PICTURE, " ").split())
        last = first + piece.count(_PICTURE)
        lines.append(
            (words, tuple(filter(country_code, dict.fromkeys(pictures[first:last]))))
        )
        first = last
    return lines, " ".join(dict.fromkeys(pictures))


def _text(seen: _Lines, alone: str, told: frozenset[str] = frozenset()) -> str:
    """The lines, each with the countries of its flags that neither it nor another cell
    of the row tells.
    """
    lines = []
    for words, flags in seen:
        known = {country_code(part) for part in re.split(r"[,()\[\]]", words)} | told
        shown = (flag for flag in flags if not words or country_code(flag) not in known)
        lines.append(", ".join(filter(None, (words, *shown))))
    return "\n".join(filter(None, lines)) or alone


def _words(element: Any) -> str:
    return " ".join("".join(_pieces(element, [])).replace(_PICTURE, " ").split())


def _pieces(element: Any, pictures: list[str]) -> Iterator[str]:
    """The words inside an element, with line ends; each picture is a sign, and its
    words go to `pictures`.
    """
    yield re.sub(r"\s+", " ", element.text or "")
    before = element.text or ""
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "img":
            pictures.append(
                " ".join((child.get("alt") or child.get("title") or "").split())
            )
            yield _PICTURE
        elif tag and not _is_unseen(child, tag, before):
            edge = "\n" if tag in _LINES else ""
            yield edge
            yield from _pieces(child, pictures)
            yield edge
        before = child.tail or before
        yield re.sub(r"\s+", " ", child.tail or "")


def _is_unseen(element: Any, tag: str, before: str) -> bool:
    """Whether a reader does not see it, or sees a mark of a footnote; "1er" and "XXe"
    are no such marks.
    """
    if tag in _HIDDEN or _UNSEEN.search(element.get("style", "")):
        return True
    if tag != "sup":
        return bool(_UNSEEN_CLASS.search(element.get("class", "")))
    return not (
        "".join(element.itertext()).strip().isalpha()
        and _NUMERAL.search(before.rstrip())
    )


_PAGE = re.compile(r"<(?:!doctype\s+)?html|<table|<body|<div", re.IGNORECASE)
_TABLE = re.compile(r"^[ :*]*\{\|", re.MULTILINE)
_ROW = re.compile(r"^[ ]*\|[-}]", re.MULTILINE)
EXPORTED = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
"""The wikitext of a page that a wiki has exported as XML."""
_LEFT_OUT = re.compile(
    r"(?:ref|refn|efn|sfn\w*|r|rp|note|cite.*|cita.*|fn|cn|fact|citation needed|dead"
    r" link|webarchive|"
    r"hs|dtsh|ntsh|sort"
    r" hidden|coord.*|anchor|clear|todo|when|clarify|verify.*|source\?|要出典|来源请求)",
    re.IGNORECASE,
)
_LAST = frozenset(("lang", "sort", "transl", "nts", "formatnum", "hidden sort"))
_NAMES = frozenset(("sortname", "sortkeyname"))
_LISTED = frozenset(
    ("ubl", "unbulleted list", "plainlist", "flatlist", "hlist", "br list")
)
_DATES = re.compile(
    r"dts|date|start date.*|end date.*|datum|dtp?|dodate|fecha", re.IGNORECASE
)
_FLAG = re.compile(
    r"\bflag|bandera|bandiera|bandeira|drapeau|flagge|flagga|vlag|флаг|旗",
    re.IGNORECASE,
)
_FLAG_FILE = re.compile(
    r"(?:Flag|Civil ensign) of (?:the )?(.+?)(?: \(.*\))?$", re.IGNORECASE
)
_WIKI_PICTURE = re.compile(r"\.(?:svg|png|jpe?g|gif|webp)$", re.IGNORECASE)
_LOOSE_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
_SPORTING = (
    "ALG DZ ANG AO BAN BD BOT BW BUL BG BUR BF CAM KH CGO CG CHI CL CRC CR CRO HR DEN"
    " DK ESA SV FIJ FJ GAM GM"
    " GBS GW GER DE GRE GR GUA GT GUI GN HAI HT HON HN INA ID IRI IR KSA SA KUW KW LAT"
    " LV LBA LY LIB LB MAD MG"
    " MAS MY MGL MN MON MC MRI MU MTN MR MYA MM NCA NI NED NL NEP NP NGR NG NIG NE OMA"
    " OM PAR PY PHI PH POR PT"
    " PUR PR RSA ZA SLO SI SRI LK SUD SD SUI CH TAN TZ TOG TG TPE TW UAE AE URU UY VIE"
    " VN ZAM ZM ZIM ZW"
)
"""Codes of the Olympic Committee, which flags are called by, where they are not those
of ISO 3166-1.
"""


def page_of(text: str, name: str) -> str:
    """The page in HTML that a text is, or shows by the tables that wikis write; "" for
    any other text.

    Raises BadFile for what the parser cannot read.
    """
    if not (_TABLE.search(text) and _ROW.search(text)):
        return text if text.lstrip()[:1] == "<" and _PAGE.search(text[:HEAD]) else ""
    import mwparserfromhell

    try:
        return "".join(_nodes(mwparserfromhell.parse(text)))
    except (mwparserfromhell.parser.ParserError, RecursionError) as error:
        raise BadFile(f"{name!r} is wikitext that cannot be read: {error}") from None


def _nodes(code: Any) -> Iterator[str]:
    for node in code.nodes:
        if read := _SORTS.get(type(node).__name__):
            yield from read(node)


def _wikilink(node: Any) -> Iterator[str]:
    title = str(node.title).strip()
    if _WIKI_PICTURE.search(title):  # of the flag of a country, where its name says so
        named = _WIKI_PICTURE.sub("", title.partition(":")[2].replace("_", " "))
        flag = _FLAG_FILE.fullmatch(named.strip())
        yield _picture(flag[1] if flag else "")
    elif node.text is not None:
        yield from _nodes(node.text)
    elif not title.startswith(("Category:", "Kategorie:", "Catégorie:", "Категория:")):
        yield escape(title.lstrip(":"))


def _tag(node: Any) -> Iterator[str]:
    tag = str(node.tag).strip().lower()
    if tag == "table":
        yield from _wiki_table(node)
    elif tag in ("br", "li", "dd", "dt", "hr"):
        yield "<br>"
    elif (
        tag not in ("ref", "references", "gallery", "math", "style")
        and node.contents is not None
    ):
        is_shown = tag in ("sup", "p", "div", "small")
        begin, end = (f"<{tag}>", f"</{tag}>") if is_shown else ("", "")
        yield from (begin, *_nodes(node.contents), end)


def _wiki_table(node: Any) -> Iterator[str]:
    """A table: what stands before its first row is a row, or its caption where that
    begins with a plus.
    """
    yield f'<table class="{escape(_attribute(node, "class"))}">'
    first: list[Any] = []
    for part in node.contents.nodes:
        tag = str(getattr(part, "tag", "")).strip()
        if tag == "td" and str(part.contents).startswith("+"):
            words = "".join(_nodes(part.contents)).lstrip("+").strip()
            yield f"<caption>{words.rpartition('|')[2]}</caption>"
        elif tag in ("td", "th"):
            first.append(part)
        elif tag == "tr":
            yield from (*_row(first), *_row(part.contents.nodes))
            first = []
    yield from (*_row(first), "</table>")


def _row(parts: Any) -> Iterator[str]:
    yield "<tr>" if parts else ""
    for part in parts:
        tag = str(getattr(part, "tag", "")).strip()
        if tag in ("td", "th"):
            spans = (
                f' {n}="{escape(_attribute(part, n))}"' for n in ("rowspan", "colspan")
            )
            yield from (f"<{tag}", *spans, ">", *_nodes(part.contents), f"</{tag}>")
    yield "</tr>" if parts else ""


def _attribute(node: Any, name: str) -> str:
    return str(node.get(name).value).strip() if node.has(name) else ""


def _template(node: Any) -> Iterator[str]:
    called = " ".join(str(node.name).replace("_", " ").split())
    values = [
        each.value
        for each in node.params
        if not each.showkey and str(each.value).strip()
    ]
    texts, plain = [str(value).strip() for value in values], called.casefold()
    if _LEFT_OUT.fullmatch(plain):
        return
    if _DATES.fullmatch(plain):
        is_day = all(map(str.isdigit, texts)) and len("".join(texts[:1])) == 4
        yield (
            "-".join(t.zfill(2) for t in texts[:3])
            if is_day
            else escape(" ".join(texts))
        )
    elif plain in _NAMES:
        yield escape(" ".join(texts[:2]))
    elif plain in _LISTED:
        for value in values:
            yield from (*_nodes(value), "<br>")
    elif country := _country("".join(texts[:1])) or _country(called):
        yield _picture(country)
    elif values:
        at = -1 if plain in _LAST else 0
        yield from [_picture(texts[at])] if _FLAG.search(plain) else _nodes(values[at])


def _country(said: str) -> str:
    """The country that a template is called by or that its first parameter names; ""
    for none.
    """
    from babel import Locale
    from babel.core import get_global

    if re.fullmatch("[A-Z]{3}", said):
        codes = _SPORTING.split()
        known = dict(zip(codes[::2], codes[1::2], strict=True))
        code = known.get(said) or (get_global("territory_aliases").get(said) or [""])[0]
        return str(Locale("en").territories.get(code, ""))
    return said if len(said) > 2 and country_code(said) else ""


def _picture(alt: str) -> str:
    return f'<img alt="{escape(alt)}">'


_SORTS: dict[str, Callable[[Any], Iterable[str]]] = {
    "Text": lambda node: [escape(_LOOSE_TAG.sub("", str(node.value)))],
    "HTMLEntity": lambda node: [escape(node.normalize())],
    "Heading": lambda node: ["<h2>", *_nodes(node.title), "</h2>"],
    "Wikilink": _wikilink,
    "ExternalLink": lambda node: _nodes(node.url if node.title is None else node.title),
    "Tag": _tag,
    "Template": _template,
}
