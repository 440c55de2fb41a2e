"""Drawings made fit for print: SVG in the fonts of a note, SVG as pixels, and the fonts of both.

The drawings are Kizuna's own, of `kizuna.publish.charts`. Source Sans Pro sets Latin, Greek and Cyrillic;
Noto Sans CJK, whose Latin is the same design, sets Japanese and Chinese. The Japanese file holds all Han
characters, and its localised forms give Chinese text the Chinese shapes. Both are under the SIL Open Font
License 1.1. A character without a glyph is always a warning, never a silent box.
"""

from __future__ import annotations

import atexit
import json
import re
import shutil
import tempfile
import warnings
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import typst

from kizuna.errors import RenderError
from kizuna.publish.report.renderers.language_runs import is_cjk, primary

LATIN = "Source Sans Pro"
CJK = "Noto Sans CJK JP"
_PACKAGES = {
    "font_source_sans_pro": "font-source-sans-pro",
    "noto_cjk_sans_jp_regular": "noto-cjk-sans-jp-regular",
    "noto_cjk_sans_jp_bold": "noto-cjk-sans-jp-bold",
}
_LATIN_FILES = tuple(
    f"SourceSansPro-{cut}.otf" for cut in ("Light", "Regular", "It", "Semibold", "Bold")
)
_REGIONS = {"en": "gb", "ja": "jp", "ru": "ru", "zh": "cn"}
_PROBE = (
    b"#set document(title: [probe])\n#set text(..json(bytes(sys.inputs.set)))\n#sys.inputs.text"
)
_NAMED = re.compile(r'^error: [^\n]*?`"(.*?)"`', re.MULTILINE)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class MissingGlyphs(UserWarning):
    """Some characters have no glyph in any font of the note; the message quotes them."""


def text_settings(language: str) -> dict[str, Any]:
    """The `lang`, `region` and `font` of Typst's `text` for a BCP 47 tag, fonts in order of preference.

    In Japanese and Chinese, quotation marks and dashes come from the CJK font at full width.
    """
    font: list[Any] = [LATIN, CJK]
    if is_cjk(language):
        font = [{"name": LATIN, "covers": "latin-in-cjk"}, CJK, LATIN]
    lang = primary(language)
    return {
        "lang": "en" if lang in {"", "und"} else lang,
        "region": _REGIONS.get(lang),
        "font": font,
    }


def missing_glyphs(text: str, language: str) -> frozenset[str]:
    """The characters of `text` that no font of a note in `language` can show; empty if none.

    Issues one MissingGlyphs warning that quotes them.
    """
    missing = _missing("".join(sorted(set(text))), language)
    if missing:
        listed = ", ".join(f"{letter!r} (U+{ord(letter):04X})" for letter in sorted(missing))
        message = f"no font has a glyph for {listed}; they will not be readable in the document"
        warnings.warn(message, MissingGlyphs, stacklevel=3)
    return missing


@cache
def loaded_fonts(language: str) -> Any:
    """The fonts of a note in `language`, opened once, for Typst; system fonts are left out.

    Every language needs all of them, since any note may name places in any script. Raises
    RenderError naming the package that is not installed.
    """
    try:
        latin, *others = [Path(str(files(module))) for module in _PACKAGES]
    except ModuleNotFoundError as error:
        package = _PACKAGES[error.name or ""]
        raise RenderError(
            f"no fonts to set a note in {language!r}: install the package {package}"
        ) from error
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(folder) for folder in (_chosen(latin / "files"), *others)],
    )


@cache
def _chosen(folder: Path) -> Path:
    """A folder of its own with the cuts in use, kept until the process ends.

    The package holds each cut in two formats, and which one Typst would meet first is chance.
    """
    chosen = Path(tempfile.mkdtemp(prefix="kizuna-fonts-"))
    atexit.register(shutil.rmtree, chosen, ignore_errors=True)
    for name in _LATIN_FILES:
        shutil.copyfile(folder / name, chosen / name)
    return chosen


@lru_cache(maxsize=256)
def _missing(letters: str, language: str) -> frozenset[str]:
    """The letters without a glyph: PDF/UA (ISO 14289-1) allows none, and the typesetter names each of them."""
    settings = {key: value for key, value in text_settings(language).items() if value is not None}
    try:
        typst.compile(
            _PROBE,
            font_paths=loaded_fonts(language),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"text": " ".join(letters), "set": json.dumps(settings)},
        )
    except typst.TypstError as error:
        named = "".join(_NAMED.findall(error.diagnostic))
        shown = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), named)
        return frozenset(letters).intersection(shown)
    return frozenset()


_SVG = "http://www.w3.org/2000/svg"
_PIXELS_PER_INCH = 220

ElementTree.register_namespace("", _SVG)


def svg_text(svg: str) -> str:
    """All text that the drawing shows, for a check of its glyphs."""
    texts = ElementTree.fromstring(svg).iter(f"{{{_SVG}}}text")
    return "".join("".join(element.itertext()) for element in texts)


def printable_svg(svg: str) -> str:
    """The drawing as SVG text in the fonts of the note, for a PDF or for pixels."""
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        if element is root or "font-family" in element.attrib:
            element.set("font-family", LATIN)
    return ElementTree.tostring(root, encoding="unicode")


def picture_size(svg: str) -> tuple[float, float]:
    """Width and height of the drawing in points of 1/72 inch; it states them in pixels of 1/96 inch."""
    root = ElementTree.fromstring(svg)
    return float(root.attrib["width"]) * 0.75, float(root.attrib["height"]) * 0.75


def pixels(svgs: list[str], language: str) -> list[bytes]:
    """The drawings as PNG on white, in order. Raises RenderError where one cannot be drawn."""
    if not svgs:
        return []
    pages = [{"svg": printable_svg(svg), "size": picture_size(svg)} for svg in svgs]
    source = (
        b"#set page(margin: 0pt, fill: white)\n"
        b"#for it in json(bytes(sys.inputs.pages)) {\n"
        b"  set page(width: it.size.at(0) * 1pt, height: it.size.at(1) * 1pt)\n"
        b'  image(bytes(it.svg), format: "svg", width: 100%, height: 100%)\n}\n'
    )
    try:
        made = typst.compile(
            source,
            font_paths=loaded_fonts(language),
            ignore_system_fonts=True,
            format="png",
            ppi=_PIXELS_PER_INCH,
            sys_inputs={"pages": json.dumps(pages, ensure_ascii=False)},
        )
    except typst.TypstError as error:
        raise RenderError(f"a drawing cannot be drawn: {error.message}") from error
    return made if isinstance(made, list) else [made]
