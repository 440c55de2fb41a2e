"""The addresses of the pages that list, analyse, draw and give away."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from kizuna.web.pages import (
    embed,
    export,
    plot,
    question,
    report,
)
from kizuna.workflows.question import QUESTIONS


def _addresses(name: str) -> Iterator[URLPattern]:
    """The page of a question, and its answer as files."""
    asked = {"name": name}
    yield path(name, question.question_page, asked, name=name)
    files = {
        question.question_chart: ("svg", "png"),
        question.question_file_in: ("html", "pdf", "docx", "md", "csv", "json", "ics"),
    }
    for view, endings in files.items():
        for ending in endings:
            given = {**asked, "ending": ending}
            yield path(f"{name}.{ending}", view, given, name=f"{name}-{ending}")


urlpatterns = [
    *(_ for name in QUESTIONS for _ in _addresses(name)),
    path("report", report.report_page, name="report"),
    path("report/note.<str:ending>", report.report_file, name="report-file"),
    path("export", export.export_page, name="export"),
    path("export/<slug:name>", export.export_file, name="export-file"),
    path("release", export.release_page, name="release"),
    path("plot/<slug:kind>", plot.plot_page, name="plot"),
    path("plot/<slug:kind>.svg", plot.plot_file, {"ending": "svg"}, name="plot-svg"),
    path("plot/<slug:kind>.png", plot.plot_file, {"ending": "png"}, name="plot-png"),
    path("embed", embed.embed_page, name="embed"),
    path("embed/<slug:kind>/<slug:slug>", embed.embed_frame, name="embed-frame"),
]
