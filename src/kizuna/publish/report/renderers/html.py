"""A note as one HTML file that needs nothing else: no network, no other file, no script.

Each number after a sentence is a link to a piece of evidence at the end of the page; where scripts
run, the link opens it beside the text instead. The page's own policy (CSP) allows nothing that is
not in the file. All text passes through the template's escaping.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kizuna.publish.document import Note
from kizuna.publish.report.renderers import citations, language_runs

SHOWN = 3
"""How many numbers stand after a sentence at most; of more, all but two fold into "+N"."""


def render_html(note: Note) -> str:
    """The note as a self-contained HTML document, the same text for the same note.

    Raises RenderError where a sentence cites a claim without evidence.
    """
    cited = citations.Citations(note)
    return (
        _environment()
        .get_template("note.html.jinja")
        .render(
            note=note,
            words=note.words,
            first=note.sections[0].anchor if note.sections else "evidence",
            fold=fold,
            many=citations.MANY,
            dot=citations.DOT,
            gap="" if language_runs.is_cjk(note.language) else " ",
            css=Markup(_asset("note.css")),
            script=Markup(_asset("note.js")),
            begin=cited.begin,
            cite=cited.cite,
            backlinks=cited.backlinks,
            picture=lambda drawing: Markup(drawing.svg),
            policy=_policy(),
            headline=language_runs.leading_number,
            split=lambda text: language_runs.language_runs(text, note.language),
            short=language_runs.stays_on_one_line,
        )
    )


def fold(numbers: tuple[int, ...], few: bool = False) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The numbers to show and those to fold into "+N", which never holds one alone.

    `few` is for the narrow cells of numbers, where one is shown.
    """
    shown = 1 if few else SHOWN - 1
    return (numbers, ()) if len(numbers) <= shown + 1 else (numbers[:shown], numbers[shown:])


@cache
def _environment() -> Environment:
    loader = PackageLoader("kizuna.publish.report.renderers", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)


@cache
def _asset(name: str) -> str:
    return (files("kizuna.publish.report.renderers") / "templates" / name).read_text("utf-8")


def _policy() -> str:
    """The Content-Security-Policy: the page's own style and script, and nothing else."""
    hashed = (hashlib.sha256(_asset(name).encode()).digest() for name in ("note.css", "note.js"))
    style, script = (f"'sha256-{base64.b64encode(one).decode()}'" for one in hashed)
    return (
        f"default-src 'none'; style-src {style}; script-src {script}; "
        "base-uri 'none'; form-action 'none'"
    )
