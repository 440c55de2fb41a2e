"""Drawings made fit for a document: SVG safe inside a page, SVG as pixels, and the fonts of both.

Nothing of a drawing can run, load or reach outside itself: scripts, handlers, embedded pages and outside
references are left out, and its ids and classes are its own. Source Sans Pro sets Latin, Greek and Cyrillic;
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
import unicodedata
import warnings
from dataclasses import dataclass
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
_IGNORABLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")


class MissingGlyphs(UserWarning):
    """Some characters have no glyph in any font of the note; the message quotes them."""


def font_folders(language: str) -> list[Path]:
    """The folders that hold the fonts of a note in `language`, each of them existing.

    Every language needs all of them, since any note may name places in any script. Raises
    RenderError naming the package that is not installed.
    """
    latin, *others = [_folder_of(module, language) for module in _PACKAGES]
    return [_chosen(latin / "files"), *others]


def font_stack(language: str) -> list[Any]:
    """The font families in order of preference, as Typst's `text(font: …)` takes them.

    In Japanese and Chinese, quotation marks and dashes come from the CJK font at full width.
    """
    if is_cjk(language):
        return [{"name": LATIN, "covers": "latin-in-cjk"}, CJK, LATIN]
    return [LATIN, CJK]


def text_settings(language: str) -> dict[str, Any]:
    """The `lang`, `region` and `font` of Typst's `text` for a BCP 47 tag."""
    lang = primary(language)
    if lang in {"", "und"}:
        return {"lang": "en", "region": None, "font": font_stack(language)}
    return {"lang": lang, "region": _REGIONS.get(lang), "font": font_stack(language)}


def missing_glyphs(text: str, language: str) -> set[str]:
    """The characters of `text` that no font of a note in `language` can show; empty if none.

    Spaces, controls and other characters without a shape are left aside.
    """
    letters = {letter for letter in text if not letter.isascii() and _has_shape(letter)}
    letters |= {letter for letter in text if letter.isascii() and letter.isprintable()} - {" "}
    return set(_missing("".join(sorted(letters)), language))


def warn_of_missing_glyphs(text: str, language: str) -> set[str]:
    """As `missing_glyphs`, and issues one MissingGlyphs warning that quotes the characters."""
    missing = missing_glyphs(text, language)
    if missing:
        listed = ", ".join(f"{letter!r} (U+{ord(letter):04X})" for letter in sorted(missing))
        message = f"no font has a glyph for {listed}; they will not be readable in the document"
        warnings.warn(message, MissingGlyphs, stacklevel=3)
    return missing


@cache
def loaded_fonts(language: str) -> Any:
    """The fonts of a note in `language`, opened once, for Typst; system fonts are left out."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(folder) for folder in font_folders(language)],
    )


def _folder_of(module: str, language: str) -> Path:
    try:
        return Path(str(files(module)))
    except ModuleNotFoundError as error:
        package = _PACKAGES[module]
        raise RenderError(
            f"no fonts to set a note in {language!r}: install the package {package}"
        ) from error


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


def _has_shape(letter: str) -> bool:
    category = unicodedata.category(letter)
    if category[0] == "Z" or category in {"Cc", "Cf", "Cs"} or _IGNORABLE.match(letter):
        return False
    return not 0xE0100 <= ord(letter) <= 0xE01EF


@lru_cache(maxsize=256)
def _missing(letters: str, language: str) -> str:
    """The letters that cannot be shown, found by halving a text that fails to be set."""
    if not letters or _can_be_set(letters, language):
        return ""
    if len(letters) == 1:
        return letters
    middle = len(letters) // 2
    return _missing(letters[:middle], language) + _missing(letters[middle:], language)


def _can_be_set(letters: str, language: str) -> bool:
    """Whether every letter has a glyph: PDF/UA (ISO 14289-1) allows no letter without one."""
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
    except typst.TypstError:
        return False
    return True


_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_FORBIDDEN = {"script", "foreignObject", "iframe", "image", "audio", "video", "handler", "set"}
_FORBIDDEN |= {"animate", "animateMotion", "animateTransform"}
_REFERENCE = re.compile(r"url\(\s*['\"]?([^)'\"]*)['\"]?\s*\)")
_SELECTOR_NAME = re.compile(r"([.#])(-?[A-Za-z_][\w-]*)(?=[^{}]*\{)")
_ID_LISTS = {"aria-labelledby", "aria-describedby", "aria-controls"}
_PIXELS_PER_INCH = 220

ElementTree.register_namespace("", _SVG)
ElementTree.register_namespace("xlink", _XLINK)


@dataclass(frozen=True, slots=True)
class InlineSvg:
    """An SVG element to stand inside a page; `styles` are the texts of its style elements."""

    markup: str
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pixels:
    """A PNG image of a drawing, `width` and `height` in points of 1/72 inch."""

    png: bytes
    width: float
    height: float


def inline_svg(svg: str, prefix: str) -> InlineSvg:
    """The drawing as an SVG element whose ids and classes begin with `prefix`.

    One that names no role is marked as decoration, since its figure carries the description. Raises
    RenderError where the text is not SVG.
    """
    root = _parse(svg)
    styles: list[str] = []
    _clean(root, prefix, styles)
    width, height = _size(root)
    root.attrib.setdefault("viewBox", f"0 0 {width:g} {height:g}")
    root.set("width", f"{width:g}")
    root.attrib.pop("height", None)
    if root.get("role") != "img":
        root.set("aria-hidden", "true")
    root.set("focusable", "false")
    root.set("id", prefix)
    return InlineSvg(ElementTree.tostring(root, encoding="unicode"), tuple(styles))


def svg_text(svg: str) -> str:
    """All text that the drawing shows, for a check of its glyphs."""
    shown = (element for element in _parse(svg).iter() if _local(element) in {"text", "tspan"})
    return "".join("".join(element.itertext()) for element in shown)


def printable_svg(svg: str) -> str:
    """The drawing as SVG text in the fonts of the note, for a PDF or for pixels."""
    root = _parse(svg)
    _clean(root, "", [])
    for element in root.iter():
        if "font-family" in element.attrib:
            element.set("font-family", LATIN)
        if _local(element) == "style" and element.text:
            element.text = re.sub(r"font-family\s*:[^;}]*", f"font-family:'{LATIN}'", element.text)
    root.set("font-family", LATIN)
    return ElementTree.tostring(root, encoding="unicode")


def picture_size(svg: str) -> tuple[float, float]:
    """Width and height of the drawing in CSS pixels (1/96 inch)."""
    return _size(_parse(svg))


def pixels(svgs: list[str], language: str) -> list[Pixels]:
    """The drawings as PNG on white, in order. Raises RenderError where one cannot be drawn."""
    if not svgs:
        return []
    sizes = [_size(_parse(svg)) for svg in svgs]
    sizes = [(width * 0.75, height * 0.75) for width, height in sizes]
    pages = [
        {"svg": printable_svg(svg), "width": width, "height": height}
        for svg, (width, height) in zip(svgs, sizes, strict=True)
    ]
    source = (
        b"#set page(margin: 0pt, fill: white)\n"
        b"#for it in json(bytes(sys.inputs.pages)) {\n"
        b"  set page(width: it.width * 1pt, height: it.height * 1pt)\n"
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
    images = made if isinstance(made, list) else [made]
    return [Pixels(image, *size) for image, size in zip(images, sizes, strict=True)]


def _parse(svg: str) -> ElementTree.Element:
    if "<!ENTITY" in svg or "<!DOCTYPE" in svg:
        raise RenderError(f"a drawing must be SVG without a document type, not {svg[:60]!r}")
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise RenderError(f"a drawing is not well-formed SVG ({error}): {svg[:60]!r}") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise RenderError(f"a drawing must be an svg element of {_SVG}, not {svg[:60]!r}")
    return root


def _size(root: ElementTree.Element) -> tuple[float, float]:
    """Width and height in CSS pixels: as stated, or of the view box, or 600 by 400."""
    stated = [re.fullmatch(r"([\d.]+)(?:px)?", root.get(name, "")) for name in ("width", "height")]
    if stated[0] and stated[1]:
        return float(stated[0].group(1)), float(stated[1].group(1))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    return (float(box[2]), float(box[3])) if len(box) == 4 else (600.0, 400.0)


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _clean(element: ElementTree.Element, prefix: str, styles: list[str]) -> None:
    """Leaves out what could run or load, and gives ids and classes the prefix, in place."""
    for child in list(element):
        if _local(child) in _FORBIDDEN:
            element.remove(child)
    if _local(element) == "a":
        element.tag = f"{{{_SVG}}}g"
    if _local(element) == "style":
        element.text = _clean_style(element.text or "", prefix)
        styles.append(element.text)
    _style_to_attributes(element)
    for name, value in list(element.attrib.items()):
        kept = _clean_attribute(name, value, prefix)
        if kept is None:
            del element.attrib[name]
        else:
            element.set(name, kept)
    for child in element:
        _clean(child, prefix, styles)


def _style_to_attributes(element: ElementTree.Element) -> None:
    """A style attribute as presentation attributes, which a strict page policy allows."""
    for declaration in element.attrib.pop("style", "").split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if value and re.fullmatch("[a-z][a-z-]*", name):
            element.set(name, value)


def _clean_attribute(name: str, value: str, prefix: str) -> str | None:
    """The value to keep, None to leave the attribute out."""
    local = name.rpartition("}")[2]
    if local.lower().startswith("on"):
        return None
    if local == "href":
        return f"#{_own(prefix, value[1:])}" if value.startswith("#") else None
    if local == "id":
        return _own(prefix, value)
    if local == "class" or local in _ID_LISTS:
        return " ".join(_own(prefix, part) for part in value.split())
    return _own_references(value, prefix)


def _own(prefix: str, name: str) -> str:
    return f"{prefix}-{name}" if prefix else name


def _own_references(value: str, prefix: str) -> str:
    def replaced(match: re.Match[str]) -> str:
        target = match.group(1)
        return f"url(#{_own(prefix, target[1:])})" if target.startswith("#") else "none"

    return _REFERENCE.sub(replaced, value)


def _clean_style(text: str, prefix: str) -> str:
    """A style sheet that loads nothing and, with a prefix, reaches only inside its drawing."""
    text = re.sub(r"@import[^;]*;?", "", text).replace("<", "")
    text = _own_references(text, prefix)
    if not prefix:
        return text
    named = _SELECTOR_NAME.sub(lambda found: f"{found[1]}{_own(prefix, found[2])}", text)
    return f"#{prefix}{{{named}}}"
