"""Reviewing in the browser: the queue, one reading beside its text, and what is decided
about it.

Law: a form carries the claims that the reviewer saw; where somebody decided on one of
them meanwhile, nothing is recorded, and the page says who decided what.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from kizuna import errors
from kizuna.claims.claim import Claim, Judgement
from kizuna.claims.kinds import Fact, property_of
from kizuna.claims.kinds.property import WeighedFact
from kizuna.languages import Messages
from kizuna.proposals.proposal import concept_of
from kizuna.publish.document import Sentence
from kizuna.publish.things import Things
from kizuna.publish.wording import Wording, capital
from kizuna.register.register import Register
from kizuna.store.queries.claims import claim_by_id
from kizuna.values import Edtf, kind_of
from kizuna.web import forms
from kizuna.web.access import FORM, needs, own_hand
from kizuna.web.rendering import (
    ClaimLine,
    claim_line,
    moment_words,
    page_of,
    render,
    see,
    visit,
)
from kizuna.workflows import ask, review, review_desk
from kizuna.workflows.open_evidence import language_of
from kizuna.workflows.review_desk import Waiting

_TOLD, _NAMED = 8, 3
"""So many of the claims of a decision are told, and so many of the things that it was
about are named.
"""


@needs("reviewer")
def queue_page(request: HttpRequest, wrong: bool = False) -> HttpResponse:
    """What waits for a decision, a page at a time, chosen by the filters of the
    address; `wrong` where nothing was chosen to be accepted.
    """
    held, messages = _desk(request), visit(request).messages
    part, paging = page_of(request, len(held.readings), 25)
    around = review_desk.waiting_for(held.readings[part], own_hand(request))
    wording = Wording(around.supposed, messages)
    rows = [
        {
            "id": reading.first.id,
            "ids": " ".join(claim.id for claim in reading.claims),
            "kind": messages.kind(kind_of(reading.subject)),
            "lines": [
                _line(wording, claim, around.register) for claim in reading.claims
            ],
            "document": reading.first.document,
            **_summary(reading, wording, around),
        }
        for reading in held.readings[part]
    ]
    return render(
        request,
        "review/queue.html.jinja",
        wrong=wrong,
        held=held,
        rows=rows,
        wording=wording,
        bands=review_desk.calibration_table(held.calibration, messages),
        **paging,
        **_choices(messages, held),
        **_around(request),
    )


@needs("reviewer", "POST")
def accept_chosen(request: HttpRequest) -> HttpResponse:
    """Accepts the readings that were chosen in the list, all of them or none."""
    chosen = tuple(i for row in request.POST.getlist("claims") for i in row.split())
    if not chosen:
        return queue_page(request, wrong=True)
    try:
        made, _ = review_desk.decide(chosen, chosen, None, own_hand(request))
    except errors.Overtaken as error:
        return _outcome(request, claim_by_id(chosen[0]), error.judgements[0])
    return see(request, "/review", **_filters(request), done=made[0].id)


@needs("reviewer", *FORM)
def reading_page(request: HttpRequest, prefix: str) -> HttpResponse:
    """The reading of a claim beside its text; what was decided about it is recorded,
    and the next one opened.
    """
    if request.method != "POST":
        return _reading(request, prefix)
    act, sent = request.POST.get("act", "accept"), request.POST
    if act not in ("accept", "reject"):
        raise errors.BadQuestion(f"{act!r} is no decision; there are accept and reject")
    reason = sent.get("reason", "") if act == "reject" else None
    seen, chosen = sent.getlist("seen"), sent.getlist("claim")
    try:
        made, reading = review_desk.decide(seen, chosen, reason, own_hand(request))
    except errors.Overtaken as error:
        return _outcome(request, claim_by_id(prefix), error.judgements[0])
    except (errors.BadJudgement, errors.BadQuestion) as error:
        return _reading(request, prefix, error)
    return _on(request, reading, made)


def _on(
    request: HttpRequest, reading: review.Reading, made: Sequence[Judgement]
) -> HttpResponse:
    following = _desk(request).after(reading)
    path = f"/review/{following.first.id}" if following else "/review"
    return see(request, path, **_filters(request), done=made[0].id)


def _reading(
    request: HttpRequest, prefix: str, wrong: errors.KizunaError | None = None
) -> HttpResponse:
    claim = claim_by_id(prefix)
    if (found := review_desk.place_of(claim, _desk(request))) is None:
        return _outcome(request, claim)
    held, place = found
    reading = held.readings[place]
    around = review_desk.waiting_for([reading], own_hand(request))
    wording = Wording(around.supposed, visit(request).messages)
    return render(
        request,
        "review/reading.html.jinja",
        **_beside_text(reading, wording, around),
        **_around(request),
        place=place + 1,
        total=len(held.readings),
        before=held.readings[place - 1] if place else None,
        after=next(iter(held.readings[place + 1 :]), None),
        is_new=reading.subject not in around.register,
        effects=[
            effect_view(claim, wording, around.register) for claim in reading.claims
        ],
        has_confidence=reading.is_read_here,
        chosen=request.POST.getlist("claim")
        if wrong
        else [one.id for one in reading.claims],
        reason=request.POST.get("reason", ""),
        wrong=""
        if not wrong
        else "reason"
        if isinstance(wrong, errors.BadJudgement)
        else "chosen",
    )


def _outcome(request: HttpRequest, claim: Claim, made: str = "") -> HttpResponse:
    """The page of a proposal that was decided on: by `made`, a judgement made
    meanwhile, so that nothing was recorded, else by what stands on it.

    Raises errors.NotFound for one on which nobody decided.
    """
    standing = None if made else review.decisions_on([claim.id]).get(claim.id)
    if not (made or standing):
        raise errors.NotFound(f"the claim {claim.id!r} waits for nobody")
    held = _desk(request)
    spot = held.at(claim.id)
    return render(
        request,
        "review/decided.html.jinja",
        status=409 if made else 200,
        told=_words_of_decision(request, standing.id if standing else made),
        is_overtaken=bool(made),
        following=held.readings[spot]
        if spot is not None
        else next(iter(held.readings), None),
        **_around(request),
    )


def _words_of_decision(request: HttpRequest, made: str) -> dict[str, Any] | None:
    """The decision with a judgement in words, the first few claims of many; None where
    the account may not see what it weighs. `names` are the things that it was about,
    "…" for those left out.
    """
    try:
        past = review.past_decision(made)
    except errors.NotFound:
        return None
    hand, messages, told = (
        own_hand(request),
        visit(request).messages,
        past.claims[:_TOLD],
    )
    readings = review.readings_of([*told, *past.typed])
    around = review_desk.waiting_for(readings, hand, also=[past.first.judge])
    about = Wording(around.supposed, messages)
    named = list(dict.fromkeys(about.name(claim.subject) for claim in told))
    more = "…" if len({claim.subject for claim in past.claims}) > _NAMED else ""
    return {
        "past": past,
        "may_undo": not past.gone and past.is_of(hand),
        "names": messages.listing(named[:_NAMED]) + more,
        "lines": [
            (about.name(c.subject), _line(about, c, around.register)) for c in told
        ],
        "more": len(past.claims) - len(told),
        "typed": [_line(about, claim, around.register) for claim in past.typed],
        "at": moment_words(messages, past.first.judged_at),
        "judge_name": about.name(past.first.judge),
        "reason": ""
        if past.code == review.CORRECTED
        else messages.rendering(past.first.reason),
    }


@needs("reviewer", "POST")
def undo_page(request: HttpRequest) -> HttpResponse:
    """Takes a decision back, exactly what it recorded, and opens what waits again."""
    made = request.POST.get("judgement", "")
    try:
        past = review.undo(made, own_hand(request))
    except errors.Overtaken:
        return _outcome(request, review.past_decision(made).claims[0], made)
    path = "/review" if request.POST.get("list") else f"/review/{past.claims[0].id}"
    return see(request, path, **_filters(request), undone=past.first.id)


@needs("reviewer", *FORM)
def correct_page(request: HttpRequest, prefix: str) -> HttpResponse:
    """The input of a proposed claim with its value, and what is typed there recorded in
    its place.
    """
    claim, hand, here = claim_by_id(prefix), own_hand(request), visit(request)
    if (found := review_desk.place_of(claim, _desk(request))) is None:
        return _outcome(request, claim)
    reading = found[0].readings[found[1]]
    around = review_desk.waiting_for([reading], hand)
    if claim.subject not in around.mine:
        raise errors.NotAllowed(
            f"{hand.user!r} does not decide about {claim.subject!r}"
        )
    kind, filters = kind_of(claim.subject), _filters(request)
    if request.method != "POST":
        path = f"{claim.property}.0"
        data = forms.claim_texts(claim, Wording(around.supposed, Messages("en")))
        data |= {f"{path}.stance": claim.stance, f"{path}.certainty": claim.certainty}
        form = forms.EntryForm(kind, claim.subject, "", data, messages=here.messages)
    elif (form := forms.EntryForm.posted(request, kind, claim.subject)).act == "save":
        try:
            typed = form.entered.get(claim.property, {}).get("0", {})
            return _on(request, reading, review.correct(claim, typed, hand))
        except (errors.BadEntry, errors.BadQuestion) as error:
            form = form.refused(error)
        except errors.Overtaken as error:
            return _outcome(request, claim, error.judgements[0])
    return render(
        request,
        "review/correct.html.jinja",
        wrong=form.problems,
        filters=filters,
        form=form.done(),
        claim=claim,
        definition=property_of(claim.subject, claim.property),
        label=capital(here.messages.property(kind, claim.property)),
        action=here.address(f"/review/{claim.id}/correct", **filters),
        **_beside_text(reading, Wording(around.supposed, here.messages), around),
    )


def _filters(request: HttpRequest) -> dict[str, str]:
    said = {
        n: request.GET.get(n, "").strip() for n in ("document", "least", "kind", "by")
    }
    return {name: text for name, text in said.items() if text}


def _desk(request: HttpRequest) -> review.Desk:
    """What the filters choose; raises errors.BadQuestion for a confidence that is
    none.
    """
    asked = _filters(request)
    least = asked.pop("least", "0")
    if not re.fullmatch(r"[01](\.0+)?|0?\.[0-9]+", least):
        raise errors.BadQuestion(f"{least!r} is no confidence; give one from 0 to 1")
    return review_desk.desk(least=float(least), **asked)


def _around(request: HttpRequest) -> dict[str, Any]:
    """The filters, and the decision that was just made or taken back, for the notice at
    the head of a page.
    """
    made = request.GET.get("done") or request.GET.get("undone")
    just = _words_of_decision(request, made) if made else None
    return {"filters": _filters(request), "just": just}


def _line(wording: Wording, claim: Claim, register: Register) -> ClaimLine:
    """A claim in words; what is only proposed has no page that its name could lead
    to.
    """
    line = claim_line(wording, claim)
    pieces = (p if p.ref in register else replace(p, ref="") for p in line.said.pieces)
    return line._replace(said=replace(line.said, pieces=tuple(pieces)))


def _summary(
    reading: review.Reading, wording: Wording, around: Waiting
) -> dict[str, Any]:
    """A reading in words; its `rival` is what the rules read otherwise where a model
    read it: "1985".
    """
    messages, rival = wording.messages, list[str]()
    for name, _, value in (
        part.partition(" ") for part in reading.rival.split(", ") if part
    ):
        scheme = "statuses" if name == "status" else f"{kind_of(reading.subject)}-types"
        try:
            rival.append(messages.date(Edtf.parse(value)))
        except errors.KizunaError:
            rival.append(concept_words(scheme, value, messages))
    return {
        "name": wording.name(reading.subject),
        "sure": messages.percent(reading.confidence),
        "proposer": _proposer(reading.proposer, wording),
        "rival": messages.listing(rival) if rival else "",
        "is_mine": reading.subject in around.mine,
    }


def _choices(messages: Messages, held: review.Desk) -> dict[str, Any]:
    """What the filters may be set to, with how many readings wait of each."""
    text, number = messages.text, messages.number
    documents = held.counted(lambda reading: reading.first.document)
    proposers = held.counted(lambda reading: reading.proposer)
    people = [by for by in proposers if "/" in by and ":" not in by]
    names = Wording(ask.known_register(None, [*documents, *people]), messages)

    def counted(
        counts: Mapping[str, int], words: Callable[[str], str]
    ) -> list[tuple[str, str]]:
        said = ((one, words(one), number(count)) for one, count in counts.items())
        return [(o, text("web-review-counted", words=w, count=n)) for o, w, n in said]

    kinds = held.counted(lambda reading: kind_of(reading.subject))
    return {
        "documents": counted(documents, names.name),
        "kinds": counted(kinds, lambda kind: capital(messages.kind(kind))),
        "proposers": counted(proposers, lambda by: _proposer(by, names)),
        "leasts": [(f"{n / 10:g}", messages.percent(n / 10)) for n in range(5, 10)],
    }


def _proposer(by: str, names: Wording) -> str:
    """Who proposed in words: a person by name, rules and models with their version."""
    method, sign, version = by.partition("@" if "@" in by else ":")
    if not sign:
        return names.messages.text("web-review-by-person", name=names.name(by))
    words = names.messages.concept("methods", method)
    return names.messages.text("web-review-by-method", method=words, version=version)


def concept_words(scheme: str, word: str, messages: Messages) -> str:
    """A word of a proposal as the concept that it means; as it was written where it
    means none.
    """
    try:
        return messages.concept(scheme, concept_of(scheme, word))
    except (errors.KizunaError, LookupError):
        return word.replace("_", " ")


def _beside_text(
    reading: review.Reading, wording: Wording, around: Waiting
) -> dict[str, Any]:
    return {
        "reading": reading,
        "text": review_desk.passage_text(reading.first),
        "language": language_of(around.supposed, reading.first.document),
        "wording": wording,
        **_summary(reading, wording, around),
    }


def effect_view(claim: Claim, wording: Wording, register: Register) -> dict[str, Any]:
    """What a claim would do, in words; only what the register holds has a page that its
    name leads to.

    `code` is one of `web-entry-change-*`; `against` are the facts of the register that
    it speaks against, `same` the one that it supports, each with who says so.
    """
    made, things = review.effect(claim, register), Things(wording)
    definition = property_of(claim.subject, claim.property)

    def standing(facts: Iterable[Fact[Any]]) -> list[tuple[Sentence, Sentence]]:
        shown = (
            WeighedFact(claim.property, definition, fact, True, ()) for fact in facts
        )
        return [(next(things.fact(one)), things.holders(one.fact)) for one in shown]

    return {
        "line": _line(wording, claim, register),
        "code": made.change.name.lower(),
        "against": standing(made.against),
        "same": standing(made.same),
    }
