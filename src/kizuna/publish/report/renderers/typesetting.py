"""A note as PDF on A4 and drawings as pixels, set by Typst; the PDF is tagged
(PDF/UA-1, ISO 14289-1).

The note goes to the template as data and never as code. Fonts come from packages, never
from the system, so the same note looks the same everywhere: Source Sans Pro sets Latin,
Greek and Cyrillic; Noto Sans CJK, whose Latin is the same design, sets Japanese and
Chinese. The Japanese file holds all Han characters, and its localised forms give
Chinese text the Chinese shapes. Both are under the SIL Open Font License 1.1. A
character without a glyph is always a warning, never a silent box.

A tagged note has an object for each link and each piece of its structure, which the
typesetter writes out one by one and plain; pikepdf packs them into compressed object
streams (ISO 32000-1, 7.5.7).
"""

from __future__ import annotations

import io
import json
import re
import shutil
import warnings
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from xml.etree import ElementTree

import typst

from kizuna.errors import RenderError
from kizuna.publish import document
from kizuna.publish.report.renderers import setting

_LONG = 800
"""Evidence with more characters than this may break across columns and pages."""
_LATIN, _CJK = "Source Sans Pro", "Noto Sans CJK JP"
_PACKAGES = (
    "font_source_sans_pro",
    "noto_cjk_sans_jp_regular",
    "noto_cjk_sans_jp_bold",
)
_LATIN_CUTS = ("Light", "Regular", "It", "Semibold", "Bold")
_REGIONS = {"en": "gb", "ja": "jp", "ru": "ru", "zh": "cn"}
_PROBE = b"#set document(title: [probe])\n#set text(..json(bytes(sys.inputs.set)))\n#sys.inputs.text"
_UNSHOWN = re.compile(r'^error: [^\n]*?`"(.*?)"`', re.MULTILINE)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_SVG = "http://www.w3.org/2000/svg"
_PAGES = b"""#set page(margin: 0pt, fill: white)
#for it in json(bytes(sys.inputs.pages)) {
  set page(width: it.size.at(0) * 1pt, height: it.size.at(1) * 1pt)
  image(bytes(it.svg), format: "svg", width: 100%, height: 100%)
}
"""

ElementTree.register_namespace("", _SVG)


class MissingGlyphs(UserWarning):
    """Some characters have no glyph in any font of the note; the message quotes
    them.
    """


class Picture(NamedTuple):
    """A drawing in the fonts of the note, its width and height in points of 1/72 inch,
    and the text it shows.
    """

    svg: str
    size: tuple[float, float]
    text: str

    @classmethod
    def of(cls, svg: str) -> Picture:
        """A drawing, which states its size in pixels of 1/96 inch."""
        root = ElementTree.fromstring(svg)
        for element in root.iter():
            if element is root or "font-family" in element.attrib:
                element.set("font-family", _LATIN)
        shown = (
            part for text in root.iter(f"{{{_SVG}}}text") for part in text.itertext()
        )
        width, height = (
            float(root.attrib[side]) * 0.75 for side in ("width", "height")
        )
        return cls(
            ElementTree.tostring(root, encoding="unicode"),
            (width, height),
            "".join(shown),
        )


def pixels(pictures: list[Picture], language: str) -> list[bytes]:
    """The drawings as PNG on white, in order.

    Issues a MissingGlyphs warning where no font has a character. Raises RenderError
    where one cannot be drawn.
    """
    if not pictures:
        return []
    missing_glyphs("".join(picture.text for picture in pictures), language)
    pages = json.dumps([picture._asdict() for picture in pictures], ensure_ascii=False)
    try:
        made = _compiled(_PAGES, {"pages": pages}, format="png", ppi=220)
    except typst.TypstError as error:
        raise RenderError(f"a drawing cannot be drawn: {error.message}") from error
    return made if isinstance(made, list) else [made]


def missing_glyphs(text: str, language: str) -> frozenset[str]:
    """The characters of `text` that no font of a note in `language` can show; empty if
    none.

    Issues one MissingGlyphs warning that quotes them.
    """
    missing = _missing("".join(sorted(set(text))), language)
    if missing:
        listed = ", ".join(
            f"{letter!r} (U+{ord(letter):04X})" for letter in sorted(missing)
        )
        message = (
            f"no font has a glyph for {listed}; they will not be readable in the"
            " document"
        )
        warnings.warn(message, MissingGlyphs, stacklevel=3)
    return missing


@lru_cache(maxsize=256)
def _missing(letters: str, language: str) -> frozenset[str]:
    """The letters without a glyph: PDF/UA (ISO 14289-1) allows none, and the typesetter
    names each of them.
    """
    settings = {
        key: value for key, value in _settings(language).items() if value is not None
    }
    inputs = {"text": " ".join(letters), "set": json.dumps(settings)}
    try:
        _compiled(_PROBE, inputs, format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        named = "".join(_UNSHOWN.findall(error.diagnostic))
        shown = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), named)
        return frozenset(letters).intersection(shown)
    return frozenset()


def _settings(language: str) -> dict[str, Any]:
    """The `lang`, `region` and `font` of Typst's `text` for a BCP 47 tag, fonts in
    order of preference.

    In Japanese and Chinese, quotation marks and dashes come from the CJK font at full
    width.
    """
    font: list[Any] = [_LATIN, _CJK]
    if setting.is_cjk(language):
        font = [{"name": _LATIN, "covers": "latin-in-cjk"}, _CJK, _LATIN]
    lang = setting.primary(language)
    known = "en" if lang in {"", "und"} else lang
    return {"lang": known, "region": _REGIONS.get(lang), "font": font}


def _compiled(source: bytes, inputs: dict[str, str], **options: Any) -> Any:
    """What Typst makes of a source in the fonts of a note. Raises its TypstError."""
    fonts = {"font_paths": _fonts(), "ignore_system_fonts": True}
    return typst.compile(source, **fonts, sys_inputs=inputs, **options)


@cache
def _fonts() -> Any:
    """The fonts of a note, opened once, for Typst; system fonts are left out.

    Every language needs all of them, since any note may name places in any script.
    """
    latin, *others = (Path(str(files(module))) for module in _PACKAGES)
    folders = [_cuts_in_use(latin / "files").name, *map(str, others)]
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=folders
    )


@cache
def _cuts_in_use(folder: Path) -> TemporaryDirectory[str]:
    """A folder of its own with the cuts in use, kept until the process ends.

    The package holds each cut in two formats, and which one Typst would meet first is
    chance.
    """
    chosen = TemporaryDirectory(prefix="kizuna-fonts-", ignore_cleanup_errors=True)
    for cut in _LATIN_CUTS:
        shutil.copy(folder / f"SourceSansPro-{cut}.otf", chosen.name)
    return chosen


def render_pdf(note: document.Note) -> bytes:
    """The note as a PDF file, the same bytes for the same note; it states no time of
    making.

    Issues a MissingGlyphs warning where no font has a character of the note; such a
    file is still tagged, but makes no claim to PDF/UA. Raises RenderError where a
    sentence cites a claim without evidence, or the note cannot be set.
    """
    import pikepdf

    setter = _Setter(_by_source(note) if note.one_page else note)
    text = json.dumps(setter.note(), ensure_ascii=False)
    missing = missing_glyphs(text + "".join(setter.shown), note.language)
    template = files("kizuna.publish.report.renderers") / "templates" / "note.typ"
    options = {
        "format": "pdf",
        "pdf_standards": [] if missing else ["ua-1"],
        "timestamp": 0,
    }
    inputs = {"note": text, "pictures": json.dumps(setter.pictures, ensure_ascii=False)}
    try:
        made = _compiled(template.read_bytes(), inputs, **options)
    except typst.TypstError as error:
        raise RenderError(f"the note cannot be set as PDF: {error.message}") from error
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as plain:
        together = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
        plain.save(
            packed, **together, deterministic_id=True, fix_metadata_version=False
        )
    return packed.getvalue()


def _by_source(note: document.Note) -> document.Note:
    """The note with one entry a source, which has all claims of the note that rest on
    it.
    """
    sources: dict[tuple[str, ...], list[document.CitedPassage]] = {}
    for item in note.evidence:
        addresses = (one.text for one in item.source if one.pieces[0].address)
        sources.setdefault((item.source[0].text, *addresses), []).append(item)
    merged = (
        replace(
            held[0],
            number=number,
            claims=tuple(c for item in held for c in item.claims),
        )
        for number, held in enumerate(sources.values(), start=1)
    )
    return replace(note, evidence=tuple(merged))


class _Setter:
    """The note as plain data for the template, with each text cut into runs of one
    language.
    """

    def __init__(self, source: document.Note) -> None:
        self.source = source
        self.citations = setting.Citations(source)
        self.tongues: set[str] = {source.language}
        self.pictures: list[dict[str, str]] = []
        self.shown: list[str] = []
        """The texts of the pictures."""

    def note(self) -> dict[str, Any]:
        source = self.source
        sections = []
        for section in source.sections:
            self.citations.begin(section.title or source.title)
            sections.append(
                self.data(section) | {"anchor": f"section-{section.anchor}"}
            )
        return {
            "title": setting.printable(source.title),
            "title_runs": self.runs(source.title),
            "author": "Kizuna",
            "subtitle": self.runs(source.lead.text),
            "one_page": source.one_page,
            "header": self.data(source.header.facts),
            "sections": sections,
            "evidence": [self.evidence(item) for item in source.evidence],
            "digits": len(str(len(source.evidence))),
            "words": source.words,
            "text": _settings(source.language),
            "tongues": {tongue: _settings(tongue) for tongue in sorted(self.tongues)},
        }

    def runs(self, text: str) -> list[list[str]]:
        runs = setting.language_runs(text, self.source.language) if text else ()
        self.tongues.update(run.language for run in runs if run.language)
        return [
            [run.text, run.language] if run.language else [run.text] for run in runs
        ]

    def cited(self, claims: tuple[str, ...]) -> dict[str, Any] | None:
        citation = self.citations.cite(claims)
        return {"place": citation.place, "spans": citation.spans} if citation else None

    def data(self, value: Any) -> Any:
        """A part of a note as plain data: by its fields, with its kind; a sentence with
        the numbers behind it.
        """
        match value:
            case str():
                return self.runs(value)
            case tuple():
                return [self.data(one) for one in value]
            case document.Sentence(tone=tone):
                return {
                    "runs": self.runs(value.text),
                    "cite": self.cited(value.claims),
                    "aside": value.aside,
                    "doubtful": tone is document.Tone.DOUBTFUL,
                    "short": setting.stays_on_one_line(value.text),
                    **self.alone(value),
                }
        if not is_dataclass(value):
            return value
        own: dict[str, Any] = {"kind": type(value).__name__}
        match value:
            case document.KeyFigures(facts):
                leads = (
                    setting.leading_number(figure.text) for _, (figure, *_) in facts
                )
                own["leads"] = [[*map(self.runs, lead)] for lead in leads]
            case document.Table():
                own["numeric"] = sorted(value.numeric)
                own["shares"], own["scale"] = setting.layout_of(value)
            case document.Drawing():
                return own | self.drawing(value)
        return {
            one.name: self.data(getattr(value, one.name)) for one in fields(value)
        } | own

    def alone(self, said: document.Sentence) -> dict[str, Any]:
        """What a sentence has beside its runs: the address that it is, or the pieces of
        a passage.
        """
        if said.tone is not document.Tone.QUOTED:
            return {"address": said.pieces[0].address if len(said.pieces) == 1 else ""}
        language = said.pieces[0].language
        self.tongues.update([language] if language else [])
        return {
            "pieces": [[one.text, one.is_marked] for one in said.pieces],
            "language": language,
        }

    def drawing(self, drawing: document.Drawing) -> dict[str, Any]:
        picture = Picture.of(drawing.svg)
        alt = setting.printable(drawing.description or drawing.caption)
        self.pictures.append({"svg": picture.svg, "alt": alt})
        self.shown.append(picture.text)
        return {
            "caption": self.runs(drawing.caption),
            "cite": self.cited(drawing.claims),
            "picture": len(self.pictures) - 1,
            "width": picture.size[0],
        }

    def evidence(self, item: document.CitedPassage) -> dict[str, Any]:
        self.citations.within(item)
        printed = replace(item, claims=(), quotes=setting.printed_quotes(item))
        said = document.sentences_of((printed.quotes, printed.facts.facts[1:]))
        held: dict[str, Any] = self.data(printed)
        links = self.citations.backlinks(item.number).items()
        held["long"] = sum(len(one.text) for one in said) > _LONG
        held["back"] = [
            {"section": self.runs(title), "places": places} for title, places in links
        ]
        return held
