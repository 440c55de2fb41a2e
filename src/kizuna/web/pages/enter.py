"""Entering in the browser: choose a kind, fill in a form, look at what it would record, record it.

Law: a form is kept as a draft with every step, and whatever goes wrong, what was typed is there again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_POST

from kizuna.errors import BadEntry, KizunaError, StorageError
from kizuna.web.access import SIGN_IN, account, needs, signed_in
from kizuna.web.forms import presenting
from kizuna.web.forms.form import FILE, EntryForm, owner_stamp, stamped_owner
from kizuna.web.forms.saying import date_in_words, quantity_in_words
from kizuna.web.forms.wrong import wrong
from kizuna.web.jobs.telling import size_words
from kizuna.web.rendering import is_part, render
from kizuna.web.uploads import received
from kizuna.web.visit import visit
from kizuna.workflows import keep_draft
from kizuna.workflows.enter import enter, prepare
from kizuna.workflows.entering.entry import Entry
from kizuna.workflows.entering.hand import hand_of
from kizuna.workflows.entering.papers import keep_paper, kept_paper
from kizuna.workflows.list_waiting import waiting_of, waits_only

_WRONG = 422
_PAPERS = (".pdf", ".docx", ".html", ".htm", ".txt", ".md")

View = Callable[..., HttpResponse]


def keeps_typed(view: View) -> View:
    """A page that, when the session has ended, keeps the form that was sent before it leads to the sign-in."""

    @wraps(view)
    def keeping(request: HttpRequest, kind: str, slug: str = "") -> HttpResponse:
        owner = stamped_owner(request) if request.method == "POST" and not account(request) else ""
        if not owner:
            return view(request, kind, slug)
        form = EntryForm.posted(request, kind, f"{kind}/{slug}" if slug else "")
        keep_draft.keep_draft(form.token, kind, form.subject, form.pairs, acting_user=owner)
        back = f"{presenting.address_of(form)}?{urlencode({'draft': form.token})}"
        sign_in = f"{SIGN_IN}?{urlencode({'next': back})}"
        if is_part(request):  # while somebody types, nothing takes them away from what they typed
            return render(request, "entry/kept.html.jinja", is_kept=True, back=sign_in)
        return HttpResponseRedirect(sign_in)

    return keeping


@needs("contributor")
def choose(request: HttpRequest) -> HttpResponse:
    """The kinds that can be entered, the drafts of the account, and what of it waits for a reviewer."""
    who = signed_in(request)
    return render(
        request,
        "entry/choose.html.jinja",
        **presenting.choosing(
            visit(request), keep_draft.kept_drafts(who.name), waiting_of(who.name)
        ),
        proposed=request.GET.get("proposed", ""),
    )


@keeps_typed
@needs("contributor")
def enter_page(request: HttpRequest, kind: str, slug: str = "") -> HttpResponse:
    """The form of a new thing, or of more facts about one; what was sent is looked at or recorded."""
    subject = f"{kind}/{slug}" if slug else ""
    if request.method != "POST":
        return _form_page(request, _opened(request, kind, subject))
    form, wrong_file = _received(request, EntryForm.posted(request, kind, subject))
    is_kept = _kept(request, form)
    if wrong_file is not None:
        return _form_page(request, form, {FILE: wrong_file}, is_kept=is_kept)
    steps = {"preview": _preview, "save": _record}
    try:
        return steps.get(form.act, _again)(request, form)
    except BadEntry as error:
        return _form_page(request, form, error.problems, is_kept=is_kept)
    except KizunaError as error:
        return _form_page(request, form, {"": error}, is_kept=is_kept)


def _opened(request: HttpRequest, kind: str, subject: str) -> EntryForm:
    """An empty form, a draft as it was kept, or one that begins with a fact to be corrected."""
    token = request.GET.get("draft", "")
    if token:
        held = keep_draft.kept_draft(signed_in(request).name, token)
        return EntryForm(kind, subject, token, dict(held.fields))
    form = EntryForm(kind, subject, keep_draft.new_token())
    corrected = request.GET.get("correct", "")
    return presenting.correcting(form, corrected) if corrected and subject else form


def _received(request: HttpRequest, form: EntryForm) -> tuple[EntryForm, KizunaError | None]:
    """The form with the paper that was sent with it, which is kept beside its draft; and what is wrong with
    that."""
    sent = request.FILES.get(FILE)
    if sent is None:
        return form, None
    try:
        paper = received(sent, *_PAPERS)
        who = signed_in(request).name
        keep_paper(form.token, paper.name, paper.ending, paper.content, acting_user=who)
    except KizunaError as error:
        return replace(form, data={**form.data, FILE: sent.name or ""}), error
    return replace(form, data={**form.data, "source.paper": paper.name}), None


def _entry(request: HttpRequest, form: EntryForm) -> Entry:
    """What the form says, with its paper."""
    return form.entry(kept_paper(form.token, signed_in(request).name))


def _kept(request: HttpRequest, form: EntryForm) -> bool:
    """Keep the form; False where the database would not take it, which must not cost what was typed."""
    who = signed_in(request).name
    try:
        keep_draft.keep_draft(form.token, form.kind, form.subject, form.pairs, acting_user=who)
    except StorageError:
        return False
    return True


def _again(request: HttpRequest, form: EntryForm) -> HttpResponse:
    return _form_page(request, form.done())


def _preview(request: HttpRequest, form: EntryForm) -> HttpResponse:
    prepared = prepare(_entry(request, form), hand_of(signed_in(request)))
    return render(
        request,
        "entry/preview.html.jinja",
        **presenting.previewing(visit(request), form, prepared),
        stamp=owner_stamp(signed_in(request).name),
    )


def _record(request: HttpRequest, form: EntryForm) -> HttpResponse:
    who = signed_in(request)
    done = enter(_entry(request, form), hand_of(who))
    keep_draft.throw_away(form.token, acting_user=who.name)
    here = visit(request)
    if done.counts:
        return HttpResponseRedirect(here.address(f"/{done.subject}", entered=done.new))
    if form.subject and not waits_only(form.subject, who.name):
        return HttpResponseRedirect(here.address(f"/{done.subject}", proposed=done.new))
    return HttpResponseRedirect(here.address("/enter", proposed=done.new))


def _form_page(
    request: HttpRequest,
    form: EntryForm,
    problems: dict[str, KizunaError] | None = None,
    *,
    is_kept: bool = True,
) -> HttpResponse:
    who = signed_in(request)
    return render(
        request,
        "entry/form.html.jinja",
        status=_WRONG if problems else 200,
        **presenting.filling_in(visit(request), form, problems or {}, hand_of(who)),
        stamp=owner_stamp(who.name),
        is_kept=is_kept,
        paper=kept_paper(form.token, who.name),
        size_words=size_words,
    )


@require_POST
@keeps_typed
@needs("contributor")
def keep(request: HttpRequest, kind: str, slug: str = "") -> HttpResponse:
    """Keep a form while somebody types; says in a part of a page that it is kept."""
    form = EntryForm.posted(request, kind, f"{kind}/{slug}" if slug else "")
    return render(request, "entry/kept.html.jinja", is_kept=_kept(request, form), back="")


@require_POST
@needs("contributor")
def discard(request: HttpRequest) -> HttpResponse:
    """Throw a draft away."""
    keep_draft.throw_away(request.POST.get("draft", ""), acting_user=signed_in(request).name)
    return HttpResponseRedirect(visit(request).address("/enter"))


@require_GET
def words(request: HttpRequest, key: str) -> HttpResponse:
    """How a date or number that is being typed is read, as a part of a page."""
    messages = visit(request).messages
    inputs = {name.rpartition(".")[2]: said for name, said in request.GET.items()}
    dimensions = tuple(filter(None, inputs.pop("of", "").split(",")))
    typed = inputs.get("value") or inputs.get("valid") or inputs.get("text", "")
    try:
        if key == "date":
            said, told = date_in_words(typed, messages), None
        else:
            said, told = quantity_in_words(dimensions or ("count",), inputs, messages), None
    except KizunaError as error:
        said, told = "", wrong(error, messages, key, typed)
    return render(request, "entry/words.html.jinja", said=said, wrong=told)
