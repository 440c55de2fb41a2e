"""Searching: names in any script, facts in words, passages."""

from django.http import HttpRequest, HttpResponse

from kizuna.publish.wording import Wording
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.search import search


def search_page(request: HttpRequest) -> HttpResponse:
    """What holds the words of `q`; without words, the empty field."""
    words = request.GET.get("q", "").strip()
    found = search(words) if words else None
    wording = Wording(found.register, visit(request).messages) if found else None
    hits = found.hits if found else ()
    return render(request, "search.html.jinja", words=words, hits=hits, wording=wording)
