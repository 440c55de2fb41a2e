"""The evidence of a claim: its passage in its document, who says it, and what speaks for and against it."""

from django.http import HttpRequest, HttpResponse

from kizuna.web.pages.unknown import known_words
from kizuna.web.presenting.claims import (
    claim_line,
    claim_lines,
    judgement_lines,
    recorded_words,
    why_counts,
)
from kizuna.web.presenting.facts import Facts
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.open_evidence import open_evidence


def claim_page(request: HttpRequest, prefix: str) -> HttpResponse:
    """The evidence as a page, or as the part of one that stands beside a fact."""
    here = visit(request)
    found = open_evidence(prefix, known_at=here.known_at)
    facts = Facts(found.register, here.messages)
    claim = found.claim
    return render(
        request,
        "claim.html.jinja",
        found=found,
        facts=facts,
        line=claim_line(facts, claim, found.weighed.status),
        recorded=recorded_words(facts, claim),
        why=why_counts(facts, claim),
        is_later=here.known_at is not None and claim.recorded_at > here.known_at,
        known=known_words(request),
        language=facts.language_of(claim.document),
        others=[
            (code, claim_lines(facts, claims))
            for code, claims in (
                ("supporting", found.supporting),
                ("competing", found.competing),
                ("denying", found.denying),
            )
            if claims
        ],
        beside=claim_lines(facts, found.beside),
        judgements=judgement_lines(facts, found.judgements),
    )
