"""Entering in the browser: choose a kind, fill in a form, look at what it would record,
record it.

Law: a form is kept as a draft with every step, and whatever goes wrong, what was typed
is there again.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_POST

from kizuna.claims.kinds import KINDS, Entity
from kizuna.claims.kinds.property import facts_of
from kizuna.claims.kinds.types import DATE, quantity
from kizuna.errors import KizunaError, NotFound, StorageError
from kizuna.languages import Messages
from kizuna.publish.wording import Wording
from kizuna.store.actions.documents import save_draft
from kizuna.store.queries.claims import claim_by_id
from kizuna.store.queries.documents import draft, drafts
from kizuna.values import kind_of
from kizuna.web import forms
from kizuna.web.access import SIGN_IN, account, needs, own_hand, signed_in
from kizuna.web.pages.jobs import size_words
from kizuna.web.pages.review import effect_view
from kizuna.web.rendering import (
    ClaimLine,
    claim_line,
    is_part,
    render,
    see,
    visit,
    with_query,
)
from kizuna.web.uploads import received
from kizuna.workflows import ask
from kizuna.workflows.accounts import LEVELS
from kizuna.workflows.enter import Entry, Prepared, Weighing, enter, prepare
from kizuna.workflows.entering import sources
from kizuna.workflows.entering.values import PLACE
from kizuna.workflows.review import only_waiting, waiting_of
from kizuna.workflows.review_desk import waiting_for

_PAPERS = (".pdf", ".docx", ".html", ".htm", ".txt", ".md")
_OWNER = "kizuna.entry.owner"
"""What the sign in a form is for: that it was made for an account, which may have to
sign in again.
"""
_KEPT_FOR = 30 * 24 * 3600
_TIES = ("tie", "agreement", "field", "programme", "exchange", "office", "funding")
_PLACES = ("government", "area", "organisation", "person")
_MORE = tuple(kind for kind in KINDS if kind not in (*_TIES, *_PLACES))
_FEW = 4
"""How many of the words typed in a draft tell it from others."""


def keeps_typed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that, when the session has ended, keeps the form that was sent before it
    leads to the sign-in.
    """

    @wraps(view)
    def keeping(request: HttpRequest, kind: str, slug: str = "") -> HttpResponse:
        if request.method != "POST" or account(request):
            return view(request, kind, slug)
        try:  # the sign of the account that the form was made for
            owner = signing.loads(
                request.POST.get("_owner", ""), salt=_OWNER, max_age=_KEPT_FOR
            )
        except signing.BadSignature:
            return view(request, kind, slug)
        form = forms.EntryForm.posted(request, kind, f"{kind}/{slug}" if slug else "")
        _save(form, owner)
        back = with_query(form.address, [("draft", form.token)])
        sign_in = with_query(SIGN_IN, [("next", back)])
        if is_part(
            request
        ):  # while somebody types, nothing takes them away from what they typed
            return render(request, "entry/kept.html.jinja", is_kept=True, back=sign_in)
        return HttpResponseRedirect(sign_in)

    return keeping


@needs("contributor")
def choose(request: HttpRequest) -> HttpResponse:
    """The kinds that can be entered, the drafts of the account, and what of it waits
    for a reviewer.
    """
    who, beside, begun = signed_in(request), ("source.kind", "stance", "certainty"), []
    for held in drafts(who.name):
        typed = [
            t
            for name, t in held.fields
            if name not in beside and not name.endswith("unit")
        ]
        form = forms.EntryForm(held.kind, held.subject, held.token)
        begun.append((held, form.address, " · ".join(typed[:_FEW])))
    waiting = waiting_of(who.name)
    wording = Wording(
        waiting_for(waiting, own_hand(request)).supposed, visit(request).messages
    )
    return render(
        request,
        "entry/choose.html.jinja",
        groups={"ties": _TIES, "places": _PLACES, "more": _MORE},
        drafts=begun,
        waiting=[
            (one.subject, [claim_line(wording, c) for c in one.claims])
            for one in waiting
        ],
        wording=wording,
        proposed=request.GET.get("proposed", ""),
    )


@keeps_typed
@needs("contributor")
def enter_page(request: HttpRequest, kind: str, slug: str = "") -> HttpResponse:
    """The form of a new thing, or of more facts about one; what was sent is looked at
    or recorded.
    """
    subject = f"{kind}/{slug}" if slug else ""
    if request.method != "POST":
        return _form_page(request, _opened(request, kind, subject))
    form = _received(request, forms.EntryForm.posted(request, kind, subject))
    is_kept = _keep(request, form)
    step = {"preview": _preview, "save": _record}.get(form.act)
    try:
        if not form.problems:
            return step(request, form) if step else _form_page(request, form.done())
    except KizunaError as error:
        form = form.refused(error)
    return _form_page(request, form, is_kept=is_kept)


def _opened(request: HttpRequest, kind: str, subject: str) -> forms.EntryForm:
    """An empty form, a draft as it was kept, or one that begins with a fact to be
    corrected.
    """
    token, corrected = request.GET.get("draft", ""), request.GET.get("correct", "")
    data: dict[str, str] = {}
    if token:
        data = dict(draft(signed_in(request).name, token).fields)
    elif corrected and subject:
        claim = claim_by_id(corrected)
        wording = Wording(
            ask.known_register(None, [claim.subject], hops=1), Messages("en")
        )
        data = forms.claim_texts(claim, wording) | {"correction.claim": claim.id}
    token, messages = token or sources.new_token(), visit(request).messages
    return forms.EntryForm(kind, subject, token, data, messages=messages)


def _received(request: HttpRequest, form: forms.EntryForm) -> forms.EntryForm:
    """The form with the paper that was sent with it, kept beside its draft, or with
    what is wrong with that.
    """
    if (sent := request.FILES.get(forms.FILE)) is None:
        return form
    try:
        paper = received(sent, *_PAPERS)
        sources.keep_paper(form.token, *paper, acting_user=signed_in(request).name)
    except KizunaError as error:
        data, problems = {**form.data, forms.FILE: sent.name or ""}, {forms.FILE: error}
        return replace(form, data=data, problems=problems)
    return replace(form, data={**form.data, "source.paper": paper.name})


def _entry(request: HttpRequest, form: forms.EntryForm) -> Entry:
    paper = sources.paper_of_draft(form.token, signed_in(request).name)
    return Entry(form.kind, form.entered, form.subject, paper)


def _keep(request: HttpRequest, form: forms.EntryForm) -> bool:
    """Keep the form; False where the database would not take it, which must not cost
    what was typed.
    """
    try:
        _save(form, signed_in(request).name)
    except StorageError:
        return False
    return True


def _save(form: forms.EntryForm, user: str) -> None:
    about = {"token": form.token, "kind": form.kind, "subject": form.subject}
    save_draft(**about, fields=form.pairs, acting_user=user)


def _form_page(
    request: HttpRequest, form: forms.EntryForm, is_kept: bool = True
) -> HttpResponse:
    who, hand = signed_in(request), own_hand(request)
    register = ask.known_register(None, filter(None, [form.subject]), hops=1)
    thing = register.get(form.subject, Entity)
    if own := only_waiting(form.subject, who.name):  # it is called as its proposals say
        register, thing = waiting_for(own, hand).supposed, None
    elif form.subject and thing is None:
        raise NotFound(f"nothing in the register has the id {form.subject!r}")
    wording = Wording(register, visit(request).messages)
    return render(
        request,
        "entry/form.html.jinja",
        wrong=form.problems,
        form=form,
        wording=wording,
        held=lambda name: [*facts_of(thing, names=(name,))] if thing else [],
        called=wording.name(form.subject) if form.subject else "",
        sources=tuple(sources.SourceKind),
        levels=LEVELS,
        correction=_corrected(form, wording),
        may_weigh=bool(form.subject) and hand.decides_about([form.subject], register),
        decides=hand.decides,
        limited=hand.only is not None,
        weighings=tuple(Weighing),
        stamp=signing.dumps(who.name, salt=_OWNER),
        is_kept=is_kept,
        paper=sources.paper_of_draft(form.token, who.name),
        size_words=size_words,
    )


def _corrected(form: forms.EntryForm, wording: Wording) -> ClaimLine | None:
    prefix = form.text("correction.claim")
    return claim_line(wording, claim_by_id(prefix)) if prefix else None


def _preview(request: HttpRequest, form: forms.EntryForm) -> HttpResponse:
    messages = visit(request).messages
    prepared = prepare(_entry(request, form), own_hand(request))
    register, wording = prepared.register, Wording(prepared.register, messages)
    return render(
        request,
        "entry/preview.html.jinja",
        form=form,
        prepared=prepared,
        wording=wording,
        changes=[effect_view(claim, wording, register) for claim in prepared.claims],
        places=_places(prepared, wording),
        cited=prepared.claims[0],
        is_new_source=any(claim.property == "title" for claim in prepared.about_source),
        own_record=sources.OWN_RECORD,
        missing=[messages.property(form.kind, name) for name in prepared.missing],
        correction=_corrected(form, wording),
        weighing=form.text("correction.weighing") or Weighing.BESIDE,
        stamp=signing.dumps(signed_in(request).name, salt=_OWNER),
    )


def _places(prepared: Prepared, wording: Wording) -> list[tuple[str, list[ClaimLine]]]:
    """The places that are created, by id, each with what is said of it in words, its
    people too.
    """
    found, place = defaultdict[str, list[ClaimLine]](list), ""
    for claim in prepared.places:
        line = claim_line(wording, claim)
        if kind_of(claim.subject) == PLACE:
            place = claim.subject
        elif claim.property == "value":
            line = line._replace(
                label=wording.messages.concept("measures", "population")
            )
        else:
            continue
        found[place].append(line)
    return list(found.items())


def _record(request: HttpRequest, form: forms.EntryForm) -> HttpResponse:
    who = signed_in(request)
    done = enter(_entry(request, form), own_hand(request))
    sources.throw_away(form.token, acting_user=who.name)
    if done.counts:
        return see(request, f"/{done.subject}", entered=done.recorded)
    is_known = form.subject and not only_waiting(form.subject, who.name)
    return see(
        request, f"/{done.subject}" if is_known else "/enter", proposed=done.recorded
    )


@require_POST
@keeps_typed
@needs("contributor")
def keep(request: HttpRequest, kind: str, slug: str = "") -> HttpResponse:
    """Keep a form while somebody types; says in a part of a page that it is kept."""
    form = forms.EntryForm.posted(request, kind, f"{kind}/{slug}" if slug else "")
    return render(
        request, "entry/kept.html.jinja", is_kept=_keep(request, form), back=""
    )


@needs("contributor", "POST")
def discard(request: HttpRequest) -> HttpResponse:
    sources.throw_away(
        request.POST.get("draft", ""), acting_user=signed_in(request).name
    )
    return see(request, "/enter")


@require_GET
def words(request: HttpRequest, key: str) -> HttpResponse:
    """How a date or number that is being typed is read, as a part of a page."""
    messages = visit(request).messages
    inputs = {
        n.rpartition(".")[2]: s.strip() for n, s in request.GET.items() if s.strip()
    }
    dimensions = tuple(filter(None, inputs.pop("of", "count").split(",")))
    if "valid" in inputs:
        inputs["value"] = inputs.pop("valid")
    try:
        kind = DATE if key == "date" else quantity(*dimensions)
        said, wrong = forms.read_back(kind, inputs, messages), None
    except KizunaError as error:
        said, wrong = "", forms.field_error(error, messages)
    return render(request, "entry/words.html.jinja", said=said, wrong=wrong)
