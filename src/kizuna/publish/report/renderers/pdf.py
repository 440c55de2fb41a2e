"""A note as PDF on A4, set by Typst: a tagged PDF/UA-1 document (ISO 14289-1) with an outline.

The note goes to the template as data and never as code. Fonts come from packages, never from the system, so the
same note looks the same everywhere. A tagged note has an object for each link and each piece of its structure,
which the typesetter writes out one by one and plain; they are packed into compressed object streams (ISO
32000-1, 7.5.7), which changes where objects stand, never what they say.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from importlib.resources import files
from itertools import pairwise
from typing import Any

import typst

from kizuna.errors import RenderError
from kizuna.publish import document
from kizuna.publish.report.renderers import pictures
from kizuna.publish.report.renderers.citations import Citations, printed_lines
from kizuna.publish.report.renderers.language_runs import (
    column_shares,
    language_runs,
    leading_number,
    printable,
    stays_on_one_line,
    type_scale,
)

_AUTHOR = "Kizuna"
_LONG = 800
"""Evidence with more characters than this may break across columns and pages."""


def render_pdf(note: document.Note) -> bytes:
    """The note as a PDF file, the same bytes for the same note; it states no time of making.

    Issues a MissingGlyphs warning where no font has a character of the note; such a file is still
    tagged, but makes no claim to PDF/UA. Raises RenderError where a sentence cites a claim without
    evidence, or the note cannot be set.
    """
    setter = _Setter(_by_source(note) if note.one_page else note)
    text = json.dumps(setter.note(), ensure_ascii=False)
    shown = text + "".join(pictures.svg_text(picture["svg"]) for picture in setter.pictures)
    missing = pictures.missing_glyphs(shown, note.language)
    try:
        made = typst.compile(
            (files("kizuna.publish.report.renderers") / "templates" / "note.typ").read_bytes(),
            font_paths=pictures.loaded_fonts(note.language),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=[] if missing else ["ua-1"],
            timestamp=0,
            sys_inputs={
                "note": text,
                "pictures": json.dumps(setter.pictures, ensure_ascii=False),
            },
        )
    except typst.TypstError as error:
        raise RenderError(f"the note cannot be set as PDF: {error.message}") from error
    return packed(bytes(made))


def _by_source(note: document.Note) -> document.Note:
    """The note with one entry a source, which has all claims of the note that rest on it."""
    sources: dict[tuple[str, ...], list[document.CitedPassage]] = {}
    for item in note.evidence:
        where = next(line for line in item.lines if line.role == "where")
        named = (one.text for one in where.phrases if one.look in ("source", "address"))
        sources.setdefault(tuple(named), []).append(item)
    merged = (
        replace(held[0], number=number, claims=tuple(c for item in held for c in item.claims))
        for number, held in enumerate(sources.values(), start=1)
    )
    return replace(note, evidence=tuple(merged))


class _Setter:
    """The note as plain data for the template, with each text cut into runs of one language."""

    def __init__(self, source: document.Note) -> None:
        self.source = source
        self.citations = Citations(source)
        self.tongues: set[str] = {source.language}
        self.pictures: list[dict[str, str]] = []

    def note(self) -> dict[str, Any]:
        source = self.source
        sections = []
        for section in source.sections:
            self.citations.begin(section.title or source.title)
            sections.append(self.data(section) | {"anchor": f"section-{section.anchor}"})
        return {
            "title": printable(source.title),
            "title_runs": self.runs(source.title),
            "author": _AUTHOR,
            "subtitle": self.runs(source.lead.text),
            "one_page": source.one_page,
            "header": self.data(source.header.facts),
            "sections": sections,
            "evidence": [self.evidence(item) for item in source.evidence],
            "digits": len(str(len(source.evidence))),
            "words": source.words,
            "text": pictures.text_settings(source.language),
            "tongues": {tongue: pictures.text_settings(tongue) for tongue in sorted(self.tongues)},
        }

    def runs(self, text: str) -> list[list[str]]:
        found: list[list[str]] = []
        for run in language_runs(text, self.source.language) if text else ():
            if run.language:
                self.tongues.add(run.language)
            found.append([run.text, run.language] if run.language else [run.text])
        return found

    def cited(self, claims: tuple[str, ...]) -> dict[str, Any] | None:
        citation = self.citations.cite(claims)
        return {"place": citation.place, "spans": citation.spans} if citation else None

    def data(self, value: Any) -> Any:
        """A part of a note as plain data: by its fields, with its kind; a sentence with the numbers behind it."""
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
                    "short": stays_on_one_line(value.text),
                }
        if not is_dataclass(value):
            return value
        own: dict[str, Any] = {"kind": type(value).__name__}
        match value:
            case document.KeyFigure(figure):
                own["lead"], own["rest"] = map(self.runs, leading_number(figure.text))
            case document.Table():
                numeric = sorted(value.numeric)
                shares, scale = column_shares(value), type_scale(value)
                own |= {"numeric": numeric, "shares": shares, "scale": scale}
            case document.Drawing(svg, caption, description, claims):
                alt = printable(description or caption)
                self.pictures.append({"svg": pictures.printable_svg(svg), "alt": alt})
                return own | {
                    "caption": self.runs(caption),
                    "cite": self.cited(claims),
                    "picture": len(self.pictures) - 1,
                    "width": pictures.picture_size(svg)[0],
                }
        return {one.name: self.data(getattr(value, one.name)) for one in fields(value)} | own

    def evidence(self, item: document.CitedPassage) -> dict[str, Any]:
        lines = list(printed_lines(item))
        self.tongues.update(line.language for line in lines if line.language)
        shown = (line for line in lines if line.role in ("quote", "claims"))
        length = sum(len(one.text) for line in shown for one in line.phrases)
        return {
            "number": item.number,
            "long": length > _LONG,
            "lines": [self.line(line) for line in lines],
            "back": [
                {"section": self.runs(section), "places": places}
                for section, places in self.citations.backlinks(item.number).items()
            ],
        }

    def line(self, line: document.EvidenceLine) -> dict[str, Any]:
        """A line of evidence; a passage in its own language is not cut into runs."""
        phrases = [
            phrase._asdict()
            | {"runs": [[phrase.text]] if line.language else self.runs(phrase.text)}
            for phrase in line.phrases
        ]
        return line._asdict() | {"phrases": phrases}


_ENTRY = re.compile(rb"(\d{10}) \d{5} n")
_TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref", re.DOTALL)
_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj\s*", re.DOTALL)
_TOGETHER = 200
"""How many objects share a stream: a reader unpacks all of them to see one."""


def packed(pdf: bytes) -> bytes:
    """The same document with its objects packed, as the typesetter writes it: with one plain table of all objects.

    A document whose objects are not where its table says is left as it is.
    """
    end = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    trailer = _TRAILER.search(pdf, end)
    starts = sorted(int(found[1]) for found in _ENTRY.finditer(pdf, end))
    found = (_OBJECT.fullmatch(pdf, *place) for place in pairwise([*starts, end]))
    objects = [(int(one[1]), one[2]) for one in found if one]
    if trailer is None or len(objects) < len(starts):
        return pdf
    rest = re.sub(rb"/Size\s+\d+", b"", trailer[1]).strip()
    return _written(pdf[: starts[0]], objects, rest)


def _written(head: bytes, objects: Sequence[tuple[int, bytes]], trailer: bytes) -> bytes:
    """The file of these objects, those without a stream in streams of many."""
    out, size = bytearray(head), 1 + max(number for number, _ in objects)
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    small: list[tuple[int, bytes]] = []
    for number, content in objects:
        if content.endswith(b"endstream"):
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
        else:
            small.append((number, content))
    for first in range(0, len(small), _TOGETHER):
        group, index, body = small[first : first + _TOGETHER], bytearray(), bytearray()
        for at, (number, content) in enumerate(group):
            places[number] = (2, size, at)
            index += b"%d %d " % (number, len(body))
            body += content + b"\n"
        places[size] = (1, len(out), 0)
        entries = b"/Type/ObjStm/N %d/First %d" % (len(group), len(index))
        out += _stream(size, entries, bytes(index + body))
        size += 1
    places[size] = (1, len(out), 0)
    rows = (places.get(number, (0, 0, 65535)) for number in range(size + 1))
    table = b"".join(struct.pack(">BLH", *row) for row in rows)
    start = len(out)
    out += _stream(size, b"/Type/XRef/W[1 4 2]/Size %d%b" % (size + 1, trailer), table)
    out += b"startxref\n%d\n%%%%EOF" % start
    return bytes(out)


def _stream(number: int, entries: bytes, content: bytes) -> bytes:
    made = zlib.compress(content, 9)
    held = b"%b/Length %d/Filter/FlateDecode" % (entries, len(made))
    return b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, held, made)
