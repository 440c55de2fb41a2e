"""The addresses of the pages that list, analyse, draw and give away."""

from django.urls import path

from kizuna.web.pages import (
    compare,
    embed,
    export,
    measure,
    network,
    plot,
    report,
    reviews,
    suggest,
    survival,
    ties,
    timeline,
)

urlpatterns = [
    path("ties", ties.ties_page, name="ties"),
    path("ties.csv", ties.ties_csv, name="ties-csv"),
    path("ties.json", ties.ties_json, name="ties-json"),
    path("compare", compare.compare_page, name="compare"),
    path("network", network.network_page, name="network"),
    path("suggest", suggest.suggest_page, name="suggest"),
    path("survival", survival.survival_page, name="survival"),
    path("measure", measure.measure_page, name="measure"),
    path("gaps", reviews.gaps_page, name="gaps"),
    path("check", reviews.check_page, name="check"),
    path("reconcile", reviews.reconcile_page, name="reconcile"),
    path("timeline", timeline.timeline_page, name="timeline"),
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
