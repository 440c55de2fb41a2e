"""Wikitext as a page in HTML, for the sake of its tables: links and templates become the words that they show.

Law: a reference says nothing of a cell. A template that names a country is its flag; of another the words are
those of its first parameter, or of the last where that is the text and the others say how it is set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

from kizuna.errors import BadFile
from kizuna.values.countries import country_code

_TABLE = re.compile(r"^[ :*]*\{\|", re.MULTILINE)
_ROW = re.compile(r"^[ ]*\|[-}]", re.MULTILINE)
_EXPORTED = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
_LEFT_OUT = re.compile(
    r"(?:ref|refn|efn|sfn\w*|r|rp|note|cite.*|cita.*|fn|cn|fact|citation needed|dead link|webarchive|"
    r"hs|dtsh|ntsh|sort hidden|coord.*|anchor|clear|todo|when|clarify|verify.*|source\?|要出典|来源请求)",
    re.IGNORECASE,
)
_LAST = frozenset(("lang", "sort", "transl", "nts", "formatnum", "hidden sort"))
_NAMES = frozenset(("sortname", "sortkeyname"))
_LISTED = frozenset(("ubl", "unbulleted list", "plainlist", "flatlist", "hlist", "br list"))
_DATES = re.compile(r"dts|date|start date.*|end date.*|datum|dtp?|dodate|fecha", re.IGNORECASE)
_FLAG = re.compile(
    r"\bflag|bandera|bandiera|bandeira|drapeau|flagge|flagga|vlag|флаг|旗", re.IGNORECASE
)
_FLAG_FILE = re.compile(r"(?:Flag|Civil ensign) of (?:the )?(.+?)(?: \(.*\))?$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:svg|png|jpe?g|gif|webp)$", re.IGNORECASE)
_LOOSE_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
_CODE = re.compile(r"[A-Z]{3}")
_SPORTING = (
    "ALG DZ ANG AO BAN BD BOT BW BUL BG BUR BF CAM KH CGO CG CHI CL CRC CR CRO HR DEN DK ESA SV FIJ FJ GAM GM"
    " GBS GW GER DE GRE GR GUA GT GUI GN HAI HT HON HN INA ID IRI IR KSA SA KUW KW LAT LV LBA LY LIB LB MAD MG"
    " MAS MY MGL MN MON MC MRI MU MTN MR MYA MM NCA NI NED NL NEP NP NGR NG NIG NE OMA OM PAR PY PHI PH POR PT"
    " PUR PR RSA ZA SLO SI SRI LK SUD SD SUI CH TAN TZ TOG TG TPE TW UAE AE URU UY VIE VN ZAM ZM ZIM ZW"
)
"""Codes of the Olympic Committee, which flags are called by, where they are not those of ISO 3166-1."""


def extract_pages(text: str) -> str:
    """The wikitext of the pages that a wiki has exported as XML; any other text as it is."""
    if not text.lstrip().startswith("<mediawiki"):
        return text
    return "\n".join(map(unescape, _EXPORTED.findall(text)))


def is_wikitext(text: str) -> bool:
    """Whether a text holds a table as wikis write it."""
    return bool(_TABLE.search(text) and _ROW.search(text))


def convert_to_html(text: str, name: str) -> str:
    """The page in HTML; raises BadFile for what the parser cannot read."""
    import mwparserfromhell

    try:
        return "".join(_nodes(mwparserfromhell.parse(text)))
    except (mwparserfromhell.parser.ParserError, RecursionError) as error:
        raise BadFile(f"{name!r} is wikitext that cannot be read: {error}") from None


def _nodes(code: Any) -> Iterator[str]:
    for node in code.nodes:
        yield from _SORTS.get(type(node).__name__, _nothing)(node)


def _nothing(_node: Any) -> Iterator[str]:
    yield from ()


def _text(node: Any) -> Iterator[str]:
    yield escape(_LOOSE_TAG.sub("", str(node.value)))


def _entity(node: Any) -> Iterator[str]:
    yield escape(node.normalize())


def _heading(node: Any) -> Iterator[str]:
    yield from ("<h2>", *_nodes(node.title), "</h2>")


def _wikilink(node: Any) -> Iterator[str]:
    title = str(node.title).strip()
    if _PICTURE.search(title):
        yield _picture(_of_flag(title))
    elif node.text is not None:
        yield from _nodes(node.text)
    elif not title.startswith(("Category:", "Kategorie:", "Catégorie:", "Категория:")):
        yield escape(title.lstrip(":"))


def _external(node: Any) -> Iterator[str]:
    yield from _nodes(node.title if node.title is not None else node.url)


def _tag(node: Any) -> Iterator[str]:
    tag = str(node.tag).strip().lower()
    if tag == "table":
        yield from _table(node)
    elif tag == "br" or tag in ("li", "dd", "dt", "hr"):
        yield "<br>"
    elif tag not in ("ref", "references", "gallery", "math", "style") and node.contents is not None:
        sup = tag in ("sup", "p", "div", "small")
        yield f"<{tag}>" if sup else ""
        yield from _nodes(node.contents)
        yield f"</{tag}>" if sup else ""


def _table(node: Any) -> Iterator[str]:
    """A table: what stands before its first row is a row, or its caption where that begins with a plus."""
    yield f'<table class="{escape(_attribute(node, "class"))}">'
    first: list[Any] = []
    for part in node.contents.nodes:
        tag = str(getattr(part, "tag", "")).strip()
        if tag == "td" and str(part.contents).startswith("+"):
            yield from ("<caption>", *_caption(part.contents), "</caption>")
        elif tag in ("td", "th"):
            first.append(part)
        elif tag == "tr":
            if first:
                yield from _row(first)
                first = []
            yield from _row(part.contents.nodes)
    if first:
        yield from _row(first)
    yield "</table>"


def _caption(contents: Any) -> Iterator[str]:
    words = "".join(_nodes(contents)).lstrip("+").strip()
    yield words.rpartition("|")[2]


def _row(parts: Any) -> Iterator[str]:
    yield "<tr>"
    for part in parts:
        tag = str(getattr(part, "tag", "")).strip()
        if tag in ("td", "th"):
            spans = (f' {n}="{escape(_attribute(part, n))}"' for n in ("rowspan", "colspan"))
            yield from (f"<{tag}", *spans, ">", *_nodes(part.contents), f"</{tag}>")
    yield "</tr>"


def _attribute(node: Any, name: str) -> str:
    return str(node.get(name).value).strip() if node.has(name) else ""


def _template(node: Any) -> Iterator[str]:
    called = " ".join(str(node.name).replace("_", " ").split())
    values = [
        param.value for param in node.params if not param.showkey and str(param.value).strip()
    ]
    plain = called.casefold()
    if _LEFT_OUT.fullmatch(plain):
        return
    if _DATES.fullmatch(plain):
        yield _day([str(value).strip() for value in values])
    elif plain in _NAMES:
        yield escape(" ".join(str(value).strip() for value in values[:2]))
    elif plain in _LISTED:
        for value in values:
            yield from (*_nodes(value), "<br>")
    elif country := next(
        filter(None, map(_country, (str(values[0]) if values else "", called))), ""
    ):
        yield _picture(country)
    elif values:
        text = values[-1] if plain in _LAST else values[0]
        yield from [_picture(str(text).strip())] if _FLAG.search(plain) else _nodes(text)


def _country(text: str) -> str:
    """The country that a template is called by or that its first parameter names; "" for none."""
    from babel import Locale
    from babel.core import get_global

    said = text.strip()
    if _CODE.fullmatch(said):
        codes = _SPORTING.split()
        known = dict(zip(codes[::2], codes[1::2], strict=True))
        code = known.get(said) or (get_global("territory_aliases").get(said) or [""])[0]
        return str(Locale("en").territories.get(code, ""))
    return said if len(said) > 2 and country_code(said) else ""


def _day(parts: list[str]) -> str:
    """The day of a template that takes year, month and day, else its words."""
    numbers = [part for part in parts if part.isdigit()]
    if numbers and len(numbers) == len(parts) and len(numbers[0]) == 4:
        return "-".join(part.zfill(2) for part in numbers[:3])
    return escape(" ".join(parts))


def _of_flag(title: str) -> str:
    """The country that the name of a picture says it is the flag of, else ""."""
    named = _PICTURE.sub("", title.partition(":")[2].replace("_", " "))
    found = _FLAG_FILE.fullmatch(named.strip())
    return found[1] if found else ""


def _picture(alt: str) -> str:
    return f'<img alt="{escape(alt)}">'


_SORTS = {
    "Text": _text,
    "HTMLEntity": _entity,
    "Heading": _heading,
    "Wikilink": _wikilink,
    "ExternalLink": _external,
    "Tag": _tag,
    "Template": _template,
}
