"""Reviewing in the browser: the queue, one reading beside its text, and what is decided about it.

Law: a form carries the claims that the reviewer saw; where somebody decided on one of them meanwhile, nothing is
recorded, and the page says who decided what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from babel.numbers import format_percent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kizuna.claims.claim import Claim
from kizuna.claims.judgement import Judgement
from kizuna.claims.kinds import Fact, property_of
from kizuna.claims.kinds.property import WeighedFact
from kizuna.errors import (
    BadEntry,
    BadJudgement,
    BadQuestion,
    KizunaError,
    NotAllowed,
    NotFound,
    Overtaken,
)
from kizuna.languages import Messages
from kizuna.proposals.proposal import concept_of
from kizuna.publish.document import Sentence, Table
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.store.queries.claims import claim_by_id
from kizuna.values import Edtf, kind_of
from kizuna.web.access import needs, signed_in
from kizuna.web.fields import number
from kizuna.web.forms import EntryForm, Layout, claim_texts, common_languages, concepts
from kizuna.web.presenting.claims import ClaimLine, claim_line
from kizuna.web.rendering import moment_words, render
from kizuna.web.visit import Visit, visit
from kizuna.workflows import ask
from kizuna.workflows.entering.hand import hand_of
from kizuna.workflows.open_evidence import language_of
from kizuna.workflows.review import (
    CORRECTED,
    Band,
    Desk,
    Reading,
    correct,
    effect,
    past_decision,
    readings_of,
    undo,
)
from kizuna.workflows.review_desk import (
    Opened,
    Waiting,
    decide,
    decision_on,
    desk,
    open_reading,
    waiting_for,
)

_WRONG, _OVERTAKEN, _SEE_OTHER = 422, 409, 303
_TOLD, _NAMED = 8, 3
"""So many of the claims of a decision are told, and so many of the things that it was about are named."""
PAGE = 25
"""Readings on one page of the queue."""
LEAST = (0.5, 0.6, 0.7, 0.8, 0.9)


@require_safe
@needs("reviewer")
def queue_page(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, a page at a time, chosen by the filters of the address."""
    return _queue(request)


def _queue(request: HttpRequest, wrong: bool = False) -> HttpResponse:
    held, page, here = _desk(request), number(request, "page", 1), visit(request)
    pages = max(1, -(-len(held.readings) // PAGE))
    if page > pages:
        raise NotFound(f"the queue has {pages} pages, and no page {page}")
    part = held.readings[(page - 1) * PAGE : page * PAGE]
    around = waiting_for(part, signed_in(request))
    wording = Wording(around.supposed, here.messages)
    rows = [
        {
            "id": reading.first.id,
            "ids": " ".join(claim.id for claim in reading.claims),
            "kind": here.messages.kind(kind_of(reading.subject)),
            "lines": [_line(wording, claim, around.register) for claim in reading.claims],
            "document": reading.first.document,
            **_summary(reading, wording, around),
        }
        for reading in part
    ]
    return render(
        request,
        "review/queue.html.jinja",
        status=_WRONG if wrong else 200,
        wrong=wrong,
        held=held,
        filters=_filters(request),
        rows=rows,
        page=page,
        pages=pages,
        wording=wording,
        bands=_bands(held.calibration, here.messages),
        **_choices(here, held),
        **_told(request),
    )


@require_POST
@needs("reviewer")
def accept_chosen(request: HttpRequest) -> HttpResponse:
    """Accepts the readings that were chosen in the list, all of them or none."""
    chosen = tuple(i for row in request.POST.getlist("claims") for i in row.split())
    if not chosen:
        return _queue(request, wrong=True)
    try:
        made, _ = decide(chosen, chosen, None, signed_in(request))
    except Overtaken as error:
        return _overtaken(request, error, claim_by_id(chosen[0]))
    return _to(request, "/review", done=made[0].id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reviewer")
def reading_page(request: HttpRequest, prefix: str) -> HttpResponse:
    """The reading of a claim beside its text; what was decided about it is recorded, and the next one opened."""
    if request.method != "POST":
        return _reading(request, prefix)
    act, given = request.POST.get("act", "accept"), request.POST
    if act not in ("accept", "reject"):
        raise BadQuestion(f"{act!r} is no decision; there are accept and reject")
    reason = given.get("reason", "") if act == "reject" else None
    try:
        made, reading = decide(
            given.getlist("seen"), given.getlist("claim"), reason, signed_in(request)
        )
    except Overtaken as error:
        return _overtaken(request, error, claim_by_id(prefix))
    except (BadJudgement, BadQuestion) as error:
        return _reading(request, prefix, error)
    return _on(request, reading, made)


def _on(request: HttpRequest, reading: Reading, made: Sequence[Judgement]) -> HttpResponse:
    """On to what comes after a reading that was decided about."""
    following = _desk(request).after(reading)
    path = f"/review/{following.first.id}" if following else "/review"
    return _to(request, path, done=made[0].id)


def _reading(request: HttpRequest, prefix: str, wrong: KizunaError | None = None) -> HttpResponse:
    claim = claim_by_id(prefix)
    opened = open_reading(claim, _desk(request), signed_in(request))
    if opened is None:
        return _decided(request, claim)
    ids = [one.id for one in opened.reading.claims]
    return render(
        request,
        "review/reading.html.jinja",
        status=_WRONG if wrong else 200,
        **reading_context(visit(request), opened, _filters(request)),
        **_told(request),
        chosen=request.POST.getlist("claim") if wrong else ids,
        reason=request.POST.get("reason", ""),
        wrong="" if not wrong else "reason" if isinstance(wrong, BadJudgement) else "chosen",
    )


def _decided(request: HttpRequest, claim: Claim) -> HttpResponse:
    """The page of a proposal that was decided on."""
    past = decision_on(claim)
    if past is None:
        raise NotFound(f"the claim {claim.id!r} waits for nobody")
    return _outcome(request, past.first.id, claim)


def _overtaken(request: HttpRequest, error: Overtaken, claim: Claim) -> HttpResponse:
    """The page that says who decided what meanwhile; nothing was recorded."""
    return _outcome(request, error.judgements[0] if error.judgements else "", claim, _OVERTAKEN)


def _outcome(request: HttpRequest, made: str, claim: Claim, status: int = 200) -> HttpResponse:
    held = _desk(request)
    spot = held.at(claim.id)
    return render(
        request,
        "review/decided.html.jinja",
        status=status,
        told=_words_of_decision(request, made),
        is_overtaken=status == _OVERTAKEN,
        following=held.readings[spot] if spot is not None else next(iter(held.readings), None),
        filters=_filters(request),
        **_told(request),
    )


def _words_of_decision(request: HttpRequest, made: str) -> dict[str, Any] | None:
    """The decision with a judgement in words, the first few claims of many; None where the account may not see
    what it weighs. `names` are the things that it was about, "…" for those left out."""
    try:
        past = past_decision(made)
    except NotFound:
        return None
    who, messages, told = signed_in(request), visit(request).messages, past.claims[:_TOLD]
    around = waiting_for(readings_of([*told, *past.typed]), who, also=[past.first.judge])
    about = Wording(around.supposed, messages)
    named = list(dict.fromkeys(about.name(claim.subject) for claim in told))
    more = "…" if len({claim.subject for claim in past.claims}) > _NAMED else ""
    return {
        "past": past,
        "may_undo": not past.gone and past.is_of(hand_of(who)),
        "names": messages.listing(named[:_NAMED]) + more,
        "lines": [(about.name(c.subject), _line(about, c, around.register)) for c in told],
        "more": len(past.claims) - len(told),
        "typed": [_line(about, claim, around.register) for claim in past.typed],
        "at": moment_words(messages, past.first.judged_at),
        "judge_name": about.name(past.first.judge),
        "reason": "" if past.code == CORRECTED else messages.rendering(past.first.reason),
    }


@require_POST
@needs("reviewer")
def undo_page(request: HttpRequest) -> HttpResponse:
    """Takes a decision back, exactly what it recorded, and opens what waits again."""
    made = request.POST.get("judgement", "")
    try:
        past = undo(made, hand_of(signed_in(request)))
    except Overtaken:
        return _outcome(request, made, past_decision(made).claims[0], _OVERTAKEN)
    path = "/review" if request.POST.get("list") else f"/review/{past.claims[0].id}"
    return _to(request, path, undone=past.first.id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reviewer")
def correct_page(request: HttpRequest, prefix: str) -> HttpResponse:
    """The input of a proposed claim with its value, and what is typed there recorded in its place."""
    claim, who = claim_by_id(prefix), signed_in(request)
    opened = open_reading(claim, _desk(request), who)
    if opened is None:
        return _decided(request, claim)
    if claim.subject not in opened.waiting.mine:
        raise NotAllowed(f"{who.name!r} does not decide about {claim.subject!r}")
    kind = kind_of(claim.subject)
    if request.method != "POST":
        path = f"{claim.property}.0"
        data = claim_texts(claim, Wording(opened.waiting.supposed, Messages("en")))
        data |= {f"{path}.stance": claim.stance, f"{path}.certainty": claim.certainty}
        return _correcting(request, opened, claim, EntryForm(kind, claim.subject, "", data))
    form = EntryForm.posted(request, kind, claim.subject)
    if form.act != "save":
        return _correcting(request, opened, claim, form.done())
    try:
        typed = form.inputs.get(claim.property, {}).get("0", {})
        made = correct(claim, typed, hand_of(who))
    except BadEntry as error:
        return _correcting(request, opened, claim, form, error.problems)
    except BadQuestion as error:
        return _correcting(request, opened, claim, form, {"": error})
    except Overtaken as error:
        return _overtaken(request, error, claim)
    return _on(request, opened.reading, made)


def _correcting(
    request: HttpRequest,
    opened: Opened,
    claim: Claim,
    form: EntryForm,
    problems: dict[str, KizunaError] | None = None,
) -> HttpResponse:
    kept, here = _filters(request), visit(request)
    messages = here.messages
    return render(
        request,
        "review/correct.html.jinja",
        status=_WRONG if problems else 200,
        **reading_context(here, opened, kept),
        form=form,
        layout=Layout(form, messages, problems or {}),
        claim=claim,
        definition=property_of(claim.subject, claim.property),
        label=capital(messages.property(form.kind, claim.property)),
        action=here.address(f"/review/{claim.id}/correct", **kept),
        languages_named=common_languages(messages),
        stances=concepts("stances", messages),
        certainties=concepts("certainties", messages),
    )


def _filters(request: HttpRequest) -> dict[str, str]:
    """The filters in the address, without those that are empty."""
    said = {name: request.GET.get(name, "").strip() for name in ("document", "least", "kind", "by")}
    return {name: text for name, text in said.items() if text}


def _desk(request: HttpRequest) -> Desk:
    """What the filters choose; raises BadQuestion for a confidence that is none."""
    asked = _filters(request)
    least = asked.pop("least", "0")
    try:
        sure = float(least)
    except ValueError:
        raise BadQuestion(f"{least!r} is no confidence; give one from 0 to 1") from None
    return desk(least=sure, **asked)


def _told(request: HttpRequest) -> dict[str, Any]:
    """What was just done, for the notice at the head of a page: a decision, and whether it was taken back."""
    made = request.GET.get("done", "") or request.GET.get("undone", "")
    return {"just": _words_of_decision(request, made) if made else None}


def _to(request: HttpRequest, path: str, **query: str) -> HttpResponse:
    address = visit(request).address(path, **_filters(request), **query)
    return HttpResponseRedirect(address, status=_SEE_OTHER)


def _line(wording: Wording, claim: Claim, register: Register) -> ClaimLine:
    """A claim in words; what is only proposed has no page that its name could lead to."""
    line = claim_line(wording, claim)
    pieces = (p if p.ref in register else replace(p, ref="") for p in line.said.pieces)
    return line._replace(said=replace(line.said, pieces=tuple(pieces)))


def _summary(reading: Reading, wording: Wording, around: Waiting) -> dict[str, Any]:
    """What the list and the page say of a reading."""
    return {
        "name": wording.name(reading.subject),
        "sure": percent(reading.confidence, wording.messages),
        "proposer": _proposer(reading.proposer, wording),
        "rival": rival_words(reading, wording.messages),
        "is_mine": reading.subject in around.mine,
    }


def _choices(here: Visit, held: Desk) -> dict[str, list[tuple[str, str]]]:
    """What the filters may be set to, with how many readings wait of each."""
    messages = here.messages
    people = [by for by in held.proposers if "/" in by and ":" not in by]
    names = Wording(ask.known_register(None, [*held.documents, *people]), messages)
    number = messages.number

    def counted(words: str, count: int) -> str:
        return messages.text("web-review-counted", words=words, count=number(count))

    return {
        "documents": [(ref, counted(names.name(ref), n)) for ref, n in held.documents.items()],
        "kinds": [
            (kind, counted(capital(messages.kind(kind)), n)) for kind, n in held.kinds.items()
        ],
        "proposers": [(by, counted(_proposer(by, names), n)) for by, n in held.proposers.items()],
        "leasts": [(f"{least:g}", percent(least, messages)) for least in LEAST],
    }


def _proposer(by: str, names: Wording) -> str:
    """Who proposed in words: a person by name, rules and models with their version."""
    method, sign, version = by.partition("@" if "@" in by else ":")
    if not sign:
        return names.messages.text("web-review-by-person", name=names.name(by))
    words = names.messages.concept("methods", method)
    return names.messages.text("web-review-by-method", method=words, version=version)


def rival_words(reading: Reading, messages: Messages) -> str:
    """What the rules read otherwise where a model read it: "1985"; "" where they agreed."""
    told = []
    for part in filter(None, reading.rival.split(", ")):
        name, _, value = part.partition(" ")
        scheme = "statuses" if name == "status" else f"{kind_of(reading.subject)}-types"
        try:
            told.append(messages.date(Edtf.parse(value)))
        except KizunaError:
            told.append(concept_words(scheme, value, messages))
    return messages.listing(told) if told else ""


def concept_words(scheme: str, word: str, messages: Messages) -> str:
    """A word of a proposal as the concept that it means; as it was written where it means none."""
    try:
        return messages.concept(scheme, concept_of(scheme, word))
    except (KizunaError, LookupError):
        return word.replace("_", " ")


def percent(share: float, messages: Messages) -> str:
    """A share of 0..1 as the language writes percentages."""
    return str(format_percent(share, locale=messages.locale))


def _bands(bands: Sequence[Band], messages: Messages) -> Table:
    """How the proposals of each band of confidence fared."""
    heads = ("web-review-band", "web-review-accepted", "web-review-rejected", "web-review-share")

    rows = (
        (
            Sentence.of(f"{percent(band.low, messages)}–{percent(band.high, messages)}"),
            Sentence.of(messages.number(band.accepted), band.accepted_claims),
            Sentence.of(messages.number(band.rejected), band.rejected_claims),
            Sentence.of(percent(band.share, messages)),
        )
        for band in bands
    )
    return Table("", tuple(map(messages.text, heads)), tuple(rows), frozenset({1, 2, 3}))


def reading_context(here: Visit, opened: Opened, kept: Mapping[str, str]) -> dict[str, Any]:
    """One reading with its text, what it would change, and the way to its neighbours."""
    wording = Wording(opened.waiting.supposed, here.messages)
    return {
        "opened": opened,
        "reading": opened.reading,
        "filters": kept,
        "wording": wording,
        **_summary(opened.reading, wording, opened.waiting),
        "is_new": opened.reading.subject not in opened.waiting.register,
        "effects": [
            effect_view(claim, wording, opened.waiting.register) for claim in opened.reading.claims
        ],
        "has_confidence": opened.reading.is_read_here,
        "language": language_of(opened.waiting.supposed, opened.reading.first.document),
    }


def effect_view(claim: Claim, wording: Wording, register: Register) -> dict[str, Any]:
    """What a claim would do, in words; only what the register holds has a page that its name leads to.

    `code` is one of `web-entry-change-*`; `against` are the facts of the register that it speaks against, `same`
    the one that it supports, each with who says so.
    """
    made, things = effect(claim, register), Things(wording)
    definition = property_of(claim.subject, claim.property)

    def standing(facts: Iterable[Fact[Any]]) -> tuple[tuple[Sentence, Sentence], ...]:
        shown = (WeighedFact(claim.property, definition, fact, True, ()) for fact in facts)
        return tuple((next(things.fact(one)), things.holders(one.fact)) for one in shown)

    return {
        "line": _line(wording, claim, register),
        "code": made.change.name.lower(),
        "against": standing(made.against),
        "same": standing(made.same),
    }
