"""Text with its languages marked, so that each name is set and read aloud as its own language."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from kizuna.publish.report.renderers.language_runs import language_runs
from kizuna.values import escape_and_isolate

_SPAN = Markup('<span lang="{}">{}</span>')


@lru_cache(maxsize=16384)
def in_tongues(text: str, language: str) -> Markup:
    """The text as HTML in which what is not in the page's language (a BCP 47 tag) stands in a span of its own.

    The language is told from the characters alone: a guess for display, never a fact.
    """
    text = escape_and_isolate(text)
    if text.isascii():
        return escape(text)
    return Markup("").join(
        _SPAN.format(run.language, run.text) if run.language else run.text
        for run in language_runs(text, language)
    )
