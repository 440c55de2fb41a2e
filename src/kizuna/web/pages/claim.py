"""The evidence of a claim: its passage in its document, who says it, and what speaks against it."""

from django.http import HttpRequest, HttpResponse

from kizuna.publish.wording import Wording
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.open_evidence import open_evidence


def claim_page(request: HttpRequest, prefix: str) -> HttpResponse:
    """The evidence as a page, or as the part of one that stands beside a fact."""
    found = open_evidence(prefix)
    wording = Wording(found.register, visit(request).messages)
    return render(request, "claim.html.jinja", found=found, wording=wording)
