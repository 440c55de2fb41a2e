"""What was recorded and judged last, page by page, back to the first claim."""

from django.http import HttpRequest, HttpResponse

from kizuna.publish.wording import Wording
from kizuna.web.fields import given
from kizuna.web.mapping.changes import change_lines
from kizuna.web.rendering import render
from kizuna.web.visit import visit
from kizuna.workflows.recent_changes import recent_changes


def changes_page(request: HttpRequest) -> HttpResponse:
    """One page of changes. Raises BadQuestion for a page that there cannot be."""
    here = visit(request)
    found = recent_changes(given(request, "before"), here.known_at)
    wording = Wording(found.register, here.messages)
    lines = change_lines(found.changes, wording)
    return render(request, "map/changes.html.jinja", found=found, lines=lines, wording=wording)
