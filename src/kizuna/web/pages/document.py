"""The pages of a document: what it is, every claim that it carries, the evidence of one, and its text with the
passages marked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from kizuna.claims.kinds import Document
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording
from kizuna.register.access import is_public
from kizuna.web.access import account, needs, signed_in
from kizuna.web.fields import number
from kizuna.web.presenting.claims import by_subject
from kizuna.web.rendering import day_words, render
from kizuna.web.visit import visit
from kizuna.workflows import open_evidence
from kizuna.workflows.clocks import Times
from kizuna.workflows.publish_document import may_publish, publish_as
from kizuna.workflows.read_document import read_document, read_text
from kizuna.workflows.show import thing


def claim_page(request: HttpRequest, prefix: str) -> HttpResponse:
    """The evidence of a claim as a page, or as the part of one that stands beside a fact."""
    here = visit(request)
    found = open_evidence.answer(open_evidence.Question(prefix), here.times)
    claim, wording = found.claim, Wording(found.register, here.messages)
    return render(
        request,
        "claim.html.jinja",
        found=found,
        document=open_evidence.document(found, wording),
        is_later=here.known_at is not None and claim.recorded_at > here.known_at,
        known=known_words(request),
    )


def document_page(request: HttpRequest, ref: str) -> HttpResponse:
    """The description of a document and its claims, a page of them at a time."""
    here = visit(request)
    found = read_document(ref, number(request, "page", 1), here.asked_day, here.known_at)
    if found is None:
        return unknown_page(request, ref)
    if found.shown and found.shown.entity.id != ref:
        return HttpResponseRedirect(here.address(f"/{found.shown.entity.id}"))
    wording, day = Wording(found.register, here.messages), here.asked_day
    entity = found.shown.entity if found.shown else None
    closed = entity if isinstance(entity, Document) and not is_public(entity) else None
    dated = Things(Wording(found.register, here.messages, day), day)
    return render(
        request,
        "document.html.jinja",
        ref=ref,
        name=wording.name(ref),
        found=found,
        wording=wording,
        is_public=closed is None,
        may_publish=closed is not None and may_publish(closed, account(request)),
        described=dated.facts(entity, without=("rendition_of",)) if entity else None,
        subjects=by_subject(wording, found.claims),
    )


@require_POST
@needs("reviewer")
def publish_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Opens a document to everybody."""
    ref = f"document/{slug}"
    publish_as(ref, signed_in(request))
    return HttpResponseRedirect(visit(request).address(f"/{ref}"))


def text_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The text of a document, a page of it at a time, or the page on which `?claim=` or `?at=` is."""
    here, ref = visit(request), f"document/{slug}"
    claim = request.GET.get("claim", "").strip()
    page, at = number(request, "page", None), number(request, "at", 0, least=0)
    found = read_text(ref, page, claim, at, here.known_at)
    if found is None:
        return unknown_page(request, ref)
    if found.rendered_in:
        address = here.address(f"/{found.rendered_in}/text", claim=claim or None)
        return HttpResponseRedirect(address)
    wording = Wording(found.register, here.messages)
    return render(
        request,
        "text.html.jinja",
        ref=ref,
        name=wording.name(ref),
        found=found,
        wording=wording,
        language=open_evidence.language_of(found.register, ref),
        margins=[by_subject(wording, block.claims) for block in found.blocks],
    )


def unknown_page(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of a thing of which nothing was known at the time asked about, with the name that it has by now; it
    leads to what is known now."""
    shown = thing(ref, Times.of(None)).shown
    name = Wording(shown.register, visit(request).messages).name(shown.entity.id) if shown else ref
    return render(request, "unknown.html.jinja", ref=ref, name=name, known=known_words(request))


def known_words(request: HttpRequest) -> str:
    """The day by which the page is known, in words; "" for now."""
    here = visit(request)
    return day_words(here.messages, here.known_at) if here.known_at else ""
