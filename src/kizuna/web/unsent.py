"""What somebody wrote and could not send, as the session had ended: shown once when the page opens again."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

_KEY = "unsent"
_MOST = 20_000
_WRITTEN = ("reason", "quote", "text", "value")
"""The last part of the names of fields in which one writes."""


def keep_unsent(request: HttpRequest, back: str) -> None:
    """Keep what was written in a form, up to 20,000 characters a field, until the page `back` is opened."""
    fields = request.POST.items()
    words = [text for name, text in fields if name.rpartition(".")[2] in _WRITTEN and text.strip()]
    if words:
        kept = {"at": urlsplit(back).path, "words": [text[:_MOST] for text in words]}
        request.session[_KEY] = kept


def take_unsent(request: HttpRequest) -> tuple[str, ...]:
    """What was written on this page and not sent, which is then kept no longer; empty for nothing."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.method != "GET":
        return ()
    kept = request.session.get(_KEY)
    if not kept or kept["at"] != request.path:
        return ()
    del request.session[_KEY]
    return tuple(kept["words"])
