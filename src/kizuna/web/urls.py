"""Every address of Kizuna in the browser; the address of anything in the register is
its id.

Those that allauth asks for by name have the names that it knows.
"""

from allauth.account.views import LogoutView
from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kizuna.claims.kinds import KINDS
from kizuna.web.access import FORM, needs
from kizuna.web.accounts import history, people
from kizuna.web.api.v1 import api
from kizuna.web.pages import (
    decisions,
    document,
    enter,
    entity,
    import_,
    jobs,
    publications,
    question,
    review,
)
from kizuna.web.pages import map as map_pages
from kizuna.workflows.question import QUESTIONS


def _one_of(*words: str) -> type[StringConverter]:
    """A part of an address that is one of some words."""
    return type("OneOf", (StringConverter,), {"regex": "|".join(words)})


register_converter(_one_of(*KINDS), "kind")
register_converter(_one_of("rejected", "differences"), "report")
register_converter(_one_of("svg", "png"), "picture")
register_converter(_one_of(*QUESTIONS), "question")
register_converter(_one_of("html", "pdf", "docx", "md", "csv", "json", "ics"), "file")
# A number in the database; one that no database counts to is no address.
register_converter(type("Number", (IntConverter,), {"regex": "[0-9]{1,18}"}), "number")


urlpatterns = [
    path("api/v1/", api.urls()),  # first, as it is asked for most and costs least
    path("", map_pages.home, name="home"),
    path("search/suggest", question.suggest_part, name="suggest-names"),
    path("names", question.names_part, name="names"),
    path("names/new", question.new_places_part, name="new-places"),
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
        "import/<slug:token>/<report:what>.csv", import_.file_page, name="import-report"
    ),
    path("read", document.form_page, name="read"),
    path("read/<slug:token>", document.page_page, name="read-page"),
    path("enter", enter.choose, name="entry"),
    path("enter/discard", enter.discard, name="discard-draft"),
    path("enter/words/<str:key>", enter.words, name="enter-words"),
    path("enter/keep/<kind:kind>", enter.keep, name="keep-draft"),
    path("enter/keep/<kind:kind>/<slug:slug>", enter.keep, name="keep-draft-of"),
    path("enter/<kind:kind>", enter.enter_page, name="enter-new"),
    path("identity", decisions.identity_page, name="identity"),
    path("identity/undo", decisions.undo_page, name="identity-undo"),
    path("identity/<kind:kind>/<slug:slug>", decisions.mention_page, name="mention"),
    path(
        "conflict/<kind:kind>/<slug:slug>/<slug:name>",
        decisions.conflict_page,
        name="conflict",
    ),
    path("<kind:kind>/<slug:slug>/edit", enter.enter_page, name="edit"),
    path("review", review.queue_page, name="review"),
    path("review/accept", review.accept_chosen, name="review-accept"),
    path("review/undo", review.undo_page, name="review-undo"),
    path("review/<str:prefix>", review.reading_page, name="review-reading"),
    path("review/<str:prefix>/correct", review.correct_page, name="review-correct"),
    path("sign-in", people.SignIn.as_view(), name="account_login"),
    path("sign-in/code", people.sign_in_code, name="mfa_authenticate"),
    path("sign-out", require_POST(LogoutView.as_view()), name="account_logout"),
    path("entrance/<str:secret>", people.enter, name="entrance"),
    path("account", people.own_account, name="mfa_index"),
    path("account/password", people.password, name="account-password"),
    *(
        path(f"account/{to}", never_cache(needs("reader", *FORM)(page)), name=name)
        for (to, name), page in people.OWN.items()
    ),
    path("people", people.people, name="people"),
    path("people/invite", people.person, name="invite"),
    path("people/<slug:name>", people.person, name="person"),
    path("people/<slug:name>/invite", people.invite_again_page, name="invite-again"),
    path(
        "people/<slug:name>/second-step-off",
        people.second_step_off,
        name="person-second-step",
    ),
    path("audit", history.audit_page, name="audit"),
    path("ledger", history.ledger_page, name="ledger"),
    path(".well-known/kizuna-ledger-key.pem", history.key_page, name="ledger-key"),
    path("<kind:kind>/<slug:slug>/history", history.history_page, name="history"),
    path(
        "judgement/<slug:judgement>/take-back", history.take_back_page, name="take-back"
    ),
    path("map", map_pages.map_page, name="map"),
    path("map/list", map_pages.list_page, name="map-list"),
    path("map/place", map_pages.map_page, {"alone": True}, name="map-place"),
    path("map/ties.json", map_pages.ties_json, name="map-ties"),
    path("map/names.json", map_pages.names_json, name="map-names"),
    path("<question:name>", question.question_page, name="question"),
    path(
        "<question:name>.<picture:ending>",
        question.question_chart,
        name="question-chart",
    ),
    path(
        "<question:name>.<file:ending>", question.question_file_in, name="question-file"
    ),
    path("report", publications.report_page, name="report"),
    path("report/note.<str:ending>", publications.report_file, name="report-file"),
    path("export", publications.export_page, name="export"),
    path("export/<slug:name>", publications.export_file, name="export-file"),
    path("release", publications.release_page, name="release"),
    path("plot/<slug:kind>", publications.plot_page, name="plot"),
    path("plot/<slug:kind>.<picture:ending>", publications.plot_file, name="plot-file"),
    path("embed", publications.embed_page, name="embed"),
    path("embed/<slug:kind>/<slug:slug>", publications.embed_frame, name="embed-frame"),
    path("<kind:kind>/<path:slug>", entity.entity_page, name="entity"),
]

handler404 = "kizuna.web.middleware.not_found"
handler500 = "kizuna.web.middleware.broken"
