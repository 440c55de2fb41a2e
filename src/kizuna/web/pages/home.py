"""The front page: search, the map, the figures of the register, what changed last."""

from django.http import HttpRequest, HttpResponse

from kizuna.web.rendering import render


def home(request: HttpRequest) -> HttpResponse:
    """The way in."""
    return render(request, "home.html.jinja")
