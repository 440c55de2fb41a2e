"""Text with its languages marked, so that each name is set and read aloud as its own language."""

from __future__ import annotations

from markupsafe import Markup

from kizuna.publish.report.renderers.language_runs import language_runs


def in_tongues(text: str, language: str) -> Markup:
    """The text as HTML in which what is not in the page's language (a BCP 47 tag) stands in a span of its own.

    The language is told from the characters alone: a guess for display, never a fact.
    """
    span = Markup('<span lang="{}">{}</span>')
    return Markup("").join(
        span.format(run.language, run.text) if run.language else run.text
        for run in language_runs(text, language)
    )
