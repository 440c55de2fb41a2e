"""Importing a list in the browser: send it, say what its columns mean, try it, look at what differs, record it.

Law: nothing is recorded that was not tried first; a list lies under a name of ours until it is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods

from kizuna.claims.mapping import ready_names, ready_text
from kizuna.errors import BadEntry, BadFile, BadQuestion, KizunaError, NotAllowed, NotFound
from kizuna.languages import Messages
from kizuna.store.queries.accounts import Role
from kizuna.web.access import needs, signed_in
from kizuna.web.analysis.files import file_response
from kizuna.web.fields import given, number
from kizuna.web.importing.mapping_form import (
    mapping_form,
    posted_answers,
    posted_choices,
    question_field,
)
from kizuna.web.presenting.jobs import job_view, size_words
from kizuna.web.rendering import render
from kizuna.web.uploads import ReceivedFile, received
from kizuna.web.visit import visit
from kizuna.workflows import jobs
from kizuna.workflows.ask_import import ask_recording, ask_trial, report_of, steps_of
from kizuna.workflows.importing import kept as lists
from kizuna.workflows.importing import report
from kizuna.workflows.importing.kept import KeptList, Sent, answer, choose
from kizuna.workflows.importing.report import REJECTED, Imported
from kizuna.workflows.jobs import Asker
from kizuna.workflows.working.worker import KEPT_DAYS

SHOWN, _MOST = 50, 25
"""So many differences or rows stand on one page, and so many questions."""


def _report_page(done: Imported, shown: str, page: int, messages: Messages) -> dict[str, Any]:
    """A page of a report: its sections, the sorts with how many each has, and a table of the sort that is shown;
    `shown` is a sort, or "" for the first that there is."""
    counts = report.sorts(done)
    shown = shown if shown in counts else next(iter(counts), "")
    pages = max(1, -(-counts.get(shown, 0) // SHOWN))
    page = min(page, pages)
    return {
        "report": done,
        "sections": report.sections(done, messages),
        "questions": [question_field(q, messages) for q in done.questions[:_MOST]],
        "tabs": {sort: messages.number(count) for sort, count in counts.items()},
        "shown": shown,
        "table": report.table(done, shown, slice((page - 1) * SHOWN, page * SHOWN), messages),
        "page": page,
        "pages": pages,
    }


_WRONG = 422
_TABLES = (
    *(".csv", ".tsv", ".txt", ".xlsx", ".xlsb", ".xls", ".ods", ".json", ".jsonl", ".html", ".htm"),
    *(".wiki", ".wikitext", ".mediawiki", ".gexf", ".graphml", ".xml", ".parquet", ".zip", ".gz"),
)
_OWN = "own"
_MOST_PAGES = 1_000_000


@needs("contributor")
@require_http_methods(["GET", "POST"])
def lists_page(request: HttpRequest) -> HttpResponse:
    """The form in which a list is sent, and the lists that are kept; a list that was sent is kept."""
    if request.method != "POST":
        return _lists(request)
    try:
        kept = _sent(request)
    except BadFile as error:
        return _lists(request, str(error))
    return _to(request, kept)


def _sent(request: HttpRequest) -> KeptList:
    """The list in a form that was posted, kept; raises BadFile."""
    sent = _file(received(request.FILES.get("list"), *_TABLES))
    places = request.FILES.get("places")
    second = _file(received(places, *_TABLES)) if places else None
    way, mapping = request.POST.get("mapping", ""), ""
    if way == _OWN:
        mapping = _text(received(request.FILES.get("own"), ".toml"))
    elif way:
        mapping = ready_text(way)
    about = {"sheet": request.POST.get("sheet", "").strip()}
    return lists.keep_list(sent, about, mapping, second, acting_user=signed_in(request).name)


def _file(sent: ReceivedFile) -> Sent:
    return Sent(sent.name, sent.content)


def _text(sent: ReceivedFile) -> str:
    try:
        return sent.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(f"{sent.name!r} is no UTF-8: {error}") from None


def _lists(request: HttpRequest, problem: str = "") -> HttpResponse:
    return render(
        request,
        "import/lists.html.jinja",
        status=_WRONG if problem else 200,
        problem=problem,
        lists=lists.kept_lists(signed_in(request)),
        size_words=size_words,
        ready=ready_names(),
        tables=",".join(_TABLES),
        chosen=request.POST.get("mapping", ""),
        sheet=request.POST.get("sheet", ""),
        may_record=signed_in(request).has(Role.REVIEWER),
        kept_days=KEPT_DAYS,
    )


@needs("contributor")
@require_http_methods(["GET", "POST"])
def list_page(request: HttpRequest, token: str) -> HttpResponse:
    """How far the import of a list is, with what is to be done next; what was posted is done."""
    kept = lists.kept_list(token, signed_in(request))
    if request.method != "POST":
        return _list(request, kept)
    act, _, argument = request.POST.get("act", "").partition(" ")
    if act not in _ACTS:
        raise BadQuestion(f"{act!r} is nothing to do with a list; there are {', '.join(_ACTS)}")
    try:
        return _ACTS[act](request, kept, argument)
    except BadFile as error:
        text = request.POST.get("text", kept.mapping).replace("\r\n", "\n")
        return _mapping_page(request, kept, {"mapping": error}, text)


def _list(request: HttpRequest, kept: KeptList) -> HttpResponse:
    asker, messages = _asker(request), visit(request).messages
    steps = steps_of(kept, asker)
    newest = steps.newest
    done = report_of(newest, asker) if newest and newest.state == "done" else None
    if newest is None or given(request, "step") == "mapping":
        return _mapping_page(request, kept)
    shown, page = given(request, "show"), number(request, "page", 1, _MOST_PAGES)
    return render(
        request,
        "import/list.html.jinja",
        kept=kept,
        told=job_view(steps.newest, messages) if steps.newest else None,
        is_recording=steps.recording is not None,
        shown=_report_page(done, shown, page, messages) if done else None,
        may_record=signed_in(request).has(Role.REVIEWER),
        kept_days=KEPT_DAYS,
    )


def _mapping_page(
    request: HttpRequest,
    kept: KeptList,
    problems: Mapping[str, KizunaError] | None = None,
    text: str | None = None,
) -> HttpResponse:
    """The mapping as it is kept, or with what is wrong with what was typed."""
    typed = posted_choices(request, lists.head_of(kept)) if problems and text is None else None
    messages = visit(request).messages
    form = mapping_form(kept, messages, typed=typed, text=text, problems=problems)
    return render(
        request,
        "import/mapping.html.jinja",
        status=_WRONG if problems else 200,
        form=form,
        kept=kept,
        may_record=signed_in(request).has(Role.REVIEWER),
        limited=signed_in(request).role is Role.COORDINATOR,
    )


def _choose(request: HttpRequest, kept: KeptList, then: str) -> HttpResponse:
    """Keep what was chosen, and try the list where that is wanted."""
    try:
        changed = choose(kept, *posted_choices(request, lists.head_of(kept)))
    except BadEntry as error:
        return _mapping_page(request, kept, error.problems)
    return _try(request, changed, "") if then == "try" else _to(request, changed, step="mapping")


def _write(request: HttpRequest, kept: KeptList, then: str) -> HttpResponse:
    """Keep a mapping that was written as text."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    return _to(request, lists.with_mapping(kept, text), step="mapping")


def _try(request: HttpRequest, kept: KeptList, argument: str) -> HttpResponse:
    ask_trial(kept, _asker(request))
    return _to(request, kept)


def _record(request: HttpRequest, kept: KeptList, argument: str) -> HttpResponse:
    ask_recording(kept, _asker(request))
    return _to(request, kept)


def _cancel(request: HttpRequest, kept: KeptList, argument: str) -> HttpResponse:
    newest = steps_of(kept, _asker(request)).newest
    if newest is None:
        raise NotFound("nothing is done with this list that could be cancelled")
    jobs.cancel(newest.number, _asker(request))
    return _to(request, kept)


def _discard(request: HttpRequest, kept: KeptList, argument: str) -> HttpResponse:
    who = signed_in(request)
    if kept.about.owner != who.name and not who.is_administrator:
        raise NotAllowed(
            f"only {kept.about.owner}, who sent {kept.about.name!r}, may throw it away"
        )
    lists.discard(kept)
    return HttpResponseRedirect(visit(request).address("/import"), status=303)


_ACTS: dict[str, Callable[[HttpRequest, KeptList, str], HttpResponse]] = {
    "answer": lambda request, kept, argument: _try(
        request, answer(kept, posted_answers(request)), argument
    ),
    "choose": _choose,
    "write": _write,
    "ready": lambda request, kept, name: _to(
        request, lists.with_ready(kept, request.POST.get("ready", name)), step="mapping"
    ),
    "try": _try,
    "record": _record,
    "cancel": _cancel,
    "discard": _discard,
}


@require_GET
@needs("contributor")
def file_page(request: HttpRequest, token: str, what: str) -> HttpResponse:
    """The rows that do not go in, with the reasons in the reader's language, or the differences, as CSV.

    Raises NotFound where there is no report.
    """
    kept = lists.kept_list(token, signed_in(request))
    asker, told = _asker(request), visit(request).messages.told
    newest = steps_of(kept, asker).newest
    done = report_of(newest, asker) if newest else None
    if done is None:
        raise NotFound(f"there is no report on {kept.about.name!r}, or not any more: try it again")
    bad = (replace(row, reasons=tuple(map(told, row.reasons))) for row in done.rejected)
    is_rejected = what == REJECTED
    rows = report.rejected_csv(bad) if is_rejected else report.differences_csv(done.differences)
    content = ("\ufeff" + rows).encode("utf-8", "replace")
    return file_response(content, f"{kept.about.name}.{what}.csv")


def _asker(request: HttpRequest) -> Asker:
    who = signed_in(request)
    return Asker.account(who.name, who.role)


def _to(request: HttpRequest, kept: KeptList, **query: str) -> HttpResponse:
    """The way to the page of a list."""
    address = visit(request).address(f"/import/{kept.token}", **query)
    return HttpResponseRedirect(address, status=303)
