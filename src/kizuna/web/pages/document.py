"""The pages of a document: what it is, every claim that it carries, the evidence of
one, and its text with the passages marked; and of a text that is pasted or sent to be
read: what it says, and what of that goes to review.

Law: what is shown of a text that is read is worked out anew from it; a form says only
which of it goes to review.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from kizuna.claims.kinds import Document
from kizuna.errors import BadFile, BadQuestion, InputError, KizunaError, NotFound
from kizuna.languages import Messages
from kizuna.proposals.proposal import PROPERTIES, Page, Proposal
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording, capital
from kizuna.register.access import is_public
from kizuna.register.places import country_of
from kizuna.sources.passages import cut
from kizuna.sources.reading import Block
from kizuna.store.queries.accounts import Role
from kizuna.values import Edtf
from kizuna.web.access import FORM, account, needs, signed_in
from kizuna.web.pages.review import concept_words
from kizuna.web.rendering import (
    by_subject,
    day_words,
    given,
    number,
    render,
    see,
    visit,
)
from kizuna.web.uploads import ReceivedFile, received
from kizuna.workflows import ask, open_evidence, propose, read_document
from kizuna.workflows import receive_proposals as receiving
from kizuna.workflows.add_source import may_publish, publish
from kizuna.workflows.clocks import Times
from kizuna.workflows.entering.sources import forget_paper
from kizuna.workflows.show import thing


def claim_page(request: HttpRequest, prefix: str) -> HttpResponse:
    """The evidence of a claim as a page, or as the part of one that stands beside a
    fact.
    """
    here = visit(request)
    found = open_evidence.claim_evidence(open_evidence.Question(prefix), here.times)
    return render(
        request,
        "claim.html.jinja",
        found=found,
        document=open_evidence.claim_document(
            found, Wording(found.register, here.messages)
        ),
        is_later=here.known_at is not None and found.claim.recorded_at > here.known_at,
        known=known_words(request),
    )


def document_page(request: HttpRequest, ref: str) -> HttpResponse:
    """The description of a document and its claims, a page of them at a time."""
    here = visit(request)
    found = read_document.read_document(ref, number(request, "page", 1), here.known_at)
    if found is None:
        return unknown_page(request, ref)
    entity = found.entity
    if entity and entity.id != ref:
        return see(request, f"/{entity.id}")
    wording, day = Wording(found.register, here.messages), here.times.asked_day
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


@needs("reviewer", "POST")
def publish_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Opens a document to everybody."""
    ref, who = f"document/{slug}", signed_in(request)
    publish(ref, acting_user=who.name, account=who)
    return see(request, f"/{ref}")


def text_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The text of a document, a page of it at a time, or the page on which `?claim=` or
    `?at=` is.
    """
    here, ref = visit(request), f"document/{slug}"
    claim, page = given(request, "claim"), number(request, "page", None)
    at = number(request, "at", 0, least=0)
    found = read_document.read_text(ref, page, claim, at, here.known_at)
    if found is None:
        return unknown_page(request, ref)
    if found.rendered_in:
        return see(request, f"/{found.rendered_in}/text", claim=claim)
    wording = Wording(found.register, here.messages)
    return render(
        request,
        "text.html.jinja",
        ref=ref,
        entity=found.register.get(ref, Document),
        name=wording.name(ref),
        found=found,
        wording=wording,
        language=open_evidence.language_of(found.register, ref),
        margins=[by_subject(wording, block.claims) for block in found.blocks],
    )


def unknown_page(request: HttpRequest, ref: str) -> HttpResponse:
    """The page of a thing of which nothing was known at the time asked about, with the
    name that it has by now; it leads to what is known now.
    """
    shown = thing(ref, Times.of(None))
    name = (
        Wording(shown.register, visit(request).messages).name(shown.entity.id)
        if shown
        else ref
    )
    return render(
        request, "unknown.html.jinja", ref=ref, name=name, known=known_words(request)
    )


def known_words(request: HttpRequest) -> str:
    """The day by which the page is known, in words; "" for now."""
    here = visit(request)
    return day_words(here.messages, here.known_at) if here.known_at else ""


_LANGUAGES = ("en", "ja", "zh-Hans", "zh-Hant", "ko", "ru", "de", "fr", "es", "it")
_KINDS = {"event": "exchange", "institution": "organisation"}
"""Kinds of the exchange form that the register calls otherwise."""
_STATUSES = {"reported": "reported", "planned": "planned", "negated": "denied"}


def digest_of(read: propose.Proposed) -> str:
    """A digest of all that is proposed, by which a form says what its sender saw."""
    held = [one.as_json(method) for one, method in read.found]
    return hashlib.sha256(json.dumps(held, default=str).encode()).hexdigest()[:16]


def _proposal(
    number: int,
    proposal: Proposal,
    method: str,
    parties: Mapping[str, dict[str, str]],
    messages: Messages,
) -> dict[str, Any]:
    """A proposal in words; `number` counts from 1, `words` are its concepts, and texts
    and names of the source; `sure` is "" for what an assistant answered.
    """
    sorts, kind = PROPERTIES[proposal.kind], _KINDS.get(proposal.kind, proposal.kind)
    props, words = proposal.props, list[str]()
    schemes = {
        "type": "forms" if kind == "exchange" else f"{kind}-types",
        "field": "fields",
    }
    for name, sort in sorts.items():
        value = props.get(name)
        if value and sort in schemes:
            words.append(concept_words(schemes[sort], str(value), messages))
        elif value and sort in ("text", "name"):
            words.append(str(value))
        elif value and sort in ("texts", "names"):
            words.append(messages.listing([str(one) for one in value]))
    dates = [
        messages.date(Edtf.parse(props[name]))
        for name in props
        if sorts.get(name) == "date"
    ]
    return {
        "number": number,
        "kind": capital(messages.kind(kind)),
        "parties": [
            parties[name] for name in (proposal.subject, proposal.object) if name
        ],
        "day": " – ".join(dates),
        "words": words,
        "status": _STATUSES.get(proposal.status, ""),
        "sure": ""
        if method == propose.ASSISTANT
        else messages.percent(proposal.confidence),
    }


def _block(text: str, block: Block, spans: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """A block cut where passages begin and end: each piece of it, whether a passage
    covers it, and the numbers of the passages that begin with it.
    """
    inside = [
        (n, s)
        for n, s in enumerate(spans, 1)
        if s[0] < block.end and s[1] > block.start
    ]
    pieces = [
        (text[a:b], bool(over), [n for n, span in inside if span[0] == a])
        for a, b, over in cut(block.start, block.end, [span for _, span in inside])
    ]
    return {"kind": block.kind, "pieces": pieces}


_FILES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
_FIELDS = ("text", "title", "home", "language")


@needs("contributor", *FORM)
def form_page(request: HttpRequest, problem: str = "") -> HttpResponse:
    """The form in which a text is pasted or sent, with the document that was just sent
    to review, and a problem with what was sent; without one that is read.
    """
    if request.method == "POST" and not problem:
        try:
            return see(request, f"/read/{_draft(request).token}")
        except KizunaError as error:
            problem = str(error)
    here, sent = visit(request), given(request, "sent")
    register = ask.known_register(None, [sent] if sent.startswith("document/") else [])
    return render(
        request,
        "read/form.html.jinja",
        wrong=problem,
        typed={name: request.POST.get(name, "") for name in _FIELDS},
        languages_read=[
            (tag, capital(here.messages.language_name(tag))) for tag in _LANGUAGES
        ],
        files=",".join(_FILES),
        most=here.messages.number(receiving.LONGEST),
        sent=(sent, Wording(register, here.messages).name(sent))
        if sent in register
        else None,
        may_review=signed_in(request).has(Role.REVIEWER),
    )


def _draft(request: HttpRequest) -> receiving.PageDraft:
    """What was pasted or sent, kept; raises BadFile, BadQuestion and what `keep_page`
    raises.
    """
    text, file = request.POST.get("text", ""), request.FILES.get("file")
    if not text.strip() and file is None:
        raise BadQuestion("no text was pasted and no file was chosen; give one of them")
    if text.strip() and file is not None:
        raise BadQuestion(
            f"a text was pasted and {file.name!r} was chosen; give one of them"
        )
    known = {name: " ".join(request.POST.get(name, "").split()) for name in _FIELDS[1:]}
    if file is not None:
        sent = received(file, *_FILES)
    else:
        content = text.replace("\r\n", "\n").encode("utf-8", "replace")
        sent = ReceivedFile(f"{known['title'] or 'text'}.txt", ".txt", content)
    return receiving.keep_page(
        *sent, Page(**known), acting_user=signed_in(request).name
    )


@needs("contributor", *FORM)
def page_page(request: HttpRequest, token: str) -> HttpResponse:
    """A text with what is read in it; an answer that was pasted is checked, and what
    was chosen goes to review.
    """
    who, posted = signed_in(request), request.POST
    kept, act = receiving.page_draft(token, who.name), posted.get("act", "")
    if request.method != "POST":
        return _page(request, kept)
    if act == "discard":
        forget_paper(kept.token, who.name)
        return see(request, "/read")
    try:
        if act == "answer":
            receiving.keep_answer(kept, posted.get("answer", ""))
            return see(request, f"/read/{kept.token}")
        if act != "send":
            raise BadQuestion(f"{posted.get('act')!r} is nothing to do with a text")
        read = receiving.read_page(kept)
        if posted.get("seen") != digest_of(read):
            raise BadQuestion(
                "the text is read otherwise than when you opened the page; look again"
            )
        chosen = {int(place) for place in posted.getlist("take") if place.isdecimal()}
        sent = receiving.send(kept, read, chosen, acting_user=who.name)
    except (InputError, NotFound) as error:
        return _page(request, kept, act, str(error))
    if who.has(Role.REVIEWER) and sent.claims:
        return see(request, "/review", document=sent.document)
    return see(request, "/read", sent=sent.document)


def _page(
    request: HttpRequest, kept: receiving.PageDraft, act: str = "", problem: str = ""
) -> HttpResponse:
    try:
        read = receiving.read_page(kept)
    except BadFile as error:
        return form_page(request, str(error))
    here, messages, named = (
        visit(request),
        visit(request).messages,
        receiving.parties_of(read),
    )
    register = ask.known_register(None, filter(None, named.values()))
    wording, parties = (
        Wording(register, messages, here.day.number),
        dict[str, dict[str, str]](),
    )
    for (
        name,
        ref,
    ) in named.items():  # as the text names it, and the register ("": it is new there)
        is_held = ref.startswith("government/")
        code = country_of(register, ref, here.day.number) if is_held else ""
        known = {"label": wording.name(ref) if ref else "", "ref": ref}
        country = messages.country(code) if code else ""
        parties[name] = {"name": name, "country": country, **known}
    spans = [(one.start, one.end) for one in read.proposals]
    return render(
        request,
        "read/page.html.jinja",
        wrong=problem,
        token=kept.token,
        name=receiving.title_of(read),
        read=read,
        blocks=[_block(read.source.text, block, spans) for block in read.source.blocks],
        proposals=[
            _proposal(n, one, method, parties, messages)
            for n, (one, method) in enumerate(read.found, 1)
        ],
        prompts=propose.prompts(read.source, read.page),
        refused=[
            (f"web-read-reason-{r.reason}", r.detail, r.said)
            for r in read.verified.refused
        ],
        passed=sum(method == propose.ASSISTANT for _, method in read.found),
        digest=digest_of(read),
        act=act,
        answer=request.POST.get("answer", "") if act == "answer" else kept.answer,
    )
