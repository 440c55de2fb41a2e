"""The documents that claims cite, the most cited first."""

from django.http import HttpRequest, HttpResponse

from kizuna.publish.wording import Wording
from kizuna.web.fields import number
from kizuna.web.mapping.showing import SHOWN, Page
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.list_documents import list_documents


def documents_page(request: HttpRequest) -> HttpResponse:
    """One page of the list. Raises BadQuestion for a page that it does not have."""
    here = visit(request)
    page = number(request, "page", 1, 10_000)
    found = list_documents((page - 1) * SHOWN, SHOWN, here.known_at)
    number(request, "page", 1, Page(page, found.number).pages)
    return render(
        request,
        "map/documents.html.jinja",
        found=found,
        page=Page(page, found.number),
        wording=Wording(found.register, here.messages, here.asked_day),
    )
