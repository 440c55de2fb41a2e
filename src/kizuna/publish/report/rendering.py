"""A note as a file: one brief, five formats."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kizuna.errors import BadQuestion
from kizuna.languages import Messages
from kizuna.publish.document import Document
from kizuna.publish.report.brief import Brief
from kizuna.publish.report.compose import Head, Library, compose, note_of
from kizuna.publish.report.contract import note_json
from kizuna.publish.report.note import Note
from kizuna.publish.wording import Wording

FORMATS = ("html", "pdf", "docx", "md", "json")
"""The formats of a note, by the ending of its file."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a note is set: its format (one of FORMATS), its language, its head, the texts that are held,
    and the time as of which the register was known (None: now)."""

    format: str
    language: str
    head: Head
    library: Library
    known_at: datetime | None = None


def render(brief: Brief, setting: Setting) -> bytes:
    """The note as the content of a file; the same brief and setting give the same bytes.

    Raises BadQuestion for an unknown format, BadLanguage for an unknown language and RenderError when
    a renderer fails.
    """
    messages = Messages(setting.language)
    if setting.format == "json":
        held = note_json(brief, setting.known_at, messages.tag, setting.head.ledger)
        return json.dumps(held, ensure_ascii=False, indent=2).encode()
    renderer = _renderer(setting.format)
    return renderer(compose(brief, messages, setting.library, setting.head, setting.known_at))


def render_document(
    document: Document,
    wording: Wording,
    library: Library,
    form: str,
    known_at: datetime | None = None,
) -> bytes:
    """An answer as the content of a file: html, pdf, docx or md. Raises as `render` does."""
    return _renderer(form)(note_of(document, wording, library, known_at))


def _renderer(name: str) -> Callable[[Note], bytes]:
    """The renderer of a format; each is imported only when it is asked for."""
    match name:
        case "html":
            from kizuna.publish.report.renderers.html import render_html

            return lambda note: render_html(note).encode()
        case "md":
            from kizuna.publish.report.renderers.markdown import render_markdown

            return lambda note: render_markdown(note).encode()
        case "docx":
            from kizuna.publish.report.renderers.docx import render_docx

            return render_docx
        case "pdf":
            from kizuna.publish.report.renderers.pdf import render_pdf

            return render_pdf
    raise BadQuestion(f"{name!r} is not a format of a note; there are {', '.join(FORMATS)}")
