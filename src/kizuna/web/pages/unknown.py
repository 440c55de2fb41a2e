"""The page of a thing of which nothing was known at the time asked about."""

from django.http import HttpRequest, HttpResponse

from kizuna.publish.wording import Wording
from kizuna.web.rendering import day_words, render
from kizuna.web.visit import visit
from kizuna.workflows.clocks import Times
from kizuna.workflows.show import thing


def unknown_page(request: HttpRequest, ref: str) -> HttpResponse:
    """It says so, with the name that the thing has by now, and leads to what is known now."""
    shown = thing(ref, Times.of(None)).shown
    name = Wording(shown.register, visit(request).messages).name(shown.entity.id) if shown else ref
    return render(request, "unknown.html.jinja", ref=ref, name=name, known=known_words(request))


def known_words(request: HttpRequest) -> str:
    """The day by which the page is known, in words; "" for now."""
    here = visit(request)
    return day_words(here.messages, here.known_at) if here.known_at else ""
