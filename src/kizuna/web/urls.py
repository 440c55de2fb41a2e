"""Every address of Kizuna in the browser; the address of anything in the register is its id."""

from django.urls import include, path, register_converter
from django.urls.converters import IntConverter

from kizuna.claims.kinds import KINDS
from kizuna.web.analysis import urls as analysis_urls
from kizuna.web.api.v1 import api
from kizuna.web.mapping import urls as mapping_urls
from kizuna.web.pages import (
    conflicts,
    document,
    enter,
    entity,
    home,
    identity,
    import_,
    jobs,
    read,
    review,
    search,
)


class KindConverter:
    """The kind of an id: government, tie, agreement ..."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class NumberConverter(IntConverter):
    """A number in the database; one that no database counts to is no address."""

    regex = "[0-9]{1,18}"


register_converter(KindConverter, "kind")
register_converter(NumberConverter, "number")

urlpatterns = [
    path("", home.home, name="home"),
    path("search/suggest", search.suggest_part, name="suggest-names"),
    path("names", search.names_part, name="names"),
    path("names/new", search.new_places_part, name="new-places"),
    path("document/<slug:slug>/text", document.text_page, name="text"),
    path("document/<slug:slug>/publish", document.publish_page, name="publish"),
    path("claim/<str:prefix>", document.claim_page, name="claim"),
    path("jobs", jobs.jobs_page, name="jobs"),
    path("jobs/<number:number>", jobs.job_page, name="job"),
    path("jobs/<number:number>/cancel", jobs.cancel_page, name="job-cancel"),
    path("jobs/<number:number>/again", jobs.again_page, name="job-again"),
    path("jobs/<number:number>/result", jobs.result_page, name="job-result"),
    path("import", import_.lists_page, name="import"),
    path("import/<slug:token>", import_.list_page, name="import-list"),
    path(
        "import/<slug:token>/rejected.csv",
        import_.file_page,
        {"what": "rejected"},
        name="import-rejected",
    ),
    path(
        "import/<slug:token>/differences.csv",
        import_.file_page,
        {"what": "differences"},
        name="import-differences",
    ),
    path("read", read.form_page, name="read"),
    path("read/<slug:token>", read.page_page, name="read-page"),
    path("enter", enter.choose, name="entry"),
    path("enter/discard", enter.discard, name="discard-draft"),
    path("enter/words/<str:key>", enter.words, name="enter-words"),
    path("enter/keep/<kind:kind>", enter.keep, name="keep-draft"),
    path("enter/keep/<kind:kind>/<slug:slug>", enter.keep, name="keep-draft-of"),
    path("enter/<kind:kind>", enter.enter_page, name="enter-new"),
    path("identity", identity.identity_page, name="identity"),
    path("identity/undo", identity.undo_page, name="identity-undo"),
    path("identity/<kind:kind>/<slug:slug>", identity.mention_page, name="mention"),
    path("conflict/<kind:kind>/<slug:slug>/<slug:name>", conflicts.conflict_page, name="conflict"),
    path("<kind:kind>/<slug:slug>/edit", enter.enter_page, name="edit"),
    path("review", review.queue_page, name="review"),
    path("review/accept", review.accept_chosen, name="review-accept"),
    path("review/undo", review.undo_page, name="review-undo"),
    path("review/<str:prefix>", review.reading_page, name="review-reading"),
    path("review/<str:prefix>/correct", review.correct_page, name="review-correct"),
    path("", include("kizuna.web.accounts.urls")),
    path("api/v1/", api.urls()),
    *mapping_urls.urlpatterns,
    *analysis_urls.urlpatterns,
    path("<kind:kind>/<path:slug>", entity.entity_page, name="entity"),
]

handler404 = "kizuna.web.faults.not_found"
handler500 = "kizuna.web.faults.broken"
