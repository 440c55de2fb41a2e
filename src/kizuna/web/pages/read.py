"""Reading a text in the browser: paste or send it, see what it says beside it, send that to review.

Law: what is shown is worked out anew from the text; a form says only which of it goes to review.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kizuna.errors import BadFile, BadQuestion, InputError, KizunaError, NotFound
from kizuna.proposals.proposal import Page
from kizuna.store.queries.accounts import Role
from kizuna.web.access import needs, signed_in
from kizuna.web.fields import given
from kizuna.web.presenting import reading as presenting
from kizuna.web.rendering import render
from kizuna.web.uploads import received
from kizuna.web.visit import visit
from kizuna.workflows import read_page
from kizuna.workflows.read_page import PageDraft, PageReading

_WRONG = 422
_FILES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
_FIELDS = ("text", "title", "home", "language")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("contributor")
def form_page(request: HttpRequest) -> HttpResponse:
    """The form in which a text is pasted or sent; what was sent is read."""
    if request.method != "POST":
        return _form(request)
    try:
        kept = _draft(request)
    except KizunaError as error:
        return _form(request, str(error))
    return _to(request, f"/read/{kept.token}")


def _form(request: HttpRequest, problem: str = "") -> HttpResponse:
    here = visit(request)
    return render(
        request,
        "read/form.html.jinja",
        status=_WRONG if problem else 200,
        problem=problem,
        typed={name: request.POST.get(name, "") for name in _FIELDS},
        languages_read=presenting.languages_read(here.messages),
        files=",".join(_FILES),
        most=here.messages.number(read_page.LONGEST),
        sent=presenting.sent(given(request, "sent"), here.messages),
        may_review=signed_in(request).has(Role.REVIEWER),
    )


def _draft(request: HttpRequest) -> PageDraft:
    """What was pasted or sent, kept; raises BadFile, BadQuestion and what `keep_page` raises."""
    text, file = request.POST.get("text", ""), request.FILES.get("file")
    if not text.strip() and file is None:
        raise BadQuestion("no text was pasted and no file was chosen; give one of them")
    if text.strip() and file is not None:
        raise BadQuestion(f"a text was pasted and {file.name!r} was chosen; give one of them")
    title, home, language = (" ".join(request.POST.get(n, "").split()) for n in _FIELDS[1:])
    page = Page(title=title, home=home, language=language)
    user = signed_in(request).name
    if file is not None:
        sent = received(file, *_FILES)
        return read_page.keep_page(sent.name, sent.ending, sent.content, page, acting_user=user)
    content = text.replace("\r\n", "\n").encode("utf-8", "replace")
    name = f"{title or 'text'}.txt"
    return read_page.keep_page(name, ".txt", content, page, acting_user=user)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("contributor")
def page_page(request: HttpRequest, token: str) -> HttpResponse:
    """A text with what is read in it; an answer that was pasted is checked, and what was chosen goes to review."""
    kept = read_page.page_draft(token, signed_in(request).name)
    if request.method != "POST":
        return _page(request, kept)
    act = request.POST.get("act", "")
    if act == "discard":
        read_page.discard(kept, signed_in(request).name)
        return _to(request, "/read")
    try:
        if act == "answer":
            read_page.keep_answer(kept, request.POST.get("answer", ""))
            return _to(request, f"/read/{kept.token}")
        return _sent(request, kept)
    except (InputError, NotFound) as error:
        return _page(request, kept, act, str(error))


def _page(request: HttpRequest, kept: PageDraft, act: str = "", problem: str = "") -> HttpResponse:
    try:
        read = read_page.read_page(kept)
    except BadFile as error:
        return _form(request, str(error))
    answer = request.POST.get("answer", "") if act == "answer" else kept.answer
    return render(
        request,
        "read/page.html.jinja",
        status=_WRONG if problem else 200,
        **presenting.page_context(visit(request), read),
        act=act,
        problem=problem,
        answer=answer,
    )


def _sent(request: HttpRequest, kept: PageDraft) -> HttpResponse:
    """Send what was chosen to review, and lead to where it waits."""
    if request.POST.get("act") != "send":
        raise BadQuestion(f"{request.POST.get('act')!r} is nothing to do with a text")
    who, read = signed_in(request), read_page.read_page(kept)
    sent = read_page.send(read, _chosen(request, read), acting_user=who.name)
    if who.has(Role.REVIEWER) and sent.made.claims:
        return _to(request, "/review", document=sent.document)
    return _to(request, "/read", sent=sent.document)


def _chosen(request: HttpRequest, read: PageReading) -> set[int]:
    """The places of the proposals that were chosen; raises BadQuestion where the text is read otherwise by now."""
    if request.POST.get("seen") != presenting.digest_of(read):
        raise BadQuestion("the text is read otherwise than when you opened the page; look again")
    return {int(place) for place in request.POST.getlist("take") if place.isdecimal()}


def _to(request: HttpRequest, path: str, **query: str) -> HttpResponse:
    return HttpResponseRedirect(visit(request).address(path, **query), status=303)
